"""What can be done with the paper that is chosen, below the board and in a card's menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.errors import UsageError
from agendaplanner.model.papers import STATUSES, next_symbol, number_papers, paper_mark
from agendaplanner.ui.labels import ElidedLabel, Segments
from agendaplanner.ui.prepare.papers.texts import choose_file, open_text

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Paper
    from agendaplanner.ui.desk import Desk


class ChosenPaper(QtWidgets.QWidget):
    """How far the paper is, its symbol, and its text."""

    put = QtCore.Signal(str, str)
    """The paper, and the status that it should have."""
    said = QtCore.Signal(object)
    """The ``Change`` that was made, or None."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paper: Paper | None = None
        self._line = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 4, 0, 0)
        self._line.setSpacing(8)
        self.status = Segments(self)
        self.status.setAccessibleName("How far the paper is")
        self.status.offer([(status.capitalize(), status) for status in STATUSES])
        self.status.chosen.connect(self._put)
        self.name = ElidedLabel(self, kind="muted")
        self.symbol = QtWidgets.QPushButton("Give a symbol", self)
        self.symbol.clicked.connect(self._number)
        self.file = QtWidgets.QPushButton("Choose the file…", self)
        self.file.setToolTip("The text of the paper; beside the agenda's file it moves with it")
        self.file.clicked.connect(self._choose_file)
        self.open = QtWidgets.QPushButton("Open the text", self)
        self.open.clicked.connect(self._open)
        buttons = QtWidgets.QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.name, 1)
        for button in (self.symbol, self.file, self.open):
            buttons.addWidget(button)
        self._line.addWidget(self.status)
        self._line.addLayout(buttons, 1)

    def stack(self, *, on: bool) -> None:
        """Lay the two halves one below the other, or side by side."""
        direction = QtWidgets.QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if on else direction.LeftToRight)

    def show_paper(self, agenda: Agenda, paper: Paper | None) -> None:
        """Offer what can be done with a paper; None: none is chosen."""
        self._paper = paper
        self.setVisible(paper is not None)
        if paper is None:
            return
        can_change = self._desk.can_change
        self.status.mark(paper.status)
        self.name.setText(paper_mark(paper))
        self.symbol.setVisible(not paper.symbol and bool(agenda.meeting.symbol_prefix))
        for part in (self.status, self.symbol, self.file):
            part.setEnabled(can_change)
        self.open.setVisible(bool(paper.link))
        self.open.setToolTip(paper.link)

    def menu(self, agenda: Agenda, paper: Paper) -> QtWidgets.QMenu:
        """Give a menu of what can be done with a paper."""
        can_change = self._desk.can_change
        menu = QtWidgets.QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for status in STATUSES:
            action = menu.addAction(status.capitalize())
            action.setCheckable(True)
            action.setChecked(status == paper.status)
            action.setEnabled(can_change)
            action.triggered.connect(partial(self.put.emit, paper.id, status))
        menu.addSeparator()
        if not paper.symbol:
            try:
                number = menu.addAction(f"Give it the symbol {next_symbol(agenda)}")
                number.setEnabled(can_change)
                number.triggered.connect(self._number)
            except UsageError:
                pass  # the meeting has no scheme: there is no next one
        file = menu.addAction("Choose the file…")
        file.setEnabled(can_change)
        file.triggered.connect(self._choose_file)
        if paper.link:
            menu.addAction("Open the text").triggered.connect(self._open)
        return menu

    def _put(self, status: object) -> None:
        if self._paper is not None:
            self.put.emit(self._paper.id, str(status))

    def _number(self) -> None:
        paper = self._paper
        if paper is not None:
            self.said.emit(self._desk.do(lambda agenda: number_papers(agenda, [paper.id])))

    def _choose_file(self) -> None:
        if self._paper is not None:
            self.said.emit(choose_file(self._desk, self._paper, self))

    def _open(self) -> None:
        if self._paper is not None:
            open_text(self._desk, self._paper)
