"""People who may be in the agenda twice: found by name, address and organisation; somebody must look before a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.names import SAME, folded, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person


class Duplicate(msgspec.Struct, frozen=True):
    """Two records that may be one person."""

    people: tuple[str, str]
    likeness: float
    """From 0 to 1; 1 where they have one address."""
    reason: str


def duplicates(agenda: Agenda, *, least: float = SAME) -> tuple[Duplicate, ...]:
    """Give the pairs that may be one person, the likeliest first."""
    people = agenda.people
    found = [each for a, b in _pairs(people) if (each := _compared(a, b)) is not None and each.likeness >= least]
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.people)))


def _pairs(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    for i, a in enumerate(people):
        for b in people[i + 1 :]:
            yield a, b


def _compared(a: Person, b: Person) -> Duplicate | None:
    ids = (a.id, b.id) if a.id < b.id else (b.id, a.id)
    if a.email and a.email.casefold() == b.email.casefold():
        return Duplicate(ids, 1.0, "the same address")
    alike = likeness(a.name, b.name)
    if alike == 0.0:
        return None
    reason = "the same name" if folded(a.name) == folded(b.name) else "names that are alike"
    same = [
        word
        for word, one, other in (("organisation", a.organisation, b.organisation), ("country", a.country, b.country))
        if one and one.casefold() == other.casefold()
    ]
    if a.organisation and b.organisation and "organisation" not in same:
        alike -= 0.02  # two of one name are less rare than one in two organisations
    if alike < 1.0 and same:
        alike = min(0.999, alike + 0.02 * len(same))
    return Duplicate(ids, round(alike, 3), f"{reason}, the same {' and '.join(same)}" if same else reason)
