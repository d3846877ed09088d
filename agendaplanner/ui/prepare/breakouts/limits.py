"""What limits an allocation: how many people each breakout takes, who must be together, and who must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.panels.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()
HEADS = ("Breakout", "Seats", "At least", "At most", "Wanted")
LEAST, MOST = 2, 3
_TIPS = {
    1: "What its room holds",
    LEAST: "How many an allocation should bring here; empty: as many as come",
    MOST: "How many it may bring here, if the room has more seats; empty: as the room has",
    4: "How many people want it most",
}
NUMBER_PX, ROW_PX = 66, 28


class SizeLine(msgspec.Struct, frozen=True):
    """A breakout with its sizes."""

    session: str
    name: str
    seats: str
    least: int | None
    most: int | None
    firsts: int


class SizesModel(QtCore.QAbstractTableModel):
    """The sizes of breakouts; two of them can be typed over."""

    typed = QtCore.Signal(str, str, str)
    """A size was typed: session, field, words."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[SizeLine, ...] = ()
        self.can_change = True

    def take(self, lines: Sequence[SizeLine]) -> None:
        """Show other lines."""
        new = tuple(lines)
        if [line.session for line in new] == [line.session for line in self.lines]:
            self.lines = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(HEADS) - 1))
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many breakouts there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Give how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the heads."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return _TIPS.get(section) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the two sizes be typed over."""
        usual = super().flags(index)  # pyright: ignore[reportArgumentType] # either kind of index
        return usual | Qt.ItemFlag.ItemIsEditable if self.can_change and index.column() in (LEAST, MOST) else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell says."""
        line, column = self.lines[index.row()], index.column()
        cell = (line.name, line.seats, line.least, line.most, line.firsts)[column]
        words = "" if cell is None else str(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {HEADS[column].lower()}: {words or 'not set'}" if column else words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return words if column == 0 else _TIPS.get(column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on what was typed."""
        if role != Qt.ItemDataRole.EditRole or index.column() not in (LEAST, MOST):
            return False
        field = "least_people" if index.column() == LEAST else "most_people"
        self.typed.emit(self.lines[index.row()].session, field, str(value).strip())
        return True


class Limits(QtWidgets.QWidget):
    """The page of sizes and of people who are tied to one another."""

    drop_asked = QtCore.Signal(int)
    """One of the sets of people should be taken back: its place among the meeting's."""
    wishes_asked = QtCore.Signal()

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        self.sizes = SizesModel(self)
        self.table = QtWidgets.QTableView(self)
        self.table.setModel(self.sizes)
        self.table.setAccessibleName("Sizes of breakouts")
        self.table.setItemDelegate(_SizeCells(look, self.table))
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        edits = QtWidgets.QAbstractItemView.EditTrigger
        self.table.setEditTriggers(edits.AnyKeyPressed | edits.DoubleClicked | edits.EditKeyPressed)
        lines.addWidget(self.table, 1)
        self.balanced = QtWidgets.QCheckBox("Keep policy communities, and the targets for breakouts, in balance", self)
        self.balanced.setChecked(True)
        lines.addWidget(self.balanced)
        line = QtWidgets.QHBoxLayout()
        self.company_head = QtWidgets.QLabel(self)
        self.company_head.setProperty("kind", "heading")
        line.addWidget(self.company_head, 1)
        self.drop = QtWidgets.QPushButton("Take back", self)
        self.drop.setProperty("kind", "act")
        self.drop.setToolTip("These people no longer have to be together, or apart")
        self.drop.clicked.connect(self._drop)
        line.addWidget(self.drop)
        lines.addLayout(line)
        self.company = RowList(look, "Together and apart", parent=self)
        self.company.selectionModel().currentChanged.connect(lambda *_: self._renew_drop())
        lines.addWidget(self.company, 1)
        self.nobody = QtWidgets.QLabel("Choose two people or more under Wishes to keep them together or apart.", self)
        self.nobody.setProperty("kind", "muted")
        self.nobody.setWordWrap(True)
        lines.addWidget(self.nobody)
        lines.addStretch(0)

    def show_limits(self, sizes: Sequence[SizeLine], company: Sequence[tuple[str, bool]], *, can_change: bool) -> None:
        """Show sizes, and sets of people as (words, together)."""
        self.sizes.can_change = can_change
        self.sizes.take(sizes)
        self._lay_out()
        rows = [Row(str(i), words, "together" if together else "apart") for i, (words, together) in enumerate(company)]
        self.company.row_model.take(rows)
        self.company_head.setText(f"Together and apart ({len(rows)})" if rows else "Together and apart")
        self.company.setVisible(bool(rows))
        self.drop.setVisible(bool(rows) and can_change)
        self.nobody.setVisible(not rows)
        self._renew_drop()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give names the room that numbers leave."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        wide = max(120, self.width() - NUMBER_PX * (len(HEADS) - 1) - 12)
        self.table.setColumnWidth(0, wide)
        for i in range(1, len(HEADS)):
            self.table.setColumnWidth(i, NUMBER_PX)
        high = self.table.horizontalHeader().sizeHint().height() + ROW_PX * len(self.sizes.lines) + 14
        self.table.setMaximumHeight(high)

    def _renew_drop(self) -> None:
        self.drop.setEnabled(self.company.current_id is not None)

    def _drop(self) -> None:
        if self.company.current_id is not None:
            self.drop_asked.emit(int(self.company.current_id))


class _SizeCells(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def createEditor(
        self, parent: QtWidgets.QWidget, option: QtWidgets.QStyleOptionViewItem, index: Index
    ) -> QtWidgets.QWidget:
        """Give a field for a number, or for nothing."""
        field = QtWidgets.QLineEdit(parent)
        field.setProperty("cell", True)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setAccessibleName(HEADS[index.column()])
        field.setValidator(QtGui.QIntValidator(0, 1_000_000, field))
        return field

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, with a hairline below; what can be typed over has a line to write on."""
        look, rect = self._look, option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if option.state & QtWidgets.QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.fillRect(rect, look.colour("accent", 0.10))
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() in (LEAST, MOST):
            painter.setPen(look.colour("line"))
            painter.drawLine(rect.left() + 16, rect.bottom() - 5, rect.right() - 16, rect.bottom() - 5)
        painter.setPen(look.colour("muted" if index.column() in (1, 4) else "text"))
        painter.setFont(look.font())
        side = Qt.AlignmentFlag.AlignHCenter if index.column() else Qt.AlignmentFlag.AlignLeft
        inside = rect.adjusted(4, 0, -4, 0)
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
