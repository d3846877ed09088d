"""A meeting with nothing in it: it is said what is missing, and a button begins with it."""

from __future__ import annotations

from meetings import agenda_of, at, session
from PySide6 import QtCore, QtTest

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Meeting

Qt = QtCore.Qt
EMPTY = Agenda.of([Meeting(title="Nothing yet")])


def press(qtbot, window):
    qtbot.mouseClick(window.timeline_page.empty.begin, Qt.MouseButton.LeftButton)


def test_from_nothing_to_a_session_by_the_button_alone(qtbot, window, opened):
    opened(EMPTY)
    note = window.timeline_page.empty
    assert "no days" in note.words.text()
    assert "Days and times" in window.inspector.meeting.next.text()
    press(qtbot, window)
    day = window.inspector.form.rows["days"].blocks[0]
    for column, text in (("date", "2008-02-11"), ("opens", "9"), ("closes", "18")):
        day.editors[column].setFocus()
        QtTest.QTest.keyClicks(day.editors[column], text)
    QtTest.QTest.keyClick(day.editors["closes"], Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.days[0].opens == at("09:00")
    assert "no room" in note.words.text()
    press(qtbot, window)
    editor = window.showing.tables.grid.itemDelegate()._editor
    QtTest.QTest.keyClicks(editor, "Hall")
    QtTest.QTest.keyClick(editor, Qt.Key.Key_Return)
    window.showing.show_day(None)
    assert "Nothing is on the agenda" in note.words.text()
    press(qtbot, window)
    assert len(window.desk.agenda.session) == 1
    assert not note.isVisible()


def test_the_note_lies_within_the_timeline_whatever_its_size(qtbot, window, opened):
    opened(EMPTY)
    note = window.timeline_page.empty
    for size in ((1400, 900), (860, 520)):
        window.resize(*size)
        qtbot.wait(20)
        assert window.timeline.viewport().geometry().contains(note.geometry())
        assert note.words.height() >= note.words.heightForWidth(note.words.width())


def test_where_nothing_may_be_changed_it_only_says_so(window, opened):
    path = opened(EMPTY)
    window.desk.open(Document.open(path, read_only=True))
    assert window.timeline_page.empty.isVisible()
    assert not window.timeline_page.empty.begin.isVisible()


def test_it_comes_back_when_the_last_session_goes_and_leaves_with_undo(window, opened):
    opened(agenda_of(session("1")))
    note = window.timeline_page.empty
    assert not note.isVisible()
    window.desk.do(lambda a: actions.remove(a, a.session["s1"]))
    assert note.isVisible()
    window.desk.undo()
    assert not note.isVisible()
