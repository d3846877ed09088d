"""What waits for a place: dragged from here to the timeline, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.times import span_text
from agendaplanner.ui.colours import track_colours
from agendaplanner.ui.panels.rows import PanelHead, Row, RowList

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt


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
        self.list = DraggedList(look, self)
        self.empty = QtWidgets.QLabel("Everything has a place.", self)
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        lines.addWidget(self.head)
        lines.addWidget(self.empty)
        lines.addWidget(self.list, 1)
        lines.addStretch(0)
        self.list.opened.connect(lambda id_: desk.select((id_,)))
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        desk.selection_changed.connect(self._selected)
        look.changed.connect(self._renew)
        self._renew()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        rows: list[Row] = []
        if agenda is not None:
            colours = track_colours(agenda)
            for session in agenda.waiting:
                title = f"{session.number} {session.title}".strip()
                rows.append(
                    Row(session.id, title, detail_of(agenda, session), colours.get(session.track, colours[None]))
                )
        self.list.row_model.take(rows)
        self.head.count.setText(str(len(rows)) if agenda is not None else "")
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(
            "Everything has a place." if agenda is not None and agenda.session else "Sessions that wait for a place."
        )
        self._selected()

    def _selected(self) -> None:
        current = self._desk.selected[-1] if self._desk.selected else None
        if current != self.list.current_id:
            self.list.choose(current)


def detail_of(agenda: Agenda, session: Session) -> str:
    """Say in a line how long a session is and what it needs of a place."""
    parts = [span_text(session.duration_minutes)]
    people = len(agenda.people_in[session.id])
    if people:
        parts.append(f"{people} {'person' if people == 1 else 'people'}")
    if session.only_rooms:
        parts.append("only " + ", ".join(agenda.room[room].name for room in session.only_rooms))
    return " · ".join(parts)


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
