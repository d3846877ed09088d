"""Schedules of others: what is read, what is only odd, what is wrong and how that is said."""

from __future__ import annotations

import doctest
import json
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.exchange import schedule_values
from agendaplanner.exchange.recognise import FORMATS, read_any
from agendaplanner.model.errors import AgendaError, FileError

EVENT = "<start>10:00</start><duration>00:30</duration><title>Peace</title>"


def xml(*events: str, conference: str = "<title>Oslo</title>", day: str = 'date="2027-02-11"') -> str:
    body = "\n".join(events)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n'
    return (
        f'{head}<conference>{conference}</conference>\n<day {day}>\n<room name="A">\n{body}\n</room></day></schedule>'
    )


def event(inside: str = EVENT, id_: str = "1", more: str = "") -> str:
    return f'<event id="{id_}"{more}>{inside}</event>'


@pytest.fixture
def read(tmp_path):
    """Reads text, bytes or plain values as a file would be."""

    def read_content(content, **options):
        path = tmp_path / "s.xml"
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_any(path, **options)

    return read_content


def only(imported):
    (session,) = imported.agenda.session.values()
    return session


def schedule(*events: dict, **conference) -> dict:
    day = {"index": 1, "date": "2027-02-11", "rooms": {"A": list(events)}}
    return {"schedule": {"version": "1", "conference": {"title": "Oslo", "days": [day]} | conference}}


TALK = {"id": 1, "date": "2027-02-11T10:00:00+01:00", "start": "10:00", "duration": "00:30", "title": "Peace"}


def test_examples_in_docstrings_are_true():
    assert doctest.testmod(schedule_values).failed == 0


# what is read


def test_markup_inside_a_text_is_kept_with_the_text(read):
    found = only(read(xml(event(EVENT + "<abstract>One <em>and</em> <b>two &amp; three</b>, four</abstract>"))))
    assert found.abstract == "One <em>and</em> <b>two &amp; three</b>, four"


def test_text_that_is_escaped_html_is_kept_as_it_is(read):
    assert only(read(xml(event(EVENT + "<abstract>&lt;p&gt;One&lt;/p&gt;</abstract>")))).abstract == "<p>One</p>"


def test_what_has_no_field_here_is_kept_for_the_way_out(read):
    more = '<feedback_url>https://example.org/f</feedback_url><odd a="1"/><recording><license>CC</license></recording>'
    found = only(read(xml(event(EVENT + more, more=' code="ABCDEF"'))))
    assert dict(found.source.fields) == {
        "feedback_url": "https://example.org/f",
        "odd": "a=1",
        "recording.license": "CC",
        "@code": "ABCDEF",
    }


def test_an_event_that_starts_before_the_day_changes_is_on_the_next_date(read):
    night = EVENT.replace("10:00", "01:30")
    found = only(read(xml(event(night), conference="<title>x</title><day_change>06:00</day_change>")))
    assert found.placement.start == datetime(2027, 2, 12, 1, 30)


def test_the_date_of_an_event_wins_over_its_start(read):
    found = only(read(xml(event(EVENT + "<date>2027-02-11T14:15:00+01:00</date>"))))
    assert found.placement.start == datetime(2027, 2, 11, 14, 15)


def test_a_date_without_a_time_goes_with_the_start(read):
    assert only(read(xml(event(EVENT + "<date>2027-02-11</date>")))).placement.start == datetime(2027, 2, 11, 10)
    assert only(read(schedule(TALK | {"date": "2027-02-11"}))).placement.start == datetime(2027, 2, 11, 10)
    assert only(read(schedule(TALK | {"date": None}))).placement.start == datetime(2027, 2, 11, 10)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("UTF-8", ""), ("UTF-8", "\ufeff"), ("ISO-8859-1", ""), ("UTF-16", ""), ("utf-16-le", "\ufeff")],
)
def test_any_encoding_that_the_file_names_is_read(read, encoding, mark):
    text = mark + xml(event(EVENT.replace("Peace", "Fragilité"))).replace("UTF-8", encoding.upper()[:6].rstrip("-"))
    text = text.replace("ISO-88", "ISO-8859-1")
    assert only(read(text.encode(encoding))).title == "Fragilité"


def test_json_in_utf_16_is_read_too(read):
    assert only(read(json.dumps(schedule(TALK)).encode("utf-16"))).title == "Peace"


def test_an_event_of_no_length_gets_the_length_of_a_slot_and_a_note(read):
    imported = read(
        xml(event(EVENT.replace("00:30", "00:00")), conference="<timeslot_duration>00:15</timeslot_duration>")
    )
    assert only(imported).duration_minutes == 15
    assert any("line 6, event 1: has no length; took 15 minutes" in note for note in imported.warnings)


def test_an_id_that_is_used_again_gets_another_and_a_note(read):
    imported = read(xml(event(), event(), event(id_="1-2")))
    assert sorted(imported.agenda.session) == ["s1", "s1-2", "s1-3"]
    assert sum("used again" in note for note in imported.warnings) == 1


def test_events_without_ids_are_read_without_ado(read):
    imported = read(xml(f"<event>{EVENT}</event>", f"<event>{EVENT}</event>"))
    assert len(imported.agenda.session) == 2
    assert not [note for note in imported.warnings if "id" in note.split()]


def test_one_person_under_two_names_is_noted_once_and_keeps_the_first(read):
    first = "<persons><person id='5'>Hanna Berg</person></persons>"
    other = "<persons><person id='5'>H. Berg</person></persons>"
    imported = read(xml(event(EVENT + first, "1"), event(EVENT + other, "2"), event(EVENT + other, "3")))
    assert [person.name for person in imported.agenda.people] == ["Hanna Berg"]
    assert sum("is “H. Berg” here" in note for note in imported.warnings) == 1


def test_people_are_told_apart_by_id_guid_code_or_else_by_name(read):
    people = [
        {"code": "AAAAAA", "name": "Hanna Berg"},
        {"code": "BBBBBB", "name": "Hanna Berg"},
        {"name": "Chidi Okafor", "biography": ""},
        {"public_name": "chidi okafor", "biography": "Knows."},
    ]
    agenda = read(schedule(*(TALK | {"id": i, "persons": [p]} for i, p in enumerate(people, 1)))).agenda
    assert sorted(person.name for person in agenda.people) == ["Chidi Okafor", "Hanna Berg", "Hanna Berg"]
    assert [p.biography for p in agenda.people if p.name == "Chidi Okafor"] == ["Knows."]


def test_rooms_of_schedule_json_keep_their_size_and_what_else_is_said(read):
    rooms = [{"name": "A", "guid": "g", "capacity": 60, "description": "Ground floor"}, {"name": "Empty"}]
    agenda = read(schedule(TALK, rooms=rooms)).agenda
    assert [(room.name, room.capacity) for room in agenda.rooms] == [("A", 60), ("Empty", None)]
    assert agenda.rooms[0].source.fields == (("description", "Ground floor"),)


def test_recording_terms_of_schedule_json_are_kept_as_schedule_xml_calls_them(read):
    found = read(schedule(TALK | {"recording_license": "CC", "do_not_record": True})).agenda
    assert b"<optout>true</optout>" in FORMATS["schedule-xml"](found)


def test_an_end_instead_of_a_duration_will_do(read):
    talk = {k: v for k, v in TALK.items() if k != "duration"} | {"end": "2027-02-11T11:15:00+01:00"}
    assert only(read(schedule(talk))).duration_minutes == 75


def test_an_event_listed_under_another_room_than_it_says_is_noted(read):
    assert "listed under room “A” but says “B”" in read(xml(event(EVENT + "<room>B</room>"))).warnings[1]
    assert "listed under room “A” but says “B”" in read(schedule(TALK | {"room": "B"})).warnings[0]


# time zones


@pytest.mark.parametrize(
    ("named", "zone", "note"),
    [
        ("Europe/Oslo", "Europe/Oslo", ""),
        ("", "Etc/GMT-1", ""),
        ("UTC", "Etc/GMT-1", "says UTC, but its times are in Etc/GMT-1"),
    ],
)
def test_the_zone_is_the_named_one_if_the_times_agree(read, named, zone, note):
    imported = read(schedule(TALK, time_zone_name=named))
    assert imported.agenda.meeting.timezone == zone
    assert only(imported).placement.start == datetime(2027, 2, 11, 10)
    assert note in " ".join(imported.warnings)
    assert bool(imported.warnings) == bool(note)


def test_times_of_several_zones_are_noted(read):
    other = TALK | {"id": 2, "date": "2027-02-11T12:00:00+05:30"}
    assert "but not all of its times" in read(schedule(TALK, other, time_zone_name="Europe/Oslo")).warnings[0]
    assert "taken as UTC" in read(schedule(TALK, other)).warnings[0]


def test_the_zone_that_is_asked_for_wins(read):
    assert read(schedule(TALK, time_zone_name="UTC"), timezone="Europe/Oslo").agenda.meeting.timezone == "Europe/Oslo"


def test_an_unknown_zone_in_the_file_is_the_files_fault_and_can_be_overruled(read):
    with pytest.raises(FileError, match=r"s\.xml: 'Mars/X' is no time zone\. Give the right one with --timezone"):
        read(schedule(TALK, time_zone_name="Mars/X"))
    assert read(schedule(TALK, time_zone_name="Mars/X"), timezone="UTC").agenda.meeting.timezone == "UTC"


# days


@pytest.mark.parametrize(
    ("days", "hours"),
    [
        (['date="2027-02-11"'], ["11 10:00-10:30"]),
        (['date="2027-02-11" start="2027-02-11T09:00:00" end="2027-02-11T18:00:00"'], ["11 09:00-18:00"]),
        (['date="2027-02-11" start="2031-02-11T09:00:00" end="2027-02-10T18:00:00"'], ["11 10:00-10:30"]),
        (['date="2027-02-12"', 'date="2027-02-11"'], ["11 10:00-10:30", "12 10:00-10:30"]),
        (['date="2027-02-11"', 'date="2027-02-11"'], ["11 10:00-10:30"]),
        (
            [
                'date="2027-02-11" start="2027-02-11T04:00:00" end="2027-02-12T04:05:00"',
                'date="2027-02-12" start="2027-02-12T04:00:00" end="2027-02-13T03:59:00"',
            ],
            ["11 04:00-04:05", "12 04:05-03:59"],
        ),
    ],
)
def test_days_open_as_the_source_says_and_wide_enough(read, days, hours):
    text = "".join(f'<day {day}><room name="A">{event(id_=str(i))}</room></day>' for i, day in enumerate(days))
    found = read(f"<schedule><conference><title>x</title></conference>{text}</schedule>").agenda.meeting.days
    assert [f"{day.opens:%d %H:%M}-{day.closes:%H:%M}" for day in found] == hours


def test_an_event_of_another_date_than_its_day_has_a_day_of_its_own(read):
    imported = read(xml(event(), event(EVENT + "<date>2027-03-01T09:00:00</date>", "2")))
    assert [day.date.isoformat() for day in imported.agenda.meeting.days] == ["2027-02-11", "2027-03-01"]


clocks = st.sampled_from(["00:00", "04:00", "9:30", "12:00", "23:59"])
dates = st.sampled_from(["2027-02-10", "2027-02-11", "2027-02-12", "2027-02-13"])
moments = st.builds("{}T{}:00{}".format, dates, clocks.map(lambda c: c.zfill(5)), st.sampled_from(["", "+01:00", "Z"]))
lengths = st.sampled_from(["00:00", "00:05", "1:30:00", "36:00", "100:00"])
words = st.text(st.characters(min_codepoint=32, codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=8)


@st.composite
def schedules(draw) -> str:
    """Well-formed schedule XML with days in any order and events wherever."""
    days = []
    for _ in range(draw(st.integers(1, 3))):
        events = []
        for _ in range(draw(st.integers(0, 3))):
            parts = [f"<start>{draw(clocks)}</start><duration>{draw(lengths)}</duration>"]
            parts += [f"<{name}>{escape(draw(words))}</{name}>" for name in ("title", "track", "type", "slug")]
            if draw(st.booleans()):
                parts.append(f"<date>{draw(st.one_of(moments, dates))}</date>")
            person = f"<person id='{draw(st.sampled_from(['', '5', 'x']))}'>{escape(draw(words))}</person>"
            parts.append(f"<persons>{person * draw(st.integers(0, 2))}</persons>")
            events.append(event("".join(parts), draw(st.sampled_from(["", "1", "2", "1-2", "ø"]))))
        hours = f'start="{draw(moments)}" end="{draw(moments)}"' if draw(st.booleans()) else ""
        room = escape(draw(words), {'"': "&quot;"})
        days.append(f'<day date="{draw(dates)}" {hours}><room name="{room}">{"".join(events)}</room></day>')
    return f"<schedule><conference><title>x</title></conference>{''.join(days)}</schedule>"


@given(text=schedules())
def test_whatever_a_well_formed_schedule_says_every_event_is_read_and_written_again(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.xml"
    path.write_text(text, encoding="utf-8")
    agenda = read_any(path, timezone="Europe/Oslo").agenda
    assert len(agenda.session) == text.count("<event ")
    assert not agenda.dangling_references()
    path.write_bytes(FORMATS["schedule-xml"](agenda))
    again = read_any(path, timezone="Europe/Oslo").agenda
    assert sorted((s.placement.start, s.duration_minutes) for s in again.session.values()) == sorted(
        (s.placement.start, s.duration_minutes) for s in agenda.session.values()
    )


@given(st.binary(max_size=200) | st.sampled_from([b"<a>", b"{", b"<schedule/>", b'{"schedule": {}}', b"\xff\xfe<\x00"]))
def test_any_bytes_are_either_read_or_refused_in_words(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    with pytest.raises(AgendaError, match=r"any\.bin.*: "):
        read_any(path)


# what is wrong


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE s [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>\n<schedule>&c;</schedule>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE schedule SYSTEM "file:///etc/hostname">\n<schedule/>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b" \n ", "This file is empty"),
        (b"PK\x03\x04abc", "This is in no format that can be read. What can be read: agenda JSON"),
        (b"[1]", "in no format"),
        (b"SQLite format 3\x00", "This is an agenda file already"),
        ("<!DOCTYPE html><html/>", "This is a web page, not a schedule"),
        ("<rss/>", "This XML is no schedule: it begins with <rss>"),
        ("<schedule><conference/></schedule>", "This schedule has no days"),
        (BOMB, "line 2: This XML declares a document type"),
        (OUTSIDE, "line 2: This XML declares a document type"),
        (xml(event())[:-30], "line 6: This XML is broken: unclosed token. It ends too early"),
        (xml(event())[:-11], "line 7: This XML is broken: no element found. It ends too early"),
        (xml(event()).replace("</start>", ""), "line 6: This XML is broken: mismatched tag"),
        (xml(event()).encode().replace(b"Peace", b"\xe9"), "line 6: This XML is broken: not well-formed"),
        (xml(event()).replace("UTF-8", "klingon"), "in an encoding that cannot be read: unknown encoding: klingon"),
        (xml(event(), day='date="11.2.2027"'), "line 4: '11.2.2027' is no date such as 2027-02-11. Correct it"),
        (xml(event(), day=""), "line 4: the date is missing"),
        (xml(event(), day='date="0001-01-01"'), "'0001-01-01' is no date"),
        (xml(event(EVENT.replace("10:00", "25:00"))), "line 6, event 1: '25:00' is no time of day such as 09:30"),
        (xml(event(EVENT.replace("00:30", "soon"))), "line 6, event 1: 'soon' is no duration such as 00:45"),
        (xml(event(EVENT.replace("00:30", "9" * 5000))), "event 1: '9{39}…' is no duration"),
        (xml(event(EVENT.replace("00:30", "200:00"))), "event 1: '200:00' is longer than a week"),
        (xml(event("<title>x</title><duration>00:30</duration>")), "line 6, event 1: the start is missing"),
        (xml(event("<title>x</title><start>10:00</start>")), "line 6, event 1: the duration is missing"),
        (xml(event(EVENT + "<date>tomorrow</date>")), "'tomorrow' is no time such as 2027-02-11T09:00:00"),
        (xml(event(), conference="<timeslot_duration>x</timeslot_duration>"), "line 3, timeslot_duration: 'x' is no"),
        ({"x": 1}, 'neither agenda nor schedule. An agenda has "format"'),
        ({"schedule": 5}, "no schedule: it has no schedule.conference"),
        ({"schedule": {"conference": {"title": "x"}}}, "This schedule has no days"),
        ({"schedule": {"conference": {"days": 5}}}, "conference, days: this should be a list"),
        ({"schedule": {"conference": {"days": ["x"]}}}, "conference, days, number 1: this should be an object"),
        ({"schedule": {"conference": {"days": [{}]}}}, "day 1: the date is missing"),
        (schedule(5), r"day 1 \(2027-02-11\), room A, number 1: this should be an object"),
        (schedule(TALK | {"persons": ["Hanna"]}), "event 1, persons, number 1: this should be an object"),
        (schedule(TALK | {"duration": ""}), "event 1: the duration is missing"),
        (schedule(TALK | {"date": "9999-12-31T23:00:00"}), "event 1: '9999-12-31T23:00:00' is no time"),
        (
            {"schedule": {"conference": {"days": [{"date": "2027-02-11", "rooms": 5}]}}},
            "rooms: this should be an object",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(read, content, words):
    with pytest.raises(AgendaError, match=words) as caught:
        read(content)
    assert str(caught.value).split(",")[0].split(":")[0].endswith("s.xml")


def test_all_faults_of_a_file_are_named_together(read):
    wrong = [event(EVENT.replace("10:00", "25:00"), "1"), event(), event(EVENT.replace("00:30", "x"), "3")]
    with pytest.raises(FileError) as caught:
        read(xml(*wrong))
    assert str(caught.value).splitlines()[1:] == [
        "  line 6, event 1: '25:00' is no time of day such as 09:30.",
        "  line 8, event 3: 'x' is no duration such as 00:45.",
        "Correct them in the file.",
    ]


def test_of_very_many_faults_the_first_ten_are_named(read):
    with pytest.raises(FileError, match=r"30 things make no sense:\n(  .*\n){10}  and 20 more\.\n"):
        read(xml(*(event("<start>10:00</start>", str(i)) for i in range(30))))


def test_a_file_that_is_far_too_large_is_not_read_whole():
    with pytest.raises(FileError, match="larger than 256 MB"):
        read_any(Path("/dev/zero"))


def test_xml_that_is_nested_very_deeply_does_no_harm(read):
    deep = "<a>" * 50_000 + "</a>" * 50_000
    assert only(read(xml(event(EVENT + f"<abstract>{deep}</abstract>")))).abstract.startswith("<a><a>")


def test_very_long_texts_are_read_in_good_time(read):
    long = "word &amp; " * 300_000
    assert len(only(read(xml(event(EVENT + f"<abstract>{long}</abstract>")))).abstract) == 7 * 300_000 - 1


@pytest.mark.parametrize("folder", [True, False])
def test_a_file_that_is_not_there_is_named(tmp_path, folder):
    with pytest.raises(FileError, match="folder, not a file" if folder else "There is no such file"):
        read_any(tmp_path if folder else tmp_path / "gone.xml")
