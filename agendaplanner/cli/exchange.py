"""Commands about other formats: import, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files, printable
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.times import clock, iso, short_day

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    importing = commands.add_parser(
        "import",
        help="read a schedule, a calendar or agenda JSON into an agenda file",
        allow_abbrev=False,
    )
    importing.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="agenda JSON, schedule XML or JSON (Pentabarf, frab, pretalx), or iCalendar; told by its content",
    )
    importing.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the agenda file to make, or whose content to replace (undo brings it back)",
    )
    importing.add_argument(
        "--timezone", metavar="ZONE", help="the meeting's time zone, such as Europe/Oslo, whatever the source says"
    )
    importing.add_argument(
        "--person",
        metavar="PERSON",
        help="SOURCE is this person's own calendar (.ics): take from it when the person is busy, and nothing else",
    )
    add_json(importing)
    importing.set_defaults(run=_import)

    exporting = commands.add_parser("export", help="write the agenda in another format", allow_abbrev=False)
    add_file(exporting)
    exporting.add_argument(
        "--as", dest="format", required=True, metavar="FORMAT", help="json (agenda JSON), schedule-xml or schedule-json"
    )
    exporting.add_argument("--to", type=Path, required=True, metavar="PATH", help="the file to write")
    exporting.add_argument(
        "--for-participants",
        action="store_true",
        help="leave out what participants should not see: addresses, needs, notes, invitations and the like",
    )
    add_json(exporting)
    exporting.set_defaults(run=_export)


def _import(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.reading.lines import FORMAT, is_calendar
    from agendaplanner.calendars.reading.sessions import read_sessions
    from agendaplanner.document.document import Document
    from agendaplanner.exchange.recognise import Foreign, adopted, read_any
    from agendaplanner.model import actions

    if options.person is not None:
        return _import_busy(options)
    replaces = options.to.exists()
    if replaces:
        open_document(options.to, read_only=True).close()  # a wrong target is named before a long reading
    calendar = Foreign(FORMAT, is_calendar, read_sessions)
    imported = read_any(options.source, timezone=options.timezone, foreign=[calendar])
    label = f"Import {printable(options.source.name)}"
    if replaces:
        with open_document(options.to) as document:
            agenda = adopted(document.agenda, imported.agenda)
            change = document.do(actions.replace_all(document.agenda, agenda, label=label))
            revision, differs = document.revision, bool(change.edits)
    else:
        with Document.create(options.to, imported.agenda, label=label) as document:
            agenda, revision, differs = document.agenda, document.revision, True
    if options.json:
        fields: dict[str, Any] = {"format": imported.format, "to": str(options.to), "warnings": list(imported.warnings)}
        counts = {"sessions": len(agenda.session), "people": len(agenda.person), "rooms": len(agenda.room)}
        print_json({**fields, **counts, "revision": revision, "changed": differs})
        return 0
    print_notes(imported.warnings)
    what = ", ".join(count(len(agenda.table(kind)), kind) for kind in ("session", "person", "room"))
    print(f"Read {options.source.name} ({imported.format}) into {options.to}: {what}.")
    if not differs:
        print("Nothing in it differs from what was there.")
    elif replaces:
        print(f"This replaced what was there; to take it back: agendaplanner undo {options.to}")
    return 0


def _import_busy(options: argparse.Namespace) -> int:
    """Take a person's busy times from the person's own calendar."""
    from agendaplanner.calendars.reading.busy import read_busy
    from agendaplanner.calendars.reading.lines import MOST_CALENDAR_BYTES
    from agendaplanner.model.actions_away import take_busy
    from agendaplanner.model.files import read_bytes

    if options.timezone is not None:
        raise UsageError("The meeting has its time zone already; --timezone and --person do not go together.")
    with open_document(options.to) as document:
        person = named(document.agenda.person.values(), printable(options.person), "person")
        data = read_bytes(options.source, most=MOST_CALENDAR_BYTES)
        busy = read_busy(data, document.agenda, person, source=str(options.source))
        change = document.do(take_busy(document.agenda, person.id, busy.periods))
        meeting, revision = document.agenda.meeting, document.revision
    if options.json:
        periods = [{"start": iso(meeting, each.start), "end": iso(meeting, each.end)} for each in busy.periods]
        fields: dict[str, Any] = {"format": "iCalendar", "to": str(options.to), "warnings": list(busy.notes)}
        print_json(
            {**fields, "person": person.id, "busy": periods, "revision": revision, "changed": bool(change.edits)}
        )
        return 0
    print_notes(busy.notes)
    if not busy.periods:
        print(f"{person.name} is free on all days of the meeting.")
    else:
        print(f"{person.name} is busy {'once' if len(busy.periods) == 1 else f'{len(busy.periods)} times'}:")
        for period in busy.periods:
            same_day = period.end.date() == period.start.date()
            ends = clock(period.end) if same_day else f"{short_day(period.end)} {clock(period.end)}"
            print(f"  {short_day(period.start)} {clock(period.start)}-{ends}")
    if not change.edits:
        print("That was known already.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from agendaplanner.exchange.recognise import FORMATS, export
    from agendaplanner.model.for_participants import for_participants

    if options.format not in FORMATS:
        raise UsageError(
            f"There is no format {options.format!r}.{did_you_mean(options.format, FORMATS)}",
            advice=f"There is: {', '.join(FORMATS)}.",
        )
    keep_agenda_files(options.to, options.file)
    with open_document(options.file, read_only=True) as document:
        agenda = for_participants(document.agenda) if options.for_participants else document.agenda
        export(agenda, options.format, options.to)
    if options.json:
        print_json({"file": str(options.to), "format": options.format})
    else:
        print(f"Wrote {options.to}.")
    return 0
