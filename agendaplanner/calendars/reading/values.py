"""The values in a calendar file: dates, times in their zones, lengths of time. Wrong ones raise ValueError."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from agendaplanner.calendars.reading.lines import Line
    from agendaplanner.calendars.reading.zones import Zones

_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DATE_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z?)")
_LENGTH = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
FIRST_YEAR, LAST_YEAR = 1600, 2200
"""Series begin in 1601 in some programs; calendars cannot hold the edges of time."""


class Moment(msgspec.Struct, frozen=True):
    """A date, or a time on the clock of a zone."""

    wall: datetime
    """On the clock, without zone; midnight for a date."""
    zone: tzinfo
    whole_day: bool

    @property
    def utc(self) -> datetime:
        """The same moment in UTC."""
        return self.wall.replace(tzinfo=self.zone).astimezone(UTC)

    def like(self, first: Moment) -> datetime | date:
        """Give what tells this time among those of a series: its date where either has no time of day, else UTC."""
        return self.wall.date() if self.whole_day or first.whole_day else self.utc

    def at(self, wall: datetime) -> Moment:
        """Give another time on the same clock."""
        return Moment(wall, self.zone, self.whole_day)


def moments(line: Line, zones: Zones, home: tzinfo) -> list[Moment]:
    """Read a property's dates or times, parted by commas; a period gives its start.

    Args:
        line: The property.
        zones: The zones of the file.
        home: The zone of dates, and of times that name none where the file names none for them.
    """
    values = [value.strip() for value in line.value.split(",") if value.strip()]
    return [moment(value.partition("/")[0], line.parameter("TZID"), zones, home) for value in values]


def moment(text: str, zone_name: str, zones: Zones, home: tzinfo) -> Moment:
    """Read a date ("20270211") or a time ("20270211T090000", in UTC with "Z")."""
    if match := _DATE.fullmatch(text):
        return Moment(datetime.combine(_plausible(text, match), time()), home, whole_day=True)
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"{_short(text)} is no date or time such as 20270211T090000")
    hours, minutes = int(match[4]), int(match[5])
    if hours > 23 or minutes > 59 or int(match[6] or 0) > 60:
        raise ValueError(f"{_short(text)} is no time of day")
    wall = datetime.combine(_plausible(text, match), time(hours, minutes))
    zone = UTC if match[7] else zones.zone(zone_name) if zone_name.strip() else zones.floating or home
    return Moment(wall, zone, whole_day=False)


def length(text: str) -> timedelta:
    """Read a length of time.

    >>> length("PT1H30M"), length("P1W"), length("-P1D")
    (datetime.timedelta(seconds=5400), datetime.timedelta(days=7), datetime.timedelta(days=-1))
    """
    match = _LENGTH.fullmatch(text.strip().upper())
    if match is None or not any(match[i] for i in range(2, 7)) or any(len(match[i] or "") > 7 for i in range(2, 7)):
        raise ValueError(f"{_short(text)} is no length of time such as PT1H30M")
    weeks, days, hours, minutes, seconds = (int(match[i] or 0) for i in range(2, 7))
    found = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -found if match[1] == "-" else found


def period(text: str, zone_name: str, zones: Zones, home: tzinfo) -> tuple[datetime, datetime]:
    """Read "start/end" or "start/length" as two times in UTC."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        raise ValueError(f"{_short(text)} is no period such as 20270211T090000Z/PT1H")
    start = moment(first, zone_name, zones, home).utc
    if last.lstrip("+-")[:1].upper() == "P":
        return start, start + length(last)
    return start, moment(last, zone_name, zones, home).utc


def _plausible(text: str, match: re.Match[str]) -> date:
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f"{_short(text)} is no date that the calendar has") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"no calendar is of the year {found.year}")
    return found


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
