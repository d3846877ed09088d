"""The command that writes iCalendar files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many
from agendaplanner.cli.report import count, print_json, progress_line
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    calendars = commands.add_parser(
        "calendars", help="iCalendar files: whole meeting, per person, room, track and session", allow_abbrev=False
    )
    add_file(calendars)
    calendars.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    calendars.add_argument(
        "--what",
        metavar="LIST",
        default="whole,people,rooms,tracks",
        help="which, with commas between: whole, people, rooms, tracks, sessions (default: %(default)s)",
    )
    calendars.add_argument(
        "--of-version", type=how_many, metavar="N", help="as a published version stood (default: as it stands now)"
    )
    calendars.add_argument("--no-breaks", action="store_true", help="leave breaks, meals and receptions out")
    calendars.add_argument("--alarm", type=how_many, metavar="MINUTES", help="remind so long before each session")
    calendars.add_argument(
        "--with-addresses",
        action="store_true",
        help="name everybody with e-mail address in meeting.ics: for the organisers alone, not to be sent out",
    )
    add_json(calendars)
    calendars.set_defaults(run=_calendars)


def _calendars(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.calendar import CalendarOptions
    from agendaplanner.calendars.export import What, write_calendars

    known = get_args(What)
    what = list(filter(None, (word.strip() for word in options.what.split(","))))
    for word in what:
        if word not in known:
            raise UsageError(
                f"There are no calendars of {word!r}.{did_you_mean(word, known)}",
                advice=f"There are: {', '.join(known)}.",
            )
    chosen = CalendarOptions(
        breaks=not options.no_breaks, alarm_minutes=options.alarm, attendees=options.with_addresses
    )
    with open_document(options.file, read_only=True) as document:
        edition = document.edition(options.of_version)
    shown = progress_line("calendars written")
    written = write_calendars(edition, options.to, what=what, options=chosen, progress=shown)
    if options.json:
        files, removed = ([str(path) for path in paths] for paths in (written.files, written.removed))
        print_json({"files": files, "removed": removed})
    else:
        print(f"Wrote {count(len(written.files), 'calendar')} to {options.to}.")
        if written.removed:
            print(f"Removed {count(len(written.removed), 'calendar')} that an earlier export made for nobody of now.")
    return 0
