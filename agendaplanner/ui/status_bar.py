"""The line at the bottom: how the agenda stands, whether all is saved, and how large it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.words import counted

if TYPE_CHECKING:
    from agendaplanner.ui.commands import Commands
    from agendaplanner.ui.desk import Desk

HEIGHT = 28


class StatusBar(QtWidgets.QWidget):
    """Counts, saved, scale."""

    def __init__(self, desk: Desk, commands: Commands, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "below")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(14, 0, 10, 0)
        line.setSpacing(24)
        self.sessions, self.clashes, self.roles, self.saved = (self._label(line) for _ in range(4))
        line.addStretch(1)
        self.changes = QtWidgets.QToolButton(self)
        self.changes.setProperty("kind", "small flat")
        self.changes.setToolTip(commands.action("changes").statusTip())
        self.changes.clicked.connect(commands.action("changes").trigger)
        self.changes.hide()
        line.addWidget(self.changes)
        self._scale: list[QtWidgets.QToolButton] = []
        scale = QtWidgets.QHBoxLayout()
        scale.setSpacing(0)
        for id_, text in (("zoom out", "−"), ("fit", "100 %"), ("zoom in", "+")):
            button = QtWidgets.QToolButton(self)
            button.setProperty("kind", "small flat")
            button.setText(text)
            button.setAccessibleName(commands.action(id_).text())
            button.setToolTip(commands.action(id_).text())
            button.clicked.connect(commands.action(id_).trigger)
            button.setFixedSize(52 if id_ == "fit" else 24, 22)
            scale.addWidget(button)
            self._scale.append(button)
        line.addLayout(scale)
        desk.opened.connect(self._renew)
        desk.checked.connect(self._renew)
        desk.changed.connect(self._renew)
        self._renew()

    def _label(self, line: QtWidgets.QHBoxLayout) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel("", self)
        label.setProperty("kind", "small")
        line.addWidget(label)
        return label

    def show_changes(self, words: str) -> None:
        """Show what changed since the last version; "": nothing is published."""
        self.changes.setText(words)
        self.changes.setAccessibleName(words)
        self.changes.setVisible(bool(words))

    def show_scale(self, percent: int) -> None:
        """Show how large the timeline is drawn."""
        self._scale[1].setText(f"{percent} %")

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        findings = self._desk.findings if self._desk.is_checked else None
        for button in self._scale:
            button.setVisible(agenda is not None)
        if agenda is None or findings is None:
            for label in (self.sessions, self.clashes, self.roles, self.saved):
                label.setText("")
            return
        sessions = sum(not session.is_cancelled for session in agenda.session.values())
        self.sessions.setText(f"{counted(sessions, 'session', 'sessions')}, {len(agenda.placed)} placed")
        self.clashes.setText(counted(findings.counts()["clash"], "clash", "clashes"))
        to_do = findings.counts()["warning"]
        self.roles.setText(f"{counted(to_do, 'thing', 'things')} to do" if to_do else "nothing to do")
        at = self._desk.saved_at
        if not self._desk.can_change:
            self.saved.setText("Read only")
        else:
            self.saved.setText(f"Saved {at:%H:%M}" if at is not None else "All changes are saved")
