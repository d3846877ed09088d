"""Series unrolled here and by recurring-ical-events, which shares no code with this reader: they must agree."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from calendar_writing import calendar, event
from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.calendars.reading.lines import parse
from agendaplanner.calendars.reading.occurrences import Reading, occurrences
from agendaplanner.calendars.reading.zones import Zones
from agendaplanner.model.faults import Faults

SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def ours(data: bytes) -> list[tuple[datetime, datetime]]:
    calendars, notes = parse(data, source="x.ics")
    faults = Faults("x.ics")
    events = [part for each in calendars for part in each.parts if part.name == "VEVENT"]
    found = occurrences(events, Reading(Zones(calendars), ZoneInfo("Europe/Oslo"), SINCE, UNTIL, faults, notes))
    faults.done()
    return sorted((each.start, each.end) for each in found if each.end > SINCE and each.start < UNTIL)


def theirs(data: bytes) -> list[tuple[datetime, datetime]]:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(SINCE, UNTIL)
    spans = ((each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in found)
    return sorted(span for span in spans if span[1] > SINCE and span[0] < UNTIL)


FREQUENCIES = st.one_of(
    st.just("FREQ=DAILY"),
    st.builds("FREQ=WEEKLY;BYDAY={}".format, st.sampled_from(["MO", "TU,TH", "SU"])),
    st.builds("FREQ=MONTHLY;BYDAY={}{}".format, st.sampled_from([1, 2, -1]), st.sampled_from(["MO", "FR"])),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 31, -1])),
    st.builds("FREQ=YEARLY;BYMONTH={};BYMONTHDAY=11".format, st.integers(1, 12)),
)
ENDS = st.sampled_from(["", ";COUNT=5", ";COUNT=400", ";UNTIL=20270401T070000Z", ";UNTIL=20270701"])


@given(
    FREQUENCIES,
    st.integers(1, 3),
    ENDS,
    st.sampled_from(["2026", "2027"]),
    st.sampled_from(["Europe/Oslo", "America/New_York", "Pacific/Apia"]),
    st.sets(st.integers(1, 28), max_size=3),
    st.booleans(),
)
def test_two_readers_agree_on_when_a_series_takes_place(rule, interval, ends, year, zone, left_out, moved):
    if ends == ";UNTIL=20270701":
        ends += "T000000Z"
    lines = [f"DTSTART;TZID={zone}:{year}0304T091500", "DURATION:PT45M", f"RRULE:{rule};INTERVAL={interval}{ends}"]
    lines += [f"EXDATE;TZID={zone}:202703{day:02d}T091500" for day in sorted(left_out)]
    parts = [event("|".join(lines))]
    if moved:
        there = sorted(start for start, _ in ours(calendar(*parts)))
        if there:
            at = there[len(there) // 2]
            parts.append(
                event(f"RECURRENCE-ID:{at:%Y%m%dT%H%M%SZ}|DTSTART:{at:%Y%m%d}T230000Z|DURATION:PT10M|SEQUENCE:1")
            )
    data = calendar(*parts)
    assert ours(data) == theirs(data)
