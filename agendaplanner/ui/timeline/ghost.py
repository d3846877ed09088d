"""What floats over the timeline during a drag: the cards in the hand, and where others would go. No decisions here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.judging import Tone

Qt = QtCore.Qt
PLUS_PX = 18


class Ghost:
    """The card that follows the cursor, at the place where it would be put down. Viewport coordinates.

    Its tone is told by its outline and by what is drawn on it: nothing, upright lines, slanted lines.
    """

    def __init__(self, rect: QtCore.QRect, title: str, place: str, tone: Tone, *, plus: bool = False) -> None:
        self.rect = rect
        self.title = title
        self.place = place
        """Start, end and room."""
        self.tone = tone
        self.plus = plus

    @property
    def dirty(self) -> QtCore.QRect:
        """What it covers."""
        return self.rect.adjusted(-4, -12, 12, 4)

    def paint(self, painter: QtGui.QPainter, look: Look) -> None:
        """Paint it."""
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("card", 0.94))
        painter.drawRoundedRect(self.rect, 5, 5)
        if self.tone != "ok":
            painter.setBrushOrigin(self.rect.topLeft())
            slanted = self.tone == "clash"
            painter.setBrush(look.hatch(self.tone, 0.30, lines="slanted" if slanted else "upright"))
            painter.drawRoundedRect(self.rect, 5, 5)
        painter.setPen(QtGui.QPen(look.colour(self.tone), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect, 5, 5)
        self._words(painter, look)
        if self.plus:
            self._plus(painter, look)

    def _words(self, painter: QtGui.QPainter, look: Look) -> None:
        inner = self.rect.adjusted(9, 4, -6, -3)
        if inner.height() < 12 or inner.width() < 20:
            return
        font, small = look.font(12, bold=True), look.font(11)
        painter.setClipRect(self.rect)
        metrics, small_metrics = QtGui.QFontMetrics(font), QtGui.QFontMetrics(small)
        line = small_metrics.height()
        room_for_place = self.place and inner.height() >= metrics.height() + line
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if room_for_place:
            title = QtCore.QRect(inner.left(), inner.top() + line, inner.width(), inner.height() - line)
            painter.setFont(small)
            painter.setPen(look.colour("muted"))
            place = self.place
            if small_metrics.horizontalAdvance(place) > inner.width():
                place = place.split(" · ")[0]  # the room is known from where it lies
            painter.drawText(inner, flags, small_metrics.elidedText(place, Qt.TextElideMode.ElideRight, inner.width()))
            painter.setFont(font)
            painter.setPen(look.colour("text"))
            # no line is cut in half
            title.setHeight(max(title.height() // metrics.lineSpacing(), 1) * metrics.lineSpacing())
            painter.setClipRect(title)
            painter.drawText(title, flags | int(Qt.TextFlag.TextWordWrap), self.title)
        else:
            words = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, flags, words)
        painter.setClipping(False)

    def _plus(self, painter: QtGui.QPainter, look: Look) -> None:
        where = QtCore.QRectF(self.rect.right() - 10, self.rect.top() - 8, PLUS_PX, PLUS_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(where)
        painter.setPen(QtGui.QPen(look.colour("on_accent"), 2))
        middle, arm = where.center(), 4.0
        painter.drawLine(middle - QtCore.QPointF(arm, 0), middle + QtCore.QPointF(arm, 0))
        painter.drawLine(middle - QtCore.QPointF(0, arm), middle + QtCore.QPointF(0, arm))


class Outline:
    """Where another session would go: dashed, with its name, and a line from where it is. Viewport coordinates."""

    def __init__(self, rect: QtCore.QRect, title: str, come_from: QtCore.QRect) -> None:
        self.rect = rect
        self.title = title
        self.come_from = come_from

    @property
    def dirty(self) -> QtCore.QRect:
        """What it covers."""
        whole = self.rect if self.come_from.isEmpty() else self.rect.united(self.come_from)
        return whole.adjusted(-6, -6, 6, 6)

    def paint(self, painter: QtGui.QPainter, look: Look) -> None:
        """Paint it."""
        accent = look.colour("accent")
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtGui.QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("card", 0.92))
        painter.drawRoundedRect(self.rect, 5, 5)
        if not self.come_from.isEmpty() and not self.come_from.intersects(self.rect):
            begin, end = QtCore.QPointF(self.come_from.center()), QtCore.QPointF(self.rect.center())
            painter.setPen(QtGui.QPen(accent, 1.5))
            painter.drawLine(begin, end)
            painter.setBrush(accent)
            painter.drawEllipse(begin, 3, 3)
            painter.setPen(QtGui.QPen(accent, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(look.colour("card", 0.92))
            painter.drawRoundedRect(self.rect, 5, 5)
        inner = self.rect.adjusted(8, 4, -5, -3)
        if inner.height() < 11 or inner.width() < 20:
            return
        font = look.font(12, bold=True)
        painter.setFont(font)
        painter.setPen(accent)
        words = QtGui.QFontMetrics(font).elidedText(self.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), words)
