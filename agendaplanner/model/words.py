"""How records are named to people: in messages, labels, tooltips and on paper. One rule, one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.times import end_of, when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session

TO_BE_DEFINED = "to be defined"
"""What stands where a role is open."""


def session_name(session: Session) -> str:
    """Give number and title: "4b Comprehensive or focussed peace agreements"."""
    return f"{session.number} {session.title}".strip()


def session_mark(session: Session) -> str:
    """Give the shortest name that people know a session by: its number, or its title in quotation marks."""
    return session.number if session.number and not session.is_quiet else f"“{session.title}”"


def person_short(person: Person) -> str:
    """Give initial and family name: "H. Berg"; the printed name where the parts are not known."""
    return f"{person.given[0]}. {person.family}" if person.given and person.family else person.name


def person_full(person: Person) -> str:
    """Give honorific and printed name."""
    return f"{person.honorific} {person.name}".strip()


def listed(names: Iterable[str], *, most: int = 4) -> str:
    """Join names as a sentence does, saying how many were left out.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    >>> listed("ABCDEF", most=2)
    'A, B and 4 more'
    """
    words = list(names)
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))


def people_listed(agenda: Agenda, ids: Iterable[str], *, most: int = 4) -> str:
    """Name persons in a sentence, in the order of family names."""
    people = sorted((agenda.person[i] for i in ids), key=lambda p: ((p.family or p.name).casefold(), p.id))
    return listed((person_short(p) for p in people), most=most)


def place_and_time(agenda: Agenda, session: Session) -> str:
    """Say when and where a session is: "Mon 11 Feb 13:00-14:30, Room A", or "not placed"."""
    end = end_of(session)
    if session.placement is None or end is None:
        return "not placed"
    room = agenda.room.get(session.placement.room or "")
    times = when(session.placement.start, end)
    return f"{times}, {room.name}" if room else times


def roles_line(agenda: Agenda, session: Session, *, full: bool = False) -> str:
    """Say who has which role: "Chair: H. Berg. Rapporteur: to be defined"; people of one role together."""
    by_role: dict[str, list[str]] = {}
    for role in session.roles:
        person = agenda.person.get(role.person or "")
        name = TO_BE_DEFINED if person is None else person_full(person) if full else person_short(person)
        by_role.setdefault(role.kind, []).append(name)
    return ". ".join(f"{_role_word(kind, len(names))}: {', '.join(names)}" for kind, names in by_role.items())


def _role_word(kind: str, count: int) -> str:
    word = ROLE_WORDS[kind]
    return word if count == 1 or kind == "secretariat" else f"{word}s"


def counted(number: int, one: str, more: str = "") -> str:
    """Say a number of things, 0 being "no"; ``more`` where several are not called by adding an "s".

    >>> counted(0, "clash", "clashes"), counted(1, "paper is", "papers are"), counted(3, "session")
    ('no clashes', '1 paper is', '3 sessions')
    """
    return f"{number or 'no'} {one if number == 1 else more or f'{one}s'}"
