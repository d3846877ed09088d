"""Which time zone a name in a calendar file means: IANA names, Windows names, and what the file itself defines."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.calendars.reading.lines import Component

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])(\d{1,2}):?(\d{2})?", re.I)
_UTC = {"utc", "gmt", "z", "etc/utc", "etc/gmt", "tzone://microsoft/utc", "coordinated universal time"}


class Zones:
    """The time zones of a file, by the names that its times use."""

    def __init__(self, calendars: Iterable[Component]) -> None:
        calendars = list(calendars)
        told = (named(calendar.text("X-WR-TIMEZONE").strip()) for calendar in calendars)
        self.floating = next(filter(None, told), None)
        """The zone of times that name none, where the file says one."""
        self._defined: dict[str, Component] = {}
        for calendar in calendars:
            for part in calendar.parts:
                if part.name == "VTIMEZONE":
                    self._defined.setdefault(part.text("TZID").strip(), part)
        self._known: dict[str, tzinfo] = {}

    def zone(self, name: str) -> tzinfo:
        """Give the time zone of a name.

        A name that all the world knows is taken at its word, because definitions in files are often cut short or out of
        date; any other is what the file says it is.

        Raises:
            ValueError: Nobody knows this name, and the file does not define it, or in a way that makes no sense.
        """
        name = name.strip()
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> tzinfo:
        found = named(name)
        if found is not None:
            return found
        component = self._defined.get(name)
        if component is None:
            raise ValueError(f"there is no time zone {name[:60]!r}, and the file does not define it")
        told = named(component.text("X-LIC-LOCATION").strip())
        return told if told is not None else _defined_zone(component, name)


def named(name: str) -> tzinfo | None:
    """Give the zone that a name means everywhere: IANA names (also inside a path), Windows names, offsets; or None.

    >>> str(named("W. Europe Standard Time")), str(named("/mozilla.org/20050126_1/Europe/Oslo")), named("Mars")
    ('Europe/Berlin', 'Europe/Oslo', None)
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    if not name:
        return None
    if name.lower() in _UTC:
        return ZoneInfo("UTC")
    parts = name.split("/")
    # "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta": the longest end that is a zone
    for begin in range(len(parts)):
        if (iana := _iana("/".join(parts[begin:]))) is not None and (begin == 0 or len(parts) - begin > 1):
            return ZoneInfo(iana)
    if (windows := WINDOWS_TO_OLSON.get(name)) is not None:
        return ZoneInfo(windows)
    if (offset := _OFFSET.fullmatch(name)) is not None and int(offset[2]) <= 14 and int(offset[3] or 0) < 60:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return None


def _iana(name: str) -> str | None:
    """Give an IANA name as it is written, however the file spells it, or None."""
    return _iana_names().get(name.lower())


@cache
def _iana_names() -> Mapping[str, str]:
    return {each.lower(): each for each in available_timezones()}


def _defined_zone(component: Component, name: str) -> tzinfo:
    """Give the zone that a VTIMEZONE describes.

    Raises:
        ValueError: It makes no sense.
    """
    import icalendar

    try:
        parsed = cast("icalendar.Timezone", icalendar.Timezone.from_ical("\r\n".join([*component.raw, ""])))
        found = parsed.to_tz(lookup_tzid=False)
        datetime(2020, 1, 1, tzinfo=found).utcoffset()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"the time zone {name[:60]!r}, defined in {component.where}, makes no sense") from error
    return found
