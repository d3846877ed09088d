"""Allocation by CP-SAT, where people are tied to one another or belong to several kinds at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, NOWHERE_COST
from agendaplanner.planning.stopping import stopped_when

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.planning.breakouts.problem import AllocateOptions, AllocationProblem


def solved_allocation(
    problem: AllocationProblem, options: AllocateOptions, cancelled: Callable[[], bool] | None = None
) -> tuple[tuple[int, ...], bool]:
    """Give a session for each person, or ``NOWHERE``, and whether no other allocation is proven to cost less."""
    from ortools.sat.python import cp_model  # a heavy import, for the worker or the command alone

    model = cp_model.CpModel()
    linear: Any = cp_model.LinearExpr
    units = _units(problem)
    unit_of = {person: u for u, unit in enumerate(units) for person in unit}
    at = [[model.new_bool_var(f"u{u}s{s}") for s in range(problem.sessions)] for u in range(len(units))]
    nowhere = [model.new_bool_var(f"u{u}") for u in range(len(units))]
    terms: list[Any] = []
    for u, unit in enumerate(units):
        model.add_exactly_one([*at[u], nowhere[u]])
        terms.append(NOWHERE_COST * len(unit) * nowhere[u])
        terms += [sum(problem.cost[p][s] for p in unit) * at[u][s] for s in range(problem.sessions)]
        # two who have parts in two sessions cannot be together; ``reading`` has seen to it that there are none
        for s in {problem.fixed[p] for p in unit if p in problem.fixed}:
            model.add(at[u][s] == 1)
    for s in range(problem.sessions):
        _sizes(model, problem, units, at, s, terms)
        for a, b in problem.apart:
            model.add_at_most_one([at[unit_of[a]][s], at[unit_of[b]][s]])
    for quota in problem.quotas:
        inside = [sum(person in quota.members for person in unit) for unit in units]
        for s in range(problem.sessions):
            there = linear.weighted_sum([row[s] for row in at], inside)
            off = model.new_int_var(0, max(problem.people, quota.low[s]), "")
            model.add(off >= quota.low[s] - there)
            model.add(off >= there - quota.high[s])
            terms.append(problem.balance_cost * off)
    model.minimize(linear.sum(terms))
    start = first_fit(problem, units)
    for u, unit in enumerate(units):
        for s in range(problem.sessions):
            model.add_hint(at[u][s], start[unit[0]] == s)
        model.add_hint(nowhere[u], start[unit[0]] == NOWHERE)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = options.seconds
    solver.parameters.random_seed = options.seed
    with stopped_when(cancelled, solver.stop_search):
        status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return start, False
    found = [NOWHERE] * problem.people
    for u, unit in enumerate(units):
        for s in range(problem.sessions):
            if solver.boolean_value(at[u][s]):
                for person in unit:
                    found[person] = s
    return tuple(found), status == cp_model.OPTIMAL


def first_fit(problem: AllocationProblem, units: tuple[tuple[int, ...], ...] | None = None) -> tuple[int, ...]:
    """Give an allocation that keeps what must hold: what the solver starts from.

    Those who are tied to others are placed one after another, where a flow that knows of no ties has most of them; for
    all others a flow finds the best that is left.
    """
    units = units or _units(problem)
    wished = flow_allocation(problem)
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


def _units(problem: AllocationProblem) -> tuple[tuple[int, ...], ...]:
    """Give blocks, and everybody else alone."""
    tied = {person for block in problem.blocks for person in block}
    return (*problem.blocks, *((person,) for person in range(problem.people) if person not in tied))


def _sizes(
    model: Any,
    problem: AllocationProblem,
    units: tuple[tuple[int, ...], ...],
    at: list[list[Any]],
    s: int,
    terms: list[Any],
) -> None:
    from ortools.sat.python import cp_model  # loaded by now

    linear: Any = cp_model.LinearExpr
    size = linear.weighted_sum([row[s] for row in at], [len(unit) for unit in units])
    model.add(size <= problem.most[s])
    if problem.least[s]:
        short = model.new_int_var(0, problem.least[s], "")
        model.add(short >= min(problem.least[s], problem.most[s]) - size)
        terms.append(problem.least_cost * short)
