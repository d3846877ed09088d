"""Dragging a session: over the timeline, to it and away from it. One drag at a time; Escape calls it off.

Whoever the mouse was pressed on tells where it is; this decides what that means, shows it, and makes the change.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.times import when
from agendaplanner.model.words import session_name
from agendaplanner.ui.timeline.carry import Carry
from agendaplanner.ui.timeline.ghost import Ghost

if TYPE_CHECKING:
    from agendaplanner.model.changes import Change
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.view import TimelineView

EDGE_PX = 32
SCROLL_EVERY_MS = 16
TONES = {"ok": "ok", "warning": "warning", "clash": "clash"}


class Aim(msgspec.Struct, frozen=True):
    """Where a session would be put down."""

    start: datetime
    room: str | None
    block: int
    column: int | None


class Drag(QtCore.QObject):
    """The drag that goes on, if any."""

    started = QtCore.Signal(str)
    ended = QtCore.Signal()

    def __init__(
        self, window: QtWidgets.QWidget, desk: Desk, look: Look, timeline: TimelineView, backlog: QtWidgets.QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._look = look
        self._timeline = timeline
        self._backlog = backlog
        self._chip = Chip(window)
        self._carry: Carry | None = None
        self._grabbed_minutes = 0.0
        self._at = QtCore.QPoint()
        self._free = False
        self._aim: Aim | None = None
        self._to_backlog = False
        self._scroll = QtCore.QTimer(self, interval=SCROLL_EVERY_MS)
        self._scroll.timeout.connect(self._auto_scroll)
        timeline.picked_up.connect(self.begin)
        timeline.carried.connect(self.move)
        timeline.put_down.connect(self.drop)
        # somebody else changed the agenda meanwhile: what is shown as legal would be a lie
        desk.changed.connect(self.cancel)
        desk.opened.connect(self.cancel)

    @property
    def active(self) -> bool:
        """Whether a session is being dragged."""
        return self._carry is not None

    @property
    def aim(self) -> Aim | None:
        """Where it would be put down now."""
        return self._aim

    @QtCore.Slot(str, QtCore.QPoint)
    def begin(self, session_id: str, at: QtCore.QPoint) -> None:
        """Pick a session up at a global place."""
        agenda = self._desk.agenda
        session = agenda.session.get(session_id) if agenda is not None else None
        if agenda is None or session is None or not self._desk.can_change or self.active:
            return
        self._timeline.settle()
        self._carry = Carry(agenda, session, self._desk.findings, self._desk.legality)
        rect = self._timeline.card_rect(session_id)
        scale = self._timeline.drawing.scale.minute_px if self._timeline.drawing else 1
        place = self._timeline.viewport().mapFromGlobal(at)
        # from the backlog it hangs by its upper edge
        self._grabbed_minutes = (place.y() - rect.top()) / scale if not rect.isEmpty() else 0.0
        self._at = at
        self._picture()
        QtWidgets.QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        QtWidgets.QApplication.setOverrideCursor(QtCore.Qt.CursorShape.ClosedHandCursor)
        self._scroll.start()
        self.started.emit(session_id)

    @QtCore.Slot(QtCore.QPoint, bool)
    def move(self, at: QtCore.QPoint, free: bool) -> None:
        """Go to a global place; ``free`` leaves the grid alone."""
        self._at, self._free = at, free
        if self._carry is None:
            return
        self._show(self._carry)

    @QtCore.Slot()
    def drop(self) -> None:
        """Put the session down where it is."""
        if self._carry is None:
            return
        carry, aim, to_backlog = self._carry, self._aim, self._to_backlog
        self._end()
        if to_backlog:
            if carry.session.placement is not None:
                self._make(actions.unplace(carry.agenda, [carry.session.id]), carry, "")
        elif aim is not None:
            verdict = carry.verdict(aim.start, aim.room)
            if aim.room is None and carry.session.takes_room:
                return
            reason = verdict.words.split("\n")[0] if verdict.tone == "clash" else ""
            self._make(carry.change_to(aim.start, aim.room), carry, reason)

    @QtCore.Slot()
    def cancel(self, *_: object) -> None:
        """Leave the session where it was."""
        if self._carry is not None:
            self._timeline.drop_hold()
            self._end()

    def _make(self, change: Change, carry: Carry, reason: str) -> None:
        if not change.edits:
            return
        done = self._desk.do(lambda _: change, origin=self)
        if done is not None:
            self._desk.select((carry.session.id,))
            self._desk.told.emit(f"{done.label}. {reason}".rstrip(" ") if reason else done.label, True)

    def _end(self) -> None:
        self._carry = None
        self._aim = None
        self._scroll.stop()
        app = QtWidgets.QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        QtWidgets.QApplication.restoreOverrideCursor()
        self._chip.hide()
        self._timeline.ghost = None
        self._timeline.drag_picture = None
        if self._timeline.scene is not None:
            self._timeline.scene.faded = None
        self._timeline.header.aim(None)
        self._timeline.viewport().update()
        self._welcome(welcome=False)
        self.ended.emit()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let Escape call the drag off, wherever the focus is; no other key does anything meanwhile."""
        if self.active and isinstance(event, QtGui.QKeyEvent):
            if event.key() == QtCore.Qt.Key.Key_Escape:
                self.cancel()
            elif event.key() == QtCore.Qt.Key.Key_Alt and event.type() in (event.Type.KeyPress, event.Type.KeyRelease):
                self.move(self._at, event.type() == event.Type.KeyPress)
            return True
        return super().eventFilter(watched, event)

    # where it is

    def _aim_at(self, carry: Carry) -> Aim | None:
        timeline, drawing = self._timeline, self._timeline.drawing
        place = timeline.viewport().mapFromGlobal(self._at)
        if drawing is None or not timeline.viewport().rect().contains(place):
            return None
        scale = drawing.scale.minute_px
        x = place.x() + timeline.horizontalOffset()
        y = place.y() + timeline.verticalOffset() - self._grabbed_minutes * scale
        spot = drawing.spot_at(x, y)
        if spot is None:
            return None
        column = None if carry.spans else spot.column
        if self._free:
            start = spot.start.replace(second=0, microsecond=0)
        else:
            edges = carry.edges(spot.room, near=spot.start)
            start = drawing.snapped(spot.start, carry.session.duration_minutes, spot.block, edges)
        return Aim(start, carry.room_at(spot.room, start), spot.block, column)

    def _show(self, carry: Carry) -> None:
        over_backlog = self._backlog.isVisible() and self._backlog.rect().contains(
            self._backlog.mapFromGlobal(self._at)
        )
        self._to_backlog = over_backlog
        self._welcome(welcome=over_backlog and carry.session.placement is not None)
        aim = None if over_backlog else self._aim_at(carry)
        timeline = self._timeline
        if aim != self._aim or (aim is None) != (timeline.ghost is None):
            self._aim = aim
            self._move_ghost(carry, aim)
        self._say(carry, aim)

    def _move_ghost(self, carry: Carry, aim: Aim | None) -> None:
        timeline, drawing = self._timeline, self._timeline.drawing
        dirty = timeline.ghost.dirty if timeline.ghost is not None else QtCore.QRect()
        if aim is None or drawing is None:
            timeline.ghost = None
            timeline.header.aim(None)
        else:
            x, y, wide, high = drawing.rect_of(aim.block, aim.start, carry.session.duration_minutes, aim.column)
            rect = QtCore.QRect(x + 2, y + 1, max(wide - 4, 2), max(high - 2, 2))
            rect.translate(-timeline.horizontalOffset(), -timeline.verticalOffset())
            tone = TONES[carry.verdict(aim.start, aim.room).tone]
            timeline.ghost = Ghost(rect, session_name(carry.session), tone)
            column = drawing.column_of(aim.room) if aim.room is not None else aim.column
            timeline.header.aim(None if column is None else (aim.block, column))
            dirty = dirty.united(timeline.ghost.dirty)
        timeline.viewport().update(dirty)

    def _say(self, carry: Carry, aim: Aim | None) -> None:
        if self._to_backlog:
            waits = carry.session.placement is None
            self._chip.say(self._at, session_name(carry.session), "" if waits else "Back to the backlog.", "ok")
        elif aim is None:
            self._chip.say(self._at, session_name(carry.session), "Not here.", "warning")
        else:
            verdict = carry.verdict(aim.start, aim.room)
            end = aim.start + timedelta(minutes=carry.session.duration_minutes)
            room = carry.agenda.room.get(aim.room or "")
            place = f"{when(aim.start, end)} · {room.name}" if room is not None else when(aim.start, end)
            self._chip.say(self._at, place, verdict.words, verdict.tone)

    def _welcome(self, *, welcome: bool) -> None:
        if bool(self._backlog.property("welcome")) != welcome:
            self._backlog.setProperty("welcome", welcome)
            self._backlog.style().unpolish(self._backlog)
            self._backlog.style().polish(self._backlog)

    # the picture below it

    def _picture(self) -> None:
        """Render once what does not change while the session is dragged: the others, and where it may go."""
        timeline, carry = self._timeline, self._carry
        if carry is None or timeline.scene is None:
            return
        timeline.scene.faded = carry.session.id
        size = timeline.viewport().size()
        ratio = timeline.devicePixelRatioF()
        picture = QtGui.QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QtGui.QPainter(picture)
        timeline.paint_scene(painter, timeline.viewport().rect())
        self._paint_legality(painter, carry)
        painter.end()
        timeline.drag_picture = picture
        timeline.viewport().update()

    def _paint_legality(self, painter: QtGui.QPainter, carry: Carry) -> None:
        """Tint all places that are free for it; hatch the rest of the open hours."""
        drawing, look = self._timeline.drawing, self._look
        if drawing is None:
            return
        painter.translate(-self._timeline.horizontalOffset(), -self._timeline.verticalOffset())
        fine = QtGui.QRegion()
        rects: list[QtCore.QRect] = []
        for stretch in carry.stretches():
            block = drawing.block_of(stretch.start)
            column = drawing.column_of(stretch.room) if stretch.room is not None else None
            if block is None or (stretch.room is not None and column is None):
                continue
            minutes = round((stretch.end - stretch.start).total_seconds() / 60)
            rects.append(QtCore.QRect(*drawing.rect_of(block, stretch.start, minutes, column)))
            fine += rects[-1]
        whole = QtGui.QRegion()
        for block in drawing.blocks:
            if block.opens is not None and block.closes is not None:
                top, bottom = drawing.y_of(block.opens), drawing.y_of(block.closes)
                whole += QtCore.QRect(block.columns_left, top, block.right - block.columns_left, bottom - top)
        painter.setClipRegion(whole - fine)
        painter.fillRect((whole - fine).boundingRect(), look.colour("window", 0.55))
        painter.fillRect((whole - fine).boundingRect(), look.hatch("muted", 0.16))
        painter.setClipRegion(fine)
        painter.fillRect(fine.boundingRect(), look.colour("ok", 0.20))
        painter.setClipping(False)
        painter.setPen(QtGui.QPen(look.colour("ok", 0.7), 1))
        painter.drawRects([rect.adjusted(0, 0, -1, -1) for rect in rects])

    def _auto_scroll(self) -> None:
        """Scroll when the cursor is near an edge of the timeline, the quicker the nearer."""
        timeline, carry = self._timeline, self._carry
        if carry is None:
            return
        place = timeline.viewport().mapFromGlobal(self._at)
        if not timeline.viewport().rect().contains(place):
            return
        moved = False
        for bar, at, page in (
            (timeline.horizontalScrollBar(), place.x(), timeline.viewport().width()),
            (timeline.verticalScrollBar(), place.y(), timeline.viewport().height()),
        ):
            near = max(EDGE_PX - at, 0), max(EDGE_PX - (page - at), 0)
            before = bar.value()
            bar.setValue(before + (near[1] - near[0]) // 2)
            moved = moved or bar.value() != before
        if moved:
            self._picture()
            self._aim = None
            self._show(carry)


class Chip(QtWidgets.QFrame):
    """The words under the cursor."""

    def __init__(self, window: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("kind", "toast")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(10, 6, 10, 7)
        lines.setSpacing(2)
        self._place = QtWidgets.QLabel(self)
        self._place.setProperty("kind", "strong")
        self._words = QtWidgets.QLabel(self)
        self._words.setWordWrap(True)
        for label in (self._place, self._words):
            label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
            lines.addWidget(label)
        self.hide()

    def say(self, at: QtCore.QPoint, place: str, words: str, tone: str) -> None:
        """Say something beside a global place."""
        if (self._place.text(), self._words.text()) != (place, words) or not self.isVisible():
            self._place.setText(place)
            self._words.setText(words)
            self._words.setVisible(bool(words))
            metrics = self._words.fontMetrics()
            wide = max((metrics.horizontalAdvance(line) for line in words.split("\n")), default=0)
            self._words.setFixedWidth(min(max(wide, 60) + 2, 320))
            self.adjustSize()
            self.show()
            self.raise_()
        window = self._window
        here = window.mapFromGlobal(at)
        x = min(here.x() + 18, window.width() - self.width() - 8)
        y = here.y() + 22
        if y + self.height() > window.height() - 8:
            y = here.y() - self.height() - 14
        self.move(max(x, 8), max(y, 8))
