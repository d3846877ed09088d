"""What this machine lacks for the window. Imports no Qt itself: where Qt cannot be loaded, this can still say why."""

from __future__ import annotations

import ctypes
import importlib.util
import sys

APT_LINE = (
    "apt-get install libgl1 libegl1 libdbus-1-3 libfontconfig1 libglib2.0-0 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
"""What installs Qt's system libraries on Debian and Ubuntu."""

_LIBRARIES = (
    "libGL.so.1",
    "libEGL.so.1",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libglib-2.0.so.0",
    "libfreetype.so.6",
    "libxkbcommon.so.0",
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxcb-image.so.0",
    "libxcb-render-util.so.0",
)


def missing_libraries() -> tuple[str, ...]:
    """Give what the window needs and this machine lacks: PySide6 itself, and on Linux the libraries Qt loads."""
    missing = [] if importlib.util.find_spec("PySide6") else ["PySide6-Essentials (pip)"]
    if sys.platform.startswith("linux"):
        missing += [name for name in _LIBRARIES if not _loads(name)]
    return tuple(missing)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
