"""Which sessions, days and rooms are drawn, and side by side with what. Minutes and columns; no pixels, no Qt."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """What of an agenda is drawn, and which way."""

    rows: bool = False
    """Rooms are rows and time runs to the right; else they are columns and it runs down."""
    only: frozenset[str] | None = None
    """The sessions to draw, and the rooms they are in; None: all. Breaks across all rooms are drawn always."""
    hidden: frozenset[str] = frozenset()
    """Rooms that are not drawn, nor what is in them."""
    condensed: bool = False
    """Rooms in which nothing is are left out."""


EVERYTHING = Showing()


class Slot(msgspec.Struct, frozen=True, gc=False):
    """Where a session lies: day, column, minutes after midnight, and lane beside others at the same time."""

    session: str
    block: int
    column: int | None
    """None: across all."""
    first: int
    last: int
    lane: int
    lanes: int


class Arranged(msgspec.Struct, frozen=True):
    """An agenda arranged for drawing."""

    days: tuple[tuple[date, int | None, int | None], ...]
    """Date, and minutes after midnight of opening and closing; None: no day of the meeting, but sessions are on it."""
    first: int
    last: int
    """The first and last minute after midnight that is drawn."""
    columns: tuple[str | None, ...]
    slots: tuple[Slot, ...]


def spans(session: Session) -> bool:
    """Tell whether a session lies across all columns."""
    room = session.placement.room if session.placement else None
    return session.is_for_everyone or (session.is_quiet and room is None)


class Placed(NamedTuple):
    """A placed session with the date it belongs to, and the minute after its midnight."""

    session: Session
    date: date
    minute: int


def arrange(agenda: Agenda, shown: date | None, showing: Showing = EVERYTHING) -> Arranged:
    """Arrange what is to be drawn; ``shown`` is the one day, None all days."""
    everything = list(_placed(agenda))
    days = _days(agenda, everything, shown)
    first, last = _hours(days, everything)
    drawn = [each for each in everything if _drawn(each.session, showing)]
    columns = _columns(agenda, showing, [each.session for each in drawn])
    return Arranged(tuple(days), first, last, columns, tuple(_slots(days, columns, drawn)))


def _placed(agenda: Agenda) -> Iterable[Placed]:
    meeting = agenda.meeting
    opening = [(day.opens, day.closes, day.date, datetime.combine(day.date, time())) for day in meeting.days]
    for session in agenda.placed:
        if session.placement is None:
            continue
        start = session.placement.start
        found = next(((on, midnight) for opens, closes, on, midnight in opening if opens <= start < closes), None)
        on, midnight = found or (start.date(), datetime.combine(start.date(), time()))
        yield Placed(session, on, _minutes(start - midnight))


def _drawn(session: Session, showing: Showing) -> bool:
    across = spans(session)
    if not across and session.placement is not None and session.placement.room in showing.hidden:
        return False
    return showing.only is None or session.id in showing.only or (across and session.is_quiet)


def _slots(
    days: Sequence[tuple[date, int | None, int | None]], columns: Sequence[str | None], drawn: Sequence[Placed]
) -> Iterable[Slot]:
    numbers = {day: i for i, (day, _, _) in enumerate(days)}
    column_of = {room: i for i, room in enumerate(columns)}
    together: dict[tuple[int, int | None], list[Placed]] = {}
    for each in drawn:
        block = numbers.get(each.date)
        if block is None:
            continue
        room = each.session.placement.room if each.session.placement is not None else None
        column = None if spans(each.session) else column_of.get(room, column_of.get(None))
        together.setdefault((block, column), []).append(each)
    # those that lie across are below; a session beside them clashes and must be seen
    for (block, column), group in sorted(together.items(), key=lambda each: each[0][1] is not None):
        for each, lane, lanes in in_lanes(group):
            last = each.minute + each.session.duration_minutes
            yield Slot(each.session.id, block, column, each.minute, last, lane, lanes)


def in_lanes(sessions: Sequence[Placed]) -> Iterable[tuple[Placed, int, int]]:
    """Lay sessions of one column and day side by side where they overlap; gives (session, lane, lanes).

    Those that overlap, also by way of others, share the width equally.
    """
    cluster: list[tuple[Placed, int]] = []
    lane_ends: list[int] = []
    for each in sorted(sessions, key=lambda placed: (placed.minute, placed.session.id)):
        start = each.minute
        end = start + each.session.duration_minutes
        if lane_ends and start >= max(lane_ends):
            yield from ((one, lane, len(lane_ends)) for one, lane in cluster)
            cluster, lane_ends = [], []
        lane = next((i for i, busy_until in enumerate(lane_ends) if busy_until <= start), len(lane_ends))
        if lane == len(lane_ends):
            lane_ends.append(end)
        else:
            lane_ends[lane] = end
        cluster.append((each, lane))
    yield from ((one, lane, len(lane_ends)) for one, lane in cluster)


def _columns(agenda: Agenda, showing: Showing, sessions: Sequence[Session]) -> tuple[str | None, ...]:
    """Give the rooms to draw, and None (no room yet) where a session stands in none of them."""
    everywhere = tuple(room.id for room in agenda.rooms)
    known = set(everywhere)
    used = {session.placement.room for session in sessions if session.placement is not None and not spans(session)}
    rooms: tuple[str | None, ...] = tuple(room for room in everywhere if room not in showing.hidden)
    if showing.condensed or showing.only is not None:
        rooms = tuple(room for room in rooms if room in used) or rooms
    rooms = rooms or everywhere
    return (*rooms, None) if used - known or not rooms else rooms


def _days(agenda: Agenda, placed: Sequence[Placed], shown: date | None) -> list[tuple[date, int | None, int | None]]:
    """Give (date, opens, closes) of the meeting's days and of others that sessions stand on, in order."""
    days: dict[date, tuple[int | None, int | None]] = {}
    for day in agenda.meeting.days:
        midnight = datetime.combine(day.date, time())
        days[day.date] = (_minutes(day.opens - midnight), _minutes(day.closes - midnight))
    for each in placed:
        days.setdefault(each.date, (None, None))
    return [(day, *days[day]) for day in sorted(days) if shown is None or day == shown]


def _hours(days: Sequence[tuple[date, int | None, int | None]], placed: Sequence[Placed]) -> tuple[int, int]:
    """Give the first and last minute after midnight to be drawn, whole half hours."""
    dates = {day for day, _, _ in days}
    starts = [opens for _, opens, _ in days if opens is not None]
    ends = [closes for _, _, closes in days if closes is not None]
    for each in placed:
        if each.date in dates:
            starts.append(each.minute)
            ends.append(each.minute + each.session.duration_minutes)
    first, last = min(starts, default=9 * 60), max(ends, default=18 * 60)
    return first // 30 * 30, -(-max(last, first + 60) // 30) * 30


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
