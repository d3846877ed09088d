"""Charts as lists: each row paints a bar and says in words what it shows, so that screen readers read it too.

What a row looks like is its delegate's; here is what all have: the list, its model, and the fills that parts of a bar
are told apart by, in colours and in grey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.colours import NEUTRAL, TRACKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
R = TypeVar("R")
_TOP = QtCore.QModelIndex()
MOST_FILLS = len(TRACKS)
OTHERS = -1
"""The fill of all that has none of its own."""

_PATTERNS = (
    None,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
)


class ChartModel(QtCore.QAbstractListModel, Generic[R]):
    """Rows of a chart, replaced as a whole."""

    def __init__(self, said: Callable[[R], str], tip: Callable[[R], str], parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[R, ...] = ()
        self._said, self._tip = said, tip

    def take(self, rows: Sequence[R]) -> None:
        """Show other rows; where there are as many as before, what is chosen stays so."""
        new = tuple(rows)
        if new == self.rows:
            return
        if len(new) == len(self.rows):
            self.rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is said of a row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        return None


class ChartList(QtWidgets.QListView, Generic[R]):
    """A list whose rows are bars. Unless it scrolls, it is as high as its rows, and whatever it lies in scrolls."""

    chosen = QtCore.Signal(object)
    """A row was clicked, or Enter was pressed on it."""

    def __init__(
        self,
        name: str,
        said: Callable[[R], str],
        tip: Callable[[R], str],
        parent: QtWidgets.QWidget | None = None,
        *,
        scrolls: bool = False,
    ) -> None:
        super().__init__(parent)
        self._scrolls = scrolls
        self.chart: ChartModel[R] = ChartModel(said, tip, self)
        self.setModel(self.chart)
        self.setAccessibleName(name)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setResizeMode(QtWidgets.QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)

    def take(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self.chart.take(rows)
        self.scheduleDelayedItemsLayout()
        self._grow()

    def row(self, index: Index) -> R:
        """Give the row of an index."""
        return self.chart.rows[index.row()]

    @property
    def current(self) -> R | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self.row(index) if index.isValid() and index.row() < len(self.chart.rows) else None

    def _choose(self, index: QtCore.QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.row(index))

    def _grow(self) -> None:
        if not self._scrolls:
            high = self.sizeHintForRow(0) if self.chart.rows else 0
            self.setFixedHeight(high * len(self.chart.rows))

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Bring the row into what scrolls around the list."""
        super().currentChanged(current, previous)  # pyright: ignore[reportArgumentType] # either kind of index
        if self._scrolls:
            return
        area = self.parentWidget()
        while area is not None and not isinstance(area, QtWidgets.QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is not None and inside is not None and self.hasFocus() and current.isValid():
            at = self.mapTo(inside, self.visualRect(self.model().index(current.row(), 0)).center())
            area.ensureVisible(at.x(), at.y(), 0, 40)

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Leave it to what scrolls around the list, where that does."""
        if self._scrolls:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Make rows as high as they need at this width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._grow()


class ChartDelegate(QtWidgets.QStyledItemDelegate):
    """What delegates of charts need: the look, and how a row is told from the others."""

    def __init__(self, look: Look, view: QtWidgets.QAbstractItemView) -> None:
        super().__init__(view)
        self.look = look
        look.changed.connect(view.viewport().update)

    def rect(self, option: QtWidgets.QStyleOptionViewItem) -> QtCore.QRect:
        """Give where a row is."""
        return option.rect  # pyright: ignore[reportAttributeAccessIssue]

    def ground(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem) -> None:
        """Paint what lies behind a row."""
        rect, state = self.rect(option), option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QtWidgets.QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.look.colour("accent", 0.10))
        elif state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.look.colour("text", 0.04))
        painter.setPen(self.look.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def write(
    painter: QtGui.QPainter,
    look: Look,
    rect: QtCore.QRect,
    words: str,
    *,
    pixels: int = 12,
    colour: str = "text",
    bold: bool = False,
    right: bool = False,
) -> None:
    """Write a line in a box, elided where it is longer."""
    painter.setFont(look.font(pixels, bold=bold))
    painter.setPen(look.colour(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def fill(painter: QtGui.QPainter, look: Look, rect: QtCore.QRectF, number: int) -> None:
    """Fill a part of a bar as the parts of this number are: with a colour, and a pattern that is seen in grey."""
    if rect.width() <= 0:
        return
    painter.fillRect(rect, look.colour(NEUTRAL if number == OTHERS else TRACKS[number % MOST_FILLS]))
    pattern = None if number == OTHERS else _PATTERNS[number % MOST_FILLS]
    if pattern is not None:
        painter.setBrushOrigin(rect.topLeft())
        painter.fillRect(rect, QtGui.QBrush(look.colour("card", 0.75), pattern))


def swatch(look: Look, number: int, size: int = 12) -> QtGui.QPixmap:
    """Give a small picture of a fill, for a legend."""
    ratio = QtGui.QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QtGui.QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(picture)
    fill(painter, look, QtCore.QRectF(0, 0, size, size), number)
    painter.end()
    return picture


class Legend(QtWidgets.QWidget):
    """What the parts of bars mean: a swatch and a name each, in as many lines as they need."""

    LINE = 20

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._names: tuple[tuple[str, int], ...] = ()
        look.changed.connect(self.update)

    def take(self, names: Sequence[tuple[str, int]]) -> None:
        """Explain other fills, by name and number."""
        self._names = tuple(names)
        self.setAccessibleName(f"Parts of the bars: {', '.join(name for name, _ in names)}")
        self._grow()
        self.update()

    def _places(self) -> list[QtCore.QRect]:
        metrics = QtGui.QFontMetrics(self._look.font(11))
        found: list[QtCore.QRect] = []
        x = y = 0
        for name, _ in self._names:
            wide = min(18 + metrics.horizontalAdvance(name) + 16, max(self.width(), 40))
            if x and x + wide > self.width():
                x, y = 0, y + self.LINE
            found.append(QtCore.QRect(x, y, wide, self.LINE))
            x += wide
        return found

    def _grow(self) -> None:
        places = self._places()
        self.setFixedHeight(places[-1].bottom() + 1 if places else 0)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Break into lines anew."""
        super().resizeEvent(event)
        self._grow()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint swatches and names."""
        painter = QtGui.QPainter(self)
        for (name, number), place in zip(self._names, self._places(), strict=True):
            fill(painter, self._look, QtCore.QRectF(place.x(), place.y() + 4, 12, 12), number)
            write(painter, self._look, place.adjusted(18, 0, -4, 0), name, pixels=11, colour="muted")
