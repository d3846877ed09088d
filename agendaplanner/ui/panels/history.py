"""The history: who changed what and when, what a change did in words, and the way back to any point of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui, QtWidgets

from agendaplanner.model.changes import Change, edits_between
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.records import kind_of
from agendaplanner.model.times import clock, short_day
from agendaplanner.ui.fields.catalogue import told
from agendaplanner.ui.keys_first import clears
from agendaplanner.ui.panels.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agendaplanner.document.document import Document, Entry
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Key
    from agendaplanner.model.records import Record
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

MOST_SAID = 60
"""How many sentences are said of a change; the rest is counted."""


class History(QtWidgets.QWidget):
    """The changes of the document, newest first, with what the selected one did and what going back to it would do."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_stale = True
        self._entries: dict[str, Entry] = {}
        self._chosen: int | None = None
        self._way_back: Change | None = None
        across = QtWidgets.QHBoxLayout(self)
        across.setContentsMargins(16, 8, 16, 8)
        across.setSpacing(16)
        left = QtWidgets.QVBoxLayout()
        left.setSpacing(6)
        self.filter = QtWidgets.QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText("Filter by words or author")
        self.filter.setAccessibleName("Filter the history")
        clears(self.filter)
        self.filter.textChanged.connect(self._renew)
        left.addWidget(self.filter)
        self.list = RowList(look, "History", parent=self)
        self.list.setObjectName("history")
        self.list.opened.connect(self._open)
        left.addWidget(self.list, 1)
        across.addLayout(left, 3)
        right = QtWidgets.QVBoxLayout()
        right.setSpacing(6)
        self.words = QtWidgets.QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("What the change did, and what going back would do")
        right.addWidget(self.words, 1)
        line = QtWidgets.QHBoxLayout()
        self.back = QtWidgets.QPushButton("Go back to here", self)
        self.back.setToolTip("The agenda as it stood after this change; it can be taken back like any other change")
        self.back.clicked.connect(self._go_back)
        line.addStretch(1)
        line.addWidget(self.back)
        right.addLayout(line)
        across.addLayout(right, 2)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        self._opened()

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Bring it up to date: nobody looked before."""
        super().showEvent(event)
        if self._is_stale:
            self._renew()

    def _opened(self) -> None:
        self.filter.clear()
        self._choose(None)
        self._renew()

    def _renew(self, *_: object) -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        document = self._desk.document
        entries = document.history() if document is not None else ()
        wanted = self.filter.text().casefold().split()
        rows: list[Row] = []
        self._entries = {}
        for entry in entries:
            said = f"{entry.author} · {moment_said(entry.time)}"
            if all(word in f"{entry.label} {said}".casefold() for word in wanted):
                id_ = str(entry.revision)
                self._entries[id_] = entry
                rows.append(Row(id_, entry.label, said))
        self.list.row_model.take(rows)
        self._choose(self._chosen if str(self._chosen) in self._entries else None)

    def _open(self, id_: str) -> None:
        self._choose(int(id_))

    def _choose(self, revision: int | None) -> None:
        self._chosen, self._way_back = revision, None
        document = self._desk.document
        if document is None or revision is None:
            self.words.setPlainText("Select a change to see what it did, and what going back to it would do.")
            self.back.setEnabled(False)
            return
        if self.list.current_id != str(revision):
            self.list.choose(str(revision))
        try:
            self._way_back = document.way_back(revision)
            did = what_it_did(document, revision)
        except AgendaError as error:
            self.words.setPlainText(str(error))
            self.back.setEnabled(False)
            return
        agenda = document.agenda
        undone = told(agenda, agenda.apply(self._way_back), self._way_back, most=MOST_SAID)
        parts = ["What it did:", *(f"  {line}" for line in did), ""]
        parts += (
            ["Going back to here would:", *(f"  {line}" for line in undone)] if undone else ["This is how it stands."]
        )
        self.words.setPlainText("\n".join(parts))
        self.back.setEnabled(bool(undone) and self._desk.can_change)

    def _go_back(self) -> None:
        way = self._way_back
        if way is None:
            return
        done = self._desk.do(lambda _: way, origin=self)
        if done is not None:
            self._desk.told.emit(f"{done.label}.", True)


def what_it_did(document: Document, revision: int) -> list[str]:
    """Say in a sentence each what a change of the history did.

    Raises:
        AgendaError: There is no such change, or the file is damaged.
    """
    if revision == 1:
        return ["The meeting as it began"]
    agenda = document.agenda
    after = agenda.apply(document.way_back(revision))
    before = agenda.apply(document.way_back(revision - 1))
    return told(before, after, Change("", edits_between(_records(before), _records(after))), most=MOST_SAID)


def _records(agenda: Agenda) -> Mapping[Key, Record]:
    return {(kind_of(record), record.id): record for record in agenda}


def moment_said(time: datetime) -> str:
    """Say when something was changed, on this machine's clock: "12:04" today, else with the date."""
    here = time.astimezone()
    today = here.now(here.tzinfo).date()
    return clock(here) if here.date() == today else f"{short_day(here)} {clock(here)}"
