"""What is done with the people who are selected: how far their invitations are, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.people import set_invitation
from agendaplanner.ui.labels import ElidedLabel
from agendaplanner.ui.prepare.people.listing import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from agendaplanner.model.kinds import Invitation
    from agendaplanner.ui.desk import Desk

_NEXT: dict[Invitation, Invitation] = {
    "to invite": "invited",
    "invited": "accepted",
    "accepted": "accepted",
    "declined": "declined",
    "waiting list": "accepted",
}
"""By how far an invitation is: what is noted of it next, as a rule."""


def day_of(field: QtWidgets.QDateEdit) -> date:
    """Give the date that a field holds."""
    return cast("date", field.date().toPython())


def date_field(name: str, parent: QtWidgets.QWidget) -> QtWidgets.QDateEdit:
    """Give a field for a date, which is today's."""
    field = QtWidgets.QDateEdit(QtCore.QDate.currentDate(), parent)
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setDisplayFormat("d MMM yyyy")
    field.setCalendarPopup(True)
    field.setFixedWidth(124)
    for day in (QtCore.Qt.DayOfWeek.Saturday, QtCore.Qt.DayOfWeek.Sunday):
        field.calendarWidget().setWeekdayTextFormat(day, QtGui.QTextCharFormat())  # red is for clashes alone
    field.calendarWidget().setVerticalHeaderFormat(QtWidgets.QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    return field


class Inviting(QtWidgets.QFrame):
    """A bar below the list while somebody is selected."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[str, ...] = ()
        self.setProperty("kind", "below")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(8)
        self.who = ElidedLabel(self, kind="strong")
        self.status = QtWidgets.QComboBox(self)
        self.status.setAccessibleName("How far the invitation is")
        for status, word in STATUS_WORDS.items():
            self.status.addItem(word, status)
        self.status.setCurrentIndex(1)
        self.status.setFixedWidth(116)
        self.status.currentIndexChanged.connect(self._dated)
        self.day = date_field("Since when", self)
        self.set = QtWidgets.QPushButton("Set", self)
        self.set.setProperty("kind", "main")
        self.set.setAccessibleName("Set the invitation of those selected")
        self.set.clicked.connect(self._set)
        line.addWidget(self.who, 1)
        line.addWidget(self.status)
        line.addWidget(self.day)
        line.addWidget(self.set)
        self.hide()

    def show_selected(self, ids: Sequence[str]) -> None:
        """Offer to set the invitations of some people; of none nothing is shown."""
        others = self._ids != tuple(ids)
        self._ids = tuple(ids)
        agenda = self._desk.agenda
        if not self._ids or agenda is None:
            self.hide()
            return
        standing: set[Invitation] = {agenda.person[id_].invitation for id_ in self._ids}
        if others and len(standing) == 1:
            self.status.setCurrentIndex(self.status.findData(_NEXT[standing.pop()]))
        one = agenda.person[self._ids[0]].name if len(self._ids) == 1 else ""
        self.who.setText(one or f"{len(self._ids)} selected")
        self.set.setEnabled(self._desk.can_change)
        self.show()

    def _dated(self) -> None:
        self.day.setEnabled(self.status.currentData() != "to invite")  # what has not happened has no date

    def _set(self) -> None:
        ids, status, on = self._ids, cast("Invitation", self.status.currentData()), day_of(self.day)
        done = self._desk.do(lambda now: set_invitation(now, ids, status, on=on))
        if done is not None:
            self._desk.told.emit(done.label, True)
        else:
            self._desk.told.emit("That was noted already.", False)
