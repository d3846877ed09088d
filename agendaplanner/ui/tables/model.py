"""The records of a kind as rows, their fields as columns. A change touches the rows it concerns, and no others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.fields.catalogue import FIELDS
from agendaplanner.ui.fields.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.document.document import Announcement
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Recommendation, Record, SisterMeeting
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.fields.field import Field
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()
SHOWS_OTHERS: dict[str, frozenset[str]] = {
    "session": frozenset({"person", "room", "track", "meeting"}),
    "person": frozenset({"session", "delegation"}),
    "room": frozenset({"session"}),
    "track": frozenset({"session"}),
    "paper": frozenset({"session"}),
    "delegation": frozenset({"person"}),
    "wish": frozenset({"session"}),
    "sister_meeting": frozenset(),
    "recommendation": frozenset({"session"}),
}
"""By kind of table: the kinds of other records that its cells tell of."""


class RecordModel(QtCore.QAbstractTableModel):
    """A table of the agenda.

    What was typed and does not fit stays in its cell, with the reason, until it is typed again or put off.
    """

    refused = QtCore.Signal(str)
    """A text did not fit; tells the reason."""

    def __init__(self, desk: Desk, look: Look, kind: str, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.kind = kind
        self.fields = FIELDS[kind]
        self.ids: list[str] = []
        self._desk = desk
        self._look = look
        self._words: Wording | None = None
        self._texts: dict[str, tuple[str, ...]] = {}
        self._drafts: dict[tuple[str, str], tuple[str, str]] = {}
        self._is_stale = True
        self._is_watched = False
        desk.opened.connect(self._opened)
        desk.changed.connect(self._changed)

    # keeping up

    def watch(self, *, on: bool) -> None:
        """Say whether anybody looks: what nobody looks at is brought up to date when somebody does."""
        self._is_watched = on
        if on and self._is_stale:
            self._renew()

    def _opened(self) -> None:
        self._drafts.clear()
        if self._is_watched:
            self._renew()
        else:
            self._is_stale = True

    def _renew(self) -> None:
        self.beginResetModel()
        agenda = self._desk.agenda
        self._texts.clear()
        self._words = Wording(agenda) if agenda is not None else None
        self.ids = list(_in_order(agenda, self.kind)) if agenda is not None else []
        self._is_stale = False
        self.endResetModel()

    def _changed(self, announcement: Announcement) -> None:
        if not self._is_watched:
            self._is_stale = True
            return
        before = self._words
        self._words = Wording(announcement.after, before)
        table = announcement.after.table(self.kind)
        touched = {id_ for kind, id_ in announcement.keys if kind == self.kind}
        if any(kind in SHOWS_OTHERS[self.kind] for kind, _ in announcement.keys):
            self._texts.clear()
            touched.update(id_ for id_ in self.ids if id_ in table)
        for id_ in touched:
            self._texts.pop(id_, None)
        known = set(self.ids)
        for row in [i for i, id_ in enumerate(self.ids) if id_ not in table][::-1]:
            self.beginRemoveRows(_TOP, row, row)
            gone = self.ids.pop(row)
            self._drafts = {key: draft for key, draft in self._drafts.items() if key[0] != gone}
            self.endRemoveRows()
        new = [id_ for id_ in _in_order(announcement.after, self.kind) if id_ not in known] if touched - known else []
        if new:
            self.beginInsertRows(_TOP, len(self.ids), len(self.ids) + len(new) - 1)
            self.ids += new
            self.endInsertRows()
        self._say_changed(touched & known)

    def _say_changed(self, ids: set[str]) -> None:
        rows = [row for row, id_ in enumerate(self.ids) if id_ in ids]
        last = len(self.fields) - 1
        if len(rows) > 50:  # one word for all is dealt with faster
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    # what it says

    @property
    def words(self) -> Wording | None:
        """The agenda with its names, as the table shows it."""
        return self._words

    def record(self, index: Index) -> Record | None:
        """Give the record of a row."""
        return self.record_of(self.ids[index.row()]) if index.isValid() else None

    def record_of(self, id_: str) -> Record | None:
        """Give the record with an id."""
        return self._words.agenda.find(self.kind, id_) if self._words is not None else None

    def field(self, index: Index) -> Field:
        """Give the field of a column."""
        return self.fields[index.column()]

    def texts(self, id_: str) -> tuple[str, ...]:
        """Give the texts of a row, column by column."""
        found = self._texts.get(id_)
        if found is None:
            words, record = self._words, self.record_of(id_)
            if words is None or record is None:
                return ("",) * len(self.fields)
            found = self._texts[id_] = tuple(field.show(words, record) for field in self.fields)
        return found

    def draft(self, index: Index) -> tuple[str, str] | None:
        """Give what was typed in a cell and does not fit, with the reason."""
        return self._drafts.get((self.ids[index.row()], self.field(index).id))

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many records there are."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Give how many fields they have."""
        return 0 if parent.isValid() else len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the name of a column, with its help."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return field.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return field.help or field.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a cell."""
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        draft = self.draft(index)
        text = draft[0] if draft is not None else self.texts(self.ids[index.row()])[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(text.split("\n")) if "\n" in text else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.field(index).label}: {text or 'empty'}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return draft[1] if draft is not None else self.field(index).help
        if role == Qt.ItemDataRole.ToolTipRole:
            return draft[1] if draft is not None else text if len(text) > 16 else self.field(index).help
        if role == Qt.ItemDataRole.ForegroundRole:
            if draft is not None:
                return self._look.colour("clash")
            return self._look.colour("muted") if self.field(index).read is None else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        flags = super().flags(index)
        if index.isValid() and self.field(index).read is not None and self._desk.can_change:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # typing

    def fault_of(self, index: Index, text: str) -> str:
        """Say why a text does not fit a cell; "" where it does."""
        record, words = self.record(index), self._words
        if record is None or words is None:
            return ""
        try:
            self.field(index).put(words, record, text)
        except AgendaError as error:
            return f"{error.what} {error.advice}".strip()
        return ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed: one change, or kept in the cell with the reason why not."""
        record, words = self.record(index), self._words
        if role != Qt.ItemDataRole.EditRole or record is None or words is None:
            return False
        key, text, field = (record.id, self.field(index).id), str(value), self.field(index)

        def change(agenda: Agenda) -> Change:
            now = agenda.find(self.kind, record.id) or record
            after = field.put(Wording(agenda, words), now, text)
            return actions.put(agenda, [after], label=f"{field.label} of {actions.name_of(now)}")

        try:
            self._desk.try_to(change, origin=self)
        except AgendaError as error:
            self._drafts[key] = (text, f"{error.what} {error.advice}".strip())
            self.dataChanged.emit(index, index)
            self.refused.emit(self._drafts[key][1])
            return False
        self._put_off(key)
        return True

    def put_off(self, index: Index) -> None:
        """Let go of what was typed in a cell and does not fit."""
        self._put_off((self.ids[index.row()], self.field(index).id))

    def _put_off(self, key: tuple[str, str]) -> None:
        if self._drafts.pop(key, None) is not None:
            row = self.ids.index(key[0])
            self._say_changed({self.ids[row]})


def _in_order(agenda: Agenda, kind: str) -> list[str]:
    """Give the ids of a kind's records in the order that people expect."""
    if kind == "delegation":
        return sorted(agenda.delegation, key=lambda id_: (agenda.delegation[id_].name.casefold(), id_))
    places = {session.id: place for place, session in enumerate(agenda.sessions)}
    if kind == "wish":
        return sorted(agenda.wish, key=lambda id_: ([places.get(s, -1) for s in agenda.wish[id_].sessions], id_))
    if kind == "recommendation":
        outcomes = cast("Mapping[str, Recommendation]", agenda.table(kind))
        return sorted(outcomes, key=lambda id_: (places.get(outcomes[id_].session, -1), id_))
    if kind == "sister_meeting":
        sisters = cast("Mapping[str, SisterMeeting]", agenda.table(kind))
        return sorted(sisters, key=lambda id_: (sisters[id_].first_day or date.max, sisters[id_].name.casefold(), id_))
    ordered = {
        "session": agenda.sessions,
        "person": agenda.people,
        "room": agenda.rooms,
        "track": agenda.tracks,
        "paper": agenda.papers,
    }
    return [record.id for record in ordered[kind]]
