"""From a published schedule, whatever its syntax, to an agenda: events with rooms, people, tracks and times.

Readers of schedule XML and schedule JSON fill in the structures below; here they become records. Ids are made from the
source's own, so that reading the same schedule again gives the same ids.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.ids import new_uid_domain
from agendaplanner.model.parts import Day, Link, Placement, Role, Source
from agendaplanner.model.records import Meeting, Person, Record, Room, Session, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.kinds import SessionKind

KIND_WORDS: dict[str, SessionKind] = {
    "keynote": "keynote",
    "opening": "opening",
    "closing": "closing",
    "workshop": "workshop",
    "bof": "side meeting",
    "meeting": "side meeting",
    "break": "break",
    "lunch": "meal",
    "reception": "reception",
    "registration": "registration",
}
"""What the types of published schedules are here; every other type is a talk. The source's own word is kept."""

PALETTE = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#F0E442")
"""Colours for tracks that come without one, told apart with the common colour-vision deficiencies (Okabe and Ito)."""

LONGEST_DAY = timedelta(hours=36)


class EventPerson(msgspec.Struct, frozen=True):
    """Somebody named at an event."""

    id: str
    name: str
    guid: str = ""
    biography: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Event(msgspec.Struct, kw_only=True):
    """An event of a published schedule."""

    where: str
    """Its place in the source, for messages."""
    id: str
    title: str
    start: datetime
    """Wall time."""
    minutes: int
    room: str
    guid: str = ""
    slug: str = ""
    url: str = ""
    subtitle: str = ""
    track: str = ""
    type: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    people: tuple[EventPerson, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


class ScheduleDay(msgspec.Struct, kw_only=True):
    """A day of a published schedule; start and end where the source gives them."""

    date: date
    start: datetime | None = None
    end: datetime | None = None
    rooms: tuple[tuple[str, str], ...] = ()
    """(name, guid), in the source's order; also those without an event."""
    events: tuple[Event, ...] = ()


class RoomInfo(msgspec.Struct, kw_only=True):
    """What a source says of a room beside its name."""

    capacity: int | None = None
    guid: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Schedule(msgspec.Struct, kw_only=True):
    """A published schedule."""

    title: str
    days: tuple[ScheduleDay, ...]
    subtitle: str = ""
    acronym: str = ""
    venue: str = ""
    city: str = ""
    website: str = ""
    timezone: str = ""
    """IANA name; "" where the source does not tell."""
    grid_minutes: int = 5
    tracks: tuple[tuple[str, str], ...] = ()
    """(name, colour), in the source's order."""
    rooms: dict[str, RoomInfo] = {}
    moments: tuple[datetime, ...] = ()
    """The times in it that tell their offset from UTC."""
    source: Source
    warnings: tuple[str, ...] = ()


def build_agenda(schedule: Schedule, timezone: str) -> tuple[Agenda, tuple[str, ...]]:
    """Make an agenda of a schedule, in a time zone; also gives what the organiser should know of."""
    notes = list(schedule.warnings)
    for event in (event for day in schedule.days for event in day.events if not event.minutes):
        event.minutes = schedule.grid_minutes
        notes.append(f"{event.where}: has no length; took {schedule.grid_minutes} minutes.")
    events = [event for day in schedule.days for event in day.events]
    rooms = _rooms(schedule)
    tracks = _tracks(schedule, events)
    people, person_ids = _people(events, notes)
    session_ids = _unique(("s" + (event.id or _digest(event.guid + event.title)) for event in events), notes, events)
    sessions = [
        _session(event, session_id, rooms, tracks, person_ids)
        for event, session_id in zip(events, session_ids, strict=True)
    ]
    meeting = Meeting(
        title=schedule.title or "Imported meeting",
        subtitle=schedule.subtitle,
        acronym=schedule.acronym,
        venue=schedule.venue,
        city=schedule.city,
        website=schedule.website,
        timezone=timezone,
        days=_days(schedule),
        grid_minutes=schedule.grid_minutes,
        uid_domain=new_uid_domain(),
        source=schedule.source,
    )
    records: list[Record] = [meeting, *rooms.values(), *tracks.values(), *people, *sessions]
    return Agenda.of(records), tuple(notes)


def _rooms(schedule: Schedule) -> dict[str, Room]:
    guids: dict[str, str] = {}
    for day in schedule.days:
        for name, guid in day.rooms:
            guids[name] = guids.get(name) or guid
        for event in day.events:
            guids.setdefault(event.room, "")
    names = list(dict.fromkeys([*schedule.rooms, *guids]))
    ids = _slugs("r", names)
    rooms: dict[str, Room] = {}
    for position, name in enumerate(names):
        info = schedule.rooms.get(name, RoomInfo())
        guid = guids.get(name) or info.guid
        source = Source(guid=guid, fields=info.fields) if guid or info.fields else None
        rooms[name] = Room(
            id=ids[name], name=name or "No room", capacity=info.capacity, position=position, source=source
        )
    return rooms


def _tracks(schedule: Schedule, events: Sequence[Event]) -> dict[str, Track]:
    colours = dict(schedule.tracks)
    names = list(dict.fromkeys([*colours, *(event.track for event in events if event.track)]))
    ids = _slugs("t", names)
    return {
        name: Track(id=ids[name], name=name, colour=colours.get(name) or PALETTE[i % len(PALETTE)], position=i)
        for i, name in enumerate(names)
    }


def _people(events: Sequence[Event], notes: list[str]) -> tuple[list[Person], dict[tuple[str, str], str]]:
    """Give the people, and the id of each (id, name) as events name them."""
    people: dict[str, Person] = {}
    ids: dict[tuple[str, str], str] = {}
    for event in events:
        for each in event.people:
            key = "p" + (each.id or _digest(each.guid or each.name.casefold()))
            known = people.get(key)
            if known is None:
                source = Source(id=each.id, guid=each.guid, fields=each.fields)
                people[key] = Person(id=key, name=each.name or "?", biography=each.biography, source=source)
            else:
                if each.biography and not known.biography:
                    people[key] = msgspec.structs.replace(known, biography=each.biography)
                if each.name not in (known.name, "") and (each.id or each.guid, each.name) not in ids:
                    notes.append(
                        f"{event.where}: person {each.id or each.guid} is “{each.name}” here and “{known.name}” "
                        "before; kept the latter."
                    )
            ids[each.id or each.guid, each.name] = key
    return list(people.values()), ids


def _session(
    event: Event,
    session_id: str,
    rooms: dict[str, Room],
    tracks: dict[str, Track],
    person_ids: dict[tuple[str, str], str],
) -> Session:
    presenters = dict.fromkeys(person_ids[person.id or person.guid, person.name] for person in event.people)
    return Session(
        id=session_id,
        title=event.title or "Untitled",
        subtitle=event.subtitle,
        kind=KIND_WORDS.get(event.type.casefold(), "talk"),
        abstract=event.abstract,
        description=event.description,
        duration_minutes=event.minutes,
        track=tracks[event.track].id if event.track else None,
        languages=(event.language,) if event.language else (),
        status="confirmed",
        # in a published schedule nothing is said of who is at a plenary: what runs beside it is meant
        everyone=False,
        needs_room=True,
        roles=tuple(Role(kind="presenter", person=person) for person in presenters),
        placement=Placement(start=event.start, room=rooms[event.room].id),
        links=event.links,
        attachments=event.attachments,
        source=Source(
            id=event.id, guid=event.guid, slug=event.slug, url=event.url, kind=event.type, fields=event.fields
        ),
    )


def _days(schedule: Schedule) -> tuple[Day, ...]:
    """Give each day's opening hours: as the source says, and wide enough for what was published on it."""
    hours: dict[date, list[datetime]] = {}
    starts: dict[date, list[datetime]] = {}
    for day in schedule.days:
        midnight = datetime.combine(day.date, datetime.min.time())
        told = [moment for moment in (day.start, day.end) if moment and timedelta() <= moment - midnight <= LONGEST_DAY]
        hours.setdefault(day.date, []).extend(told)
        for event in day.events:
            # what is listed under a day, but far from it, makes a day of its own
            listed = timedelta() <= event.start - midnight < LONGEST_DAY
            on = day.date if listed else event.start.date()
            starts.setdefault(on, []).append(event.start)
            hours.setdefault(on, []).extend((event.start, event.start + timedelta(minutes=event.minutes)))
    days: list[Day] = []
    for on, moments in sorted(hours.items(), key=lambda each: (min(each[1], default=datetime.max), each[0])):
        nine = datetime.combine(on, datetime.min.time()) + timedelta(hours=9)
        opens, closes = min(moments, default=nine), max(moments, default=nine)
        closes = closes if closes > opens else opens + timedelta(hours=9)
        if days and opens < days[-1].closes:
            last = days[-1]
            if min(starts.get(on, [last.closes])) >= last.closes:
                opens = last.closes  # opened before the last day had closed (04:00 to 04:00, one minute over)
            else:
                days.pop()
                if opens > last.opens:
                    days.append(Day(opens=last.opens, closes=opens))
                else:
                    closes = max(closes, last.closes)
        if closes > opens:
            days.append(Day(opens=opens, closes=min(closes, opens + LONGEST_DAY)))
    return tuple(days)


def _slugs(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Give each name a short, readable id of its own."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:24]
        base = f"{prefix}-{slug}" if slug else f"{prefix}-{_digest(name)}"
        candidate = base if base not in taken else f"{base}-{_digest(name)}"
        taken.add(candidate)
        ids[name] = candidate
    return ids


def _unique(ids: Iterable[str], notes: list[str], events: Sequence[Event]) -> list[str]:
    """Keep ids apart: an id that a source uses again gets a number, in the source's order."""
    wanted = list(ids)
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    unique: list[str] = []
    for id_, event in zip(wanted, events, strict=True):
        counts[id_] += 1
        found = id_
        while found in taken or (counts[id_] > 1 and found in wanted):
            found = f"{id_}-{counts[id_]}"
            counts[id_] += 1
        if found != id_ and event.id:
            notes.append(f"{event.where}: event id {event.id} is used again; this one becomes {found}.")
        taken.add(found)
        unique.append(found)
    return unique


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
