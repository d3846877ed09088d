"""A field of the details under its name: one text, checked as it is typed, taken when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.fields.checklist import Checklist
from agendaplanner.ui.fields.editors import Choice, complete, could_become, editor_for, put_text, text_of
from agendaplanner.ui.fields.long_text import LongText
from agendaplanner.ui.fields.reading import pieces
from agendaplanner.ui.keys_first import UndoPasses
from agendaplanner.ui.labels import restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.model.records import Record
    from agendaplanner.ui.fields.field import Field
    from agendaplanner.ui.fields.wording import Wording

Qt = QtCore.Qt
VARIOUS = "(various)"
TEXT_PX = 76


class FieldRow(QtWidgets.QWidget):
    """A field under its name."""

    entered = QtCore.Signal(object)
    """What was typed is to be taken: tells the function that puts it in a record, ``(words, record) -> record``."""

    def __init__(self, field: Field, words: Wording, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._shown = ""
        self._is_typed = False
        self._offered: Sequence[str] = ()
        self._words = words
        self._records: Sequence[Record] = ()
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        self._head = QtWidgets.QHBoxLayout()
        label = QtWidgets.QLabel(field.label, self)
        label.setProperty("kind", "small")
        self._head.addWidget(label, 1)
        self.editor = editor_for(field, words, self)
        label.setBuddy(self.editor)
        label.setToolTip(field.help)
        lines.addLayout(self._head)
        lines.addWidget(self.editor)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.setContentsMargins(6, 3, 6, 3)
        self.fault.hide()
        lines.addWidget(self.fault)
        self._listen()
        self.editor.installEventFilter(self)
        UndoPasses(self.editor)

    def _listen(self) -> None:
        if isinstance(self.editor, QtWidgets.QPlainTextEdit):
            self.editor.setFixedHeight(TEXT_PX)
            self.editor.textChanged.connect(self._typed)
            self.larger = self._link("Larger", f"Edit {self.field.label} in a larger window", self._open_larger)
        elif isinstance(self.editor, QtWidgets.QComboBox):
            self.editor.activated.connect(self._leave)
            inside = self.editor.lineEdit()
            if inside is not None:
                inside.installEventFilter(self)
                UndoPasses(inside)
                inside.textEdited.connect(self._typed)
                inside.editingFinished.connect(self._leave)
        elif isinstance(self.editor, QtWidgets.QLineEdit):
            self.editor.textEdited.connect(self._typed)
            self.editor.editingFinished.connect(self._leave)
            if self.field.several and self.field.offer is not None:
                self.choose = self._link("Choose", f"Choose {self.field.label} from a list", self._open_list)
        if self.field.file_filter:
            self.choose = self._link("Choose file…", f"Choose the file of {self.field.label}", self._open_files)

    def _link(self, words: str, name: str, act: Callable[[], object]) -> QtWidgets.QPushButton:
        link = QtWidgets.QPushButton(words, self)
        link.setProperty("kind", "link")
        link.setAccessibleName(name)
        link.clicked.connect(lambda: act())
        self._head.addWidget(link)
        return link

    def tab_order(self) -> list[QtWidgets.QWidget]:
        """Let Tab go to the field before what stands beside its name."""
        return [self.editor]

    # showing

    def show_records(self, words: Wording, records: Sequence[Record], *, can_change: bool) -> None:
        """Show what the records have in common. What is being typed, or does not fit, stays."""
        self._words, self._records = words, records
        self.editor.setEnabled(can_change)
        for link in self.findChildren(QtWidgets.QPushButton):
            link.setEnabled(can_change)
        self._offer(words)
        if self._is_typed:
            return
        text = _common(self.field, words, records)
        self._shown = text or ""
        put_text(self.editor, self._shown)
        self._is_typed = False
        inside = self.editor.lineEdit() if isinstance(self.editor, QtWidgets.QComboBox) else self.editor
        if inside is not None:
            inside.setPlaceholderText(VARIOUS if text is None else self.field.hint)

    def pending(self) -> Callable[[Any, Any], Any] | None:
        """Give what was typed and not taken, and let go of it; None where there is nothing."""
        text = text_of(self.editor) if self._is_typed else None
        self._is_typed = False
        return None if text is None else self._putting(text)

    def _putting(self, text: str) -> Callable[[Any, Any], Any]:
        return lambda words, record: self.field.put(words, record, text)

    def forget(self) -> None:
        """Let go of what was typed: other records are shown now."""
        self._is_typed = False
        self.say("")

    def _offer(self, words: Wording) -> None:
        offered = tuple(self.field.offer(words)) if self.field.offer is not None else ()
        if offered == self._offered:
            return
        self._offered = offered
        if isinstance(self.editor, Choice):
            self.editor.offer(offered)
        elif isinstance(self.editor, QtWidgets.QLineEdit):
            complete(self.editor, offered, several=self.field.several)

    def say(self, sentence: str) -> None:
        """Say what is wrong with what stands here; "": nothing."""
        restyle(self.editor, "faulty", bool(sentence))
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def settle(self) -> None:
        """What was typed was taken."""
        self._is_typed = False
        self.say("")

    # typing

    def _typed(self, *_: object) -> None:
        text = text_of(self.editor)
        self._is_typed = text != self._shown
        begun = could_become(text, self._offered, several=self.field.several)
        self.say(self._fault_of(text) if self._is_typed and not begun else "")

    def _fault_of(self, text: str) -> str:
        try:
            for record in self._records:
                self.field.put(self._words, record, text)
        except AgendaError as error:
            return f"{error.what} {error.advice}".strip()
        return ""

    def _leave(self, *_: object) -> None:
        text = text_of(self.editor)
        if text != self._shown:
            self._is_typed = True
            self.entered.emit(self._putting(text))
        elif self._is_typed or self.fault.isVisible():
            self.settle()

    def _take(self, text: str) -> None:
        put_text(self.editor, text)
        self._leave()

    # in a place of its own

    def _open_larger(self) -> None:
        LongText(self.field.label, text_of(self.editor), self.field.help, self._take, self.window()).open()

    def _open_list(self) -> None:
        chosen = pieces(text_of(self.editor))
        Checklist(self.field.label, self._offered, chosen, self._take_list, self).drop_from(self.editor)

    def _take_list(self, chosen: list[str]) -> None:
        self._take("; ".join(chosen))

    def _open_files(self) -> None:
        path, _ = QtWidgets.QFileDialog.getOpenFileName(self.window(), self.field.label, "", self.field.file_filter)
        if path:
            self._take(path)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Take a long text when the cursor leaves it; Escape puts back what stood there."""
        is_text = isinstance(self.editor, QtWidgets.QPlainTextEdit)
        if is_text and event.type() == QtCore.QEvent.Type.FocusOut:
            self._leave()
        if isinstance(event, QtGui.QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._is_typed:
            if event.type() == QtCore.QEvent.Type.ShortcutOverride:
                event.accept()  # it is no command while something is typed here
                return True
            if event.type() == QtCore.QEvent.Type.KeyPress:
                put_text(self.editor, self._shown)
                self.settle()
                return True
        return super().eventFilter(watched, event)


def _common(field: Field, words: Wording, records: Sequence[Record]) -> str | None:
    """Give the text that all have in a field; None where they differ."""
    first = field.show(words, records[0])
    return first if all(field.show(words, record) == first for record in records[1:]) else None
