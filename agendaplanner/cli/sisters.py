"""The command about sister meetings: their lists of invitees, and who is on several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files, printable
from agendaplanner.cli.people import writable
from agendaplanner.cli.report import count, print_json
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    sisters = commands.add_parser("sisters", help="sister meetings and whom they invite too", allow_abbrev=False)
    add_file(sisters)
    sisters.add_argument(
        "--list",
        nargs=2,
        type=printable,
        metavar=("MEETING", "LIST"),
        help="take a sister meeting's invitees from a .csv file, an agenda file, or a list of hashes; it is added if new",
    )
    sisters.add_argument(
        "--salt-file", type=Path, metavar="PATH", help="a file with the secret that hashes of addresses are made with"
    )
    sisters.add_argument("--hashed", type=Path, metavar="PATH", help="write our addresses as hashes, for the others")
    sisters.add_argument("--report", type=Path, metavar="PATH", help="write the overlap as Markdown, for a letter")
    add_json(sisters)
    sisters.set_defaults(run=_sisters)


def _sisters(options: argparse.Namespace) -> int:
    from agendaplanner.checks.sisters import asked_by, date_clashes, hashed_list, overlap_report, overlaps, sisters
    from agendaplanner.model.files import write_atomically

    salt = _text(options.salt_file).strip() if options.salt_file else ""
    if options.hashed and not salt:
        raise UsageError("Hashes need a secret.", advice="Give --salt-file, a file that the sister meetings share.")
    with open_document(options.file, read_only=not options.list) as document:
        if options.list:
            _take_list(writable(document), *options.list)
        agenda = document.agenda
    found = overlaps(agenda, salt=salt)
    for path, text in ((options.hashed, "\n".join(hashed_list(agenda, salt)) if options.hashed else ""),
                       (options.report, overlap_report(agenda, found) if options.report else "")):  # fmt: skip
        if path:
            keep_agenda_files(path, options.file)
            write_atomically(path, text.encode())
    asked = asked_by(agenda, found)
    if options.json:
        print_json(
            {
                "sisters": [{"id": s.id, "name": s.name, "invitees": len(s.invitees)} for s in sisters(agenda)],
                "overlaps": msgspec.to_builtins(found),
                "asked_by": asked,
                "date_clashes": date_clashes(agenda),
            }
        )
        return 0
    for sister in sisters(agenda):
        clash = ", on the days of this meeting" if sister.id in date_clashes(agenda) else ""
        print(f"{sister.name}: {count(len(sister.invitees), 'invitee')}{clash}")
        for each in found:
            if each.sister == sister.id:
                name = agenda.person[each.person].name
                more = f", asked for by {asked[each.person] + 1} meetings" if asked[each.person] > 1 else ""
                line = name if each.invitee.startswith("hmac:") else each.invitee
                print(f"  {name}: {line} ({each.sure}){more}")
    if not found:
        print("Nobody is known to be on two lists.")
    return 0


def _take_list(document: Document, name: str, path: str) -> None:
    from agendaplanner.model.actions import put
    from agendaplanner.model.ids import new_id
    from agendaplanner.model.records import SisterMeeting

    known = document.agenda.table("sister_meeting").values()
    if any(name in (each.id, cast("SisterMeeting", each).name) for each in known):
        sister = cast("SisterMeeting", named(known, name, "sister meeting"))
    else:
        sister = SisterMeeting(id=new_id("sister_meeting"), name=name)
    lines = _lines(document.agenda, Path(path))
    after = msgspec.structs.replace(
        sister,
        invitees=lines,
        same=tuple(pair for pair in sister.same if pair[0] in lines),
        others=tuple(pair for pair in sister.others if pair[0] in lines),
    )
    change = put(document.agenda, [after], label=f"Invitees of {name}: {len(lines)}")
    if change.edits:
        document.do(change)


def _lines(agenda: Agenda, path: Path) -> tuple[str, ...]:
    from agendaplanner.exchange.people_table import read_people
    from agendaplanner.model.agenda import Agenda as Tables

    if path.suffix == ".agenda":
        with open_document(path, read_only=True) as other:
            return tuple(dict.fromkeys(_line(p) for p in other.agenda.people if p.invitation != "declined"))
    text = _text(path)
    if all(line.startswith("hmac:") for line in text.split()):
        return tuple(dict.fromkeys(text.split()))
    # their list is read by itself: who is on it is not made a person of ours
    found = read_people(Tables.of([agenda.meeting]), text, source=str(path))
    people = [cast("Person", each.after) for each in found.change.edits if each.kind == "person"]
    return tuple(dict.fromkeys(_line(person) for person in people))


def _line(person: Person) -> str:
    return "; ".join(part.replace(";", ",") for part in (person.name, person.organisation, person.email) if part)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise FileError(f"It cannot be read: {error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise FileError("It is not in UTF-8.", where=str(path), advice="Save it as text in UTF-8.") from error
