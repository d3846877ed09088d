"""Small widgets that several parts of the window use: a label that elides, a bar of segments, a field with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

Qt = QtCore.Qt
NOTHING_BELOW_PX = 44
INSET_PX = 6
"""How far text stands from the edge of a field."""
AROUND_PX = 60
"""What of the screen a dialog leaves free, for its frame and the desktop's bars."""


class ElidedLabel(QtWidgets.QLabel):
    """A line of plain text that is elided where there is no room; the tool tip has all of it."""

    def __init__(self, parent: QtWidgets.QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Preferred)
        if kind:
            self.setProperty("kind", kind)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Ask for little: the rest is elided."""
        return QtCore.QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint as much as there is room for."""
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if words != self.text() else "")
        if self.width() < NOTHING_BELOW_PX and words != self.text():
            return  # a letter or two say nothing
        painter = QtGui.QPainter(self)
        painter.setPen(self.palette().color(QtGui.QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


class Segments(QtWidgets.QFrame):
    """One choice of a few, side by side."""

    chosen = QtCore.Signal(object)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segments")
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Fixed, QtWidgets.QSizePolicy.Policy.Fixed)
        self._line = QtWidgets.QHBoxLayout(self)
        self._line.setContentsMargins(2, 2, 2, 2)
        self._line.setSpacing(0)
        self._group = QtWidgets.QButtonGroup(self)
        self._values: list[object] = []
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer (name, value) pairs; keeps the buttons where the names are the same."""
        names = [name for name, _ in choices]
        self._values = [value for _, value in choices]
        if [button.text() for button in self._group.buttons()] == names:
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._line.removeWidget(button)
            button.deleteLater()
        for number, name in enumerate(names):
            button = QtWidgets.QPushButton(name, self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            # room for the bold face that the chosen one has
            bold = QtGui.QFont(button.font())
            bold.setWeight(QtGui.QFont.Weight.DemiBold)
            button.setMinimumWidth(QtGui.QFontMetrics(bold).horizontalAdvance(name) + 28)
            self._group.addButton(button, number)
            self._line.addWidget(button)

    def button_at(self, at: QtCore.QPoint) -> QtWidgets.QAbstractButton | None:
        """Give the button at a global place."""
        for button in self._group.buttons():
            if button.isVisible() and button.rect().contains(button.mapFromGlobal(at)):
                return button
        return None

    def mark(self, value: object) -> None:
        """Show which one is in force."""
        for button in self._group.buttons():
            button.setChecked(self._values[self._group.id(button)] == value)


def named(name: str, widget: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
    """Give a field under its name, the two tied together for screen readers."""
    lines = QtWidgets.QVBoxLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(3)
    label = QtWidgets.QLabel(name)
    label.setProperty("kind", "small")
    label.setBuddy(widget)
    widget.setAccessibleName(name)
    if isinstance(widget, QtWidgets.QSpinBox | QtWidgets.QTimeEdit) and (inside := widget.lineEdit()) is not None:
        inside.setTextMargins(INSET_PX, 0, 0, 0)  # the style sheet does not reach the line in it
    lines.addWidget(label)
    lines.addWidget(widget)
    return lines


def restyle(widget: QtWidgets.QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def resize_within_screen(dialog: QtWidgets.QWidget, width: int, height: int) -> None:
    """Give a dialog a size, but none that its screen has no room for."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - AROUND_PX), min(height, room.height() - AROUND_PX))


def dress(completer: QtWidgets.QCompleter) -> None:
    """Give the list that a completer drops down the look of the window's other lists that float."""
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("kind", "choices")


def completing(box: QtWidgets.QComboBox) -> None:
    """Let a box be typed in, offering what contains what was typed; only what it offers can be chosen."""
    box.setEditable(True)
    box.setInsertPolicy(QtWidgets.QComboBox.InsertPolicy.NoInsert)
    completer = box.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QtWidgets.QCompleter.CompletionMode.PopupCompletion)
        dress(completer)


def answers(dialog: QtWidgets.QDialog, words: str) -> tuple[QtWidgets.QDialogButtonBox, QtWidgets.QPushButton]:
    """Give the buttons of a dialog that asks, and the one that does what it asks for: "Cancel", and this in its words."""
    buttons = QtWidgets.QDialogButtonBox(dialog)
    buttons.addButton("Cancel", QtWidgets.QDialogButtonBox.ButtonRole.RejectRole)
    does = buttons.addButton(words, QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
    does.setProperty("kind", "main")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, does


def scrolled(page: QtWidgets.QWidget, parent: QtWidgets.QWidget) -> QtWidgets.QScrollArea:
    """Give a page that is scrolled up and down where it is higher than its room, and takes no focus itself."""
    area = QtWidgets.QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
