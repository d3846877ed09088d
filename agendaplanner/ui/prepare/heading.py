"""The top of every preparation sheet: its name with the number that matters, what can be done, and a line about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDE_PX, TOP_PX, GAP_PX = 16, 12, 8
"""Around a sheet, and between what lies below each other in it."""
LINE_PX = 28
"""How high the heading line is, also where no button stands in it."""


class Heading(QtWidgets.QWidget):
    """Name and number at the left, buttons at the right, a muted line below.

    Attributes:
        title: What is said of the sheet: ``"Roles · 4 are open"``.
        words: What it is for, or how things stand.
    """

    def __init__(
        self,
        parent: QtWidgets.QWidget,
        name: str,
        words: str = "",
        *,
        buttons: Sequence[QtWidgets.QWidget] = (),
        beside: QtWidgets.QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(GAP_PX)
        self.title = QtWidgets.QLabel(self)
        self.title.setProperty("kind", "title")
        self.title.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.title.setWordWrap(beside is None)
        self.title.setMinimumHeight(LINE_PX)
        line.addWidget(self.title, 0 if beside is not None else 1)
        if beside is not None:
            line.addWidget(beside, 1)
        for button in buttons:
            line.addWidget(button, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        lines.addLayout(line)
        self.words = QtWidgets.QLabel(words, self)
        self.words.setProperty("kind", "muted")
        self.words.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        lines.addWidget(self.words)
        self.say("")

    def say(self, fact: str) -> None:
        """Say after the sheet's name what matters most; "" for the name alone."""
        self.title.setText(f"{self._name} · {fact}" if fact else self._name)


def sheet_lines(sheet: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
    """Give the layout of a sheet, with the margins that all have."""
    lines = QtWidgets.QVBoxLayout(sheet)
    lines.setContentsMargins(SIDE_PX, TOP_PX, SIDE_PX, TOP_PX)
    lines.setSpacing(GAP_PX)
    return lines
