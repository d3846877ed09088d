"""The mouse on the timeline: what a press, a move with the button held, and a release mean.

What is pressed on a card selects it, and drags it where the mouse goes far enough; at its beginning or end it drags
that edge; on empty ground it draws a rubber band. What a drag does is in ``drag``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.parts import Placement
from agendaplanner.ui.timeline.band import Band
from agendaplanner.ui.timeline.caret import Caret
from agendaplanner.ui.timeline.geometry import spans
from agendaplanner.ui.timeline.listing import CardList

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.geometry import Spot
    from agendaplanner.ui.timeline.layer import Layer

Qt = QtCore.Qt
Edge = Literal["start", "end"]
_SEVERAL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
EDGE_PX = 5
"""How near to where a session begins or ends the mouse takes hold of its edge."""
SMALLEST_PX = 18
"""Cards that are drawn shorter have no edges to take hold of: they would leave nothing to drag."""


class Press(msgspec.Struct, frozen=True):
    """The button was pressed, and nothing has come of it yet."""

    session: str | None
    edge: Edge | None
    at: QtCore.QPoint
    modifiers: Qt.KeyboardModifier
    was_selected: bool


class MouseList(CardList):
    """The cards, with what the mouse does to them."""

    picked_up = QtCore.Signal(str, QtCore.QPoint)
    """A session is being dragged away from a global place."""
    edge_taken = QtCore.Signal(str, str, QtCore.QPoint)
    """An edge ("start" or "end") of a session is being dragged away from a global place."""
    carried = QtCore.Signal(QtCore.QPoint, bool, bool)
    """The mouse is at a global place; whether the grid is to be left alone; whether a copy is meant."""
    put_down = QtCore.Signal()
    edit_asked = QtCore.Signal(str)
    menu_asked = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.layer: Layer | None = None
        """What is painted instead of the scene while something is dragged."""
        self._press: Press | None = None
        self._carrying = False
        self._band = Band(self, look)
        self.caret = Caret(self, look)
        self.setMouseTracking(True)

    # what is painted, for whoever drags

    def take_layer(self, layer: Layer | None) -> None:
        """Show a layer while something is held; None: it was put down."""
        self.layer = layer

    @property
    def scrolled_to(self) -> QtCore.QPoint:
        """Where on the drawing the viewport's upper left corner is."""
        return QtCore.QPoint(self.horizontalOffset(), self.verticalOffset())

    def paint_scene(self, painter: QtGui.QPainter, area: QtCore.QRect) -> None:
        """Paint a part of the viewport, without what is dragged."""
        raise NotImplementedError

    def staying_put(self) -> QtGui.QRegion:
        """Give the parts of the viewport that do not move with the drawing when it is scrolled."""
        raise NotImplementedError

    def settle(self) -> None:
        """Finish zooming now: what comes next needs to know where everything lies."""
        raise NotImplementedError

    # the mouse

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Select; what is pressed may be dragged."""
        if event.button() != Qt.MouseButton.LeftButton or self._carrying:
            if event.button() != Qt.MouseButton.RightButton:
                super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place, modifiers = event.position().toPoint(), event.modifiers()
        several = modifiers & _SEVERAL
        id_ = self.session_at(place)
        selected = id_ in self.desk.selected
        edge = self.edge_at(place) if not several else None
        self._press = Press(id_, edge, place, modifiers, selected)
        if id_ is None:
            self._point(place)
            if not several:
                self.desk.select(())
            self.caret.renew()
        else:
            self.desk.pointed = None
            self.caret.renew()
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self._select_up_to(id_)
            elif not several and not selected:
                self.desk.select((id_,))
        event.accept()

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Drag what was pressed."""
        place = event.position().toPoint()
        if self._carrying:
            self._carry(event)
        elif self._band.active:
            self._band.move(place)
        elif self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (place - self._press.at).manhattanLength() >= QtWidgets.QApplication.startDragDistance()
            if far:
                self._begin(self._press, event)
        else:
            self._show_cursor(place)

    def _begin(self, press: Press, event: QtGui.QMouseEvent) -> None:
        if press.session is None:
            self._band.begin(press.at, keep=bool(press.modifiers & _SEVERAL))
            self._band.move(event.position().toPoint())
            return
        if not self.desk.can_change:
            return
        if press.session not in self.desk.selected:
            self.desk.select((press.session,))
        self._carrying = True
        begin = self.viewport().mapToGlobal(press.at)
        if press.edge is not None:
            self.edge_taken.emit(press.session, press.edge, begin)
        else:
            self.picked_up.emit(press.session, begin)
        self._carry(event)

    def _carry(self, event: QtGui.QMouseEvent) -> None:
        modifiers = event.modifiers()
        self.carried.emit(
            event.globalPosition().toPoint(),
            bool(modifiers & Qt.KeyboardModifier.AltModifier),
            bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        )

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Put down what was dragged; a click without a drag selects."""
        press, self._press = self._press, None
        if self._carrying:
            self._carrying = False
            self.put_down.emit()
        elif self._band.active:
            self._band.end()
        elif press is not None and press.session is not None and event.button() == Qt.MouseButton.LeftButton:
            self._clicked(press.session, press)
        self._show_cursor(event.position().toPoint())

    def _clicked(self, session: str, press: Press) -> None:
        if press.modifiers & Qt.KeyboardModifier.ShiftModifier:
            return
        if press.modifiers & Qt.KeyboardModifier.ControlModifier:
            rest = tuple(each for each in self.desk.selected if each != session)
            self.desk.select(rest if press.was_selected else (*rest, session))
        else:
            self.desk.select((session,))

    def drop_hold(self) -> None:
        """Let go of what is dragged: it was called off."""
        self._press = None
        self._carrying = False
        self._band.cancel()

    def mouseDoubleClickEvent(self, event: QtGui.QMouseEvent) -> None:
        """Edit the session."""
        id_ = self.session_at(event.position().toPoint())
        if id_ is not None:
            self.edit_asked.emit(id_)

    def contextMenuEvent(self, event: QtGui.QContextMenuEvent) -> None:
        """Offer what can be done with the session."""
        id_ = self.session_at(self.viewport().mapFrom(self, event.pos()))
        if event.reason() == QtGui.QContextMenuEvent.Reason.Keyboard:
            id_ = self.desk.selected[-1] if self.desk.selected else None
        if id_ is not None:
            if id_ not in self.desk.selected:
                self.desk.select((id_,))
            self.menu_asked.emit(id_, event.globalPos())

    # what lies where

    def _point(self, place: QtCore.QPoint) -> None:
        """Remember an empty place."""
        spot, drawing = self._spot(place), self.drawing
        if spot is not None and drawing is not None:
            grid = drawing.agenda.meeting.grid_minutes
            start = spot.start.replace(second=0, microsecond=0)
            start -= timedelta(minutes=(start.hour * 60 + start.minute) % grid)
            self.desk.pointed = Placement(start=start, room=spot.room)

    def place_rect(self, block: int, start: datetime, minutes: int, column: int | None) -> QtCore.QRect:
        """Give where on the viewport the card of something would be at a time in a column (None: across all)."""
        if self.drawing is None:
            return QtCore.QRect()
        x, y, wide, high = self.drawing.rect_of(block, start, minutes, column)
        return QtCore.QRect(x + 2, y + 1, max(wide - 4, 2), max(high - 2, 2)).translated(-self.scrolled_to)

    def rect_for(self, session: Session, placement: Placement) -> QtCore.QRect:
        """Give where on the viewport the card of a session would be; empty where that is not drawn."""
        drawing = self.drawing
        block = drawing.block_of(placement.start) if drawing is not None else None
        if drawing is None or block is None:
            return QtCore.QRect()
        across = spans(session)
        column = None if across else drawing.column_of(placement.room)
        if column is None and not across:
            return QtCore.QRect()
        return self.place_rect(block, placement.start, session.duration_minutes, column)

    def _spot(self, place: QtCore.QPoint) -> Spot | None:
        if self.drawing is None:
            return None
        return self.drawing.spot_at(place.x() + self.horizontalOffset(), place.y() + self.verticalOffset())

    def session_named(self, session_id: str) -> Session:
        """Give a session of the agenda that is drawn.

        Raises:
            KeyError: There is none.
        """
        if self.drawing is None:
            raise KeyError(session_id)
        return self.drawing.agenda.session[session_id]

    def edge_at(self, place: QtCore.QPoint) -> Edge | None:
        """Tell whether a place of the viewport is where the session that lies there begins or ends."""
        id_, spot, drawing = self.session_at(place), self._spot(place), self.drawing
        session = drawing.agenda.session.get(id_ or "") if drawing is not None else None
        if spot is None or drawing is None or session is None or session.placement is None or not self.desk.can_change:
            return None
        since = (spot.start - session.placement.start).total_seconds() / 60 * drawing.scale.minute_px
        length = session.duration_minutes * drawing.scale.minute_px
        if length < SMALLEST_PX:
            return None
        return "start" if since <= EDGE_PX else "end" if length - since <= EDGE_PX else None

    def _select_up_to(self, session: str) -> None:
        """Select what lies in the rectangle from the session that is being looked at to another one."""
        anchor = self.desk.selected[0] if self.desk.selected else session
        rect = self.card_rect(anchor).united(self.card_rect(session)).adjusted(1, 1, -1, -1)
        cards = self.drawing.cards if self.drawing is not None else ()
        between = [id_ for id_ in cards if rect.intersects(self.card_rect(id_)) and id_ not in (anchor, session)]
        self.desk.select((anchor, *between, session))

    def _show_cursor(self, place: QtCore.QPoint) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self.desk.can_change and self.session_at(place) is not None:
            shape = Qt.CursorShape.OpenHandCursor if self.edge_at(place) is None else self.edge_cursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    @property
    def edge_cursor(self) -> Qt.CursorShape:
        """The cursor for dragging an edge: along the time."""
        return Qt.CursorShape.SizeVerCursor if self.time_runs_down else Qt.CursorShape.SizeHorCursor

    @property
    def time_runs_down(self) -> bool:
        """Whether later is further down; else it is further to the right."""
        return self.drawing is None or not self.drawing.rows
