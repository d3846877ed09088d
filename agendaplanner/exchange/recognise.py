"""Which format a file is in, told from its content, and the formats that an agenda can be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from agendaplanner.exchange.agenda_json import parse_json, write_agenda_json
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.codec import FORMAT, agenda_from_builtins
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.files import read_bytes, write_atomically
from agendaplanner.model.ids import new_uid_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agendaplanner.exchange.schedule_build import Schedule

READS = "agenda JSON, and schedule XML or JSON as Pentabarf, frab and pretalx write them"


class Imported(msgspec.Struct, frozen=True):
    """What was read."""

    agenda: Agenda
    format: str
    warnings: tuple[str, ...] = ()
    """What the organiser should know of."""


def read_any(path: Path, *, timezone: str | None = None) -> Imported:
    """Read a file in any format that is known, told from its content.

    Args:
        path: The file.
        timezone: IANA name of the meeting's time zone, for sources that do not tell it; it wins over what they tell.

    Raises:
        AgendaError: It cannot be read, is in no known format, or has values that make no sense.
    """
    if timezone is not None:
        _known_zone(timezone)
    data = read_bytes(path)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    source = str(path)
    if head.startswith(b"<"):
        from agendaplanner.exchange.schedule_xml import read_schedule

        return _from_schedule(read_schedule(data, source=source), "schedule XML", timezone)
    if head.startswith(b"{"):
        content = parse_json(data.lstrip(b"\xef\xbb\xbf"), source=source)
        if isinstance(content, dict) and content.get("format") != FORMAT and "schedule" in content:
            from agendaplanner.exchange.schedule_json import schedule_from_json

            return _from_schedule(schedule_from_json(content, source=source), "schedule JSON", timezone)
        agenda = agenda_from_builtins(content, source=source)
        return Imported(
            agenda if agenda.meeting.uid_domain else _with_uid_domain(agenda, new_uid_domain()), "agenda JSON"
        )
    if head.startswith(b"SQLite format 3"):
        raise FileError("This is an agenda file already (or another database).", where=source, advice="Just open it.")
    raise FileError("This is in no format that can be read.", where=source, advice=f"What can be read: {READS}.")


def adopted(current: Agenda, imported: Agenda) -> Agenda:
    """Give an imported agenda as the successor of the one in a file: calendars keep their UIDs."""
    return _with_uid_domain(imported, current.meeting.uid_domain or imported.meeting.uid_domain)


FORMATS: Mapping[str, Callable[[Agenda], bytes]] = {
    "json": write_agenda_json,
    "schedule-xml": lambda agenda: _write_schedule_xml(agenda),  # loaded when it is asked for
}
"""The formats that an agenda can be written in, by the name they have on the command line."""


def export(agenda: Agenda, format_name: str, path: Path) -> None:
    """Write an agenda in a format.

    Raises:
        UsageError: There is no such format.
        FileError: It cannot be written.
    """
    if format_name not in FORMATS:
        raise UsageError(
            f"There is no format {format_name!r}.{did_you_mean(format_name, FORMATS)}",
            advice=f"There is: {', '.join(FORMATS)}.",
        )
    write_atomically(path, FORMATS[format_name](agenda))


def _write_schedule_xml(agenda: Agenda) -> bytes:
    from agendaplanner.exchange.schedule_xml_write import write_schedule_xml

    return write_schedule_xml(agenda)


def _from_schedule(schedule: Schedule, format_name: str, timezone: str | None) -> Imported:
    from agendaplanner.exchange.schedule_build import build_agenda

    notes: list[str] = []
    zone = timezone or schedule.timezone
    if not zone:
        zone = "UTC"
        notes.append("The file names no time zone; its times are taken as UTC. Give the right one with --timezone.")
    _known_zone(zone)
    agenda, warnings = build_agenda(schedule, zone)
    return Imported(agenda, format_name, (*notes, *warnings))


def _known_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"There is no time zone {name!r}.", advice="Give one such as Europe/Oslo.") from error


def _with_uid_domain(agenda: Agenda, domain: str) -> Agenda:
    meeting = msgspec.structs.replace(agenda.meeting, uid_domain=domain)
    return agenda.apply(Change("", (edit(agenda.meeting, meeting),))) if meeting != agenda.meeting else agenda
