"""Commands about who takes part: people (invitations, duplicates, import) and balance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, printable
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    people = commands.add_parser(
        "people", help="who is invited and who comes; import a list, find and merge duplicates", allow_abbrev=False
    )
    add_file(people)
    people.add_argument(
        "--import", dest="table", type=Path, metavar="TABLE", help="add people from a .csv or .tsv file; - reads input"
    )
    people.add_argument(
        "--merge",
        nargs=2,
        action="append",
        default=[],
        metavar=("KEPT", "OTHER"),
        help="make two records one; the first is kept, and all that names the other names it",
    )
    people.add_argument(
        "--invitation",
        nargs=2,
        action="append",
        default=[],
        metavar=("PERSON", "STATUS"),
        help="note how far an invitation is: to invite, invited, accepted, declined, waiting list",
    )
    people.add_argument("--on", type=date, metavar="YYYY-MM-DD", help="the date to note with --invitation")
    people.add_argument("--duplicates", action="store_true", help="list who may be there twice")
    add_json(people)
    people.set_defaults(run=_people)

    balance = commands.add_parser(
        "balance", help="shares by community and more, against the targets of the meeting", allow_abbrev=False
    )
    add_file(balance)
    balance.add_argument(
        "--by",
        metavar="FIELD",
        default="community",
        help="community, category, delegation, country, language or gender (default: %(default)s)",
    )
    balance.add_argument("--session", metavar="SESSION", help="of one session, by its number or id, not of the meeting")
    balance.add_argument(
        "--set",
        action="append",
        type=printable,
        default=[],
        metavar="VALUE=LEAST-MOST",
        help="set a target in percent for a value of the field, such as diplomacy=25-40; 0-100 takes it away",
    )
    balance.add_argument(
        "--where",
        metavar="WHERE",
        default="meeting",
        help="what a target is for: meeting, sessions, panels or breakouts (default: %(default)s)",
    )
    add_json(balance)
    balance.set_defaults(run=_balance)


def writable(document: Document) -> Document:
    """Give a document that can be changed.

    Raises:
        FileError: It can only be read.
    """
    if document.read_only:
        raise FileError(document.read_only_reason, where=str(document.path))
    return document


def session_named(agenda: Agenda, word: str) -> str:
    """Give the id of the session that a word means: its id or its number."""
    if word in agenda.session:
        return word
    found = [s.id for s in agenda.session.values() if s.number and s.number.casefold() == word.casefold()]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"There is no session {word!r}." if not found else f"Several sessions have the number {word!r}.",
        advice="Give its number or its id.",
    )


def _people(options: argparse.Namespace) -> int:
    from agendaplanner.model.people import funnel, merge_pairs, seats, set_invitation

    changes = bool(options.table or options.merge or options.invitation)
    imported: dict[str, Any] = {}
    with open_document(options.file, read_only=not changes) as document:
        if changes:
            writable(document)
        if options.table:
            imported = _import(document, options.table)
        for word, status in options.invitation:
            person = named(document.agenda.people, word, "person")
            change = set_invitation(document.agenda, [person.id], status, on=options.on)
            if change.edits:
                document.do(change)
        if options.merge:
            people = document.agenda.people
            pairs = [tuple(named(people, word, "person").id for word in pair) for pair in options.merge]
            document.do(merge_pairs(document.agenda, [(a, b) for a, b in pairs]))
        agenda = document.agenda
    steps, full = funnel(agenda), seats(agenda)
    doubles = _duplicates(agenda) if options.duplicates else None
    if options.json:
        content: dict[str, Any] = {
            "people": len(agenda.person),
            "funnel": msgspec.to_builtins(steps),
            "seats": {"free": full.free, **msgspec.to_builtins(full)},
        }
        print_json(content | ({"duplicates": doubles} if doubles is not None else {}) | imported)
        return 0
    if imported:
        told = imported["import"]
        print(f"{count(len(told['added']), 'person')} added, {count(len(told['completed']), 'person')} completed.")
    for step in steps:
        dates = f"  {step.first} to {step.last}" if step.first else ""
        print(f"{step.status:<13}{len(step.people):>5}{dates}")
    if full.free is not None:
        left = f"{full.free} free" if full.free >= 0 else f"{-full.free} too many"
        print(f"The meeting takes {full.most}: {full.accepted} have accepted, {left}.")
    if full.waiting:
        print(f"First on the waiting list: {agenda.person[full.waiting[0]].name}")
    for double in doubles or ():
        a, b = (agenda.person[id_] for id_ in double["people"])
        print(f"{double['likeness']:.2f}  {a.name} ({a.id}), {b.name} ({b.id}): {double['reason']}")
    if doubles == []:
        print("Nobody is likely to be there twice.")
    return 0


def _duplicates(agenda: Agenda) -> list[dict[str, Any]]:
    from agendaplanner.checks.duplicates import duplicates

    return msgspec.to_builtins(duplicates(agenda))


def _import(document: Document, table: Path) -> dict[str, Any]:
    from agendaplanner.exchange.people_table import read_people

    try:
        data = sys.stdin.buffer.read() if str(table) == "-" else table.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise FileError(f"It cannot be read: {error.strerror}.", where=str(table)) from error
    except UnicodeDecodeError as error:
        raise FileError("It is not in UTF-8.", where=str(table), advice="Save it as CSV in UTF-8.") from error
    found = read_people(document.agenda, text, source="input" if str(table) == "-" else str(table))
    if found.change.edits:
        document.do(found.change)
    if found.ignored:
        print_notes([f"Columns that are no field of a person were left out: {', '.join(found.ignored)}."])
    told = {"added": found.added, "completed": found.completed, "columns": found.columns, "ignored": found.ignored}
    return {"import": told}


def _balance(options: argparse.Namespace) -> int:
    from agendaplanner.model.attendance import people_at
    from agendaplanner.model.balance import TARGET_FIELDS, coming, miss_sentence, misses, shares
    from agendaplanner.model.errors import did_you_mean

    if options.by not in TARGET_FIELDS:
        raise UsageError(
            f"There is no balance by {options.by!r}.{did_you_mean(options.by, TARGET_FIELDS)}",
            advice=f"It is by one of: {', '.join(TARGET_FIELDS)}.",
        )
    with open_document(options.file, read_only=not options.set) as document:
        if options.set:
            _set_targets(writable(document), options)
        agenda = document.agenda
    if options.session:
        session = agenda.session[session_named(agenda, options.session)]
        where = "breakouts" if session.kind == "breakout" else "sessions"
        found = shares(agenda, people_at(agenda, session), options.by, where=where)
    else:
        found = shares(agenda, coming(agenda), options.by)
    off = [(miss, miss_sentence(agenda, miss)) for miss in misses(agenda)]
    if options.json:
        print_json(
            {
                "by": options.by,
                "shares": [{**msgspec.to_builtins(s), "percent": round(s.percent, 1)} for s in found],
                "misses": [{**msgspec.to_builtins(miss), "message": message} for miss, message in off],
            }
        )
        return 0
    wide = max((len(share.value) for share in found), default=0)
    for share in found:
        bar = "#" * round(share.percent / 4)
        target = f"  wanted {share.low}-{share.high} %" if (share.low, share.high) != (0, 100) else ""
        print(f"{share.value:<{wide}}  {share.people:>4}  {share.percent:>3.0f} %  {bar}{target}")
    if not found:
        print(f"Nobody's {options.by} is known.")
    for _, message in off:
        print(message)
    return 0


def _set_targets(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.model.balance import set_target
    from agendaplanner.model.changes import merged

    agenda, changes = document.agenda, []
    for setting in options.set:
        value, separator, bounds = setting.rpartition("=")
        least, _, most = bounds.partition("-")
        if not separator or not least.isdecimal() or not (most or "100").isdecimal():
            raise UsageError(f"{setting!r} sets no target.", advice="Write it as --set diplomacy=25-40.")
        if options.by == "delegation":
            value = named(agenda.delegation.values(), value, "delegation").id
        changes.append(set_target(agenda, options.by, value, int(least), int(most or 100), where=options.where))
        agenda = agenda.apply(changes[-1])
    whole = changes[0] if len(changes) == 1 else merged("Set targets for the balance", changes)
    if whole.edits:
        document.do(whole)
