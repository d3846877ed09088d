"""Readable names for files that are made one for each person, room or session: the same wherever they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.records import Person


def file_stems(names: Mapping[str, str]) -> dict[str, str]:
    """Give each id a readable file name of its own, without an ending; those with the same name have their id in it.

    >>> file_stems({"p1": "Berg Hedda", "p2": "Ito Kaori"})
    {'p1': 'berg-hedda', 'p2': 'ito-kaori'}
    """
    stems = {id_: file_name(name) or file_name(id_) or "calendar" for id_, name in names.items()}
    counts: dict[str, int] = {}
    for stem in stems.values():
        counts[stem] = counts.get(stem, 0) + 1
    found = {
        id_: stem if counts[stem] == 1 else "-".join(filter(None, [stem, file_name(id_)]))
        for id_, stem in stems.items()
    }
    taken: set[str] = set()
    for id_ in found:
        while found[id_] in taken:
            found[id_] += "-2"
        taken.add(found[id_])
    return found


def names_of_people(people: Iterable[Person]) -> dict[str, str]:
    """Give what files of people are named after, by id: family name first."""
    return {p.id: f"{p.family} {p.given}" if p.family else p.name for p in people}
