"""A column of the board: the papers of one status. Its cards are dragged, and moved by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.panels.backlog import DraggedList
from agendaplanner.ui.panels.rows import PanelHead
from agendaplanner.ui.prepare.papers.cards import PaperCards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.kinds import PaperStatus
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.prepare.papers.cards import PaperRow

Qt = QtCore.Qt
_KEYS_HELP = "Alt with the left or right arrow says that a paper is less far, or further. The arrows alone go to it."
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PaperList(DraggedList):
    """The cards of a column, as tall as they are: the board scrolls."""

    stepped = QtCore.Signal(int)
    """The next column is wanted, or the one before."""
    pushed = QtCore.Signal(str, int)
    """A paper should be a status further, or less far."""
    called_off = QtCore.Signal()
    """A drag should come to nothing."""

    def __init__(self, look: Look, name: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, parent)
        self.setObjectName("papers")
        self.setAccessibleName(name)
        self.setAccessibleDescription(_KEYS_HELP)
        self._cards = PaperCards(look, self)
        self.setItemDelegate(self._cards)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Show papers."""
        self.row_model.take(rows)
        self._fit()

    def _fit(self) -> None:
        wide = self.viewport().width()
        self.setFixedHeight(sum(self._cards.height(row, wide) for row in self.row_model.rows) + 2)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Be as tall as the cards are at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, e: QtGui.QWheelEvent) -> None:
        """Let the board have it."""
        e.ignore()

    def event(self, e: QtCore.QEvent) -> bool:
        """Keep the keys that mean something here from the window's commands."""
        if e.type() == QtCore.QEvent.Type.ShortcutOverride and isinstance(e, QtGui.QKeyEvent):
            pushes = e.key() in _STEPS and e.modifiers() & Qt.KeyboardModifier.AltModifier
            if pushes or (e.key() == Qt.Key.Key_Escape and self._carrying):
                e.accept()
                return True
        return super().event(e)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go to the next column, or push a paper there."""
        if event.key() == Qt.Key.Key_Escape and self._carrying:
            self._carrying = False
            self._pressed = None
            self.called_off.emit()
        elif event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.current_id is not None:
                self.pushed.emit(self.current_id, _STEPS[Qt.Key(event.key())])
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Column(QtWidgets.QFrame):
    """A status: its name, how many papers have it, and their cards."""

    def __init__(self, look: Look, status: PaperStatus, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.status = status
        self.setProperty("kind", "backlog")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(6, 8, 6, 4)
        lines.setSpacing(8)
        self.head = PanelHead(status.capitalize(), self)
        self.list = PaperList(look, f"Papers: {status}", self)
        self.none = QtWidgets.QLabel("None", self)
        self.none.setProperty("kind", "small")
        lines.addWidget(self.head)
        lines.addWidget(self.list)
        lines.addWidget(self.none)
        lines.addStretch(1)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Show papers."""
        self.head.count.setText(str(len(rows)))
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.list.show_rows(rows)
