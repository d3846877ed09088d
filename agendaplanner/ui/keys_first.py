"""Keys that belong first to where the cursor is, and then to the window: Escape, undo and redo, letters, Delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable

Event = QtCore.QEvent.Type
WITH_SESSIONS = frozenset({"timeline", "backlog", "problems", "changes"})
"""The lists of sessions, by their object names: in them a letter or Delete is a command about the selected ones."""
_ERASE = frozenset({QtCore.Qt.Key.Key_Delete, QtCore.Qt.Key.Key_Backspace})
_PLAIN = (
    QtCore.Qt.KeyboardModifier.NoModifier,
    QtCore.Qt.KeyboardModifier.ShiftModifier,
    QtCore.Qt.KeyboardModifier.KeypadModifier,
)


class Escape(QtCore.QObject):
    """Keeps Escape in a line for as long as there is something to give up in it."""

    def __init__(self, line: QtWidgets.QWidget, give_up: Callable[[], object], wanted: Callable[[], bool]) -> None:
        """Listen to a line.

        Args:
            line: What is typed in.
            give_up: Called for Escape.
            wanted: Tells whether there is something to give up.
        """
        super().__init__(line)
        self._give_up = give_up
        self._wanted = wanted
        line.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Take Escape."""
        if isinstance(event, QtGui.QKeyEvent) and event.key() == QtCore.Qt.Key.Key_Escape and self._wanted():
            if event.type() == Event.ShortcutOverride:
                event.accept()
                return True
            if event.type() == Event.KeyPress:
                self._give_up()
                return True
        return super().eventFilter(watched, event)


def clears(line: QtWidgets.QLineEdit) -> None:
    """Let Escape empty a line in which something stands: a filter."""
    Escape(line, line.clear, lambda: bool(line.text()))


class UndoPasses(QtCore.QObject):
    """Leaves undo and redo to the window where a field has nothing of its own to take back."""

    def __init__(self, field: QtWidgets.QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep the field from claiming the key."""
        if (
            isinstance(event, QtGui.QKeyEvent)
            and event.type() == Event.ShortcutOverride
            and not _claims(watched, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _claims(field: QtCore.QObject, event: QtGui.QKeyEvent) -> bool:
    """Tell whether a field has something to do for a key; of other keys it may say so itself."""
    keys = QtGui.QKeySequence.StandardKey
    own = field.document() if isinstance(field, QtWidgets.QPlainTextEdit) else field
    if not isinstance(own, QtWidgets.QLineEdit | QtGui.QTextDocument):
        return True
    if event.matches(keys.Undo):
        return own.isUndoAvailable()
    return own.isRedoAvailable() if event.matches(keys.Redo) else True


def is_for_list(event: QtCore.QEvent, focus: QtWidgets.QWidget | None) -> bool:
    """Tell whether a key that a command has too is meant for the list with the focus: a letter looks for a row in it."""
    if not isinstance(event, QtGui.QKeyEvent) or event.modifiers() not in _PLAIN:
        return False
    if not (event.key() in _ERASE or (event.text().isprintable() and event.text())):
        return False
    is_list = isinstance(focus, QtWidgets.QComboBox | QtWidgets.QAbstractItemView)
    return is_list and focus.objectName() not in WITH_SESSIONS
