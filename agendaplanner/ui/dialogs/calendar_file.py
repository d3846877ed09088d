"""What an iCalendar file is: somebody's own calendar, from which only busy times are taken, or a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.ui.labels import completing, named, restyle

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda


class CalendarFile(QtWidgets.QDialog):
    """Asks what to make of the file."""

    def __init__(self, source: Path, agenda: Agenda, whose: str | None, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import a calendar")
        self.setMinimumWidth(420)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(12)
        head = QtWidgets.QLabel(f"What is {source.name}?", self)
        head.setProperty("kind", "strong")
        head.setWordWrap(True)
        lines.addWidget(head)
        self.busy = QtWidgets.QRadioButton(
            "Somebody's own calendar: take when the person is busy, and nothing else", self
        )
        self.sessions = QtWidgets.QRadioButton("A programme: make a new meeting of it, in a file of its own", self)
        self.person = QtWidgets.QComboBox(self)
        for person in agenda.people:
            self.person.addItem(person.name, person.id)
        completing(self.person)
        self.person.setCurrentIndex(self.person.findData(whose) if whose is not None else -1)
        lines.addWidget(self.busy)
        whose_line = QtWidgets.QHBoxLayout()
        whose_line.setContentsMargins(24, 0, 0, 0)
        whose_line.addLayout(named("Whose it is", self.person))
        lines.addLayout(whose_line)
        lines.addWidget(self.sessions)
        buttons = QtWidgets.QDialogButtonBox(self)
        self.ok = buttons.addButton("Import", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self.ok, "kind", "main")
        self.ok.setDefault(True)
        buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lines.addWidget(buttons)
        self.busy.toggled.connect(self._check)
        self.person.currentIndexChanged.connect(self._check)
        (self.busy if whose is not None else self.sessions).setChecked(True)
        self._check()

    def _check(self, *_: object) -> None:
        self.person.setEnabled(self.busy.isChecked())
        self.ok.setEnabled(self.sessions.isChecked() or self.whose is not None)

    @property
    def whose(self) -> str | None:
        """The person whose busy times are taken; None: it is a programme, or nobody was chosen."""
        return self.person.currentData() if self.busy.isChecked() and self.person.currentIndex() >= 0 else None
