"""Who else has this file open: each window leaves a mark beside the file, and the next one says so.

The mark is a lock file of Qt's, so that one left by a window that crashed is recognised and taken over. It keeps nobody
out: both windows may change the meeting, and each follows the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

if TYPE_CHECKING:
    from pathlib import Path


class Presence(QtCore.QObject):
    """This window's mark beside the file that is open, if it could be left."""

    changed = QtCore.Signal()
    """Somebody else came or went."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._lock: QtCore.QLockFile | None = None
        self.elsewhere = ""
        """On which machine the file is open too; "" where it is open here alone, or nobody can tell."""

    def come(self, path: Path | None) -> None:
        """Leave the last file, and mark another."""
        if self._lock is not None and self._lock.isLocked():
            self._lock.unlock()
        self._lock = None
        self._say("")
        if path is not None:
            self._lock = QtCore.QLockFile(str(path.with_name(f".{path.name}.open")))
            self._lock.setStaleLockTime(0)  # stale only where its process is gone
            self.look()

    def look(self) -> None:
        """Look whether somebody came or went."""
        lock = self._lock
        if lock is None or lock.isLocked():
            return
        if lock.tryLock(0):
            self._say("")
        elif lock.error() == QtCore.QLockFile.LockError.LockFailedError:
            _, machine, _ = lock.getLockInfo()
            here = QtCore.QSysInfo.machineHostName()
            self._say("on this computer" if machine in ("", here) else f"on {machine}")
        else:
            self._say("")  # a folder that may not be written to

    def _say(self, elsewhere: str) -> None:
        if elsewhere != self.elsewhere:
            self.elsewhere = elsewhere
            self.changed.emit()
