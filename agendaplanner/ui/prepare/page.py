"""The preparation page: its sheets by name at the left, the one that was chosen beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.prepare.sheets import SHEETS

if TYPE_CHECKING:
    from PySide6 import QtGui

    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.prepare.sheet import Sheet, SheetName
    from agendaplanner.ui.settings import Settings

NAMES_PX = 148


class Prepare(QtWidgets.QWidget):
    """The sheets of preparation, one shown at a time."""

    sheet_made = QtCore.Signal(object)
    """A ``Sheet`` was made, because it is looked at first."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look, self._settings = desk, look, settings
        self._sheets: dict[SheetName, Sheet] = {}
        self.shown: SheetName = SHEETS[0].name
        self.setProperty("kind", "surface")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        names = QtWidgets.QWidget(self)
        names.setProperty("kind", "left")
        names.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        names.setFixedWidth(NAMES_PX)
        lines = QtWidgets.QVBoxLayout(names)
        lines.setContentsMargins(8, 12, 8, 8)
        lines.setSpacing(2)
        self.names: dict[SheetName, QtWidgets.QPushButton] = {}
        for sheet in SHEETS:
            button = QtWidgets.QPushButton(sheet.title, names)
            button.setProperty("kind", "sheet")
            button.setToolTip(sheet.help)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._clicked, sheet.name))
            self.names[sheet.name] = button
            lines.addWidget(button)
        lines.addStretch(1)
        line.addWidget(names)
        self.stack = QtWidgets.QStackedWidget(self)
        line.addWidget(self.stack, 1)

    def sheet(self, name: SheetName) -> Sheet:
        """Give a sheet; made when it is asked for first."""
        if name not in self._sheets:
            kind = next(each for each in SHEETS if each.name == name)
            sheet = kind.load()(self._desk, self._look, self._settings)
            sheet.setAccessibleName(kind.title)
            sheet.sheet_asked.connect(self.show_sheet)
            self._sheets[name] = sheet
            self.stack.addWidget(sheet)
            self.sheet_made.emit(sheet)
        return self._sheets[name]

    def show_sheet(self, name: SheetName) -> None:
        """Show a sheet."""
        self.shown = name
        self.names[name].setChecked(True)
        if any(button.hasFocus() for button in self.names.values()):
            self.names[name].setFocus()  # the focus stays with the name that is chosen
        self.stack.setCurrentWidget(self.sheet(name))

    def event(self, event: QtCore.QEvent) -> bool:
        """Let the sheet have the keys it knows also while the focus is still on its name, which was just clicked."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride and self.names[self.shown].hasFocus():
            self.sheet(self.shown).event(event)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Let the sheet have a key that the names have no use for."""
        if self.names[self.shown].hasFocus():
            self.sheet(self.shown).keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def stop(self) -> None:
        """Let go of what still runs, because the window closes."""
        for sheet in self._sheets.values():
            sheet.stop()

    def _clicked(self, name: SheetName, _checked: bool = False) -> None:
        self.show_sheet(name)
