"""Draws the days at a glance: rooms across, time down and true to scale, plenaries and breaks across all rooms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import elided, fitted, width
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.glance_layout import GRID_BOTTOM, Box, Grid, boxes, grids
from agendaplanner.printing.glance_notes import mark_width, write_mark
from agendaplanner.printing.glance_table import GridTable, SessionText
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.structure.elements import Element, list_entry
from agendaplanner.printing.styles import (
    GLANCE_MARGIN,
    HAIRLINE,
    HOUR_LINE,
    MUTED,
    TEXT,
    tint,
    track_dashes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session, Track
    from agendaplanner.printing.board import Board
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.glance_layout import GlancePage
    from agendaplanner.printing.glance_notes import Notes

_TITLE_SIZES = (7.6, 7.2, 6.8, 6.4, 6.0, 5.6)
_DENSE_SIZES = (6.4, 6.0, 5.6)
_MOST_WIDE = 6
"""A page with more columns has smaller titles."""
_SIZES_FOR_ROLES = 4
"""A title is made smaller, down to this many of its sizes, for the first role to find room."""
_ROLES_SIZE = 6.6
_SMALLER_ROLES = (6.6, 6.2, 5.8)
_LEADING = 1.22
_STRIPE = 2.4
_SMALLEST_BAR = 4.4
"""Cards lower than this, in points, bear no words."""
_MOST_TRACKS = 8
"""A page with more tracks has no legend."""


class GlancePainter:
    """Draws pages of the days at a glance."""

    def __init__(
        self,
        agenda: Agenda,
        edition: Edition,
        link: Callable[[Session], str] | None = None,
        notes: Notes | None = None,
    ) -> None:
        self.agenda = agenda
        self.edition = edition
        self.link = link
        self.notes = notes
        self._sizes = _TITLE_SIZES
        self._with_legend = False

    def draw(self, board: Board, page: GlancePage) -> None:
        """Draw one page's grids, below its heading."""
        on_page = grids(page)
        shown = {box.session.track for grid in on_page for box in boxes(grid) if not box.session.is_quiet}
        tracks = [track for track in self.agenda.tracks if track.id in shown]
        self._with_legend = 0 < len(tracks) <= _MOST_TRACKS
        # where columns are narrow, titles of one size are calmer
        self._sizes = _TITLE_SIZES if all(len(grid.panel.rooms) <= _MOST_WIDE for grid in on_page) else _DENSE_SIZES
        for grid in on_page:
            self._grid(board, grid)
        if self._with_legend:
            self._legend(board, tracks)

    def _grid(self, board: Board, grid: Grid) -> None:
        panel = grid.panel
        title = self.edition.say.long_day(panel.walk.day.date)
        if panel.parts > 1:
            title += " " + self.edition.say("({part} of {parts})", part=panel.part, parts=panel.parts)
        board.canvas.setFillColor(TEXT)
        board.canvas.setFont(self.edition.heading, 10.5)
        with board.canvas.tagged(Element("H2")):
            board.write(grid.left, grid.top + 29, title)
        found, hours = boxes(grid), _hours(grid)
        table = GridTable(grid, hours, found, self.edition.say, link=self.link is not None)
        alone = len(panel.columns) == 1
        for i, room in enumerate(panel.rooms):
            name = (
                self.edition.text(one_line(room.name), "a room's name")
                if room
                else ""
                if alone
                else self.edition.say("Without a room")
            )
            size, lines = fitted(name, SANS, (7.6, 7.0, 6.4), grid.column - 6, 18)
            board.canvas.setFont(SANS, size)
            with board.canvas.tagged(table.rooms[i]):
                top = grid.top + 6 + (len(lines) - 1) * size * _LEADING
                for down, line in enumerate(lines):
                    board.write(grid.left + i * grid.column + 1, top - down * size * _LEADING, line)
        board.canvas.setLineWidth(0.5)
        board.canvas.setStrokeColor(HOUR_LINE)
        for hour in hours:
            board.line(grid.left, grid.y(hour), grid.right)
        for number, (label, sessions) in enumerate(table.rows):
            if label is not None:
                self._hour(board, grid, hours[number], label)
            for box, read in sessions:
                if box.session.is_quiet:
                    self._quiet(board, box, read)
                else:
                    self._card(board, box, read, spans=box.right - box.left > grid.column * 1.5)
        board.canvas.setStrokeColor(self.edition.style.accent)
        board.canvas.setLineWidth(1)
        board.line(grid.left, grid.top, grid.right)

    def _hour(self, board: Board, grid: Grid, hour: datetime, label: Element) -> None:
        board.canvas.setFillColor(MUTED)
        board.canvas.setFont(SANS, 6.8)
        with board.canvas.tagged(label):
            board.write(grid.left - 5, grid.y(hour) - 2.4, self.edition.say.clock(hour), "right")

    def _quiet(self, board: Board, box: Box, read: SessionText) -> None:
        board.canvas.setFillColorRGB(1, 1, 1)
        board.rect(box.left, box.bottom, box.right, box.top)
        board.canvas.setStrokeColor(HAIRLINE)
        board.canvas.setLineWidth(0.5)
        with board.canvas.tagged(read.when):
            board.line(box.left, box.top, box.right)
        board.line(box.left, box.bottom, box.right)
        self._link(board, box, read)
        size = min(7.2, (box.top - box.bottom) * 0.8)
        if box.top - box.bottom >= _SMALLEST_BAR:
            words = self.edition.text(one_line(box.session.title), "a title")
            if place := self._place(box.session):
                words += f" · {place}"
            shown = elided(words, SANS, size, box.right - box.left - 10)
            board.canvas.setFillColor(MUTED)
            board.canvas.setFont(SANS, size)
            with board.canvas.tagged(read.text):
                board.write((box.left + box.right) / 2, (box.top + box.bottom) / 2 - size * 0.36, shown, "centre")
        else:
            read.without_words()

    def _card(self, board: Board, box: Box, read: SessionText, *, spans: bool) -> None:
        session = box.session
        left, right = box.left + 1, box.right - 1
        edge = min(0.7, (box.top - box.bottom) / 4)
        bottom, top = box.bottom + edge, box.top - edge
        colour = self.edition.track_colour(self.agenda, session.track)
        board.canvas.setFillColorRGB(*tint(colour))
        board.rect(left, bottom, right, top)
        # dashes that no legend explains say nothing
        dashes = track_dashes(self.agenda, session.track) if self._with_legend else ()
        with board.canvas.tagged(read.when):
            board.stripe(colour, dashes, left, bottom, top, _STRIPE)
        self._link(board, box, read)
        inset = 7 if right - left > 40 else 4
        if box.top - box.bottom < _SMALLEST_BAR:
            read.without_words()
        with board.canvas.tagged(read.text):
            self._card_text(board, session, Box(session, left + inset, bottom, right - 3, top), spans=spans)

    def _card_text(self, board: Board, session: Session, box: Box, *, spans: bool) -> None:
        space, height = box.right - box.left, box.top - box.bottom - 3.4
        number = self.edition.text(one_line(session.number), "a number")
        title = self.edition.text(one_line(session.title), "a title")
        text = f"{number}  {title}" if number else title
        phrases = [
            self.edition.text(phrase, "the roles") for phrase in role_phrases(self.agenda, session, self.edition.say)
        ]
        if spans and (place := self._place(session)):
            phrases.insert(0, place)
        if spans and session.id in self.agenda.papers_for:
            papers = (self.edition.text(one_line(paper.symbol)) for paper in self.agenda.papers_for[session.id])
            phrases += filter(None, papers)
        below = _ROLES_SIZE * _LEADING if phrases else 0.0
        size, lines = fitted(text, SANS_BOLD, self._sizes[:_SIZES_FOR_ROLES], space, height - below, _LEADING)
        if len(lines) * size * _LEADING > height - below or not lines or lines[-1].endswith("…"):
            size, lines = fitted(text, SANS_BOLD, self._sizes, space, height, _LEADING)
        if not lines:
            self._bar_text(board, text, box)
            return
        note = 0
        if self.notes is not None and lines[-1].endswith("…") and not text.endswith("…"):
            note = self.notes.number(session)
            space_left = box.right - box.left - mark_width(note, size)
            lines = (*lines[:-1], elided(lines[-1], SANS_BOLD, size, space_left))
        if len(lines) == 1 and phrases and height - size * _LEADING < below:
            self._beside(board, phrases, box, box.left + width(lines[0], SANS_BOLD, size) + 9, box.top - 2 - size)
            phrases = []
        y = box.top - 2 - size
        for i, line in enumerate(lines):
            x, shown = box.left, line
            if i == 0 and number and line.startswith(f"{number} "):
                # the number stands back, as on the annotated agenda
                board.canvas.setFillColor(MUTED)
                board.canvas.setFont(SANS_BOLD, size)
                board.write(x, y, number)
                x += width(f"{number}  ", SANS_BOLD, size)
                shown = line[len(number) :].lstrip()
            board.canvas.setFillColor(TEXT)
            board.canvas.setFont(SANS_BOLD, size)
            board.write(x, y, shown)
            if note and i == len(lines) - 1:
                write_mark(board, x + width(shown, SANS_BOLD, size), y, note, size)
            y -= size * _LEADING
        self._phrases(board, phrases, box, y + size * _LEADING - _ROLES_SIZE * _LEADING - 0.6)

    def _phrases(self, board: Board, phrases: Sequence[str], box: Box, y: float) -> None:
        """Write roles and more below the title: on one line where they fit, else a line each, as far as there is room."""
        space = box.right - box.left
        together = self._together(phrases)
        lines = [together] if width(together, SANS, _ROLES_SIZE) <= space else phrases
        board.canvas.setFillColor(MUTED)
        for line in lines:
            if y - _ROLES_SIZE * 0.26 < box.bottom + 0.6:
                break
            size = next((size for size in _SMALLER_ROLES if width(line, SANS, size) <= space), _SMALLER_ROLES[-1])
            board.canvas.setFont(SANS, size)
            board.write(box.left, y, elided(line, SANS, size, space))
            y -= _ROLES_SIZE * _LEADING

    def _beside(self, board: Board, phrases: Sequence[str], box: Box, x: float, y: float) -> None:
        """Write as many phrases as there is room for behind a title in a low card."""
        while phrases and x + width(self._together(phrases), SANS, _ROLES_SIZE) > box.right:
            phrases = phrases[:-1]
        board.canvas.setFillColor(MUTED)
        board.canvas.setFont(SANS, _ROLES_SIZE)
        board.write(x, y, self._together(phrases))

    def _together(self, phrases: Sequence[str]) -> str:
        return self.edition.say.joined(phrases, "  ·  ")

    def _bar_text(self, board: Board, text: str, box: Box) -> None:
        if box.top - box.bottom < _SMALLEST_BAR:
            if self.notes is not None:
                self.notes.number(box.session)
            return
        size = max(3.6, min(5.6, (box.top - box.bottom) * 0.74))
        space, y = box.right - box.left, (box.top + box.bottom) / 2 - size * 0.36
        shown = elided(text, SANS_BOLD, size, space)
        if self.notes is not None and shown != text:
            note = self.notes.number(box.session)
            shown = elided(text, SANS_BOLD, size, space - mark_width(note, size))
            write_mark(board, box.left + width(shown, SANS_BOLD, size), y - size * 0.15, note, size)
        board.canvas.setFillColor(TEXT)
        board.canvas.setFont(SANS_BOLD, size)
        board.write(box.left, y, shown)

    def _legend(self, board: Board, tracks: Sequence[Track]) -> None:
        """Say below the grids which stripe is which track."""
        entries = Element("L")
        x, y = GLANCE_MARGIN, GRID_BOTTOM - 17
        each = (board.width - 2 * GLANCE_MARGIN) / len(tracks)
        for track in tracks:
            name = elided(self.edition.text(one_line(track.name), "a track"), SANS, 6.8, each - 22)
            colour = self.edition.track_colour(self.agenda, track.id)
            board.stripe(colour, track_dashes(self.agenda, track.id), x, y - 3, y + 8, _STRIPE)
            board.canvas.setFillColor(MUTED)
            board.canvas.setFont(SANS, 6.8)
            with board.canvas.tagged(list_entry(entries)):
                board.write(x + 7, y, name)
            x += 7 + width(name, SANS, 6.8) + 16

    def _place(self, session: Session) -> str:
        """Name the room of something that does not stand in its column."""
        room = self.agenda.room.get(session.placement.room or "") if session.placement else None
        return self.edition.text(one_line(room.name), "a room's name") if room else ""

    def _link(self, board: Board, box: Box, read: SessionText) -> None:
        if self.link is not None:
            words, target = one_line(box.session.title), self.link(box.session)
            board.link(target, box.left, box.bottom, box.right, box.top, words=words, element=read.text)


def _hours(grid: Grid) -> list[datetime]:
    """Give the full hours that a grid shows."""
    hour = grid.start.replace(minute=0)
    found: list[datetime] = []
    while hour <= grid.end:
        if hour >= grid.start:
            found.append(hour)
        hour += timedelta(hours=1)
    return found
