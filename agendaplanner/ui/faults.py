"""Mistakes of ours while the window is open: reported, written down with the last changes, and work goes on."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

import agendaplanner
from agendaplanner.model.errors import AgendaError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from agendaplanner.document.document import Entry

LAST_CHANGES = 10
LARGEST_REPORT = 1_000_000
"""Bytes; a larger report begins anew, the one before is kept beside it."""


class Faults:
    """What Python calls for an exception that nobody caught, also one in an event handler of Qt's."""

    def __init__(
        self,
        show: Callable[[AgendaError], None],
        say: Callable[[str, Path | None], None],
        history: Callable[[], tuple[Entry, ...]],
        folder: Path | None = None,
    ) -> None:
        """Make it.

        Args:
            show: Shows what a user should hear of: not a mistake of ours.
            say: Says words, and where the report is.
            history: Gives the last changes, newest first.
            folder: Where the report goes; by default the program's own data folder.
        """
        self._show, self._say, self._history = show, say, history
        self._folder = folder
        self._seen: set[str] = set()
        self._busy = False

    @property
    def path(self) -> Path:
        """Where the report is written."""
        place = QtCore.QStandardPaths.StandardLocation.AppDataLocation
        folder = self._folder or Path(QtCore.QStandardPaths.writableLocation(place))
        return folder / "faults.txt"

    def __call__(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        """Take an exception."""
        if issubclass(kind, KeyboardInterrupt):
            QtWidgets.QApplication.quit()
            return
        if self._busy:  # a fault while telling of one: better silent than for ever
            return
        self._busy = True
        try:
            if isinstance(error, AgendaError):
                self._show(error)
            else:
                self._report(kind, error, at)
        finally:
            self._busy = False

    def _report(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        words = "".join(traceback.format_exception(kind, error, at))
        sys.stderr.write(words)
        # what fails on every repaint is told once
        where = "".join(traceback.format_tb(at))
        if where in self._seen:
            return
        self._seen.add(where)
        path: Path | None = self.path
        try:
            self._write(words)
            told = "A report was written down."
        except OSError:
            path, told = None, "No report could be written."
        self._say(
            f"Something went wrong in the program ({kind.__name__}). What you changed so far is saved. {told}", path
        )

    def _write(self, words: str) -> None:
        path = self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST_REPORT:
            path.replace(path.with_name("faults-before.txt"))
        with path.open("a", encoding="utf-8") as file:
            file.write(
                f"{datetime.now():%Y-%m-%d %H:%M:%S} agendaplanner {agendaplanner.__version__}, "
                f"Python {platform.python_version()}, Qt {QtCore.qVersion()}, {platform.platform()}\n"
            )
            file.writelines(f"  {e.revision}  {e.time:%H:%M:%S}  {e.what}  {e.label}\n" for e in self._last_changes())
            file.write(f"{words}\n")

    def _last_changes(self) -> tuple[Entry, ...]:
        try:
            return self._history()[:LAST_CHANGES]
        except Exception:  # the report is worth more than its list of changes
            return ()
