"""The list of what is wrong: headings of groups, a line each with its reason, and buttons at the end of a line.

Only the lines that are seen have buttons, so that a thousand clashes cost no more than ten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.changes import Change
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.panels.rows import Index, Row, RowList
from agendaplanner.ui.shortening import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
GROUP = "group "
"""What the id of a heading begins with."""
LINE_PX, HEADING_PX = 34, 28
MOST_OF_LINE = 0.52
"""What part of a line its buttons may take; the reason is read beside them."""
GAP_PX = 6
SHORT_PX = 240
"""What a button is given at least, before a further one is left out for it."""


class Act(msgspec.Struct, frozen=True):
    """A button at the end of a line."""

    words: str
    run: Callable[[], object]
    change: Change | None = None
    """What it would do, to be shown while it is pointed at."""
    menu: tuple[Act, ...] = ()
    """Where there is a choice: what can be chosen."""


class ProblemList(RowList):
    """Lines with buttons. Right goes from a line to its buttons, Left back."""

    pointed = QtCore.Signal(object)
    """The ``Change`` that is pointed at, or None."""
    seen = QtCore.Signal()
    """Other lines than before are seen."""

    def __init__(self, look: Look, name: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(look, name, parent=parent)
        self.setItemDelegate(_Line(look, self))
        self.setUniformItemSizes(False)
        self._strips: dict[str, Strip] = {}
        self._acts: dict[str, tuple[Act, ...]] = {}
        self._notes: dict[str, str] = {}
        self.verticalScrollBar().valueChanged.connect(self.place_strips)
        self.row_model.modelReset.connect(self._forget_strips)
        self.row_model.layoutChanged.connect(self.place_strips)

    def _forget_strips(self) -> None:
        for strip in self._strips.values():
            strip.leave()
        self._strips.clear()
        self._acts.clear()
        self._notes.clear()
        self.pointed.emit(None)
        QtCore.QTimer.singleShot(0, self, self.place_strips)

    def give(self, row_id: str, acts: Sequence[Act]) -> None:
        """Give a line its buttons."""
        # what they do is a new function each time it is asked for; what they say and would change is not
        if [_known_by(act) for act in self._acts.get(row_id, ())] != [_known_by(act) for act in acts]:
            self._acts[row_id] = tuple(acts)
            if (strip := self._strips.pop(row_id, None)) is not None:
                strip.leave()
            self.place_strips()

    def note(self, row_id: str, words: str) -> None:
        """Say something more after a line's words."""
        if self._notes.get(row_id) != words:
            self._notes[row_id] = words
            self.viewport().update()

    def note_of(self, row: Row) -> str:
        """Give the muted words after a line."""
        return row.note or self._notes.get(row.id, "")

    def shown_rows(self) -> list[Row]:
        """Give the rows that are seen."""
        high = self.viewport().height()
        found: list[Row] = []
        for i, row in enumerate(self.row_model.rows):
            rect = self.visualRect(self.row_model.index(i))
            if rect.top() > high:
                break
            if rect.bottom() >= 0:
                found.append(row)
        return found

    def strip(self, row_id: str) -> Strip | None:
        """Give the buttons of a line that is seen."""
        return self._strips.get(row_id)

    def reserved(self, row_id: str) -> int:
        """Give how much of a line its buttons take."""
        strip = self._strips.get(row_id)
        return strip.width() + 12 if strip is not None else 0

    def place_strips(self, *_: object) -> None:
        """Put the buttons of the lines that are seen in their places."""
        shown = {row.id: i for i, row in enumerate(self.row_model.rows)}
        seen = [row.id for row in self.shown_rows()]
        for id_ in [id_ for id_ in self._strips if id_ not in seen]:
            self._strips.pop(id_).leave()
        for id_ in seen:
            acts = self._acts.get(id_, ())
            if not acts:
                continue
            strip = self._strips.get(id_)
            if strip is None:
                strip = self._strips[id_] = Strip(acts, self)
                strip.pointed.connect(self.pointed)
            rect = self.visualRect(self.row_model.index(shown[id_]))
            strip.fit(round(rect.width() * MOST_OF_LINE))
            strip.move(rect.right() - strip.width() - 2, rect.y() + (rect.height() - strip.height()) // 2)
            strip.show()
        self.viewport().update()
        self.seen.emit()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keep the buttons at the ends of their lines."""
        super().resizeEvent(event)
        QtCore.QTimer.singleShot(0, self, self.place_strips)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go to a line's buttons with Right."""
        if event.key() == Qt.Key.Key_Right and (strip := self._strips.get(self.current_id or "")) is not None:
            strip.begin()
            return
        super().keyPressEvent(event)


def _known_by(act: Act) -> tuple[object, ...]:
    return (act.words, act.change, tuple((each.words, each.change) for each in act.menu))


class Strip(QtWidgets.QWidget):
    """The buttons of a line."""

    pointed = QtCore.Signal(object)

    def __init__(self, acts: Sequence[Act], rows: ProblemList) -> None:
        super().__init__(rows.viewport())
        self._rows = rows
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_PX)
        self.buttons = [ActButton(act, self) for act in acts]
        for button in self.buttons:
            line.addWidget(button)
            button.pointed.connect(self.pointed)

    def fit(self, most: int) -> None:
        """Show as many buttons as there is room for, the longest of them with fewer words."""
        shown, needed = 0, -GAP_PX
        for button in self.buttons:
            needed += min(button.whole_width(), SHORT_PX) + GAP_PX
            if shown and needed > most:
                break
            shown += 1
        free = most + GAP_PX
        # the shorter ones first: what they do not need is for the longer ones
        for i, button in enumerate(sorted(self.buttons[:shown], key=ActButton.whole_width)):
            button.fit(free // (shown - i) - GAP_PX)
            free -= button.sizeHint().width() + GAP_PX
        for i, button in enumerate(self.buttons):
            button.setVisible(i < shown)
        self.resize(most + GAP_PX - free, self.sizeHint().height())

    def begin(self) -> None:
        """Give the first button the focus."""
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def step(self, button: ActButton, way: int) -> None:
        """Go to the next button, or back to the line."""
        wanted = self.buttons.index(button) + way
        if wanted < 0:
            self._rows.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif wanted < len(self.buttons) and self.buttons[wanted].isVisible():
            self.buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> None:
        """Go away, giving the focus back to the list."""
        if self.isAncestorOf(QtWidgets.QApplication.focusWidget() or self) and self.hasFocusInside():
            self._rows.setFocus()
        self.hide()
        self.deleteLater()

    def hasFocusInside(self) -> bool:
        """Tell whether one of the buttons has the focus."""
        return any(button.hasFocus() for button in self.buttons)


class ActButton(QtWidgets.QPushButton):
    """A button that says when it is pointed at, by the mouse or the focus."""

    pointed = QtCore.Signal(object)

    def __init__(self, act: Act, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._act = act
        self.setProperty("kind", "act")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(act.words)
        self._say(act.words)
        if act.menu:
            self.clicked.connect(self._drop_menu)
        else:
            self.clicked.connect(lambda: act.run())

    def _say(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self.setToolTip("" if words == self._act.words else self._act.words)

    def whole_width(self) -> int:
        """Give how wide it is with all its words."""
        return self._beside_words() + self.fontMetrics().horizontalAdvance(self._act.words)

    def _beside_words(self) -> int:
        self.ensurePolished()
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))

    def fit(self, most: int) -> None:
        """Say what goes into a width; all of it is in the tool tip then."""
        self._say(shortened(self._act.words, most - self._beside_words(), self.fontMetrics().horizontalAdvance))

    def _drop_menu(self) -> None:
        menu = QtWidgets.QMenu(self)
        changes: dict[QtGui.QAction, Change] = {}
        for act in self._act.menu:
            action = menu.addAction(act.words)
            action.triggered.connect(lambda _=False, run=act.run: run())
            if act.change is not None:
                changes[action] = act.change
        menu.hovered.connect(lambda action: self.pointed.emit(changes.get(action)))
        menu.aboutToHide.connect(lambda: self.pointed.emit(None))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QtCore.QPoint(0, self.height() + 2)))

    def enterEvent(self, event: QtGui.QEnterEvent) -> None:
        """Show what it would do."""
        super().enterEvent(event)
        self.pointed.emit(self._act.change)

    def leaveEvent(self, event: QtCore.QEvent) -> None:
        """No longer, unless it has the focus."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.pointed.emit(None)

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        """Show what it would do."""
        super().focusInEvent(event)
        self.pointed.emit(self._act.change)

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """No longer."""
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Press with Enter; go along the buttons."""
        strip = self.parentWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(strip, Strip):
            strip.step(self, 1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class _Line(QtWidgets.QStyledItemDelegate):
    """Paints headings and lines, leaving room for the buttons."""

    def __init__(self, look: Look, view: ProblemList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a line."""
        row = self._view.row_model.rows[index.row()]
        high = HEADING_PX if row.id.startswith(GROUP) else LINE_PX
        return QtCore.QSize(self._view.viewport().width(), high)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a line."""
        row = self._view.row_model.rows[index.row()]
        rect: QtCore.QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QtWidgets.QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        look = self._look
        painter.save()
        if state & QtWidgets.QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent", 0.08))
        elif state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("text", 0.03))
        if row.id.startswith(GROUP):
            self._heading(painter, rect, row)
        else:
            self._line(painter, rect, row)
        painter.restore()

    def _heading(self, painter: QtGui.QPainter, rect: QtCore.QRect, row: Row) -> None:
        painter.setFont(self._look.font(SMALL_PX, bold=True))
        painter.setPen(self._look.colour("muted"))
        sign = "▸" if row.chosen else "▾"
        inner = rect.adjusted(2, 4, 0, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), f"{sign} {row.title}")
        wide = painter.fontMetrics().horizontalAdvance(f"{sign} {row.title}") + 8
        painter.setFont(self._look.font(SMALL_PX))
        painter.drawText(inner.adjusted(wide, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), row.detail)

    def _line(self, painter: QtGui.QPainter, rect: QtCore.QRect, row: Row) -> None:
        look = self._look
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left, right = rect.x() + 22, rect.right() - self._view.reserved(row.id)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(row.colour or "muted"))
        painter.drawEllipse(QtCore.QRectF(rect.x() + 3, rect.center().y() - 4, 9, 9))
        painter.setFont(look.font(12, bold=row.strong))
        painter.setPen(look.colour("text"))
        free = QtCore.QRect(left, rect.y(), max(right - left, 0), rect.height())
        words = shortened(row.title, int(free.width()), painter.fontMetrics().horizontalAdvance)
        painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter), words)
        note = self._view.note_of(row)
        if note:
            free.setLeft(left + painter.fontMetrics().horizontalAdvance(words) + 8)
            painter.setFont(look.font(SMALL_PX))
            painter.setPen(look.colour("muted"))
            if free.width() > 24:
                words = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, free.width())
                painter.drawText(free, int(Qt.AlignmentFlag.AlignVCenter), words)
