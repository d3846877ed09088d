"""A list of people is looked at before it is taken in: its columns, what each row becomes, what does not fit."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.duplicates import Known
from agendaplanner.exchange.people_rows import cells_table, read_table, text_table
from agendaplanner.exchange.people_table import AS_NEW, LEAVE_OUT, look_at_people
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.files import read_bytes
from agendaplanner.model.words import counted
from agendaplanner.ui.labels import ElidedLabel, Segments
from agendaplanner.ui.prepare.heading import SIDE_PX, TOP_PX
from agendaplanner.ui.prepare.people.columns import SHOWN_LINES, Columns
from agendaplanner.ui.prepare.people.fates import FateTable, fate_words, needs_look, summary
from agendaplanner.ui.tables.clipboard import read_cells

if TYPE_CHECKING:
    from agendaplanner.exchange.people_rows import Table
    from agendaplanner.exchange.people_table import PeopleTable
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

LISTS = "Lists of people (*.csv *.tsv *.txt *.xlsx);;All files (*)"
MOST_BYTES = 32 * 1024 * 1024
ALL, TO_LOOK_AT = "all", "look"
LOW_PX = 640


class ImportPage(QtWidgets.QWidget):
    """The preview of an import; nothing is changed until the main button is pressed, and then all at once."""

    left = QtCore.Signal()
    """Whoever is here wants back to the list."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table: Table | None = None
        self._fields: list[str] | None = None
        self._headed: bool | None = None
        self._choices: dict[int, str] = {}
        self._known: Known | None = None
        self.found: PeopleTable | None = None
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(SIDE_PX, TOP_PX, SIDE_PX, TOP_PX)
        lines.setSpacing(8)
        lines.addLayout(self._head())
        self.said = QtWidgets.QLabel(self)
        self.said.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        lines.addWidget(self.said)
        columns = QtWidgets.QHBoxLayout()
        heading = QtWidgets.QLabel("Columns", self)
        heading.setProperty("kind", "heading")
        self.headed = QtWidgets.QCheckBox("The first line has headings", self)
        self.headed.clicked.connect(self._headed_clicked)
        columns.addWidget(heading)
        columns.addStretch(1)
        columns.addWidget(self.headed)
        lines.addLayout(columns)
        self.columns = Columns(self)
        self.columns.changed.connect(self._columns_changed)
        lines.addWidget(self.columns)
        rows = QtWidgets.QHBoxLayout()
        heading = QtWidgets.QLabel("Rows", self)
        heading.setProperty("kind", "heading")
        self.which = Segments(self)
        self.which.setAccessibleName("Which rows are shown")
        self.which.chosen.connect(self._which_chosen)
        rows.addWidget(heading)
        rows.addStretch(1)
        rows.addWidget(self.which)
        lines.addLayout(rows)
        self.rows = FateTable(look, self)
        self.rows.selectionModel().selectionChanged.connect(self._row_chosen)
        lines.addWidget(self.rows, 1)
        lines.addWidget(self._choosing())
        self._shown = ALL

    def _head(self) -> QtWidgets.QHBoxLayout:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        back = QtWidgets.QPushButton("‹ Participants", self)
        back.setProperty("kind", "link")
        back.setAccessibleName("Back to the participants; nothing is imported")
        back.clicked.connect(self.left)
        self.title = ElidedLabel(self, kind="title")
        self.take = QtWidgets.QPushButton(self)
        self.take.setProperty("kind", "main")
        self.take.clicked.connect(self._take)
        line.addWidget(back)
        line.addWidget(self.title, 1)
        line.addWidget(self.take)
        return line

    def _choosing(self) -> QtWidgets.QWidget:
        bar = QtWidgets.QFrame(self)
        bar.setProperty("kind", "below")
        lines = QtWidgets.QVBoxLayout(bar)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.setSpacing(6)
        self.why = QtWidgets.QLabel(bar)
        self.why.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        buttons = QtWidgets.QHBoxLayout()
        buttons.setSpacing(8)
        self.same = QtWidgets.QPushButton(bar)
        self.same.clicked.connect(self._choose_same)
        self.new = QtWidgets.QPushButton("Somebody new", bar)
        self.new.clicked.connect(partial(self._choose, AS_NEW))
        self.out = QtWidgets.QPushButton("Leave out", bar)
        self.out.clicked.connect(partial(self._choose, LEAVE_OUT))
        for button in (self.same, self.new, self.out):
            button.setProperty("kind", "act")
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines.addWidget(self.why)
        lines.addLayout(buttons)
        self._bar = bar
        return bar

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Leave most of a low window to the rows."""
        super().resizeEvent(event)
        self.columns.show_lines(SHOWN_LINES if self.height() > LOW_PX else SHOWN_LINES // 2)

    # what is looked at

    def open_file(self, path: Path) -> bool:
        """Look at a file; tells whether it could be read."""
        try:
            return self.show_table(read_table(read_bytes(path, most=MOST_BYTES), source=path.name))
        except AgendaError as error:
            self._desk.failed.emit(error)
            return False

    def open_clipboard(self, data: QtCore.QMimeData | None) -> bool:
        """Look at what was copied from a spreadsheet, a mail or a text; tells whether there is anything."""
        markup = data.html() if data is not None and data.hasHtml() else ""
        text = data.text() if data is not None and data.hasText() else ""
        try:
            if "<table" in markup.lower():
                return self.show_table(cells_table(read_cells(text, markup), source="the clipboard"))
            return self.show_table(text_table(text, source="the clipboard"))
        except AgendaError as error:
            self._desk.failed.emit(error)
            return False

    def show_table(self, table: Table) -> bool:
        """Have a list looked at when the page is shown; tells whether there is anything in it."""
        if not table.rows:
            self._desk.told.emit("There is no list to import. Copy one, with its headings, and paste it here.", False)
            return False
        self._table, self._fields, self._headed, self._choices = table, None, None, {}
        self._shown = ALL
        self.title.setText(f"Import from {table.source}")
        return True

    def forget(self) -> None:
        """Look at nothing."""
        self._table = self.found = self._known = None

    def renew(self, agenda: Agenda) -> None:
        """Say what becomes of the list in the agenda as it stands."""
        if self._table is None:
            return
        self._choices = {
            row: what for row, what in self._choices.items() if what in (AS_NEW, LEAVE_OUT) or what in agenda.person
        }
        if self._known is None or self._known.people != agenda.people:
            self._known = Known(agenda.people)
        QtGui.QGuiApplication.setOverrideCursor(QtCore.Qt.CursorShape.WaitCursor)  # a long list takes a second
        try:
            found = self.found = look_at_people(
                agenda,
                self._table,
                fields=self._fields,
                has_headings=self._headed,
                choices=self._choices,
                known=self._known,
            )
        finally:
            QtGui.QGuiApplication.restoreOverrideCursor()
        self.headed.setChecked(found.has_headings)
        self.columns.show_columns(found.layout)
        self.said.setText(found.problem or summary(found))
        people = len(found.added) + len(found.completed)
        self.take.setText(f"Import {counted(people, 'person', 'people')}" if people else "Nothing to import")
        self.take.setEnabled(bool(people) and self._desk.can_change)
        looks = sum(map(needs_look, found.rows))
        self.which.offer([(f"All {len(found.rows)}", ALL), (f"To look at {looks}", TO_LOOK_AT)])
        self.which.mark(self._shown)
        self._show_rows(agenda)

    def _show_rows(self, agenda: Agenda) -> None:
        if self.found is None:
            return
        chosen = {row.row for row in self.rows.chosen}
        rows = [row for row in self.found.rows if self._shown == ALL or needs_look(row)]
        self.rows.fates.take(agenda, rows)
        selection = QtCore.QItemSelection()
        for i, row in enumerate(rows):
            if row.row in chosen:
                selection.select(self.rows.fates.index(i, 0), self.rows.fates.index(i, 2))
        self.rows.selectionModel().select(selection, QtCore.QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._row_chosen()

    def _which_chosen(self, which: str) -> None:
        self._shown = which
        self.which.mark(which)
        if self._desk.agenda is not None:
            self._show_rows(self._desk.agenda)

    def _headed_clicked(self, on: bool) -> None:
        self._headed, self._fields = on, None
        self._again()

    def _columns_changed(self, fields: list[str]) -> None:
        self._fields, self._headed = fields, self.headed.isChecked()
        self._again()

    def _again(self) -> None:
        if self._desk.agenda is not None:
            self.renew(self._desk.agenda)

    # what is chosen for rows

    def _row_chosen(self, *_: object) -> None:
        agenda, rows = self._desk.agenda, self.rows.chosen
        self._bar.setVisible(bool(rows))
        if not rows or agenda is None:
            return
        if len(rows) == 1:
            row = rows[0]
            faults = [f"{fault.where}: {fault.what}. {fault.advice}" for fault in row.faults]
            self.why.setText("\n".join([f"{row.name or row.where}: {fate_words(agenda, row)}.", *faults]))
        else:
            self.why.setText(f"{len(rows)} rows")
        like = rows[0].like[0][0] if len(rows) == 1 and rows[0].like else ""
        self.same.setVisible(like in agenda.person)
        if like in agenda.person:
            self.same.setText(f"It is {agenda.person[like].name}")
        named = [row for row in rows if row.name]
        self.new.setEnabled(bool(named))
        self.out.setEnabled(bool(named))

    def _choose_same(self) -> None:
        (row,) = self.rows.chosen
        self._choose(row.like[0][0])

    def _choose(self, what: str, *_: object) -> None:
        for row in self.rows.chosen:
            self._choices[row.row] = what
        self._again()

    def _take(self) -> None:
        """Take the list in as one change."""
        table, found = self._table, self.found
        if table is None or found is None:
            return
        fields = [column.field for column in found.layout]
        done = self._desk.do(
            lambda now: (
                look_at_people(now, table, fields=fields, has_headings=found.has_headings, choices=self._choices).change
            )
        )
        if done is not None:
            left_out = (
                f"; {counted(len(found.faults), 'thing', 'things')} that did not fit left out" if found.faults else ""
            )
            self._desk.told.emit(f"{done.label}{left_out}", True)
            self.forget()
            self.left.emit()


def ask_file(parent: QtWidgets.QWidget, folder: Path) -> Path | None:
    """Ask which list."""
    chosen, _ = QtWidgets.QFileDialog.getOpenFileName(parent, "Import people", str(folder), LISTS)
    return Path(chosen) if chosen else None
