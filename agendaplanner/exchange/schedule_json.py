"""Schedule JSON, as frab and pretalx write it: the same schedule as schedule XML, in other clothes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from agendaplanner.exchange.schedule_build import Event, EventPerson, RoomInfo, Schedule, ScheduleDay
from agendaplanner.exchange.schedule_values import read_date, read_duration, read_wall_time, zone_of_offsets
from agendaplanner.model.errors import FileError
from agendaplanner.model.records import Link, Source

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

T = TypeVar("T")
Fields = Mapping[str, Any]

_CONFERENCE = {"acronym", "title", "time_zone_name", "timeslot_duration", "days", "rooms", "tracks", "url"}
_EVENT = {
    "id",
    "guid",
    "date",
    "start",
    "duration",
    "room",
    "slug",
    "url",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "persons",
    "links",
    "attachments",
}
_PERSON = {"id", "guid", "public_name", "name", "full_public_name", "biography"}


def schedule_from_json(content: Fields, *, source: str) -> Schedule:
    """Read schedule JSON that has been parsed.

    Raises:
        FileError: It is no schedule, or a value makes no sense; the message names day, room and event.
    """
    schedule = _object(content.get("schedule"), "schedule", source)
    conference = _object(schedule.get("conference"), "schedule.conference", source)
    reader = _Reader(source)
    days = tuple(reader.day(_object(day, "a day", source)) for day in _list(conference, "days"))
    if not days:
        raise FileError("This schedule has no days.", where=source)
    slot = _text(conference.get("timeslot_duration"))
    grid = reader.value("timeslot_duration", slot, read_duration) if slot else 5
    rooms = {_text(room.get("name")): room for room in _objects(conference, "rooms")}
    fields = [("version", _text(schedule.get("version"))), ("base_url", _text(schedule.get("base_url")))]
    fields += [(f"conference.{name}", _text(value)) for name, value in conference.items() if name not in _CONFERENCE]
    return Schedule(
        title=_text(conference.get("title")),
        acronym=_text(conference.get("acronym")),
        website=_text(conference.get("url")),
        timezone=_text(conference.get("time_zone_name")) or zone_of_offsets(reader.offsets),
        grid_minutes=max(1, min(grid, 60)),
        tracks=tuple((_text(track.get("name")), _text(track.get("color"))) for track in _objects(conference, "tracks")),
        rooms={
            name: RoomInfo(capacity=_number(r.get("capacity")), guid=_text(r.get("guid"))) for name, r in rooms.items()
        },
        days=days,
        source=Source(fields=tuple((name, value) for name, value in fields if value)),
    )


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.offsets: set[timedelta] = set()

    def value(self, where: str, text: str, read: Callable[[str], T]) -> T:
        """Read a value, naming its place if it makes no sense."""
        try:
            return read(text)
        except ValueError as error:
            raise FileError(f"{error}.", where=f"{self.source}, {where}", advice="Correct it in the file.") from None

    def wall_time(self, text: str) -> datetime:
        """Read an ISO time as wall time, keeping its offset in mind."""
        return read_wall_time(text, self.offsets)

    def day(self, day: Fields) -> ScheduleDay:
        """Read a day."""
        day_date: date = self.value("a day", _text(day.get("date")), read_date)
        name = f"day {day_date}"
        rooms = _object(day.get("rooms") or {}, name, self.source)
        events = [
            self.event(_object(event, f"{name}, room {room}", self.source), room)
            for room, entries in rooms.items()
            for event in cast("Iterable[Any]", entries or ())
        ]
        start, end = _text(day.get("day_start")), _text(day.get("day_end"))
        return ScheduleDay(
            date=day_date,
            start=self.value(name, start, self.wall_time) if start else None,
            end=self.value(name, end, self.wall_time) if end else None,
            rooms=tuple((room, "") for room in rooms),
            events=tuple(events),
        )

    def event(self, event: Fields, room: str) -> Event:
        """Read an event."""
        id_ = _text(event.get("id"))
        where = f"event {id_ or _text(event.get('title'))}"
        return Event(
            where=f"{self.source}, {where}",
            id=id_,
            guid=_text(event.get("guid")),
            title=_text(event.get("title")),
            subtitle=_text(event.get("subtitle")),
            start=self.value(where, _text(event.get("date")), self.wall_time),
            minutes=self.value(where, _text(event.get("duration")), read_duration),
            room=room,
            slug=_text(event.get("slug")),
            url=_text(event.get("url")),
            track=_text(event.get("track")),
            type=_text(event.get("type")),
            language=_text(event.get("language")),
            abstract=_text(event.get("abstract")),
            description=_text(event.get("description")),
            people=tuple(_person(person) for person in _objects(event, "persons")),
            links=_links(event, "links"),
            attachments=_links(event, "attachments"),
            fields=tuple((name, _text(v)) for name, v in event.items() if name not in _EVENT and _text(v)),
        )


def _person(person: Fields) -> EventPerson:
    name = _text(person.get("public_name")) or _text(person.get("name")) or _text(person.get("full_public_name"))
    fields = tuple((key, _text(value)) for key, value in person.items() if key not in _PERSON and _text(value))
    return EventPerson(
        _text(person.get("id")), name, _text(person.get("guid")), _text(person.get("biography")), fields=fields
    )


def _links(event: Fields, name: str) -> tuple[Link, ...]:
    return tuple(
        Link(href=_text(link.get("url")), title=_text(link.get("title")), kind=_text(link.get("type")))
        for link in _objects(event, name)
    )


def _object(value: Any, where: str, source: str) -> Fields:
    if not isinstance(value, dict):
        raise FileError(f"This is no schedule: {where} should be an object.", where=source)
    return cast("Fields", value)


def _list(fields: Fields, name: str) -> list[Any]:
    value = fields.get(name)
    return cast("list[Any]", value) if isinstance(value, list) else []


def _objects(fields: Fields, name: str) -> list[Fields]:
    return [cast("Fields", each) for each in _list(fields, name) if isinstance(each, dict)]


def _text(value: Any) -> str:
    """Give a value as text; what is not plain is kept as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    import json

    return "" if value in ([], {}) else json.dumps(value, ensure_ascii=False)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
