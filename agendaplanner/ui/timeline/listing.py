"""A list view that paints itself: what Qt asks of a list, answered from where the cards lie.

So the keyboard, the selection and screen readers work as in any list, though nothing of its layout or painting is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.timeline.model import SessionModel
from agendaplanner.ui.timeline.moving import neighbour

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.timeline.geometry import Geometry
    from agendaplanner.ui.timeline.painting import Scene

Qt = QtCore.Qt
Cursor = QtWidgets.QAbstractItemView.CursorAction
_DIRECTIONS = {
    Cursor.MoveUp: "up",
    Cursor.MoveDown: "down",
    Cursor.MoveLeft: "left",
    Cursor.MoveRight: "right",
    Cursor.MoveHome: "first",
    Cursor.MoveEnd: "last",
    Cursor.MovePrevious: "up",
    Cursor.MoveNext: "down",
}
_TURNED = {"up": "left", "down": "right", "left": "up", "right": "down"}
"""Where rooms are rows, what is beside on the screen is above on the upright drawing."""


class CardList(QtWidgets.QListView):
    """A list of sessions, each where its card lies on the drawing."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._drawing: Geometry | None = None
        self._scene: Scene | None = None
        self._is_due = False
        """Whether everything has to be laid out anew before anybody looks."""
        self._selecting = False
        self.sessions = SessionModel(desk, self)
        self.setModel(self.sessions)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)

    # where things are

    @property
    def drawing(self) -> Geometry | None:
        """Where everything lies."""
        if self._is_due:
            self.lay_out_due()
        return self._drawing

    @drawing.setter
    def drawing(self, drawing: Geometry | None) -> None:
        self._drawing = drawing

    @property
    def scene(self) -> Scene | None:
        """What is painted."""
        if self._is_due:
            self.lay_out_due()
        return self._scene

    @scene.setter
    def scene(self, scene: Scene | None) -> None:
        self._scene = scene

    def lay_out_due(self) -> None:
        """Lay everything out that is due; nothing is where nobody puts it off."""

    def horizontalOffset(self) -> int:
        """Give how far it is scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Give how far it is scrolled down."""
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:
        """Lay nothing out: that is ``Geometry``'s work."""

    def card_rect(self, session_id: str) -> QtCore.QRect:
        """Give where a session's card is on the viewport; empty where it has none."""
        card = self.drawing.cards.get(session_id) if self.drawing is not None else None
        if card is None:
            return QtCore.QRect()
        return QtCore.QRect(card.x - self.horizontalOffset(), card.y - self.verticalOffset(), card.width, card.height)

    def visualRect(self, index: QtCore.QModelIndex | QtCore.QPersistentModelIndex) -> QtCore.QRect:
        """Give where a row is on the viewport."""
        id_ = self.sessions.id_at(index)
        return self.card_rect(id_) if id_ is not None else QtCore.QRect()

    def session_at(self, place: QtCore.QPoint) -> str | None:
        """Give the session at a place of the viewport: the one that lies on top."""
        if self.scene is None:
            return None
        x, y = place.x() + self.horizontalOffset(), place.y() + self.verticalOffset()
        for card in reversed(self.scene.cards):
            if card.x <= x < card.x + card.width and card.y <= y < card.y + card.height:
                return card.id
        return None

    def indexAt(self, point: QtCore.QPoint) -> QtCore.QModelIndex:
        """Give the row at a place of the viewport."""
        id_ = self.session_at(point)
        return self.sessions.index_of(id_) if id_ is not None else QtCore.QModelIndex()

    def scrollTo(
        self,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
        hint: QtWidgets.QAbstractItemView.ScrollHint = QtWidgets.QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll as little as needed for a session to be seen."""
        rect = self.visualRect(index)
        if rect.isEmpty():
            return
        size = self.viewport().size()
        for bar, low, high, page, before in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), size.width(), 60),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), size.height(), 12),
        ):
            if high + 12 > page:
                bar.setValue(bar.value() + min(high + 12 - page, low - before))
            elif low < before:
                bar.setValue(bar.value() + low - before)

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QtCore.QModelIndex:
        """Go to the session above, below, beside."""
        if self.drawing is None:
            return QtCore.QModelIndex()
        current = self.sessions.id_at(self.currentIndex())
        direction = _DIRECTIONS.get(action, "")
        if self.drawing.rows:
            direction = _TURNED.get(direction, direction)
        found = neighbour(self.drawing.upright, current, direction)
        return self.sessions.index_of(found) if found is not None else self.currentIndex()

    def setSelection(self, rect: QtCore.QRect, command: QtCore.QItemSelectionModel.SelectionFlag) -> None:
        """Select what lies under a rectangle of the viewport: one place, or a rubber band."""
        chosen = QtCore.QItemSelection()
        rect = rect.normalized()
        if rect.width() <= 2 and rect.height() <= 2:
            ids = [id_] if (id_ := self.session_at(rect.topLeft())) is not None else []
        else:
            ids = [id_ for id_ in (self.drawing.cards if self.drawing else ()) if rect.intersects(self.card_rect(id_))]
        for id_ in ids:
            index = self.sessions.index_of(id_)
            chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QtCore.QItemSelection) -> QtGui.QRegion:
        """Give where the selected sessions are."""
        region = QtGui.QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def isIndexHidden(self, index: QtCore.QModelIndex | QtCore.QPersistentModelIndex) -> bool:
        """Hide what lies on a day that is not shown."""
        return self.visualRect(index).isEmpty()

    # the selection

    def selectionChanged(self, selected: QtCore.QItemSelection, deselected: QtCore.QItemSelection) -> None:
        """Tell the desk what is selected, the current one last."""
        super().selectionChanged(selected, deselected)
        if self._selecting:
            return
        ids = [id_ for index in self.selectionModel().selectedIndexes() if (id_ := self.sessions.id_at(index))]
        current = self.sessions.id_at(self.currentIndex())
        if current in ids:
            ids.remove(current)
            ids.append(current)
        self.desk.select(ids)

    def currentChanged(self, current: QtCore.QModelIndex, previous: QtCore.QModelIndex) -> None:
        """Tell screen readers that the session, not the list, has the focus now: Qt tells them of the list only."""
        QtWidgets.QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            event = QtGui.QAccessibleEvent(self, QtGui.QAccessible.Event.Focus)
            event.setChild(current.row())
            QtGui.QAccessible.updateAccessibility(event)

    def select_sessions(self, ids: tuple[str, ...]) -> None:
        """Select some sessions because the desk says so, not because of mouse or keys."""
        wanted = QtCore.QItemSelection()
        last = QtCore.QModelIndex()
        for id_ in ids:
            index = self.sessions.index_of(id_)
            if index.isValid():
                wanted.select(index, index)
                last = index
        flag = QtCore.QItemSelectionModel.SelectionFlag
        self._selecting = True
        self.selectionModel().select(wanted, flag.ClearAndSelect)
        if last.isValid():
            self.selectionModel().setCurrentIndex(last, flag.NoUpdate)
        self._selecting = False
