"""A list that drops down, to tick what is wanted: for fields of several names, where nobody wants to type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Qt = QtCore.Qt
ROWS, ROW_PX, LEAST_PX, FILTER_FROM = 9, 28, 220, 10
"""How many rows are seen at once, how high one is, how narrow the list may be, from how many on they are filtered."""
_KEYS_OF_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class Checklist(QtWidgets.QFrame):
    """Ticks; what is ticked is handed over when the list is left. Escape leaves all as it was."""

    def __init__(
        self,
        name: str,
        offered: Sequence[str],
        chosen: Sequence[str],
        take: Callable[[list[str]], object],
        parent: QtWidgets.QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self._cancelled = False
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(6)
        # what stands there already comes first, also what nobody offers
        known = {text.casefold(): text for text in offered}
        self._chosen: list[str] = [known.get(text.casefold(), text) for text in chosen]
        self._before = tuple(self._chosen)
        names = [*self._chosen, *(text for text in offered if text not in self._chosen)]
        self.filter = QtWidgets.QLineEdit(self)
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName(f"Filter {name}")
        self.filter.setVisible(len(names) >= FILTER_FROM)
        self.filter.textChanged.connect(self._show_only)
        self.filter.installEventFilter(self)
        lines.addWidget(self.filter)
        self.list = QtWidgets.QListWidget(self)
        self.list.setProperty("kind", "ticks")
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for text in names:
            item = QtWidgets.QListWidgetItem(text, self.list)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if text in self._chosen else Qt.CheckState.Unchecked)
            item.setSizeHint(QtCore.QSize(0, ROW_PX))
            item.setToolTip(text)
        self.list.setFixedHeight(min(max(len(names), 1), ROWS) * ROW_PX + 4)
        self.list.itemChanged.connect(self._ticked)
        self.list.itemClicked.connect(self._clicked)
        self._state_at_press = Qt.CheckState.Unchecked
        self.list.itemPressed.connect(self._pressed)
        self.list.installEventFilter(self)
        if not names:
            lines.addWidget(QtWidgets.QLabel("There is nothing to choose from yet.", self))
            self.list.hide()
        lines.addWidget(self.list)

    def drop_from(self, field: QtWidgets.QWidget) -> None:
        """Show the list below a field."""
        self.setFixedWidth(max(field.width(), LEAST_PX))
        self.adjustSize()
        place = field.mapToGlobal(QtCore.QPoint(field.width() - self.width(), field.height() + 2))
        screen = field.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(field.mapToGlobal(QtCore.QPoint(0, -self.height() - 2)).y())
        place.setX(max(place.x(), screen.left()))
        self.move(place)
        self.show()
        if self.list.count():
            self.list.setCurrentRow(0)
        (self.filter if not self.filter.isHidden() else self.list).setFocus()

    def _show_only(self, words: str) -> None:
        wanted = words.casefold().split()
        texts = [self.list.item(row).text().casefold() for row in range(self.list.count())]
        fitting = [row for row, text in enumerate(texts) if all(word in text for word in wanted)]
        for row in range(len(texts)):
            self.list.setRowHidden(row, row not in fitting)
        begun = [row for row in fitting if texts[row].startswith(words.casefold().strip())]
        if fitting:
            self.list.setCurrentRow((begun or fitting)[0])

    def _ticked(self, item: QtWidgets.QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Unchecked:
            self._chosen = [text for text in self._chosen if text != item.text()]
        elif item.text() not in self._chosen:
            self._chosen.append(item.text())

    def _pressed(self, item: QtWidgets.QListWidgetItem) -> None:
        self._state_at_press = item.checkState()

    def _clicked(self, item: QtWidgets.QListWidgetItem) -> None:
        """Tick with a click anywhere in the row; one on the box has done so already."""
        if item.checkState() == self._state_at_press:
            self._toggle(item)

    def _toggle(self, item: QtWidgets.QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Go through the list from its filter; Enter ticks there, and ends it in the list."""
        if isinstance(event, QtGui.QKeyEvent) and event.type() == QtCore.QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._cancelled = True
                self.close()
                return True
            if watched is self.filter and event.key() in _KEYS_OF_LIST:
                QtWidgets.QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if watched is self.filter and item is not None and self.filter.text():
                    self._toggle(item)
                    self.filter.selectAll()
                else:
                    self.close()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Hand over what is ticked, in the order that it was ticked in."""
        super().closeEvent(event)
        if not self._cancelled and tuple(self._chosen) != self._before:
            self._before = tuple(self._chosen)
            self._take(list(self._chosen))
