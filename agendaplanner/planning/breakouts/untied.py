"""The problem without its ties, which is a flow: where people who are tied to others would best be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.breakouts.flow import flow_allocation

if TYPE_CHECKING:
    from agendaplanner.planning.breakouts.problem import AllocationProblem


def untied_allocation(problem: AllocationProblem) -> tuple[int, ...]:
    """Give the best allocation if nobody were tied to another.

    Members of a block each pay an equal part of what it costs together, so that tearing it gains nothing by itself.
    """
    cost = [list(row) for row in problem.cost]
    for block in problem.blocks:
        for s in range(problem.sessions):
            whole = sum(problem.cost[p][s] for p in block)
            for i, p in enumerate(block):
                cost[p][s] = (whole + i) // len(block)
    fixed = {**problem.fixed, **held_by_others(problem)}
    untied = msgspec.structs.replace(problem, cost=tuple(map(tuple, cost)), fixed=fixed, blocks=(), apart=())
    return flow_allocation(untied)


def held_by_others(problem: AllocationProblem) -> dict[int, int]:
    """Give the session of those who have no place of their own, but must be with somebody who has."""
    held: dict[int, int] = {}
    for block in problem.blocks:
        places = [problem.fixed[p] for p in block if p in problem.fixed]
        if places:
            held.update({p: places[0] for p in block if p not in problem.fixed})
    return held


def units_of(problem: AllocationProblem) -> tuple[tuple[int, ...], ...]:
    """Give blocks, and everybody else alone."""
    tied = {person for block in problem.blocks for person in block}
    return (*problem.blocks, *((person,) for person in range(problem.people) if person not in tied))
