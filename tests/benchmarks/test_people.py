"""Duplicates among people: how many are found, and how many of those found are; and how long a large list takes."""

from __future__ import annotations

import random

import pytest
from meetings import meeting
from name_pairs import LATER_SAME, LATER_TWO, different_pairs, near_pairs, same_pairs, script

from agendaplanner.checks.duplicates import duplicates
from agendaplanner.checks.names import SAME, likeness
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Person

pytestmark = pytest.mark.benchmark

SETS = {
    "spellings, and two people": (same_pairs(), different_pairs()),
    "written when the rules stood": (same_pairs(LATER_SAME), near_pairs(LATER_TWO)),
    "all": (same_pairs() + same_pairs(LATER_SAME), different_pairs() + near_pairs(LATER_TWO)),
}


@pytest.mark.parametrize("name", SETS)
def test_precision_and_recall(stopwatch, name):
    same, different = SETS[name]
    found = sum(likeness(*pair) >= SAME for pair in same)
    false = sum(likeness(*pair) >= SAME for pair in different)
    scripts = len({script(each) for pair in same for each in pair})
    precision, recall = found / (found + false), found / len(same)
    stopwatch.show_text(
        f"duplicates: {name}",
        f"precision {precision:.3f}, recall {recall:.3f}",
        f"{len(same)} pairs of one person, {len(different)} of two, {scripts} scripts",
    )
    if name == "all":
        assert precision >= 0.95
        assert recall >= 0.95


def test_a_thousand_people(stopwatch):
    draw = random.Random(1)
    given, family = zip(*(a.replace(",", "").split()[:2] for a, _ in same_pairs() if len(a.split()) > 1), strict=True)
    ends = ("", "sen", "ova", "ek", "i", "ski", "dóttir")
    people = [
        Person(id=f"p{i}", name=f"{draw.choice(given)} {draw.choice(family)}{draw.choice(ends)}") for i in range(1000)
    ]
    (found,) = stopwatch.time("duplicates among 1000 people", [lambda: duplicates(Agenda.of([meeting(), *people]))])
    assert found
