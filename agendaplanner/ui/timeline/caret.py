"""The mark at the empty place that was clicked last: there things are pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.mouse import MouseList

Qt = QtCore.Qt
THICK_PX = 5


class Caret(QtWidgets.QWidget):
    """A line across the room at the time that was pointed at; it moves with the drawing."""

    def __init__(self, timeline: MouseList, look: Look) -> None:
        super().__init__(timeline.viewport())
        self._timeline = timeline
        self._look = look
        self._drawing: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for bar in (timeline.horizontalScrollBar(), timeline.verticalScrollBar()):
            bar.valueChanged.connect(self.renew)
        for signal in (timeline.desk.selection_changed, timeline.desk.changed, timeline.desk.opened):
            signal.connect(self.renew)
        self.hide()

    def renew(self, *_: object) -> None:
        """Go to where the desk says that somebody points, or away."""
        timeline, pointed = self._timeline, self._timeline.desk.pointed
        drawing = self._drawing = timeline.drawing
        block = drawing.block_of(pointed.start) if drawing is not None and pointed is not None else None
        column = drawing.column_of(pointed.room) if drawing is not None and pointed is not None else None
        if pointed is None or block is None or column is None or timeline.desk.selected:
            self.hide()
            return
        rect = timeline.place_rect(block, pointed.start, 1, column)
        middle = THICK_PX // 2
        if timeline.time_runs_down:
            self.setGeometry(rect.left(), rect.top() - 1 - middle, rect.width(), THICK_PX)
        else:
            self.setGeometry(rect.left() - 2 - middle, rect.top(), THICK_PX, rect.height())
        self.show()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint it."""
        if self._timeline.drawing is not self._drawing:
            QtCore.QTimer.singleShot(0, self.renew)  # it lies elsewhere at another scale
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        accent = self._look.colour("accent")
        painter.setPen(QtGui.QPen(accent, 1.5))
        middle = QtCore.QPointF(THICK_PX / 2, THICK_PX / 2)
        if self.width() > self.height():
            painter.drawLine(middle, QtCore.QPointF(self.width(), middle.y()))
        else:
            painter.drawLine(middle, QtCore.QPointF(middle.x(), self.height()))
        painter.setBrush(accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, THICK_PX / 2, THICK_PX / 2)
