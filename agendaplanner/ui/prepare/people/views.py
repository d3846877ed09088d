"""The people as a table and as cards: two views of one model, with one selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.prepare.flat_table import flatten
from agendaplanner.ui.prepare.people.people_model import COLUMNS, PeopleModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.prepare.people.listing import PersonRow

Qt = QtCore.Qt
Shape = Literal["table", "cards"]
ROW_HEIGHT = 30
CARD_WIDTH, CARD_HEIGHT, CARD_GAP, CARD_PAD = 216, 92, 8, 12
_SHARES = (0.30, 0.22, 0.20, 0.14, 0.14)
"""Of the room that is left when each column has the least it needs, by column."""
_LEAST = (130, 96, 116, 82, 92)
_GIVEN_UP = (2, 1)
"""Columns that go where there is no room for all, the first first."""
Place = QtCore.QModelIndex | QtCore.QPersistentModelIndex


class Table(QtWidgets.QTableView):
    """A line for each person."""

    opened = QtCore.Signal()

    def __init__(self, look: Look, model: PeopleModel, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Participants as a table")
        self.setItemDelegate(_Cells(look, self, model))
        self.setSelectionBehavior(QtWidgets.QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        head = flatten(self, ROW_HEIGHT)
        head.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        head.setFixedHeight(ROW_HEIGHT)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give each column its share; those that there is no room for are left to the cards and the details."""
        super().resizeEvent(event)
        wide = self.viewport().width()
        hidden: set[int] = set()
        for column in _GIVEN_UP:
            if sum(least for i, least in enumerate(_LEAST) if i not in hidden) > wide:
                hidden.add(column)
        shown = [i for i in range(len(_SHARES)) if i not in hidden]
        extra = max(wide - sum(_LEAST[i] for i in shown), 0)
        whole = sum(_SHARES[i] for i in shown)
        for i in range(len(_SHARES)):
            self.setColumnHidden(i, i in hidden)
        for i in shown:
            self.setColumnWidth(i, _LEAST[i] + int(extra * _SHARES[i] / whole))

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)


class _Cells(QtWidgets.QStyledItemDelegate):
    """Cells with a hairline below; only the name is in the full colour of text."""

    def __init__(self, look: Look, view: Table, model: PeopleModel) -> None:
        super().__init__(view)
        self._look, self._people = look, model

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Place) -> None:
        """Paint a cell."""
        look = self._look
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()  # that a row is selected the view itself paints
        painter.setPen(look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        status = index.model().index(index.row(), 3).data()
        muted = index.column() not in (0, 3) or status == "Declined"
        painter.setPen(look.colour("muted" if muted else "text"))
        painter.setFont(look.font(12, bold=index.column() == 0))
        words = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, rect.width() - 10
        )
        free = rect.adjusted(4, 0, -6, 0)
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        meetings = self._people.rows[index.row()].meetings
        if meetings and index.column() == 0:
            free.setLeft(free.left() + painter.fontMetrics().horizontalAdvance(words) + 8)
            self._mark(painter, free, meetings)
        painter.restore()

    def _mark(self, painter: QtGui.QPainter, free: QtCore.QRect, meetings: int) -> None:
        """Say beside the name how many meetings ask for somebody: in words where there is room."""
        painter.setFont(self._look.font(SMALL_PX))
        painter.setPen(self._look.colour("muted"))
        wide = painter.fontMetrics().horizontalAdvance
        said = (f"asked for by {meetings} meetings", f"{meetings} meetings", f"×{meetings}")
        words = next((each for each in said if wide(each) <= free.width()), "")
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


class Cards(QtWidgets.QListView):
    """A card for each person, as many side by side as there is room for."""

    opened = QtCore.Signal()

    def __init__(self, look: Look, model: PeopleModel, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Participants as cards")
        self.setItemDelegate(_Card(look, self, model))
        self.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFlow(QtWidgets.QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QtWidgets.QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Fit the cards to the width, beside the scroll bar even where there is none: else they would jump."""
        wide = self.width() - self.verticalScrollBar().sizeHint().width() - CARD_GAP  # a card as wide as all wraps
        self.setGridSize(QtCore.QSize(wide // max(1, wide // CARD_WIDTH), CARD_HEIGHT + CARD_GAP))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)


class _Card(QtWidgets.QStyledItemDelegate):
    def __init__(self, look: Look, view: Cards, model: PeopleModel) -> None:
        super().__init__(view)
        self._look, self._view, self._people = look, view, model

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Place) -> QtCore.QSize:
        """Give the size of a card."""
        return self._view.gridSize()

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Place) -> None:
        """Paint a card: name, position, delegation and community, and how far the invitation is."""
        look, row = self._look, self._people.rows[index.row()]
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QtWidgets.QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QtWidgets.QStyle.StateFlag.State_Selected)
        hovered = bool(state & QtWidgets.QStyle.StateFlag.State_MouseOver)
        rect = rect.adjusted(0, 0, -CARD_GAP, -CARD_GAP)
        painter.save()
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtGui.QPen(look.colour("accent" if selected else "muted" if hovered else "line"), 1))
        painter.setBrush(look.colour("card"))
        shape = QtCore.QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, 6, 6)
        if selected:
            painter.setBrush(look.colour("accent", 0.10))
            painter.drawRoundedRect(shape, 6, 6)
        line = QtCore.QRect(rect.x() + CARD_PAD, rect.y() + 8, rect.width() - 2 * CARD_PAD, 18)
        about = " · ".join(filter(None, (row.delegation, row.community)))
        for words, size, colour in (
            (row.name, 12, "text"),
            (row.position, SMALL_PX, "muted"),
            (about, SMALL_PX, "muted"),
            (" · ".join(filter(None, (row.status_words, row.date_words, row.asked_words))), SMALL_PX, "text"),
        ):
            painter.setFont(look.font(size, bold=size == 12))
            painter.setPen(look.colour(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            line.translate(0, 18)
        painter.restore()


class PeopleViews(QtWidgets.QStackedWidget):
    """One of the two views is shown; what is selected in one is selected in the other."""

    selected = QtCore.Signal(tuple)
    """The ids of the people who are selected now, by their order."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.model = PeopleModel(self)
        self.table = Table(look, self.model, self)
        self.cards = Cards(look, self.model, self)
        self.cards.setSelectionModel(self.table.selectionModel())
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.opened.connect(self._selected)
        self.cards.opened.connect(self._selected)
        look.changed.connect(self.table.viewport().update)
        self.addWidget(self.table)
        self.addWidget(self.cards)

    def show_shape(self, shape: Shape) -> None:
        """Show the table or the cards."""
        ids = self.ids
        self.setCurrentWidget(self.table if shape == "table" else self.cards)
        self.select(ids)

    @property
    def view(self) -> QtWidgets.QAbstractItemView:
        """The view that is shown."""
        return self.table if self.currentWidget() is self.table else self.cards

    @property
    def ids(self) -> tuple[str, ...]:
        """Who is selected, in the order in which they are shown."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return tuple(self.model.rows[row].id for row in rows if row < len(self.model.rows))

    def take(self, rows: Sequence[PersonRow]) -> None:
        """Show other people; those who are selected stay so."""
        ids = self.ids
        chosen = self.table.selectionModel()
        with QtCore.QSignalBlocker(chosen):
            self.model.take(rows)
        self.select(ids)

    def select(self, ids: Iterable[str]) -> None:
        """Select people; those who are not shown are left out."""
        wanted = frozenset(ids)
        places = [i for i, row in enumerate(self.model.rows) if row.id in wanted] if wanted else []
        selection = QtCore.QItemSelection()
        for first, last in _runs(places):
            selection.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        flags = QtCore.QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(selection, flags.ClearAndSelect)

    def select_all(self) -> None:
        """Select everybody who is shown."""
        self.select(row.id for row in self.model.rows)

    def _selected(self, *_: object) -> None:
        self.selected.emit(self.ids)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of rows that follow each other, first and last of each."""
    first = last = -1
    for place in places:
        if first >= 0 and place == last + 1:
            last = place
            continue
        if first >= 0:
            yield first, last
        first = last = place
    if first >= 0:
        yield first, last
