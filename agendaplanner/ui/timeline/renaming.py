"""Renaming in place: a field over a session's card. Enter keeps what was typed, Escape what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from agendaplanner.model.records import Session
    from agendaplanner.ui.timeline.keys import KeyList

Qt = QtCore.Qt
LEAST_WIDTH_PX = 260


class Renaming(QtWidgets.QLineEdit):
    """The title of a session, being edited where it stands."""

    def __init__(self, timeline: KeyList, session: Session) -> None:
        super().__init__(timeline.viewport())
        self._timeline = timeline
        self._session = session
        self._done = False
        self.setObjectName("rename")
        self.setAccessibleName(f"Title of {session_mark(session)}")
        self.setText(session.title)
        self.setSelection(len(session.title), -len(session.title))  # all of it, seen from its beginning
        card, area = timeline.card_rect(session.id), timeline.viewport().rect()
        width = min(max(card.width(), LEAST_WIDTH_PX), area.width() - 8)
        x = min(max(card.left(), 4), area.width() - width - 4)
        self.setGeometry(x, max(card.top(), 2), width, self.sizeHint().height())
        # what lies under it goes elsewhere
        timeline.desk.changed.connect(self._leave)
        timeline.desk.opened.connect(self._leave)
        for bar in (timeline.horizontalScrollBar(), timeline.verticalScrollBar()):
            bar.valueChanged.connect(self._keep)
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep Escape from clearing the selection: it belongs to the field."""
        if (
            event.type() == QtCore.QEvent.Type.ShortcutOverride
            and isinstance(event, QtGui.QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Leave with Escape, and with Enter, which must not go on to the timeline and mean something else there."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Keep what was typed when somebody goes on elsewhere; a menu over it is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._keep()

    def _keep(self) -> None:
        if self._done:
            return
        title = self.text().strip()
        self._leave()
        desk = self._timeline.desk
        if title and title != self._session.title:
            done = desk.do(lambda agenda: actions.set_fields(agenda, self._session, title=title), origin=self)
            if done is not None:
                desk.told.emit(done.label, True)

    def _leave(self, *_: object) -> None:
        if self._done:
            return
        self._done = True
        if self.window().focusWidget() is self:
            self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()
