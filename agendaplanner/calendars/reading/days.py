"""The days of a meeting that is only known by its sessions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.parts import Day

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_DAY = timedelta(hours=36)
NIGHT_ENDS_AT_HOUR = 5
"""What begins before this hour belongs to the day before, if there was something on it until then."""


def days_around(sessions: Iterable[tuple[datetime, int]]) -> tuple[Day, ...]:
    """Give a day for each date with sessions, open from the first one's start to the last one's end.

    Args:
        sessions: Start on the meeting's clock, and length in minutes.

    >>> days = days_around([(datetime(2027, 2, 11, 9), 60), (datetime(2027, 2, 11, 22), 180), (datetime(2027, 2, 12, 9), 30)])
    >>> [f"{day.opens:%d %H:%M}-{day.closes:%d %H:%M}" for day in days]
    ['11 09:00-12 01:00', '12 09:00-12 09:30']
    """
    hours: dict[date, tuple[datetime, datetime]] = {}
    for start, minutes in sorted(sessions):
        end = start + timedelta(minutes=minutes)
        on = start.date()
        before = hours.get(on - timedelta(days=1))
        if before is not None and start.hour < NIGHT_ENDS_AT_HOUR and start < before[1] + timedelta(hours=1):
            on = on - timedelta(days=1)
        opens, closes = hours.get(on, (start, end))
        hours[on] = (min(opens, start), max(closes, end))
    days: list[Day] = []
    for opens, closes in sorted(hours.values()):
        last = days[-1] if days else None
        if last is not None and opens < last.closes:
            # something runs from one day into the next one's sessions
            opens = last.closes
            if closes <= opens:
                continue
        days.append(Day(opens=opens, closes=min(closes, opens + LONGEST_DAY)))
    return tuple(days)
