"""The command that prints: programme, grid, signs, badges and the other pieces, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, keep_agenda_files
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.files import make_folder

if TYPE_CHECKING:
    import argparse
    import datetime

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.pieces import Piece

_NAMES = (
    "programme, grid (the days at a glance), poster, signs, badges, nameplates, personal, participants, rapporteurs, "
    "running-order, front-desk, door-lists, documents, outcomes, balance"
)
_CHOOSING = {"days": "--day", "rooms": "--room", "delegations": "--delegation", "people": "--person"}
_TELLING = {
    "stock": "--stock",
    "calendar_url": "--calendar-url",
    "backs": "--no-backs",
    "booklet": "--booklet",
    "per_session": "--per-session",
    "by": "--by",
}
"""What a piece can be told besides, by its name among the piece's options."""


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    printing = commands.add_parser("print", help="the programme and other pieces as PDF", allow_abbrev=False)
    add_file(printing)
    printing.add_argument("what", metavar="WHAT", help=_NAMES)
    printing.add_argument(
        "--to", type=Path, required=True, metavar="PDF", help="the file to write; a folder with --each"
    )
    printing.add_argument(
        "--day", type=date, action="append", metavar="YYYY-MM-DD", help="only this day; may be repeated"
    )
    printing.add_argument(
        "--room", action="append", metavar="ROOM", help="only this room, by id or name; may be repeated"
    )
    printing.add_argument(
        "--delegation", action="append", metavar="NAME", help="only this delegation, by id or name; may be repeated"
    )
    printing.add_argument(
        "--person", action="append", metavar="NAME", help="only this person, by id or name; may be repeated"
    )
    printing.add_argument(
        "--each",
        action="store_true",
        help="a file for each person (badges, nameplates, personal), rapporteur (rapporteurs) or chair (running-order)",
    )
    _add_options_of_pieces(printing)
    printing.add_argument(
        "--paper", metavar="SIZE", default="", help="a4, letter; grid and poster also a3, tabloid, a2, a1, a0"
    )
    printing.add_argument(
        "--style", metavar="NAME", default="", help="classic, plain, grey, or a .json file of your own"
    )
    printing.add_argument(
        "--language",
        metavar="CODE",
        action="append",
        help="en, en-US, fr or ar; repeated: an edition in each, the code in the names of the files",
    )
    printing.add_argument(
        "--clock", metavar="HOURS", default="", help="12 or 24 (default: as is usual in the language)"
    )
    printing.add_argument(
        "--logo", metavar="IMAGE", default="", help="the image on cover, signs, badges and name plates"
    )
    add_json(printing)
    printing.set_defaults(run=_print)


def _add_options_of_pieces(printing: argparse.ArgumentParser) -> None:
    printing.add_argument(
        "--stock", metavar="SIZE", help="badges: 90x55, 86x54, 105x74, a6, 4x3in or 3.5x2in (default: 90x55)"
    )
    printing.add_argument(
        "--calendar-url",
        metavar="URL",
        help="badges: where a person's calendar is, printed as a code to scan; {person} stands for the name of the "
        "person's file as the command calendars writes it, without .ics, {id} for the person's id",
    )
    printing.add_argument(
        "--no-backs", dest="backs", action="store_const", const=False, help="badges: the fronts alone"
    )
    printing.add_argument(
        "--booklet", metavar="SIZE", help="programme: two pages on a side, to be folded; a4, a3, letter or tabloid"
    )
    printing.add_argument(
        "--per-session", action="store_const", const=True, help="signs: one for each session, with what comes next"
    )
    printing.add_argument(
        "--by",
        choices=("objective", "addressee", "session", "stance"),
        help="outcomes: how they are put together (default: objective)",
    )


def last_changed_on(document: Document) -> datetime.date:
    """Give the day of the last change, on this machine's clock: what is printed is as of then."""
    return document.changed_at.astimezone().date()


def _print(options: argparse.Namespace) -> int:
    from agendaplanner.document.standing import standing
    from agendaplanner.printing.pieces import PIECES, targets, write_piece

    if options.what not in PIECES:
        raise UsageError(
            f"There is no printed piece {options.what!r}.{did_you_mean(options.what, PIECES)}",
            advice=f"There is: {', '.join(PIECES)}.",
        )
    piece = PIECES[options.what]
    further = _further(options, piece)
    with open_document(options.file, read_only=True) as document:
        agenda, on, version = document.agenda, last_changed_on(document), standing(document)
    selection = _selection(options, agenda, piece)
    looks = {name: getattr(options, name) for name in ("paper", "style", "clock", "logo")}
    wanted = list(
        targets(options.what, agenda, options.to, selection, languages=options.language or (), each=options.each)
    )
    if not wanted:
        raise UsageError(f"Nobody is among these for whom {piece.title.lower()} could be printed.")
    for target in wanted:
        keep_agenda_files(target.path, options.file)
        if options.each:
            make_folder(target.path.parent)
    printed = [
        write_piece(
            options.what, agenda, target.path, version=version or "", on=on, selection=target.selection,
            language=target.language, folder=options.file.parent, **looks, **further,
        )
        for target in wanted
    ]  # fmt: skip
    warnings = list(dict.fromkeys(warning for each in printed for warning in each.warnings))
    pages = sum(each.pages for each in printed)
    files = [str(target.path) for target in wanted]
    if options.json:
        print_json({"file": str(options.to), "files": files, "pages": pages, "warnings": warnings})
        return 0
    print_notes(warnings)
    of = f"{count(len(files), 'file')}, " if options.each else ""
    written = options.to if options.each or len(files) == 1 else ", ".join(files)
    print(f"Wrote {written}: {of}{count(pages, 'page')}.")
    return 0


def _selection(options: argparse.Namespace, agenda: Agenda, piece: Piece) -> Selection:
    from agendaplanner.printing.handouts.selection import Selection

    given = {"days": options.day, "rooms": options.room, "delegations": options.delegation, "people": options.person}
    for what, values in given.items():
        if values and what not in piece.by:
            allowed = ", ".join(_CHOOSING[each] for each in _CHOOSING if each in piece.by)
            raise UsageError(
                f"{_CHOOSING[what]} makes no sense for {options.what}.",
                advice=f"It takes {allowed}." if allowed else "It is always of the whole meeting.",
            )
    if options.each and piece.whose is None:
        raise UsageError(f"--each makes no sense for {options.what}: it is not made for each person.")
    known = {day.date for day in agenda.meeting.days}
    for day in options.day or ():
        if day not in known:
            raise UsageError(
                f"{day} is no day of this meeting.", advice=f"It has {', '.join(str(each) for each in sorted(known))}."
            )
    return Selection(
        days=frozenset(options.day or ()),
        rooms=frozenset(named(agenda.rooms, name, "room").id for name in options.room or ()),
        delegations=frozenset(
            named(agenda.delegation.values(), name, "delegation").id for name in options.delegation or ()
        ),
        people=frozenset(named(agenda.people, name, "person").id for name in options.person or ()),
    )


def _further(options: argparse.Namespace, piece: Piece) -> dict[str, Any]:
    """Give what the piece was told besides."""
    from agendaplanner.printing.handouts.badges import STOCKS

    if options.stock and options.stock not in STOCKS:
        raise UsageError(
            f"There is no stock {options.stock!r}.{did_you_mean(options.stock, STOCKS)}",
            advice=f"There is: {', '.join(STOCKS)}.",
        )
    found = {name: value for name in _TELLING if (value := getattr(options, name)) not in (None, "")}
    for name in found:
        if name not in piece.options:
            raise UsageError(f"{_TELLING[name]} makes no sense for {options.what}.")
    return found
