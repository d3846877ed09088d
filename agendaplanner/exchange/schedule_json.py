"""Schedule JSON, as frab and pretalx write it: the same schedule as schedule XML, in other clothes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast

from agendaplanner.exchange.schedule_build import Event, EventPerson, RoomInfo, Schedule, ScheduleDay
from agendaplanner.exchange.schedule_values import (
    is_date_only,
    read_clock,
    read_date,
    read_duration,
    read_moment,
)
from agendaplanner.model.errors import FileError
from agendaplanner.model.faults import Faults
from agendaplanner.model.parts import Link, Source

Fields = Mapping[str, Any]

_CONFERENCE = {
    "acronym",
    "title",
    "subtitle",
    "venue",
    "city",
    "time_zone_name",
    "timeslot_duration",
    "days",
    "rooms",
    "tracks",
    "url",
}
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
_RECORDING = {"recording_license": "recording.license", "do_not_record": "recording.optout"}
"""What schedule XML has under <recording>: kept by the names it has there."""
_PERSON = {"id", "code", "guid", "public_name", "name", "full_public_name", "biography"}
_ROOM = {"name", "guid", "capacity"}


def schedule_from_json(content: Fields, *, source: str) -> Schedule:
    """Read schedule JSON that has been parsed.

    Raises:
        FileError: It is no schedule, or values make no sense; the message names days, rooms and events.
    """
    schedule = content.get("schedule")
    conference = cast("Any", schedule).get("conference") if isinstance(schedule, dict) else None
    if not isinstance(conference, dict):
        raise FileError("This is JSON, but no schedule: it has no schedule.conference.", where=source)
    schedule, conference = cast("Fields", schedule), cast("Fields", conference)
    reader = _Reader(source)
    days = tuple(reader.day(day, i) for i, day in enumerate(reader.objects("conference", conference, "days"), 1))
    slot = _text(conference.get("timeslot_duration"))
    grid = reader.faults.value("timeslot_duration", slot, read_duration, 5) if slot else 5
    tracks = reader.objects("conference", conference, "tracks")
    rooms = {_text(room.get("name")): _room(room) for room in reader.objects("conference", conference, "rooms")}
    reader.faults.done()
    if not days:
        raise FileError("This schedule has no days.", where=source, advice="They stand in schedule.conference.days.")
    fields = [(name, _text(value)) for name, value in schedule.items() if name != "conference"]
    generator = content.get("generator")
    if isinstance(generator, dict):
        fields += [(f"generator.{name}", _text(value)) for name, value in cast("Fields", generator).items()]
    fields += [(f"conference.{name}", _text(value)) for name, value in conference.items() if name not in _CONFERENCE]
    return Schedule(
        title=_text(conference.get("title")),
        subtitle=_text(conference.get("subtitle")),
        acronym=_text(conference.get("acronym")),
        venue=_text(conference.get("venue")),
        city=_text(conference.get("city")),
        website=_text(conference.get("url")),
        timezone=_text(conference.get("time_zone_name")),
        grid_minutes=max(1, min(grid, 60)),
        tracks=tuple((_text(track.get("name")), _text(track.get("color"))) for track in tracks),
        rooms=rooms,
        days=days,
        moments=tuple(reader.moments),
        source=Source(fields=tuple((name, value) for name, value in fields if value)),
        warnings=tuple(reader.warnings),
    )


class _Reader:
    """Reads days and events, keeping what it wonders about."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.faults = Faults(source)
        self.warnings: list[str] = []
        self.moments: list[datetime] = []

    def objects(self, where: str, fields: Fields, name: str) -> list[Fields]:
        """Give a list of objects, empty where there is none; anything else is a fault."""
        value = fields.get(name)
        return self.all_objects(f"{where}, {name}", [] if value is None else value)

    def all_objects(self, where: str, value: Any) -> list[Fields]:
        """Give what should be a list of objects."""
        if not isinstance(value, list):
            self.faults.add(where, "this should be a list")
            return []
        found: list[Fields] = []
        for i, each in enumerate(cast("list[Any]", value), 1):
            if isinstance(each, dict):
                found.append(cast("Fields", each))
            else:
                self.faults.add(f"{where}, number {i}", "this should be an object")
        return found

    def moment(self, where: str, text: str) -> datetime:
        """Read an ISO time as wall time, keeping its offset in mind."""
        moment = self.faults.value(where, text, read_moment, datetime(1970, 1, 1))
        if moment.tzinfo is not None:
            self.moments.append(moment)
        return moment.replace(tzinfo=None)

    def day(self, day: Fields, number: int) -> ScheduleDay:
        """Read a day."""
        day_date = self.faults.value(f"day {number}", _text(day.get("date")), read_date, date(1970, 1, 1))
        where = f"day {number} ({day_date})"
        rooms: Any = day.get("rooms") or {}  # an empty object may come as [] (from PHP)
        if not isinstance(rooms, dict):
            self.faults.add(f"{where}, rooms", "this should be an object: room name to events")
            rooms = {}
        by_room = cast("Mapping[str, Any]", rooms)
        events = [
            self.event(event, day_date, room)
            for room, entries in by_room.items()
            for event in self.all_objects(f"{where}, room {room}", entries or [])
        ]
        start, end = _text(day.get("day_start")), _text(day.get("day_end"))
        return ScheduleDay(
            date=day_date,
            start=self.moment(where, start) if start else None,
            end=self.moment(where, end) if end else None,
            rooms=tuple((room, "") for room in by_room),
            events=tuple(events),
        )

    def start(self, event: Fields, where: str, day_date: date) -> datetime:
        """Read when an event starts: its date and time, or its time on the day that it stands under."""
        text = _text(event.get("date"))
        if text and not is_date_only(text):
            return self.moment(where, text)
        clock = self.faults.value(where, _text(event.get("start")), read_clock, timedelta())
        on = self.faults.value(where, text, read_date, day_date) if text else day_date
        return datetime.combine(on, datetime.min.time()) + clock

    def minutes(self, event: Fields, where: str, start: datetime) -> int:
        """Read how long an event is: its duration, or until its end."""
        duration, end = _text(event.get("duration")), _text(event.get("end"))
        if duration or not end:
            return self.faults.value(where, duration, read_duration, 5)
        return max(0, round((self.moment(where, end) - start).total_seconds() / 60))

    def event(self, event: Fields, day_date: date, room: str) -> Event:
        """Read an event."""
        id_ = _text(event.get("id"))
        where = f"event {id_ or _text(event.get('title'))[:60] or 'without id and title'}"
        start = self.start(event, where, day_date)
        own_room = _text(event.get("room"))
        if own_room and own_room != room:
            self.warnings.append(
                f"{self.source}, {where}: listed under room “{room}” but says “{own_room}”; took the former."
            )
        return Event(
            where=f"{self.source}, {where}",
            id=id_,
            guid=_text(event.get("guid")),
            title=_text(event.get("title")),
            subtitle=_text(event.get("subtitle")),
            start=start,
            minutes=self.minutes(event, where, start),
            room=room,
            slug=_text(event.get("slug")),
            url=_text(event.get("url")),
            track=_text(event.get("track")),
            type=_text(event.get("type")),
            language=_text(event.get("language")),
            abstract=_text(event.get("abstract")),
            description=_text(event.get("description")),
            people=tuple(_person(person) for person in self.objects(where, event, "persons")),
            links=_links(self.objects(where, event, "links")),
            attachments=_links(self.objects(where, event, "attachments")),
            fields=tuple((_RECORDING.get(k, k), _text(v)) for k, v in event.items() if k not in _EVENT and _text(v)),
        )


def _person(person: Fields) -> EventPerson:
    name = _text(person.get("public_name")) or _text(person.get("name")) or _text(person.get("full_public_name"))
    id_ = _text(person.get("id"))
    code = _text(person.get("code"))
    fields = [(key, _text(value)) for key, value in person.items() if key not in _PERSON and _text(value)]
    if code and id_:
        fields.insert(0, ("code", code))
    return EventPerson(
        id_ or code, name, _text(person.get("guid")), _text(person.get("biography")), fields=tuple(fields)
    )


def _room(room: Fields) -> RoomInfo:
    capacity = room.get("capacity")
    known = isinstance(capacity, int | float) and not isinstance(capacity, bool) and 0 <= capacity < 10**7
    return RoomInfo(
        capacity=int(cast("float", capacity)) if known else None,
        guid=_text(room.get("guid")),
        fields=tuple((name, _text(value)) for name, value in room.items() if name not in _ROOM and _text(value)),
    )


def _links(links: list[Fields]) -> tuple[Link, ...]:
    return tuple(
        # as it came, as in schedule XML: an address with a space at its end is still found again
        Link(
            href=url if isinstance(url := link.get("url"), str) else _text(url),
            title=_text(link.get("title")),
            kind=_text(link.get("type")),
        )
        for link in links
    )


def _text(value: Any) -> str:
    """Give a value as text; what is not plain is kept as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    return "" if value in ([], {}) else json.dumps(value, ensure_ascii=False)
