"""What an allocation is worth: counted from the problem and the result alone, by no code of the solvers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agendaplanner.planning.breakouts.problem import NOWHERE, NOWHERE_COST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.planning.breakouts.problem import AllocationProblem


def total_cost(problem: AllocationProblem, at: Sequence[int]) -> int:
    """Give what an allocation costs; ``at`` has the session of each person, or ``NOWHERE``."""
    return own_cost(problem, at) + problem.balance_cost * sum(off_balance(problem, at).values()) + _short(problem, at)


def own_cost(problem: AllocationProblem, at: Sequence[int]) -> int:
    """Give what wishes, moves and people without a seat cost."""
    return sum(
        NOWHERE_COST if s == NOWHERE else problem.cost[person][s]
        for person, s in enumerate(at)
        if person not in problem.fixed
    )


def off_balance(problem: AllocationProblem, at: Sequence[int]) -> Counter[str]:
    """Count by balance rule the people too few or too many, over all sessions."""
    off: Counter[str] = Counter()
    for quota in problem.quotas:
        there = Counter(at[person] for person in quota.members)
        for s in range(problem.sessions):
            off[quota.name] += max(0, quota.low[s] - there[s], there[s] - quota.high[s])
    return off


def parted(problem: AllocationProblem, rule: str, at: Sequence[int]) -> int:
    """Count the sets of people that are not as a rule wants them: "together" or "apart"; of other rules none."""
    if rule == "together":
        return sum(len({at[person] for person in block}) > 1 for block in problem.blocks)
    if rule == "apart":
        return sum(at[a] == at[b] != NOWHERE for a, b in problem.apart)
    return 0


def faults(problem: AllocationProblem, at: Sequence[int]) -> Iterator[str]:
    """Give what must hold and does not; nothing for every allocation that is handed on."""
    sizes = Counter(at)
    for s in range(problem.sessions):
        if sizes[s] > problem.most[s]:
            yield f"session {s} takes {problem.most[s]} and has {sizes[s]}"
    for person, s in problem.fixed.items():
        if at[person] != s:
            yield f"person {person} has a part in session {s} and is at {at[person]}"
    for block in problem.blocks:
        if len({at[person] for person in block}) > 1:
            yield f"people {block} are not together"
    for a, b in problem.apart:
        if at[a] == at[b] != NOWHERE:
            yield f"people {a} and {b} are together"


def _short(problem: AllocationProblem, at: Sequence[int]) -> int:
    sizes = Counter(at)
    return sum(
        problem.least_cost * max(0, min(least, most) - sizes[s])
        for s, (least, most) in enumerate(zip(problem.least, problem.most, strict=True))
    )
