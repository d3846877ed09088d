"""The words under the cursor during a drag: when and where, and what is to be said of it.

It paints itself: it says something else at every step of a drag, and labels in a layout would take longer than all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import NORMAL_PX

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
WIDEST_PX = 320
MARGIN_PX = 8
_INNER = QtCore.QMargins(10, 6, 10, 7)
_FLAGS = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Chip(QtWidgets.QWidget):
    """Two lines beside the cursor, wherever in the window it is."""

    def __init__(self, window: QtWidgets.QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._place, self._words = "", ""
        self._place_rect, self._words_rect = QtCore.QRect(), QtCore.QRect()
        self._picture = QtGui.QPixmap()
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._choose_fonts()
        look.changed.connect(self._choose_fonts)
        self.hide()

    def _choose_fonts(self) -> None:
        self._font, self._bold = self._look.font(NORMAL_PX), self._look.font(NORMAL_PX, bold=True)
        self._metrics, self._bold_metrics = QtGui.QFontMetrics(self._font), QtGui.QFontMetrics(self._bold)

    @property
    def words(self) -> str:
        """What it says."""
        return "\n".join(filter(None, [self._place, self._words]))

    def say(self, at: QtCore.QPoint, place: str, words: str) -> None:
        """Say something beside a global place."""
        if (self._place, self._words) != (place, words):
            self._place, self._words = place, words
            self._lay_out()
            self._draw()
            self.update()
        self.follow(at)

    def follow(self, at: QtCore.QPoint) -> None:
        """Be beside a global place."""
        window = self._window
        here = window.mapFromGlobal(at)
        x = min(here.x() + 18, window.width() - self.width() - MARGIN_PX)
        y = here.y() + 22
        if y + self.height() > window.height() - MARGIN_PX:
            y = here.y() - self.height() - 14
        self.move(max(x, MARGIN_PX), max(y, MARGIN_PX))
        if self.isHidden():
            self.show()
            self.raise_()

    def _lay_out(self) -> None:
        widest = QtCore.QRect(0, 0, WIDEST_PX, 1_000)
        corner = QtCore.QPoint(_INNER.left(), _INNER.top())
        self._place_rect = self._bold_metrics.boundingRect(widest, _FLAGS, self._place).translated(corner)
        below = QtCore.QPoint(corner.x(), self._place_rect.bottom() + 3)
        words = self._metrics.boundingRect(widest, _FLAGS, self._words) if self._words else QtCore.QRect()
        self._words_rect = words.translated(below)
        whole = self._place_rect.united(self._words_rect) if self._words else self._place_rect
        self.resize(whole.right() + 2 + _INNER.right(), whole.bottom() + 1 + _INNER.bottom())

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the words, drawn when they were said: the chip moves far more often than they change."""
        QtGui.QPainter(self).drawPixmap(0, 0, self._picture)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture = QtGui.QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QtGui.QPainter(self._picture)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("chip"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setPen(self._look.colour("on_chip"))
        painter.setFont(self._bold)
        # a word as wide as the line must not be broken by rounding
        painter.drawText(self._place_rect.adjusted(0, 0, 2, 0), _FLAGS, self._place)
        if self._words:
            painter.setFont(self._font)
            painter.drawText(self._words_rect.adjusted(0, 0, 2, 0), _FLAGS, self._words)
        painter.end()
