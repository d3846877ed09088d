"""Where everything stands in the days at a glance: pages, grids, boxes of sessions. Only numbers; nothing is drawn here."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import Room, Session
from agendaplanner.printing.paper import A4, Paper
from agendaplanner.printing.styles import GLANCE_MARGIN
from agendaplanner.printing.walk import DayWalk, times, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agendaplanner.model.agenda import Agenda

NARROWEST = 66.0
"""A room's column is at least so wide, in points; more rooms go to the next page."""
GRID_BOTTOM = 62.0
_ABOVE_GRID = 100.0
TIMES = 26.0
"""Width of the times at the left of a grid."""
_BETWEEN = 18.0
_HIGHEST_MINUTE = 1.7
"""A minute is at most so high, in points: a short day does not fill a page."""
_LONGEST_DAY = timedelta(hours=36)


_SMALLEST_SHARE = 0.4
"""What is drawn for A4 is enlarged at least by so much of how much larger the paper is, if that saves pages."""
_STEPS = 8


class GlanceSheet(msgspec.Struct, frozen=True):
    """The sheet that a grid is laid out for, in points; it is drawn larger on paper that is seen from afar.

    Attributes:
        scale: How much larger.
    """

    width: float
    height: float
    scale: float = 1.0

    @classmethod
    def of(cls, paper: Paper, scale: float = 1.0) -> GlanceSheet:
        """Give the sheet that fills a paper across when it is drawn so much larger."""
        width, height = paper.across.size
        return cls(width / scale, height / scale, scale)

    @property
    def top(self) -> float:
        """Where grids begin."""
        return self.height - _ABOVE_GRID


A4_ACROSS = GlanceSheet.of(A4)


class Panel(msgspec.Struct, frozen=True):
    """One day with some of its columns, as one grid.

    Attributes:
        columns: The rooms of the day; None: for what has no room, and no room to stand over the others either.
        first: The first of the columns that are shown here.
        last: The one behind the last.
    """

    walk: DayWalk
    columns: tuple[Room | None, ...]
    first: int
    last: int
    part: int = 1
    parts: int = 1

    @property
    def rooms(self) -> tuple[Room | None, ...]:
        """The columns that are shown here."""
        return self.columns[self.first : self.last]


class GlancePage(msgspec.Struct, frozen=True):
    """A page of the days at a glance: one grid, or a few side by side."""

    panels: tuple[Panel, ...]
    sheet: GlanceSheet = A4_ACROSS


class Grid(msgspec.Struct, frozen=True):
    """A panel on the page, in points from the bottom left."""

    panel: Panel
    left: float
    right: float
    start: datetime
    end: datetime
    scale: float
    """Points a minute."""
    top: float = A4_ACROSS.top

    @property
    def column(self) -> float:
        """The width of a column."""
        return (self.right - self.left) / max(len(self.panel.rooms), 1)

    @property
    def bottom(self) -> float:
        """Where the day ends."""
        return self.y(self.end)

    def y(self, moment: datetime) -> float:
        """Give the height of a moment on the page."""
        return self.top - (moment - self.start).total_seconds() / 60 * self.scale


class Box(msgspec.Struct, frozen=True):
    """Where a session stands, in points from the bottom left of the page."""

    session: Session
    left: float
    bottom: float
    right: float
    top: float


class _Place(msgspec.Struct, frozen=True):
    """A session's columns within its day [first, last), and its lane where several share a column."""

    session: Session
    first: int
    last: int
    lane: int = 0
    lanes: int = 1


def fitting_pages(agenda: Agenda, paper: Paper) -> tuple[GlancePage, ...]:
    """Give the pages for a paper that may be larger than A4: as few as can be, and then drawn as large as can be."""
    most = max(paper.across.width / A4_ACROSS.width, 1.0)
    if most < 1.2:
        return glance_pages(agenda, GlanceSheet.of(paper))
    least = max(most * _SMALLEST_SHARE, 1.0)
    scales = [most - i * (most - least) / _STEPS for i in range(_STEPS + 1)]
    return min((glance_pages(agenda, GlanceSheet.of(paper, scale)) for scale in scales), key=len)


def glance_pages(agenda: Agenda, sheet: GlanceSheet = A4_ACROSS) -> tuple[GlancePage, ...]:
    """Say which days and rooms go on which page: two or three days side by side where the rooms allow, else one."""
    days = [day for day in walk(agenda) if day.blocks]
    used = {s.placement.room for s in agenda.placed if s.placement is not None}
    rooms: tuple[Room | None, ...] = tuple(room for room in agenda.rooms if room.id in used)
    inside = sheet.width - 2 * GLANCE_MARGIN
    shared = _with_column_for_the_rest(days, rooms)
    for beside in (3, 2):
        width = (inside + _BETWEEN + TIMES) / beside - _BETWEEN - TIMES
        # four days are better two and two
        if len(days) >= beside and (beside, len(days)) != (3, 4) and width >= NARROWEST * len(shared):
            groups = [days[i : i + beside] for i in range(0, len(days), beside)]
            return tuple(
                GlancePage(tuple(Panel(day, shared, 0, len(shared)) for day in group), sheet) for group in groups
            )
    most = int(inside / NARROWEST)
    pages: list[GlancePage] = []
    for day in days:
        here = {s.placement.room for s in day.sessions if s.placement is not None}
        columns = _with_column_for_the_rest([day], [room for room in rooms if room and room.id in here])
        parts = -(-len(columns) // most)
        # about as many on each page
        bounds = [round(part * len(columns) / parts) for part in range(parts + 1)]
        for part, (first, last) in enumerate(pairwise(bounds), 1):
            pages.append(GlancePage((Panel(day, columns, first, last, part, parts),), sheet))
    return tuple(pages)


def grids(page: GlancePage) -> tuple[Grid, ...]:
    """Say where a page's panels stand: one scale for all, and an hour is at the same height in each."""
    gap = _BETWEEN + TIMES
    width = (page.sheet.width - 2 * GLANCE_MARGIN - gap * (len(page.panels) - 1)) / len(page.panels)
    if len(page.panels) == 1 and len(page.panels[0].rooms) <= 3:
        width = min(width, 560.0)
    ranges = [_range(panel.walk) for panel in page.panels]
    midnights = [datetime.combine(panel.walk.day.date, time()) for panel in page.panels]
    opens = min(start - midnight for (start, _), midnight in zip(ranges, midnights, strict=True))
    longest = max(end - midnight - opens for (_, end), midnight in zip(ranges, midnights, strict=True))
    scale = min((page.sheet.top - GRID_BOTTOM) / (longest.total_seconds() / 60), _HIGHEST_MINUTE)
    return tuple(
        Grid(
            panel,
            left := GLANCE_MARGIN + i * (width + gap),
            left + width,
            midnights[i] + opens,
            ranges[i][1],
            scale,
            page.sheet.top,
        )
        for i, panel in enumerate(page.panels)
    )


def boxes(grid: Grid) -> tuple[Box, ...]:
    """Say where the sessions of a grid stand, in the order of the day; none lies over another."""
    panel = grid.panel
    found: list[Box] = []
    for place in _places(panel.walk, panel.columns):
        start, end = times(place.session)
        if place.last <= panel.first or place.first >= panel.last:
            continue
        left = grid.left + (max(place.first, panel.first) - panel.first) * grid.column
        right = grid.left + (min(place.last, panel.last) - panel.first) * grid.column
        lane = (right - left) / place.lanes
        left += lane * place.lane
        top, bottom = grid.y(max(start, grid.start)), grid.y(min(end, grid.end))
        found.append(Box(place.session, left, min(bottom, top - 0.5), left + lane, top))
    return tuple(found)


def _with_column_for_the_rest(days: Sequence[DayWalk], rooms: Iterable[Room | None]) -> tuple[Room | None, ...]:
    """Give the rooms, and one more column where there is something that stands in none of them."""
    columns = tuple(rooms)
    if columns and all(len(_places(day, columns)) == sum(1 for _ in day.sessions) for day in days):
        return columns
    return (*columns, None)


def _places(day: DayWalk, columns: Sequence[Room | None]) -> list[_Place]:
    """Say which columns each session takes; what stands nowhere is left out.

    What is for everyone spans all columns, as breaks do. Where something runs beside it, it takes its own room's column,
    or else the widest stretch of columns that is free meanwhile.
    """
    sessions = list(day.sessions)
    column_of = {room.id if room else None: i for i, room in enumerate(columns)}
    spanning: list[Session] = []
    crowded: list[Session] = []
    by_column: dict[int, list[Session]] = {}
    for session in sessions:
        spans = session.is_quiet or session.is_for_everyone
        if spans and not any(_overlap(session, other) for other in sessions if other is not session):
            spanning.append(session)
            continue
        room = session.placement.room if session.placement else None
        column = column_of.get(room) if room is not None else None
        if column is not None:
            by_column.setdefault(column, []).append(session)
        elif spans:
            crowded.append(session)
        elif None in column_of:
            by_column.setdefault(column_of[None], []).append(session)
    found = [_Place(session, 0, len(columns)) for session in spanning]
    for session in sorted(crowded, key=times):
        run = _free_run(session, columns, by_column, found)
        if run is not None:
            found.append(_Place(session, *run))
        elif None in column_of:
            by_column.setdefault(column_of[None], []).append(session)
    for column, together in by_column.items():
        found += [_Place(session, column, column + 1, lane, lanes) for session, lane, lanes in _in_lanes(together)]
    return sorted(found, key=lambda place: (times(place.session), place.first, place.lane))


def _free_run(
    session: Session,
    columns: Sequence[Room | None],
    by_column: Mapping[int, Sequence[Session]],
    placed: Sequence[_Place],
) -> tuple[int, int] | None:
    """Give the widest stretch of rooms [first, last) that is free during a session."""
    busy = {column for column, there in by_column.items() if any(_overlap(session, other) for other in there)}
    for place in placed:
        if _overlap(session, place.session):
            busy.update(range(place.first, place.last))
    best: tuple[int, int] | None = None
    first = 0
    for i in range(len(columns) + 1):
        if i == len(columns) or i in busy or columns[i] is None:
            if i > first and (best is None or i - first > best[1] - best[0]):
                best = (first, i)
            first = i + 1
    return best


def _in_lanes(sessions: Sequence[Session]) -> Iterator[tuple[Session, int, int]]:
    """Give sessions that overlap in one column lanes side by side: session, its lane, number of lanes."""
    for cluster in _clusters(sorted(sessions, key=times)):
        ends: list[datetime] = []
        lanes: list[int] = []
        for session in cluster:
            start, end = times(session)
            lane = next((i for i, until in enumerate(ends) if until <= start), len(ends))
            ends[lane : lane + 1] = [end]
            lanes.append(lane)
        for session, lane in zip(cluster, lanes, strict=True):
            yield session, lane, len(ends)


def _clusters(sessions: Sequence[Session]) -> Iterator[list[Session]]:
    cluster: list[Session] = []
    until = datetime.min
    for session in sessions:
        start, end = times(session)
        if cluster and start >= until:
            yield cluster
            cluster = []
        until = max(until, end) if cluster else end
        cluster.append(session)
    if cluster:
        yield cluster


def _range(day: DayWalk) -> tuple[datetime, datetime]:
    """Give the stretch of a day that has sessions, out to whole half hours."""
    start = min(block.start for block in day.blocks)
    end = min(max(block.end for block in day.blocks), start + _LONGEST_DAY)
    start -= timedelta(minutes=start.minute % 30, seconds=start.second)
    end += timedelta(minutes=-end.minute % 30)
    return start, max(end, start + timedelta(hours=1))


def _overlap(a: Session, b: Session) -> bool:
    (a_start, a_end), (b_start, b_end) = times(a), times(b)
    return a_start < b_end and b_start < a_end
