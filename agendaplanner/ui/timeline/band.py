"""The rubber band: a rectangle drawn on empty ground, selecting what it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.ui.timeline.edges import EdgeScroll
from agendaplanner.ui.timeline.layer import Layer

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.mouse import MouseList

Qt = QtCore.Qt


class Outlines:
    """Outlines around some places, for what would be selected or would move. Viewport coordinates."""

    def __init__(self, rects: list[QtCore.QRect], colour: str, *, fill: QtCore.QRect | None = None) -> None:
        self._rects = rects
        self._colour = colour
        self._fill = fill

    @property
    def dirty(self) -> QtCore.QRect:
        """What they cover."""
        whole = QtCore.QRect(self._fill) if self._fill is not None else QtCore.QRect()
        for rect in self._rects:
            whole = whole.united(rect)
        return whole.adjusted(-3, -3, 3, 3)

    def paint(self, painter: QtGui.QPainter, look: Look) -> None:
        """Paint them."""
        if self._fill is not None:
            painter.setPen(QtGui.QPen(look.colour(self._colour), 1))
            painter.setBrush(look.colour(self._colour, 0.10))
            painter.drawRect(self._fill.adjusted(0, 0, -1, -1))
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtGui.QPen(look.colour(self._colour), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._rects:
            painter.drawRoundedRect(rect, 5, 5)


class Band(QtCore.QObject):
    """The rubber band of a timeline, while one is drawn. It scrolls at the edges."""

    def __init__(self, timeline: MouseList, look: Look) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._look = look
        self._anchor: QtCore.QPoint | None = None
        self._keep: tuple[str, ...] = ()
        self._at = QtCore.QPoint()
        self._edges = EdgeScroll(timeline, self._scrolled)

    @property
    def active(self) -> bool:
        """Whether a band is being drawn."""
        return self._anchor is not None

    def begin(self, place: QtCore.QPoint, *, keep: bool) -> None:
        """Begin at a place of the viewport; ``keep`` adds to what is selected."""
        timeline = self._timeline
        timeline.settle()
        # the anchor stays on the drawing when that is scrolled
        self._anchor = place + timeline.scrolled_to
        self._keep = timeline.desk.selected if keep else ()
        timeline.take_layer(Layer(timeline, self._look, lambda _painter, _area: None))
        self._edges.start()

    def move(self, place: QtCore.QPoint) -> None:
        """Draw it to a place of the viewport."""
        self._at = place
        self._edges.at = place
        self._show()

    def end(self) -> None:
        """Select what it touches."""
        found = self._touched()
        self._close()
        self._timeline.desk.select((*self._keep, *found))

    def cancel(self) -> None:
        """Draw it no longer, and leave the selection as it was."""
        if self.active:
            self._close()

    def _close(self) -> None:
        self._edges.stop()
        self._anchor = None
        self._timeline.take_layer(None)
        self._timeline.viewport().update()

    def _rect(self) -> QtCore.QRect:
        anchor = (self._anchor or QtCore.QPoint()) - self._timeline.scrolled_to
        return QtCore.QRect(anchor, self._at).normalized()

    def _touched(self) -> list[str]:
        timeline, rect = self._timeline, self._rect()
        cards = timeline.drawing.cards if timeline.drawing is not None else ()
        return [id_ for id_ in cards if rect.intersects(timeline.card_rect(id_))]

    def _scrolled(self) -> None:
        if self._timeline.layer is not None:
            self._timeline.layer.scroll()
            self._show()

    def _show(self) -> None:
        timeline = self._timeline
        if timeline.layer is not None:
            rects = [timeline.card_rect(id_) for id_ in self._touched()]
            timeline.layer.show([Outlines(rects, "accent", fill=self._rect())])
