"""Allocation where people are tied to one another or belong to several kinds at once.

A bound on the cost comes from prices (``program``), a first allocation from a flow. The two leave few places in which
somebody could be in anything better; over these an integer program finds the best, until the bound is met, nothing that
was left out could be better, or the time is up.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE
from agendaplanner.planning.breakouts.program import BARRED, Program
from agendaplanner.planning.breakouts.untied import units_of, untied_allocation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agendaplanner.planning.breakouts.problem import AllocationProblem
    from agendaplanner.planning.breakouts.program import Priced

_CHEAP = 3
"""So many of the cheapest places of each unit are priced first."""
_PRICINGS = 12
_NOTHING = 1e-4
_FEW_PLACES, _MOST_PLACES = 8_000, 60_000
"""Of units in sessions that a program is made over: at first, and at last."""


class Solved(msgspec.Struct, frozen=True):
    """An allocation that was found."""

    at: tuple[int, ...]
    """The session of each person, or ``NOWHERE``."""
    bound: int
    """No allocation costs less than that."""


def solved_allocation(
    problem: AllocationProblem,
    seconds: float,
    cancelled: Callable[[], bool] | None = None,
    better: Callable[[int, int], None] | None = None,
) -> Solved:
    """Find the cheapest allocation, or the cheapest that can be found in some seconds.

    Args:
        problem: What is asked.
        seconds: How long.
        cancelled: Whether to stop, with the best so far.
        better: Is told the cost of the best so far and the bound, as they get better.
    """
    end = time.perf_counter() + seconds
    wished = untied_allocation(problem)
    best = first_fit(problem, wished)
    cost = account.total_cost(problem, best)
    program = Program(problem)

    def is_over() -> bool:
        return time.perf_counter() >= end or (cancelled is not None and cancelled())

    def tell(bound: int) -> None:
        if better is not None:
            better(cost, bound)

    priced = _prices(program, (wished, best), is_over)
    tell(priced.bound)
    bound, most = priced.bound, _FEW_PLACES
    while cost > bound and not is_over():
        places, rise = _promising(program, priced, best, cost, most)
        found, proven = program.best(places, best, end - time.perf_counter(), cancelled)
        if found is not None and (costs := account.total_cost(problem, found)) < cost:
            best, cost = found, costs
        if proven:
            # whatever was left out costs more than the prices say
            bound = max(bound, min(cost, priced.bound + rise))
        tell(bound)
        if not proven or most >= _MOST_PLACES:
            break
        most = _MOST_PLACES
    return Solved(best, min(bound, cost))


def _prices(program: Program, known: Sequence[Sequence[int]], is_over: Callable[[], bool]) -> Priced:
    """Price places until none that is left out is cheaper than those in the program; give the prices that say most."""
    import numpy as np  # not at start-up

    cheap = min(_CHEAP, program.cost.shape[1])
    places = program.cost <= np.sort(program.cost, axis=1)[:, cheap - 1 : cheap]
    # nowhere is dear, and needed only where an allocation has somebody there; no place at all is needed where one is barred
    places[:, -1] = False
    places &= program.cost < BARRED
    for at in known:
        places |= program.places_of(at)
    best: Priced | None = None
    for _ in range(_PRICINGS):
        now = program.price(places)
        best = now if best is None or now.bound > best.bound else best
        least = np.where(places, now.rise, np.inf).min(axis=1)
        missing = (now.rise < least[:, None] - _NOTHING) & ~places
        if is_over() or not missing.any():
            break
        places |= missing
    assert best is not None
    return best


def _promising(
    program: Program, priced: Priced, best: Sequence[int], cost: int, most: int
) -> tuple[NDArray[np.bool_], int]:
    """Give the places that could be part of something better, and by how much all others at least raise the cost.

    At most so many are given: those that raise it least.
    """
    import numpy as np  # loaded by now

    rise = priced.rise
    limit = float(cost - priced.bound)
    if int((rise < limit).sum()) > most:
        limit = float(np.partition(rise, most, axis=None)[most])
    places = (rise < limit) & (program.cost < BARRED)
    left_out = np.where(places, np.inf, rise).min()
    return places | program.places_of(best), int(np.ceil(min(left_out, BARRED) - _NOTHING))


def first_fit(problem: AllocationProblem, wished: Sequence[int]) -> tuple[int, ...]:
    """Give an allocation that keeps what must hold: what the search starts from.

    Those who are tied to others are placed one after another, where they are ``wished`` (by a solution that knows of no
    ties); for all others a flow finds the best that is left.
    """
    units = units_of(problem)
    enemies: dict[int, set[int]] = defaultdict(set)
    for a, b in problem.apart:
        enemies[a].add(b)
        enemies[b].add(a)
    placed = dict(problem.fixed)
    left = list(problem.most)
    for s in problem.fixed.values():
        left[s] -= 1
    banned: set[int] = set()
    tied = [unit for unit in units if len(unit) > 1 or any(person in enemies for person in unit)]
    # those who are held by somebody's part first, then the large groups, who find a place less easily
    for unit in sorted(tied, key=lambda unit: (not any(p in problem.fixed for p in unit), -len(unit), unit)):
        more = [p for p in unit if p not in problem.fixed]
        held = {problem.fixed[p] for p in unit if p in problem.fixed}

        def price(s: int, unit: tuple[int, ...] = unit) -> tuple[int, int]:
            return (-sum(wished[p] == s for p in unit), sum(problem.cost[p][s] for p in unit))

        for s in sorted(held or range(problem.sessions), key=price):
            if left[s] >= len(more) and not any(placed.get(e) == s for p in unit for e in enemies[p]):
                placed.update(dict.fromkeys(more, s))
                left[s] -= len(more)
                break
        else:
            banned.update(more)
    found = flow_allocation(msgspec.structs.replace(problem, fixed=placed))
    return tuple(NOWHERE if person in banned else s for person, s in enumerate(found))
