"""Starting the window."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

import agendaplanner
from agendaplanner.ui.faults import LAST_CHANGES, Faults
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path


SETTLED_MS = 1_000


def run(path: Path | None) -> int:
    """Open the window, on a file or empty; give the exit status when it is closed."""
    gc.disable()  # nothing of what is loaded now will ever be garbage
    QtCore.QCoreApplication.setApplicationName("agendaplanner")
    QtCore.QCoreApplication.setOrganizationName("agendaplanner")
    QtCore.QCoreApplication.setApplicationVersion(agendaplanner.__version__)
    application = QtWidgets.QApplication(sys.argv[:1])
    application.setDesktopFileName("agendaplanner")
    settings = Settings()
    look = Look(application, settings.theme)
    window = Window(look, settings)
    sys.excepthook = Faults(
        window.show_fault,
        window.show_mistake,
        lambda: window.desk.document.history(limit=LAST_CHANGES) if window.desk.document is not None else (),
    )
    window.setWindowIcon(look.icon("app", "accent"))
    if path is not None:
        window.files.open(path)
    window.show()
    QtCore.QTimer.singleShot(SETTLED_MS, _settle)
    return application.exec()


def _settle() -> None:
    """Collect from now on, but do not look through what is there from the start each time."""
    gc.collect()
    gc.freeze()
    gc.enable()
