"""The command about who takes part: invitations, seats, duplicates, lists to import, and what participants are handed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, how_many, whole_number
from agendaplanner.cli.people_import import add_import_options, import_people, print_import
from agendaplanner.cli.report import print_json
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    people = commands.add_parser(
        "people", help="who is invited and who comes; import a list, find and merge duplicates", allow_abbrev=False
    )
    add_file(people)
    people.add_argument(
        "--list", action="store_true", help="list the people, with delegation, community and invitation"
    )
    people.add_argument(
        "--delegation", metavar="NAME", help="with --list: only those of this delegation, by name or id"
    )
    people.add_argument("--status", metavar="STATUS", help="with --list: only those whose invitation is so far")
    add_import_options(people)
    _add_invitations(people)
    people.add_argument("--duplicates", action="store_true", help="list who may be there twice")
    people.add_argument(
        "--merge",
        nargs=2,
        action="append",
        default=[],
        metavar=("KEPT", "OTHER"),
        help="make two records one; the first is kept, and all that names the other names it",
    )
    people.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="FIELD",
        help="with --merge: in this field what the other says stands, such as email; may be repeated",
    )
    people.add_argument(
        "--not-same",
        nargs=2,
        action="append",
        default=[],
        metavar=("PERSON", "OTHER"),
        help="remember that these are two people, so that they are not taken for duplicates again",
    )
    people.add_argument(
        "--ask-again", action="store_true", help="forget of whom it is known that they are two people, for --duplicates"
    )
    people.add_argument(
        "--export-for-participants",
        type=Path,
        metavar="PATH",
        help="write what participants may see: a .json, .xml, .ics or .pdf file, or a folder with all of them",
    )
    add_json(people)
    people.set_defaults(run=_people)


def _add_invitations(people: argparse.ArgumentParser) -> None:
    people.add_argument(
        "--invitation",
        nargs=2,
        action="append",
        default=[],
        metavar=("PERSON", "STATUS"),
        help="note how far an invitation is: to invite, invited, accepted, declined, waiting list",
    )
    people.add_argument(
        "--move-up",
        nargs="?",
        const=1,
        type=how_many,
        metavar="N",
        help="give the next on the waiting list a seat, or the next N",
    )
    people.add_argument(
        "--on", type=date, metavar="YYYY-MM-DD", help="the date to note with --invitation and --move-up"
    )
    people.add_argument(
        "--limit", type=whole_number, metavar="N", help="say how many people the meeting takes; 0: as many as come"
    )
    people.add_argument(
        "--not-answered-since",
        type=date,
        metavar="YYYY-MM-DD",
        help="list who was invited on this day or before and has not answered",
    )


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
    from agendaplanner.model.people import funnel, not_answered, seats

    imports = bool(options.table) and not options.dry_run
    changes = imports or bool(
        options.merge
        or options.not_same
        or options.ask_again
        or options.invitation
        or options.move_up
        or options.limit is not None
    )
    told: dict[str, Any] = {}
    with open_document(options.file, read_only=not changes) as document:
        if changes:
            writable(document)
        if options.table:
            told["import"] = import_people(document, options)
        _note_invitations(document, options)
        _part_and_merge(document, options)
        agenda = document.agenda
        if options.export_for_participants:
            told["for_participants"] = _hand_out(document, options.export_for_participants)
    steps, full = funnel(agenda), seats(agenda)
    if options.duplicates:
        told["duplicates"] = _duplicates(agenda)
    if options.not_answered_since:
        told["not_answered"] = [person.id for person in not_answered(agenda, options.not_answered_since)]
    if options.list or options.status or options.delegation:
        told["list"] = [_person_fields(agenda, person) for person in _listed(agenda, options)]
    if options.json:
        print_json(
            {
                "people": len(agenda.person),
                "funnel": msgspec.to_builtins(steps),
                "seats": {"free": full.free, **msgspec.to_builtins(full)},
                **told,
            }
        )
        return 0
    if "import" in told:
        print_import(told["import"], dry_run=options.dry_run)
    for step in steps:
        dates = f"  {step.first} to {step.last}" if step.first else ""
        print(f"{step.status:<13}{len(step.people):>5}{dates}")
    if full.free is not None:
        left = f"{full.free} free" if full.free >= 0 else f"{-full.free} too many"
        print(f"The meeting takes {full.most}: {full.accepted} have accepted, {left}.")
    if full.waiting:
        print(f"First on the waiting list: {agenda.person[full.waiting[0]].name}")
    _print_more(agenda, told)
    return 0


def _note_invitations(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.model.people import give_seats, seats, set_invitation, set_limit

    if options.limit is not None:
        document.do(set_limit(document.agenda, options.limit or None))
    for word, status in options.invitation:
        person = named(document.agenda.people, word, "person")
        change = set_invitation(document.agenda, [person.id], status, on=options.on)
        if change.edits:
            document.do(change)
    if options.move_up:
        waiting = seats(document.agenda).waiting
        if not waiting:
            raise UsageError("Nobody is on the waiting list.")
        document.do(give_seats(document.agenda, waiting[: options.move_up], on=options.on))


def _part_and_merge(document: Document, options: argparse.Namespace) -> None:
    from agendaplanner.model.merging import merge_pairs, set_not_same

    def pairs(words: list[list[str]]) -> list[tuple[str, str]]:
        people = document.agenda.people
        found = [tuple(named(people, word, "person").id for word in pair) for pair in words]
        return [(a, b) for a, b in found]

    if options.take and not options.merge:
        raise UsageError("--take says what stands after a merge.", advice="Give it with --merge.")
    if options.ask_again and document.agenda.meeting.not_same:
        document.do(set_not_same(document.agenda, document.agenda.meeting.not_same, on=False))
    if options.not_same:
        change = set_not_same(document.agenda, pairs(options.not_same))
        if change.edits:
            document.do(change)
    if options.merge:
        document.do(merge_pairs(document.agenda, pairs(options.merge), take=options.take))


def _listed(agenda: Agenda, options: argparse.Namespace) -> list[Person]:
    from agendaplanner.model.errors import did_you_mean
    from agendaplanner.model.people import INVITATIONS

    if options.status and options.status not in INVITATIONS:
        raise UsageError(
            f"An invitation cannot be {options.status!r}.{did_you_mean(options.status, INVITATIONS)}",
            advice=f"It is one of: {', '.join(INVITATIONS)}.",
        )
    delegation = named(agenda.delegation.values(), options.delegation, "delegation").id if options.delegation else ""
    return [
        person
        for person in agenda.people
        if (not options.status or person.invitation == options.status)
        and (not delegation or person.delegation == delegation)
    ]


def _person_fields(agenda: Agenda, person: Person) -> dict[str, Any]:
    delegation = agenda.delegation.get(person.delegation or "")
    return {
        "id": person.id,
        "name": person.name,
        "delegation": delegation.name if delegation is not None else "",
        "community": person.community,
        "category": person.category,
        "invitation": person.invitation,
        "invited_on": person.invited_on.isoformat() if person.invited_on else None,
        "answered_on": person.answered_on.isoformat() if person.answered_on else None,
    }


def _print_more(agenda: Agenda, told: dict[str, Any]) -> None:
    for fields in told.get("list", ()):
        date_of = fields["answered_on"] or fields["invited_on"] or ""
        about = ", ".join(filter(None, (fields["delegation"], fields["community"])))
        print(f"{fields['name']} ({fields['id']}), {about}: {fields['invitation']} {date_of}".rstrip())
    for id_ in told.get("not_answered", ()):
        person = agenda.person[id_]
        since = f"invited on {person.invited_on}" if person.invited_on else "invited"
        print(f"{person.name} ({id_}), {since}, has not answered")
    if "not_answered" in told and not told["not_answered"]:
        print("Everybody who was invited then has answered.")
    for double in told.get("duplicates", ()):
        a, b = (agenda.person[id_] for id_ in double["people"])
        print(f"{double['likeness']:.2f}  {a.name} ({a.id}), {b.name} ({b.id}): {double['reason']}")
    if "duplicates" in told and not told["duplicates"]:
        print("Nobody is likely to be there twice.")
    if "for_participants" in told:
        written = told["for_participants"]["files"]
        print(f"Wrote {', '.join(written)} for participants.")


def _duplicates(agenda: Agenda) -> list[dict[str, Any]]:
    from agendaplanner.checks.duplicates import duplicates

    return msgspec.to_builtins(duplicates(agenda))


def _hand_out(document: Document, to: Path) -> dict[str, Any]:
    from agendaplanner.cli.handing_out import write_for_participants
    from agendaplanner.model.for_participants import for_participants

    written = write_for_participants(document, to, as_of=for_participants(document.agenda))
    return {"files": [str(path) for path in written]}
