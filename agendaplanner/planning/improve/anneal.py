"""Annealing: chance moves, worse ones allowed less and less, so that a plan gets better and does not get stuck.

After Kirkpatrick, Gelatt, Vecchi 1983 (doi:10.1126/science.220.4598.671); where there is time for it the search is
heated up again from its best plan and cools down once more.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.improve.moves import Moves

if TYPE_CHECKING:
    from agendaplanner.planning.improve.state import State

HOT = 0.65
"""The first temperature of a large meeting, as a part of what a chance move usually costs; smaller ones begin hotter."""
COLD = 0.04
"""The last temperature of a small meeting, and ..."""
COLD_LARGE = 0.05
"""... of a large one, whose moves are drawn from a table."""
QUENCH = 0.9
"""After this part of the budget, next to nothing that is worse is allowed."""
CYCLE = 1500
"""After so many tries a session there is time to heat up again."""
MOST_CYCLES = 6
_SAMPLES = 400
_LOOK_UP = 64
"""Every so many tries the clock is looked at."""
_LOOK_WHERE = 1500
"""It is looked up which sessions cost every so many tries at least, and ..."""
_LOOK_AGAIN = 6
"""... every so many tries a session."""
_TINY = 1e-9


class Annealed(msgspec.Struct, frozen=True):
    """What a search came to: the best plan that it saw."""

    placements: dict[int, tuple[int, int]]
    cost: float
    steps: int
    """How many changes were tried."""
    cancelled: bool


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """How long a search may take: in tries, in seconds, or whichever is used up first."""

    steps: int | None = None
    seconds: float | None = None
    clock: Callable[[], float] = time.perf_counter
    """What tells the seconds; another one counts those of the processor, say."""


def anneal(
    state: State,
    budget: Budget,
    *,
    seed: int,
    told: Callable[[int, float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Annealed:
    """Make a plan better for as long as the budget lasts; the state is left at its best.

    The same state, seed and number of steps give the same plan. ``told`` hears of steps taken and the least cost so far.
    """
    return _Annealing(state, budget, seed, told, cancelled).run()


class _Annealing:
    def __init__(
        self,
        state: State,
        budget: Budget,
        seed: int,
        told: Callable[[int, float], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.state = state
        self.budget = budget
        self.random = Random(seed)  # chance, not secrets
        self.told = told
        self.is_cancelled = cancelled or (lambda: False)
        self.moves = Moves(state, self.random)
        self.begun = budget.clock()
        self.steps = 0
        self.best_cost = state.total
        self.best = (list(state.start), list(state.room))
        self.told_at = time.perf_counter()

    def run(self) -> Annealed:
        state = self.state
        stopped = False
        if state.movable and state.total > _TINY:
            usual = self._usual_rise()
            hottest = usual * min(max(8 * (17 / len(state.movable)) ** 1.2, HOT), 8)
            coldest = usual * (COLD if self.moves.table is None else COLD_LARGE)
            cycles, cycle, is_quenched = self._cycles(), 0, False
            self._look_where_it_costs()
            looked = 0
            temperature = hottest
            every = max(_LOOK_WHERE, _LOOK_AGAIN * len(state.movable))
            asked = 0
            while True:
                if self.steps >= asked:
                    asked = self.steps + _LOOK_UP
                    used = self._used()
                    stopped = self.is_cancelled()
                    if used >= 1 or stopped or self.best_cost <= _TINY:
                        break
                    if used >= QUENCH and not is_quenched:
                        # what is left to gain by itself, from the best
                        is_quenched = True
                        self._go_back()
                    elif used * cycles >= cycle + 1:
                        # once more from the best, less hot
                        cycle += 1
                        self._go_back()
                    heat = hottest / (1 + cycle)
                    temperature = heat * (coldest / heat) ** (used * cycles - cycle)
                    if is_quenched:
                        temperature = coldest * COLD
                    self._note()
                if looked + every <= self.steps:
                    self._look_where_it_costs()
                    looked = self.steps
                self.steps += self.moves.several(temperature)
                if state.total < self.best_cost - _TINY and temperature < 0.3 * hottest:
                    self._note()
        self._note()
        self._go_back()
        if not stopped and self.moves.table is None:
            self.steps += self.moves.settle()
        # a million additions leave their mark on the last digits
        state.total = state.recompute()
        return Annealed(
            {t: (state.start[t], state.room[t]) for t in state.terms.placed}, state.total, self.steps, stopped
        )

    def _used(self) -> float:
        """Say what part of the budget is used up; 1 and more: all of it."""
        used = 0.0
        if self.budget.steps is not None:
            used = self.steps / max(self.budget.steps, 1)
        if self.budget.seconds is not None:
            now = self.budget.clock()
            used = max(used, (now - self.begun) / max(self.budget.seconds, _TINY))
        return used if (self.budget.steps, self.budget.seconds) != (None, None) else 1.0

    def _cycles(self) -> int:
        """Say how often there is time to heat up."""
        tries = self.budget.steps if self.budget.steps is not None else int((self.budget.seconds or 0) * 30_000)
        return min(max(tries // (CYCLE * max(len(self.state.movable), 1)), 1), MOST_CYCLES)

    def _usual_rise(self) -> float:
        """Measure by how much chance moves change the cost."""
        state, rises = self.state, list[float]()
        everything = float("inf")
        start, room, total = list(state.start), list(state.room), state.total
        for _ in range(_SAMPLES):
            before = state.total
            if self.moves.attempt(self.random.choice(state.movable), everything) and state.total != before:
                rises.append(abs(state.total - before))
        self._set(start, room, total)
        rises.sort()
        return max(rises[len(rises) // 2], 0.01) if rises else 1.0

    def _look_where_it_costs(self) -> None:
        """Try each task, and those that have a part in the cost more often."""
        state = self.state
        costs = [state.cost_of(t) for t in state.movable]
        most = sum(costs) or 1.0
        wanted = 4 * len(costs)
        self.moves.weigh(
            {
                t: 1 + (min(math.ceil(wanted * cost / most), 12) if cost > _TINY else 0)
                for t, cost in zip(state.movable, costs, strict=True)
            }
        )

    def _note(self) -> None:
        """Keep the plan if it is the best so far, and tell how it goes."""
        state = self.state
        if state.total < self.best_cost - _TINY:
            self.best_cost = state.total
            self.best = (list(state.start), list(state.room))
        if self.told is not None and (now := time.perf_counter()) - self.told_at >= 0.1:
            self.told_at = now
            self.told(self.steps, self.best_cost)

    def _go_back(self) -> None:
        self._set(*self.best, self.best_cost)

    def _set(self, start: list[int], room: list[int], total: float) -> None:
        """Put everything where it was."""
        state = self.state
        for t in state.movable:
            if state.start[t] != start[t] or state.room[t] != room[t]:
                state.move(t, start[t], room[t])
        # adding up in another order gives other last digits
        state.total = total
        self.moves.noted()
