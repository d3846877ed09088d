"""Text broken into the lines that there is room for."""

from __future__ import annotations

from PySide6 import QtCore, QtGui


def wrapped(text: str, font: QtGui.QFont, first_width: float, width: float, lines: int) -> list[str]:
    """Break a text into lines, the first of another width; the last one that there is room for is elided."""
    if lines < 1 or not text or width < 8:
        return []
    layout = QtGui.QTextLayout(text, font)
    option = QtGui.QTextOption()
    option.setWrapMode(QtGui.QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        free = max(first_width if not found else width, 8)
        line.setLineWidth(free)
        begin = line.textStart()
        if len(found) == lines - 1:
            rest = text[begin:]
            found.append(QtGui.QFontMetricsF(font).elidedText(rest, QtCore.Qt.TextElideMode.ElideRight, free))
            break
        if _within_word(text, begin + line.textLength()) and line.textLength() > 3:
            line.setNumColumns(line.textLength() - 1)
            found.append(text[begin : begin + line.textLength()] + "-")
        else:
            found.append(text[begin : begin + line.textLength()].rstrip())
    layout.endLayout()
    return found


def _within_word(text: str, at: int) -> bool:
    """Tell whether a line that ends there cuts a word in two, and a hyphen says so (not all scripts have them)."""
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha() and text[at].upper() != text[at].lower()
