"""The strip beside the timeline with days and rooms: above the columns, or left of the rows. It stays in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.times import long_day, short_day
from agendaplanner.ui.look import NORMAL_PX, SMALL_PX
from agendaplanner.ui.timeline.geometry import DAY_GAP, HOURS_HEIGHT, HOURS_WIDTH
from agendaplanner.ui.timeline.ground import strip_at

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.geometry import Block, Geometry

Qt = QtCore.Qt
DAY_HEIGHT, ROOM_HEIGHT = 30, 26
HEIGHT = DAY_HEIGHT + ROOM_HEIGHT
WIDTH = 132
"""How wide it is left of rows."""
CAPACITY_FROM_PX = 76
NAME_FROM_WIDTH, NAME_FROM_HEIGHT = 18, 12


class Header(QtWidgets.QWidget):
    """Days, and under each its rooms with how many people they hold."""

    room_chosen = QtCore.Signal(str)
    """A room was clicked."""
    room_menu_asked = QtCore.Signal(str, QtCore.QPoint)
    """What can be done with a room is asked for, at a global place."""

    def __init__(self, parent: QtWidgets.QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._geometry: Geometry | None = None
        self._scrolled = 0
        self.today: date | None = None
        """The day of the meeting that is today, if any."""
        self.aimed_at: tuple[int, int] | None = None
        """Day and column that a drag points at."""
        self.setAccessibleName("Days and rooms")
        self.setMouseTracking(True)

    def show_geometry(self, geometry: Geometry | None, scrolled: int) -> None:
        """Take where the days and rooms are; ``scrolled`` is how far across the rooms."""
        if geometry is not self._geometry or scrolled != self._scrolled:
            self._geometry = geometry
            self._scrolled = scrolled
            self.update()

    def aim(self, at: tuple[int, int] | None) -> None:
        """Show where a drag points: (day, column)."""
        if at != self.aimed_at:
            for each in (self.aimed_at, at):
                if each is not None:
                    self.update(self._cell(*each))
            self.aimed_at = at

    def _cell(self, number: int, column: int) -> QtCore.QRect:
        """Give where a room of a day stands."""
        geometry = self._geometry
        if geometry is None:
            return QtCore.QRect()
        block = geometry.blocks[number]
        first = geometry.column_x(block, column) - self._scrolled
        thick = geometry.column_x(block, column + 1) - self._scrolled - first
        return (
            QtCore.QRect(0, first, WIDTH, thick)
            if geometry.rows
            else QtCore.QRect(first, DAY_HEIGHT, thick, ROOM_HEIGHT)
        )

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint days and rooms."""
        painter = QtGui.QPainter(self)
        painter.fillRect(event.rect(), self._look.colour("window"))
        geometry = self._geometry
        if geometry is None:
            return
        length = self.height() if geometry.rows else self.width()
        for number, block in enumerate(geometry.blocks):
            if block.right >= self._scrolled and block.left - self._scrolled <= length:
                painter.save()
                if geometry.rows:
                    self._rows(painter, geometry, block, number, event.rect())
                    self._row_day(painter, geometry, block)
                else:
                    if event.rect().top() < DAY_HEIGHT:
                        self._day(painter, block)
                    self._columns(painter, geometry, block, number, event.rect())
                painter.restore()
        painter.setPen(self._look.colour("line"))
        for block in geometry.blocks:
            if geometry.rows:
                top = max(block.columns_left - self._scrolled, HOURS_HEIGHT)
                painter.drawLine(WIDTH - 1, top, WIDTH - 1, block.right - self._scrolled)
            else:
                left = max(block.columns_left - self._scrolled, HOURS_WIDTH)
                painter.drawLine(left, HEIGHT - 1, block.right - self._scrolled, HEIGHT - 1)

    # the day

    def _day(self, painter: QtGui.QPainter, block: Block) -> None:
        right = block.right - self._scrolled
        wide = QtGui.QFontMetrics(self._look.font(NORMAL_PX, bold=True)).horizontalAdvance(long_day(block.date))
        x = max(block.columns_left - self._scrolled, HOURS_WIDTH)
        x = min(x, max(right - wide, block.columns_left - self._scrolled))
        name = long_day(block.date) if right - x >= wide else short_day(block.date)
        self._day_name(painter, block, name, QtCore.QRect(x, 4, max(right - x, 0), DAY_HEIGHT - 4))

    def _row_day(self, painter: QtGui.QPainter, geometry: Geometry, block: Block) -> None:
        top = strip_at(geometry, block, self._scrolled) - self._scrolled
        place = QtCore.QRect(0, top, WIDTH, HOURS_HEIGHT)
        painter.fillRect(place, self._look.colour("window"))
        self._day_name(painter, block, short_day(block.date), place.adjusted(12, 0, -4, 0))

    def _day_name(self, painter: QtGui.QPainter, block: Block, name: str, place: QtCore.QRect) -> None:
        font, small = self._look.font(NORMAL_PX, bold=True), self._look.font(SMALL_PX)
        metrics = QtGui.QFontMetrics(font)
        today = block.date == self.today
        painter.setFont(font)
        painter.setPen(self._look.colour("accent" if today else "text"))
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(_LEFT), name)
        place.setLeft(place.left() + metrics.horizontalAdvance(name) + 8)
        if today and place.width() >= QtGui.QFontMetrics(small).horizontalAdvance("today"):
            painter.setFont(small)
            painter.drawText(place, int(_LEFT), "today")

    # the rooms

    def _columns_in(self, geometry: Geometry, block: Block, first: int, last: int) -> range:
        """Give the rooms that may stand between two places along the header, and at most one more at each end."""
        begin = geometry.column_x(block, 0) - self._scrolled
        thick = max(geometry.column_x(block, 1) - self._scrolled - begin, 1)
        return range(max((first - begin) // thick - 1, 0), min((last - begin) // thick + 2, len(geometry.columns)))

    def _columns(
        self, painter: QtGui.QPainter, geometry: Geometry, block: Block, number: int, area: QtCore.QRect
    ) -> None:
        gutter = strip_at(geometry, block, self._scrolled) - self._scrolled
        painter.setClipRect(gutter + HOURS_WIDTH, 0, block.right - self._scrolled - gutter, HEIGHT)
        for column in self._columns_in(geometry, block, area.left(), area.right()):
            cell = self._cell(number, column)
            if cell.intersects(area) and cell.width() >= NAME_FROM_WIDTH:
                self._room(painter, geometry, cell, number, column, cell.adjusted(6, 0, -6, 0))

    def _rows(self, painter: QtGui.QPainter, geometry: Geometry, block: Block, number: int, area: QtCore.QRect) -> None:
        for column in self._columns_in(geometry, block, area.top(), area.bottom()):
            cell = self._cell(number, column)
            top, height = cell.top(), cell.height()
            if cell.adjusted(0, 0, 0, 1).intersects(area) and height >= NAME_FROM_HEIGHT:
                inner = QtCore.QRect(12, top, WIDTH - 20, min(height, 34))
                self._room(painter, geometry, cell, number, column, inner)
                painter.setPen(self._look.colour("grid"))
                painter.drawLine(12, top + height, WIDTH, top + height)

    def _room(
        self,
        painter: QtGui.QPainter,
        geometry: Geometry,
        cell: QtCore.QRect,
        number: int,
        column: int,
        inner: QtCore.QRect,
    ) -> None:
        normal, small = self._look.font(12), self._look.font(SMALL_PX)
        if self.aimed_at == (number, column):
            painter.fillRect(cell.adjusted(1, 2, 0, -1), self._look.colour("accent", 0.16))
        room = geometry.agenda.room.get(geometry.columns[column] or "")
        name = room.name if room is not None else "No room yet"
        if room is not None and room.capacity is not None and cell.width() >= CAPACITY_FROM_PX:
            count = str(room.capacity)
            painter.setFont(small)
            painter.setPen(self._look.colour("muted"))
            painter.drawText(inner, int(_RIGHT), count)
            inner.setRight(inner.right() - QtGui.QFontMetrics(small).horizontalAdvance(count) - 6)
        painter.setFont(normal)
        painter.setPen(self._look.colour("text" if room is not None else "warning"))
        words = QtGui.QFontMetrics(normal).elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(_LEFT), words)

    # the mouse

    def room_at(self, place: QtCore.QPoint) -> str | None:
        """Give the room whose name stands at a place."""
        geometry = self._geometry
        if geometry is None or not geometry.blocks or (not geometry.rows and place.y() < DAY_HEIGHT):
            return None
        along = (place.y() if geometry.rows else place.x()) + self._scrolled
        block = geometry.blocks[geometry.block_at(along)]
        stuck = strip_at(geometry, block, self._scrolled) + geometry.hours_px
        if not max(block.columns_left, stuck) <= along <= block.right + DAY_GAP // 2:
            return None
        return geometry.columns[geometry.column_at(block, along)]

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Show that rooms can be clicked."""
        over = self.room_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Choose the room that was clicked."""
        room = self.room_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and room is not None:
            self.room_chosen.emit(room)

    def contextMenuEvent(self, event: QtGui.QContextMenuEvent) -> None:
        """Offer what can be done with a room."""
        room = self.room_at(event.pos())
        if room is not None:
            self.room_menu_asked.emit(room, event.globalPos())

    def event(self, event: QtCore.QEvent) -> bool:
        """Show the whole name of a room, and what it has."""
        if isinstance(event, QtGui.QHelpEvent) and self._geometry is not None:
            room = self._geometry.agenda.room.get(self.room_at(event.pos()) or "")
            if room is not None:
                parts = [room.name, f"{room.capacity} people" if room.capacity else "", ", ".join(room.features)]
                QtWidgets.QToolTip.showText(event.globalPos(), " · ".join(filter(None, parts)), self)
                return True
        return super().event(event)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
