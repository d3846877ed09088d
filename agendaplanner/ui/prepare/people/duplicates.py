"""People who may be there twice: found when nobody waits for it, shown side by side, merged or told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.duplicates import Duplicate, duplicates
from agendaplanner.model.merging import merge_people, set_not_same, told_apart
from agendaplanner.model.words import counted
from agendaplanner.ui.jobs import CommandJob
from agendaplanner.ui.labels import ElidedLabel
from agendaplanner.ui.panels.rows import Lines, Row, RowList
from agendaplanner.ui.prepare.heading import SIDE_PX, TOP_PX
from agendaplanner.ui.prepare.people.comparing import Compare

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

SHOWN_PAIRS = 5
AFTER_MS = 150
MOST_HERE = 150
"""Of so many people duplicates are found in some milliseconds; of more, in a process of its own."""


class _Answer(msgspec.Struct):
    duplicates: tuple[Duplicate, ...] = ()


class Search(QtCore.QObject):
    """Looks for duplicates a moment after people have changed."""

    found = QtCore.Signal()

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pairs: tuple[Duplicate, ...] = ()
        self._known: object = None
        self._timer = QtCore.QTimer(self, interval=AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._job = CommandJob(self)
        self._job.done.connect(self._answered)

    def ask(self, agenda: Agenda) -> None:
        """Have it looked again if other people, or other pairs told apart, are in the agenda than at the last time."""
        about = (agenda.people, agenda.meeting.not_same)
        if about != self._known:
            self._known = about
            self.pairs = tuple(p for p in self.pairs if _both_there(agenda, p))
            self._timer.start()

    def stop(self) -> None:
        """Let it be."""
        self._timer.stop()
        self._job.cancel()

    def _look(self) -> None:
        agenda, document = self._desk.agenda, self._desk.document
        if agenda is None:
            return
        if len(agenda.person) <= MOST_HERE or document is None or document.path is None:
            self._take(duplicates(agenda))
            return
        if self._job.running:
            self._job.cancel()
        self._job.start(["people", str(document.path), "--duplicates", "--json"])

    def _answered(self, said: str) -> None:
        self._take(msgspec.json.decode(said, type=_Answer).duplicates)

    def _take(self, pairs: tuple[Duplicate, ...]) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            self.pairs = tuple(pair for pair in pairs if _both_there(agenda, pair))
            self.found.emit()


def _both_there(agenda: Agenda, pair: Duplicate) -> bool:
    return all(id_ in agenda.person for id_ in pair.people) and pair.people not in agenda.meeting.not_same


def _known(person: Person) -> int:
    """Give how many fields of somebody are filled in."""
    return sum(bool(getattr(person, field)) for field in person.__struct_fields__)


class DuplicatesPage(QtWidgets.QWidget):
    """The pairs, and the two records of the one that is looked at."""

    left = QtCore.Signal()

    def __init__(self, desk: Desk, look: Look, search: Search, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk, self._search = desk, search
        self._pair: tuple[str, str] | None = None
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(SIDE_PX, TOP_PX, SIDE_PX, TOP_PX)
        lines.setSpacing(8)
        head = QtWidgets.QHBoxLayout()
        back = QtWidgets.QPushButton("‹ Participants", self)
        back.setProperty("kind", "link")
        back.setAccessibleName("Back to the participants")
        back.clicked.connect(self.left)
        self.title = ElidedLabel(self, kind="title")
        self.again = QtWidgets.QPushButton(self)
        self.again.setProperty("kind", "act")
        self.again.setToolTip("Forget of which pairs it is known that they are two people, and look at them again")
        self.again.clicked.connect(self._ask_again)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        head.addWidget(self.again)
        lines.addLayout(head)
        self.said = QtWidgets.QLabel(self)
        self.said.setProperty("kind", "muted")
        self.said.setWordWrap(True)
        lines.addWidget(self.said)
        self.list = RowList(look, "Pairs that may be one person", parent=self)
        self.list.selectionModel().currentChanged.connect(self._pair_chosen)
        lines.addWidget(self.list)
        self.compare = Compare(look, self)
        lines.addWidget(self.compare, 1)
        lines.addStretch()
        buttons = QtWidgets.QHBoxLayout()
        self.two = QtWidgets.QPushButton("These are two people", self)
        self.two.setToolTip("Remember it: they are not shown here again")
        self.two.clicked.connect(self._tell_apart)
        self.merge = QtWidgets.QPushButton("Merge", self)
        self.merge.setProperty("kind", "main")
        self.merge.setToolTip("One record with what is marked; all that names the other one names it")
        self.merge.clicked.connect(self._merge)
        buttons.addStretch(1)
        buttons.addWidget(self.two)
        buttons.addWidget(self.merge)
        lines.addLayout(buttons)

    def renew(self, agenda: Agenda) -> None:
        """Show the pairs of an agenda."""
        pairs = self._search.pairs
        self.title.setText("Duplicates")
        apart = len(agenda.meeting.not_same)
        self.again.setText(f"Ask again about {counted(apart, 'pair', 'pairs')}")
        self.again.setVisible(bool(apart))
        self.again.setEnabled(self._desk.can_change)
        self.said.setText(
            f"{counted(len(pairs), 'pair may be one person', 'pairs may be one person each')}. "
            "Mark what should stand where they differ, then merge; or say that they are two."
            if pairs
            else "Nobody is likely to be here twice."
        )
        rows = [
            Row(" ".join(pair.people), " — ".join(agenda.person[id_].name for id_ in pair.people), pair.reason)
            for pair in pairs
        ]
        before = self.list.current_id
        self.list.row_model.take(rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), SHOWN_PAIRS) * Lines.HEIGHT + 4)
        known = any(row.id == before for row in rows)
        self.list.choose(before if known else rows[0].id if rows else None)
        self._pair_chosen()

    def _pair_chosen(self, *_: object) -> None:
        agenda = self._desk.agenda
        found = next((p for p in self._search.pairs if " ".join(p.people) == self.list.current_id), None)
        there = found is not None and agenda is not None and _both_there(agenda, found)
        for widget in (self.compare, self.two, self.merge):
            widget.setVisible(there)
        if found is None or agenda is None or not there:
            self._pair = None
            self.compare.lines.clear()
            return
        # the one that more names is kept: its id stays; else the one of whom more is known
        first, second = sorted(
            found.people, key=lambda id_: (-len(agenda.sessions_with.get(id_, ())), -_known(agenda.person[id_]), id_)
        )
        self._pair = (first, second)
        keep, gone = agenda.person[first], agenda.person[second]
        self.compare.lines.take(agenda, keep, gone)
        for button in (self.two, self.merge):
            button.setEnabled(self._desk.can_change)

    def _merge(self) -> None:
        if self._pair is None:
            return
        keep, gone = self._pair
        taken = self.compare.lines.taken
        done = self._desk.do(lambda now: merge_people(now, keep, gone, take=taken))
        if done is not None:
            self._desk.told.emit(done.label, True)

    def _tell_apart(self) -> None:
        if self._pair is None:
            return
        pair = told_apart(*self._pair)
        done = self._desk.do(lambda now: set_not_same(now, [pair]))
        if done is not None:
            self._desk.told.emit(done.label, True)

    def _ask_again(self) -> None:
        done = self._desk.do(lambda now: set_not_same(now, now.meeting.not_same, on=False))
        if done is not None:
            self._desk.told.emit(done.label, True)
