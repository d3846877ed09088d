"""The sheet on participants: the funnel, the seats, and the list of people with what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.actions import add
from agendaplanner.model.ids import new_id
from agendaplanner.model.people import funnel, seats
from agendaplanner.model.records import Person
from agendaplanner.ui.files import dropped_files
from agendaplanner.ui.labels import Segments
from agendaplanner.ui.prepare.heading import SIDE_PX, TOP_PX, Heading
from agendaplanner.ui.prepare.people.duplicates import DuplicatesPage, Search
from agendaplanner.ui.prepare.people.funnel import Funnel
from agendaplanner.ui.prepare.people.importing import ImportPage, ask_file
from agendaplanner.ui.prepare.people.inviting import Inviting, date_field, day_of
from agendaplanner.ui.prepare.people.listing import Sieve, delegation_counts, sifted
from agendaplanner.ui.prepare.people.seats import Seats
from agendaplanner.ui.prepare.people.views import PeopleViews
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.prepare.people.views import Shape
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
_KEYS = QtGui.QKeySequence.StandardKey
LIST_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")


class Participants(Sheet):
    """Everybody who takes part, or may: one page of three, beside the import of a list and the duplicates."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self.sieve = Sieve()
        self.search = Search(desk, self)
        self.pages = QtWidgets.QStackedWidget(self)
        whole = QtWidgets.QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._people = QtWidgets.QWidget(self)
        self.importing = ImportPage(desk, look, self)
        self.duplicates = DuplicatesPage(desk, look, self.search, self)
        for page in (self._people, self.importing, self.duplicates):
            self.pages.addWidget(page)
        self.importing.left.connect(self.show_people)
        self.duplicates.left.connect(self.show_people)
        lines = QtWidgets.QVBoxLayout(self._people)
        lines.setContentsMargins(SIDE_PX, TOP_PX, SIDE_PX, TOP_PX)
        lines.setSpacing(8)
        lines.addWidget(self._head())
        self.seats = Seats(desk, self._people)
        lines.addWidget(self.seats)
        self.funnel = Funnel(look, self._people)
        self.funnel.chosen.connect(self._status_chosen)
        lines.addWidget(self.funnel)
        lines.addLayout(self._tools())
        lines.addWidget(self._late_line())
        self.views = PeopleViews(look, self._people)
        self.views.selected.connect(self._selected)
        lines.addWidget(self.views, 1)
        self.nobody = QtWidgets.QLabel(self._people)
        self.nobody.setProperty("kind", "muted")
        self.nobody.setWordWrap(True)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.nobody, 1)
        self.inviting = Inviting(desk, self._people)
        lines.addWidget(self.inviting)
        self.search.found.connect(self._found)
        desk.opened.connect(self._opened)
        self.setAcceptDrops(True)
        self._shape_chosen("table")

    # its parts

    def _head(self) -> Heading:
        self.twice = QtWidgets.QPushButton("Duplicates", self)
        self.twice.setToolTip("Look at people who may be here twice")
        self.twice.clicked.connect(self.show_duplicates)
        self.add = QtWidgets.QPushButton("Add people", self)
        self.add.setProperty("kind", "main")
        menu = QtWidgets.QMenu(self.add)
        menu.addAction("From a file…", self.ask_file)
        menu.addAction("Paste a list", self.paste)
        menu.addSeparator()
        menu.addAction("One person", self.add_one)
        self.add.setMenu(menu)
        about = "Who is invited, who comes, and who waits for a seat."
        self.heading = Heading(self, "Participants", about, buttons=[self.twice, self.add])
        self.title = self.heading.title
        return self.heading

    def _tools(self) -> QtWidgets.QHBoxLayout:
        self.filter = QtWidgets.QLineEdit(self)
        self.filter.setPlaceholderText("Filter people")
        self.filter.setAccessibleName("Filter people")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._words_typed)
        self.delegation = QtWidgets.QComboBox(self)
        self.delegation.setAccessibleName("Delegation")
        self.delegation.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.delegation.setMinimumContentsLength(12)
        self.delegation.activated.connect(self._delegation_chosen)
        self.shape = Segments(self)
        self.shape.setAccessibleName("How people are shown")
        self.shape.offer([("Table", "table"), ("Cards", "cards")])
        self.shape.chosen.connect(self._shape_chosen)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.filter, 3)
        line.addWidget(self.delegation, 2)
        line.addWidget(self.shape)
        return line

    def _late_line(self) -> QtWidgets.QWidget:
        """Give the line that is there while the invited are shown: who has not answered since a day."""
        self.late = QtWidgets.QWidget(self)
        line = QtWidgets.QHBoxLayout(self.late)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.since_on = QtWidgets.QCheckBox("Not answered since", self.late)
        self.since_on.toggled.connect(self._late_changed)
        self.since = date_field("Invited on this day or before, without an answer", self.late)
        self.since.dateChanged.connect(self._late_changed)
        self.late_all = QtWidgets.QPushButton("Select all", self.late)
        self.late_all.setProperty("kind", "act")
        line.addWidget(self.since_on)
        line.addWidget(self.since)
        line.addStretch(1)
        line.addWidget(self.late_all)
        self.late_all.clicked.connect(lambda: self.views.select_all())
        self.late.hide()
        return self.late

    # showing

    def renew(self, agenda: Agenda) -> None:
        """Show an agenda."""
        self.search.ask(agenda)
        if self.pages.currentWidget() is self.importing:
            self.importing.renew(agenda)
            return
        if self.pages.currentWidget() is self.duplicates:
            self.duplicates.renew(agenda)
            return
        self.heading.say(seats(agenda).sentence)
        self.seats.show_seats(agenda)
        self.funnel.show_steps(funnel(agenda))
        self.funnel.mark(self.sieve.status)
        self._offer_delegations(agenda)
        self.add.setEnabled(self.desk.can_change)
        self._show_duplicates_count()
        self._list(agenda)

    def _offer_delegations(self, agenda: Agenda) -> None:
        counts = delegation_counts(agenda)
        if self.sieve.delegation not in {id_ for id_, _, _ in counts}:
            self.sieve = msgspec.structs.replace(self.sieve, delegation="")
        wanted = [("All delegations", ""), *((f"{name} ({number})", id_) for id_, name, number in counts)]
        box = self.delegation
        if wanted != [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
            box.clear()
            for words, id_ in wanted:
                box.addItem(words, id_)
        box.setCurrentIndex(max(box.findData(self.sieve.delegation), 0))

    def _list(self, agenda: Agenda) -> None:
        rows = sifted(agenda, self.sieve)
        self.views.take(rows)
        self.views.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        if not agenda.person:
            self.nobody.setText(
                "Nobody is here yet.\nPaste a list (Ctrl+V) or add people from a file: .csv, .tsv, .xlsx."
            )
        else:
            self.nobody.setText("Nobody is like that. Take words out of the filter, or choose all again.")
        self.late.setVisible(self.sieve.status == "invited")
        self.inviting.show_selected(self.views.ids)

    def _again(self) -> None:
        if self.desk.agenda is not None:
            self._list(self.desk.agenda)

    def _sift(self, **fields: object) -> None:
        self.sieve = msgspec.structs.replace(self.sieve, **fields)
        self._again()

    def _words_typed(self, words: str) -> None:
        self._sift(words=words)

    def _delegation_chosen(self, index: int) -> None:
        self._sift(delegation=cast("str", self.delegation.itemData(index)))

    def _status_chosen(self, status: str) -> None:
        since = self._since if status == "invited" else None
        self._sift(status=status, not_answered_since=since)

    @property
    def _since(self) -> date | None:
        return day_of(self.since) if self.since_on.isChecked() else None

    def _late_changed(self, *_: object) -> None:
        self._sift(not_answered_since=self._since)

    def _shape_chosen(self, shape: Shape) -> None:
        self.shape.mark(shape)
        self.views.show_shape(shape)

    def _selected(self, ids: tuple[str, ...]) -> None:
        self.inviting.show_selected(ids)
        if ids:
            self.desk.inspect("person", ids)

    def _opened(self) -> None:
        """Begin anew with another meeting: what was looked at is of the one before."""
        self.importing.forget()
        self.pages.setCurrentWidget(self._people)
        with QtCore.QSignalBlocker(self.filter), QtCore.QSignalBlocker(self.since_on):
            self.filter.clear()
            self.since_on.setChecked(False)
        self.sieve = Sieve()
        if self.isVisible() and self.desk.agenda is not None:
            self.renew(self.desk.agenda)

    # duplicates

    def _found(self) -> None:
        self._show_duplicates_count()
        if self.pages.currentWidget() is self.duplicates and self.desk.agenda is not None:
            self.duplicates.renew(self.desk.agenda)

    def _show_duplicates_count(self) -> None:
        many = len(self.search.pairs)
        self.twice.setText(f"Duplicates ({many})" if many else "Duplicates")

    def show_people(self) -> None:
        """Go back to the list."""
        self._show(self._people)

    def show_duplicates(self) -> None:
        """Show who may be here twice."""
        self._show(self.duplicates)

    def _show(self, page: QtWidgets.QWidget) -> None:
        self.pages.setCurrentWidget(page)
        if self.desk.agenda is not None:
            self.renew(self.desk.agenda)

    # adding

    def ask_file(self) -> None:
        """Ask for a list, and look at it."""
        document = self.desk.document
        folder = document.path.parent if document is not None and document.path is not None else Path.home()
        chosen = ask_file(self, folder)
        if chosen is not None:
            self.open_list(chosen)

    def open_list(self, path: Path) -> None:
        """Look at a list in a file."""
        if self.importing.open_file(path):
            self._show(self.importing)

    def paste(self) -> None:
        """Look at a list that was copied."""
        if self.desk.can_change and self.importing.open_clipboard(QtGui.QGuiApplication.clipboard().mimeData()):
            self._show(self.importing)

    def add_one(self) -> None:
        """Add somebody, to be named in the details."""
        person = Person(id=new_id("person"), name="New person", invitation="to invite")
        if self.desk.do(lambda now: add(now, person)) is not None:
            self.sieve = Sieve()
            self.filter.clear()
            self.show_people()
            self.views.select([person.id])

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:
        """Take a list that is dragged here from the desktop."""
        if _dropped_list(event.mimeData()) is not None and self.desk.can_change:
            event.acceptProposedAction()

    def dropEvent(self, event: QtGui.QDropEvent) -> None:
        """Look at a list that was dropped here."""
        path = _dropped_list(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_list(path)

    def event(self, event: QtCore.QEvent) -> bool:
        """Take keys before the window does, which would mean sessions by them; a field with the cursor is first."""
        if (
            event.type() == QtCore.QEvent.Type.ShortcutOverride
            and isinstance(event, QtGui.QKeyEvent)
            and (event.matches(_KEYS.Paste) or event.matches(_KEYS.SelectAll) or self._leaves(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Paste a list; select everybody who is shown; go back to the list with Escape."""
        if event.matches(_KEYS.Paste):
            self.paste()
        elif event.matches(_KEYS.SelectAll) and self.pages.currentWidget() is self._people:
            self.views.select_all()
        elif self._leaves(event):
            self.show_people()
        else:
            super().keyPressEvent(event)

    def _leaves(self, event: QtGui.QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.pages.currentWidget() is not self._people

    def stop(self) -> None:
        """Let go of the search."""
        self.search.stop()


def _dropped_list(data: QtCore.QMimeData) -> Path | None:
    """Give the one file that is dragged, if it can be a list of people."""
    paths = dropped_files(data)
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in LIST_ENDINGS else None
