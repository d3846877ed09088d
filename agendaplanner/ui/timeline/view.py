"""The timeline: a list view that paints itself, so that it is quick and screen readers still see every session.

Both days lie side by side, rooms as columns and time down, or above each other, rooms as rows and time to the right.
What is painted is in ``painting``, where it lies in ``geometry``; which sessions are looked at in ``lens``; what
happens while something is dragged in ``drag``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.timeline import header
from agendaplanner.ui.timeline.arranging import Showing, arrange
from agendaplanner.ui.timeline.facts import FactsOf
from agendaplanner.ui.timeline.framed import FramedList
from agendaplanner.ui.timeline.geometry import Geometry, Scale, fitting, percent_of
from agendaplanner.ui.timeline.ground import away_hours
from agendaplanner.ui.timeline.hover import HoverCard
from agendaplanner.ui.timeline.ladder import Ladder, ladder
from agendaplanner.ui.timeline.lens import Criterion, Lens
from agendaplanner.ui.timeline.minimap import MiniMap
from agendaplanner.ui.timeline.now import Now
from agendaplanner.ui.timeline.painting import Scene, ScenePainter
from agendaplanner.ui.timeline.zooming import Zoom

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.card_text import CardTexts
    from agendaplanner.ui.timeline.facts import Facts
    from agendaplanner.ui.timeline.layer import Layer

Qt = QtCore.Qt
NOTCH = 120
"""What a wheel's notch counts for: a stop of the ladder."""


class TimelineView(FramedList):
    """The placed sessions of the meeting, or of one of its days."""

    zoomed = QtCore.Signal(int)
    """The scale in percent."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, parent)
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """Tells the time, with its zone."""
        self.header = header.Header(self, look)
        self.lens = Lens(desk, self)
        self._facts: FactsOf | None = None
        self._scale: Scale | None = None
        self._ladder: Ladder | None = None
        self._fitted = True
        self._shown: date | None = None
        self.zooming = Zoom(self, look)
        self.map = MiniMap(self, look)
        self.setObjectName("timeline")
        self.setAccessibleName("Timeline")
        self.setAccessibleDescription("The sessions with a place, by time")
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hover = HoverCard(self, look)
        self._now = Now(self)
        desk.opened.connect(self._opened)
        desk.checked.connect(self._changes_marked)
        desk.changed.connect(self._changed)
        desk.selection_changed.connect(self._selection_given)
        desk.highlight_changed.connect(self._mark)
        desk.reveal_asked.connect(self.reveal)
        desk.changes_marked.connect(self._changes_marked)
        desk.lens_asked.connect(self._look_through)
        desk.proposals.changed.connect(self._changed)
        self.lens.changed.connect(self._lens_changed)
        look.changed.connect(self._look_changed)
        self._place_margins()

    # what is shown

    @property
    def shown_day(self) -> date | None:
        """The day that is shown; None: all."""
        return self._shown

    @property
    def shows_rows(self) -> bool:
        """Whether rooms are rows."""
        return self._rows

    @property
    def texts(self) -> CardTexts:
        """The words of the cards, as they are laid out."""
        return self._painter.texts

    def show_day(self, day: date | None) -> None:
        """Show one day, or all with None."""
        if day != self._shown:
            self._shown = day
            self._refit()

    def show_rows(self, *, rows: bool) -> None:
        """Show rooms as rows, or as columns."""
        if rows != self._rows:
            self._rows = rows
            self._refit()

    def _refit(self) -> None:
        self._scale = None
        self._fitted = True
        self._renew()

    def _opened(self) -> None:
        self.drawing = self.scene = None
        self._shown = None
        self._facts = None
        self._scale = None
        self._fitted = True
        self._painter.texts.clear()
        self.sessions.take(self.desk.proposals.shown)
        self.lens.clear()

    def _changed(self, *_: object) -> None:
        current = self.desk.selected
        if self.sessions.take(self.desk.proposals.shown):
            self.select_sessions(current)
        self._renew()

    def _changes_marked(self) -> None:
        """Say anew what the cards say."""
        self._facts = None
        self._renew()

    def _lens_changed(self) -> None:
        if self.drawing is not None and self.drawing.showing == self._showing() and self._scale is not None:
            self._mark()
        elif self._fitted:
            self._refit()
        else:
            self._renew()

    def _look_through(self, kind: str, id_: str) -> None:
        if kind in ("person", "track", "room"):
            self.lens.toggle(Criterion(kind, id_))

    def _look_changed(self) -> None:
        self._painter = ScenePainter(self._look)
        self._facts = None
        self._renew()

    def _showing(self) -> Showing:
        lens = self.lens
        only = lens.sessions() if lens.hides else None
        return Showing(rows=self._rows, only=only, hidden=lens.hidden_rooms, condensed=lens.condensed)

    def _renew(self) -> None:
        """Lay everything out anew: another agenda, day, or way of showing it."""
        agenda = self.desk.proposals.shown
        self._ladder = None
        self._is_due = False
        if self._drawing is None and not self.isVisible():
            return  # it is not known yet how large it is shown
        if agenda is None:
            self.drawing = self.scene = None
        else:
            if self._shown is not None and all(day.date != self._shown for day in agenda.meeting.days):
                self._shown = None
            showing = self._showing()
            old = self.drawing
            if old is not None and old.agenda is agenda and (old.shown, old.showing) == (self._shown, showing):
                arranged = old.arranged
            else:
                arranged = arrange(agenda, self._shown, showing)
            self._place_margins()
            if self._scale is None:
                size = self.viewport().size()
                self._scale = fitting(
                    agenda, size.width(), size.height(), self._shown, readable=True, showing=showing, arranged=arranged
                )
            self.drawing = Geometry(agenda, self._scale, self._shown, showing, arranged)
            self._facts = FactsOf(agenda, self._look.colours, self._facts, self.desk.changed_sessions)
            self._show(self.drawing)
        self.zooming.forget()
        self._mark()
        self.updateGeometries()
        self.tell_time()

    def _show(self, drawing: Geometry) -> None:
        self.drawing = drawing
        self.scene = Scene(drawing, self.facts_of)
        person = self.lens.person
        self.scene.away = away_hours(drawing, drawing.agenda, person) if person is not None else ()
        self.zoomed.emit(drawing.percent)

    def take_drawing(self, drawing: Geometry, corner: QtCore.QPoint) -> None:
        """Show the same at another scale, scrolled to a corner of the drawing."""
        self._scale = drawing.scale
        self._show(drawing)
        self._mark()
        self.updateGeometries()
        self.horizontalScrollBar().setValue(corner.x())
        self.verticalScrollBar().setValue(corner.y())
        self.tell_time()

    def facts_of(self, session_id: str) -> Facts:
        """Give what a session's card says."""
        if self._facts is None:
            raise ValueError("nothing is shown")
        return self._facts(session_id, self.desk.proposals.findings_of(session_id))

    def _mark(self) -> None:
        if self.scene is not None and self.drawing is not None:
            self.scene.selected = frozenset(self.desk.selected)
            self.scene.highlighted = self.desk.highlighted
            self.scene.focused = self.desk.selected[-1] if self.desk.selected else None
            self.scene.lit = self.lens.sessions() if not self.lens.hides else None
            person = self.lens.person
            self.scene.away = away_hours(self.drawing, self.drawing.agenda, person) if person is not None else ()
        self.zooming.rest()
        self.map.show_scene(self.scene)
        self.viewport().update()

    # scale

    def _fit(self, agenda: Agenda, shown: date | None, *, readable: bool) -> Scale:
        size = self.viewport().size()
        return fitting(agenda, size.width(), size.height(), shown, readable=readable, showing=self._showing())

    def fit(self) -> None:
        """Make everything fit into the window."""
        if self.desk.agenda is not None:
            self._scale = self._fit(self.desk.agenda, self._shown, readable=False)
            self._fitted = False
            self._renew()

    def fit_day(self) -> None:
        """Make the day in the middle of the window fit into it."""
        drawing = self.drawing
        if drawing is None or not drawing.blocks:
            return
        self.settle()
        middle = self.viewport().rect().center() + self.scrolled_to
        number = drawing.block_at(drawing.turned(middle.x(), middle.y())[0])
        scale = self._fit(drawing.agenda, drawing.blocks[number].date, readable=False)
        self._fitted = False
        scaled = drawing.scaled(scale)
        self.take_drawing(scaled, QtCore.QPoint(*scaled.turned(scaled.blocks[number].left, 0)))
        self.zooming.rest()

    def ladder(self) -> Ladder:
        """Give the sizes to come to rest at."""
        if self._ladder is None:
            assert self.drawing is not None
            agenda = self.drawing.agenda
            whole, home = (self._fit(agenda, self._shown, readable=each) for each in (False, True))
            self._ladder = ladder(whole, home)
        return self._ladder

    def zoom(self, steps: float, about: QtCore.QPoint | None = None) -> None:
        """Go some stops up, or down, about a place of the viewport, by default its middle."""
        if self.drawing is not None and self.layer is None:
            self._fitted = False
            self.zooming.by(steps, about or self.viewport().rect().center())

    def tell_scale(self, scale: Scale) -> None:
        """Say how large it is drawn, or soon will be."""
        self.zoomed.emit(percent_of(scale, rows=self._rows))

    def settle(self) -> None:
        """Finish zooming now: what comes next needs to know where everything lies."""
        self.zooming.settle()

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Zoom with Ctrl, go sideways with Shift, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(event.angleDelta().y() / NOTCH, event.position().toPoint())
            event.accept()
            return
        self.settle()
        super().wheelEvent(event)

    # the time

    def tell_time(self) -> None:
        """See what time it is, and show it if today is a day of the meeting."""
        self._now.tell(self.clock())

    def show_now(self) -> bool:
        """Scroll to the time now; tells whether it is on the drawing."""
        self.settle()
        self.tell_time()
        return self._now.show()

    def take_layer(self, layer: Layer | None) -> None:
        """Show a layer while something is held; meanwhile nothing else is laid out."""
        super().take_layer(layer)
        if layer is None:
            self.zooming.rest()
        else:
            self.zooming.pause()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keep the scroll bars right, and the meeting fitted to the window until somebody zooms."""
        self._ladder = None
        if self._fitted and self.desk.agenda is not None:
            self._scale = None
            self._lay_out_soon()
        else:
            self.updateGeometries()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Lay out what was opened while it was not to be seen."""
        super().showEvent(event)
        if self._drawing is None and self.desk.agenda is not None:
            self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        """Lay out anew when all that follows from a change of size is done, and once; whoever looks before has it done."""
        if not self._is_due:
            self._is_due = True
            QtCore.QMetaObject.invokeMethod(self, "lay_out_due", Qt.ConnectionType.QueuedConnection)

    @QtCore.Slot()
    def lay_out_due(self) -> None:
        """Lay everything out, if it is due."""
        if self._is_due:
            self._is_due = False
            self._renew()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, painting only what comes into view and the hours, which stay where they are."""
        if self.layer is not None or self.zooming.live:
            self.viewport().update()
        else:
            across = dy if self._rows else dx
            stays = QtGui.QRegion()
            if across:
                before = self.staying_put() if self.drawing is None else self._hours_at(self._edge + across)
                stays = before.translated(dx, dy) + self.staying_put()
            self.viewport().scroll(dx, dy)
            self.viewport().update(stays)
        self.zooming.rest()
        self.hover.leave()
        self._tell_scrolled()

    @property
    def _edge(self) -> int:
        return self.verticalOffset() if self._rows else self.horizontalOffset()

    # what others ask for

    def _selection_given(self) -> None:
        self.select_sessions(self.desk.selected)
        self._mark()

    def reveal(self, session_id: str) -> None:
        """Scroll to a session, on its day; what hides it is put aside."""
        if self.drawing is not None and session_id not in self.drawing.cards:
            self.show_day(None)
            if session_id not in self.drawing.cards:
                self.lens.hide_others(hide=False)
                self.lens.show_all_rooms()
        self.settle()
        self.scrollTo(self.sessions.index_of(session_id))

    def viewportEvent(self, event: QtCore.QEvent) -> bool:
        """Leave what Qt would show as a tool tip to the hover card."""
        if event.type() == QtCore.QEvent.Type.ToolTip:
            return True
        return super().viewportEvent(event)
