"""The board: a column for each breakout of a round, with who is in it, how full it is and the shares of communities.

People are dragged from column to column, or moved with Alt and the arrow keys; while one is over a column, the column
says what that costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.words import listed
from agendaplanner.ui.labels import ElidedLabel, restyle
from agendaplanner.ui.panels.rows import Lines, Row, RowList, RowModel
from agendaplanner.ui.prepare.breakouts.wishes import is_shortcut
from agendaplanner.ui.prepare.charts import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
COLUMN_PX, BAR_PX = 176, 10
HELD = "held"
"""What is noted of those who are held."""
_PEOPLE = "application/x-agendaplanner-people"


class ColumnFacts(msgspec.Struct, frozen=True):
    """What a column shows."""

    session: str
    """Its id, or "" for those who are in none."""
    mark: str
    """The shortest name it is known by."""
    title: str
    count: str
    """How many are there, for how many seats."""
    full: bool
    """More than there are seats for, or fewer than wanted."""
    rows: tuple[Row, ...]
    shares: tuple[tuple[str, int, int], ...]
    """Name, people and number of fill, by policy community."""


class Board(QtWidgets.QScrollArea):
    """The columns side by side."""

    move_asked = QtCore.Signal(tuple, str)
    """People should be in a session: their ids, and its id or ""."""
    hold_asked = QtCore.Signal(tuple)
    """People should be held where they are, or let go of: their ids."""
    opened = QtCore.Signal(str)
    """A person was clicked."""

    def __init__(self, look: Look, cost: Callable[[tuple[str, ...], str], tuple[str, bool]]) -> None:
        super().__init__()
        self._look, self._cost = look, cost
        self.setWidgetResizable(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Who goes where")
        inside = QtWidgets.QWidget(self)
        inside.setProperty("kind", "surface")
        self._line = QtWidgets.QHBoxLayout(inside)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        self.setWidget(inside)
        self.columns: list[Column] = []
        self.can_move = True

    def show_columns(self, facts: Sequence[ColumnFacts], *, can_move: bool) -> None:
        """Show columns; what is proposed only cannot be moved."""
        self.can_move = can_move
        while len(self.columns) > len(facts):
            column = self.columns.pop()
            self._line.removeWidget(column)
            column.deleteLater()
        while len(self.columns) < len(facts):
            column = Column(self._look, self, self._cost)
            self.columns.append(column)
            self._line.addWidget(column, 1)
        for column, each in zip(self.columns, facts, strict=True):
            column.show_facts(each)

    def column_of(self, session: str) -> Column:
        """Give the column of a session; "" for those who are in none."""
        return next(column for column in self.columns if column.facts.session == session)

    def step(self, column: Column, steps: int) -> None:
        """Move those who are chosen in a column to another one beside it."""
        to = self.columns.index(column) + steps
        people = column.list.chosen
        if people and 0 <= to < len(self.columns):
            self.move_asked.emit(people, self.columns[to].facts.session)
            other = self.columns[to]
            other.list.choose(people[0])
            other.list.setFocus()

    def menu_for(self, column: Column, people: tuple[str, ...]) -> QtWidgets.QMenu:
        """Give what can be done with people of a column."""
        menu = QtWidgets.QMenu(self)
        for other in self.columns:
            if other is column:
                continue
            words, _ = self._cost(people, other.facts.session)
            where = other.facts.mark.replace("&", "&&")
            action = menu.addAction(f"Move to {where}: {words}" if other.facts.session else "Take out of all")
            action.triggered.connect(lambda _=False, to=other.facts.session: self.move_asked.emit(people, to))
        if column.facts.session:
            menu.addSeparator()
            held = {row.id for row in column.facts.rows if row.note == HELD}
            menu.addAction("Let go (H)" if held.issuperset(people) else "Hold here (H)").triggered.connect(
                lambda: self.hold_asked.emit(people)
            )
        return menu


class Column(QtWidgets.QWidget):
    """A breakout with its people."""

    def __init__(self, look: Look, board: Board, cost: Callable[[tuple[str, ...], str], tuple[str, bool]]) -> None:
        super().__init__(board)
        self._board, self._cost = board, cost
        self.facts = ColumnFacts("", "", "", "", full=False, rows=(), shares=())
        self.setMinimumWidth(COLUMN_PX)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        self.title = ElidedLabel(self, kind="strong")
        self.count = ElidedLabel(self, kind="small")
        self.bar = ShareBar(look, self)
        self.list = Seats(look, self)
        lines.addWidget(self.title)
        lines.addWidget(self.count)
        lines.addWidget(self.bar)
        lines.addWidget(self.list, 1)
        self.list.opened.connect(board.opened)
        self.list.stepped.connect(lambda steps: board.step(self, steps))
        self.list.hold_pressed.connect(lambda: self.list.chosen and board.hold_asked.emit(self.list.chosen))
        self.list.hovered.connect(self._say_cost)
        self.list.left.connect(self._say_count)
        self.list.dropped.connect(lambda people: board.move_asked.emit(people, self.facts.session))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)

    def show_facts(self, facts: ColumnFacts) -> None:
        """Show who is here."""
        self.facts = facts
        self.title.setText(facts.title)
        self.title.setToolTip(facts.title)
        self._say_count()
        self.bar.take(facts.shares)
        self.list.row_model.take(facts.rows)
        self.list.setAccessibleName(f"{facts.title}: {facts.count}")
        self.list.setDragEnabled(self._board.can_move)
        self.list.setAcceptDrops(self._board.can_move)

    def _say_count(self) -> None:
        self.count.setText(self.facts.count)
        restyle(self.count, "kind", "open" if self.facts.full else "small")

    def _say_cost(self, people: tuple[str, ...]) -> None:
        words, breaks = self._cost(people, self.facts.session)
        self.count.setText(words)
        restyle(self.count, "kind", "open" if breaks else "small")

    def _menu(self, at: QtCore.QPoint) -> None:
        people = self.list.chosen
        if people and self._board.can_move:
            self._board.menu_for(self, people).popup(self.list.viewport().mapToGlobal(at))


class _Rows(RowModel):
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be dragged, and be dropped anywhere."""
        usual = super().flags(index)  # pyright: ignore[reportArgumentType] # either kind of index
        return usual | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def mimeTypes(self) -> list[str]:
        """Give what is dragged: people."""
        return [_PEOPLE]

    def mimeData(self, indexes: Sequence[QtCore.QModelIndex]) -> QtCore.QMimeData:
        """Give who is dragged, by id."""
        data = QtCore.QMimeData()
        data.setData(_PEOPLE, QtCore.QByteArray("\n".join(self.rows[i.row()].id for i in indexes).encode()))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Move people."""
        return Qt.DropAction.MoveAction


class Seats(RowList):
    """The people of a breakout."""

    stepped = QtCore.Signal(int)
    hold_pressed = QtCore.Signal()
    hovered = QtCore.Signal(tuple)
    """People of another list are over this one."""
    left = QtCore.Signal()
    dropped = QtCore.Signal(tuple)

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, "", parent=parent)
        self._look = look
        self._is_over = False
        self.row_model = _Rows(self)
        self.setModel(self.row_model)
        self.setItemDelegate(_SeatLines(look, self))
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QtWidgets.QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those who are chosen."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self.row_model.rows[row].id for row in rows if row < len(self.row_model.rows))

    def event(self, event: QtCore.QEvent) -> bool:
        """Take the keys that are ours before the window's commands do."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_H)
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier)
        if is_shortcut(event) and event.key() in keys and event.modifiers() in plain:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Move with Alt and arrows, hold with H."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.acceptDrops():
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_H and self.acceptDrops():
            self.hold_pressed.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag those who are chosen; rows go when the agenda says so, not by themselves."""
        data = self.row_model.mimeData(self.selectedIndexes())
        drag = QtGui.QDrag(self)
        drag.setMimeData(data)
        names = [self.row_model.rows[index.row()].title for index in self.selectedIndexes()]
        picture = _chip(self._look, listed(names, most=3), self.devicePixelRatioF())
        drag.setPixmap(picture)
        drag.setHotSpot(QtCore.QPoint(-12, -8))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:
        """Take people of other lists."""
        if event.mimeData().hasFormat(_PEOPLE) and event.source() is not self:
            self._light(on=True)
            self.hovered.emit(_people_of(event.mimeData()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QtGui.QDragMoveEvent) -> None:
        """Take them wherever they are dropped."""
        if event.mimeData().hasFormat(_PEOPLE) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QtGui.QDragLeaveEvent) -> None:
        """Say again how many there are."""
        self._light(on=False)
        self.left.emit()
        event.accept()

    def _light(self, *, on: bool) -> None:
        self._is_over = on
        self.viewport().update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the rows, on green while people are held over them."""
        if self._is_over:
            painter = QtGui.QPainter(self.viewport())
            painter.fillRect(self.viewport().rect(), self._look.colour("ok", 0.12))
            painter.end()
        super().paintEvent(event)

    def dropEvent(self, event: QtGui.QDropEvent) -> None:
        """Take people in."""
        self._light(on=False)
        self.left.emit()
        people = _people_of(event.mimeData())
        event.acceptProposedAction()
        if people and event.source() is not self:
            self.dropped.emit(people)


def _chip(look: Look, words: str, ratio: float) -> QtGui.QPixmap:
    """Give the picture of who is dragged."""
    font = look.font(12)
    wide = QtGui.QFontMetrics(font).horizontalAdvance(words) + 20
    picture = QtGui.QPixmap(round(wide * ratio), round(24 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(picture)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("chip"))
    painter.drawRoundedRect(QtCore.QRectF(0, 0, wide, 24), 6, 6)
    painter.setPen(look.colour("on_chip"))
    painter.setFont(font)
    painter.drawText(QtCore.QRect(10, 0, wide - 20, 24), int(Qt.AlignmentFlag.AlignVCenter), words)
    painter.end()
    return picture


def _people_of(data: QtCore.QMimeData) -> tuple[str, ...]:
    return tuple(filter(None, bytes(data.data(_PEOPLE).data()).decode().split("\n")))


class _SeatLines(Lines):
    HEIGHT = 26


class ShareBar(QtWidgets.QWidget):
    """The shares of policy communities, as parts of a bar."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shares: tuple[tuple[str, int, int], ...] = ()
        self.setFixedHeight(BAR_PX)
        look.changed.connect(self.update)

    def take(self, shares: tuple[tuple[str, int, int], ...]) -> None:
        """Show other shares."""
        self._shares = shares
        words = ", ".join(f"{people} {name}" for name, people, _ in shares if people) or "nobody"
        self.setToolTip(words)
        self.setAccessibleName(f"Communities: {words}")
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the parts."""
        painter = QtGui.QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("grid"))
        whole = sum(people for _, people, _ in self._shares)
        left = 0.0
        for _, people, number in self._shares:
            wide = self.width() * people / whole if whole else 0.0
            fill(painter, self._look, QtCore.QRectF(left, 0, max(wide - 1, 0), self.height()), number)
            left += wide
