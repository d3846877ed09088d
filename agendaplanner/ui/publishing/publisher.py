"""What the window does about publishing: opens its dialogs, says what was published, and offers what comes next.

A dialog and all that it needs is read from disk when it is asked for first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.publishing.since import Since

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.versions import Version
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.exports import Exporter
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.publishing.errand_dialog import ErrandDialog
    from agendaplanner.ui.settings import Settings


class Publisher(QtCore.QObject):
    """The dialogs of publishing, each at most once."""

    published = QtCore.Signal(str)
    """A version was published; the words for it."""
    written = QtCore.Signal(str, object)
    """What was written, and the path, to open it."""

    def __init__(
        self, desk: Desk, look: Look, settings: Settings, exporter: Exporter, window: QtWidgets.QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._look, self._settings = desk, look, settings
        self._exporter, self._window = exporter, window
        self.since = Since(desk)

    def publish(self) -> None:
        """Show what would be published."""
        from agendaplanner.ui.publishing.publish import Publish

        dialog = self._window.findChild(Publish)
        if dialog is None:
            dialog = Publish(self._desk, self._look, self.since, self._window)
            dialog.published.connect(self._published)
        _show(dialog)

    def _published(self, version: Version) -> None:
        self.since.look()
        self.published.emit(f"Published: {version.name[0].lower()}{version.name[1:]}.")

    def tell_people(self) -> None:
        """Show who would be told what."""
        from agendaplanner.ui.publishing.people import TellPeople

        def make() -> ErrandDialog:
            dialog = TellPeople(self._desk, self._look, self._settings, self.since, self._window)
            dialog.written.connect(self.written)
            return dialog

        self._errand(TellPeople, make)

    def on_server(self) -> None:
        """Show where the calendars go on a server."""
        from agendaplanner.ui.publishing.server import OnServer

        self._errand(OnServer, lambda: OnServer(self._desk, self._look, self._settings, self.since, self._window))

    def write_calendars(self) -> None:
        """Ask which calendars, and write them."""
        from agendaplanner.ui.publishing.calendars import Calendars

        self.since.look()
        dialog = Calendars(self._desk, self._settings, self.since, self._window)
        if dialog.exec():
            self._exporter.ask(dialog.export)
        dialog.deleteLater()

    def stop(self) -> None:
        """Close what is open, because the window closes."""
        from agendaplanner.ui.publishing.errand_dialog import ErrandDialog

        for dialog in self._window.findChildren(ErrandDialog):
            dialog.end()

    def _errand(self, kind: type[ErrandDialog], make: Callable[[], ErrandDialog]) -> None:
        self.since.look()
        document = self._desk.document
        if document is not None and document.path is not None:
            _show(self._window.findChild(kind) or make())


def _show(dialog: QtWidgets.QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
