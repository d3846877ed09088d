"""Where everything lies on the timeline: days, columns, hours, and each session's card. Whole pixels, no Qt.

Coordinates are those of the whole drawing, before scrolling; (0, 0) is its upper left corner, headers not counted.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session

HOURS_WIDTH = 46
"""The strip with the hours, left of each day."""
DAY_GAP = 20
TOP = 8
MINUTE_PX_AT_100 = 1.25
SMALLEST_MINUTE_PX, LARGEST_MINUTE_PX = 0.12, 6.0
SMALLEST_COLUMN_PX, LARGEST_COLUMN_PX = 8.0, 640.0
READABLE_MINUTE_PX, READABLE_COLUMN_PX = 0.8, 92.0
"""Fitting to the window does not go below these at start: what cannot be read is of no use."""


class Scale(msgspec.Struct, frozen=True):
    """How large a minute and a room's column are drawn, in pixels."""

    minute_px: float
    column_px: float

    def zoomed(self, factor: float) -> Scale:
        """Give the scale made larger or smaller, within what makes sense."""
        return Scale(
            min(max(self.minute_px * factor, SMALLEST_MINUTE_PX), LARGEST_MINUTE_PX),
            min(max(self.column_px * factor, SMALLEST_COLUMN_PX), LARGEST_COLUMN_PX),
        )

    @property
    def percent(self) -> int:
        """How large that is, 100 being the size the drawing was made for."""
        return round(self.minute_px / MINUTE_PX_AT_100 * 100)


class Block(msgspec.Struct, frozen=True):
    """A day on the drawing."""

    date: date
    midnight: datetime
    opens: int | None
    """Minutes after midnight; None: not a day of the meeting, but sessions stand there."""
    closes: int | None
    left: int
    """Where its hours begin; its columns begin ``HOURS_WIDTH`` further."""
    right: int

    @property
    def columns_left(self) -> int:
        """Where its first column begins."""
        return self.left + HOURS_WIDTH


class Card(msgspec.Struct, frozen=True, gc=False):
    """A session's card."""

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


def spans(session: Session) -> bool:
    """Tell whether a session lies across all columns."""
    room = session.placement.room if session.placement else None
    return session.is_for_everyone or (session.is_quiet and room is None)


class Geometry:
    """The drawing of an agenda at a scale, with the days that are shown."""

    def __init__(self, agenda: Agenda, scale: Scale, shown: date | None = None) -> None:
        self.agenda = agenda
        self.scale = scale
        self.shown = shown
        days = _days(agenda, shown)
        self.first, self.last = _hours(agenda, days)
        self.columns: tuple[str | None, ...] = _columns(agenda)
        self.blocks = self._blocks(days)
        self.width = self.blocks[-1].right + DAY_GAP // 2 if self.blocks else 0
        self.height = TOP * 2 + round((self.last - self.first) * scale.minute_px)
        self.cards: dict[str, Card] = {card.id: card for card in self._cards()}

    # time and rooms to pixels, and back

    def y_of(self, minute: float) -> int:
        """Give the height of a minute after midnight."""
        return TOP + round((minute - self.first) * self.scale.minute_px)

    def minute_at(self, y: float) -> float:
        """Give the minute after midnight at a height."""
        return (y - TOP) / self.scale.minute_px + self.first

    def column_x(self, block: Block, column: int) -> int:
        """Give the left edge of a column; that of the one after the last is the day's right edge."""
        return block.columns_left + round(column * self.scale.column_px)

    def block_at(self, x: float) -> int:
        """Give the day nearest to a place; 0 where there is only one."""
        return max(0, bisect_right([block.left - DAY_GAP // 2 for block in self.blocks], x) - 1)

    def column_at(self, block: Block, x: float) -> int:
        """Give the column at or nearest to a place."""
        return min(max(int((x - block.columns_left) // self.scale.column_px), 0), len(self.columns) - 1)

    def block_of(self, moment: datetime) -> int | None:
        """Give the day on the drawing that a moment belongs to."""
        day = day_of(self.agenda.meeting, moment)
        wanted = day.date if day is not None else moment.date()
        return next((i for i, block in enumerate(self.blocks) if block.date == wanted), None)

    def spot_at(self, x: float, y: float) -> Spot | None:
        """Give the time, not snapped to the grid, and room at a place; None where no day is drawn."""
        if not self.blocks:
            return None
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
        """Give x, y, width and height of a place; column None: across all columns."""
        day = self.blocks[block]
        minute = (start - day.midnight).total_seconds() / 60
        top, bottom = self.y_of(minute), self.y_of(minute + duration_minutes)
        left = self.column_x(day, column or 0)
        right = self.column_x(day, len(self.columns) if column is None else column + 1)
        return left, top, right - left, bottom - top

    def column_of(self, room: str | None) -> int | None:
        """Give the column of a room."""
        return self.columns.index(room) if room in self.columns else None

    # building

    def _blocks(self, days: Sequence[tuple[date, int | None, int | None]]) -> tuple[Block, ...]:
        width = HOURS_WIDTH + round(len(self.columns) * self.scale.column_px)
        found: list[Block] = []
        for i, (day, opens, closes) in enumerate(days):
            left = i * (width + DAY_GAP)
            found.append(Block(day, datetime.combine(day, time()), opens, closes, left, left + width))
        return tuple(found)

    def _cards(self) -> Iterable[Card]:
        across: dict[int, list[Session]] = {}
        in_column: dict[tuple[int, int], list[Session]] = {}
        for session in self.agenda.placed:
            if session.placement is None:
                continue
            block = self.block_of(session.placement.start)
            if block is None:
                continue
            if spans(session):
                across.setdefault(block, []).append(session)
            else:
                column = self.column_of(session.placement.room)
                column = column if column is not None else self.columns.index(None)
                in_column.setdefault((block, column), []).append(session)
        for block, sessions in across.items():
            for session, lane, lanes in in_lanes(sessions):
                yield self._card(session, block, None, lane, lanes)
        for (block, column), sessions in in_column.items():
            for session, lane, lanes in in_lanes(sessions):
                yield self._card(session, block, column, lane, lanes)

    def _card(self, session: Session, block: int, column: int | None, lane: int, lanes: int) -> Card:
        if session.placement is None:
            raise ValueError("only placed sessions have cards")
        x, y, width, height = self.rect_of(block, session.placement.start, session.duration_minutes, column)
        if lanes > 1:
            left, right = round(width * lane / lanes), round(width * (lane + 1) / lanes)
            x, width = x + left, right - left
        gap = 2 if width > 24 else 1
        return Card(session.id, x + gap, y + 1, max(width - 2 * gap, 2), max(height - 2, 2), column is None)


def in_lanes(sessions: Sequence[Session]) -> Iterable[tuple[Session, int, int]]:
    """Lay sessions of one column side by side where they overlap; gives (session, lane, lanes).

    Those that overlap, also by way of others, share the width equally.
    """
    cluster: list[tuple[Session, int]] = []
    lane_ends: list[datetime] = []
    for session in sorted(sessions, key=lambda s: (s.placement.start if s.placement else datetime.min, s.id)):
        if session.placement is None:
            continue
        start = session.placement.start
        end = start + timedelta(minutes=session.duration_minutes)
        if lane_ends and start >= max(lane_ends):
            yield from ((each, lane, len(lane_ends)) for each, lane in cluster)
            cluster, lane_ends = [], []
        lane = next((i for i, busy_until in enumerate(lane_ends) if busy_until <= start), len(lane_ends))
        if lane == len(lane_ends):
            lane_ends.append(end)
        else:
            lane_ends[lane] = end
        cluster.append((session, lane))
    yield from ((each, lane, len(lane_ends)) for each, lane in cluster)


def fitting(agenda: Agenda, width: int, height: int, shown: date | None, *, readable: bool) -> Scale:
    """Give the scale at which the days fit into a window; ``readable`` keeps the text legible and lets it scroll."""
    days = _days(agenda, shown)
    first, last = _hours(agenda, days)
    count = max(len(days), 1)
    free = width - count * HOURS_WIDTH - (count - 1) * DAY_GAP - DAY_GAP // 2 - 1
    scale = Scale((height - TOP * 2) / max(last - first, 60), free / (count * len(_columns(agenda))))
    if readable:
        scale = Scale(max(scale.minute_px, READABLE_MINUTE_PX), max(scale.column_px, READABLE_COLUMN_PX))
    return scale.zoomed(1.0)


def _columns(agenda: Agenda) -> tuple[str | None, ...]:
    """Give the rooms, and None (no room yet) where a session stands in none of them."""
    rooms: tuple[str | None, ...] = tuple(room.id for room in agenda.rooms)
    known = set(rooms)
    homeless = any(
        session.placement is not None and session.placement.room not in known and not spans(session)
        for session in agenda.placed
    )
    return (*rooms, None) if homeless or not rooms else rooms


def _days(agenda: Agenda, shown: date | None) -> list[tuple[date, int | None, int | None]]:
    """Give (date, opens, closes) of the meeting's days and of others that sessions stand on, in order."""
    days: dict[date, tuple[int | None, int | None]] = {}
    for day in agenda.meeting.days:
        midnight = datetime.combine(day.date, time())
        days[day.date] = (_minutes(day.opens - midnight), _minutes(day.closes - midnight))
    for session in agenda.placed:
        if session.placement is not None and day_of(agenda.meeting, session.placement.start) is None:
            days.setdefault(session.placement.start.date(), (None, None))
    return [(day, *days[day]) for day in sorted(days) if shown is None or day == shown]


def _hours(agenda: Agenda, days: Sequence[tuple[date, int | None, int | None]]) -> tuple[int, int]:
    """Give the first and last minute after midnight to be drawn, whole half hours."""
    dates = {day for day, _, _ in days}
    starts = [opens for _, opens, _ in days if opens is not None]
    ends = [closes for _, _, closes in days if closes is not None]
    for session in agenda.placed:
        if session.placement is None:
            continue
        day = day_of(agenda.meeting, session.placement.start)
        on = day.date if day is not None else session.placement.start.date()
        if on in dates:
            minute = _minutes(session.placement.start - datetime.combine(on, time()))
            starts.append(minute)
            ends.append(minute + session.duration_minutes)
    first, last = min(starts, default=9 * 60), max(ends, default=18 * 60)
    return first // 30 * 30, -(-max(last, first + 60) // 30) * 30


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
