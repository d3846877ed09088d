"""When the events of a calendar file take place: series unrolled, single times moved or left out as the file says.

Source: RFC 5545, 3.8.5 (RRULE, RDATE, EXDATE) and 3.8.4.4 (RECURRENCE-ID).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.calendars.reading.lines import Component
from agendaplanner.calendars.reading.values import Moment, length, moment, moments, period
from agendaplanner.calendars.reading.zones import Zones
from agendaplanner.model.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.calendars.reading.lines import Line

_TOO_OFTEN = {"SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour"}
"""Reminders, not appointments; and a rule of them can keep a program busy for ever."""
MOST_TIMES = 5_000
"""How many times of one series are looked at within the window."""


class Occurrence(msgspec.Struct, frozen=True):
    """One time that an event takes place."""

    event: Component
    start: datetime
    """UTC."""
    end: datetime
    """UTC; equal to the start for what has no length."""
    zone: tzinfo
    whole_day: bool
    index: int = 0
    """Its place in the series, from 0."""


class Reading(msgspec.Struct, frozen=True):
    """What reading events needs to know."""

    zones: Zones
    home: tzinfo
    """The zone of dates, and of times that name none."""
    since: datetime
    """UTC; of series, what is over by then is left out."""
    until: datetime
    """UTC; series are unrolled up to here."""
    faults: Faults
    notes: list[str]


def occurrences(events: Iterable[Component], reading: Reading) -> list[Occurrence]:
    """Give every time that events take place, of series those from ``reading.since`` to ``reading.until``, in order.

    What makes no sense is noted in ``reading.faults``.
    """
    masters: dict[str, list[Component]] = {}
    changed: dict[str, list[Component]] = {}
    for number, event in enumerate(events):
        uid = event.text("UID").strip() or f"#{number}"
        (masters if event.first("RECURRENCE-ID") is None else changed).setdefault(uid, []).append(event)
    found: list[Occurrence] = []
    for uid, versions in masters.items():
        exceptions = _exceptions(changed.pop(uid, []), reading)
        for master in _newest(versions, reading):
            found += _unrolled(master, exceptions, reading)
    for left in changed.values():  # of series that the file does not have
        found += [each.occurrence for each in _exceptions(left, reading)]
    return sorted(found, key=lambda each: (each.start, each.end, each.event.number))


def _newest(versions: list[Component], reading: Reading) -> list[Component]:
    """Of an event that is in the file several times, give the newest; where none is, all."""
    if len(versions) == 1:
        return versions

    newest = max(map(_sequence, versions))
    kept = [event for event in versions if _sequence(event) == newest]
    if len(kept) > 1:
        same = [event for event in kept if event.raw == kept[0].raw]
        if len(same) == len(kept):
            return kept[:1]
        reading.notes.append(f"{kept[1].where}: this event has the UID of the one in {kept[0].where}; took both.")
    return kept


def _sequence(event: Component) -> int:
    text = event.text("SEQUENCE").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


class _Exception(msgspec.Struct, frozen=True):
    """A time of a series that is otherwise."""

    instead_of: Moment
    occurrence: Occurrence

    @property
    def number(self) -> int:
        return _sequence(self.occurrence.event)


def _exceptions(events: list[Component], reading: Reading) -> list[_Exception]:
    found: list[_Exception] = []
    for event in events:
        line = event.first("RECURRENCE-ID")
        assert line is not None
        instead_of = _read(line, reading)
        span = _span(event, reading)
        if not instead_of or span is None:
            continue
        if line.parameter("RANGE").upper() == "THISANDFUTURE":
            reading.notes.append(f"{line.where}: a change for all later times as well; it was taken for this one only.")
        start, end = span
        found.append(_Exception(instead_of[0], Occurrence(event, start.utc, end, start.zone, start.whole_day)))
    return sorted(found, key=lambda each: each.number)  # of two for the same time, the newer counts


def _unrolled(event: Component, exceptions: list[_Exception], reading: Reading) -> Iterator[Occurrence]:
    span = _span(event, reading)
    if span is None:
        return
    first, end = span
    lasts = end - first.utc
    days = (end.astimezone(first.zone).replace(tzinfo=None) - first.wall) if first.whole_day else None
    left_out = {each.like(first) for line in event.every("EXDATE") for each in _read(line, reading)}
    starts = {first.utc: first}
    for line in (each for each in event.every("RRULE") if each.value.strip()):
        starts |= {start.utc: start for start in map(first.at, _rule(line, first, lasts, reading))}
    extra = {start.utc: until for line in event.every("RDATE") for start, until in _extra(line, starts, reading)}
    instead = {each.instead_of.like(first): each for each in exceptions}
    for index, (utc, start) in enumerate(sorted(starts.items())):
        if utc in left_out or start.wall.date() in left_out:
            continue
        exception = instead.get(utc) or instead.get(start.wall.date())
        if exception is not None:
            yield msgspec.structs.replace(exception.occurrence, index=index)
            continue
        until = extra.get(utc) or (start.at(start.wall + days).utc if days is not None else utc + lasts)
        yield Occurrence(event, utc, until, start.zone, first.whole_day, index)
    # a time that the series itself does not have, unless the series was changed after it
    known = starts.keys() | left_out | {start.wall.date() for start in starts.values()}
    for at, exception in instead.items():
        if at not in known and exception.number >= _sequence(event):
            yield exception.occurrence


def _extra(line: Line, starts: dict[datetime, Moment], reading: Reading) -> Iterator[tuple[Moment, datetime | None]]:
    """Add the times of an RDATE to the starts of a series; gives each with its own end where it has one."""
    for text in filter(str.strip, line.value.split(",")):
        try:
            start = moment(text.partition("/")[0].strip(), line.parameter("TZID"), reading.zones, reading.home)
            until = period(text, line.parameter("TZID"), reading.zones, reading.home)[1] if "/" in text else None
        except (ValueError, OverflowError) as error:
            reading.faults.add(line.where, str(error))
            continue
        starts[start.utc] = start
        yield start, until


def _rule(line: Line, first: Moment, lasts: timedelta, reading: Reading) -> list[datetime]:
    """Give the times on the clock that a rule makes, up to where the reading ends."""
    from dateutil.rrule import rrule, rrulestr

    parts = dict(
        (name.strip().upper(), value.strip().upper())
        for name, _, value in (part.partition("=") for part in line.value.split(";") if part.strip())
    )
    if (often := _TOO_OFTEN.get(parts.get("FREQ", ""))) is not None:
        reading.notes.append(f"{line.where}: repeats every {often}; only the first time was taken.")
        return []
    begins = (reading.since - lasts).astimezone(first.zone).replace(tzinfo=None)
    ends = [reading.until.astimezone(first.zone).replace(tzinfo=None)]
    if not parts.get("COUNT", "1").isdecimal():  # some programs write -1 for none
        del parts["COUNT"]
    try:
        if "UNTIL" in parts:
            ends.append(_until(parts.pop("UNTIL"), first, reading))
        if re.fullmatch(r"[1-9]\d{0,5}", parts.get("INTERVAL", "1")) is None:
            raise ValueError(f"{parts['INTERVAL'][:20]!r} is no interval")
        rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first.wall)
        if not isinstance(rule, rrule):
            raise ValueError("it is no single rule")
        if "COUNT" not in parts:  # with a number of times, it ends by itself
            rule = rule.replace(until=min(ends))
        return _followed(rule, begins, min(ends), line, reading)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        # what the library makes of nonsense, some of it only as the rule is followed
        reading.faults.add(line.where, f"this rule of repetition makes no sense ({line.value[:60]}: {error})")
        return []


def _followed(
    rule: Iterable[datetime], begins: datetime, ends: datetime, line: Line, reading: Reading
) -> list[datetime]:
    """Give the times of a rule from one moment to another, but no more than can be meant."""
    found: list[datetime] = []
    for wall in rule:
        if wall > ends:
            break
        if wall < begins:
            continue
        found.append(wall)
        if len(found) >= MOST_TIMES:
            reading.notes.append(f"{line.where}: repeats more than {MOST_TIMES} times; the later ones were left out.")
            break
    return found


def _until(text: str, first: Moment, reading: Reading) -> datetime:
    """Give the last time on the clock of a series; a date is meant with the whole of its day."""
    last = moment(text, "", reading.zones, first.zone)
    if last.whole_day:
        return last.wall + timedelta(hours=23, minutes=59)
    return last.utc.astimezone(first.zone).replace(tzinfo=None) if last.zone is UTC else last.wall


def _span(event: Component, reading: Reading) -> tuple[Moment, datetime] | None:
    """Give an event's first start, and its end in UTC; None where that makes no sense, which is noted."""
    line = event.first("DTSTART")
    if line is None:
        reading.faults.add(event.where, "this event has no start (DTSTART)")
        return None
    read = _read(line, reading)
    if len(read) != 1:
        if read:
            reading.faults.add(line.where, "an event has one start only")
        return None
    start = read[0]
    if (ends := event.first("DTEND")) is not None:
        read = _read(ends, reading)
        if not read:
            return None
        end = read[0].utc
        if end < start.utc:
            reading.faults.add(ends.where, "the event ends before it starts")
            return None
    elif (lasts := event.first("DURATION")) is not None:
        try:
            span = length(lasts.value)
            if span < timedelta():
                raise ValueError("the event ends before it starts")
            end = start.at(start.wall + span).utc if start.whole_day else start.utc + span
        except (ValueError, OverflowError) as error:
            reading.faults.add(lasts.where, str(error))
            return None
    else:
        end = start.utc
    if start.whole_day and end <= start.utc:
        end = start.at(start.wall + timedelta(days=1)).utc
    return start, end


def _read(line: Line, reading: Reading) -> list[Moment]:
    try:
        return moments(line, reading.zones, reading.home)
    except (ValueError, OverflowError) as error:
        reading.faults.add(line.where, str(error))
        return []
