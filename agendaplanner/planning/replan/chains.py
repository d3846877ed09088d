"""Inserting what was displaced, everything else staying; where there is no room, by chains: one makes way for another.

A chain is sought with the fewest extra moves first (iterative deepening: Korf 1985, doi:10.1016/0004-3702(85)90084-0),
and its length is capped: near full load chains run away and move half the meeting. All is counted, so that the same
seed finds the same chains on any machine; the seed only settles ties.
"""

from __future__ import annotations

import heapq
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM, bits, mask
from agendaplanner.planning.standing import touching
from agendaplanner.planning.walks import without_walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from agendaplanner.planning.replan.outcome import Place
    from agendaplanner.planning.standing import Standing

DEPTH = 3
"""How many sessions may make way one after another."""
_LOOKED_AT = (160, 32, 12)
"""How many places are looked at, by how deep in a chain."""
_HOLE = 0.75
"""What it counts, in hours away, to leave a hole beside a session that is put down; twice where on both sides."""
_OTHER_ROOM = 0.3
"""What it counts, in hours away, to change the room."""


class Chains:
    """Puts displaced tasks down again.

    Attributes:
        tries: How many places that others stand in have been looked at, all chains together.
    """

    def __init__(
        self,
        standing: Standing,
        home: Mapping[int, Place],
        fixed: Iterable[int],
        *,
        seed: int = 0,
        enough: Callable[[int], bool] = lambda _tries: False,
        looked_at: tuple[int, ...] = _LOOKED_AT,
    ) -> None:
        self.standing = standing
        self.tries = 0
        self._home = home
        self._fixed = set(fixed)
        self._random = Random(seed)  # chance, not secrets
        self._enough = enough
        self._looked_at = looked_at
        self._trail: list[tuple[int, int | None, int]] = []
        self._until = 0

    # all that was displaced

    def insert_all(
        self, tasks: Iterable[int], *, tries_each: int, most_extra: int, extra_in_all: int
    ) -> tuple[int, ...]:
        """Put waiting tasks down, those with the fewest places first; give those for which there was no place.

        A chain moves at most ``most_extra`` others, all chains together ``extra_in_all``; it is given up after so many
        tries.
        """
        chance = {t: self._random.random() for t in sorted(tasks)}
        queue = [(self.choice(t), chance[t], t) for t in chance]
        heapq.heapify(queue)
        failed: list[int] = []
        while queue:
            key, _, t = heapq.heappop(queue)
            if self.standing.start[t] is not None:
                continue  # put down with its group
            now = self.choice(t)
            if queue and now > key and now > queue[0][0]:
                heapq.heappush(queue, (now, chance[t], t))
                continue
            spent = self.insert(t, tries=tries_each, most_extra=min(most_extra, extra_in_all))
            if spent is None:
                failed.append(t)
            else:
                extra_in_all -= spent
        return tuple(failed)

    def choice(self, t: int) -> float:
        """Say how much choice a task has: its places, the longer it is the fewer they count."""
        return (
            sum(starts.bit_count() for _, starts in self.standing.free_places(t)) / self.standing.problem.tasks[t].steps
        )

    def insert(self, t: int, *, tries: int, most_extra: int) -> int | None:
        """Put one waiting task down, others making way if need be.

        Returns:
            How many others had to leave the place where they were; None where it could not be done.
        """
        self._trail.clear()
        self._until = self.tries + tries
        for extra in range(most_extra + 1):
            spent = self._insert(t, extra, 0, frozenset((t,)))
            if spent is not None:
                return spent
            if self.tries >= self._until or self._enough(self.tries):
                break
        return self._insert_together(t)

    def go_home(self, tasks: Iterable[int]) -> None:
        """Put back where they were those tasks for which that place is free after all."""
        again = True
        while again:
            again = False
            for t in sorted(tasks):
                home = self._home.get(t)
                if home is None or home[0] < 0 or t in self._fixed or self.standing.start[t] is None or self.is_home(t):
                    continue
                if any(room == home[1] and starts >> home[0] & 1 for room, starts in self.standing.free_places(t)):
                    self.move(t, home)
                    again = True

    # one task

    def _insert(self, t: int, extra: int, depth: int, chain: frozenset[int]) -> int | None:
        """Put a task down, at most so many others leaving the place where they were; give how many did, or None."""
        place = self.best_place(t)
        if place is not None:
            self.move(t, place)
            return 0
        if depth >= DEPTH or (extra == 0 and depth > 0):
            return None
        free: dict[int, list[tuple[int, int]]] = {}
        for place in self.places_taken(t, extra, depth, chain):
            if self.tries >= self._until or self._enough(self.tries):
                return None
            self.tries += 1
            pushed = self.standing.in_the_way(t, *place)
            cost = sum(self.is_home(o) for o in pushed)
            if cost > extra or not chain.isdisjoint(pushed) or not self._fixed.isdisjoint(pushed):
                continue
            # at the end of a chain each of them must find a free place at once
            last = cost == extra or depth + 1 >= DEPTH
            if last and any(self._is_hopeless(o, t, place, free) for o in pushed):
                continue
            spent = self._push_in(t, place, pushed, extra - cost, depth, chain)
            if spent is not None:
                return cost + spent
        return None

    def _push_in(
        self, t: int, place: Place, pushed: set[int], extra: int, depth: int, chain: frozenset[int]
    ) -> int | None:
        mark, spent = len(self._trail), 0
        for o in pushed:
            self.move(o, None)
        self.move(t, place)
        chain = chain | {t}
        for o in sorted(pushed, key=lambda o: (-self.standing.problem.tasks[o].steps, o)):
            more = self._insert(o, extra - spent, depth + 1, chain)
            if more is None:
                self._undo(mark)
                return None
            spent += more
        return spent

    def is_home(self, t: int) -> bool:
        """Tell whether a task is where it was."""
        return (self.standing.start[t], self.standing.room[t]) == self._home.get(t)

    def _is_hopeless(self, o: int, t: int, place: Place, free: dict[int, list[tuple[int, int]]]) -> bool:
        """Tell whether a task has no free place left once another one is where it stood."""
        if o not in free:
            free[o] = list(self.standing.free_places(o))
        tasks, (start, room) = self.standing.problem.tasks, place
        taken = touching(mask(start, start + tasks[t].steps), tasks[o].steps)
        if not set(tasks[o].people).isdisjoint(tasks[t].people):
            return not any(starts & ~taken for _, starts in free[o])
        return not any(starts & ~taken if there == room else starts for there, starts in free[o])

    # where

    def best_place(self, t: int) -> Place | None:
        """Give the free place for a task that is nearest to where it was and leaves the fewest holes, or None."""
        best: tuple[float, int, int] | None = None
        for room, starts in self.standing.free_places(t):
            for start, cost in self._near(t, room, starts):
                if best is None or (cost, start, room) < best:
                    best = (cost, start, room)
        return None if best is None else (best[1], best[2])

    def _near(self, t: int, room: int, starts: int) -> Iterator[tuple[int, float]]:
        """Give the starts worth looking at: the next before and after where it was, flush with others or not."""
        problem = self.standing.problem
        home = self._home.get(t)
        at, base = (0, 0.0) if home is None else (max(home[0], 0), 0.0 if home[1] == room else _OTHER_ROOM)
        if home is not None and home == (at, room) and starts >> at & 1:
            yield at, -1.0
            return
        blocked = ~problem.open
        if room != NO_ROOM:
            blocked |= self.standing.room_steps(room, t) | problem.closed[room]
        after, before = starts & (blocked << 1 | 1), starts & (blocked >> problem.tasks[t].steps)
        hours = problem.step_minutes / 60
        below = mask(0, at + 1)
        for chosen, holes in ((after & before, 0), (after ^ before, 1), (starts & ~after & ~before, 2)):
            for start in (
                (chosen & below).bit_length() - 1,
                (above & -above).bit_length() - 1 if (above := chosen & ~below) else -1,
            ):
                if start >= 0:
                    yield start, base + abs(start - at) * hours + holes * _HOLE

    def places_taken(self, t: int, extra: int, depth: int, chain: frozenset[int]) -> list[Place]:
        """Give the places where few others would have to make way, those with fewer and nearer first."""
        standing, problem = self.standing, self.standing.problem
        task = problem.tasks[t]
        possible = task.domain & standing.wish_starts(t)
        others = {o for person in task.people for o in problem.tasks_of_person[person]}
        others |= set(range(len(problem.tasks)) if task.everyone else standing.everyone)
        others.discard(t)
        time = self._levels((o for o in others if self._in_each_others_way(t, o)), task.steps, chain)
        possible &= ~time[0]
        if not possible:
            return []
        home = self._home.get(t, (0, NO_ROOM))
        found: list[tuple[int, float, float, Place]] = []
        for room in task.rooms:
            here = possible
            if standing.ties_of[t] or t in standing.keeps_company:
                here &= standing.wish_starts_there(t, room)
            if room != NO_ROOM:
                here &= ~touching(problem.closed[room], task.steps)
            if problem.walks:
                # whoever has to walk from or to it could make way, but there are places without that too
                here &= ~without_walk(problem, standing.start, standing.room, t, room)
            shared = room == NO_ROOM or "room-twice" not in problem.keeps
            there = self._levels(() if shared else standing.in_room(room), task.steps, chain)
            here &= ~there[0]
            for count in (1, 2) if extra != 1 else (1,):
                for start in bits(here & _with_blockers(time, there, count)):
                    away = abs(start - home[0]) * problem.step_minutes / 60 + (0 if room == home[1] else _OTHER_ROOM)
                    found.append((count, away, self._random.random(), (start, room)))
        found.sort()
        return [place for _, _, _, place in found[: self._looked_at[min(depth, len(self._looked_at) - 1)]]]

    def _in_each_others_way(self, t: int, o: int) -> bool:
        tasks = self.standing.problem.tasks
        return bool(self.standing.span[o]) and (
            not (tasks[t].quiet and tasks[o].quiet) or not set(tasks[t].people).isdisjoint(tasks[o].people)
        )

    def _levels(self, others: Iterable[int], steps: int, chain: frozenset[int]) -> tuple[int, int, int, int]:
        """Give the starts that something fixed blocks, and those that one, two, three others or more stand in the way of."""
        hard = one = two = three = 0
        for o in others:
            touched = touching(self.standing.span[o], steps)
            if o in self._fixed or o in chain:
                hard |= touched
            else:
                three |= two & touched
                two |= one & touched
                one |= touched
        return hard, one, two, three

    # together

    def _insert_together(self, t: int) -> int | None:
        """Put a whole group down at another start, all of which must start together; a group alone has no chains."""
        problem, standing = self.standing.problem, self.standing
        unit = problem.units[problem.unit_of[t]]
        mark, spent = len(self._trail), 0
        for o in unit:
            if standing.start[o] is not None and o not in self._fixed:
                spent += self.is_home(o)
                self.move(o, None)
        waiting = [o for o in unit if standing.start[o] is None]
        starts = -1
        for o in waiting:
            starts &= standing.time_starts(o)
        impossible = len(waiting) < 2 or any(problem.are_at_odds(a, b) for a, b in combinations(waiting, 2))
        home = self._home.get(t, (0, NO_ROOM))[0]
        for start in sorted(bits(0 if impossible else starts), key=lambda s: (abs(s - home), s)):
            self.tries += 1
            rooms = self._rooms_together(waiting, start)
            if rooms is not None:
                for o, room in rooms.items():
                    self.move(o, (start, room))
                return spent
        self._undo(mark)
        return None

    def _rooms_together(self, tasks: list[int], start: int) -> dict[int, int] | None:
        """Give each task a free room of its own at a start (augmenting paths), or None."""
        options = {o: [r for r, starts in self.standing.free_places(o) if starts >> start & 1] for o in tasks}
        holder: dict[int, int] = {}

        def find(o: int, tried: set[int]) -> bool:
            for room in sorted(options[o], key=lambda r: r != self._home.get(o, (0, NO_ROOM))[1]):
                if room == NO_ROOM:
                    return True
                if room not in tried:
                    tried.add(room)
                    if room not in holder or find(holder[room], tried):
                        holder[room] = o
                        return True
            return False

        if not all(find(o, set()) for o in sorted(tasks, key=lambda o: (len(options[o]), o))):
            return None
        rooms = {o: room for room, o in holder.items()}
        return {o: rooms.get(o, NO_ROOM) for o in tasks}

    # moving, and taking it back

    def move(self, t: int, place: Place | None) -> None:
        """Put a task somewhere else, or with None take it away."""
        self._trail.append((t, self.standing.start[t], self.standing.room[t]))
        if self.standing.start[t] is not None:
            self.standing.lift(t)
        if place is not None:
            self.standing.put(t, *place)

    def _undo(self, mark: int) -> None:
        while len(self._trail) > mark:
            t, start, room = self._trail.pop()
            if self.standing.start[t] is not None:
                self.standing.lift(t)
            if start is not None:
                self.standing.put(t, start, room)


def _with_blockers(time: tuple[int, int, int, int], there: tuple[int, int, int, int], count: int) -> int:
    """Give the starts at which so many others stand in the way, in time and room together. Bits."""
    found = 0
    for by_time in range(count + 1):
        found |= _exactly(time, by_time) & _exactly(there, count - by_time)
    return found


def _exactly(levels: tuple[int, int, int, int], count: int) -> int:
    return ~levels[1] if count == 0 else levels[count] & ~levels[count + 1]
