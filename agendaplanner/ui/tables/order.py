"""The order of a table's rows, and which are shown: sorted by a column, filtered by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

if TYPE_CHECKING:
    from agendaplanner.ui.tables.model import Index, RecordModel

Qt = QtCore.Qt
_TOP = QtCore.QModelIndex()


class RecordOrder(QtCore.QSortFilterProxyModel):
    """Rows sorted by what their cells mean: times by time, numbers by value, what is empty last."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__(model)
        self.records = model
        self._wanted: list[str] = []
        self._searched: tuple[int, ...] = tuple(range(len(model.fields)))
        self._keys: dict[int, dict[str, tuple[Any, ...]]] = {}
        # before the proxy hears of a change and asks for the keys
        model.dataChanged.connect(self._forget)
        model.modelAboutToBeReset.connect(self._keys.clear)
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)

    def _forget(self, first: QtCore.QModelIndex, last: QtCore.QModelIndex) -> None:
        for id_ in self.records.ids[first.row() : last.row() + 1]:
            for keys in self._keys.values():
                keys.pop(id_, None)

    def show_only(self, words: str) -> None:
        """Show the rows that have all of these words in them."""
        wanted = words.casefold().split()
        if wanted != self._wanted:
            self._wanted = wanted
            self.invalidate()

    def search_in(self, columns: tuple[int, ...]) -> None:
        """Say in which columns words are looked for: those that are shown."""
        if columns != self._searched:
            self._searched = columns
            if self._wanted:
                self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a row is shown."""
        if not self._wanted:
            return True
        texts = self.records.texts(self.records.ids[row])
        text = "\n".join(texts[column] for column in self._searched).casefold()
        return all(word in text for word in self._wanted)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Tell whether a row stands before another one."""
        column = left.column()
        a, b = self._key(left.row(), column), self._key(right.row(), column)
        if a[0] != b[0]:
            # what is empty stays last, whichever way round
            return (a[0] < b[0]) == (self.sortOrder() == Qt.SortOrder.AscendingOrder)
        return a < b

    def _key(self, row: int, column: int) -> tuple[Any, ...]:
        id_ = self.records.ids[row]
        keys = self._keys.setdefault(column, {})
        found = keys.get(id_)
        if found is None:
            words, record = self.records.words, self.records.record_of(id_)
            if words is None or record is None:
                return (True, ())
            found = keys[id_] = self.records.fields[column].sort_key(words, record)
        return found

    def id_at(self, row: int) -> str:
        """Give the id of the record in a shown row."""
        return self.records.ids[self.mapToSource(self.index(row, 0)).row()]

    def row_of(self, id_: str) -> int | None:
        """Give the shown row of a record; None where it is not shown."""
        if id_ not in self.records.ids:
            return None
        index = self.mapFromSource(self.records.index(self.records.ids.index(id_), 0))
        return index.row() if index.isValid() else None
