"""Tables without a grid: rows under headings, a hairline below each. What a cell says is said by those that extend it."""

from __future__ import annotations

from PySide6 import QtCore, QtWidgets

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()


class HeadedModel(QtCore.QAbstractTableModel):
    """Rows under headings."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return 0

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many rows there are."""
        return 0 if parent.isValid() else self.height

    def columnCount(self, parent: Index = _TOP) -> int:
        """Give how many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def flatten(view: QtWidgets.QTableView, row_height: int) -> QtWidgets.QHeaderView:
    """Give a table the look and ways of the flat ones; gives its heading line, for more to be said of it."""
    view.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(row_height)
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
    return head
