"""Who is at which session: the one rule that calendars, personal agendas, door lists and balance go by.

Somebody is at a session who has a part in it, who presents, or who is named among its attendees, as an allocation to
breakouts writes them; and everyone is at what is for everyone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.actions import NOTHING, checked
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.parts import Role
from agendaplanner.model.records import Person, Session
from agendaplanner.model.times import end_of
from agendaplanner.model.words import listed, session_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import RoleKind

COMING: frozenset[str] = frozenset({"accepted"})
"""Invitations of those who take part."""


def is_at(agenda: Agenda, person_id: str, session: Session) -> bool:
    """Tell whether a person is at a session, wherever it is placed and whether or not it is cancelled."""
    return person_id in agenda.people_in[session.id] or (person_id in agenda.person and session.is_for_everyone)


def sessions_of(agenda: Agenda, person_id: str) -> tuple[Session, ...]:
    """Give the sessions that take place and that a person is at, in the order of the agenda."""
    return tuple(session for session in agenda.placed if is_at(agenda, person_id, session))


def people_at(agenda: Agenda, session: Session) -> tuple[Person, ...]:
    """Give who is at a session, by family name: for one for everyone, all who have accepted and all who are named."""
    named = agenda.people_in[session.id]
    everyone = session.is_for_everyone
    return tuple(p for p in agenda.people if p.id in named or (everyone and p.invitation in COMING))


def has_part(session: Session, person_id: str) -> bool:
    """Tell whether a person must be at a session for what they do there: a role, or a presentation."""
    return any(role.person == person_id for role in session.roles) or any(
        person_id in each.presenters for each in session.contributions
    )


def is_free(agenda: Agenda, person: Person, session: Session) -> bool:
    """Tell whether somebody is there when a session takes place, and has no part in another one then.

    Being merely allocated to a session beside it can be changed. A session without a time finds everybody free.
    """
    end = end_of(session)
    if session.placement is None or end is None:
        return True
    start = session.placement.start
    if any(each.start < end and start < each.end for each in person.away):
        return False
    return not any(has_part(other, person.id) for other in _beside(agenda, person.id, session))


def _beside(agenda: Agenda, person_id: str, session: Session) -> Iterator[Session]:
    """Give the other sessions that take place at the same time and at which a person is named."""
    end = end_of(session)
    if session.placement is None or end is None:
        return
    for other_id in agenda.sessions_with.get(person_id, ()):
        other = agenda.session[other_id]
        if other.id == session.id or other.placement is None or other.is_cancelled:
            continue
        start = other.placement.start
        if start < end and session.placement.start < start + timedelta(minutes=other.duration_minutes):
            yield other


def give_role(agenda: Agenda, session_id: str, kind: RoleKind, person_id: str) -> Change:
    """Give somebody a role in a session: one of that kind that is open, or a further one.

    Who was merely at it, or at one beside it, is there for the role now.

    Raises:
        UsageError: There is no such session or person, or the person has that role already.
    """
    session, person = agenda.get(Session, session_id), agenda.get(Person, person_id)
    role = Role(kind=kind, person=person_id)
    if role in session.roles:
        raise UsageError(f"{person.name} is {kind} of {session_mark(session)} already.")
    roles = list(session.roles)
    open_ = next((i for i, each in enumerate(roles) if each.kind == kind and each.person is None), len(roles))
    roles[open_ : open_ + 1] = [role]
    others = tuple(each for each in session.attendees if each != person_id)
    edits = [edit(session, checked(msgspec.structs.replace(session, roles=tuple(roles), attendees=others)))]
    edits += _leaving(agenda, (person_id,), session)
    return Change(f"{kind.capitalize()} of {session_mark(session)}: {person.name}", tuple(edits))


def add_attendees(agenda: Agenda, session_id: str, people: Sequence[str]) -> Change:
    """Let people be at a session; who was merely at one beside it is not there any more.

    Raises:
        UsageError: There is no such session or person.
    """
    session = agenda.get(Session, session_id)
    names = listed([agenda.get(Person, each).name for each in people])
    change = set_attendees(agenda, {session_id: (*session.attendees, *people)})
    if not change.edits:
        return NOTHING
    return Change(f"Add {names} to {session_mark(session)}", (*change.edits, *_leaving(agenda, people, session)))


def _leaving(agenda: Agenda, people: Iterable[str], session: Session) -> Iterator[Edit]:
    """Take people out of the sessions beside one at which they merely are."""
    left: dict[str, tuple[str, ...]] = {}
    for person_id in people:
        for other in _beside(agenda, person_id, session):
            if not has_part(other, person_id):
                there = left.get(other.id, other.attendees)
                left[other.id] = tuple(each for each in there if each != person_id)
    for other_id, attendees in left.items():
        other = agenda.session[other_id]
        yield edit(other, checked(msgspec.structs.replace(other, attendees=attendees)))


def set_attendees(agenda: Agenda, attendees: Mapping[str, Iterable[str]], *, label: str = "") -> Change:
    """Say who is at some sessions without a part in them, by session; the order is that of ids.

    Raises:
        UsageError: There is no such session or person.
    """
    edits: list[Edit] = []
    for session_id in sorted(attendees):
        session = agenda.get(Session, session_id)
        named = tuple(sorted({each for each in attendees[session_id] if not has_part(session, each)}))
        for each in named:
            if each not in agenda.person:
                raise UsageError(f"There is no person {each!r}.{did_you_mean(each, agenda.person)}")
        if set(named) != set(session.attendees):
            edits.append(edit(session, checked(msgspec.structs.replace(session, attendees=named))))
    return Change(label or "Set who is at breakouts", tuple(edits)) if edits else NOTHING
