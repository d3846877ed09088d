"""The strip above the timeline with days and rooms. It stays while the timeline scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.times import long_day
from agendaplanner.ui.look import NORMAL_PX, SMALL_PX
from agendaplanner.ui.timeline.geometry import DAY_GAP, HOURS_WIDTH

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.geometry import Block, Geometry

DAY_HEIGHT, ROOM_HEIGHT = 30, 26
HEIGHT = DAY_HEIGHT + ROOM_HEIGHT


class Header(QtWidgets.QWidget):
    """Days, and under each its rooms with how many people they hold."""

    def __init__(self, parent: QtWidgets.QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._geometry: Geometry | None = None
        self._scrolled_x = 0
        self.aimed_at: tuple[int, int] | None = None
        """Day and column that a drag points at."""

    def show_geometry(self, geometry: Geometry | None, scrolled_x: int) -> None:
        """Take where the days and columns are."""
        self._geometry = geometry
        self._scrolled_x = scrolled_x
        self.update()

    def aim(self, at: tuple[int, int] | None) -> None:
        """Show where a drag points: (day, column)."""
        if at != self.aimed_at:
            self.aimed_at = at
            self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint days and rooms."""
        painter = QtGui.QPainter(self)
        painter.fillRect(event.rect(), self._look.colour("window"))
        geometry = self._geometry
        if geometry is None:
            return
        for i, block in enumerate(geometry.blocks):
            left, right = block.left - self._scrolled_x, block.right - self._scrolled_x
            if right < 0 or left > self.width():
                continue
            self._day(painter, geometry, block, i)
            self._rooms(painter, geometry, block, i)
        painter.setPen(self._look.colour("line"))
        for block in geometry.blocks:
            left = max(block.columns_left - self._scrolled_x, HOURS_WIDTH)
            painter.drawLine(left, self.height() - 1, block.right - self._scrolled_x, self.height() - 1)

    def _day(self, painter: QtGui.QPainter, geometry: Geometry, block: Block, number: int) -> None:
        font = self._look.font(NORMAL_PX, bold=True)
        painter.setFont(font)
        name = long_day(block.date)
        width = QtGui.QFontMetrics(font).horizontalAdvance(name)
        right = block.right - self._scrolled_x
        x = max(block.columns_left - self._scrolled_x, HOURS_WIDTH)
        x = min(x, max(right - width, block.columns_left - self._scrolled_x))
        painter.setPen(self._look.colour("text"))
        room = QtCore.QRect(x, 4, max(right - x, 0), DAY_HEIGHT - 4)
        if room.width() < width:
            name = QtGui.QFontMetrics(font).elidedText(name, QtCore.Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter), name)

    def _rooms(self, painter: QtGui.QPainter, geometry: Geometry, block: Block, number: int) -> None:
        normal, small = self._look.font(12), self._look.font(SMALL_PX)
        metrics, small_metrics = QtGui.QFontMetrics(normal), QtGui.QFontMetrics(small)
        painter.save()
        gutter = min(max(block.left - self._scrolled_x, 0), block.right - HOURS_WIDTH - self._scrolled_x)
        painter.setClipRect(gutter + HOURS_WIDTH, 0, block.right - self._scrolled_x - gutter, self.height())
        for column, room_id in enumerate(geometry.columns):
            left = geometry.column_x(block, column) - self._scrolled_x
            width = geometry.column_x(block, column + 1) - self._scrolled_x - left
            if left + width < 0 or left > self.width() or width < 18:
                continue
            cell = QtCore.QRect(left, DAY_HEIGHT, width, ROOM_HEIGHT)
            if self.aimed_at == (number, column):
                painter.fillRect(cell.adjusted(1, 2, 0, -1), self._look.colour("accent", 0.16))
            room = geometry.agenda.room.get(room_id or "")
            name = room.name if room is not None else "No room yet"
            inner = cell.adjusted(6, 0, -6, 0)
            if room is not None and room.capacity is not None and width >= 76:
                count = str(room.capacity)
                painter.setFont(small)
                painter.setPen(self._look.colour("muted"))
                painter.drawText(inner, int(_RIGHT), count)
                inner.setRight(inner.right() - small_metrics.horizontalAdvance(count) - 6)
            painter.setFont(normal)
            painter.setPen(self._look.colour("text" if room is not None else "warning"))
            words = metrics.elidedText(name, QtCore.Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(_LEFT), words)
        painter.restore()

    def room_at(self, x: int) -> str | None:
        """Give the room whose name stands at a place."""
        geometry = self._geometry
        if geometry is None or not geometry.blocks:
            return None
        along = x + self._scrolled_x
        block = geometry.blocks[geometry.block_at(along)]
        if not block.columns_left <= along <= block.right + DAY_GAP:
            return None
        return geometry.columns[geometry.column_at(block, along)]

    def event(self, event: QtCore.QEvent) -> bool:
        """Show the whole name of a room, and what it has, where it does not fit."""
        if isinstance(event, QtGui.QHelpEvent) and self._geometry is not None:
            room = self._geometry.agenda.room.get(self.room_at(event.pos().x()) or "")
            if room is not None and event.pos().y() >= DAY_HEIGHT:
                parts = [room.name, f"{room.capacity} people" if room.capacity else "", ", ".join(room.features)]
                QtWidgets.QToolTip.showText(event.globalPos(), " · ".join(filter(None, parts)), self)
                return True
        return super().event(event)


_LEFT = QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter
_RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
