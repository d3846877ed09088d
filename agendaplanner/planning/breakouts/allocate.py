"""Allocate people to parallel sessions, and say what that means for them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.checks.rounds import rounds_of
from agendaplanner.model.actions import NOTHING
from agendaplanner.model.attendance import set_attendees
from agendaplanner.model.changes import merged
from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.choices import choices_of
from agendaplanner.planning.breakouts.exact import solved_allocation
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions, AllocationProblem
from agendaplanner.planning.breakouts.reading import round_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.planning.breakouts.reading import Round


class AllocateProgress(msgspec.Struct, frozen=True):
    """How far it is."""

    stage: Literal["allocating", "pricing rules"]
    done: int
    """Of ``total``: rounds, or rules."""
    total: int
    cost: int | None = None
    """Of the best allocation so far."""


class RulePrice(msgspec.Struct, frozen=True):
    """How far a rule is kept, and what keeping it costs the people."""

    rule: str
    """What is in balance: "community", "gender", ...; "together" and "apart" are kept always; "keep": that people stay
    where they were."""
    off: int
    """People too few or too many, over all sessions; none where people are kept together or apart; of "keep" those who
    move."""
    off_without: int
    """The same, were the rule not there; of people to be together or apart, the sets that would not be."""
    first_choices: int
    """How many fewer get their first choice because of it."""
    choices_without: dict[str, int]
    """What people would get without it, as in ``Allocation.choices``."""


class Allocation(msgspec.Struct, frozen=True, kw_only=True):
    """Who is at which session of a round. It holds ids and numbers alone, so it can be sent to another process."""

    sessions: tuple[str, ...]
    at: dict[str, str]
    """By person: the session, those with a part in it too."""
    nowhere: tuple[str, ...]
    """Those for whom there was no seat."""
    choices: dict[str, int]
    """How many got their choice "1", "2", ...; "other": one they had not asked for; "no wish", "part", "nowhere"."""
    moved: tuple[str, ...]
    """Those who were in another session of the round before, and those who are in none any more."""
    prices: tuple[RulePrice, ...]
    cost: int
    bound: int
    """No allocation costs less than this, by the costs in the options."""
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no allocation costs less."""
        return self.bound >= self.cost


def allocate(
    agenda: Agenda,
    session_ids: Iterable[str],
    options: AllocateOptions | None = None,
    cancelled: Callable[[], bool] | None = None,
    better: Callable[[int], None] | None = None,
    progress: Callable[[AllocateProgress], None] | None = None,
) -> Allocation:
    """Allocate people to some parallel sessions.

    It loads the solver (see the package), so a window asks for it in the planner's process.

    Args:
        agenda: The agenda.
        session_ids: The sessions.
        options: How, and how long.
        cancelled: Whether to stop, with the best so far.
        better: Is told what the best so far costs.
        progress: Is told how far the pricing of rules is.

    Raises:
        UsageError: There is no such session, or fewer than two of them.
    """
    options = options or AllocateOptions()
    begun = time.perf_counter()
    round_ = round_with(agenda, session_ids, options)
    at, bound = _solve(round_.problem, options, cancelled, better)
    if wrong := list(account.faults(round_.problem, at)):
        raise RuntimeError(f"an allocation that breaks what must hold: {wrong[0]}")
    ids = [p.id for p in round_.people]
    placed = {ids[i]: round_.sessions[s].id for i, s in enumerate(at) if s != NOWHERE}
    cost = account.total_cost(round_.problem, at)
    return Allocation(
        sessions=tuple(s.id for s in round_.sessions),
        at=placed,
        nowhere=tuple(ids[i] for i, s in enumerate(at) if s == NOWHERE),
        choices=dict(choices_of(round_, at)),
        moved=tuple(p for p, was in round_.before.items() if placed.get(p) != was),
        prices=tuple(_prices(agenda, round_, at, options, cancelled, progress)) if options.prices else (),
        cost=cost,
        bound=min(bound, cost),
        seconds=time.perf_counter() - begun,
        notes=round_.notes,
    )


def allocate_all(
    agenda: Agenda,
    options: AllocateOptions | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[AllocateProgress], None] | None = None,
) -> tuple[Allocation, ...]:
    """Allocate people in the round that the options name, or in every round of parallel sessions.

    Raises:
        UsageError: A session that is named is not there, or there is only one.
    """
    options = options or AllocateOptions()
    rounds = (options.sessions,) if options.sessions else rounds_of(agenda)
    found: list[Allocation] = []
    for i, ids in enumerate(rounds):

        def tell(cost: int, done: int = i) -> None:
            if progress is not None:
                progress(AllocateProgress("allocating", done, len(rounds), cost))

        found.append(allocate(agenda, ids, options, cancelled, tell, progress))
    return tuple(found)


def take_allocation(agenda: Agenda, *allocations: Allocation) -> Change:
    """Give the change that writes allocations: who is at the sessions without having a part in them.

    Those who were there and were not allocated (they are away, or needed elsewhere) are so no longer.

    Raises:
        UsageError: A session or person is no longer there.
    """
    changes: list[Change] = []
    for allocation in allocations:
        attendees: dict[str, list[str]] = {session: [] for session in allocation.sessions}
        for person, session_id in allocation.at.items():
            attendees[session_id].append(person)
        change = set_attendees(agenda, attendees)
        agenda = agenda.apply(change)
        changes.append(change)
    count = sum(len(each.at) for each in allocations)
    whole = merged(f"Allocate {count} people to breakouts", changes)
    return whole if whole.edits else NOTHING


def _solve(
    problem: AllocationProblem,
    options: AllocateOptions,
    cancelled: Callable[[], bool] | None,
    better: Callable[[int], None] | None = None,
    seconds: float | None = None,
) -> tuple[tuple[int, ...], int]:
    """Give an allocation, and what none costs less than."""
    if problem.is_flow:
        at = flow_allocation(problem)
        return at, account.total_cost(problem, at)

    def tell(cost: int, _bound: int) -> None:
        if better is not None:
            better(cost)

    solved = solved_allocation(problem, seconds or options.seconds, cancelled, tell)
    return solved.at, solved.bound


def _prices(
    agenda: Agenda,
    round_: Round,
    at: Sequence[int],
    options: AllocateOptions,
    cancelled: Callable[[], bool] | None,
    progress: Callable[[AllocateProgress], None] | None,
) -> Iterable[RulePrice]:
    """Solve again without each rule, and compare: from scratch on both sides, so that a price is the rule's alone."""
    keeps = options.keep and bool(round_.before)
    problem = round_.problem
    if keeps:
        problem = round_with(
            agenda, [s.id for s in round_.sessions], msgspec.structs.replace(options, keep=False)
        ).problem
    off = account.off_balance(problem, at)
    variants = {
        name: msgspec.structs.replace(problem, quotas=tuple(q for q in problem.quotas if q.name != name))
        for name in sorted({q.name for q in problem.quotas if q.name})
    }
    if problem.blocks:
        variants["together"] = msgspec.structs.replace(problem, blocks=())
    if problem.apart:
        variants["apart"] = msgspec.structs.replace(problem, apart=())
    seconds = options.seconds / (len(variants) + keeps or 1)

    def told(done: int) -> bool:
        """Say how far it is, and whether to go on."""
        if cancelled is not None and cancelled():
            return False
        if progress is not None:
            progress(AllocateProgress("pricing rules", done, len(variants) + keeps))
        return True

    here, afresh = choices_of(round_, at), at
    if keeps and told(0):
        afresh, _ = _solve(problem, options, cancelled, seconds=seconds)
        without = choices_of(round_, afresh)
        yield RulePrice("keep", _moved(round_, at), _moved(round_, afresh), without["1"] - here["1"], dict(without))
    base = choices_of(round_, afresh)
    for i, (name, variant) in enumerate(variants.items(), start=int(keeps)):
        if not told(i):
            return
        other, _ = _solve(variant, options, cancelled, seconds=seconds)
        without = choices_of(round_, other)
        off_without = account.off_balance(problem, other)[name] + account.parted(problem, name, other)
        yield RulePrice(name, off[name], off_without, without["1"] - base["1"], dict(without))


def _moved(round_: Round, at: Sequence[int]) -> int:
    """Count those who are not where they were."""
    was = {s.id: i for i, s in enumerate(round_.sessions)}
    return sum(p.id in round_.before and was[round_.before[p.id]] != s for p, s in zip(round_.people, at, strict=True))
