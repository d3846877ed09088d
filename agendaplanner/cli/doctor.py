"""The command doctor: what this machine lacks for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.cli.options import add_json
from agendaplanner.cli.report import print_json

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    doctor = commands.add_parser(
        "doctor", help="what this machine lacks for the window, and what installs it", allow_abbrev=False
    )
    add_json(doctor)
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from agendaplanner.cli.window import has_display
    from agendaplanner.ui.doctor import APT_LINE, missing_libraries

    missing = missing_libraries()
    if options.json:
        print_json({"missing": list(missing), "install": APT_LINE if missing else "", "display": has_display()})
    elif missing:
        print(f"The window cannot start here. Missing: {', '.join(missing)}.")
        print(f"On Debian and Ubuntu this installs it:\n  {APT_LINE}")
    elif has_display():
        print("Nothing is missing: the window can start.")
    else:
        print("Nothing is missing but a display: the window can start where there is one.")
    return 0
