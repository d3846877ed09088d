"""Who is at which session: the one rule that calendars, personal agendas, door lists and balance go by.

Somebody is at a session who has a part in it, who presents, or who is named among its attendees, as an allocation to
breakouts writes them; and everyone is at what is for everyone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.actions import NOTHING, checked
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.records import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

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
