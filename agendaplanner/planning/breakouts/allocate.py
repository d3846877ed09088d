"""Allocate people to parallel sessions, and say what that means for them."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.actions import NOTHING
from agendaplanner.model.attendance import has_part, set_attendees
from agendaplanner.model.changes import merged
from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.exact import solved_allocation
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions, AllocationProblem
from agendaplanner.planning.breakouts.reading import round_with, rounds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.planning.breakouts.reading import Round


class RulePrice(msgspec.Struct, frozen=True):
    """How far a balance rule is kept, and what keeping it costs the people."""

    rule: str
    """What is in balance: "community", "gender", ...; "together" and "apart" are kept always."""
    off: int
    """People too few or too many, over all sessions."""
    off_without: int
    """The same, were the rule not there."""
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
    """Those who were in another session of the round before."""
    prices: tuple[RulePrice, ...]
    cost: int
    proven: bool
    """Whether no allocation costs less, by the costs in the options."""
    seconds: float
    notes: tuple[str, ...] = ()


def allocate(
    agenda: Agenda,
    session_ids: Iterable[str],
    options: AllocateOptions | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Allocation:
    """Allocate people to some parallel sessions.

    It loads the solver (see the package) and may take ``options.seconds`` for itself and for each price, so a window
    asks for it in the planner's process.

    Raises:
        UsageError: There is no such session, or fewer than two of them.
    """
    options = options or AllocateOptions()
    begun = time.perf_counter()
    round_ = round_with(agenda, session_ids, options)
    at, proven = _solve(round_.problem, options, cancelled)
    if wrong := list(account.faults(round_.problem, at)):
        raise RuntimeError(f"an allocation that breaks what must hold: {wrong[0]}")
    ids = [p.id for p in round_.people]
    placed = {ids[i]: round_.sessions[s].id for i, s in enumerate(at) if s != NOWHERE}
    return Allocation(
        sessions=tuple(s.id for s in round_.sessions),
        at=placed,
        nowhere=tuple(ids[i] for i, s in enumerate(at) if s == NOWHERE),
        choices=dict(_choices(round_, at)),
        moved=tuple(p for p, was in round_.before.items() if placed.get(p) != was),
        prices=tuple(_prices(round_, at, options, cancelled)) if options.prices else (),
        cost=account.total_cost(round_.problem, at),
        proven=proven,
        seconds=time.perf_counter() - begun,
        notes=round_.notes,
    )


def allocate_all(
    agenda: Agenda, options: AllocateOptions | None = None, cancelled: Callable[[], bool] | None = None
) -> tuple[Allocation, ...]:
    """Allocate people in every round of parallel sessions."""
    return tuple(allocate(agenda, ids, options, cancelled) for ids in rounds_of(agenda))


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
    problem: AllocationProblem, options: AllocateOptions, cancelled: Callable[[], bool] | None
) -> tuple[tuple[int, ...], bool]:
    if problem.is_flow:
        return flow_allocation(problem), True
    return solved_allocation(problem, options, cancelled)


def _choices(round_: Round, at: Sequence[int]) -> Counter[str]:
    return Counter(_choice(round_, person, s) for person, s in enumerate(at))


def _choice(round_: Round, person: int, s: int) -> str:
    if s == NOWHERE:
        return "nowhere"
    session, wishes = round_.sessions[s], round_.wishes[person]
    if has_part(session, round_.people[person].id):
        return "part"
    if not wishes:
        return "no wish"
    return str(wishes.index(session.id) + 1) if session.id in wishes else "other"


def _prices(
    round_: Round, at: Sequence[int], options: AllocateOptions, cancelled: Callable[[], bool] | None
) -> Iterable[RulePrice]:
    """Solve again without each rule, and compare."""
    problem = round_.problem
    off = account.off_balance(problem, at)
    variants = {
        name: msgspec.structs.replace(problem, quotas=tuple(q for q in problem.quotas if q.name != name))
        for name in sorted({q.name for q in problem.quotas})
    }
    if problem.blocks:
        variants["together"] = msgspec.structs.replace(problem, blocks=())
    if problem.apart:
        variants["apart"] = msgspec.structs.replace(problem, apart=())
    for name, without in variants.items():
        if cancelled is not None and cancelled():
            return
        other, _ = _solve(without, options, cancelled)
        others = _choices(round_, other)
        firsts = others["1"] - _choices(round_, at)["1"]
        yield RulePrice(name, off[name], account.off_balance(problem, other)[name], firsts, dict(others))
