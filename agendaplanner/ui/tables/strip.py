"""The tabs of the tables in a line: those that there is room for, the others in a menu at its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP_PX = 18


class TabStrip(QtWidgets.QWidget):
    """Tabs, one of them chosen, which is always seen."""

    chosen = QtCore.Signal(str)
    """Somebody chose a tab: its id."""

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        self._line = QtWidgets.QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP_PX)
        self.tabs: dict[str, QtWidgets.QPushButton] = {}
        for id_, name in tabs:
            tab = QtWidgets.QPushButton(name, self)
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self._clicked, id_))
            self.tabs[id_] = tab
            self._line.addWidget(tab)
        self.more = QtWidgets.QPushButton("More ▾", self)
        self.more.setProperty("kind", "tab")
        self.more.setAccessibleName("More tables")
        self._menu = QtWidgets.QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self._line.addWidget(self.more)
        self._line.addStretch(1)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Ask for little: what has no room goes into the menu."""
        return QtCore.QSize(0, self.more.sizeHint().height())

    def mark(self, id_: str) -> None:
        """Show which tab is chosen."""
        self.tabs[id_].setChecked(True)
        self._fit()

    def _clicked(self, id_: str, _checked: bool = False) -> None:
        self.chosen.emit(id_)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = {tab: tab.sizeHint().width() + GAP_PX for tab in self.tabs.values()}
        all_fit = sum(wide.values()) - GAP_PX <= self.width()
        free = self.width() - (0 if all_fit else self.more.sizeHint().width())
        chosen = next((tab for tab in wide if tab.isChecked()), None)
        shown: set[QtWidgets.QPushButton] = {chosen} if chosen is not None and not all_fit else set()
        free -= sum(wide[tab] for tab in shown)
        for tab in wide:
            if tab in shown:
                continue
            free -= wide[tab]
            if free < 0 and not all_fit:
                break
            shown.add(tab)
        for tab in wide:
            tab.setVisible(tab in shown)
        self.more.setVisible(not all_fit)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for id_, tab in self.tabs.items():
            if tab.isHidden():
                self._menu.addAction(tab.text()).triggered.connect(partial(self._clicked, id_))
