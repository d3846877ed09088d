"""Construction: place task after task, the one with the fewest places left first, pushing off what stands in the way.

The order is that of DSATUR for graph colouring (Brelaz 1979, doi:10.1145/359094.359101), with the legal (start, room)
places left in the role of colours left. A task without a place takes the one whose occupants are the easiest to move;
each time a task is pushed off it becomes dearer to push, so the search does not go in circles (iterative forward search
with conflict statistics: Mueller, Bartak, Rudova 2004, doi:10.1007/978-3-540-30201-8_42).
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.board import Board
from agendaplanner.planning.places import Places
from agendaplanner.planning.problem import NO_ROOM, Problem, bits, mask, units_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.planning.stopping import StoppingRule

PATIENCE = 150
"""How many steps without a gain a search goes on for ..."""
PATIENCE_A_SESSION = 0.5
"""... and how many more for each session."""
CONTESTED = 60
"""How often a task pushes and is pushed before it gives way to the others and waits; sound meetings need a few."""
_TRADES = 40
"""How many tasks are looked at that could make way for two others."""
_PUSH_STARTS = 100
"""How many starts are looked at for a unit that must push others off."""


class Progress(msgspec.Struct, frozen=True):
    """How far a search is."""

    placed: int
    total: int
    steps: int
    cost: float | None = None
    """What the best plan so far leaves to be wished for, while it is being improved."""


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
    tolerated: frozenset[int] = frozenset(),
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Stopped:
    """Place everything that can be placed; what is placed already stays if it can.

    What is pinned and has no legal place stays where it stands, and the others make way. What is ``tolerated`` may stay
    where it stands, whatever speaks against it, as long as nothing needs its place.
    The same problem, seed and number of steps give the same result. A ``tight`` construction fills the rooms without
    holes and does not care for the order of the agenda's numbers: for meetings that fit no other way.
    """
    return _Construction(problem, seed, stop, tight, tolerated, progress, cancelled).run()


class _Construction:
    def __init__(
        self,
        problem: Problem,
        seed: int,
        stop: StoppingRule,
        tight: bool,
        tolerated: frozenset[int],
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.problem = problem
        self.random = Random(seed)  # chance, not secrets
        self.stop = stop
        self.tolerated = tolerated
        self.progress = progress
        self.is_cancelled = cancelled or (lambda: False)
        self.board = Board(problem)
        self.places = Places(self.board, self.random, tight=tight)
        self.pushed = [0] * len(problem.tasks)
        self.queue: list[tuple[float, float, int]] = []
        self.waiting: set[int] = set()
        self.steps = 0
        self.neighbours = units_beside(problem)
        self.patience = PATIENCE + PATIENCE_A_SESSION * len(problem.tasks)
        self.forced: set[int] = set()
        # the best state so far; None: as the board is now
        self.best: dict[int, tuple[int, int]] | None = None

    def run(self) -> Stopped:
        self._set_up()
        fewest = len(self.waiting)
        total = len(self.problem.tasks)
        last_gain = 0
        while self.waiting:
            if self.is_cancelled():
                best = self._best_state()
                return Stopped(best, self._left_over(best), self.steps, cancelled=True)
            if self.stop(self.steps) or self.steps - last_gain > self.patience:
                break
            unit = self._next()
            self.steps += 1
            held = False
            if not (self._place_legally(unit) or (not self._is_contested(unit) and self._push_in(unit))):
                # nothing would help: it waits, and the search goes on with the others
                held = self._hold_pinned(unit)
                if not held:
                    self.forced.add(unit)
            left = len(self.waiting) + len(self.forced)
            if held or left < fewest:
                # what is held counts for more than anything that was pushed off for it
                self.best, fewest, last_gain = None, left, self.steps
            if self.progress is not None and self.steps % 16 == 0:
                placed = sum(start is not None for start in self.board.start)
                self.progress(Progress(placed, total, self.steps))
        best = self._with_what_still_fits(self._best_state())
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
            if self.board.fixed[i] or i in self.tolerated or self.board.is_legal(i, task.start, task.room):
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

    def _best_state(self) -> dict[int, tuple[int, int]]:
        return self._state() if self.best is None else self.best

    def _left_over(self, state: dict[int, tuple[int, int]]) -> tuple[int, ...]:
        return tuple(t for t in range(len(self.problem.tasks)) if t not in state)

    def _with_what_still_fits(self, best: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Go back to the best state, see to it that what is pinned is placed, and add what fits without pushing."""
        if best != self._state():
            for t, start in enumerate(self.board.start):
                if start is not None and best.get(t) != (start, self.board.room[t]):
                    self._lift(t)
            for t, (start, room) in best.items():
                if self.board.start[t] is None:
                    self._put(t, start, room)
        self.waiting.clear()
        for unit in range(len(self.problem.units)):
            self._place_legally(unit)
            self._hold_pinned(unit)
        # who was pushed off for what is held
        for unit in sorted(self.waiting):
            self._place_legally(unit)
        while self._trade():
            pass
        return self._state()

    def _trade(self) -> bool:
        """Leave one task over for two others or more, if that can be done; tell whether it was."""
        hopeful: dict[int, list[int]] = defaultdict(list)
        for unit, members in enumerate(self.problem.units):
            if all(self.board.start[t] is None for t in members):
                for t in sorted(self._could_make_way(unit)):
                    hopeful[t].append(unit)
        for t, units in sorted(hopeful.items(), key=lambda item: -len(item[1]))[:_TRADES]:
            start, room = self.board.start[t], self.board.room[t]
            if len(units) < 2 or start is None:
                break
            self._lift(t)
            gained = [unit for unit in units if self._place_legally(unit)]
            if len(gained) > 1:
                self._place_legally(self.problem.unit_of[t])
                return True
            for unit in gained:
                for member in self.problem.units[unit]:
                    self._lift(member)
            self._put(t, start, room)
        return False

    def _could_make_way(self, unit: int) -> set[int]:
        """Give the placed tasks that share people or wishes with a unit and may be left over, if they are a unit alone."""
        beside = {u for t in self.problem.units[unit] for u in self.neighbours[t] if len(self.problem.units[u]) == 1}
        tasks = {self.problem.units[u][0] for u in beside}
        return {t for t in tasks if self.board.start[t] is not None and not self.problem.tasks[t].is_pinned}

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
            if task.company:
                weight /= 100  # once the others of its track are placed it is seen where it may go
        return starts.bit_count() * rooms / len(members) / weight

    # where

    def _place_legally(self, unit: int) -> bool:
        """Place what waits of a unit where nothing speaks against it; tell whether that could be done."""
        members = self.problem.units[unit]
        if all(self.board.start[t] is not None for t in members):
            return True
        found: dict[int, tuple[int, int]] | None
        match members:
            case (t,):
                place = self.places.best(t)
                found = None if place is None else {t: place}
            case _:
                found = self.places.together(members)
        for t, (start, room) in (found or {}).items():
            self._put(t, start, room)
        return found is not None

    # pushing

    def _is_contested(self, unit: int) -> bool:
        """Tell whether a unit has pushed and was pushed so often that there is hardly a place for it; pins insist."""
        members = self.problem.units[unit]
        insists = any(self.problem.tasks[t].is_pinned for t in members)
        return not insists and max(self.pushed[t] for t in members) >= CONTESTED

    def _push_in(self, unit: int) -> bool:
        """Place a unit where those in its way are the easiest to move, and let them wait again."""
        members = [t for t in self.problem.units[unit] if self.board.start[t] is None]
        if self.places.is_at_odds(members):
            return False
        best: tuple[float, list[tuple[int, int, int]], set[int]] | None = None
        for start in self._push_starts(unit):
            places: list[tuple[int, int, int]] = []
            pushed: set[int] = set()
            taken: set[int] = set()
            for t in sorted(members, key=lambda t: len(self.problem.tasks[t].rooms)):
                choice = self._easiest_room(t, start, taken, math.inf if best is None else best[0])
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
                if best is None or cost < best[0]:
                    best = (cost, places, pushed)
        if best is None:
            return False
        _, places, pushed = best
        for t in sorted(pushed):
            self._push_off(t)
        for t, start, room in places:
            if self.board.start[t] is None:
                self._put(t, start, room)
        for t in members:
            self.pushed[t] += 1
        return True

    def _push_starts(self, unit: int) -> list[int]:
        found = list(bits(self.places.starts_of_unit(self.problem.units[unit])))
        self.random.shuffle(found)
        return found[:_PUSH_STARTS]

    def _easiest_room(self, t: int, start: int, taken: set[int], most: float) -> tuple[int, set[int]] | None:
        """Give the room whose tasks are the easiest to move, with all that must be moved for a start there.

        None where nothing would help, or only what costs ``most`` and more.
        """
        board, task = self.board, self.problem.tasks[t]
        then = board.clashing_then(t, start)
        if any(board.fixed[o] for o in then) or self._push_cost(then) >= most:
            return None
        span = mask(start, start + task.steps)
        best: tuple[float, int, set[int]] | None = None
        for room in task.rooms:
            if room in taken or (room != NO_ROOM and self.problem.closed[room] & span):
                continue
            there = board.clashing_there(t, start, room)
            if any(board.fixed[o] for o in there):
                continue
            cost = self._push_cost(there - then)
            if best is None or cost < best[0]:
                best = (cost, room, then | there)
                if not there:
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
        self.best = self._best_state()
        self.pushed[t] += 1
        unit = self.problem.unit_of[t]
        for member in self.problem.units[unit]:
            if self.board.start[member] is not None and not self.board.fixed[member]:
                self._lift(member)
        self._wait(unit)

    def _hold_pinned(self, unit: int) -> bool:
        """Leave what is pinned of a unit where it stands, pushing off what clashes with it; tell whether anything was.

        A pin is the organiser's word: what is pinned is not left over for want of a legal place, nor moved about.
        What else is in the unit waits again.
        """
        held = False
        for t in self.problem.units[unit]:
            task = self.problem.tasks[t]
            if self.board.start[t] is not None or not task.is_pinned or task.stands is None:
                continue
            then = self.board.clashing_then(t, task.stands)
            for other in sorted(then | self.board.clashing_there(t, task.stands, task.room)):
                if not self.board.fixed[other] and self.board.start[other] is not None:
                    self._push_off(other)
            self.board.hold(t, task.stands, task.room)
            self.places.note_put(t, task.room)
            held = True
        if held and any(self.board.start[t] is None for t in self.problem.units[unit]):
            self._wait(unit)
        return held

    # the board, with what else is kept

    def _put(self, t: int, start: int, room: int) -> None:
        self.board.place(t, start, room)
        self.places.note_put(t, room)
        # those who now have fewer places come up in the queue
        if not self.problem.tasks[t].everyone:
            for unit in self.neighbours[t]:
                if unit in self.waiting:
                    heapq.heappush(self.queue, (self._key(unit), self.random.random(), unit))

    def _lift(self, t: int) -> None:
        self.places.note_lifted(t, self.board.room[t])
        self.board.lift(t)
