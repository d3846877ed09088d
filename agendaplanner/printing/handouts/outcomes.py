"""The report on outcomes: recommendations by objective, each traced to its session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from agendaplanner.model.outcomes import stance_of, synthesis
from agendaplanner.model.words import session_mark
from agendaplanner.printing.handouts.base import Selection, Sheets
from agendaplanner.printing.handouts.tables import Column, Row, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.outcomes import By
    from agendaplanner.model.records import Recommendation
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed


def write_outcomes(
    agenda: Agenda,
    path: Path,
    *,
    by: By = "objective",
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write the report: under each objective (or addressee, session, stance) its recommendations.

    Each says how it stands, to whom it is addressed and which session it comes from.

    Raises:
        UsageError: There are no recommendations.
        FileError: The file cannot be written.
    """
    del selection  # outcomes are of the whole meeting
    sheets = Sheets(agenda, "outcomes", edition, version=version, on=on)
    columns = [
        Column("Recommendation", 0.5),
        Column("Status", 0.16),
        Column("Addressed to", 0.22),
        Column("Items", 0.12),
    ]

    def rows() -> Iterator[Row]:
        for number, group in enumerate(synthesis(agenda, by), start=1):
            if not group.recommendations:
                continue
            if by == "objective" and group.key:
                # objectives are sentences, too long for one line of a heading
                yield Row(heading=f"{sheets.say('Objective')} {number}")
                yield Row((group.key, "", "", ""), muted=True)
            else:
                yield Row(heading=group.key or sheets.say("Other"))
            for id_ in group.recommendations:
                each = cast("Recommendation", agenda.table("recommendation")[id_])
                session = session_mark(agenda.session[each.session])
                text = f"{each.text} ({sheets.say(each.dimension)})" if each.dimension else each.text
                yield Row((text, sheets.say(stance_of(each)), each.addressed_to, session), least=18)

    return write_table(sheets, path, "Outcomes", columns, rows(), empty="There are no recommendations yet.")
