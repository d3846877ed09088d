"""Allocations of middling size against a model that is written here alone, and shares nothing with ours."""

from __future__ import annotations

import random

import pytest
from ortools.sat.python import cp_model

from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.exact import solved_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, NOWHERE_COST, AllocationProblem, Quota


def drawn(seed, *, people=26, sessions=4):
    """Two rules across one another, pairs and a group of three, somebody with a part, hardly enough seats."""
    rng = random.Random(seed)
    cost = tuple(tuple(rng.choice((0, 20, 50, 90)) for _ in range(sessions)) for _ in range(people))
    order = rng.sample(range(people), people)
    quotas = []
    for name, parts in (("community", 3), ("gender", 2)):
        kinds = [rng.randrange(parts) for _ in range(people)]
        for value in range(parts):
            members = frozenset(p for p in range(people) if kinds[p] == value)
            low = len(members) // sessions
            quotas.append(Quota(name, str(value), members, (low,) * sessions, (low + 1,) * sessions))
    return AllocationProblem(
        people=people,
        most=tuple(people // sessions + rng.choice((0, 1)) for _ in range(sessions)),
        least=(rng.randrange(6),) * sessions,
        cost=cost,
        fixed={order[0]: 0, order[1]: 1},
        blocks=((order[0], order[2]), (order[3], order[4]), tuple(order[5:8])),
        apart=((order[8], order[9]), (order[3], order[10]), (order[0], order[11])),
        quotas=tuple(quotas),
        balance_cost=rng.choice((10, 25)),
    )


def cheapest(problem):
    """By a model with a place for everybody everywhere."""
    model = cp_model.CpModel()
    places = range(NOWHERE, problem.sessions)
    at = {(p, s): model.new_bool_var("") for p in range(problem.people) for s in places}
    terms = []
    for p in range(problem.people):
        model.add_exactly_one(at[p, s] for s in places)
        if p in problem.fixed:
            model.add(at[p, problem.fixed[p]] == 1)
        else:
            terms += [at[p, s] * (NOWHERE_COST if s == NOWHERE else problem.cost[p][s]) for s in places]
    for block in problem.blocks:
        for p in block[1:]:
            for s in places:
                model.add(at[p, s] == at[block[0], s])
    for s in range(problem.sessions):
        size = sum(at[p, s] for p in range(problem.people))
        model.add(size <= problem.most[s])
        short = model.new_int_var(0, problem.people, "")
        model.add(short >= min(problem.least[s], problem.most[s]) - size)
        terms.append(problem.least_cost * short)
        for a, b in problem.apart:
            model.add(at[a, s] + at[b, s] <= 1)
        for quota in problem.quotas:
            there = sum(at[p, s] for p in quota.members)
            off = model.new_int_var(0, problem.people, "")
            model.add(off >= quota.low[s] - there)
            model.add(off >= there - quota.high[s])
            terms.append(problem.balance_cost * off)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("seed", range(6))
def test_no_other_solver_finds_anything_cheaper(seed):
    problem = drawn(seed)
    found = solved_allocation(problem, 20.0)
    assert list(account.faults(problem, found.at)) == []
    assert account.total_cost(problem, found.at) == found.bound == cheapest(problem)


def test_stopped_early_it_gives_what_it_has():
    problem = drawn(0)
    found = solved_allocation(problem, 20.0, cancelled=lambda: True)
    assert list(account.faults(problem, found.at)) == []
    assert found.bound <= cheapest(problem) <= account.total_cost(problem, found.at)
