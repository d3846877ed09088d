"""The values in published schedules: dates, times of day, durations, time zones. Wrong ones raise ValueError."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

_DURATION = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,4}):)?([0-9]{1,4}):([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_DATE_ONLY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""No meeting is before or after; such a year is a slip, and calendars cannot hold the edges of time."""
LONGEST_MINUTES = 10_080


def read_date(text: str) -> date:
    """Read "2027-02-11"."""
    if not text:
        raise ValueError("the date is missing")
    try:
        return _plausible(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{_short(text)} is no date such as 2027-02-11") from None


def read_clock(text: str) -> timedelta:
    """Read "09:30" as the time since midnight.

    >>> read_clock("09:30")
    datetime.timedelta(seconds=34200)
    """
    if not text:
        raise ValueError("the start is missing")
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"{_short(text)} is no time of day such as 09:30")
    return timedelta(hours=int(match[1]), minutes=int(match[2]))


def read_duration(text: str) -> int:
    """Read "H:MM", "H:MM:SS" or "D:HH:MM:SS" as whole minutes; 0 where a source says "00:00".

    >>> read_duration("00:45"), read_duration("1:30:00"), read_duration("1:00:00:00")
    (45, 90, 1440)
    """
    if not text:
        raise ValueError("the duration is missing")
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{_short(text)} is no duration such as 00:45")
    days, hours, third, fourth = match.groups()
    minutes = int(third) * 60 + int(fourth) if hours is None else int(days or 0) * 1440 + int(hours) * 60 + int(third)
    if minutes > LONGEST_MINUTES:
        raise ValueError(f"{_short(text)} is longer than a week, which no session can be")
    return minutes


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 time, with its offset from UTC where it has one."""
    if not text:
        raise ValueError("the date and time are missing")
    try:
        moment = datetime.fromisoformat(text.strip())
        _plausible(moment)
    except ValueError:
        raise ValueError(f"{_short(text)} is no time such as 2027-02-11T09:00:00+01:00") from None
    return moment.replace(second=0, microsecond=0)


def is_date_only(text: str) -> bool:
    """Tell whether a text is a date without a time of day.

    >>> is_date_only("2027-02-11"), is_date_only("2027-02-11T09:00:00")
    (True, False)
    """
    return _DATE_ONLY.fullmatch(text) is not None


def zone_of_offsets(offsets: Collection[timedelta]) -> str:
    """Give a zone for a source that tells offsets but no zone, if they are all the same whole hour; else "".

    >>> zone_of_offsets({timedelta(hours=2)}), zone_of_offsets({timedelta()}), zone_of_offsets(set())
    ('Etc/GMT-2', 'UTC', '')
    """
    if len(offsets) != 1:
        return ""
    hours, rest = divmod(next(iter(offsets)), timedelta(hours=1))
    if rest or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


D = TypeVar("D", bound=date)


def _plausible(moment: D) -> D:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"no meeting is in the year {moment.year}")
    return moment


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
