"""What to do where a place is taken: a small list at the place itself, for mouse and keys. It is no dialog.

The choice that the mouse is on, or that has the focus, is previewed on the timeline by whoever listens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.changes import Change
from agendaplanner.model.parts import Placement
from agendaplanner.ui.announcing import announce
from agendaplanner.ui.timeline.judging import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence


Qt = QtCore.Qt
WIDE_PX, SIDE_PX = 300, 6
MARGIN_PX = 8


class Choice(msgspec.Struct, frozen=True):
    """Something that can be done, or why not."""

    text: str
    note: str
    change: Change | None
    """None: it cannot be done; the note says why."""
    moves: tuple[tuple[str, Placement | None], ...] = ()
    """The other sessions that would move, and where to."""
    tone: Tone = "ok"
    leads_to: Placement | None = None
    """Where the session in the hand goes, where that is not where it was dropped."""


class Choices(QtWidgets.QFrame):
    """The choices, one under the other; the first that can be done has the focus."""

    chosen = QtCore.Signal(int)
    looked_at = QtCore.Signal(int)
    """The number of the choice that the mouse or the focus is on."""
    left = QtCore.Signal()

    def __init__(self, window: QtWidgets.QWidget, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(window)
        self.setObjectName("choices")
        self.setProperty("kind", "popup")
        self._window = window
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(SIDE_PX, 8, SIDE_PX, 6)
        lines.setSpacing(2)
        head = QtWidgets.QLabel(self)
        metrics = head.fontMetrics()
        head.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, WIDE_PX - 40))
        head.setProperty("kind", "small")
        head.setContentsMargins(8, 0, 8, 2)
        head.setTextFormat(Qt.TextFormat.PlainText)
        lines.addWidget(head)
        self._at = 0
        self.buttons = [self._button(number, choice) for number, choice in enumerate(choices)]
        for button in self.buttons:
            lines.addWidget(button)
        self.setFixedWidth(WIDE_PX)
        shadow = QtWidgets.QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QtGui.QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        words = ". ".join(f"{choice.text}: {choice.note}" for choice in choices)
        announce(self, f"{title}. {words}")

    def _button(self, number: int, choice: Choice) -> _ChoiceButton:
        button = _ChoiceButton(choice, self)
        button.clicked.connect(lambda: self.chosen.emit(number))
        button.looked_at.connect(lambda: self._look(number))
        return button

    def _look(self, number: int) -> None:
        self._at = number
        self.buttons[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked_at.emit(number)

    def show_at(self, at: QtCore.QRect) -> None:
        """Show them beside a rectangle of the window, wherever there is room."""
        window = self._window
        self.ensurePolished()
        for button in self.buttons:
            button.wrap_in(WIDE_PX - 2 * SIDE_PX)
        self.adjustSize()
        right, left = at.right() + MARGIN_PX, at.left() - MARGIN_PX - self.width()
        x = right if right + self.width() <= window.width() - MARGIN_PX else left
        if x < MARGIN_PX:
            x = min(max(at.center().x() - self.width() // 2, MARGIN_PX), window.width() - self.width() - MARGIN_PX)
        y = min(max(at.top(), MARGIN_PX), window.height() - self.height() - MARGIN_PX)
        self.move(x, y)
        self.show()
        self.raise_()
        first = next((i for i, button in enumerate(self.buttons) if button.isEnabled()), None)
        if first is not None:
            self._look(first)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go up and down, choose, or leave."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Stay among the choices with Tab."""
        self._step(1 if forward else -1)
        return True

    def _step(self, way: int) -> None:
        usable = [i for i, button in enumerate(self.buttons) if button.isEnabled()]
        if usable:
            now = usable.index(self._at) if self._at in usable else 0
            self._look(usable[(now + way) % len(usable)])


class _ChoiceButton(QtWidgets.QPushButton):
    """A choice: what it does, and what comes of it."""

    looked_at = QtCore.Signal()

    def __init__(self, choice: Choice, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setAccessibleName(choice.text)
        self.setAccessibleDescription(choice.note)
        self.setEnabled(choice.change is not None)
        self.setAutoDefault(True)
        self._lines = lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(10, 6, 10, 7)
        lines.setSpacing(1)
        text = QtWidgets.QLabel(choice.text, self)
        text.setProperty("kind", "strong")
        note = QtWidgets.QLabel(choice.note, self)
        note.setProperty("kind", "choice note")
        note.setProperty("tone", choice.tone if choice.change is not None else "")
        note.setWordWrap(True)
        for label in (text, note):
            label.setProperty("off", choice.change is None)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(label)

    def wrap_in(self, width: int) -> None:
        """Take the height that its words need at a width."""
        self.setFixedHeight(self._lines.totalHeightForWidth(width))

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Choose with Enter too; leave arrows and Escape to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def enterEvent(self, event: QtGui.QEnterEvent) -> None:
        """Be looked at."""
        super().enterEvent(event)
        if self.isEnabled():
            self.looked_at.emit()
