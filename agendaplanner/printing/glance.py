"""Draws the days at a glance: rooms across, time down and true to scale, plenaries and breaks across all rooms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.model.times import long_day
from agendaplanner.printing.fit import elided, fitted, width
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.glance_layout import GRID_BOTTOM, GRID_TOP, PAGE, Box, Grid, boxes, grids
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.styles import (
    GLANCE_MARGIN,
    HAIRLINE,
    HOUR_LINE,
    MUTED,
    RULE,
    TEXT,
    tint,
    track_colour,
    track_dashes,
)
from agendaplanner.printing.text.single import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session, Track
    from agendaplanner.printing.fonts import Ink
    from agendaplanner.printing.glance_layout import GlancePage

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
    """Draws pages of the days at a glance on a canvas."""

    def __init__(self, agenda: Agenda, ink: Ink, link: Callable[[Session], str] | None = None) -> None:
        self.agenda = agenda
        self.ink = ink
        self.link = link
        self._sizes = _TITLE_SIZES
        self._with_legend = False

    def draw(self, canvas: Canvas, page: GlancePage) -> None:
        """Draw one page's grids, below its heading."""
        on_page = grids(page)
        shown = {box.session.track for grid in on_page for box in boxes(grid) if not box.session.is_quiet}
        tracks = [track for track in self.agenda.tracks if track.id in shown]
        self._with_legend = 0 < len(tracks) <= _MOST_TRACKS
        # where columns are narrow, titles of one size are calmer
        self._sizes = _TITLE_SIZES if all(len(grid.panel.rooms) <= _MOST_WIDE for grid in on_page) else _DENSE_SIZES
        for grid in on_page:
            self._grid(canvas, grid)
        if self._with_legend:
            self._legend(canvas, tracks)

    def _grid(self, canvas: Canvas, grid: Grid) -> None:
        panel = grid.panel
        title = long_day(panel.walk.day.date)
        if panel.parts > 1:
            title += f" ({panel.part} of {panel.parts})"
        canvas.setFillColor(TEXT)
        canvas.setFont(SERIF_BOLD, 10.5)
        write(canvas, grid.left, GRID_TOP + 29, title)
        alone = len(panel.columns) == 1
        for i, room in enumerate(panel.rooms):
            name = self.ink.text(one_line(room.name), "a room's name") if room else "" if alone else "Without a room"
            size, lines = fitted(name, SANS, (7.6, 7.0, 6.4), grid.column - 6, 18)
            canvas.setFont(SANS, size)
            for up, line in enumerate(reversed(lines)):
                write(canvas, grid.left + i * grid.column + 1, GRID_TOP + 6 + up * size * _LEADING, line)
        self._hours(canvas, grid)
        found = boxes(grid)
        for box in found:
            if box.session.is_quiet:
                self._quiet(canvas, box)
        for box in found:
            if not box.session.is_quiet:
                self._card(canvas, box, spans=box.right - box.left > grid.column * 1.5)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1)
        canvas.line(grid.left, GRID_TOP, grid.right, GRID_TOP)

    def _hours(self, canvas: Canvas, grid: Grid) -> None:
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(HOUR_LINE)
        canvas.setFillColor(MUTED)
        canvas.setFont(SANS, 6.8)
        hour = grid.start.replace(minute=0)
        while hour <= grid.end:
            if hour >= grid.start:
                y = grid.y(hour)
                canvas.line(grid.left, y, grid.right, y)
                write(canvas, grid.left - 5, y - 2.4, f"{hour:%H:%M}", "right")
            hour += timedelta(hours=1)

    def _quiet(self, canvas: Canvas, box: Box) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(box.left, box.bottom, box.right - box.left, box.top - box.bottom, stroke=0, fill=1)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(box.left, box.top, box.right, box.top)
        canvas.line(box.left, box.bottom, box.right, box.bottom)
        self._link(canvas, box)
        size = min(7.2, (box.top - box.bottom) * 0.8)
        if box.top - box.bottom >= _SMALLEST_BAR:
            words = self.ink.text(one_line(box.session.title), "a title")
            if place := self._place(box.session):
                words += f" · {place}"
            shown = elided(words, SANS, size, box.right - box.left - 10)
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, size)
            write(canvas, (box.left + box.right) / 2, (box.top + box.bottom) / 2 - size * 0.36, shown, "centre")

    def _card(self, canvas: Canvas, box: Box, *, spans: bool) -> None:
        session = box.session
        left, right = box.left + 1, box.right - 1
        edge = min(0.7, (box.top - box.bottom) / 4)
        bottom, top = box.bottom + edge, box.top - edge
        colour = track_colour(self.agenda, session.track)
        canvas.setFillColorRGB(*tint(colour))
        canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        # dashes that no legend explains say nothing
        dashes = track_dashes(self.agenda, session.track) if self._with_legend else ()
        _stripe(canvas, colour, dashes, left, bottom, top)
        self._link(canvas, box)
        inset = 7 if right - left > 40 else 4
        self._card_text(canvas, session, Box(session, left + inset, bottom, right - 3, top), spans=spans)

    def _card_text(self, canvas: Canvas, session: Session, box: Box, *, spans: bool) -> None:
        space, height = box.right - box.left, box.top - box.bottom - 3.4
        number = self.ink.text(one_line(session.number), "a number")
        title = self.ink.text(one_line(session.title), "a title")
        text = f"{number}  {title}" if number else title
        phrases = [self.ink.text(phrase, "the roles") for phrase in role_phrases(self.agenda, session)]
        if spans and (place := self._place(session)):
            phrases.insert(0, place)
        if spans and session.id in self.agenda.papers_for:
            papers = (self.ink.text(one_line(paper.symbol)) for paper in self.agenda.papers_for[session.id])
            phrases += filter(None, papers)
        below = _ROLES_SIZE * _LEADING if phrases else 0.0
        size, lines = fitted(text, SANS_BOLD, self._sizes[:_SIZES_FOR_ROLES], space, height - below, _LEADING)
        if len(lines) * size * _LEADING > height - below or not lines or lines[-1].endswith("…"):
            size, lines = fitted(text, SANS_BOLD, self._sizes, space, height, _LEADING)
        if not lines:
            self._bar_text(canvas, text, box)
            return
        if len(lines) == 1 and phrases and height - size * _LEADING < below:
            self._beside(canvas, phrases, box, box.left + width(lines[0], SANS_BOLD, size) + 9, box.top - 2 - size)
            phrases = []
        y = box.top - 2 - size
        for i, line in enumerate(lines):
            x, shown = box.left, line
            if i == 0 and number and line.startswith(f"{number} "):
                # the number stands back, as on the annotated agenda
                canvas.setFillColor(MUTED)
                canvas.setFont(SANS_BOLD, size)
                write(canvas, x, y, number)
                x += width(f"{number}  ", SANS_BOLD, size)
                shown = line[len(number) :].lstrip()
            canvas.setFillColor(TEXT)
            canvas.setFont(SANS_BOLD, size)
            write(canvas, x, y, shown)
            y -= size * _LEADING
        self._phrases(canvas, phrases, box, y + size * _LEADING - _ROLES_SIZE * _LEADING - 0.6)

    def _phrases(self, canvas: Canvas, phrases: Sequence[str], box: Box, y: float) -> None:
        """Write roles and more below the title: on one line where they fit, else a line each, as far as there is room."""
        space = box.right - box.left
        together = "  ·  ".join(phrases)
        lines = [together] if width(together, SANS, _ROLES_SIZE) <= space else phrases
        canvas.setFillColor(MUTED)
        for line in lines:
            if y - _ROLES_SIZE * 0.26 < box.bottom + 0.6:
                break
            size = next((size for size in _SMALLER_ROLES if width(line, SANS, size) <= space), _SMALLER_ROLES[-1])
            canvas.setFont(SANS, size)
            write(canvas, box.left, y, elided(line, SANS, size, space))
            y -= _ROLES_SIZE * _LEADING

    def _beside(self, canvas: Canvas, phrases: Sequence[str], box: Box, x: float, y: float) -> None:
        """Write as many phrases as there is room for behind a title in a low card."""
        while phrases and x + width("  ·  ".join(phrases), SANS, _ROLES_SIZE) > box.right:
            phrases = phrases[:-1]
        canvas.setFillColor(MUTED)
        canvas.setFont(SANS, _ROLES_SIZE)
        write(canvas, x, y, "  ·  ".join(phrases))

    def _bar_text(self, canvas: Canvas, text: str, box: Box) -> None:
        if box.top - box.bottom < _SMALLEST_BAR:
            return
        size = max(3.6, min(5.6, (box.top - box.bottom) * 0.74))
        canvas.setFillColor(TEXT)
        canvas.setFont(SANS_BOLD, size)
        write(
            canvas,
            box.left,
            (box.top + box.bottom) / 2 - size * 0.36,
            elided(text, SANS_BOLD, size, box.right - box.left),
        )

    def _legend(self, canvas: Canvas, tracks: Sequence[Track]) -> None:
        """Say below the grids which stripe is which track."""
        x, y = GLANCE_MARGIN, GRID_BOTTOM - 17
        each = (PAGE[0] - 2 * GLANCE_MARGIN) / len(tracks)
        for track in tracks:
            name = elided(self.ink.text(one_line(track.name), "a track"), SANS, 6.8, each - 22)
            _stripe(canvas, track_colour(self.agenda, track.id), track_dashes(self.agenda, track.id), x, y - 3, y + 8)
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, 6.8)
            write(canvas, x + 7, y, name)
            x += 7 + width(name, SANS, 6.8) + 16

    def _place(self, session: Session) -> str:
        """Name the room of something that does not stand in its column."""
        room = self.agenda.room.get(session.placement.room or "") if session.placement else None
        return self.ink.text(one_line(room.name), "a room's name") if room else ""

    def _link(self, canvas: Canvas, box: Box) -> None:
        if self.link is not None:
            canvas.linkRect(
                "", self.link(box.session), (box.left, box.bottom, box.right, box.top), relative=0, thickness=0
            )


def _stripe(canvas: Canvas, colour: str, dashes: Sequence[float], left: float, bottom: float, top: float) -> None:
    """Draw a track's stripe, downwards; its dashes tell tracks apart where colours do not."""
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(_STRIPE)
    canvas.setLineCap(0)
    if dashes:
        canvas.setDash(list(dashes))
    canvas.line(left + _STRIPE / 2, top, left + _STRIPE / 2, bottom)
    canvas.restoreState()
