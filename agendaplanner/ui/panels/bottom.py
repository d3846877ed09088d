"""The panel below: a strip of tabs, one page shown at a time. Pages say for themselves what they are about."""

from __future__ import annotations

from functools import partial

from PySide6 import QtCore, QtWidgets


class Bottom(QtWidgets.QWidget):
    """Pages under tabs."""

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "below")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._strip = QtWidgets.QHBoxLayout()
        self._strip.setContentsMargins(16, 8, 16, 0)
        self._strip.setSpacing(18)
        self._strip.addStretch(1)
        self._group = QtWidgets.QButtonGroup(self)
        self._heads: dict[str, QtWidgets.QWidget] = {}
        lines.addLayout(self._strip)
        self._stack = QtWidgets.QStackedWidget(self)
        lines.addWidget(self._stack, 1)
        self.tabs: dict[str, QtWidgets.QPushButton] = {}
        self._pages: dict[str, QtWidgets.QWidget] = {}

    def add(self, name: str, page: QtWidgets.QWidget, head: QtWidgets.QWidget | None = None) -> None:
        """Add a page under a tab at the end of the strip; the first one is shown.

        Args:
            name: What stands on the tab.
            page: What is shown under it.
            head: A line of the page's own that is shown beside the tabs while the page is.
        """
        tab = QtWidgets.QPushButton(name, self)
        tab.setProperty("kind", "tab")
        tab.setCheckable(True)
        self._group.addButton(tab)
        tab.clicked.connect(partial(self._clicked, name))
        self._strip.insertWidget(len(self.tabs), tab)
        self._stack.addWidget(page)
        if head is not None:
            self._heads[name] = head
            self._strip.addWidget(head)
            head.setVisible(not self.tabs)
        self.tabs[name], self._pages[name] = tab, page
        if len(self.tabs) == 1:
            tab.setChecked(True)

    def _clicked(self, name: str, _checked: bool = False) -> None:
        self.show_page(name)

    def show_page(self, name: str) -> None:
        """Show a page by the name of its tab."""
        self.tabs[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        for each, head in self._heads.items():
            head.setVisible(each == name)

    @property
    def shown(self) -> str:
        """The name of the tab whose page is shown."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())
