"""Zooming: at once as a stretched picture, then crisp. What is laid out for that is done between events.

While nobody does anything, the words of what may be seen next are laid out: what is beside the window, and the stops
above and below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.ui.timeline.painting import seen_cards
from agendaplanner.ui.timeline.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.geometry import Card, Geometry, Scale
    from agendaplanner.ui.timeline.ladder import Ladder
    from agendaplanner.ui.timeline.view import TimelineView

CRISP_AFTER_MS = 80
IDLE_AFTER_MS = 600
CRISP_PAUSE_MS, IDLE_PAUSE_MS = 0, 25


@dataclass
class Live:
    """A zoom that goes on: the picture of how it was, and how far it is."""

    picture: QtGui.QPixmap
    about: QtCore.QPoint
    """The place of the viewport that stays where it is."""
    ladder: Ladder
    begun: float
    step: float
    scale: Scale


class Zoom(QtCore.QObject):
    """Zooms a timeline."""

    def __init__(self, view: TimelineView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._live: Live | None = None
        self._warm: dict[Scale, Geometry] = {}
        self._ready: QtGui.QPixmap | None = None
        """How the viewport looks, as long as it looks so."""
        self._wait = QtCore.QTimer(self, singleShot=True, interval=CRISP_AFTER_MS)
        self._wait.timeout.connect(self._begin_crisp)
        self.crisp = Slices(CRISP_PAUSE_MS, self)
        self._idle = QtCore.QTimer(self, singleShot=True, interval=IDLE_AFTER_MS)
        self._idle.timeout.connect(self._begin_warming)
        self.warming = Slices(IDLE_PAUSE_MS, self)

    @property
    def live(self) -> bool:
        """Whether a stretched picture is shown."""
        return self._live is not None

    def forget(self) -> None:
        """Take what is laid out now for new: nothing that was known of it holds."""
        self._live = None
        self._wait.stop()
        self.crisp.drop()
        self._warm.clear()
        self.rest()

    def rest(self) -> None:
        """Something was done: what is laid out ahead can wait a little."""
        self._ready = None
        self.warming.drop()
        self._idle.start()

    def pause(self) -> None:
        """Something is held: nothing is laid out ahead until it ``rest``s."""
        self.warming.drop()
        self._idle.stop()

    def by(self, steps: float, about: QtCore.QPoint) -> None:
        """Go up or down the ladder about a place of the viewport."""
        view = self._view
        if view.drawing is None:
            return
        self.warming.drop()
        self.crisp.drop()
        if self._live is None:
            ladder = view.ladder()
            begun = float(ladder.nearest(view.drawing.scale))
            self._live = Live(self._ready or view.viewport().grab(), about, ladder, begun, begun, view.drawing.scale)
        live = self._live
        live.step = min(max(live.step + steps, 0.0), len(live.ladder.stops) - 1.0)
        live.scale = live.ladder.at(live.step)
        view.tell_scale(live.scale)
        view.viewport().update()
        self._wait.start()

    def paint(self, painter: QtGui.QPainter) -> None:
        """Paint the stretched picture."""
        live, view = self._live, self._view
        if live is None or view.drawing is None:
            return
        before = view.drawing.scale
        across, along = live.scale.column_px / before.column_px, live.scale.minute_px / before.minute_px
        painter.fillRect(view.viewport().rect(), self._look.colour("window"))
        painter.translate(live.about)
        painter.scale(*((along, across) if view.drawing.rows else (across, along)))
        painter.translate(-live.about)
        painter.drawPixmap(0, 0, live.picture)

    def settle(self) -> None:
        """Finish zooming now: what comes next needs to know where everything lies."""
        if self._live is not None and not self.crisp.busy:
            self._begin_crisp()
        self.crisp.finish()

    @QtCore.Slot()
    def _begin_crisp(self) -> None:
        self._wait.stop()
        if self._live is not None:
            self.crisp.begin(self._make_crisp(self._live))

    def _make_crisp(self, live: Live) -> Iterator[object]:
        """Lay out at the stop that is nearest, keeping time and room under the cursor where they are."""
        view, old = self._view, self._view.drawing
        if old is None:
            self._live = None
            return
        scale = live.ladder.stops[live.ladder.settled(live.begun, live.step)]
        drawing = self._warm.get(scale) or old.scaled(scale)
        yield drawing
        corner = same_place(old, drawing, live.about + view.scrolled_to) - live.about
        size = view.viewport().size()
        corner.setX(min(max(corner.x(), 0), max(drawing.width - size.width(), 0)))
        corner.setY(min(max(corner.y(), 0), max(drawing.height - size.height(), 0)))
        yield from self._lay_out(seen_cards(drawing.cards.values(), QtCore.QRect(corner, size)))
        self._live = None
        view.take_drawing(drawing, corner)
        self.rest()

    def _lay_out(self, cards: list[Card]) -> Iterator[object]:
        view = self._view
        for card in cards:
            facts = view.facts_of(card.id)
            if not view.texts.has(card.id, facts, card.width, card.height):
                view.texts.of(card.id, facts, card.width, card.height)
                yield card

    # ahead

    @QtCore.Slot()
    def _begin_warming(self) -> None:
        if self._view.drawing is not None and self._live is None and self._view.isVisible():
            self.warming.begin(self._warm_up(self._view.drawing))

    def _warm_up(self, drawing: Geometry) -> Iterator[object]:
        view = self._view
        self._ready = view.viewport().grab()
        yield self._ready
        window = QtCore.QRect(view.scrolled_to, view.viewport().size())
        wide, high = window.width(), window.height()
        yield from self._lay_out(seen_cards(drawing.cards.values(), window.adjusted(-wide, -high, wide, high)))
        ladder = view.ladder()
        now = ladder.nearest(drawing.scale)
        for stop in (now + 1, now - 1):
            if 0 <= stop < len(ladder.stops):
                scale = ladder.stops[stop]
                near = self._warm[scale] = self._warm.get(scale) or drawing.scaled(scale)
                yield near
                middle = same_place(drawing, near, window.center())
                around = QtCore.QRect(0, 0, wide * 3 // 2, high * 3 // 2)
                around.moveCenter(middle)
                yield from self._lay_out(seen_cards(near.cards.values(), around))


def same_place(old: Geometry, new: Geometry, place: QtCore.QPoint) -> QtCore.QPoint:
    """Give where the time and room at a place of one drawing are on another one of the same agenda."""
    if not old.blocks or not new.blocks:
        return QtCore.QPoint()
    x, y = old.turned(place.x(), place.y())
    number = old.block_at(x)
    columns = (x - old.blocks[number].columns_left) / old.scale.column_px
    moved = new.blocks[min(number, len(new.blocks) - 1)].columns_left + round(columns * new.scale.column_px)
    return QtCore.QPoint(*new.turned(moved, new.y_of(old.minute_at(y))))
