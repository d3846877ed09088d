"""Improving a plan: what may move, for how long, and by which means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.improve.anneal import Budget, anneal
from agendaplanner.planning.improve.exact import can_solve, solve
from agendaplanner.planning.improve.state import State
from agendaplanner.planning.improve.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agendaplanner.planning.problem import Problem
    from agendaplanner.planning.quality.weights import QualityWeights

_WORTH_SOLVING = 2.0
"""With fewer seconds than this, annealing makes the most of them."""
_PART_SOLVING = 0.3
"""What part of the time goes to solving exactly, where that may be."""
_AFTER = 200
"""How many tries a session a solved plan is annealed with."""
_TINY = 1e-6


class Improved(msgspec.Struct, frozen=True, kw_only=True):
    """What an improvement came to."""

    placements: dict[int, tuple[int, int]]
    """(start, room) by task; the tasks are those that were placed."""
    before: float
    cost: float
    """By the weights that were given; never more than before."""
    steps: int
    cancelled: bool = False
    proved_best: bool = False
    """Whether no plan at all costs less: only where it was proved."""


def improve(
    problem: Problem,
    placements: Mapping[int, tuple[int, int]],
    budget: Budget,
    *,
    weights: QualityWeights,
    seed: int = 0,
    only: frozenset[int] | None = None,
    exact: bool = False,
    told: Callable[[int, float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Improved:
    """Make a plan better that has no clashes but those that are pinned; with ``only``, no other tasks are moved.

    What is pinned stays, and so does what has a clash where it is. Nothing is left over that was placed, and nothing
    placed that was left over. ``cancelled`` is asked all the time, also from another thread; once it says yes the best
    plan so far is given within a moment.
    """
    if not placements or any(start < 0 for start, _ in placements.values()):
        # what is pinned before the first day has no place among the steps
        return Improved(placements=dict(placements), before=0.0, cost=0.0, steps=0)
    terms = Terms(problem, placements, weights)
    fixed = {t for t in placements if problem.tasks[t].is_fixed or (only is not None and t not in only)}
    state = State(terms, placements, fixed)
    before = state.total
    solving = 0.0
    if exact and budget.seconds is not None and budget.seconds >= _WORTH_SOLVING and can_solve(state):
        solving = budget.seconds * _PART_SOLVING
        budget = Budget(steps=budget.steps, seconds=budget.seconds - solving, clock=budget.clock)
    stopped = False

    def is_cancelled() -> bool:
        # what was said once counts for all that follows
        nonlocal stopped
        stopped = stopped or (cancelled is not None and cancelled())
        return stopped

    found = anneal(state, budget, seed=seed, told=told, cancelled=is_cancelled)
    best, cost, proved = found.placements, found.cost, False
    if solving and not found.cancelled:
        solved = solve(state, solving, seed=seed, cancelled=is_cancelled)
        if solved.placements is not None:
            other = State(terms, solved.placements, fixed)
            # the model knows some of the rules only: what it found goes on from there, for a moment
            anneal(other, Budget(steps=_AFTER * len(other.movable)), seed=seed, cancelled=is_cancelled)
            if other.total < cost:
                best, cost = {t: (other.start[t], other.room[t]) for t in terms.placed}, other.total
        is_whole = len(placements) == len(problem.tasks)
        free = {t for t in placements if not problem.tasks[t].is_fixed}
        proved = is_whole and free == set(state.movable) and cost <= solved.bound + _TINY
        if told is not None:
            told(found.steps, cost)
    return Improved(
        placements=best,
        before=before,
        cost=cost,
        steps=found.steps,
        cancelled=stopped,
        proved_best=proved,
    )
