"""The command about the balance among people: shares, targets, what is off and who could change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files, printable
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import print_json, print_notes
from agendaplanner.model.balance import (
    ALL_OFFICES,
    BALANCE_FIELDS,
    COUNTRY_OFFICES,
    TARGET_SCOPES,
    balance_of,
    balances,
    people_counted,
    scope_of,
    set_target,
    wanted,
)
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.misses import miss_sentence, misses
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.balance import Balance, Share

_BAR_PERCENT = 4
"""So many percent are one sign of a bar."""


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    balance = commands.add_parser(
        "balance", help="shares by community and more, against the targets of the meeting", allow_abbrev=False
    )
    add_file(balance)
    balance.add_argument(
        "--by",
        metavar="FIELD",
        default="community",
        help="community, category, delegation, country office, country, language or gender (default: %(default)s)",
    )
    balance.add_argument(
        "--where",
        metavar="WHERE",
        help="among whom: meeting, or in each of the sessions, panels or breakouts (default: meeting)",
    )
    balance.add_argument("--session", metavar="SESSION", help="of one session alone, by its number or id")
    balance.add_argument(
        "--set",
        action="append",
        type=printable,
        default=[],
        metavar="VALUE=LEAST-MOST",
        help="set a target in percent for a value of the field, such as diplomacy=25-40; 0-100 takes it away",
    )
    balance.add_argument("--to", type=Path, metavar="PDF", help="write all of it as charts on paper too")
    add_json(balance)
    balance.set_defaults(run=_balance)


def _balance(options: argparse.Namespace) -> int:
    if options.by not in BALANCE_FIELDS:
        raise UsageError(
            f"There is no balance by {options.by!r}.{did_you_mean(options.by, BALANCE_FIELDS)}",
            advice=f"It is by one of: {', '.join(BALANCE_FIELDS)}.",
        )
    where = options.where or "meeting"
    if where not in TARGET_SCOPES:
        raise UsageError(
            f"There is no balance in {where!r}.{did_you_mean(where, TARGET_SCOPES)}",
            advice=f"It is in one of: {', '.join(TARGET_SCOPES)}.",
        )
    with open_document(options.file, read_only=not options.set) as document:
        if options.set:
            _set_targets(writable(document), options, where)
        agenda = document.agenda
        if options.to:
            _write(document, options)
    found = _found(agenda, options, where)
    off = [(miss, miss_sentence(agenda, miss)) for miss in misses(agenda)]
    if options.json:
        content = {"by": options.by, "where": where, "groups": [_fields(balance) for balance in found]}
        one = _fields(found[0]) if len(found) == 1 else {}
        print_json(
            content
            | ({each: one[each] for each in ("people", "not_recorded", "shares")} if one else {})
            | {"misses": [{**msgspec.to_builtins(miss), "message": message} for miss, message in off]}
        )
        return 0
    for balance in found:
        if balance.session:
            print(session_name(agenda.session[balance.session]))
        _print_shares(options.by, balance, "  " if balance.session else "")
    if not found:
        print(f"Nobody is named in any of the {where} yet.")
    for _, message in off:
        print(message)
    return 0


def _found(agenda: Agenda, options: argparse.Namespace, where: str) -> Sequence[Balance]:
    if not options.session:
        return balances(agenda, options.by, where)  # pyright: ignore[reportArgumentType] # is one of the scopes
    session = agenda.session[session_named(agenda, options.session)]
    scope = "panels" if where == "panels" else scope_of(session)
    people = people_counted(agenda, scope, session)
    return (balance_of(agenda, people, options.by, where=scope, session=session.id),)


def _fields(balance: Balance) -> dict[str, Any]:
    shares = [_share_fields(share) for share in balance.shares]
    return {**msgspec.to_builtins(balance), "shares": shares}


def _share_fields(share: Share) -> dict[str, Any]:
    fields = msgspec.to_builtins(share)
    del fields["target"]
    return {**fields, "percent": round(share.percent, 1), "off": share.off}


def _print_shares(by: str, balance: Balance, indent: str) -> None:
    wide = max((len(share.value) for share in balance.shares), default=0)
    for share in balance.shares:
        bar = "#" * round(share.percent / _BAR_PERCENT)
        target = f"  wanted {wanted(share.low, share.high)}" if share.has_target else ""
        off = f", {share.off} it" if share.off else ""
        print(f"{indent}{share.value:<{wide}}  {share.people:>4}  {share.percent:>3.0f} %  {bar}{target}{off}")
    if not balance.shares:
        print(f"{indent}Nobody's {by} is known.")
    elif balance.not_recorded:
        print(f"{indent}not recorded of {balance.not_recorded} of {balance.people}")


def _set_targets(document: Document, options: argparse.Namespace, where: str) -> None:
    from agendaplanner.model.changes import merged

    agenda, changes = document.agenda, []
    if options.session:
        raise UsageError(
            "A target is not for one session alone.", advice="Set it for all: --where sessions, panels or breakouts."
        )
    for setting in options.set:
        value, separator, bounds = setting.rpartition("=")
        least, _, most = bounds.partition("-")
        if not separator or not least.isdecimal() or not (most or "100").isdecimal():
            raise UsageError(f"{setting!r} sets no target.", advice="Write it as --set diplomacy=25-40.")
        field = options.by
        if field == "country office":
            if value not in (ALL_OFFICES, "all"):
                raise UsageError("A target is for all country offices together.", advice="Write it as --set all=10-25.")
            field, value = "category", COUNTRY_OFFICES
        elif field == "delegation":
            value = named(agenda.delegation.values(), value, "delegation").id
        changes.append(set_target(agenda, field, value, int(least), int(most or 100), where=where))
        agenda = agenda.apply(changes[-1])
    whole = changes[0] if len(changes) == 1 else merged("Set targets for the balance", changes)
    if whole.edits:
        document.do(whole)


def _write(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.cli.printing import last_changed_on
    from agendaplanner.printing.pieces import write_piece

    keep_agenda_files(options.to, options.file)
    print_notes(write_piece("balance", document.agenda, options.to, on=last_changed_on(document)).warnings)
