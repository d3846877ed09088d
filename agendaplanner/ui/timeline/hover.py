"""All that is to be said of a session, on a card beside it: when the mouse rests on it, or when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.times import end_of, span_text, when
from agendaplanner.model.words import listed, person_short, roles_line, session_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.view import TimelineView

Qt = QtCore.Qt
Kind = QtCore.QEvent.Type
AFTER_MS, STAYS_MS = 650, 200
WIDTH = 300
GAP = 8
MOST_FINDINGS = 6
_PUTS_AWAY = {Kind.MouseButtonPress, Kind.Wheel, Kind.ContextMenu, Kind.KeyPress, Kind.DragEnter, Kind.Resize}
_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}


class HoverCard(QtWidgets.QFrame):
    """The card. It goes when the mouse leaves the session, and while anything is dragged."""

    def __init__(self, view: TimelineView, look: Look) -> None:
        super().__init__(view.window())
        self._view = view
        self._look = look
        self.session: str | None = None
        """The session it tells of."""
        self._pointed: str | None = None
        self.setObjectName("hover")
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH)
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(12, 10, 12, 11)
        self._lines.setSpacing(3)
        self._wait = QtCore.QTimer(self, singleShot=True, interval=AFTER_MS)
        self._wait.timeout.connect(self._rested)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """All that it says."""
        labels = self.findChildren(QtWidgets.QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return "\n".join(label.text() for label in labels)

    # when it comes and goes

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Follow the mouse on the timeline."""
        kind = event.type()
        if kind == Kind.MouseMove and isinstance(event, QtGui.QMouseEvent):
            self._moved(event)
        elif kind == Kind.KeyPress and isinstance(event, QtGui.QKeyEvent) and event.key() in _HELD:
            pass  # the first half of the keys that put it away
        elif kind in _PUTS_AWAY or (kind == Kind.Leave and watched is self._view.viewport()):
            self.leave()
        return super().eventFilter(watched, event)

    def _moved(self, event: QtGui.QMouseEvent) -> None:
        if event.buttons() or self._view.layer is not None:
            self.leave()
            return
        over = self._view.session_at(event.position().toPoint())
        if over == self._pointed:
            return
        self._pointed = over
        if over is None:
            self.leave()
        else:
            # once it is there, it follows without being waited for
            self._wait.start(STAYS_MS if self.isVisible() else AFTER_MS)

    def leave(self) -> None:
        """Go away, and do not come by yourself."""
        self._pointed = None
        self._wait.stop()
        self.session = None
        self.hide()

    def _rested(self) -> None:
        if self._pointed is not None and self._view.layer is None and not self._view.zooming.live:
            self.tell_of(self._pointed)

    def toggle(self) -> None:
        """Tell of the session that is selected, or go away."""
        current = self._view.desk.selected[-1] if self._view.desk.selected else None
        if self.isVisible() or current is None:
            self.leave()
            return
        self._view.settle()
        self._view.scrollTo(self._view.sessions.index_of(current))
        self.tell_of(current)
        # it does not take the focus: what it says is spoken
        words = self.words.replace("\n", ". ")
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self._view, words))

    def tell_of(self, session_id: str) -> None:
        """Say everything of a session, beside its card."""
        agenda = self._view.desk.proposals.shown
        session = agenda.session.get(session_id) if agenda is not None else None
        rect = self._view.card_rect(session_id)
        if agenda is None or session is None or rect.isEmpty():
            self.leave()
            return
        self.session = session_id
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for kind, words in self._said(agenda, session):
            self._line(kind, words)
        window = self._view.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setFixedHeight(self._lines.heightForWidth(WIDTH))
        self._place(rect)
        self.show()
        self.raise_()

    def _line(self, kind: str, words: str) -> None:
        label = QtWidgets.QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("kind", {"clash": "fault", "warning": "open"}.get(kind, kind))
        label.setAccessibleName(words)
        self._lines.addWidget(label)

    def _said(self, agenda: Agenda, session: Session) -> Iterator[tuple[str, str]]:
        yield from said(agenda, session, changed=session.id in self._view.desk.changed_sessions)
        found = sorted(self._view.desk.proposals.findings_of(session.id), key=lambda each: each.severity != "clash")
        for finding in found[:MOST_FINDINGS]:
            yield finding.severity, finding.message
        if len(found) > MOST_FINDINGS:
            yield "small", f"and {len(found) - MOST_FINDINGS} more"

    def _place(self, rect: QtCore.QRect) -> None:
        """Lie right of the session's card, or left, or below, within the window."""
        viewport, window = self._view.viewport(), self._view.window()
        seen = rect & viewport.rect()
        here = QtCore.QRect(viewport.mapTo(window, seen.topLeft()), seen.size())
        size, room = self.size(), window.rect().adjusted(GAP, GAP, -GAP, -GAP)
        x, y = here.right() + GAP, here.top()
        if x + size.width() > room.right():
            x = here.left() - GAP - size.width()
        if x < room.left():
            cursor = window.mapFromGlobal(QtGui.QCursor.pos()).x()
            x, y = min(max(cursor, here.left()), room.right() - size.width()), here.bottom() + GAP
            if y + size.height() > room.bottom():
                y = here.top() - GAP - size.height()
        self.move(max(x, room.left()), max(min(y, room.bottom() - size.height()), room.top()))


def said(agenda: Agenda, session: Session, *, changed: bool = False) -> Iterator[tuple[str, str]]:
    """Give what is to be said of a session as (how it looks, words), its faults left out."""
    yield "strong", session_name(session)
    end = end_of(session)
    room = agenda.room.get(session.placement.room or "") if session.placement is not None else None
    if session.placement is not None and end is not None:
        times = f"{when(session.placement.start, end)} · {span_text(session.duration_minutes)}"
        yield "", " · ".join(filter(None, [times, room.name if room is not None else ""]))
    track = agenda.track.get(session.track or "")
    state = "" if session.status == "confirmed" else session.status
    what = [track.name if track is not None else "", session.kind, state if not session.is_quiet else ""]
    pins = {(True, True): "pinned", (True, False): "time pinned", (False, True): "room pinned"}
    what += [pins.get((session.pinned_time, session.pinned_room), ""), "changed since it was published" * changed]
    yield "muted", " · ".join(filter(None, what))
    if roles := roles_line(agenda, session):
        yield "", roles
    for contribution in session.contributions:
        names = listed(person_short(agenda.person[p]) for p in contribution.presenters if p in agenda.person)
        yield "small", " · ".join(filter(None, [contribution.title, names]))
    for paper in agenda.papers_for.get(session.id, ()):
        yield "small", " · ".join(filter(None, [paper.symbol, paper.title, paper.status]))
