"""Actions about when people cannot be at the meeting, as their own calendars tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.actions import set_fields
from agendaplanner.model.records import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.parts import Period

BUSY = "busy in their own calendar"
"""The reason of absences that were read from a person's calendar; what an entry is called is nobody's business."""


def take_busy(agenda: Agenda, person_id: str, periods: Iterable[Period]) -> Change:
    """Note when a person's own calendar says busy, in place of what was read from it before; other absences stay.

    Raises:
        UsageError: No such person.
    """
    person = agenda.get(Person, person_id)
    others = [period for period in person.away if period.reason != BUSY]
    away = tuple(sorted([*others, *periods], key=lambda period: (period.start, period.end, period.reason)))
    return set_fields(agenda, person, label=f"Busy times of {person.name}", away=away)
