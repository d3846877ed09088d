"""Saving what is shown: the pages as they are seen, or files in several languages or for each person, made for it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6 import QtCore, QtWidgets

from agendaplanner.model.errors import FileError
from agendaplanner.model.text import file_name
from agendaplanner.ui.preview.press import Press

if TYPE_CHECKING:
    from agendaplanner.printing.worker import Answer, Order
    from agendaplanner.ui.desk import Desk


class Saving(QtCore.QObject):
    """Asks where to, and writes; what is made for it is made by a press of its own."""

    saved = QtCore.Signal(str, object)
    """Words, and the path of the file or folder."""
    failed = QtCore.Signal(object)
    """An ``AgendaError``."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self.press = Press(self)
        self.press.printed.connect(self._written)
        self.press.failed.connect(self.failed)
        self._to = Path()

    def ask(self, order: Order, shown: Path, pages: int) -> None:
        """Ask where to keep a piece, and keep it there.

        Args:
            order: What is wanted, in all its languages.
            shown: The file with the pages as they are seen.
            pages: How many there are.
        """
        document = self._desk.document
        if document is None or document.path is None:
            return
        to = self._asked(document.path, order)
        if to is None:
            return
        self._to = to
        if order.each or len(order.languages) > 1:
            self.press.print(document.agenda, msgspec.structs.replace(order, path=str(to)))
            return
        try:
            shutil.copyfile(shown, to)
        except OSError as error:
            self.failed.emit(
                FileError(f"{to.name} cannot be written: {error.strerror}.", advice="Choose another place.")
            )
            return
        self.saved.emit(f"Wrote {to.name}: {pages} {'page' if pages == 1 else 'pages'}.", to)

    def _asked(self, agenda: Path, order: Order) -> Path | None:
        proposed = f"{file_name(agenda.stem) or 'agenda'}-{order.piece}"
        dialog: Any = QtWidgets.QFileDialog
        if order.each:
            folder = dialog.getExistingDirectory(self._window, "A folder for the files", str(agenda.parent))
            return Path(folder) / proposed if folder else None
        chosen, _ = dialog.getSaveFileName(
            self._window, "Save as PDF", str(agenda.parent / f"{proposed}.pdf"), "PDF (*.pdf)"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".pdf")

    def _written(self, answer: Answer) -> None:
        files = [Path(file) for file in answer.files]
        if len({file.parent for file in files}) == 1 and files[0].parent != self._to.parent:
            self.saved.emit(f"Wrote {len(files)} files to {files[0].parent.name}.", files[0].parent)
        elif len(files) <= 3:
            self.saved.emit(f"Wrote {', '.join(file.name for file in files)}.", self._to.parent)
        else:
            self.saved.emit(f"Wrote {len(files)} files.", self._to.parent)
