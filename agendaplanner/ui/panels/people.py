"""The people of the meeting with how much they have to do; choosing one shows their own timeline."""

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
        self._renew()

    def _opened(self) -> None:
        self._chosen = None
        self._renew()

    def choose(self, person_id: str) -> None:
        """Show the own timeline of somebody; choosing the same again shows all as usual."""
        if person_id == self._chosen:
            self._desk.look_through("person", person_id)
            self._desk.inspect("session", self._desk.selected)
        else:
            self._desk.look_at("person", person_id)

    def mark(self, person_id: str | None) -> None:
        """Show whose timeline is looked at."""
        if person_id != self._chosen:
            self._chosen = person_id
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
                rows.append(
                    Row(
                        person.id, person_short(person), words, short=str(count or ""), chosen=person.id == self._chosen
                    )
                )
        self.list.row_model.take(rows)
        self.head.count.setText(str(len(rows)) if agenda is not None else "")
