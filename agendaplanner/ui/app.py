"""Starting the window, and what happens when it fails."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

import agendaplanner
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window

if TYPE_CHECKING:
    from types import TracebackType


def run(path: Path | None) -> int:
    """Open the window, on a file or empty; give the exit status when it is closed."""
    QtCore.QCoreApplication.setApplicationName("agendaplanner")
    QtCore.QCoreApplication.setOrganizationName("agendaplanner")
    QtCore.QCoreApplication.setApplicationVersion(agendaplanner.__version__)
    application = QtWidgets.QApplication(sys.argv[:1])
    application.setDesktopFileName("agendaplanner")
    settings = Settings()
    look = Look(application, settings.theme)
    window = Window(look, settings)
    sys.excepthook = _Crash(window)
    window.setWindowIcon(look.icon("app", "accent"))
    window.show()
    if path is not None:
        window.files.open(path)
    return application.exec()


class _Crash:
    """Writes a report of a mistake of ours and says where it is; the window stays, the file is whole."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QtWidgets.QApplication.quit()
            return
        if isinstance(error, AgendaError):
            self._window.show_fault(error)
            return
        report = "".join(traceback.format_exception(kind, error, at))
        sys.stderr.write(report)
        data = QtCore.QStandardPaths.writableLocation(QtCore.QStandardPaths.StandardLocation.AppDataLocation)
        path = Path(data) / "crash.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{datetime.now():%Y-%m-%d %H:%M} agendaplanner {agendaplanner.__version__}\n{report}\n")
            where = f"A report is in {path}."
        except OSError:
            where = "No report could be written."
        self._window.toast.say(
            f"Something went wrong in the program ({kind.__name__}).\nWhat you changed so far is saved. {where}",
            tone="fault",
        )
