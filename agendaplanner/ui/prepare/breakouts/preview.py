"""What stands over the board: how many got which choice, as a bar and in words, and what a proposal comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.planning.breakouts.choices import choice_word, choices_sentence, in_order
from agendaplanner.ui.prepare.breakouts.wishes import is_shortcut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
_ALPHAS = (0.95, 0.62, 0.38, 0.22)
"""Of the accent, for the first choice, the second, ..."""


class ChoicesBar(QtWidgets.QWidget):
    """How many people got which choice: parts of a bar, each with its number where there is room."""

    HEIGHT = 18

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._choices: Mapping[str, int] = {}
        self.setFixedHeight(self.HEIGHT)
        look.changed.connect(self.update)

    def take(self, choices: Mapping[str, int]) -> None:
        """Show other counts."""
        self._choices = choices
        self.setAccessibleName(f"Choices met: {choices_sentence(choices)}")
        self.setToolTip("\n".join(f"{choices[c]} {choice_word(c)}" for c in in_order(choices)))
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the parts."""
        look, painter = self._look, QtGui.QPainter(self)
        whole = sum(self._choices.values())
        left = 0.0
        painter.setFont(look.font(11, bold=True))
        for choice in in_order(self._choices):
            count = self._choices[choice]
            if not count:
                continue
            wide = self.width() * count / whole
            rect = QtCore.QRectF(left, 0, max(wide - 1, 1), self.height())
            ink = "text"
            if choice.isdigit():
                rank = min(int(choice) - 1, len(_ALPHAS) - 1)
                painter.fillRect(rect, look.colour("accent", _ALPHAS[rank]))
                ink = "on_accent" if rank == 0 else "text"
            elif choice in ("other", "nowhere"):
                painter.fillRect(rect, look.colour("warning", 0.30 if choice == "other" else 0.6))
            else:
                painter.fillRect(rect, look.colour("grid"))
                painter.fillRect(rect, look.hatch("muted", 0.35))
            if wide > painter.fontMetrics().horizontalAdvance(str(count)) + 4:
                painter.setPen(look.colour(ink))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(count))
            left += wide


class Proposal(QtWidgets.QFrame):
    """An allocation that was found and does not stand yet: what it comes to, accept and drop."""

    accepted = QtCore.Signal()
    dropped = QtCore.Signal()

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "proposal")
        self.setAccessibleName("Proposed allocation")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(4)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.title = _label(self, "strong")
        line.addWidget(self.title, 1)
        self.drop = QtWidgets.QPushButton("Drop", self)
        self.drop.setToolTip("Leave everybody where they are (Esc)")
        self.drop.clicked.connect(self.dropped)
        self.accept = QtWidgets.QPushButton("Accept", self)
        self.accept.setProperty("kind", "main")
        self.accept.setToolTip("Make the change; one undo takes it back")
        self.accept.clicked.connect(self.accepted)
        line.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(line)
        self.words = _label(self, "muted")
        lines.addWidget(self.words)

    def show_words(self, title: str, words: Sequence[str]) -> None:
        """Say what it comes to."""
        self.title.setText(title)
        self.words.setText("\n".join(words))
        self.words.setVisible(bool(words))

    def event(self, event: QtCore.QEvent) -> bool:
        """Take Escape, which elsewhere in the window is for the selection."""
        if is_shortcut(event) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Drop with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
            return
        super().keyPressEvent(event)


class Progress(QtWidgets.QWidget):
    """How far the search is, what to do about it."""

    stop_asked = QtCore.Signal()
    cancel_asked = QtCore.Signal()

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.words = _label(self, "muted")
        line.addWidget(self.words, 1)
        self.bar = QtWidgets.QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(90)
        self.bar.setAccessibleName("Allocating")
        line.addWidget(self.bar)
        self.stop = QtWidgets.QPushButton("Take best so far", self)
        self.stop.setProperty("kind", "act")
        self.stop.clicked.connect(self.stop_asked)
        self.cancel = QtWidgets.QPushButton("Cancel", self)
        self.cancel.setProperty("kind", "act")
        self.cancel.setToolTip("Call it off; nothing changes")
        self.cancel.clicked.connect(self.cancel_asked)
        line.addWidget(self.stop)
        line.addWidget(self.cancel)


def _label(parent: QtWidgets.QWidget, kind: str) -> QtWidgets.QLabel:
    label = QtWidgets.QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label
