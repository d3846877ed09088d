"""The timeline: a list view that paints itself, so that it is quick and screen readers still see every session.

Both days lie side by side, rooms as columns, time down. What is painted is in ``painting``, where it lies in
``geometry``; what happens while a session is dragged in ``drag``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.timeline import header
from agendaplanner.ui.timeline.facts import FactsOf
from agendaplanner.ui.timeline.geometry import Geometry, Scale, fitting
from agendaplanner.ui.timeline.listing import CardList
from agendaplanner.ui.timeline.painting import Scene, ScenePainter

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.facts import Facts
    from agendaplanner.ui.timeline.ghost import Ghost

Qt = QtCore.Qt
WHEEL_FACTOR = 1.12
CRISP_AFTER_MS = 80


class TimelineView(CardList):
    """The placed sessions of the meeting, or of one of its days."""

    zoomed = QtCore.Signal(int)
    """The scale in percent."""
    picked_up = QtCore.Signal(str, QtCore.QPoint)
    """A session is being dragged away from a global place."""
    carried = QtCore.Signal(QtCore.QPoint, bool)
    """The mouse is at a global place; whether the grid is to be left alone."""
    put_down = QtCore.Signal()
    edit_asked = QtCore.Signal(str)
    menu_asked = QtCore.Signal(str, QtCore.QPoint)

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._look = look
        self.header = header.Header(self, look)
        self._painter = ScenePainter(look)
        self._facts: FactsOf | None = None
        self._scale: Scale | None = None
        self._fitted = True
        self._shown: date | None = None
        self.drag_picture: QtGui.QPixmap | None = None
        """While a session is dragged: everything but the session, rendered once."""
        self.ghost: Ghost | None = None
        self._snapshot: tuple[QtGui.QPixmap, QtCore.QPoint, float] | None = None
        self._pressed: tuple[str, QtCore.QPoint] | None = None
        self._carrying = False
        self.setObjectName("timeline")
        self.setAccessibleName("Timeline")
        self.setAccessibleDescription("The sessions with a place, by time")
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewportMargins(0, header.HEIGHT, 0, 0)
        self._crisp = QtCore.QTimer(self, singleShot=True, interval=CRISP_AFTER_MS)
        self._crisp.timeout.connect(self._make_crisp)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._changed)
        desk.selection_changed.connect(self._selection_given)
        desk.highlight_changed.connect(self._mark)
        desk.reveal_asked.connect(self.reveal)
        look.changed.connect(self._look_changed)

    # what is shown

    @property
    def shown_day(self) -> date | None:
        """The day that is shown; None: all."""
        return self._shown

    def show_day(self, day: date | None) -> None:
        """Show one day, or all with None."""
        if day != self._shown:
            self._shown = day
            self._scale = None
            self._fitted = True
            self._renew()

    def _opened(self) -> None:
        self._scale = None
        self._fitted = True
        self._shown = None
        self._facts = None
        self._painter.texts.clear()
        self.sessions.take(self.desk.agenda)
        self._renew()

    def _changed(self, _: object) -> None:
        current = self.desk.selected
        if self.sessions.take(self.desk.agenda):
            self.select_sessions(current)
        self._renew()

    def _look_changed(self) -> None:
        self._painter = ScenePainter(self._look)
        self._facts = None
        self._renew()

    def _renew(self) -> None:
        """Lay everything out anew: another agenda, day or scale."""
        agenda = self.desk.agenda
        if agenda is None:
            self.drawing = self.scene = None
        else:
            if self._shown is not None and all(day.date != self._shown for day in agenda.meeting.days):
                self._shown = None
            scale = self._scale = self._scale or self._fit(agenda)
            self.drawing = Geometry(agenda, scale, self._shown)
            self._facts = FactsOf(agenda, self._look.colours, self._facts)
            self.scene = Scene(self.drawing, self.facts_of)
            self.zoomed.emit(scale.percent)
        self._snapshot = None
        self._mark()
        self.updateGeometries()

    def facts_of(self, session_id: str) -> Facts:
        """Give what a session's card says."""
        if self._facts is None:
            raise ValueError("nothing is shown")
        return self._facts(session_id, self.desk.findings_of(session_id))

    def _mark(self) -> None:
        if self.scene is not None:
            self.scene.selected = frozenset(self.desk.selected)
            self.scene.highlighted = self.desk.highlighted
            self.scene.focused = self.desk.selected[-1] if self.desk.selected else None
        self.viewport().update()

    # scale

    def _fit(self, agenda: Agenda, *, readable: bool = True) -> Scale:
        size = self.viewport().size()
        return fitting(agenda, size.width(), size.height(), self._shown, readable=readable)

    def fit(self) -> None:
        """Make everything fit into the window."""
        if self.desk.agenda is not None:
            self._scale = self._fit(self.desk.agenda, readable=False)
            self._fitted = False
            self._renew()

    def zoom(self, factor: float, about: QtCore.QPoint | None = None) -> None:
        """Make the drawing larger or smaller about a place of the viewport, by default its middle."""
        if self.drawing is None or self._scale is None:
            return
        about = about or self.viewport().rect().center()
        scale = self._scale.zoomed(factor)
        real = scale.minute_px / self._scale.minute_px
        if scale == self._scale:
            return
        if self._snapshot is None:
            self._snapshot = (self.viewport().grab(), about, 1.0)
        picture, centre, so_far = self._snapshot
        self._snapshot = (picture, centre, so_far * real)
        self._scale = scale
        self._fitted = False
        self.zoomed.emit(scale.percent)
        self.viewport().update()
        self._crisp.start()

    def _make_crisp(self) -> None:
        """Lay out at the new scale, keeping the time and room under the cursor where they are."""
        if self._snapshot is None or self.drawing is None:
            return
        _, about, _ = self._snapshot
        old = self.drawing
        x, y = about.x() + self.horizontalOffset(), about.y() + self.verticalOffset()
        minute = old.minute_at(y)
        i = old.block_at(x)
        columns = (x - old.blocks[i].columns_left) / old.scale.column_px if old.blocks else 0
        self._renew()
        if self.drawing.blocks:
            x = self.drawing.blocks[i].columns_left + columns * self.drawing.scale.column_px
        self.horizontalScrollBar().setValue(round(x) - about.x())
        self.verticalScrollBar().setValue(self.drawing.y_of(minute) - about.y())

    def settle(self) -> None:
        """Finish zooming now: what comes next needs to know where everything lies."""
        self._crisp.stop()
        self._make_crisp()

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom(WHEEL_FACTOR ** (event.angleDelta().y() / 120), event.position().toPoint())
        event.accept()

    # painting

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint what is seen."""
        painter = QtGui.QPainter(self.viewport())
        if self.drag_picture is not None:
            painter.drawPixmap(0, 0, self.drag_picture)
            if self.ghost is not None:
                self.ghost.paint(painter, self._look)
            return
        if self._snapshot is not None:
            self._paint_snapshot(painter)
            return
        self.paint_scene(painter, event.rect())

    def paint_scene(self, painter: QtGui.QPainter, area: QtCore.QRect) -> None:
        """Paint a part of the viewport, without what is dragged."""
        if self.scene is None:
            painter.fillRect(area, self._look.colour("window"))
            return
        x, y = self.horizontalOffset(), self.verticalOffset()
        painter.save()
        painter.translate(-x, -y)
        painter.setBrushOrigin(-x, -y)
        self._painter.paint(painter, self.scene, area.translated(x, y), x)
        painter.restore()

    def _paint_snapshot(self, painter: QtGui.QPainter) -> None:
        assert self._snapshot is not None
        picture, about, factor = self._snapshot
        painter.fillRect(self.viewport().rect(), self._look.colour("window"))
        painter.translate(about)
        painter.scale(factor, factor)
        painter.translate(-about)
        painter.drawPixmap(0, 0, picture)

    # fitting the window

    def updateGeometries(self) -> None:
        """Fit scroll bars and header."""
        size = self.viewport().size()
        wide, high = (self.drawing.width, self.drawing.height) if self.drawing else (0, 0)
        for bar, whole, page in (
            (self.horizontalScrollBar(), wide, size.width()),
            (self.verticalScrollBar(), high, size.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(40)
        self.header.setGeometry(0, 0, self.width(), header.HEIGHT)
        self.header.show_geometry(self.drawing, self.horizontalOffset())

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keep the scroll bars right, and the meeting fitted to the window until somebody zooms."""
        if self._fitted and self.desk.agenda is not None:
            self._scale = None
            self._renew()
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, painting only what comes into view; sideways everything, for the hours stay where they are."""
        if dx or self.drag_picture is not None:
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)
        self.header.show_geometry(self.drawing, self.horizontalOffset())

    def _selection_given(self) -> None:
        self.select_sessions(self.desk.selected)
        self._mark()

    def reveal(self, session_id: str) -> None:
        """Scroll to a session, on its day."""
        if self.drawing is not None and session_id not in self.drawing.cards:
            self.show_day(None)
        self.scrollTo(self.sessions.index_of(session_id))

    # the mouse

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Select; what is pressed may be dragged."""
        place = event.position().toPoint()
        id_ = self.session_at(place)
        several = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.LeftButton and id_ is not None and not several:
            self._pressed = (id_, place)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.desk.select((id_,))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Drag what was pressed."""
        place = event.position().toPoint()
        if self._carrying:
            self.carried.emit(event.globalPosition().toPoint(), _free(event))
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            id_, begin = self._pressed
            far = (place - begin).manhattanLength() >= QtWidgets.QApplication.startDragDistance()
            if far and self.desk.can_change:
                self._carrying = True
                self.picked_up.emit(id_, self.viewport().mapToGlobal(begin))
                self.carried.emit(event.globalPosition().toPoint(), _free(event))
            return
        over = self.session_at(place) is not None and self.desk.can_change
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Put down what was dragged."""
        self._pressed = None
        if self._carrying:
            self._carrying = False
            self.put_down.emit()
            return
        super().mouseReleaseEvent(event)

    def drop_hold(self) -> None:
        """Let go of what is dragged: it was called off."""
        self._pressed = None
        self._carrying = False

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

    def viewportEvent(self, event: QtCore.QEvent) -> bool:
        """Say all of a session where the card has not the room for it."""
        if isinstance(event, QtGui.QHelpEvent) and event.type() == QtCore.QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid() and self.drag_picture is None:
                words = f"{index.data()}\n{index.data(Qt.ItemDataRole.ToolTipRole)}"
                QtWidgets.QToolTip.showText(event.globalPos(), words, self.viewport(), self.visualRect(index))
            else:
                QtWidgets.QToolTip.hideText()
            return True
        return super().viewportEvent(event)


def _free(event: QtGui.QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
