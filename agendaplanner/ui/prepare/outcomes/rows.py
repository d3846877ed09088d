"""The list of recommendations and notes: headings, and texts that are read whole instead of cut to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.panels.problem_rows import GROUP
from agendaplanner.ui.panels.rows import Index, Row, RowList
from agendaplanner.ui.wrapping import wrapped

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
TEXT_PX, LINE_PX, SMALL_LINE_PX, PAD_PX, INDENT_PX = 13, 18, 16, 9, 22
MOST_LINES, MOST_HEADING_LINES = 6, 3
NOTES = "notes "
"""What the id of a session's notes begins with; the session's id follows."""


class OutcomeList(RowList):
    """Recommendations under their headings. Enter or a double click edits, Delete removes."""

    edit_asked = QtCore.Signal(str)
    remove_asked = QtCore.Signal(str)

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, "Recommendations", parent=parent)
        self.setItemDelegate(_Texts(look, self))
        self.setUniformItemSizes(False)
        self.setObjectName("recommendations")
        self.doubleClicked.connect(lambda index: self._ask(self.row_model.row_at(index)))
        self.selectionModel().currentChanged.connect(self._come)

    def _come(self, index: QtCore.QModelIndex, _: QtCore.QModelIndex) -> None:
        row = self.row_model.row_at(index)
        if row is not None:
            self.opened.emit(row.id)

    def _ask(self, row: Row | None) -> None:
        if row is not None and not row.id.startswith(GROUP):
            self.edit_asked.emit(row.id)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Edit or remove the current row."""
        row = self.row_model.row_at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._ask(row)
        elif event.key() == Qt.Key.Key_Delete and row is not None:
            self.remove_asked.emit(row.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Break the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Texts(QtWidgets.QStyledItemDelegate):
    """Paints headings and texts over several lines."""

    def __init__(self, look: Look, view: OutcomeList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def _lines(self, row: Row) -> list[str]:
        wide = self._view.viewport().width() - 8
        if row.id.startswith(GROUP):
            return wrapped(row.title, self._look.font(12, bold=True), wide, wide, MOST_HEADING_LINES)
        return wrapped(row.title, self._look.font(TEXT_PX), wide - INDENT_PX, wide - INDENT_PX, MOST_LINES)

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give how high a row is."""
        row = self._view.row_model.rows[index.row()]
        lines = max(len(self._lines(row)), 1)
        if row.id.startswith(GROUP):
            high = lines * SMALL_LINE_PX + 18
        else:
            high = lines * LINE_PX + (SMALL_LINE_PX if row.detail or row.note else 0) + 2 * PAD_PX
        return QtCore.QSize(self._view.viewport().width(), high)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a text."""
        row = self._view.row_model.rows[index.row()]
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QtWidgets.QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if row.id.startswith(GROUP):
            self._heading(painter, rect, row)
        else:
            if state & QtWidgets.QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, self._look.colour("accent", 0.08))
            elif state & QtWidgets.QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, self._look.colour("text", 0.03))
            self._text(painter, rect, row)
        painter.restore()

    def _heading(self, painter: QtGui.QPainter, rect: QtCore.QRect, row: Row) -> None:
        painter.setFont(self._look.font(12, bold=True))
        painter.setPen(self._look.colour("text" if row.strong else "muted"))
        y = rect.y() + 12
        for line in self._lines(row):
            painter.drawText(QtCore.QRect(rect.x() + 2, y, rect.width(), SMALL_LINE_PX), 0, line)
            y += SMALL_LINE_PX
        painter.setPen(self._look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _text(self, painter: QtGui.QPainter, rect: QtCore.QRect, row: Row) -> None:
        look = self._look
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft() + QtCore.QPoint(INDENT_PX, 0), rect.bottomRight())
        if row.colour:
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(row.colour))
            painter.drawEllipse(QtCore.QRectF(rect.x() + 4, rect.y() + PAD_PX + 4, 9, 9))
        painter.setFont(look.font(TEXT_PX))
        painter.setPen(look.colour("muted" if row.id.startswith(NOTES) else "text"))
        y = rect.y() + PAD_PX
        for line in self._lines(row):
            inner = QtCore.QRect(rect.x() + INDENT_PX, y, rect.width() - INDENT_PX, LINE_PX)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), line)
            y += LINE_PX
        free = QtCore.QRect(rect.x() + INDENT_PX, y, rect.width() - INDENT_PX, SMALL_LINE_PX)
        painter.setFont(look.font(SMALL_PX, bold=True))
        painter.setPen(look.colour("text"))
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter), row.note)
        if row.note:
            free.setLeft(free.left() + painter.fontMetrics().horizontalAdvance(row.note) + 8)
        painter.setFont(look.font(SMALL_PX))
        painter.setPen(look.colour("muted"))
        detail = painter.fontMetrics().elidedText(row.detail, Qt.TextElideMode.ElideRight, max(free.width(), 0))
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter), detail)
