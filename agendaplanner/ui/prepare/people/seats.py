"""How many seats the meeting has, how many are taken, and who is next on the waiting list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.people import give_seats, seats, set_limit
from agendaplanner.ui.labels import ElidedLabel

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

MOST_SEATS, NARROW_PX = 100_000, 640


class Seats(QtWidgets.QWidget):
    """The limit, to be changed, and a button that gives the next one a seat."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._next = ""
        self._grid = QtWidgets.QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self.limit = QtWidgets.QSpinBox(self)
        self.limit.setAccessibleName("How many people the meeting takes")
        self.limit.setToolTip("How many people the meeting takes; 0: as many as come")
        self.limit.setRange(0, MOST_SEATS)
        self.limit.setSpecialValueText("No limit")
        self.limit.setFixedWidth(76)
        self.limit.setKeyboardTracking(False)
        self.limit.editingFinished.connect(self._limit_set)
        word = QtWidgets.QLabel("Seats", self)
        word.setProperty("kind", "muted")
        word.setBuddy(self.limit)
        self.said = ElidedLabel(self, kind="muted")
        self.waiting = ElidedLabel(self, kind="muted")
        self.move_up = QtWidgets.QPushButton("Give a seat", self)
        self.move_up.setProperty("kind", "act")
        self.move_up.clicked.connect(self._give)
        self._grid.addWidget(word, 0, 0)
        self._grid.addWidget(self.limit, 0, 1)
        self._grid.addWidget(self.said, 0, 2)
        self._arrange(narrow=False)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Take a second line for who is next where there is no room beside the seats."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < NARROW_PX)

    def _arrange(self, *, narrow: bool) -> None:
        row, first = (1, 0) if narrow else (0, 3)
        self._grid.addWidget(self.waiting, row, first, 1, 3 if narrow else 1)
        self._grid.addWidget(self.move_up, row, 3 if narrow else 4)
        self._grid.setColumnStretch(2, 1 if narrow else 0)
        self._grid.setColumnStretch(3, 0 if narrow else 1)

    def show_seats(self, agenda: Agenda) -> None:
        """Show an agenda's."""
        full = seats(agenda)
        if not self.limit.hasFocus() or self.limit.value() != (full.most or 0):
            with QtCore.QSignalBlocker(self.limit):
                self.limit.setValue(full.most or 0)
        self.limit.setEnabled(self._desk.can_change)
        self._next = full.waiting[0] if full.waiting else ""
        name = agenda.person[self._next].name if self._next else ""
        parts: list[str] = []
        if full.free is not None:
            parts.append(f"{full.free} free" if full.free >= 0 else f"{-full.free} too many have accepted")
        if full.invited:
            parts.append(f"{full.invited} without an answer")
        self.said.setText(" · ".join(parts))
        self.waiting.setText(f"Next on the waiting list: {name}" if name else "")
        self.waiting.setVisible(bool(name))
        self.move_up.setVisible(bool(name))
        is_full = full.free is not None and full.free <= 0
        self.move_up.setEnabled(self._desk.can_change and not is_full)
        self.move_up.setToolTip(
            "No seat is free: somebody must decline first, or the meeting take more people"
            if is_full
            else f"Give {name} a seat: the invitation becomes accepted, as of today"
        )
        self.move_up.setAccessibleName(f"Give {name} a seat" if name else "")

    def _limit_set(self) -> None:
        agenda = self._desk.agenda
        most = self.limit.value() or None
        if agenda is not None and most != agenda.meeting.most_participants:
            done = self._desk.do(lambda now: set_limit(now, most))
            if done is not None:
                self._desk.told.emit(done.label, True)

    def _give(self) -> None:
        person = self._next
        done = self._desk.do(lambda now: give_seats(now, [person], on=date.today()))
        if done is not None:
            self._desk.told.emit(done.label, True)
