"""A new meeting made from a template: an agenda whose days, hours, rooms, title and ids are then made its own."""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from agendaplanner.model.actions import shift_days
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.ids import new_id, new_uid_domain
from agendaplanner.model.parts import Day
from agendaplanner.model.records import Room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.records import Session

WEEKS_AHEAD = 4
MOST_DAYS = 14
_OPENING = ("registration", "opening")
"""What keeps its distance from the beginning of its day when the hours are others."""
_CLOSING = ("closing", "adoption of conclusions", "report back")
"""What keeps its distance from the end of its day."""
_BREAKS = ("break", "meal")
"""What keeps its time of day, and is left out where it would lie outside the hours or on something else."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What a new meeting is to look like."""

    days: int
    """At least 1; on days between the first and the last one there are the breaks of the first."""
    opens: time
    closes: time
    rooms: tuple[tuple[str, int | None], ...]
    """Name and capacity, in order; the first is the plenary's."""


def first_monday(weeks: int = WEEKS_AHEAD) -> date:
    """Give the Monday of the week some weeks after this one: when a meeting begins unless somebody says otherwise."""
    ahead = date.today() + timedelta(weeks=weeks)
    return ahead - timedelta(days=ahead.weekday())


def new_agenda(
    template: Agenda,
    *,
    title: str | None = None,
    city: str = "",
    first_day: date | None = None,
    timezone: str | None = None,
    shape: Shape | None = None,
) -> Agenda:
    """Give a template as a meeting of its own, with its own calendar id.

    Without a first day it begins on the Monday four weeks after today; without a time zone it takes this machine's;
    without a shape it has the template's days and rooms.

    Raises:
        UsageError: The time zone is unknown, or the shape makes no sense.
    """
    first_day = first_day or first_monday()
    zone = timezone or local_timezone()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"There is no time zone {zone!r}.", advice="Give one such as Europe/Oslo.") from error
    shaped = template if shape is None else _shaped(template, shape)
    moved = shaped.apply(shift_days(shaped, (first_day - shaped.meeting.days[0].date).days))
    meeting = msgspec.structs.replace(
        moved.meeting,
        title=title or moved.meeting.title,
        city=city or moved.meeting.city,
        timezone=zone,
        uid_domain=new_uid_domain(),
    )
    return moved.apply(Change("New meeting", (edit(moved.meeting, meeting),)))


def _shaped(template: Agenda, shape: Shape) -> Agenda:
    """Give a template with other days, hours and rooms, what it holds in its place in them."""
    names = [name.strip() for name, _ in shape.rooms]
    if not 1 <= shape.days <= MOST_DAYS:
        raise UsageError(f"A meeting has from 1 to {MOST_DAYS} days.")
    if not names or not all(names) or len(set(names)) < len(names):
        raise UsageError("Each room needs a name of its own.", advice="A meeting needs at least one room.")
    days = _days(template, shape)
    rooms = _rooms(template, shape)
    meeting = msgspec.structs.replace(template.meeting, days=days)
    return Agenda.of((meeting, *rooms, *_sessions(template, days, {room.id for room in rooms}, rooms[0].id)))


def _days(template: Agenda, shape: Shape) -> tuple[Day, ...]:
    first = template.meeting.days[0].date
    over_midnight = timedelta(days=shape.closes <= shape.opens)
    dates = [first + timedelta(days=i) for i in range(shape.days)]
    return tuple(
        Day(opens=datetime.combine(day, shape.opens), closes=datetime.combine(day, shape.closes) + over_midnight)
        for day in dates
    )


def _rooms(template: Agenda, shape: Shape) -> list[Room]:
    """Give the rooms: the template's own under their new names, so that what stands in them stays; then more."""
    known = iter(template.rooms)
    found: list[Room] = []
    for position, (name, capacity) in enumerate(shape.rooms, 1):
        room = next(known, None) or Room(id=new_id("room"), name=name)
        found.append(msgspec.structs.replace(room, name=name.strip(), capacity=capacity, position=position))
    return found


def _sessions(template: Agenda, days: Sequence[Day], rooms: set[str], hall: str) -> Iterator[Session]:
    """Give the template's sessions on the new days."""
    old = template.meeting.days
    on: dict[int, list[Session]] = defaultdict(list)
    for session in template.session.values():
        if session.placement is None:
            yield session
            continue
        date_ = session.placement.start.date()
        on[next((i for i, day in enumerate(old) if day.date == date_), 0)].append(session)
    for i, day in enumerate(days):
        # the last day is as the template's last one, the first as its first, those between have the first one's breaks
        like = 0 if i == 0 else len(old) - 1 if i == len(days) - 1 and len(old) > 1 else None
        sessions = on[like] if like is not None else [s for s in on[0] if s.kind in _BREAKS]
        moved = [(session, _start(session, old[like or 0], day)) for session in sessions]
        fixed = [(start, _end(s, start)) for s, start in moved if s.kind not in _BREAKS]
        for session, start in moved:
            end = _end(session, start)
            in_the_way = any(start < until and since < end for since, until in fixed)
            if session.kind in _BREAKS and (in_the_way or not day.opens < start < end < day.closes):
                continue
            yield _placed(session, start, rooms, hall, session.id if like is not None else f"{session.id}-day-{i + 1}")


def _placed(session: Session, start: datetime, rooms: set[str], hall: str, id_: str) -> Session:
    assert session.placement is not None
    room = session.placement.room
    room = room if room is None or room in rooms else hall
    placement = msgspec.structs.replace(session.placement, start=start, room=room)
    return msgspec.structs.replace(session, id=id_, placement=placement)


def _end(session: Session, start: datetime) -> datetime:
    return start + timedelta(minutes=session.duration_minutes)


def _start(session: Session, old: Day, new: Day) -> datetime:
    assert session.placement is not None
    was = session.placement.start
    if session.kind in _OPENING:
        return new.opens + (was - old.opens)
    if session.kind in _CLOSING:
        return new.closes - (old.closes - was)
    return datetime.combine(new.date, was.time())


def local_timezone() -> str:
    """Give the IANA name of this machine's time zone, or "UTC" where it does not tell."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names.append(Path("/etc/timezone").read_text(encoding="ascii").strip())
    _, found, name = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    names.append(name if found else "")
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return name
    return "UTC"
