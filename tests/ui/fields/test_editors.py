"""What fields are typed in: what they offer is seen, and what is only begun is not called wrong."""

from __future__ import annotations

import pytest
from meetings import two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

Qt = QtCore.Qt


def opened_form(window, group):
    window.desk.select(("s1",))
    form = window.inspector.form
    form.open_group(group)
    form._fill()
    return form


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_list_that_a_field_drops_down_has_the_colours_of_the_theme(qtbot, window, opened, theme):
    opened(two_rooms())
    window.commands.action(f"theme {theme}").trigger()
    row = opened_form(window, "What it needs of a place").rows["only_rooms"]
    row.editor.setFocus()
    qtbot.keyClicks(row.editor, "roo")
    popup = row.editor.completer().popup()
    assert popup.isVisible()
    image = popup.viewport().grab().toImage()
    ground = image.pixelColor(image.width() - 4, image.height() - 2)
    assert ground == QtGui.QColor(window.look.colours.card)
    popup.hide()
    window.commands.action("theme light").trigger()


def test_the_beginning_of_something_offered_is_not_wrong_until_it_is_left(qtbot, window, opened):
    opened(two_rooms())
    row = opened_form(window, "What it needs of a place").rows["only_rooms"]
    row.editor.setFocus()
    qtbot.keyClicks(row.editor, "Room A; roo")
    assert row.fault.isHidden()
    row.editor.completer().popup().hide()
    qtbot.keyClicks(row.editor, "x")
    assert "no room “roox”" in row.fault.text()
    QtTest.QTest.keyClick(row.editor, Qt.Key.Key_Backspace)
    row.editor.completer().popup().hide()
    QtTest.QTest.keyClick(row.editor, Qt.Key.Key_Return)
    assert "no room “roo”" in row.fault.text()


def test_a_list_shows_the_beginning_of_what_is_chosen(window, opened):
    opened(two_rooms())
    form = opened_form(window, "Session")
    for box in form.findChildren(QtWidgets.QComboBox):
        assert box.lineEdit().cursorPosition() == 0
