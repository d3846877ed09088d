"""Commands about agenda files: new, info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.cli.options import add_file, add_json, date, printable
from agendaplanner.cli.report import count, print_json
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.times import date_range, iso, long_day, when

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    new = commands.add_parser("new", help="make a new agenda file", allow_abbrev=False)
    add_file(new, "the agenda file to make")
    new.add_argument(
        "--template", metavar="NAME", default="two-day-meeting", help="what to start from (default: %(default)s)"
    )
    new.add_argument("--title", type=printable, metavar="TITLE", help="the meeting's title")
    new.add_argument(
        "--first-day", type=date, metavar="YYYY-MM-DD", help="the first day (default: a Monday in four weeks)"
    )
    new.add_argument("--timezone", metavar="ZONE", help="such as Europe/Oslo (default: this machine's)")
    add_json(new)
    new.set_defaults(run=_new)

    info = commands.add_parser("info", help="what an agenda file holds", allow_abbrev=False)
    add_file(info)
    add_json(info)
    info.set_defaults(run=_info)


def open_document(path: Path, *, read_only: bool = False) -> Document:
    """Open an agenda file for a command."""
    from agendaplanner.document.document import Document

    return Document.open(path, read_only=read_only)


def _new(options: argparse.Namespace) -> int:
    from agendaplanner.document.document import Document
    from agendaplanner.model.new import new_agenda
    from agendaplanner.model.shipped import read_template, templates

    known = templates()
    if options.template not in known:
        raise UsageError(
            f"There is no template {options.template!r}.{did_you_mean(options.template, known)}",
            advice=f"There is: {', '.join(known)}.",
        )
    if options.file.exists():
        raise FileError("This file exists already.", where=str(options.file), advice="Choose another name.")
    template = read_template(options.template)
    agenda = new_agenda(template, title=options.title, first_day=options.first_day, timezone=options.timezone)
    with Document.create(options.file, agenda):
        if options.json:
            print_json({"file": str(options.file), **meeting_fields(agenda)})
        else:
            print(f"Made {options.file}: {agenda.meeting.title}, {date_range(agenda.meeting.days)}.")
            print(f"Open it: agendaplanner {options.file}")
    return 0


def meeting_fields(agenda: Agenda) -> dict[str, Any]:
    """Give title, time zone and days for JSON."""
    meeting = agenda.meeting
    days = [{"opens": iso(meeting, day.opens), "closes": iso(meeting, day.closes)} for day in meeting.days]
    return {"title": meeting.title, "timezone": meeting.timezone, "days": days}


def _info(options: argparse.Namespace) -> int:
    with open_document(options.file, read_only=True) as document:
        agenda, meeting = document.agenda, document.agenda.meeting
        placed, waiting = len(agenda.placed), len(agenda.waiting)
        if options.json:
            counts = {
                "sessions": len(agenda.session),
                "placed": placed,
                "waiting": waiting,
                "people": len(agenda.person),
                "rooms": len(agenda.room),
                "tracks": len(agenda.track),
                "papers": len(agenda.paper),
                "wishes": len(agenda.wish),
            }
            versions = len(document.versions())
            print_json({**meeting_fields(agenda), **counts, "revision": document.revision, "versions": versions})
            return 0
        print(meeting.title)
        place = ", ".join(filter(None, [meeting.venue, meeting.city]))
        print("  ".join(filter(None, [date_range(meeting.days), place, meeting.timezone])))
        for day in meeting.days:
            print(f"  {when(day.opens, day.closes)}")
        kinds = ("person", "room", "track", "paper", "wish")
        counted = ", ".join(count(len(agenda.table(kind)), kind) for kind in kinds if agenda.table(kind))
        print(
            f"{count(len(agenda.session), 'session')} ({placed} placed, {waiting} waiting){counted and ', '}{counted}"
        )
        print(f"{count(document.revision, 'change')} in its history")
        if versions := document.versions():
            last = versions[-1]
            print(f"Published: {count(len(versions), 'version')}, the last on {long_day(last.time.astimezone())}")
    return 0
