"""Schedule XML written from an agenda: what other schedule programs, apps and recording crews read.

It keeps to the published schema, so the meeting's venue and city, which the schema has no place for, are not in it.
Source: https://c3voc.de/wiki/schedule
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import agendaplanner
from agendaplanner.exchange.published import PublishedEvent, published
from agendaplanner.model.text import without_controls

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Link


def write_schedule_xml(agenda: Agenda) -> bytes:
    """Give an agenda as schedule XML; sessions that wait or are cancelled are left out.

    Raises:
        UsageError: The meeting has no days.
    """
    schedule = published(agenda)
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", {"name": "agendaplanner", "version": agendaplanner.__version__})
    _add(root, "version", schedule.version)
    conference = ET.SubElement(root, "conference")
    _add(conference, "title", schedule.title)
    _add(conference, "acronym", schedule.acronym)
    _add(conference, "start", schedule.days[0].date)
    _add(conference, "end", schedule.days[-1].date)
    _add(conference, "days", str(len(schedule.days)))
    _add(conference, "timeslot_duration", schedule.slot)
    _add(conference, "time_zone_name", schedule.meeting.timezone)
    if schedule.base_url:
        _add(conference, "base_url", schedule.base_url)
    if schedule.website:
        _add(conference, "url", schedule.website)
    for name, colour in schedule.tracks:
        ET.SubElement(conference, "track", {"name": name} | ({"color": colour} if colour else {}))
    for day in schedule.days:
        attributes = {"index": str(day.index), "date": day.date, "start": day.start, "end": day.end}
        day_node = ET.SubElement(root, "day", attributes)
        for room in day.rooms:
            room_node = ET.SubElement(day_node, "room", {"name": room.name, "guid": room.guid})
            for event in room.events:
                _event(room_node, event)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _event(parent: ET.Element, event: PublishedEvent) -> None:
    session = event.session
    node = ET.SubElement(parent, "event", {"id": event.number, "guid": event.guid})
    if event.code:
        node.set("code", event.code)
    _add(node, "room", event.room)
    _add(node, "title", event.title)
    _add(node, "subtitle", session.subtitle)
    _add(node, "type", event.kind)
    _add(node, "date", event.start)
    _add(node, "start", event.clock)
    _add(node, "duration", event.duration)
    _add(node, "abstract", session.abstract)
    if event.own_slug:
        _add(node, "slug", event.slug)
    _add(node, "track", event.track)
    persons = ET.SubElement(node, "persons")
    for person in event.people:
        attributes = ({"id": person.number} if person.number else {}) | {"guid": person.guid}
        ET.SubElement(persons, "person", attributes).text = person.name
    _add(node, "language", session.languages[0] if session.languages else "")
    _add(node, "description", session.description)
    if event.recording_license or event.do_not_record is not None:
        recording = ET.SubElement(node, "recording")
        _add(recording, "license", event.recording_license)
        _add(recording, "optout", "true" if event.do_not_record else "false")
        for name in ("url", "link"):
            if value := event.extra.get(f"recording.{name}"):
                _add(recording, name, value)
    _links(node, "links", "link", session.links)
    _links(node, "attachments", "attachment", session.attachments)
    if event.url:
        _add(node, "url", event.url)
    for name, value in event.extra.items():
        if "." not in name:
            _add(node, name, value)


def _links(parent: ET.Element, group: str, name: str, links: tuple[Link, ...]) -> None:
    node = ET.SubElement(parent, group)
    for link in links:
        child = ET.SubElement(node, name, {"href": without_controls(link.href)})
        if link.kind:
            child.set("type", without_controls(link.kind))
        child.text = without_controls(link.title)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = without_controls(text)
