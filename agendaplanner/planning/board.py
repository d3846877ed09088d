"""The board: what is placed where during a search, as busy masks, with what one task would clash with in a place.

Legality is asked here and nowhere else in planning. The search decides; the board answers and keeps count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM, Problem, mask, starts_beside, starts_free
from agendaplanner.planning.walks import too_far_from, without_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.planning.problem import Link, Task


_CROWDS = ("all", "quiet all", "everyone", "quiet everyone")


def _crowd_keys(task: Task) -> Iterator[str]:
    """Name the crowds that a task is of: everything there is and what is for everyone, breaks apart."""
    quiet = "quiet " if task.quiet else ""
    yield f"{quiet}all"
    if task.everyone:
        yield f"{quiet}everyone"


class Board:
    """Placed tasks of a problem.

    Attributes:
        start: By task: its start in steps, or None while it waits.
        room: By task: its room, or NO_ROOM.
        fixed: By task: whether it may not be moved: pinned in time and room, or left where it stands (``hold``).
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        count = len(problem.tasks)
        self.start: list[int | None] = [None] * count
        self.room: list[int] = [NO_ROOM] * count
        self.fixed = [task.is_fixed for task in problem.tasks]
        self._one_a_room = "room-twice" in problem.keeps
        self._walks = bool(problem.walks)
        self._room_busy = list(problem.closed)
        self._person_busy = [0] * len(problem.people)
        self._begin, self._end = [0] * count, [0] * count
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
        self._begin[task], self._end[task] = start, start + each.steps
        span = mask(start, start + each.steps)
        for person in each.people:
            self._person_busy[person] |= span
        if room != NO_ROOM and self._one_a_room:
            self._room_busy[room] |= span
            self._in_room[room].add(task)
            self._forget_room(room)
        self._all.add(task)
        if each.everyone:
            self._everyone.add(task)
        if self._crowd is not None:
            for key in _crowd_keys(each):
                self._crowd[key] |= span

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
        if room != NO_ROOM and self._one_a_room:
            self._in_room[room].discard(task)
            self._room_busy[room] = self.problem.closed[room] | self._spans(self._in_room[room])
            self._forget_room(room)
        self._crowd = None

    def hold(self, task: int, start: int, room: int) -> None:
        """Put a task on the board for good."""
        self.place(task, start, room)
        self.fixed[task] = True

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
            self._crowd = dict.fromkeys(_CROWDS, 0)
            for t in self._all:
                placed = self.problem.tasks[t]
                for key in _crowd_keys(placed):
                    self._crowd[key] |= mask(self._begin[t], self._end[t])
        crowd, each = self._crowd, self.problem.tasks[task]
        if each.everyone:
            return crowd["all"] if each.quiet else crowd["all"] | crowd["quiet all"]
        return crowd["everyone"] if each.quiet else crowd["everyone"] | crowd["quiet everyone"]

    def link_starts(self, task: int, link: Link, other: int) -> int:
        """Give the starts that a hard wish leaves a task while the other one starts at ``other``. Bits."""
        if link.kind == "not the same day":
            return self._whole & ~self.problem.day_mask(other)
        steps, other_steps = self.problem.tasks[task].steps, self.problem.tasks[link.other].steps
        return self._whole & starts_beside(
            link.kind, link.gap, first=link.first, steps=steps, at=other, other_steps=other_steps
        )

    def starts_in(self, task: int, room: int) -> int:
        """Give the starts at which a room is free for a task, and its people can get there and away. Bits."""
        if room == NO_ROOM:
            return self._whole
        found = self.room_starts(room, self.problem.tasks[task].steps)
        return found & ~without_walk(self.problem, self.start, self.room, task, room) if self._walks else found

    def rooms_for(self, task: int) -> tuple[int, ...]:
        """Give the rooms that will do for a task, with what hard wishes for the same room leave of them."""
        rooms = self.problem.tasks[task].rooms
        for link in self.problem.links[task]:
            if link.kind == "same room" and link.hard and self.start[link.other] is not None:
                wanted = self.room[link.other]
                rooms = tuple(room for room in rooms if room == wanted)
        return rooms

    def company(self, task: int, room: int) -> int:
        """Give the steps of the days on which others of a task's track are in a room. Bits; all where none is placed."""
        track = self.problem.tasks[task].track
        others = [t for t in self.problem.tasks_of_track[track] if t != task] if track >= 0 else []
        placed = [(self.room[t], start) for t in others if (start := self.start[t]) is not None]
        found = 0 if placed else self._whole
        for there, start in placed:
            if there == room:
                found |= self.problem.day_mask(start)
        return found

    def is_legal(self, task: int, start: int, room: int) -> bool:
        """Tell whether a task that is not on the board could go there."""
        if start < 0 or room not in self.rooms_for(task) or not self.time_starts(task) >> start & 1:
            return False
        return room == NO_ROOM or bool(self.starts_in(task, room) >> start & 1)

    def clashing_then(self, task: int, start: int) -> set[int]:
        """Give the placed tasks that this one would clash with at a start, whatever its room."""
        problem, each = self.problem, self.problem.tasks[task]
        end = start + each.steps
        span = mask(start, end)
        found: set[int] = set()
        for person in each.people:
            if self._person_busy[person] & span:
                found.update(t for t in problem.tasks_of_person[person] if self._overlaps(t, start, end))
        if self.crowd_busy(task) & span:
            against = self._all if each.everyone else self._everyone
            quiet = each.quiet
            found.update(t for t in against if self._overlaps(t, start, end) and not (quiet and problem.tasks[t].quiet))
        for link in problem.links[task]:
            other = self.start[link.other]
            if link.hard and other is not None and not self.link_starts(task, link, other) & mask(start, start + 1):
                found.add(link.other)
        found.discard(task)
        return found

    def clashing_there(self, task: int, start: int, room: int) -> set[int]:
        """Give the placed tasks that this one would clash with over a room alone."""
        end = start + self.problem.tasks[task].steps
        found: set[int] = set()
        if room != NO_ROOM and self._room_busy[room] & mask(start, end):
            # asked more often than anything else
            starts, ends = self._begin, self._end
            found = {t for t in self._in_room[room] if starts[t] < end and start < ends[t]}
        for link in self.problem.links[task]:
            if link.hard and link.kind == "same room" and self.room[link.other] != room:
                found.add(link.other)
        if self._walks:
            found.update(too_far_from(self.problem, self.start, self.room, task, start, room))
        found = {t for t in found if self.start[t] is not None}
        found.discard(task)
        return found

    def _overlaps(self, task: int, start: int, end: int) -> bool:
        begin = self.start[task]
        return begin is not None and begin < end and start < begin + self.problem.tasks[task].steps
