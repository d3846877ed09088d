"""What a timeline says on which nothing can be placed yet: what is missing, and a button that begins with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

Lack = Literal["days", "rooms", "sessions"]
WORDS: dict[Lack, tuple[str, str]] = {
    "days": ("This meeting has no days yet. Sessions are placed on its days, within their hours.", "Give it its days"),
    "rooms": ("There is no room yet in which a session could take place.", "Add a room"),
    "sessions": (
        "Nothing is on the agenda yet. Add a session, or drop a schedule or table on this window.",
        "Add a session",
    ),
}
"""By what is missing: what is said, and what the button says."""
WIDE_PX, ABOVE_PX, BORDER_PX = 320, 24, 1


class EmptyNote(QtWidgets.QFrame):
    """A note over the lower part of the timeline; it goes when nothing is missing any more."""

    asked = QtCore.Signal(str)
    """Somebody wants to begin with what is missing: "days", "rooms" or "sessions"."""

    def __init__(self, desk: Desk, timeline: QtWidgets.QAbstractScrollArea) -> None:
        super().__init__(timeline)
        self._desk = desk
        self._around = timeline.viewport()
        self.lack: Lack | None = None
        self.setProperty("kind", "popup")
        lines = self._lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(10)
        self.words = QtWidgets.QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        lines.addWidget(self.words)
        self.begin = QtWidgets.QPushButton(self)
        self.begin.setProperty("kind", "main")
        self.begin.clicked.connect(lambda: self.asked.emit(self.lack))
        lines.addWidget(self.begin, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        self._around.installEventFilter(self)
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        self._renew()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        self.lack = lacking(agenda) if agenda is not None else None
        if self.lack is not None:
            words, begin = WORDS[self.lack]
            self.words.setText(words)
            self.begin.setText(begin)
            self.begin.setVisible(self._desk.can_change)
            self._place()
        self.setVisible(self.lack is not None)

    def _place(self) -> None:
        area = self._around.geometry()
        self.setFixedWidth(min(WIDE_PX, max(area.width() - 2 * ABOVE_PX, 120)))
        self.setFixedHeight(self._lines.heightForWidth(self.width() - 2 * BORDER_PX) + 2 * BORDER_PX)
        self.move(area.center().x() - self.width() // 2, max(area.bottom() - self.height() - ABOVE_PX, area.top()))
        self.raise_()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep its place when the timeline gets another size."""
        if isinstance(event, QtGui.QResizeEvent) and self.lack is not None:
            self._place()
        return super().eventFilter(watched, event)


def lacking(agenda: Agenda) -> Lack | None:
    """Say what is missing first before anything can be placed; None where nothing is."""
    if not agenda.meeting.days:
        return "days"
    if not agenda.room:
        return "rooms"
    return None if agenda.session else "sessions"
