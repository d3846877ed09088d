"""Rows of a panel: a small list model, and how a row is painted. Panels say what a row says, not how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
_TOP = QtCore.QModelIndex()
CARD_GAP, CARD_MARGIN, LINE_HEIGHT, TITLE_LINES = 8, 10, 16, 2


class Row(msgspec.Struct, frozen=True):
    """A row."""

    id: str
    title: str
    detail: str = ""
    """A card's second line; in a line what stands at its end."""
    colour: str = ""
    """A card's stripe or a line's dot: "#rrggbb" or a name of the theme's; "": none."""
    strong: bool = False
    chosen: bool = False
    note: str = ""
    """Muted words after a line's title."""
    short: str = ""
    """The detail of a line in fewer words, where the title has no room beside all of it."""


class RowModel(QtCore.QAbstractListModel):
    """Rows that are replaced as a whole; what is the same stays where it is."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def take(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        new = tuple(rows)
        if new == self.rows:
            return
        if [row.id for row in new] == [row.id for row in self.rows]:
            self.rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def row_at(self, index: Index) -> Row | None:
        """Give the row of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a row."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.title}, {row.detail}" if row.detail else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.title, row.note, row.detail)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (row.title, row.note, row.detail)))
        return None


class RowList(QtWidgets.QListView):
    """A list of rows, painted as cards or as lines. Enter or a click opens a row."""

    opened = QtCore.Signal(str)

    def __init__(self, look: Look, name: str, *, cards: bool = False, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_model = RowModel(self)
        self.setModel(self.row_model)
        self.setItemDelegate(Cards(look, self) if cards else Lines(look, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QtWidgets.QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(not cards)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        look.changed.connect(self.viewport().update)

    def _open(self, index: QtCore.QModelIndex) -> None:
        row = self.row_model.row_at(index)
        if row is not None:
            self.opened.emit(row.id)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @property
    def current_id(self) -> str | None:
        """The current row."""
        row = self.row_model.row_at(self.currentIndex())
        return row.id if row is not None else None

    def choose(self, id_: str | None) -> None:
        """Make a row the current one; None or an unknown one: none."""
        found = next((i for i, row in enumerate(self.row_model.rows) if row.id == id_), None)
        self.setCurrentIndex(self.row_model.index(found) if found is not None else QtCore.QModelIndex())


class _Delegate(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, view: RowList) -> None:
        super().__init__(view)
        self.look = look
        self.view = view

    def row(self, index: Index) -> Row:
        return self.view.row_model.rows[index.row()]

    def is_current(self, option: QtWidgets.QStyleOptionViewItem) -> bool:
        return bool(option.state & QtWidgets.QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]

    def is_hovered(self, option: QtWidgets.QStyleOptionViewItem) -> bool:
        return bool(option.state & QtWidgets.QStyle.StateFlag.State_MouseOver)  # pyright: ignore[reportAttributeAccessIssue]

    def rect(self, option: QtWidgets.QStyleOptionViewItem) -> QtCore.QRect:
        return option.rect  # pyright: ignore[reportAttributeAccessIssue]


class Cards(_Delegate):
    """Rows as cards: a stripe, the title in at most two lines, a muted line."""

    def _title_lines(self, row: Row, width: int) -> list[str]:
        free = width - 2 * CARD_MARGIN - 6
        return wrapped(row.title, self.look.font(12, bold=True), free, free, TITLE_LINES)

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a card."""
        width = self.view.viewport().width()
        row = self.row(index)
        lines = len(self._title_lines(row, width)) + bool(row.detail)
        return QtCore.QSize(width, lines * LINE_HEIGHT + 2 * 8 + CARD_GAP)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        look, row = self.look, self.row(index)
        rect = self.rect(option).adjusted(0, 0, -1, -CARD_GAP)
        painter.save()
        edge = "accent" if self.is_current(option) else "muted" if self.is_hovered(option) else "line"
        paint_card(painter, look, rect, edge, row.colour)
        line = QtCore.QRect(rect.x() + CARD_MARGIN + 4, rect.y() + 8, rect.width() - 2 * CARD_MARGIN - 4, LINE_HEIGHT)
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.colour("text"))
        for words in self._title_lines(row, rect.width() + 1):
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)
            line.translate(0, LINE_HEIGHT)
        if row.detail:
            painter.setFont(look.font(SMALL_PX))
            painter.setPen(look.colour("muted"))
            words = painter.fontMetrics().elidedText(row.detail, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


class Lines(_Delegate):
    """Rows as lines: a dot, the title, words after it, and what stands at the end."""

    HEIGHT = 30

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a line."""
        return QtCore.QSize(self.view.viewport().width(), self.HEIGHT)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        look, row = self.look, self.row(index)
        rect = self.rect(option)
        painter.save()
        if row.chosen or self.is_current(option):
            painter.fillRect(rect, look.colour("accent", 0.14 if row.chosen else 0.08))
        elif self.is_hovered(option):
            painter.fillRect(rect, look.colour("text", 0.04))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left, right = rect.x() + 2, rect.right() - 2
        if row.colour:
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(row.colour))
            painter.drawEllipse(QtCore.QRectF(left + 1, rect.center().y() - 4, 9, 9))
            left += 20
        centre = int(Qt.AlignmentFlag.AlignVCenter)
        if row.detail:
            painter.setFont(look.font(12))
            painter.setPen(look.colour("muted"))
            detail = row.detail
            if row.short:
                title = QtGui.QFontMetrics(look.font(12, bold=row.strong)).horizontalAdvance(row.title)
                beside = right - left - 12 - painter.fontMetrics().horizontalAdvance(detail) - 2
                detail = row.short if title > beside else detail
            wide = min(painter.fontMetrics().horizontalAdvance(detail) + 2, rect.width() * 3 // 5)
            words = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, wide)
            end = QtCore.QRect(right - wide, rect.y(), wide + 1, rect.height())
            painter.drawText(end, centre | int(Qt.AlignmentFlag.AlignRight), words)
            right -= wide + 12
        painter.setFont(look.font(12, bold=row.strong))
        painter.setPen(look.colour("text"))
        free = QtCore.QRect(left, rect.y(), max(right - left, 0), rect.height())
        words = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, free.width())
        painter.drawText(free, centre, words)
        if row.note:
            free.setLeft(left + painter.fontMetrics().horizontalAdvance(words) + 8)
            painter.setFont(look.font(SMALL_PX))
            painter.setPen(look.colour("muted"))
            if free.width() > 24:
                words = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, free.width())
                painter.drawText(free, centre, words)
        painter.restore()


class PanelHead(QtWidgets.QWidget):
    """The head of a panel: its name, and a count at the end."""

    def __init__(self, name: str, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._name = QtWidgets.QLabel(name, self)
        self.count = QtWidgets.QLabel("", self)
        for label in (self._name, self.count):
            label.setProperty("kind", "heading")
        line.addWidget(self._name)
        line.addStretch(1)
        line.addWidget(self.count)


def paint_card(
    painter: QtGui.QPainter, look: Look, rect: QtCore.QRect, edge: str, stripe: str = "", *, thick: int = 1
) -> None:
    """Paint a card with nothing on it, but a stripe at its left where it has a colour."""
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(QtGui.QPen(look.colour(edge), thick))
    painter.setBrush(look.colour("card"))
    painter.drawRoundedRect(QtCore.QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    if stripe:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(stripe))
        painter.drawRoundedRect(QtCore.QRect(rect.x() + 1, rect.y() + 5, 4, rect.height() - 10), 2, 2)
