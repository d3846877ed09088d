"""A calendar of some scope, as published: METHOD:PUBLISH, nobody's address but the organizer's in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.calendars.colours import colour_name
from agendaplanner.calendars.events import event, times
from agendaplanner.calendars.scopes import entries, scope_name
from agendaplanner.calendars.writing import component_bytes
from agendaplanner.calendars.zones import time_zones
from agendaplanner.model.errors import UsageError
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agendaplanner.calendars.scopes import Entry, Scope
    from agendaplanner.model.versions import Edition

PRODUCT = "-//agendaplanner//agendaplanner//EN"


class CalendarOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What calendars hold by choice."""

    breaks: bool = True
    """Whether breaks, meals and receptions are in it."""
    alarm_minutes: int | None = None
    """How long before each session it reminds; None: not at all."""
    refresh_minutes: int | None = 60
    """How often a program that subscribes should look again; None: that is left to it."""
    attendees: bool = False
    """Whether people are named with their addresses: for the organisers' own use. Then it is not for publishing, and
    says no method."""

    def __post_init__(self) -> None:
        for name, most in (("alarm_minutes", 40_320), ("refresh_minutes", 525_600)):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                raise UsageError(f"{name} is {value}; it may be 0 to {most}.")


PLAIN = CalendarOptions()


class CalendarWriter:
    """Writes calendars of one edition. An entry that is in several of them is made once."""

    def __init__(self, edition: Edition, options: CalendarOptions = PLAIN) -> None:
        self._edition = edition
        self._options = options
        self._written: dict[tuple[str, int, bool], bytes] = {}

    def calendar(self, scope: Scope) -> bytes:
        """Give the calendar of a scope as a file."""
        chosen = list(entries(self._edition, scope, breaks=self._options.breaks))
        zones = b"".join(component_bytes(zone) for zone in time_zones(moments(chosen)))
        head = component_bytes(self._head(scope))
        begin = head.removesuffix(b"END:VCALENDAR\r\n")
        return b"".join((begin, zones, *map(self._entry, chosen), head[len(begin) :]))

    def _entry(self, entry: Entry) -> bytes:
        key = (entry.session.id, id(entry.agenda), entry.withdrawn)
        found = self._written.get(key)
        if found is None:
            people = ()
            if self._options.attendees:
                people = [entry.agenda.person[p] for p in sorted(entry.agenda.people_in[entry.session.id])]
            stamp = self._edition.stamp(entry.session.id)
            made = event(entry, stamp, people=people, alarm_minutes=self._options.alarm_minutes)
            found = self._written[key] = component_bytes(made)
        return found

    def _head(self, scope: Scope) -> Any:
        import icalendar

        meeting = self._edition.agenda.meeting
        head = calendar_head(None if self._options.attendees else "PUBLISH")
        if name := one_line(scope_name(self._edition, scope)):
            head["NAME"] = head["X-WR-CALNAME"] = icalendar.vText(name)
        head["X-WR-TIMEZONE"] = icalendar.vText(meeting.timezone)
        track = self._edition.agenda.track.get(scope.id) if scope.kind == "track" else None
        if track is not None and (colour := colour_name(track.colour)):
            head["COLOR"] = icalendar.vText(colour)
        if self._options.refresh_minutes:
            again = icalendar.vDuration(timedelta(minutes=self._options.refresh_minutes))
            again.params["VALUE"] = "DURATION"
            head["REFRESH-INTERVAL"] = again
            head["X-PUBLISHED-TTL"] = icalendar.vDuration(timedelta(minutes=self._options.refresh_minutes))
        return head


def calendar_of(edition: Edition, scope: Scope, options: CalendarOptions = PLAIN) -> bytes:
    """Give the calendar of a scope as a file; for several of one edition, ``CalendarWriter`` is quicker."""
    return CalendarWriter(edition, options).calendar(scope)


def calendar_head(method: str | None) -> Any:
    """Give an ``icalendar.Calendar`` without entries."""
    import icalendar

    head = icalendar.Calendar()
    head["PRODID"] = icalendar.vText(PRODUCT)
    head["VERSION"] = icalendar.vText("2.0")
    head["CALSCALE"] = icalendar.vText("GREGORIAN")
    if method is not None:
        head["METHOD"] = icalendar.vText(method)
    return head


def moments(chosen: Iterable[Entry]) -> Iterable[datetime]:
    """Give starts and ends of entries, each in its agenda's zone."""
    for entry in chosen:
        yield from times(entry.agenda, entry.session)
