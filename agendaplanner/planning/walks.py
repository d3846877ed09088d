"""Time to walk between rooms: what other sessions of the same people keep a task out of.

Where a plan must leave that time, every two sessions of a person count, not only those that follow each other: so it
does not matter what comes between. What the checks would say of a place is in ``Ways``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM, Problem, mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.planning.standing import Standing


def without_walk(problem: Problem, starts: Sequence[int | None], rooms: Sequence[int], t: int, room: int) -> int:
    """Give the starts at which somebody of a task would have too little time between its room and another's. Bits."""
    if not problem.walks or room == NO_ROOM:
        return 0
    found, steps, tasks = 0, problem.tasks[t].steps, problem.tasks
    for other, walk in _others(problem, starts, rooms, t, room):
        start = starts[other]
        assert start is not None
        end = start + tasks[other].steps
        found |= mask(end, end + walk) | mask(start - steps - walk + 1, start - steps + 1)
    return found


def too_far_from(
    problem: Problem, starts: Sequence[int | None], rooms: Sequence[int], t: int, start: int, room: int
) -> Iterator[int]:
    """Give the placed tasks to or from which somebody of a task in a place would have too little time to walk."""
    if not problem.walks or room == NO_ROOM:
        return
    end = start + problem.tasks[t].steps
    for other, walk in _others(problem, starts, rooms, t, room):
        at = starts[other]
        assert at is not None
        between = at - end if at >= end else start - at - problem.tasks[other].steps
        if 0 <= between < walk:
            yield other


def walk_together(problem: Problem, a: int, b: int) -> bool:
    """Tell whether somebody must be at both of two tasks, and must be left the time to walk from one to the other."""
    return bool(problem.walks) and not set(problem.tasks[a].attending).isdisjoint(problem.tasks[b].attending)


def is_too_far(problem: Problem, a: int, here: tuple[int, int], b: int, there: tuple[int, int]) -> bool:
    """Tell whether there is too little time to walk between two tasks, each in a place: a start and a room."""
    if NO_ROOM in (here[1], there[1]):
        return False
    end, other_end = here[0] + problem.tasks[a].steps, there[0] + problem.tasks[b].steps
    between = there[0] - end if there[0] >= end else here[0] - other_end
    return 0 <= between < problem.walks[here[1]][there[1]]


def late_pairs(problem: Problem, starts: Sequence[int | None], rooms: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the placed tasks that follow each other for somebody who has too little time to walk between them.

    Here only what follows each other counts, as in the checks: what stands so is not to be moved without need.
    """
    tasks = problem.tasks
    for attended in problem.attended if problem.walks else ():
        row = sorted(
            (start, start + tasks[t].steps, tasks[t].session.id, t)
            for t in attended
            if (start := starts[t]) is not None
        )
        for (_, end, _, a), (start, _, _, b) in pairwise(row):
            if rooms[a] != NO_ROOM and rooms[b] != NO_ROOM and 0 <= start - end < problem.walks[rooms[a]][rooms[b]]:
                yield a, b


def _others(
    problem: Problem, starts: Sequence[int | None], rooms: Sequence[int], t: int, room: int
) -> Iterator[tuple[int, int]]:
    """Give the placed tasks in other rooms that have people of a task, with the steps that the walk takes."""
    walks = problem.walks[room]
    for person in problem.tasks[t].attending:
        for other in problem.attended[person]:
            if other != t and starts[other] is not None and rooms[other] != NO_ROOM and walks[rooms[other]]:
                yield other, walks[rooms[other]]


class Ways:
    """The ways between rooms, and whom they make late: as the checks see it, from one session to the next.

    Rooms that are equally far from all others are of one kind and looked at together.
    """

    def __init__(self, kind_of: tuple[int, ...], steps: tuple[tuple[int, ...], ...]) -> None:
        self._kind_of = kind_of
        self._steps = steps
        """By kind and room: the steps that the walk takes."""

    @classmethod
    def of(cls, problem: Problem) -> Ways | None:
        """Give the ways of a meeting; None where there is nothing to walk."""
        agenda = problem.agenda
        meeting = agenda.meeting
        if not meeting.walks and not meeting.walk_between_buildings_minutes:
            return None
        rows = [
            tuple(-(-agenda.walk_minutes(a, b) // problem.step_minutes) for b in problem.rooms) for a in problem.rooms
        ]
        kinds = {row: i for i, row in enumerate(dict.fromkeys(rows))}
        if not any(map(any, kinds)):
            return None
        return cls(tuple(kinds[row] for row in rows), tuple(kinds))

    def too_short(self, standing: Standing, t: int) -> list[int]:
        """Give by room the starts at which the walk from what is before a task, or to what is next, is too short. Bits."""
        problem = standing.problem
        tasks, task = problem.tasks, problem.tasks[t]
        found = [0] * len(self._steps)
        for person in task.attending:
            others = problem.attended[person]
            if len(others) < 2:
                continue
            row = sorted(
                (start, start + tasks[o].steps, tasks[o].session.id, standing.room[o])
                for o in others
                if o != t and (start := standing.start[o]) is not None
            )
            for i, (start, end, _, room) in enumerate(row):
                if room == NO_ROOM:
                    continue
                # the task comes right before or after it only where no other does
                first, last = -problem.horizon, 2 * problem.horizon
                if i > 0:
                    before, until, other, _ = row[i - 1]
                    first = before if (before + task.steps, task.session.id) > (until, other) else before + 1
                if i + 1 < len(row):
                    after, until, other, _ = row[i + 1]
                    last = after + 1 if (after + task.steps, task.session.id) < (until, other) else after
                for kind, steps in enumerate(self._steps):
                    if walk := steps[room]:
                        found[kind] |= mask(end, min(end + walk, last))
                        found[kind] |= mask(max(first, start - task.steps - walk + 1), start - task.steps + 1)
        return [found[kind] for kind in self._kind_of]
