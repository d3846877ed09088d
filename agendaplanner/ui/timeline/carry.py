"""A session in the hand: where it may go, and what would be wrong at one place, in words. No widgets.

The map of all places comes from the planner's masks, the words for one place from the checks of the agenda as it would
be: both know the same rules.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.checks.check import Findings
from agendaplanner.model import actions
from agendaplanner.model.words import listed, person_short
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.ui.timeline.geometry import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session

_NOT_ABOUT_PLACES = frozenset({"role-open", "paper-late"})


class Verdict(msgspec.Struct, frozen=True):
    """What is to be said of a place."""

    tone: Literal["ok", "warning", "clash"]
    words: str


class Stretch(msgspec.Struct, frozen=True):
    """Times in which the session could lie, in one room (None: across all, or without a room)."""

    room: str | None
    start: datetime
    end: datetime


class Carry:
    """A session being carried over the timeline, as the others are placed.

    Findings and legality board are those of the agenda, where they are kept; what is not given is made, which takes
    time.
    """

    def __init__(
        self,
        agenda: Agenda,
        session: Session,
        findings: Findings | None = None,
        legality: LegalityBoard | None = None,
    ) -> None:
        self.agenda = agenda
        self.session = session
        self.spans = spans(session)
        self._findings = findings.copy() if findings is not None else Findings(agenda)
        # what is cancelled, or has no day to be on, has no map
        mapped = bool(agenda.meeting.days) and not session.is_cancelled
        board = legality if legality is not None else LegalityBoard(agenda)
        self._map = board.map(session.id) if mapped else None
        self._verdicts: dict[tuple[datetime, str | None], Verdict] = {}

    def room_at(self, column_room: str | None, start: datetime) -> str | None:
        """Give the room it takes where it is dropped: the column's, but what lies across all keeps its own."""
        if not self.session.takes_room:
            return None
        if not self.spans:
            return column_room
        if self.session.placement is not None and self.session.placement.room is not None:
            return self.session.placement.room
        rooms = self._rooms()
        if self._map is not None:
            for room in rooms:
                if not self._map.against(start, room):
                    return room
        return rooms[0] if rooms else None

    def _rooms(self) -> list[str]:
        """Give the rooms it could have, the largest first: what everyone is at needs seats."""
        rooms = self.session.only_rooms or tuple(room.id for room in self.agenda.rooms)
        return sorted(rooms, key=lambda room: -(self.agenda.room[room].capacity or 0))

    def change_to(self, start: datetime, room: str | None) -> Change:
        """Give the change that puts it down.

        Raises:
            UsageError: It needs a room, and there is none.
        """
        return actions.move(self.agenda, self.session.id, start, room)

    def verdict(self, start: datetime, room: str | None) -> Verdict:
        """Say what would be wrong if it were put down there."""
        key = (start, room)
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(start, room)
        return self._verdicts[key]

    def _judge(self, start: datetime, room: str | None) -> Verdict:
        if room is None and self.session.takes_room:
            return Verdict("clash", "It needs a room.")
        self._findings.update(self.agenda.apply(self.change_to(start, room)), {("session", self.session.id)})
        found = [f for f in self._findings.of_session(self.session.id) if f.rule not in _NOT_ABOUT_PLACES]
        clashes = [f.message for f in found if f.severity == "clash"]
        if clashes:
            more = f"\n… and {len(clashes) - 2} more" if len(clashes) > 2 else ""
            return Verdict("clash", "\n".join(clashes[:2]) + more)
        if found:
            return Verdict("warning", found[0].message)
        people = sorted(self.agenda.people_in[self.session.id])
        if not people:
            return Verdict("ok", "No clash here.")
        names = listed((person_short(self.agenda.person[p]) for p in people), most=2)
        return Verdict("ok", f"Free for {names}.")

    def stretches(self) -> Iterator[Stretch]:
        """Give all times and rooms in which it could lie without a clash."""
        if self._map is None:
            return
        steps = -(-self.session.duration_minutes // self._map.step_minutes)
        if self.spans or not self.session.takes_room:
            starts = 0
            own = self.session.placement.room if self.session.placement is not None else None
            for room in [own] if own is not None else self._rooms() if self.session.takes_room else [None]:
                starts |= self._map.legal_starts(room)
            yield from self._runs(starts, steps, None)
            return
        for room in self.agenda.rooms:
            yield from self._runs(self._map.legal_starts(room.id), steps, room.id)

    def _runs(self, starts: int, steps: int, room: str | None) -> Iterator[Stretch]:
        """Give the runs of time that a session of so many steps covers from some starts. Bits."""
        if self._map is None:
            return
        covered, have = starts, 1
        while have < steps:
            shift = min(have, steps - have)
            covered |= covered << shift
            have += shift
        while covered:
            begin = (covered & -covered).bit_length() - 1
            rest = ~(covered >> begin)
            length = (rest & -rest).bit_length() - 1
            yield Stretch(room, self._map.moment(begin), self._map.moment(begin + length))
            covered &= ~(((1 << length) - 1) << begin)

    def edges(self, room: str | None, *, near: datetime) -> Iterator[datetime]:
        """Give starts that meet a neighbour's edge on the same day: after one ends, or ending as one begins."""
        length = timedelta(minutes=self.session.duration_minutes)
        for other in self.agenda.placed:
            place = other.placement
            if place is None or other.id == self.session.id or abs(place.start - near) > timedelta(hours=18):
                continue
            if self.spans or spans(other) or place.room == room:
                yield place.start - length
                yield place.start + timedelta(minutes=other.duration_minutes)
