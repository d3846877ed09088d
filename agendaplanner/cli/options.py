"""Options and values that several commands take, and where commands may write."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from agendaplanner.model.errors import UsageError

AGENDA_FILE = "the agenda file"
_SQLITE = b"SQLite format 3\x00"


def add_file(parser: argparse.ArgumentParser, says: str = AGENDA_FILE) -> None:
    """Give a command its agenda file."""
    parser.add_argument("file", type=Path, metavar="FILE", help=says)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON for scripts")


def date(text: str) -> dt.date:
    """Read a date."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2027-02-11") from None
    if not 1900 <= found.year <= 2200:
        raise argparse.ArgumentTypeError(f"no meeting is in the year {found.year}")
    return found


def seconds(text: str) -> float:
    """Read a number of seconds above 0."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds such as 2.5")
    return found


def whole_number(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def how_many(text: str) -> int:
    """Read a whole number above 0."""
    found = whole_number(text)
    if found < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is less than 1")
    return found


def printable(text: str) -> str:
    """Read text; bytes of the command line that are no text in its encoding become "?"."""
    return text.encode("utf-8", "replace").decode()


def keep_agenda_files(target: Path, file: Path) -> None:
    """See to it that a command that writes something else does not write over an agenda file.

    Raises:
        UsageError: An agenda stands at the target.
    """
    try:
        same = target.samefile(file)
        with target.open("rb") as there:
            agenda = there.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return  # not there yet, or not to be read: whoever writes it will say
    if same or agenda:
        raise UsageError(
            f"{target} is an agenda file, which this would replace.", advice="Choose another name with --to."
        )
