"""The list of participants for signature: by delegation, with a box to sign in for each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.words import person_full
from agendaplanner.printing.handouts.tables import Column, Row, draw_table
from agendaplanner.printing.roles import sender

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_MOST_DAYS = 4
_SIGNATURES = 0.44
"""Of the width, for the boxes to sign in."""


def draw_participants(sheets: Sheets, chosen: Selection) -> None:
    """Draw the list; of rooms that are chosen, those who are named in what takes place there."""
    agenda, say = sheets.agenda, sheets.say
    people = chosen.by_sender(agenda, chosen.in_rooms(agenda))
    days = [day for day in agenda.meeting.days if not chosen.days or day.date in chosen.days][:_MOST_DAYS]
    columns = [
        Column("Name", 0.28, bold=True),
        Column("Position", 0.28),
        *(Column(say.long_day(day.date), _SIGNATURES / len(days), ruled=True, said=True) for day in days),
    ]
    if not days:
        columns.append(Column("Signature", _SIGNATURES, ruled=True))

    def rows() -> Iterator[Row]:
        last = None
        for person in people:
            of = sender(agenda, person) or say("No delegation")
            if of != last:
                yield Row(heading=of)
                last = of
            yield Row((person_full(person), person.position, *[""] * (len(columns) - 2)), least=30)

    draw_table(sheets, "List of participants", columns, rows())
