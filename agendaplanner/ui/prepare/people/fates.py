"""The rows of a list that is to be imported: what each becomes, in words, and a table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.exchange.people_columns import COLUMN_FIELDS
from agendaplanner.model.words import counted
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.prepare.flat_table import HeadedModel, flatten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.exchange.people_table import PeopleTable, RowFate
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
HEADS = ("Row", "Name", "What becomes of it")
ROW_HEIGHT = 28


def fate_words(agenda: Agenda, row: RowFate) -> str:
    """Say in a few words what becomes of a row."""
    if row.fate == "new":
        if row.like and row.like[0][0] in agenda.person:
            return f"new; looks like {agenda.person[row.like[0][0]].name}"
        return "new"
    if row.fate == "left out":
        return "left out"
    who = agenda.person[row.person].name if row.person in agenda.person else "a row above"
    if row.fate == "known":
        return f"{who}, known already" if who != row.name else "known already"
    filled = ", ".join(COLUMN_FIELDS.get(field, field).lower() for field in row.fills)
    return f"{who if who != row.name else 'known'}; adds {filled}"


def needs_look(row: RowFate) -> bool:
    """Tell whether somebody should look at a row."""
    return bool(row.faults or row.like)


def summary(found: PeopleTable) -> str:
    """Say what a list comes to."""
    fates = [row.fate for row in found.rows]
    parts = [
        (fates.count("new"), "new"),
        (fates.count("completed"), "completed"),
        (fates.count("known"), "known already"),
        (fates.count("left out"), "left out"),
    ]
    words = ", ".join(f"{number} {word}" for number, word in parts if number) or "Nobody"
    like = sum(bool(row.like) and row.fate == "new" for row in found.rows)
    if like:
        words += f". {like} {'looks' if like == 1 else 'look'} like somebody who is here already"
    if found.faults:
        things = counted(len(found.faults), "thing does", "things do")
        words += f". {things} not fit and {'is' if len(found.faults) == 1 else 'are'} left out"
    return f"{words}."


class FateModel(HeadedModel):
    """What becomes of each row."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[RowFate, ...] = ()
        self._words: tuple[str, ...] = ()

    def take(self, agenda: Agenda, rows: Sequence[RowFate]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._words = tuple(fate_words(agenda, row) for row in self.rows)
        self.endResetModel()

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return HEADS

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        said = "; ".join(filter(None, (self._words[index.row()], *(fault.what for fault in row.faults))))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (str(row.row), row.name, said)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.where}: {row.name or 'no name'}\n{said}"
        return None


class FateTable(QtWidgets.QTableView):
    """The rows, those with something to look at marked."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.fates = FateModel(self)
        self.setModel(self.fates)
        self.setItemDelegate(_Cells(look, self))
        self.setAccessibleName("What each row becomes")
        self.setSelectionBehavior(QtWidgets.QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        head = flatten(self, ROW_HEIGHT)
        head.setStretchLastSection(True)
        look.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give the names a third of the width."""
        super().resizeEvent(event)
        self.setColumnWidth(0, 44)
        self.setColumnWidth(1, max(120, (self.viewport().width() - 44) // 3))

    @property
    def chosen(self) -> tuple[RowFate, ...]:
        """The rows that are selected."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(self.fates.rows[row] for row in rows)


class _Cells(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, view: FateTable) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        look, row = self._look, self._view.fates.rows[index.row()]
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()  # that a row is selected the view itself paints
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        colour = "muted" if index.column() == 0 or row.fate in ("left out", "known") else "text"
        if index.column() == 2 and needs_look(row):
            colour = "warning"
        painter.setPen(look.colour(colour))
        painter.setFont(
            look.font(SMALL_PX if index.column() == 0 else 12, bold=index.column() == 1 and row.fate == "new")
        )
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, rect.width() - 8)
        painter.drawText(
            rect.adjusted(4, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
        )
        painter.restore()
