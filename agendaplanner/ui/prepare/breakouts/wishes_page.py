"""The page of wishes: the table with what fills it from the clipboard or a file, and who must be together or apart."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.exchange.people_rows import cells_table, read_table, text_table
from agendaplanner.exchange.wishes_table import read_wishes
from agendaplanner.model.breakouts import add_company, set_rank, set_wishes
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.files import read_bytes
from agendaplanner.model.words import listed
from agendaplanner.ui.prepare.breakouts.wishes import WishesTable
from agendaplanner.ui.tables.clipboard import read_cells

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from agendaplanner.exchange.people_rows import Table
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Person
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"


class WishesPage(QtWidgets.QWidget):
    """Ranked wishes of people for the sessions of a round."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._round: tuple[str, ...] = ()
        self._people: tuple[Person, ...] = ()
        self._coming: Collection[str] = ()
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.looked_for = QtWidgets.QLineEdit(self)
        self.looked_for.setPlaceholderText("Find a person")
        self.looked_for.setAccessibleName("Find a person")
        self.looked_for.setClearButtonEnabled(True)
        self.looked_for.textChanged.connect(self._show_people)
        line.addWidget(self.looked_for, 1)
        self.paste_button = QtWidgets.QPushButton("Paste", self)
        self.paste_button.setToolTip("Wishes copied from a spreadsheet, with headings: a name, then choices (Ctrl+V)")
        self.paste_button.clicked.connect(self.paste)
        self.import_button = QtWidgets.QPushButton("Import…", self)
        self.import_button.setToolTip("Wishes from a table (CSV or Excel), matched by name or address")
        self.import_button.clicked.connect(self.ask_import)
        line.addWidget(self.paste_button)
        line.addWidget(self.import_button)
        lines.addLayout(line)
        self.table = WishesTable(look, self)
        self.table.ranked.connect(self._rank)
        self.table.pasted.connect(self.paste)
        self.table.people_chosen.connect(self._renew_buttons)
        lines.addWidget(self.table, 1)
        lines.addLayout(self._foot())

    def _foot(self) -> QtWidgets.QLayout:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        key = QtWidgets.QLabel(
            "Type 1, 2, 3 or click. Shaded: where they are. • has a part. Grey: not coming, or needed elsewhere.", self
        )
        key.setProperty("kind", "small")
        key.setWordWrap(True)
        line.addWidget(key, 1)
        self.together = QtWidgets.QPushButton("Together", self)
        self.together.setToolTip("The people whose lines are chosen must be in the same breakout")
        self.together.clicked.connect(partial(self._tie, together=True))
        self.apart = QtWidgets.QPushButton("Apart", self)
        self.apart.setToolTip("No two of the people whose lines are chosen may be in the same breakout")
        self.apart.clicked.connect(partial(self._tie, together=False))
        for button in (self.together, self.apart):
            button.setProperty("kind", "act")
            line.addWidget(button)
        return line

    def show_wishes(
        self, agenda: Agenda, people: Sequence[Person], round_: tuple[str, ...], coming: Collection[str]
    ) -> None:
        """Show the wishes of some people for the sessions of a round; an allocation counts those who are coming."""
        self._people, self._round, self._coming = tuple(people), round_, coming
        self._show_people(agenda=agenda)

    def _show_people(self, _text: str = "", *, agenda: Agenda | None = None) -> None:
        agenda = agenda or self._desk.agenda
        if agenda is None or any(s not in agenda.session for s in self._round):
            return
        wanted = self.looked_for.text().casefold().strip()
        shown = [p for p in self._people if wanted in f"{p.name} {p.organisation} {p.community}".casefold()]
        self.table.wishes.show(agenda, shown, self._round, self._coming)
        self._renew_buttons()

    def _renew_buttons(self) -> None:
        can = self._desk.can_change
        several = len(self.table.chosen_people) > 1
        self.together.setEnabled(can and several)
        self.apart.setEnabled(can and several)
        self.paste_button.setEnabled(can)
        self.import_button.setEnabled(can)

    def _rank(self, person: str, session: str, rank: int | None) -> None:
        self._desk.do(lambda agenda: set_rank(agenda, person, session, rank, self._round), origin=self)

    def _tie(self, _checked: bool = False, *, together: bool) -> None:
        people = self.table.chosen_people
        done = self._desk.do(lambda agenda: add_company(agenda, people, together=together), origin=self)
        if done is not None:
            self._desk.told.emit(done.label, True)

    # tables

    @QtCore.Slot()
    def paste(self) -> None:
        """Take in wishes from the clipboard: a table with headings, or ranks for the cells from the current one on."""
        data = QtGui.QGuiApplication.clipboard().mimeData()
        cells = read_cells(data.text(), data.html() if data.hasHtml() else "")
        ranks = [[_rank_of(cell) for cell in row] for row in cells]
        if cells and self.table.current_cell is not None and all(rank is not False for row in ranks for rank in row):
            self._paste_ranks([[rank or None for rank in row] for row in ranks])
            return
        try:
            # text that was copied from elsewhere than a spreadsheet may have semicolons or commas
            has_columns = any(len(row) > 1 for row in cells)
            source = "the clipboard"
            table = cells_table(cells, source=source) if has_columns else text_table(data.text(), source=source)
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self._take(table)

    def _paste_ranks(self, ranks: list[list[int | None]]) -> None:
        index, wishes = self.table.currentIndex(), self.table.wishes
        first = index.column() - 1
        wanted: dict[str, list[str]] = {}
        for line, row in zip(wishes.lines[index.row() :], ranks, strict=False):
            whole = list(line.ranks)
            whole[first : first + len(row)] = row[: len(whole) - first]
            ranked = sorted((rank, i) for i, rank in enumerate(whole) if rank is not None)
            wanted[line.id] = [wishes.sessions[i].id for _, i in ranked]
        self._tell(self._desk.do(lambda agenda: set_wishes(agenda, wanted, self._round), origin=self), ())

    @QtCore.Slot()
    def ask_import(self) -> None:
        """Ask for a file of wishes, and take it in."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self, "Wishes for breakouts", "", TABLES)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """Take in a file of wishes."""
        try:
            table = read_table(read_bytes(path), source=path.name)
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self._take(table)

    def _take(self, table: Table) -> None:
        agenda = self._desk.agenda
        if agenda is None:
            return
        try:
            found = read_wishes(agenda, table)
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self._tell(self._desk.do(lambda _: found.change, origin=self), found.unknown)

    def _tell(self, done: Change | None, unknown: Sequence[str]) -> None:
        words = f"{done.label}." if done is not None else "These wishes are known already."
        if unknown:
            words += f" Not among the people of the meeting: {listed(unknown, most=6)}."
        self._desk.told.emit(words, done is not None)


def _rank_of(cell: str) -> int | bool | None:
    """Give the rank that a cell holds, None where it is empty, and False where it holds something else."""
    text = cell.strip()
    return None if not text else int(text) if text.isdecimal() and len(text) < 3 else False
