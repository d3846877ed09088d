"""Which format a file is in, told from its content, and the formats that an agenda can be written in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from agendaplanner.exchange.agenda_json import parse_json, write_agenda_json
from agendaplanner.exchange.schedule_values import FIRST_YEAR, LAST_YEAR, zone_of_offsets
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.codec import FORMAT, agenda_from_builtins
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.faults import Faults
from agendaplanner.model.files import read_bytes, write_atomically
from agendaplanner.model.ids import new_uid_domain, uid_domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from agendaplanner.exchange.schedule_build import Schedule

READS = "agenda JSON, schedule XML or JSON as Pentabarf, frab and pretalx write them, and CoSP workbooks (.xlsx)"
MOST_BYTES = 256 * 1024 * 1024
"""The largest schedule known is below a hundredth of this; what is larger is something else."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Imported(msgspec.Struct, frozen=True):
    """What was read."""

    agenda: Agenda
    format: str
    warnings: tuple[str, ...] = ()
    """What the organiser should know of."""


class Reader(Protocol):
    """What reads a format that is written elsewhere than here."""

    def __call__(self, data: bytes, *, source: str, timezone: str | None) -> tuple[Agenda, tuple[str, ...]]:
        """Give the agenda, and what the organiser should know of."""
        ...


class Foreign(msgspec.Struct, frozen=True):
    """A format of another wing, handed in by whoever knows both."""

    name: str
    recognises: Callable[[str], bool]
    """Told from how the file begins."""
    read: Reader


def read_any(path: Path, *, timezone: str | None = None, foreign: Iterable[Foreign] = ()) -> Imported:
    """Read a file in any format that is known, told from its content.

    Args:
        path: The file.
        timezone: IANA name of the meeting's time zone, for sources that do not tell it; it wins over what they tell.
        foreign: Formats beside those that are known here.

    Raises:
        AgendaError: It cannot be read, is in no known format, or has values that make no sense.
    """
    if timezone is not None and not _is_zone(timezone):
        raise UsageError(f"There is no time zone {timezone!r}.", advice="Give one such as Europe/Oslo.")
    source = str(path)
    data = read_bytes(path, most=MOST_BYTES)
    head = _text_of(data[:2000]).lstrip("\ufeff \t\r\n")
    for each in foreign:
        if each.recognises(head):
            agenda, warnings = each.read(data, source=source, timezone=timezone)
            return Imported(agenda, each.name, warnings)
    if head.startswith("<"):
        if head[:14].lower() == "<!doctype html" or head[:5].lower() == "<html":
            raise FileError(
                "This is a web page, not a schedule.", where=source, advice="Get the schedule's XML or JSON from there."
            )
        from agendaplanner.exchange.schedule_xml import read_schedule

        return _from_schedule(read_schedule(data.lstrip(b" \t\r\n"), source=source), "schedule XML", source, timezone)
    if head.startswith("{"):
        return _from_json(parse_json(_utf8(data), source=source), source, timezone)
    if data.startswith(b"PK\x03\x04"):  # a zip archive, which a workbook is
        from agendaplanner.exchange.cosp_agenda import cosp_agenda
        from agendaplanner.exchange.cosp_workbook import is_cosp, read_cosp
        from agendaplanner.exchange.workbook_cells import sheet_names

        if is_cosp(sheet_names(data)):
            agenda, warnings = cosp_agenda(read_cosp(data, source=source), source=source, timezone=timezone)
            return Imported(agenda, "CoSP workbook", warnings)
    if data.startswith(b"SQLite format 3"):
        raise FileError("This is an agenda file already (or another database).", where=source, advice="Just open it.")
    if not head and len(data) <= 2000:
        raise FileError("This file is empty.", where=source, advice="Was it downloaded completely?")
    raise FileError("This is in no format that can be read.", where=source, advice=f"What can be read: {READS}.")


def _from_json(content: Any, source: str, timezone: str | None) -> Imported:
    if content.get("format") != FORMAT and "schedule" in content:
        from agendaplanner.exchange.schedule_json import schedule_from_json

        return _from_schedule(schedule_from_json(content, source=source), "schedule JSON", source, timezone)
    if content.get("format") != FORMAT:
        raise FileError(
            "This is JSON, but neither agenda nor schedule.",
            where=source,
            advice=f'An agenda has "format": "{FORMAT}" at the top, a schedule "schedule".',
        )
    agenda = agenda_from_builtins(content, source=source)
    faults = Faults(source)
    for where, moment in _moments(agenda):
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            faults.add(where, f"no meeting is in the year {moment.year}")
    faults.done()
    meeting = agenda.meeting
    agenda = _with(agenda, timezone=timezone or meeting.timezone, uid_domain=meeting.uid_domain or new_uid_domain())
    return Imported(agenda, "agenda JSON")


def _moments(agenda: Agenda) -> Iterator[tuple[str, datetime]]:
    """Give the times that others count with, each with its place."""
    for i, day in enumerate(agenda.meeting.days):
        yield f"meeting.days[{i}]", day.opens
    for session in agenda.session.values():
        if session.placement is not None:
            yield f"session {session.id}.placement", session.placement.start
        yield from ((f"session {session.id}.only_within", period.start) for period in session.only_within)
    for person in agenda.person.values():
        yield from ((f"person {person.id}.away", period.start) for period in person.away)
    for room in agenda.room.values():
        yield from ((f"room {room.id}.closures", period.start) for period in room.closures)


def adopted(current: Agenda, imported: Agenda) -> Agenda:
    """Give an imported agenda as the successor of the one in a file: calendars keep their UIDs."""
    return _with(imported, uid_domain=uid_domain_of(current.meeting))


def _schedule_xml(agenda: Agenda) -> bytes:
    from agendaplanner.exchange.schedule_xml_write import write_schedule_xml

    return write_schedule_xml(agenda)


def _schedule_json(agenda: Agenda) -> bytes:
    from agendaplanner.exchange.schedule_json_write import write_schedule_json

    return write_schedule_json(agenda)


FORMATS: Mapping[str, Callable[[Agenda], bytes]] = {
    "json": write_agenda_json,
    "schedule-xml": _schedule_xml,
    "schedule-json": _schedule_json,
}
"""The formats that an agenda can be written in, by the name they have on the command line."""


def export(agenda: Agenda, format_name: str, path: Path) -> None:
    """Write an agenda in a format.

    Raises:
        UsageError: There is no such format, or it cannot hold this agenda.
        FileError: It cannot be written.
    """
    if format_name not in FORMATS:
        raise UsageError(
            f"There is no format {format_name!r}.{did_you_mean(format_name, FORMATS)}",
            advice=f"There is: {', '.join(FORMATS)}.",
        )
    write_atomically(path, FORMATS[format_name](agenda))


def _from_schedule(schedule: Schedule, format_name: str, source: str, timezone: str | None) -> Imported:
    from agendaplanner.exchange.schedule_build import build_agenda

    notes: list[str] = []
    zone = timezone or _zone(schedule, source, notes)
    agenda, warnings = build_agenda(schedule, zone)
    return Imported(agenda, format_name, (*notes, *warnings))


def _zone(schedule: Schedule, source: str, notes: list[str]) -> str:
    """Give the zone that a schedule's times are in: the one it names if its times agree, else the one its times tell."""
    named = schedule.timezone
    if named and not _is_zone(named):
        raise FileError(
            f"{named[:40]!r} is no time zone.", where=source, advice="Give the right one with --timezone Europe/Oslo."
        )
    offsets = {moment.utcoffset() or timedelta() for moment in schedule.moments}
    told = zone_of_offsets(offsets)
    if not named:
        if not told:
            notes.append("The file names no time zone; its times are taken as UTC. Give the right one with --timezone.")
        return told or "UTC"
    zone = ZoneInfo(named)
    if all(moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset() for moment in schedule.moments):
        return named
    if told:
        notes.append(f"The file says {named}, but its times are in {told}; took the latter. --timezone says otherwise.")
        return told
    notes.append(f"The file says {named}, but not all of its times are; took them as they stand on the clock.")
    return named


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _utf8(data: bytes) -> bytes:
    """Give text that may begin with a mark of its encoding as UTF-8 without one."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.lstrip(b" \t\r\n").removeprefix(b"\xef\xbb\xbf")


def _text_of(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8", "replace")


def _with(agenda: Agenda, **fields: str) -> Agenda:
    meeting = msgspec.structs.replace(agenda.meeting, **fields)
    return agenda.apply(Change("", (edit(agenda.meeting, meeting),))) if meeting != agenda.meeting else agenda
