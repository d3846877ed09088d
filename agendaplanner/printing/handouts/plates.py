"""Name plates: a sheet folded in the middle, the name on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_full
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import Selection, Sheets
from agendaplanner.printing.paper import MM
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import HAIRLINE, MUTED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed

_MARGIN = 18 * MM


def write_plates(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write name plates: A4 across, a sheet for each person, to be folded in the middle.

    Those of a delegation lie together, as they are handed out.

    Raises:
        UsageError: Nobody is chosen.
        FileError: The file cannot be written.
    """
    people = (selection or Selection()).persons(agenda)
    people.sort(key=lambda person: sender(agenda, person).casefold())
    sheets = Sheets(agenda, "name plates", edition, across=True, version=version, on=on)
    for person in people:
        canvas = sheets.canvas
        _side(sheets, person)
        canvas.saveState()
        canvas.translate(sheets.width, sheets.height)
        canvas.rotate(180)
        _side(sheets, person)
        canvas.restoreState()
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.setDash(2, 4)
        canvas.line(0, sheets.height / 2, 14, sheets.height / 2)
        canvas.line(sheets.width - 14, sheets.height / 2, sheets.width, sheets.height / 2)
        canvas.setDash()
        sheets.turn()
    return sheets.save(path, empty="Nobody who may come is among these: there is no name to print.")


def _side(sheets: Sheets, person: Person) -> None:
    """Write the lower half: the name, and whom the person speaks for."""
    half, space = sheets.height / 2, sheets.width - 2 * _MARGIN
    of = sender(sheets.agenda, person)
    below = one_line(of or person.position)
    name = one_line(person_full(person))
    high = 118.0
    top = half - 34 if below else half - 60
    taken = sheets.block(
        _MARGIN, top, name, font=SANS_BOLD, sizes=(64, 56, 48, 42, 36, 30), space=space, height=high * 1.2,
        align="centre", leading=1.12,
    )  # fmt: skip
    if below:
        sheets.block(
            _MARGIN, min(top - taken - 14, half - 130), below, font=SANS, sizes=(30, 26, 22, 18), space=space,
            height=76, align="centre", colour=MUTED,
        )  # fmt: skip
