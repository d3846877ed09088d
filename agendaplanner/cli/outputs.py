"""The command that shows everything: demo."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.options import add_json
from agendaplanner.cli.planning import plan_document
from agendaplanner.cli.printing import last_changed_on
from agendaplanner.cli.report import check_fields, count, print_json, print_notes

if TYPE_CHECKING:
    import argparse


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
        findings = check(agenda, dt.date.today())
        calendars = write_calendars(document.edition(), folder / "calendars")
        printed = write_programme(agenda, folder / "programme.pdf", on=last_changed_on(document))
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


def _as_called() -> str:
    """Give this program's name as it was called, so that it can be called so again."""
    called = Path(sys.argv[0])
    return str(called) if called.name.startswith("agendaplanner") and called.exists() else "agendaplanner"
