"""The meeting in a few lines, shown where no session is selected, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.times import when
from agendaplanner.ui.fields.wording import plural_of

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk


class MeetingFacts(QtWidgets.QWidget):
    """Title, place, days, how much of everything there is, and the next step."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        head = QtWidgets.QLabel("Meeting", self)
        head.setProperty("kind", "heading")
        lines.addWidget(head)
        self.title, self.place, self.days, self.counts, self.next = (self._label(lines) for _ in range(5))
        self.title.setProperty("kind", "strong")
        for label in (self.place, self.days, self.counts):
            label.setProperty("kind", "muted")
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        self._renew()

    def _label(self, lines: QtWidgets.QVBoxLayout) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(self)
        label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        lines.addWidget(label)
        return label

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        if agenda is None:
            return
        meeting = agenda.meeting
        self.title.setText(meeting.title)
        self.place.setText("\n".join(filter(None, [meeting.venue, meeting.city, f"Times are {meeting.timezone}"])))
        self.days.setText("\n".join(when(day.opens, day.closes) for day in meeting.days))
        counts = [(kind, len(agenda.table(kind))) for kind in ("session", "room", "person", "paper")]
        self.counts.setText("\n".join(plural_of(kind, number) for kind, number in counts if number))
        self.next.setText(next_step(agenda))
        for label in (self.place, self.days, self.counts):
            label.setVisible(bool(label.text()))


def next_step(agenda: Agenda) -> str:
    """Say what an organiser would do next."""
    if not agenda.meeting.days:
        return "Give the meeting its days and their hours below, under “Days and times”."
    if not agenda.room:
        return "Add the rooms: List shows them as a table, to be typed or pasted from a spreadsheet."
    if not agenda.session:
        return "Add the first session with Ctrl+Shift+N, or read a schedule with Import in the menu."
    if agenda.waiting:
        return "Plan finds a place for what waits. Or drag it to where you want it: what is green is free."
    return "Select a session to change it. Drag it, or move it with Alt and the arrow keys."
