"""Ticking what is wanted in a list: for the rooms that will do, languages, and what a room must have."""

from __future__ import annotations

import pytest
from meetings import ROOM_A, ROOM_B, agenda_of, changed, session
from PySide6 import QtCore, QtTest

from agendaplanner.model.records import Room
from agendaplanner.ui.fields.checklist import Checklist

Qt = QtCore.Qt


@pytest.fixture
def dropped(qtbot, window):
    """Give a function that drops a field's list down by its link."""

    def drop(group, field):
        form = window.inspector.form
        head = form._groups[group].head
        if not head.isChecked():
            qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(form.rows[field].choose, Qt.MouseButton.LeftButton)
        return form.rows[field].findChildren(Checklist)[-1]

    return drop


def test_rooms_are_ticked_by_mouse_as_one_change(qtbot, window, opened, dropped):
    opened(agenda_of(ROOM_A, ROOM_B, session("1")))
    window.desk.select(("s1",))
    checklist = dropped("What it needs of a place", "only_rooms")
    names = [checklist.list.item(i).text() for i in range(checklist.list.count())]
    for row in (names.index("Room B"), names.index("Room A")):
        place = checklist.list.visualItemRect(checklist.list.item(row)).center()
        qtbot.mouseClick(checklist.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.desk.document.undo_label is None
    checklist.close()
    assert window.desk.agenda.session["s1"].only_rooms == ("b", "a")
    window.desk.undo()
    assert window.desk.agenda.session["s1"].only_rooms == ()


def test_escape_leaves_all_as_it_was_and_enter_takes_it(window, opened, dropped):
    opened(agenda_of(ROOM_A, ROOM_B, changed(session("1"), only_rooms=("b",))))
    window.desk.select(("s1",))
    checklist = dropped("What it needs of a place", "only_rooms")
    assert checklist.list.item(0).text() == "Room B"  # what is chosen stands first
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Space)
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Escape)
    assert window.desk.agenda.session["s1"].only_rooms == ("b",)
    checklist = dropped("What it needs of a place", "only_rooms")
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Space)
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Return)
    assert window.desk.agenda.session["s1"].only_rooms == ()


def test_a_long_list_is_filtered_and_ticked_by_keys(window, opened, dropped):
    rooms = [Room(id=f"r{i}", name=f"Hall {i}") for i in range(30)]
    opened(agenda_of(*rooms, session("1")))
    window.desk.select(("s1",))
    checklist = dropped("What it needs of a place", "only_rooms")
    assert checklist.filter.isVisible()
    QtTest.QTest.keyClicks(checklist.filter, "hall 27")
    QtTest.QTest.keyClick(checklist.filter, Qt.Key.Key_Return)
    QtTest.QTest.keyClicks(checklist.filter, "hall 3")
    QtTest.QTest.keyClick(checklist.filter, Qt.Key.Key_Return)
    checklist.close()
    assert window.desk.agenda.session["s1"].only_rooms == ("r27", "r3")


def test_what_is_chosen_and_nobody_offers_stays(window, opened, dropped):
    rooms = [changed(room, features=()) for room in agenda_of().room.values()]
    rooms = [*rooms[1:], changed(rooms[0], features=("video link",))]
    opened(agenda_of(*rooms, changed(session("1"), features_needed=("Video Link", "a piano"))))
    window.desk.select(("s1",))
    checklist = dropped("What it needs of a place", "features_needed")
    assert [checklist.list.item(i).text() for i in range(checklist.list.count())] == ["video link", "a piano"]
    checklist.close()
    assert window.desk.agenda.session["s1"].features_needed == ("Video Link", "a piano")  # nothing was ticked
