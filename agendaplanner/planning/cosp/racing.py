"""Solvers that race: each worker takes a model in its own way, and the first to be done ends it."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python import cp_model

    from agendaplanner.planning.cosp.exact import Exact

    Values = Callable[[cp_model.IntVar], int]

POLL_SECONDS = 0.05
HINT_CONFLICTS = 1000
"""How long a solver tries to make something of what it was told to begin with."""


class Racing(msgspec.Struct, frozen=True, kw_only=True):
    """How to race."""

    seconds: float
    seed: int
    workers: int
    apart: bool
    """Whether each worker is on its own; else all are together at the first model.

    On their own they are sooner done with a proof; together, looking in the neighbourhood of what is known, they are
    better at finding something good.
    """
    first: bool
    """Whether the first solution is enough."""


@dataclass(frozen=True)
class Found:
    """What a solver came to."""

    exact: Exact
    infeasible: bool
    optimal: bool
    bound: int
    value: Values | None

    @property
    def decided(self) -> bool:
        """Whether there is no more to look for."""
        return self.infeasible or self.optimal


def run_race(
    models: list[Exact], how: Racing, *, see: Callable[[Exact, Values], None], stopped: Callable[[], bool]
) -> Found:
    """Solve models, of which one is enough, until time is up or the first worker is done.

    Args:
        models: The models; workers take them in turn.
        how: For how long, and with whom.
        see: Called, in a worker's thread, with each solution.
        stopped: Asked often whether to stop.
    """
    solvers = [(models[n % len(models)], _solver(how, n // len(models))) for n in range(_count(models, how))]
    found: list[Found] = []
    failed: list[BaseException] = []
    ended = threading.Event()

    def run(exact: Exact, solver: cp_model.CpSolver) -> None:
        try:
            each = _solved(exact, solver, see)
        except BaseException as error:  # raised again where the race was started
            failed.append(error)
            ended.set()
            return
        found.append(each)
        if each.decided or (how.first and each.value is not None):
            ended.set()

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in solvers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if stopped() or ended.wait(POLL_SECONDS):
            for _, solver in solvers:
                solver.stop_search()
            time.sleep(POLL_SECONDS / 10)
    if failed:
        raise failed[0]
    return min(found, key=lambda each: (not each.decided, each.value is None, -each.bound))


def _count(models: list[Exact], how: Racing) -> int:
    return max(how.workers, len(models)) if how.apart else 1


def _solver(how: Racing, turn: int) -> cp_model.CpSolver:
    """Make a solver; those at the same model do not search alike."""
    from ortools.sat.python import cp_model  # half a second and 100 MB that only solving needs

    # what it costs is mostly sums, so linear relaxations are worth their time
    ways = [
        (2, cp_model.AUTOMATIC_SEARCH),
        (1, cp_model.AUTOMATIC_SEARCH),
        (2, cp_model.PORTFOLIO_WITH_QUICK_RESTART_SEARCH),
    ]
    linear, search = ways[turn % len(ways)]
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1 if how.apart else how.workers
    solver.parameters.random_seed = how.seed + turn
    solver.parameters.linearization_level = linear
    solver.parameters.search_branching = search
    solver.parameters.hint_conflict_limit = HINT_CONFLICTS
    solver.parameters.max_time_in_seconds = how.seconds
    solver.parameters.stop_after_first_solution = how.first
    return solver


def _solved(exact: Exact, solver: cp_model.CpSolver, see: Callable[[Exact, Values], None]) -> Found:
    from ortools.sat.python import cp_model

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            see(exact, self.value)

    status = solver.solve(exact.model, Watch())
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(f"the model is wrong: {exact.model.validate()}")
    return Found(
        exact=exact,
        infeasible=status == cp_model.INFEASIBLE,
        optimal=status == cp_model.OPTIMAL,
        bound=math.ceil(solver.best_objective_bound - 1e-6),
        value=solver.value if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None,
    )
