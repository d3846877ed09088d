"""Calendars as files: of the whole meeting, of each person, room and track."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.calendars.events import event
from agendaplanner.calendars.zones import time_zone
from agendaplanner.model.files import make_folder, write_atomically
from agendaplanner.model.text import file_name, one_line
from agendaplanner.model.times import end_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.history import Stamp
    from agendaplanner.model.records import Session

PRODUCT = "-//agendaplanner//agendaplanner//EN"
What = Literal["whole", "people", "rooms", "tracks"]
EVERYTHING: frozenset[What] = frozenset({"whole", "people", "rooms", "tracks"})


class Written(msgspec.Struct, frozen=True):
    """What an export wrote."""

    files: tuple[Path, ...]
    removed: tuple[Path, ...]
    """Files of an earlier export that are for nobody any more."""


def calendar(agenda: Agenda, stamps: Mapping[str, Stamp], sessions: Iterable[Session], name: str) -> bytes:
    """Give a calendar file with some sessions; those that wait are left out."""
    import icalendar

    chosen = [session for session in sessions if session.placement is not None]
    found = icalendar.Calendar()
    found.add("PRODID", PRODUCT)
    found.add("VERSION", "2.0")
    found.add("CALSCALE", "GREGORIAN")
    # no METHOD: with one that publishes, attendees must not be named (RFC 5546, 3.2.1), and a request asks for answers
    found.add("NAME", one_line(name))
    found.add("X-WR-CALNAME", one_line(name))
    found.add("X-WR-TIMEZONE", agenda.meeting.timezone)
    starts = [session.placement.start for session in chosen if session.placement is not None]
    ends = [end for session in chosen if (end := end_of(session)) is not None]
    if starts and agenda.meeting.timezone not in ("UTC", "Etc/UTC"):
        found.add_component(time_zone(agenda.meeting.timezone, min(starts), max(ends)))
    for session in chosen:
        found.add_component(event(agenda, session, stamps))
    return found.to_ical()


def meeting_calendar(agenda: Agenda, stamps: Mapping[str, Stamp]) -> bytes:
    """Give the calendar of the whole meeting."""
    return calendar(agenda, stamps, agenda.sessions, agenda.meeting.title)


def person_calendar(agenda: Agenda, stamps: Mapping[str, Stamp], person_id: str, *, breaks: bool = True) -> bytes:
    """Give a person's calendar: the sessions that need the person, and those for everyone."""
    person = agenda.person[person_id]
    sessions = (
        session
        for session in agenda.sessions
        if person_id in agenda.people_in[session.id] or (session.is_for_everyone and (breaks or not session.is_quiet))
    )
    return calendar(agenda, stamps, sessions, f"{agenda.meeting.title}: {person.name}")


def room_calendar(agenda: Agenda, stamps: Mapping[str, Stamp], room_id: str) -> bytes:
    """Give the calendar of a room."""
    sessions = (s for s in agenda.sessions if s.placement is not None and s.placement.room == room_id)
    return calendar(agenda, stamps, sessions, f"{agenda.meeting.title}: {agenda.room[room_id].name}")


def track_calendar(agenda: Agenda, stamps: Mapping[str, Stamp], track_id: str) -> bytes:
    """Give the calendar of a track."""
    sessions = (session for session in agenda.sessions if session.track == track_id)
    return calendar(agenda, stamps, sessions, f"{agenda.meeting.title}: {agenda.track[track_id].name}")


def write_calendars(
    agenda: Agenda,
    stamps: Mapping[str, Stamp],
    folder: Path,
    *,
    what: Iterable[What] = EVERYTHING,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write calendars into a folder: ``meeting.ics``, ``people/...``, ``rooms/...``, ``tracks/...``.

    Each file is replaced whole. Files of an earlier export that are for nobody any more are removed, ours only.

    Raises:
        FileError: A file or folder cannot be written; the message names it.
    """
    wanted = frozenset(what)
    jobs: list[tuple[Path, Callable[[], bytes]]] = []
    if "whole" in wanted:
        jobs.append((folder / "meeting.ics", lambda: meeting_calendar(agenda, stamps)))
    people = {p.id: f"{p.family} {p.given}" if p.family else p.name for p in agenda.people}
    rooms = {room.id: room.name for room in agenda.rooms}
    tracks = {track.id: track.name for track in agenda.tracks}
    kinds: tuple[tuple[What, dict[str, str], Callable[[Agenda, Mapping[str, Stamp], str], bytes]], ...] = (
        ("people", people, person_calendar),
        ("rooms", rooms, room_calendar),
        ("tracks", tracks, track_calendar),
    )
    for kind, names, make in kinds:
        if kind in wanted:
            for id_, name in file_names(names).items():
                jobs.append((folder / kind / name, lambda make=make, id_=id_: make(agenda, stamps, id_)))
    for place in dict.fromkeys([folder, *(path.parent for path, _ in jobs)]):
        make_folder(place)
    for done, (path, make_bytes) in enumerate(jobs, 1):
        write_atomically(path, make_bytes())
        if progress is not None:
            progress(done, len(jobs))
    written = tuple(path for path, _ in jobs)
    return Written(written, _remove_old(folder, wanted, set(written)))


def file_names(names: Mapping[str, str]) -> dict[str, str]:
    """Give each id a readable file name of its own; those with the same name have their id in it.

    >>> file_names({"p1": "Berg Hedda", "p2": "Ito Kaori"})
    {'p1': 'berg-hedda.ics', 'p2': 'ito-kaori.ics'}
    """
    stems = {id_: file_name(name) or file_name(id_) or "calendar" for id_, name in names.items()}
    counts: dict[str, int] = {}
    for stem in stems.values():
        counts[stem] = counts.get(stem, 0) + 1
    found = {
        id_: stem if counts[stem] == 1 else "-".join(filter(None, [stem, file_name(id_)]))
        for id_, stem in stems.items()
    }
    taken: set[str] = set()
    for id_ in found:
        while found[id_] in taken:
            found[id_] += "-2"
        taken.add(found[id_])
    return {id_: f"{stem}.ics" for id_, stem in found.items()}


def _remove_old(folder: Path, wanted: frozenset[What], written: set[Path]) -> tuple[Path, ...]:
    removed: list[Path] = []
    for kind in sorted(wanted - {"whole"}):
        for path in sorted((folder / kind).glob("*.ics")):
            if path not in written:
                with contextlib.suppress(OSError):
                    if PRODUCT.encode() in path.read_bytes()[:400]:
                        path.unlink()
                        removed.append(path)
    return tuple(removed)
