"""Of what a piece is printed: a day, a room, a delegation, a person; and what else it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.times import long_day
from agendaplanner.ui.labels import named

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.pieces import Piece
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.settings import Settings

_WHAT = (("days", "Day"), ("rooms", "Room"), ("delegations", "Delegation"), ("people", "Person"))
_OUTCOMES = (
    ("objective", "By objective"),
    ("addressee", "By addressee"),
    ("session", "By session"),
    ("stance", "By how they stand"),
)
_STOCK, _CODE = "badge-size", "badge-calendars"
"""What is remembered of a file."""
_CODE_SAYS = (
    "Where a person's calendar is, printed as a code to scan. {person} stands for the name of the person's calendar file, "
    "without its ending; {id} for the person's id."
)


class Filters(QtWidgets.QWidget):
    """What is chosen; fields that make no sense for a piece are not shown."""

    changed = QtCore.Signal()

    def __init__(self, desk: Desk, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        from agendaplanner.printing.handouts.badges import STOCKS
        from agendaplanner.printing.paper import PAPERS
        from agendaplanner.printing.pieces import BOOKLET_SHEETS

        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._holders: dict[str, QtWidgets.QWidget] = {}
        self.choices: dict[str, QtWidgets.QComboBox] = {}
        for what, title in _WHAT:
            box = self.choices[what] = QtWidgets.QComboBox(self)
            box.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self.changed)
            self._add(what, title, box)
        self.each = self._check("each", "A file for each person")
        self.per_session = self._check("per_session", "A sign for each session")
        self.stock = self._box("stock", "Size", [(stock.title, name) for name, stock in STOCKS.items()])
        self.stock.currentIndexChanged.connect(self._keep)
        self.backs = self._check("backs", "Backs, for both sides")
        self.backs.setChecked(True)
        self.code = QtWidgets.QLineEdit(self)
        self.code.setPlaceholderText("https://example.org/people/{person}.ics")
        self.code.setToolTip(_CODE_SAYS)
        self.code.textChanged.connect(self.changed)
        self.code.textChanged.connect(self._keep)
        self._add("calendar_url", "Calendar behind the code", self.code)
        self.by = self._box("by", "Put together", [(title, name) for name, title in _OUTCOMES])
        sheets = [(f"Folded from {PAPERS[name].title}", name) for name in BOOKLET_SHEETS]
        self.booklet = self._box("booklet", "Booklet", [("No", ""), *sheets])

    # layout

    def _add(self, what: str, title: str, widget: QtWidgets.QWidget) -> None:
        holder = self._holders[what] = QtWidgets.QWidget(self)
        holder.setLayout(named(title, widget))
        self._lines.addWidget(holder)

    def _box(self, what: str, title: str, entries: list[tuple[str, str]]) -> QtWidgets.QComboBox:
        box = QtWidgets.QComboBox(self)
        for words, value in entries:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.changed)
        self._add(what, title, box)
        return box

    def _check(self, what: str, words: str) -> QtWidgets.QCheckBox:
        check = self._holders[what] = QtWidgets.QCheckBox(words, self)
        check.toggled.connect(self.changed)
        self._lines.addWidget(check)
        return check

    # what is there to choose

    def offer(self, agenda: Agenda) -> None:
        """Offer what the agenda has; what was chosen stays so where it is still there."""
        offered: dict[str, list[tuple[str, Any]]] = {
            "days": [(long_day(day.date), day.date) for day in agenda.meeting.days],
            "rooms": [(room.name, room.id) for room in agenda.rooms],
            "delegations": sorted((each.name, each.id) for each in agenda.delegation.values()),
            "people": [(person.name, person.id) for person in agenda.people],
        }
        for what, box in self.choices.items():
            known = [(box.itemText(i), box.itemData(i)) for i in range(1, box.count())]
            if known == offered[what] and box.count():
                continue
            before = box.currentData()
            with QtCore.QSignalBlocker(box):
                box.clear()
                box.addItem("All", None)
                for title, value in offered[what]:
                    box.addItem(title, value)
                box.setCurrentIndex(max(box.findData(before), 0))

    def another_file(self) -> None:
        """Show what is remembered of the file that is open now."""
        path = self._desk.document.path if self._desk.document is not None else None
        for what, widget in ((_STOCK, self.stock), (_CODE, self.code)):
            text = self._settings.of_file(path, what) if path is not None else ""
            with QtCore.QSignalBlocker(widget):
                if isinstance(widget, QtWidgets.QComboBox):
                    widget.setCurrentIndex(max(widget.findData(text), 0))
                else:
                    widget.setText(text)

    def _keep(self) -> None:
        path = self._desk.document.path if self._desk.document is not None else None
        if path is not None:
            self._settings.keep_of_file(path, _STOCK, self.stock.currentData())
            self._settings.keep_of_file(path, _CODE, self.code.text().strip())

    def show_for(self, piece: Piece) -> None:
        """Show the fields of a piece."""
        shown = {*piece.by, *piece.options} | ({"each"} if piece.whose is not None else set())
        for what, holder in self._holders.items():
            holder.setVisible(what in shown)

    # what is chosen

    def selection(self, piece: Piece) -> Selection:
        """Give what of the agenda is chosen."""
        from agendaplanner.printing.handouts.selection import Selection

        chosen = {
            what: frozenset({box.currentData()})
            for what, box in self.choices.items()
            if what in piece.by and box.currentData() is not None
        }
        return Selection(**chosen)

    def options(self, piece: Piece) -> dict[str, Any]:
        """Give what else the piece is told."""
        told: dict[str, Any] = {
            "stock": self.stock.currentData(),
            "calendar_url": self.code.text().strip(),
            "backs": self.backs.isChecked(),
            "per_session": self.per_session.isChecked(),
            "by": self.by.currentData(),
            "booklet": self.booklet.currentData(),
        }
        return {name: value for name, value in told.items() if name in piece.options}

    def wants_each(self, piece: Piece) -> bool:
        """Tell whether a file for each person is wanted."""
        return piece.whose is not None and self.each.isChecked()
