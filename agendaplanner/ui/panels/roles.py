"""The roles of a session: who has each, chosen from the people of the meeting, or "to be defined"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.kinds import ROLE_WORDS, RoleKind
from agendaplanner.model.parts import Role
from agendaplanner.model.words import TO_BE_DEFINED
from agendaplanner.ui.labels import completing, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
KIND_PX = 62
"""Room for the longest name of a role, so that the people stand in one line."""


class RoleRows(QtWidgets.QWidget):
    """A row for each role, and one to add another."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._session: Session | None = None
        self._people: Mapping[str, Person] | None = None
        # one model for all rows: a meeting may have a thousand people
        self._model = QtGui.QStandardItemModel(self)
        self._rows: list[RoleRow] = []
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        head = QtWidgets.QHBoxLayout()
        heading = QtWidgets.QLabel("Roles", self)
        heading.setProperty("kind", "heading")
        head.addWidget(heading, 1)
        self.add = QtWidgets.QPushButton("Add role", self)
        self.add.setProperty("kind", "link")
        menu = QtWidgets.QMenu(self)
        for kind in get_args(RoleKind):
            menu.addAction(ROLE_WORDS[kind]).triggered.connect(partial(self._add, kind))
        self.add.setMenu(menu)
        head.addWidget(self.add)
        self._lines.addLayout(head)

    def show_roles(self, agenda: Agenda, session: Session) -> None:
        """Show the roles of a session."""
        if agenda.person is not self._people:
            self._people = agenda.person
            self._model.clear()
            self._model.appendRow(_item(TO_BE_DEFINED, None))
            for person in agenda.people:
                self._model.appendRow(_item(person.name, person.id))
        self._session = session
        self.add.setEnabled(self._desk.can_change)
        while len(self._rows) > len(session.roles):
            row = self._rows.pop()
            self._lines.removeWidget(row)
            row.deleteLater()
        while len(self._rows) < len(session.roles):
            row = RoleRow(self._model, len(self._rows), self)
            row.chosen.connect(self._fill)
            row.removed.connect(self._remove)
            self._rows.append(row)
            self._lines.addWidget(row)
        for row, role in zip(self._rows, session.roles, strict=True):
            row.show_role(role, can_change=self._desk.can_change)

    def _fill(self, index: int, person: str | None) -> None:
        if self._session is not None:
            id_ = self._session.id
            self._desk.do(lambda agenda: actions.fill_role(agenda, id_, index, person), origin=self)

    def _add(self, kind: RoleKind, _: bool = False) -> None:
        if self._session is not None:
            roles = (*self._session.roles, Role(kind=kind))
            self._take(f"Add {ROLE_WORDS[kind].lower()}", roles)

    def _remove(self, index: int) -> None:
        if self._session is not None:
            kind = self._session.roles[index].kind
            roles = tuple(role for i, role in enumerate(self._session.roles) if i != index)
            self._take(f"Remove {ROLE_WORDS[kind].lower()}", roles)

    def _take(self, label: str, roles: tuple[Role, ...]) -> None:
        session = self._session
        if session is not None:
            now = self._desk.agenda
            current = now.session.get(session.id) if now is not None else None
            if current is not None:
                mark = current.number or f"“{current.title}”"
                self._desk.do(
                    lambda agenda: actions.set_fields(agenda, current, label=f"{label} of {mark}", roles=roles),
                    origin=self,
                )


class RoleRow(QtWidgets.QWidget):
    """One role: what it is, and who has it."""

    chosen = QtCore.Signal(int, object)
    removed = QtCore.Signal(int)

    def __init__(self, people: QtGui.QStandardItemModel, index: int, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._index = index
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self.person = QtWidgets.QComboBox(self)
        self.person.setProperty("kind", "row")
        self.person.setModel(people)
        self.person.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.setMinimumContentsLength(6)
        completing(self.person)
        # scrolling past it is not choosing somebody else
        self.person.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.person.wheelEvent = lambda e: e.ignore()
        self.person.activated.connect(self._chosen)
        field = self.person.lineEdit()
        if field is not None:
            field.editingFinished.connect(self._typed)
        line.addWidget(self.person, 1)
        self._kind = QtWidgets.QLabel(self)
        self._kind.setProperty("kind", "muted")
        self._kind.setMinimumWidth(KIND_PX)
        self._kind.setBuddy(self.person)
        line.addWidget(self._kind)
        self._remove = QtWidgets.QToolButton(self)
        self._remove.setProperty("kind", "small flat")
        self._remove.setText("×")
        self._remove.setFixedSize(20, 20)
        self._remove.clicked.connect(lambda: self.removed.emit(self._index))
        line.addWidget(self._remove)
        self._shown: str | None = None

    def show_role(self, role: Role, *, can_change: bool) -> None:
        """Show a role."""
        self._kind.setText(role.kind)
        self.person.setAccessibleName(ROLE_WORDS[role.kind])
        self._remove.setAccessibleName(f"Remove the {role.kind}")
        self._remove.setToolTip(f"Remove the {role.kind}")
        self._shown = role.person
        self._reset()
        restyle(self.person, "open", role.person is None)
        self.person.setEnabled(can_change)
        self._remove.setEnabled(can_change)

    def _reset(self) -> None:
        index = self.person.findData(self._shown) if self._shown is not None else 0
        self.person.setCurrentIndex(max(index, 0))
        self.person.setEditText(self.person.itemText(max(index, 0)))
        field = self.person.lineEdit()
        if field is not None and not field.hasFocus():
            field.setCursorPosition(0)

    def _chosen(self, index: int) -> None:
        person = self.person.itemData(index)
        if person != self._shown:
            self.chosen.emit(self._index, person)

    def _typed(self) -> None:
        """Take a name that was typed whole; anything else goes back to who it was."""
        found = self.person.findText(self.person.currentText(), Qt.MatchFlag.MatchFixedString)
        if found >= 0:
            self._chosen(found)
        else:
            self._reset()


def _item(text: str, id_: str | None) -> QtGui.QStandardItem:
    item = QtGui.QStandardItem(text)
    item.setData(id_, Qt.ItemDataRole.UserRole)
    return item
