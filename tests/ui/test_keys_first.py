"""Escape, undo and redo belong first to the line that is typed in; where it has nothing to take back, to the window."""

from __future__ import annotations

import pytest
from meetings import at, two_rooms
from PySide6 import QtCore, QtTest

from agendaplanner.model import actions

Qt = QtCore.Qt


@pytest.fixture
def selected(window, opened):
    opened(two_rooms())
    window.activateWindow()
    window.desk.select(("s1",))
    return window


def test_the_find_box_is_left_and_the_selection_kept(qtbot, selected):
    selected.commands.action("find").trigger()
    qtbot.keyClicks(selected.find_box, "zebra")
    QtTest.QTest.keyClick(selected.find_box, Qt.Key.Key_Escape)
    assert selected.find_box.text() == ""
    assert not selected.find_box._popup.isVisible()
    assert selected.desk.selected == ("s1",)


def test_the_strip_of_what_is_looked_at_is_left(qtbot, selected):
    selected.commands.action("filter").trigger()
    field = selected.timeline_page.filter.field
    qtbot.keyClicks(field, "zebra")
    QtTest.QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not selected.timeline_page.filter.isVisible()
    assert selected.desk.selected == ("s1",)


def test_a_filter_is_emptied_first(qtbot, selected):
    selected.showing.show_list("session")
    field = selected.showing.tables.filter
    field.setFocus()
    qtbot.keyClicks(field, "zebra")
    QtTest.QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert selected.desk.selected == ("s1",)
    QtTest.QTest.keyClick(field, Qt.Key.Key_Escape)
    assert selected.desk.selected == ()


@pytest.mark.parametrize(("name", "typed"), [("title", "Another"), ("number", "9z"), ("start", "12:30")])
def test_a_field_of_the_session_is_put_back_and_nothing_is_changed(qtbot, selected, name, typed):
    field = getattr(selected.inspector.session, name)
    before = field.text()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, typed)
    QtTest.QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == before
    selected.timeline.setFocus()
    assert selected.desk.document.undo_label is None
    assert selected.desk.selected == ("s1",)


def test_the_minutes_are_put_back(qtbot, selected):
    minutes = selected.inspector.session.minutes
    minutes.setFocus()
    minutes.selectAll()
    qtbot.keyClicks(minutes, "75")
    QtTest.QTest.keyClick(minutes, Qt.Key.Key_Escape)
    selected.timeline.setFocus()
    session = selected.desk.agenda.session["s1"]
    assert (session.duration_minutes, session.placement.start) == (60, at("09:00"))
    assert minutes.value() == 60


def test_undo_takes_back_what_was_typed_and_then_what_was_done(qtbot, selected):
    window, title = selected, selected.inspector.session.title
    window.desk.do(lambda a: actions.set_fields(a, a.session["s1"], title="Changed elsewhere"))
    title.setFocus()
    title.end(False)
    qtbot.keyClicks(title, "!")
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QtTest.QTest.keyClick(title, *undo)
    assert title.text() == "Changed elsewhere"
    assert window.desk.agenda.session["s1"].title == "Changed elsewhere"
    QtTest.QTest.keyClick(title, *undo)
    assert window.desk.agenda.session["s1"].title == "Topic 1"
    assert title.text() == "Topic 1"


def test_undo_in_a_part_reaches_the_window(qtbot, selected):
    form = selected.inspector.form
    form.open_group("Texts")
    form._fill()
    row = form.rows["contributions"]
    qtbot.mouseClick(row.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(row.blocks[0].editors["title"], "One")
    QtTest.QTest.keyClick(row.blocks[0].editors["title"], Qt.Key.Key_Tab)
    minutes = row.blocks[0].editors["minutes"]
    minutes.setFocus()
    QtTest.QTest.keyClick(minutes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert selected.desk.agenda.session["s1"].contributions == ()


def test_letters_and_delete_in_other_lists_are_no_commands_about_the_session(qtbot, selected):
    fields = selected.inspector.session
    for place in (selected.people.list, fields.track, fields.day):
        place.setFocus()
        for key in (Qt.Key.Key_P, Qt.Key.Key_Delete):
            QtTest.QTest.keyClick(place, key)
        session = selected.desk.agenda.session["s1"]
        assert session.placement is not None
        assert not session.pinned_time
    selected.timeline.setFocus()
    QtTest.QTest.keyClick(selected.timeline, Qt.Key.Key_P)
    assert selected.desk.agenda.session["s1"].pinned_time
