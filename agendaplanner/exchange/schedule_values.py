"""The values in published schedules: dates, times of day, durations, time zones. Wrong ones raise ValueError."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_DURATION = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+):(\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def read_date(text: str) -> date:
    """Read "2027-02-11"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date such as 2027-02-11") from None


def read_clock(text: str) -> timedelta:
    """Read "09:30" as the time since midnight.

    >>> read_clock("09:30")
    datetime.timedelta(seconds=34200)
    """
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"{text!r} is no time of day such as 09:30")
    return timedelta(hours=int(match[1]), minutes=int(match[2]))


def read_duration(text: str) -> int:
    """Read "H:MM", "H:MM:SS" or "D:HH:MM:SS" as whole minutes.

    >>> read_duration("00:45"), read_duration("1:30:00"), read_duration("1:00:00:00")
    (45, 90, 1440)
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no duration such as 00:45")
    days, hours, third, fourth = match.groups()
    minutes = int(third) * 60 + int(fourth) if hours is None else int(days or 0) * 1440 + int(hours) * 60 + int(third)
    if not 0 < minutes <= 10_080:
        raise ValueError(f"{text!r} is no duration that a session can have")
    return minutes


def read_wall_time(text: str, offsets: set[timedelta]) -> datetime:
    """Read an ISO 8601 time as wall time; its offset from UTC is added to ``offsets``."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no time such as 2027-02-11T09:00:00+01:00") from None
    offset = moment.utcoffset()
    if offset is not None:
        offsets.add(offset)
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def zone_of_offsets(offsets: Collection[timedelta]) -> str:
    """Give a zone for a source that tells offsets but no zone, if they are all the same whole hour; else "".

    >>> zone_of_offsets({timedelta(hours=2)}), zone_of_offsets({timedelta()}), zone_of_offsets(set())
    ('Etc/GMT-2', 'UTC', '')
    """
    if len(offsets) != 1:
        return ""
    hours, rest = divmod(next(iter(offsets)), timedelta(hours=1))
    if rest:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
