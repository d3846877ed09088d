"""The command that prints: programme, grid, signs, badges and the other pieces, as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, keep_agenda_files
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse
    import datetime

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.handouts.base import Selection
    from agendaplanner.printing.pieces import Piece
    from agendaplanner.printing.programme import Printed

_NAMES = (
    "programme, grid (the days at a glance), poster, signs, badges, nameplates, personal, participants, rapporteurs, "
    "running-order, front-desk, documents"
)
_CHOOSING = {"days": "--day", "rooms": "--room", "delegations": "--delegation", "people": "--person"}


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
    printing.add_argument("--each", action="store_true", help="a file for each person (personal, nameplates, badges)")
    printing.add_argument("--stock", metavar="SIZE", help="badges: 90x55, 86x54, 105x74 or a6 (default: 90x55)")
    printing.add_argument(
        "--calendar-url",
        metavar="URL",
        help="badges: where a person's calendar is, {person} standing for the id; printed as a code to scan",
    )
    printing.add_argument("--no-backs", action="store_true", help="badges: the fronts alone")
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
        help="en, fr or ar; repeated: an edition in each, the code in the names of the files",
    )
    printing.add_argument("--logo", metavar="IMAGE", default="", help="the image on the cover of the programme")
    printing.add_argument(
        "--booklet", metavar="SIZE", help="programme: two pages on a side, to be folded; a4, a3, letter or tabloid"
    )
    add_json(printing)
    printing.set_defaults(run=_print)


def last_changed_on(document: Document) -> datetime.date:
    """Give the day of the last change, on this machine's clock: what is printed is as of then."""
    return document.changed_at.astimezone().date()


def _print(options: argparse.Namespace) -> int:
    from agendaplanner.printing.pieces import PIECES

    if options.what not in PIECES:
        raise UsageError(
            f"There is no printed piece {options.what!r}.{did_you_mean(options.what, PIECES)}",
            advice=f"There is: {', '.join(PIECES)}.",
        )
    piece = PIECES[options.what]
    further = _further(options, piece)
    with open_document(options.file, read_only=True) as document:
        agenda, on = document.agenda, last_changed_on(document)
    selection = _selection(options, agenda, piece)
    files = [each for edition in _editions(options) for each in edition(agenda, on, selection, further)]
    warnings = list(dict.fromkeys(warning for _, printed in files for warning in printed.warnings))
    pages = sum(printed.pages for _, printed in files)
    if options.json:
        listed = [str(path) for path, _ in files]
        print_json({"file": str(options.to), "files": listed, "pages": pages, "warnings": warnings})
        return 0
    print_notes(warnings)
    of = f"{count(len(files), 'file')}, " if options.each else ""
    written = options.to if options.each or len(files) == 1 else ", ".join(str(path) for path, _ in files)
    print(f"Wrote {written}: {of}{count(pages, 'page')}.")
    return 0


class _Edition:
    """One of the editions that were asked for."""

    def __init__(self, options: argparse.Namespace, language: str, to: Path) -> None:
        self._options, self._to = options, to
        self._looks = {
            "paper": options.paper, "style": options.style, "language": language, "logo": options.logo,
        }  # fmt: skip

    def __call__(
        self, agenda: Agenda, on: datetime.date, selection: Selection, further: dict[str, Any]
    ) -> list[tuple[Path, Printed]]:
        """Write it: one file, or a file for each person, named after them."""
        from agendaplanner.printing.pieces import write_piece

        def write(path: Path, chosen: Selection) -> tuple[Path, Printed]:
            keep_agenda_files(path, self._options.file)
            what = self._options.what
            return path, write_piece(what, agenda, path, on=on, selection=chosen, **self._looks, **further)

        if not self._options.each:
            return [write(self._to, selection)]
        return [write(path, chosen) for path, chosen in _for_each(self._to, agenda, selection)]


def _editions(options: argparse.Namespace) -> list[_Edition]:
    """Give an edition in each of the languages; of several, each has its language in the names of its files."""
    languages = list(dict.fromkeys(options.language or [""]))
    if len(languages) == 1:
        return [_Edition(options, languages[0], options.to)]
    to: Path = options.to
    return [_Edition(options, language, to.with_name(f"{to.stem}.{language}{to.suffix}")) for language in languages]


def _for_each(to: Path, agenda: Agenda, selection: Selection) -> list[tuple[Path, Selection]]:
    """Give for each chosen person a file in a folder, and the selection of that person alone."""
    import msgspec

    from agendaplanner.model.files import make_folder
    from agendaplanner.model.text import file_name

    make_folder(to)
    found: list[tuple[Path, Selection]] = []
    taken: set[str] = set()
    for person in selection.persons(agenda):
        name = file_name(person.name) or person.id
        name = name if name not in taken else f"{name}-{person.id}"
        taken.add(name)
        alone = msgspec.structs.replace(selection, people=frozenset({person.id}))
        found.append((to / f"{name}.pdf", alone))
    return found


def _selection(options: argparse.Namespace, agenda: Agenda, piece: Piece) -> Selection:
    from agendaplanner.printing.handouts.base import Selection

    given = {"days": options.day, "rooms": options.room, "delegations": options.delegation, "people": options.person}
    for what, values in given.items():
        if values and what not in piece.by:
            allowed = ", ".join(_CHOOSING[each] for each in _CHOOSING if each in piece.by)
            raise UsageError(
                f"{_CHOOSING[what]} makes no sense for {options.what}.",
                advice=f"It takes {allowed}." if allowed else "It is always of the whole meeting.",
            )
    if options.each and "people" not in piece.by:
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
    from agendaplanner.printing.handouts.badges import STOCKS

    found: dict[str, Any] = {}
    if options.stock:
        if options.stock not in STOCKS:
            raise UsageError(
                f"There is no stock {options.stock!r}.{did_you_mean(options.stock, STOCKS)}",
                advice=f"There is: {', '.join(STOCKS)}.",
            )
        found["stock"] = options.stock
    if options.calendar_url:
        found["calendar_url"] = options.calendar_url
    if options.no_backs:
        found["backs"] = False
    if options.booklet:
        found["booklet"] = options.booklet
    for name in found:
        if name not in piece.options:
            raise UsageError(f"--{name.replace('_', '-')} makes no sense for {options.what}.")
    return found
