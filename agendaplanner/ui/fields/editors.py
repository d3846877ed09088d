"""What a field is typed in, in a cell and in the details: a line that completes, a list, several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.labels import completing, dress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.fields.field import Field
    from agendaplanner.ui.fields.wording import Wording

Qt = QtCore.Qt
SHORT_LIST = 12
"""Of a list as short as this one can be chosen without typing."""
Editor = QtWidgets.QLineEdit | QtWidgets.QComboBox | QtWidgets.QPlainTextEdit


def editor_for(field: Field, words: Wording, parent: QtWidgets.QWidget) -> Editor:
    """Make what a field is typed in."""
    if field.editor == "choice":
        box = Choice(parent)
        box.offer(field.offer(words) if field.offer is not None else ())
        made: Editor = box
    elif field.editor == "text":
        made = QtWidgets.QPlainTextEdit(parent)
        made.setTabChangesFocus(True)
    else:
        made = QtWidgets.QLineEdit(parent)
        if field.offer is not None:
            complete(made, field.offer(words), several=field.several)
    made.setAccessibleName(field.label)
    made.setAccessibleDescription(field.help)
    made.setToolTip(field.help)
    return made


def text_of(editor: QtWidgets.QWidget) -> str:
    """Give what stands in an editor."""
    if isinstance(editor, QtWidgets.QComboBox):
        return editor.currentText()
    if isinstance(editor, QtWidgets.QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QtWidgets.QLineEdit) else ""


def put_text(editor: QtWidgets.QWidget, text: str) -> None:
    """Let a text stand in an editor, touching it only where another one does."""
    if text_of(editor) == text:
        return
    if isinstance(editor, QtWidgets.QComboBox):
        editor.setCurrentIndex(editor.findText(text))
        _put_whole(editor, text)
    elif isinstance(editor, QtWidgets.QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QtWidgets.QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)


def _put_whole(box: QtWidgets.QComboBox, text: str) -> None:
    """Let a text stand in a box, seen from its beginning."""
    box.setEditText(text)
    inside = box.lineEdit()
    if inside is not None and not inside.hasFocus():
        inside.setCursorPosition(0)


class Choice(QtWidgets.QComboBox):
    """A list to choose from, that can be typed in too. The wheel passes over it: scrolling is not choosing."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        completing(self)

    def offer(self, choices: Sequence[str]) -> None:
        """Offer choices, keeping what stands there."""
        if [self.itemText(i) for i in range(self.count())] == list(choices):
            return
        text = self.currentText()
        self.clear()
        self.addItems(list(choices))
        self.setCurrentIndex(self.findText(text))
        _put_whole(self, text)

    def wheelEvent(self, event: QtCore.QEvent) -> None:
        """Let the wheel scroll what is round it."""
        event.ignore()


class _LastPiece(QtWidgets.QCompleter):
    """Completes what is typed after the last ";"."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(";")[2].strip()]

    def pathFromIndex(self, index: QtCore.QModelIndex | QtCore.QPersistentModelIndex) -> str:
        field = self.widget()
        before = field.text().rpartition(";")[0] if isinstance(field, QtWidgets.QLineEdit) else ""
        chosen = str(index.data())
        return f"{before}; {chosen}" if before else chosen


def could_become(text: str, offered: Sequence[str], *, several: bool) -> bool:
    """Tell whether a text may be the beginning of something that is offered: it need not be right yet.

    >>> could_become("Room A; hal", ["Room A", "Great hall"], several=True)
    True
    """
    typed = " ".join((text.rpartition(";")[2] if several else text).split()).casefold()
    return bool(typed) and any(typed in each.casefold() and typed != each.casefold() for each in offered)


def complete(field: QtWidgets.QLineEdit, choices: Sequence[str], *, several: bool) -> None:
    """Offer what contains what is being typed; of a list, what is typed last."""
    completer = _LastPiece(list(choices), field) if several else QtWidgets.QCompleter(list(choices), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    dress(completer)
    field.setCompleter(completer)
