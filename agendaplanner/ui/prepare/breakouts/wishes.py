"""The table of wishes: people down, the breakouts of a round across, a rank in each cell.

A digit sets a rank, Space or a click gives the next one or takes it back. Where somebody is now is shaded; a dot stands
where they have a part, for then there is nothing to wish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.agenda import people_of
from agendaplanner.model.attendance import has_part
from agendaplanner.model.breakouts import wishes_in
from agendaplanner.model.words import session_mark, session_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()
NAME_PX, RANK_PX, WIDE_PX, ROW_PX = 150, 56, 200, 28
PART = "•"
_OURS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)


def is_shortcut(event: QtCore.QEvent) -> TypeGuard[QtGui.QKeyEvent]:
    """Tell whether a key is about to run a command of the window, unless a widget accepts it."""
    return event.type() == QtCore.QEvent.Type.ShortcutOverride and isinstance(event, QtGui.QKeyEvent)


class Line(msgspec.Struct, frozen=True):
    """A person with ranks, by session of the round."""

    id: str
    name: str
    ranks: tuple[int | None, ...]
    at: tuple[bool, ...]
    parts: tuple[bool, ...]
    comes: bool = True
    """Whether an allocation counts them: who has not accepted, is away or is needed elsewhere is left out."""


def lines_of(people: Sequence[Person], sessions: Sequence[Session], coming: Collection[str]) -> tuple[Line, ...]:
    """Give the lines of some people, of whom some are coming."""
    ids = [s.id for s in sessions]
    with_part = [{p for p in people_of(s) if has_part(s, p)} for s in sessions]
    there = [{*people_of(s)} for s in sessions]
    found: list[Line] = []
    for person in people:
        rank = {session_id: i for i, session_id in enumerate(wishes_in(person, ids), start=1)}
        parts = tuple(person.id in each for each in with_part)
        at = tuple(person.id in each for each in there)
        found.append(Line(person.id, person.name, tuple(map(rank.get, ids)), at, parts, person.id in coming))
    return tuple(found)


class WishesModel(QtCore.QAbstractTableModel):
    """The wishes of people in a round."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self.sessions: tuple[Session, ...] = ()
        self.has_titles = False
        """Whether there is room for titles over the ranks, not only for numbers."""

    def show(self, agenda: Agenda, people: Sequence[Person], round_: Sequence[str], coming: Collection[str]) -> None:
        """Show the wishes of some people, of whom some are coming."""
        sessions = tuple(agenda.session[s] for s in round_)
        lines = lines_of(people, sessions, coming)
        same_people = [line.id for line in lines] == [line.id for line in self.lines]
        if same_people and [s.id for s in sessions] == [s.id for s in self.sessions]:
            self.sessions, self.lines = sessions, lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(sessions)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(sessions))
            return
        self.beginResetModel()
        self.sessions, self.lines = sessions, lines
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many people there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Give the name and the sessions."""
        return 0 if parent.isValid() else 1 + len(self.sessions)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the sessions by their numbers, whole titles as tool tips."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if section == 0:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return "Name" if role == Qt.ItemDataRole.DisplayRole else None
        session = self.sessions[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return session_name(session) if self.has_titles else session_mark(session)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return session_name(session)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a name or a rank; for screen readers both in words."""
        line = self.lines[index.row()]
        if index.column() == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                return line.name
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                left_out = "is not coming, away or needed elsewhere then: left out by an allocation"
                return line.name if line.comes else f"{line.name} {left_out}"
            return None
        i = index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            rank = line.ranks[i]
            return PART if line.parts[i] else "" if rank is None else str(rank)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.name}, {session_name(self.sessions[i])}: {_words(line, i)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


def _words(line: Line, i: int) -> str:
    if line.parts[i]:
        return "has a part"
    wish = "no wish" if line.ranks[i] is None else f"choice {line.ranks[i]}"
    return f"{wish}, is there now" if line.at[i] else wish


class WishesTable(QtWidgets.QTableView):
    """The table, filled in by keys and clicks."""

    ranked = QtCore.Signal(str, str, object)
    """A session should be somebody's choice of a rank: person, session, rank or None."""
    pasted = QtCore.Signal()
    """What is on the clipboard should be taken in."""
    people_chosen = QtCore.Signal()
    """Other people than before are chosen."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.wishes = WishesModel(self)
        self.setModel(self.wishes)
        self.setItemDelegate(_Cells(look, self))
        self.setAccessibleName("Wishes for breakouts")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(RANK_PX)
        head.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.wishes.modelReset.connect(self._lay_out)
        self.selectionModel().selectionChanged.connect(lambda *_: self.people_chosen.emit())
        look.changed.connect(self.viewport().update)
        self._pressed = QtCore.QPersistentModelIndex()

    @property
    def chosen_people(self) -> tuple[str, ...]:
        """Those in whose lines something is chosen, in the order of the table."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(self.wishes.lines[row].id for row in rows)

    @property
    def current_cell(self) -> tuple[str, str] | None:
        """The person and session of the current cell."""
        index = self.currentIndex()
        if not index.isValid() or index.column() == 0:
            return None
        return self.wishes.lines[index.row()].id, self.wishes.sessions[index.column() - 1].id

    def _lay_out(self) -> None:
        count = max(len(self.wishes.sessions), 1)
        each = min(max((self.viewport().width() - NAME_PX - 40) // count, RANK_PX), WIDE_PX)
        self.wishes.has_titles = each >= WIDE_PX // 2
        self.setColumnWidth(0, min(max(NAME_PX, self.viewport().width() - each * count), 320))
        for i in range(len(self.wishes.sessions)):
            self.setColumnWidth(i + 1, each)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give names the room that ranks leave."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QtCore.QEvent) -> bool:
        """Take the keys that are ours before the window's commands do."""
        if is_shortcut(event) and (
            event.matches(QtGui.QKeySequence.StandardKey.Paste) or event.key() in _OURS or event.text().isdecimal()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Set a rank with a digit, take it back with Delete, toggle with Space."""
        key, cell = event.key(), self.current_cell
        if event.matches(QtGui.QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif cell is not None and event.text() in tuple("123456789"):
            self._rank(*cell, int(event.text()))
        elif cell is not None and (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or event.text() == "0"):
            self._rank(*cell, None)
        elif cell is not None and key == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Remember where a click begins: only where it ends too is a rank set."""
        super().mousePressEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(event.position().toPoint()) if plain else QtCore.QModelIndex()
        self._pressed = QtCore.QPersistentModelIndex(index)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Give the next rank, or take it back."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() and self._pressed == QtCore.QPersistentModelIndex(index):
            self._toggle(index)
        self._pressed = QtCore.QPersistentModelIndex()

    def _toggle(self, index: QtCore.QModelIndex) -> None:
        line, i = self.wishes.lines[index.row()], index.column() - 1
        rank = None if line.ranks[i] is not None else 1 + sum(each is not None for each in line.ranks)
        self._rank(line.id, self.wishes.sessions[i].id, rank)

    def _rank(self, person: str, session: str, rank: int | None) -> None:
        line = next(line for line in self.wishes.lines if line.id == person)
        if not any(line.parts):
            self.ranked.emit(person, session, rank)


class _Cells(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, table: WishesTable) -> None:
        super().__init__(table)
        self._look, self._table = look, table

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a name or a rank."""
        look, rect = self._look, option.rect  # pyright: ignore[reportAttributeAccessIssue]
        line, i = self._table.wishes.lines[index.row()], index.column() - 1
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if i >= 0 and line.at[i]:
            painter.fillRect(rect, look.colour("accent", 0.12))
        if state & QtWidgets.QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent", 0.14))
        elif state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("text", 0.05))
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        words = str(index.data() or "")
        has_part = any(line.parts)
        painter.setFont(look.font(bold=i >= 0 and words == "1"))
        faint = not line.comes or (i >= 0 and (has_part or words not in ("1", "")))
        painter.setPen(look.colour("muted" if faint else "text"))
        if i < 0:
            inside = rect.adjusted(4, 0, -6, 0)
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        else:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
        if self._table.hasFocus() and index == self._table.currentIndex():
            painter.setPen(QtGui.QPen(look.colour("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()
