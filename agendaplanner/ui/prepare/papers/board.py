"""The board: a column for each status side by side, or one below the other where there is little room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.papers import STATUSES
from agendaplanner.ui.labels import restyle
from agendaplanner.ui.prepare.papers.column import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.kinds import PaperStatus
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.prepare.papers.cards import PaperRow

Qt = QtCore.Qt
LEAST_COLUMN_PX = 160
EDGE_PX, SCROLL_PX, SCROLL_MS = 36, 14, 30
"""So near the edge a dragged card scrolls the board, by so much each time."""


class Board(QtWidgets.QScrollArea):
    """Papers by status. A card that is dragged to another column, or pushed there by keys, is asked to be put there."""

    opened = QtCore.Signal(str)
    put = QtCore.Signal(str, str)
    """A paper, and the status that it should have."""
    menu_asked = QtCore.Signal(str, QtCore.QPoint)
    """A paper, and where its menu should be."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.can_change = True
        self.setWidgetResizable(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = self._whole = QtWidgets.QWidget(self)
        whole.setProperty("kind", "surface")
        self._line = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.Direction.LeftToRight, whole)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self.columns: dict[PaperStatus, Column] = {}
        for status in STATUSES:
            column = Column(look, status, whole)
            cards = column.list
            cards.opened.connect(self.opened)
            cards.picked_up.connect(partial(self._picked_up, column))
            cards.carried.connect(self._carried)
            cards.put_down.connect(self._put_down)
            cards.called_off.connect(self._end)
            cards.stepped.connect(partial(self._step, column))
            cards.pushed.connect(partial(self._push, column))
            cards.customContextMenuRequested.connect(partial(self._menu, column))
            cards.selectionModel().currentChanged.connect(partial(self._look_at, column))
            self._line.addWidget(column, 1)
            self.columns[status] = column
        self.setWidget(whole)
        self._dragged: tuple[Column, str] | None = None
        self._over: Column | None = None
        self._at = QtCore.QPoint()
        self._grip = QtCore.QPoint()
        self._ghost = QtWidgets.QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._scroll = QtCore.QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    # what is shown

    def show_rows(self, rows: Mapping[PaperStatus, Sequence[PaperRow]]) -> None:
        """Show papers by status."""
        for status, column in self.columns.items():
            column.show_rows(rows[status])

    @property
    def is_stacked(self) -> bool:
        """Whether the columns lie one below the other."""
        return self._line.direction() == QtWidgets.QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Lay the columns side by side where there is room for them."""
        direction = QtWidgets.QBoxLayout.Direction
        wide = event.size().width() >= LEAST_COLUMN_PX * len(self.columns)
        self._line.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        for column in self.columns.values():
            self._line.setStretchFactor(column, 1 if wide or column.status == STATUSES[-1] else 0)
        super().resizeEvent(event)

    def choose(self, paper_id: str | None, *, focus: bool = False) -> None:
        """Make a paper the current one, in whichever column it is."""
        for column in self.columns.values():
            column.list.choose(paper_id)
            if focus and column.list.current_id is not None:
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, column: Column, current: QtCore.QModelIndex, _before: QtCore.QModelIndex) -> None:
        if current.isValid():
            rect = column.list.visualRect(current)
            at = column.list.viewport().mapTo(self._whole, rect.center())
            self.ensureVisible(at.x(), at.y(), 0, rect.height() // 2 + 8)

    def _menu(self, column: Column, at: QtCore.QPoint) -> None:
        index = column.list.indexAt(at)
        row = column.list.row_model.row_at(index if index.isValid() else column.list.currentIndex())
        if row is not None:
            self.menu_asked.emit(row.id, column.list.viewport().mapToGlobal(at))

    # by keys

    def _step(self, column: Column, step: int) -> None:
        """Go to the next column that has papers, to the same height."""
        order = list(self.columns.values())
        place = order.index(column) + step
        while 0 <= place < len(order):
            there = order[place].list
            if there.row_model.rows:
                row = min(column.list.currentIndex().row(), len(there.row_model.rows) - 1)
                column.list.choose(None)
                there.setCurrentIndex(there.row_model.index(max(0, row)))
                there.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += step

    def _push(self, column: Column, paper_id: str, step: int) -> None:
        place = STATUSES.index(column.status) + step
        if 0 <= place < len(STATUSES):
            self.put.emit(paper_id, STATUSES[place])

    # by mouse

    def _picked_up(self, column: Column, paper_id: str, at: QtCore.QPoint) -> None:
        if not self.can_change:
            return
        cards = column.list
        place = next(i for i, row in enumerate(cards.row_model.rows) if row.id == paper_id)
        rect = cards.visualRect(cards.row_model.index(place))
        self._ghost.setPixmap(_faded(cards.viewport().grab(rect)))
        self._ghost.adjustSize()
        self._grip = cards.viewport().mapFromGlobal(at) - rect.topLeft()
        self._dragged = (column, paper_id)
        self._ghost.setParent(self.window())
        self._ghost.show()
        self._ghost.raise_()
        self._scroll.start()

    def _carried(self, at: QtCore.QPoint, _free: bool) -> None:
        if self._dragged is None:
            return
        self._at = at
        self._ghost.move(self.window().mapFromGlobal(at - self._grip))
        begun = self._dragged[0]
        over = next((c for c in self.columns.values() if c.rect().contains(c.mapFromGlobal(at))), None)
        inside = self.viewport().rect().contains(self.viewport().mapFromGlobal(at))
        self._welcome(over if over is not begun and inside else None)

    def _welcome(self, column: Column | None) -> None:
        self._over = column
        for each in self.columns.values():
            restyle(each, "welcome", each is column)

    def _put_down(self) -> None:
        dragged, over = self._dragged, self._over
        self._end()
        if dragged is not None and over is not None:
            self.put.emit(dragged[1], over.status)

    def _end(self) -> None:
        self._dragged = None
        self._scroll.stop()
        self._ghost.hide()
        self._welcome(None)

    def _scroll_on(self) -> None:
        """Scroll while a card is held near the upper or lower edge."""
        y = self.viewport().mapFromGlobal(self._at).y()
        way = -1 if y < EDGE_PX else 1 if y > self.viewport().height() - EDGE_PX else 0
        bar = self.verticalScrollBar()
        if way and bar.value() != (bar.minimum() if way < 0 else bar.maximum()):
            bar.setValue(bar.value() + way * SCROLL_PX)
            self._carried(self._at, False)


def _faded(picture: QtGui.QPixmap) -> QtGui.QPixmap:
    """Give a picture through which what lies below is seen."""
    faded = QtGui.QPixmap(picture.size())
    faded.setDevicePixelRatio(picture.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(faded)
    painter.setOpacity(0.85)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return faded
