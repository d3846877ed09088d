"""What can be printed, by the name it has on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.printing.edition import edition_of
from agendaplanner.printing.handouts.badges import write_badges
from agendaplanner.printing.handouts.personal import write_personal
from agendaplanner.printing.handouts.plates import write_plates
from agendaplanner.printing.handouts.rapporteurs import write_rapporteurs
from agendaplanner.printing.handouts.signs import write_signs
from agendaplanner.printing.handouts.tables import (
    write_documents,
    write_front_desk,
    write_participants,
    write_running_order,
)
from agendaplanner.printing.paper import paper_named
from agendaplanner.printing.programme import Printed, write_glance, write_programme

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.handouts.base import Selection


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be printed."""

    title: str
    says: str
    write: Callable[..., Printed]
    by: frozenset[str] = frozenset()
    """What of the agenda can be chosen for it: days, rooms, delegations, people."""
    options: frozenset[str] = frozenset()
    """What else it can be told."""
    papers: tuple[str, ...] = ("a4", "letter")
    """What it can be on, the usual first."""


_LARGE = ("a3", "tabloid", "a2", "a1", "a0")
_PLACES, _PEOPLE = frozenset({"days", "rooms"}), frozenset({"days", "delegations", "people"})

BOOKLET_SHEETS = ("a4", "a3", "letter", "tabloid")
"""What a booklet can be folded from; A3 holds A4 pages as they are, A4 holds them reduced to A5."""

PIECES: Mapping[str, Piece] = {
    "programme": Piece(
        title="Programme",
        says="Cover, days at a glance, annotated agenda, documents, people; A4",
        write=write_programme,
        options=frozenset({"booklet"}),
    ),
    "grid": Piece(
        title="Days at a glance",
        says="Rooms across, time down; A4 across",
        write=write_glance,
        papers=("a4", "letter", *_LARGE),
    ),
    "poster": Piece(
        title="Poster",
        says="The days at a glance for the wall, as large as the paper allows; A1 across",
        write=write_glance,
        papers=("a1", "a0", "a2", "a3", "tabloid"),
    ),
    "signs": Piece(
        title="Door signs", says="For each room and day what takes place in it; A4", write=write_signs, by=_PLACES
    ),
    "badges": Piece(
        title="Badges",
        says="With marks to cut by, the person's days on the back",
        write=write_badges,
        by=_PEOPLE,
        options=frozenset({"stock", "calendar_url", "backs"}),
    ),
    "nameplates": Piece(
        title="Name plates", says="To be folded, the name on both sides; A4 across", write=write_plates, by=_PEOPLE
    ),
    "personal": Piece(
        title="Personal agendas", says="For each person what they are at; A4", write=write_personal, by=_PEOPLE
    ),
    "participants": Piece(
        title="List of participants",
        says="By delegation, to sign in each day; A4 across",
        write=write_participants,
        by=_PEOPLE,
    ),
    "rapporteurs": Piece(
        title="Rapporteur sheets",
        says="The questions with space to write, and a form for recommendations; A4",
        write=write_rapporteurs,
        by=_PLACES,
    ),
    "running-order": Piece(
        title="Running order",
        says="For chairs: what comes when, with minutes; A4",
        write=write_running_order,
        by=_PLACES,
    ),
    "front-desk": Piece(
        title="Sessions for the front desk",
        says="By time, with rooms and who leads; A4",
        write=write_front_desk,
        by=_PLACES,
    ),
    "documents": Piece(title="Documents", says="A checklist: symbols, copies, laid out; A4", write=write_documents),
}
"""All printed pieces, by name."""


def write_piece(
    name: str,
    agenda: Agenda,
    path: Path,
    *,
    version: str = "",
    on: date | None = None,
    selection: Selection | None = None,
    paper: str = "",
    style: str = "",
    language: str = "",
    logo: str = "",
    **options: Any,
) -> Printed:
    """Write a printed piece as PDF.

    Args:
        name: One of ``PIECES``.
        agenda: The agenda.
        path: The PDF.
        version: What stands on every page, such as "Version 4"; "Draft" where it is empty.
        on: The date that stands beside it, such as that of the last change.
        selection: What of the agenda; for pieces of which something can be chosen.
        paper: What it is on, by name; "": what is usual for it.
        style: A style's name, or the path of one; "": the meeting's.
        language: Its code; "": the style's.
        logo: The path of an image for the cover; "": the meeting's.
        **options: What else the piece can be told; a booklet by the name of its sheets.

    Raises:
        UsageError: Nothing of what was chosen can be printed, or there is no such paper, style or language.
        FileError: The file cannot be written, or the logo or style not read.
    """
    piece = PIECES[name]
    meeting = agenda.meeting
    options["edition"] = edition_of(
        paper=paper,
        style=style or meeting.print_style,
        language=language,
        logo=logo or meeting.logo,
        papers=piece.papers,
    )
    if booklet := options.pop("booklet", ""):
        options["booklet"] = paper_named(booklet, BOOKLET_SHEETS)
    if piece.by and selection is not None:
        options["selection"] = selection
    return piece.write(agenda, path, version=version, on=on, **options)
