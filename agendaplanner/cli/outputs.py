"""Commands that write for others: demo, calendars, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document, read_example
from agendaplanner.cli.planning import plan_document
from agendaplanner.cli.report import add_json_option, count, print_json, progress_line
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    demo = commands.add_parser(
        "demo", help="the example meeting: plan it, write calendars and programme, open the window"
    )
    demo.add_argument("--to", type=Path, default=Path("agendaplanner-demo"), metavar="DIR", help="default: %(default)s")
    demo.add_argument("--no-window", action="store_true", help="do not open the window, even where there is a display")
    demo.set_defaults(run=_demo)

    calendars = commands.add_parser("calendars", help="iCalendar files: whole meeting, per person, room and track")
    calendars.add_argument("file", type=Path)
    calendars.add_argument("--to", type=Path, required=True, metavar="DIR")
    add_json_option(calendars)
    calendars.set_defaults(run=_calendars)

    printing = commands.add_parser("print", help="the programme and other pieces as PDF")
    printing.add_argument("file", type=Path)
    printing.add_argument("what", help="programme, grid")
    printing.add_argument("--to", type=Path, required=True, metavar="PDF")
    printing.set_defaults(run=_print)


def _demo(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.export import write_calendars
    from agendaplanner.checks.check import check
    from agendaplanner.document.document import Document
    from agendaplanner.planning.plan import PlanOptions
    from agendaplanner.printing.programme import write_programme

    folder: Path = options.to
    file = folder / "oslo-2008.agenda"
    make_folder(folder)
    # made anew each time: the demo's file is its own
    with Document.create(file, read_example(), label="Example meeting", overwrite=True) as document:
        found = plan_document(document, PlanOptions())
        agenda = document.agenda
        findings = check(agenda)
        calendars = write_calendars(agenda, document.stamps(), folder / "calendars")
        write_programme(agenda, folder / "programme.pdf")
    clashes = sum(finding.severity == "clash" for finding in findings)
    warnings = len(findings) - clashes
    title = agenda.meeting.title
    print(f"{title}: {count(len(agenda.session), 'session')}, {len(agenda.person)} people, {len(agenda.room)} rooms.")
    print(
        f"Planned in {found.seconds:.2f} s: {len(agenda.placed)} placed, {len(agenda.waiting)} left over, "
        f"{clashes or 'no'} clashes, {count(warnings, 'thing')} still to do."
    )
    print(f"Wrote to {folder}/:")
    print(f"  {file.name}   the agenda. Open it: agendaplanner {file}")
    print("  programme.pdf      the printed programme. Open it with any PDF reader")
    print(f"  calendars/         {count(len(calendars.files), 'calendar')}. Open meeting.ics with a calendar program")
    if not options.no_window:
        from agendaplanner.cli.window import has_display, open_window

        if has_display():
            return open_window(file)
    return 0


def make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        FileError: It cannot be made.
    """
    from agendaplanner.model.errors import FileError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"This folder cannot be made: {error.strerror}.", where=str(folder), advice="Choose another with --to."
        ) from error


def _calendars(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.export import write_calendars

    with open_document(options.file, read_only=True) as document:
        written = write_calendars(
            document.agenda, document.stamps(), options.to, progress=progress_line("calendars written")
        )
    if options.json:
        print_json({"files": [str(path) for path in written.files]})
    else:
        print(f"Wrote {count(len(written.files), 'calendar')} to {options.to}.")
    return 0


def _print(options: argparse.Namespace) -> int:
    from agendaplanner.printing.pieces import PIECES, write_piece

    if options.what not in PIECES:
        raise UsageError(
            f"There is no printed piece {options.what!r}.{did_you_mean(options.what, PIECES)}",
            advice=f"There is: {', '.join(PIECES)}.",
        )
    with open_document(options.file, read_only=True) as document:
        written = write_piece(options.what, document.agenda, options.to)
    for warning in written.warnings:
        print(f"Note: {warning}")
    print(f"Wrote {options.to}: {count(written.pages, 'page')}.")
    return 0
