"""Construction: place task after task, the one with the fewest places left first, pushing off what stands in the way.

The order is that of DSATUR for graph colouring (Brelaz 1979, doi:10.1145/359094.359101), with the legal (start, room)
places left in the role of colours left. A task without a place takes the one whose occupants are the easiest to move;
each time a task is pushed off it becomes dearer to push, so the search does not go in circles (iterative forward search
with conflict statistics: Mueller, Bartak, Rudova 2004, doi:10.1007/978-3-540-30201-8_42).
"""

from __future__ import annotations

import heapq
from random import Random
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.board import Board
from agendaplanner.planning.problem import NO_ROOM, Problem, bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agendaplanner.planning.stopping import StoppingRule

_TRIES = 24
"""How many starts are looked at for sessions that start together."""


class Progress(msgspec.Struct, frozen=True):
    """How far a search is."""

    placed: int
    total: int
    steps: int


class Stopped(msgspec.Struct, frozen=True):
    """What a construction came to: the board's best state, and what is left over."""

    placements: dict[int, tuple[int, int]]
    """(start, room) by task."""
    left_over: tuple[int, ...]
    steps: int
    cancelled: bool


def construct(
    problem: Problem,
    *,
    seed: int,
    stop: StoppingRule,
    tight: bool = False,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Stopped:
    """Place everything that can be placed; what is placed already stays if it can.

    The same problem, seed and number of steps give the same result. A ``tight`` construction fills the rooms without
    holes and does not care for the order of the agenda's numbers: for meetings that fit no other way.
    """
    return _Construction(problem, seed, stop, tight, progress, cancelled).run()


class _Construction:
    def __init__(
        self,
        problem: Problem,
        seed: int,
        stop: StoppingRule,
        tight: bool,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.problem = problem
        self.random = Random(seed)  # chance, not secrets
        self.stop = stop
        self.tight = tight
        self.progress = progress
        self.is_cancelled = cancelled or (lambda: False)
        self.board = Board(problem)
        self.pushed = [0] * len(problem.tasks)
        self.queue: list[tuple[float, float, int]] = []
        self.waiting: set[int] = set()
        self.steps = 0
        self.track_rooms: dict[int, dict[int, int]] = {}
        self.neighbours = _neighbours(problem)
        self.forced: set[int] = set()

    def run(self) -> Stopped:
        self._set_up()
        best = self._state()
        fewest = len(self.waiting)
        total = len(self.problem.tasks)
        while self.waiting:
            if self.is_cancelled():
                return Stopped(best, self._left_over(best), self.steps, cancelled=True)
            if self.stop(self.steps):
                break
            unit = self._next()
            self.steps += 1
            if not (self._place_legally(unit) or self._push_in(unit)):
                # nothing would help: it waits, and the search goes on with the others
                self.forced.add(unit)
                self.waiting.discard(unit)
            if len(self.waiting) + len(self.forced) < fewest:
                fewest = len(self.waiting) + len(self.forced)
                best = self._state()
            if self.progress is not None and self.steps % 16 == 0:
                placed = sum(start is not None for start in self.board.start)
                self.progress(Progress(placed, total, self.steps))
        state = self._state()
        if len(state) >= len(best):
            best = state
        best = self._with_what_still_fits(best)
        if self.progress is not None:
            self.progress(Progress(len(best), total, self.steps))
        return Stopped(best, self._left_over(best), self.steps, cancelled=False)

    # beginning and end

    def _set_up(self) -> None:
        """Put on the board what is placed: pins first, then what has no clash with what is there already."""
        tasks = self.problem.tasks
        placed = [i for i, task in enumerate(tasks) if task.start is not None]
        for i in sorted(placed, key=lambda i: (not self.board.fixed[i], tasks[i].start, i)):
            task = tasks[i]
            assert task.start is not None
            if self.board.fixed[i] or self.board.is_legal(i, task.start, task.room):
                self._put(i, task.start, task.room)
        for unit, members in enumerate(self.problem.units):
            if any(self.board.start[t] is None for t in members):
                # a unit is placed together: what of it stands goes along, but for pins
                for t in members:
                    if self.board.start[t] is not None and not self.board.fixed[t]:
                        self._lift(t)
                self._wait(unit)

    def _state(self) -> dict[int, tuple[int, int]]:
        return {t: (s, self.board.room[t]) for t, s in enumerate(self.board.start) if s is not None}

    def _left_over(self, state: dict[int, tuple[int, int]]) -> tuple[int, ...]:
        return tuple(t for t in range(len(self.problem.tasks)) if t not in state)

    def _with_what_still_fits(self, best: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Go back to the best state and place what fits there without pushing anybody."""
        if best != self._state():
            for t, start in enumerate(self.board.start):
                if start is not None and best.get(t) != (start, self.board.room[t]):
                    self._lift(t)
            for t, (start, room) in best.items():
                if self.board.start[t] is None:
                    self._put(t, start, room)
        for unit, members in enumerate(self.problem.units):
            if all(self.board.start[t] is None for t in members):
                self._place_legally(unit)
        return self._state()

    # which next

    def _wait(self, unit: int) -> None:
        self.waiting.add(unit)
        heapq.heappush(self.queue, (self._key(unit), self.random.random(), unit))

    def _next(self) -> int:
        """Give the waiting unit with the fewest places left; keys in the heap may be old, and are looked at again."""
        while True:
            key, chance, unit = heapq.heappop(self.queue)
            if unit not in self.waiting:
                continue
            now = self._key(unit)
            if self.queue and now > key and now > self.queue[0][0]:
                heapq.heappush(self.queue, (now, chance, unit))
                continue
            self.waiting.discard(unit)
            return unit

    def _key(self, unit: int) -> float:
        members = self.problem.units[unit]
        starts, weight, rooms = -1, 0.0, 0
        for t in members:
            task = self.problem.tasks[t]
            starts &= self.board.time_starts(t)
            weight = max(weight, task.steps**1.5 * (1 + self.pushed[t]) * (4 if task.everyone else 1) * len(members))
            rooms += len(task.rooms)
        return starts.bit_count() * rooms / len(members) / weight

    # where

    def _place_legally(self, unit: int) -> bool:
        members = self.problem.units[unit]
        if len(members) > 1:
            return self._place_together(members)
        t = next(iter(members))
        starts = self.board.time_starts(t)
        if not starts:
            return False
        place = self._best_place(t, starts)
        if place is None:
            return False
        self._put(t, *place)
        return True

    def _best_place(self, t: int, starts: int) -> tuple[int, int] | None:
        """Give the place for a task that spoils the least for those to come."""
        board, task = self.board, self.problem.tasks[t]
        best: tuple[float, int, int] | None = None
        for rank, room in enumerate(board.rooms_for(t)):
            legal = starts if room == NO_ROOM else starts & board.room_starts(room, task.steps)
            if not legal:
                continue
            base = self._room_cost(t, room, rank)
            dear = 100.0 if self.tight else 1.0
            for start, waste in self._candidates(t, room, legal):
                cost = base + waste * dear + self._time_cost(t, start)
                if best is None or cost < best[0]:
                    best = (cost, start, room)
        return None if best is None else (best[1], best[2])

    def _candidates(self, t: int, room: int, legal: int) -> Iterable[tuple[int, float]]:
        """Give starts worth looking at, with what they waste: close to others first, so that gaps stay whole."""
        task = self.problem.tasks[t]
        blocked = ~self.problem.open if room == NO_ROOM else self.board.room_blocked(room) | ~self.problem.open
        if task.everyone:
            blocked |= self._everything_blocked()
        after = legal & (blocked << 1 | 1)
        before = legal & (blocked >> task.steps)
        if task.wanted_step >= 0 or self.problem.links[t] or len(self.problem.tasks) <= 120:
            for start in bits(legal):
                here = 1 << start
                yield start, 0.0 if after & here and before & here else 1.0 if (after | before) & here else 2.0
            return
        for chosen, waste in ((after & before, 0.0), (after & ~before, 1.0), (before & ~after, 1.0)):
            if chosen:
                yield (chosen & -chosen).bit_length() - 1, waste
                yield chosen.bit_length() - 1, waste
                places = list(bits(chosen))
                yield self.random.choice(places), waste
        if not (after | before):
            yield (legal & -legal).bit_length() - 1, 2.0

    def _everything_blocked(self) -> int:
        """Give the steps in which anything at all takes place: what a session for everyone should stand close to."""
        found = 0
        for t, start in enumerate(self.board.start):
            if start is not None:
                found |= ((1 << self.problem.tasks[t].steps) - 1) << start
        return found

    def _room_cost(self, t: int, room: int, rank: int) -> float:
        """Prefer the smallest room that fits, the room of the track, and where it was."""
        task = self.problem.tasks[t]
        cost = 0.3 * rank if room != NO_ROOM and self.problem.capacity[room] >= 0 else 0.0
        if task.track >= 0 and (rooms := self.track_rooms.get(task.track)):
            cost -= min(rooms.get(room, 0), 3) * 0.3
        if task.start is not None and room == task.room:
            cost -= 2.0
        return cost

    def _time_cost(self, t: int, start: int) -> float:
        """Prefer the place that number and kind suggest, where it was, and soft wishes kept."""
        task = self.problem.tasks[t]
        cost = 0.0
        if self.tight:
            cost += start * self.problem.step_minutes / 600
        elif task.wanted_step >= 0:
            cost += abs(start - task.wanted_step) / max(len(self.problem.days), 1) * self.problem.step_minutes / 60
        if task.start is not None:
            cost += 0.0 if start == task.start else 3.0
        if task.session.kind == "opening":
            cost += start * self.problem.step_minutes / 30
        elif task.session.kind in ("closing", "adoption of conclusions"):
            cost -= start * self.problem.step_minutes / 30
        for link in self.problem.links[t]:
            other = self.board.start[link.other]
            if not link.hard and other is not None and not self.board.link_starts(t, link, other) >> start & 1:
                cost += link.weight
        return cost

    def _place_together(self, members: tuple[int, ...]) -> bool:
        """Place sessions that must start together, each in a room of its own."""
        board = self.board
        waiting = [t for t in members if board.start[t] is None]
        starts = -1
        for t in waiting:
            starts &= board.time_starts(t)
        for t in members:
            if (at := board.start[t]) is not None:
                starts &= 1 << at
        if starts <= 0:
            return False
        order = sorted(bits(starts), key=lambda s: (sum(self._time_cost(t, s) for t in waiting), s))
        for start in order[: _TRIES * 4]:
            rooms = self._rooms_together(waiting, start)
            if rooms is not None and not self._crowds_itself(waiting):
                for t, room in rooms.items():
                    self._put(t, start, room)
                return True
        return False

    def _crowds_itself(self, tasks: list[int]) -> bool:
        """Tell whether tasks that should start together share a person: then no place will do."""
        seen: set[int] = set()
        for t in tasks:
            people = self.problem.tasks[t].people
            if not seen.isdisjoint(people):
                return True
            seen.update(people)
        return False

    def _rooms_together(self, tasks: list[int], start: int) -> dict[int, int] | None:
        """Give each task a free room of its own at a start (augmenting paths), or None."""
        board = self.board
        options: dict[int, list[int]] = {}
        for t in tasks:
            steps = self.problem.tasks[t].steps
            rooms = [r for r in board.rooms_for(t) if r == NO_ROOM or board.room_starts(r, steps) >> start & 1]
            if not rooms:
                return None
            options[t] = rooms
        holder: dict[int, int] = {}

        def find(t: int, tried: set[int]) -> bool:
            for room in options[t]:
                if room == NO_ROOM:
                    return True
                if room in tried:
                    continue
                tried.add(room)
                if room not in holder or find(holder[room], tried):
                    holder[room] = t
                    return True
            return False

        for t in sorted(tasks, key=lambda t: len(options[t])):
            if not find(t, set()):
                return None
        rooms = {t: room for room, t in holder.items()}
        return {t: rooms.get(t, NO_ROOM) for t in tasks}

    # pushing

    def _push_in(self, unit: int) -> bool:
        """Place a unit where those in its way are the easiest to move, and let them wait again."""
        members = [t for t in self.problem.units[unit] if self.board.start[t] is None]
        best: tuple[float, float, list[tuple[int, int, int]], set[int]] | None = None
        for start in self._push_starts(members):
            places: list[tuple[int, int, int]] = []
            pushed: set[int] = set()
            taken: set[int] = set()
            for t in sorted(members, key=lambda t: len(self.problem.tasks[t].rooms)):
                choice = self._easiest_room(t, start, taken)
                if choice is None:
                    break
                room, blockers = choice
                places.append((t, start, room))
                pushed |= blockers
                if room != NO_ROOM:
                    taken.add(room)
            else:
                pushed -= set(members)
                cost = self._push_cost(pushed)
                if best is None or (cost, best[1]) < (best[0], best[1]):
                    best = (cost, self.random.random(), places, pushed)
        if best is None or self._crowds_itself(members):
            return False
        _, _, places, pushed = best
        for t in sorted(pushed):
            self._push_off(t)
        for t, start, room in places:
            if self.board.start[t] is None:
                self._put(t, start, room)
        for t in members:
            self.pushed[t] += 1
        return True

    def _push_starts(self, members: list[int]) -> list[int]:
        starts = -1
        for t in members:
            starts &= self.problem.tasks[t].domain
        found = list(bits(starts)) if starts > 0 else []
        self.random.shuffle(found)
        return found[:400]

    def _easiest_room(self, t: int, start: int, taken: set[int]) -> tuple[int, set[int]] | None:
        best: tuple[float, int, set[int]] | None = None
        for room in self.problem.tasks[t].rooms:
            if room in taken:
                continue
            blockers = self.board.blockers(t, start, room)
            if blockers is None:
                continue
            cost = self._push_cost(blockers)
            if best is None or cost < best[0]:
                best = (cost, room, blockers)
                if not blockers:
                    break
        return None if best is None else (best[1], best[2])

    def _push_cost(self, tasks: set[int]) -> float:
        """Say how hard it is to move some tasks: long ones, often pushed ones, those that were placed before."""
        cost = 0.0
        for t in tasks:
            task = self.problem.tasks[t]
            stood = 3.0 if task.start is not None and self.board.start[t] == task.start else 0.0
            cost += (1 + stood + 0.02 * task.steps) * (1 + self.pushed[t]) ** 1.5
        return cost

    def _push_off(self, t: int) -> None:
        """Take a task off the board, with those that must start together with it."""
        self.pushed[t] += 1
        unit = self.problem.unit_of[t]
        for member in self.problem.units[unit]:
            if self.board.start[member] is not None and not self.board.fixed[member]:
                self._lift(member)
        self._wait(unit)

    # the board, with what else is kept

    def _put(self, t: int, start: int, room: int) -> None:
        self.board.place(t, start, room)
        track = self.problem.tasks[t].track
        if track >= 0 and room != NO_ROOM:
            rooms = self.track_rooms.setdefault(track, {})
            rooms[room] = rooms.get(room, 0) + 1
        # those who now have fewer places come up in the queue
        if not self.problem.tasks[t].everyone:
            for unit in self.neighbours[t]:
                if unit in self.waiting:
                    heapq.heappush(self.queue, (self._key(unit), self.random.random(), unit))

    def _lift(self, t: int) -> None:
        track, room = self.problem.tasks[t].track, self.board.room[t]
        if track >= 0 and room != NO_ROOM:
            self.track_rooms[track][room] -= 1
        self.board.lift(t)


def _neighbours(problem: Problem) -> list[tuple[int, ...]]:
    """Give for each task the units that share a person or a wish with it."""
    found: list[set[int]] = [set() for _ in problem.tasks]
    for tasks in problem.tasks_of_person:
        for t in tasks:
            found[t].update(problem.unit_of[o] for o in tasks if o != t)
    for t, links in enumerate(problem.links):
        found[t].update(problem.unit_of[link.other] for link in links)
    return [tuple(sorted(each)) for each in found]
