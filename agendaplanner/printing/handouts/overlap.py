"""The report on overlap with sister meetings, to go with a letter: who is asked for by several meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.sisters import date_clashes, overlaps, sisters, wanted
from agendaplanner.printing.handouts.base import Handout
from agendaplanner.printing.handouts.tables import Column, Row, draw_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.checks.sisters import Overlap
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection


def draw_overlap(
    sheets: Sheets, chosen: Selection, *, found: Sequence[Overlap] | None = None, sister: str = ""
) -> None:
    """Draw the report: under each sister meeting its dates, and the people whom both invite.

    Args:
        sheets: What is drawn on.
        chosen: Of people and delegations, who is in the report.
        found: Who is on several lists; None: as can be told without the secret of hashed lists.
        sister: The meeting that the letter goes to, by id: nothing is said of the lists of others.
    """
    agenda, say = sheets.agenda, sheets.say
    known = overlaps(agenda) if found is None else found
    numbers = {row.person: row.meetings for row in wanted(agenda, known)}
    people = {person.id for person in chosen.persons(agenda)}
    clashing = set(date_clashes(agenda))
    columns = [Column("Name", 0.3, bold=True), Column("Position", 0.38), Column("Asked for by", 0.16), Column("", 0.16)]

    def rows() -> Iterator[Row]:
        for each in sisters(agenda):
            here = [row for row in wanted(agenda, known, sister=each.id) if row.person in people]
            if sister not in ("", each.id) or not here:
                continue
            yield Row(heading=each.name)
            days = dict.fromkeys(day for day in (each.first_day, each.last_day) if day)
            facts = [" – ".join(say.full_date(day) for day in days), each.city]
            facts += [say("on the days of this meeting")] if each.id in clashing else []
            facts += [say("{n} of {all} on both lists", n=len(here), all=len(each.invitees))]
            yield Row(note=say.listed([*filter(None, facts)]))
            for row in here:
                person = agenda.person[row.person]
                position = say.listed([*filter(None, [person.position, person.organisation])])
                open_ = say("to be confirmed") if row.is_open else ""
                yield Row((person.name, position, say("{n} meetings", n=numbers[row.person]), open_))

    draw_table(sheets, "Overlap with sister meetings", columns, rows())


write_overlap = Handout(
    name="overlap with sister meetings", draw=draw_overlap, empty="Nobody is known to be on two lists."
)
