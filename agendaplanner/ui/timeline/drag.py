"""Dragging: over the timeline, to it and away from it. One drag at a time; Escape calls it off.

Whoever the mouse was pressed on tells where it is; this decides what that means, shows it, and makes the change. What
is in the hand, and what may be done with it, is a ``Hold``.
"""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.words import session_name
from agendaplanner.ui.labels import restyle
from agendaplanner.ui.timeline.asking import Asking
from agendaplanner.ui.timeline.carry import Carry
from agendaplanner.ui.timeline.chip import Chip
from agendaplanner.ui.timeline.edges import EdgeScroll
from agendaplanner.ui.timeline.layer import Layer
from agendaplanner.ui.timeline.lift import Lift
from agendaplanner.ui.timeline.pulling import EdgePull

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.model.changes import Change
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.labels import Segments
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.hold import Aim, Hold
    from agendaplanner.ui.timeline.mouse import Edge
    from agendaplanner.ui.timeline.overlay import Overlay
    from agendaplanner.ui.timeline.view import TimelineView

Qt = QtCore.Qt
OPENS_DAY_AFTER_MS = 450
"""How long the mouse must stay on a day's name for that day to be shown."""
WORDS_EVERY_MS = 50
"""How often the words under the cursor change at most; the card in the hand and the places change with every frame."""


class Drag(QtCore.QObject):
    """The drag that goes on, if any."""

    started = QtCore.Signal()
    ended = QtCore.Signal()

    def __init__(
        self,
        window: QtWidgets.QWidget,
        desk: Desk,
        look: Look,
        timeline: TimelineView,
        backlog: QtWidgets.QWidget,
        days: Segments | None = None,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._look = look
        self._timeline = timeline
        self._backlog = backlog
        self._days = days
        self.chip = Chip(window, look)
        self.asking = Asking(window, timeline, look)
        self._hold: Hold | None = None
        self._overlay: Overlay | None = None
        self._at = QtCore.QPoint()
        self._free = False
        self._aim: Aim | None = None
        self._to_backlog = False
        self._said: tuple[Aim | None, bool] | None = None
        self._words_due = False
        self._words_rest = QtCore.QTimer(self, interval=WORDS_EVERY_MS, singleShot=True)
        self._words_rest.timeout.connect(self.say_now)
        self.edges = EdgeScroll(timeline, self._follow_scrolling)
        self._day_button: QtWidgets.QAbstractButton | None = None
        self._day = QtCore.QTimer(self, interval=OPENS_DAY_AFTER_MS, singleShot=True)
        self._day.timeout.connect(self._open_day)
        timeline.picked_up.connect(self.begin)
        timeline.edge_taken.connect(self.pull)
        timeline.carried.connect(self.move)
        timeline.put_down.connect(self.drop)
        for bar in (timeline.horizontalScrollBar(), timeline.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        self.asking.decided.connect(self._decided)
        self.asking.left.connect(self.cancel)
        # somebody else changed the agenda meanwhile: what is shown as legal would be a lie
        desk.changed.connect(self.cancel)
        desk.opened.connect(self.cancel)

    @property
    def active(self) -> bool:
        """Whether something is being dragged, or has been dropped where it must be asked what to do."""
        return self._hold is not None

    @property
    def aim(self) -> Aim | None:
        """Where it would be put down now."""
        return self._aim

    # picking up

    def begin(self, session_id: str, at: QtCore.QPoint) -> None:
        """Pick a session up at a global place, with all that are selected like it."""
        agenda = self._desk.agenda
        session = agenda.session.get(session_id) if agenda is not None else None
        if agenda is None or session is None or not self._may_begin():
            return
        self._timeline.settle()
        together = [session]
        if session_id in self._desk.selected:
            waits = session.placement is None
            for id_ in self._desk.selected:
                other = agenda.session.get(id_)
                if other is not None and id_ != session_id and (other.placement is None) == waits:
                    together.append(other)
        carry = Carry(agenda, together, self._desk.findings, self._desk.legality)
        # from the backlog it hangs by its beginning
        held = session.placement.start if session.placement is not None else None
        self._take(Lift(carry, self._since(held, at) if held is not None else timedelta()), at)

    def pull(self, session_id: str, edge: Edge, at: QtCore.QPoint) -> None:
        """Take hold of an edge of a session at a global place."""
        agenda = self._desk.agenda
        session = agenda.session.get(session_id) if agenda is not None else None
        if agenda is None or session is None or session.placement is None or not self._may_begin():
            return
        self._timeline.settle()
        held = session.placement.start
        if edge == "end":
            held += timedelta(minutes=session.duration_minutes)
        pull = EdgePull(
            agenda,
            session,
            session.placement,
            edge,
            self._desk.findings,
            grabbed=self._since(held, at),
            cursor=self._timeline.edge_cursor,
        )
        self._take(pull, at)

    def _since(self, moment: datetime, at: QtCore.QPoint) -> timedelta:
        """Give how long after a moment a global place of the timeline is."""
        timeline = self._timeline
        on = timeline.viewport().mapFromGlobal(at) + timeline.scrolled_to
        spot = timeline.drawing.spot_at(on.x(), on.y()) if timeline.drawing is not None else None
        return spot.start - moment if spot is not None else timedelta()

    def _may_begin(self) -> bool:
        if self._desk.proposals.is_after:
            self._desk.told.emit("This is how it would be. Accept or drop the proposal first.", False)
            return False
        return self._desk.can_change and not self.active

    def _take(self, hold: Hold, at: QtCore.QPoint) -> None:
        gc.disable()  # until it is let go of: a collection takes longer than ten frames
        self._hold = hold
        self._at = at
        self._free = False
        self._overlay = hold.overlay(self._timeline, self._look)
        self._timeline.take_layer(Layer(self._timeline, self._look, self._paint_overlay))
        QtWidgets.QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        QtWidgets.QApplication.setOverrideCursor(hold.cursor)
        self.edges.start()
        self.started.emit()

    def _paint_overlay(self, painter: QtGui.QPainter, area: QtCore.QRect) -> None:
        if self._overlay is not None:
            still = self._timeline.staying_put().translated(self._timeline.scrolled_to)
            painter.setClipRegion(QtGui.QRegion(area) - still)
            self._overlay.paint(painter, area)

    # on the way

    def move(self, at: QtCore.QPoint, free: bool, copying: bool = False) -> None:
        """Go to a global place; ``free`` leaves the grid alone, ``copying`` means a copy."""
        self._at, self._free = at, free
        hold = self._hold
        if hold is None or self.asking.active:
            return
        if hold.copy(copying=copying):
            self._aim = None
            self._renew(hold)
        self._watch_days()
        self._show(hold)

    def _show(self, hold: Hold) -> None:
        timeline = self._timeline
        over_backlog = (
            hold.can_wait
            and self._backlog.isVisible()
            and self._backlog.rect().contains(self._backlog.mapFromGlobal(self._at))
        )
        self._to_backlog = over_backlog
        restyle(self._backlog, "welcome", over_backlog and not hold.waits)
        place = timeline.viewport().mapFromGlobal(self._at)
        self.edges.at = place
        aim = None if over_backlog else hold.aim(timeline, place, free=self._free)
        if aim != self._aim or (aim is None) == bool(timeline.layer is not None and timeline.layer.floats):
            self._aim = aim
            self._show_aim(hold, aim)
        self._say(hold, aim)

    def _show_aim(self, hold: Hold, aim: Aim | None) -> None:
        timeline, drawing = self._timeline, self._timeline.drawing
        if timeline.layer is None:
            return
        timeline.layer.show(hold.floats(timeline, aim) if aim is not None else ())
        column = None
        if aim is not None and drawing is not None:
            column = drawing.column_of(aim.room) if aim.room is not None else aim.column
        timeline.header.aim((aim.block, column) if aim is not None and column is not None else None)

    def _say(self, hold: Hold, aim: Aim | None) -> None:
        """Say what is to be said of a place; at a new one only so often, for nobody reads faster."""
        if self._said is not None and (aim, self._to_backlog) != self._said and self._words_rest.isActive():
            self._words_due = True
            self.chip.follow(self._at)
            return
        if (aim, self._to_backlog) != self._said:
            self._words_rest.start()
        self._said, self._words_due = (aim, self._to_backlog), False
        if self._to_backlog:
            self.chip.say(self._at, hold.name, "" if hold.waits else "Back to the backlog.")
        elif aim is None:
            self.chip.say(self._at, hold.name, "Not here.")
        else:
            self.chip.say(self._at, hold.place(aim), hold.verdict(aim).words)

    def say_now(self) -> None:
        """Say what is still to be said."""
        self._words_rest.stop()
        if self._words_due and self._hold is not None and not self.asking.active:
            self._say(self._hold, self._aim)

    def _renew(self, hold: Hold) -> None:
        """Show other places: another day is shown, or a copy has others."""
        self._overlay = hold.overlay(self._timeline, self._look)
        if self._timeline.layer is not None:
            self._timeline.layer.render()

    def _scrolled(self) -> None:
        if self.active and self._timeline.layer is not None:
            self._timeline.layer.scroll()

    def _follow_scrolling(self) -> None:
        if self._hold is not None and not self.asking.active:
            self._aim = None
            self._show(self._hold)

    def _resized(self) -> None:
        if self.asking.active:
            self.cancel()
        elif self._hold is not None:
            self._aim = None
            self._renew(self._hold)
            self._show(self._hold)

    def _watch_days(self) -> None:
        button = self._days.button_at(self._at) if self._days is not None else None
        if button is not self._day_button:
            self._day_button = button
            self._day.stop()
            if button is not None and not button.isChecked():
                self._day.start()

    def _open_day(self) -> None:
        if self._hold is not None and self._day_button is not None:
            self._day_button.click()
            self._aim = None
            self._renew(self._hold)
            self._show(self._hold)

    # the end

    def drop(self) -> None:
        """Put it down where it is; where that is taken, ask what is to be done."""
        self.say_now()
        hold, aim = self._hold, self._aim
        if hold is None or self.asking.active:
            return
        if self._to_backlog:
            self._finish(hold.back(), hold)
            return
        if aim is None:
            self._end()
            return
        choices = hold.choices(aim)
        if choices:
            self._let_go()
            self._timeline.header.aim(None)
            verdict = hold.verdict(aim)
            names = [session_name(self._timeline.session_named(id_)) for id_ in verdict.occupied_by[:1]]
            more = len(verdict.occupied_by) - 1
            title = f"Taken by {names[0]}" + (f" and {more} more" if more else "")
            self.asking.ask(title, choices, hold.floats(self._timeline, aim))
            return
        verdict = hold.verdict(aim)
        self._finish(hold.change(aim), hold, verdict.reason if verdict.tone == "clash" else "")

    def _decided(self, change: Change) -> None:
        hold = self._hold
        if hold is not None:
            self._finish(change, hold, "")

    def _finish(self, change: Change | None, hold: Hold, reason: str = "") -> None:
        ids = hold.put_down_ids()
        self._end()
        if change is None or not change.edits:
            return
        done = self._desk.do(lambda _: change, origin=self)
        if done is not None:
            self._desk.select(ids)
            self._desk.told.emit(f"{done.label}. {reason}".rstrip(" ") if reason else done.label, True)

    def cancel(self, *_: object) -> None:
        """Leave everything where it was."""
        if self._hold is not None:
            self._timeline.drop_hold()
            self._end()

    def _let_go(self) -> None:
        """The mouse holds nothing any more."""
        gc.enable()
        self.edges.stop()
        self._day.stop()
        self._day_button = None
        QtWidgets.QApplication.restoreOverrideCursor()
        self.chip.hide()
        restyle(self._backlog, "welcome", False)

    def _end(self) -> None:
        if not self.asking.active:
            self._let_go()
        self.asking.close()
        app = QtWidgets.QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._hold = None
        self._overlay = None
        self._aim = self._said = None
        self._words_rest.stop()
        self._timeline.take_layer(None)
        self._timeline.header.aim(None)
        self._timeline.viewport().update()
        self.ended.emit()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let Escape call the drag off, wherever the focus is; no other key does anything meanwhile."""
        if self.active and watched is self._timeline.viewport() and event.type() == QtCore.QEvent.Type.Resize:
            QtCore.QTimer.singleShot(0, self._resized)  # when it has its new size
        if not self.active or self.asking.active:
            return super().eventFilter(watched, event)
        if isinstance(event, QtGui.QKeyEvent):
            if event.type() == QtCore.QEvent.Type.ShortcutOverride:
                event.accept()  # so that no command takes it
            else:
                self._key(event.key(), event.type() == QtCore.QEvent.Type.KeyPress)
            return True
        if isinstance(event, QtGui.QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return True  # what is shown was worked out for this scale
        return super().eventFilter(watched, event)

    def _key(self, key: int, pressed: bool) -> None:
        hold = self._hold
        if key == Qt.Key.Key_Escape:
            if pressed:
                self.cancel()
        elif key in (Qt.Key.Key_Alt, Qt.Key.Key_Control) and hold is not None:
            if key == Qt.Key.Key_Alt:
                self._free = pressed
            elif hold.copy(copying=pressed):
                self._renew(hold)
            self._aim = None
            self._show(hold)
