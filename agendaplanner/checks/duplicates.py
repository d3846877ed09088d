"""People who may be in the agenda twice: found by name, address and organisation; somebody must look before a merge."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.names import SAME, bones, folded, likeness
from agendaplanner.model.merging import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person


IN_COMMON = 60
"""In percent, how much of their consonants two names must share to be compared at all: what are one name share 66."""


class Duplicate(msgspec.Struct, frozen=True):
    """Two records that may be one person."""

    people: tuple[str, str]
    likeness: float
    """From 0 to 1; 1 where they have one address."""
    reason: str


def duplicates(agenda: Agenda, *, least: float = SAME) -> tuple[Duplicate, ...]:
    """Give the pairs that may be one person, the likeliest first, but for those that somebody has told apart."""
    known = frozenset(agenda.meeting.not_same)
    found = {each.people: each for a, b in _pairs(agenda.people) if (each := _compared(a, b)) is not None}
    likely = [each for each in found.values() if each.likeness >= least and each.people not in known]
    return tuple(sorted(likely, key=lambda each: (-each.likeness, each.people)))


class Names:
    """Names among which those are looked for that may mean the same person as another name."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._bones = [bones(name) for name in self.names]

    def near(self, name: str) -> Iterator[int]:
        """Give the places of the names that have much in common with a name; all that are alike are among them."""
        from rapidfuzz.fuzz import token_set_ratio  # only who looks for duplicates pays for it
        from rapidfuzz.process import extract_iter

        wanted = bones(name)
        if wanted:  # a name without a consonant is compared with none
            for _, _, place in extract_iter(wanted, self._bones, scorer=token_set_ratio, score_cutoff=IN_COMMON):
                yield place

    def alike(self, name: str) -> tuple[tuple[int, float], ...]:
        """Give the places of the names that are alike, with how much, in their order."""
        found = ((place, likeness(name, self.names[place])) for place in self.near(name))
        return tuple(sorted(each for each in found if each[1] >= SAME))


class Known:
    """People among whom those are looked for who may be meant by a name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._names = Names(person.name for person in self.people)
        self._found: dict[str, tuple[tuple[Person, float], ...]] = {}

    def near(self, name: str) -> Iterator[Person]:
        """Give those whose names have much in common with a name; all who are alike are among them."""
        return (self.people[place] for place in self._names.near(name))

    def like(self, name: str) -> tuple[tuple[Person, float], ...]:
        """Give who may be meant by a name, with how alike the names are, the likeliest first."""
        if name not in self._found:
            alike = ((self.people[place], likely) for place, likely in self._names.alike(name))
            self._found[name] = tuple(sorted(alike, key=lambda each: (-each[1], each[0].name, each[0].id)))
        return self._found[name]


def _pairs(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Give the pairs that are worth a closer look, each once."""
    places = {person.id: i for i, person in enumerate(people)}
    addresses: dict[str, list[Person]] = defaultdict(list)
    known = Known(people)
    for person in people:
        addresses[person.email.casefold()].append(person)
        for other in known.near(person.name):
            if places[other.id] > places[person.id]:
                yield person, other
    addresses.pop("", None)
    for same in addresses.values():
        yield from combinations(same, 2)


def _compared(a: Person, b: Person) -> Duplicate | None:
    ids = told_apart(a.id, b.id)
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
