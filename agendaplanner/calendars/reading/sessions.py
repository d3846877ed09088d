"""A calendar of sessions as a new agenda: each entry a session, its location a room, its attendees people.

Ids are made from the entries' own UIDs, so that reading the same calendar again gives the same ids; a calendar that this
program wrote gives back the ids that it was written from.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec

from agendaplanner.calendars.reading.days import days_around
from agendaplanner.calendars.reading.lines import parse
from agendaplanner.calendars.reading.occurrences import Occurrence, Reading, occurrences
from agendaplanner.calendars.reading.zones import Zones, named
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import FileError
from agendaplanner.model.faults import Faults
from agendaplanner.model.ids import new_uid_domain
from agendaplanner.model.parts import Link, Placement, Role, Source
from agendaplanner.model.records import Meeting, Person, Record, Room, Session, Track
from agendaplanner.model.text import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from agendaplanner.calendars.reading.lines import Component, Line
    from agendaplanner.model.kinds import Invitation, SessionStatus

LONGEST_SESSION = timedelta(hours=24)
"""What is longer says on which days something is, not when a session is."""
_OWN_UID = re.compile(r"([A-Za-z0-9_.-]{1,100})@([0-9a-z]{16})")
_STATUS: dict[str, SessionStatus] = {"TENTATIVE": "draft", "CANCELLED": "cancelled"}
_INVITATION: dict[str, Invitation] = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "waiting list",
    "NEEDS-ACTION": "invited",
    "DELEGATED": "declined",
}
_FIRST = re.compile(r"(?:[^,\\]|\\.)*", re.S)
_NOT_PEOPLE = {"ROOM", "RESOURCE"}
_A_YEAR = timedelta(days=366)


def read_sessions(data: bytes, *, source: str, timezone: str | None = None) -> tuple[Agenda, tuple[str, ...]]:
    """Make an agenda of a calendar; also gives what the organiser should know of.

    Args:
        data: The calendar file.
        source: The file's name, for messages.
        timezone: IANA name of the meeting's time zone; None takes what the calendar says.

    Raises:
        FileError: The file makes no sense (the message names the lines), or has no entry that could be a session.
    """
    calendars, notes = parse(data, source=source)
    zones = Zones(calendars)
    events = [part for calendar in calendars for part in calendar.parts if part.name == "VEVENT"]
    zone = timezone or _zone_name(calendars, events, zones, notes)
    faults = Faults(source)
    starts = re.findall(rb"^DTSTART[^:\r\n]*:(\d{4})", data, re.M)
    latest = min(max((int(year) for year in starts), default=2000) + 1, 2300)
    until = datetime(latest, 12, 31, tzinfo=UTC)
    reading = Reading(zones, ZoneInfo(zone), datetime(1000, 1, 1, tzinfo=UTC), until, faults, notes)
    found = occurrences(events, reading)
    faults.done()
    found = [each for each in found if _is_session(each, notes)]
    if not found:
        raise FileError(
            "There is no entry with a time of day in this calendar.", where=source, advice="Is it the right one?"
        )
    if found[-1].start - found[0].start > _A_YEAR:
        notes.append(
            f"The entries are from {found[0].start:%Y-%m-%d} to {found[-1].start:%Y-%m-%d}, very long for one meeting."
        )
    return _agenda(found, _title(calendars, source), zone), tuple(notes)


def _is_session(occurrence: Occurrence, notes: list[str]) -> bool:
    title = one_line(occurrence.event.text("SUMMARY"))[:60] or "without a title"
    where = occurrence.event.where
    if occurrence.whole_day or occurrence.end - occurrence.start > LONGEST_SESSION:
        notes.append(f"{where}: “{title}” lasts whole days, which no session does; it was left out.")
        return False
    if occurrence.end - occurrence.start < timedelta(minutes=1):
        notes.append(f"{where}: “{title}” has no length; it was left out.")
        return False
    return True


def _zone_name(calendars: Sequence[Component], events: Iterable[Component], zones: Zones, notes: list[str]) -> str:
    """Give the IANA name of the zone that a calendar's times are in: as it says, else the one that most entries name."""
    told = (calendar.text("X-WR-TIMEZONE").strip() for calendar in calendars)
    counted = Counter(line.parameter("TZID") for event in events for line in event.every("DTSTART"))
    most = (name for name, _ in counted.most_common() if name)
    for name in (*told, *most):
        zone: tzinfo | None = named(name)
        if zone is None and name:
            try:
                zone = zones.zone(name)
            except ValueError:
                continue
        if isinstance(zone, ZoneInfo):
            return str(zone)
    notes.append(
        "The calendar names no time zone that is known; its times are put on the clock of UTC. --timezone says otherwise."
    )
    return "UTC"


def _title(calendars: Sequence[Component], source: str) -> str:
    for name in ("NAME", "X-WR-CALNAME"):
        for calendar in calendars:
            if title := one_line(calendar.text(name)):
                return title
    stem = re.split(r"[\\/]", source)[-1].rpartition(".")[0]
    return one_line(stem) or "Imported meeting"


def _agenda(found: Sequence[Occurrence], title: str, zone: str) -> Agenda:
    uids = {each.event.text("UID").strip() for each in found}
    own = {match[2] for uid in uids if (match := _OWN_UID.fullmatch(uid))}
    is_ours = len(own) == 1 and all(_OWN_UID.fullmatch(uid) for uid in uids)
    people: dict[str, Person] = {}
    rooms: dict[str, str] = {}
    tracks: dict[str, str] = {}
    sessions: dict[str, Session] = {}
    clock = ZoneInfo(zone)
    for each in found:
        event = each.event
        start = each.start.astimezone(clock).replace(tzinfo=None, fold=0)
        room = _named_once(rooms, one_line(event.text("LOCATION")), "r")
        track = _named_once(tracks, _category(event), "t")
        id_ = _session_id(event, each.index, sessions, is_ours=is_ours)
        sessions[id_] = Session(
            id=id_,
            title=one_line(event.text("SUMMARY")) or "Untitled",
            kind="talk",
            description=plain(event.text("DESCRIPTION")),
            duration_minutes=max(1, round((each.end - each.start).total_seconds() / 60)),
            track=track,
            status=_STATUS.get(event.word("STATUS"), "confirmed"),
            roles=tuple(_roles(event, people, chairs=True)),
            attendees=tuple(dict.fromkeys(role.person or "" for role in _roles(event, people, chairs=False))),
            # a calendar says nothing of who is at an entry beside those it names: what runs beside it is meant
            everyone=False,
            needs_room=room is not None,
            placement=Placement(start=start, room=room),
            links=_links(event),
            source=Source(id=event.text("UID").strip(), url=event.text("URL").strip()),
        )
    organizers = (each.event.first("ORGANIZER") for each in found)
    organizer = next((line for line in organizers if line is not None and _address(line)), None)
    meeting = Meeting(
        title=title,
        timezone=zone,
        days=days_around((s.placement.start, s.duration_minutes) for s in sessions.values() if s.placement is not None),
        contact=one_line(organizer.parameter("CN")) if organizer is not None else "",
        contact_email=_address(organizer) if organizer is not None else "",
        uid_domain=own.pop() if is_ours else new_uid_domain(),
    )
    records: list[Record] = [meeting, *people.values(), *sessions.values()]
    records += (Room(id=id_, name=name, position=n) for n, (name, id_) in enumerate(rooms.items()))
    records += (Track(id=id_, name=name, position=n) for n, (name, id_) in enumerate(tracks.items()))
    return Agenda.of(records)


def _named_once(known: dict[str, str], name: str, prefix: str) -> str | None:
    """Give the id that a name has, the same each time; None for no name."""
    return known.setdefault(name, f"{prefix}{_digest(name)}") if name else None


def _first_of(text: str) -> str:
    match = _FIRST.match(text)
    return match[0] if match is not None else ""


def _category(event: Component) -> str:
    """Give the first category."""
    line = event.first("CATEGORIES")
    return one_line(msgspec.structs.replace(line, value=_first_of(line.value)).text) if line is not None else ""


def _session_id(event: Component, index: int, taken: dict[str, Session], *, is_ours: bool) -> str:
    uid = event.text("UID").strip()
    base = uid.partition("@")[0] if is_ours else f"s{_digest(uid or f'{event.number}')}"
    id_ = base if not index else f"{base}-{index + 1}"
    number = 2
    while id_ in taken:
        id_ = f"{base}-{index + 1}-{number}"
        number += 1
    return id_


def _roles(event: Component, people: dict[str, Person], *, chairs: bool) -> Iterable[Role]:
    """Give the parts of those who chair an entry, or of all others that it names."""
    for line in event.every("ATTENDEE"):
        if line.parameter("CUTYPE").upper() in _NOT_PEOPLE:
            continue
        if (line.parameter("ROLE").upper() == "CHAIR") == chairs and (person := _person(line, people)):
            yield Role(kind="chair", person=person)


def _person(line: Line, people: dict[str, Person]) -> str | None:
    """Give the id of the person that a line names, noting a person not named before; None where it names nobody."""
    address = _address(line)
    name = one_line(line.parameter("CN")) or address
    if not name:
        return None
    id_ = f"p{_digest(address.lower() or name.casefold())}"
    if id_ not in people:
        answer = _INVITATION.get(line.parameter("PARTSTAT").upper(), "invited")
        people[id_] = Person(id=id_, name=name, email=address, invitation=answer)
    return id_


def _address(line: Line) -> str:
    scheme, _, rest = line.value.strip().partition(":")
    return one_line(unquote(rest)) if scheme.lower() == "mailto" and "@" in rest else ""


def _links(event: Component) -> tuple[Link, ...]:
    lines = [*event.every("URL"), *event.every("CONFERENCE"), *event.every("ATTACH")]
    return tuple(
        Link(href=href, title=one_line(line.parameter("LABEL")))
        for line in lines
        if (href := line.value.strip()).startswith(("http://", "https://"))
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
