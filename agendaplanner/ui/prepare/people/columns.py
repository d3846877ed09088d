"""Which column of a list is taken for what: a line for each, to be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtWidgets

from agendaplanner.exchange.people_columns import COLUMN_FIELDS
from agendaplanner.ui.labels import ElidedLabel, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.exchange.people_table import Column

MOST_COLUMNS = 60
LINE_HEIGHT, SHOWN_LINES = 32, 5


class Columns(QtWidgets.QScrollArea):
    """The columns: heading, the first thing in it, and what it is taken for."""

    changed = QtCore.Signal(list)
    """The field of each column now."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Columns")
        self.boxes: list[QtWidgets.QComboBox] = []
        self._shown: tuple[Column, ...] = ()
        self._fields: list[str] = []
        self._most = SHOWN_LINES

    def show_columns(self, layout: Sequence[Column]) -> None:
        """Show the columns of a list; the same ones stay where they are."""
        self._fields = [column.field for column in layout]
        heads = [(column.heading, column.example) for column in layout]
        if heads != [(column.heading, column.example) for column in self._shown]:
            self._make(layout)
        self._shown = tuple(layout)
        for box, field in zip(self.boxes, self._fields, strict=False):
            with QtCore.QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(field), 0))
            restyle(box, "open", not field)

    def _make(self, layout: Sequence[Column]) -> None:
        inside = QtWidgets.QWidget()
        inside.setProperty("kind", "surface")
        grid = QtWidgets.QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.boxes = []
        for i, column in enumerate(layout[:MOST_COLUMNS]):
            heading, example = ElidedLabel(inside, kind="strong"), ElidedLabel(inside, kind="muted")
            heading.setText(column.heading or f"Column {i + 1}")
            example.setText(" ".join(column.example.split()))
            box = QtWidgets.QComboBox(inside)
            box.setAccessibleName(f"What the column {heading.text()} is")
            box.addItem("Left out", "")
            for field, label in COLUMN_FIELDS.items():
                box.addItem(label, field)
            box.setFixedWidth(132)
            box.activated.connect(partial(self._chosen, i))
            heading.setBuddy(box)
            grid.addWidget(heading, i, 0)
            grid.addWidget(example, i, 1)
            grid.addWidget(box, i, 2)
            self.boxes.append(box)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.boxes), 1)
        self.setWidget(inside)
        self._fit()

    def show_lines(self, most: int) -> None:
        """Take the room of so many lines at most; the rest is scrolled to."""
        if most != self._most:
            self._most = most
            self._fit()

    def _fit(self) -> None:
        lines = min(max(len(self.boxes), 1), self._most)
        # half of the next one shows that there is more
        self.setFixedHeight(lines * LINE_HEIGHT + (LINE_HEIGHT // 2 if len(self.boxes) > self._most else 0))

    def _chosen(self, column: int, _index: int) -> None:
        field = cast("str", self.boxes[column].currentData())
        # of two columns one can be a field
        fields = ["" if each == field else each for each in self._fields]
        fields[column] = field
        self.changed.emit(fields)
