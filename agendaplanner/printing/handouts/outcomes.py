"""The report on outcomes: recommendations by objective, each traced to its session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from agendaplanner.model.outcomes import stance_of, synthesis
from agendaplanner.model.words import session_mark, session_name
from agendaplanner.printing.handouts.tables import Column, Row, draw_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.outcomes import By
    from agendaplanner.model.records import Recommendation
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_MOST_IN_A_CELL = 180
"""What has more characters stands over the whole width: nothing of it is left out."""


def draw_outcomes(sheets: Sheets, chosen: Selection, *, by: By = "objective") -> None:
    """Draw the report: under each objective (or addressee, session, stance) its recommendations.

    Each says how it stands, to whom it is addressed and which session it comes from.
    """
    agenda, say = sheets.agenda, sheets.say
    columns = [
        Column("Recommendation", 0.5),
        Column("Status", 0.18),
        Column("Addressed to", 0.2),
        Column("Items", 0.12),
    ]
    known = cast("dict[str, Recommendation]", agenda.table("recommendation"))

    def rows() -> Iterator[Row]:
        for number, group in enumerate(synthesis(agenda, by), start=1):
            found = [known[id_] for id_ in group.recommendations]
            found = [each for each in found if chosen.has_session(agenda, agenda.session[each.session])]
            if not found:
                continue
            if by == "objective" and group.key:
                # objectives are sentences, too long for one line of a heading
                yield Row(heading=f"{say('Objective')} {number}")
                yield Row(note=group.key)
            else:
                yield Row(heading=(say(group.key) if by == "stance" else group.key) or say("Other"))
            for each in found:
                text = f"{each.text} ({say(each.dimension)})" if each.dimension else each.text
                session = session_mark(agenda.session[each.session])
                facts = (say(stance_of(each)), each.addressed_to, session)
                if len(text) <= _MOST_IN_A_CELL:
                    yield Row((text, *facts), least=18)
                else:
                    yield Row(("", *facts), least=18)
                    yield Row(text=text)
        noted = [s for s in agenda.sessions if s.report and chosen.has_session(agenda, s)]
        for session in noted:
            yield Row(heading=say("{piece}: {title}", piece=say("Rapporteur’s notes"), title=session_name(session)))
            for paragraph in session.report.splitlines():
                if paragraph.strip():
                    yield Row(text=paragraph)

    draw_table(sheets, "Outcomes", columns, rows())
