from __future__ import annotations

import msgspec
from meetings import agenda_of, meeting, person
from name_pairs import LATER_SAME, LATER_TWO, different_pairs, near_pairs, same_pairs, script

from agendaplanner.checks.duplicates import Known, duplicates
from agendaplanner.checks.names import SAME, likeness

EVERY_SAME = same_pairs() + same_pairs(LATER_SAME)
EVERY_TWO = different_pairs() + near_pairs(LATER_TWO)


def figures(same, different):
    """Precision and recall over labelled pairs, and what went wrong."""
    missed = [pair for pair in same if likeness(*pair) < SAME]
    false = [pair for pair in different if likeness(*pair) >= SAME]
    found = len(same) - len(missed)
    return found / (found + len(false)), found / len(same), missed, false


def test_more_than_three_hundred_labelled_pairs_in_ten_scripts():
    assert len(EVERY_SAME) + len(EVERY_TWO) >= 300
    assert len({script(name) for pair in EVERY_SAME for name in pair}) >= 10
    assert len({frozenset(pair) for pair in EVERY_SAME + EVERY_TWO}) == len(EVERY_SAME) + len(EVERY_TWO)
    for what, same, different in (
        ("all", EVERY_SAME, EVERY_TWO),
        ("written when the rules stood", same_pairs(LATER_SAME), near_pairs(LATER_TWO)),
    ):
        precision, recall, _, _ = figures(same, different)
        print(f"{what}: {len(same)} same, {len(different)} two: precision {precision:.3f}, recall {recall:.3f}")
    precision, recall, missed, false = figures(EVERY_SAME, EVERY_TWO)
    assert precision >= 0.95, false
    assert recall >= 0.95, missed


def test_names_in_two_scripts_alone_are_found_as_well():
    across = [pair for pair in EVERY_SAME if script(pair[0]) != script(pair[1])]
    _, recall, missed, _ = figures(across, ())
    assert len(across) >= 100
    assert recall >= 0.95, missed


def test_likeness_does_not_depend_on_who_comes_first():
    for a, b in EVERY_SAME + EVERY_TWO:
        assert (likeness(a, b) >= SAME) == (likeness(b, a) >= SAME), (a, b)


def test_what_is_compared_at_all_leaves_nobody_out():
    for a, b in EVERY_SAME + EVERY_TWO:
        known = msgspec.structs.replace(person("p", "", ""), name=a)
        assert bool(Known([known]).like(b)) == (likeness(a, b) >= SAME), (a, b)


def test_duplicates_are_found_by_name_and_by_address():
    a = person("a", "Anna", "Kovalchuk", country="Ukraine", email="anna@example.org")
    b = msgspec.structs.replace(person("b", "", ""), name="Ковальчук Анна", country="Ukraine")
    c = person("c", "Somebody", "Else", email="ANNA@example.org")
    found = {each.people: each for each in duplicates(agenda_of(a, b, c))}
    first, second = found.pop(("a", "c")), found.pop(("a", "b"))
    assert not found
    assert (first.likeness, first.reason) == (1.0, "the same address")
    assert second.reason == "names that are alike, the same country"


def test_who_was_told_apart_is_not_asked_about_again():
    people = [person("a", "Hanna", "Berg"), person("b", "Hana", "Berg")]
    assert {each.people for each in duplicates(agenda_of(*people))} == {("a", "b"), ("a", "berg"), ("b", "berg")}
    apart = meeting(not_same=(("a", "b"), ("a", "berg")))
    assert [each.people for each in duplicates(agenda_of(apart, *people))] == [("b", "berg")]
