"""From an agenda to the problem of who goes to which parallel session.

Sessions are parallel that are of one breakout group, or that overlap where they are placed; those for everyone and
breaks are not among them. Each such set is a round of its own: people are in one session of a round.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.slots import slots_of
from agendaplanner.model.agenda import people_of
from agendaplanner.model.attendance import COMING, has_part
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.records import Person, Session
from agendaplanner.model.words import listed, person_short, session_mark
from agendaplanner.planning.breakouts.problem import AllocationProblem, Quota, wish_cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Company
    from agendaplanner.planning.breakouts.problem import AllocateOptions

NO_LIMIT = 1_000_000
"""Seats where no room is known."""


class Round(msgspec.Struct, frozen=True):
    """The problem of one round, and what its numbers stand for."""

    people: tuple[Person, ...]
    sessions: tuple[Session, ...]
    wishes: tuple[tuple[str, ...], ...]
    """By person: the wanted sessions of this round, first choice first."""
    before: dict[str, str]
    """By person: the session where they were, of those without a part."""
    problem: AllocationProblem
    notes: tuple[str, ...]
    """What cannot be kept, in sentences."""


def round_with(agenda: Agenda, session_ids: Iterable[str], options: AllocateOptions) -> Round:
    """Make the problem of some parallel sessions.

    People are those who have accepted, who have a part in one of the sessions, or who were in one; those who are away
    then, or needed in another session at the time, are left out.

    Raises:
        UsageError: There is no such session, or fewer than two of them.
    """
    ids = tuple(dict.fromkeys(session_ids))
    for id_ in ids:
        if id_ not in agenda.session:
            raise UsageError(f"There is no session {id_!r}.{did_you_mean(id_, agenda.session)}")
    if len(ids) < 2:
        raise UsageError("People can be allocated to two or more parallel sessions.")
    sessions = tuple(agenda.session[i] for i in ids)
    number = {s.id: i for i, s in enumerate(sessions)}
    notes: list[str] = []
    busy = _busy(agenda, sessions)
    people = tuple(p for p in agenda.people if p.id not in busy and _takes_part(p, sessions))
    index = {p.id: i for i, p in enumerate(people)}
    fixed = _fixed(people, sessions)
    before = {each: s.id for s in sessions for each in s.attendees if each in index and index[each] not in fixed}
    wishes = tuple(tuple(w for w in p.wants if w in number) for p in people)
    blocks, apart = _company(agenda.meeting.company, people, fixed, notes)
    most = _most(agenda, sessions, fixed, blocks, options, notes)
    problem = AllocationProblem(
        people=len(people),
        most=most,
        least=tuple(options.least if s.least_people is None else s.least_people for s in sessions),
        cost=tuple(_costs(p, wishes[i], sessions, before, options) for i, p in enumerate(people)),
        fixed=fixed,
        blocks=blocks,
        apart=apart,
        quotas=(*(quotas_of(agenda, people, most) if options.balance else ()), *_anywhere(people, wishes, most)),
        balance_cost=options.balance_cost,
        least_cost=options.least_cost,
    )
    return Round(people, sessions, wishes, before, problem, tuple(notes))


def _takes_part(person: Person, sessions: Sequence[Session]) -> bool:
    if person.invitation in COMING:
        return True
    return person.invitation != "declined" and any(has_part(s, person.id) or person.id in s.attendees for s in sessions)


def _busy(agenda: Agenda, sessions: Sequence[Session]) -> set[str]:
    """Give who cannot be there: away, or needed in another session at the time."""
    own = {s.id for s in sessions}
    away = [p for p in agenda.people if p.away]
    others = [
        (s.placement.start, s.placement.start + timedelta(minutes=s.duration_minutes), s.id)
        for s in agenda.placed
        if s.placement is not None and s.id not in own and not s.is_quiet
    ]
    busy: set[str] = set()
    for start, end in {(slot.start, slot.end) for slot in slots_of(agenda, own)}:
        busy |= {p.id for p in away if any(a.start < end and start < a.end for a in p.away)}
        for begins, ends, other in others:
            if begins < end and start < ends:
                busy |= agenda.people_in[other]
    # a part in one of the sessions is kept: that it clashes is said by the checks
    return {p for p in busy if not any(has_part(s, p) for s in sessions)}


def _fixed(people: Sequence[Person], sessions: Sequence[Session]) -> dict[int, int]:
    """Give where people have a part, or else are held."""
    found: dict[int, int] = {}
    index = {p.id: i for i, p in enumerate(people)}
    for s, session in enumerate(sessions):
        for id_ in people_of(session):
            if id_ in index and has_part(session, id_):
                found.setdefault(index[id_], s)
    for s, session in enumerate(sessions):
        for id_ in session.held:
            if id_ in index and id_ in session.attendees:
                found.setdefault(index[id_], s)
    return found


def _most(
    agenda: Agenda,
    sessions: Sequence[Session],
    fixed: dict[int, int],
    blocks: Sequence[tuple[int, ...]],
    options: AllocateOptions,
    notes: list[str],
) -> tuple[int, ...]:
    """Give how many each session takes, never less than those who must be there and whom they bring; that is said."""
    found: list[int] = []
    for s, session in enumerate(sessions):
        most = seats_of(agenda, session, options)
        must = {p for p, at in fixed.items() if at == s}
        must |= {p for block in blocks if must & set(block) for p in block}
        if len(must) > most:
            notes.append(f"{session_mark(session)} takes {most}, and {len(must)} must be there: with a part, or held.")
        found.append(max(most, len(must)))
    return tuple(found)


def seats_of(agenda: Agenda, session: Session, options: AllocateOptions) -> int:
    """Give how many people a session takes: what its room holds, or less if that is asked; ``NO_LIMIT`` if nothing is."""
    room = agenda.room.get((session.placement.room if session.placement else None) or "")
    holds = NO_LIMIT if room is None or room.capacity is None else room.capacity
    return min(holds, session.most_people or options.most or NO_LIMIT)


def _costs(
    person: Person, wishes: Sequence[str], sessions: Sequence[Session], before: dict[str, str], options: AllocateOptions
) -> tuple[int, ...]:
    rank = {session_id: i for i, session_id in enumerate(wishes)}
    # who wishes for nothing goes anywhere; for others what they did not ask for is worse than their last choice
    unasked = wish_cost(len(wishes)) + 20 if wishes else 0
    was = before.get(person.id) if options.keep else None
    return tuple(
        (wish_cost(rank[s.id]) if s.id in rank else unasked) + (options.move_cost if was and was != s.id else 0)
        for s in sessions
    )


def _company(
    company: Iterable[Company], people: Sequence[Person], fixed: dict[int, int], notes: list[str]
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, int], ...]]:
    """Give blocks and pairs apart; what contradicts itself is left out and said."""
    index = {p.id: i for i, p in enumerate(people)}
    company = tuple(company)
    block_of: dict[int, list[int]] = {}
    """By person who is tied to others: all of them, the same list for each."""

    def block(i: int) -> list[int]:
        return block_of.get(i) or [i]

    for each in company:
        ours = [index[p] for p in each.people if p in index]
        if not each.together or len(ours) < 2:
            continue
        whole = sorted({q for i in ours for q in block(i)})
        if len({fixed[q] for q in whole if q in fixed}) > 1:
            names = listed(person_short(people[i]) for i in ours)
            notes.append(f"{names} cannot be together: they must be in different sessions.")
            continue
        block_of.update(dict.fromkeys(whole, whole))
    apart: list[tuple[int, int]] = []
    for each in company:
        ours = [index[p] for p in each.people if p in index]
        if each.together:
            continue
        for a, b in ((a, b) for k, a in enumerate(ours) for b in ours[k + 1 :]):
            same_part = a in fixed and fixed.get(b) == fixed[a]
            if b in block(a) or same_part or _bound(block(a), block(b), fixed):
                names = f"{person_short(people[a])} and {person_short(people[b])}"
                notes.append(f"{names} cannot be kept apart: others or their own parts hold them together.")
            else:
                apart.append((a, b))
    return tuple(dict.fromkeys(tuple(each) for each in block_of.values())), tuple(apart)


def _bound(a: Sequence[int], b: Sequence[int], fixed: dict[int, int]) -> bool:
    """Tell whether two blocks are held in one session by people with parts in it."""
    return bool({fixed[p] for p in a if p in fixed} & {fixed[p] for p in b if p in fixed})


def quotas_of(agenda: Agenda, people: Sequence[Person], most: Sequence[int]) -> tuple[Quota, ...]:
    """Give the balance that each session should have, in heads.

    The meeting's targets for breakouts count; where it has none for policy communities, these are spread evenly, as
    they are among all who take part. Heads are of the size that a session has when all fill in proportion.
    """
    sizes = _in_proportion(most, len(people))
    targets = [t for t in agenda.meeting.targets if t.where == "breakouts"]
    quotas = [
        Quota(
            target.of,
            target.value,
            frozenset(i for i, p in enumerate(people) if (getattr(p, target.of) or "") == target.value),
            tuple(int(size * target.least_percent / 100) for size in sizes),
            tuple(-int(-size * target.most_percent // 100) for size in sizes),
        )
        for target in targets
    ]
    if not any(target.of == "community" for target in targets):
        for value in sorted({p.community for p in people if p.community}):
            members = frozenset(i for i, p in enumerate(people) if p.community == value)
            quotas.append(_spread("community", value, members, sizes))
    return tuple(quotas)


def _anywhere(people: Sequence[Person], wishes: Sequence[Sequence[str]], most: Sequence[int]) -> tuple[Quota, ...]:
    """Spread those of whom nothing is known, neither wish nor community: they would all end up in one session."""
    members = frozenset(i for i, p in enumerate(people) if not wishes[i] and not p.community)
    return (_spread("", "", members, _in_proportion(most, len(people))),) if members else ()


def _spread(name: str, value: str, members: frozenset[int], sizes: Sequence[float]) -> Quota:
    whole = sum(sizes) or 1
    even = [len(members) * size / whole for size in sizes]
    return Quota(name, value, members, tuple(int(e + 1e-9) for e in even), tuple(-int(-(e - 1e-9) // 1) for e in even))


def _in_proportion(most: Sequence[int], count: int) -> list[float]:
    """Give how many people each session has when all fill in proportion to their seats."""
    seats = [min(each, count) for each in most]
    whole = sum(seats) or 1
    return [min(each, count * each / whole) for each in seats]
