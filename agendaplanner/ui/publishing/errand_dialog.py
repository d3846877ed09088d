"""What the dialogs have in common that run an errand: how far it is, a button that stops it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.labels import named, restyle
from agendaplanner.ui.publishing.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agendaplanner.model.errors import AgendaError
    from agendaplanner.model.versions import Version
    from agendaplanner.ui.desk import Desk

MARGIN = 20


class ErrandDialog(QtWidgets.QDialog):
    """Lies beside the window. Closed while its errand runs, it lets that stop after the step that it is at."""

    def __init__(self, desk: Desk, title: str, parent: QtWidgets.QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._closes = False
        self._doing = ""
        self._then: Callable[[dict[str, Any]], None] = lambda _: None
        self.errand = Errand(self)
        self.errand.progressed.connect(self._progressed)
        self.errand.done.connect(lambda answer: self._then(answer))
        self.errand.failed.connect(self._failed)
        self.errand.ended.connect(self._ended)
        self.said = QtWidgets.QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self._working = QtWidgets.QWidget(self)
        line = QtWidgets.QHBoxLayout(self._working)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self.doing = QtWidgets.QLabel(self)
        self.doing.setProperty("kind", "muted")
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How much is done")
        self.stop = QtWidgets.QPushButton("Stop", self)
        self.stop.clicked.connect(self._stop)
        line.addWidget(self.doing)
        line.addWidget(self._bar, 1)
        line.addWidget(self.stop)
        self._working.hide()
        desk.opened.connect(self.close)

    @property
    def _file(self) -> str:
        document = self._desk.document
        return str(document.path) if document is not None and document.path is not None else ""

    # the errand

    def _run(
        self,
        doing: str,
        arguments: Sequence[str],
        then: Callable[[dict[str, Any]], None],
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        """Run a command of our command line, and hand its answer on.

        Args:
            doing: What is being done, for people: "Sending".
            arguments: The command's words.
            then: Given the answer.
            secrets: What the command finds in its environment.
        """
        if self.errand.running:
            return
        self._doing, self._then = doing, then
        self.doing.setText(f"{doing} …")
        self._bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._working.show()
        self.say("")
        self.errand.start(arguments, secrets)
        self._allow()

    def _progressed(self, done: int, of: int, what: str) -> None:
        if self.stop.isEnabled():
            self.doing.setText(f"{self._doing}: {done} of {of} {what}")
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.doing.setText(f"{self._doing}: stopping …")
        self.errand.stop()

    def _failed(self, error: AgendaError) -> None:
        self.say("\n".join(filter(None, [error.what, error.where, error.advice])), bad=True)

    def _ended(self) -> None:
        self._working.hide()
        if self._closes:
            self.close()
        else:
            self._allow()

    def _allow(self) -> None:
        """Let be done what can be done now."""

    def say(self, words: str, *, bad: bool = False) -> None:
        """Say what came of it."""
        restyle(self.said, "kind", "bad" if bad else "")
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self, words))

    # closing

    def reject(self) -> None:
        """Close; Escape does so too."""
        self.close()

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Wait for the step that is being done; who closes a second time does not want to wait."""
        if not self.errand.running:
            event.accept()
            return
        if self._closes:
            self.errand.cancel()
            event.accept()
            return
        self._closes = True
        self._stop()
        event.ignore()

    def end(self) -> None:
        """Close at once, because the window does; a step that is being done has a moment to be done."""
        self._closes = True
        self.errand.end()
        self.close()


class Password(QtWidgets.QWidget):
    """A field for a password that may be in the system's keyring, and whether it is to be kept there."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.field = QtWidgets.QLineEdit(self)
        self.field.setEchoMode(QtWidgets.QLineEdit.EchoMode.Password)
        self.keep = QtWidgets.QCheckBox("Keep it in the system's keyring", self)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addLayout(named("Password", self.field))
        lines.addWidget(self.keep)

    def show_kept(self, *, kept: bool) -> None:
        """Show whether it is in the keyring already."""
        self.field.setPlaceholderText("As kept in the keyring" if kept else "")
        self.keep.setChecked(kept)

    def secrets(self, variable: str) -> dict[str, str]:
        """Give what was typed as a command finds it; nothing where the keyring has it."""
        return {variable: self.field.text()} if self.field.text() else {}

    def words(self) -> list[str]:
        """Give the words of the command that have it kept."""
        return ["--remember"] if self.keep.isChecked() and self.field.text() else []


def offer_versions(box: QtWidgets.QComboBox, versions: Sequence[Version], *, now: str = "") -> None:
    """Offer the published versions, newest first, which is chosen; and what stands now, as 0, if that has a name."""
    box.clear()
    for each in reversed(versions):
        box.addItem(each.name, each.number)
    if now:
        box.addItem(now, 0)
    box.setCurrentIndex(0 if box.count() else -1)
