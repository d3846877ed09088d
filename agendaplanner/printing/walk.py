"""One walk over the agenda, as it is read on paper: days, and in each day items, parallel sessions and breaks in order.

Every printed piece reads this; none walks the agenda its own way.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.agenda import natural
from agendaplanner.model.parts import Day
from agendaplanner.model.records import Session
from agendaplanner.model.times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.agenda import Agenda

MOST_IN_A_BLOCK = 12
"""Sessions that overlap in a chain longer than this are taken apart by their starts."""

BlockKind = Literal["item", "parallel", "quiet"]


class Block(msgspec.Struct, frozen=True):
    """A stretch of a day: one item, sessions side by side, or a break."""

    kind: BlockKind
    start: datetime
    end: datetime
    sessions: tuple[Session, ...]


class DayWalk(msgspec.Struct, frozen=True):
    """A day with its blocks, in order."""

    day: Day
    blocks: tuple[Block, ...]

    @property
    def sessions(self) -> Iterator[Session]:
        """All sessions of the day."""
        return (session for block in self.blocks for session in block.sessions)


def walk(agenda: Agenda) -> tuple[DayWalk, ...]:
    """Give the days of an agenda with what takes place on them; sessions off every day make a day of their own."""
    by_day: dict[Day, list[Session]] = {day: [] for day in agenda.meeting.days}
    for session in agenda.placed:
        assert session.placement is not None
        day = day_of(agenda.meeting, session.placement.start)
        if day is None:
            midnight = session.placement.start.replace(hour=0, minute=0)
            day = Day(opens=midnight, closes=midnight + timedelta(days=1))
        by_day.setdefault(day, []).append(session)
    days = sorted(by_day, key=lambda day: day.opens)
    return tuple(DayWalk(day, tuple(_blocks(by_day[day]))) for day in days)


def times(session: Session) -> tuple[datetime, datetime]:
    """Give start and end of a placed session."""
    assert session.placement is not None
    start = session.placement.start
    return start, start + timedelta(minutes=session.duration_minutes)


def _blocks(sessions: Sequence[Session]) -> list[Block]:
    blocks: list[Block] = []
    chain: list[Session] = []
    chain_end = datetime.min

    def close() -> None:
        nonlocal chain
        blocks.extend(_split(chain))
        chain = []

    for session in sessions:
        start, end = times(session)
        if session.is_quiet or session.is_for_everyone:
            blocks.append(Block("quiet" if session.is_quiet else "item", start, end, (session,)))
            continue
        if chain and start >= chain_end:
            close()
        chain_end = max(chain_end, end) if chain else end
        chain.append(session)
    if chain:
        close()
    return sorted(blocks, key=lambda block: (block.start, block.end, block.kind))


def _split(chain: Sequence[Session]) -> Iterator[Block]:
    """Make a block of sessions that overlap, or several, by start, where they are too many for one."""
    if len(chain) <= MOST_IN_A_BLOCK:
        yield _block(chain)
        return
    starts: dict[datetime, list[Session]] = {}
    for session in chain:
        starts.setdefault(times(session)[0], []).append(session)
    for together in starts.values():
        yield _block(together)


def _block(sessions: Sequence[Session]) -> Block:
    start = min(times(session)[0] for session in sessions)
    end = max(times(session)[1] for session in sessions)
    return Block("item" if len(sessions) == 1 else "parallel", start, end, tuple(sorted(sessions, key=_reading)))


def _reading(session: Session) -> tuple[object, ...]:
    """Give the order in which sessions of one block are read: by start, then 3a, 3b, 3c, then as they are."""
    return (times(session)[0], not session.number, natural(session.number))
