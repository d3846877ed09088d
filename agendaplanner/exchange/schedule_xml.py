"""Schedule XML, the format of Pentabarf, frab and pretalx, read with everything in it.

Source: https://c3voc.de/wiki/schedule
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agendaplanner.exchange.schedule_build import Event, EventPerson, Schedule, ScheduleDay
from agendaplanner.exchange.schedule_values import (
    is_date_only,
    read_clock,
    read_date,
    read_duration,
    read_moment,
)
from agendaplanner.exchange.xml_nodes import Node, parse_xml
from agendaplanner.model.errors import FileError
from agendaplanner.model.faults import Faults
from agendaplanner.model.parts import Link, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        FileError: It is not well-formed, not a schedule, or values make no sense; the message names lines and events.
    """
    root = parse_xml(data, source=source)
    if root.name != "schedule":
        raise FileError(f"This XML is no schedule: it begins with <{root.name[:40]}>.", where=source)
    conference = root.first("conference") or Node("conference", {}, root.line)
    reader = _Reader(source, conference)
    days = tuple(reader.day(node) for node in root.all("day"))
    slot = conference.words("timeslot_duration")
    grid = reader.faults.value(f"line {conference.line}, timeslot_duration", slot, read_duration, 5) if slot else 5
    reader.faults.done()
    if not days:
        raise FileError("This schedule has no days.", where=source, advice="A schedule has <day> elements.")
    return Schedule(
        title=conference.words("title"),
        subtitle=conference.words("subtitle"),
        acronym=conference.words("acronym"),
        venue=conference.words("venue"),
        city=conference.words("city"),
        website=conference.words("url"),
        timezone=conference.words("time_zone_name"),
        grid_minutes=max(1, min(grid, 60)),
        tracks=tuple((_track_name(node), node.attributes.get("color", "")) for node in conference.all("track")),
        days=days,
        moments=tuple(reader.moments),
        source=Source(fields=tuple((name, value) for name, value in _kept(root, conference) if value)),
        warnings=tuple(reader.warnings),
    )


def _kept(root: Node, conference: Node) -> Iterator[tuple[str, str]]:
    """Give what has no field of its own, and what can be asked for again on the way out."""
    generator = root.first("generator")
    for name, value in (generator.attributes if generator else {}).items():
        yield f"generator.{name}", value
    yield "version", root.words("version")
    yield "url", root.words("url")
    for node in root.children:
        if node.name not in ("conference", "day", "version", "generator", "url"):
            yield node.name, node.content() or _attributes(node)
    for node in conference.children:
        if node.name not in _CONFERENCE or node.name in ("start", "end", "days", "day_change"):
            yield f"conference.{node.name}", node.content() or _attributes(node)


class _Reader:
    """Reads days and events, keeping what it wonders about."""

    def __init__(self, source: str, conference: Node) -> None:
        self.source = source
        self.faults = Faults(source)
        self.warnings: list[str] = []
        self.moments: list[datetime] = []
        change = conference.words("day_change")
        where = f"line {conference.line}, day_change"
        self.day_change = self.faults.value(where, change, read_clock, timedelta()) if change else timedelta()

    def day(self, node: Node) -> ScheduleDay:
        """Read a day with its rooms and events."""
        where = f"line {node.line}"
        day_date = self.faults.value(where, node.attributes.get("date", ""), read_date, date(1970, 1, 1))
        rooms: list[tuple[str, str]] = []
        events: list[Event] = []
        for room in node.all("room"):
            name = room.attributes.get("name", "").strip()
            rooms.append((name, room.attributes.get("guid", "")))
            events += [self.event(event, day_date, name) for event in room.all("event")]
        start, end = node.attributes.get("start", ""), node.attributes.get("end", "")
        return ScheduleDay(
            date=day_date,
            start=self.moment(where, start) if start else None,
            end=self.moment(where, end) if end else None,
            rooms=tuple(rooms),
            events=tuple(events),
        )

    def moment(self, where: str, text: str) -> datetime:
        """Read an ISO time as wall time, keeping its offset in mind."""
        moment = self.faults.value(where, text, read_moment, datetime(1970, 1, 1))
        if moment.tzinfo is not None:
            self.moments.append(moment)
        return moment.replace(tzinfo=None)

    def start(self, node: Node, where: str, day_date: date) -> datetime:
        """Read when an event starts: its date and time, or its time on the day that it stands under."""
        text = node.words("date")
        if text and not is_date_only(text):
            return self.moment(where, text)
        clock = self.faults.value(where, node.words("start"), read_clock, timedelta())
        if text:
            return datetime.combine(self.faults.value(where, text, read_date, day_date), datetime.min.time()) + clock
        # what starts before the day changes still belongs to the day before (as Pentabarf and frab do)
        late = timedelta(days=1) if clock < self.day_change else timedelta()
        return datetime.combine(day_date, datetime.min.time()) + clock + late

    def event(self, node: Node, day_date: date, room: str) -> Event:
        """Read an event."""
        id_ = node.attributes.get("id", "")
        where = f"line {node.line}{f', event {id_}' if id_ else ''}"
        people = [_person(person) for people in node.all("persons") for person in people.all("person")]
        fields = [
            (child.name, child.content() or _attributes(child))
            for child in node.children
            if child.name not in _EVENT and child.name != "recording"
        ]
        for recording in node.all("recording"):
            fields += [(f"recording.{child.name}", child.content()) for child in recording.children]
        fields += [(f"@{name}", value) for name, value in node.attributes.items() if name not in ("id", "guid")]
        own_room = node.words("room")
        if own_room and own_room != room:
            self.warnings.append(
                f"{self.source}, {where}: listed under room “{room}” but says “{own_room}”; took the former."
            )
        return Event(
            where=f"{self.source}, {where}",
            id=id_,
            guid=node.attributes.get("guid", ""),
            title=node.words("title"),
            subtitle=node.words("subtitle"),
            start=self.start(node, where, day_date),
            minutes=self.faults.value(where, node.words("duration"), read_duration, 5),
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
    return EventPerson(node.attributes.get("id", ""), node.content(), node.attributes.get("guid", ""), fields=fields)


def _links(event: Node, group: str, name: str) -> tuple[Link, ...]:
    return tuple(
        Link(href=link.attributes.get("href", ""), title=link.content(), kind=link.attributes.get("type", ""))
        for links in event.all(group)
        for link in links.all(name)
    )


def _track_name(node: Node) -> str:
    return node.attributes.get("name", "").strip() or node.content()


def _attributes(node: Node) -> str:
    return " ".join(f"{name}={value}" for name, value in node.attributes.items())
