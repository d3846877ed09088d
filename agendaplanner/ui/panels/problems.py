"""What is wrong: clashes and warnings in groups, each with its reason and what would mend it, and why sessions wait.

A repair that is pointed at is shown on the timeline; pressing it makes it, as one change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.rules import RULES
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.words import counted, session_mark
from agendaplanner.ui.labels import ElidedLabel
from agendaplanner.ui.panels.explained import Explained
from agendaplanner.ui.panels.problem_rows import GROUP, Act, ProblemList
from agendaplanner.ui.panels.repairs import Repairs
from agendaplanner.ui.panels.rows import Row
from agendaplanner.ui.planning.proposal import propose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agendaplanner.checks.findings import Finding, Severity
    from agendaplanner.model.changes import Change
    from agendaplanner.planning.explain.explanation import Explanation
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Shown = Literal["all", "clash", "warning", "why"]
WAITING = "waiting "
"""What the id of a line begins with that says why a session waits."""
NO_PLACE = f"{GROUP}no place"
GLIMPSE_AFTER_MS = 90
"""What the mouse only passes over is not shown."""


class Problems(QtWidgets.QWidget):
    """What is wrong with the agenda, and what the last plan found no place for."""

    counted = QtCore.Signal(int, int)
    """Clashes and warnings."""
    explain_asked = QtCore.Signal()
    """Somebody wants to know why sessions wait."""
    plan_asked = QtCore.Signal()
    """A repair was made and sessions still wait."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Shown = "all"
        self._left_over: dict[str, str] = {}
        self._found: dict[str, Finding] = {}
        self._folded: set[str] = set()
        self.repairs = Repairs(desk, self)
        self.setProperty("kind", "below")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 10, 16, 8)
        lines.setSpacing(6)
        self.head = QtWidgets.QWidget(self)
        self.head.setLayout(self._head())
        lines.addWidget(self.head)
        self.list = ProblemList(look, "Clashes and warnings", self)
        self.list.setObjectName("problems")
        self.empty = QtWidgets.QLabel("", self)
        self.empty.setProperty("kind", "muted")
        self.why = Explained(desk, self)
        lines.addWidget(self.empty)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.why, 1)
        lines.addStretch(0)
        self._point = QtCore.QTimer(self, singleShot=True, interval=GLIMPSE_AFTER_MS)
        self._point.timeout.connect(self._show_pointed)
        self._pointed: Change | None = None
        self.list.opened.connect(self._open)
        self.list.seen.connect(self._ask)
        self.list.pointed.connect(self.point_at)
        self.repairs.found.connect(self._offered)
        self.why.pointed.connect(self.point_at)
        self.why.made.connect(self._repaired)
        self.why.again.connect(self.explain_asked)
        desk.opened.connect(self._opened)
        desk.checked.connect(self._renew)
        desk.changed.connect(self._changed)
        desk.day_changed.connect(self._changed)
        self._renew()

    def _head(self) -> QtWidgets.QHBoxLayout:
        line = QtWidgets.QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        self._tabs: dict[Shown, QtWidgets.QPushButton] = {}
        names: tuple[tuple[Shown, str], ...] = (
            ("all", "All"),
            ("clash", "Clashes"),
            ("warning", "Warnings"),
            ("why", "Why sessions wait"),
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
        self._tabs["why"].hide()
        line.addStretch(1)
        self.count = ElidedLabel(self, kind="heading")
        line.addWidget(self.count)
        return line

    def _opened(self) -> None:
        self._left_over = {}
        self._forget_reasons()
        self._renew()

    def _changed(self, *_: object) -> None:
        agenda, findings = self._desk.agenda, self._desk.findings
        if not self._tabs["why"].isHidden() and agenda is not None and findings is not None:
            if agenda.waiting or findings.counts()["clash"]:
                self.why.grow_old()
            else:
                self._forget_reasons()
        self._renew()

    def _tab_chosen(self, shown: Shown, _checked: bool) -> None:
        self.show_only(shown)

    def show_only(self, shown: Shown) -> None:
        """Show all, or clashes or warnings only, or why sessions wait."""
        self._shown = shown
        self._tabs[shown].setChecked(True)
        self._renew()

    # what the planner found

    def take_left_over(self, reasons: Mapping[str, str]) -> None:
        """Take by session id why a plan found no place; shown until the session has one."""
        self._left_over = dict(reasons)
        self._renew()

    def take_explanation(self, explanation: Explanation) -> None:
        """Show why sessions wait, and what would help."""
        self.why.show_explanation(explanation)
        self._tabs["why"].show()
        self.show_only("why")

    def _forget_reasons(self) -> None:
        self.why.forget()
        self._tabs["why"].hide()
        if self._shown == "why":
            self.show_only("all")

    def _repaired(self) -> None:
        agenda = self._desk.agenda
        self._forget_reasons()
        if agenda is not None and agenda.waiting:
            self.plan_asked.emit()

    # the lines

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        if agenda is not None and not self._desk.is_checked:
            self.count.setText("")
            self.list.hide()
            self.empty.hide()
            return
        findings = self._desk.findings
        counts: Mapping[Severity, int] = findings.counts() if findings is not None else {"clash": 0, "warning": 0}
        self.counted.emit(counts["clash"], counts["warning"])
        self.count.setText(self.summary if agenda is not None else "")
        is_why = self._shown == "why"
        self.why.setVisible(is_why)
        if is_why:
            self.list.hide()
            self.empty.hide()
            return
        rows = list(self._rows())
        self.list.row_model.take(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows and agenda is not None)
        nothing = {"all": "No clashes, and nothing left to do.", "clash": "No clashes.", "warning": "No warnings."}
        self.empty.setText(nothing[self._shown])
        QtCore.QTimer.singleShot(0, self.list, self.list.place_strips)

    def _rows(self) -> Iterator[Row]:
        """Give headings and lines: what waits, then the rules in their order, clashes before warnings."""
        agenda, findings = self._desk.agenda, self._desk.findings
        self._found = {}
        if agenda is None or findings is None:
            return
        waiting = [s for id_ in self._left_over if (s := agenda.session.get(id_)) is not None and s.placement is None]
        if waiting and self._shown != "warning":
            yield from self._heading(NO_PLACE, "No place was found", len(waiting))
            for session in waiting if NO_PLACE not in self._folded else ():
                title, reason = f"{session_mark(session)} has no place.", self._left_over[session.id]
                yield Row(f"{WAITING}{session.id}", title, "", "clash", True, note=reason)
        groups: dict[tuple[Severity, str], list[Finding]] = {}
        for finding in findings.all():
            if self._shown in ("all", finding.severity):
                groups.setdefault((finding.severity, finding.rule), []).append(finding)
        order = list(RULES)
        for severity, rule in sorted(groups, key=lambda key: (key[0] != "clash", order.index(key[1]))):
            group = f"{GROUP}{severity} {rule}"
            yield from self._heading(group, RULES[rule].title, len(groups[severity, rule]))
            for i, finding in enumerate(groups[severity, rule]) if group not in self._folded else ():
                id_ = f"{severity} {rule} {i}"
                self._found[id_] = finding
                yield Row(id_, finding.message, "", severity, severity == "clash")

    def _heading(self, group: str, name: str, count: int) -> Iterator[Row]:
        yield Row(group, name, str(count), chosen=group in self._folded)

    @property
    def summary(self) -> str:
        """How many clashes and warnings there are."""
        if self._desk.findings is None:
            return ""
        counts = self._desk.findings.counts()
        return f"{counted(counts['clash'], 'clash', 'clashes')} · {counted(counts['warning'], 'warning', 'warnings')}"

    def _open(self, row: str) -> None:
        if row.startswith(GROUP):
            self._folded ^= {row}
            self._renew()
            return
        if row.startswith(WAITING):
            self._desk.reveal(row.removeprefix(WAITING))
            return
        sessions = self._found[row].sessions
        if not sessions:
            return
        # the one named last is the one that is looked at; both are seen
        self._desk.select(sessions[::-1])
        self._desk.reveal_asked.emit(sessions[0])

    # repairs

    def _ask(self) -> None:
        """Ask for repairs of what is seen, and give what is known its buttons."""
        for row in self.list.shown_rows():
            if row.id.startswith(WAITING):
                self.list.give(row.id, (Act("Why?", self.explain_asked.emit),))
            elif (finding := self._found.get(row.id)) is not None:
                self._give(row.id, finding)

    def _offered(self, finding: Finding) -> None:
        for id_, each in self._found.items():
            if each == finding:
                self._give(id_, finding)

    def _give(self, row_id: str, finding: Finding) -> None:
        offers = self.repairs.of(finding)
        if offers is None:
            return
        acts = [Act(mend.message, partial(self._make, mend.change), mend.change) for mend in offers.mends]
        menu = [
            Act(f"{choice.words} as {kind}", partial(self._make, choice.change), choice.change)
            for kind, choices in offers.choices
            for choice in choices
        ]
        if menu:
            acts.append(Act("Choose", _nothing, menu=tuple(menu)))
        self.list.give(row_id, acts)
        if offers.note:
            self.list.note(row_id, offers.note)

    def _make(self, change: Change) -> None:
        self.point_at(None)
        done = self._desk.do(lambda _: change, origin=self)
        if done is not None:
            self._desk.told.emit(done.label, True)

    # pointing

    def point_at(self, change: Change | None) -> None:
        """Show on the timeline what a change would do, for as long as it is pointed at."""
        self._pointed = change
        if change is None:
            self._point.stop()
            self._desk.proposals.show_glimpse(None)
        else:
            self._point.start()

    def _show_pointed(self) -> None:
        agenda, findings, change = self._desk.agenda, self._desk.findings, self._pointed
        if agenda is None or findings is None or change is None:
            return
        try:
            proposal = propose(agenda, findings, change, change.label)
        except AgendaError:
            return  # the agenda moved on under the mouse
        self._desk.proposals.show_glimpse(proposal)
        if proposal.moves:
            self._desk.reveal_asked.emit(proposal.moves[-1].session)


def _nothing() -> None:
    """Do nothing: the menu of the button does."""
