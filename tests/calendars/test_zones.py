from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_readers import READERS, seen
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, changed, meeting, session

from agendaplanner.calendars.calendar import calendar_of
from agendaplanner.calendars.scopes import WHOLE
from agendaplanner.model.parts import Placement
from agendaplanner.model.versions import Edition

ZONES = (
    "Europe/Oslo",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Etc/GMT-1",
)


def calendar_at(zone: str, *starts: datetime, minutes: int = 60) -> bytes:
    sessions = [
        changed(session(str(i)), duration_minutes=minutes, placement=Placement(start=start, room="a"))
        for i, start in enumerate(starts)
    ]
    agenda = agenda_of(meeting(timezone=zone, days=(), uid_domain="x"), *sessions)
    return calendar_of(Edition(agenda), WHOLE)


def onsets(data: bytes) -> list[datetime]:
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    return [rule["DTSTART"].dt for rule in zone.subcomponents]


def test_a_meeting_in_one_year_has_the_rules_of_that_year_only():
    assert onsets(calendar_at("Europe/Oslo", datetime(2008, 2, 11, 9))) == [
        datetime(2008, 1, 1),
        datetime(2008, 3, 30, 2),
        datetime(2008, 10, 26, 3),
    ]


def test_a_meeting_over_new_year_has_both_years():
    data = calendar_at("Europe/Oslo", datetime(2008, 12, 31, 23), minutes=120)
    assert [each.year for each in onsets(data)] == [2008, 2008, 2008, 2009, 2009]


def test_a_zone_without_daylight_saving_has_one_rule():
    assert onsets(calendar_at("Asia/Kathmandu", datetime(2027, 2, 11, 9))) == [datetime(2027, 1, 1)]


def test_the_onset_is_told_on_the_clock_that_held_before():
    (zone,) = icalendar.Calendar.from_ical(calendar_at("America/New_York", datetime(2027, 6, 1))).walk("VTIMEZONE")
    told = [(r.name, r["DTSTART"].dt, r["TZOFFSETFROM"].td, r["TZOFFSETTO"].td) for r in zone.subcomponents]
    hours = [timedelta(hours=-5), timedelta(hours=-4)]
    assert told[1] == ("DAYLIGHT", datetime(2027, 3, 14, 2), hours[0], hours[1])
    assert told[2] == ("STANDARD", datetime(2027, 11, 7, 2), hours[1], hours[0])


@pytest.mark.parametrize("zone", ZONES)
def test_every_week_of_a_year_is_at_the_same_moment_for_every_reader(zone):
    starts = [datetime(2027, 1, 4, 9, 30) + timedelta(weeks=i) for i in range(52)]
    entries = sorted(each.start for each in seen(calendar_at(zone, *starts)).values())
    assert entries == [start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for start in starts]


@pytest.mark.logs_warnings  # vobject, of a zone that is at UTC all year
@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(1990, 1, 1), datetime(2036, 12, 30)).map(lambda d: d.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 600),
)
def test_any_moment_in_any_zone_is_the_same_for_every_reader(zone, start, minutes):
    local = start.replace(tzinfo=ZoneInfo(zone))
    there = local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == start
    data = calendar_at(zone, start, minutes=minutes)
    for read in READERS:
        (entry,) = read(data).values()
        # a time that the clocks skip is nowhere; readers differ by that hour, and nobody meets then
        assert not there or entry.start == local.astimezone(UTC)
        assert not there or entry.end == local.astimezone(UTC) + timedelta(minutes=minutes)
