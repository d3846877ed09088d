"""When a person is busy, read from the person's own calendar: times only, never what they are for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from agendaplanner.calendars.reading.lines import parse
from agendaplanner.calendars.reading.occurrences import Reading, occurrences
from agendaplanner.calendars.reading.values import period
from agendaplanner.calendars.reading.zones import Zones
from agendaplanner.model.actions_away import BUSY
from agendaplanner.model.errors import UsageError
from agendaplanner.model.faults import Faults
from agendaplanner.model.ids import uid_domain_of
from agendaplanner.model.parts import Period
from agendaplanner.model.times import aware

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.calendars.reading.lines import Component
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Meeting, Person

_FREE_TYPES = {"FREE"}


class Busy(msgspec.Struct, frozen=True):
    """When somebody is busy during the meeting."""

    periods: tuple[Period, ...]
    """On the meeting's clock, in order, none touching another."""
    entries: int
    """How many entries of the calendar they come from."""
    notes: tuple[str, ...]
    """What the organiser should know of."""


def read_busy(data: bytes, agenda: Agenda, person: Person, *, source: str) -> Busy:
    """Read when a person is busy on the days of the meeting.

    What is free, cancelled or declined by the person is no obstacle, nor are this meeting's own sessions.

    Args:
        data: The calendar file.
        agenda: The meeting, whose days and clock count.
        person: Whose calendar it is.
        source: The file's name, for messages.

    Raises:
        UsageError: The meeting has no days yet.
        FileError: The file makes no sense; the message names the lines.
    """
    meeting = agenda.meeting
    if not meeting.days:
        raise UsageError("This meeting has no days yet, so nobody can be busy on them.", advice="Give it days first.")
    first, last = _window(meeting)
    calendars, notes = parse(data, source=source)
    faults = Faults(source)
    home = ZoneInfo(meeting.timezone)
    since, until = aware(meeting, first).astimezone(UTC), aware(meeting, last).astimezone(UTC)
    reading = Reading(Zones(calendars), home, since, until, faults, notes)
    parts = [part for calendar in calendars for part in calendar.parts]
    own = f"@{uid_domain_of(meeting)}"
    events = [part for part in parts if part.name == "VEVENT" and not part.text("UID").strip().endswith(own)]
    spans = [
        (each.start, each.end) for each in occurrences(events, reading) if _counts(each.event, person.email.strip())
    ]
    for part in parts:
        if part.name == "VFREEBUSY":
            spans += _free_busy(part, reading)
    faults.done()
    inside = sorted((max(a, since), min(b, until)) for a, b in spans if a < until and b > since and a < b)
    return Busy(tuple(_periods(inside, home)), len(inside), tuple(notes))


def _window(meeting: Meeting) -> tuple[datetime, datetime]:
    """Give the stretch that counts: from midnight of the first day to the end of the last."""
    first = datetime.combine(meeting.days[0].date, datetime.min.time())
    midnight = datetime.combine(meeting.days[-1].date, datetime.min.time()) + timedelta(days=1)
    return first, max(midnight, meeting.days[-1].closes)


def _counts(event: Component, email: str) -> bool:
    """Tell whether an entry keeps the person from the meeting."""
    if event.word("STATUS") == "CANCELLED" or event.word("TRANSP") == "TRANSPARENT":
        return False
    if event.word("X-MICROSOFT-CDO-BUSYSTATUS") in _FREE_TYPES:
        return False
    return not email or not any(
        line.value.strip().lower() == f"mailto:{email.lower()}" and line.parameter("PARTSTAT").upper() == "DECLINED"
        for line in event.every("ATTENDEE")
    )


def _free_busy(part: Component, reading: Reading) -> Iterator[tuple[datetime, datetime]]:
    for line in part.every("FREEBUSY"):
        if line.parameter("FBTYPE").upper() in _FREE_TYPES:
            continue
        for text in filter(str.strip, line.value.split(",")):
            try:
                yield period(text, line.parameter("TZID"), reading.zones, reading.home)
            except (ValueError, OverflowError) as error:
                reading.faults.add(line.where, str(error))


def _periods(spans: Iterable[tuple[datetime, datetime]], home: ZoneInfo) -> Iterator[Period]:
    """Join spans that touch, which are in order, and put them on the meeting's clock."""
    joined: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    for start, end in joined:
        begins, ends = (moment.astimezone(home).replace(tzinfo=None, fold=0) for moment in (start, end))
        if begins < ends:  # an hour that the clock goes back has no length on it
            yield Period(start=begins, end=ends, reason=BUSY)
