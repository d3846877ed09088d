"""Door lists: for each session that is not for everyone the names of those who are at it, to be ticked off at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.attendance import has_part, people_at
from agendaplanner.model.words import person_full
from agendaplanner.printing.handouts.base import numbered, room_name, time_range
from agendaplanner.printing.handouts.tables import Column, Row, draw_table
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import track_dashes

if TYPE_CHECKING:
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_COLUMNS = (
    Column("Name", 0.34, bold=True),
    Column("Delegation", 0.28),
    Column("Position", 0.28),
    Column("Present", 0.1, tick=True),
)


def draw_door_lists(sheets: Sheets, chosen: Selection) -> None:
    """Draw a list for each session of which somebody is named: those with a part first, then by family name."""
    agenda, say = sheets.agenda, sheets.say
    for day, session in chosen.sessions(agenda):
        people = sorted(people_at(agenda, session), key=lambda p: not has_part(session, p.id))
        if session.is_quiet or session.is_for_everyone or not people:
            continue
        where = [say.long_day(day.day.date), time_range(session, say), room_name(agenda, session)]
        colour, dashes = sheets.edition.track_colour(agenda, session.track), track_dashes(agenda, session.track)
        place = say.listed([*filter(None, where)])
        rows = [Row(heading=numbered(session), below=place, colour=colour, dashes=dashes)]
        rows += [Row((person_full(p), sender(agenda, p), p.position, ""), least=20) for p in people]
        draw_table(sheets, "Door list", _COLUMNS, rows)
