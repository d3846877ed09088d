from __future__ import annotations

from datetime import datetime, timedelta

import icalendar
import pytest
from calendar_readers import assert_sound, by_icalendar, seen
from hypothesis import given
from hypothesis import strategies as st
from meetings import BERG, OKAFOR, ROOM_A, agenda_of, changed, meeting, person, session
from strategies import agendas

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.calendar import CalendarOptions, calendar_of
from agendaplanner.calendars.events import uid
from agendaplanner.calendars.scopes import WHOLE
from agendaplanner.model.parts import Contribution, Link, Placement, Source
from agendaplanner.model.records import Paper, Track
from agendaplanner.model.text import one_line, without_controls
from agendaplanner.model.times import in_utc
from agendaplanner.model.versions import Edition

OSLO = meeting(
    uid_domain="oslo08", contact="Secretariat", contact_email="desk@example.org", venue="Fjord Centre", city="Oslo"
)
HANNA = changed(BERG, email="hanna.berg@example.org")
CHIDI = changed(OKAFOR, email="chidi@example.org", invitation="invited")


def meeting_calendar(agenda, **options):
    """The calendar of a meeting that has no history; with attendees, as organisers have it."""
    return calendar_of(Edition(agenda), WHOLE, CalendarOptions(**({"attendees": True} | options)))


def one(record, *others, **fields):
    """The only entry of the calendar of a meeting with one session."""
    agenda = agenda_of(changed(OSLO, **fields), HANNA, CHIDI, record, *others)
    (found,) = seen(meeting_calendar(agenda)).values()
    return found


def raw(record, *others, **fields) -> icalendar.Event:
    agenda = agenda_of(changed(OSLO, **fields), HANNA, CHIDI, record, *others)
    (found,) = icalendar.Calendar.from_ical(meeting_calendar(agenda)).walk("VEVENT")
    return found


def test_an_entry_says_when_and_where_and_what():
    entry = one(session("4b", "14:15", minutes=75))
    assert entry.start.isoformat() == "2008-02-11T13:15:00+00:00"
    assert entry.end - entry.start == timedelta(minutes=75)
    assert entry.summary == "4b Topic 4b"
    assert entry.location == "Room A, Fjord Centre, Oslo"
    assert entry.sequence == 0


@pytest.mark.parametrize(
    ("status", "word"), [("draft", "TENTATIVE"), ("confirmed", "CONFIRMED"), ("cancelled", "CANCELLED")]
)
def test_the_status_is_what_calendars_call_it(status, word):
    assert one(session("1", "09:00", status=status)).status == word


def test_breaks_do_not_make_people_busy():
    assert raw(session("", "10:30", None, kind="break"))["TRANSP"] == "TRANSPARENT"
    assert raw(session("1", "10:30"))["TRANSP"] == "OPAQUE"


def test_roles_are_attendees_and_whoever_leads_is_chair():
    roles = [("chair", "berg"), ("rapporteur", "okafor"), ("discussant", None)]
    event = raw(session("1", "09:00", roles=roles))
    found = {str(a): (a.params["ROLE"], a.params["CN"], a.params["PARTSTAT"]) for a in event["ATTENDEE"]}
    assert found == {
        "mailto:hanna.berg@example.org": ("CHAIR", "Hanna Berg", "ACCEPTED"),
        "mailto:chidi@example.org": ("REQ-PARTICIPANT", "Chidi Okafor", "NEEDS-ACTION"),
    }
    assert str(event["ORGANIZER"]) == "mailto:desk@example.org"
    assert event["DESCRIPTION"].startswith("Chair: H. Berg. Rapporteur: C. Okafor. Discussant: to be defined.")


def test_somebody_with_two_parts_comes_once_as_the_higher():
    entry = one(session("1", "09:00", roles=[("rapporteur", "berg"), ("chair", "berg")], attendees=("berg",)))
    assert entry.attendees == {("mailto:hanna.berg@example.org", "CHAIR")}


def test_what_is_published_names_nobody_s_address_but_the_organizers():
    agenda = agenda_of(OSLO, HANNA, session("1", "09:00", roles=[("chair", "berg")]))
    data = meeting_calendar(agenda, attendees=False)
    assert b"METHOD:PUBLISH" in data
    assert b"ATTENDEE" not in data
    assert b"hanna.berg" not in data
    assert b"mailto:desk@example.org" in data


def test_a_calendar_with_addresses_is_not_for_publishing_and_says_no_method():
    agenda = agenda_of(OSLO, HANNA, session("1", "09:00", roles=[("chair", "berg")]))
    assert b"METHOD" not in meeting_calendar(agenda)
    assert b"hanna.berg@example.org" in meeting_calendar(agenda).replace(b"\r\n ", b"")


def test_without_an_address_of_the_meeting_the_organizer_that_publishing_needs_has_none():
    event = raw(session("1", "09:00"), contact_email="")
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == ("invalid:nomail", "Secretariat")


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("hanna.berg+oslo@example.org", "mailto:hanna.berg+oslo@example.org"),
        (" hanna@example.org ", "mailto:hanna@example.org"),
        ("o'neill&sons@example.org", "mailto:o'neill%26sons@example.org"),
        ("50%?x@example.org", "mailto:50%25%3Fx@example.org"),
        ('"a;b, c"@example.org', "mailto:%22a%3Bb%2C%20c%22@example.org"),
        ("åse@blåbær.example.org", "mailto:%C3%A5se@xn--blbr-roah.example.org"),
        ("a@example.org, b@example.org", ""),
        ("a;b@example.org", ""),
        ("a@example.org\r\nATTENDEE:mailto:evil@example.org", ""),
        ("a..b@example.org", ""),
        ("a@-", ""),
        ("nobody", ""),
        ("@example.org", ""),
        ("", ""),
    ],
)
def test_only_a_single_address_becomes_one(address, uri):
    assert mail_uri(address) == uri


def test_the_description_has_what_a_participant_should_know():
    paper = Paper(id="a1", title="Lessons", symbol="DCD/DAC(2008)1", link="https://example.org/1", sessions=("s1",))
    described = one(
        session(
            "1",
            "09:00",
            abstract="<p>What works &amp; what does not</p><p>In crisis</p>",
            questions=("Who\nleads?",),
            contributions=(Contribution(title="Sudan", presenters=("berg",), minutes=10),),
            links=(Link(href="https://example.org/video", title="Video"), Link(href="javascript:x", title="Bad")),
        ),
        paper,
    ).description
    assert described.splitlines() == [
        "• Sudan, Hanna Berg (10 min)",
        "",
        "What works & what does not",
        "In crisis",
        "",
        "For discussion:",
        "• Who leads?",
        "",
        "Documents:",
        "• DCD/DAC(2008)1 Lessons",
        "  https://example.org/1",
        "",
        "Video: https://example.org/video",
    ]


def test_the_track_is_the_category_and_a_comma_in_it_does_not_make_two():
    event = raw(session("1", "09:00", track="t"), Track(id="t", name="Peace, early"))
    assert [str(each) for each in event["CATEGORIES"].cats] == ["Peace, early"]


def test_only_web_addresses_are_links():
    assert "URL" not in raw(session("1", "09:00", source=Source(url="file:///etc/passwd")))
    assert raw(session("1", "09:00", source=Source(url="https://example.org/1")))["URL"] == "https://example.org/1"


def test_ids_that_calendars_could_not_hold_still_make_uids_that_stay():
    agenda = agenda_of(OSLO, session("1", "09:00", id="a\r\nb; ü"))
    (found,) = seen(meeting_calendar(agenda))
    assert found == uid(agenda, agenda.session["a\r\nb; ü"])
    assert found.endswith("@oslo08")
    assert found.isascii()


def test_two_meetings_with_the_same_ids_have_different_uids():
    records = [session("1", "09:00")]
    a, b = agenda_of(OSLO, *records), agenda_of(changed(OSLO, uid_domain="lima09"), *records)
    assert uid(a, a.session["s1"]) != uid(b, b.session["s1"])
    without = agenda_of(changed(OSLO, uid_domain=""), *records)
    assert uid(without, without.session["s1"]) == uid(without, without.session["s1"])


def test_an_hour_that_comes_twice_is_told_in_utc():
    night = Placement(start=datetime(2008, 10, 26, 1, 30), room="a")
    entry = one(changed(session("1", "09:00"), placement=night, duration_minutes=90))
    assert (entry.end - entry.start, entry.end.hour) == (timedelta(minutes=90), 1)


def test_a_meeting_in_utc_needs_no_zone():
    data = meeting_calendar(agenda_of(changed(OSLO, timezone="UTC"), session("1", "09:00")))
    assert b"VTIMEZONE" not in data
    assert b"DTSTART:20080211T090000Z" in data
    seen(data)


NASTY = st.one_of(
    st.sampled_from(
        [
            'Anna "Nan" O\'Neill; Ltd, (UN)',
            "line\r\nATTENDEE:mailto:evil@example.org",
            "\\n \\, \\; ^n ^'",
            "مرحبا بكم في أوسلو " * 5,
            "👩🏽‍💻🏳️‍🌈" * 12,
            "ž" * 80,
            "bell\x07 null\x00 esc\x1b[31m del\x7f nel\x85",
            "\u202eright to left",
            "BEGIN:VEVENT",
            " ",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=120),
)


@given(name=NASTY, title=NASTY, abstract=NASTY, room=NASTY, email=NASTY)
def test_whatever_people_type_stays_inside_its_field(name, title, abstract, room, email):
    agenda = agenda_of(
        changed(OSLO, title=title or "x", venue=""),
        changed(ROOM_A, name=room),
        changed(HANNA, name=name),
        person("x", "", "", email=email),
        session("1", "09:00", title=title, abstract=abstract, roles=[("chair", "berg")], attendees=("x",)),
    )
    data = meeting_calendar(agenda)
    (entry,) = seen(data).values()
    assert entry.summary == one_line(f"1 {title}")
    assert entry.location == ", ".join(filter(None, [one_line(room), "Oslo"]))
    assert ("mailto:hanna.berg@example.org", "CHAIR") in entry.attendees
    assert len(entry.attendees) == 1 + bool(mail_uri(email))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    assert one_line(name).replace("\\", "/") in [each.params.get("CN", "") for each in attendees]
    assert without_controls(entry.description) == entry.description


@given(agendas(min_sessions=1))
def test_any_agenda_gives_a_calendar_that_both_readers_understand(agenda):
    data = meeting_calendar(agenda)
    found = seen(data)
    placed = {uid(agenda, s): s for s in agenda.sessions if s.placement is not None}
    assert found.keys() == placed.keys()
    for id_, record in placed.items():
        assert found[id_].start == in_utc(agenda.meeting, record.placement.start)
        assert found[id_].end - found[id_].start == timedelta(minutes=record.duration_minutes)


def test_long_lines_are_folded_between_letters():
    data = meeting_calendar(agenda_of(OSLO, session("1", "09:00", title="Žižkov 👩🏽‍💻 " * 30)))
    assert_sound(data)
    assert by_icalendar(data).popitem()[1].summary == ("1 " + "Žižkov 👩🏽‍💻 " * 30).strip()
