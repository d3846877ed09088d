"""Sessions that take place, as minutes since the meeting's first midnight."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.slots import date_of, slot_of
from agendaplanner.model.records import Session
from agendaplanner.model.times import minute_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda


class Span(msgspec.Struct, frozen=True):
    """A session that takes place: minutes [start, end)."""

    start: int
    end: int
    day: date
    """The meeting's day that it starts on."""
    room: str | None
    session: Session


def spans_of(agenda: Agenda) -> dict[str, Span]:
    """Give the spans of all sessions that take place, by id, in the order of their starts."""
    found: list[Span] = []
    for session in agenda.placed:
        slot = slot_of(session)
        if slot is not None:
            start = minute_of(agenda.meeting, slot.start)
            found.append(Span(start, start + session.duration_minutes, date_of(agenda, slot), slot.room, session))
    return {span.session.id: span for span in sorted(found, key=in_time)}


def in_time(span: Span) -> tuple[int, int, str]:
    """Give the key that sorts spans by their starts."""
    return (span.start, span.end, span.session.id)


def sharing(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Give each pair of spans that share a minute."""
    order = sorted(spans, key=in_time)
    for i, first in enumerate(order):
        for second in order[i + 1 :]:
            if second.start >= first.end:
                break
            yield first, second
