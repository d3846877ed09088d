"""Writing for others from the window: programme, grid, calendars, other formats. The work is done by our command line.

It runs in a process of its own on the file, which always holds what is shown; so it can take its time and be cancelled.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.errors import FileError
from agendaplanner.model.text import file_name
from agendaplanner.ui.jobs import CommandJob

if TYPE_CHECKING:
    from agendaplanner.model.errors import AgendaError
    from agendaplanner.ui.desk import Desk

SHOW_AFTER_MS = 400


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be written."""

    id: str
    text: str
    help: str
    command: tuple[str, ...]
    """Words of the command line; "FILE" and "TO" stand for the agenda and the place to write to."""
    ending: str
    """The ending of the file; "" for a folder."""
    folder: str = ""
    """What its folder is called inside one that holds something already."""
    new_group: bool = False


EXPORTS: tuple[Export, ...] = (
    Export(
        id="export programme",
        text="Programme as PDF…",
        help="Cover, both days at a glance, annotated agenda, papers and people, to print",
        command=("print", "FILE", "programme", "--to", "TO"),
        ending="pdf",
    ),
    Export(
        id="export grid",
        text="Days at a glance as PDF…",
        help="Rooms across, time down, to put on the wall",
        command=("print", "FILE", "grid", "--to", "TO"),
        ending="pdf",
    ),
    Export(
        id="export calendars",
        text="Calendars…",
        help="iCalendar files of the whole meeting, of each person, room and track",
        command=("calendars", "FILE", "--to", "TO"),
        ending="",
        folder="calendars",
        new_group=True,
    ),
    Export(
        id="export json",
        text="Agenda as JSON…",
        help="Everything, for other programs; can be imported again without loss",
        command=("export", "FILE", "--as", "json", "--to", "TO"),
        ending="json",
        new_group=True,
    ),
    Export(
        id="export schedule xml",
        text="Schedule as XML…",
        help="As conference apps and signs read it (frab, pretalx, Pentabarf)",
        command=("export", "FILE", "--as", "schedule-xml", "--to", "TO"),
        ending="xml",
    ),
    Export(
        id="export for participants",
        text="For Participants…",
        help="Agenda, schedule, calendar, programme and list, without addresses, needs, notes and invitations",
        command=("people", "FILE", "--export-for-participants", "TO"),
        ending="",
        folder="for-participants",
        new_group=True,
    ),
)


class Exporter(QtCore.QObject):
    """Asks where to write to, has it written, and says so."""

    told = QtCore.Signal(str, object)
    """What was written, and the path, to open it."""

    def __init__(self, desk: Desk, window: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._job = CommandJob(self)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)
        self._to = Path()
        self._note: QtWidgets.QProgressDialog | None = None
        self._last_folder: Path | None = None

    @property
    def running(self) -> bool:
        """Whether something is being written."""
        return self._job.running

    def ask(self, export: Export) -> None:
        """Ask for a place, and write."""
        document = self._desk.document
        if document is None or document.path is None:
            return
        folder = self._last_folder or document.path.parent
        name = file_name(document.path.stem) or "agenda"
        if export.ending:
            kinds = {"pdf": "PDF (*.pdf)", "json": "JSON (*.json)", "xml": "XML (*.xml)"}
            word = export.id.removeprefix("export ").replace(" ", "-")
            proposed = folder / f"{name}-{word}.{export.ending}"
            chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
                self._window, export.text.rstrip("…"), str(proposed), kinds[export.ending]
            )
        else:
            title = f"{export.text.rstrip('…')}: the folder"
            chosen = QtWidgets.QFileDialog.getExistingDirectory(self._window, title, str(folder))
        if chosen:
            self.write(export, Path(chosen))

    def write(self, export: Export, to: Path) -> None:
        """Write to a place."""
        document = self._desk.document
        if document is None or document.path is None or self.running:
            return
        if export.ending and not to.suffix:
            to = to.with_suffix(f".{export.ending}")
        if not export.ending and any(to.glob("*")):
            to = to / export.folder  # many files go into a folder of their own
        self._to, self._last_folder = to, to.parent
        words = {"FILE": str(document.path), "TO": str(to)}
        self._job.start([words.get(word, word) for word in export.command])
        note = self._note = QtWidgets.QProgressDialog(f"Writing {to.name} …", "Cancel", 0, 0, self._window)
        note.setWindowModality(QtCore.Qt.WindowModality.NonModal)
        note.setMinimumDuration(SHOW_AFTER_MS)
        note.setValue(0)
        note.canceled.connect(self._job.cancel)

    def stop(self) -> None:
        """Call off what is being written."""
        self._job.cancel()

    def _done(self, said: str) -> None:
        self.told.emit(said.splitlines()[-1] if said else f"Wrote {self._to}.", self._to)

    def _failed(self, error: AgendaError) -> None:
        _, _, reason = error.what.partition("agendaplanner: ")
        self._desk.failed.emit(FileError(reason or error.what))

    def _ended(self) -> None:
        note, self._note = self._note, None
        if note is not None:
            note.blockSignals(True)  # closing it is no cancelling
            note.close()
            note.deleteLater()


def show_file(path: Path) -> None:
    """Open a file or folder with whatever this desktop opens it with."""
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path.resolve())))
