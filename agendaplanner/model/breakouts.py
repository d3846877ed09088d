"""What organisers set for breakouts: ranked wishes, people moved by hand or held, who must be together and who apart.

A round is a set of sessions that are parallel to one another, by id; somebody is in one session of a round. Who goes
where by all that is found in ``planning.breakouts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.actions import NOTHING, checked, set_fields
from agendaplanner.model.attendance import has_part
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Company
from agendaplanner.model.records import Person, Session
from agendaplanner.model.words import listed, person_short, session_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agendaplanner.model.agenda import Agenda


def wishes_in(person: Person, round_: Iterable[str]) -> tuple[str, ...]:
    """Give the sessions of a round that a person wants, first choice first."""
    ids = frozenset(round_)
    return tuple(w for w in person.wants if w in ids)


def set_wishes(
    agenda: Agenda, wishes: Mapping[str, Sequence[str]], round_: Iterable[str] | None = None, *, label: str = ""
) -> Change:
    """Set what people want, by person, first choice first; what they want outside the round stays.

    Args:
        agenda: The agenda.
        wishes: Sessions by person.
        round_: The sessions whose wishes are set; None: those of all sessions.
        label: What the change is called.

    Raises:
        UsageError: There is no such person or session.
    """
    ids = frozenset(agenda.session if round_ is None else round_)
    edits: list[Edit] = []
    for person_id, wanted in wishes.items():
        person = agenda.get(Person, person_id)
        for session_id in wanted:
            agenda.get(Session, session_id)
        first = next((i for i, w in enumerate(person.wants) if w in ids), len(person.wants))
        before = [w for w in person.wants[:first] if w not in ids]
        after = [w for w in person.wants[first:] if w not in ids]
        wants = tuple(dict.fromkeys((*before, *wanted, *after)))
        if wants != person.wants:
            edits.append(edit(person, checked(msgspec.structs.replace(person, wants=wants))))
    if not edits:
        return NOTHING
    one = edits[0].after
    name = one.name if len(edits) == 1 and isinstance(one, Person) else f"{len(edits)} people"
    return Change(label or f"Wishes of {name}", tuple(edits))


def set_rank(agenda: Agenda, person_id: str, session_id: str, rank: int | None, round_: Sequence[str]) -> Change:
    """Make a session a person's choice of a rank in its round, from 1; None: it is not wanted. Others move up or down.

    Raises:
        UsageError: There is no such person or session.
    """
    person = agenda.get(Person, person_id)
    wanted = [w for w in wishes_in(person, round_) if w != session_id]
    if rank is not None:
        wanted.insert(min(max(rank, 1) - 1, len(wanted)), session_id)
    return set_wishes(agenda, {person_id: wanted}, round_)


def put_in(agenda: Agenda, person_ids: Iterable[str], session_id: str | None, round_: Sequence[str]) -> Change:
    """Put people in a session of a round, out of the others; None: in none of them. Who was held is so no longer.

    Raises:
        UsageError: There is no such session or person, or somebody has a part in another session of the round.
    """
    ids = tuple(dict.fromkeys(person_ids))
    people = [agenda.get(Person, id_) for id_ in ids]
    sessions = [agenda.get(Session, id_) for id_ in round_]
    for person in people:
        own = next((s for s in sessions if has_part(s, person.id)), None)
        if own is not None and own.id != session_id:
            raise UsageError(
                f"{person.name} has a part in {session_mark(own)}.", advice="Give the part to somebody else first."
            )
    edits: list[Edit] = []
    for session in sessions:
        others = tuple(p for p in session.attendees if p not in ids)
        if session.id == session_id:
            here = {*others, *(p for p in ids if not has_part(session, p))}
            already = set(session.attendees)
            attendees = session.attendees if here == already else tuple(sorted(here))
            held = session.held
        else:
            attendees, held = others, tuple(p for p in session.held if p not in ids)
        after = msgspec.structs.replace(session, attendees=attendees, held=held)
        if after != session:
            edits.append(edit(session, checked(after)))
    if not edits:
        return NOTHING
    who = listed(person_short(p) for p in people)
    where = "no breakout" if session_id is None else session_mark(agenda.session[session_id])
    return Change(f"Put {who} in {where}", tuple(edits))


def hold(agenda: Agenda, person_ids: Iterable[str], round_: Iterable[str], *, on: bool = True) -> Change:
    """Hold people where they are in a round, so that a new allocation leaves them there; or let go of them.

    Raises:
        UsageError: There is no such session.
    """
    wanted = frozenset(person_ids)
    edits: list[Edit] = []
    touched: list[str] = []
    for session_id in round_:
        session = agenda.get(Session, session_id)
        here = [p for p in session.attendees if p in wanted and (p in session.held) != on]
        if here:
            held = {*session.held, *here} if on else {*session.held} - {*here}
            # whoever is there no longer is held no longer
            after = tuple(sorted(held & {*session.attendees}))
            edits.append(edit(session, checked(msgspec.structs.replace(session, held=after))))
            touched += here
    if not edits:
        return NOTHING
    who = listed(person_short(agenda.person[p]) for p in touched)
    return Change(f"Hold {who}" if on else f"Let go of {who}", tuple(edits))


def add_company(agenda: Agenda, people: Iterable[str], *, together: bool, reason: str = "") -> Change:
    """Say that people must be in the same breakout, or that no two of them may be.

    Raises:
        UsageError: There is no such person, or only one, or it is said already.
    """
    ids = tuple(dict.fromkeys(people))
    if len(ids) < 2:
        raise UsageError("Two people or more are needed.", advice="Choose them in the table of wishes.")
    names = listed(person_short(agenda.get(Person, id_)) for id_ in ids)
    known = agenda.meeting.company
    if any(set(each.people) == set(ids) and each.together == together for each in known):
        raise UsageError(f"That is set already for {names}.")
    company = (*known, Company(people=ids, together=together, reason=reason))
    return set_fields(
        agenda, agenda.meeting, label=f"{'Together' if together else 'Apart'} in breakouts: {names}", company=company
    )


def drop_company(agenda: Agenda, index: int) -> Change:
    """Take back one of the meeting's sets of people who must be together or apart, by its place from 0.

    Raises:
        UsageError: There is none at that place.
    """
    known = agenda.meeting.company
    if not 0 <= index < len(known):
        raise UsageError("That was taken back already.")
    names = listed(person_short(agenda.person[p]) for p in known[index].people if p in agenda.person)
    company = (*known[:index], *known[index + 1 :])
    return set_fields(agenda, agenda.meeting, label=f"No longer together or apart: {names}", company=company)
