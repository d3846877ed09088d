"""The fields of one session that are looked at most: title, number, track, place, roles, papers, what is wrong with it.

What is typed is checked; what is left is written at once. All other fields are in the form beneath.
"""

from __future__ import annotations

import html
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.times import clock, short_day
from agendaplanner.model.words import session_mark
from agendaplanner.ui.fields.reading import clock_time
from agendaplanner.ui.keys_first import Escape, UndoPasses
from agendaplanner.ui.labels import named, restyle
from agendaplanner.ui.panels.papers import PapersLine
from agendaplanner.ui.panels.roles import RoleRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

WAITS = "waits"
SHORT_PX = 60
"""How wide a field is in which a time or a number stands."""
HERE = frozenset({"title", "number", "track", "start", "room", "minutes", "pinned"})
"""The fields that are here, by their ids in the catalogue; the roles are here as well."""


class SessionFields(QtWidgets.QWidget):
    """The fields of a session."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agenda: Agenda | None = None
        self._id: str | None = None
        self._filling = False
        self._shown_minutes = 0
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        self.heading = QtWidgets.QLabel(self)
        self.heading.setProperty("kind", "heading")
        lines.addWidget(self.heading)
        lines.addLayout(self._top_fields())
        lines.addLayout(self._place_fields())
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        lines.addWidget(self.fault)
        self.findings = QtWidgets.QLabel(self)
        self.findings.setWordWrap(True)
        self.findings.setTextFormat(QtCore.Qt.TextFormat.RichText)
        lines.addWidget(self.findings)
        self.roles = RoleRows(desk, look, self)
        lines.addWidget(self.roles)
        self.papers = PapersLine(desk, self)
        lines.addWidget(self.papers)
        self._look = look

    def _top_fields(self) -> QtWidgets.QLayout:
        lines = QtWidgets.QVBoxLayout()
        lines.setSpacing(8)
        self.title = QtWidgets.QLineEdit(self)
        self.title.editingFinished.connect(self._title_typed)
        lines.addLayout(named("Title", self.title))
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.number = QtWidgets.QLineEdit(self)
        self.number.setFixedWidth(56)
        self.number.editingFinished.connect(self._number_typed)
        self.track = QtWidgets.QComboBox(self)
        self.track.activated.connect(self._track_chosen)
        line.addLayout(named("Number", self.number))
        line.addLayout(named("Track", self.track), 1)
        lines.addLayout(line)
        return lines

    def _place_fields(self) -> QtWidgets.QLayout:
        lines = QtWidgets.QVBoxLayout()
        lines.setSpacing(8)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(6)
        self.day = QtWidgets.QComboBox(self)
        self.day.setMinimumContentsLength(4)
        self.day.activated.connect(self._place_chosen)
        self.start = QtWidgets.QLineEdit(self)
        self.start.setPlaceholderText("09:00")
        self.start.editingFinished.connect(self._place_chosen)
        self.minutes = QtWidgets.QSpinBox(self)
        self.minutes.setRange(1, 24 * 60)
        self.minutes.setKeyboardTracking(False)
        self.minutes.editingFinished.connect(self._minutes_typed)
        line.addLayout(named("Day", self.day), 1)
        line.addLayout(named("Start", self.start))
        lines.addLayout(line)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(6)
        self.room = QtWidgets.QComboBox(self)
        self.room.setMinimumContentsLength(4)
        self.room.activated.connect(self._place_chosen)
        line.addLayout(named("Room", self.room), 1)
        line.addLayout(named("Minutes", self.minutes))
        for field in (self.start, self.minutes):
            field.setFixedWidth(SHORT_PX)
        lines.addLayout(line)
        self._give_up_with_escape()
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(16)
        self.pin_time = QtWidgets.QCheckBox("Pin time", self)
        self.pin_room = QtWidgets.QCheckBox("Pin room", self)
        for box in (self.pin_time, self.pin_room):
            box.setToolTip("Planning leaves what is pinned where it is")
            box.clicked.connect(self._pinned)
            line.addWidget(box)
        line.addStretch(1)
        lines.addLayout(line)
        return lines

    def _give_up_with_escape(self) -> None:
        """Let Escape put back what stood in a field."""
        for field in (self.title, self.number, self.start):
            Escape(field, partial(self._put_back, field), field.isModified)
            UndoPasses(field)
        minutes = self.minutes.lineEdit()
        Escape(self.minutes, lambda: self.minutes.setValue(self._shown_minutes), lambda: self._is_other(minutes.text()))

    def _is_other(self, minutes: str) -> bool:
        return minutes != str(self._shown_minutes)

    def _put_back(self, field: QtWidgets.QLineEdit) -> None:
        field.setModified(False)
        self._say_fault(None, "")
        if self._agenda is not None and self._id is not None and self._id in self._agenda.session:
            self.show_session(self._agenda, self._agenda.session[self._id])

    # showing

    def show_session(self, agenda: Agenda, session: Session) -> None:
        """Show a session."""
        if session.id != self._id:
            self._say_fault(None, "")
        self._agenda, self._id, self._filling = agenda, session.id, True
        name = f"Session {session_mark(session)}" if session.number else session.kind.capitalize()
        self.heading.setText(name + (" · cancelled" if session.is_cancelled else ""))
        # a field that is being typed in keeps what was typed
        place = session.placement
        begins = clock(place.start) if place is not None else ""
        for field, text in ((self.title, session.title), (self.number, session.number), (self.start, begins)):
            if not (field.hasFocus() and field.isModified()) and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self._fill_choices(agenda, session)
        self._shown_minutes = session.duration_minutes
        if not self.minutes.hasFocus():
            self.minutes.setValue(session.duration_minutes)
        self.start.setEnabled(place is not None and self._desk.can_change)
        for box, on in ((self.pin_time, session.pinned_time), (self.pin_room, session.pinned_room)):
            box.setChecked(on)
            box.setEnabled(place is not None and self._desk.can_change)
        for field in (self.title, self.number, self.track, self.day, self.minutes, self.room):
            field.setEnabled(self._desk.can_change)
        self.room.setEnabled(self._desk.can_change and session.takes_room)
        self._show_findings(session)
        self.roles.show_roles(agenda, session)
        self.papers.show_papers(agenda, session)
        self._filling = False

    def _fill_choices(self, agenda: Agenda, session: Session) -> None:
        place = session.placement
        days: list[tuple[str, object]] = [(short_day(day.date), day.date) for day in agenda.meeting.days]
        on = place.start.date() if place is not None else WAITS
        if place is not None and all(date != on for _, date in days):
            days.append((short_day(place.start), on))
        _fill(self.day, [("Waiting", WAITS), *days], on)
        _fill(self.track, [("No track", None), *((track.name, track.id) for track in agenda.tracks)], session.track)
        rooms: list[tuple[str, object]] = [
            (f"{room.name} · {room.capacity}" if room.capacity is not None else room.name, room.id)
            for room in agenda.rooms
        ]
        none = "No room yet" if session.takes_room else "Takes no room"
        _fill(self.room, [(none, None), *rooms], place.room if place is not None else None)

    def _show_findings(self, session: Session) -> None:
        found = self._desk.findings_of(session.id)
        colours = self._look.colours
        rows = [
            f'<p style="margin:0 0 4px 0; color:{colours.clash if f.severity == "clash" else colours.warning}">'
            f"{html.escape(f.message)}</p>"
            for f in found
        ]
        self.findings.setText("".join(rows))
        self.findings.setVisible(bool(rows))

    # changing

    def _change(self, field: QtWidgets.QWidget, make: Callable[[Agenda, Session], Change]) -> None:
        """Ask for a change; a fault is shown at the field."""
        id_ = self._id
        if self._filling or id_ is None or not self._desk.can_change:
            return

        def change(agenda: Agenda) -> Change:
            session = agenda.session.get(id_)
            return make(agenda, session) if session is not None else actions.NOTHING

        try:
            self._desk.try_to(change, origin=self)
        except AgendaError as error:
            self._say_fault(field, str(error))
        else:
            self._say_fault(None, "")

    def _say_fault(self, field: QtWidgets.QWidget | None, words: str) -> None:
        for each in (self.title, self.number, self.start, self.minutes):
            restyle(each, "faulty", each is field)
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _set(self, field: QtWidgets.QWidget, **fields: Any) -> None:
        self._change(field, lambda agenda, session: actions.set_fields(agenda, session, **fields))

    def _title_typed(self) -> None:
        self.title.setModified(False)
        if not self.title.text().strip():
            self._say_fault(self.title, "A session needs a title.")
            return
        self._set(self.title, title=self.title.text().strip())

    def _number_typed(self) -> None:
        self.number.setModified(False)
        self._set(self.number, number=self.number.text().strip())

    def _minutes_typed(self) -> None:
        self._set(self.minutes, duration_minutes=self.minutes.value())

    def _track_chosen(self) -> None:
        self._set(self.track, track=self.track.currentData())

    def _place_chosen(self) -> None:
        day, room = self.day.currentData(), self.room.currentData()
        at = clock_time(self.start.text()) if self.start.text() else time(0)
        self.start.setModified(False)
        if at is None:
            self._say_fault(self.start, f"{self.start.text()!r} is no time. Write it as 09:30.")
            return

        def make(agenda: Agenda, session: Session) -> Change:
            if day == WAITS and (room is None or session.placement is not None):
                return actions.unplace(agenda, [session.id])
            date = agenda.meeting.days[0].date if day == WAITS else day
            where = room if session.takes_room else None
            if session.takes_room and where is None:
                where = next((each.id for each in agenda.rooms), None)
            start = datetime.combine(date, at)
            opens = next((each.opens for each in agenda.meeting.days if each.date == date), None)
            if session.placement is None and opens is not None and start < opens:
                start = opens
            return actions.move(agenda, session.id, start, where)

        self._change(self.start, make)

    def _pinned(self) -> None:
        time_, room = self.pin_time.isChecked(), self.pin_room.isChecked()
        self._change(self.pin_time, lambda agenda, session: actions.pin(agenda, [session.id], time=time_, room=room))


def _fill(box: QtWidgets.QComboBox, choices: list[tuple[str, Any]], chosen: object) -> None:
    """Offer choices, touching the box only where they are others than before."""
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != choices:
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
        box.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setCurrentIndex(next((i for i, (_, value) in enumerate(choices) if value == chosen), 0))
