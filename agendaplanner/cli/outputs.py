"""Commands that write for others: demo, calendars, print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files
from agendaplanner.cli.planning import plan_document
from agendaplanner.cli.report import check_fields, count, print_json, print_notes, progress_line
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from agendaplanner.document.document import Document


def add_demo(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add the command that shows everything, first in the list."""
    demo = commands.add_parser(
        "demo",
        help="the example meeting: plan it, write calendars and programme, open the window",
        allow_abbrev=False,
    )
    demo.add_argument(
        "--to",
        type=Path,
        default=Path("agendaplanner-demo"),
        metavar="DIR",
        help="the folder to write to (default: %(default)s)",
    )
    demo.add_argument("--no-window", action="store_true", help="do not open the window, even where there is a display")
    add_json(demo)
    demo.set_defaults(run=_demo)


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's other commands to the parser."""
    calendars = commands.add_parser(
        "calendars", help="iCalendar files: whole meeting, per person, room and track", allow_abbrev=False
    )
    add_file(calendars)
    calendars.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    add_json(calendars)
    calendars.set_defaults(run=_calendars)

    printing = commands.add_parser("print", help="the programme and other pieces as PDF", allow_abbrev=False)
    add_file(printing)
    printing.add_argument("what", metavar="WHAT", help="programme, or grid (the days at a glance)")
    printing.add_argument("--to", type=Path, required=True, metavar="PDF", help="the file to write")
    add_json(printing)
    printing.set_defaults(run=_print)


def _demo(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.export import write_calendars
    from agendaplanner.checks.check import check
    from agendaplanner.document.document import Document
    from agendaplanner.model.files import make_folder
    from agendaplanner.model.shipped import read_example
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
        printed = write_programme(agenda, folder / "programme.pdf", on=_last_changed_on(document))
    clashes = sum(finding.severity == "clash" for finding in findings)
    if options.json:
        print_json(
            {
                "file": str(file),
                "programme": str(folder / "programme.pdf"),
                "calendars": [str(path) for path in calendars.files],
                "seconds": round(found.seconds, 3),
                **check_fields(agenda, findings),
            }
        )
        return 0
    print_notes(printed.warnings)
    what = ", ".join(count(len(agenda.table(kind)), kind) for kind in ("session", "person", "room"))
    print(f"{agenda.meeting.title}: {what}.")
    print(
        f"Planned in {found.seconds:.2f} s: {len(agenda.placed)} placed, {len(agenda.waiting) or 'none'} left over, "
        f"{count(clashes, 'clash')}, {count(len(findings) - clashes, 'thing')} still to do."
    )
    print(f"Wrote to {folder}/:")
    print(f"  {file.name}   the agenda. Open it: {_as_called()} {file}")
    print("  programme.pdf      the printed programme. Open it with any PDF reader")
    print(f"  calendars/         {count(len(calendars.files), 'calendar')}. Open meeting.ics with a calendar program")
    if not options.no_window:
        from agendaplanner.cli.window import has_display, open_window

        if has_display():
            sys.stdout.flush()
            return open_window(file)
    return 0


def _calendars(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.export import write_calendars

    with open_document(options.file, read_only=True) as document:
        written = write_calendars(
            document.agenda, document.stamps(), options.to, progress=progress_line("calendars written")
        )
    if options.json:
        files, removed = ([str(path) for path in paths] for paths in (written.files, written.removed))
        print_json({"files": files, "removed": removed})
    else:
        print(f"Wrote {count(len(written.files), 'calendar')} to {options.to}.")
        if written.removed:
            print(f"Removed {count(len(written.removed), 'calendar')} that an earlier export made for nobody of now.")
    return 0


def _print(options: argparse.Namespace) -> int:
    from agendaplanner.printing.pieces import PIECES, write_piece

    if options.what not in PIECES:
        raise UsageError(
            f"There is no printed piece {options.what!r}.{did_you_mean(options.what, PIECES)}",
            advice=f"There is: {', '.join(PIECES)}.",
        )
    keep_agenda_files(options.to, options.file)
    with open_document(options.file, read_only=True) as document:
        written = write_piece(options.what, document.agenda, options.to, on=_last_changed_on(document))
    if options.json:
        print_json({"file": str(options.to), "pages": written.pages, "warnings": list(written.warnings)})
        return 0
    print_notes(written.warnings)
    print(f"Wrote {options.to}: {count(written.pages, 'page')}.")
    return 0


def _last_changed_on(document: Document) -> date:
    """Give the day of the last change, on this machine's clock: what is printed is as of then."""
    return document.changed_at.astimezone().date()


def _as_called() -> str:
    """Give this program's name as it was called, so that it can be called so again."""
    called = Path(sys.argv[0])
    return str(called) if called.name.startswith("agendaplanner") and called.exists() else "agendaplanner"
