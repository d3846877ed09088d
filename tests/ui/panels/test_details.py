"""The details: every field of one record or several, checked as typed; papers; the own timeline of people and rooms."""

from __future__ import annotations

from meetings import ROOM_B, agenda_of, at, between, changed, session, shared_chair, two_rooms
from PySide6 import QtCore, QtTest, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.records import Paper, Track
from agendaplanner.model.times import day_of
from agendaplanner.ui.fields.checklist import Checklist
from agendaplanner.ui.fields.long_text import LongText
from agendaplanner.ui.panels.schedule import stretches

Qt = QtCore.Qt


def row_of(qtbot, window, group, field):
    """Open a group by its heading and give a field of it."""
    form = window.inspector.form
    head = form._groups[group].head
    if not head.isChecked():
        qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    return form.rows[field]


def write(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_a_field_of_one_session_is_typed_and_taken_back(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of(qtbot, window, "What it needs of a place", "expected_size")
    write(qtbot, row.editor, "17")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert window.desk.agenda.session["s1"].expected_size == 17
    window.desk.undo()
    assert row.editor.text() == ""


def test_what_does_not_fit_is_said_as_typed_and_stays(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of(qtbot, window, "What it needs of a place", "expected_size")
    write(qtbot, row.editor, "some")
    assert "no number" in row.fault.text()
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    window.desk.do(lambda a: actions.set_fields(a, a.session["s2"], title="Elsewhere"))
    assert row.editor.text() == "some"
    assert row.fault.isVisible()
    window.desk.select(("s2",))
    assert row.editor.text() == ""
    assert not row.fault.isVisible()


def test_several_sessions_show_what_they_share_and_change_together(qtbot, window, opened):
    agenda = two_rooms()
    opened(agenda.apply(actions.add(agenda, Track(id="c", name="Crisis"))))
    before = window.desk.agenda
    window.desk.select(("s1", "s2", "s3"))
    assert window.inspector.heading.text() == "3 sessions selected"
    row = row_of(qtbot, window, "Session", "title")
    assert row.editor.placeholderText() == "(various)"
    assert row_of(qtbot, window, "Session", "status").editor.currentText() == "draft"
    track = row_of(qtbot, window, "Session", "track").editor
    write(qtbot, track.lineEdit(), "Crisis")
    track.completer().popup().hide()
    qtbot.keyClick(track.lineEdit(), Qt.Key.Key_Return)
    assert {s.track for s in window.desk.agenda.session.values()} == {"c"}
    assert window.desk.document.undo_label == "Track of 3 sessions"
    window.desk.undo()
    assert window.desk.agenda == before


def test_a_long_text_has_room_to_be_written(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of(qtbot, window, "Texts", "abstract")
    qtbot.mouseClick(row.larger, Qt.MouseButton.LeftButton)
    dialog = next(w for w in QtWidgets.QApplication.topLevelWidgets() if isinstance(w, LongText))
    qtbot.keyClicks(dialog.text, "Much to say")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert window.desk.agenda.session["s1"].abstract == "Much to say"


def test_leaving_a_text_takes_it_and_escape_does_not(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of(qtbot, window, "Texts", "abstract")
    write(qtbot, row.editor, "One")
    window.inspector.session.title.setFocus()
    assert window.desk.agenda.session["s1"].abstract == "One"
    write(qtbot, row.editor, "Two")
    qtbot.keyClick(row.editor, Qt.Key.Key_Escape)
    window.inspector.session.title.setFocus()
    assert window.desk.agenda.session["s1"].abstract == "One"


def test_papers_are_given_to_a_session(qtbot, window, opened):
    opened(agenda_of(session("1"), Paper(id="x", title="Think piece", symbol="D/3"), Paper(id="y", title="Other")))
    window.desk.select(("s1",))
    papers = window.inspector.session.papers
    write(qtbot, papers.field, "D/3; Other")
    qtbot.keyClick(papers.field, Qt.Key.Key_Return)
    assert [p.sessions for p in window.desk.agenda.papers] == [("s1",), ("s1",)]
    assert "D/3 · commissioned" in papers.states.text()
    write(qtbot, papers.field, "D/9")
    qtbot.keyClick(papers.field, Qt.Key.Key_Return)
    assert "no paper “D/9”" in papers.fault.text()
    write(qtbot, papers.field, "Other")
    qtbot.keyClick(papers.field, Qt.Key.Key_Return)
    assert window.desk.agenda.paper["x"].sessions == ()


def test_the_meeting_itself_is_edited_where_nothing_is_selected(qtbot, window, opened):
    opened(two_rooms())
    row = row_of(qtbot, window, "Meeting", "city")
    write(qtbot, row.editor, "Bergen")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.city == "Bergen"


def test_papers_are_ticked_in_a_list(qtbot, window, opened):
    opened(agenda_of(session("1"), Paper(id="x", title="Think piece"), Paper(id="y", title="Other", sessions=("s1",))))
    window.desk.select(("s1",))
    papers = window.inspector.session.papers
    qtbot.mouseClick(papers.choose, Qt.MouseButton.LeftButton)
    checklist = papers.findChildren(Checklist)[-1]
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Down)
    QtTest.QTest.keyClick(checklist.list, Qt.Key.Key_Space)
    checklist.close()
    assert [paper.sessions for paper in window.desk.agenda.papers] == [("s1",), ("s1",)]
    assert window.desk.document.undo_label.startswith("Papers of")


def test_a_person_chosen_in_the_panel_is_shown_with_the_own_timeline(qtbot, window, opened):
    opened(shared_chair())
    people = window.people.list
    row = [r.id for r in people.row_model.rows].index("berg")
    place = people.visualRect(people.row_model.index(row)).center()
    QtTest.QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert window.inspector.name.text() == "Hanna Berg"
    schedule = window.inspector.schedule
    assert schedule.summary.text().startswith("2 sessions · 2 h 30 min")
    rows = schedule.list.row_model.rows
    assert [(r.detail, r.colour) for r in rows if r.id in ("s4b", "s4d")] == [
        ("chair", "clash"),
        ("rapporteur", "clash"),
    ]
    asked = []
    window.desk.lens_asked.connect(lambda kind, id_: asked.append((kind, id_)))
    schedule.lens.click()
    assert asked == [("person", "berg")]
    window.commands.action("clear").trigger()
    assert window.inspector.meeting.isVisible()


def test_free_and_away_stretches_of_a_day():
    closed = changed(ROOM_B, closures=(between("13:00", "15:00", reason="painting"),))
    agenda = agenda_of(closed, session("1", "10:00", "b"))
    day = day_of(agenda.meeting, at("10:00"))
    found = stretches(agenda, "room", "b", day)
    assert [(f"{s.start:%H:%M}", s.words) for s in found] == [
        ("09:00", "free"),
        ("10:00", "1 Topic 1"),
        ("11:00", "free"),
        ("13:00", "closed, painting"),
        ("15:00", "free"),
    ]


def test_a_room_chosen_in_its_table_is_edited_in_the_details(qtbot, window, opened):
    opened(two_rooms())
    window.showing.show_list("room")
    window.showing.tables.grid.choose(["b"])
    assert window.inspector.name.text() == "Room B"
    row = row_of(qtbot, window, "Room", "capacity")
    write(qtbot, row.editor, "35")
    qtbot.keyClick(row.editor, Qt.Key.Key_Return)
    assert window.desk.agenda.room["b"].capacity == 35


def test_what_was_typed_is_taken_when_something_else_is_selected(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    row = row_of(qtbot, window, "Texts", "abstract")
    write(qtbot, row.editor, "Half a sentence")
    window.desk.inspect("person", ("berg",))
    assert window.desk.agenda.session["s1"].abstract == "Half a sentence"
    assert window.inspector.name.text() == "Hanna Berg"
