"""How the parts of the window are laid out: bar, note, timeline between its panels, status; and that it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
LEFT_PX, RIGHT_PX, BOTTOM_PX = 222, 300, 190
LEAST_LEFT_PX, LEAST_RIGHT_PX = 150, 230
PANELS = ("left", "right", "problems")
ASIDE = ("left", "problems")
"""The panels that a page may put aside to have their room."""


class Frame(QtWidgets.QWidget):
    """The window's parts in their places.

    Attributes:
        note: A line under the bar, for what is so as long as the file is open.
        left, centre, right: The panels, each a splitter or box.
    """

    def __init__(
        self,
        *,
        bar: QtWidgets.QWidget,
        start_page: Callable[[], QtWidgets.QWidget],
        left: Sequence[QtWidgets.QWidget],
        centre: QtWidgets.QWidget,
        bottom: QtWidgets.QWidget,
        right: QtWidgets.QWidget,
        status: QtWidgets.QWidget,
    ) -> None:
        super().__init__()
        self._make_start_page = start_page
        self._start_page: QtWidgets.QWidget | None = None
        self._hidden: set[str] = set()
        self._puts_aside = False
        self.left = QtWidgets.QSplitter(Qt.Orientation.Vertical)
        self.left.setProperty("kind", "left")
        for part in left:
            self.left.addWidget(part)
        self.left.setSizes([420, 300])
        self.centre = QtWidgets.QSplitter(Qt.Orientation.Vertical)
        self.centre.addWidget(centre)
        self.centre.addWidget(bottom)
        self.centre.setStretchFactor(0, 1)
        self.centre.setSizes([600, BOTTOM_PX])
        self.bottom = bottom
        self.right = QtWidgets.QWidget()
        self.right.setProperty("kind", "right")
        self.right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QtWidgets.QVBoxLayout(self.right)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(right)
        self._across = QtWidgets.QSplitter(Qt.Orientation.Horizontal)
        for part in (self.left, self.centre, self.right):
            self._across.addWidget(part)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([LEFT_PX, 1000, RIGHT_PX])
        self.left.setMinimumWidth(LEAST_LEFT_PX)
        self.right.setMinimumWidth(LEAST_RIGHT_PX)
        for splitter in (self.left, self.centre, self._across):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._pages = QtWidgets.QStackedWidget()
        self._pages.addWidget(self._across)
        self.note = QtWidgets.QLabel()
        self.note.setProperty("kind", "note")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setContentsMargins(16, 8, 16, 8)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (bar, self.note, self._pages, status):
            lines.addWidget(part, 1 if part is self._pages else 0)

    def show_meeting(self, *, there: bool) -> None:
        """Show the meeting's parts, or the start page where none is open."""
        self._pages.setCurrentWidget(self._across if there else self.start_page)

    @property
    def start_page(self) -> QtWidgets.QWidget:
        """The start page; made when it is shown first."""
        if self._start_page is None:
            self._start_page = self._make_start_page()
            self._pages.addWidget(self._start_page)
        return self._start_page

    def say(self, *notes: str) -> None:
        """Say what is so as long as the file is open; nothing where there is nothing to say."""
        words = "\n".join(filter(None, notes))
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def panel(self, name: str) -> QtWidgets.QWidget:
        """Give a panel: "left", "right" or "problems" (the one below)."""
        panels: dict[str, QtWidgets.QWidget] = {"left": self.left, "right": self.right, "problems": self.bottom}
        return panels[name]

    def show_panel(self, name: str, *, on: bool) -> None:
        """Show or hide a panel, also one that was put aside."""
        (self._hidden.discard if on else self._hidden.add)(name)
        self.panel(name).setVisible(on)

    def set_aside(self, *, on: bool) -> None:
        """Give the centre the room of the panels at its left and below, or give it back."""
        if on != self._puts_aside:
            self._puts_aside = on
            for name in ASIDE:
                self.panel(name).setVisible(not on and name not in self._hidden)

    def restore(self, settings: Settings) -> None:
        """Lay the panels out as they were when the window was closed last."""
        for name, splitter in self._splitters():
            state = settings.bytes_of(f"splitter-{name}")
            if not state.isEmpty():
                splitter.restoreState(state)
        for name in PANELS:
            self.show_panel(name, on=name not in settings.hidden_panels)

    def keep(self, settings: Settings) -> None:
        """Remember how the panels lie."""
        for name, splitter in self._splitters():
            settings.keep_bytes(f"splitter-{name}", splitter.saveState())
        settings.hidden_panels = tuple(name for name in PANELS if name in self._hidden)

    def _splitters(self) -> tuple[tuple[str, QtWidgets.QSplitter], ...]:
        return ("left", self.left), ("centre", self.centre), ("across", self._across)
