"""The list of the page: how its rows are painted, unfolded and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import LARGE_PX, NORMAL_PX, SMALL_PX
from agendaplanner.ui.panels.rows import RowList, RowModel
from agendaplanner.ui.prepare.readiness.rows import ReadyRow, spoken
from agendaplanner.ui.wrapping import wrapped

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.panels.rows import Index, Row

Qt = QtCore.Qt
FOLD_PX, DOT_PX, ACTION_PX, LINE_PX, SMALL_LINE_PX = 18, 22, 116, 19, 16
MOST_LINES = 4
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_OPENED = frozenset({"point", "place"})


class _Model(RowModel):
    """Rows that screen readers say with all that is seen of them."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a row."""
        row = self.row_at(index)
        if isinstance(row, ReadyRow) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None  # nothing is cut off but names, and those unfold
        return super().data(index, role)


class ReadyList(RowList):
    """Rows that unfold. A click or Enter opens what a point is about; the arrow before it, or →, shows all of it."""

    folded = QtCore.Signal(str, bool)
    """A row should be unfolded, or folded again."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, "What is missing, by stage", parent=parent)
        self.row_model = _Model(self)
        self.setModel(self.row_model)
        self.setItemDelegate(_Painter(look, self))
        self.setUniformItemSizes(False)
        self.setAccessibleDescription("Enter opens what a point is about; right and left unfold and fold it")
        self._pressed_at = QtCore.QPoint()

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Remember whether the arrow was pressed."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, e: QtGui.QMouseEvent) -> None:
        """Show where a click leads somewhere."""
        row = self.row_model.row_at(self.indexAt(e.position().toPoint()))
        leads = isinstance(row, ReadyRow) and (row.folds or row.part in _OPENED)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(e)

    def _open(self, index: QtCore.QModelIndex) -> None:
        row = self.row_model.row_at(index)
        if not isinstance(row, ReadyRow):
            return
        on_arrow = self.visualRect(index).contains(self._pressed_at) and self._pressed_at.x() < FOLD_PX
        self._pressed_at = QtCore.QPoint(-1, -1)
        if row.part == "met" or (row.folds and on_arrow):
            self.folded.emit(row.id, not row.is_open)
        elif row.part in _OPENED:
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Unfold and fold with the arrows."""
        row = self.row_model.row_at(self.currentIndex())
        wanted = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if wanted is not None:
            if isinstance(row, ReadyRow) and row.folds and row.is_open != wanted:
                self.folded.emit(row.id, wanted)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, e: QtGui.QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(e)
        self.scheduleDelayedItemsLayout()

    def show_row(self, id_: str) -> None:
        """Scroll until a row is at the top, and go to it."""
        self.choose(id_)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QtWidgets.QAbstractItemView.ScrollHint.PositionAtTop)


class _Painter(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, view: ReadyList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def _left(self, row: ReadyRow) -> int:
        """Give where a row's words begin."""
        lefts = {"stage": 0, "place": FOLD_PX + DOT_PX, "sentence": FOLD_PX + DOT_PX}
        return lefts.get(row.part, FOLD_PX + (0 if row.part == "met" else DOT_PX))

    def _lines(self, row: ReadyRow) -> list[str]:
        room = self._view.viewport().width() - self._left(row) - (ACTION_PX if row.detail else 8)
        size = NORMAL_PX if row.part == "point" else 12
        return wrapped(row.title, self._look.font(size), room, room, MOST_LINES)

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a row."""
        return QtCore.QSize(self._view.viewport().width(), self._height(self._view.row_model.rows[index.row()]))

    def _height(self, row: Row) -> int:
        if not isinstance(row, ReadyRow):
            return 0
        if row.part == "stage":
            return 34 + 22 + (SMALL_LINE_PX if row.note else 0) + 8
        words = len(self._lines(row)) * LINE_PX
        return words + (SMALL_LINE_PX if row.note else 0) + (14 if row.part in ("point", "nothing") else 6)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = self._view.row_model.rows[index.row()]
        if not isinstance(row, ReadyRow):
            return
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        if row.part == "stage":
            self._paint_stage(painter, row, rect)
        else:
            above = self._view.row_model.rows[index.row() - 1]
            is_first = isinstance(above, ReadyRow) and above.part == "stage"
            state: QtWidgets.QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
            self._paint_ground(painter, row, rect, state, is_first=is_first)
            self._paint_row(painter, row, rect)
        painter.restore()

    def _paint_stage(self, painter: QtGui.QPainter, row: ReadyRow, rect: QtCore.QRect) -> None:
        look = self._look
        line = QtCore.QRect(rect.x(), rect.y() + 30, rect.width() - 6, 22)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("muted"))
        painter.drawText(line, _RIGHT, row.detail)
        room = line.width() - painter.fontMetrics().horizontalAdvance(row.detail) - 12
        painter.setFont(look.font(LARGE_PX, bold=True))
        painter.setPen(look.colour("text"))
        painter.drawText(line, _CENTRE, painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room))
        if row.note:
            line.translate(0, 22)
            line.setHeight(SMALL_LINE_PX)
            painter.setFont(look.font(SMALL_PX))
            painter.setPen(look.colour("muted"))
            words = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _CENTRE, words)
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_ground(
        self,
        painter: QtGui.QPainter,
        row: ReadyRow,
        rect: QtCore.QRect,
        state: QtWidgets.QStyle.StateFlag,
        *,
        is_first: bool,
    ) -> None:
        look = self._look
        if state & QtWidgets.QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, look.colour("accent", 0.10))
        elif state & QtWidgets.QStyle.StateFlag.State_MouseOver and (row.folds or row.part in _OPENED):
            painter.fillRect(rect, look.colour("text", 0.04))
        if row.part in ("point", "met") and not is_first:
            painter.setPen(look.colour("grid"))
            painter.drawLine(rect.left() + FOLD_PX, rect.top(), rect.right(), rect.top())

    def _paint_row(self, painter: QtGui.QPainter, row: ReadyRow, rect: QtCore.QRect) -> None:
        look = self._look
        top = rect.y() + (7 if row.part in ("point", "nothing") else 3)
        line = QtCore.QRect(rect.x() + self._left(row), top, rect.width() - self._left(row) - 8, LINE_PX)
        middle = line.center().y() + 1
        if row.folds:
            self._paint_arrow(painter, QtCore.QPointF(rect.x() + 7, middle), is_open=row.is_open)
        if row.part == "point":
            self._paint_dot(painter, row, QtCore.QPointF(rect.x() + FOLD_PX + 8, middle))
        elif row.part in ("sentence", "nothing"):
            painter.drawPixmap(rect.x() + FOLD_PX, middle - 8, look.picture("check", look.colour("muted"), 14))
        if row.detail:
            painter.setFont(look.font(12, bold=True))
            painter.setPen(look.colour("accent"))
            painter.drawText(line, _RIGHT, row.detail)
        painter.setFont(look.font(NORMAL_PX if row.part == "point" else 12))
        painter.setPen(look.colour("text" if row.part in _OPENED else "muted"))
        for words in self._lines(row):
            painter.drawText(line, _CENTRE, words)
            line.translate(0, LINE_PX)
        if row.note:
            line.setHeight(SMALL_LINE_PX)
            painter.setFont(look.font(SMALL_PX))
            painter.setPen(look.colour("muted"))
            words = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _CENTRE, words)

    def _paint_dot(self, painter: QtGui.QPainter, row: ReadyRow, at: QtCore.QPointF) -> None:
        """Paint a dot for what is missing, a ring for what would be good to have."""
        look = self._look
        if row.severity == "hint":
            painter.setPen(QtGui.QPen(look.colour("muted"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 3.6, 3.6)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(row.severity))
            painter.drawEllipse(at, 4.2, 4.2)

    def _paint_arrow(self, painter: QtGui.QPainter, at: QtCore.QPointF, *, is_open: bool) -> None:
        painter.setPen(QtGui.QPen(self._look.colour("muted"), 1.4))
        x, y = at.x(), at.y()
        corners = ((-3.5, -2), (0, 2), (3.5, -2)) if is_open else ((-2, -3.5), (2, 0), (-2, 3.5))
        painter.drawPolyline(QtGui.QPolygonF([QtCore.QPointF(x + dx, y + dy) for dx, dy in corners]))
