"""Bringing a server's calendars to what they should be: compare by UID and content, put what differs, delete what went.

Nothing is kept of earlier runs. What is to be done follows from what the server has, so a run that was broken off is
simply run again, and entries that somebody else put into a calendar are not touched: ours are known by their UID.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import msgspec

from agendaplanner.calendars.reading.lines import Component, parse
from agendaplanner.calendars.server.refusals import ChangedMeanwhileError, ServerError
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.calendars.server.connection import Calendar, Connection, Stored

What = Literal["make calendar", "rename calendar", "delete", "change", "add", "remove calendar"]
_OURS = (
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "STATUS",
    "CATEGORIES",
    "URL",
    "SEQUENCE",
    "COLOR",
    "CONFERENCE",
    "ATTACH",
    "TRANSP",
    "CLASS",
    "RRULE",
)
"""The properties that are compared; what servers add of their own is left alone."""
_ALARM = ("ACTION", "TRIGGER")
_ORDER: Mapping[What, int] = {
    "make calendar": 0,
    "rename calendar": 1,
    "delete": 2,
    "change": 3,
    "add": 4,
    "remove calendar": 5,
}
_ROUNDS = 3
"""How often a calendar is read anew because somebody else changed it meanwhile."""


class Wanted(msgspec.Struct, frozen=True):
    """A calendar as it should be."""

    slug: str
    """The last part of its address, or "" for the calendar of this name that is there already."""
    name: str
    entries: Mapping[str, bytes]
    """By UID: a calendar object with one event."""


class Step(msgspec.Struct, frozen=True):
    """Something to be done."""

    what: What
    calendar: str
    """Name of the calendar."""
    title: str = ""
    """Of the entry."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What was done, or would be."""

    steps: tuple[Step, ...]
    same: int
    """How many entries were right already."""
    stopped: bool = False
    """Whether it was stopped before all was done."""

    def count(self, what: What) -> int:
        """Give how often something was done."""
        return sum(step.what == what for step in self.steps)


class _Job(msgspec.Struct, frozen=True):
    step: Step
    do: Callable[[], None]


class _Stopped(Exception):
    """Somebody wants no more of it."""


def publish(
    connection: Connection,
    wanted: Sequence[Wanted],
    uid_end: str,
    own_slugs: Sequence[str] = (),
    *,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Published:
    """Bring calendars on a server to what they should be.

    Args:
        connection: The server.
        wanted: The calendars.
        uid_end: What all UIDs of this meeting end with; entries with other UIDs are somebody else's.
        own_slugs: What the addresses begin with of calendars that are this meeting's own; those that are not wanted
            any more are emptied of ours, and removed if nothing else is in them.
        dry_run: Only say what would be done.
        progress: Told how much is done, of how much.
        cancelled: Asked between steps whether to stop.

    Raises:
        ServerError: The server cannot be reached, refuses, or fails; run again, and what is left will be done.
        UsageError: A calendar that should be there is not.
    """
    done: list[Step] = []
    same = 0
    for round_ in range(_ROUNDS):
        try:
            jobs, same = _jobs(connection, wanted, uid_end, own_slugs, cancelled)
        except _Stopped:
            return Published(steps=tuple(done), same=same, stopped=True)
        if dry_run:
            return Published(steps=tuple(job.step for job in jobs), same=same)
        total = len(done) + len(jobs)
        overtaken: ChangedMeanwhileError | None = None
        for job in jobs:
            if cancelled():
                return Published(steps=tuple(done), same=same, stopped=True)
            try:
                job.do()
            except ChangedMeanwhileError as error:
                overtaken = error
                continue
            except ServerError as error:
                raise _half_way(error, len(done), total) from error
            done.append(job.step)
            if progress is not None:
                progress(len(done), total)
        if overtaken is None:
            break
        if round_ == _ROUNDS - 1:
            raise _half_way(overtaken, len(done), total) from overtaken
    return Published(steps=tuple(done), same=same)


def _half_way(error: ServerError, done: int, total: int) -> ServerError:
    if not done:
        return error
    return ServerError(
        f"{error.what} {done} of {total} changes had been made by then.",
        where=error.where,
        advice=f"{error.advice} What was done stays done; the rest follows.".strip(),
    )


def _jobs(
    connection: Connection,
    wanted: Sequence[Wanted],
    uid_end: str,
    own_slugs: Sequence[str],
    cancelled: Callable[[], bool],
) -> tuple[list[_Job], int]:
    """Give what is to be done, and how many entries are right already.

    What was withdrawn goes first, so that nobody goes to it while the rest is on its way; then what moved, then what
    is new.

    Raises:
        _Stopped: Somebody wants no more of it.
    """
    there = connection.calendars()
    by_slug = {calendar.slug: calendar for calendar in there}
    made: dict[str, Calendar] = {}
    jobs: list[_Job] = []
    same = 0
    for each in wanted:
        if cancelled():
            raise _Stopped
        calendar = by_slug.get(each.slug) if each.slug else _named(there, each.name)
        if calendar is None:
            jobs.append(_Job(Step("make calendar", each.name), partial(_make, connection, each, made)))
        elif calendar.name != each.name:
            rename = partial(connection.rename_calendar, calendar, each.name)
            jobs.append(_Job(Step("rename calendar", each.name), rename))
        if calendar is not None:
            made[each.slug] = calendar
        found = connection.entries(calendar) if calendar is not None else []
        ours, spare = _by_uid(found, uid_end)
        spare += [stored for uid, stored in ours.items() if uid not in each.entries]
        jobs += (_Job(_step("delete", each.name, stored.data), partial(connection.delete, stored)) for stored in spare)
        for uid, data in each.entries.items():
            stored = ours.get(uid)
            if stored is None:
                add = partial(_add, connection, made, each.slug, uid, data)
                jobs.append(_Job(_step("add", each.name, data.decode()), add))
            elif content(stored.data) != content(data.decode()):
                change = partial(connection.put, stored.url, data, replaces=stored.etag)
                jobs.append(_Job(_step("change", each.name, data.decode()), change))
            else:
                same += 1
    slugs = {each.slug for each in wanted}
    for calendar in there:
        if calendar.slug not in slugs and any(calendar.slug.startswith(begin) for begin in own_slugs):
            jobs += _clearing(connection, calendar, uid_end)
    return sorted(jobs, key=lambda job: _ORDER[job.step.what]), same


def _clearing(connection: Connection, calendar: Calendar, uid_end: str) -> Iterator[_Job]:
    """Give what empties a calendar that is not wanted any more; it goes itself if nobody else has anything in it."""
    found = connection.entries(calendar)
    ours, spare = _by_uid(found, uid_end)
    mine = [*ours.values(), *spare]
    if len(mine) == len(found):
        yield _Job(Step("remove calendar", calendar.name), partial(connection.remove_calendar, calendar))
        return
    for stored in mine:
        yield _Job(_step("delete", calendar.name, stored.data), partial(connection.delete, stored))


def _make(connection: Connection, wanted: Wanted, made: dict[str, Calendar]) -> None:
    made[wanted.slug] = connection.make_calendar(wanted.slug, wanted.name)


def _add(connection: Connection, made: Mapping[str, Calendar], slug: str, uid: str, data: bytes) -> None:
    connection.put(f"{made[slug].url}{quote(uid.replace('@', '-'))}.ics", data, replaces=None)


def _named(there: Sequence[Calendar], name: str) -> Calendar:
    found = [calendar for calendar in there if calendar.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"There are {len(found)} calendars {name!r} on the server.", advice="Give one another name.")
    known = [calendar.name for calendar in there]
    raise UsageError(
        f"There is no calendar {name!r} on the server.{did_you_mean(name, known)}",
        advice=f"There is: {', '.join(known)}." if known else "",
    )


def _by_uid(found: Iterable[Stored], uid_end: str) -> tuple[dict[str, Stored], list[Stored]]:
    """Give this meeting's entries by UID, and those that are there a second time."""
    ours: dict[str, Stored] = {}
    spare: list[Stored] = []
    for stored in sorted(found, key=lambda each: each.url):
        event = _event(stored.data)
        uid = event.text("UID").strip() if event is not None else ""
        if uid.endswith(uid_end):
            if uid in ours:
                spare.append(stored)
            else:
                ours[uid] = stored
    return ours, spare


def _event(data: str) -> Component | None:
    try:
        calendars, _ = parse(data.encode(), source="")
    except FileError:  # somebody else's, which this program need not understand
        return None
    return next((part for each in calendars for part in each.parts if part.name == "VEVENT"), None)


def _step(what: What, calendar: str, data: str) -> Step:
    event = _event(data)
    return Step(what, calendar, one_line(event.text("SUMMARY")) if event is not None else "")


def content(data: str) -> object:
    """Give what an entry says, the same however a server writes it: order, folding and escapes do not count.

    Alarms count; whatever a server adds under names of its own does not.
    """
    event = _event(data)
    if event is None:
        return None
    alarms = [_said(part, _ALARM) for part in event.parts if part.name == "VALARM"]
    return _said(event, _OURS), sorted(alarms)


def _said(component: Component, names: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    for name in names:
        for line in component.every(name):
            zone = line.parameter("TZID")
            texts = sorted(line.text.split(",")) if name == "CATEGORIES" else [line.text]
            found.append((name, zone, ",".join(texts).strip()))
    return tuple(sorted(found))
