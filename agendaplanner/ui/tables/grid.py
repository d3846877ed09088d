"""A table as people work in it: keys, selection, clipboard, filling, clearing, adding and removing rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.ui.fields.wording import plural_of
from agendaplanner.ui.tables.cells import Cells
from agendaplanner.ui.tables.clipboard import read_cells, write_cells
from agendaplanner.ui.tables.entering import NAMED, NEEDED, Entered, blank, enter, paste
from agendaplanner.ui.tables.model import RecordModel
from agendaplanner.ui.tables.order import RecordOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
ROW_PX = 28
_OF_TABLES = QtCore.QItemSelectionModel.SelectionFlag
_KEYS = frozenset(
    {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
)
_LETTERS = frozenset({Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_D})
"""With Ctrl: copy, paste, select all, fill down."""


class Grid(QtWidgets.QTableView):
    """The table of a kind of record."""

    asked = QtCore.Signal(object)
    """Something was entered of which a part does not fit: tells what was (``Entered``), nothing is changed yet."""
    refused = QtCore.Signal(str)
    rows_chosen = QtCore.Signal(object)
    """The ids of the rows with a selected cell, the current one last."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, kind: str, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self.kind = kind
        self.records = RecordModel(desk, look, kind, self)
        self.order = RecordOrder(self.records)
        self.setModel(self.order)
        self.setItemDelegate(Cells(self))
        self.setAccessibleName(name)
        self.setObjectName(f"table-{kind}")
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QtWidgets.QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        self._set_columns()
        self.records.refused.connect(self.refused)

    # columns

    def _set_columns(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(48)
        state = self._settings.bytes_of(self._state_name())
        if state.isEmpty() or not head.restoreState(state) or head.count() != len(self.records.fields):
            for column, field in enumerate(self.records.fields):
                self.setColumnWidth(column, field.width)
                self.setColumnHidden(column, not field.in_table)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.order.search_in(tuple(self._shown_columns()))
        for changed in (head.sectionResized, head.sectionMoved):
            changed.connect(self._keep_columns)

    def _state_name(self) -> str:
        # a version with other columns does not read this one's widths
        return f"table-{self.kind}-{len(self.records.fields)}"

    def _keep_columns(self, *_: object) -> None:
        self._settings.keep_bytes(self._state_name(), self.horizontalHeader().saveState())

    def show_column(self, column: int, *, on: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(column, not on)
        if on and self.columnWidth(column) < 48:
            self.setColumnWidth(column, self.records.fields[column].width)
        self.order.search_in(tuple(self._shown_columns()))
        self._keep_columns()

    def _shown_columns(self) -> list[int]:
        """Give the columns that are shown, from left to right."""
        head = self.horizontalHeader()
        columns = [head.logicalIndex(place) for place in range(head.count())]
        return [column for column in columns if not self.isColumnHidden(column)]

    # selection

    def selectionChanged(self, selected: QtCore.QItemSelection, deselected: QtCore.QItemSelection) -> None:
        """Tell which rows are looked at."""
        super().selectionChanged(selected, deselected)
        self.rows_chosen.emit(tuple(self.chosen_ids()))

    def currentChanged(self, current: QtCore.QModelIndex, previous: QtCore.QModelIndex) -> None:
        """Say what is wrong in the cell one comes to."""
        super().currentChanged(current, previous)
        draft = self.records.draft(self.order.mapToSource(current)) if current.isValid() else None
        self.refused.emit(draft[1] if draft is not None else "")

    def chosen_ids(self) -> list[str]:
        """Give the ids of the rows with a selected cell, the current one last."""
        selection = self.selectionModel().selection()
        rows = sorted({row for part in selection.toList() for row in range(part.top(), part.bottom() + 1)})
        ids = [self.order.id_at(row) for row in rows]
        current = self.currentIndex()
        if current.isValid() and (last := self.order.id_at(current.row())) in ids:
            ids.remove(last)
            ids.append(last)
        return ids

    def choose(self, ids: Sequence[str]) -> None:
        """Select rows, and have the last one seen; those that are filtered out are passed over."""
        rows = [row for id_ in ids if (row := self.order.row_of(id_)) is not None]
        selection = QtCore.QItemSelection()
        last = self.order.columnCount() - 1
        for row in rows:
            selection.select(self.order.index(row, 0), self.order.index(row, last))
        self.selectionModel().select(selection, _OF_TABLES.ClearAndSelect)
        if rows:
            column = self.currentIndex().column() if self.currentIndex().isValid() else self._shown_columns()[0]
            self.selectionModel().setCurrentIndex(self.order.index(rows[-1], column), _OF_TABLES.NoUpdate)
            self.scrollTo(self.order.index(rows[-1], column))

    # keys

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep the keys that are typed here from the window's commands."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride and isinstance(event, QtGui.QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if (plain and (event.text().isprintable() and event.text())) or (plain and event.key() in _KEYS):
                event.accept()
                return True
            if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() in _LETTERS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Copy, paste, fill, clear, edit."""
        if event.matches(QtGui.QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QtGui.QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_from_current()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    # many cells

    def _selected_cells(self) -> dict[str, list[int]]:
        """Give by row's id the columns of its selected cells, as they are shown."""
        places = {column: i for i, column in enumerate(self._shown_columns())}
        found: dict[str, list[int]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda i: (i.row(), places.get(i.column(), -1))):
            if index.column() in places:
                found.setdefault(self.order.id_at(index.row()), []).append(index.column())
        return found

    def copy(self) -> None:
        """Put the selected cells on the clipboard; a block with holes is copied with empty cells."""
        cells = self._selected_cells()
        if not cells:
            return
        wanted = {column for columns in cells.values() for column in columns}
        columns = [column for column in self._shown_columns() if column in wanted]
        rows = [
            [self.records.texts(id_)[column] if column in chosen else "" for column in columns]
            for id_, chosen in cells.items()
        ]
        # one cell alone is copied as it is, to be pasted anywhere
        text = rows[0][0] if len(rows) == len(columns) == 1 else write_cells(rows)
        QtGui.QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """Put the clipboard's cells over those from the selection's corner on; one cell alone fills the selection."""
        data = QtGui.QGuiApplication.clipboard().mimeData()
        cells = read_cells(data.text(), data.html())
        words = self.records.words
        if not cells or words is None or not self._desk.can_change:
            return
        chosen = self._selected_cells()
        if len(cells) == len(cells[0]) == 1 and sum(map(len, chosen.values())) > 1:
            self._take(self._entered({id_: {c: cells[0][0] for c in columns} for id_, columns in chosen.items()}))
            return
        shown = self._shown_columns()
        corner = min((shown.index(c) for columns in chosen.values() for c in columns), default=0)
        first = min((row for id_ in chosen if (row := self.order.row_of(id_)) is not None), default=None)
        # nothing selected: below the last row
        rows = [self.order.id_at(row) for row in range(first, self.order.rowCount())] if first is not None else []
        columns = [self.records.fields[column] for column in shown[corner:]]
        self._take(paste(words, self.kind, columns, cells, rows))

    def fill(self, column: int, text: str) -> None:
        """Put a text in all selected cells of a column; the current one's where none is selected."""
        ids = [id_ for id_, columns in self._selected_cells().items() if column in columns]
        if not ids and self.currentIndex().isValid():
            ids = [self.order.id_at(self.currentIndex().row())]
        self._take(self._entered({id_: {column: text} for id_ in ids}))

    def fill_from_current(self) -> None:
        """Put what stands in the first selected cell of each column in the other selected cells of it."""
        texts: dict[int, str] = {}
        wanted: dict[str, dict[int, str]] = {}
        for id_, columns in self._selected_cells().items():
            for column in columns:
                text = texts.setdefault(column, self.records.texts(id_)[column])
                wanted.setdefault(id_, {})[column] = text
        self._take(self._entered(wanted))

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._take(self._entered({id_: dict.fromkeys(columns, "") for id_, columns in self._selected_cells().items()}))

    def _entered(self, wanted: dict[str, dict[int, str]]) -> Entered:
        words, fields = self.records.words, self.records.fields
        if words is None:
            return Entered()
        rows = [
            (record, [(fields[column], text) for column, text in texts.items()])
            for id_, texts in wanted.items()
            if (record := self.records.record_of(id_)) is not None
        ]
        return enter(words, rows)

    def _take(self, entered: Entered) -> None:
        if entered.misfits:
            self.asked.emit(entered)
        else:
            self.take(entered)

    def take(self, entered: Entered) -> None:
        """Make what was entered one change."""
        records = entered.records
        if not records or not self._desk.can_change:
            return
        label = f"Edit {plural_of(self.kind, len(records))} in the list"
        if not entered.changed:
            label = f"Add {plural_of(self.kind, len(records))}"
        elif len(records) == 1:
            label = f"Edit {actions.name_of(records[0])}"
        done = self._desk.do(lambda agenda: actions.put(agenda, records, label=label), origin=self)
        if done is not None:
            self._desk.told.emit(f"{entered.counts[:1].upper()}{entered.counts[1:]}.", True)
            if entered.added:
                self.choose([record.id for record in records])

    # rows

    def add_row(self) -> None:
        """Add a record below the last row, and begin to type its name."""
        if not self._desk.can_change:
            return
        agenda = self._desk.agenda
        session = ""
        if agenda is not None and self.kind in NEEDED:
            if not agenda.session:
                self._desk.told.emit("There is no session yet that it could belong to. Add a session first.", False)
                return
            session = self._desk.selected[-1] if self._desk.selected else agenda.sessions[0].id
        record = blank(self.kind, f"New {self.kind.replace('_', ' ')}", session=session)
        label = f"Add a {self.kind.replace('_', ' ')}"
        if self._desk.do(lambda agenda: actions.add(agenda, record, label=label), origin=self) is None:
            return
        row = self.order.row_of(record.id)
        column = next(c for c, field in enumerate(self.records.fields) if field.id == NAMED[self.kind])
        if row is not None:
            index = self.order.index(row, column)
            self.setFocus()
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.edit(index)

    def remove_rows(self) -> None:
        """Remove the records of the selected rows, and their mention elsewhere."""
        agenda = self._desk.agenda
        if agenda is None or not self._desk.can_change:
            return
        records = [r for id_ in self.chosen_ids() if (r := agenda.find(self.kind, id_)) is not None]
        if not records:
            return
        label = f"Remove {plural_of(self.kind, len(records))}" if len(records) > 1 else ""
        done = self._desk.do(lambda now: actions.remove(now, *records, label=label), origin=self)
        if done is not None:
            others = len(done.edits) - len(records)
            more = f" Others named it: {others} changed with it." if others and len(records) == 1 else ""
            self._desk.told.emit(f"{done.label}.{more}", True)
