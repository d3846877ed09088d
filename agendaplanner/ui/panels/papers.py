"""The papers of a session: which they are, typed by symbol or title, and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.words import session_mark
from agendaplanner.ui.fields.checklist import Checklist
from agendaplanner.ui.fields.editors import complete, put_text
from agendaplanner.ui.fields.reading import pieces
from agendaplanner.ui.fields.wording import Wording
from agendaplanner.ui.keys_first import UndoPasses
from agendaplanner.ui.labels import restyle
from agendaplanner.ui.panels.reading import paper_line

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk


class PapersLine(QtWidgets.QWidget):
    """A line with the papers, and under it how far they are."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self._offered: tuple[str, ...] = ()
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        self.field = QtWidgets.QLineEdit(self)
        self.field.setToolTip("Symbols or titles, with ; between them")
        self.field.editingFinished.connect(self._typed)
        UndoPasses(self.field)
        self.choose = QtWidgets.QPushButton("Choose", self)
        self.choose.setProperty("kind", "link")
        self.choose.setAccessibleName("Choose the papers from a list")
        self.choose.clicked.connect(self._open_list)
        label = QtWidgets.QLabel("Papers", self)
        label.setProperty("kind", "small")
        label.setBuddy(self.field)
        self.field.setAccessibleName("Papers")
        head = QtWidgets.QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(self.choose)
        lines.addLayout(head)
        lines.addWidget(self.field)
        self.states = QtWidgets.QLabel(self)
        self.states.setProperty("kind", "muted")
        self.states.setWordWrap(True)
        self.states.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.fault = QtWidgets.QLabel(self)
        self.fault.setProperty("kind", "fault")
        self.fault.setWordWrap(True)
        lines.addWidget(self.fault)
        lines.addWidget(self.states)
        self._say("")

    def tab_order(self) -> list[QtWidgets.QWidget]:
        """Let Tab go to the field before what stands beside its name."""
        return [self.field]

    def show_papers(self, agenda: Agenda, session: Session) -> None:
        """Show the papers of a session."""
        is_other = self._session is None or self._session.id != session.id
        self._session = session
        names = Wording(agenda).names("paper")
        if names.offered != self._offered:
            self._offered = names.offered
            complete(self.field, names.offered, several=True)
        papers = agenda.papers_for.get(session.id, ())
        if is_other or not (self.field.isModified() or self.fault.isVisible()):
            put_text(self.field, "; ".join(names.of(paper.id) for paper in papers))
            self._say("")
        for part in (self.field, self.choose):
            part.setEnabled(self._desk.can_change and bool(agenda.paper))
        self.field.setPlaceholderText("" if agenda.paper else "The list has no papers yet")
        today = self._desk.today
        self.states.setText("\n".join(paper_line(agenda, paper, today) for paper in papers))
        self.states.setVisible(bool(papers))

    def _say(self, sentence: str) -> None:
        restyle(self.field, "faulty", bool(sentence))
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _open_list(self) -> None:
        chosen = pieces(self.field.text())
        Checklist("Papers", self._offered, chosen, self._take_list, self).drop_from(self.field)

    def _take_list(self, chosen: list[str]) -> None:
        self.field.setText("; ".join(chosen))
        self.field.setModified(True)
        self._typed()

    def _typed(self) -> None:
        session, text = self._session, self.field.text()
        if session is None or not self._desk.can_change or not self.field.isModified():
            return

        def change(agenda: Agenda) -> Change:
            names = Wording(agenda).names("paper")
            wanted = {names.id_of("paper", piece) for piece in pieces(text)}
            after = [
                msgspec.structs.replace(
                    paper,
                    sessions=(*(s for s in paper.sessions if s != session.id), *([session.id] if on else [])),
                )
                for paper in agenda.papers
                if (on := paper.id in wanted) != (session.id in paper.sessions)
            ]
            return actions.put(agenda, after, label=f"Papers of {session_mark(session)}")

        try:
            self._desk.try_to(change, origin=self)
        except AgendaError as error:
            self._say(error.what)
            return
        self.field.setModified(False)
        self._say("")
        agenda = self._desk.agenda
        if agenda is not None and session.id in agenda.session:
            self.show_papers(agenda, agenda.session[session.id])
