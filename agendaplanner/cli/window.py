"""Opening the window from the command line, where there is a display and Qt can be loaded."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def has_display() -> bool:
    """Tell whether there is a display to open a window on; asking Qt would abort the process where there is none."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(path: Path | None) -> int:
    """Open the window, on a file or empty, and give the exit status when it is closed.

    Raises:
        FileError: There is no such file.
        UsageError: There is no display, or Qt lacks system libraries; the message says what to do.
    """
    if path is not None and not path.exists():
        raise FileError("There is no such file.", where=str(path), advice=f"To make one: agendaplanner new {path}")
    if not has_display():
        raise UsageError(
            "There is no display to open the window on.",
            advice="The commands work without one: agendaplanner --help",
        )
    try:
        from agendaplanner.ui.app import run
    except ImportError as error:
        if (error.name or "").startswith("agendaplanner"):
            raise  # a mistake of ours, and no library will mend it
        from agendaplanner.ui.doctor import APT_LINE

        raise UsageError(
            f"Qt cannot be loaded here ({error}).",
            advice=f"On Debian and Ubuntu this installs what is missing: {APT_LINE}",
        ) from error
    return run(path)
