"""The panel of changes: since the version that was published last, or from any version to a later one, in grouped words.

A line that is pointed at is shown on the timeline: where its sessions stood is outlined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.changes import Change
from agendaplanner.model.compare import compare
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.parts import Placement
from agendaplanner.ui.labels import ElidedLabel
from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.planning.proposal import Move, Proposal
from agendaplanner.ui.publishing.since import SAID, counts_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.change_facts import SessionChange, State
    from agendaplanner.model.change_groups import Group
    from agendaplanner.model.compare import Comparison
    from agendaplanner.model.versions import Version
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.publishing.since import Since

NOW = 0
"""Stands among versions for the agenda as it is."""
NAME = "Changes"
LONGEST_LABEL = 26
LEAST_BOX_PX = 64
WITH_WORDS_PX = 640


class Changes(QtWidgets.QWidget):
    """Two versions, and what changed from one to the other."""

    publish_asked = QtCore.Signal()

    def __init__(self, desk: Desk, look: Look, since: Since, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._since = desk, since
        self._is_stale = True
        self._comparison: Comparison | None = None
        self._groups: dict[str, Group] = {}
        self.head = QtWidgets.QWidget(self)
        line = QtWidgets.QHBoxLayout(self.head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.count = ElidedLabel(self, kind="small")
        line.addWidget(self.count, 1)
        self._labels: list[QtWidgets.QLabel] = [self.count]
        self.from_, self.to = self._choice(line, "From"), self._choice(line, "to")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 8, 16, 8)
        lines.setSpacing(6)
        self.list = ChangeList(look, "What changed", self)
        self.list.setObjectName("changes")
        self.list.opened.connect(self._open)
        self.list.pointed.connect(self._point_at)
        lines.addWidget(self.list, 1)
        self.empty = QtWidgets.QLabel(self)
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        lines.addWidget(self.empty)
        self.publish = QtWidgets.QPushButton("Publish…", self)
        self.publish.clicked.connect(self.publish_asked)
        lines.addWidget(self.publish, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(0)
        desk.opened.connect(self._opened)
        since.changed.connect(self._renew)
        self._opened()

    def _choice(self, line: QtWidgets.QHBoxLayout, name: str) -> QtWidgets.QComboBox:
        label = QtWidgets.QLabel(name, self.head)
        label.setProperty("kind", "small")
        self._labels.append(label)
        box = QtWidgets.QComboBox(self.head)
        box.setAccessibleName(f"{name.capitalize()} which version")
        box.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(LEAST_BOX_PX)  # the panel may be narrow
        label.setBuddy(box)
        box.activated.connect(self._renew)
        line.addWidget(label)
        line.addWidget(box)
        return box

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Bring it up to date: nobody looked before."""
        super().showEvent(event)
        if self._is_stale:
            self._renew()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Leave the words of a narrow head out; the choices say what they are."""
        super().resizeEvent(event)
        for label in self._labels:
            label.setVisible(self.width() >= WITH_WORDS_PX)

    def _opened(self) -> None:
        self.from_.clear()
        self.to.clear()
        self._renew()

    # what is compared

    def _renew(self, *_: object) -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        self._offer(self._since.versions)
        try:
            self._comparison = self._compared()
        except AgendaError as error:
            self._desk.failed.emit(error)
            self._comparison = None
        found = self._comparison
        self._groups = {str(i): group for i, group in enumerate(found.groups)} if found is not None else {}
        self.list.row_model.take(list(self._rows()))
        self.count.setText(counts_said(found) if found is not None else "")
        words = self._nothing_said()
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        self.list.setVisible(not words)
        self.publish.setVisible(not self._since.versions and self._desk.can_change)
        for box in (self.from_, self.to):
            box.setEnabled(bool(self._since.versions))

    def _offer(self, versions: Sequence[Version]) -> None:
        """Offer the versions, newest first, and to each only what is later; what was chosen stays."""
        newest = versions[-1].number if versions else NOW
        known = {self.from_.itemData(i) for i in range(self.from_.count())}
        chosen = self.from_.currentData() if newest in known else newest
        _fill(self.from_, [(_said(each), each.number) for each in reversed(versions)], chosen)
        since = self.from_.currentData() or NOW
        later = [(_said(each), each.number) for each in reversed(versions) if each.number > since]
        _fill(self.to, [("now", NOW), *later] if versions else [], self.to.currentData())

    def _compared(self) -> Comparison | None:
        document, versions = self._desk.document, self._since.versions
        since, until = self.from_.currentData(), self.to.currentData()
        if document is None or not versions or since is None:
            return None
        if since == versions[-1].number and until == NOW:
            return self._since.comparison
        return compare(document.published(since), document.published(until) if until else document.agenda)

    def _rows(self) -> Iterator[Row]:
        if self._comparison is None:
            return
        for each in self._comparison.meeting:
            yield Row(f"meeting {each.field}", each.message, "meeting", colour="muted")
        for id_, group in self._groups.items():
            kinds = dict.fromkeys(SAID[change.kind] for change in group.changes)
            many = f"{len(group.changes)} sessions, " if len(group.changes) > 1 else ""
            gone = any(change.after is None for change in group.changes)
            colour = "warning" if gone else "accent" if {"moved", "new"} & kinds.keys() else "muted"
            yield Row(id_, group.message, f"{many}{', '.join(kinds)}", colour=colour)

    def _nothing_said(self) -> str:
        if not self._since.versions:
            return "Nothing has been published yet. From the first version on, what changed since is said here."
        if not self._comparison:
            to = self.to.currentText() or "now"
            return f"Nothing has changed from {self.from_.currentText()} to {to}."
        return ""

    # what is done with a line

    def _open(self, id_: str) -> None:
        """Select the sessions of a line, and have the first of them seen."""
        group, agenda = self._groups.get(id_), self._desk.agenda
        if group is None or agenda is None:
            return
        there = [change.session for change in group.changes if change.session in agenda.session]
        if not there:
            self._desk.told.emit("This session is not in the agenda any more. History can bring it back.", False)
            return
        self._desk.select(there)
        self._desk.reveal_asked.emit(there[0])

    def _point_at(self, id_: str) -> None:
        """Outline on the timeline where the sessions of a line stood; "": no longer."""
        group, agenda, findings = self._groups.get(id_), self._desk.agenda, self._desk.findings
        moves = tuple(filter(None, map(_move, group.changes))) if group is not None else ()
        if not moves or agenda is None or findings is None or self._comparison is None or self.to.currentData() != NOW:
            self._desk.proposals.show_glimpse(None)
            return
        assert group is not None
        self._desk.proposals.show_glimpse(
            Proposal(
                title=group.message,
                change=Change("", ()),
                before=self._comparison.before,
                after=agenda,
                findings=findings,
                moves=moves,
            )
        )


class ChangeList(RowList):
    """Lines that say which of them is pointed at, by the mouse or the keyboard."""

    pointed = QtCore.Signal(str)
    """The id of the line, or ""."""

    def __init__(self, look: Look, name: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, name, parent=parent)
        self.entered.connect(self._entered)
        self.viewportEntered.connect(lambda: self.pointed.emit(""))
        self.row_model.modelReset.connect(lambda: self.pointed.emit(""))

    def _entered(self, index: QtCore.QModelIndex) -> None:
        row = self.row_model.row_at(index)
        self.pointed.emit(row.id if row is not None else "")

    def currentChanged(
        self,
        current: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
        previous: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
    ) -> None:
        """Show what the keyboard goes to."""
        super().currentChanged(current, previous)
        row = self.row_model.row_at(current)
        if self.hasFocus():
            self.pointed.emit(row.id if row is not None else "")

    def leaveEvent(self, event: QtCore.QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Point at nothing any more."""
        super().focusOutEvent(event)
        self.pointed.emit("")


def _move(change: SessionChange) -> Move | None:
    """Give where a session stood and stands; None where that is the same."""
    before, after = _place(change.before), _place(change.after)
    if before == after and _minutes(change.before) == _minutes(change.after):
        return None
    return Move(change.session, before, after, _minutes(change.before), _minutes(change.after))


def _place(state: State | None) -> Placement | None:
    return Placement(start=state.start, room=state.room) if state is not None else None


def _minutes(state: State | None) -> int:
    return round((state.end - state.start).total_seconds() / 60) if state is not None else 0


def _said(version: Version) -> str:
    label = version.label if len(version.label) <= LONGEST_LABEL else f"{version.label[: LONGEST_LABEL - 1]}…"
    return f"version {version.number}, {label}" if label else f"version {version.number}"


def _fill(box: QtWidgets.QComboBox, items: Sequence[tuple[str, int]], chosen: object) -> None:
    """Offer (words, value) pairs; what was chosen stays, where it is still there."""
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != list(items):
        box.clear()
        for words, value in items:
            box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0) if items else -1)
