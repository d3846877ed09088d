"""Busy times of a person: what is taken from a calendar, on whose clock, and what is said of files that make no sense."""

from __future__ import annotations

import doctest
import importlib

import pytest
from calendar_writing import OSLO_OF_OUTLOOK, calendar, event
from meetings import BERG, agenda_of, between, changed, meeting

from agendaplanner.calendars.reading.busy import read_busy
from agendaplanner.model.actions_away import BUSY, take_busy
from agendaplanner.model.errors import FileError, UsageError

HANNA = changed(BERG, email="hanna.berg@example.org")


def busy(*parts: str, agenda=None, **options) -> list[str]:
    """When Hanna is busy, as "11 09:00-10:00": day, start and end on the meeting's clock."""
    found = read_busy(calendar(*parts, **options), agenda or agenda_of(HANNA), HANNA, source="hanna.ics")
    assert all(period.reason == BUSY for period in found.periods)
    return [f"{p.start:%d %H:%M}-{p.end:%H:%M}" for p in found.periods]


@pytest.mark.parametrize("module", ["lines", "zones", "values", "days"])
def test_examples_in_the_words_of_the_modules(module):
    assert doctest.testmod(importlib.import_module(f"agendaplanner.calendars.reading.{module}")).failed == 0


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        ("DTSTART:20080211T080000Z", "11 09:00-10:00"),
        ("DTSTART;TZID=Europe/Oslo:20080211T090000", "11 09:00-10:00"),
        ("DTSTART;TZID=America/New_York:20080211T030000", "11 09:00-10:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20080211T090000", "11 09:00-10:00"),
        ('DTSTART;TZID="Eastern Standard Time":20080211T030000', "11 09:00-10:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20080211T080000", "11 09:00-10:00"),
        ("DTSTART;TZID=europe/oslo:20080211T090000", "11 09:00-10:00"),
        ("DTSTART;TZID=GMT+0530:20080211T133000", "11 09:00-10:00"),
        ("DTSTART;TZID=Customized Time Zone:20080211T090000", "11 09:00-10:00"),
        ("DTSTART:20080211T090000", "11 09:00-10:00"),
        ("DTSTART;VALUE=DATE-TIME:20080211T090000", "11 09:00-10:00"),
    ],
)
def test_times_are_put_on_the_clock_of_the_meeting(start, seen):
    assert busy(OSLO_OF_OUTLOOK, event(f"{start}|DURATION:PT1H")) == [seen]


def test_times_without_zone_are_in_the_one_that_the_calendar_names():
    head = "VERSION:2.0\nX-WR-TIMEZONE:Europe/London"
    assert busy(event("DTSTART:20080211T080000|DURATION:PT1H"), head=head) == ["11 09:00-10:00"]
    # a whole day is that day wherever one is
    assert busy(event("DTSTART;VALUE=DATE:20080212"), head=head) == ["12 00:00-00:00"]


def test_whole_days_and_long_absences_are_cut_to_the_days_of_the_meeting():
    assert busy(event("DTSTART;VALUE=DATE:20080201|DTEND;VALUE=DATE:20080212")) == ["11 00:00-00:00"]
    assert busy(event("DTSTART;VALUE=DATE:20080213")) == []
    assert busy(event("DTSTART:20080210T220000Z|DTEND:20080211T090000Z")) == ["11 00:00-10:00"]


def test_what_touches_is_one_absence():
    parts = [event(f"DTSTART:20080211T{hour:02d}0000Z|DURATION:PT1H", uid=str(hour)) for hour in (8, 9, 12)]
    assert busy(*parts) == ["11 09:00-11:00", "11 13:00-14:00"]


@pytest.mark.parametrize(
    "line",
    [
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Hanna:MAILTO:Hanna.Berg@example.org",
    ],
)
def test_what_keeps_nobody_away_is_left_out(line):
    assert busy(event(f"DTSTART:20080211T080000Z|DURATION:PT1H|{line}")) == []


def test_another_persons_no_is_not_hers():
    line = "ATTENDEE;PARTSTAT=DECLINED:mailto:somebody@example.org"
    assert busy(event(f"DTSTART:20080211T080000Z|DURATION:PT1H|{line}")) == ["11 09:00-10:00"]


def test_the_meetings_own_sessions_keep_nobody_from_it():
    agenda = agenda_of(HANNA, meeting(uid_domain="abcd"))
    part = event("DTSTART:20080211T080000Z|DURATION:PT1H", uid="s1@abcd")
    assert busy(part, agenda=agenda) == []
    assert busy(part) == ["11 09:00-10:00"]


def test_a_series_is_busy_on_each_of_its_times_but_those_left_out_or_moved():
    weekly = "DTSTART;TZID=Europe/Oslo:20070101T090000|DURATION:PT30M|RRULE:FREQ=DAILY"
    moved = event("RECURRENCE-ID;TZID=Europe/Oslo:20080212T090000|DTSTART:20080212T140000Z|DURATION:PT1H")
    assert busy(event(weekly)) == ["11 09:00-09:30", "12 09:00-09:30"]
    assert busy(event(f"{weekly}|EXDATE;TZID=Europe/Oslo:20080211T090000")) == ["12 09:00-09:30"]
    assert busy(event(weekly), moved) == ["11 09:00-09:30", "12 15:00-16:00"]
    assert busy(moved, event(weekly)) == ["11 09:00-09:30", "12 15:00-16:00"]
    gone = event("RECURRENCE-ID:20080212T080000Z|DTSTART:20080212T080000Z|DURATION:PT30M|STATUS:CANCELLED")
    assert busy(event(weekly), gone) == ["11 09:00-09:30"]


def test_free_busy_as_servers_tell_it():
    part = """BEGIN:VFREEBUSY
FREEBUSY;FBTYPE=BUSY:20080211T080000Z/PT1H,20080211T120000Z/20080211T130000Z
FREEBUSY;FBTYPE=FREE:20080212T080000Z/PT8H
END:VFREEBUSY"""
    assert busy(part) == ["11 09:00-10:00", "11 13:00-14:00"]


def test_only_the_newest_of_an_event_that_is_there_twice_counts():
    old = event("DTSTART:20080211T080000Z|DURATION:PT1H|SEQUENCE:1")
    new = event("DTSTART:20080211T120000Z|DURATION:PT1H|SEQUENCE:2")
    assert busy(new, old) == ["11 13:00-14:00"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hello", "hanna.ics: This is no calendar file"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", "hanna.ics, line 1: The VCALENDAR that begins here never ends."),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VCALENDAR", "line 3: END:VTODO closes what was not opened"),
        (b"BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR", "old version 1.0"),
        (calendar(event("SUMMARY:x")), "hanna.ics, line 4: this event has no start"),
        (calendar(event("DTSTART:2008-02-11")), "line 6: '2008-02-11' is no date or time"),
        (calendar(event("DTSTART:20080230T090000")), "line 6: '20080230T090000' is no date that the calendar has"),
        (calendar(event("DTSTART:20080211T250000")), "line 6: '20080211T250000' is no time of day"),
        (calendar(event("DTSTART;TZID=Mars/Olympus:20080211T090000")), "there is no time zone 'Mars/Olympus'"),
        (calendar(event("DTSTART:20080211T090000Z|DTEND:20080211T080000Z")), "line 7: the event ends before it starts"),
        (calendar(event("DTSTART:20080211T090000Z|DURATION:1H")), "line 7: '1H' is no length of time"),
        (calendar(event("DTSTART:20080211T090000Z|RRULE:FREQ=SOMETIMES")), "line 7: this rule of repetition makes no sense"),
        (calendar(event("DTSTART:20080211T090000Z|RRULE:FREQ=YEARLY;BYDAY=99MO")), "line 7: this rule of repetition"),
        (calendar(event("DTSTART:20080211T090000Z|RRULE:FREQ=DAILY;INTERVAL=0")), "line 7: this rule of repetition"),
        (calendar(event("DTSTART:x"), event("DTSTART:y", uid="two")), "2 things make no sense"),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_refused_with_its_lines(data, says):
    with pytest.raises(FileError) as refused:
        read_busy(data, agenda_of(HANNA), HANNA, source="hanna.ics")
    assert says in str(refused.value)


def test_lines_are_counted_as_an_editor_shows_them_though_others_are_folded():
    folded = calendar(event("SUMMARY:a\r\n very\r\n long one|DTSTART:nonsense").replace("\r\n", "\n"))
    with pytest.raises(FileError, match="line 9: 'nonsense'"):
        read_busy(folded, agenda_of(HANNA), HANNA, source="hanna.ics")


def test_a_stray_line_is_said_and_stops_nothing():
    found = read_busy(
        calendar(event("DTSTART:20080211T080000Z|DURATION:PT1H|the rest of a broken description")),
        agenda_of(HANNA),
        HANNA,
        source="hanna.ics",
    )
    assert len(found.periods) == 1
    assert found.notes == ("line 8 is no line of a calendar ('the rest of a broken description'); it was left out.",)


@pytest.mark.parametrize("often", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_a_rule_that_would_keep_the_program_busy_is_not_followed(often):
    found = read_busy(
        calendar(event(f"DTSTART:20080211T080000Z|DURATION:PT1M|RRULE:FREQ={often};BYMONTH=2;BYMONTHDAY=30")),
        agenda_of(HANNA),
        HANNA,
        source="hanna.ics",
    )
    assert [f"{p.start:%H:%M}" for p in found.periods] == ["09:00"]
    assert "only the first time was taken" in found.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_old_programs(encoding):
    text = calendar(event("DTSTART:20080211T080000Z|DURATION:PT1H|SUMMARY:Møte på Ås")).decode()
    found = read_busy(text.encode(encoding), agenda_of(HANNA), HANNA, source="hanna.ics")
    assert len(found.periods) == 1
    assert bool(found.notes) == (encoding == "cp1252")


def test_a_meeting_without_days_has_nothing_to_be_busy_on():
    with pytest.raises(UsageError, match="no days yet"):
        read_busy(calendar(), agenda_of(HANNA, meeting(days=())), HANNA, source="hanna.ics")


def test_reading_again_replaces_what_was_read_and_keeps_what_the_organiser_noted():
    agenda = agenda_of(changed(HANNA, away=(between("16:00", "18:00", reason="flight"),)))

    def take(agenda, *parts):
        found = read_busy(calendar(*parts), agenda, HANNA, source="hanna.ics")
        return agenda.apply(take_busy(agenda, "berg", found.periods))

    once = take(agenda, event("DTSTART:20080211T080000Z|DURATION:PT1H"))
    assert [p.reason for p in once.person["berg"].away] == [BUSY, "flight"]
    assert take_busy(once, "berg", [p for p in once.person["berg"].away if p.reason == BUSY]).edits == ()
    again = take(once, event("DTSTART:20080211T120000Z|DURATION:PT1H"))
    assert [f"{p.start:%H:%M} {p.reason}" for p in again.person["berg"].away] == [f"13:00 {BUSY}", "16:00 flight"]
    assert take(again).person["berg"].away == agenda.person["berg"].away
