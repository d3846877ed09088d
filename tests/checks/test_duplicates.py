from __future__ import annotations

import msgspec
from meetings import agenda_of, person
from name_pairs import different_pairs, same_pairs

from agendaplanner.checks.duplicates import duplicates
from agendaplanner.checks.names import SAME, likeness


def test_three_hundred_labelled_pairs_in_ten_scripts():
    same, different = same_pairs(), different_pairs()
    assert len(same) + len(different) >= 300
    missed = [pair for pair in same if likeness(*pair) < SAME]
    false = [pair for pair in different if likeness(*pair) >= SAME]
    found = len(same) - len(missed)
    precision, recall = found / (found + len(false)), found / len(same)
    print(f"{len(same)} same, {len(different)} different: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.95, false
    assert recall >= 0.95, missed


def test_likeness_does_not_depend_on_who_comes_first():
    for a, b in same_pairs() + different_pairs():
        assert (likeness(a, b) >= SAME) == (likeness(b, a) >= SAME), (a, b)


def test_duplicates_are_found_by_name_and_by_address():
    a = person("a", "Anna", "Kovalchuk", country="Ukraine", email="anna@example.org")
    b = msgspec.structs.replace(person("b", "", ""), name="Ковальчук Анна", country="Ukraine")
    c = person("c", "Somebody", "Else", email="ANNA@example.org")
    found = {each.people: each for each in duplicates(agenda_of(a, b, c))}
    first, second = found.pop(("a", "c")), found.pop(("a", "b"))
    assert not found
    assert (first.likeness, first.reason) == (1.0, "the same address")
    assert second.reason == "names that are alike, the same country"
