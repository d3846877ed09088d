"""Help: the keys, made from the registered commands, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

import agendaplanner
from agendaplanner.ui.commands import MENUS
from agendaplanner.ui.labels import resize_within_screen

if TYPE_CHECKING:
    from agendaplanner.ui.commands import Commands

MOUSE = (
    ("Drag a session", "Move it; green is where it may go, amber lines where with a warning, hatched where not"),
    ("Alt while dragging", "Leave the grid alone"),
    ("Escape while dragging", "Call it off"),
    ("Drag to Waiting", "Take a session off the timeline"),
    ("Ctrl while dropping", "Put down a copy and leave the session where it is"),
    ("Drag onto a day's name", "Show that day, to put the session down there"),
    ("Drag where a session begins or ends", "Make it longer or shorter"),
    ("Drag on empty ground", "Select what the rectangle touches; with Ctrl in addition"),
    ("Type letters or digits", "Find a session by number or title; / begins a search with any letter"),
    ("Ctrl and wheel", "Zoom about the cursor"),
    ("Arrow keys", "Go from session to session"),
)


class Keys(QtWidgets.QDialog):
    """All keys and what they do."""

    def __init__(self, commands: Commands, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and mouse")
        resize_within_screen(self, 560, 620)
        lines = QtWidgets.QVBoxLayout(self)
        text = QtWidgets.QTextBrowser(self)
        text.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        text.setHtml(keys_html(commands))
        lines.addWidget(text)
        close = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        lines.addWidget(close)


def keys_html(commands: Commands) -> str:
    """Give a table of the keys of all commands, by menu."""
    parts: list[str] = []
    for menu in MENUS:
        rows = [
            (_keys(action), command.text.rstrip("…"))
            for command in commands
            if command.menu == menu and not (action := commands.action(command.id)).shortcut().isEmpty()
        ]
        if rows:
            parts.append(_table(menu, rows))
    parts.append(_table("Mouse and arrows", MOUSE))
    return "".join(parts)


def _keys(action: QtGui.QAction) -> str:
    return ", ".join(key.toString(QtGui.QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())


def _table(name: str, rows: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<tr><td width="170" style="padding:2px 12px 2px 0"><b>{keys}</b></td><td>{words}</td></tr>'
        for keys, words in rows
    )
    return f'<h4 style="margin-bottom:4px">{name}</h4><table>{lines}</table>'


def about(parent: QtWidgets.QWidget) -> None:
    """Say what this program is, and under which licences."""
    box = QtWidgets.QMessageBox(parent)
    box.setWindowTitle("About agendaplanner")
    box.setTextFormat(QtCore.Qt.TextFormat.RichText)
    box.setText(
        f"<p><b>agendaplanner {agendaplanner.__version__}</b></p>"
        "<p>Plans a meeting: sessions, people and rooms without clashes, calendars that stay right, a programme to "
        "print.</p>"
        "<p>MIT licence. Built with Qt for Python (LGPL), OR-Tools, networkx, numpy, icalendar, ReportLab and msgspec. "
        "Fonts: Inter and Noto (SIL Open Font License).</p>"
    )
    box.exec()
