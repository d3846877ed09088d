"""Somebody who has never used the program: looks, clicks and types, and drives a whole window as a person would."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.resource_files import resource

Qt = QtCore.Qt
LEFT, CTRL, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
WAIT_MS = 20_000


class Organiser:
    """Hands and eyes in a window. ``FIRST_MEETING_PICTURES`` may name a folder: pictures are then kept there."""

    def __init__(self, window, qtbot, folder, monkeypatch):
        self.window, self.bot, self.folder, self.monkeypatch = window, qtbot, folder, monkeypatch
        self.pictures = os.environ.get("FIRST_MEETING_PICTURES")

    # hands

    def click(self, widget, at=None, modifier=PLAIN):
        QtWidgets.QApplication.processEvents()
        assert widget.isVisible(), f"{widget} is not to be seen"
        assert widget.isEnabled(), f"{widget} cannot be used"
        self.bot.mouseClick(widget, LEFT, modifier, at or widget.rect().center())

    def press(self, words, within=None):
        """Click the button with these words, or that begins with them."""
        if QtWidgets.QApplication.activeWindow() is None:
            self.window.activateWindow()  # what a desktop does when a list that was dropped down is gone
        QtWidgets.QApplication.processEvents()
        buttons = (within or self.window).findChildren(QtWidgets.QAbstractButton)
        seen = [b for b in buttons if b.isVisible() and b.text()]
        found = [b for b in seen if b.text() == words] or [b for b in seen if b.text().startswith(words)]
        assert found, f"no button {words!r} among {[b.text() for b in seen]}"
        self.click(found[0])

    def click_row(self, view, row, modifier=PLAIN, column=0):
        index = view.model().index(row, column)
        view.scrollTo(index)
        self.bot.mouseClick(view.viewport(), LEFT, modifier, view.visualRect(index).center())

    def write(self, field, text):
        self.click(field)
        self.bot.keyClick(field, Qt.Key.Key_A, CTRL)
        self.bot.keyClicks(field, text)

    def enter(self, table, text=""):
        """Type into the cell that is being edited, and press Enter."""
        field = table.indexWidget(table.currentIndex())
        if text:
            self.bot.keyClick(field, Qt.Key.Key_A, CTRL)
            self.bot.keyClicks(field, text)
        self.bot.keyClick(field, Qt.Key.Key_Return)
        QtWidgets.QApplication.processEvents()

    def choose(self, box, words):
        """Choose in a box by its keys."""
        place = box.findText(words)
        assert place >= 0, f"{words!r} is not among {[box.itemText(i) for i in range(box.count())]}"
        box.setFocus()
        key = Qt.Key.Key_Down if place > box.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(place - box.currentIndex())):
            self.bot.keyClick(box, key)
        assert box.currentText() == words

    def copy(self, name):
        """Copy one of the lists, as from a spreadsheet."""
        QtGui.QGuiApplication.clipboard().setText(list_of(name).read_text("utf-8"))

    def paste(self, name):
        """Copy one of the lists, and paste it wherever the keys go now."""
        self.copy(name)
        self.bot.keyClick(QtWidgets.QApplication.focusWidget(), Qt.Key.Key_V, CTRL)

    def in_dialog(self, kind, fill):
        """Do something in the next dialog of a kind as soon as it is there; one that is left open would wait for ever."""

        def look():
            dialog = QtWidgets.QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                timer.stop()
                try:
                    fill(dialog)
                finally:
                    if dialog.isVisible():
                        dialog.reject()

        timer = QtCore.QTimer(self.window, interval=10)
        timer.timeout.connect(look)
        timer.start()

    def answers(self, dialog, path):
        """Answer the next file dialog of a kind with a path."""
        given = str(path) if dialog == "getExistingDirectory" else (str(path), "")
        self.monkeypatch.setattr(QtWidgets.QFileDialog, dialog, lambda *_, **__: given)

    # eyes

    @property
    def agenda(self):
        return self.window.desk.agenda

    def sheet(self, name, title):
        """Go to a sheet of the preparation."""
        self.press("Prepare", self.window.bar)
        self.press(title, self.window.showing.prepare)
        found = self.window.showing.prepare.sheet(name)
        assert found.isVisible()
        return found

    def table(self, title):
        """Go to a table of the list."""
        self.press("List", self.window.bar)
        tables = self.window.showing.tables
        self.press(title, tables)
        assert tables.grid.isVisible()
        return tables.grid

    def look(self, name):
        if self.pictures:
            QtWidgets.QApplication.processEvents()
            (QtWidgets.QApplication.activeModalWidget() or self.window).grab().save(f"{self.pictures}/{name}.png")

    def until(self, seen):
        self.bot.waitUntil(seen, timeout=WAIT_MS)


def list_of(name):
    """Give one of the lists that the guide names."""
    return Path(resource(f"examples/lists/{name}.tsv"))
