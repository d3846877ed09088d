"""Where a session may go: every start and room at once, quickly enough to be shown while dragging.

The map answers with masks; the reason for one place, in words, is what the checks say of the agenda with the session
there, so that the two never tell different stories.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from agendaplanner.checks.needs import room_faults
from agendaplanner.planning.board import Board
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.problem import Problem, mask, starts_free

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda


class Against(IntFlag):
    """What speaks against a start and room."""

    HOURS = 1
    """Outside opening hours, or the times the session is limited to."""
    PERSON_BUSY = 2
    PERSON_AWAY = 4
    EVERYONE = 8
    """Beside a session that everyone is at."""
    WISH = 16
    ROOM_BUSY = 32
    ROOM_CLOSED = 64
    ROOM_UNFIT = 128
    """Too small, lacks a feature, or not one of the rooms it is limited to."""


class LegalityMap:
    """For one session: what speaks against each place, as the others are placed. Its own place does not count."""

    def __init__(self, agenda: Agenda, session_id: str) -> None:
        self._problem, self._board = _board(agenda)
        self._task = self._problem.index[session_id]
        if self._board.start[self._task] is not None:
            self._board.lift(self._task)
        self._by_time = self._masks()

    @property
    def step_minutes(self) -> int:
        """Minutes from one start to the next."""
        return self._problem.step_minutes

    def legal_starts(self, room_id: str | None) -> int:
        """Give the legal starts in a room (None: without a room). Bits, see ``moment``."""
        problem, task = self._problem, self._problem.tasks[self._task]
        legal = mask(0, problem.horizon)
        for against in self._by_time.values():
            legal &= ~against
        if room_id is None:
            return legal
        if not self._is_fit(room_id):
            return 0
        room = problem.rooms.index(room_id)
        return legal & self._board.room_starts(room, task.steps)

    def against(self, start: datetime, room_id: str | None) -> Against:
        """Give what speaks against one place."""
        problem, task = self._problem, self._problem.tasks[self._task]
        step = problem.step_of(start)
        found = Against(0)
        if not 0 <= step < problem.horizon:
            return Against.HOURS
        for flag, against in self._by_time.items():
            if against >> step & 1:
                found |= flag
        if room_id is not None:
            room = problem.rooms.index(room_id)
            span = mask(step, step + task.steps)
            if problem.closed[room] & span:
                found |= Against.ROOM_CLOSED
            if self._board.room_blocked(room) & ~problem.closed[room] & span:
                found |= Against.ROOM_BUSY
            if not self._is_fit(room_id):
                found |= Against.ROOM_UNFIT
        return found

    def moment(self, step: int) -> datetime:
        """Give the wall time of a step, that is of a bit in ``legal_starts``."""
        return self._problem.moment_of(step)

    def _is_fit(self, room_id: str) -> bool:
        """Tell whether a room will do, whatever is pinned: a pin keeps the planner out, not the hand that drags."""
        problem, board = self._problem, self._board
        if room_faults(problem.agenda, problem.tasks[self._task].session, problem.agenda.room[room_id]):
            return False
        room = problem.rooms.index(room_id)
        links = (link for link in problem.links[self._task] if link.hard and link.kind == "same room")
        return all(board.start[link.other] is None or board.room[link.other] == room for link in links)

    def _masks(self) -> dict[Against, int]:
        """Give by reason the starts that it speaks against, rooms aside. Bits."""
        problem, board, task = self._problem, self._board, self._problem.tasks[self._task]
        whole = mask(0, problem.horizon)
        busy, away = 0, 0
        for person in task.people:
            for other in problem.tasks_of_person[person]:
                start = board.start[other]
                if other != self._task and start is not None:
                    busy |= mask(start, start + problem.tasks[other].steps)
            away |= problem.touched(problem.agenda.person[problem.people[person]].away)
        hours = 0
        for begin, end in problem.days:
            hours |= mask(begin, end - task.steps + 1)
        hours &= problem.within(task.session)
        wishes = 0
        for link in problem.links[self._task]:
            other = board.start[link.other]
            if link.hard and other is not None:
                wishes |= whole & ~board.link_starts(self._task, link, other)
        for member in problem.units[problem.unit_of[self._task]]:
            start = board.start[member]
            if member != self._task and start is not None:
                wishes |= whole & ~mask(start, start + 1)
        return {
            Against.HOURS: whole & ~hours,
            Against.PERSON_BUSY: whole & ~starts_free(whole & ~busy, task.steps),
            Against.PERSON_AWAY: whole & ~starts_free(whole & ~away, task.steps),
            Against.EVERYONE: whole & ~starts_free(whole & ~board.crowd_busy(self._task), task.steps),
            Against.WISH: wishes,
        }


def _board(agenda: Agenda) -> tuple[Problem, Board]:
    problem = compile_problem(agenda)
    board = Board(problem)
    for t, task in enumerate(problem.tasks):
        if task.start is not None:
            board.place(t, task.start, task.room)
    return problem, board
