"""Sessions that take place, with their times: what the rules compare. Waiting and cancelled sessions have no slot."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import Session
from agendaplanner.model.times import clock_range, day_of, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from agendaplanner.model.agenda import Agenda


class Slot(msgspec.Struct, frozen=True):
    """A session that takes place, with its times: [start, end)."""

    start: datetime
    end: datetime
    room: str | None
    session: Session

    @property
    def times(self) -> str:
        """Day and times, for people."""
        return when(self.start, self.end)

    def times_beside(self, other: datetime) -> str:
        """Give its times for a sentence that has just named a day: the day is said again only if it is another."""
        return clock_range(self.start, self.end) if self.start.date() == other.date() else self.times


def slot_of(session: Session | None) -> Slot | None:
    """Give the times of a session; None where it waits or is cancelled."""
    if session is None or session.placement is None or session.is_cancelled:
        return None
    start = session.placement.start
    return Slot(start, start + timedelta(minutes=session.duration_minutes), session.placement.room, session)


def slots_of(agenda: Agenda, ids: Iterable[str]) -> list[Slot]:
    """Give the slots of some sessions, in the order of their starts."""
    slots = [slot for i in ids if (slot := slot_of(agenda.session.get(i))) is not None]
    return sorted(slots, key=in_time)


def in_time(slot: Slot) -> tuple[datetime, datetime, str]:
    """Give the key that sorts slots by their starts."""
    return (slot.start, slot.end, slot.session.id)


def overlapping(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Give each pair of slots that share a moment; the slots must be in the order of their starts."""
    for i, first in enumerate(slots):
        for second in slots[i + 1 :]:
            if second.start >= first.end:
                break
            yield first, second


def shared_times(a: Slot, b: Slot) -> str:
    """Say when two overlapping slots are both on."""
    return when(max(a.start, b.start), min(a.end, b.end))


def shared_people(agenda: Agenda, a: Session, b: Session) -> tuple[str, ...]:
    """Give the persons who must be at both sessions, in the order of ids."""
    return tuple(sorted(agenda.people_in[a.id] & agenda.people_in[b.id]))


def date_of(agenda: Agenda, slot: Slot) -> date:
    """Give the date of the meeting's day that a slot starts on: after midnight it is still the day before's."""
    day = day_of(agenda.meeting, slot.start)
    return day.date if day else slot.start.date()
