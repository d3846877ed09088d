"""Which roles each kind of session needs, and whether publication waits for them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, cast, get_args

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.needs import missing_roles, name_open_roles, set_required_roles
from agendaplanner.checks.policies import policies_of, set_rule_policy
from agendaplanner.model.kinds import QUIET_KINDS, REQUIRED_ROLES, ROLE_WORDS, RoleKind, SessionKind
from agendaplanner.model.words import TO_BE_DEFINED, counted

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

Qt = QtCore.Qt
RULE = "role-open"
_ROLES: tuple[RoleKind, ...] = cast("tuple[RoleKind, ...]", get_args(RoleKind))
_KINDS: tuple[SessionKind, ...] = cast("tuple[SessionKind, ...]", get_args(SessionKind))


class Needed(QtWidgets.QWidget):
    """A line for each kind of session, and the switch for publication."""

    said = QtCore.Signal(str)
    """Something was done: what to say."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waits = QtWidgets.QCheckBox("Publication waits until every needed role has somebody", self)
        self.waits.clicked.connect(self._set_waits)
        self.note = self._muted("")
        self.name_them = QtWidgets.QPushButton("", self)
        self.name_them.setProperty("kind", "act")
        self.name_them.clicked.connect(self._name_them)
        self._grid = QtWidgets.QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.lines: dict[SessionKind, _Line] = {}
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 6, 0)
        lines.setSpacing(6)
        lines.addWidget(self.waits)
        lines.addWidget(self.note)
        lines.addWidget(self.name_them, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addSpacing(8)
        heading = QtWidgets.QLabel("What each kind of session needs", self)
        heading.setProperty("kind", "heading")
        lines.addWidget(heading)
        lines.addLayout(self._grid)
        lines.addStretch(1)

    def _muted(self, words: str) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(words, self)
        label.setProperty("kind", "muted")
        label.setWordWrap(True)
        return label

    def renew(self, agenda: Agenda) -> None:
        """Show what is needed as the meeting stands."""
        policy = policies_of(agenda.meeting)[RULE]
        self.waits.setChecked(policy in ("block", "block publication"))
        self.waits.setEnabled(self._desk.can_change)
        self.note.setText(
            {
                "block": "An open role counts as a clash in this meeting (Rules), and nothing is published with one.",
                "block publication": f"Nothing is published with a role open. Until then “{TO_BE_DEFINED}” is printed.",
                "warn": f"A programme with an open role can be published: “{TO_BE_DEFINED}” is printed there.",
                "ignore": "This meeting’s rules say nothing of open roles.",
            }[policy]
        )
        missing = sum(len(missing_roles(agenda, session)) for session in agenda.sessions)
        self.name_them.setVisible(missing > 0)
        self.name_them.setEnabled(self._desk.can_change)
        self.name_them.setText(
            f"Print {counted(missing, 'needed role', 'needed roles')} that nobody named as “{TO_BE_DEFINED}”"
        )
        count = Counter(session.kind for session in agenda.sessions if not session.is_cancelled)
        kinds: list[SessionKind] = [
            kind
            for kind in _KINDS
            if kind not in QUIET_KINDS
            and (count[kind] or kind in REQUIRED_ROLES or kind in agenda.meeting.required_roles)
        ]
        if list(self.lines) != kinds:
            for line in self.lines.values():
                line.leave(self._grid)
            self.lines = {kind: _Line(kind, self, self._grid, row) for row, kind in enumerate(kinds)}
        for kind, line in self.lines.items():
            own = agenda.meeting.required_roles.get(kind)
            usual = REQUIRED_ROLES.get(kind, ())
            line.show(count[kind], usual if own is None else own, is_usual=own is None, can=self._desk.can_change)

    def choose(self, kind: SessionKind, roles: tuple[RoleKind, ...]) -> None:
        """Say what a kind of session needs."""
        change = self._desk.do(lambda agenda: set_required_roles(agenda, kind, roles))
        if change is not None:
            self.said.emit(f"{change.label}.")

    def _set_waits(self, waits: bool) -> None:
        change = self._desk.do(lambda agenda: set_rule_policy(agenda, RULE, "block publication" if waits else "warn"))
        if change is not None:
            self.said.emit(
                "Publication waits for open roles." if waits else "Publication does not wait for open roles."
            )

    def _name_them(self) -> None:
        change = self._desk.do(name_open_roles)
        if change is not None:
            self.said.emit(f"The roles stand in their sessions as “{TO_BE_DEFINED}”.")


class _Line:
    """A kind of session, the roles it needs as a menu to tick them in, and the way back to what is usual."""

    def __init__(self, kind: SessionKind, needed: Needed, grid: QtWidgets.QGridLayout, row: int) -> None:
        self._kind: SessionKind = kind
        self._needed = needed
        self._roles: tuple[RoleKind, ...] = ()
        self._name = QtWidgets.QLabel(needed)
        self._name.setWordWrap(True)
        self.button = QtWidgets.QPushButton(needed)
        self.button.setProperty("kind", "act")
        self._menu = QtWidgets.QMenu(self.button)
        self.ticks: dict[RoleKind, QtGui.QAction] = {role: self._menu.addAction(ROLE_WORDS[role]) for role in _ROLES}
        for role, action in self.ticks.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._tick, role))
        self.button.setMenu(self._menu)
        self.usual = QtWidgets.QPushButton("As usual", needed)
        self.usual.setProperty("kind", "link")
        self.usual.clicked.connect(lambda: needed.choose(kind, REQUIRED_ROLES.get(kind, ())))
        self._widgets = (self._name, self.button, self.usual)
        grid.addWidget(self._name, row, 0)
        grid.addWidget(self.button, row, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.usual, row, 2)

    def show(self, count: int, roles: tuple[RoleKind, ...], *, is_usual: bool, can: bool) -> None:
        """Show what is needed."""
        self._roles = roles
        sessions = f" ({count})" if count else ""
        self._name.setText(f"{self._kind[0].upper()}{self._kind[1:]}{sessions}")
        words = ", ".join(ROLE_WORDS[role].lower() for role in roles) or "none"
        self.button.setText(f"{words[0].upper()}{words[1:]}  ▾")
        self.button.setAccessibleName(f"Roles that a {self._kind} needs: {words}")
        self.button.setEnabled(can)
        for role, action in self.ticks.items():
            action.setChecked(role in roles)
        self.usual.setVisible(not is_usual)
        self.usual.setEnabled(can)
        self.usual.setAccessibleName(f"{self._kind}: as usual")

    def leave(self, grid: QtWidgets.QGridLayout) -> None:
        """Take it away."""
        for widget in self._widgets:
            grid.removeWidget(widget)
            widget.deleteLater()

    def _tick(self, role: RoleKind) -> None:
        # a kind may need two of a role: unticking takes all, ticking adds one
        left: tuple[RoleKind, ...] = tuple(each for each in self._roles if each != role)
        wanted: tuple[RoleKind, ...] = (*left, role) if self.ticks[role].isChecked() else left
        self._needed.choose(self._kind, tuple(each for kind in _ROLES for each in wanted if each == kind))
