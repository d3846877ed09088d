"""The VTIMEZONE of a meeting: the rules of its time zone for its own years, and no more.

The icalendar library can add one, but gives the onset of daylight time on the new clock (03:00), where RFC 5545 (3.6.5)
wants the old one (02:00); so the few lines are written here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

    import icalendar


def time_zones(moments: Iterable[datetime]) -> list[icalendar.Timezone]:
    """Give the VTIMEZONE of each zone that some aware times are in, but for UTC, which needs none."""
    years: dict[str, tuple[int, int]] = {}
    for moment in moments:
        first, last = years.get(str(moment.tzinfo), (moment.year, moment.year))
        years[str(moment.tzinfo)] = (min(first, moment.year), max(last, moment.year))
    return [time_zone(name, *years[name]) for name in sorted(years) if name not in ("UTC", "Etc/UTC")]


@lru_cache(maxsize=64)
def time_zone(name: str, first: int, last: int) -> icalendar.Timezone:
    """Give the VTIMEZONE of a zone that holds for the years from ``first`` to ``last``; it is not to be altered."""
    import icalendar

    zone = ZoneInfo(name)
    begin = datetime(first, 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    found = icalendar.Timezone()
    found.add("TZID", name)
    found.add_component(_rule(begin.astimezone(zone), begin.astimezone(zone).utcoffset() or timedelta()))
    moment = begin
    while moment < end:
        later = moment + timedelta(days=1)
        if _offset(moment, zone) != _offset(later, zone):
            change = _between(moment, later, zone)
            found.add_component(_rule(change.astimezone(zone), _offset(change - timedelta(minutes=1), zone)))
        moment = later
    return found


def _rule(onset: datetime, before: timedelta) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    """Give a sub-component for the time from an onset on; its start is told on the clock that held before."""
    import icalendar

    rule = icalendar.TimezoneDaylight() if onset.dst() else icalendar.TimezoneStandard()
    rule.add("DTSTART", (onset.astimezone(UTC) + before).replace(tzinfo=None))
    rule.add("TZOFFSETFROM", before)
    rule.add("TZOFFSETTO", onset.utcoffset() or timedelta())
    rule.add("TZNAME", onset.tzname() or "")
    return rule


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _between(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """Find the minute at which the offset changes."""
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) // 2
        middle = middle.replace(second=0, microsecond=0)
        if middle in (early, late):
            break
        if _offset(middle, zone) == _offset(early, zone):
            early = middle
        else:
            late = middle
    return late
