"""Commands about agenda files: new, info, history, undo, redo, import, export, doctor."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.report import add_json_option, count, print_json
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.times import date_range, iso, when
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda

EXAMPLE = "examples/oslo-2008.json"


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    new = commands.add_parser("new", help="make a new agenda file")
    new.add_argument("file", type=Path)
    new.add_argument("--template", default="two-day-meeting", help="what to start from (default: %(default)s)")
    new.add_argument("--title", help="the meeting's title")
    new.add_argument("--first-day", type=_date, metavar="YYYY-MM-DD", help="the first day (default: four weeks ahead)")
    new.add_argument("--timezone", metavar="ZONE", help="such as Europe/Oslo (default: this machine's)")
    new.set_defaults(run=_new)

    info = commands.add_parser("info", help="what an agenda file holds")
    info.add_argument("file", type=Path)
    add_json_option(info)
    info.set_defaults(run=_info)

    history = commands.add_parser("history", help="who changed what, and when; newest first")
    history.add_argument("file", type=Path)
    history.add_argument("--limit", type=int, metavar="N", help="only the newest N")
    add_json_option(history)
    history.set_defaults(run=_history)

    for name, word in (("undo", "take the last change back"), ("redo", "do again what was taken back last")):
        step = commands.add_parser(name, help=word)
        step.add_argument("file", type=Path)
        add_json_option(step)
        step.set_defaults(run=_step, step=name)

    importing = commands.add_parser("import", help="read a schedule or agenda JSON into an agenda file")
    importing.add_argument("source", type=Path, help="agenda JSON, or schedule XML or JSON (Pentabarf, frab, pretalx)")
    importing.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="the agenda file to make, or to replace"
    )
    importing.add_argument("--timezone", metavar="ZONE", help="the meeting's time zone, where the source does not say")
    add_json_option(importing)
    importing.set_defaults(run=_import)

    exporting = commands.add_parser("export", help="write the agenda in another format")
    exporting.add_argument("file", type=Path)
    exporting.add_argument("--as", dest="format", required=True, metavar="FORMAT", help="json, schedule-xml, ...")
    exporting.add_argument("--to", type=Path, required=True, metavar="PATH")
    exporting.set_defaults(run=_export)

    doctor = commands.add_parser("doctor", help="what this machine lacks for the window, and what installs it")
    add_json_option(doctor)
    doctor.set_defaults(run=_doctor)


def open_document(path: Path, *, read_only: bool = False) -> Document:
    """Open an agenda file for a command."""
    from agendaplanner.document.document import Document

    return Document.open(path, read_only=read_only)


def read_example() -> Agenda:
    """Give the example meeting as it is shipped: most sessions wait to be placed."""
    from agendaplanner.model.codec import decode_agenda

    path = resource(EXAMPLE)
    return decode_agenda(path.read_bytes(), source=path.name)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2027-02-11") from None


def templates() -> dict[str, Path]:
    """Give the templates that a new agenda can start from, by name."""
    return {path.stem: path for path in sorted(resource("templates").glob("*.json"))}


def _new(options: argparse.Namespace) -> int:
    from agendaplanner.document.document import Document
    from agendaplanner.model.codec import decode_agenda
    from agendaplanner.model.new import new_agenda

    known = templates()
    if options.template not in known:
        raise UsageError(
            f"There is no template {options.template!r}.{did_you_mean(options.template, known)}",
            advice=f"There is: {', '.join(known)}.",
        )
    if options.file.exists():
        raise FileError("This file exists already.", where=str(options.file), advice="Choose another name.")
    path = known[options.template]
    template = decode_agenda(path.read_bytes(), source=path.name)
    agenda = new_agenda(template, title=options.title, first_day=options.first_day, timezone=options.timezone)
    with Document.create(options.file, agenda):
        print(f"Made {options.file}: {agenda.meeting.title}, {date_range(agenda.meeting.days)}.")
        print(f"Open it: agendaplanner {options.file}")
    return 0


def _info(options: argparse.Namespace) -> int:
    with open_document(options.file, read_only=True) as document:
        agenda, meeting = document.agenda, document.agenda.meeting
        counts = {
            "sessions": len(agenda.session),
            "placed": len(agenda.placed),
            "waiting": len(agenda.waiting),
            "people": len(agenda.person),
            "rooms": len(agenda.room),
            "tracks": len(agenda.track),
            "papers": len(agenda.paper),
            "wishes": len(agenda.wish),
        }
        if options.json:
            days = [{"opens": iso(meeting, day.opens), "closes": iso(meeting, day.closes)} for day in meeting.days]
            fields = {"title": meeting.title, "timezone": meeting.timezone, "days": days}
            print_json({**fields, **counts, "revision": document.revision})
            return 0
        print(meeting.title)
        place = ", ".join(filter(None, [meeting.venue, meeting.city]))
        print("  ".join(filter(None, [date_range(meeting.days), place, meeting.timezone])))
        for day in meeting.days:
            print(f"  {when(day.opens, day.closes)}")
        print(", ".join(f"{number} {word}" for word, number in counts.items()))
        print(f"{count(document.revision, 'change')} in its history")
    return 0


def _history(options: argparse.Namespace) -> int:
    with open_document(options.file, read_only=True) as document:
        entries = document.history(limit=options.limit)
        if options.json:
            print_json([msgspec.to_builtins(entry) for entry in entries])
            return 0
        for entry in entries:
            print(f"{entry.revision:>5}  {entry.time.astimezone():%Y-%m-%d %H:%M}  {entry.author:<12}  {entry.label}")
    return 0


def _step(options: argparse.Namespace) -> int:
    with open_document(options.file) as document:
        change = document.undo() if options.step == "undo" else document.redo()
        if options.json:
            print_json({"done": change.label if change else None, "revision": document.revision})
        elif change is None:
            print(f"There is nothing to {options.step}.")
        else:
            print(f"{change.label}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from agendaplanner.document.document import Document
    from agendaplanner.exchange.recognise import adopted, read_any
    from agendaplanner.model import actions

    imported = read_any(options.source, timezone=options.timezone)
    label = f"Import {options.source.name}"
    if options.to.exists():
        with open_document(options.to) as document:
            agenda = adopted(document.agenda, imported.agenda)
            document.do(actions.replace_all(document.agenda, agenda, label=label))
    else:
        with Document.create(options.to, imported.agenda, label=label) as document:
            agenda = document.agenda
    if options.json:
        fields: dict[str, Any] = {"format": imported.format, "to": str(options.to), "warnings": list(imported.warnings)}
        print_json({**fields, "sessions": len(agenda.session), "people": len(agenda.person), "rooms": len(agenda.room)})
        return 0
    for warning in imported.warnings:
        print(f"Note: {warning}")
    what = ", ".join(
        [count(len(agenda.session), "session"), f"{len(agenda.person)} people", count(len(agenda.room), "room")]
    )
    print(f"Read {options.source.name} ({imported.format}) into {options.to}: {what}.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from agendaplanner.exchange.recognise import FORMATS, export

    if options.format not in FORMATS:
        raise UsageError(
            f"There is no format {options.format!r}.{did_you_mean(options.format, FORMATS)}",
            advice=f"There is: {', '.join(FORMATS)}.",
        )
    with open_document(options.file, read_only=True) as document:
        export(document.agenda, options.format, options.to)
    print(f"Wrote {options.to}.")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from agendaplanner.ui.doctor import APT_LINE, missing_libraries

    missing = missing_libraries()
    if options.json:
        print_json({"missing": list(missing), "install": APT_LINE if missing else ""})
    elif missing:
        print(f"The window cannot start here. Missing: {', '.join(missing)}.")
        print(f"On Debian and Ubuntu this installs it:\n  {APT_LINE}")
    else:
        print("Nothing is missing: the window can start where there is a display.")
    return 0
