"""Sessions in the hand: where they may go, and what would be wrong at one place, in words. No widgets.

One session leads, the one that the mouse took hold of; the others keep their times and rooms relative to it. The map of
all places comes from the planner's masks, the words for one place from the checks: both know the same rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, edit, merged
from agendaplanner.model.ids import new_id
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import Session
from agendaplanner.model.times import clock, short_day
from agendaplanner.model.words import session_mark
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.planning.problem import mask
from agendaplanner.ui.timeline.geometry import spans
from agendaplanner.ui.timeline.judging import Judge, Tone, Verdict, free_for
from agendaplanner.ui.timeline.neighbours import Neighbours

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from agendaplanner.checks.check import Findings
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.legality import LegalityMap

MOST_MAPPED = 40
"""Of how many sessions in one hand the places are worked out: it takes a moment for each."""

ATTRACTS = timedelta(hours=1)
"""How far about a moment edges are looked for; how near they must be to attract is a matter of pixels."""


class Stretch(msgspec.Struct, frozen=True):
    """Times in which the leading session could lie, in one room (None: across all, or without a room)."""

    room: str | None
    start: datetime
    end: datetime
    tone: Tone


class Member(msgspec.Struct, frozen=True):
    """A session in the hand, relative to the one that leads."""

    session: Session
    later: timedelta
    rooms_on: int
    """How many rooms further; meaningless for what keeps its own room."""
    keeps_room: bool
    copy_id: str
    """The id it gets where it is put down as a copy."""


class Carry:
    """Sessions being carried over the timeline, as the others are placed.

    Findings and legality board are those of the agenda, where they are kept; what is not given is made, which takes
    time.

    Attributes:
        copying: Whether they stay where they are and copies of them are put down.
    """

    def __init__(
        self,
        agenda: Agenda,
        sessions: Session | Sequence[Session],
        findings: Findings | None = None,
        legality: LegalityBoard | None = None,
    ) -> None:
        carried = (sessions,) if isinstance(sessions, Session) else tuple(sessions)
        self.agenda = agenda
        self.session = carried[0]
        self.spans = spans(self.session)
        self.copying = False
        self.judge = Judge(agenda, findings)
        self.board = legality if legality is not None else LegalityBoard(agenda)
        self._order = [room.id for room in agenda.rooms]
        self._place_of = {room: i for i, room in enumerate(self._order)}
        self.members = tuple(self._members(carried))
        self._maps = self._make_maps()
        self._verdicts: dict[tuple[datetime, str | None, bool], Verdict] = {}
        self._starts_in: dict[str | None, tuple[int, int]] = {}
        self._neighbours = Neighbours(agenda)
        self._edges: dict[tuple[str | None, bool], list[datetime]] = {}

    def _members(self, carried: Sequence[Session]) -> Iterator[Member]:
        lead = carried[0]
        begin = lead.placement.start if lead.placement is not None else None
        room = self._place_of.get(lead.placement.room or "") if lead.placement is not None else None
        queued = timedelta()
        for session in carried:
            later, on = timedelta(), 0
            if session.placement is not None and begin is not None:
                later = session.placement.start - begin
                own = self._place_of.get(session.placement.room or "")
                on = own - room if own is not None and room is not None else 0
            elif begin is None:
                # what waits follows one after the other
                later, queued = queued, queued + timedelta(minutes=session.duration_minutes)
            yield Member(session, later, on, spans(session) or not session.takes_room, new_id("session"))

    @property
    def ids(self) -> tuple[str, ...]:
        """The sessions in the hand."""
        return tuple(member.session.id for member in self.members)

    @property
    def is_several(self) -> bool:
        """Whether more than one session is in the hand."""
        return len(self.members) > 1

    @property
    def put_down_ids(self) -> tuple[str, ...]:
        """The sessions that stand where they are put down: those in the hand, or their copies."""
        return tuple(member.copy_id for member in self.members) if self.copying else self.ids

    # where they are put down

    def room_at(self, column_room: str | None, start: datetime) -> str | None:
        """Give the room the leading one takes where it is dropped: the column's; what lies across all keeps its own."""
        if not self.session.takes_room:
            return None
        if not self.spans:
            return column_room
        if self.session.placement is not None and self.session.placement.room is not None:
            return self.session.placement.room
        rooms = self._largest_first()
        if self._maps:
            for room in rooms:
                if not self._maps[0].against(start, room):
                    return room
        return rooms[0] if rooms else None

    def _largest_first(self) -> list[str]:
        """Give the rooms it could have: what everyone is at needs seats."""
        rooms = self.session.only_rooms or tuple(self._order)
        return sorted(rooms, key=lambda room: -(self.agenda.room[room].capacity or 0))

    def placements(self, start: datetime, room: str | None) -> dict[str, Placement] | None:
        """Give where each goes if the leading one goes to a start and room; None where not all of them have a room."""
        found: dict[str, Placement] = {}
        base = self._place_of.get(room or "")
        for member in self.members:
            session, own = member.session, member.session.placement
            if session.id == self.session.id:
                where = room
            elif member.keeps_room:
                where = own.room if own is not None else None
            elif base is None:
                # the leading one lies across all: the others stay in their rooms
                where = own.room if own is not None else None
            elif 0 <= base + member.rooms_on < len(self._order):
                where = self._order[base + member.rooms_on]
            else:
                return None
            if where is None and session.takes_room:
                return None
            found[session.id] = Placement(start=start + member.later, room=where)
        return found

    def change_to(self, start: datetime, room: str | None) -> Change | None:
        """Give the change that puts them down; None where that cannot be: there is no room for all of them."""
        places = self.placements(start, room)
        if places is None:
            return None
        if self.copying:
            copies = [copy_of(member.session, member.copy_id, places[member.session.id]) for member in self.members]
            return Change(f"Copy {self.name} to {self._where(start, room)}", tuple(edit(None, each) for each in copies))
        changes = [actions.move(self.agenda, id_, place.start, place.room) for id_, place in places.items()]
        if not self.is_several:
            return changes[0]
        verb = "Place" if self.session.placement is None else "Move"
        return merged(f"{verb} {self.name}: {session_mark(self.session)} to {self._where(start, room)}", changes)

    @property
    def name(self) -> str:
        """What is in the hand, for labels."""
        return f"{len(self.members)} sessions" if self.is_several else session_mark(self.session)

    def _where(self, start: datetime, room: str | None) -> str:
        named = self.agenda.room.get(room or "")
        return f"{short_day(start)} {clock(start)}" + (f", {named.name}" if named is not None else "")

    # whether they may

    def verdict(self, start: datetime, room: str | None) -> Verdict:
        """Say what would be wrong if they were put down there."""
        key = (start, room, self.copying)
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(start, room)
        return self._verdicts[key]

    def tone(self, start: datetime, room: str | None) -> Tone:
        """Say in a word what ``verdict`` would; from the map, which is quicker, where there is one of just that."""
        if self._maps and not (self.is_several or self.copying or self.spans):
            step = self.board.problem.step_of(start)
            if step >= 0 and self._maps[0].moment(step) == start:
                if room not in self._starts_in:
                    self._starts_in[room] = self._starts(room)
                legal, fine = self._starts_in[room]
                return "ok" if fine >> step & 1 else "warning" if legal >> step & 1 else "clash"
        return self.verdict(start, room).tone

    def _judge(self, start: datetime, room: str | None) -> Verdict:
        if room is None and self.session.takes_room:
            return Verdict("clash", "It needs a room.")
        change = self.change_to(start, room)
        if change is None:
            return Verdict("clash", "Not all of them have a room here.")
        free = f"All {len(self.members)} fit here." if self.is_several else free_for(self.agenda, self.session)
        return self.judge.verdict(change, self.put_down_ids, free)

    def _make_maps(self) -> tuple[LegalityMap, ...]:
        """Give the map of each, as if the others in the hand were nowhere; none where there is nothing to show."""
        if not self.agenda.meeting.days or len(self.members) > MOST_MAPPED:
            return ()
        # what is cancelled has no map
        ids = [each.session.id for each in self.members if not each.session.is_cancelled]
        if len(ids) < len(self.members):
            return ()
        with _lifted(self.board, ids if len(ids) > 1 else ()):
            return tuple(self.board.map(id_) for id_ in ids)

    def stretches(self) -> Iterator[Stretch]:
        """Give all times and rooms in which the leading one could lie without a clash of any of them."""
        if not self._maps:
            return
        steps = -(-self.session.duration_minutes // self._maps[0].step_minutes)
        if self.spans or not self.session.takes_room:
            legal, fine = 0, 0
            own = self.session.placement.room if self.session.placement is not None else None
            for room in [own] if own is not None else self._largest_first() if self.session.takes_room else [None]:
                here = self._starts(room)
                legal |= here[0]
                fine |= here[1]
            yield from self._runs(legal, fine, steps, None)
            return
        for room in self._order:
            yield from self._runs(*self._starts(room), steps, room)

    def _starts(self, room: str | None) -> tuple[int, int]:
        """Give the starts of the leading one in a room without a clash, and those without a warning either. Bits."""
        first = self._maps[0]
        base = self._place_of.get(room or "")
        legal = fine = -1
        for member, each in zip(self.members, self._maps, strict=True):
            where = room
            if member.session.id != self.session.id:
                where = self._room_of(member, base)
                if where is None and member.session.takes_room:
                    return 0, 0
            here = each.legal_starts(where)
            good = here & ~each.warned_starts(where)
            if self.copying:
                stays = self._stays(member, each, where)
                here, good = here & ~stays, good & ~stays
            shift = round(member.later.total_seconds() / 60) // first.step_minutes
            legal &= here >> shift if shift >= 0 else here << -shift
            fine &= good >> shift if shift >= 0 else good << -shift
        return legal, fine

    def _room_of(self, member: Member, base: int | None) -> str | None:
        own = member.session.placement.room if member.session.placement is not None else None
        if member.keeps_room or base is None:
            return own
        at = base + member.rooms_on
        return self._order[at] if 0 <= at < len(self._order) else None

    def _stays(self, member: Member, each: LegalityMap, room: str | None) -> int:
        """Give the starts at which a copy would meet what it is a copy of. Bits."""
        own, session = member.session.placement, member.session
        if own is None or (own.room != room and not self.agenda.people_in[session.id] and not spans(session)):
            return 0
        length = -(-session.duration_minutes // each.step_minutes)
        begin = self.board.problem.step_of(own.start)
        return mask(max(begin - length + 1, 0), begin + length)

    def _runs(self, legal: int, fine: int, steps: int, room: str | None) -> Iterator[Stretch]:
        """Give the runs of time that a session of so many steps covers from some starts. Bits."""
        covered_fine = _covered(fine, steps)
        yield from self._each_run(covered_fine, room, "ok")
        if legal != fine:
            yield from self._each_run(_covered(legal, steps) & ~covered_fine, room, "warning")

    def _each_run(self, covered: int, room: str | None, tone: Tone) -> Iterator[Stretch]:
        moment = self._maps[0].moment
        while covered:
            begin = (covered & -covered).bit_length() - 1
            rest = ~(covered >> begin)
            length = (rest & -rest).bit_length() - 1
            yield Stretch(room, moment(begin), moment(begin + length), tone)
            covered &= ~(((1 << length) - 1) << begin)

    def next_start(self, room: str | None, after: datetime, *, way: int = 1, edge: bool = False) -> datetime | None:
        """Give the nearest start in a room, later (or earlier, ``way`` -1) than a moment, at which none of them clashes.

        ``edge`` takes only those at which something begins or ends to stand in the way: there it meets its neighbours.
        """
        if not self._maps:
            return None
        legal, _ = self._starts(room)
        if edge:
            legal &= ~(legal << 1) | ~(legal >> 1)
        moment = self._maps[0].moment
        step = self.board.problem.step_of(after)
        if way < 0:
            if moment(step) == after:
                step -= 1
            legal &= mask(0, max(step + 1, 0))
            return moment(legal.bit_length() - 1) if legal else None
        legal &= ~mask(0, max(step + 1, 0))
        return moment((legal & -legal).bit_length() - 1) if legal else None

    def first_start(self, room: str | None, after: datetime) -> datetime | None:
        """Give the first start in a room, at a moment or later, at which none of them clashes."""
        return self.next_start(room, after - timedelta(minutes=1))

    def rooms_from(self, room: str | None) -> list[str | None]:
        """Give the rooms the leading one may be put into, one first, then those nearest to it."""
        if self.spans or not self.session.takes_room:
            return [self.room_at(room, datetime.min) if self.session.takes_room else None]
        base = self._place_of.get(room or "", 0)
        nearest = sorted(self._order, key=lambda each: abs(self._place_of[each] - base))
        return list(nearest)

    @property
    def is_mapped(self) -> bool:
        """Whether it is known where they may go."""
        return bool(self._maps)

    # what attracts them

    def edges(self, room: str | None, *, near: datetime) -> Sequence[datetime]:
        """Give starts about a moment that meet a neighbour's edge: after one ends, or ending as one begins."""
        key = (room, self.copying)
        known = self._edges.get(key)
        if known is None:
            beside = self._neighbours.beside(self.session, room, but=() if self.copying else self.ids)
            length = timedelta(minutes=self.session.duration_minutes)
            known = self._edges[key] = sorted({*(begin - length for begin, _ in beside), *(end for _, end in beside)})
        return known[bisect_left(known, near - ATTRACTS) : bisect_right(known, near + ATTRACTS)]


def copy_of(session: Session, id_: str, placement: Placement | None) -> Session:
    """Give a new session like another one: not pinned, not in its breakout group, of no outside source, unnumbered."""
    return msgspec.structs.replace(
        session,
        id=id_,
        number="",
        placement=placement,
        pinned_time=False,
        pinned_room=False,
        group="",
        status="draft",
        source=None,
    )


@contextmanager
def _lifted(board: LegalityBoard, ids: Iterable[str]) -> Generator[None]:
    """Take sessions off a board, and put them back where they were."""
    standing, index = board.standing, board.problem.index
    places = [(t, standing.start[t], standing.room[t]) for t in (index[id_] for id_ in ids)]
    for t, start, _ in places:
        if start is not None:
            standing.lift(t)
    try:
        yield
    finally:
        for t, start, room in places:
            if start is not None:
                standing.put(t, start, room)


def _covered(starts: int, steps: int) -> int:
    """Give the steps that a session of so many covers from some starts. Bits."""
    covered, have = starts, 1
    while have < steps:
        shift = min(have, steps - have)
        covered |= covered << shift
        have += shift
    return covered
