"""The fields of records as a form, made from the catalogue: in groups that fold, each checked as it is typed.

Of several records it shows what they have in common, "(various)" where they differ; what is typed is put into all of
them, as one change. What does not fit stays in its field, with the reason beneath.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.fields.catalogue import FIELDS
from agendaplanner.ui.fields.field_row import FieldRow
from agendaplanner.ui.fields.parts_row import PartsRow
from agendaplanner.ui.fields.wording import Wording, plural_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Record
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.fields.field import Field

Qt = QtCore.Qt
Row = FieldRow | PartsRow


class Group(QtWidgets.QWidget):
    """Fields under a heading that folds them away. They are made when it is opened first."""

    def __init__(self, name: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.head = QtWidgets.QToolButton(self)
        self.head.setProperty("kind", "fold")
        self.head.setText(name)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab goes on from what was clicked
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        lines.addWidget(self.head)
        self.inside = QtWidgets.QVBoxLayout()
        self.inside.setSpacing(8)
        lines.addLayout(self.inside)


class RecordForm(QtWidgets.QWidget):
    """The fields of one record, or of several of a kind."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: Wording | None = None
        self._kind = ""
        self._ids: tuple[str, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._open: dict[tuple[str, str], bool] = {}
        self._groups: dict[str, Group] = {}
        self.rows: dict[str, Row] = {}
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(12)

    def show_records(self, kind: str, ids: Sequence[str], *, leave_out: frozenset[str] = frozenset()) -> None:
        """Show the fields of records, but for those that are left out; fields that are worked out are not shown."""
        agenda = self._desk.agenda
        if agenda is None:
            return
        if (kind, tuple(ids), leave_out) != (self._kind, self._ids, self._left_out):
            self._take_pending()
            agenda = self._desk.agenda or agenda
        self._words = Wording(agenda, self._words)
        if kind != self._kind or leave_out != self._left_out:
            self._kind, self._left_out = kind, leave_out
            self._build()
        if tuple(ids) != self._ids:
            self._ids = tuple(ids)
            for row in self.rows.values():
                row.forget()
        self._fill()

    def _take_pending(self) -> None:
        """Take what was typed and not left yet: its records are about to be shown no more."""
        kind, ids = self._kind, self._ids
        pending = [(row.field, put) for row in self.rows.values() if (put := row.pending()) is not None]
        for field, put in pending:
            with suppress(AgendaError):  # what does not fit is let go of with its records
                self._enter(kind, ids, field, put)

    def open_group(self, name: str, *, on: bool = True) -> None:
        """Open or fold a group."""
        self._open[self._kind, name] = on
        group = self._groups[name]
        group.head.setChecked(on)
        group.head.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        words = self._words
        if on and words is not None and group.inside.count() == 0:
            for field in self._fields():
                if field.group == name:
                    row: Row = (
                        FieldRow(field, words, group)
                        if field.parts is None
                        else PartsRow(field, field.parts, words, group)
                    )
                    row.entered.connect(partial(self._entered, row))
                    group.inside.addWidget(row)
                    self.rows[field.id] = row
        for row in self.rows.values():
            if row.field.group == name:
                row.setVisible(on)

    def row_of(self, field_id: str) -> Row | None:
        """Give the row of a field, its group opened; None where these records have no such field."""
        field = next((field for field in self._fields() if field.id == field_id), None)
        if field is None:
            return None
        self.open_group(field.group)
        self._fill()
        return self.rows[field_id]

    def _fields(self) -> list[Field]:
        return [f for f in FIELDS[self._kind] if f.read is not None and f.id not in self._left_out]

    def _build(self) -> None:
        for group in self._groups.values():
            self._lines.removeWidget(group)
            for row in self.rows.values():
                row.blockSignals(True)  # what goes asks for nothing any more
            group.hide()
            group.deleteLater()
        self._groups, self.rows = {}, {}
        self._ids = ()
        for name in dict.fromkeys(field.group for field in self._fields()):
            group = self._groups[name] = Group(name, self)
            group.head.clicked.connect(partial(self._folded, name))
            self._lines.addWidget(group)
            group.show()
        first = next(iter(self._groups), "")
        for name in self._groups:
            if self._open.get((self._kind, name), name == first and self._kind != "meeting"):
                self.open_group(name)

    def _folded(self, name: str, _checked: bool = False) -> None:
        self.open_group(name, on=self._groups[name].head.isChecked())
        self._fill()

    def _records(self) -> list[Record]:
        agenda = self._desk.agenda
        if agenda is None:
            return []
        return [record for id_ in self._ids if (record := agenda.find(self._kind, id_)) is not None]

    def _fill(self) -> None:
        words, records = self._words, self._records()
        if words is None or not records:
            return
        for row in self.rows.values():
            if self._open.get((self._kind, row.field.group), True):
                row.show_records(words, records, can_change=self._desk.can_change)

    # typing

    def _entered(self, row: Row, put: Callable[[Wording, Any], Any]) -> None:
        try:
            self._enter(self._kind, self._ids, row.field, put)
        except AgendaError as error:
            row.say(f"{error.what} {error.advice}".strip())
            return
        row.settle()
        self._fill()

    def _enter(self, kind: str, ids: Sequence[str], field: Field, put: Callable[[Wording, Any], Any]) -> None:
        def change(agenda: Agenda) -> Change:
            words = Wording(agenda)
            records = [record for id_ in ids if (record := agenda.find(kind, id_)) is not None]
            name = actions.name_of(records[0]) if len(records) == 1 else plural_of(kind, len(records))
            after = [put(words, record) for record in records]
            return actions.put(agenda, after, label=f"{field.label} of {name}")

        self._desk.try_to(change, origin=self)
