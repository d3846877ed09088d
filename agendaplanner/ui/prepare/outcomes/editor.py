"""The dialogue in which a recommendation is written: its text, how it stands, to whom it goes, what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtWidgets

from agendaplanner.model.outcomes import STANCES, Stance, recommendations, stance_of
from agendaplanner.model.words import session_name
from agendaplanner.ui.labels import Segments, answers, named

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Recommendation

DIMENSIONS = ("", "bilateral", "multilateral", "both")
STANCE_WORDS: dict[Stance, str] = {
    "agreed": "Agreed",
    "for further discussion": "To discuss",
    "not desirable to integrate": "Not desirable",
}


class Writing(QtWidgets.QDialog):
    """Writes a recommendation; ``recommendation`` is what was written, once accepted."""

    def __init__(self, agenda: Agenda, start: Recommendation, *, new: bool, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._start = start
        self._stance: Stance = stance_of(start)
        self.setWindowTitle("New recommendation" if new else "Recommendation")
        self.setMinimumWidth(520)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        self.text = QtWidgets.QPlainTextEdit(start.text if start.text != "-" else "", self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(96)
        self.text.textChanged.connect(self._allow)
        lines.addLayout(named("What is recommended", self.text))
        self.session = QtWidgets.QComboBox(self)
        for session in agenda.sessions:
            if not session.is_quiet and not session.is_cancelled:
                self.session.addItem(session_name(session), session.id)
        self.session.setCurrentIndex(max(self.session.findData(start.session), 0))
        self.session.setMinimumContentsLength(20)
        self.session.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        lines.addLayout(named("It comes from", self.session))
        self.stance = Segments(self)
        self.stance.setAccessibleName("How it stands")
        self.stance.offer([(STANCE_WORDS[stance], stance) for stance in STANCES])
        self.stance.chosen.connect(self._stand)
        self.stance.mark(self._stance)
        lines.addLayout(named("How it stands", self.stance))
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(12)
        self.to = QtWidgets.QComboBox(self)
        self.to.setEditable(True)
        known = {each.strip() for r in recommendations(agenda) for each in r.addressed_to.split(";") if each.strip()}
        self.to.addItems(sorted(known, key=str.casefold))
        self.to.setCurrentText(start.addressed_to)
        self.to.setToolTip("Several with semicolons between them")
        line.addLayout(named("Addressed to", self.to), 2)
        self.dimension = QtWidgets.QComboBox(self)
        for each in DIMENSIONS:
            self.dimension.addItem(each.capitalize() or "Not said", each)
        self.dimension.setCurrentIndex(DIMENSIONS.index(start.dimension) if start.dimension in DIMENSIONS else 0)
        line.addLayout(named("Dimension", self.dimension), 1)
        lines.addLayout(line)
        self.objectives = self._objectives(agenda, lines)
        buttons, self.ok = answers(self, "Add" if new else "Save")
        lines.addWidget(buttons)
        self._allow()
        self.text.setFocus()

    def _objectives(self, agenda: Agenda, lines: QtWidgets.QVBoxLayout) -> QtWidgets.QListWidget:
        """Offer the meeting's objectives, to be ticked."""
        boxes = QtWidgets.QListWidget(self)
        boxes.setWordWrap(True)
        boxes.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        boxes.setMaximumHeight(150)
        # also those that it answers and the meeting no longer has
        for objective in dict.fromkeys([*agenda.meeting.objectives, *self._start.objectives]):
            item = QtWidgets.QListWidgetItem(objective, boxes)
            item.setFlags(item.flags() | QtCore.Qt.ItemFlag.ItemIsUserCheckable)
            ticked = objective in self._start.objectives
            item.setCheckState(QtCore.Qt.CheckState.Checked if ticked else QtCore.Qt.CheckState.Unchecked)
        if boxes.count():
            lines.addLayout(named("Objectives that it answers", boxes))
        else:
            boxes.hide()
        return boxes

    def _stand(self, stance: Stance) -> None:
        self._stance = stance
        self.stance.mark(stance)

    def _allow(self) -> None:
        self.ok.setEnabled(bool(self.text.toPlainText().strip()) and self.session.count() > 0)

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation as it is written here."""
        boxes = (self.objectives.item(i) for i in range(self.objectives.count()))
        return msgspec.structs.replace(
            self._start,
            text=" ".join(self.text.toPlainText().split()),
            session=self.session.currentData(),
            agreed=self._stance == "agreed",
            undesirable=self._stance == "not desirable to integrate",
            addressed_to=self.to.currentText().strip(),
            dimension=self.dimension.currentData(),
            objectives=tuple(b.text() for b in boxes if b.checkState() == QtCore.Qt.CheckState.Checked),
        )
