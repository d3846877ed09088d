"""Commands about what sessions need and hand on: roles, papers, outcomes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, date, how_many, keep_agenda_files
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import print_json, print_notes
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.model.records import Recommendation


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    roles = commands.add_parser("roles", help="roles that are open, and who could take them", allow_abbrev=False)
    add_file(roles)
    roles.add_argument("--session", metavar="SESSION", help="of one session, by its number or id")
    roles.add_argument(
        "--candidates", type=how_many, default=3, metavar="N", help="how many are named for each (default: %(default)s)"
    )
    add_json(roles)
    roles.set_defaults(run=_roles)

    papers = commands.add_parser("papers", help="papers by status, and which are late", allow_abbrev=False)
    add_file(papers)
    papers.add_argument("--number", action="store_true", help="give each paper without a symbol the next one")
    papers.add_argument("--today", type=date, metavar="YYYY-MM-DD", help="the day to count from (default: today)")
    add_json(papers)
    papers.set_defaults(run=_papers)

    outcomes = commands.add_parser(
        "outcomes", help="recommendations, put together by objective or addressee", allow_abbrev=False
    )
    add_file(outcomes)
    outcomes.add_argument(
        "--by",
        choices=("objective", "addressee", "session", "stance"),
        default="objective",
        help="how they are put together (default: %(default)s)",
    )
    outcomes.add_argument("--to", type=Path, metavar="PDF", help="write them as a report too")
    add_json(outcomes)
    outcomes.set_defaults(run=_outcomes)


def _roles(options: argparse.Namespace) -> int:
    from agendaplanner.checks.candidates import candidates, load, open_roles
    from agendaplanner.model.words import session_name

    with open_document(options.file, read_only=True) as document:
        agenda = document.agenda
    found = open_roles(agenda)
    if options.session:
        chosen = session_named(agenda, options.session)
        found = tuple(role for role in found if role.session == chosen)
    could = [candidates(agenda, role.session, role.kind, most=options.candidates) for role in found]
    if options.json:
        rows = [
            {**msgspec.to_builtins(role), "candidates": msgspec.to_builtins(people)}
            for role, people in zip(found, could, strict=True)
        ]
        print_json({"open": rows, "load": load(agenda)})
        return 0
    for role, people in zip(found, could, strict=True):
        print(f"{session_name(agenda.session[role.session])}: {role.kind}")
        for each in people:
            print(f"    {agenda.person[each.person].name}: {', '.join(each.reasons)}")
    if not found:
        print("No role is open.")
    return 0


def _papers(options: argparse.Namespace) -> int:
    from agendaplanner.model.papers import board, number_papers

    with open_document(options.file, read_only=not options.number) as document:
        if options.number:
            change = number_papers(document.agenda)
            if change.edits:
                writable(document).do(change)
        agenda = document.agenda
    found = board(agenda, options.today or dt.date.today())
    if options.json:
        print_json(
            {
                status: [{"symbol": agenda.paper[row.paper].symbol, **msgspec.to_builtins(row)} for row in rows]
                for status, rows in found.items()
            }
        )
        return 0
    for status, rows in found.items():
        print(f"{status.capitalize()} ({len(rows)})")
        for row in rows:
            paper = agenda.paper[row.paper]
            late = f", {row.days_late} days late" if row.days_late else ""
            due = f"  due {row.due}{late}" if row.due and status != "circulated" else ""
            print(f"  {paper.symbol or 'no symbol'}  {paper.title}{due}")
    return 0


def _outcomes(options: argparse.Namespace) -> int:
    from agendaplanner.cli.printing import last_changed_on
    from agendaplanner.model.outcomes import stance_of, synthesis
    from agendaplanner.model.words import session_mark

    with open_document(options.file, read_only=True) as document:
        agenda, on = document.agenda, last_changed_on(document)
    table = cast("dict[str, Recommendation]", agenda.table("recommendation"))
    if options.to:
        from agendaplanner.printing.handouts.outcomes import write_outcomes

        if not table:
            raise UsageError("There are no recommendations yet.")
        keep_agenda_files(options.to, options.file)
        print_notes(write_outcomes(agenda, options.to, by=options.by, on=on).warnings)
    groups = synthesis(agenda, options.by)
    if options.json:
        print_json(
            {
                "by": options.by,
                "groups": [
                    {
                        "key": group.key,
                        "recommendations": [
                            {**msgspec.to_builtins(table[id_]), "id": id_, "stance": stance_of(table[id_])}
                            for id_ in group.recommendations
                        ],
                    }
                    for group in groups
                ],
            }
        )
        return 0
    for group in groups:
        print(group.key or "Others")
        for id_ in group.recommendations:
            each = table[id_]
            to = f" To {each.addressed_to}." if each.addressed_to else ""
            print(f"  {session_mark(agenda.session[each.session])}  {each.text} [{stance_of(each)}]{to}")
    return 0
