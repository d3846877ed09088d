"""Scrolling the timeline while the mouse is held near one of its edges: slowly near it, quickly at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtWidgets

EVERY_MS = 16
SLOW_BAND_PX, FAST_BAND_PX = 40, 14
SLOW_PX, FAST_PX = 5, 18
"""How far it scrolls each time."""
NOWHERE = QtCore.QPoint(-100_000, -100_000)


class EdgeScroll(QtCore.QObject):
    """Scrolls a view in both directions as long as it is started and a place is near the edge of its viewport."""

    def __init__(self, view: QtWidgets.QAbstractScrollArea, scrolled: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._scrolled = scrolled
        self.at = NOWHERE
        """Where the mouse is, in the viewport's coordinates; outside of the view nothing is scrolled."""
        self._timer = QtCore.QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch."""
        self.at = NOWHERE
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def tick(self) -> None:
        """Scroll once, if the mouse is where it should."""
        view = self._view
        # what lies around the viewport, such as its header, counts as its edge
        if not view.rect().translated(-view.viewport().pos()).contains(self.at):
            return
        moved = False
        for bar, at, page in (
            (view.horizontalScrollBar(), self.at.x(), view.viewport().width()),
            (view.verticalScrollBar(), self.at.y(), view.viewport().height()),
        ):
            before = bar.value()
            bar.setValue(before - speed_at(at) + speed_at(page - 1 - at))
            moved = moved or bar.value() != before
        if moved:
            self._scrolled()


def speed_at(distance: int) -> int:
    """Give the pixels to scroll at a distance from an edge.

    >>> speed_at(100), speed_at(30), speed_at(2)
    (0, 5, 18)
    """
    return FAST_PX if distance < FAST_BAND_PX else SLOW_PX if distance < SLOW_BAND_PX else 0
