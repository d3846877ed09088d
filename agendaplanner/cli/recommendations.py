"""The command about what sessions hand on: rapporteurs' notes, recommendations, and the report on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files, printable
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import print_json, print_notes
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.outcomes import Group
    from agendaplanner.model.records import Recommendation

_STANCES = {"agreed": "agreed", "discuss": "for further discussion", "not-desirable": "not desirable to integrate"}
_OF_ADDED = ("stance", "addressed_to", "dimension", "objective")


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    command = commands.add_parser(
        "recommendations", help="what sessions recommend, put together by objective or addressee", allow_abbrev=False
    )
    add_file(command)
    command.add_argument(
        "--by",
        choices=("objective", "addressee", "session", "stance"),
        default="objective",
        help="how they are put together (default: %(default)s)",
    )
    command.add_argument(
        "--add", nargs=2, type=printable, metavar=("SESSION", "TEXT"), help="add one, of a session by number or id"
    )
    command.add_argument("--stance", choices=tuple(_STANCES), help="how the added one stands (default: discuss)")
    command.add_argument(
        "--addressed-to", type=printable, metavar="NAMES", help="to whom the added one goes; several with ; between"
    )
    command.add_argument(
        "--dimension", choices=("bilateral", "multilateral", "both"), help="which actors the added one is about"
    )
    command.add_argument(
        "--objective", action="append", type=int, metavar="N", help="the N-th objective is answered by the added one"
    )
    command.add_argument(
        "--set-stance", nargs=2, action="append", default=[], metavar=("ID", "STANCE"), help="how one stands now"
    )
    command.add_argument("--remove", action="append", default=[], metavar="ID", help="remove one")
    command.add_argument(
        "--notes", nargs=2, metavar=("SESSION", "TEXT"), help="note what was said in a session, for the report"
    )
    command.add_argument("--to", type=Path, metavar="PDF", help="write the report too")
    add_json(command)
    command.set_defaults(run=_recommendations)


def _recommendations(options: argparse.Namespace) -> int:
    from agendaplanner.cli.printing import last_changed_on
    from agendaplanner.model.outcomes import synthesis

    for name in _OF_ADDED:
        if getattr(options, name) and not options.add:
            raise UsageError(f"--{name.replace('_', '-')} says something of what --add adds.")
    writes = bool(options.add or options.set_stance or options.remove or options.notes)
    with open_document(options.file, read_only=not writes) as document:
        _change(document, options)
        agenda, on = document.agenda, last_changed_on(document)
    if options.to:
        from agendaplanner.printing.pieces import write_piece

        keep_agenda_files(options.to, options.file)
        print_notes(write_piece("outcomes", agenda, options.to, by=options.by, on=on).warnings)
    groups = synthesis(agenda, options.by)
    if options.json:
        print_json(_fields(agenda, options.by, groups))
    else:
        _print(agenda, groups)
        if options.to:
            print(f"Wrote {options.to}.")
    return 0


def _change(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.model.actions import add, remove, set_fields
    from agendaplanner.model.outcomes import set_stance
    from agendaplanner.model.records import Recommendation

    def do(change: Change) -> None:
        if change.edits:
            writable(document).do(change)

    if options.add:
        new = _added(document.agenda, options)
        do(add(document.agenda, new, label="Add a recommendation"))
    for id_, word in options.set_stance:
        if word not in _STANCES:
            raise UsageError(f"{word!r} is none of: {', '.join(_STANCES)}.", where="--set-stance")
        do(set_stance(document.agenda, id_, cast("Any", _STANCES[word])))
    for id_ in options.remove:
        do(remove(document.agenda, document.agenda.get(Recommendation, id_), label="Remove a recommendation"))
    if options.notes:
        where, text = options.notes
        session = document.agenda.session[session_named(document.agenda, where)]
        do(set_fields(document.agenda, session, report=text.strip()))


def _added(agenda: Agenda, options: argparse.Namespace) -> Recommendation:
    from agendaplanner.model.ids import new_id
    from agendaplanner.model.records import Recommendation

    where, text = options.add
    known = agenda.meeting.objectives
    for number in options.objective or ():
        if not 1 <= number <= len(known):
            raise UsageError(f"The meeting has {len(known)} objectives, and no number {number}.", where="--objective")
    return Recommendation(
        id=new_id("recommendation"),
        session=session_named(agenda, where),
        text=text,
        agreed=options.stance == "agreed",
        undesirable=options.stance == "not-desirable",
        addressed_to=options.addressed_to or "",
        dimension=options.dimension or "",
        objectives=tuple(known[number - 1] for number in options.objective or ()),
    )


def _fields(agenda: Agenda, by: str, groups: tuple[Group, ...]) -> dict[str, Any]:
    from agendaplanner.model.outcomes import stance_of

    table = cast("dict[str, Recommendation]", agenda.table("recommendation"))
    return {
        "by": by,
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
        "notes": {session.id: session.report for session in agenda.sessions if session.report},
    }


def _print(agenda: Agenda, groups: tuple[Group, ...]) -> None:
    from agendaplanner.model.outcomes import stance_of
    from agendaplanner.model.words import session_mark

    table = cast("dict[str, Recommendation]", agenda.table("recommendation"))
    for group in groups:
        print(group.key or "Others")
        for id_ in group.recommendations:
            each = table[id_]
            to = f" To {each.addressed_to}." if each.addressed_to else ""
            print(f"  {session_mark(agenda.session[each.session])}  {each.text} [{stance_of(each)}]{to} ({id_})")
    if not any(group.recommendations for group in groups):
        print("Nothing is recommended yet.")
