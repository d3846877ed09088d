"""The list view by mouse and keys: editing, sorting, filtering, copying, pasting, adding, removing; each one undo."""

from __future__ import annotations

from time import perf_counter

import pytest
from meetings import agenda_of, at, large_meeting, session, two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.records import Track

Qt = QtCore.Qt
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def listed(window, opened):
    """Give a function that opens an agenda and shows its list."""

    def list_(agenda=None, kind="session"):
        opened(agenda)
        window.showing.show_list(kind)
        return window.showing.tables.grid

    return list_


def cell(grid, id_, field):
    column = next(i for i, f in enumerate(grid.records.fields) if f.id == field)
    return grid.order.index(grid.order.row_of(id_), column)


def go(grid, id_, field):
    index = cell(grid, id_, field)
    grid.scrollTo(index)
    QtTest.QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, grid.visualRect(index).center())
    return index


def editor_of(grid):
    return grid.itemDelegate()._editor


def type_in(grid, id_, field, text, key=Qt.Key.Key_Return, modifiers=NONE):
    """Go to a cell, type over what stands there, and leave it with a key."""
    go(grid, id_, field)
    QtTest.QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = editor_of(grid)
    inside = editor.lineEdit() if isinstance(editor, QtWidgets.QComboBox) else editor
    inside.selectAll()
    QtTest.QTest.keyClicks(inside, text)
    if isinstance(editor, QtWidgets.QComboBox):
        editor.completer().popup().hide()
    QtTest.QTest.keyClick(inside, key, modifiers)


def clip(text, html=""):
    data = QtCore.QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QtGui.QGuiApplication.clipboard().setMimeData(data)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("title", "Another topic", "Another topic"),
        ("number", "7c", "7c"),
        ("minutes", "1 h 15", "75"),
        ("start", "Tue 10:30", "Tue 12 Feb 10:30"),
        ("room", "Room B", "Room B"),
        ("kind", "plenary", "plenary"),
        ("status", "confirmed", "confirmed"),
        ("pinned", "time", "time"),
        ("track", "Crisis", "Crisis"),
        ("role chair", "M. Lind", "Maja Lind"),
    ],
)
def test_every_cell_is_typed_in_and_taken_back(window, listed, field, text, shown):
    grid = listed(two_rooms().apply(actions.add(two_rooms(), Track(id="c", name="Crisis"))))
    before = window.desk.agenda
    type_in(grid, "s3", field, text)
    assert cell(grid, "s3", field).data() == shown
    assert window.desk.agenda != before
    window.desk.undo()
    assert window.desk.agenda == before


def test_letters_are_typed_into_the_cell_and_are_no_commands(window, listed):
    grid = listed(two_rooms())
    index = go(grid, "s1", "title")
    QtTest.QTest.keyClick(grid, Qt.Key.Key_P)
    assert editor_of(grid) is not None
    QtTest.QTest.keyClicks(editor_of(grid), "eace")
    QtTest.QTest.keyClick(editor_of(grid), Qt.Key.Key_Return)
    assert index.data().lower() == "peace"
    assert not window.desk.agenda.session["s1"].pinned_time


def test_what_does_not_fit_is_said_as_it_is_typed_and_enter_stays(window, listed):
    grid = listed(two_rooms())
    before = window.desk.agenda
    type_in(grid, "s1", "minutes", "soon")
    assert editor_of(grid) is not None
    assert editor_of(grid).property("faulty")
    assert grid.itemDelegate().fault.isVisible()
    assert "no length of time" in grid.itemDelegate().fault.text()
    QtTest.QTest.keyClick(editor_of(grid), Qt.Key.Key_Escape)
    assert cell(grid, "s1", "minutes").data() == "60"
    assert window.desk.agenda == before


def test_what_does_not_fit_stays_in_the_cell_when_one_goes_elsewhere(window, listed):
    grid = listed(two_rooms())
    index = QtCore.QPersistentModelIndex(cell(grid, "s1", "minutes"))
    grid.model().setData(cell(grid, "s1", "minutes"), "soon")
    assert index.data() == "soon"
    assert "no length" in window.showing.tables.fault.text()
    assert "no length" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert window.desk.agenda.session["s1"].duration_minutes == 60
    type_in(grid, "s1", "minutes", "45")
    assert window.desk.agenda.session["s1"].duration_minutes == 45


def test_ctrl_enter_puts_it_in_all_selected_cells_as_one_change(window, listed):
    grid = listed(two_rooms())
    before = window.desk.agenda
    go(grid, "s1", "minutes")
    rows = [grid.visualRect(cell(grid, id_, "minutes")).center() for id_ in ("s2", "s3")]
    for place in rows:
        QtTest.QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    QtTest.QTest.keyClick(grid, Qt.Key.Key_F2)
    editor_of(grid).selectAll()
    QtTest.QTest.keyClicks(editor_of(grid), "25")
    QtTest.QTest.keyClick(editor_of(grid), Qt.Key.Key_Return, CTRL)
    assert {s.duration_minutes for s in window.desk.agenda.session.values()} == {25}
    assert "3 rows changed" in window.toast.words
    window.desk.undo()
    assert window.desk.agenda == before


def test_fill_down_and_clearing(window, listed):
    grid = listed(two_rooms())
    go(grid, "s1", "start")
    grid.selectColumn(cell(grid, "s1", "start").column())
    QtTest.QTest.keyClick(grid, Qt.Key.Key_D, CTRL)
    assert {s.placement.start for s in window.desk.agenda.session.values()} == {at("09:00")}
    QtTest.QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert len(window.desk.agenda.waiting) == 3
    assert set(grid.chosen_ids()) == {"s1", "s2", "s3"}


def test_a_block_is_copied_and_pasted_as_one_change(window, listed):
    grid = listed(two_rooms())
    before = window.desk.agenda
    go(grid, "s1", "title")
    QtTest.QTest.mouseClick(
        grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        grid.visualRect(cell(grid, "s2", "kind")).center(),
    )
    QtTest.QTest.keyClick(grid, Qt.Key.Key_C, CTRL)
    assert QtGui.QGuiApplication.clipboard().text() == "Topic 1\ttalk\nTopic 2\ttalk\n"
    clip("First\tplenary\nSecond\tbreakout\n")
    QtTest.QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert [window.desk.agenda.session[i].kind for i in ("s1", "s2")] == ["plenary", "breakout"]
    window.desk.undo()
    assert window.desk.agenda == before


def test_rows_pasted_below_the_last_one_are_added(window, listed):
    grid = listed(two_rooms(), "person")
    go(grid, "okafor", "name")
    clip("Chidi Okafor\nIda Nilsen\nOle Moe")
    QtTest.QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert {p.name for p in window.desk.agenda.person.values()} >= {"Ida Nilsen", "Ole Moe"}
    assert "2 rows added" in window.toast.words
    window.desk.undo()
    assert len(window.desk.agenda.person) == 3


def test_bad_cells_are_named_and_the_good_ones_taken_only_if_wanted(qtbot, window, listed):
    grid = listed(two_rooms())
    before = window.desk.agenda
    go(grid, "s1", "title")
    clip("<b>", "<table><tr><td>Good</td><td>talk</td></tr><tr><td>Better</td><td>party</td></tr></table>")
    QtTest.QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert window.desk.agenda == before
    assert "Row 2 (2 Topic 2), Kind: “party” is no kind" in window.showing.tables.misfit_words.text()
    qtbot.mouseClick(window.showing.tables.leave, Qt.MouseButton.LeftButton)
    assert window.showing.tables.misfits.isHidden()
    assert window.desk.agenda == before
    QtTest.QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    qtbot.mouseClick(window.showing.tables.take_good, Qt.MouseButton.LeftButton)
    assert [window.desk.agenda.session[i].title for i in ("s1", "s2")] == ["Good", "Better"]
    assert window.showing.tables.misfits.isHidden()


def test_a_click_on_the_head_sorts_by_meaning_and_it_stays_sorted(qtbot, window, listed):
    grid = listed(agenda_of(session("10", "09:00"), session("9"), session("2", "10:00", minutes=30)))
    head = grid.horizontalHeader()
    column = cell(grid, "s9", "number").column()
    place = QtCore.QPoint(head.sectionViewportPosition(column) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [grid.order.id_at(i) for i in range(3)] == ["s2", "s9", "s10"]
    type_in(grid, "s2", "number", "11")
    assert [grid.order.id_at(i) for i in range(3)] == ["s9", "s10", "s2"]
    assert grid.chosen_ids() == ["s2"]
    start = cell(grid, "s9", "start").column()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        grid.sortByColumn(start, order)
        assert grid.order.id_at(2) == "s9", "what has no start is last"


def test_the_filter_shows_rows_with_all_words(qtbot, window, listed):
    grid = listed(two_rooms())
    qtbot.keyClicks(window.showing.tables.filter, "room a berg")
    assert [grid.order.id_at(i) for i in range(grid.order.rowCount())] == ["s1", "s3"]
    assert window.showing.tables.count.text() == "2 of 3"


def test_a_row_is_added_named_and_removed(qtbot, window, listed):
    grid = listed(two_rooms(), "room")
    qtbot.mouseClick(window.showing.tables.add, Qt.MouseButton.LeftButton)
    QtTest.QTest.keyClicks(editor_of(grid), "Attic")
    QtTest.QTest.keyClick(editor_of(grid), Qt.Key.Key_Return)
    assert "Attic" in {room.name for room in window.desk.agenda.room.values()}
    go(grid, "b", "name")
    qtbot.mouseClick(window.showing.tables.remove, Qt.MouseButton.LeftButton)
    assert "b" not in window.desk.agenda.room
    assert window.desk.agenda.session["s2"].placement is None
    assert "Remove Room B" in window.toast.words
    window.desk.undo()
    assert grid.order.row_of("b") is not None


def test_rows_and_the_desk_select_each_other(window, listed):
    grid = listed(two_rooms())
    go(grid, "s2", "title")
    assert window.desk.selected == ("s2",)
    window.desk.select(("s1", "s3"))
    assert set(grid.chosen_ids()) == {"s1", "s3"}
    window.commands.action("show on timeline").trigger()
    assert window.timeline.isVisible()
    assert window.desk.selected == ("s3",)


def test_a_change_elsewhere_is_seen_and_the_selection_kept(window, listed):
    grid = listed(two_rooms())
    go(grid, "s2", "title")
    window.desk.do(lambda a: actions.set_fields(a, a.room["a"], name="Red room"))
    window.desk.do(lambda a: actions.set_fields(a, a.session["s1"], title="Changed"))
    assert cell(grid, "s1", "room").data() == "Red room"
    assert cell(grid, "s1", "title").data() == "Changed"
    assert grid.chosen_ids() == ["s2"]


def test_a_change_touches_its_row_only_also_with_a_thousand(window, listed):
    grid = listed(large_meeting(sessions=1000, people=900, rooms=30))
    touched, resets = [], []
    grid.records.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    grid.order.modelReset.connect(lambda: resets.append(1))
    grid.sortByColumn(cell(grid, "s5", "title").column(), Qt.SortOrder.AscendingOrder)
    begun = perf_counter()
    window.desk.do(lambda a: actions.set_fields(a, a.session["s5"], title="Zebra"))
    spent = perf_counter() - begun
    row = grid.records.ids.index("s5")
    assert touched == [(row, row)]
    assert not resets
    assert grid.order.row_of("s5") == 999
    assert spent < 1.0


def test_widths_and_columns_are_remembered(window, listed):
    grid = listed(two_rooms())
    column = next(i for i, f in enumerate(grid.records.fields) if f.id == "abstract")
    grid.show_column(column, on=True)
    grid.setColumnWidth(column, 333)
    again = type(grid)(window.desk, window.look, window.settings, "session", "Sessions")
    assert not again.isColumnHidden(column)
    assert again.columnWidth(column) == 333
    again.deleteLater()


def test_a_file_that_may_not_be_changed_is_only_read(window, opened):
    path = opened(two_rooms())
    window.desk.open(Document.open(path, read_only=True))
    window.showing.show_list()
    grid = window.showing.tables.grid
    go(grid, "s1", "title")
    QtTest.QTest.keyClick(grid, Qt.Key.Key_F2)
    assert editor_of(grid) is None
    assert not window.showing.tables.add.isEnabled()
    QtTest.QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert window.desk.agenda.session["s1"].title == "Topic 1"


def test_tabs_and_columns_are_chosen_by_mouse(qtbot, window, listed):
    listed(two_rooms())
    qtbot.mouseClick(window.showing.tables.tabs["person"], Qt.MouseButton.LeftButton)
    grid = window.showing.tables.grid
    assert grid.isVisible()
    assert grid.order.rowCount() == 3
    window.showing.tables._fill_columns()
    biography = next(a for a in window.showing.tables._columns_menu.actions() if a.text() == "Biography")
    biography.trigger()
    assert not grid.isColumnHidden(next(i for i, f in enumerate(grid.records.fields) if f.id == "biography"))
    qtbot.mouseClick(window.bottom.tabs["History"], Qt.MouseButton.LeftButton)
    assert window.history.isVisible()
    assert not window.problems.head.isVisible()


def test_the_menu_at_a_cell_does_what_it_says(window, listed):
    grid = listed(two_rooms())
    go(grid, "s1", "title")
    menu = window.showing.tables.menu_of(grid)
    assert [a.text() for a in menu.actions() if a.text()][-1] == "Show on the timeline"
    next(a for a in menu.actions() if a.text() == "Remove the rows").trigger()
    assert "s1" not in window.desk.agenda.session
    menu.deleteLater()


def test_what_can_be_done_on_the_timeline_can_be_done_from_the_table(window, listed):
    grid = listed(two_rooms())
    go(grid, "s1", "title")
    menu = window.showing.tables.menu_of(grid)
    session = next(a.menu() for a in menu.actions() if a.text() == "Session")
    commands = {command.id for command in window.commands if command.menu == "Session"}
    assert {window.commands.action(id_) for id_ in commands} <= set(session.actions())
    window.commands.action("pin").trigger()
    assert window.desk.agenda.session["s1"].pinned_time
    menu.deleteLater()


def test_ctrl_f_goes_to_the_filter_of_what_is_shown(window, listed):
    grid = listed(two_rooms())
    window.commands.action("filter").trigger()
    assert window.focusWidget() is window.showing.tables.filter
    QtTest.QTest.keyClicks(window.showing.tables.filter, "topic 2")
    assert grid.order.rowCount() == 1
    window.showing.show_day(None)
    window.commands.action("filter").trigger()
    assert window.focusWidget() is window.timeline_page.filter.field
