"""Small dialogs for what comes in the way: they ask who, where and when, and give the change or what it takes to make it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.day import Late, pinned_rooms, running_late, swap_rooms, take_longer, whole_day
from agendaplanner.model.parts import Period
from agendaplanner.model.times import day_of, long_day
from agendaplanner.model.words import listed, session_mark, session_name
from agendaplanner.ui.labels import completing, named, restyle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session

WIDTH = 420
USUAL_LATE_MINUTES = 15


class Happening(QtWidgets.QDialog):
    """What all of them have: fields, a line that says what they will do, a button that shows what would move."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, title: str, says: str) -> None:
        super().__init__(parent)
        self.agenda = agenda
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(20, 18, 20, 18)
        self._lines.setSpacing(12)
        self._fields = QtWidgets.QVBoxLayout()
        self._fields.setSpacing(12)
        self._lines.addLayout(self._fields)
        words = QtWidgets.QLabel(says, self)
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        self._lines.addWidget(words)
        buttons = QtWidgets.QDialogButtonBox(self)
        self.ok = buttons.addButton("Show what moves", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self.ok, "kind", "main")
        self.ok.setDefault(True)
        buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lines.addWidget(buttons)

    def _row(self, *fields: tuple[str, QtWidgets.QWidget, int]) -> None:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(12)
        for name, widget, stretch in fields:
            line.addLayout(named(name, widget), stretch)
        self._fields.addLayout(line)

    def _choice(self, items: Iterable[tuple[str, object]], chosen: object) -> QtWidgets.QComboBox:
        """Give a box that is typed in or chosen from."""
        box = QtWidgets.QComboBox(self)
        for words, value in items:
            box.addItem(words, value)
        completing(box)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else (0 if box.count() else -1))
        return box

    def _days(self) -> QtWidgets.QComboBox:
        box = QtWidgets.QComboBox(self)
        for day in self.agenda.meeting.days:
            box.addItem(long_day(day.date), day.date.isoformat())
        return box

    def _time(self, at: time) -> QtWidgets.QTimeEdit:
        field = QtWidgets.QTimeEdit(QtCore.QTime(at.hour, at.minute), self)
        field.setDisplayFormat("HH:mm")
        return field


class PersonAway(Happening):
    """Somebody drops out, for some days of the meeting or all."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, person: str | None = None) -> None:
        says = "As few sessions as can be move to times at which everybody who is needed is there."
        super().__init__(agenda, parent, "A person drops out", says)
        self.person = self._choice(((p.name, p.id) for p in agenda.people), person)
        self._row(("Who", self.person, 1))
        box = QtWidgets.QHBoxLayout()
        box.setSpacing(16)
        self.days = [QtWidgets.QCheckBox(long_day(day.date), self) for day in agenda.meeting.days]
        for check in self.days:
            check.setChecked(True)
            check.toggled.connect(self._check)
            box.addWidget(check)
        box.addStretch(1)
        label = QtWidgets.QLabel("Away on", self)
        label.setProperty("kind", "small")
        self._fields.addWidget(label)
        self._fields.addLayout(box)
        self._check()

    def _check(self) -> None:
        self.ok.setEnabled(self.person.count() > 0 and any(check.isChecked() for check in self.days))

    @property
    def change(self) -> Change:
        """The change that notes it."""
        pairs = zip(self.days, self.agenda.meeting.days, strict=True)
        periods = [whole_day(day) for check, day in pairs if check.isChecked()]
        return actions.mark_away(self.agenda, self.person.currentData(), periods)


class RoomClosed(Happening):
    """A room closes for a while."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, room: str | None = None) -> None:
        says = "As few sessions as can be move out of the room, to other rooms or times."
        super().__init__(agenda, parent, "A room closes", says)
        days = agenda.meeting.days
        self.room = self._choice(((r.name, r.id) for r in agenda.rooms), room)
        self.day = self._days()
        self.begin = self._time(days[0].opens.time() if days else time(9))
        self.end = self._time(days[0].closes.time() if days else time(18))
        self.reason = QtWidgets.QLineEdit(self)
        self.reason.setPlaceholderText("painting")
        self._row(("Room", self.room, 1))
        self._row(("Day", self.day, 2), ("From", self.begin, 1), ("To", self.end, 1))
        self._row(("Why (shown on the timeline)", self.reason, 1))
        self.begin.timeChanged.connect(self._check)
        self.end.timeChanged.connect(self._check)
        self._check()

    def _check(self, *_: object) -> None:
        self.ok.setEnabled(self.room.count() > 0 and self.day.count() > 0 and self.begin.time() != self.end.time())

    @property
    def change(self) -> Change:
        """The change that closes it."""
        during = _period(self.day, self.begin, self.end, self.reason.text().strip())
        return actions.close_room(self.agenda, self.room.currentData(), [during])


class TakesLonger(Happening):
    """A session needs more time than it has."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, session: Session) -> None:
        super().__init__(
            agenda, parent, "A session takes longer", "As few sessions as can be make way for what it takes more."
        )
        self.session = session
        title = QtWidgets.QLabel(session_name(session), self)
        title.setProperty("kind", "strong")
        title.setWordWrap(True)
        self._fields.addWidget(title)
        self.minutes = QtWidgets.QSpinBox(self)
        self.minutes.setRange(5, 24 * 60)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(session.duration_minutes + 15)
        self._row(("Minutes", self.minutes, 1))

    @property
    def change(self) -> Change:
        """The change that gives it the time."""
        return take_longer(self.agenda, self.session.id, self.minutes.value())


class RunningLate(Happening):
    """The rest of a day begins later."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, since: datetime, room: str | None = None) -> None:
        says = "What begins then or later is pushed. What is pinned in time stays, and makes the delay good."
        super().__init__(agenda, parent, "Running late", says)
        day = day_of(agenda.meeting, since)
        self.minutes = QtWidgets.QSpinBox(self)
        self.minutes.setRange(1, 240)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(USUAL_LATE_MINUTES)
        self.room = self._choice([("All rooms", ""), *((r.name, r.id) for r in agenda.rooms)], room or "")
        self.day = self._days()
        self.day.setCurrentIndex(max(self.day.findData(day.date.isoformat()) if day is not None else 0, 0))
        self.since = self._time(since.time())
        self.breaks = QtWidgets.QCheckBox("Breaks may be shorter", self)
        self.pinned_breaks = QtWidgets.QCheckBox("Pinned breaks and meals move as well", self)
        self._row(("Minutes late", self.minutes, 1), ("Where", self.room, 2))
        self._row(("Day", self.day, 2), ("From", self.since, 1))
        self._fields.addWidget(self.pinned_breaks)
        self._fields.addWidget(self.breaks)

    @property
    def moment(self) -> datetime:
        """From when on."""
        return _moment(self.day, self.since)

    @property
    def late(self) -> Late:
        """What it comes to.

        Raises:
            UsageError: It makes no sense.
        """
        room = self.room.currentData() or None
        return running_late(
            self.agenda,
            self.moment,
            self.minutes.value(),
            room=room,
            shorten_breaks=self.breaks.isChecked(),
            move_breaks=self.pinned_breaks.isChecked(),
        )

    def notes(self, late: Late) -> tuple[str, ...]:
        """Say what the delay does besides pushing."""
        session = self.agenda.session
        said = (
            (late.stuck, "{} would run into what is pinned, and cannot be shortened enough."),
            (late.kept, "On time again from {} on, which stays."),
            (late.shortened, "{} shorter."),
        )
        found: list[str] = []
        for ids, words in said:
            if ids:
                verb = "is" if len(ids) == 1 and words.endswith("shorter.") else "are" if "shorter." in words else ""
                marks = listed((session_mark(session[s]) for s in ids), most=4)
                found.append(words.format(f"{marks} {verb}".strip()))
        return tuple(found)


class SwapRooms(Happening):
    """Two rooms change places."""

    def __init__(self, agenda: Agenda, parent: QtWidgets.QWidget, room: str | None = None) -> None:
        says = "What begins in one of the rooms then goes to the other. What is pinned to its room stays."
        super().__init__(agenda, parent, "Swap rooms", says)
        rooms = [(r.name, r.id) for r in agenda.rooms]
        first = room or (rooms[0][1] if rooms else None)
        second = next((id_ for _, id_ in rooms if id_ != first), None)
        self.first, self.second = self._choice(rooms, first), self._choice(rooms, second)
        self.day = self._days()
        self.day.insertItem(0, "All days", "")
        self.day.setCurrentIndex(0)
        self.begin, self.end = self._time(time(0)), self._time(time(23, 59))
        self._row(("Room", self.first, 1), ("With", self.second, 1))
        self._row(("Day", self.day, 2), ("From", self.begin, 1), ("To", self.end, 1))
        for box in (self.first, self.second, self.day):
            box.currentIndexChanged.connect(self._check)
        self._check()

    def _check(self, *_: object) -> None:
        self.ok.setEnabled(self.first.currentData() != self.second.currentData())
        for field in (self.begin, self.end):
            field.setEnabled(bool(self.day.currentData()))

    @property
    def during(self) -> Period | None:
        """When; None: always."""
        return _period(self.day, self.begin, self.end) if self.day.currentData() else None

    @property
    def change(self) -> Change:
        """The change that swaps them."""
        return swap_rooms(self.agenda, self.first.currentData(), self.second.currentData(), self.during)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what stays where it is."""
        ids = pinned_rooms(self.agenda, self.first.currentData(), self.second.currentData(), self.during)
        marks = listed(session_mark(self.agenda.session[s]) for s in ids)
        return (f"Pinned to its room and stays: {marks}.",) if ids else ()


def _moment(day: QtWidgets.QComboBox, at: QtWidgets.QTimeEdit) -> datetime:
    clock = at.time()
    return datetime.combine(date.fromisoformat(day.currentData()), time(clock.hour(), clock.minute()))


def _period(day: QtWidgets.QComboBox, begin: QtWidgets.QTimeEdit, end: QtWidgets.QTimeEdit, reason: str = "") -> Period:
    """Give a period of a day; one that ends before it begins ends after midnight."""
    start, stop = _moment(day, begin), _moment(day, end)
    return Period(start=start, end=stop if stop > start else stop + timedelta(days=1), reason=reason)
