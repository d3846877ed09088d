"""Commands about what was done: history, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many
from agendaplanner.cli.report import print_json

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    history = commands.add_parser("history", help="who changed what, and when; newest first", allow_abbrev=False)
    add_file(history)
    history.add_argument("--limit", type=how_many, metavar="N", help="only the newest N")
    add_json(history)
    history.set_defaults(run=_history)

    for name, word in (("undo", "take the last change back"), ("redo", "do again what was taken back last")):
        step = commands.add_parser(name, help=word, allow_abbrev=False)
        add_file(step)
        add_json(step)
        step.set_defaults(run=_step, step=name)


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
