"""What can be printed, by the name it has on the command line: one entry in ``PIECES`` makes a piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import FileError
from agendaplanner.model.file_names import file_stems, names_of_people
from agendaplanner.model.records import Person
from agendaplanner.printing.edition import Edition, edition_of
from agendaplanner.printing.handouts.badges import draw_badges
from agendaplanner.printing.handouts.balance import draw_balance
from agendaplanner.printing.handouts.base import Handout
from agendaplanner.printing.handouts.door_lists import draw_door_lists
from agendaplanner.printing.handouts.front_desk import draw_documents, draw_front_desk
from agendaplanner.printing.handouts.outcomes import draw_outcomes
from agendaplanner.printing.handouts.participants import draw_participants
from agendaplanner.printing.handouts.personal import draw_personal
from agendaplanner.printing.handouts.plates import draw_plates
from agendaplanner.printing.handouts.rapporteurs import draw_rapporteurs, rapporteurs
from agendaplanner.printing.handouts.running_order import chairs, draw_running_order
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.handouts.signs import draw_signs
from agendaplanner.printing.paper import paper_named
from agendaplanner.printing.programme import Printed, write_glance, write_programme

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.versions import Version


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be printed."""

    title: str
    says: str
    write: Callable[..., Printed]
    """A ``Handout``, or what takes the same; what does not take ``selection`` is given a narrowed agenda."""
    by: frozenset[str] = frozenset()
    """What of the agenda can be chosen for it: days, rooms, delegations, people."""
    options: frozenset[str] = frozenset()
    """What else it can be told."""
    papers: tuple[str, ...] = ("a4", "letter")
    """What it can be on, the usual first."""
    whose: Callable[[Agenda, Selection], Sequence[Person]] | None = None
    """Who of those chosen gets a file of their own where that is wanted; None: it is not made for each person."""


_LARGE = ("a3", "tabloid", "a2", "a1", "a0")
_PLACES = frozenset({"days", "rooms"})
_ALL = _PLACES | {"delegations", "people"}
_NOBODY = "Nobody who may come is among these: there is {what} to print."


def _in_rooms(agenda: Agenda, chosen: Selection) -> Sequence[Person]:
    return chosen.in_rooms(agenda)


def _seated(agenda: Agenda, chosen: Selection) -> Sequence[Person]:
    return chosen.seated(agenda)


BOOKLET_SHEETS = ("a4", "a3", "letter", "tabloid")
"""What a booklet can be folded from; A3 holds A4 pages as they are, A4 holds them reduced to A5."""

PIECES: Mapping[str, Piece] = {
    "programme": Piece(
        title="Programme",
        says="Cover, days at a glance, annotated agenda, documents, people",
        write=write_programme,
        by=_PLACES,
        options=frozenset({"booklet"}),
    ),
    "grid": Piece(
        title="Days at a glance",
        says="Rooms across, time down",
        write=write_glance,
        by=_PLACES,
        papers=("a4", "letter", *_LARGE),
    ),
    "poster": Piece(
        title="Poster",
        says="The days at a glance for the wall, as large as the paper allows",
        write=write_glance,
        by=_PLACES,
        papers=("a1", "a0", "a2", "a3", "tabloid"),
    ),
    "signs": Piece(
        title="Door signs",
        says="For each room and day what takes place in it, and what comes next",
        write=Handout(
            name="door signs",
            draw=draw_signs,
            empty="No session has a place in these rooms on these days: there is nothing for a sign.",
        ),
        by=_PLACES,
        options=frozenset({"per_session"}),
    ),
    "badges": Piece(
        title="Badges",
        says="With marks to cut by, the person's days on the back; print on both sides, turning on the long edge",
        write=Handout(name="badges", draw=draw_badges, empty=_NOBODY.format(what="no badge")),
        by=_ALL,
        options=frozenset({"stock", "calendar_url", "backs"}),
        whose=_in_rooms,
    ),
    "nameplates": Piece(
        title="Name plates",
        says="To be folded, the name on both sides; of a day or room, who is named there",
        write=Handout(name="name plates", draw=draw_plates, empty=_NOBODY.format(what="no name"), across=True),
        by=_ALL,
        whose=_seated,
    ),
    "personal": Piece(
        title="Personal agendas",
        says="For each person what they are at, and what there is to read",
        write=Handout(name="personal agendas", draw=draw_personal, empty=_NOBODY.format(what="no agenda")),
        by=_ALL,
        whose=_in_rooms,
    ),
    "participants": Piece(
        title="List of participants",
        says="By delegation, to sign in each day; of a room, who is named there",
        write=Handout(
            name="list of participants", draw=draw_participants, empty=_NOBODY.format(what="no list"), across=True
        ),
        by=_ALL,
    ),
    "door-lists": Piece(
        title="Door lists",
        says="For each session that is not for everyone the names of those who are at it, to tick off at the door",
        write=Handout(
            name="door lists", draw=draw_door_lists, empty="Nobody is named yet for a session that is not for everyone."
        ),
        by=_PLACES,
    ),
    "rapporteurs": Piece(
        title="Rapporteur sheets",
        says="The questions with space to write, and a form for recommendations",
        write=Handout(
            name="rapporteur sheets",
            draw=draw_rapporteurs,
            empty="No session among these has a rapporteur or questions for discussion.",
        ),
        by=_ALL,
        whose=rapporteurs,
    ),
    "running-order": Piece(
        title="Running order",
        says="For chairs: what comes when, with minutes",
        write=Handout(name="running order", draw=draw_running_order, empty="No session among these has a place."),
        by=_ALL,
        whose=chairs,
    ),
    "front-desk": Piece(
        title="Front desk",
        says="Sessions by time, with rooms, who leads, and places; of people, those in which they are named",
        write=Handout(
            name="sessions for the front desk", draw=draw_front_desk, empty="No session among these has a place."
        ),
        by=_ALL,
    ),
    "documents": Piece(
        title="Documents",
        says="A checklist: symbols, copies, laid out",
        write=Handout(
            name="documents", draw=draw_documents, empty="There are no papers for what is chosen: nothing to tick off."
        ),
        by=_PLACES,
    ),
    "outcomes": Piece(
        title="Outcomes",
        says="The recommendations, each with its session, how it stands and to whom it is addressed",
        write=Handout(name="outcomes", draw=draw_outcomes, empty="There are no recommendations yet."),
        by=_PLACES,
        options=frozenset({"by"}),
    ),
    "balance": Piece(
        title="Balance",
        says="Shares by community and more against the targets, all sessions, and what is off",
        write=Handout(
            name="balance", draw=draw_balance, empty="Nobody has accepted yet: there is no balance to print."
        ),
        by=_PLACES,
    ),
}
"""All printed pieces, by name."""


def write_piece(
    name: str,
    agenda: Agenda,
    path: Path,
    *,
    version: str | Version = "",
    on: date | None = None,
    selection: Selection | None = None,
    paper: str = "",
    style: str = "",
    language: str = "",
    clock: str = "",
    logo: str = "",
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    **options: Any,
) -> Printed:
    """Write a printed piece as PDF.

    Args:
        name: One of ``PIECES``.
        agenda: The agenda.
        path: The PDF.
        version: What stands on every page: a published version, or words such as "Version 4"; "Draft" where it is empty.
        on: The date that stands beside it, such as that of the last change.
        selection: What of the agenda; for pieces of which something can be chosen.
        paper: What it is on, by name; "": what is usual for it.
        style: A style's name, or the path of one; "": the meeting's.
        language: Its code; "": the style's.
        clock: "12" or "24" hours; "": as is usual in the language.
        logo: The path of an image; "": the meeting's.
        folder: Where the meeting's own style and logo are looked for, if they are files and not named from the root.
        progress: Told of pages made, and how many there are (0: not known).
        **options: What else the piece can be told; a booklet by the name of its sheets.

    Raises:
        UsageError: Nothing of what was chosen can be printed, or there is no such paper, style or language.
        FileError: The file cannot be written, or the logo or style not read.
    """
    piece = PIECES[name]
    edition = edition_of(
        paper=paper,
        style=style or _beside(agenda.meeting.print_style, folder),
        language=language,
        clock=clock,
        logo=logo,
        papers=piece.papers,
    )
    if not isinstance(version, str):
        mark = edition.say("Version {n}", n=version.number)
        version = edition.say.listed([mark, version.label]) if version.label else mark
    if not logo:
        _own_logo(edition, _beside(agenda.meeting.logo, folder))
    if booklet := options.pop("booklet", ""):
        options["booklet"] = paper_named(booklet, BOOKLET_SHEETS)
    chosen = selection or Selection()
    if isinstance(piece.write, Handout):
        options["selection"] = chosen
    else:
        agenda = chosen.narrowed(agenda)
    if progress is not None and piece.write is not write_glance:
        options["progress"] = progress
    return piece.write(agenda, path, version=version, on=on, edition=edition, **options)


def _beside(name: str, folder: Path | None) -> str:
    """Give what a meeting names as its style or logo: a file of its own as a path, a shipped style by its name."""
    if folder is None or not name or Path(name).is_absolute() or not Path(name).suffix:
        return name
    return str(folder / name)


def _own_logo(edition: Edition, path: str) -> None:
    """Give an edition the meeting's own logo; one that cannot be read keeps nothing from being printed."""
    from agendaplanner.printing.logo import read_logo

    if path:
        try:
            edition.logo = read_logo(Path(path))
        except FileError as error:
            edition.notes = (f"{error.what} It is left out ({path}).",)


class Target(msgspec.Struct, frozen=True):
    """One of the files that are written of a piece."""

    path: Path
    language: str
    """"": the style's."""
    selection: Selection


def targets(
    name: str, agenda: Agenda, to: Path, selection: Selection, *, languages: Sequence[str] = (), each: bool = False
) -> Iterator[Target]:
    """Give the files: one, or one for each person in a folder, in each of the languages.

    Args:
        name: The piece; one that is made for each person where ``each`` is asked for.
        agenda: The agenda.
        to: The PDF, or the folder. Of several languages each has its code in the name: "programme.fr.pdf".
        selection: What of the agenda.
        languages: Codes; none: the style's.
        each: Whether each person gets a file.
    """
    codes = list(dict.fromkeys(languages)) or [""]
    whose = PIECES[name].whose
    for language in codes:
        place = to if len(codes) == 1 else to.with_name(f"{to.stem}.{language}{to.suffix}")
        if not each or whose is None:
            yield Target(place, language, selection)
            continue
        people = whose(agenda, selection)
        for id_, stem in file_stems(names_of_people(people)).items():
            alone = msgspec.structs.replace(selection, people=frozenset({id_}), delegations=frozenset())
            yield Target(place / f"{stem}.pdf", language, alone)
