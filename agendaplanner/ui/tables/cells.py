"""Typing in a cell: the editor that fits the field, and what is wrong said beneath it as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.fields.editors import editor_for, put_text, text_of
from agendaplanner.ui.labels import restyle

if TYPE_CHECKING:
    from agendaplanner.ui.tables.grid import Grid
    from agendaplanner.ui.tables.model import Index

Qt = QtCore.Qt
TEXT_ROWS_PX = 110
"""How high the editor of a text of several lines is."""
MOST_WIDE_PX = 360
Hint = QtWidgets.QAbstractItemDelegate.EndEditHint


class Cells(QtWidgets.QStyledItemDelegate):
    """Makes the editors of a table's cells.

    Enter takes what was typed, Ctrl+Enter puts it in all selected cells of the column, Escape leaves the cell as it was,
    Shift+Enter begins a new line where there may be several.
    """

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._at: QtCore.QPersistentModelIndex | None = None
        self._editor: QtWidgets.QWidget | None = None
        self.fault = QtWidgets.QLabel(grid.viewport())
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.setContentsMargins(8, 4, 8, 4)
        self.fault.hide()

    def createEditor(
        self, parent: QtWidgets.QWidget, option: QtWidgets.QStyleOptionViewItem, index: Index
    ) -> QtWidgets.QWidget:
        """Make the editor of a cell."""
        records = self._grid.records
        words, source = records.words, self._grid.order.mapToSource(index)
        if words is None:
            return QtWidgets.QLineEdit(parent)
        editor = editor_for(records.field(source), words, parent)
        editor.setProperty("cell", True)
        self._at, self._editor = QtCore.QPersistentModelIndex(index), editor
        if isinstance(editor, QtWidgets.QComboBox):
            field = editor.lineEdit()
            editor.activated.connect(lambda: self._take(editor))
            if field is not None:
                field.textEdited.connect(self._typed)
                field.installEventFilter(self)
        elif isinstance(editor, QtWidgets.QLineEdit):
            editor.textEdited.connect(self._typed)
        elif isinstance(editor, QtWidgets.QPlainTextEdit):
            editor.textChanged.connect(self._typed)
        return editor

    def destroyEditor(self, editor: QtWidgets.QWidget, index: Index) -> None:
        """Let go of an editor; another one may be open already."""
        if editor is self._editor:
            self._closed()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QtWidgets.QWidget, index: Index) -> None:
        """Show what stands in the cell, or what was typed there and did not fit."""
        if editor.property("filled"):
            return  # a change elsewhere does not touch what is being typed
        editor.setProperty("filled", True)
        put_text(editor, str(index.data(Qt.ItemDataRole.EditRole) or ""))
        if isinstance(editor, QtWidgets.QLineEdit):
            editor.selectAll()
        elif isinstance(editor, QtWidgets.QComboBox) and (field := editor.lineEdit()) is not None:
            field.selectAll()
        if self._grid.records.draft(self._grid.order.mapToSource(index)) is not None:
            self._typed()

    def setModelData(self, editor: QtWidgets.QWidget, model: QtCore.QAbstractItemModel, index: Index) -> None:
        """Take what was typed; what is as it was asks for nothing."""
        text = text_of(editor)
        if text != index.data(Qt.ItemDataRole.EditRole) or self.fault.isVisible():
            model.setData(index, text)

    def updateEditorGeometry(
        self, editor: QtWidgets.QWidget, option: QtWidgets.QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the editor over its cell; one of several lines hangs over the cells beneath."""
        rect = QtCore.QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(editor, QtWidgets.QPlainTextEdit):
            rect.setWidth(max(rect.width(), MOST_WIDE_PX))
            rect.setHeight(TEXT_ROWS_PX)
            inside = self._grid.viewport().rect()
            rect.moveRight(min(rect.right(), inside.right()))
            rect.moveBottom(min(rect.bottom(), inside.bottom()))
        else:
            rect.setWidth(max(rect.width(), 140))
        editor.setGeometry(rect)

    # as it is typed

    def _typed(self, *_: object) -> None:
        if self._at is None or self._editor is None or not self._at.isValid():
            return
        source = self._grid.order.mapToSource(self._grid.order.index(self._at.row(), self._at.column()))
        self._say(self._grid.records.fault_of(source, text_of(self._editor)))

    def _say(self, sentence: str) -> None:
        editor = self._editor
        if editor is None:
            return
        restyle(editor, "faulty", bool(sentence))
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            view = self._grid.viewport().rect()
            wide = min(max(editor.width(), 260), view.width())
            self.fault.setFixedWidth(wide)
            self.fault.adjustSize()
            below = editor.geometry().bottom() + 2
            above = editor.y() - self.fault.height() - 2
            y = below if below + self.fault.height() <= view.bottom() or above < 0 else above
            self.fault.move(max(min(editor.x(), view.right() - wide), 0), y)
            self.fault.raise_()

    def _closed(self) -> None:
        self._editor = self._at = None
        self.fault.hide()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Take, fill or stay with Enter; what does not fit keeps the editor open."""
        editor = self._editor
        if isinstance(event, QtGui.QKeyEvent) and event.type() == QtCore.QEvent.Type.KeyPress and editor is not None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                shift = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier)
                if isinstance(editor, QtWidgets.QPlainTextEdit) and shift:
                    return False
                if self._is_choosing(editor):
                    return False
                self._take(editor, everywhere=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and watched is editor:
                self._take(editor, Hint.EditNextItem if event.key() == Qt.Key.Key_Tab else Hint.EditPreviousItem)
                return True
            if event.key() == Qt.Key.Key_Escape and self._at is not None:
                self._grid.records.put_off(self._source())
                if watched is not editor:  # the line of a list
                    self.closeEditor.emit(editor, Hint.RevertModelCache)
                    return True
        if watched is not editor and editor is not None:
            return False
        return super().eventFilter(watched, event)

    def _is_choosing(self, editor: QtWidgets.QWidget) -> bool:
        """Tell whether Enter chooses from a list that is open."""
        completer = editor.completer() if isinstance(editor, QtWidgets.QLineEdit | QtWidgets.QComboBox) else None
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _source(self) -> QtCore.QModelIndex:
        assert self._at is not None
        return self._grid.order.mapToSource(self._grid.order.index(self._at.row(), self._at.column()))

    def _take(self, editor: QtWidgets.QWidget, hint: Hint = Hint.NoHint, *, everywhere: bool = False) -> None:
        if self._at is None or editor is not self._editor:
            return  # it was taken already: a list says twice that something was chosen
        source, text = self._source(), text_of(editor)
        fault = self._grid.records.fault_of(source, text)
        if fault:
            self._say(fault)
            return
        column = self._at.column()
        was_faulty = self._grid.records.draft(source) is not None
        self._closed()
        if everywhere:
            self.closeEditor.emit(editor, Hint.RevertModelCache)
            self._grid.fill(column, text)
            return
        if was_faulty:
            self._grid.records.put_off(source)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)
