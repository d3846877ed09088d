"""The entry point: which command was meant, and how errors become words and an exit status.

Exit status: 0 done; 1 from plan and check: done, but the agenda has clashes or sessions without a place; 2 wrong
usage; 3 something cannot be read or written, and nothing was changed; 70 a mistake of the program itself; 130 stopped.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import agendaplanner
from agendaplanner.cli import (
    allocate,
    balance,
    caldav,
    calendars,
    colours,
    day,
    doctor,
    exchange,
    explain,
    files,
    history,
    notices,
    outputs,
    overlap,
    papers,
    people,
    planning,
    printing,
    readiness,
    recommendations,
    replan,
    roles,
    rules,
    versions,
)
from agendaplanner.model.errors import AgendaError, FileError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, HAS_CLASHES, WRONG_USAGE, CANNOT_READ, OUR_MISTAKE, STOPPED = 0, 1, 2, 3, 70, 130

_DESCRIPTION = """\
Plan a meeting: sessions, people and rooms without clashes, calendars that stay right, a programme to print.
With a file, or with nothing, the window opens."""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors leave with the exit status for wrong usage, and no usage dump."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}\nTry: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    parser = _Parser(
        prog="agendaplanner",
        usage="%(prog)s [FILE] | %(prog)s COMMAND ... | %(prog)s COMMAND --help",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"agendaplanner {agendaplanner.__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", parser_class=_Parser, prog="agendaplanner", title="commands"
    )
    outputs.add_demo(commands)
    files.add_commands(commands)
    planning.add_commands(commands)
    colours.add_commands(commands)
    replan.add_commands(commands)
    day.add_commands(commands)
    explain.add_commands(commands)
    rules.add_commands(commands)
    people.add_commands(commands)
    balance.add_commands(commands)
    roles.add_commands(commands)
    allocate.add_commands(commands)
    papers.add_commands(commands)
    recommendations.add_commands(commands)
    overlap.add_commands(commands)
    readiness.add_commands(commands)
    exchange.add_commands(commands)
    versions.add_commands(commands)
    calendars.add_commands(commands)
    printing.add_commands(commands)
    notices.add_commands(commands)
    caldav.add_commands(commands)
    history.add_commands(commands)
    doctor.add_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--planning-worker"]:
        from agendaplanner.planning.__main__ import main as worker  # the planner's own process; see planning.worker

        return worker()
    if given[:1] == ["--printing-worker"]:
        from agendaplanner.printing.__main__ import main as printer  # the same for the preview's pages

        return printer()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that lacks a letter shows its number, and stops nothing
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    try:
        status = _run(given, parser)
        sys.stdout.flush()  # here, where a reader that has left can still be noticed
    except UsageError as error:
        return _fail(error, WRONG_USAGE)
    except AgendaError as error:
        return _fail(error, CANNOT_READ)
    except BrokenPipeError:
        # the reader of our output has left (agendaplanner history | head): nothing more to say, and no traceback
        _leave_output()
        return DONE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _leave_output()
            return _fail(FileError("There is no room left to write to.", advice="Is the disk full?"), CANNOT_READ)
        traceback.print_exc()
        print(
            "agendaplanner: This is a mistake of the program. Please report it with the lines above.", file=sys.stderr
        )
        return OUR_MISTAKE
    return status


def _run(given: Sequence[str], parser: argparse.ArgumentParser) -> int:
    if not given or _is_file_for_window(given, parser):
        from agendaplanner.cli.window import open_window

        return open_window(Path(given[0]) if given else None)
    options, unknown = parser.parse_known_args(given)
    if unknown:
        command = commands_of(parser).get(options.command, parser)
        known = [name for action in command._actions for name in action.option_strings]  # noqa: SLF001 # argparse has no list
        command.error(f"there is no {unknown[0]!r} here.{did_you_mean(unknown[0], known)}")
    if not options.command:
        parser.error("a command is missing")
    return int(options.run(options))


def _is_file_for_window(given: Sequence[str], parser: argparse.ArgumentParser) -> bool:
    """Tell whether the first word is a file to open; a word that is neither file nor command is a mistyped command."""
    first = given[0]
    names = commands_of(parser)
    if first.startswith("-") or first in names:
        return False
    if len(given) == 1 and (Path(first).exists() or Path(first).suffix):
        return True
    raise UsageError(f"There is no command {first!r}.{did_you_mean(first, names)}", advice="Try: agendaplanner --help")


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Give the parsers of all commands by name, in the order of the help."""
    for action in parser._actions:  # noqa: SLF001 # argparse has no public list of its sub-commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 # argparse says it nowhere else
            return dict(action.choices)
    return {}


def _leave_output() -> None:
    """Send what is still to be written nowhere, so that Python does not try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(error: AgendaError, status: int) -> int:
    print(f"agendaplanner: {error}", file=sys.stderr)
    return status
