"""What waits for a place: found by filter and order, dragged from here to the timeline and back, or put where it is best."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.agenda import natural
from agendaplanner.model.times import clock, short_day, span_text
from agendaplanner.model.words import session_name
from agendaplanner.planning.best_places import BestPlace, best_places
from agendaplanner.ui.colours import track_colours
from agendaplanner.ui.fields.reading import moment_text
from agendaplanner.ui.keys_first import clears
from agendaplanner.ui.labels import ElidedLabel
from agendaplanner.ui.panels.hardness import Hard, Hardness
from agendaplanner.ui.panels.rows import PanelHead, Row, RowList

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Order = Literal["number", "duration", "track", "hardest"]
ORDERS: tuple[tuple[Order, str], ...] = (
    ("number", "By number"),
    ("duration", "Longest first"),
    ("track", "By track"),
    ("hardest", "Hardest to place first"),
)
FILTER_FROM = 6
"""With fewer sessions than this there is nothing to filter or sort."""


class Backlog(QtWidgets.QFrame):
    """The sessions without a place."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "backlog")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(14, 14, 14, 6)
        lines.setSpacing(8)
        self.head = PanelHead("Waiting", self)
        self.filter = QtWidgets.QLineEdit(self)
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter what waits")
        self.order = QtWidgets.QComboBox(self)
        self.order.setAccessibleName("Order of what waits")
        self.order.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(6)
        for value, name in ORDERS:
            self.order.addItem(name, value)
        self.list = DraggedList(look, self)
        self.best = BestPlaces(desk, self)
        self.empty = QtWidgets.QLabel("Everything has a place.", self)
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        for part in (self.head, self.filter, self.order, self.empty):
            lines.addWidget(part)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.best)
        lines.addStretch(0)
        self.hardness = Hardness(desk, self)
        clears(self.filter)
        self.filter.textChanged.connect(self._renew)
        self.order.currentIndexChanged.connect(self._renew)
        self.hardness.changed.connect(self._renew)
        self.list.opened.connect(lambda id_: desk.select((id_,)))
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        desk.selection_changed.connect(self._selected)
        look.changed.connect(self._renew)
        self._renew()

    def _opened(self) -> None:
        self.filter.clear()
        self._renew()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        waiting = agenda.waiting if agenda is not None else ()
        rows: list[Row] = []
        if agenda is not None:
            colours = track_colours(agenda)
            wanted = self.filter.text().casefold().split()
            for session in sorted(waiting, key=self._key(agenda)):
                hard = self.hardness.of(session.id)
                track = agenda.track.get(session.track or "")
                row = Row(
                    session.id,
                    session_name(session),
                    detail_of(agenda, session, hard),
                    colours.get(session.track, colours[None]),
                )
                text = f"{row.title} {track.name if track is not None else ''}".casefold()
                if all(word in text for word in wanted):
                    rows.append(row)
        self.list.row_model.take(rows)
        self.head.count.setText(
            "" if agenda is None else str(len(rows)) if len(rows) == len(waiting) else f"{len(rows)} of {len(waiting)}"
        )
        for part in (self.filter, self.order):
            part.setVisible(len(waiting) >= FILTER_FROM or bool(self.filter.text()))
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if waiting:
            self.empty.setText("Nothing that waits has these words.")
        else:
            has_sessions = agenda is not None and bool(agenda.session)
            self.empty.setText("Everything has a place." if has_sessions else "Sessions that wait for a place.")
        self._selected()

    def _key(self, agenda: Agenda) -> Callable[[Session], Any]:
        order: Order = self.order.currentData()
        tracks = {track.id: i for i, track in enumerate(agenda.tracks)}
        keys: dict[Order, Callable[[Session], Any]] = {
            "number": lambda s: 0,
            "duration": lambda s: -s.duration_minutes,
            "track": lambda s: tracks.get(s.track or "", len(tracks)),
            "hardest": lambda s: hard.places if (hard := self.hardness.of(s.id)) is not None else 1_000_000,
        }
        first = keys[order]
        return lambda s: (first(s), natural(s.number), s.title, s.id)

    def _selected(self) -> None:
        current = self._desk.selected[-1] if self._desk.selected else None
        if current != self.list.current_id:
            self.list.choose(current)
        session = self._desk.current
        waits = session is not None and session.placement is None and not session.is_cancelled
        self.best.show_session(session if waits else None)


def detail_of(agenda: Agenda, session: Session, hard: Hard | None = None) -> str:
    """Say in a line how long a session is, how hard it is to place, and what it needs."""
    parts = [span_text(session.duration_minutes)]
    if hard is not None:
        parts.append(hard.words)
    people = len(agenda.people_in[session.id])
    if people:
        parts.append(f"{people} {'person' if people == 1 else 'people'}")
    if session.only_rooms:
        parts.append("only " + ", ".join(agenda.room[room].name for room in session.only_rooms))
    return " · ".join(parts)


class BestPlaces(QtWidgets.QWidget):
    """The places where the selected session would lie best, worked out when they are asked for."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self._agenda: Agenda | None = None
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(4)
        self.ask = QtWidgets.QPushButton("Best places", self)
        self.ask.setToolTip("Where the selected session would lie without a clash, the best first")
        self.ask.clicked.connect(self.find)
        lines.addWidget(self.ask)
        self.words = ElidedLabel(self, kind="small")
        lines.addWidget(self.words)
        self._lines = QtWidgets.QVBoxLayout()
        self._lines.setSpacing(4)
        lines.addLayout(self._lines)
        self.buttons: list[QtWidgets.QPushButton] = []
        self.show_session(None)

    def show_session(self, session: Session | None) -> None:
        """Offer it for a session; None: there is none that waits."""
        agenda = self._desk.agenda
        self.setVisible(session is not None and self._desk.can_change)
        if session != self._session or agenda is not self._agenda:
            self._session, self._agenda = session, agenda
            self._clear()
            self.words.hide()
            self.ask.show()

    def _clear(self) -> None:
        for button in self.buttons:
            self._lines.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []

    def find(self) -> None:
        """Work out the best places and offer them."""
        agenda, board, session = self._desk.agenda, self._desk.legality, self._session
        if agenda is None or board is None or session is None or not agenda.meeting.days:
            return
        self._clear()
        found = best_places(board, session.id)
        self.words.setText("Place it at" if found else "No place without a clash.")
        self.words.show()
        self.ask.hide()
        for place in found:
            room = f", {agenda.room[place.room].name}" if place.room is not None else ""
            button = QtWidgets.QPushButton(f"{short_day(place.start)[:3]} {clock(place.start)}{room}", self)
            button.setProperty("kind", "place")
            whole = f"Place at {moment_text(place.start)}{room}"
            button.setAccessibleName(whole)
            verdict = "the checks would warn of it" if place.is_warned else "nothing stands against it"
            button.setToolTip(f"{whole}: {verdict}")
            button.setMinimumWidth(60)
            button.clicked.connect(partial(self._take, session.id, place))
            self._lines.addWidget(button)
            self.buttons.append(button)

    def _take(self, session_id: str, place: BestPlace, _checked: bool = False) -> None:
        def make(agenda: Agenda) -> Change:
            return actions.move(agenda, session_id, place.start, place.room)

        done = self._desk.do(make, origin=self)
        if done is not None:
            self._desk.told.emit(f"{done.label}.", True)
            self._desk.reveal(session_id)


class DraggedList(RowList):
    """A list whose rows can be dragged out of it."""

    picked_up = QtCore.Signal(str, QtCore.QPoint)
    carried = QtCore.Signal(QtCore.QPoint, bool)
    put_down = QtCore.Signal()

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, "Waiting", cards=True, parent=parent)
        self.setObjectName("backlog")
        self._pressed: tuple[str, QtCore.QPoint] | None = None
        self._carrying = False

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Remember what may be dragged."""
        row = self.row_model.row_at(self.indexAt(event.position().toPoint()))
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (row.id, event.globalPosition().toPoint())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Drag it."""
        at = event.globalPosition().toPoint()
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._carrying:
            self.carried.emit(at, free)
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            id_, begin = self._pressed
            if (at - begin).manhattanLength() >= QtWidgets.QApplication.startDragDistance():
                self._carrying = True
                self.picked_up.emit(id_, begin)
                self.carried.emit(at, free)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Put it down."""
        self._pressed = None
        if self._carrying:
            self._carrying = False
            self.put_down.emit()
            return
        super().mouseReleaseEvent(event)
