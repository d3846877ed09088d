"""The placed sessions as a flat list: what a list view, and through it a screen reader, sees of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.ui.timeline.facts import spoken

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

ID_ROLE = QtCore.Qt.ItemDataRole.UserRole
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()


class SessionModel(QtCore.QAbstractListModel):
    """Placed sessions in the order of their starts."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, int] = {}

    def take(self, agenda: Agenda | None) -> bool:
        """Take what is placed now; tells whether rows came, went or changed places (and indexes are new)."""
        ids = tuple(s.id for s in agenda.placed) if agenda is not None else ()
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return False
        self.beginResetModel()
        self._ids = ids
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many sessions are placed."""
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, index: Index) -> str | None:
        """Give the session of a row."""
        return self._ids[index.row()] if index.isValid() and index.row() < len(self._ids) else None

    def index_of(self, session_id: str) -> QtCore.QModelIndex:
        """Give the row of a session; an invalid index where it is not placed."""
        row = self._rows.get(session_id)
        return self.index(row) if row is not None else QtCore.QModelIndex()

    def data(self, index: Index, role: int = QtCore.Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown and said of a session."""
        agenda, id_ = self._desk.proposals.shown, self.id_at(index)
        session = agenda.session.get(id_) if agenda is not None and id_ is not None else None
        if agenda is None or session is None:
            return None
        roles = QtCore.Qt.ItemDataRole
        if role == ID_ROLE:
            return session.id
        if role in (roles.DisplayRole, roles.AccessibleTextRole):
            return spoken(agenda, session, ())[0]
        if role in (roles.AccessibleDescriptionRole, roles.ToolTipRole):
            return spoken(agenda, session, self._desk.proposals.findings_of(session.id))[1]
        return None

    def flags(self, index: Index) -> QtCore.Qt.ItemFlag:
        """Sessions can be selected."""
        return QtCore.Qt.ItemFlag.ItemIsEnabled | QtCore.Qt.ItemFlag.ItemIsSelectable
