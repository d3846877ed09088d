"""Allocation to breakouts: how long it takes, and beside it what chance and first come, first served would give.

A first choice costs 0, a second 20, a third 50; see ``planning.breakouts.problem``.
"""

from __future__ import annotations

import random
import time

import msgspec
import pytest

from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.exact import solved_allocation
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions, AllocationProblem, Quota, wish_cost

pytestmark = pytest.mark.benchmark


def drawn(people, sessions, *, seed=1, wishes=4):
    """Popular sessions are wanted by many; seats for a tenth more than there are people; three communities."""
    rng = random.Random(seed)
    weights = [1 / (1 + s) for s in range(sessions)]
    cost = []
    for _ in range(people):
        wanted = list(dict.fromkeys(rng.choices(range(sessions), weights, k=3 * wishes)))[:wishes]
        other = wish_cost(len(wanted)) + 20
        cost.append(tuple(wish_cost(wanted.index(s)) if s in wanted else other for s in range(sessions)))
    seats = -(-people * 11 // (10 * sessions))
    kind = [rng.choice("abc") for _ in range(people)]
    quotas = []
    for value in "abc":
        members = frozenset(p for p in range(people) if kind[p] == value)
        even = len(members) / sessions
        quotas.append(Quota("community", value, members, (int(even),) * sessions, (-int(-even // 1),) * sessions))
    return AllocationProblem(
        people=people, most=(seats,) * sessions, least=(0,) * sessions, cost=tuple(cost), quotas=tuple(quotas)
    )


def first_come(problem, order):
    """Each in turn takes the best seat that is left."""
    left, found = list(problem.most), [NOWHERE] * problem.people
    for person in order:
        free = [s for s in range(problem.sessions) if left[s]]
        if free:
            s = min(free, key=lambda s: (problem.cost[person][s], s))
            left[s] -= 1
            found[person] = s
    return found


def by_chance(problem, rng):
    seats = [s for s, most in enumerate(problem.most) for _ in range(most)]
    rng.shuffle(seats)
    return seats[: problem.people]


SIZES = [(60, 4, 1.0), (60, 12, 1.0), (800, 60, 15.0), (3000, 40, 30.0)]


@pytest.mark.parametrize(("people", "sessions", "seconds"), SIZES)
def test_flow(people, sessions, seconds):
    problem, rng = drawn(people, sessions), random.Random(2)
    flow_allocation(drawn(3, 2))  # the import is not what is measured
    begun = time.perf_counter()
    found = flow_allocation(problem)
    took = time.perf_counter() - begun
    served = first_come(problem, rng.sample(range(people), people))
    chance = by_chance(problem, rng)
    costs = [account.total_cost(problem, each) for each in (found, served, chance)]
    firsts = [sum(problem.cost[p][s] == 0 for p, s in enumerate(each)) for each in (found, served, chance)]
    print(f"\n{people} x {sessions}: {took:.3f} s; cost {costs}, first choices {firsts} (ours, first come, chance)")
    assert list(account.faults(problem, found)) == []
    assert costs[0] < min(costs[1:])
    assert took < seconds


@pytest.mark.parametrize(("people", "sessions"), [(60, 12), (800, 60)])
def test_with_pairs(people, sessions):
    plain = drawn(people, sessions)
    blocks = tuple((p, p + 1) for p in range(0, people // 10, 2))
    problem = msgspec.structs.replace(
        plain, blocks=blocks, apart=tuple((p, p + 1) for p in range(people - 20, people, 2))
    )
    begun = time.perf_counter()
    found, proven = solved_allocation(problem, AllocateOptions(seconds=20))
    took = time.perf_counter() - begun
    bound, cost = account.total_cost(plain, flow_allocation(plain)), account.total_cost(problem, found)
    print(f"\n{people} x {sessions} with pairs: {took:.2f} s, cost {cost}, proven {proven}; without pairs {bound}")
    assert list(account.faults(problem, found)) == []
    assert cost >= bound
