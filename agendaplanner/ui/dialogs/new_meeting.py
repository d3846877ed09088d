"""A new meeting: what it is called, when and where it is, which rooms it has, and what it begins with."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import available_timezones

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.new import MOST_DAYS, Shape, first_monday, local_timezone
from agendaplanner.model.shipped import EMPTY, template_of_days
from agendaplanner.ui.labels import completing, named, restyle

Qt = QtCore.Qt
FIRST_ROOMS = (("Plenary hall", 60), ("Room A", 24), ("Room B", 24))
MOST_ROOMS, MOST_PEOPLE = 60, 20_000
TALL_PX = 168


class NewMeeting(QtWidgets.QDialog):
    """Asks for what is known of a meeting from the start; all of it can be changed in the window."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New meeting")
        self.setMinimumWidth(520)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(12)
        self.title_field = QtWidgets.QLineEdit(self)
        self.title_field.setPlaceholderText("Thematic expert meeting")
        self.city_field = QtWidgets.QLineEdit(self)
        self.zone_field = QtWidgets.QComboBox(self)
        self.zone_field.addItems(sorted(available_timezones()))
        self.zone_field.setCurrentText(local_timezone())
        completing(self.zone_field)
        ahead = first_monday()
        self.first_day_field = QtWidgets.QDateEdit(QtCore.QDate(ahead.year, ahead.month, ahead.day), self)
        self.first_day_field.setCalendarPopup(True)
        self.first_day_field.setDisplayFormat("ddd d MMM yyyy")
        self.days_field = QtWidgets.QSpinBox(self)
        self.days_field.setRange(1, MOST_DAYS)
        self.days_field.setValue(2)
        self.opens_field, self.closes_field = (_time_field(self, hour) for hour in (9, 18))
        self.start_field = QtWidgets.QComboBox(self)
        self.start_field.addItem("Opening, breaks and closing in their places", False)
        self.start_field.addItem("Empty days", True)
        lines.addLayout(named("Title", self.title_field))
        lines.addLayout(_row((named("City", self.city_field), 1), (named("Time zone", self.zone_field), 1)))
        lines.addLayout(
            _row(
                (named("First day", self.first_day_field), 3),
                (named("Days", self.days_field), 1),
                (named("Opens", self.opens_field), 1),
                (named("Closes", self.closes_field), 1),
            )
        )
        lines.addLayout(named("Begin with", self.start_field))
        self.rooms = _Rooms(self)
        lines.addLayout(named("Rooms, the plenary's first", self.rooms.table))
        lines.addWidget(self.rooms)
        self.words = QtWidgets.QLabel("All of it can be changed later.", self)
        self.words.setProperty("kind", "muted")
        self.words.setWordWrap(True)
        lines.addWidget(self.words)
        self._buttons = QtWidgets.QDialogButtonBox(self)
        self._make = self._buttons.addButton("Choose a file…", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self._make, "kind", "main")
        self._buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        lines.addWidget(self._buttons)
        self.title_field.textChanged.connect(self._check)
        self.zone_field.currentTextChanged.connect(self._check)
        self.rooms.table.itemChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        fault = self.fault
        self._make.setEnabled(not fault and bool(self.meeting_title))
        self.words.setText(fault or "All of it can be changed later.")

    @property
    def fault(self) -> str:
        """What is wrong with what was filled in, or ""; a title that is still missing is no fault."""
        names = [name for name, _ in self.rooms.values]
        if self.zone_field.currentText() not in available_timezones():
            return "There is no such time zone. Choose one from the list, such as Europe/Oslo."
        if not names:
            return "A meeting needs at least one room."
        twice = next((name for name in names if names.count(name) > 1), None)
        return f"Two rooms are called {twice}. Give each a name of its own." if twice else ""

    @property
    def meeting_title(self) -> str:
        """What the meeting is called."""
        return self.title_field.text().strip()

    @property
    def city(self) -> str:
        """Where it is."""
        return self.city_field.text().strip()

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        day = self.first_day_field.date()
        return date(day.year(), day.month(), day.day())

    @property
    def timezone(self) -> str:
        """The IANA name of its time zone."""
        return self.zone_field.currentText()

    @property
    def template(self) -> str:
        """The template to make it from."""
        return EMPTY if self.start_field.currentData() else template_of_days(self.days_field.value())

    @property
    def shape(self) -> Shape:
        """Its days, hours and rooms."""
        opens, closes = (time(f.time().hour(), f.time().minute()) for f in (self.opens_field, self.closes_field))
        return Shape(days=self.days_field.value(), opens=opens, closes=closes, rooms=self.rooms.values)


class _Rooms(QtWidgets.QWidget):
    """The rooms: a small table, with buttons below it."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.table = QtWidgets.QTableWidget(0, 2, parent)
        self.table.setHorizontalHeaderLabels(["Name", "People"])
        self.table.verticalHeader().hide()
        self.table.setMaximumHeight(TALL_PX)
        self.table.setTabKeyNavigation(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QtWidgets.QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._add = QtWidgets.QPushButton("Add a room", self)
        self._add.clicked.connect(self._append)
        self._remove = QtWidgets.QPushButton("Remove", self)
        self._remove.setAccessibleName("Remove the selected room")
        self._remove.clicked.connect(self._take_out)
        line.addWidget(self._add)
        line.addWidget(self._remove)
        line.addStretch(1)
        for name, capacity in FIRST_ROOMS:
            self._put(name, capacity)

    @property
    def values(self) -> tuple[tuple[str, int | None], ...]:
        """Name and capacity of each; rows without a name are none."""
        rows = [[self.table.item(row, column) for column in (0, 1)] for row in range(self.table.rowCount())]
        found = [(name.text().strip(), _count(size.text())) for name, size in rows if name and size]
        return tuple((name, size) for name, size in found if name)

    def _put(self, name: str, capacity: int | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, 0, QtWidgets.QTableWidgetItem(name))
        self.table.setItem(row, 1, QtWidgets.QTableWidgetItem(str(capacity or "")))

    def _append(self) -> None:
        if self.table.rowCount() < MOST_ROOMS:
            taken = {name for name, _ in self.values}
            letters = (f"Room {chr(ord('A') + i)}" if i < 26 else f"Room {i + 1}" for i in range(MOST_ROOMS + 1))
            self._put(next(name for name in letters if name not in taken), None)
            self.table.setCurrentCell(self.table.rowCount() - 1, 0)
            self.table.edit(self.table.currentIndex())

    def _take_out(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self.table.itemChanged.emit(QtWidgets.QTableWidgetItem())


def _count(text: str) -> int | None:
    text = text.strip()
    return min(int(text), MOST_PEOPLE) if text.isdecimal() and int(text) else None


def _time_field(parent: QtWidgets.QWidget, hour: int) -> QtWidgets.QTimeEdit:
    field = QtWidgets.QTimeEdit(QtCore.QTime(hour, 0), parent)
    field.setDisplayFormat("HH:mm")
    return field


def _row(*fields: tuple[QtWidgets.QVBoxLayout, int]) -> QtWidgets.QHBoxLayout:
    line = QtWidgets.QHBoxLayout()
    line.setSpacing(12)
    for field, stretch in fields:
        line.addLayout(field, stretch)
    return line
