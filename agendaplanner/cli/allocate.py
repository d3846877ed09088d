"""The command that allocates people to parallel sessions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, how_many, seconds
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import print_json, print_notes
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.planning.breakouts.allocate import Allocation


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    allocate = commands.add_parser(
        "allocate", help="allocate people to parallel sessions by their wishes, room and balance", allow_abbrev=False
    )
    add_file(allocate)
    allocate.add_argument(
        "--sessions", nargs="+", metavar="SESSION", help="these parallel sessions alone, by number or id (default: all)"
    )
    allocate.add_argument(
        "--wishes",
        type=Path,
        metavar="TABLE",
        help="first read wishes from a table (.csv, .xlsx): a name, then choices",
    )
    for option, help_ in (
        ("--together", "first say that these people must be in the same session; can be given several times"),
        ("--apart", "first say that no two of these people may be in the same session"),
    ):
        allocate.add_argument(option, action="append", default=[], nargs="+", metavar="PERSON", help=help_)
    allocate.add_argument(
        "--hold",
        action="append",
        default=[],
        nargs=2,
        metavar=("PERSON", "SESSION"),
        help="first put somebody in a session and hold them there; can be given several times",
    )
    allocate.add_argument(
        "--let-go", action="append", default=[], metavar="PERSON", help="first let go of somebody who was held"
    )
    allocate.add_argument("--from-scratch", action="store_true", help="as if nobody had been allocated before")
    allocate.add_argument("--least", type=how_many, default=0, metavar="N", help="people each session should have")
    allocate.add_argument("--most", type=how_many, metavar="N", help="people each session takes, if its room has more")
    allocate.add_argument("--no-balance", action="store_true", help="by wishes and room alone")
    allocate.add_argument(
        "--seconds",
        type=seconds,
        default=20.0,
        metavar="S",
        help="the longest search for one answer (default: %(default)s)",
    )
    allocate.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    add_json(allocate)
    allocate.set_defaults(run=_allocate)


def _allocate(options: argparse.Namespace) -> int:
    from agendaplanner.model.changes import merged
    from agendaplanner.planning.breakouts.allocate import AllocateOptions, allocate_all, take_allocation

    with open_document(options.file, read_only=options.dry_run) as document:
        agenda, unknown, changes = _prepared(document.agenda, options)
        asked = AllocateOptions(
            sessions=tuple(session_named(agenda, word) for word in options.sessions or ()),
            keep=not options.from_scratch,
            least=options.least,
            most=options.most,
            balance=not options.no_balance,
            seconds=options.seconds,
        )
        found = allocate_all(agenda, asked)
        if not found:
            raise UsageError("No sessions run in parallel.", advice="Plan them, or give them a breakout group.")
        taken = take_allocation(agenda, *found)
        change = merged(taken.label if taken.edits else "Settings of breakouts", [*changes, taken])
        if change.edits and not options.dry_run:
            writable(document).do(change)
    if options.json:
        rounds = [{**msgspec.to_builtins(each), "proven": each.proven} for each in found]
        print_json({"dry_run": options.dry_run, "unknown": unknown, "rounds": rounds})
        return 0
    if unknown:
        print(f"Not among the people of the meeting: {', '.join(unknown)}.")
    for each in found:
        _say(agenda, each)
    return 0


def _prepared(agenda: Agenda, options: argparse.Namespace) -> tuple[Agenda, tuple[str, ...], list[Change]]:
    """Give the agenda with what was asked for first, names that are nobody's, and the changes that made it so."""
    from agendaplanner.checks.rounds import rounds_of
    from agendaplanner.exchange.people_rows import read_table
    from agendaplanner.exchange.wishes_table import read_wishes
    from agendaplanner.model.breakouts import add_company, hold, put_in
    from agendaplanner.model.files import read_bytes

    unknown: tuple[str, ...] = ()
    changes: list[Change] = []

    def do(change: Change) -> None:
        nonlocal agenda
        agenda = agenda.apply(change)
        changes.append(change)

    def person(word: str) -> str:
        return named(agenda.person.values(), word, "person").id

    if options.wishes is not None:
        table = read_wishes(agenda, read_table(read_bytes(options.wishes), source=options.wishes.name))
        unknown = table.unknown
        do(table.change)
    for together, sets in ((True, options.together), (False, options.apart)):
        for words in sets:
            do(add_company(agenda, [person(word) for word in words], together=together))
    for name, word in options.hold:
        session = session_named(agenda, word)
        round_ = next((ids for ids in rounds_of(agenda) if session in ids), None)
        if round_ is None:
            raise UsageError(f"Nothing runs in parallel to {word}.")
        do(put_in(agenda, [person(name)], session, round_))
        do(hold(agenda, [person(name)], round_))
    for name in options.let_go:
        do(hold(agenda, [person(name)], agenda.session, on=False))
    return agenda, unknown, changes


def _say(agenda: Agenda, found: Allocation) -> None:
    from agendaplanner.checks.rounds import in_order_of_numbers, round_name
    from agendaplanner.model.words import people_listed, session_name
    from agendaplanner.planning.breakouts.choices import choices_sentence, price_sentence

    order = in_order_of_numbers(agenda, found.sessions)
    print(round_name(agenda, order))
    print_notes(found.notes)
    for session_id in order:
        print(f"{sum(at == session_id for at in found.at.values()):>5}  {session_name(agenda.session[session_id])}")
    print(f"  {choices_sentence(found.choices)}.")
    for price in found.prices:
        print(f"  {price_sentence(price)}")
    if found.nowhere:
        print(f"  No seat for {people_listed(agenda, found.nowhere)}: give a larger room.")
    moved = f"Moved: {people_listed(agenda, found.moved, most=12)}. " if found.moved else ""
    proven = "No allocation costs less." if found.proven else "A better one may exist; give it more --seconds."
    print(f"  {moved}{proven} {found.seconds:.2f} s.")
