"""What somebody should have read: the papers of all sessions they are at, and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.papers import days_late, due_of, paper_mark, reading_of
from agendaplanner.model.times import short_day

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Paper, Person

MOST = 12


def paper_line(agenda: Agenda, paper: Paper, today: date) -> str:
    """Say in a line which paper it is, how far, and when it is due or how late: "DCD/DAC(2008)4 · final, 3 days late"."""
    due = due_of(agenda, paper)
    late = days_late(agenda, paper, today)
    when = ""
    if late:
        when = f", {late} day{'' if late == 1 else 's'} late"
    elif due is not None and paper.status != "circulated":
        when = f", due {short_day(due)}"
    return f"{paper_mark(paper)} · {paper.status}{when}"


class Reading(QtWidgets.QWidget):
    """A heading, and the papers below it; hidden where there are none."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        heading = QtWidgets.QLabel("Should have read", self)
        heading.setProperty("kind", "heading")
        self.papers = QtWidgets.QLabel(self)
        self.papers.setProperty("kind", "muted")
        self.papers.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.papers.setWordWrap(True)
        lines.addWidget(heading)
        lines.addWidget(self.papers)

    def show_person(self, agenda: Agenda, person: Person | None, today: date) -> None:
        """Show what a person should have read; None: nobody is shown."""
        papers = reading_of(agenda, person) if person is not None else ()
        said = [paper_line(agenda, paper, today) for paper in papers[:MOST]]
        if len(papers) > MOST:
            said.append(f"and {len(papers) - MOST} more")
        self.papers.setText("\n".join(said))
        self.setVisible(bool(papers))
