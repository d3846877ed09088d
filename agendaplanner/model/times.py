"""The meeting's clock: whole minutes since midnight of its first day, wall time, and zone-aware times at the edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.parts import Day
    from agendaplanner.model.records import Meeting, Session

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def epoch(meeting: Meeting) -> datetime:
    """Give minute 0 of the meeting's clock: midnight at the start of its first day (of 1970 where it has no day)."""
    return datetime.combine(meeting.days[0].date if meeting.days else date(1970, 1, 1), time())


def minute_of(meeting: Meeting, moment: datetime) -> int:
    """Give a wall time as minutes of the meeting's clock; negative before the first day."""
    return round((moment - epoch(meeting)).total_seconds() / 60)


def moment_of(meeting: Meeting, minute: int) -> datetime:
    """Give a minute of the meeting's clock as wall time."""
    return epoch(meeting) + timedelta(minutes=minute)


def aware(meeting: Meeting, moment: datetime) -> datetime:
    """Give a wall time as a time in the meeting's zone."""
    return moment.replace(tzinfo=ZoneInfo(meeting.timezone))


def in_utc(meeting: Meeting, moment: datetime) -> datetime:
    """Give a wall time as UTC."""
    return aware(meeting, moment).astimezone(UTC)


def iso(meeting: Meeting, moment: datetime) -> str:
    """Give a wall time as ISO 8601 with the zone's offset, as ``--json`` prints it."""
    return aware(meeting, moment).isoformat()


def end_of(session: Session) -> datetime | None:
    """Give the wall time at which a placed session ends; None while it waits."""
    if session.placement is None:
        return None
    return session.placement.start + timedelta(minutes=session.duration_minutes)


def day_of(meeting: Meeting, moment: datetime) -> Day | None:
    """Give the day of the meeting that a moment belongs to: the one that is open then, else the one of its date."""
    for day in meeting.days:
        if day.opens <= moment < day.closes:
            return day
    return next((day for day in meeting.days if day.date == moment.date()), None)


def short_day(moment: date) -> str:
    """Write a date for people, short.

    >>> short_day(date(2008, 2, 11))
    'Mon 11 Feb'
    """
    return f"{DAY_NAMES[moment.weekday()][:3]} {moment.day} {MONTH_NAMES[moment.month - 1][:3]}"


def long_day(moment: date) -> str:
    """Write a date for people.

    >>> long_day(date(2008, 2, 11))
    'Monday 11 February'
    """
    return f"{DAY_NAMES[moment.weekday()]} {moment.day} {MONTH_NAMES[moment.month - 1]}"


def clock(moment: datetime) -> str:
    """Write a time of day for people.

    >>> clock(datetime(2008, 2, 11, 9, 5))
    '09:05'
    """
    return f"{moment:%H:%M}"


def clock_range(start: datetime, end: datetime) -> str:
    """Write a stretch of a day for people.

    >>> clock_range(datetime(2008, 2, 11, 9), datetime(2008, 2, 11, 10, 30))
    '09:00-10:30'
    """
    return f"{start:%H:%M}-{end:%H:%M}"


def when(start: datetime, end: datetime) -> str:
    """Write day and times for people.

    >>> when(datetime(2008, 2, 11, 13), datetime(2008, 2, 11, 14, 30))
    'Mon 11 Feb 13:00-14:30'
    """
    return f"{short_day(start)} {clock_range(start, end)}"


def date_range(days: Sequence[Day]) -> str:
    """Write the days of a meeting for people: "11-12 February 2008", "30 January - 1 February 2008", or "".

    >>> date_range(())
    ''
    """
    if not days:
        return ""
    first, last = days[0].date, days[-1].date
    end = f"{last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} – {end}"
    return f"{first.day} {MONTH_NAMES[first.month - 1]} {first.year} – {end}"


def span_text(minutes: int) -> str:
    """Write a length of time for people.

    >>> span_text(45), span_text(60), span_text(90)
    ('45 min', '1 h', '1 h 30 min')
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
