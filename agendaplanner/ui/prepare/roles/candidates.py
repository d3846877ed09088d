"""Who could take a role: a few people, best first, each with the reasons and a button that gives it to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.candidates import Candidate, OpenRole, candidates, reasons_sentence
from agendaplanner.model.attendance import give_role
from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.words import place_and_time, session_mark, session_name
from agendaplanner.ui.labels import scrolled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

Qt = QtCore.Qt
FEW, STEP = 6, 10


class Candidates(QtWidgets.QWidget):
    """The people who could take the role that is looked at."""

    said = QtCore.Signal(str)
    """Something was done: what to say."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._role: OpenRole | None = None
        self._most = FEW
        self._made: tuple[object, ...] = ()
        self.rows: list[_Row] = []
        self.title = self._label("strong")
        self.when = self._label("muted")
        self.open = QtWidgets.QPushButton("Open the session", self)
        self.open.setProperty("kind", "link")
        self.open.clicked.connect(self._open_session)
        self.none = self._label("muted")
        self.more = QtWidgets.QPushButton(f"Show {STEP} more", self)
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._show_more)
        self._list = QtWidgets.QVBoxLayout()
        self._list.setSpacing(0)
        inside = QtWidgets.QWidget(self)
        inside.setProperty("kind", "surface")
        lines = QtWidgets.QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(4)
        for widget in (self.title, self.when):
            lines.addWidget(widget)
        lines.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addLayout(self._list)
        lines.addWidget(self.none)
        lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        around = QtWidgets.QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside, self))

    def _label(self, kind: str) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel("", self)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def look_at(self, role: OpenRole | None, agenda: Agenda, parts: Mapping[str, Mapping[str, int]]) -> None:
        """Show who could take a role.

        Args:
            role: The role; None: none is open.
            agenda: The agenda.
            parts: What everybody has to do already, as ``checks.candidates.load`` gives it.
        """
        if role != self._role:
            self._most = FEW
        self._role = role
        self.setVisible(role is not None)
        if role is None:
            return
        session = agenda.session[role.session]
        found = candidates(agenda, role.session, role.kind, most=self._most + 1, parts=parts)
        shown = found[: self._most]
        self.title.setText(f"{ROLE_WORDS[role.kind]} of {session_name(session)}")
        self.when.setText(place_and_time(agenda, session))
        self.more.setVisible(len(found) > self._most)
        self.none.setVisible(not found)
        self.none.setText(
            "Nobody who comes is free then and could take it. Move the session, or invite somebody for it."
        )
        can = self._desk.can_change
        made = (role, can, [(each, agenda.person[each.person]) for each in shown])
        if made == self._made:
            return
        self._made = made
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(agenda, each, self) for each in shown]
        for row in self.rows:
            row.choose.setEnabled(can)
            row.choose.clicked.connect(partial(self._give, row.person))
            row.name.clicked.connect(partial(self._open_person, row.person))
            self._list.addWidget(row)

    def _show_more(self) -> None:
        from agendaplanner.checks.candidates import load

        self._most += STEP
        if self._desk.agenda is not None:
            self.look_at(self._role, self._desk.agenda, load(self._desk.agenda))

    def _give(self, person: str, _checked: bool = False) -> None:
        role = self._role
        agenda = self._desk.agenda
        if role is None or agenda is None:
            return
        words = f"{agenda.person[person].name} is {role.kind} of {session_mark(agenda.session[role.session])}."
        if self._desk.do(lambda agenda: give_role(agenda, role.session, role.kind, person)) is not None:
            self.said.emit(words)

    def _open_person(self, person: str, _checked: bool = False) -> None:
        self._desk.inspect("person", [person])

    def _open_session(self) -> None:
        if self._role is not None:
            self._desk.inspect("session", [self._role.session])


class _Row(QtWidgets.QWidget):
    """A person who could take the role."""

    def __init__(self, agenda: Agenda, candidate: Candidate, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.person = candidate.person
        person = agenda.person[candidate.person]
        delegation = agenda.delegation.get(person.delegation or "")
        self.name = QtWidgets.QPushButton(person.name.replace("&", "&&"), self)
        self.name.setProperty("kind", "link")
        self.name.setToolTip("Open the person")
        self.choose = QtWidgets.QPushButton("Choose", self)
        self.choose.setProperty("kind", "act")
        self.choose.setAccessibleName(f"Choose {person.name}")
        first = QtWidgets.QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name)
        first.addStretch(1)
        first.addWidget(self.choose)
        of = " · ".join(filter(None, [delegation.name if delegation else person.organisation, person.community]))
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 6, 0, 6)
        lines.setSpacing(2)
        lines.addLayout(first)
        for words, kind in ((of, "small"), (reasons_sentence(candidate), "")):
            label = QtWidgets.QLabel(words, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(4, 0, 0, 0)
            if kind:
                label.setProperty("kind", kind)
            label.setVisible(bool(words))
            lines.addWidget(label)
