"""Where everything lies on the timeline: days, columns, hours, and each session's card. Whole pixels, no Qt.

Coordinates are those of the whole drawing, before scrolling; (0, 0) is its upper left corner, headers not counted.
Rooms are columns and time runs down, or rooms are rows and time runs to the right: the one is the other turned over
the diagonal. What is called *upright* here is x across the rooms and y along the time, as if rooms were columns;
``turned`` leads from there to the drawing and back. Which sessions and rooms are drawn: ``arranging``.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.times import day_of
from agendaplanner.ui.timeline.arranging import EVERYTHING, Arranged, Showing, Slot, arrange, spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda

__all__ = ["Block", "Card", "Geometry", "Scale", "Showing", "Spot", "fitting", "percent_of", "spans"]

HOURS_WIDTH, HOURS_HEIGHT = 46, 24
"""The strip with the hours, left of each day; above it where rooms are rows."""
DAY_GAP = 20
TOP = 8
MINUTE_PX_AT_100, COLUMN_PX_AT_100 = 1.25, 120.0
ROW_MINUTE_PX_AT_100, ROW_PX_AT_100 = 2.0, 72.0
SMALLEST_MINUTE_PX, LARGEST_MINUTE_PX = 0.12, 8.0
SMALLEST_COLUMN_PX, LARGEST_COLUMN_PX = 8.0, 640.0
READABLE_MINUTE_PX, READABLE_COLUMN_PX = 0.8, 92.0
READABLE_ROW_MINUTE_PX, READABLE_ROW_PX, ROOMY_ROW_PX = 1.9, 42.0, 92.0
"""Fitting to the window does not go below these at start: what cannot be read is of no use. Rows grow no higher."""


class Scale(msgspec.Struct, frozen=True):
    """How large a minute and a room's column (or row) are drawn, in pixels."""

    minute_px: float
    column_px: float

    def zoomed(self, factor: float) -> Scale:
        """Give the scale made larger or smaller, within what makes sense."""
        return Scale(
            min(max(self.minute_px * factor, SMALLEST_MINUTE_PX), LARGEST_MINUTE_PX),
            min(max(self.column_px * factor, SMALLEST_COLUMN_PX), LARGEST_COLUMN_PX),
        )


def percent_of(scale: Scale, *, rows: bool) -> int:
    """Tell how large a scale is, of time and rooms together; 100 is the size the drawing was made for."""
    minute, column = (ROW_MINUTE_PX_AT_100, ROW_PX_AT_100) if rows else (MINUTE_PX_AT_100, COLUMN_PX_AT_100)
    return round(((scale.minute_px / minute) * (scale.column_px / column)) ** 0.5 * 100)


class Block(msgspec.Struct, frozen=True):
    """A day on the drawing. Upright."""

    date: date
    midnight: datetime
    opens: int | None
    """Minutes after midnight; None: not a day of the meeting, but sessions stand there."""
    closes: int | None
    left: int
    """Where its hours begin."""
    columns_left: int
    """Where its first column begins."""
    right: int


class Card(msgspec.Struct, frozen=True, gc=False):
    """A session's card, as it lies on the drawing."""

    id: str
    x: int
    y: int
    width: int
    height: int
    spans: bool
    """Whether it lies across all columns."""


class Spot(msgspec.Struct, frozen=True):
    """A time and room on the drawing, whether or not something lies there."""

    start: datetime
    room: str | None
    column: int
    """The column that was pointed at."""
    block: int


class Geometry:
    """The drawing of an agenda at a scale, with the days that are shown."""

    def __init__(
        self,
        agenda: Agenda,
        scale: Scale,
        shown: date | None = None,
        showing: Showing = EVERYTHING,
        arranged: Arranged | None = None,
    ) -> None:
        self.agenda = agenda
        self.scale = scale
        self.shown = shown
        self.showing = showing
        self.rows = showing.rows
        """Whether rooms are rows."""
        self.arranged = arranged or arrange(agenda, shown, showing)
        self.first, self.last = self.arranged.first, self.arranged.last
        self.columns: tuple[str | None, ...] = self.arranged.columns
        self.hours_px = HOURS_HEIGHT if self.rows else HOURS_WIDTH
        """How thick the strip with the hours is."""
        self.blocks = self._blocks()
        across = self.blocks[-1].right + DAY_GAP // 2 if self.blocks else 0
        along = TOP * 2 + round((self.last - self.first) * scale.minute_px)
        self.width, self.height = self.turned(across, along)
        self.cards: dict[str, Card] = {slot.session: self._card(slot) for slot in self.arranged.slots}

    def scaled(self, scale: Scale) -> Geometry:
        """Give the same drawing at another scale; quicker than making it anew."""
        return Geometry(self.agenda, scale, self.shown, self.showing, self.arranged)

    @cached_property
    def upright(self) -> Geometry:
        """The drawing with rooms as columns: itself, or itself turned."""
        if not self.rows:
            return self
        return Geometry(self.agenda, self.scale, self.shown, msgspec.structs.replace(self.showing, rows=False))

    @property
    def percent(self) -> int:
        """How large it is, 100 being the size the drawing was made for."""
        return percent_of(self.scale, rows=self.rows)

    def turned(self, x: int, y: int) -> tuple[int, int]:
        """Lead from upright coordinates to the drawing's, or back."""
        return (y, x) if self.rows else (x, y)

    def turned_rect(self, x: int, y: int, width: int, height: int) -> tuple[int, int, int, int]:
        """Lead from an upright rectangle to the drawing's, or back."""
        return (y, x, height, width) if self.rows else (x, y, width, height)

    # time and rooms to pixels, and back

    def y_of(self, minute: float) -> int:
        """Give the height (upright) of a minute after midnight."""
        return TOP + round((minute - self.first) * self.scale.minute_px)

    def minute_at(self, y: float) -> float:
        """Give the minute after midnight at a height (upright)."""
        return (y - TOP) / self.scale.minute_px + self.first

    def column_x(self, block: Block, column: int) -> int:
        """Give the left edge (upright) of a column; that of the one after the last is the day's right edge."""
        return block.columns_left + round(column * self.scale.column_px)

    def block_at(self, x: float) -> int:
        """Give the day nearest to a place (upright); 0 where there is only one."""
        return max(0, bisect_right([block.left - DAY_GAP // 2 for block in self.blocks], x) - 1)

    def column_at(self, block: Block, x: float) -> int:
        """Give the column at or nearest to a place (upright)."""
        return min(max(int((x - block.columns_left) // self.scale.column_px), 0), len(self.columns) - 1)

    def block_of(self, moment: datetime) -> int | None:
        """Give the day on the drawing that a moment belongs to."""
        day = day_of(self.agenda.meeting, moment)
        wanted = day.date if day is not None else moment.date()
        return next((i for i, block in enumerate(self.blocks) if block.date == wanted), None)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """Give the time, not snapped to the grid, and room at a place of the drawing; None where no day is drawn."""
        if not self.blocks:
            return None
        if self.rows:
            x, y = y, x
        i = self.block_at(x)
        block = self.blocks[i]
        column = self.column_at(block, x)
        minute = min(max(self.minute_at(y), self.first), self.last)
        return Spot(block.midnight + timedelta(minutes=minute), self.columns[column], column, i)

    def snapped(self, moment: datetime, duration_minutes: int, block: int, edges: Iterable[datetime] = ()) -> datetime:
        """Give the nearest start on the grid within the drawn hours; an edge within 6 pixels attracts more strongly."""
        midnight = self.blocks[block].midnight
        grid = self.agenda.meeting.grid_minutes
        minute = (moment - midnight).total_seconds() / 60
        near = [(edge - midnight).total_seconds() / 60 for edge in edges]
        near = [edge for edge in near if abs(edge - minute) * self.scale.minute_px <= 6]
        best = min(near, key=lambda edge: abs(edge - minute), default=round(minute / grid) * grid)
        latest = max(self.last - duration_minutes, self.first)
        if not self.first <= best <= latest:
            best = -(-self.first // grid) * grid if best < self.first else latest // grid * grid
        return midnight + timedelta(minutes=best)

    def rect_of(
        self, block: int, start: datetime, duration_minutes: int, column: int | None
    ) -> tuple[int, int, int, int]:
        """Give x, y, width and height on the drawing of a time and room; column None: across all columns."""
        minute = (start - self.blocks[block].midnight).total_seconds() / 60
        return self.turned_rect(*self._upright_rect(block, minute, minute + duration_minutes, column))

    def open_rect(self, block: int) -> tuple[int, int, int, int]:
        """Give x, y, width and height on the drawing of a day's open hours; empty where it has none."""
        day = self.blocks[block]
        if day.opens is None or day.closes is None:
            return 0, 0, 0, 0
        return self.turned_rect(*self._upright_rect(block, day.opens, day.closes, None))

    def _upright_rect(
        self, block: int, first_minute: float, last_minute: float, column: int | None
    ) -> tuple[int, int, int, int]:
        day = self.blocks[block]
        top, bottom = self.y_of(first_minute), self.y_of(last_minute)
        left = self.column_x(day, column or 0)
        right = self.column_x(day, len(self.columns) if column is None else column + 1)
        return left, top, right - left, bottom - top

    def column_of(self, room: str | None) -> int | None:
        """Give the column of a room; None where it has none, or is hidden."""
        return self.columns.index(room) if room in self.columns else None

    # building

    def _blocks(self) -> tuple[Block, ...]:
        wide = self.hours_px + round(len(self.columns) * self.scale.column_px)
        found: list[Block] = []
        for i, (day, opens, closes) in enumerate(self.arranged.days):
            left = i * (wide + DAY_GAP)
            midnight = datetime.combine(day, time())
            found.append(Block(day, midnight, opens, closes, left, left + self.hours_px, left + wide))
        return tuple(found)

    def _card(self, slot: Slot) -> Card:
        x, y, width, height = self._upright_rect(slot.block, slot.first, slot.last, slot.column)
        if slot.lanes > 1:
            left, right = round(width * slot.lane / slot.lanes), round(width * (slot.lane + 1) / slot.lanes)
            x, width = x + left, right - left
        gap = 2 if width > 24 else 1
        x, y, width, height = x + gap, y + 1, max(width - 2 * gap, 2), max(height - 2, 2)
        if self.rows:
            x, y, width, height = y, x, height, width
        return Card(slot.session, x, y, width, height, slot.column is None)


def fitting(
    agenda: Agenda,
    width: int,
    height: int,
    shown: date | None,
    *,
    readable: bool,
    showing: Showing = EVERYTHING,
    arranged: Arranged | None = None,
) -> Scale:
    """Give the scale at which the days fit into a window; ``readable`` keeps the text legible and lets it scroll."""
    arranged = arranged or arrange(agenda, shown, showing)
    count = max(len(arranged.days), 1)
    along, across, hours = (width, height, HOURS_HEIGHT) if showing.rows else (height, width, HOURS_WIDTH)
    free = across - count * hours - (count - 1) * DAY_GAP - DAY_GAP // 2 - 1
    columns = free / (count * len(arranged.columns))
    minutes = (along - TOP * 2) / max(arranged.last - arranged.first, 60)
    if showing.rows:
        columns = min(columns, ROOMY_ROW_PX)
    if readable:
        minutes = max(minutes, READABLE_ROW_MINUTE_PX if showing.rows else READABLE_MINUTE_PX)
        columns = max(columns, READABLE_ROW_PX if showing.rows else READABLE_COLUMN_PX)
    return Scale(minutes, columns).zoomed(1.0)
