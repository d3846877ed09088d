"""The entry point: which command was meant, and how errors become words and an exit status.

Exit status: 0 done; 1 from plan and check: done, but the agenda has clashes or sessions without a place; 2 wrong
usage; 3 something cannot be read or written, and nothing was changed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import agendaplanner
from agendaplanner.cli import files, outputs, planning
from agendaplanner.model.errors import AgendaError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, HAS_CLASHES, WRONG_USAGE, CANNOT_READ = 0, 1, 2, 3

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
        prog="agendaplanner", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"agendaplanner {agendaplanner.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    files.add_commands(commands)
    planning.add_commands(commands)
    outputs.add_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--planning-worker"]:
        from agendaplanner.planning.__main__ import main as worker  # the planner's own process; see planning.worker

        return worker()
    parser = build_parser()
    try:
        if not given or _is_file_for_window(given, parser):
            from agendaplanner.cli.window import open_window

            return open_window(Path(given[0]) if given else None)
        options = parser.parse_args(given)
        return int(options.run(options))
    except UsageError as error:
        return _fail(error, WRONG_USAGE)
    except AgendaError as error:
        return _fail(error, CANNOT_READ)
    except BrokenPipeError:
        # the reader of our output has left (agendaplanner history | head): nothing more to say, and no traceback
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return 130


def _is_file_for_window(given: Sequence[str], parser: argparse.ArgumentParser) -> bool:
    """Tell whether the first word is a file to open; a word that is neither file nor command is a mistyped command."""
    first = given[0]
    names = command_names(parser)
    if first.startswith("-") or first in names:
        return False
    if len(given) == 1 and (Path(first).exists() or Path(first).suffix):
        return True
    raise UsageError(f"There is no command {first!r}.{did_you_mean(first, names)}", advice="Try: agendaplanner --help")


def command_names(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    """Give the names of all commands, as the parser knows them."""
    for action in parser._actions:  # noqa: SLF001 # argparse has no public list of its sub-commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return tuple(action.choices)
    return ()


def _fail(error: AgendaError, status: int) -> int:
    print(f"agendaplanner: {error}", file=sys.stderr)
    return status
