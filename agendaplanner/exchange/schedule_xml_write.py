"""Schedule XML written from an agenda: what other schedule programs, apps and recording crews read.

What came from a schedule goes out again as it came: ids, guids, slugs, links, and fields that have no place here. Where
a source does not give what the format asks for (numeric ids, guids), it is made from the session's own id, the same each
time. Source: https://c3voc.de/wiki/schedule
"""

from __future__ import annotations

import uuid
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from agendaplanner.model.agenda import people_of
from agendaplanner.model.text import file_name, without_controls
from agendaplanner.model.times import day_of, iso

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Day, Link, Session

_NAMESPACE = uuid.UUID("6f1c1e5a-2f5b-5d0e-9d57-8f6f0c0b7a11")


def write_schedule_xml(agenda: Agenda) -> bytes:
    """Give an agenda as schedule XML; sessions that wait or are cancelled are left out."""
    meeting = agenda.meeting
    kept = dict(meeting.source.fields) if meeting.source else {}
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", {"name": "agendaplanner"})
    _add(root, "version", kept.get("version") or "1")
    conference = ET.SubElement(root, "conference")
    _add(conference, "title", meeting.title)
    acronym = file_name(meeting.acronym or meeting.title) or "meeting"
    _add(conference, "acronym", acronym if len(acronym) >= 4 else f"{acronym}-meeting")
    for name, value in (("subtitle", meeting.subtitle), ("venue", meeting.venue), ("city", meeting.city)):
        if value:
            _add(conference, name, value)
    if meeting.days:
        _add(conference, "start", meeting.days[0].date.isoformat())
        _add(conference, "end", meeting.days[-1].date.isoformat())
    _add(conference, "days", str(len(meeting.days)))
    _add(conference, "timeslot_duration", _duration(meeting.grid_minutes))
    _add(conference, "time_zone_name", meeting.timezone)
    if meeting.website.startswith(("http://", "https://")):
        _add(conference, "url", meeting.website)
    for track in agenda.tracks:
        node = ET.SubElement(conference, "track", {"name": without_controls(track.name)})
        if track.colour:
            node.set("color", track.colour)
    numbers = _numbers(agenda)
    for index, (day, sessions) in enumerate(_days(agenda), 1):
        attributes = {"index": str(index), "date": day.date.isoformat()}
        attributes |= {"start": iso(meeting, day.opens), "end": iso(meeting, day.closes)}
        day_node = ET.SubElement(root, "day", attributes)
        for room_id, name in _rooms(agenda, sessions):
            room_node = ET.SubElement(day_node, "room", {"name": without_controls(name)})
            room = agenda.room.get(room_id or "")
            if room is not None and room.source is not None and room.source.guid:
                room_node.set("guid", room.source.guid)
            for session in sessions:
                if session.placement is not None and session.placement.room == room_id:
                    _event(agenda, room_node, session, name, numbers[session.id])
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _event(agenda: Agenda, parent: ET.Element, session: Session, room: str, number: str) -> None:
    assert session.placement is not None
    source = session.source
    kept = list(source.fields) if source else []
    guid = (source.guid if source else "") or str(uuid.uuid5(_NAMESPACE, f"{session.id}@{agenda.meeting.uid_domain}"))
    node = ET.SubElement(parent, "event", {"id": number, "guid": guid})
    for name, value in kept:
        if name.startswith("@"):
            node.set(name[1:], value)
    _add(node, "room", room)
    _add(node, "title", f"{session.number} {session.title}".strip())
    _add(node, "subtitle", session.subtitle)
    _add(node, "type", (source.kind if source else "") or session.kind)
    _add(node, "date", iso(agenda.meeting, session.placement.start))
    _add(node, "start", f"{session.placement.start:%H:%M}")
    _add(node, "duration", _duration(session.duration_minutes))
    _add(node, "abstract", session.abstract)
    if source is not None and source.slug:
        _add(node, "slug", source.slug)
    _add(node, "track", track.name if (track := agenda.track.get(session.track or "")) else "")
    persons = ET.SubElement(node, "persons")
    for person_id in dict.fromkeys(people_of(session)):
        person = agenda.person[person_id]
        person_node = ET.SubElement(persons, "person")
        if person.source is not None and person.source.id.isdecimal():
            person_node.set("id", person.source.id)
        if person.source is not None and person.source.guid:
            person_node.set("guid", person.source.guid)
        person_node.text = without_controls(person.name)
    _add(node, "language", session.languages[0] if session.languages else "")
    _add(node, "description", session.description)
    recording = [(name.removeprefix("recording."), value) for name, value in kept if name.startswith("recording.")]
    if recording:
        recording_node = ET.SubElement(node, "recording")
        for name, value in recording:
            _add(recording_node, name, value)
    _links(node, "links", "link", session.links)
    _links(node, "attachments", "attachment", session.attachments)
    if source is not None and source.url:
        _add(node, "url", source.url)
    for name, value in kept:
        if not name.startswith(("@", "recording.")) and name.replace("_", "").isalnum():
            _add(node, name, value)


def _links(parent: ET.Element, group: str, name: str, links: tuple[Link, ...]) -> None:
    node = ET.SubElement(parent, group)
    for link in links:
        child = ET.SubElement(node, name, {"href": without_controls(link.href)})
        if link.kind:
            child.set("type", without_controls(link.kind))
        child.text = without_controls(link.title)


def _days(agenda: Agenda) -> list[tuple[Day, list[Session]]]:
    found: dict[Day, list[Session]] = {day: [] for day in agenda.meeting.days}
    for session in agenda.placed:
        assert session.placement is not None
        start = session.placement.start
        day = day_of(agenda.meeting, start)
        if day is None and agenda.meeting.days:
            day = min(agenda.meeting.days, key=lambda each, at=start: abs(each.opens - at))
        if day is not None:
            found[day].append(session)
    return list(found.items())


def _rooms(agenda: Agenda, sessions: list[Session]) -> list[tuple[str | None, str]]:
    """Give the rooms of a day in order; what takes no room of its own comes last, at the venue."""
    rooms: list[tuple[str | None, str]] = [(room.id, room.name) for room in agenda.rooms]
    if any(session.placement is not None and session.placement.room is None for session in sessions):
        rooms.append((None, agenda.meeting.venue or "Everywhere"))
    return rooms


def _numbers(agenda: Agenda) -> dict[str, str]:
    """Give each session the number that the format wants: the source's, else one made from its id."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for session in agenda.sessions:
        number = session.source.id if session.source else ""
        if not number.isdecimal() or number in taken:
            value = zlib.crc32(session.id.encode()) % 900_000 + 100_000
            while str(value) in taken:
                value += 1
            number = str(value)
        taken.add(number)
        found[session.id] = number
    return found


def _duration(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = without_controls(text)
