"""The dialog that publishes a version: what it is called, what stands in the way, and what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.rules import RULES
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.words import counted
from agendaplanner.ui.labels import named, restyle
from agendaplanner.ui.panels.rows import Lines, Row, RowList
from agendaplanner.ui.publishing.since import SAID, counts_said

if TYPE_CHECKING:
    from agendaplanner.checks.findings import Finding
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.publishing.since import Since

MOST_ROWS = 200
WIDTH, TALL = 780, 600
MOST_SEEN = 6
"""Of what stands in the way, without scrolling."""


class Publish(QtWidgets.QDialog):
    """Lies beside the window until it is closed, so that what is clicked in it is seen on the timeline."""

    published = QtCore.Signal(object)
    """The ``Version``."""

    def __init__(self, desk: Desk, look: Look, since: Since, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._since = desk, since
        self._found: dict[str, Finding] = {}
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(12)
        self.label = QtWidgets.QLineEdit(self)
        self.label.setPlaceholderText("Second circular")
        self.note = QtWidgets.QLineEdit(self)
        self.note.setPlaceholderText("For the organisers")
        fields = QtWidgets.QHBoxLayout()
        fields.setSpacing(12)
        fields.addLayout(named("What to call it", self.label), 1)
        fields.addLayout(named("Note", self.note), 1)
        lines.addLayout(fields)
        self.blockers_head = self._heading(lines)
        self.blockers = RowList(look, "What stands in the way", parent=self)
        self.blockers.opened.connect(self._reveal_blocker)
        lines.addWidget(self.blockers)
        self.changes_head = self._heading(lines)
        self.changes = RowList(look, "What changed", parent=self)
        self.changes.opened.connect(self._reveal_change)
        lines.addWidget(self.changes, 1)
        lines.addStretch(0)
        self.word = QtWidgets.QLabel(self)
        self.word.setProperty("kind", "muted")
        self.word.setWordWrap(True)
        lines.addWidget(self.word)
        buttons = QtWidgets.QDialogButtonBox(self)
        self.ok = buttons.addButton("Publish", QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        restyle(self.ok, "kind", "main")
        self.ok.setDefault(True)
        buttons.addButton(QtWidgets.QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._publish)
        buttons.rejected.connect(self.reject)
        lines.addWidget(buttons)
        desk.opened.connect(self.close)
        desk.changed.connect(self._show_blockers)
        since.changed.connect(self._show_changes)
        since.look()
        self._show_changes()
        self.resize(WIDTH, TALL if self.changes.row_model.rows else self.sizeHint().height())
        self.label.setFocus()

    def _heading(self, lines: QtWidgets.QVBoxLayout) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(self)
        label.setProperty("kind", "strong")
        label.setWordWrap(True)
        lines.addWidget(label)
        return label

    # what is said

    @QtCore.Slot()
    def _show_blockers(self, *_: object) -> None:
        findings = self._desk.findings
        blocking = [each for each in findings.all() if each.blocks_publication] if findings is not None else []
        blocking.sort(key=lambda each: each.severity != "clash")
        clashes = sum(each.severity == "clash" for each in blocking)
        self._found = {str(i): each for i, each in enumerate(blocking[:MOST_ROWS])}
        rows = [Row(id_, f.message, RULES[f.rule].title, colour=f.severity) for id_, f in self._found.items()]
        self.blockers.row_model.take(rows)
        self.blockers.setVisible(bool(rows))
        self.blockers.setFixedHeight(min(len(rows), MOST_SEEN) * Lines.HEIGHT + 2)
        many = len(blocking)
        self.blockers_head.setText(
            f"{counted(many, 'thing', 'things').capitalize()} {'stands' if many == 1 else 'stand'} in the way"
            if many
            else "Nothing stands in the way."
        )
        is_new = self._since.comparison is None or bool(self._since.comparison) or self._differs()
        if clashes:
            # nobody is sent to two places at once: a clash is put right, or its rule is eased with eyes open
            rest = "Put right what clashes before it goes out; or ease a rule in Plan > Rules."
        elif many:
            rest = "These can be published with; who reads the programme will see them."
        elif not is_new:
            rest = "Nothing has changed since the last version: it is published as it is."
        else:
            rest = "A version is kept for good. People's calendars are brought from one version to the next."
        self.word.setText(rest)
        self.ok.setText("Publish anyway" if many and not clashes else "Publish")
        self.ok.setEnabled(not clashes and is_new and self._desk.can_change)

    def _differs(self) -> bool:
        """Tell whether anything differs from the last version, also what no reader sees."""
        document, version = self._desk.document, self._since.version
        return document is not None and version is not None and version.revision != document.revision

    @QtCore.Slot()
    def _show_changes(self) -> None:
        version, comparison = self._since.version, self._since.comparison
        number = version.number + 1 if version is not None else 1
        self.setWindowTitle(f"Publish version {number}")
        rows: list[Row] = []
        if version is None or comparison is None:
            agenda = self._desk.agenda
            placed = len(agenda.placed) if agenda is not None else 0
            said = f"The first version: {counted(placed, 'session', 'sessions')} with a place."
        else:
            counts = counts_said(comparison)
            name = f"{version.name[0].lower()}{version.name[1:]}"
            said = f"Since {name}: {counts}" if counts else f"Nothing that people see has changed since {name}."
            rows = [Row(f"meeting {each.field}", each.message, "meeting") for each in comparison.meeting]
            rows += (
                Row(
                    group.changes[0].session,
                    group.message,
                    ", ".join(dict.fromkeys(SAID[c.kind] for c in group.changes)),
                )
                for group in comparison.groups[:MOST_ROWS]
            )
        self.changes_head.setText(said)
        self.changes.row_model.take(rows)
        self.changes.setVisible(bool(rows))
        self._show_blockers()

    # what is done

    def _reveal_blocker(self, id_: str) -> None:
        finding = self._found[id_]
        if finding.sessions:
            self._desk.reveal(finding.sessions[-1])
        elif finding.people:
            self._desk.inspect("person", finding.people)

    def _reveal_change(self, id_: str) -> None:
        agenda = self._desk.agenda
        if agenda is not None and id_ in agenda.session:
            self._desk.reveal(id_)

    def _publish(self) -> None:
        document = self._desk.document
        if document is None:
            return
        try:
            version = document.publish(label=self.label.text().strip(), note=self.note.text().strip())
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self.accept()
        self.published.emit(version)
