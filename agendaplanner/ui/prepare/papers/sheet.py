"""The sheet of background papers: the board, what is late, and the scheme of symbols and dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.attendance import people_at
from agendaplanner.model.papers import board, new_paper, next_symbol, number_papers, paper_mark, reading_of, set_status
from agendaplanner.model.words import session_name
from agendaplanner.ui.announcing import announce
from agendaplanner.ui.labels import completing
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.papers.board import Board
from agendaplanner.ui.prepare.papers.cards import paper_row
from agendaplanner.ui.prepare.papers.chosen import ChosenPaper
from agendaplanner.ui.prepare.papers.scheme import Scheme
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.papers import Standing
    from agendaplanner.model.records import Paper
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
NARROW_PX = 640
SAYS = "Background papers, from commissioned to circulated. Drag a card to say how far it is."
EMPTY = (
    "No papers yet. Type the title of a background paper above: it begins as commissioned, and moves on as it is "
    "written, finished and sent to those who should read it."
)


class PaperBoard(Sheet):
    """Background papers by status."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self._offered: tuple[tuple[str, tuple[str, str]], ...] = ()
        self._shown = ""
        lines = sheet_lines(self)
        self._head(lines)
        self._adding(lines)
        self.whose = QtWidgets.QComboBox(self)
        self.whose.setAccessibleName("Whose papers are shown")
        self.whose.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.whose.setMinimumContentsLength(12)
        completing(self.whose)
        self.whose.activated.connect(self._changed)
        self.scheme = Scheme(desk, self.whose, self)
        self.scheme.said.connect(self._done)
        lines.addWidget(self.scheme)
        self.reading = self._label("muted")
        lines.addWidget(self.reading)
        self.board = Board(look, self)
        self.board.opened.connect(self.open_paper)
        self.board.put.connect(self.put)
        self.board.menu_asked.connect(self._menu)
        lines.addWidget(self.board, 1)
        self.empty = self._label("muted")
        self.empty.setText(EMPTY)
        lines.addWidget(self.empty)
        self.chosen = ChosenPaper(desk, self)
        self.chosen.put.connect(self.put)
        self.chosen.said.connect(self._done)
        lines.addWidget(self.chosen)
        lines.addStretch(0)
        desk.inspected_changed.connect(self._changed)

    # its parts

    def _label(self, kind: str) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(self)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _head(self, lines: QtWidgets.QVBoxLayout) -> None:
        self.late = QtWidgets.QLabel(self)
        self.late.setProperty("kind", "open")
        self.number = QtWidgets.QPushButton("Give symbols", self)
        self.number.clicked.connect(self.give_symbols)
        self.list = QtWidgets.QPushButton("List of documents…", self)
        self.list.setToolTip("Symbols, titles, copies and who should have them, on paper")
        self.list.clicked.connect(partial(self.command_asked.emit, "print documents"))
        self.heading = Heading(self, "Papers", SAYS, buttons=[self.number, self.list], beside=self.late)
        self.title, self.says = self.heading.title, self.heading.words
        lines.addWidget(self.heading)

    def _adding(self, lines: QtWidgets.QVBoxLayout) -> None:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.new = QtWidgets.QLineEdit(self)
        self.new.setPlaceholderText("Title of a paper that is to be written")
        self.new.setAccessibleName("Title of a paper that is to be written")
        self.new.returnPressed.connect(self.add_paper)
        self.add = QtWidgets.QPushButton("Add", self)
        self.add.setProperty("kind", "main")
        self.add.setToolTip("Add a paper with this title; it is for the session that is shown, if one is")
        self.add.clicked.connect(self.add_paper)
        line.addWidget(self.new, 1)
        line.addWidget(self.add)
        lines.addLayout(line)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Stack what does not fit side by side."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_PX
        self.says.setVisible(not is_narrow)
        for part in (self.scheme, self.chosen):
            part.stack(on=is_narrow)

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show the papers of an agenda."""
        can_change = self.desk.can_change
        today = self.desk.findings.today if self.desk.findings is not None else None
        found = board(agenda, today) if today is not None else {}
        late = sum(bool(row.days_late) for rows in found.values() for row in rows)
        number = len(agenda.paper)
        self.heading.say(str(number or ""))
        self.late.setText(f"{late} late" if late else "")
        without = sum(not paper.symbol for paper in agenda.papers)
        self.number.setText(f"Give {without} symbols" if without > 1 else "Give symbols")
        self.number.setVisible(bool(without))
        self.number.setEnabled(can_change and bool(agenda.meeting.symbol_prefix))
        scheme = f"The next is {next_symbol(agenda)}" if agenda.meeting.symbol_prefix else "Say first how they begin"
        self.number.setToolTip(f"To the papers that have none, in the order of titles. {scheme}")
        for part in (self.new, self.add):
            part.setEnabled(can_change)
        self.board.can_change = can_change
        self._offer(agenda)
        wanted = self._wanted(agenda)
        kind, ids = self.desk.inspected
        chosen = ids[0] if kind == "paper" and len(ids) == 1 else ""

        def shown(row: Standing) -> bool:
            return wanted is None or row.paper in wanted

        self.board.show_rows(
            {
                status: [paper_row(agenda, row, chosen=row.paper == chosen) for row in rows if shown(row)]
                for status, rows in found.items()
            }
        )
        self.board.setVisible(bool(number))
        self.empty.setVisible(not number)
        self.list.setVisible(bool(number))
        self.scheme.renew(agenda)
        self.chosen.show_paper(agenda, agenda.paper.get(chosen))
        if chosen != self._shown:
            self._shown = chosen
            self.board.choose(chosen)

    def _offer(self, agenda: Agenda) -> None:
        """Offer all whose papers can be shown: everybody's, a session's (of one without any too, to add some), a person's."""
        choices: list[tuple[str, tuple[str, str]]] = [("All papers", ("", ""))]
        sessions = [s for s in agenda.sessions if not s.is_quiet and not s.is_cancelled]
        choices += [(session_name(s), ("session", s.id)) for s in sessions]
        choices += [(p.name, ("person", p.id)) for p in agenda.people if p.invitation != "declined"]
        if tuple(choices) == self._offered:
            return
        self._offered = tuple(choices)
        before = self.whose.currentData()
        self.whose.clear()
        for words, value in choices:
            self.whose.addItem(words, value)
        self.whose.setCurrentIndex(max(0, next((i for i, c in enumerate(choices) if c[1] == before), 0)))

    def _wanted(self, agenda: Agenda) -> frozenset[str] | None:
        """Give the papers that are shown, None: all; and say whose they are."""
        kind, id_ = self.whose.currentData() or ("", "")
        papers: tuple[Paper, ...]
        if kind == "session":
            session = agenda.session[id_]
            papers = agenda.papers_for.get(id_, ())
            readers = len(people_at(agenda, session))
            who = f"Those at {session_name(session)} ({readers} {'person' if readers == 1 else 'people'})"
        elif kind == "person":
            papers = reading_of(agenda, agenda.person[id_])
            who = agenda.person[id_].name
        else:
            self.reading.hide()
            return None
        out = sum(paper.status == "circulated" for paper in papers)
        circulated = f"{out or 'none'} of which {'are' if out > 1 else 'is'} circulated"
        number = f"{len(papers)} paper{'' if len(papers) == 1 else 's'}, {circulated}"
        self.reading.setText(f"{who} should have read {number}." if papers else f"{who} need not have read any paper.")
        self.reading.show()
        return frozenset(paper.id for paper in papers)

    def show_papers_of(self, kind: str, id_: str) -> None:
        """Show only the papers of a "session" or "person"; with "" those of all."""
        place = next((i for i, (_, value) in enumerate(self._offered) if value == (kind, id_)), 0)
        self.whose.setCurrentIndex(place)
        self._changed()

    # what is done

    def open_paper(self, paper_id: str) -> None:
        """Show a paper in the details."""
        self.desk.inspect("paper", (paper_id,))

    def add_paper(self) -> None:
        """Add a paper with the title that was typed, and show it in the details."""
        title = self.new.text()
        if not title.strip():
            self.new.setFocus()
            return
        kind, id_ = self.whose.currentData() or ("", "")
        sessions = (id_,) if kind == "session" else ()
        done = self._do(lambda agenda: new_paper(agenda, title, sessions=sessions))
        if done is None:
            return
        self.new.clear()
        if kind == "person":
            self.show_papers_of("", "")
        self.open_paper(done.edits[0].id)
        self.board.choose(done.edits[0].id)

    def put(self, paper_id: str, status: str) -> None:
        """Say how far a paper is."""
        if self._do(lambda agenda: set_status(agenda, [paper_id], status)) is not None:
            self.open_paper(paper_id)
            self.board.choose(paper_id, focus=True)

    def give_symbols(self) -> None:
        """Give all papers without a symbol the next ones."""
        self._do(number_papers)

    def _do(self, make: Callable[[Agenda], Change]) -> Change | None:
        done = self.desk.do(make, origin=self)
        self._done(done)
        return done

    def _done(self, done: Change | None) -> None:
        if done is not None:
            self.say(f"{done.label}.", can_be_undone=True)
            announce(self, done.label)

    def _menu(self, paper_id: str, at: QtCore.QPoint) -> None:
        agenda = self.desk.agenda
        if agenda is None or paper_id not in agenda.paper:
            return
        paper = agenda.paper[paper_id]
        self.open_paper(paper_id)
        menu = self.chosen.menu(agenda, paper)
        menu.addSeparator()
        for id_ in paper.sessions:
            if (session := agenda.session.get(id_)) is not None:
                words = f"Show {session_name(session)} on the timeline"
                menu.addAction(words).triggered.connect(partial(self.session_asked.emit, id_))
        remove = menu.addAction("Remove")
        remove.setEnabled(self.desk.can_change)
        label = f"Remove {paper_mark(paper)}"
        remove.triggered.connect(lambda: self._do(lambda agenda: actions.remove(agenda, paper, label=label)))
        menu.popup(at)
