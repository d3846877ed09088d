"""What lies about the cards and fits the window with them: scroll bars, header, and the small map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.ui.timeline.header import HEIGHT, WIDTH
from agendaplanner.ui.timeline.minimap import THICKNESS
from agendaplanner.ui.timeline.painted import PaintedList

if TYPE_CHECKING:
    from agendaplanner.ui.timeline.header import Header
    from agendaplanner.ui.timeline.minimap import MiniMap

MAP_ABOVE, MAP_BELOW = 3.0, 2.2
"""The small map comes when the drawing is so many times as large as the window, and goes when it is so few."""


class FramedList(PaintedList):
    """The cards with what lies about them; whoever extends it makes the header and the map."""

    header: Header
    map: MiniMap

    def _place_margins(self) -> None:
        """Leave room for the header, and for the map where the drawing is much larger than the window."""
        side = THICKNESS if self.map.wanted else 0
        margins = QtCore.QMargins(WIDTH, 0, side, 0) if self._rows else QtCore.QMargins(0, HEIGHT, 0, side)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)

    def updateGeometries(self) -> None:
        """Fit scroll bars, header and map."""
        size = self.viewport().size()
        wide, high = (self.drawing.width, self.drawing.height) if self.drawing else (0, 0)
        times = wide * high / max(size.width() * size.height(), 1)
        wanted = times > (MAP_BELOW if self.map.wanted else MAP_ABOVE)
        if wanted != self.map.wanted:
            self.map.wanted = wanted
            self._place_margins()
            size = self.viewport().size()
        for bar, whole, page in (
            (self.horizontalScrollBar(), wide, size.width()),
            (self.verticalScrollBar(), high, size.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(40)
        place = self.viewport().geometry()
        if self._rows:
            self.header.setGeometry(place.left() - WIDTH, place.top(), WIDTH, place.height())
            self.map.setGeometry(place.right() + 1, place.top(), THICKNESS, place.height())
        else:
            self.header.setGeometry(place.left(), place.top() - HEIGHT, place.width(), HEIGHT)
            self.map.setGeometry(place.left(), place.bottom() + 1, place.width(), THICKNESS)
        self.map.setVisible(self.map.wanted)
        self._tell_scrolled()

    def _tell_scrolled(self) -> None:
        self.header.show_geometry(self.drawing, self.verticalOffset() if self._rows else self.horizontalOffset())
        self.map.show_window(QtCore.QRect(self.scrolled_to, self.viewport().size()))
