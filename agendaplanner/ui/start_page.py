"""What is seen with no file open: the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.labels import ElidedLabel

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.ui.commands import Commands
    from agendaplanner.ui.settings import Settings

WIDE_PX = 460


class StartPage(QtWidgets.QWidget):
    """New meeting, open, example, and the files of late."""

    open_asked = QtCore.Signal(object)
    """A path."""

    def __init__(self, commands: Commands, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setProperty("kind", "ground")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        around = QtWidgets.QVBoxLayout(self)
        around.addStretch(2)
        middle = QtWidgets.QWidget(self)
        middle.setFixedWidth(WIDE_PX)
        lines = QtWidgets.QVBoxLayout(middle)
        lines.setSpacing(10)
        hero = QtWidgets.QLabel("Plan a meeting", middle)
        hero.setProperty("kind", "hero")
        lines.addWidget(hero)
        words = QtWidgets.QLabel(
            "Sessions, people and rooms without clashes; calendars that stay right when the plan changes; "
            "a programme to print.",
            middle,
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        lines.addWidget(words)
        lines.addSpacing(10)
        buttons = QtWidgets.QHBoxLayout()
        buttons.setSpacing(8)
        for id_, kind in (("new", "main"), ("open", ""), ("example", "")):
            action = commands.action(id_)
            button = QtWidgets.QPushButton(action.text(), middle)
            button.setToolTip(action.statusTip())
            if kind:
                button.setProperty("kind", kind)
                self.setFocusProxy(button)
            button.clicked.connect(action.trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addSpacing(18)
        self._recent_heading = QtWidgets.QLabel("Recent", middle)
        self._recent_heading.setProperty("kind", "heading")
        lines.addWidget(self._recent_heading)
        self._recent = QtWidgets.QVBoxLayout()
        self._recent.setSpacing(2)
        lines.addLayout(self._recent)
        # stretches, not an alignment: an aligned widget is not asked how high its wrapped words are
        across = QtWidgets.QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(3)
        self.renew()

    def renew(self) -> None:
        """Show the files of late that are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        recent = self._settings.recent
        self._recent_heading.setVisible(bool(recent))
        for path in recent:
            self._recent.addWidget(self._row(path))

    def _row(self, path: Path) -> QtWidgets.QWidget:
        row = QtWidgets.QPushButton(self)
        row.setProperty("kind", "recent")
        row.setAccessibleName(f"Open {path.name}")
        row.setToolTip(str(path))
        line = QtWidgets.QHBoxLayout(row)
        line.setContentsMargins(8, 4, 8, 4)
        name = ElidedLabel(row)
        name.setText(path.stem)
        folder = ElidedLabel(row, kind="muted")
        folder.setText(str(path.parent))
        for label in (name, folder):
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.addWidget(name)
        line.addWidget(folder, 1)
        row.setMinimumHeight(30)
        row.clicked.connect(lambda: self.open_asked.emit(path))
        return row
