"""A calendar of sessions as a new agenda: what becomes of each property, and our own calendars read back."""

from __future__ import annotations

import contextlib

import pytest
from calendar_writing import calendar, event
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import BERG, agenda_of, changed, meeting, session, two_rooms

from agendaplanner.calendars.calendar import calendar_of
from agendaplanner.calendars.reading.busy import read_busy
from agendaplanner.calendars.reading.sessions import read_sessions
from agendaplanner.calendars.scopes import WHOLE
from agendaplanner.exchange.agenda_json import write_agenda_json
from agendaplanner.model.codec import decode_agenda
from agendaplanner.model.errors import FileError
from agendaplanner.model.times import when
from agendaplanner.model.versions import Edition

CONFERENCE = calendar(
    event(
        """DTSTART;TZID=America/Halifax:20270211T090000
DTEND;TZID=America/Halifax:20270211T103000
SUMMARY:Opening\\, with coffee; and tea
LOCATION:Harbour Hall
CATEGORIES:Peace\\, security,Other
STATUS:TENTATIVE
DESCRIPTION:First line\\nSecond line
URL:https://example.org/opening
ORGANIZER;CN=The secretariat:mailto:office@example.org
ATTENDEE;ROLE=CHAIR;CN="Berg, Hanna":mailto:hanna@example.org
ATTENDEE;CN=Chidi Okafor;PARTSTAT=DECLINED:mailto:chidi@example.org
ATTENDEE;CUTYPE=ROOM;CN=Harbour Hall:mailto:hall@example.org""",
        uid="a",
    ),
    event("DTSTART;TZID=America/Halifax:20270211T223000|DURATION:PT3H|SUMMARY:Reception", uid="b"),
    event("DTSTART;TZID=America/Halifax:20270212T090000|DURATION:PT45M|SUMMARY:Closing|STATUS:CANCELLED", uid="c"),
    event("DTSTART;VALUE=DATE:20270211|SUMMARY:The conference", uid="d"),
    head="VERSION:2.0\nX-WR-CALNAME:Planning\\; and more",
)


def read(data: bytes, **options):
    agenda, notes = read_sessions(data, source="meeting.ics", **options)
    assert not agenda.dangling_references()
    return agenda, notes


def test_each_entry_is_a_session_with_its_room_people_and_times():
    agenda, notes = read(CONFERENCE)
    assert (agenda.meeting.title, agenda.meeting.timezone) == ("Planning; and more", "America/Halifax")
    assert (agenda.meeting.contact, agenda.meeting.contact_email) == ("The secretariat", "office@example.org")
    assert [when(day.opens, day.closes) for day in agenda.meeting.days] == [
        "Thu 11 Feb 09:00-01:30",
        "Fri 12 Feb 09:00-09:45",
    ]
    opening, reception, closing = agenda.sessions
    assert opening.title == "Opening, with coffee; and tea"
    assert (opening.status, reception.status, closing.status) == ("draft", "confirmed", "cancelled")
    assert (opening.duration_minutes, reception.duration_minutes, closing.duration_minutes) == (90, 180, 45)
    assert opening.description == "First line\nSecond line" or "First line" in opening.description
    assert [room.name for room in agenda.rooms] == ["Harbour Hall"]
    assert agenda.track[opening.track].name == "Peace, security"
    assert [agenda.person[role.person].name for role in opening.roles] == ["Berg, Hanna"]
    assert {p.name: (p.email, p.invitation) for p in agenda.people} == {
        "Berg, Hanna": ("hanna@example.org", "invited"),
        "Chidi Okafor": ("chidi@example.org", "declined"),
    }
    assert opening.attendees == (next(p.id for p in agenda.people if p.name == "Chidi Okafor"),)
    assert opening.source.url == "https://example.org/opening"
    assert not reception.takes_room
    assert notes == ("line 32: “The conference” lasts whole days, which no session does; it was left out.",)


def test_the_same_calendar_gives_the_same_ids():
    first, second = read(CONFERENCE)[0], read(CONFERENCE)[0]
    assert set(first.session) == set(second.session)
    assert first.person == second.person


def test_a_series_becomes_sessions_each_with_its_own_id():
    data = calendar(event("DTSTART:20270211T090000Z|DURATION:PT1H|SUMMARY:Briefing|RRULE:FREQ=DAILY;COUNT=3"))
    agenda, _ = read(data)
    assert len(agenda.session) == 3
    assert [s.placement.start.day for s in agenda.sessions] == [11, 12, 13]


def test_the_time_zone_is_the_callers_or_that_of_most_entries_or_said_to_be_unknown():
    assert read(CONFERENCE, timezone="Europe/Oslo")[0].sessions[0].placement.start.hour == 14
    agenda, notes = read(calendar(event("DTSTART:20270211T090000Z|DURATION:PT1H")))
    assert agenda.meeting.timezone == "UTC"
    assert "names no time zone" in notes[0]


def test_a_calendar_of_this_program_gives_back_its_ids_and_places():
    agenda = agenda_of(
        meeting(uid_domain="0123456789abcdef"),
        changed(BERG, email="hanna@example.org"),
        *two_rooms().session.values(),
        session("4", "23:30", "b", day=1, minutes=90),
    )
    back, notes = read(calendar_of(Edition(agenda), WHOLE))
    assert notes == ()
    assert back.meeting.uid_domain == agenda.meeting.uid_domain
    assert back.meeting.timezone == agenda.meeting.timezone
    assert {s.id: (s.placement.start, s.duration_minutes) for s in back.sessions} == {
        s.id: (s.placement.start, s.duration_minutes) for s in agenda.sessions
    }


def test_a_calendar_without_any_time_of_day_is_no_agenda():
    with pytest.raises(FileError, match="no entry with a time of day"):
        read(calendar(event("DTSTART;VALUE=DATE:20270211")))


LINES = CONFERENCE.decode().split("\r\n")
NASTY_LINES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "DTSTART:", "DTSTART:20270211T090000Z",
        "DTSTART;TZID=:20270211T090000", "DTSTART;VALUE=DATE:00010101", "DTEND:22001231T235959Z", "DURATION:-PT1H",
        "DURATION:P9999999W", "RRULE:FREQ=DAILY;COUNT=999999", "RRULE:FREQ=YEARLY;BYDAY=99MO", "RRULE:COUNT",
        "RRULE:FREQ=WEEKLY;UNTIL=20270230", "RDATE;VALUE=PERIOD:20270211T090000Z/PT1H,x/y", "EXDATE:20270211",
        "RECURRENCE-ID:20270211T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:x", "ATTENDEE;CN=\"a:mailto:x", "UID:a",
        "SUMMARY:\\", "CATEGORIES:\\,,", " folded", "\tfolded", ";:", "X;Y=\"", "ORGANIZER:mailto:@", "SEQUENCE:99999999999",
        "TZID:x", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "LOCATION:\x00\x07", "DTSTART;TZID=UTC+99:20270211T090000",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), NASTY_LINES | st.none()), max_size=6))
def test_a_file_of_nonsense_is_read_or_refused_and_breaks_nothing(edits):
    lines = list(LINES)
    for at, line in edits:
        if line is None:
            del lines[at : at + 1]
        else:
            lines.insert(at, line)
    data = "\r\n".join(lines).encode()
    with contextlib.suppress(FileError):
        agenda, _ = read_sessions(data, source="x.ics")
        assert not agenda.dangling_references()
        assert decode_agenda(write_agenda_json(agenda)) == agenda  # what was read can be kept
    with contextlib.suppress(FileError):
        read_busy(data, agenda_of(), BERG, source="x.ics")
