"""The keyboard on the timeline, beyond the registered commands: typing to find, Enter, renaming in place.

Going from session to session is in ``listing`` and ``moving``; what moves them is registered in ``registry``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.ui.timeline.mouse import MouseList
from agendaplanner.ui.timeline.renaming import Renaming
from agendaplanner.ui.timeline.seeking import Seek

if TYPE_CHECKING:
    from PySide6 import QtWidgets

    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt


class KeyList(MouseList):
    """The cards, with what keys do to them."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, parent)
        self.seek = Seek(self)
        self._renaming: Renaming | None = None

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep the keys of a search that goes on from being taken for commands."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride and isinstance(event, QtGui.QKeyEvent):
            if self._band.active and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if self.seek.wants(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Find what is typed; open what is selected with Enter."""
        if event.key() == Qt.Key.Key_Escape and self._band.active:
            self.drop_hold()
        elif self.seek.wants(event):
            self.seek.take(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.desk.selected:
            self.edit_asked.emit(self.desk.selected[-1])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to ``seek``, which knows numbers and words of titles."""

    def rename(self) -> bool:
        """Put a field over the card of the session that is being looked at; tell whether it has a card."""
        current = self.desk.current
        if current is None or self.drawing is None or current.id not in self.drawing.cards or not self.desk.can_change:
            return False
        self.scrollTo(self.sessions.index_of(current.id))
        if self._renaming is not None:
            self._renaming.deleteLater()
        self._renaming = Renaming(self, current)
        return True
