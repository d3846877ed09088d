"""A new meeting: what it is called, when it begins, in which time zone."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import available_timezones

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.new import WEEKS_AHEAD, local_timezone
from agendaplanner.ui.labels import completing, named


class NewMeeting(QtWidgets.QDialog):
    """Asks for title, first day and time zone. The rest is changed in the window."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New meeting")
        self.setMinimumWidth(440)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(12)
        self.title_field = QtWidgets.QLineEdit(self)
        self.title_field.setPlaceholderText("Thematic expert meeting")
        lines.addLayout(named("Title", self.title_field))
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(12)
        ahead = date.today() + timedelta(weeks=WEEKS_AHEAD)
        ahead -= timedelta(days=ahead.weekday())
        self.first_day_field = QtWidgets.QDateEdit(QtCore.QDate(ahead.year, ahead.month, ahead.day), self)
        self.first_day_field.setCalendarPopup(True)
        self.first_day_field.setDisplayFormat("ddd d MMM yyyy")
        line.addLayout(named("First day", self.first_day_field), 1)
        self.zone_field = QtWidgets.QComboBox(self)
        self.zone_field.addItems(sorted(available_timezones()))
        self.zone_field.setCurrentText(local_timezone())
        completing(self.zone_field)
        line.addLayout(named("Time zone", self.zone_field), 1)
        lines.addLayout(line)
        words = QtWidgets.QLabel(
            "It begins with two days, three rooms, and the sessions that every meeting has; all of it can be changed.",
            self,
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        lines.addWidget(words)
        self._buttons = QtWidgets.QDialogButtonBox(self)
        self._make = self._buttons.addButton("Choose a file…", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        self._make.setProperty("kind", "main")
        self._buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        lines.addWidget(self._buttons)
        self.title_field.textChanged.connect(self._check)
        self.zone_field.currentTextChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        self._make.setEnabled(bool(self.meeting_title) and self.zone_field.currentText() in available_timezones())

    @property
    def meeting_title(self) -> str:
        """What the meeting is called."""
        return self.title_field.text().strip()

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        day = self.first_day_field.date()
        return date(day.year(), day.month(), day.day())

    @property
    def timezone(self) -> str:
        """The IANA name of its time zone."""
        return self.zone_field.currentText()
