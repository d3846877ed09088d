"""The command that allocates people to parallel sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many, seconds, whole_number
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.breakouts.allocate import Allocation


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    breakouts = commands.add_parser(
        "breakouts", help="allocate people to parallel sessions by their wishes, room and balance", allow_abbrev=False
    )
    add_file(breakouts)
    breakouts.add_argument(
        "--sessions", nargs="+", metavar="SESSION", help="these parallel sessions alone, by number or id (default: all)"
    )
    breakouts.add_argument("--from-scratch", action="store_true", help="as if nobody had been allocated before")
    breakouts.add_argument("--least", type=how_many, default=0, metavar="N", help="people each session should have")
    breakouts.add_argument("--most", type=how_many, metavar="N", help="people each session takes, if its room has more")
    breakouts.add_argument("--no-balance", action="store_true", help="by wishes and room alone")
    breakouts.add_argument(
        "--seconds",
        type=seconds,
        default=20.0,
        metavar="S",
        help="the longest search for one answer (default: %(default)s)",
    )
    breakouts.add_argument(
        "--seed", type=whole_number, default=0, metavar="N", help="for the search (default: %(default)s)"
    )
    breakouts.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    add_json(breakouts)
    breakouts.set_defaults(run=_breakouts)


def _breakouts(options: argparse.Namespace) -> int:
    from agendaplanner.planning.breakouts.allocate import AllocateOptions, allocate, allocate_all, take_allocation

    asked = AllocateOptions(
        keep=not options.from_scratch,
        least=options.least,
        most=options.most,
        balance=not options.no_balance,
        seconds=options.seconds,
        seed=options.seed,
    )
    with open_document(options.file, read_only=options.dry_run) as document:
        agenda = document.agenda
        if options.sessions:
            found = (allocate(agenda, [session_named(agenda, word) for word in options.sessions], asked),)
        else:
            found = allocate_all(agenda, asked)
        if not found:
            raise UsageError("No sessions run in parallel.", advice="Plan them, or give them a breakout group.")
        change = take_allocation(agenda, *found)
        if change.edits and not options.dry_run:
            writable(document).do(change)
    if options.json:
        print_json({"dry_run": options.dry_run, "rounds": [msgspec.to_builtins(each) for each in found]})
        return 0
    for each in found:
        _say(agenda, each)
    return 0


_WORDS = {
    "1": "first choice", "2": "second choice", "3": "third choice", "other": "not asked for",
    "no wish": "without a wish", "part": "with a part", "nowhere": "without a seat",
}  # fmt: skip


def _say(agenda: Agenda, found: Allocation) -> None:
    from agendaplanner.model.words import people_listed, session_name

    print_notes(found.notes)
    for session_id in found.sessions:
        print(f"{sum(at == session_id for at in found.at.values()):>5}  {session_name(agenda.session[session_id])}")
    order = sorted(found.choices, key=lambda choice: (not choice.isdigit(), choice.zfill(3)))
    print("  " + ", ".join(f"{found.choices[c]} {_WORDS.get(c, f'choice {c}')}" for c in order) + ".")
    for price in found.prices:
        off = "kept" if not price.off else f"off by {count(price.off, 'person')}"
        cost = count(price.first_choices, "first choice") if price.first_choices > 0 else "no first choice"
        print(f"  {price.rule}: {off}; it costs {cost} (off by {price.off_without} without it).")
    if found.nowhere:
        print(f"  No seat for {people_listed(agenda, found.nowhere)}: give a larger room.")
    moved = f"{count(len(found.moved), 'person')} moved. " if found.moved else ""
    proven = "No allocation costs less." if found.proven else "A better one may exist; give it more --seconds."
    print(f"  {moved}{proven} {found.seconds:.2f} s.")
