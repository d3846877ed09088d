"""One part of a field in the details: its texts on a line or more, and the buttons that move and remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.fields.editors import Choice, complete, could_become, put_text, text_of
from agendaplanner.ui.keys_first import UndoPasses
from agendaplanner.ui.labels import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.ui.fields.parts import Column, Parts, Read
    from agendaplanner.ui.fields.wording import Wording

Qt = QtCore.Qt
BUTTON_PX = 20
Editor = QtWidgets.QLineEdit | Choice


class PartBlock(QtWidgets.QFrame):
    """One part: its texts on a line or more, and the buttons that move and remove it."""

    entered = QtCore.Signal(object)
    """The part that the texts make."""
    removed = QtCore.Signal()
    stepped = QtCore.Signal(int)
    given_up = QtCore.Signal()
    """A part that was only begun is not wanted."""

    def __init__(self, parts: Parts, words: Wording, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.parts = parts
        self.before: Any = None
        """The part that is shown; None while it is only begun."""
        self.is_typed = False
        self._words = words
        self._shown: dict[str, str] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self.setProperty("kind", "part")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(8, 2, 0, 2)
        lines.setSpacing(4)
        self.editors: dict[str, Editor] = {}
        for number in range(max(column.line for column in parts.columns) + 1):
            line = QtWidgets.QHBoxLayout()
            line.setSpacing(4)
            for column in parts.columns:
                if column.line == number:
                    self._add_column(line, column)
            if not any(column.line == number and not column.width for column in parts.columns):
                line.addStretch(1)
            if number == 0:
                self.up = self._button(line, "↑", lambda: self.stepped.emit(-1))
                self.down = self._button(line, "↓", lambda: self.stepped.emit(1))
                self.remove = self._button(line, "×", self.removed.emit)
            lines.addLayout(line)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.hide()
        lines.addWidget(self.fault)

    def _add_column(self, line: QtWidgets.QHBoxLayout, column: Column) -> None:
        editor: Editor
        if column.editor == "choice":
            editor = Choice(self)
            editor.activated.connect(lambda: self._leave())
            inside = editor.lineEdit()
        else:
            editor = inside = QtWidgets.QLineEdit(self)
        editor.installEventFilter(self)
        if inside is not None:
            inside.installEventFilter(self)
            UndoPasses(inside)
            inside.setPlaceholderText(column.hint or column.label)
            inside.textEdited.connect(self._typed)
            inside.editingFinished.connect(self._leave)
        if column.width:
            editor.setFixedWidth(column.width)
        editor.setToolTip(column.label)
        # of a list to choose from, readers say what is chosen in it, and its label
        name = QtWidgets.QLabel(column.label, self)
        name.setBuddy(editor)
        name.hide()
        self.editors[column.id] = editor
        for word in (column.lead, None, column.tail):
            if word is None:
                line.addWidget(editor, 0 if column.width else 1)
            elif word:
                label = QtWidgets.QLabel(word, self)
                label.setProperty("kind", "small")
                line.addWidget(label)

    def _button(self, line: QtWidgets.QHBoxLayout, sign: str, act: Callable[[], object]) -> QtWidgets.QToolButton:
        button = QtWidgets.QToolButton(self)
        button.setProperty("kind", "small flat")
        button.setText(sign)
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: act())
        line.addWidget(button)
        return button

    def tab_order(self) -> list[QtWidgets.QWidget]:
        """Let Tab go through the texts before the buttons."""
        return list(self.editors.values())

    # showing

    def show_part(self, words: Wording, number: int, *, can_change: bool, movable: bool, count: int) -> None:
        """Show the part; what is being typed stays.

        Args:
            words: The agenda with its names.
            number: Which part of the field it is, from 0.
            can_change: Whether it can be edited now.
            movable: Whether its place among the parts can be changed.
            count: How many parts there are.
        """
        self._words = words
        name = f"{self.parts.noun} {number + 1}"
        self.setAccessibleName(name.capitalize())
        for button, verb in ((self.up, "earlier"), (self.down, "later")):
            button.setVisible(movable and count > 1 and self.before is not None)
            button.setAccessibleName(f"Move {name} {verb}")
            button.setToolTip(f"Move it {verb}")
        self.up.setEnabled(can_change and number > 0)
        self.down.setEnabled(can_change and number < count - 1)
        self.remove.setAccessibleName(f"Remove {name}")
        self.remove.setToolTip(f"Remove the {self.parts.noun}")
        self.remove.setEnabled(can_change)
        self._shown = self.parts.texts(words, self.before)
        for column in self.parts.columns:
            editor = self.editors[column.id]
            editor.setAccessibleName(f"{name.capitalize()}: {column.label}")
            editor.setEnabled(can_change)
            if not self.is_typed:
                put_text(editor, self._shown[column.id])
        self._offer()
        if not self.is_typed:
            self.say("", "")

    def _offer(self) -> None:
        texts = self._texts()
        for column in self.parts.columns:
            if column.offer is None:
                continue
            offered = tuple(column.offer(self._words, texts))
            editor = self.editors[column.id]
            if offered == self._offered.get(column.id):
                continue
            self._offered[column.id] = offered
            if isinstance(editor, Choice):
                editor.offer(offered)
            else:
                complete(editor, offered, several=column.several)

    def begin(self) -> None:
        """Put the cursor into the first text."""
        first = self.editors[self.parts.columns[0].id]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QtCore.QTimer.singleShot(0, self, self._be_seen)

    def _be_seen(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QtWidgets.QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self)

    def pending(self) -> Read | None:
        """Give what was typed and not taken, where it makes a part."""
        if not self.is_typed:
            return None
        read = self._read()
        return None if read.sentence else read

    def say(self, sentence: str, column: str, *, quietly: bool = False) -> None:
        """Say what is wrong with a text of the part; quietly: what it only still needs."""
        for id_, editor in self.editors.items():
            restyle(editor, "faulty", bool(sentence) and not quietly and id_ == column)
        restyle(self.fault, "kind", "small" if quietly else "fault")
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    # typing

    def _texts(self) -> dict[str, str]:
        return {id_: text_of(editor) for id_, editor in self.editors.items()}

    def _read(self) -> Read:
        return self.parts.read(self._words, self._texts(), self.before)

    def _typed(self, *_: object) -> None:
        self.is_typed = self._texts() != self._shown
        self._offer()
        read = self._read() if self.is_typed else None
        # what is only begun need not be whole yet
        if read is None or (read.is_missing and self.before is None) or self._is_begun(read.column):
            self.say("", "")
        else:
            self.say(read.sentence, read.column)

    def _is_begun(self, id_: str) -> bool:
        column = next((column for column in self.parts.columns if column.id == id_), None)
        offered = self._offered.get(id_, ())
        return column is not None and could_become(self._texts()[id_], offered, several=column.several)

    def _leave(self, *_: object) -> None:
        texts = self._texts()
        self.is_typed = texts != self._shown
        self._offer()
        if not self.is_typed:
            self.say("", "")
            return
        read = self._read()
        if not read.sentence:
            self.say("", "")
            self.entered.emit(read.part)
        elif read.is_missing and self.before is None:
            self.say(f"Not taken yet. {read.sentence}", read.column, quietly=True)
        else:
            self.say(read.sentence, read.column)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Put back with Escape what stood there; what was only begun goes."""
        if isinstance(event, QtGui.QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if not self.is_typed and self.before is not None:
                return super().eventFilter(watched, event)
            if event.type() == QtCore.QEvent.Type.ShortcutOverride:
                event.accept()  # it is no command while something is typed here
                return True
            if event.type() == QtCore.QEvent.Type.KeyPress:
                self._put_back()
                return True
        return super().eventFilter(watched, event)

    def _put_back(self) -> None:
        if self.before is None:
            self.given_up.emit()
            return
        for id_, text in self._shown.items():
            put_text(self.editors[id_], text)
        self.is_typed = False
        self.say("", "")
