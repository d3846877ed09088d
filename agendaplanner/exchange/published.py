"""An agenda as the schedule formats see it: days, rooms, events with ids, guids and slugs. One walk for all of them.

What came from a schedule goes out again with its ids, guids, links and recording terms. Where a source does not give
what the formats ask for, it is made from the session's own id, the same each time. What the schemas refuse is left
out: a receiver throws a whole file away for it. Sessions that wait or are cancelled are not part of a schedule.
"""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.agenda import people_of
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Day, Source
from agendaplanner.model.records import Meeting, Person, Room, Session, Track
from agendaplanner.model.text import file_name, without_controls
from agendaplanner.model.times import day_of, iso

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

_NAMESPACE = uuid.UUID("6f1c1e5a-2f5b-5d0e-9d57-8f6f0c0b7a11")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CODE = re.compile(r"[0-9A-Z]{6}")
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class PublishedPerson(msgspec.Struct, frozen=True):
    """Somebody at an event."""

    person: Person
    name: str
    guid: str
    number: str
    """Of digits; "" where the source gave none."""
    code: str


class PublishedEvent(msgspec.Struct, frozen=True):
    """A session that takes place."""

    session: Session
    number: str
    """Of digits, unlike any other's."""
    guid: str
    code: str
    room: str
    title: str
    kind: str
    slug: str
    own_slug: bool
    """Whether the slug came from a source; otherwise receivers can make it themselves."""
    url: str
    track: str
    start: str
    """ISO 8601 with offset."""
    end: str
    clock: str
    duration: str
    people: tuple[PublishedPerson, ...]
    recording_license: str
    do_not_record: bool | None
    """None: the source said nothing of recording."""
    extra: Mapping[str, str]
    """Addresses that a source gave by name: logo, feedback_url, ..."""


class PublishedRoom(msgspec.Struct, frozen=True):
    """A room on a day, with its events in order."""

    name: str
    guid: str
    room: Room | None
    """None: the place of what takes no room of its own."""
    events: tuple[PublishedEvent, ...]


class PublishedDay(msgspec.Struct, frozen=True):
    """A day."""

    index: int
    date: str
    start: str
    end: str
    rooms: tuple[PublishedRoom, ...]


class Published(msgspec.Struct, frozen=True):
    """A whole schedule."""

    meeting: Meeting
    title: str
    acronym: str
    version: str
    website: str
    base_url: str
    slot: str
    tracks: tuple[tuple[str, str], ...]
    """(name, colour or "")"""
    days: tuple[PublishedDay, ...]


def published(agenda: Agenda) -> Published:
    """Give an agenda as a schedule.

    Raises:
        UsageError: The meeting has no days, so that there is nothing to write.
    """
    meeting = agenda.meeting
    days = _days(agenda)
    if not days:
        raise UsageError("This meeting has no days yet, and a schedule needs at least one.")
    kept = _kept(meeting.source)
    acronym = _acronym(meeting)
    events = _events(agenda, acronym)
    return Published(
        meeting=meeting,
        title=_line(meeting.title),
        acronym=acronym,
        version=_line(kept.get("version", "")) or "1",
        website=address(meeting.website),
        base_url=address(kept.get("base_url", "") or kept.get("conference.base_url", "")),
        slot=_duration(min(meeting.grid_minutes, 99 * 60)),
        tracks=tuple((_line(track.name), colour(track)) for track in agenda.tracks),
        days=tuple(_day(agenda, i, day, sessions, events) for i, (day, sessions) in enumerate(days, 1)),
    )


def address(text: str) -> str:
    """Give a web address as it is, or "" if it is none."""
    return text if _ADDRESS.fullmatch(text) else ""


def colour(track: Track) -> str:
    """Give a track's colour if it is one."""
    return track.colour if _COLOUR.fullmatch(track.colour) else ""


def _day(
    agenda: Agenda, index: int, day: Day, sessions: list[Session], events: Mapping[str, PublishedEvent]
) -> PublishedDay:
    meeting = agenda.meeting
    rooms: list[PublishedRoom] = []
    for room in agenda.rooms:
        own = tuple(events[s.id] for s in sessions if s.placement is not None and s.placement.room == room.id)
        rooms.append(PublishedRoom(_room_name(agenda, room), _guid(agenda, f"room {room.id}", room.source), room, own))
    if rest := tuple(events[s.id] for s in sessions if s.placement is not None and s.placement.room is None):
        rooms.append(PublishedRoom(_elsewhere(agenda), _guid(agenda, "elsewhere", None), None, rest))
    return PublishedDay(index, day.date.isoformat(), iso(meeting, day.opens), iso(meeting, day.closes), tuple(rooms))


def _days(agenda: Agenda) -> list[tuple[Day, list[Session]]]:
    days = list(agenda.meeting.days)
    if not days:
        dates = sorted({s.placement.start.date() for s in agenda.placed if s.placement is not None})
        midnights = [datetime.combine(each, datetime.min.time()) for each in dates]
        days = [Day(opens=midnight, closes=midnight + timedelta(days=1)) for midnight in midnights]
    found: dict[Day, list[Session]] = {day: [] for day in days}
    for session in agenda.placed:
        assert session.placement is not None
        start = session.placement.start
        day = day_of(agenda.meeting, start)
        found[day or min(days, key=lambda each, at=start: abs(each.opens - at))].append(session)
    return list(found.items())


def _events(agenda: Agenda, acronym: str) -> dict[str, PublishedEvent]:
    numbers = _numbers(agenda)
    guids = _unique({s.id: _guid(agenda, s.id, s.source) for s in agenda.placed}, agenda)
    codes: set[str] = set()
    found: dict[str, PublishedEvent] = {}
    for session in agenda.placed:
        kept = _kept(session.source)
        code = kept.get("@code", "") or kept.get("code", "")
        code = code if _CODE.fullmatch(code) and code not in codes else ""
        codes.add(code)
        found[session.id] = _event(agenda, session, acronym, numbers[session.id], guids[session.id], code)
    return found


def _event(agenda: Agenda, session: Session, acronym: str, number: str, guid: str, code: str) -> PublishedEvent:
    assert session.placement is not None
    meeting, source, start = agenda.meeting, session.source or Source(), session.placement.start
    kept = _kept(session.source)
    slug = source.slug if _SLUG.fullmatch(source.slug) else ""
    room = agenda.room.get(session.placement.room or "")
    track = agenda.track.get(session.track or "")
    names = ("logo", "feedback_url", "origin_url", "video_download_url", "recording.url", "recording.link")
    return PublishedEvent(
        session=session,
        number=number,
        guid=guid,
        code=code,
        room=_room_name(agenda, room) if room is not None else _elsewhere(agenda),
        title=_line(f"{session.number} {session.title}") or "Untitled",
        kind=_line(source.kind) or session.kind,
        slug=slug or f"{acronym}-{number}-{file_name(source.slug or session.title) or 'session'}".rstrip("-_"),
        own_slug=bool(source.slug),
        url=address(source.url),
        track=_line(track.name) if track is not None else "",
        start=iso(meeting, start),
        end=iso(meeting, start + timedelta(minutes=session.duration_minutes)),
        clock=f"{start:%H:%M}",
        duration=_duration(session.duration_minutes),
        people=tuple(_person(agenda, id_) for id_ in dict.fromkeys(people_of(session))),
        recording_license=without_controls(kept.get("recording.license", "")),
        do_not_record={"true": True, "1": True, "false": False, "0": False}.get(
            kept.get("recording.optout", "").strip().lower()
        ),
        extra={name: value for name in names if (value := address(kept.get(name, "")))},
    )


def _person(agenda: Agenda, id_: str) -> PublishedPerson:
    person = agenda.person[id_]
    source = person.source or Source()
    kept = _kept(person.source)
    codes = [each for each in (kept.get("code", ""), source.id) if _CODE.fullmatch(each) and not each.isdecimal()]
    return PublishedPerson(
        person=person,
        name=_line(person.name) or "?",
        guid=_guid(agenda, f"person {id_}", person.source),
        number=source.id if _NUMBER.fullmatch(source.id) else "",
        code=codes[0] if codes else "",
    )


def _kept(source: Source | None) -> dict[str, str]:
    return dict(source.fields) if source is not None else {}


def _acronym(meeting: Meeting) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", file_name(meeting.acronym or meeting.title)).strip("_")[:30].strip("_")
    return name if len(name) >= 4 else f"{name}_meeting".lstrip("_")


def _guid(agenda: Agenda, id_: str, source: Source | None) -> str:
    if source is not None and _GUID.fullmatch(source.guid):
        return source.guid
    return str(uuid.uuid5(_NAMESPACE, f"{id_}@{agenda.meeting.uid_domain}"))


def _unique(guids: Mapping[str, str], agenda: Agenda) -> dict[str, str]:
    """Keep guids apart: of two sessions with the same one from their source, the second gets its own."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id_, guid in guids.items():
        found[id_] = guid if guid not in taken else _guid(agenda, id_, None)
        taken.add(found[id_])
    return found


def _numbers(agenda: Agenda) -> dict[str, str]:
    """Give each session the number that the formats want: the source's, else one made from its id."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for session in sorted(agenda.placed, key=lambda s: s.id):
        number = session.source.id if session.source else ""
        if _NUMBER.fullmatch(number) and number not in taken:
            found[session.id] = number
            taken.add(number)
    for session in sorted(agenda.placed, key=lambda s: s.id):
        if session.id not in found:
            value = zlib.crc32(session.id.encode()) % 900_000 + 100_000
            while str(value) in taken:
                value += 1
            found[session.id] = str(value)
            taken.add(str(value))
    return found


def _room_name(agenda: Agenda, room: Room) -> str:
    """Give a room's name; rooms with the same name have their id beside it, because the formats know names only."""
    name = _line(room.name) or room.id
    same = [each for each in agenda.rooms if (_line(each.name) or each.id) == name]
    return name if len(same) == 1 else f"{name} ({_line(room.id)})"


def _elsewhere(agenda: Agenda) -> str:
    name = _line(agenda.meeting.venue) or "Everywhere"
    return name if all(_line(room.name) != name for room in agenda.rooms) else f"{name}, no room"


def _line(text: str) -> str:
    """Give text on one line, its spaces as they are."""
    return without_controls(text).replace("\n", " ").strip()


def _duration(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
