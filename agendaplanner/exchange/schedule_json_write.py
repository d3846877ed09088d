"""Schedule JSON written from an agenda, as the published schema wants it.

Source: https://c3voc.de/schedule/schema.json
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import agendaplanner
from agendaplanner.exchange.published import PublishedEvent, PublishedPerson, PublishedRoom, published
from agendaplanner.model.text import without_controls

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Link

_LINK_KINDS = {"slides", "paper", "web", "blog", "article", "media", "related", "activitypub"}
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")


def write_schedule_json(agenda: Agenda) -> bytes:
    """Give an agenda as schedule JSON; sessions that wait or are cancelled are left out.

    Raises:
        UsageError: The meeting has no days.
    """
    schedule = published(agenda)
    conference: dict[str, Any] = {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.days[0].date,
        "end": schedule.days[-1].date,
        "daysCount": len(schedule.days),
        "timeslot_duration": schedule.slot,
    }
    zone = "UTC" if schedule.meeting.timezone == "Etc/UTC" else schedule.meeting.timezone
    if _ZONE.fullmatch(zone):
        conference["time_zone_name"] = zone
    if schedule.website:
        conference["url"] = schedule.website
    rooms = {room.name: room for day in schedule.days for room in day.rooms}
    conference["rooms"] = [_room(room) for room in rooms.values()]
    conference["tracks"] = [{"name": name} | ({"color": c} if c else {}) for name, c in schedule.tracks]
    conference["days"] = [
        {
            "index": day.index,
            "date": day.date,
            "day_start": day.start,
            "day_end": day.end,
            "rooms": {room.name: [_event(event) for event in room.events] for room in day.rooms},
        }
        for day in schedule.days
    ]
    content: dict[str, Any] = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "agendaplanner", "version": agendaplanner.__version__},
        "schedule": {"version": schedule.version}
        | ({"base_url": schedule.base_url} if schedule.base_url else {})
        | {"conference": conference},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _room(room: PublishedRoom) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": room.name, "guid": room.guid}
    if room.room is not None and room.room.capacity is not None:
        fields["capacity"] = room.room.capacity
    return fields


def _event(event: PublishedEvent) -> dict[str, Any]:
    session = event.session
    fields: dict[str, Any] = {"guid": event.guid}
    if event.code:
        fields["code"] = event.code
    fields |= {
        "id": int(event.number),
        "date": event.start,
        "start": event.clock,
        "duration": event.duration,
        "room": event.room,
        "slug": event.slug,
        # the schema wants an address; where there is none, the one that every guid has
        "url": event.url or f"urn:uuid:{event.guid}",
        "title": event.title,
        "subtitle": without_controls(session.subtitle),
        "track": event.track or None,
        "type": event.kind,
        "language": session.languages[0] if session.languages else None,
        "abstract": without_controls(session.abstract),
        "description": without_controls(session.description),
    }
    if event.recording_license or event.do_not_record is not None:
        fields["recording_license"] = event.recording_license
        fields["do_not_record"] = bool(event.do_not_record)
    fields["persons"] = [_person(person) for person in event.people]
    fields["links"] = [_link(link) for link in session.links]
    fields["attachments"] = [_link(link) for link in session.attachments]
    return fields | {name: event.extra[name] for name in ("logo", "feedback_url", "origin_url") if name in event.extra}


def _person(person: PublishedPerson) -> dict[str, Any]:
    fields: dict[str, Any] = {"guid": person.guid, "name": person.name}
    if person.number:
        fields["id"] = int(person.number)
    if person.code:
        fields["code"] = person.code
    if person.person.biography:
        fields["biography"] = without_controls(person.person.biography)
    return fields


def _link(link: Link) -> dict[str, Any]:
    fields = {"url": without_controls(link.href), "title": without_controls(link.title)}
    return fields | ({"type": link.kind} if link.kind in _LINK_KINDS else {})
