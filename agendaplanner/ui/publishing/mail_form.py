"""The fields that say where mail is handed in; remembered for each file, the password in the system's keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.labels import named
from agendaplanner.ui.publishing.errand_dialog import Password
from agendaplanner.ui.publishing.remembered import Mail, remember, remembered

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.publishing.remembered import Security
    from agendaplanner.ui.settings import Settings

SECURITIES: tuple[tuple[str, Security], ...] = (
    ("STARTTLS (usual)", "starttls"),
    ("TLS", "tls"),
    ("None", "none"),
)
USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MailForm(QtWidgets.QWidget):
    """Server, port, security, user, password; and the address that mails come from, which is the meeting's."""

    changed = QtCore.Signal()

    def __init__(self, desk: Desk, settings: Settings, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self.again: frozenset[str] = frozenset()
        """Who gets a notice again of whom it is not known whether they got it."""
        kept = remembered(settings, desk, Mail)
        self.host = QtWidgets.QLineEdit(kept.host, self)
        self.host.setPlaceholderText("smtp.example.org")
        self.port = QtWidgets.QSpinBox(self)
        self.port.setRange(0, 65535)
        self.security = QtWidgets.QComboBox(self)
        for words, value in SECURITIES:
            self.security.addItem(words, value)
        self.security.setCurrentIndex(self.security.findData(kept.security))
        self.port.setValue(kept.port)
        self.user = QtWidgets.QLineEdit(kept.user, self)
        self.user.setPlaceholderText("None: without logging in")
        self.password = Password(self)
        self.password.show_kept(kept=kept.kept)
        self.from_line = QtWidgets.QLabel(self)
        self.from_line.setProperty("kind", "muted")
        self.from_line.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(12)
        top = QtCore.Qt.AlignmentFlag.AlignTop
        for name, widget, share in (
            ("Mail server", self.host, 4),
            ("Port", self.port, 1),
            ("Encryption", self.security, 2),
            ("User", self.user, 3),
        ):
            part = named(name, widget)
            part.setAlignment(top)
            line.addLayout(part, share)
        line.addWidget(self.password, 3, top)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(line)
        lines.addWidget(self.from_line)
        self.host.textChanged.connect(self.changed)
        self.user.textChanged.connect(self.changed)
        self.security.currentIndexChanged.connect(self._show_port)
        desk.changed.connect(self._show_sender)
        self._show_port()
        self._show_sender()

    def _show_port(self, *_: object) -> None:
        self.port.setSpecialValueText(f"{USUAL_PORTS[self.security.currentData()]} (usual)")

    @QtCore.Slot()
    def _show_sender(self, *_: object) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            meeting = agenda.meeting
            name = meeting.contact or meeting.title
            self.from_line.setText(
                f"From {name} <{meeting.contact_email}>, the meeting's contact."
                if meeting.contact_email
                else "The meeting has no contact e-mail, in whose name mails could go out. Set it in its details."
            )

    @property
    def is_ready(self) -> bool:
        """Whether it says where to send to."""
        return bool(self.host.text().strip())

    def words(self) -> list[str]:
        """Give the words of the command that send."""
        port = f":{self.port.value()}" if self.port.value() else ""
        found = ["--send", "--smtp", f"{self.host.text().strip()}{port}", "--security", self.security.currentData()]
        if self.user.text().strip():
            found += ["--user", self.user.text().strip(), *self.password.words()]
        for person in sorted(self.again):
            found += ["--again", person]
        return found

    def remember(self) -> None:
        """Remember it for this file."""
        before = remembered(self._settings, self._desk, Mail)
        typed = bool(self.password.field.text())
        now = Mail(
            host=self.host.text().strip(),
            port=self.port.value(),
            security=self.security.currentData(),
            user=self.user.text().strip(),
            kept=self.password.keep.isChecked() and (typed or before.kept),
        )
        remember(self._settings, self._desk, now)
