"""Words for screen readers, said without taking the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui

if TYPE_CHECKING:
    from PySide6 import QtCore


def announce(source: QtCore.QObject, words: str) -> None:
    """Have screen readers say something that happened at a widget."""
    QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(source, words))
