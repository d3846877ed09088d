"""The list view: a tab for each kind of record, a box that filters, rows added and removed, and what does not fit said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.keys_first import clears
from agendaplanner.ui.tables.grid import Grid
from agendaplanner.ui.tables.strip import TabStrip
from agendaplanner.ui.tables.tabs import TABS

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings
    from agendaplanner.ui.tables.entering import Entered

Qt = QtCore.Qt
MOST_MISFITS = 4
"""How many cells that do not fit are named; the others are counted."""


class Tables(QtWidgets.QWidget):
    """All tables, one shown at a time."""

    shown_on_timeline = QtCore.Signal(str)
    """Somebody wants to see a session on the timeline: its id."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session_menu: QtWidgets.QMenu | None = None
        """What else can be done with sessions: whatever can be done on the timeline."""
        self._choosing = False
        self._offered: tuple[Grid, Entered] | None = None
        self.setProperty("kind", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.grids = {kind: Grid(desk, look, settings, kind, name) for kind, name in TABS}
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 10, 16, 6)
        lines.setSpacing(8)
        lines.addLayout(self._tab_line())
        lines.addLayout(self._tool_line())
        lines.addWidget(self._misfit_box())
        self.stack = QtWidgets.QStackedWidget(self)
        for grid in self.grids.values():
            self.stack.addWidget(grid)
            grid.asked.connect(partial(self._ask, grid))
            grid.refused.connect(self._say_fault)
            grid.rows_chosen.connect(partial(self._rows_chosen, grid))
            grid.customContextMenuRequested.connect(partial(self._menu, grid))
            grid.order.rowsInserted.connect(self._count)
            grid.order.rowsRemoved.connect(self._count)
            grid.order.modelReset.connect(self._count)
        lines.addWidget(self.stack, 1)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        lines.addWidget(self.fault)
        desk.selection_changed.connect(self._selected)
        desk.opened.connect(self._opened)
        self._kind = "session"
        self.show_kind("session")

    # parts

    def _tab_line(self) -> QtWidgets.QLayout:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(18)
        self._strip = TabStrip(TABS, self)
        self._strip.chosen.connect(self._tab_chosen)
        self.tabs = self._strip.tabs
        line.addWidget(self._strip, 1)
        self.count = QtWidgets.QLabel(self)
        self.count.setProperty("kind", "heading")
        line.addWidget(self.count)
        return line

    def _tool_line(self) -> QtWidgets.QLayout:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.filter = QtWidgets.QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter the rows")
        self.filter.setPlaceholderText("Filter: rows with these words")
        self.filter.setMinimumWidth(72)
        self.filter.setMaximumWidth(320)
        clears(self.filter)
        self.filter.textChanged.connect(self._filter)
        line.addWidget(self.filter, 4)
        line.addStretch(1)
        self.add = self._button(line, "Add", lambda: self.grid.add_row())
        self.fill = self._button(line, "Fill down", lambda: self.grid.fill_from_current())
        self.fill.setToolTip("Put what stands in the first selected cell in the others (Ctrl+D)")
        self.add.setToolTip("Add a row at the end")
        self.remove = self._button(line, "Remove", lambda: self.grid.remove_rows())
        self.remove.setToolTip("Remove the rows with a selected cell")
        self.columns = QtWidgets.QPushButton("Columns", self)
        self._columns_menu = QtWidgets.QMenu(self)
        self._columns_menu.aboutToShow.connect(self._fill_columns)
        self.columns.setMenu(self._columns_menu)
        line.addWidget(self.columns)
        return line

    def _button(self, line: QtWidgets.QHBoxLayout, text: str, run: Callable[[], object]) -> QtWidgets.QPushButton:
        button = QtWidgets.QPushButton(text, self)
        button.clicked.connect(lambda: run())
        line.addWidget(button)
        return button

    def _misfit_box(self) -> QtWidgets.QWidget:
        self.misfits = QtWidgets.QFrame(self)
        self.misfits.setProperty("kind", "fault")
        lines = QtWidgets.QVBoxLayout(self.misfits)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(6)
        self.misfit_words = QtWidgets.QLabel(self.misfits)
        self.misfit_words.setTextFormat(Qt.TextFormat.PlainText)
        self.misfit_words.setWordWrap(True)
        self.misfit_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(self.misfit_words)
        line = QtWidgets.QHBoxLayout()
        self.take_good = QtWidgets.QPushButton(self.misfits)
        self.take_good.clicked.connect(self._take_good)
        self.leave = QtWidgets.QPushButton("Change nothing", self.misfits)
        self.leave.clicked.connect(self._leave)
        line.addWidget(self.take_good)
        line.addWidget(self.leave)
        line.addStretch(1)
        lines.addLayout(line)
        self.misfits.hide()
        return self.misfits

    # which table

    @property
    def grid(self) -> Grid:
        """The table that is shown."""
        return self.grids[self._kind]

    def _tab_chosen(self, kind: str) -> None:
        self.show_kind(kind)
        self.grid.setFocus()

    def show_kind(self, kind: str) -> None:
        """Show the table of a kind of record."""
        self._kind = kind
        self._strip.mark(kind)
        self._leave()
        self._say_fault("")
        self.stack.setCurrentWidget(self.grid)
        for each, grid in self.grids.items():
            grid.records.watch(on=each == kind and self.isVisible())
        self._filter(self.filter.text())
        self._count()
        if kind == "session":
            self._selected()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Bring the table up to date that nobody looked at."""
        super().showEvent(event)
        self.grid.records.watch(on=True)
        self._count()
        self._selected()

    def hideEvent(self, event: QtGui.QHideEvent) -> None:
        """Let the tables go stale while nobody looks."""
        super().hideEvent(event)
        for grid in self.grids.values():
            grid.records.watch(on=False)

    def _opened(self) -> None:
        self.filter.clear()
        self._leave()
        self._say_fault("")
        self._count()

    def _filter(self, words: str) -> None:
        self.grid.order.show_only(words)
        self._count()

    def _count(self, *_: object) -> None:
        shown, all_ = self.grid.order.rowCount(), self.grid.records.rowCount()
        self.count.setText(f"{shown} of {all_}" if shown != all_ else str(all_))
        for button in (self.add, self.remove, self.fill):
            button.setEnabled(self._desk.can_change)

    def _fill_columns(self) -> None:
        self._columns_menu.clear()
        grid = self.grid
        for column, field in enumerate(grid.records.fields):
            action = self._columns_menu.addAction(field.label)
            action.setCheckable(True)
            action.setChecked(not grid.isColumnHidden(column))
            action.triggered.connect(partial(self._column_chosen, grid, column))

    def _column_chosen(self, grid: Grid, column: int, _checked: bool = False) -> None:
        grid.show_column(column, on=grid.isColumnHidden(column))

    # selection

    def _rows_chosen(self, grid: Grid, ids: tuple[str, ...]) -> None:
        if self._choosing or grid is not self.grid or not self.isVisible():
            return
        self._choosing = True
        if grid.kind == "session":
            self._desk.select(ids)
        elif ids:
            self._desk.inspect(grid.kind, ids)
        self._choosing = False

    def _selected(self) -> None:
        if self._choosing or self._kind != "session" or not self.isVisible():
            return
        grid = self.grids["session"]
        if set(grid.chosen_ids()) != set(self._desk.selected):
            self._choosing = True
            grid.choose(self._desk.selected)
            self._choosing = False

    def show_on_timeline(self) -> None:
        """Have the current session seen on the timeline."""
        if self._desk.selected:
            self.shown_on_timeline.emit(self._desk.selected[-1])

    # what does not fit

    def _say_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _ask(self, grid: Grid, entered: Entered) -> None:
        self._offered = (grid, entered)
        count = len(entered.misfits)
        named = [str(misfit) for misfit in entered.misfits[:MOST_MISFITS]]
        more = [f"and {count - MOST_MISFITS} more"] if count > MOST_MISFITS else []
        first = (
            "Nothing was changed: a cell does not fit."
            if count == 1
            else (f"Nothing was changed: {count} cells do not fit.")
        )
        self.misfit_words.setText("\n".join([first, *named, *more]))
        self.take_good.setText(f"Take the rest: {entered.counts}")
        self.take_good.setVisible(bool(entered.records))
        self.misfits.show()
        (self.take_good if entered.records else self.leave).setFocus()
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self, self.misfit_words.text()))

    def _take_good(self) -> None:
        offered = self._offered
        self._leave()
        if offered is not None:
            grid, entered = offered
            grid.take(entered)
            grid.setFocus()

    def _leave(self) -> None:
        self._offered = None
        self.misfits.hide()

    # the menu at a cell

    def _menu(self, grid: Grid, at: QtCore.QPoint) -> None:
        menu = self.menu_of(grid)
        menu.popup(grid.viewport().mapToGlobal(at))

    def menu_of(self, grid: Grid) -> QtWidgets.QMenu:
        """Make the menu of what can be done with the selected cells."""
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writing = self._desk.can_change
        choices: list[tuple[str, Callable[[], object], bool] | None] = [
            ("Edit", lambda: grid.edit(grid.currentIndex()), writing),
            ("Copy", grid.copy, True),
            ("Paste", grid.paste, writing),
            ("Fill down", grid.fill_from_current, writing),
            ("Clear the cells", grid.clear_cells, writing),
            None,
            ("Add a row", grid.add_row, writing),
            ("Remove the rows", grid.remove_rows, writing),
        ]
        if grid.kind == "session":
            choices += [None, ("Show on the timeline", self.show_on_timeline, True)]
            if self.session_menu is not None:
                menu.addMenu(self.session_menu)
                menu.addSeparator()
        for choice in choices:
            if choice is None:
                menu.addSeparator()
                continue
            text, run, enabled = choice
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(partial(_run, run))
        return menu


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
