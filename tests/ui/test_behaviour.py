"""The window behaves: a new meeting, files dropped on it, two windows on one file, its layout, and mistakes of ours."""

from __future__ import annotations

import sys
from datetime import date, time

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.errors import UsageError
from agendaplanner.ui.dialogs.new_meeting import NewMeeting
from agendaplanner.ui.faults import Faults
from agendaplanner.ui.window import Window

Qt = QtCore.Qt


@pytest.fixture
def dialog(qtbot, look):
    dialog = NewMeeting()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def accept_button(dialog):
    return next(b for b in dialog.findChildren(QtWidgets.QPushButton) if b.text().startswith("Choose"))


def test_a_new_meeting_needs_a_title_first(qtbot, dialog):
    assert not accept_button(dialog).isEnabled()
    qtbot.keyClicks(dialog.title_field, "Early recovery")
    assert accept_button(dialog).isEnabled()


def test_two_rooms_of_one_name_are_refused_in_words(qtbot, dialog):
    qtbot.keyClicks(dialog.title_field, "Early recovery")
    dialog.rooms.table.item(1, 0).setText("Plenary hall")
    assert not accept_button(dialog).isEnabled()
    assert "Plenary hall" in dialog.words.text()
    dialog.rooms.table.item(1, 0).setText("Annex")
    assert accept_button(dialog).isEnabled()


def test_a_room_is_added_typed_and_removed(qtbot, dialog):
    add = next(b for b in dialog.findChildren(QtWidgets.QPushButton) if b.text() == "Add a room")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert dialog.rooms.values[-1] == ("Room C", None)
    dialog.rooms.table.item(3, 1).setText("16")
    assert dialog.shape.rooms[-1] == ("Room C", 16)
    dialog.rooms.table.setCurrentCell(0, 0)
    remove = next(b for b in dialog.findChildren(QtWidgets.QPushButton) if b.text() == "Remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert [name for name, _ in dialog.shape.rooms] == ["Room A", "Room B", "Room C"]


def test_the_assistant_makes_the_meeting_it_describes(monkeypatch, window, tmp_path):
    def fill(dialog):
        dialog.title_field.setText("Early recovery")
        dialog.city_field.setText("Oslo")
        dialog.first_day_field.setDate(QtCore.QDate(2008, 2, 11))
        dialog.days_field.setValue(3)
        dialog.opens_field.setTime(QtCore.QTime(8, 30))
        dialog.zone_field.setCurrentText("Europe/Oslo")
        return True

    monkeypatch.setattr(NewMeeting, "exec", fill)
    path = tmp_path / "n.agenda"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.commands.action("new").trigger()
    agenda = window.desk.agenda
    assert agenda.meeting.title == "Early recovery"
    assert agenda.meeting.city == "Oslo"
    assert [day.date for day in agenda.meeting.days] == [date(2008, 2, d) for d in (11, 12, 13)]
    assert {day.opens.time() for day in agenda.meeting.days} == {time(8, 30)}
    assert window.desk.findings.counts()["clash"] == 0
    assert [room.capacity for room in agenda.rooms] == [60, 24, 24]


def drop(window, path):
    data = QtCore.QMimeData()
    data.setUrls([QtCore.QUrl.fromLocalFile(str(path))])
    where, action, button = QtCore.QPoint(300, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QtGui.QDragEnterEvent(where, action, data, button, Qt.KeyboardModifier.NoModifier)
    QtWidgets.QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        event = QtGui.QDropEvent(QtCore.QPointF(where), action, data, button, Qt.KeyboardModifier.NoModifier)
        QtWidgets.QApplication.sendEvent(window, event)
    return enter.isAccepted()


def test_an_agenda_dropped_on_the_window_is_opened(window, opened):
    path = opened()
    window.close_file()
    assert drop(window, path)
    assert window.desk.document.path == path


def test_a_schedule_dropped_on_the_window_is_imported(monkeypatch, window, samples, tmp_path):
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "d.agenda"), ""))
    assert drop(window, samples / "pretalx-democon.schedule.json")
    assert window.desk.document.path == tmp_path / "d.agenda"
    assert window.desk.agenda.session


def test_words_dragged_over_the_window_are_not_taken(window, opened):
    opened()
    data = QtCore.QMimeData()
    data.setText("some words")
    enter = QtGui.QDragEnterEvent(
        QtCore.QPoint(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.setAccepted(False)
    QtWidgets.QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_a_second_window_on_a_file_says_so_and_follows(qtbot, window, opened, look, settings):
    path = opened()
    assert not window.frame.note.isVisible()
    second = Window(look, settings)
    qtbot.addWidget(second)
    second.show()
    assert second.files.open(path)
    assert "also open in another window" in second.frame.note.text()
    assert second.frame.note.isVisible()
    second.files.open(path)  # again: still told
    assert "also open" in second.frame.note.text()
    window.desk.select((window.desk.agenda.placed[0].id,))
    window.commands.action("pin").trigger()
    qtbot.waitUntil(lambda: second.desk.agenda == window.desk.agenda, timeout=5_000)
    window.close_file()
    qtbot.waitUntil(lambda: not second.frame.note.isVisible(), timeout=5_000)
    second.close()
    assert not list(path.parent.glob(".*.open"))


def test_a_hidden_panel_stays_hidden_in_the_next_window(qtbot, window, opened, look, settings):
    opened()
    window.commands.action("panel left").trigger()
    window.close()
    again = Window(look, settings)
    qtbot.addWidget(again)
    assert not again.showing.is_panel_shown("left")
    assert again.showing.is_panel_shown("right")
    again.close()


@pytest.fixture
def faults(monkeypatch, window, tmp_path):
    faults = Faults(
        window.show_fault, window.show_mistake, lambda: window.desk.document.history(limit=10), tmp_path / "data"
    )
    monkeypatch.setattr(sys, "excepthook", faults)
    return faults


def test_a_mistake_in_a_handler_is_told_written_down_and_loses_nothing(qtbot, window, opened, faults, capfd):
    path = opened()
    one = window.desk.agenda.placed[0]
    window.desk.select((one.id,))
    window.commands.action("pin").trigger()

    def mistaken():
        raise ZeroDivisionError("a mistake of ours")

    sys.excepthook = faults  # in place of pytest-qt's, which stands there while a test runs
    window.desk.selection_changed.connect(mistaken)
    other = window.desk.agenda.placed[1]
    window.desk.select((other.id,))
    assert "Something went wrong in the program (ZeroDivisionError)" in window.toast.words
    assert "saved" in window.toast.words
    report = faults.path.read_text()
    assert "a mistake of ours" in report
    assert window.desk.document.history(limit=1)[0].label in report
    assert window.isVisible()
    window.desk.selection_changed.disconnect(mistaken)
    window.commands.action("pin").trigger()
    stands = window.desk.agenda
    window.close_file()
    assert window.files.open(path)
    assert window.desk.agenda == stands


def test_the_same_mistake_is_told_once(window, opened, faults):
    opened()

    def mistaken():
        raise ValueError("again")

    for _ in range(3):
        try:
            mistaken()
        except ValueError as error:
            faults(ValueError, error, error.__traceback__.tb_next)
    assert faults.path.read_text().count("ValueError: again") == 1


def test_what_the_user_should_hear_is_no_mistake_of_ours(window, opened, faults):
    opened()
    error = UsageError("This cannot be done.", advice="Do that.")
    faults(UsageError, error, None)
    assert "This cannot be done." in window.toast.words
    assert not faults.path.exists()
