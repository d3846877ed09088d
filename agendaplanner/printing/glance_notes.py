"""Behind the days at a glance: the sessions whose titles had no room in their boxes, in full, by the numbers on the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import width, wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.styles import GLANCE_MARGIN, MUTED, TEXT
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.printing.board import Board
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.glance_layout import GlanceSheet

_SIZE, _LEADING, _BETWEEN = 7.6, 10.2, 4.0
_COLUMN, _GAP, _NUMBER = 230.0, 18.0, 20.0
_BELOW_TOP, _BOTTOM = 76.0, 56.0
_MARK = 0.72
"""The size of a number on a box, of that of its title."""


class Note(msgspec.Struct, frozen=True):
    """An entry where it stands on its page, in points; its lines go down from ``y``."""

    number: int
    x: float
    y: float
    when: tuple[str, ...]
    title: tuple[str, ...]


class Notes:
    """Counts the sessions that were cut short."""

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}

    def number(self, session: Session) -> int:
        """Give the number of a session; the same where it stands twice."""
        self.sessions.setdefault(session.id, session)
        return list(self.sessions).index(session.id) + 1


def mark_width(number: int, size: float) -> float:
    """Give the room that a number takes behind a title."""
    return width(str(number), SANS, size * _MARK) + 1.5


def write_mark(board: Board, x: float, y: float, number: int, size: float) -> None:
    """Write a number behind a title, raised."""
    board.canvas.setFillColor(MUTED)
    board.canvas.setFont(SANS, size * _MARK)
    board.write(x + 1, y + size * 0.3, str(number))


def note_pages(agenda: Agenda, edition: Edition, notes: Notes, sheet: GlanceSheet) -> list[list[Note]]:
    """Lay out the entries: columns from the top of the sheet, as many pages as they need."""
    count = max(int((sheet.width - 2 * GLANCE_MARGIN + _GAP) / (_COLUMN + _GAP)), 1)
    space = (sheet.width - 2 * GLANCE_MARGIN - (count - 1) * _GAP) / count
    pages: list[list[Note]] = []
    column, y = count, 0.0
    for number, session in enumerate(notes.sessions.values(), 1):
        when = wrapped(_when(agenda, edition, session), SANS, _SIZE, space - _NUMBER)
        title = wrapped(edition.text(one_line(session.title), "a title"), SANS_BOLD, _SIZE, space - _NUMBER)
        high = (len(when) + len(title)) * _LEADING + _BETWEEN
        if column == count or y - high < _BOTTOM:
            column, y = column + 1, sheet.height - _BELOW_TOP
            if column >= count:
                pages.append([])
                column = 0
        pages[-1].append(Note(number, GLANCE_MARGIN + column * (space + _GAP), y, when, title))
        y -= high
    return pages


def draw_notes(board: Board, page: Sequence[Note]) -> None:
    """Draw the entries of a page."""
    canvas, entries = board.canvas, Element("L")
    for note in page:
        y = note.y
        canvas.setFillColor(MUTED)
        canvas.setFont(SANS, _SIZE)
        item = Element("LI", entries)
        label, body = item.child("Lbl"), item.child("LBody")
        with canvas.tagged(label):
            board.write(note.x, y, str(note.number))
        for font, colour, lines in ((SANS_BOLD, TEXT, note.title), (SANS, MUTED, note.when)):
            canvas.setFillColor(colour)
            canvas.setFont(font, _SIZE)
            with canvas.tagged(body.child("P")):
                for line in lines:
                    board.write(note.x + _NUMBER, y, line)
                    y -= _LEADING


def _when(agenda: Agenda, edition: Edition, session: Session) -> str:
    start, end = times(session)
    room = agenda.room.get((session.placement.room if session.placement else None) or "")
    name = edition.text(one_line(room.name), "a room's name") if room else ""
    return edition.say.listed(
        [*filter(None, [edition.say.short_day(start), edition.say.clock_range(start, end), name])]
    )
