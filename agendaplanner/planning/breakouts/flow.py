"""Allocation as a flow of minimal cost: exact, and quick for thousands of people.

From each person a unit flows over (session, kind) to the session and on to the sink. Quotas and least sizes are
convex costs, so they are parallel arcs: the first units are rewarded, those beyond the quota cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.planning.breakouts.problem import NOWHERE, NOWHERE_COST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.planning.breakouts.problem import AllocationProblem


def flow_allocation(problem: AllocationProblem) -> tuple[int, ...]:
    """Give a session for each person, or ``NOWHERE``, at the least cost there is.

    What is no flow (blocks, pairs apart, people in two quotas) is left out of account: of several quotas that a person
    is in, the first counts.
    """
    if not problem.people:
        return ()
    arcs = _Arcs()
    n, k = problem.people, problem.sessions
    sink = n + k
    quota_of = _quota_of(problem)
    fixed_sizes = [sum(at == s for at in problem.fixed.values()) for s in range(k)]
    nodes = sink + 1
    kind_node: dict[tuple[int, int], int] = {}
    for q, quota in enumerate(problem.quotas):
        for s in range(k):
            inside = sum(problem.fixed.get(p) == s for p in quota.members if quota_of.get(p) == q)
            kind_node[q, s] = nodes
            low, high = max(0, quota.low[s] - inside), max(0, quota.high[s] - inside)
            arcs.add(nodes, n + s, low, -problem.balance_cost)
            arcs.add(nodes, n + s, high - low, 0)
            arcs.add(nodes, n + s, n, problem.balance_cost)
            nodes += 1
    for person in range(n):
        if person in problem.fixed:
            continue
        quota = quota_of.get(person)
        for s in range(k):
            to = n + s if quota is None else kind_node[quota, s]
            arcs.add(person, to, 1, problem.cost[person][s])
        arcs.add(person, sink, 1, NOWHERE_COST)
    for s in range(k):
        room = max(0, problem.most[s] - fixed_sizes[s])
        wanted = min(room, max(0, problem.least[s] - fixed_sizes[s]))
        arcs.add(n + s, sink, wanted, -problem.least_cost)
        arcs.add(n + s, sink, room - wanted, 0)
    free = [person for person in range(n) if person not in problem.fixed]
    found = {**problem.fixed, **arcs.solve(free, sink, _heads(problem, kind_node))}
    return tuple(found.get(person, NOWHERE) for person in range(n))


def _quota_of(problem: AllocationProblem) -> dict[int, int]:
    found: dict[int, int] = {}
    for q, quota in enumerate(problem.quotas):
        for person in quota.members:
            found.setdefault(person, q)
    return found


def _heads(problem: AllocationProblem, kind_node: dict[tuple[int, int], int]) -> dict[int, int]:
    """Give the session that a node belongs to."""
    heads = {problem.people + s: s for s in range(problem.sessions)}
    heads.update({node: s for (_, s), node in kind_node.items()})
    return heads


class _Arcs:
    def __init__(self) -> None:
        self._arcs: list[tuple[int, int, int, int]] = []

    def add(self, tail: int, head: int, capacity: int, cost: int) -> None:
        if capacity > 0:
            self._arcs.append((tail, head, capacity, cost))

    def solve(self, sources: Sequence[int], sink: int, heads: dict[int, int]) -> dict[int, int]:
        from ortools.graph.python import min_cost_flow  # pyright: ignore[reportMissingTypeStubs] # a heavy import, for the worker or the command alone

        if not sources:
            return {}
        network: Any = min_cost_flow.SimpleMinCostFlow()
        for tail, head, capacity, cost in self._arcs:
            network.add_arc_with_capacity_and_unit_cost(tail, head, capacity, cost)
        for source in sources:
            network.set_node_supply(source, 1)
        network.set_node_supply(sink, -len(sources))
        status = network.solve()
        if status != network.OPTIMAL:
            raise RuntimeError(f"a flow that always exists was not found: {status}")
        is_source = set(sources)
        return {
            tail: heads[head]
            for arc, (tail, head, _, _) in enumerate(self._arcs)
            if tail in is_source and head != sink and network.flow(arc)
        }
