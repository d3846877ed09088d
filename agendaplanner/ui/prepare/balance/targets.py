"""The strip in which targets are set: for which value, at least and at most so many percent, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.balance import TARGET_SCOPES, set_target
from agendaplanner.ui.labels import completing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import TargetField, TargetScope
    from agendaplanner.model.parts import Target
    from agendaplanner.ui.desk import Desk

SCOPE_WORDS: dict[str, str] = {
    "meeting": "the meeting",
    "sessions": "every session",
    "panels": "every panel",
    "breakouts": "every breakout",
}
"""How it is said where a target is for."""


class TargetStrip(QtWidgets.QWidget):
    """Sets a target, or takes it away; both can be undone."""

    done = QtCore.Signal(str)
    """A target was set or taken away: what to say."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._targets: tuple[Target, ...] = ()
        heading = QtWidgets.QLabel("Target", self)
        heading.setProperty("kind", "heading")
        self.value = QtWidgets.QComboBox(self)
        self.value.setAccessibleName("Target for")
        self.value.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.value.setMinimumContentsLength(14)
        completing(self.value)
        self.where = QtWidgets.QComboBox(self)
        self.where.setAccessibleName("Where it is for")
        for scope in TARGET_SCOPES:
            self.where.addItem(f"in {SCOPE_WORDS[scope]}", scope)
        self.least, self.most = self._percent("At least, in percent"), self._percent("At most, in percent")
        self.set = QtWidgets.QPushButton("Set target", self)
        self.away = QtWidgets.QPushButton("No target", self)
        self.away.setToolTip("Take the target away")
        for button in (self.set, self.away):
            button.setProperty("kind", "act")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(heading)
        first, second = QtWidgets.QHBoxLayout(), QtWidgets.QHBoxLayout()
        for line in (first, second):
            line.setSpacing(6)
            lines.addLayout(line)
        first.addWidget(self.value, 3)
        first.addWidget(self.where, 2)
        second.addWidget(QtWidgets.QLabel("at least", self))
        second.addWidget(self.least)
        second.addWidget(QtWidgets.QLabel("at most", self))
        second.addWidget(self.most)
        second.addStretch(1)
        second.addWidget(self.set)
        second.addWidget(self.away)
        self.value.activated.connect(self._fill)
        self.where.activated.connect(self._fill)
        self.least.valueChanged.connect(self._allow)
        self.most.valueChanged.connect(self._allow)
        self.set.clicked.connect(lambda: self._set(self.least.value(), self.most.value()))
        self.away.clicked.connect(lambda: self._set(0, 100))

    def _percent(self, name: str) -> QtWidgets.QSpinBox:
        box = QtWidgets.QSpinBox(self)
        box.setRange(0, 100)
        box.setSuffix(" %")
        box.setAccessibleName(name)
        box.setFixedWidth(56)
        return box

    def offer(self, agenda: Agenda, choices: Sequence[tuple[str, tuple[TargetField, str]]]) -> None:
        """Offer what a target can be for, as (name, (field, value)); what is chosen stays chosen."""
        self._targets = agenda.meeting.targets
        known = [(self.value.itemText(i), self.value.itemData(i)) for i in range(self.value.count())]
        if known != list(choices):
            chosen = self.value.currentData()
            self.value.clear()
            for name, target in choices:
                self.value.addItem(name, target)
            self.choose(chosen or (choices[0][1] if choices else None))
        else:
            self._fill()

    def choose(self, target: tuple[TargetField, str] | None, where: TargetScope | None = None) -> None:
        """Show the target for a value, and where it is for."""
        found = next((i for i in range(self.value.count()) if self.value.itemData(i) == target), -1)
        if found >= 0:
            self.value.setCurrentIndex(found)
        if where is not None:
            self.where.setCurrentIndex(TARGET_SCOPES.index(where))
        self._fill()

    @property
    def _standing(self) -> Target | None:
        key = (*(self.value.currentData() or ("", "")), self.where.currentData())
        return next((t for t in self._targets if (t.of, t.value, t.where) == key), None)

    def _fill(self) -> None:
        target = self._standing
        for box, percent in (
            (self.least, target.least_percent if target else 0),
            (self.most, target.most_percent if target else 100),
        ):
            box.setValue(percent)
        self._allow()

    def _allow(self) -> None:
        can = self._desk.can_change and self.value.currentData() is not None
        least, most = self.least.value(), self.most.value()
        self.set.setEnabled(can and least <= most and (least, most) != (0, 100))
        self.set.setToolTip("At least must not be more than at most" if least > most else "")
        self.away.setEnabled(can and self._standing is not None)

    def _set(self, least: int, most: int) -> None:
        of, value = self.value.currentData()
        where = self.where.currentData()
        change = self._desk.do(lambda agenda: set_target(agenda, of, value, least, most, where=where))
        if change is not None:
            self.done.emit(f"{change.label}, in {SCOPE_WORDS[where]}.")
