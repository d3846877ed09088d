"""The fields of records as a form, made from the catalogue: in groups that fold, checked as they are typed.

Of several records it shows what they have in common, "(various)" where they differ; what is typed is put into all of
them, as one change. What does not fit stays in its field, with the reason beneath.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.fields.catalogue import FIELDS
from agendaplanner.ui.fields.editors import Choice, complete, editor_for, put_text, text_of
from agendaplanner.ui.fields.long_text import LongText
from agendaplanner.ui.fields.wording import Wording, plural_of
from agendaplanner.ui.labels import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Record
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.fields.field import Field

Qt = QtCore.Qt
VARIOUS = "(various)"
TEXT_PX = 76


class FieldRow(QtWidgets.QWidget):
    """A field under its name."""

    entered = QtCore.Signal(str)
    typed = QtCore.Signal(str)

    def __init__(self, field: Field, words: Wording, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._shown = ""
        self._is_typed = False
        self._offered: Sequence[str] = ()
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        head = QtWidgets.QHBoxLayout()
        label = QtWidgets.QLabel(field.label, self)
        label.setProperty("kind", "small")
        head.addWidget(label, 1)
        self.editor = editor_for(field, words, self)
        label.setBuddy(self.editor)
        label.setToolTip(field.help)
        lines.addLayout(head)
        lines.addWidget(self.editor)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.setContentsMargins(6, 3, 6, 3)
        self.fault.hide()
        lines.addWidget(self.fault)
        if isinstance(self.editor, QtWidgets.QPlainTextEdit):
            self.editor.setFixedHeight(TEXT_PX)
            self.editor.textChanged.connect(self._typed)
            self.larger = QtWidgets.QPushButton("Larger", self)
            self.larger.setProperty("kind", "link")
            self.larger.setAccessibleName(f"Edit {field.label} in a larger window")
            self.larger.clicked.connect(self._open_larger)
            head.addWidget(self.larger)
        elif isinstance(self.editor, QtWidgets.QComboBox):
            self.editor.activated.connect(self._leave)
            inside = self.editor.lineEdit()
            if inside is not None:
                inside.installEventFilter(self)
                inside.textEdited.connect(self._typed)
                inside.editingFinished.connect(self._leave)
        elif isinstance(self.editor, QtWidgets.QLineEdit):
            self.editor.textEdited.connect(self._typed)
            self.editor.editingFinished.connect(self._leave)
        self.editor.installEventFilter(self)

    def show_text(self, text: str | None, words: Wording, *, can_change: bool) -> None:
        """Show what the records have; None: they differ. What is being typed, or does not fit, stays."""
        self.editor.setEnabled(can_change)
        self._offer(words)
        if self._is_typed:
            return
        self._shown = text or ""
        put_text(self.editor, self._shown)
        self._is_typed = False
        inside = self.editor.lineEdit() if isinstance(self.editor, QtWidgets.QComboBox) else self.editor
        if inside is not None:
            inside.setPlaceholderText(VARIOUS if text is None else "")

    def pending(self) -> str | None:
        """Give what was typed and not taken, and let go of it; None where there is nothing."""
        text = text_of(self.editor) if self._is_typed else None
        self._is_typed = False
        return text

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

    def _typed(self, *_: object) -> None:
        text = text_of(self.editor)
        self._is_typed = text != self._shown
        if self._is_typed:
            self.typed.emit(text)
        else:
            self.say("")

    def _leave(self, *_: object) -> None:
        text = text_of(self.editor)
        if text != self._shown:
            self._is_typed = True
            self.entered.emit(text)
        elif self._is_typed or self.fault.isVisible():
            self.settle()

    def _open_larger(self) -> None:
        LongText(self.field.label, text_of(self.editor), self.field.help, self._take_larger, self.window()).open()

    def _take_larger(self, text: str) -> None:
        put_text(self.editor, text)
        self._leave()

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


class Group(QtWidgets.QWidget):
    """Fields under a heading that folds them away. They are made when it is opened first."""

    def __init__(self, name: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.head = QtWidgets.QToolButton(self)
        self.head.setProperty("kind", "fold")
        self.head.setText(name)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setCheckable(True)
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        lines.addWidget(self.head)
        self.inside = QtWidgets.QVBoxLayout()
        self.inside.setSpacing(8)
        lines.addLayout(self.inside)


class RecordForm(QtWidgets.QWidget):
    """The fields of one record, or of several of a kind."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: Wording | None = None
        self._kind = ""
        self._ids: tuple[str, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._open: dict[tuple[str, str], bool] = {}
        self._groups: dict[str, Group] = {}
        self.rows: dict[str, FieldRow] = {}
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(12)

    def show_records(self, kind: str, ids: Sequence[str], *, leave_out: frozenset[str] = frozenset()) -> None:
        """Show the fields of records, but for those that are left out; fields that are worked out are not shown."""
        agenda = self._desk.agenda
        if agenda is None:
            return
        if (kind, tuple(ids), leave_out) != (self._kind, self._ids, self._left_out):
            self._take_pending()
            agenda = self._desk.agenda or agenda
        self._words = Wording(agenda, self._words)
        if kind != self._kind or leave_out != self._left_out:
            self._kind, self._left_out = kind, leave_out
            self._build()
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            for row in self.rows.values():
                row.forget()
        self._fill()

    def _take_pending(self) -> None:
        """Take what was typed and not left yet: its records are about to be shown no more."""
        kind, ids = self._kind, self._ids
        pending = [(row.field, text) for row in self.rows.values() if (text := row.pending()) is not None]
        for field, text in pending:
            with suppress(AgendaError):  # what does not fit is let go of with its records
                self._enter(kind, ids, field, text)

    def open_group(self, name: str, *, on: bool = True) -> None:
        """Open or fold a group."""
        self._open[self._kind, name] = on
        group = self._groups[name]
        group.head.setChecked(on)
        group.head.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        words = self._words
        if on and words is not None and group.inside.count() == 0:
            for field in self._fields():
                if field.group == name:
                    row = FieldRow(field, words, group)
                    row.typed.connect(partial(self._typed, row))
                    row.entered.connect(partial(self._entered, row))
                    group.inside.addWidget(row)
                    self.rows[field.id] = row
        for row in self.rows.values():
            if row.field.group == name:
                row.setVisible(on)

    def _fields(self) -> list[Field]:
        return [f for f in FIELDS[self._kind] if f.read is not None and f.id not in self._left_out]

    def _build(self) -> None:
        for group in self._groups.values():
            self._lines.removeWidget(group)
            for row in group.findChildren(FieldRow):
                row.blockSignals(True)  # what goes asks for nothing any more
            group.hide()
            group.deleteLater()
        self._groups, self.rows = {}, {}
        self._ids = ()
        for name in dict.fromkeys(field.group for field in self._fields()):
            group = self._groups[name] = Group(name, self)
            group.head.clicked.connect(partial(self._folded, name))
            self._lines.addWidget(group)
            group.show()
        first = next(iter(self._groups), "")
        for name in self._groups:
            if self._open.get((self._kind, name), name == first and self._kind != "meeting"):
                self.open_group(name)

    def _folded(self, name: str, _checked: bool = False) -> None:
        self.open_group(name, on=self._groups[name].head.isChecked())
        self._fill()

    def _records(self) -> list[Record]:
        agenda = self._desk.agenda
        if agenda is None:
            return []
        return [record for id_ in self._ids if (record := agenda.find(self._kind, id_)) is not None]

    def _fill(self) -> None:
        words, records = self._words, self._records()
        if words is None or not records:
            return
        for row in self.rows.values():
            if self._open.get((self._kind, row.field.group), True):
                row.show_text(_common(row.field, words, records), words, can_change=self._desk.can_change)

    # typing

    def _typed(self, row: FieldRow, text: str) -> None:
        records, words = self._records(), self._words
        if not records or words is None:
            return
        try:
            for record in records:
                row.field.put(words, record, text)
        except AgendaError as error:
            row.say(f"{error.what} {error.advice}".strip())
        else:
            row.say("")

    def _entered(self, row: FieldRow, text: str) -> None:
        try:
            self._enter(self._kind, self._ids, row.field, text)
        except AgendaError as error:
            row.say(f"{error.what} {error.advice}".strip())
            return
        row.settle()
        self._fill()

    def _enter(self, kind: str, ids: Sequence[str], field: Field, text: str) -> None:
        def change(agenda: Agenda) -> Change:
            words = Wording(agenda)
            records = [record for id_ in ids if (record := agenda.find(kind, id_)) is not None]
            name = actions.name_of(records[0]) if len(records) == 1 else plural_of(kind, len(records))
            after = [field.put(words, record, text) for record in records]
            return actions.put(agenda, after, label=f"{field.label} of {name}")

        self._desk.try_to(change, origin=self)


def _common(field: Field, words: Wording, records: Sequence[Record]) -> str | None:
    """Give the text that all have in a field; None where they differ."""
    first = field.show(words, records[0])
    return first if all(field.show(words, record) == first for record in records[1:]) else None
