"""The cards painted: what is seen of the scene, what is held above it, or a stretched picture while it is zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.timeline.ground import strip_at
from agendaplanner.ui.timeline.keys import KeyList
from agendaplanner.ui.timeline.painting import ScenePainter
from agendaplanner.ui.timeline.proposal import paint_proposal

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.zooming import Zoom


class PaintedList(KeyList):
    """The cards on their ground."""

    zooming: Zoom

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, parent)
        self._look = look
        self._painter = ScenePainter(look)
        self._rows = False

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint what is seen."""
        self.desk.check_soon()
        painter = QtGui.QPainter(self.viewport())
        if self.layer is not None:
            self.layer.paint(painter, event.region())
        elif self.zooming.live:
            self.zooming.paint(painter)
        else:
            for area in event.region():  # pyright: ignore[reportGeneralTypeIssues] # it is, its stub does not say so
                painter.setClipRect(area)
                self.paint_scene(painter, area)

    def paint_scene(self, painter: QtGui.QPainter, area: QtCore.QRect) -> None:
        """Paint a part of the viewport, without what is dragged."""
        if self.scene is None:
            painter.fillRect(area, self._look.colour("window"))
            return
        x, y = self.horizontalOffset(), self.verticalOffset()
        painter.save()
        painter.translate(-x, -y)
        painter.setBrushOrigin(-x, -y)
        self._painter.paint(painter, self.scene, area.translated(x, y), y if self._rows else x)
        proposals = self.desk.proposals
        if proposals.drawn is not None and self.drawing is not None:
            seen = area.translated(x, y)
            paint_proposal(painter, proposals.drawn, self.drawing, self._look, seen, is_after=proposals.is_after)
        painter.restore()

    def staying_put(self) -> QtGui.QRegion:
        """Give the parts of the viewport that do not move with the drawing when it is scrolled: the hours."""
        return self._hours_at(self.verticalOffset() if self._rows else self.horizontalOffset())

    def _hours_at(self, edge: int) -> QtGui.QRegion:
        region, drawing = QtGui.QRegion(), self.drawing
        if drawing is not None:
            size = self.viewport().size()
            long = size.width() if drawing.rows else size.height()
            for block in drawing.blocks:
                left = strip_at(drawing, block, edge) - edge
                region += QtCore.QRect(*drawing.turned_rect(left, 0, drawing.hours_px, long))
        return region
