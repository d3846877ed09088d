"""Allocation to breakouts: how long it takes, and beside it what chance and first come, first served would give.

A first choice costs 0, a second 20, a third 50; each person by whom a session is out of balance 25; a person without a
seat 100 000 (see ``planning.breakouts.problem``). The baselines know of no ties: how many they break is said.
"""

from __future__ import annotations

import random
import time

import msgspec
import pytest

from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.exact import solved_allocation
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocationProblem, Quota, wish_cost

pytestmark = pytest.mark.benchmark


def drawn(people, sessions, *, seed=1, wishes=4):
    """Popular sessions are wanted by many; seats for a tenth more than there are people; three communities."""
    rng = random.Random(seed)
    weights = [1 / (1 + s) for s in range(sessions)]
    wishes = min(wishes, sessions)
    cost = []
    for _ in range(people):
        wanted = list(dict.fromkeys(rng.choices(range(sessions), weights, k=3 * wishes)))[:wishes]
        other = wish_cost(len(wanted)) + 20
        cost.append(tuple(wish_cost(wanted.index(s)) if s in wanted else other for s in range(sessions)))
    seats = -(-people * 11 // (10 * sessions))
    kind = [rng.choice("abc") for _ in range(people)]
    quotas = [spread("community", value, [p for p in range(people) if kind[p] == value], sessions) for value in "abc"]
    return AllocationProblem(
        people=people, most=(seats,) * sessions, least=(0,) * sessions, cost=tuple(cost), quotas=tuple(quotas)
    )


def spread(name, value, members, sessions):
    """A quota that spreads people evenly."""
    even = len(members) / sessions
    return Quota(name, value, frozenset(members), (int(even),) * sessions, (-int(-even // 1),) * sessions)


def tied(problem, *, seed=3):
    """A twentieth of all in pairs that must be together, some pairs apart."""
    people = problem.people
    blocks = tuple((p, p + 1) for p in range(0, people // 10, 2))
    apart = tuple((p, p + 1) for p in range(people - max(people // 30, 4), people - 1, 2))
    return msgspec.structs.replace(problem, blocks=blocks, apart=apart)


def with_gender(problem, *, seed=4):
    """A second rule, across the communities."""
    rng = random.Random(seed)
    women = [p for p in range(problem.people) if rng.random() < 0.45]
    quotas = (*problem.quotas, spread("gender", "woman", women, problem.sessions))
    return msgspec.structs.replace(problem, quotas=quotas)


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


def outcome(problem, at):
    """What an allocation comes to: cost, first, second, third choices, people off balance, ties broken."""
    ranks = [sum(problem.cost[p][s] == wish_cost(rank) for p, s in enumerate(at)) for rank in range(3)]
    broken = sum(1 for _ in account.faults(problem, at))
    off = sum(account.off_balance(problem, at).values())
    return (
        f"cost {account.total_cost(problem, at)}, choices {'/'.join(map(str, ranks))}, off {off}, ties broken {broken}"
    )


SIZES = [(60, 4, 1.0), (60, 12, 1.0), (800, 60, 15.0), (3000, 40, 30.0)]
KINDS = {
    "communities": lambda problem: problem,
    "communities and pairs": tied,
    "communities, gender and pairs": lambda problem: tied(with_gender(problem)),
}


@pytest.mark.parametrize(("people", "sessions", "seconds"), SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_allocation(stopwatch, people, sessions, seconds, kind):
    problem, rng = KINDS[kind](drawn(people, sessions)), random.Random(2)
    flow_allocation(drawn(3, 2))  # the imports are not what is measured
    solved_allocation(tied(drawn(60, 4)), 1.0)
    begun, processor = time.perf_counter(), time.process_time()
    if problem.is_flow:
        at, proven = flow_allocation(problem), True
    else:
        solved = solved_allocation(problem, seconds)
        at, proven = solved.at, solved.bound >= account.total_cost(problem, solved.at)
    took, processor = time.perf_counter() - begun, time.process_time() - processor
    name = f"{people} people to {sessions}, {kind}"
    stopwatch.show(name, [processor], f"{outcome(problem, at)}{', proven best' if proven else ''}")
    served, chance = first_come(problem, rng.sample(range(people), people)), by_chance(problem, rng)
    stopwatch.show_text("  first come, first served", "", outcome(problem, served))
    stopwatch.show_text("  by chance", "", outcome(problem, chance))
    assert list(account.faults(problem, at)) == []
    for each in (served, chance):
        # who breaks ties may have it cheaper
        assert any(account.faults(problem, each)) or account.total_cost(problem, at) < account.total_cost(problem, each)
    assert proven
    assert processor < seconds
    assert took < 4 * seconds  # other work goes on on the machine
