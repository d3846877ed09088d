"""The tables of wishes, sister meetings and recommendations: typed in, pasted, sorted, added, removed like the others."""

from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, session, two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.model.records import Recommendation, SisterMeeting, Wish

Qt = QtCore.Qt
NONE = Qt.KeyboardModifier.NoModifier


def with_outcomes():
    return agenda_of(
        session("1", "09:00", "a"),
        session("2", "10:00", "b"),
        Wish(id="w1", kind="before", sessions=("s1", "s2"), minutes=10),
        SisterMeeting(id="x1", name="Bergen seminar", first_day=date(2008, 3, 4), invitees=("Hanna Berg",)),
        Recommendation(id="n1", session="s2", text="Meet again"),
        Recommendation(id="n2", session="s1", text="Publish", agreed=True),
    )


@pytest.fixture
def listed(window, opened):
    """Give a function that opens an agenda and shows a table."""

    def list_(kind, agenda=None):
        opened(agenda if agenda is not None else with_outcomes())
        window.showing.show_list(kind)
        return window.showing.tables.grid

    return list_


def cell(grid, id_, field):
    column = next(i for i, f in enumerate(grid.records.fields) if f.id == field)
    return grid.order.index(grid.order.row_of(id_), column)


def type_in(grid, id_, field, text):
    """Go to a cell, type over what stands there, and press Enter."""
    index = cell(grid, id_, field)
    grid.scrollTo(index)
    QtTest.QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, grid.visualRect(index).center())
    QtTest.QTest.keyClick(grid, Qt.Key.Key_F2)
    write(grid, text)


def write(grid, text):
    editor = grid.itemDelegate()._editor
    inside = editor.lineEdit() if isinstance(editor, QtWidgets.QComboBox) else editor
    inside.selectAll()
    QtTest.QTest.keyClick(inside, Qt.Key.Key_Delete)
    QtTest.QTest.keyClicks(inside, text)
    if inside.completer() is not None:
        inside.completer().popup().hide()
    QtTest.QTest.keyClick(inside, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("kind", "id_", "field", "text", "attribute", "value"),
    [
        ("wish", "w1", "kind", "same room", "kind", "same room"),
        ("wish", "w1", "sessions", "2; 1", "sessions", ("s2", "s1")),
        ("wish", "w1", "hard", "wished", "hard", False),
        ("wish", "w1", "weight", "5", "weight", 5),
        ("wish", "w1", "minutes", "", "minutes", None),
        ("sister_meeting", "x1", "first_day", "5 March 2008", "first_day", date(2008, 3, 5)),
        ("sister_meeting", "x1", "city", "Bergen", "city", "Bergen"),
        ("recommendation", "n1", "session", "1", "session", "s1"),
        ("recommendation", "n1", "state", "not desirable", "undesirable", True),
        ("recommendation", "n2", "state", "for", "agreed", False),
    ],
)  # fmt: skip
def test_every_cell_is_typed_in_and_taken_back(window, listed, kind, id_, field, text, attribute, value):
    grid = listed(kind)
    before = window.desk.agenda
    type_in(grid, id_, field, text)
    assert getattr(window.desk.agenda.table(kind)[id_], attribute) == value
    window.desk.undo()
    assert window.desk.agenda == before


@pytest.mark.parametrize(
    ("kind", "name", "attribute"),
    [("wish", "gap", "kind"), ("sister_meeting", "Workshop", "name"), ("recommendation", "Do more", "text")],
)
def test_a_row_is_added_named_and_removed(qtbot, window, listed, kind, name, attribute):
    grid = listed(kind)
    before = window.desk.agenda
    qtbot.mouseClick(window.showing.tables.add, Qt.MouseButton.LeftButton)
    write(grid, name)
    (added,) = [r for id_, r in window.desk.agenda.table(kind).items() if id_ not in before.table(kind)]
    assert getattr(added, attribute) == name
    assert window.inspector.heading.text() == kind.replace("_", " ").capitalize()
    grid.choose([added.id])
    qtbot.mouseClick(window.showing.tables.remove, Qt.MouseButton.LeftButton)
    assert window.desk.agenda == before


def test_recommendations_are_pasted_from_a_spreadsheet_and_one_without_session_is_named(window, listed):
    grid = listed("recommendation")
    QtGui.QGuiApplication.clipboard().setText(
        "Session\tRecommendation\tState\n1\tFirst\tagreed\n\tNo session\tagreed\n2\tSecond\t\n"
    )
    grid.clearSelection()
    QtTest.QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    tables = window.showing.tables
    assert "Row 2, Session: A new recommendation needs a session." in tables.misfit_words.text()
    tables.take_good.click()
    texts = {r.text: (r.session, r.agreed) for r in window.desk.agenda.table("recommendation").values()}
    assert texts["First"] == ("s1", True)
    assert texts["Second"] == ("s2", False)


def test_a_recommendation_needs_a_session_that_there_is(qtbot, window, listed):
    listed("recommendation", agenda_of())
    qtbot.mouseClick(window.showing.tables.add, Qt.MouseButton.LeftButton)
    assert "Add a session first" in window.toast.words
    assert not window.desk.agenda.table("recommendation")


def test_they_stand_in_the_order_of_the_sessions_and_are_filtered(qtbot, window, listed):
    grid = listed("recommendation")
    assert grid.records.ids == ["n2", "n1"]
    qtbot.keyClicks(window.showing.tables.filter, "discussion")
    assert window.showing.tables.count.text() == "1 of 2"


def test_what_has_no_room_among_the_tabs_is_in_a_menu(qtbot, window, listed):
    listed("session", two_rooms())
    strip = window.showing.tables._strip
    assert strip.more.isHidden()
    window.resize(860, 560)
    qtbot.waitUntil(strip.more.isVisible)
    assert strip.tabs["recommendation"].isHidden()
    strip.more.menu().aboutToShow.emit()
    names = [action.text() for action in strip.more.menu().actions()]
    assert names[-1] == "Recommendations"
    strip.more.menu().actions()[-1].trigger()
    assert window.showing.tables.grid.kind == "recommendation"
    assert strip.tabs["recommendation"].isVisible()
    for tab in strip.tabs.values():
        assert tab.isHidden() or tab.width() >= tab.sizeHint().width()
