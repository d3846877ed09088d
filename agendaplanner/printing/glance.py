"""The days at a glance: rooms across, time down and true to scale, plenaries and breaks across all rooms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import Room, Session
from agendaplanner.model.times import long_day
from agendaplanner.model.words import roles_line
from agendaplanner.printing.fit import elided, fitted, width
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.styles import A4, GLANCE_MARGIN, HAIRLINE, MUTED, RULE, TEXT, tint, track_colour
from agendaplanner.printing.walk import DayWalk, times, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.fonts import Ink

PAGE = (A4[1], A4[0])
NARROWEST = 66.0
"""A room's column is at least so wide, in points; more rooms go to the next page."""
_HEAD = 62.0
_FOOT = 46.0
_TIMES = 30.0
"""Width of the times at the left of a day."""


class Panel(msgspec.Struct, frozen=True):
    """One day with some of its rooms, as one grid."""

    walk: DayWalk
    rooms: tuple[Room, ...]
    part: int
    parts: int


class GlancePage(msgspec.Struct, frozen=True):
    """A page of the days at a glance: one grid, or two side by side."""

    panels: tuple[Panel, ...]


class Box(msgspec.Struct, frozen=True):
    """Where a session was drawn, in points from the bottom left of the page."""

    session: str
    left: float
    bottom: float
    right: float
    top: float


def glance_pages(agenda: Agenda) -> tuple[GlancePage, ...]:
    """Say which days and rooms go on which page: two days side by side where the rooms allow, else a page a day."""
    days = [day for day in walk(agenda) if day.blocks]
    used = {s.placement.room for s in agenda.placed if s.placement is not None}
    rooms = tuple(room for room in agenda.rooms if room.id in used)
    inside = PAGE[0] - 2 * GLANCE_MARGIN
    if (inside / 2 - _TIMES - 10) / max(len(rooms), 1) >= NARROWEST and len(days) > 1:
        pairs = [days[i : i + 2] for i in range(0, len(days), 2)]
        return tuple(GlancePage(tuple(Panel(day, rooms, 1, 1) for day in pair)) for pair in pairs)
    most = max(1, int((inside - _TIMES) / NARROWEST))
    pages: list[GlancePage] = []
    for day in days:
        here = {s.placement.room for s in day.sessions if s.placement is not None}
        rooms_here = [room for room in rooms if room.id in here] or list(rooms)
        parts = -(-len(rooms_here) // most) or 1
        each = -(-len(rooms_here) // parts) or 1
        for part in range(parts):
            shown = tuple(rooms_here[part * each : (part + 1) * each])
            pages.append(GlancePage((Panel(day, shown, part + 1, parts),)))
    return tuple(pages)


class GlancePainter:
    """Draws pages of the days at a glance on a canvas.

    Attributes:
        boxes: Where each session was drawn on the page drawn last.
    """

    def __init__(self, agenda: Agenda, ink: Ink, link: Callable[[Session], str] | None = None) -> None:
        self.agenda = agenda
        self.ink = ink
        self.link = link
        self.boxes: list[Box] = []

    def draw(self, canvas: Canvas, page: GlancePage) -> None:
        """Draw one page's grids, below its heading."""
        self.boxes = []
        gap = 22.0
        inside = PAGE[0] - 2 * GLANCE_MARGIN
        panel_width = (inside - gap * (len(page.panels) - 1)) / len(page.panels)
        if len(page.panels) == 1 and len(page.panels[0].rooms) <= 3:
            panel_width = min(panel_width, 560.0)
        ranges = [_range(panel.walk) for panel in page.panels]
        # one scale for the page, so that hours are at the same height where days begin alike
        longest = max(end - start for start, end in ranges)
        scale = (PAGE[1] - _HEAD - 40 - _FOOT) / max(longest.total_seconds() / 60, 60)
        for i, (panel, (start, end)) in enumerate(zip(page.panels, ranges, strict=True)):
            grid = _Grid(GLANCE_MARGIN + i * (panel_width + gap), panel_width, start, end, scale)
            self._panel(canvas, panel, grid)

    def _panel(self, canvas: Canvas, panel: Panel, grid: _Grid) -> None:
        title = long_day(panel.walk.day.date)
        if panel.parts > 1:
            title += f"  ({panel.part} of {panel.parts})"
        canvas.setFillColor(TEXT)
        canvas.setFont(SERIF_BOLD, 10.5)
        canvas.drawString(grid.left, grid.top + 26, title)
        column = (grid.right - grid.left) / max(len(panel.rooms), 1)
        canvas.setFont(SANS, 7.6)
        for i, room in enumerate(panel.rooms):
            name = elided(self.ink.text(room.name, "a room's name"), SANS, 7.6, column - 8)
            canvas.drawString(grid.left + i * column + 3, grid.top + 7, name)
        self._hours(canvas, grid)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1)
        canvas.line(grid.left, grid.top, grid.right, grid.top)
        places = {room.id: i for i, room in enumerate(panel.rooms)}
        sessions = list(panel.walk.sessions)
        lanes = _lanes(sessions)
        for session in sessions:
            start, end = times(session)
            top, bottom = grid.y(start), grid.y(end)
            room = session.placement.room if session.placement else None
            if session.is_quiet:
                self._quiet(canvas, grid, session, top, bottom)
            elif session.is_for_everyone or room is None:
                self._card(canvas, session, grid.left, bottom, grid.right, top)
            elif room in places:
                lane, of = lanes[session.id]
                left = grid.left + places[room] * column + lane * column / of
                self._card(canvas, session, left, bottom, left + column / of, top)

    def _hours(self, canvas: Canvas, grid: _Grid) -> None:
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.4)
        hour = grid.start.replace(minute=0)
        while hour <= grid.end:
            if hour >= grid.start:
                y = grid.y(hour)
                canvas.line(grid.left, y, grid.right, y)
                canvas.setFillColor(MUTED)
                canvas.setFont(SANS, 6.8)
                canvas.drawRightString(grid.left - 5, y - 2.4, f"{hour:%H:%M}")
            hour += timedelta(hours=1)

    def _quiet(self, canvas: Canvas, grid: _Grid, session: Session, top: float, bottom: float) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(grid.left, bottom, grid.right - grid.left, top - bottom, stroke=0, fill=1)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(grid.left, top, grid.right, top)
        canvas.line(grid.left, bottom, grid.right, bottom)
        self.boxes.append(Box(session.id, grid.left, bottom, grid.right, top))
        size = min(7.2, (top - bottom) * 0.8)
        if size >= 4:
            title = elided(self.ink.text(session.title, "a title"), SANS, size, grid.right - grid.left - 12)
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, size)
            canvas.drawCentredString((grid.left + grid.right) / 2, (top + bottom) / 2 - size * 0.36, title)

    def _card(self, canvas: Canvas, session: Session, left: float, bottom: float, right: float, top: float) -> None:
        left, right, bottom, top = left + 1, right - 1, bottom + 0.7, top - 0.7
        if top - bottom < 1:
            bottom = top - 1
        colour = track_colour(self.agenda, session.track)
        canvas.setFillColorRGB(*tint(colour))
        canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.rect(left, bottom, 2.2, top - bottom, stroke=0, fill=1)
        self.boxes.append(Box(session.id, left, bottom, right, top))
        if self.link is not None:
            canvas.linkRect("", self.link(session), (left, bottom, right, top), relative=0, thickness=0)
        self._card_text(canvas, session, left + 7, right - 4, bottom, top)

    def _card_text(
        self, canvas: Canvas, session: Session, left: float, right: float, bottom: float, top: float
    ) -> None:
        space, height = right - left, top - bottom - 3
        number = self.ink.text(session.number, "a number")
        title = self.ink.text(" ".join(session.title.split()), "a title")
        sizes = (7.6, 7.2, 6.8, 6.4, 6.0, 5.6)
        text = f"{number}  {title}" if number else title
        size, lines = fitted(text, SANS_BOLD, sizes, space, height)
        if not lines:
            size = max(3.6, min(5.6, (top - bottom) * 0.8))
            if top - bottom < 4.2:
                return
            line = elided(text, SANS_BOLD, size, space)
            canvas.setFillColor(TEXT)
            canvas.setFont(SANS_BOLD, size)
            canvas.drawString(left, (top + bottom) / 2 - size * 0.34, line)
            return
        y = top - 2.4 - size
        for i, line in enumerate(lines):
            shown = line
            x = left
            if i == 0 and number and line.startswith(number):
                # the number stands back, as on the annotated agenda
                canvas.setFillColor(MUTED)
                canvas.setFont(SANS_BOLD, size)
                canvas.drawString(x, y, number)
                x += width(f"{number}  ", SANS_BOLD, size)
                shown = line[len(number) :].lstrip()
            canvas.setFillColor(TEXT)
            canvas.setFont(SANS_BOLD, size)
            canvas.drawString(x, y, shown)
            y -= size * 1.22
        roles = self.ink.text(roles_line(self.agenda, session), "the roles")
        left_over = y - bottom + size * 1.22 - 4
        if roles and left_over > 7.6:
            size, lines = fitted(roles, SANS, (6.6, 6.2), space, left_over)
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, size)
            y += size * 0.02
            for line in lines:
                if y < bottom + 1.5:
                    break
                canvas.drawString(left, y, line)
                y -= size * 1.22


class _Grid:
    """A day's grid on the page."""

    def __init__(self, left: float, panel_width: float, start: datetime, end: datetime, scale: float) -> None:
        self.left, self.right = left + _TIMES, left + panel_width
        self.start, self.end, self._scale = start, end, scale
        self.top = PAGE[1] - _HEAD - 40

    def y(self, moment: datetime) -> float:
        """Give the height of a moment on the page."""
        return self.top - (moment - self.start).total_seconds() / 60 * self._scale


def _range(day: DayWalk) -> tuple[datetime, datetime]:
    """Give the stretch of a day that has sessions, out to whole half hours."""
    start = min(block.start for block in day.blocks)
    end = max(block.end for block in day.blocks)
    start -= timedelta(minutes=start.minute % 30)
    return start, end + timedelta(minutes=-end.minute % 30)


def _lanes(sessions: Sequence[Session]) -> dict[str, tuple[int, int]]:
    """Give sessions that overlap in one room lanes side by side: (lane, number of lanes) by session."""
    found: dict[str, tuple[int, int]] = {}
    by_room: dict[str | None, list[Session]] = {}
    for session in sessions:
        by_room.setdefault(session.placement.room if session.placement else None, []).append(session)
    for together in by_room.values():
        for cluster in _clusters(sorted(together, key=lambda s: times(s))):
            ends: list[datetime] = []
            lane_of: dict[str, int] = {}
            for session in cluster:
                start, end = times(session)
                lane = next((i for i, until in enumerate(ends) if until <= start), len(ends))
                ends[lane : lane + 1] = [end]
                lane_of[session.id] = lane
            found.update({id_: (lane, len(ends)) for id_, lane in lane_of.items()})
    return found


def _clusters(sessions: Sequence[Session]) -> Iterator[list[Session]]:
    cluster: list[Session] = []
    until = datetime.min
    for session in sessions:
        start, end = times(session)
        if cluster and start >= until:
            yield cluster
            cluster = []
        cluster.append(session)
        until = max(until, end) if len(cluster) > 1 else end
    if cluster:
        yield cluster
