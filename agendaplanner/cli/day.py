"""The commands of the day itself: running late, and two rooms that change places."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, how_many, printable
from agendaplanner.cli.report import count, finding_fields, print_json
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    late = commands.add_parser(
        "late",
        help="push the rest of a day by some minutes, in one room or everywhere",
        description="Push what begins at a time or later by some minutes. What is pinned in time stays, and makes the "
        "delay good: what would run into it is shortened, to no less than half.",
        allow_abbrev=False,
    )
    add_file(late)
    late.add_argument("--minutes", type=how_many, required=True, metavar="N", help="how late it is")
    late.add_argument(
        "--from",
        dest="since",
        type=printable,
        required=True,
        metavar="TIME",
        help="from when on, on the meeting's clock, such as '2008-02-11 14:00'",
    )
    late.add_argument("--room", type=printable, metavar="ROOM", help="only this room, by id or name (default: all)")
    late.add_argument(
        "--shorten-breaks", action="store_true", help="let breaks take up the delay, to half their length"
    )
    late.add_argument("--move-breaks", action="store_true", help="push pinned breaks and meals as well")
    add_json(late)
    late.set_defaults(run=_late)

    swap = commands.add_parser(
        "swap-rooms", help="let two rooms change places, for a time or for all", allow_abbrev=False
    )
    add_file(swap)
    swap.add_argument("room", type=printable, metavar="ROOM", help="a room, by id or name")
    swap.add_argument("other", type=printable, metavar="OTHER", help="the room it changes places with")
    swap.add_argument("--from", dest="since", type=printable, metavar="TIME", help="only what begins then or later")
    swap.add_argument("--to", dest="until", type=printable, metavar="TIME", help="only what begins before")
    add_json(swap)
    swap.set_defaults(run=_swap)


def _late(options: argparse.Namespace) -> int:
    from agendaplanner.model.day import running_late

    notes: list[str] = []

    def make(agenda: Agenda) -> Change:
        room = named(agenda.room.values(), options.room, "room").id if options.room is not None else None
        late = running_late(
            agenda,
            _time(options.since),
            options.minutes,
            room=room,
            shorten_breaks=options.shorten_breaks,
            move_breaks=options.move_breaks,
        )
        notes.append(
            f"{count(len(late.moved), 'session')} later, {len(late.shortened)} shorter, {len(late.kept)} pinned."
        )
        return late.change

    return _do(options, make, notes)


def _swap(options: argparse.Namespace) -> int:
    from agendaplanner.model.day import pinned_rooms, swap_rooms
    from agendaplanner.model.parts import Period

    notes: list[str] = []

    def make(agenda: Agenda) -> Change:
        first, second = (named(agenda.room.values(), name, "room").id for name in (options.room, options.other))
        during = None
        if options.since is not None or options.until is not None:
            days = agenda.meeting.days
            if not days:
                raise UsageError("The meeting has no days yet.", advice="Leave --from and --to out.")
            start = _time(options.since) if options.since is not None else days[0].opens
            end = _time(options.until) if options.until is not None else days[-1].closes
            if end <= start:
                raise UsageError("--to must be after --from.")
            during = Period(start=start, end=end)
        change = swap_rooms(agenda, first, second, during)
        stay = len(pinned_rooms(agenda, first, second, during))
        notes.append(f"{count(len(change.edits), 'session')} in the other room, {stay} pinned where they are.")
        return change

    return _do(options, make, notes)


def _do(options: argparse.Namespace, make: Callable[[Agenda], Change], notes: Sequence[str]) -> int:
    """Make a change, and say what came of it with the clashes that it brought."""
    from agendaplanner.checks.check import check

    with open_document(options.file) as document:
        if document.read_only:
            raise FileError(document.read_only_reason, where=str(document.path))
        before = set(check(document.agenda))
        change = document.do(make(document.agenda))
        new = [f for f in check(document.agenda) if f.severity == "clash" and f not in before]
        if options.json:
            moved = [edit.id for edit in change.edits]
            print_json({"moved": moved, "label": change.label, "clashes": [finding_fields(f) for f in new]})
        else:
            print(
                f"{change.label}: {notes[0]}" if change.edits else "Nothing to do: nothing begins then that may move."
            )
            for finding in new:
                print(f"  {finding.message}")
            if change.edits:
                print(f"To take it back: agendaplanner undo {options.file}")
    return 0


def _time(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise UsageError(f"{text!r} is no time.", advice="Write it as '2008-02-11 14:00'.") from None
