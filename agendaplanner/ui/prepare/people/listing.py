"""Which people a list of them shows, and what it says of each. No Qt here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.sisters import asked_by_many
from agendaplanner.model.kinds import Invitation
from agendaplanner.model.people import not_answered
from agendaplanner.model.words import person_full

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

NO_DELEGATION = "-"
"""Chosen instead of a delegation's id: those who are of none."""
STATUS_WORDS: dict[Invitation, str] = {
    "to invite": "To invite",
    "invited": "Invited",
    "accepted": "Accepted",
    "declined": "Declined",
    "waiting list": "Waiting list",
}


class Sieve(msgspec.Struct, frozen=True):
    """What a person must be to be shown."""

    words: str = ""
    """Each of them is in the name, position, organisation, delegation, country or community."""
    status: str = ""
    delegation: str = ""
    not_answered_since: date | None = None
    """Invited on that day or before, without an answer."""

    @property
    def is_open(self) -> bool:
        """Whether everybody passes."""
        return self == Sieve()


class PersonRow(msgspec.Struct, frozen=True):
    """What is said of a person."""

    id: str
    name: str
    sort_name: str
    position: str
    delegation: str
    community: str
    invitation: Invitation
    dated: date | None
    """When that came to be."""
    meetings: int = 0
    """How many meetings of the series ask for them, ours among them; 0 for few."""

    @property
    def asked_words(self) -> str:
        """That many meetings ask for them, or ""."""
        return f"asked for by {self.meetings} meetings" if self.meetings else ""

    @property
    def date_words(self) -> str:
        """The date as text, or ""."""
        return day_words(self.dated) if self.dated is not None else ""

    @property
    def status_words(self) -> str:
        """Where the invitation stands, for people."""
        return STATUS_WORDS[self.invitation]


def day_words(day: date) -> str:
    """Give a date for people.

    >>> from datetime import date
    >>> day_words(date(2008, 1, 7))
    '7 Jan 2008'
    """
    return f"{day.day} {day:%b %Y}"


def person_row(agenda: Agenda, person: Person, meetings: int = 0) -> PersonRow:
    """Give what is said of a person."""
    delegation = agenda.delegation.get(person.delegation or "")
    dated = person.invited_on if person.invitation in ("to invite", "invited") else person.answered_on
    return PersonRow(
        person.id,
        person_full(person),
        (f"{person.family} {person.given}" if person.family else person.name).casefold(),
        person.position,
        delegation.name if delegation is not None else person.organisation or person.country,
        person.community,
        person.invitation,
        dated,
        meetings,
    )


def sifted(agenda: Agenda, sieve: Sieve) -> tuple[PersonRow, ...]:
    """Give those who pass, by family name."""
    people = agenda.people
    if sieve.not_answered_since is not None:
        late = {person.id for person in not_answered(agenda, sieve.not_answered_since)}
        people = tuple(person for person in people if person.id in late)
    asked = asked_by_many(agenda)
    rows = [person_row(agenda, p, asked.get(p.id, 0)) for p in people if _passes(agenda, p, sieve)]
    return tuple(sorted(rows, key=lambda row: (row.sort_name, row.id)))


def _passes(agenda: Agenda, person: Person, sieve: Sieve) -> bool:
    if sieve.status and person.invitation != sieve.status:
        return False
    if sieve.delegation and person.delegation != (None if sieve.delegation == NO_DELEGATION else sieve.delegation):
        return False
    if not sieve.words:
        return True
    delegation = agenda.delegation.get(person.delegation or "")
    said = " ".join(
        (
            person.name,
            person.given,
            person.family,
            person.position,
            person.organisation,
            delegation.name if delegation is not None else "",
            person.country,
            person.community,
        )
    ).casefold()
    return all(word in said for word in sieve.words.casefold().split())


def delegation_counts(agenda: Agenda) -> tuple[tuple[str, str, int], ...]:
    """Give each delegation that has people, as (id, name, how many), by name; those of none last."""
    counts: dict[str | None, int] = {}
    for person in agenda.people:
        counts[person.delegation] = counts.get(person.delegation, 0) + 1
    named = sorted(
        ((id_, agenda.delegation[id_].name, number) for id_, number in counts.items() if id_ is not None),
        key=lambda each: each[1].casefold(),
    )
    alone = counts.get(None, 0)
    return (*named, *(((NO_DELEGATION, "No delegation", alone),) if alone else ()))


SORT_KEYS: tuple[Callable[[PersonRow], object], ...] = (
    lambda row: row.sort_name,
    lambda row: row.delegation.casefold(),
    lambda row: row.community.casefold(),
    lambda row: tuple(STATUS_WORDS).index(row.invitation),
    lambda row: (row.dated is None, row.dated.toordinal() if row.dated is not None else 0),
)
"""By column of the table: what it is sorted by."""
