"""The command about roles: which are open, who could take them, how much everybody does; giving somebody a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, how_many
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import count, print_json
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import RoleKind
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from agendaplanner.checks.candidates import Load
    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda

_NOBODY = "Nobody who comes is free then and could take it."


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    roles = commands.add_parser(
        "roles", help="roles that are open, who could take them, and who does much", allow_abbrev=False
    )
    add_file(roles)
    roles.add_argument("--session", metavar="SESSION", help="of one session, by its number or id")
    roles.add_argument(
        "--candidates", type=how_many, default=3, metavar="N", help="how many are named for each (default: %(default)s)"
    )
    roles.add_argument(
        "--assign",
        nargs=3,
        action="append",
        default=[],
        metavar=("SESSION", "ROLE", "PERSON"),
        help="give somebody a role: --assign 3d chair 'Maja Lind'; an open one of that kind is filled first",
    )
    roles.add_argument("--load", action="store_true", help="how much everybody does, who does most first")
    add_json(roles)
    roles.set_defaults(run=_roles)


def _roles(options: argparse.Namespace) -> int:
    from agendaplanner.checks.candidates import candidates, load, loads, open_roles, reasons_sentence

    with open_document(options.file, read_only=not options.assign) as document:
        if options.assign:
            _assign(writable(document), options.assign)
        agenda = document.agenda
    parts = load(agenda)
    found = open_roles(agenda)
    if options.session:
        chosen = session_named(agenda, options.session)
        found = tuple(role for role in found if role.session == chosen)
    could = [candidates(agenda, role.session, role.kind, most=options.candidates, parts=parts) for role in found]
    if options.json:
        rows = [
            {**msgspec.to_builtins(role), "candidates": msgspec.to_builtins(people)}
            for role, people in zip(found, could, strict=True)
        ]
        much = {"loads": msgspec.to_builtins(loads(agenda))} if options.load else {}
        print_json({"open": rows, "load": parts} | much)
        return 0
    if options.load:
        _print_loads(agenda, loads(agenda))
        return 0
    for role, people in zip(found, could, strict=True):
        print(f"{session_name(agenda.session[role.session])}: {role.kind}")
        for each in people:
            print(f"    {agenda.person[each.person].name}: {reasons_sentence(each)}")
        if not people:
            print(f"    {_NOBODY if agenda.person else 'Nobody is on the list of participants yet.'}")
    if not found:
        print("No role is open.")
    return 0


def _assign(document: Document, wanted: Sequence[Sequence[str]]) -> None:
    from agendaplanner.model.attendance import give_role
    from agendaplanner.model.changes import merged

    agenda, changes = document.agenda, []
    kinds: tuple[RoleKind, ...] = get_args(RoleKind)
    for session, kind, person in wanted:
        if kind.casefold() not in kinds:
            raise UsageError(
                f"There is no role {kind!r}.{did_you_mean(kind, kinds)}", advice=f"The roles are: {', '.join(kinds)}."
            )
        id_ = named(agenda.people, person, "person").id
        changes.append(give_role(agenda, session_named(agenda, session), cast("RoleKind", kind.casefold()), id_))
        agenda = agenda.apply(changes[-1])
    document.do(changes[0] if len(changes) == 1 else merged("Give roles", changes))


def _print_loads(agenda: Agenda, found: Sequence[Load]) -> None:
    wide = max((len(agenda.person[each.person].name) for each in found), default=0)
    for each in found:
        parts = ", ".join(f"{kind} {number}" for kind, number in each.parts.items())
        much = f"  too much: {each.too_much}" if each.too_much else ""
        minutes = f"{each.minutes} min in {count(each.sessions, 'session')}"
        print(f"{agenda.person[each.person].name:<{wide}}  {each.count:>2}  {minutes}: {parts}{much}")
    if not found:
        print("Nobody has a role yet.")
