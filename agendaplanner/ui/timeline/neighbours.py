"""When everything begins and ends, so that what is dragged is drawn to the edges of what lies beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agendaplanner.ui.timeline.arranging import spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session


class Neighbours:
    """When everything begins and ends, by room, looked up in one pass over the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self._all: list[tuple[str, datetime, datetime]] = []
        self._across: list[tuple[str, datetime, datetime]] = []
        self._by_room: dict[str | None, list[tuple[str, datetime, datetime]]] = {}
        # a thousand times between a press and the next frame: nothing is asked or made twice
        everyone = frozenset(agenda.for_everyone)
        lengths: dict[int, timedelta] = {}
        for other in agenda.placed:
            placement = other.placement
            if placement is None:
                continue
            minutes, begin = other.duration_minutes, placement.start
            length = lengths.get(minutes)
            if length is None:
                length = lengths[minutes] = timedelta(minutes=minutes)
            entry = (other.id, begin, begin + length)
            self._all.append(entry)
            if other.id in everyone or (placement.room is None and spans(other)):
                self._across.append(entry)
            else:
                self._by_room.setdefault(placement.room, []).append(entry)

    def beside(self, session: Session, room: str | None, *, but: Iterable[str]) -> list[tuple[datetime, datetime]]:
        """Give beginning and end of what lies beside a session in a room, or across all rooms."""
        left_out = frozenset(but)
        near = self._all if spans(session) else (*self._by_room.get(room, ()), *self._across)
        return [(begin, end) for id_, begin, end in near if id_ not in left_out]
