"""The command about sister meetings: their lists of invitees, and who is on several."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, keep_agenda_files, printable
from agendaplanner.cli.people import writable
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.checks.sisters import Overlap
    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    overlap = commands.add_parser(
        "overlap", help="sister meetings, whom they invite too, and dates that clash", allow_abbrev=False
    )
    add_file(overlap)
    overlap.add_argument(
        "--list",
        nargs=2,
        type=printable,
        metavar=("MEETING", "LIST"),
        help="take a sister meeting's invitees from a .csv, .tsv or .xlsx file, an agenda file, or a list of hashes; "
        "it is added if new",
    )
    overlap.add_argument(
        "--dates", nargs=3, metavar=("MEETING", "FIRST", "LAST"), help="note when a sister meeting takes place"
    )
    for name, words in (("same", "is the person of ours"), ("different", "is somebody else")):
        overlap.add_argument(
            f"--{name}",
            nargs=3,
            action="append",
            default=[],
            metavar=("MEETING", "INVITEE", "PERSON"),
            help=f"confirm that an invitee, as the list has it, {words}",
        )
    overlap.add_argument(
        "--salt-file", type=Path, metavar="PATH", help="a file with the secret that hashes of addresses are made with"
    )
    overlap.add_argument("--hashed", type=Path, metavar="PATH", help="write our addresses as hashes, for the others")
    overlap.add_argument(
        "--report", type=Path, metavar="PATH", help="write the overlap for a letter: .pdf, or Markdown"
    )
    overlap.add_argument(
        "--to-sister", metavar="MEETING", help="the report is for this meeting: it says nothing of others' lists"
    )
    add_json(overlap)
    overlap.set_defaults(run=_overlap)


def _overlap(options: argparse.Namespace) -> int:
    from agendaplanner.checks.sisters import hashed_list, overlaps, sisters
    from agendaplanner.model.files import read_text, write_atomically

    salt = read_text(options.salt_file).strip() if options.salt_file else ""
    if options.hashed and not salt:
        raise UsageError("Hashes need a secret.", advice="Give --salt-file, a file that the sister meetings share.")
    writes = bool(options.list or options.dates or options.same or options.different)
    with open_document(options.file, read_only=not writes) as document:
        _change(document, options)
        agenda = document.agenda
        found = overlaps(agenda, salt=salt)
        if options.report:
            keep_agenda_files(options.report, options.file)
            sister = named(sisters(agenda), options.to_sister, "sister meeting").id if options.to_sister else ""
            _report(document, options.report, found, sister)
    if options.hashed:
        keep_agenda_files(options.hashed, options.file)
        write_atomically(options.hashed, "\n".join(hashed_list(agenda, salt)).encode())
    if options.json:
        print_json(_fields(agenda, found))
    else:
        _print(agenda, found)
        for path in filter(None, (options.report, options.hashed)):
            print(f"Wrote {path}.")
    return 0


def _change(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.checks.sisters import confirm, sisters, take_invitees
    from agendaplanner.model.actions import set_fields

    def do(change: Change) -> None:
        if change.edits:
            writable(document).do(change)

    if options.list:
        name, path = options.list
        do(take_invitees(document.agenda, name, _lines(Path(path))))
    if options.dates:
        name, first, last = options.dates
        sister = named(sisters(document.agenda), name, "sister meeting")
        try:
            days = {"first_day": date(first), "last_day": date(last)}
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"{error}.", where="--dates") from error
        do(set_fields(document.agenda, sister, label=f"Days of {sister.name}", **days))
    for same, answers in ((True, options.same), (False, options.different)):
        for name, invitee, person in answers:
            agenda = document.agenda
            sister = named(sisters(agenda), name, "sister meeting")
            do(confirm(agenda, sister.id, invitee, named(agenda.people, person, "person").id, same=same))


def _lines(path: Path) -> tuple[str, ...]:
    from agendaplanner.exchange.invitees import invitees_of, read_invitees

    if path.suffix == ".agenda":
        with open_document(path, read_only=True) as other:
            return invitees_of(other.agenda)
    return read_invitees(path)


def _report(document: Document, path: Path, found: Sequence[Overlap], sister: str) -> None:
    from agendaplanner.checks.sisters import overlap_report
    from agendaplanner.cli.printing import last_changed_on
    from agendaplanner.model.files import write_atomically

    if path.suffix.lower() != ".pdf":
        write_atomically(path, overlap_report(document.agenda, found, sister=sister).encode())
        return
    from agendaplanner.printing.handouts.overlap import write_overlap

    on = last_changed_on(document)
    print_notes(write_overlap(document.agenda, path, found=found, sister=sister, on=on).warnings)


def _fields(agenda: Agenda, found: Sequence[Overlap]) -> dict[str, Any]:
    from agendaplanner.checks.sisters import asked_by, date_clashes, sisters

    return {
        "sisters": [
            {
                "id": s.id,
                "name": s.name,
                "first_day": str(s.first_day) if s.first_day else None,
                "last_day": str(s.last_day) if s.last_day else None,
                "invitees": len(s.invitees),
                "on_both": len({each.person for each in found if each.sister == s.id}),
            }
            for s in sisters(agenda)
        ],
        "overlaps": msgspec.to_builtins(found),
        "asked_by": asked_by(agenda, found),
        "date_clashes": date_clashes(agenda),
    }


def _print(agenda: Agenda, found: Sequence[Overlap]) -> None:
    from agendaplanner.checks.sisters import HASHED, MANY, asked_by, date_clashes, sisters

    asked, clashing = asked_by(agenda, found), date_clashes(agenda)
    for sister in sisters(agenda):
        clash = ", on the days of this meeting" if sister.id in clashing else ""
        print(f"{sister.name}: {count(len(sister.invitees), 'invitee')}{clash}")
        for each in found:
            if each.sister == sister.id:
                name = agenda.person[each.person].name
                number = asked[each.person] + 1
                more = f", asked for by {number} meetings" if number >= MANY else ""
                line = name if each.invitee.startswith(HASHED) else each.invitee
                print(f"  {name}: {line} ({each.sure}){more}")
    if not found:
        print("Nobody is known to be on two lists.")
