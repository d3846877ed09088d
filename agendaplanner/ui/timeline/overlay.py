"""Where something may go, painted over the whole timeline: free places tinted, those with a warning lined in amber.

What is neither is hatched. Worked out once for a drag; painting takes only what lies in the area asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.ui.timeline.layer import rects_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.carry import Stretch
    from agendaplanner.ui.timeline.geometry import Geometry

Qt = QtCore.Qt


class Overlay:
    """The places of a drag on a drawing."""

    def __init__(
        self,
        drawing: Geometry,
        look: Look,
        stretches: Iterable[Stretch],
        *,
        within: QtGui.QRegion,
        pale: Iterable[str] = (),
    ) -> None:
        """Take the places.

        Args:
            drawing: Where they lie.
            look: The colours.
            stretches: The places.
            within: What is hatched where nothing may go.
            pale: The sessions in the hand: their cards fade.
        """
        self._look = look
        cards = [card for id_ in pale if (card := drawing.cards.get(id_)) is not None]
        self._pale = [QtCore.QRect(card.x, card.y, card.width, card.height) for card in cards]
        self._rects: dict[str, list[QtCore.QRect]] = {"ok": [], "warning": []}
        regions = {"ok": QtGui.QRegion(), "warning": QtGui.QRegion()}
        for stretch in stretches:
            block = drawing.block_of(stretch.start)
            column = drawing.column_of(stretch.room) if stretch.room is not None else None
            if block is None or (stretch.room is not None and column is None):
                continue
            minutes = round((stretch.end - stretch.start).total_seconds() / 60)
            self._rects[stretch.tone].append(QtCore.QRect(*drawing.rect_of(block, stretch.start, minutes, column)))
        for tone, rects in self._rects.items():
            for rect in rects:
                regions[tone] += rect
        self._fine, self._warned = regions["ok"], regions["warning"] - regions["ok"]
        self._not = within - self._fine - self._warned

    def paint(self, painter: QtGui.QPainter, area: QtCore.QRect) -> None:
        """Paint what lies in an area. The drawing's coordinates."""
        look = self._look
        painter.setBrushOrigin(0, 0)
        for rect in self._pale:
            if rect.intersects(area):
                painter.fillRect(rect, look.colour("window", 0.68))
        for region, brushes in (
            (self._not, (look.colour("window", 0.55), look.hatch("muted", 0.22))),
            (self._fine, (look.colour("ok", 0.15),)),
            (self._warned, (look.colour("warning", 0.08), look.hatch("warning", 0.45, lines="upright"))),
        ):
            for rect in rects_of(region & QtGui.QRegion(area)):
                for brush in brushes:
                    painter.fillRect(rect, brush)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tone, style in (("ok", Qt.PenStyle.SolidLine), ("warning", Qt.PenStyle.DashLine)):
            painter.setPen(QtGui.QPen(look.colour(tone, 0.7), 1, style))
            painter.drawRects([r.adjusted(0, 0, -1, -1) for r in self._rects[tone] if r.intersects(area)])


def open_hours(drawing: Geometry) -> QtGui.QRegion:
    """Give the open hours of all days. The drawing's coordinates."""
    region = QtGui.QRegion()
    for i in range(len(drawing.blocks)):
        region += QtCore.QRect(*drawing.open_rect(i))
    return region
