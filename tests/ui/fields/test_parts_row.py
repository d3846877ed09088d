"""Contributions, absences, links and the like, each edited in texts of its own: by mouse and keys, in the window."""

from __future__ import annotations

import pytest
from meetings import agenda_of, at, between, changed, session, two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.parts import Company, Contribution, Target, Walk
from agendaplanner.model.records import Delegation
from agendaplanner.model.times import day_of
from agendaplanner.ui.tabbing import stops

Qt = QtCore.Qt


@pytest.fixture
def row_of(qtbot, window):
    """Give a function that opens a group by its heading and gives a field of it."""

    def row(group, field):
        form = window.inspector.form
        head = form._groups[group].head
        if not head.isChecked():
            qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
        return form.rows[field]

    return row


def write(block, column, text, key=Qt.Key.Key_Tab):
    """Type over a text of a part, and leave it."""
    editor = block.editors[column]
    inside = editor.lineEdit() if isinstance(editor, QtWidgets.QComboBox) else editor
    editor.setFocus()
    inside.selectAll()
    QtTest.QTest.keyClicks(inside, text)
    if inside.completer() is not None:
        inside.completer().popup().hide()
    QtTest.QTest.keyClick(inside, key)


def begun(qtbot, row):
    """Press Add, and give the part that is begun."""
    qtbot.mouseClick(row.add, Qt.MouseButton.LeftButton)
    return row.blocks[-1]


def test_a_contribution_is_added_by_keys_each_text_one_change(qtbot, window, opened, row_of):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of("Texts", "contributions")
    block = begun(qtbot, row)
    assert window.focusWidget() is block.editors["title"]
    QtTest.QTest.keyClicks(block.editors["title"], "Ground rules")
    QtTest.QTest.keyClick(block.editors["title"], Qt.Key.Key_Tab)
    assert window.focusWidget() is block.editors["presenters"]
    write(block, "presenters", "M. Lind; Hanna Berg")
    assert window.focusWidget() is block.editors["minutes"]
    write(block, "minutes", "15", Qt.Key.Key_Return)
    contributions = window.desk.agenda.session["s1"].contributions
    assert contributions == (Contribution(title="Ground rules", presenters=("lind", "berg"), minutes=15),)
    assert window.desk.document.undo_label.startswith("Contributions of")
    window.desk.undo()
    assert window.desk.agenda.session["s1"].contributions[0].minutes is None
    assert row.blocks[0].editors["minutes"].text() == ""
    window.desk.undo()
    window.desk.undo()
    assert row.blocks == []


def test_what_does_not_fit_is_said_as_it_is_typed_and_escape_puts_back(qtbot, window, opened, row_of):
    one = Contribution(title="One", minutes=10)
    opened(agenda_of(changed(session("1"), contributions=(one,))))
    window.desk.select(("s1",))
    block = row_of("Texts", "contributions").blocks[0]
    editor = block.editors["minutes"]
    editor.setFocus()
    editor.selectAll()
    QtTest.QTest.keyClicks(editor, "soon")
    assert "no length of time" in block.fault.text()
    assert editor.property("faulty")
    QtTest.QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "soon"  # it stays until it is put right
    assert window.desk.agenda.session["s1"].contributions == (one,)
    QtTest.QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "10"
    assert block.fault.isHidden()
    write(block, "title", "", Qt.Key.Key_Delete)
    assert block.fault.text() == "A contribution needs a title."


def test_what_is_only_begun_is_not_taken_and_goes_with_escape(qtbot, window, opened, row_of):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of("Texts", "contributions")
    block = begun(qtbot, row)
    write(block, "minutes", "10")
    assert block.fault.text() == "Not taken yet. A contribution needs a title."
    assert window.desk.document.undo_label is None
    QtTest.QTest.keyClick(block.editors["title"], Qt.Key.Key_Escape)
    assert row.blocks == []
    assert window.desk.selected == ("s1",)


def test_parts_are_put_in_order_and_removed_by_buttons(qtbot, window, opened, row_of):
    parts = tuple(Contribution(title=title) for title in ("One", "Two", "Three"))
    opened(agenda_of(changed(session("1"), contributions=parts)))
    window.desk.select(("s1",))
    row = row_of("Texts", "contributions")

    def titles():
        return [part.title for part in window.desk.agenda.session["s1"].contributions]

    assert not row.blocks[0].up.isEnabled()
    qtbot.mouseClick(row.blocks[2].up, Qt.MouseButton.LeftButton)
    assert titles() == ["One", "Three", "Two"]
    qtbot.mouseClick(row.blocks[0].remove, Qt.MouseButton.LeftButton)
    assert titles() == ["Three", "Two"]
    assert [block.editors["title"].text() for block in row.blocks] == ["Three", "Two"]
    window.desk.undo()
    window.desk.undo()
    assert titles() == ["One", "Two", "Three"]


def test_one_of_two_equal_parts_is_changed(window, opened, row_of):
    opened(agenda_of(changed(session("1"), contributions=(Contribution(title="Same"), Contribution(title="Same")))))
    window.desk.select(("s1",))
    write(row_of("Texts", "contributions").blocks[1], "title", "Other")
    assert [part.title for part in window.desk.agenda.session["s1"].contributions] == ["Same", "Other"]


@pytest.mark.parametrize(
    ("day", "start", "end", "reason", "wanted"),
    [
        ("Mon 11 Feb", "09:00", "12:00", "painting", between("09:00", "12:00", reason="painting")),
        ("Tuesday", "", "", "", between("00:00", "24:00", 1)),
        ("Mon 11 Feb", "18.00", "Tue 09:00", "", changed(between("18:00", "19:00"), end=at("09:00", 1))),
        ("Mon 11 Feb", "14:00", "", "", between("14:00", "24:00")),
    ],
)
def test_a_room_is_closed_for_a_time(qtbot, window, opened, row_of, day, start, end, reason, wanted):
    opened(two_rooms())
    window.desk.inspect("room", ("b",))
    row = row_of("Room", "closures")
    block = begun(qtbot, row)
    for column, text in (("start", start), ("end", end), ("reason", reason), ("day", day)):
        write(block, column, text)
    assert window.desk.agenda.room["b"].closures == (wanted,)
    texts = {id_: block.parts.texts(block._words, wanted)[id_] for id_ in ("start", "end", "reason")}
    assert {id_: block.editors[id_].text() for id_ in texts} == texts


def test_an_absence_that_ends_before_it_begins_is_refused_at_its_end(window, opened, row_of):
    agenda = two_rooms()
    berg = changed(agenda.person["berg"], away=(between("09:00", "12:00"),))
    opened(agenda.apply(actions.put(agenda, [berg])))
    window.desk.inspect("person", ("berg",))
    block = row_of("Part in the meeting", "away").blocks[0]
    write(block, "end", "08:00")
    assert block.fault.text() == "It ends before it begins."
    assert block.editors["end"].property("faulty")
    write(block, "start", "07:00")
    assert window.desk.agenda.person["berg"].away == (between("07:00", "08:00"),)


def test_of_several_people_an_absence_is_added_to_all_and_what_all_have_is_removed_from_all(
    qtbot, window, opened, row_of
):
    agenda = two_rooms()
    ids = tuple(agenda.person)[:2]
    own, shared = between("09:00", "10:00", reason="own"), between("12:00", "13:00", 1, reason="lunch")
    with_both = changed(agenda.person[ids[0]], away=(own, shared))
    with_one = changed(agenda.person[ids[1]], away=(shared,))
    opened(agenda.apply(actions.put(agenda, [with_both, with_one])))
    window.desk.inspect("person", ids)
    row = row_of("Part in the meeting", "away")
    assert [block.editors["reason"].text() for block in row.blocks] == ["lunch"]
    assert "added to all 2" in row.note.text()
    block = begun(qtbot, row)
    for column, text in (("start", "15:00"), ("end", "16:00"), ("day", "Mon 11 Feb")):
        write(block, column, text)
    away = {id_: window.desk.agenda.person[id_].away for id_ in ids}
    assert all(between("15:00", "16:00") in periods for periods in away.values())
    lunch = next(block for block in row.blocks if block.editors["reason"].text() == "lunch")
    qtbot.mouseClick(lunch.remove, Qt.MouseButton.LeftButton)
    away = {id_: window.desk.agenda.person[id_].away for id_ in ids}
    assert away == {ids[0]: (own, between("15:00", "16:00")), ids[1]: (between("15:00", "16:00"),)}
    assert window.desk.document.undo_label == "Cannot be there of 2 people"


def test_a_new_day_is_the_day_after_and_its_hours_are_typed(qtbot, window, opened, row_of):
    opened(two_rooms())
    row = row_of("Days and times", "days")
    qtbot.mouseClick(row.add, Qt.MouseButton.LeftButton)
    days = window.desk.agenda.meeting.days
    assert [day.opens for day in days] == [at("09:00"), at("09:00", 1), at("09:00", 2)]
    write(row.blocks[2], "closes", "01:30")
    meeting = window.desk.agenda.meeting
    assert day_of(meeting, at("23:00", 2)).closes == at("01:30", 3)
    write(row.blocks[2], "date", "Mon 11 Feb 2008")
    assert "in order" in row.blocks[2].fault.text()
    assert window.desk.agenda.meeting == meeting


def test_walks_targets_company_and_roles_of_the_meeting(qtbot, window, opened, row_of):
    agenda = two_rooms()
    opened(agenda.apply(actions.add(agenda, Delegation(id="no", name="Norway"))))
    desk = window.desk
    walk = begun(qtbot, row_of("Rules", "walks"))
    for column, text in (("one", "Room A"), ("other", "Room A"), ("minutes", "7")):
        write(walk, column, text)
    assert walk.fault.text() == "There is no walk from a room to itself."
    write(walk, "other", "Room B")
    assert desk.agenda.meeting.walks == (Walk(rooms=("a", "b"), minutes=7),)

    roles = begun(qtbot, row_of("Rules", "required_roles"))
    write(roles, "kind", "keynote")
    write(roles, "roles", "moderator; presenter")
    assert desk.agenda.meeting.required_roles == {"keynote": ("moderator", "presenter")}
    again = begun(qtbot, row_of("Rules", "required_roles"))
    write(again, "kind", "keynote")
    assert again.fault.text() == "It is said already what roles a keynote must have."
    QtTest.QTest.keyClick(again.editors["roles"], Qt.Key.Key_Escape)

    target = begun(qtbot, row_of("People and balance", "targets"))
    for column, text in (("of", "delegation"), ("value", "Norway"), ("least_percent", "20"), ("most_percent", "10")):
        write(target, column, text)
    assert "cannot be met" in target.fault.text()
    write(target, "most_percent", "40 %")
    assert desk.agenda.meeting.targets == (Target(of="delegation", value="no", least_percent=20, most_percent=40),)

    people = begun(qtbot, row_of("People and balance", "company"))
    write(people, "people", "Hanna Berg")
    assert people.fault.text() == "It takes two people or more."
    write(people, "people", "Hanna Berg; Maja Lind")
    write(people, "together", "apart")
    assert desk.agenda.meeting.company == (Company(people=("berg", "lind"), together=False),)


def test_every_control_of_a_part_has_a_name_of_its_own(window, opened, row_of):
    opened(agenda_of(changed(session("1"), contributions=(Contribution(title="One"), Contribution(title="Two")))))
    window.desk.select(("s1",))
    row = row_of("Texts", "contributions")
    names = [QtGui.QAccessible.queryAccessibleInterface(stop).text(QtGui.QAccessible.Text.Name) for stop in stops(row)]
    assert len(set(names)) == len(names)
    assert {"Add a contribution", "Contribution 2: Title", "Move contribution 2 earlier", "Remove contribution 1"} <= {
        *names
    }


def test_tab_goes_through_parts_in_the_order_that_they_are_seen_in(qtbot, window, opened, row_of):
    opened(two_rooms())
    window.desk.select(("s1",))
    row_of("For the organisers", "notes")  # made before what is above it
    row = row_of("Texts", "contributions")
    write(begun(qtbot, row), "title", "One")
    block = row.blocks[0]
    row.add.setFocus()
    for stop in (*block.editors.values(), block.remove):
        QtTest.QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is stop
    QtTest.QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is window.inspector.form.rows["links"].add


def test_what_was_typed_in_a_part_is_taken_when_something_else_is_selected(window, opened, row_of):
    opened(agenda_of(changed(session("1"), contributions=(Contribution(title="One"),)), session("2")))
    window.desk.select(("s1",))
    editor = row_of("Texts", "contributions").blocks[0].editors["title"]
    editor.setFocus()
    QtTest.QTest.keyClicks(editor, "N")
    window.desk.select(("s2",))
    assert "N" in window.desk.agenda.session["s1"].contributions[0].title
    assert window.desk.agenda.session["s2"].contributions == ()


def test_what_may_not_be_changed_cannot_be_edited(window, opened, row_of):
    path = opened(agenda_of(changed(session("1"), contributions=(Contribution(title="One"),))))
    window.desk.open(Document.open(path, read_only=True))
    window.desk.select(("s1",))
    row = row_of("Texts", "contributions")
    assert not row.add.isEnabled()
    assert not row.blocks[0].editors["title"].isEnabled()
    assert not row.blocks[0].remove.isEnabled()
