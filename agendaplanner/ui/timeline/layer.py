"""What the timeline shows while something is dragged: a picture of all that stands still, and what floats over it.

The picture is rendered once; scrolling moves it and paints only the strip that comes into view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6 import QtCore, QtGui

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.mouse import MouseList

Overlay = "Callable[[QtGui.QPainter, QtCore.QRect], None]"
"""Paints something on the drawing's own coordinates, in an area."""


def rects_of(region: QtGui.QRegion) -> list[QtCore.QRect]:
    """Give the rectangles that a region is made of."""
    return list(region)  # pyright: ignore[reportArgumentType, reportUnknownVariableType] # Qt's stubs do not tell


class Float(Protocol):
    """Something that floats over the picture. Viewport coordinates."""

    @property
    def dirty(self) -> QtCore.QRect:
        """What it covers."""
        ...

    def paint(self, painter: QtGui.QPainter, look: Look) -> None:
        """Paint it."""
        ...


class Layer:
    """The picture of a timeline's viewport as it is scrolled now, with an overlay painted into it."""

    def __init__(
        self, timeline: MouseList, look: Look, overlay: Callable[[QtGui.QPainter, QtCore.QRect], None]
    ) -> None:
        self._timeline = timeline
        self._look = look
        self._overlay = overlay
        self._floats: tuple[Float, ...] = ()
        self._at = QtCore.QPoint()
        self.picture = QtGui.QPixmap()
        self.render()

    @property
    def floats(self) -> Sequence[Float]:
        """What floats over the picture."""
        return self._floats

    def show(self, floats: Sequence[Float]) -> None:
        """Let other things float over the picture, and have the places of both repainted."""
        dirty = QtGui.QRegion()
        for each in (*self._floats, *floats):
            dirty += each.dirty
        self._floats = tuple(floats)
        self._timeline.viewport().update(dirty)

    def render(self) -> None:
        """Paint the whole picture anew: what it shows has changed."""
        timeline = self._timeline
        size, ratio = timeline.viewport().size(), timeline.devicePixelRatioF()
        self._at = timeline.scrolled_to
        if self.picture.deviceIndependentSize().toSize() != size or self.picture.devicePixelRatio() != ratio:
            self.picture = QtGui.QPixmap(round(size.width() * ratio), round(size.height() * ratio))
            self.picture.setDevicePixelRatio(ratio)
        self._paint(QtGui.QRegion(timeline.viewport().rect()))
        timeline.viewport().update()

    def scroll(self) -> None:
        """Follow the timeline's scroll bars."""
        timeline = self._timeline
        shift = self._at - timeline.scrolled_to
        if shift.isNull():
            return
        rect, ratio = timeline.viewport().rect(), self.picture.devicePixelRatio()
        if (shift.x() * ratio) % 1 or (shift.y() * ratio) % 1:
            self.render()  # between two pixels nothing can be moved
            return
        stays = timeline.staying_put()
        self._at = timeline.scrolled_to
        self.picture.scroll(round(shift.x() * ratio), round(shift.y() * ratio), self.picture.rect())
        fresh = QtGui.QRegion(rect) - QtGui.QRegion(rect.translated(shift))
        fresh += stays.translated(shift) + timeline.staying_put()
        self._paint(fresh & QtGui.QRegion(rect))
        timeline.viewport().update()

    def paint(self, painter: QtGui.QPainter, region: QtGui.QRegion) -> None:
        """Paint a part of the viewport."""
        ratio = self.picture.devicePixelRatio()
        for area in rects_of(region):
            source = QtCore.QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
            painter.drawPixmap(QtCore.QRectF(area), self.picture, source)
        for each in self._floats:
            painter.save()
            each.paint(painter, self._look)
            painter.restore()

    def _paint(self, region: QtGui.QRegion) -> None:
        painter = QtGui.QPainter(self.picture)
        for area in rects_of(region):
            painter.save()
            painter.setClipRect(area)
            self._timeline.paint_scene(painter, area)
            painter.translate(-self._at)
            self._overlay(painter, area.translated(self._at))
            painter.restore()
        painter.end()
