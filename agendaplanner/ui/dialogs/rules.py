"""The check rules of the meeting: what each asks, what is done about it, and how often it is broken now."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.policies import POLICIES, policies_of, set_rule_policy
from agendaplanner.checks.rules import RULES
from agendaplanner.ui.labels import resize_within_screen

if TYPE_CHECKING:
    from agendaplanner.model.kinds import RulePolicyKind
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
TITLE, SAYS, POLICY, FOUND = range(4)
ROW_PX = 34

MEANINGS = "  ".join(
    f'<span style="font-weight:600">{policy}</span>: {meaning}'
    for policy, meaning in (
        ("Block", "a clash, and never planned."),
        ("Block publication", "may stand until the agenda is published, but is never planned."),
        ("Warn", "planned only where there is no other place."),
        ("Ignore", "not even said."),
    )
)


def show_rules(desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
    """Show the dialog, which lies beside the window until it is closed; a second one is not opened."""
    dialog = parent.findChild(Rules) or Rules(desk, look, parent)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


class Rules(QtWidgets.QDialog):
    """A table of all rules; what is chosen holds at once, and can be undone like any change."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rules")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 950, 700)
        self._desk, self._look = desk, look
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(12)
        words = QtWidgets.QLabel(MEANINGS, self)
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        lines.addWidget(words)
        self.table = QtWidgets.QTableWidget(len(RULES), 4, self)
        self.table.setHorizontalHeaderLabels(["Rule", "What it asks", "What is done", "Found"])
        self.table.setAccessibleName("Rules")
        self.choices: dict[str, QtWidgets.QComboBox] = {}
        self._items: list[tuple[QtWidgets.QTableWidgetItem, ...]] = []
        self._fill()
        lines.addWidget(self.table, 1)
        buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        lines.addWidget(buttons)
        desk.changed.connect(self._show)
        desk.opened.connect(self._show)
        look.changed.connect(self._show)
        self._show()

    def _fill(self) -> None:
        """Make the rows, which stay; what is in the last two columns changes."""
        table = self.table
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0 5px; }")  # as its headings have it
        table.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from choice to choice
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(SAYS, QtWidgets.QHeaderView.ResizeMode.Stretch)
        for column, wide in ((TITLE, 172), (POLICY, 196), (FOUND, 72)):
            head.setSectionResizeMode(column, QtWidgets.QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, wide)
        to_the_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        table.model().setHeaderData(FOUND, Qt.Orientation.Horizontal, to_the_right, Qt.ItemDataRole.TextAlignmentRole)
        for row, rule in enumerate(RULES.values()):
            self._items.append(tuple(QtWidgets.QTableWidgetItem(text) for text in (rule.title, rule.says, "")))
            for column, item in zip((TITLE, SAYS, FOUND), self._items[-1], strict=True):
                table.setItem(row, column, item)
            self._items[-1][-1].setTextAlignment(to_the_right)
            choice = _Choice(table)
            choice.setAccessibleName(f"What is done about: {rule.title}")
            choice.setAccessibleDescription(rule.says)
            for policy in POLICIES:
                usual = " (usual)" if policy == rule.policy else ""
                choice.addItem(f"{policy.capitalize()}{usual}", policy)
            choice.activated.connect(partial(self._chosen, rule.name))
            self.choices[rule.name] = choice
            table.setCellWidget(row, POLICY, _centred(choice))

    def _chosen(self, rule: str, index: int) -> None:
        policy: RulePolicyKind = self.choices[rule].itemData(index)
        self._desk.do(lambda agenda: set_rule_policy(agenda, rule, policy))
        self._show()  # also where it could not be done

    def _show(self, _announced: object = None) -> None:
        """Show what is done about each rule now, and how often it is broken."""
        agenda, findings = self._desk.agenda, self._desk.findings
        if agenda is None or findings is None:
            self.reject()
            return
        policies = policies_of(agenda.meeting)
        found = Counter(finding.rule for finding in findings.all())
        clashes = {finding.rule for finding in findings.all() if finding.severity == "clash"}
        for name, (title, says, count) in zip(RULES, self._items, strict=True):
            choice = self.choices[name]
            choice.setCurrentIndex(POLICIES.index(policies[name]))
            choice.setEnabled(self._desk.can_change)
            title.setForeground(QtGui.QBrush(self._look.colour("text")))
            says.setForeground(QtGui.QBrush(self._look.colour("muted")))
            count.setText(str(found[name]) if found[name] else "")
            count.setForeground(QtGui.QBrush(self._look.colour("clash" if name in clashes else "warning")))


def _centred(choice: QtWidgets.QComboBox) -> QtWidgets.QWidget:
    """Give a cell in whose middle a choice stands."""
    cell = QtWidgets.QWidget()
    lines = QtWidgets.QVBoxLayout(cell)
    lines.setContentsMargins(4, 0, 4, 0)
    lines.addWidget(choice, 0, Qt.AlignmentFlag.AlignVCenter)
    return cell


class _Choice(QtWidgets.QComboBox):
    """A choice that the wheel does not change: who scrolls the table means the table."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, e: QtGui.QWheelEvent) -> None:
        """Let the table have it."""
        e.ignore()
