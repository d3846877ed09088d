"""The printer's process: it stays, so that the next page is there in a moment; only the last request is answered."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore

from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.ui.jobs import child_environment

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.worker import Order

ENDS_WITHIN_MS = 2_000


class Press(QtCore.QObject):
    """Prints, into a file of its own or where it is told."""

    began = QtCore.Signal()
    printed = QtCore.Signal(object)
    """An ``Answer``; the pages are in ``path``."""
    failed = QtCore.Signal(object)
    """An ``AgendaError``."""
    progressed = QtCore.Signal(int, int)
    """How much is made, and how much there will be; 0: not known."""
    ended = QtCore.Signal()
    """Nothing is being printed any more."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="agendaplanner-")
        self._process: QtCore.QProcess | None = None
        self._number = 0
        self._running = False
        self._next: tuple[Agenda, Order] | None = None

    @property
    def path(self) -> Path:
        """The file that was printed last."""
        return Path(self._folder.name) / "pages.pdf"

    @property
    def running(self) -> bool:
        """Whether something is being printed."""
        return self._running

    def print(self, agenda: Agenda, order: Order) -> None:
        """Print; what is asked for while something is being printed comes after it, and of that only the last.

        Args:
            agenda: The agenda.
            order: What; without a path it goes into ``path``.
        """
        self._number += 1
        path = order.path or str(self.path)
        self._next = (agenda, msgspec.structs.replace(order, number=self._number, path=path))
        if not self._running:
            self._go()

    def cancel(self) -> None:
        """Call off what is being printed."""
        self._next = None
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.kill()
            process.waitForFinished(ENDS_WITHIN_MS)
            process.deleteLater()
        self._end()

    def close(self) -> None:
        """End it for good."""
        self.cancel()
        self._folder.cleanup()

    def _go(self) -> None:
        from agendaplanner.printing.worker import encode_order

        assert self._next is not None
        agenda, order = self._next
        self._next = None
        process = self._process or self._start()
        process.write(QtCore.QByteArray(encode_order(agenda, order)))
        if not self._running:
            self._running = True
            self.began.emit()

    def _start(self) -> QtCore.QProcess:
        frozen = getattr(sys, "frozen", False)
        process = self._process = QtCore.QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["--printing-worker"] if frozen else ["-m", "agendaplanner.printing"])
        process.setProcessEnvironment(child_environment())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.start()
        return process

    def _read(self) -> None:
        from agendaplanner.printing.worker import decode_answer

        process = self._process
        while process is not None and process.canReadLine():
            try:
                answer = decode_answer(bytes(process.readLine().data()))
            except msgspec.MsgspecError:
                self._fail(UsageError("The printer's answer was not understood. Is it of another version?"))
                return
            if not answer.over:
                self.progressed.emit(answer.done, answer.of)
                continue
            if self._next is not None:
                self._go()  # what was printed is out of date already
                continue
            self._end()
            if answer.error:
                self.failed.emit(UsageError(answer.error, advice=answer.advice))
            else:
                self.printed.emit(answer)

    def _finished(self, status: int, _how: QtCore.QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if self._running:
            last = words.splitlines()[-1] if words else f"exit status {status}"
            self._fail(UsageError(f"Printing ended without a result. {last}"))

    def _fail(self, error: AgendaError) -> None:
        self._next = None
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        if self._running:
            self._running = False
            self.ended.emit()
