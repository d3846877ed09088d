"""Which calendars are written as files, and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.ui.exports import Export
from agendaplanner.ui.labels import named, restyle
from agendaplanner.ui.publishing.errand_dialog import offer_versions
from agendaplanner.ui.publishing.remembered import CalendarFiles, remember, remembered

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.publishing.since import Since
    from agendaplanner.ui.settings import Settings

SCOPES = (
    ("whole", "The whole meeting"),
    ("people", "Each person"),
    ("rooms", "Each room"),
    ("tracks", "Each track"),
    ("sessions", "Each session"),
)


class Calendars(QtWidgets.QDialog):
    """Choices, remembered for each file; then a folder is asked for."""

    def __init__(self, desk: Desk, settings: Settings, since: Since, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Write calendars")
        self.setMinimumWidth(400)
        self._desk, self._settings = desk, settings
        kept = remembered(settings, desk, CalendarFiles)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(10)
        self.version = QtWidgets.QComboBox(self)
        offer_versions(self.version, since.versions, now="As it stands now")
        lines.addLayout(named("What is written", self.version))
        head = QtWidgets.QLabel("A calendar (.ics) of", self)
        head.setProperty("kind", "small")
        lines.addWidget(head)
        self.scopes: dict[str, QtWidgets.QCheckBox] = {}
        for id_, words in SCOPES:
            check = self.scopes[id_] = QtWidgets.QCheckBox(words, self)
            check.setChecked(id_ in kept.what)
            check.toggled.connect(self._check)
            lines.addWidget(check)
        lines.addSpacing(6)
        self.breaks = QtWidgets.QCheckBox("With breaks, meals and receptions", self)
        self.breaks.setChecked(kept.breaks)
        lines.addWidget(self.breaks)
        self.alarm = QtWidgets.QSpinBox(self)
        self.alarm.setRange(0, 24 * 60)
        self.alarm.setSingleStep(5)
        self.alarm.setSuffix(" minutes before each session")
        self.alarm.setSpecialValueText("None")
        self.alarm.setValue(kept.alarm_minutes)
        lines.addLayout(named("Reminder", self.alarm))
        words = QtWidgets.QLabel(
            "A file that is written again moves the entry in a calendar, and takes out what was withdrawn.", self
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        lines.addWidget(words)
        buttons = QtWidgets.QDialogButtonBox(self)
        self.ok = buttons.addButton("Choose a folder…", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self.ok, "kind", "main")
        self.ok.setDefault(True)
        buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        lines.addWidget(buttons)
        self._check()

    def _check(self, *_: object) -> None:
        self.ok.setEnabled(any(check.isChecked() for check in self.scopes.values()))

    @property
    def chosen(self) -> CalendarFiles:
        """What was chosen."""
        what = tuple(id_ for id_, check in self.scopes.items() if check.isChecked())
        return CalendarFiles(what=what, breaks=self.breaks.isChecked(), alarm_minutes=self.alarm.value())

    @property
    def export(self) -> Export:
        """What is to be written."""
        chosen = self.chosen
        command = ["calendars", "FILE", "--to", "TO", "--what", ",".join(chosen.what)]
        command += [] if chosen.breaks else ["--no-breaks"]
        command += ["--alarm", str(chosen.alarm_minutes)] if chosen.alarm_minutes else []
        command += ["--of-version", str(self.version.currentData())] if self.version.currentData() else []
        return Export(id="export calendars", text="Calendars…", help="", command=tuple(command), ending="")

    def accept(self) -> None:
        """Remember what was chosen for this file."""
        remember(self._settings, self._desk, self.chosen)
        super().accept()
