"""Schedule XML, the format of Pentabarf, frab and pretalx: read with everything in it, and written.

Source: https://c3voc.de/wiki/schedule
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from agendaplanner.exchange.schedule_build import Event, EventPerson, Schedule, ScheduleDay
from agendaplanner.exchange.schedule_values import read_clock, read_date, read_duration, read_wall_time, zone_of_offsets
from agendaplanner.exchange.xml_nodes import Node, parse_xml
from agendaplanner.model.errors import FileError
from agendaplanner.model.records import Link, Source

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_CONFERENCE = {
    "title",
    "subtitle",
    "acronym",
    "venue",
    "city",
    "start",
    "end",
    "days",
    "timeslot_duration",
    "time_zone_name",
    "track",
    "url",
    "day_change",
}
_EVENT = {
    "start",
    "date",
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


def read_schedule(data: bytes, *, source: str) -> Schedule:
    """Read schedule XML.

    Raises:
        FileError: It is not well-formed, not a schedule, or a value makes no sense; the message names line and event.
    """
    root = parse_xml(data, source=source)
    if root.name != "schedule":
        raise FileError(f"This XML is no schedule: it begins with <{root.name}>.", where=source)
    conference = root.first("conference") or Node("conference", {}, root.line)
    reader = _Reader(source, conference)
    days = tuple(reader.day(node) for node in root.all("day"))
    if not days:
        raise FileError("This schedule has no days.", where=source)
    grid = reader.minutes(conference, "timeslot_duration") if conference.words("timeslot_duration") else 5
    known = {"conference", "day", "version", "generator", "url"}
    generator = root.first("generator")
    fields = [(f"generator.{name}", value) for name, value in (generator.attributes if generator else {}).items()]
    fields += [("version", root.words("version")), ("url", root.words("url"))]
    fields += [(node.name, node.text.strip()) for node in root.children if node.name not in known]
    # what has no field of its own, and what can be asked for again on the way out
    fields += [
        (f"conference.{node.name}", node.text.strip() or _attributes(node))
        for node in conference.children
        if node.name not in _CONFERENCE or node.name in ("start", "end", "days", "day_change")
    ]
    return Schedule(
        title=conference.words("title"),
        subtitle=conference.words("subtitle"),
        acronym=conference.words("acronym"),
        venue=conference.words("venue"),
        city=conference.words("city"),
        website=conference.words("url"),
        timezone=conference.words("time_zone_name") or zone_of_offsets(reader.offsets),
        grid_minutes=max(1, min(grid, 60)),
        tracks=tuple((_track_name(node), node.attributes.get("color", "")) for node in conference.all("track")),
        days=days,
        source=Source(fields=tuple((name, value) for name, value in fields if value)),
        warnings=tuple(reader.warnings),
    )


class _Reader:
    """Reads days and events, keeping what it wonders about."""

    def __init__(self, source: str, conference: Node) -> None:
        self.source = source
        self.warnings: list[str] = []
        self.offsets: set[timedelta] = set()
        change = conference.words("day_change")
        self.day_change = self.value(conference, change, read_clock) if change else timedelta()

    def value(self, node: Node, text: str, read: Callable[[str], T]) -> T:
        """Read a value, naming line and event if it makes no sense."""
        try:
            return read(text)
        except ValueError as error:
            raise FileError(f"{error}.", where=self.where(node), advice="Correct it in the file.") from None

    def where(self, node: Node) -> str:
        """Name a place in the file."""
        event = f", event {node.attributes['id']}" if node.name == "event" and "id" in node.attributes else ""
        return f"{self.source}, line {node.line}{event}"

    def minutes(self, node: Node, name: str) -> int:
        """Read a duration in whole minutes."""
        return self.value(node, node.words(name), read_duration)

    def day(self, node: Node) -> ScheduleDay:
        """Read a day with its rooms and events."""
        text = node.attributes.get("date", "")
        day_date = self.value(node, text, read_date)
        rooms: list[tuple[str, str]] = []
        events: list[Event] = []
        for room in node.all("room"):
            name = room.attributes.get("name", "").strip()
            rooms.append((name, room.attributes.get("guid", "")))
            events += [self.event(event, day_date, name) for event in room.all("event")]
        start, end = node.attributes.get("start", ""), node.attributes.get("end", "")
        return ScheduleDay(
            date=day_date,
            start=self.value(node, start, self.wall_time) if start else None,
            end=self.value(node, end, self.wall_time) if end else None,
            rooms=tuple(rooms),
            events=tuple(events),
        )

    def wall_time(self, text: str) -> datetime:
        """Read an ISO time as wall time, keeping its offset in mind."""
        return read_wall_time(text, self.offsets)

    def event(self, node: Node, day_date: date, room: str) -> Event:
        """Read an event."""
        if node.words("date"):
            start = self.value(node, node.words("date"), self.wall_time)
        else:
            clock = self.value(node, node.words("start"), read_clock)
            # what starts before the day changes still belongs to the day before (as Pentabarf and frab do)
            late = timedelta(days=1) if clock < self.day_change else timedelta()
            start = datetime.combine(day_date, datetime.min.time()) + clock + late
        people = [_person(person) for people in node.all("persons") for person in people.all("person")]
        fields = [
            (child.name, child.text.strip() or _attributes(child))
            for child in node.children
            if child.name not in _EVENT and child.name != "recording"
        ]
        for recording in node.all("recording"):
            fields += [(f"recording.{child.name}", child.text.strip()) for child in recording.children]
        fields += [(f"@{name}", value) for name, value in node.attributes.items() if name not in ("id", "guid")]
        own_room = node.words("room")
        if own_room and own_room != room:
            self.warnings.append(
                f"{self.where(node)}: listed under room “{room}” but says “{own_room}”; took the former."
            )
        return Event(
            where=self.where(node),
            id=node.attributes.get("id", ""),
            guid=node.attributes.get("guid", ""),
            title=node.words("title"),
            subtitle=node.words("subtitle"),
            start=start,
            minutes=self.minutes(node, "duration"),
            room=room,
            slug=node.words("slug"),
            url=node.words("url"),
            track=node.words("track"),
            type=node.words("type"),
            language=node.words("language"),
            abstract=node.words("abstract"),
            description=node.words("description"),
            people=tuple(people),
            links=_links(node, "links", "link"),
            attachments=_links(node, "attachments", "attachment"),
            fields=tuple((name, value) for name, value in fields if value),
        )


def _person(node: Node) -> EventPerson:
    known = {"id", "guid"}
    fields = tuple((name, value) for name, value in node.attributes.items() if name not in known)
    return EventPerson(node.attributes.get("id", ""), node.text.strip(), node.attributes.get("guid", ""), fields=fields)


def _links(event: Node, group: str, name: str) -> tuple[Link, ...]:
    return tuple(
        Link(href=link.attributes.get("href", ""), title=link.text.strip(), kind=link.attributes.get("type", ""))
        for links in event.all(group)
        for link in links.all(name)
    )


def _track_name(node: Node) -> str:
    return node.attributes.get("name", "").strip() or node.text.strip()


def _attributes(node: Node) -> str:
    return " ".join(f"{name}={value}" for name, value in node.attributes.items())
