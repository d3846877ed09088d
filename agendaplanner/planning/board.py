"""The board: what is placed where during a search, as busy masks, with what placing one task would push off.

Legality is asked here and nowhere else in planning. The search decides; the board answers and keeps count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM, Problem, mask, starts_free

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.planning.problem import Link


class Board:
    """Placed tasks of a problem.

    Attributes:
        start: By task: its start in steps, or None while it waits.
        room: By task: its room, or NO_ROOM.
        fixed: By task: whether it may not be moved (pinned in time and, where it takes one, in room).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        count = len(problem.tasks)
        self.start: list[int | None] = [None] * count
        self.room: list[int] = [NO_ROOM] * count
        self.fixed = [t.pinned_time and (t.pinned_room or t.rooms == (NO_ROOM,)) for t in problem.tasks]
        self._room_busy = list(problem.closed)
        self._person_busy = [0] * len(problem.people)
        self._in_room: list[set[int]] = [set() for _ in problem.rooms]
        self._everyone: set[int] = set()
        self._all: set[int] = set()
        self._crowd: dict[str, int] | None = None
        self._free_cache: dict[tuple[int, int], int] = {}
        self._whole = mask(0, problem.horizon)

    # changing

    def place(self, task: int, start: int, room: int) -> None:
        """Put a task on the board; that it is legal is the caller's business (pins may clash)."""
        each = self.problem.tasks[task]
        self.start[task], self.room[task] = start, room
        span = mask(start, start + each.steps)
        for person in each.people:
            self._person_busy[person] |= span
        if room != NO_ROOM:
            self._room_busy[room] |= span
            self._in_room[room].add(task)
            self._forget_room(room)
        self._all.add(task)
        if each.everyone:
            self._everyone.add(task)
        self._crowd = None

    def lift(self, task: int) -> None:
        """Take a task off the board."""
        each = self.problem.tasks[task]
        room = self.room[task]
        self.start[task], self.room[task] = None, NO_ROOM
        self._all.discard(task)
        self._everyone.discard(task)
        # masks are made anew: pinned tasks may overlap, and then a bit belongs to both
        for person in each.people:
            self._person_busy[person] = self._spans(self.problem.tasks_of_person[person])
        if room != NO_ROOM:
            self._in_room[room].discard(task)
            self._room_busy[room] = self.problem.closed[room] | self._spans(self._in_room[room])
            self._forget_room(room)
        self._crowd = None

    def _spans(self, tasks: Iterator[int] | set[int] | tuple[int, ...]) -> int:
        found = 0
        for task in tasks:
            start = self.start[task]
            if start is not None:
                found |= mask(start, start + self.problem.tasks[task].steps)
        return found

    def _forget_room(self, room: int) -> None:
        for key in [key for key in self._free_cache if key[0] == room]:
            del self._free_cache[key]

    # asking

    def room_starts(self, room: int, steps: int) -> int:
        """Give the starts at which a room is free for so long. Bits."""
        key = (room, steps)
        found = self._free_cache.get(key)
        if found is None:
            found = self._free_cache[key] = starts_free(self._whole & ~self._room_busy[room], steps)
        return found

    def room_blocked(self, room: int) -> int:
        """Give the steps in which a room is taken or closed. Bits."""
        return self._room_busy[room]

    def time_starts(self, task: int) -> int:
        """Give the starts at which people, crowds and wishes allow a task, rooms aside. Bits."""
        each = self.problem.tasks[task]
        domain = each.domain
        busy = self.crowd_busy(task)
        for person in each.people:
            busy |= self._person_busy[person]
        if busy:
            domain &= starts_free(self._whole & ~busy, each.steps)
        for link in self.problem.links[task]:
            other = self.start[link.other]
            if link.hard and other is not None:
                domain &= self.link_starts(task, link, other)
        return domain

    def crowd_busy(self, task: int) -> int:
        """Give the steps in which sessions for everyone keep a task out, or others keep one for everyone out. Bits."""
        if self._crowd is None:
            tasks = self.problem.tasks
            self._crowd = {
                "everyone": self._spans({t for t in self._everyone if not tasks[t].quiet}),
                "quiet everyone": self._spans({t for t in self._everyone if tasks[t].quiet}),
                "all": self._spans({t for t in self._all if not tasks[t].quiet}),
                "quiet all": self._spans({t for t in self._all if tasks[t].quiet}),
            }
        crowd, each = self._crowd, self.problem.tasks[task]
        if each.everyone:
            return crowd["all"] if each.quiet else crowd["all"] | crowd["quiet all"]
        return crowd["everyone"] if each.quiet else crowd["everyone"] | crowd["quiet everyone"]

    def link_starts(self, task: int, link: Link, other: int) -> int:
        """Give the starts that a hard wish leaves a task while the other one starts at ``other``. Bits."""
        problem = self.problem
        steps, other_steps = problem.tasks[task].steps, problem.tasks[link.other].steps
        other_end = other + other_steps
        if link.kind == "before":
            if link.first:
                return mask(0, other - link.gap - steps + 1)
            return mask(other_end + link.gap, problem.horizon)
        if link.kind in ("gap", "not at the same time"):
            gap = link.gap if link.kind == "gap" else 0
            return self._whole & ~mask(other - steps - gap + 1, other_end + gap)
        if link.kind == "same time":
            return 1 << other
        if link.kind == "not the same day":
            for begin, end in problem.days:
                if begin <= other < end:
                    return self._whole & ~mask(begin, end)
        return self._whole

    def rooms_for(self, task: int) -> tuple[int, ...]:
        """Give the rooms that will do for a task, with what hard wishes for the same room leave of them."""
        rooms = self.problem.tasks[task].rooms
        for link in self.problem.links[task]:
            if link.kind == "same room" and link.hard and self.start[link.other] is not None:
                wanted = self.room[link.other]
                rooms = tuple(room for room in rooms if room == wanted)
        return rooms

    def is_legal(self, task: int, start: int, room: int) -> bool:
        """Tell whether a task that is not on the board could go there."""
        if room not in self.rooms_for(task) or not self.time_starts(task) >> start & 1:
            return False
        return room == NO_ROOM or bool(self.room_starts(room, self.problem.tasks[task].steps) >> start & 1)

    def blockers(self, task: int, start: int, room: int) -> set[int] | None:
        """Give the placed tasks that would have to go for this one to be placed there; None where nothing would help."""
        problem, each = self.problem, self.problem.tasks[task]
        if not each.domain >> start & 1:
            return None
        end = start + each.steps
        found: set[int] = set()
        if room != NO_ROOM:
            if problem.closed[room] & mask(start, end):
                return None
            found |= {t for t in self._in_room[room] if self._overlaps(t, start, end)}
        for person in each.people:
            found |= {t for t in problem.tasks_of_person[person] if self._overlaps(t, start, end)}
        against = self._all if each.everyone else self._everyone
        found |= {t for t in against if self._overlaps(t, start, end) and not (each.quiet and problem.tasks[t].quiet)}
        for link in problem.links[task]:
            other = self.start[link.other]
            if not link.hard or other is None:
                continue
            apart = link.kind == "same room" and self.room[link.other] != room
            if apart or not self.link_starts(task, link, other) >> start & 1:
                found.add(link.other)
        found.discard(task)
        return None if any(self.fixed[t] for t in found) else found

    def _overlaps(self, task: int, start: int, end: int) -> bool:
        begin = self.start[task]
        return begin is not None and begin < end and start < begin + self.problem.tasks[task].steps
