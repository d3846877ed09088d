"""Where a session may go: every start and room at once, quickly enough to be shown while dragging.

The map answers with masks, and with an array of flags for whoever wants to count; the reason for one place, in words,
is what the checks say of the agenda with the session there, so that the two never tell different stories. The window
keeps a ``LegalityBoard`` of the agenda as it stands, which takes in each change instead of being made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntFlag
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import room_faults
from agendaplanner.model.records import Session
from agendaplanner.model.times import minute_of
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.problem import NO_ROOM, mask
from agendaplanner.planning.standing import Standing, touching

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import numpy as np
    import numpy.typing as npt

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Edit
    from agendaplanner.model.records import Record
    from agendaplanner.planning.problem import Problem

SoftCost = Callable[[Standing, int], "npt.NDArray[np.float64]"]
"""Given what stands, and a task: what each of its places costs, shape (rooms, starts), the less the better."""

_WORDS = frozenset(
    {"title", "subtitle", "abstract", "description", "questions", "attachments", "links", "notes", "source"}
)
"""The fields of a session that no place depends on."""
_OF_PERSON = frozenset({"away", "invitation", "*"})
"""The only fields of a person that places depend on."""
_NO_MATTER_AT_ALL = frozenset({"paper", "delegation", "sister_meeting", "recommendation"})


class Against(IntFlag):
    """What speaks against a start and room."""

    HOURS = 1
    """Outside opening hours, or the times the session is limited to."""
    PERSON_BUSY = 2
    PERSON_AWAY = 4
    EVERYONE = 8
    """Beside a session that everyone is at."""
    WISH = 16
    """A hard wish, or the start of its breakout group."""
    ROOM_BUSY = 32
    ROOM_CLOSED = 64
    ROOM_UNFIT = 128
    """Too small, lacks a feature, or not one of the rooms it is limited to."""
    ROOM_MISSING = 256
    """No room, for a session that takes one."""


class Swap(msgspec.Struct, frozen=True):
    """What would speak against two placed sessions if they changed places."""

    first: Against
    second: Against

    @property
    def is_legal(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.first and not self.second


class LegalityBoard:
    """An agenda as it stands, ready to say at once where any session may go.

    Attributes:
        compiled: How often the agenda was compiled; counted so that tests can see that a move costs little.
    """

    def __init__(self, agenda: Agenda, cost: SoftCost | None = None) -> None:
        self.agenda = agenda
        self.cost = cost
        self.compiled = 0
        self._standing: Standing | None = None
        self._away: dict[int, int] = {}
        self._closed: dict[tuple[int, int], int] = {}
        self._rooms: dict[str, int] = {}

    @property
    def is_ready(self) -> bool:
        """Whether it can answer without compiling first."""
        return self._standing is not None

    @property
    def standing(self) -> Standing:
        """What stands where; the agenda is compiled where that is still to be done."""
        if self._standing is None:
            problem = compile_problem(self.agenda)
            self.compiled += 1
            self._standing = Standing(problem)
            self._away.clear()
            self._closed.clear()
            self._rooms = {room: i for i, room in enumerate(problem.rooms)}
        return self._standing

    @property
    def problem(self) -> Problem:
        """The compiled agenda."""
        return self.standing.problem

    def room_number(self, room_id: str | None) -> int:
        """Give the planner's number of a room; NO_ROOM for None."""
        return NO_ROOM if room_id is None else self._rooms[room_id]

    def prepare(self) -> None:
        """Compile now what would be compiled at the next question: to be called when there is nothing else to do."""
        _ = self.standing

    def update(self, agenda: Agenda, edits: Iterable[Edit]) -> bool:
        """Take the next agenda, which is this one after some edits; tell whether it is still ready to answer.

        Sessions that are placed, moved and sent to the backlog are moved here too; words change nothing. After
        anything else the agenda is compiled anew when it is next asked for.
        """
        self.agenda = agenda
        standing = self._standing
        if standing is None:
            return False
        moved: list[Session] = []
        for edit in edits:
            differing = _differing(edit.before, edit.after)
            if edit.kind in _NO_MATTER_AT_ALL:
                continue
            differing = differing & _OF_PERSON if edit.kind == "person" else differing - _WORDS
            if differing == {"placement"} and self._can_move(standing, edit):
                assert isinstance(edit.after, Session)
                moved.append(edit.after)
            elif differing:
                self._standing = None
                return False
            elif isinstance(edit.after, Session) and edit.after.id in standing.problem.index:
                standing.problem.tasks[standing.problem.index[edit.after.id]].session = edit.after
        standing.problem.agenda = agenda
        for session in moved:
            self._move(standing, session)
        return True

    def _can_move(self, standing: Standing, edit: Edit) -> bool:
        """Tell whether nothing but its own place changes with a session's placement."""
        problem = standing.problem
        for session in (edit.before, edit.after):
            if not isinstance(session, Session) or session.id not in problem.index:
                return False
            # a pin narrows what others can do; what takes no room has a choice of rooms that depends on where it is
            if session.pinned_time or session.pinned_room or not session.takes_room:
                return False
            # off the grid a session may only stay where it is
            place = session.placement
            if place is not None and minute_of(problem.agenda.meeting, place.start) % self._grid(problem):
                return False
        return True

    def _grid(self, problem: Problem) -> int:
        return problem.step_minutes * max(problem.agenda.meeting.grid_minutes // problem.step_minutes, 1)

    def _move(self, standing: Standing, session: Session) -> None:
        problem = standing.problem
        t = problem.index[session.id]
        task = problem.tasks[t]
        if standing.start[t] is not None:
            standing.lift(t)
        task.session, task.start, task.room = session, None, NO_ROOM
        if session.placement is not None:
            task.start, task.room = problem.step_of(session.placement.start), self.room_number(session.placement.room)
            standing.put(t, task.start, task.room)
        task.stands = task.start

    # asking

    def map(self, session_id: str) -> LegalityMap:
        """Give the map of one session's places.

        Raises:
            KeyError: There is no such session, or it is cancelled.
        """
        return LegalityMap(self.agenda, session_id, self)

    def swap(self, first_id: str, second_id: str) -> Swap:
        """Say what would speak against two placed sessions in each other's place.

        Raises:
            KeyError: One of them is not there, cancelled, or not placed.
        """
        standing = self.standing
        a, b = self.problem.index[first_id], self.problem.index[second_id]
        start_a, start_b = standing.start[a], standing.start[b]
        if start_a is None or start_b is None:
            raise KeyError(first_id if start_a is None else second_id)
        room_a, room_b = standing.room[a], standing.room[b]
        places = ((a, start_a, room_a), (b, start_b, room_b))
        try:
            standing.lift(a)
            standing.lift(b)
            standing.put(a, start_b, room_b)
            standing.put(b, start_a, room_a)
            return Swap(
                self.map(first_id).against_step(start_b, room_b), self.map(second_id).against_step(start_a, room_a)
            )
        finally:
            for t, start, room in places:
                standing.lift(t)
                standing.put(t, start, room)

    # what the maps ask for more than once

    def away_steps(self, person: int) -> int:
        """Give the steps that a person's absences touch. Bits."""
        found = self._away.get(person)
        if found is None:
            record = self.agenda.person[self.problem.people[person]]
            found = self._away[person] = self.problem.touched(record.away) if record.away else 0
        return found

    def closed_starts(self, room: int, steps: int) -> int:
        """Give the starts at which so many steps would meet a closure of a room. Bits."""
        key = (room, steps)
        found = self._closed.get(key)
        if found is None:
            found = self._closed[key] = touching(self.problem.closed[room], steps)
        return found


class LegalityMap:
    """For one session: what speaks against each place, as the others are placed. Its own place does not count.

    It is of the moment it was made: what changes later does not change it.
    """

    def __init__(self, agenda: Agenda, session_id: str, board: LegalityBoard | None = None) -> None:
        self._board = board if board is not None else LegalityBoard(agenda)
        standing, self._problem = self._board.standing, self._board.problem
        self._task = self._problem.index[session_id]
        self._whole = mask(0, self._problem.horizon)
        self._by_time = self._time_masks(standing)
        self._any_time = 0
        for against in self._by_time.values():
            self._any_time |= against
        task = self._problem.tasks[self._task]
        self._takes_room = task.session.takes_room
        self._unfit = self._unfit_rooms()
        self._busy = [touching(standing.room_steps(r, self._task), task.steps) for r in range(len(self._problem.rooms))]
        self._closed = [self._board.closed_starts(r, task.steps) for r in range(len(self._problem.rooms))]
        self._wishes: list[int] = []
        if any(tie.kind == "same room" for tie in standing.ties_of[self._task]) or self._task in standing.keeps_company:
            # the last one is for having no room
            everywhere = (*range(len(self._problem.rooms)), NO_ROOM)
            self._wishes = [self._whole & ~standing.wish_starts_there(self._task, room) for room in everywhere]
        self._costs = None if self._board.cost is None else self._board.cost(standing, self._task)

    @property
    def step_minutes(self) -> int:
        """Minutes from one start to the next."""
        return self._problem.step_minutes

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms, in the order of the rows of ``flags`` and ``costs``."""
        return self._problem.rooms

    @property
    def costs(self) -> npt.NDArray[np.float64] | None:
        """What each place would cost, shape (rooms, starts); None where nobody said what is good."""
        return self._costs

    def legal_starts(self, room_id: str | None) -> int:
        """Give the legal starts in a room (None: without a room). Bits, see ``moment``."""
        return self._whole & ~self._against_in(self._board.room_number(room_id))

    def _against_in(self, room: int) -> int:
        """Give the starts against which anything speaks in a room. Bits."""
        found = self._any_time | (self._wishes[room] if self._wishes else 0)
        if room == NO_ROOM:
            return self._whole if self._takes_room else found
        return self._whole if self._unfit[room] else found | self._busy[room] | self._closed[room]

    def against(self, start: datetime, room_id: str | None) -> Against:
        """Give what speaks against one place."""
        return self.against_step(self._problem.step_of(start), self._board.room_number(room_id))

    def against_step(self, step: int, room: int) -> Against:
        """Give what speaks against one place, in the planner's numbers."""
        if not 0 <= step < self._problem.horizon:
            return Against.HOURS
        found = Against(0)
        for flag, against in self._by_time.items():
            if against >> step & 1:
                found |= flag
        if self._wishes and self._wishes[room] >> step & 1:
            found |= Against.WISH
        if room == NO_ROOM:
            return found | (Against.ROOM_MISSING if self._takes_room else Against(0))
        if self._busy[room] >> step & 1:
            found |= Against.ROOM_BUSY
        if self._closed[room] >> step & 1:
            found |= Against.ROOM_CLOSED
        if self._unfit[room]:
            found |= Against.ROOM_UNFIT
        return found

    def flags(self) -> npt.NDArray[np.uint16]:
        """Give what speaks against every place, shape (rooms, starts): the sum of the ``Against`` of each."""
        import numpy as np  # only whoever counts needs it; the window does not

        rooms, starts = len(self._problem.rooms), self._problem.horizon
        wide = -(-starts // 8) or 1
        rows = [*self._by_time.values(), *self._busy, *self._closed, *self._wishes]
        packed = b"".join((row & self._whole).to_bytes(wide, "little") for row in rows)
        table = np.frombuffer(packed, dtype=np.uint8).reshape(len(rows), wide)
        bits = np.unpackbits(table, axis=1, bitorder="little")[:, :starts].astype(np.uint16)
        times = len(self._by_time)
        weights = np.array([int(flag) for flag in self._by_time], dtype=np.uint16)
        found = np.broadcast_to((bits[:times] * weights[:, None]).sum(axis=0, dtype=np.uint16), (rooms, starts)).copy()
        found += bits[times : times + rooms] * np.uint16(Against.ROOM_BUSY)
        found += bits[times + rooms : times + 2 * rooms] * np.uint16(Against.ROOM_CLOSED)
        found[np.array(self._unfit, dtype=bool)] += np.uint16(Against.ROOM_UNFIT)
        if self._wishes:
            found |= bits[times + 2 * rooms : times + 3 * rooms] * np.uint16(Against.WISH)
        return found

    def moment(self, step: int) -> datetime:
        """Give the wall time of a step, that is of a bit in ``legal_starts``."""
        return self._problem.moment_of(step)

    def _unfit_rooms(self) -> list[bool]:
        """Say of each room whether it will not do, whatever is pinned: a pin keeps the planner out, not the hand."""
        problem, task = self._problem, self._problem.tasks[self._task]
        if task.session.takes_room and not task.pinned_room:
            fit = set(task.rooms)  # worked out already
            return [room not in fit for room in range(len(problem.rooms))]
        agenda = problem.agenda
        return [bool(room_faults(agenda, task.session, agenda.room[room])) for room in problem.rooms]

    def _time_masks(self, standing: Standing) -> dict[Against, int]:
        """Give by reason the starts that it speaks against, rooms aside. Bits."""
        problem, task, whole = self._problem, self._problem.tasks[self._task], self._whole
        hours, away = 0, 0
        for begin, end in problem.days:
            hours |= mask(begin, end - task.steps + 1)
        for person in task.people:
            away |= self._board.away_steps(person)
        return {
            Against.HOURS: whole & ~(hours & problem.within(task.session)),
            Against.PERSON_BUSY: whole & touching(standing.people_steps(self._task), task.steps),
            Against.PERSON_AWAY: whole & touching(away, task.steps),
            Against.EVERYONE: whole & touching(standing.crowd_steps(self._task), task.steps),
            Against.WISH: whole & ~standing.wish_starts(self._task),
        }


def _differing(before: Record | None, after: Record | None) -> set[str]:
    """Name the fields in which two states of a record differ; "*" where it is created or removed."""
    if before is None or after is None:
        return {"*"}
    return {name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name)}
