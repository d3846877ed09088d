"""Work done bit by bit between events, so that no frame waits for it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6 import QtCore

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE_MS = 7.0
"""With what else happens in a frame this stays below 16 ms."""


class Slices(QtCore.QObject):
    """Runs an iterator to its end, some milliseconds at a time."""

    def __init__(self, pause_ms: int, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._timer = QtCore.QTimer(self, interval=pause_ms)
        self._timer.timeout.connect(self.run_slice)

    @property
    def busy(self) -> bool:
        """Whether there is work left."""
        return self._work is not None

    def begin(self, work: Iterator[object]) -> None:
        """Do this from now on, instead of what was being done."""
        self._work = work
        self._timer.start()

    def drop(self) -> None:
        """Do no more."""
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now."""
        work = self._work
        self.drop()
        for _ in work or ():
            pass

    @QtCore.Slot()
    def run_slice(self) -> None:
        """Do some of it."""
        begun, work = perf_counter(), self._work
        while work is not None and (perf_counter() - begun) * 1000 < SLICE_MS:
            try:
                next(work)
            except StopIteration:
                if self._work is work:
                    self.drop()
                return
