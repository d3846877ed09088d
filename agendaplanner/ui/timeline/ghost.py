"""The card in the hand while a session is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt


class Ghost:
    """The card that follows the cursor, at the place where it would be put down. Viewport coordinates."""

    def __init__(self, rect: QtCore.QRect, title: str, tone: str) -> None:
        self.rect = rect
        self.title = title
        self.tone = tone

    @property
    def dirty(self) -> QtCore.QRect:
        """What it covers."""
        return self.rect.adjusted(-4, -4, 4, 4)

    def paint(self, painter: QtGui.QPainter, look: Look) -> None:
        """Paint it."""
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtGui.QPen(look.colour(self.tone), 2))
        painter.setBrush(look.colour("card", 0.94))
        painter.drawRoundedRect(self.rect, 5, 5)
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.colour("text"))
        flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.setClipRect(self.rect)
        painter.drawText(self.rect.adjusted(10, 5, -6, -4), flags, self.title)
        painter.setClipping(False)
