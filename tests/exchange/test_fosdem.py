"""A schedule of 872 events as it was published, compared event by event with what another reader finds in it."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from agendaplanner.checks.check import check
from agendaplanner.exchange.recognise import FORMATS, Imported, read_any

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda


@pytest.fixture(scope="module")
def published(samples) -> Path:
    return samples / "fosdem-2020.schedule.xml"


@pytest.fixture(scope="module")
def imported(published) -> Imported:
    return read_any(published, timezone="Europe/Brussels")


def facts_of_file(path: Path) -> Counter:
    """What the file says of each event, read with lxml and nothing of ours."""
    found: Counter = Counter()
    for day in etree.parse(path).getroot().iter("day"):
        for room in day.iter("room"):
            for event in room.iter("event"):

                def text(name: str, event=event) -> str:
                    return (event.findtext(name) or "").strip()

                hours, minutes = text("start").split(":")
                start = datetime.fromisoformat(day.get("date")) + timedelta(hours=int(hours), minutes=int(minutes))
                length = text("duration").split(":")
                found[
                    (
                        event.get("id"),
                        room.get("name"),
                        start,
                        int(length[0]) * 60 + int(length[1]),
                        *(
                            text(name)
                            for name in ("title", "subtitle", "track", "type", "slug", "abstract", "description")
                        ),
                        tuple((person.text or "").strip() for person in event.iter("person")),
                        tuple((link.get("href"), (link.text or "").strip()) for link in event.iter("link")),
                        tuple(
                            (a.get("href"), a.get("type") or "", (a.text or "").strip())
                            for a in event.iter("attachment")
                        ),
                    )
                ] += 1
    return found


def facts_of_agenda(agenda: Agenda) -> Counter:
    found: Counter = Counter()
    for session in agenda.session.values():
        found[
            (
                session.source.id,
                agenda.room[session.placement.room].name,
                session.placement.start,
                session.duration_minutes,
                session.title,
                session.subtitle,
                agenda.track[session.track].name,
                session.source.kind,
                session.source.slug,
                session.abstract,
                session.description,
                tuple(agenda.person[role.person].name for role in session.roles),
                tuple((link.href, link.title) for link in session.links),
                tuple((link.href, link.kind, link.title) for link in session.attachments),
            )
        ] += 1
    return found


def test_nothing_is_lost(published, imported):
    there, here = facts_of_file(published), facts_of_agenda(imported.agenda)
    assert there.total() == 872
    assert here == there
    assert not imported.warnings


def test_every_room_and_person_is_there_once(published, imported):
    root = etree.parse(published).getroot()
    agenda = imported.agenda
    assert [room.name for room in agenda.rooms] == list(
        dict.fromkeys(r.get("name") for r in root.iter("room") if r.get("name"))
    )
    assert {p.source.id: p.name for p in agenda.people} == {p.get("id"): p.text.strip() for p in root.iter("person")}
    assert (len(agenda.person), len(agenda.room)) == (841, 35)
    assert [day.date for day in agenda.meeting.days] == [date(2020, 2, 1), date(2020, 2, 2)]


def test_every_session_is_inside_the_opening_hours_that_were_made_of_them(imported):
    for session in imported.agenda.session.values():
        start = session.placement.start
        end = start + timedelta(minutes=session.duration_minutes)
        assert any(day.opens <= start and end <= day.closes for day in imported.agenda.meeting.days)


def test_the_three_double_bookings_that_were_published_are_found_and_no_other_clash(published, imported):
    by_person: dict[str, list[tuple[datetime, datetime, str]]] = {}
    for fact in facts_of_file(published):
        for person in fact[11]:
            by_person.setdefault(person, []).append((fact[2], fact[2] + timedelta(minutes=fact[3]), fact[0]))
    counted = {
        frozenset((a[2], b[2]))
        for times in by_person.values()
        for a, b in combinations(times, 2)
        if a[0] < b[1] and b[0] < a[1]
    }
    clashes = [finding for finding in check(imported.agenda) if finding.severity == "clash"]
    assert Counter(finding.rule for finding in clashes) == {"person-twice": 3}
    found = [frozenset(imported.agenda.session[s].source.id for s in finding.sessions) for finding in clashes]
    assert set(found) == counted
    assert len(found) == len(counted) == 3


def test_reading_takes_a_fraction_of_the_two_seconds_that_are_allowed(published):
    begun = time.process_time()
    read_any(published)
    assert time.process_time() - begun < 2


def test_without_a_time_zone_in_the_file_the_organiser_is_told(published):
    imported = read_any(published)
    assert imported.agenda.meeting.timezone == "UTC"
    assert imported.warnings == (
        "The file names no time zone; its times are taken as UTC. Give the right one with --timezone.",
    )


def test_reading_again_gives_the_same_ids(published, imported):
    assert set(read_any(published).agenda.session) == set(imported.agenda.session)


@pytest.mark.parametrize("format_name", ["schedule-xml", "schedule-json"])
def test_what_was_read_goes_out_and_comes_back_the_same(imported, tmp_path, format_name):
    path = tmp_path / "again"
    path.write_bytes(FORMATS[format_name](imported.agenda))
    again = read_any(path)
    assert again.warnings == ()
    assert again.agenda.meeting.timezone == "Europe/Brussels"
    assert again.agenda.session.keys() == imported.agenda.session.keys()
    for id_, before in imported.agenda.session.items():
        after = again.agenda.session[id_]
        for name in ("title", "subtitle", "kind", "track", "placement", "duration_minutes", "roles", "abstract"):
            assert getattr(after, name) == getattr(before, name), (id_, name)
        assert [(link.href, link.title) for link in after.links] == [(link.href, link.title) for link in before.links]
        assert [each.href for each in after.attachments] == [each.href for each in before.attachments]
        assert after.description == before.description.replace("\u2028", "\n")
