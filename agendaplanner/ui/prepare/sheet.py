"""What every preparation sheet is: a page that is brought up to date while it is looked at, and goes stale while not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.versions import Version
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

SheetName = Literal["readiness", "people", "balance", "roles", "papers", "breakouts", "sisters", "outcomes"]


class Sheet(QtWidgets.QWidget):
    """A preparation sheet. Those that extend it lay themselves out in ``__init__`` and show an agenda in ``renew``.

    A sheet is made when it is looked at first, when the window is open and dressed.
    """

    sheet_asked = QtCore.Signal(str)
    """Another sheet should be shown: its ``SheetName``."""
    list_asked = QtCore.Signal(str)
    """The table of a kind of record should be shown."""
    session_asked = QtCore.Signal(str)
    """A session should be seen on the timeline: its id."""
    command_asked = QtCore.Signal(str)
    """A command of the window should be run: its id."""
    export_asked = QtCore.Signal(object)
    """Something should be written by our command line, as its ``Export`` says."""
    written = QtCore.Signal(str, object)
    """A file was written: the words to say, and its ``Path``."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.look = look
        self.settings = settings
        self.versions: tuple[Version, ...] = ()
        """Those that are published, oldest first."""
        self.setProperty("kind", "surface")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        desk.opened.connect(self._changed)
        desk.changed.connect(self._changed)
        desk.day_changed.connect(self._changed)
        look.changed.connect(self._changed)

    def renew(self, agenda: Agenda) -> None:
        """Show an agenda; called when the sheet is shown, and after each change while it is."""
        raise NotImplementedError

    def take_versions(self, versions: tuple[Version, ...]) -> None:
        """Hear which versions are published."""
        if versions != self.versions:
            self.versions = versions
            self._changed()

    def stop(self) -> None:
        """Let go of what still runs, because the window closes."""

    def say(self, words: str, *, can_be_undone: bool = False) -> None:
        """Say what was done."""
        self.desk.told.emit(words, can_be_undone)

    def say_written(self, words: str, path: Path) -> None:
        """Say what was written, and have it offered to be opened."""
        self.written.emit(words, path)

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Bring it up to date: nobody looked before."""
        super().showEvent(event)
        self._changed()

    def _changed(self, *_: object) -> None:
        if self.isVisible() and self.desk.agenda is not None:
            self.renew(self.desk.agenda)
