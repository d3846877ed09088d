"""Allocation as an integer program over some of the places that units (blocks, and others alone) may be in.

Its linear relaxation, solved over few places, gives prices of seats, kinds and ties; with these the cost of every other
place can be told without being in the program: what is too dear needs never be looked at.

Source: column generation with Lagrangian bounds, Desrosiers and Lübbecke, A Primer in Column Generation (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from agendaplanner.planning.breakouts.problem import NOWHERE, NOWHERE_COST
from agendaplanner.planning.breakouts.untied import held_by_others, units_of
from agendaplanner.planning.stopping import stopped_when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agendaplanner.planning.breakouts.problem import AllocationProblem

BARRED = 1e12
"""What a place costs where a unit cannot be."""
_ROUNDING = 1e-4
"""Costs are whole numbers: what the solver's arithmetic is off by is less."""


class Priced(NamedTuple):
    """What prices say of all places.

    Attributes:
        bound: No allocation costs less.
        rise: ``(units, sessions + 1)``: how much more than the bound, at least, any allocation costs that has the unit
            there; the last column is for nowhere.
    """

    bound: int
    rise: NDArray[np.float64]


class Program:
    """The numbers of a problem by unit, and the solver's programs made of them."""

    def __init__(self, problem: AllocationProblem) -> None:
        import numpy as np  # not at start-up

        self.problem = problem
        self.units = units_of(problem)
        count, k = len(self.units), problem.sessions
        unit_of = {p: u for u, unit in enumerate(self.units) for p in unit}
        held = {**problem.fixed, **held_by_others(problem)}
        self.cost: NDArray[np.float64] = np.zeros((count, k + 1))
        """``(units, sessions + 1)``, the last column for nowhere; where a unit cannot be it is beyond all others."""
        for u, unit in enumerate(self.units):
            free = [p for p in unit if p not in problem.fixed]
            for p in free:
                self.cost[u, :k] += problem.cost[p]
            self.cost[u, k] = NOWHERE_COST * len(free)
            if unit[0] in held:
                own = self.cost[u, held[unit[0]]]
                self.cost[u] = BARRED
                self.cost[u, held[unit[0]]] = own
        self.sizes: NDArray[np.float64] = np.array([len(unit) for unit in self.units], dtype=float)
        self.inside: NDArray[np.float64] = np.array(
            [[sum(p in quota.members for p in unit) for unit in self.units] for quota in problem.quotas], dtype=float
        ).reshape(len(problem.quotas), count)
        self._apart = sorted({(unit_of[a], unit_of[b]) for a, b in problem.apart})

    def places_of(self, at: Sequence[int]) -> NDArray[np.bool_]:
        """Give ``(units, sessions + 1)``: where the units of an allocation are."""
        import numpy as np  # loaded by now

        found = np.zeros(self.cost.shape, dtype=bool)
        for u, unit in enumerate(self.units):
            found[u, at[unit[0]]] = True  # nowhere is -1, and the last column
        return found

    def price(self, places: NDArray[np.bool_]) -> Priced:
        """Solve the linear relaxation over some places, and say what its prices mean for all places."""
        import numpy as np  # loaded by now

        problem, k = self.problem, self.problem.sessions
        rows = _Rows("GLOP", self, places, self._apart)
        if rows.solver.Solve() != rows.solver.OPTIMAL:
            raise RuntimeError("a program of breakouts that always has a solution has none")
        # what prices must be whatever the solver's arithmetic: the bound holds for any that are so
        seats = np.array([min(row.dual_value(), 0.0) for row in rows.seats])
        dear = self.cost.copy()
        dear[:, :k] -= self.sizes[:, None] * seats
        bound = float(seats @ np.array(problem.most, dtype=float))
        for weights, low, price, s, row in rows.short:
            y = min(max(row.dual_value(), 0.0), price)
            dear[:, s] -= weights * y
            bound += y * low
        for weights, high, price, s, row in rows.over:
            z = max(min(row.dual_value(), 0.0), -price)
            dear[:, s] -= weights * z
            bound += z * high
        for a, b, s, row in rows.apart:
            g = min(row.dual_value(), 0.0)
            dear[[a, b], s] -= g
            bound += g
        least = dear.min(axis=1)
        bound += float(least.sum())
        return Priced(int(np.ceil(bound - _ROUNDING)), dear - least[:, None] - max(np.ceil(bound) - bound, 0.0))

    def best(
        self,
        places: NDArray[np.bool_],
        start: Sequence[int],
        seconds: float,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[tuple[int, ...] | None, bool]:
        """Give the best allocation over some places, or the best that was found in time, and whether it is proven."""
        rows = _Rows("SCIP", self, places, self._apart)
        solver = rows.solver
        of_start = self.places_of(start)
        names = list(rows.at.values())
        solver.SetHint(names, [float(of_start[key]) for key in rows.at])
        solver.SetTimeLimit(max(int(seconds * 1000), 50))
        with stopped_when(cancelled, solver.InterruptSolve):
            status = solver.Solve(rows.exactly())
        if status not in (solver.OPTIMAL, solver.FEASIBLE):
            return None, False
        found = [NOWHERE] * self.problem.people
        for (u, s), here in rows.at.items():
            if here.solution_value() > 0.5 and s < self.problem.sessions:
                for p in self.units[u]:
                    found[p] = s
        return tuple(found), status == solver.OPTIMAL


class _Rows:
    """A program over some places, with its rows by what they are about."""

    def __init__(
        self, kind: str, program: Program, places: NDArray[np.bool_], apart: Sequence[tuple[int, int]]
    ) -> None:
        from ortools.linear_solver import pywraplp  # pyright: ignore[reportMissingTypeStubs] # a heavy import, for the worker or the command alone

        problem, cost = program.problem, program.cost
        solver = cast("Any", pywraplp).Solver.CreateSolver(kind)
        self.solver: Any = solver
        objective = solver.Objective()
        objective.SetMinimization()
        k, far = problem.sessions, solver.infinity()
        self.at: dict[tuple[int, int], Any] = {}
        there: list[list[tuple[int, Any]]] = [[] for _ in range(k)]
        one = [solver.Constraint(1, 1) for _ in program.units]
        rows, columns = places.nonzero()
        for u, s in zip(rows.tolist(), columns.tolist(), strict=True):
            here = self.at[u, s] = solver.BoolVar("")
            objective.SetCoefficient(here, cost[u, s])
            one[u].SetCoefficient(here, 1)
            if s < k:
                there[s].append((u, here))

        def counted(row: Any, s: int, weights: NDArray[np.float64]) -> Any:
            by_unit: list[float] = weights.tolist()
            for u, here in there[s]:
                if by_unit[u]:
                    row.SetCoefficient(here, by_unit[u])
            return row

        def priced(row: Any, sign: int, price: int) -> Any:
            miss = solver.NumVar(0, far, "")
            objective.SetCoefficient(miss, price)
            row.SetCoefficient(miss, sign)
            return row

        self._parameters = cast("Any", pywraplp).MPSolverParameters
        self.seats = [counted(solver.Constraint(-far, problem.most[s]), s, program.sizes) for s in range(k)]
        self.short: list[tuple[NDArray[np.float64], int, int, int, Any]] = []
        self.over: list[tuple[NDArray[np.float64], int, int, int, Any]] = []
        for s in range(k):
            low_of = [(program.sizes, min(problem.least[s], problem.most[s]), problem.least_cost)]
            low_of += [(w, q.low[s], problem.balance_cost) for w, q in zip(program.inside, problem.quotas, strict=True)]
            for weights, low, price in low_of:
                if low > 0 and price:
                    row = priced(counted(solver.Constraint(low, far), s, weights), 1, price)
                    self.short.append((weights, low, price, s, row))
            for weights, quota in zip(program.inside, problem.quotas, strict=True):
                if problem.balance_cost:
                    row = counted(solver.Constraint(-far, quota.high[s]), s, weights)
                    self.over.append(
                        (weights, quota.high[s], problem.balance_cost, s, priced(row, -1, problem.balance_cost))
                    )
        self.apart: list[tuple[int, int, int, Any]] = []
        for a, b in apart:
            for s in range(k):
                if (a, s) in self.at and (b, s) in self.at:
                    row = solver.Constraint(-far, 1)
                    row.SetCoefficient(self.at[a, s], 1)
                    row.SetCoefficient(self.at[b, s], 1)
                    self.apart.append((a, b, s, row))

    def exactly(self) -> Any:
        """Give what the solver must be told so that what it calls the best is that, not only nearly."""
        parameters = self._parameters()
        parameters.SetDoubleParam(parameters.RELATIVE_MIP_GAP, 0.0)
        return parameters
