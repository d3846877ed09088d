"""Schedules written from agendas: what the published schemas accept, and what is in them."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from meetings import OKAFOR, ROOM_A, agenda_of, changed, late_reception, meeting, session, two_rooms
from strategies import agendas

from agendaplanner.exchange.published import published
from agendaplanner.exchange.recognise import FORMATS, read_any
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Link, Source
from agendaplanner.model.records import Room, Track
from agendaplanner.model.shipped import read_example


class Schemas:
    """The published schemas of both formats."""

    def __init__(self, folder) -> None:
        self.xml = etree.XMLSchema(etree.parse(folder / "schedule.xml.xsd"))
        content = json.loads((folder / "schedule.schema.json").read_bytes())
        self.json = jsonschema.Draft6Validator(content, format_checker=jsonschema.FormatChecker())

    def faults(self, agenda) -> list[str]:
        self.xml.validate(etree.fromstring(FORMATS["schedule-xml"](agenda)))
        errors = self.json.iter_errors(json.loads(FORMATS["schedule-json"](agenda)))
        return [str(error) for error in self.xml.error_log] + [error.message for error in errors]


@pytest.fixture(scope="module")
def schemas(samples) -> Schemas:
    return Schemas(samples)


def xml_of(agenda) -> etree._Element:
    return etree.fromstring(FORMATS["schedule-xml"](agenda))


def json_of(agenda) -> dict:
    return json.loads(FORMATS["schedule-json"](agenda))["schedule"]["conference"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(agenda=agendas())
def test_any_agenda_is_written_as_the_schemas_want(schemas, agenda):
    if not agenda.meeting.days and not agenda.placed:
        return
    assert schemas.faults(agenda) == []


@pytest.mark.parametrize(
    "name", ["fosdem-2020.schedule.xml", "pretalx-democon.schedule.json", "frab-camp2019.schedule.json"]
)
def test_what_others_published_goes_out_as_the_schemas_want_even_where_it_came_otherwise(schemas, samples, name):
    assert schemas.faults(read_any(samples / name).agenda) == []


def test_the_example_fits_the_schemas(schemas):
    assert schemas.faults(read_example()) == []


NASTY = 'a\x00b\x0b<script> ]]> & "quoted" \x85 \ufffe \U0001f469'


def test_whatever_people_type_fits_the_schemas(schemas):
    source = Source(
        id="-5",
        guid="not one",
        slug="Ünïcode Slug!",
        url="javascript:x",
        kind=NASTY,
        fields=(
            ("logo", "x y"),
            ("recording.license", NASTY),
            ("@code", "abc"),
            ("odd name", "x"),
            ("feedback_url", "ftp://x"),
        ),
    )
    agenda = agenda_of(
        meeting(title=NASTY, acronym="Å", website="not an address", grid_minutes=10_080, source=source),
        Track(id="t", name=NASTY, colour="red"),
        changed(ROOM_A, name=NASTY, source=source),
        changed(OKAFOR, name=NASTY, source=source),
        session(
            "1", "09:00", title=NASTY, abstract=NASTY, track="t", source=source, roles=[("chair", "okafor")],
            links=(Link(href=NASTY, title=NASTY, kind=NASTY),), languages=("en", "fr"),
        ),
    )  # fmt: skip
    assert schemas.faults(agenda) == []
    (event,) = json_of(agenda)["days"][0]["rooms"].popitem()[1] or next(
        events for events in json_of(agenda)["days"][0]["rooms"].values() if events
    )
    assert event["slug"].startswith(f"a_meeting-{event['id']}-unicode-slug")


def test_what_waits_or_is_cancelled_is_left_out():
    agenda = agenda_of(session("1", "09:00"), session("2"), session("3", "10:00", status="cancelled"))
    assert [event.findtext("title") for event in xml_of(agenda).iter("event")] == ["1 Topic 1"]


def test_ids_guids_codes_and_slugs_of_the_source_go_out_as_they_came():
    source = Source(
        id="25",
        guid="8079583e-8321-506c-95af-fd2903a5f075",
        slug="democon-25-focused",
        url="https://example.org/talk/25",
        kind="Talk",
        fields=(("@code", "G9JGWY"), ("recording.license", "CC BY 4.0"), ("recording.optout", "true")),
    )
    (event,) = xml_of(agenda_of(session("", "09:00", id="s25", title="Focused", source=source))).iter("event")
    assert dict(event.attrib) == {"id": "25", "guid": source.guid, "code": "G9JGWY"}
    assert (event.findtext("slug"), event.findtext("url")) == (source.slug, source.url)
    assert (event.findtext("recording/license"), event.findtext("recording/optout")) == ("CC BY 4.0", "true")


def test_sessions_of_our_own_have_numbers_and_guids_that_stay_the_same():
    first, again = (xml_of(two_rooms()) for _ in range(2))
    ids = [(event.get("id"), event.get("guid")) for event in first.iter("event")]
    assert ids == [(event.get("id"), event.get("guid")) for event in again.iter("event")]
    assert len(set(ids)) == 3


def test_two_sessions_with_the_same_number_or_guid_in_their_source_are_kept_apart():
    source = Source(id="7", guid="8079583e-8321-506c-95af-fd2903a5f075", fields=(("@code", "G9JGWY"),))
    agenda = agenda_of(session("1", "09:00", source=source), session("2", "10:00", source=source))
    events = published(agenda).days[0].rooms[0].events
    assert len({event.number for event in events}) == 2
    assert len({event.guid for event in events}) == 2
    assert [event.code for event in events] == ["G9JGWY", ""]


def test_a_session_after_midnight_stands_under_the_day_that_it_belongs_to():
    days = xml_of(late_reception()).findall("day")
    assert [[event.findtext("start") for event in day.iter("event")] for day in days] == [["10:00", "00:10"], ["09:00"]]


def test_what_takes_no_room_stands_at_the_venue():
    agenda = agenda_of(
        meeting(venue="Room A"), session("1", "09:00"), session("", "10:00", None, kind="break", title="Tea")
    )
    rooms = {r.get("name"): [e.findtext("title") for e in r] for r in xml_of(agenda).find("day")}
    assert rooms == {"Room A": ["1 Topic 1"], "Room B": [], "Plenary hall": [], "Room A, no room": ["Tea"]}


def test_rooms_with_the_same_name_are_told_apart():
    agenda = agenda_of(Room(id="a", name="Room"), Room(id="b", name="Room"), session("1", "09:00", "b"))
    assert {"Room (a)", "Room (b)"} <= set(json_of(agenda)["days"][0]["rooms"])
    assert json_of(agenda)["days"][0]["rooms"]["Room (b)"][0]["room"] == "Room (b)"


def test_a_meeting_without_days_has_those_of_its_sessions_or_cannot_be_written():
    assert len(xml_of(agenda_of(meeting(days=()), session("1", "09:00"))).findall("day")) == 1
    with pytest.raises(UsageError, match="no days yet"):
        xml_of(agenda_of(meeting(days=())))


@pytest.mark.parametrize(
    ("title", "acronym"), [("FOSDEM 2020", "fosdem_2020"), ("36c3", "36c3"), ("G8", "g8_meeting"), ("中文", "meeting")]
)
def test_the_acronym_is_one_that_both_schemas_take(title, acronym):
    assert published(agenda_of(meeting(title=title))).acronym == acronym


def test_people_keep_what_is_known_of_them():
    source = Source(id="77", guid="8079583e-8321-506c-95af-fd2903a5f075", fields=(("code", "NQTF8Y"),))
    ada = changed(OKAFOR, biography="Wrote it.", source=source)
    agenda = agenda_of(ada, session("1", "09:00", roles=[("chair", "okafor"), ("presenter", "okafor")]))
    (person,) = json_of(agenda)["days"][0]["rooms"]["Room A"][0]["persons"]
    whole = {"guid": source.guid, "name": "Chidi Okafor", "id": 77, "code": "NQTF8Y", "biography": "Wrote it."}
    assert person == whole
