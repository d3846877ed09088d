"""All sessions at once: a row for each, the shares of its people side by side in one bar, and a column for each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.balance import Balance, Share
from agendaplanner.ui.prepare.charts import MOST_FILLS, OTHERS, ChartDelegate, Index, fill, swatch, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
_TOP = QtCore.QModelIndex()
SESSION, BAR = 0, 1
ROW_PX, VALUE_PX, NARROW_BAR_PX = 30, 58, 84
_SIGNS = {"below": " ▼", "above": " ▲", "": ""}


class Line(msgspec.Struct, frozen=True):
    """A row of the matrix."""

    session: str
    title: str
    balance: Balance

    def count(self, value: str) -> Share | None:
        """Give the share of a value; None where there is none."""
        return next((share for share in self.balance.shares if share.value == value), None)


class MatrixModel(QtCore.QAbstractTableModel):
    """Sessions and values."""

    def __init__(self, look: Look, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: tuple[Line, ...] = ()
        self.values: tuple[str, ...] = ()
        """Those with a column of their own; the others are the last part of a bar."""
        self.names: dict[str, str] = {}

    def take(self, lines: Sequence[Line], values: Sequence[str], names: dict[str, str]) -> None:
        """Show other rows and columns."""
        new, columns = tuple(lines), tuple(values)[:MOST_FILLS]
        if (new, columns, names) == (self.lines, self.values, self.names):
            return
        same = [line.session for line in new] == [line.session for line in self.lines] and columns == self.values
        if same:
            self.lines, self.names = new, names
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.lines, self.values, self.names = new, columns, names
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many sessions there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Give how many columns there are."""
        return 0 if parent.isValid() else 2 + len(self.values)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns; those of values by the fill that the bars have for them."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if section >= 2:
            name = self.names[self.values[section - 2]]
            if role == Qt.ItemDataRole.DecorationRole:
                return swatch(self._look, section - 2)
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                return name
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ("Session", "Shares")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def share(self, index: Index) -> Share | None:
        """Give the share that a cell shows."""
        return self.lines[index.row()].count(self.values[index.column() - 2]) if index.column() >= 2 else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a cell."""
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == SESSION:
                return line.title
            share = self.share(index)
            return (
                ""
                if column == BAR
                else f"{share.people}{_SIGNS[share.off]}"
                if share and share.people
                else self._none(share)
            )
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.said(index)
        return None

    @staticmethod
    def _none(share: Share | None) -> str:
        return f"0{_SIGNS[share.off]}" if share and share.off else "–"

    def said(self, index: Index) -> str:
        """Say in words what a cell shows."""
        line, column = self.lines[index.row()], index.column()
        if column == SESSION:
            return line.title
        if column == BAR:
            parts = [self._said(share) for share in line.balance.shares if share.people or share.off]
            if line.balance.not_recorded:
                parts.append(f"not recorded of {line.balance.not_recorded}")
            return f"{line.title}: {'; '.join(parts) or 'nobody is named'}"
        share = self.share(index)
        name = self.names[self.values[column - 2]]
        return f"{line.title}: {self._said(share) if share else f'{name} 0'}"

    def _said(self, share: Share) -> str:
        off = {"below": ", too few", "above": ", too many", "": ""}[share.off]
        return f"{self.names.get(share.value, share.value)} {share.people} of {share.of}{off}"


class Matrix(QtWidgets.QTableView):
    """The table of sessions and values. A click shows a session's details, Enter or a double click its own bars."""

    looked_at = QtCore.Signal(str)
    opened = QtCore.Signal(str)

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(look, self)
        self.setModel(self.matrix)
        self.setItemDelegate(_Painter(look, self))
        self.setAccessibleName("Shares in all sessions")
        self.setShowGrid(False)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QtWidgets.QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self.clicked.connect(lambda index: self.looked_at.emit(self.matrix.lines[index.row()].session))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.matrix.lines[index.row()].session))
        self.matrix.modelReset.connect(self._lay_out)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Give values a narrow column each, and what is left to names and bars."""
        values = len(self.matrix.values)
        left = self.viewport().width() - VALUE_PX * values
        bar = max(NARROW_BAR_PX, left * 45 // 100)
        self.setColumnWidth(SESSION, max(130, left - bar))
        self.setColumnWidth(BAR, bar)
        for column in range(values):
            self.setColumnWidth(2 + column, VALUE_PX)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Open with Enter."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self.matrix.lines[index.row()].session)
            return
        super().keyPressEvent(event)


class _Painter(ChartDelegate):
    def __init__(self, look: Look, view: Matrix) -> None:
        super().__init__(look, view)
        self._model = view.matrix

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell: words, a count, or the bar with its parts."""
        painter.save()
        self.ground(painter, option)
        rect = self.rect(option)
        if index.column() == BAR:
            self._bar(painter, self._model.lines[index.row()].balance, rect)
        else:
            share = self._model.share(index)
            off = share is not None and share.off
            colour = "warning" if off else "text" if index.column() == SESSION or (share and share.people) else "muted"
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            write(painter, self.look, rect.adjusted(4, 0, -6, 0), words, colour=colour, bold=bool(off))
        painter.restore()

    def _bar(self, painter: QtGui.QPainter, balance: Balance, rect: QtCore.QRect) -> None:
        box = QtCore.QRectF(rect.x() + 4, rect.center().y() - 5, rect.width() - 16, 11)
        counts = {share.value: share.people for share in balance.shares}
        shown = [(counts.get(value, 0), number) for number, value in enumerate(self._model.values)]
        shown.append((balance.people - balance.not_recorded - sum(count for count, _ in shown), OTHERS))
        whole = balance.people
        painter.fillRect(box, self.look.colour("grid"))
        left = box.x()
        for count, number in shown:
            width = box.width() * count / whole if whole else 0
            fill(painter, self.look, QtCore.QRectF(left, box.y(), max(width - 1, 0), box.height()), number)
            left += width
