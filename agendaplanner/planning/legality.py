"""Where a session may go: every start and room at once, quickly enough to be shown while dragging.

The map answers with masks, and with an array of flags for whoever wants to count; the reason for one place, in words,
is what the checks say of the agenda with the session there, so that the two never tell different stories. The window
keeps a ``LegalityBoard`` of the agenda as it stands, which takes in each change instead of being made anew.

What would be a clash and what the meeting only wants to be warned of are told apart: a place may be legal, legal with a
warning, or not legal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import Session
from agendaplanner.model.times import minute_of
from agendaplanner.planning.against import Against, Side
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.problem import NO_ROOM, mask
from agendaplanner.planning.quality.placing import PlaceCosts
from agendaplanner.planning.rulings import SEVERITIES, Rulings
from agendaplanner.planning.standing import Standing, touching

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import numpy as np
    import numpy.typing as npt

    from agendaplanner.checks.findings import Severity
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Edit
    from agendaplanner.model.records import Record
    from agendaplanner.planning.problem import Problem

SoftCost = Callable[[Standing, int], "npt.NDArray[np.float64]"]
"""Given what stands, and a task: what each of its places costs, shape (rooms, starts), the less the better."""

_WORDS = frozenset(
    {"title", "subtitle", "abstract", "description", "questions", "attachments", "links", "notes", "report", "source"}
)
"""The fields of a session that no place depends on."""
_OF_PERSON = frozenset({"away", "invitation", "*"})
"""The only fields of a person that places depend on."""
_NO_MATTER_AT_ALL = frozenset({"paper", "delegation", "sister_meeting", "recommendation"})


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

    def __init__(self, agenda: Agenda, cost: SoftCost | None = None, *, keeps: frozenset[str] | None = None) -> None:
        """Make the board of an agenda; ``keeps`` as for ``compile_problem``: it does not change the maps."""
        self.agenda = agenda
        self._keeps = keeps
        self.cost = cost
        self.compiled = 0
        self._standing: Standing | None = None
        self._places: PlaceCosts | None = None
        self._rulings: Rulings | None = None
        self._rooms: dict[str, int] = {}

    @property
    def is_ready(self) -> bool:
        """Whether it can answer without compiling first."""
        return self._standing is not None

    @property
    def standing(self) -> Standing:
        """What stands where; the agenda is compiled where that is still to be done."""
        if self._standing is None:
            problem = compile_problem(self.agenda, keeps=self._keeps)
            self.compiled += 1
            self._standing = Standing(problem)
            self._places = self._rulings = None
            self._rooms = {room: i for i, room in enumerate(problem.rooms)}
        return self._standing

    @property
    def rulings(self) -> Rulings:
        """What would be a clash there, and what a warning."""
        if self._standing is None or self._rulings is None:
            self._rulings = Rulings(self.problem)
        return self._rulings

    @property
    def problem(self) -> Problem:
        """The compiled agenda."""
        return self.standing.problem

    def room_number(self, room_id: str | None) -> int:
        """Give the planner's number of a room; NO_ROOM for None."""
        return NO_ROOM if room_id is None else self._rooms[room_id]

    def prepare(self) -> None:
        """Compile now what would be compiled at the next question: to be called when there is nothing else to do."""
        _ = self.rulings

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

    def map(self, session_id: str, *, cost: bool = False) -> LegalityMap:
        """Give the map of one session's places; with ``cost`` also what each of them costs.

        Raises:
            KeyError: There is no such session, or it is cancelled.
        """
        if cost and self.cost is None:
            if self._places is None:
                self._places = PlaceCosts(self.problem)
            return LegalityMap(self.agenda, session_id, self, self._places.of)
        return LegalityMap(self.agenda, session_id, self, self.cost)

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


class LegalityMap:
    """For one session: what speaks against each place, as the others are placed. Its own place does not count.

    It is of the moment it was made: what changes later does not change it.
    """

    def __init__(
        self, agenda: Agenda, session_id: str, board: LegalityBoard | None = None, cost: SoftCost | None = None
    ) -> None:
        self._board = board if board is not None else LegalityBoard(agenda)
        standing, self._problem = self._board.standing, self._board.problem
        self._rulings = self._board.rulings
        self._task = self._problem.index[session_id]
        self._whole = mask(0, self._problem.horizon)
        self._sides: dict[Severity, Side] = {severity: Side(len(self._problem.rooms)) for severity in SEVERITIES}
        self._look_at_times(standing)
        self._look_at_rooms(standing)
        self._look_at_wishes(standing)
        for side in self._sides.values():
            side.settle()
        self._costs = None if cost is None else cost(standing, self._task)

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
        """Give the starts in a room (None: without a room) that would be no clash. Bits, see ``moment``."""
        return self._whole & ~self._sides["clash"].against_in(self._board.room_number(room_id))

    def warned_starts(self, room_id: str | None) -> int:
        """Give those of the legal starts in a room that the checks would warn of. Bits, see ``moment``."""
        return self.legal_starts(room_id) & self._sides["warning"].against_in(self._board.room_number(room_id))

    def against(self, start: datetime, room_id: str | None) -> Against:
        """Give what would make one place a clash."""
        return self.against_step(self._problem.step_of(start), self._board.room_number(room_id))

    def warnings(self, start: datetime, room_id: str | None) -> Against:
        """Give what the checks would warn of at one place."""
        return self.warnings_step(self._problem.step_of(start), self._board.room_number(room_id))

    def against_step(self, step: int, room: int) -> Against:
        """Give what would make one place a clash, in the planner's numbers."""
        return self._at("clash", step, room)

    def warnings_step(self, step: int, room: int) -> Against:
        """Give what the checks would warn of at one place, in the planner's numbers."""
        return self._at("warning", step, room)

    def _at(self, severity: Severity, step: int, room: int) -> Against:
        if not 0 <= step < self._problem.horizon:
            return Against.HOURS if self._rulings.gravity("outside-hours") == severity else Against(0)
        return self._sides[severity].at(step, room)

    def flags(self) -> npt.NDArray[np.uint16]:
        """Give what would make every place a clash, shape (rooms, starts): the sum of the ``Against`` of each."""
        return self._sides["clash"].flags(self._problem.horizon, self._whole)

    def warning_flags(self) -> npt.NDArray[np.uint16]:
        """Give what the checks would warn of at every place, shape (rooms, starts), as ``flags`` does."""
        return self._sides["warning"].flags(self._problem.horizon, self._whole)

    def moment(self, step: int) -> datetime:
        """Give the wall time of a step, that is of a bit in ``legal_starts``."""
        return self._problem.moment_of(step)

    # looking

    def _look_at_times(self, standing: Standing) -> None:
        """Find the starts that something speaks against in any room."""
        problem, task, whole = self._problem, self._problem.tasks[self._task], self._whole
        hours, away = 0, 0
        for begin, end in problem.days:
            hours |= mask(begin, end - task.steps + 1)
        for person in task.attending:
            away |= self._rulings.away_steps(person)
        for rule, flag, against in (
            ("outside-hours", Against.HOURS, ~hours),
            ("time-not-allowed", Against.HOURS, ~problem.within(task.session)),
            ("person-twice", Against.PERSON_BUSY, touching(standing.people_steps(self._task), task.steps)),
            ("person-away", Against.PERSON_AWAY, touching(away, task.steps)),
            ("everyone-twice", Against.EVERYONE, touching(standing.crowd_steps(self._task), task.steps)),
        ):
            severity = self._rulings.gravity(rule)
            if severity is not None:
                self._sides[severity].add_times(flag, whole & against)

    def _look_at_rooms(self, standing: Standing) -> None:
        """Find the starts that something speaks against in each room, or without one."""
        rulings, t, task = self._rulings, self._task, self._problem.tasks[self._task]
        rooms = range(len(self._problem.rooms))
        if (severity := rulings.gravity("room-twice")) is not None:
            busy = [touching(standing.room_steps(r, t), task.steps) for r in rooms]
            self._sides[severity].by_room.append((Against.ROOM_BUSY, busy))
        if (severity := rulings.gravity("room-closed")) is not None:
            closed = [rulings.closed_starts(r, task.steps) for r in rooms]
            self._sides[severity].by_room.append((Against.ROOM_CLOSED, closed))
        if (severity := rulings.gravity("walk-too-short")) is not None and (
            far := rulings.without_walk(standing, t)
        ) is not None:
            self._sides[severity].by_room.append((Against.WALK, far))
        if task.session.takes_room and (severity := rulings.gravity("room-missing")) is not None:
            self._sides[severity].is_room_missing = True
        # whatever is pinned: a pin keeps the planner out, not the hand
        for r, faults in enumerate(rulings.room_faults(task.session)):
            for fault in faults:
                if (severity := rulings.gravity(fault)) is not None:
                    self._sides[severity].unfit[r] = True

    def _look_at_wishes(self, standing: Standing) -> None:
        """Find the starts that wishes and the breakout group speak against."""
        rulings, t, whole = self._rulings, self._task, self._whole
        everywhere = (*range(len(self._problem.rooms)), NO_ROOM)
        for severity, side in self._sides.items():
            ties, keeps_company = rulings.ties(t, severity), rulings.keeps_company(t, severity)
            starts = -1
            for tie in ties:
                starts &= standing.tie_starts(t, tie)
            if ties:
                side.add_times(Against.WISH, whole & ~starts)
            same = [tie for tie in ties if tie.kind == "same room"]
            if not same and not keeps_company:
                continue
            for i, room in enumerate(everywhere):
                kept = standing.company_starts(t, room) if keeps_company else -1
                if not all(standing.is_same_room(t, tie, room) for tie in same):
                    kept = 0
                side.wishes[i] = whole & ~kept


def _differing(before: Record | None, after: Record | None) -> set[str]:
    """Name the fields in which two states of a record differ; "*" where it is created or removed."""
    if before is None or after is None:
        return {"*"}
    return {name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name)}
