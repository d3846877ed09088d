"""The people of the meeting with how much they have to do; choosing one shows where they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.model.words import person_short
from agendaplanner.ui.panels.rows import PanelHead, Row, RowList

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look


class People(QtWidgets.QWidget):
    """Everybody, those with most sessions first."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chosen: str | None = None
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(14, 8, 14, 8)
        lines.setSpacing(6)
        self.head = PanelHead("People", self)
        self.list = RowList(look, "People", parent=self)
        self.list.setObjectName("people")
        lines.addWidget(self.head)
        lines.addWidget(self.list, 1)
        self.list.opened.connect(self.choose)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        desk.highlight_changed.connect(self._highlighted)
        self._renew()

    def _opened(self) -> None:
        self._chosen = None
        self._renew()

    def choose(self, person_id: str) -> None:
        """Show where somebody is needed; choosing the same again shows all as usual."""
        agenda = self._desk.agenda
        if agenda is None:
            return
        self._chosen = None if person_id == self._chosen else person_id
        ids = agenda.sessions_with.get(person_id, ()) if self._chosen is not None else ()
        self._desk.highlight(ids)
        if self._chosen is not None:
            self._desk.inspect("person", (person_id,))
        else:
            self._desk.inspect("session", self._desk.selected)
        self._renew()

    def _highlighted(self) -> None:
        if not self._desk.highlighted and self._chosen is not None:
            self._chosen = None
            self._renew()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        rows: list[Row] = []
        if agenda is not None:
            people = sorted(
                agenda.people,
                key=lambda p: (-len(agenda.sessions_with.get(p.id, ())), (p.family or p.name).casefold(), p.id),
            )
            for person in people:
                count = len(agenda.sessions_with.get(person.id, ()))
                words = "" if not count else "1 session" if count == 1 else f"{count} sessions"
                rows.append(Row(person.id, person_short(person), words, chosen=person.id == self._chosen))
        self.list.row_model.take(rows)
        self.head.count.setText(str(len(rows)) if agenda is not None else "")
