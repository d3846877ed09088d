"""Name plates: a sheet folded in the middle, the name on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_full
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.paper import MM
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import HAIRLINE, MUTED

if TYPE_CHECKING:
    from agendaplanner.model.records import Person
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_MARGIN = 18 * MM
_SIZES = (64, 56, 48, 42, 36, 30)
_LOGO = (110.0, 24.0)
"""The most that a logo takes, across and high."""


def draw_plates(sheets: Sheets, chosen: Selection) -> None:
    """Draw name plates: a sheet for each person, to be folded in the middle.

    Those of a delegation lie together, as they are handed out. Of days or rooms that are chosen, those who are named in
    what takes place there.
    """
    agenda, canvas = sheets.agenda, sheets.canvas
    for person in chosen.by_sender(agenda, chosen.seated(agenda)):
        _side(sheets, person)
        canvas.saveState()
        canvas.translate(sheets.width, sheets.height)
        canvas.rotate(180)
        with canvas.decoration():  # the same again is not read twice
            _side(sheets, person)
        canvas.restoreState()
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.setDash(2, 4)
        canvas.line(0, sheets.height / 2, 14, sheets.height / 2)
        canvas.line(sheets.width - 14, sheets.height / 2, sheets.width, sheets.height / 2)
        canvas.setDash()
        sheets.turn()


def _side(sheets: Sheets, person: Person) -> None:
    """Write the lower half: the name in the middle of it, whom the person speaks for, and below it the meeting."""
    half, space = sheets.height / 2, sheets.width - 2 * _MARGIN
    of = sender(sheets.agenda, person)
    below = one_line(of or person.position)
    name = one_line(person_full(person))
    sheets.fill(sheets.accent, _MARGIN, 40, sheets.width - _MARGIN, 41.2)
    space_below = space - _LOGO[0] - 12 if sheets.edition.logo is not None else space
    sheets.words(
        _MARGIN, 26, sheets.agenda.meeting.title, font=sheets.text_font, size=9, space=space_below, colour=MUTED
    )
    sheets.logo(sheets.width - _MARGIN - _LOGO[0], 11, *_LOGO, align="right")
    tall = sheets.height_of(name, font=sheets.title_font, sizes=_SIZES, space=space, height=142, leading=1.12)
    under = sheets.height_of(below, font=SANS, sizes=(30, 26, 22, 18), space=space, height=74) + 12 if below else 0
    # both together in the middle of what is above the rule
    top = 48 + (half - 48 + tall + under) / 2 - 6
    sheets.block(
        _MARGIN, top, name, font=sheets.title_font, sizes=_SIZES, space=space, height=142, align="centre", leading=1.12,
        kind="H1",
    )  # fmt: skip
    if below:
        sheets.block(
            _MARGIN, top - tall - 12, below, font=SANS, sizes=(30, 26, 22, 18), space=space, height=74, align="centre",
            colour=MUTED,
        )  # fmt: skip
