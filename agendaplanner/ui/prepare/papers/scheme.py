"""What the meeting has settled for all papers: when they are due, and how their symbols begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.papers import counted_due, next_symbol, set_due_days
from agendaplanner.model.times import short_day
from agendaplanner.ui.fields.editors import put_text
from agendaplanner.ui.labels import named

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

MOST_DAYS = 365
DUE = "Due, days before the meeting"


class Scheme(QtWidgets.QWidget):
    """Whose papers are shown, and the two fields; side by side, or in two lines."""

    said = QtCore.Signal(object)
    """The ``Change`` that was made, or None."""

    def __init__(self, desk: Desk, whose: QtWidgets.QWidget, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines = QtWidgets.QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(6)
        self.days = QtWidgets.QLineEdit(self)
        self.days.setPlaceholderText("each has its own date")
        self.days.setToolTip("Counted back from the first day; a date of a paper's own goes before it")
        self.days.editingFinished.connect(self._due)
        self.prefix = QtWidgets.QLineEdit(self)
        self.prefix.setPlaceholderText("such as DCD/DAC(2008)")
        self.prefix.editingFinished.connect(self._begin)
        self._fields = [self._under(name, field) for name, field in (("Papers of", whose), (DUE, self.days))]
        self._fields.append(self._under("Symbols begin with", self.prefix))
        self.stack(on=False)

    def _under(self, name: str, field: QtWidgets.QWidget) -> QtWidgets.QWidget:
        holder = QtWidgets.QWidget(self)
        holder.setLayout(named(name, field))
        return holder

    def stack(self, *, on: bool) -> None:
        """Lay the fields in two lines, or side by side."""
        whose, days, prefix = self._fields
        for field in self._fields:
            self._lines.removeWidget(field)
        if on:
            self._lines.addWidget(whose, 0, 0, 1, 2)
            self._lines.addWidget(days, 1, 0)
            self._lines.addWidget(prefix, 1, 1)
        else:
            for column, field in enumerate(self._fields):
                self._lines.addWidget(field, 0, column)
        for column in range(3):
            self._lines.setColumnStretch(column, 0 if on and column == 2 else 1)

    def renew(self, agenda: Agenda) -> None:
        """Show what is settled."""
        meeting, due = agenda.meeting, counted_due(agenda)
        for field, text in (
            (self.days, "" if meeting.papers_due_days is None else str(meeting.papers_due_days)),
            (self.prefix, meeting.symbol_prefix),
        ):
            if not (field.hasFocus() and field.isModified()):
                put_text(field, text)
            field.setEnabled(self._desk.can_change)
        label = self._fields[1].findChild(QtWidgets.QLabel)
        if isinstance(label, QtWidgets.QLabel):
            label.setText(f"{DUE}: {short_day(due)[4:]} {due.year}" if due is not None else DUE)
        self.prefix.setToolTip(f"The next is {next_symbol(agenda)}" if meeting.symbol_prefix else "")

    def _due(self) -> None:
        if not self.days.isModified():
            return
        self.days.setModified(False)
        text = self.days.text().strip()
        if text and not (text.isdecimal() and int(text) <= MOST_DAYS):
            self._desk.failed.emit(
                UsageError(f"{text!r} is no number of days.", advice=f"Type 0 to {MOST_DAYS}, or nothing.")
            )
            return
        self.said.emit(self._desk.do(lambda agenda: set_due_days(agenda, int(text) if text else None)))

    def _begin(self) -> None:
        prefix = self.prefix.text().strip()
        if not self.prefix.isModified():
            return
        self.prefix.setModified(False)
        label = f"Symbols begin with {prefix}" if prefix else "Symbols have no scheme"
        self.said.emit(
            self._desk.do(lambda agenda: actions.set_fields(agenda, agenda.meeting, label=label, symbol_prefix=prefix))
        )
