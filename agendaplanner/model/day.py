"""Actions of the day itself: running late, rooms that change places, a session that takes longer.

Like all actions they are pure, and say what the result is; clashes that come of it are for the checks to find.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Period
from agendaplanner.model.records import Room, Session
from agendaplanner.model.times import clock, day_of, end_of, short_day
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Edit
    from agendaplanner.model.parts import Day

MOST_LATE = 12 * 60
LEAST_BREAK = 10
"""No break is made shorter than these minutes ..."""
LEAST_PART = 0.5
"""... and no session, nor break, than this part of what it was."""


class Late(msgspec.Struct, frozen=True):
    """What running late comes to."""

    change: Change
    moved: tuple[str, ...]
    """Sessions that begin later, in the order of their starts."""
    shortened: tuple[str, ...]
    """Sessions that take less time, because something pinned follows, or because breaks may."""
    kept: tuple[str, ...]
    """Pinned sessions that stay, and up to which the delay is made good."""
    stuck: tuple[str, ...]
    """Sessions that run into something pinned: there is too little time left to shorten them to."""


def running_late(
    agenda: Agenda,
    since: datetime,
    minutes: int,
    *,
    room: str | None = None,
    shorten_breaks: bool = False,
    move_breaks: bool = False,
) -> Late:
    """Push the rest of a day: what begins at a wall time or later begins so many minutes later.

    What is pinned in time stays, and makes the delay good: what would run into it is shortened, but to no less than
    half; what follows it in the same rooms is on time again. With one room, sessions and breaks for everyone stay too.
    A breakout group goes on starting together.

    Args:
        agenda: The agenda.
        since: Wall time; sessions of the same day of the meeting that begin then or later are pushed.
        minutes: How late it is.
        room: Only this room's sessions; None: everybody's.
        shorten_breaks: Whether breaks, meals and receptions take up the delay, as far as half their length.
        move_breaks: Whether these move also where they are pinned.

    Raises:
        UsageError: No such room, or the minutes make no sense.
    """
    if not 1 <= minutes <= MOST_LATE:
        raise UsageError(f"A day cannot run {minutes} minutes late.", advice=f"Give 1 to {MOST_LATE} minutes.")
    if room is not None:
        agenda.get(Room, room)
    return _Push(agenda, since, minutes, room, shorten_breaks=shorten_breaks, move_breaks=move_breaks).run()


def swap_rooms(agenda: Agenda, first: str, second: str, during: Period | None = None) -> Change:
    """Let two rooms change places: what begins in one of them during a period (None: ever) goes to the other.

    What is pinned to its room stays.

    Raises:
        UsageError: No such room, or twice the same.
    """
    a, b = agenda.get(Room, first), agenda.get(Room, second)
    if a.id == b.id:
        raise UsageError("A room cannot change places with itself.")
    other = {a.id: b.id, b.id: a.id}
    edits = tuple(
        edit(s, msgspec.structs.replace(s, placement=msgspec.structs.replace(place, room=other[place.room])))
        for s in agenda.placed
        if (place := s.placement) is not None
        and place.room in other
        and not s.pinned_room
        and (during is None or during.start <= place.start < during.end)
    )
    when = "" if during is None else f", {short_day(during.start)} {clock(during.start)}–{clock(during.end)}"
    return Change(f"Swap {a.name} and {b.name}{when}", edits) if edits else actions.NOTHING


def pinned_rooms(agenda: Agenda, first: str, second: str, during: Period | None = None) -> tuple[str, ...]:
    """Give the sessions that a swap of two rooms leaves where they are, because they are pinned to their room."""
    return tuple(
        s.id
        for s in agenda.placed
        if (place := s.placement) is not None
        and place.room in (first, second)
        and s.pinned_room
        and (during is None or during.start <= place.start < during.end)
    )


def take_longer(agenda: Agenda, session_id: str, minutes: int) -> Change:
    """Give a session so many minutes, from its start.

    Raises:
        UsageError: No such session, or it cannot be so long.
    """
    session = agenda.get(Session, session_id)
    return actions.set_fields(
        agenda, session, label=f"{session_mark(session)} takes {minutes} min", duration_minutes=minutes
    )


def whole_day(day: Day) -> Period:
    """Give the period of a whole day of the meeting: from midnight to midnight, or to when it closes after that."""
    midnight = datetime.combine(day.date, time())
    return Period(start=midnight, end=max(midnight + timedelta(days=1), day.closes))


class _Push:
    """Goes through the rest of a day in the order of starts, with how late each room is."""

    def __init__(
        self,
        agenda: Agenda,
        since: datetime,
        minutes: int,
        room: str | None,
        *,
        shorten_breaks: bool,
        move_breaks: bool,
    ) -> None:
        self.agenda = agenda
        self.since = since
        self.minutes = minutes
        self.room = room
        self.shorten_breaks = shorten_breaks
        self.move_breaks = move_breaks
        day = day_of(agenda.meeting, since)
        self.rest = [
            s
            for s in agenda.placed
            if s.placement is not None
            and s.placement.start >= since
            and (day_of(agenda.meeting, s.placement.start) == day if day is not None else _same_date(s, since))
        ]
        self.late: dict[str | None, int] = {r: minutes for r in (*agenda.room, None) if room is None or r == room}

    def run(self) -> Late:
        moved: list[str] = []
        shortened: list[str] = []
        kept: list[str] = []
        stuck: list[str] = []
        edits: list[Edit] = []
        for session in self.rest:
            place = session.placement
            if place is None:
                continue
            rooms = self._rooms(session)
            if self._stays(session):
                if any(self.late.get(r) for r in rooms):
                    kept.append(session.id)
                self.late.update((r, 0) for r in rooms if r in self.late)
                continue
            delay = self._delay(session)
            if not delay:
                continue
            start, length = place.start + timedelta(minutes=delay), session.duration_minutes
            if self.shorten_breaks and session.is_quiet:
                cut = min(delay, length - _least(session))
                length -= max(cut, 0)
                delay -= max(cut, 0)
            wall = self._wall(session)
            if wall is not None and start + timedelta(minutes=length) > wall:
                left = round((wall - start).total_seconds() / 60)
                if left >= _least(session):
                    length = left
                else:
                    stuck.append(session.id)
            self.late.update((r, delay) for r in rooms if r in self.late)
            after = msgspec.structs.replace(
                session, placement=msgspec.structs.replace(place, start=start), duration_minutes=length
            )
            edits.append(edit(session, after))
            moved.append(session.id)
            if length < session.duration_minutes:
                shortened.append(session.id)
        where = "" if self.room is None else f"{self.agenda.room[self.room].name} "
        label = f"{where}{self.minutes} min late from {short_day(self.since)} {clock(self.since)}"
        change = Change(label, tuple(edits)) if edits else actions.NOTHING
        return Late(change, tuple(moved), tuple(shortened), tuple(kept), tuple(stuck))

    def _stays(self, session: Session) -> bool:
        if self.room is not None and _is_common(session):
            return True
        return session.pinned_time and not (self.move_breaks and session.is_quiet)

    def _rooms(self, session: Session) -> list[str | None]:
        """Give the rooms that a session keeps or makes late: all of them where everyone is at it."""
        if _is_common(session):
            return [*self.agenda.room, None]
        return [session.placement.room if session.placement is not None else None]

    def _delay(self, session: Session) -> int:
        """Give how much later a session begins: with the latest of those that it must wait for."""
        together = [session]
        if session.group:
            members = (self.agenda.session[s] for s in self.agenda.groups.get(session.group, ()))
            start = session.placement.start if session.placement is not None else None
            together += [s for s in members if s.placement is not None and s.placement.start == start]
        return max((self.late.get(r, 0) for s in together for r in self._rooms(s)), default=0)

    def _wall(self, session: Session) -> datetime | None:
        """Give the start of what stays, next after a session, that it must not run into."""
        rooms = set(self._rooms(session))
        return next(self._walls(session, rooms), None)

    def _walls(self, session: Session, rooms: set[str | None]) -> Iterator[datetime]:
        end = end_of(session)
        for other in self.rest:
            place = other.placement
            if place is None or end is None or place.start < end or not self._stays(other):
                continue
            if _is_common(other) or _is_common(session) or place.room in rooms:
                yield place.start


def _is_common(session: Session) -> bool:
    """Tell whether a session stops everybody: everyone is at it, or it is a break without a room."""
    return session.is_for_everyone or (
        session.is_quiet and (session.placement is None or session.placement.room is None)
    )


def _least(session: Session) -> int:
    """Give the least minutes that a session is shortened to."""
    half = -(-session.duration_minutes * LEAST_PART // 1)
    least = max(int(half), LEAST_BREAK) if session.is_quiet else int(half)
    return min(least, session.duration_minutes)


def _same_date(session: Session, moment: datetime) -> bool:
    return session.placement is not None and session.placement.start.date() == moment.date()
