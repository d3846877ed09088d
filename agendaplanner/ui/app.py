"""Starting the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6 import QtWidgets

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path | None) -> int:
    """Open the window, on a file or empty; give the exit status when it is closed."""
    application = QtWidgets.QApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    window.setWindowTitle(str(path or "agendaplanner"))
    window.show()
    return application.exec()
