"""Clashes and warnings: each with its reason; opening one leads to its session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.words import session_mark
from agendaplanner.ui.panels.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Shown = Literal["all", "clash", "warning"]


class Problems(QtWidgets.QWidget):
    """What is wrong with the agenda, and what the last plan found no place for."""

    counted = QtCore.Signal(int, int)
    """Clashes and warnings."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown = "all"
        self._left_over: dict[str, str] = {}
        self._found: tuple[Finding, ...] = ()
        self.setProperty("kind", "below")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 10, 16, 8)
        lines.setSpacing(6)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(18)
        self._tabs: dict[Shown, QtWidgets.QPushButton] = {}
        names: tuple[tuple[Shown, str], ...] = (
            ("all", "Clashes and warnings"),
            ("clash", "Clashes"),
            ("warning", "Warnings"),
        )
        for shown, name in names:
            tab = QtWidgets.QPushButton(name, self)
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self._tab_chosen, shown))
            self._tabs[shown] = tab
            line.addWidget(tab)
        self._tabs["all"].setChecked(True)
        line.addStretch(1)
        self.count = QtWidgets.QLabel("", self)
        self.count.setProperty("kind", "heading")
        line.addWidget(self.count)
        lines.addLayout(line)
        self.list = RowList(look, "Clashes and warnings", parent=self)
        self.list.setObjectName("problems")
        self.empty = QtWidgets.QLabel("", self)
        self.empty.setProperty("kind", "muted")
        lines.addWidget(self.empty)
        lines.addWidget(self.list, 1)
        lines.addStretch(0)
        self.list.opened.connect(self._open)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        self._renew()

    def _opened(self) -> None:
        self._left_over = {}
        self._renew()

    def _tab_chosen(self, shown: Shown, _checked: bool) -> None:
        self.show_only(shown)

    def show_only(self, shown: Shown) -> None:
        """Show all, or clashes or warnings only."""
        self._shown = shown
        self._tabs[shown].setChecked(True)
        self._renew()

    def take_left_over(self, reasons: Mapping[str, str]) -> None:
        """Take by session id why a plan found no place; shown until the session has one."""
        self._left_over = dict(reasons)
        self._renew()

    def _renew(self, *_: object) -> None:
        agenda, findings = self._desk.agenda, self._desk.findings
        found = findings.all() if findings is not None else ()
        counts = findings.counts() if findings is not None else {"clash": 0, "warning": 0}
        self.counted.emit(counts["clash"], counts["warning"])
        rows: list[Row] = []
        self._found = tuple(f for f in found if self._shown in ("all", f.severity))
        if agenda is not None and self._shown != "warning":
            for id_, reason in self._left_over.items():
                session = agenda.session.get(id_)
                if session is not None and session.placement is None:
                    rows.append(
                        Row(f"waiting {id_}", f"{session_mark(session)} has no place.", "", "clash", True, note=reason)
                    )
        for i, finding in enumerate(self._found):
            clash = finding.severity == "clash"
            rows.append(Row(str(i), finding.message, "", "clash" if clash else "warning", strong=clash))
        self.list.row_model.take(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows and agenda is not None)
        nothing = {"all": "No clashes, and nothing left to do.", "clash": "No clashes.", "warning": "No warnings."}
        self.empty.setText(nothing[self._shown])
        self.count.setText(self.summary if agenda is not None else "")

    @property
    def summary(self) -> str:
        """How many clashes and warnings there are."""
        if self._desk.findings is None:
            return ""
        counts = self._desk.findings.counts()
        return f"{counted(counts['clash'], 'clash', 'clashes')} · {counted(counts['warning'], 'warning', 'warnings')}"

    def _open(self, row: str) -> None:
        if row.startswith("waiting "):
            self._desk.reveal(row.removeprefix("waiting "))
            return
        sessions = self._found[int(row)].sessions
        if not sessions:
            return
        # the one named last is the one that is looked at; both are seen
        self._desk.select(sessions[::-1])
        self._desk.reveal_asked.emit(sessions[0])


def counted(number: int, one: str, many: str) -> str:
    """Say a number of things, 0 being "no".

    >>> counted(0, "clash", "clashes"), counted(1, "clash", "clashes")
    ('no clashes', '1 clash')
    """
    return f"no {many}" if not number else f"1 {one}" if number == 1 else f"{number} {many}"
