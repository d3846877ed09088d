"""Who has which part in a session, as it is printed: role by role, open ones "to be defined"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.model.words import TO_BE_DEFINED, person_full, person_short

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.words import Words


def role_phrases(agenda: Agenda, session: Session, say: Words, *, full: bool = False) -> list[str]:
    """Give a phrase for each role, people of one role together: "Chair: H. Berg", "Rapporteur: to be defined".

    Args:
        agenda: The agenda.
        session: One of its sessions.
        say: The words of the edition.
        full: With honorific, whole name and who sends them: "Chair: Ms Hedda Berg (Norway)".
    """
    by_role: dict[str, list[str]] = {}
    for role in session.roles:
        person = agenda.person.get(role.person or "")
        by_role.setdefault(role.kind, []).append(
            say(TO_BE_DEFINED) if person is None else _name(agenda, person, full=full)
        )
    return [
        say("{role}: {people}", role=say.role(kind, len(names)), people=say.listed(names))
        for kind, names in by_role.items()
    ]


def sender(agenda: Agenda, person: Person) -> str:
    """Name the delegation or organisation that a person comes from."""
    delegation = agenda.delegation.get(person.delegation or "")
    return one_line(delegation.name if delegation else person.organisation)


def _name(agenda: Agenda, person: Person, *, full: bool) -> str:
    if not full:
        return one_line(person_short(person))
    behind = sender(agenda, person)
    return f"{one_line(person_full(person))} ({behind})" if behind else one_line(person_full(person))
