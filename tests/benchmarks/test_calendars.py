"""Calendars: sixty people's of a meeting of 1000 sessions, and the whole, beside what the icalendar library takes alone.

The library is given the same entries as components that are made already, and only writes them.
"""

from __future__ import annotations

import gc
import time
from statistics import median

import icalendar
import msgspec
import pytest
from benchmarks.planted import planted_meeting

from agendaplanner.calendars.calendar import CalendarWriter
from agendaplanner.calendars.scopes import WHOLE, Scope
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Meeting, Paper
from agendaplanner.model.versions import Edition

pytestmark = pytest.mark.benchmark
PEOPLE = 60
ROUNDS = 7


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    """All sessions placed; abstracts, questions and papers as long as they usually are."""
    planted = planted_meeting(sessions=1000, rooms=30)
    replace = msgspec.structs.replace
    records = []
    for record in planted.agenda:
        if isinstance(record, Meeting):
            record = replace(record, timezone="Europe/Oslo", venue="Fjord Centre", contact_email="desk@example.org")
        elif record.id in planted.plan:
            abstract = f"What has been learnt of {record.title.lower()}, and what follows for the years to come. " * 3
            questions = ("Who should lead?", "What should the recommendations say about money?")
            placement = planted.plan[record.id]
            record = replace(record, placement=placement, abstract=abstract, questions=questions)
        records.append(record)
    ids = sorted(planted.plan)
    records += [
        Paper(id=f"a{i}", title=f"Background paper {i}", link=f"https://example.org/{i}", sessions=(ids[i],))
        for i in range(0, 1000, 10)
    ]
    return Agenda.of(records)


def seconds(run) -> float:
    gc.collect()
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


@pytest.mark.parametrize("what", ["the whole meeting", "60 people", "60 people and the whole meeting"])
def test_ours_takes_at_most_half_as_much_again_as_the_library_alone(agenda, stopwatch, what):
    scopes = [Scope("person", person.id) for person in agenda.people[:PEOPLE]] if "people" in what else []
    scopes += [WHOLE] if "whole" in what else []

    def ours() -> list[bytes]:
        writer = CalendarWriter(Edition(agenda))
        return [writer.calendar(scope) for scope in scopes]

    made = [icalendar.Calendar.from_ical(data) for data in ours()]
    entries = sum(len(each.walk("VEVENT")) for each in made)
    ratios, own = [], []
    for _ in range(ROUNDS):  # by turns, so that what else the machine does hits both
        alone = seconds(lambda: [each.to_ical() for each in made])
        own.append(seconds(ours))
        ratios.append(own[-1] / alone)
    stopwatch.show(f"calendars: {what}", own, f"{entries} entries; {median(ratios):.2f} times the library alone")
    assert median(ratios) <= 1.5
