"""The people of the list as Qt's views take them: one model for the table and for the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from agendaplanner.ui.prepare.flat_table import HeadedModel
from agendaplanner.ui.prepare.people.listing import SORT_KEYS, PersonRow

if TYPE_CHECKING:
    from collections.abc import Sequence

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
COLUMNS = ("Name", "Delegation", "Community", "Invitation", "Date")


class PeopleModel(HeadedModel):
    """A row for each person. What is shown is replaced as a whole."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[PersonRow, ...] = ()
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder

    def take(self, rows: Sequence[PersonRow]) -> None:
        """Show other people, in the order that is in force; who stays keeps the same place where the ids are the same."""
        new = self._in_order(rows)
        if new == self.rows:
            return
        if [row.id for row in new] == [row.id for row in self.rows]:
            self.rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if column >= 0:
            self._sorted_by, self._order = column, order
            self.take(self.rows)

    def _in_order(self, rows: Sequence[PersonRow]) -> tuple[PersonRow, ...]:
        by_name: Any = SORT_KEYS[0]
        key: Any = SORT_KEYS[self._sorted_by]
        found = sorted(rows, key=by_name)
        return tuple(sorted(found, key=key, reverse=self._order == Qt.SortOrder.DescendingOrder))

    # what Qt asks

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return COLUMNS

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a person."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        cells = (row.name, row.delegation, row.community, row.status_words, row.date_words)
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (*cells, row.asked_words))) if index.column() == 0 else cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                filter(
                    None,
                    (
                        row.name,
                        row.position,
                        row.delegation,
                        f"{row.status_words} {row.date_words}",
                        row.asked_words[:1].upper() + row.asked_words[1:],
                    ),
                )
            )
        return None
