"""Two records side by side, field by field: which value stands is chosen by a click or with the space bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.exchange.people_columns import COLUMN_FIELDS
from agendaplanner.model.merging import CHOOSABLE, differing
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.prepare.flat_table import HeadedModel, flatten
from agendaplanner.ui.prepare.people.listing import STATUS_WORDS, day_words

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
BOTH = ("needs", "biography")
"""Of these both are kept, one after the other."""
ROW_HEIGHT, NAME_PX = 28, 108


class Line(msgspec.Struct, frozen=True):
    """A field of two records."""

    field: str
    label: str
    values: tuple[str, str]
    differs: bool
    """Both say something, and not the same: one of them must be chosen."""


def compared(agenda: Agenda, a: Person, b: Person) -> tuple[Line, ...]:
    """Give the fields of which either record says something, those that differ first."""
    differ = set(differing(a, b))
    lines = [
        Line(field, COLUMN_FIELDS[field], (_said(agenda, a, field), _said(agenda, b, field)), field in differ)
        for field in (*CHOOSABLE, *BOTH)
    ]
    named = tuple(len(agenda.sessions_with.get(each.id, ())) for each in (a, b))
    sessions = Line("", "Sessions", (str(named[0]), str(named[1])), differs=False)
    said = [line for line in lines if any(line.values)]
    return (*sorted(said, key=lambda line: not line.differs), sessions)


def _said(agenda: Agenda, person: Person, field: str) -> str:
    value = getattr(person, field)
    if not value:
        return ""
    if field == "delegation":
        return agenda.delegation[value].name
    if field == "invitation":
        return STATUS_WORDS[value]
    return day_words(value) if field.endswith("_on") else " ".join(str(value).split())


class CompareModel(HeadedModel):
    """The fields of two people, and which value of each stands."""

    taken_changed = QtCore.Signal()

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._names = ("", "")
        self.taken: frozenset[str] = frozenset()
        """Fields in which the second one's value stands."""

    def take(self, agenda: Agenda, a: Person, b: Person) -> None:
        """Compare two people; what was chosen for the same two stays."""
        lines, names = compared(agenda, a, b), (a.name, b.name)
        if (lines, names) == (self.lines, self._names):
            return
        self.beginResetModel()
        self.lines, self._names, self.taken = lines, names, frozenset()
        self.endResetModel()

    def clear(self) -> None:
        """Compare nobody."""
        self.beginResetModel()
        self.lines, self._names, self.taken = (), ("", ""), frozenset()
        self.endResetModel()

    def choose(self, index: Index) -> None:
        """Let the value of a cell stand, where its field differs."""
        if not index.isValid() or index.column() == 0:
            return
        line = self.lines[index.row()]
        if line.differs:
            self.taken = self.taken | {line.field} if index.column() == 2 else self.taken - {line.field}
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), 2))
            self.taken_changed.emit()

    def stands(self, index: Index) -> bool:
        """Tell whether the value of a cell is in the merged record."""
        line = self.lines[index.row()]
        side = index.column() - 1
        if not line.field or not line.values[side]:
            return False
        if line.differs:
            return (line.field in self.taken) == (side == 1)
        return True

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return ("", *self._names)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell says."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        words = (line.label, *line.values)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.label}: {words}{', stands' if index.column() and self.stands(index) else ''}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{words}\nClick to let this stand" if line.differs and index.column() else words
        return None


class Compare(QtWidgets.QTableView):
    """The two records; what stands is in the full colour of text with a mark, what does not is muted."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.lines = CompareModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(look, self))
        self.setAccessibleName("The two records side by side")
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.SingleSelection)
        head = flatten(self, ROW_HEIGHT)
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)
        self.clicked.connect(self.lines.choose)
        look.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give both people the same width."""
        super().resizeEvent(event)
        self.setColumnWidth(0, NAME_PX)
        self.setColumnWidth(1, (self.viewport().width() - NAME_PX) // 2)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Choose with the space bar or Enter."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lines.choose(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Cells(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, view: Compare) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        look, model = self._look, self._view.lines
        line = model.lines[index.row()]
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        stands = index.column() > 0 and model.stands(index)
        if line.differs and stands:
            painter.fillRect(rect, look.colour("accent", 0.10))
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = rect.left() + 4
        if line.differs and index.column() > 0:
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            mark = QtCore.QRectF(left, rect.center().y() - 4.5, 9, 9)
            painter.setPen(QtGui.QPen(look.colour("accent" if stands else "muted"), 1.2))
            painter.setBrush(look.colour("accent") if stands else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark)
            left += 16
        painter.setPen(look.colour("text" if stands or not line.field else "muted"))
        painter.setFont(look.font(SMALL_PX if index.column() == 0 else 12, bold=line.differs and stands))
        free = QtCore.QRect(left, rect.top(), rect.right() - left - 4, rect.height())
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, free.width())
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        option_state: QtWidgets.QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if option_state & QtWidgets.QStyle.StateFlag.State_HasFocus and index.column() > 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QtGui.QPen(look.colour("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()
