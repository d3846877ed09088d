"""A word on what was just done, where the eye is: it leaves by itself, and offers to take the thing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

Tone = Literal["said", "fault"]
STAYS_MS: dict[Tone, int] = {"said": 6_000, "fault": 15_000}
ABOVE_PX = 16
"""How far above the lower edge it floats."""


class Toast(QtWidgets.QFrame):
    """One message at a time; the next one takes its place. The mouse over it keeps it."""

    def __init__(self, window: QtWidgets.QWidget, over: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._over = over
        self._act: Callable[[], object] | None = None
        self._other_act: Callable[[], object] | None = None
        self.setObjectName("toast")
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(14, 9, 8, 9)
        line.setSpacing(10)
        self._words = QtWidgets.QLabel(self)
        self._words.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        line.addWidget(self._words, 1)
        self._button = QtWidgets.QPushButton(self)
        self._button.clicked.connect(self._clicked)
        line.addWidget(self._button)
        self._second = QtWidgets.QPushButton(self)
        self._second.clicked.connect(self._second_clicked)
        line.addWidget(self._second)
        self._dismiss = QtWidgets.QPushButton("Dismiss", self)
        self._dismiss.clicked.connect(self.hide)
        line.addWidget(self._dismiss)
        self._leave = QtCore.QTimer(self, singleShot=True)
        self._leave.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def say(
        self,
        words: str,
        *,
        tone: Tone = "said",
        button: str = "",
        act: Callable[[], object] | None = None,
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say something; the button, if any, does ``act``, and ``other`` is a second button and what it does."""
        self._words.setText(words)
        self._act = act
        self._button.setText(button)
        self._button.setVisible(bool(button))
        text, self._other_act = other if other is not None else ("", None)
        self._second.setText(text)
        self._second.setVisible(other is not None)
        self._dismiss.setVisible(tone == "fault")
        kind = "toast" if tone == "said" else "fault"
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            for widget in (self, self._words, self._button, self._second, self._dismiss):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        metrics = self._words.fontMetrics()
        wide = max((metrics.horizontalAdvance(line) for line in words.split("\n")), default=0)
        self._words.setMinimumWidth(min(wide + 4, 520))
        self._words.setMaximumWidth(520)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._leave.start(STAYS_MS[tone])
        # spoken by screen readers without taking the focus
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self, words))

    def _clicked(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _second_clicked(self) -> None:
        act = self._other_act
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        over = self._over if self._over.isVisible() else self._window
        middle = over.mapTo(self._window, QtCore.QPoint(over.width() // 2, over.height()))
        x = min(max(middle.x() - self.width() // 2, 8), max(self._window.width() - self.width() - 8, 8))
        self.move(x, middle.y() - self.height() - ABOVE_PX)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Stay in the middle when the window changes its size."""
        if event.type() == QtCore.QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QtGui.QEnterEvent) -> None:
        """Stay while the mouse is on it."""
        self._leave.stop()

    def leaveEvent(self, event: QtCore.QEvent) -> None:
        """Go on leaving."""
        self._leave.start(2_000)
