"""What stands where in an agenda, and what that leaves to each session.

Where a search keeps running totals (``board``), this asks for one session at a time, its own place left out, so that
"what if" costs no undoing: the legality map, the preview of a drop and re-planning live on it. Wishes are looked at as
the checks do, between the sessions that are placed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.times import day_of
from agendaplanner.planning.problem import NO_ROOM, Problem, mask, starts_beside
from agendaplanner.planning.walks import too_far_from, without_walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from agendaplanner.model.records import Wish


class Tie(msgspec.Struct, frozen=True):
    """What a wish, or a breakout group, asks of the times and rooms of some tasks."""

    kind: str
    gap: int
    """In steps."""
    members: tuple[int, ...]
    """In the order of the wish, each once."""
    rule: str = "wish-broken"
    """The check rule that it is about: wishes, or breakout groups."""
    is_hard: bool = True
    weight: int = 1


class Standing:
    """The placed tasks of a problem.

    Attributes:
        start: By task: its start in steps, or None while it waits.
        room: By task: its room, or NO_ROOM.
        span: By task: the steps it takes, 0 while it waits. Bits.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        count = len(problem.tasks)
        self.start: list[int | None] = [None] * count
        self.room: list[int] = [NO_ROOM] * count
        self.span: list[int] = [0] * count
        self.everyone = tuple(t for t, task in enumerate(problem.tasks) if task.everyone)
        self._crowd = tuple(t for t, task in enumerate(problem.tasks) if task.session.is_for_everyone)
        self._one_a_room = "room-twice" in problem.keeps
        self._one_a_person = "person-twice" in problem.keeps
        self._nothing_beside_everyone = "everyone-twice" in problem.keeps
        self._walks = bool(problem.walks)
        self.ties = tuple(tie for tie in ties_in(problem, problem.wishes) if tie.is_hard and tie.rule in problem.keeps)
        self.ties_of = by_member(problem, self.ties)
        self.keeps_company = keeping_company(problem, (wish for wish in problem.wishes if wish.hard))
        self._in_room: list[set[int]] = [set() for _ in problem.rooms]
        self._room_steps: list[int | None] = [None] * len(problem.rooms)
        self._room_touched: list[dict[int, int]] = [{} for _ in problem.rooms]
        self._dates: dict[date, int] | None = None
        for t, task in enumerate(problem.tasks):
            if task.start is not None:
                self.put(t, task.start, task.room)

    # changing

    def put(self, t: int, start: int, room: int, *, steps: int | None = None) -> None:
        """Put a waiting task somewhere; it takes its own length, or so many steps."""
        self.start[t], self.room[t] = start, room
        self.span[t] = mask(start, start + (self.problem.tasks[t].steps if steps is None else steps))
        if room != NO_ROOM:
            self._in_room[room].add(t)
            self._forget(room)

    def lift(self, t: int) -> None:
        """Take a placed task away."""
        room = self.room[t]
        self.start[t], self.room[t], self.span[t] = None, NO_ROOM, 0
        if room != NO_ROOM:
            self._in_room[room].discard(t)
            self._forget(room)

    def _forget(self, room: int) -> None:
        self._room_steps[room] = None
        self._room_touched[room].clear()

    # steps that are taken

    def in_room(self, room: int) -> set[int]:
        """Give the tasks that stand in a room."""
        return self._in_room[room]

    def people_steps(self, t: int) -> int:
        """Give the steps in which people of a task are in others, whether or not a plan must mind it. Bits."""
        found, span, problem = 0, self.span, self.problem
        for person in problem.tasks[t].attending:
            for other in problem.attended[person]:
                if other != t:
                    found |= span[other]
        return found

    def crowd_steps(self, t: int) -> int:
        """Give the steps in which something for everyone is beside a task, or anything beside one for everyone. Bits.

        That is whether or not a plan must mind it.
        """
        tasks, span = self.problem.tasks, self.span
        task = tasks[t]
        found = 0
        for other in range(len(tasks)) if task.session.is_for_everyone else self._crowd:
            if other != t and not (task.quiet and tasks[other].quiet):
                found |= span[other]
        return found

    def room_steps(self, room: int, t: int) -> int:
        """Give the steps in which others than a task are in a room. Bits."""
        if t in self._in_room[room]:
            return self._of(self._in_room[room] - {t})
        found = self._room_steps[room]
        if found is None:
            found = self._room_steps[room] = self._of(self._in_room[room])
        return found

    def _of(self, tasks: set[int]) -> int:
        found = 0
        for t in tasks:
            found |= self.span[t]
        return found

    # starts that are left

    def wish_starts(self, t: int) -> int:
        """Give the starts that hard wishes and its group leave a task, rooms aside. Bits; all of them where none does."""
        found = -1
        for tie in self.ties_of[t]:
            found &= self.tie_starts(t, tie)
        return found

    def tie_starts(self, t: int, tie: Tie) -> int:
        """Give the starts that one tie about times leaves a task among its placed members. Bits; all where it does."""
        steps, tasks = self.problem.tasks[t].steps, self.problem.tasks
        found, is_first = -1, True
        for other in self.placed_beside(t, tie) if tie.kind == "before" else tie.members:
            is_first = not is_first  # of an order: after what is before it, then before what is after it
            if other is None or other == t or (at := self.start[other]) is None:
                continue
            if tie.kind == "not the same day":
                found &= ~self.date_steps(at)
            else:
                other_steps = tasks[other].steps
                found &= starts_beside(tie.kind, tie.gap, first=is_first, steps=steps, at=at, other_steps=other_steps)
        return found

    def placed_beside(self, t: int, tie: Tie) -> tuple[int | None, int | None]:
        """Give the placed members of an order that come right before and right after a task, which may wait itself."""
        at = tie.members.index(t)
        before = next((o for o in reversed(tie.members[:at]) if self.start[o] is not None), None)
        after = next((o for o in tie.members[at + 1 :] if self.start[o] is not None), None)
        return before, after

    def wish_starts_there(self, t: int, room: int) -> int:
        """Give the starts that hard wishes about rooms leave a task in one room. Bits; all of them where none does."""
        for tie in self.ties_of[t]:
            if tie.kind == "same room" and not self.is_same_room(t, tie, room):
                return 0
        return self.company_starts(t, room) if t in self.keeps_company else -1

    def is_same_room(self, t: int, tie: Tie, room: int) -> bool:
        """Tell whether all placed members of a tie but one task are in a room."""
        return all(self.room[o] == room for o in tie.members if o != t and self.start[o] is not None)

    def company_starts(self, t: int, room: int) -> int:
        """Give the starts on days when others of a task's track are in a room. Bits; all where none of them is placed."""
        track = self.problem.tasks[t].track
        found, alone = 0, True
        for other in self.problem.tasks_of_track[track]:
            at = self.start[other]
            if other != t and at is not None:
                alone = False
                if self.room[other] == room:
                    found |= self.date_steps(at)
        return -1 if alone else found

    def date_steps(self, step: int) -> int:
        """Give all steps that are on the same date of the meeting as one: after midnight it may be the day before's. Bits."""
        if self._dates is None:
            dates: dict[date, int] = defaultdict(int)
            for each in range(self.problem.horizon):
                dates[self._date(each)] |= 1 << each
            self._dates = dict(dates)
        return self._dates.get(self._date(step), 0)

    def _date(self, step: int) -> date:
        moment = self.problem.moment_of(step)
        day = day_of(self.problem.agenda.meeting, moment)
        return day.date if day else moment.date()

    def time_starts(self, t: int) -> int:
        """Give the starts that the planner may choose for a task among the others, rooms aside. Bits."""
        task = self.problem.tasks[t]
        busy = self.people_steps(t) if self._one_a_person else 0
        if self._nothing_beside_everyone:
            busy |= self.crowd_steps(t)
        found = task.domain & ~touching(busy, task.steps) if busy else task.domain
        return found & self.wish_starts(t) if self.ties_of[t] else found

    def free_places(self, t: int) -> Iterator[tuple[int, int]]:
        """Give (room, starts) wherever the planner may put a task, the others staying where they are. Bits."""
        starts = self.time_starts(t)
        if not starts:
            return
        for room in self.problem.tasks[t].rooms:
            found = starts if room == NO_ROOM else starts & ~self.room_touched(room, t)
            if found and (self.ties_of[t] or t in self.keeps_company):
                found &= self.wish_starts_there(t, room)
            if found and self._walks:
                found &= ~without_walk(self.problem, self.start, self.room, t, room)
            if found:
                yield room, found

    def room_touched(self, room: int, t: int) -> int:
        """Give the starts at which a task would meet others, or a closure, in a room, where a plan must mind it. Bits."""
        steps = self.problem.tasks[t].steps
        if not self._one_a_room:
            return touching(self.problem.closed[room], steps)
        if t in self._in_room[room]:
            return touching(self.room_steps(room, t) | self.problem.closed[room], steps)
        found = self._room_touched[room].get(steps)
        if found is None:
            found = touching(self.room_steps(room, t) | self.problem.closed[room], steps)
            self._room_touched[room][steps] = found
        return found

    # who is in the way

    def in_the_way(self, t: int, start: int, room: int, *, steps: int | None = None) -> set[int]:
        """Give the placed tasks that a task would clash with at a place."""
        problem, span_of = self.problem, self.span
        task = problem.tasks[t]
        span = mask(start, start + (task.steps if steps is None else steps))
        found = {o for person in task.people for o in problem.tasks_of_person[person] if span_of[o] & span}
        if room != NO_ROOM and self._one_a_room:
            found.update(o for o in self._in_room[room] if span_of[o] & span)
        for other in range(len(problem.tasks)) if task.everyone else self.everyone:
            if span_of[other] & span and not (task.quiet and problem.tasks[other].quiet):
                found.add(other)
        for tie in self.ties_of[t]:
            found.update(self._broken_with(t, tie, start, room))
        if self._walks:
            found.update(too_far_from(problem, self.start, self.room, t, start, room))
        found.discard(t)
        return found

    def _broken_with(self, t: int, tie: Tie, start: int, room: int) -> Iterator[int]:
        if tie.kind == "same room":
            yield from (o for o in tie.members if self.start[o] is not None and self.room[o] != room)
            return
        others = self.placed_beside(t, tie) if tie.kind == "before" else tie.members
        for other in others:
            if other is not None and other != t and not self.starts_beside(t, tie, other) >> start & 1:
                yield other

    def agree(self, tie: Tie, a: int, b: int) -> bool:
        """Tell whether a tie holds between two placed members, looking at no others."""
        start = self.start[a]
        if tie.kind == "same room":
            return self.room[a] == self.room[b]
        return start is None or bool(self.starts_beside(a, tie, b) >> max(start, 0) & 1)

    def starts_beside_start(self, tie: Tie, a: int, start: int, b: int) -> int:
        """Give the starts that a tie about times leaves a task ``b`` if ``a`` starts then, looking at no others. Bits."""
        stood = self.start[a]
        self.start[a] = start
        try:
            return self.starts_beside(b, tie, a)
        finally:
            self.start[a] = stood

    def starts_beside(self, t: int, tie: Tie, other: int) -> int:
        """Give the starts that a tie leaves a task beside one other member alone. Bits."""
        two = tuple(m for m in tie.members if m in (t, other))
        return self.tie_starts(t, Tie(tie.kind, tie.gap, two))


def touching(steps: int, length: int) -> int:
    """Give the starts from which so many steps in a row touch one of some steps. Bits.

    >>> bin(touching(0b1000, 3))
    '0b1110'
    """
    have = 1
    while have < length:
        shift = min(have, length - have)
        steps |= steps >> shift
        have += shift
    return steps


def ties_in(problem: Problem, wishes: Iterable[Wish]) -> tuple[Tie, ...]:
    """Give what groups and wishes ask of several sessions; what keeps with its track is not among it."""
    index = problem.index
    groups = problem.agenda.groups.values()
    found = [Tie("same time", 0, tuple(index[s] for s in ids if s in index), "group-apart") for ids in groups]
    for wish in wishes:
        if wish.kind != "keep with track":
            gap = -(-(wish.minutes or 0) // problem.step_minutes) if wish.kind in ("before", "gap") else 0
            members = tuple(index[s] for s in dict.fromkeys(wish.sessions) if s in index)
            found.append(Tie(wish.kind, gap, members, is_hard=wish.hard, weight=max(wish.weight, 1)))
    return tuple(tie for tie in found if len(tie.members) > 1)


def by_member(problem: Problem, ties: Iterable[Tie]) -> tuple[tuple[Tie, ...], ...]:
    """Give the ties of each task."""
    of: list[list[Tie]] = [[] for _ in problem.tasks]
    for tie in ties:
        for t in tie.members:
            of[t].append(tie)
    return tuple(tuple(each) for each in of)


def keeping_company(problem: Problem, wishes: Iterable[Wish]) -> frozenset[int]:
    """Give the tasks that some wishes keep where others of their track are."""
    kept = (wish for wish in wishes if wish.kind == "keep with track")
    tasks = (problem.index[s] for wish in kept for s in wish.sessions if s in problem.index)
    return frozenset(t for t in tasks if problem.tasks[t].track >= 0)
