"""Calendars as files: written with options, and read as busy times or as a new meeting."""

from __future__ import annotations

from calendar_writing import calendar, event
from published_meetings import three_sessions
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.dialogs.calendar_file import CalendarFile
from agendaplanner.ui.files import owner_of
from agendaplanner.ui.publishing.calendars import Calendars

Qt = QtCore.Qt
PATIENCE_MS = 30_000
BUSY = calendar(event("DTSTART:20080211T080000Z|DURATION:PT1H|SUMMARY:Secret"))


def test_calendars_are_written_as_chosen(qtbot, window, second, monkeypatch, tmp_path):
    def choose(self):
        for id_ in ("rooms", "tracks", "people"):
            self.scopes[id_].setChecked(False)
        self.breaks.setChecked(False)
        self.alarm.setValue(10)
        self.version.setCurrentIndex(self.version.findData(1))
        self.accept()
        return True

    monkeypatch.setattr(Calendars, "exec", choose)
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QtWidgets.QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(window.exporter.told, timeout=PATIENCE_MS):
        window.commands.action("export calendars").trigger()
    assert [path.name for path in folder.iterdir()] == ["meeting.ics"]
    text = (folder / "meeting.ics").read_text()
    assert "TRIGGER:-PT10M" in text
    assert "Lunch" not in text
    assert "DTSTART;TZID=Europe/Oslo:20080211T090000" in text, "version 1, in which 1 was on Monday"
    monkeypatch.undo()
    again = Calendars(window.desk, window.settings, window.publisher.since, window)
    assert (again.alarm.value(), again.breaks.isChecked(), again.scopes["rooms"].isChecked()) == (10, False, False)
    for check in again.scopes.values():
        check.setChecked(False)
    assert not again.ok.isEnabled()


def drop(window, path):
    data = QtCore.QMimeData()
    data.setUrls([QtCore.QUrl.fromLocalFile(str(path))])
    at = QtCore.QPointF(300, 300)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QtGui.QDropEvent(at, copy, data, left, none))


def test_a_calendar_that_is_dropped_is_somebodys_busy_times(window, opened, tmp_path, monkeypatch):
    opened(three_sessions())
    path = tmp_path / "berg.ics"
    path.write_bytes(BUSY)
    monkeypatch.setattr(CalendarFile, "exec", lambda self: True)  # as it is proposed
    drop(window, path)
    (away,) = window.desk.agenda.person["berg"].away
    assert (away.start.hour, away.end.hour) == (9, 10)
    assert window.toast.words == "Hanna Berg is busy once during the meeting."
    drop(window, path)
    assert window.toast.words.endswith("That was known already.")
    window.desk.undo()
    assert window.desk.agenda.person["berg"].away == ()


def test_or_a_programme(window, opened, tmp_path, monkeypatch):
    opened(three_sessions())
    path = tmp_path / "programme.ics"
    path.write_bytes(
        calendar(event("DTSTART;TZID=Asia/Kathmandu:20270211T090000|DURATION:PT1H|SUMMARY:One|LOCATION:Hall"))
    )

    def choose(self):
        assert self.sessions.isChecked(), "nobody is meant by this file"
        return True

    monkeypatch.setattr(CalendarFile, "exec", choose)
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "new.agenda"), ""))
    window.files.take(path)
    assert [session.title for session in window.desk.agenda.placed] == ["One"]
    assert window.desk.agenda.meeting.timezone == "Asia/Kathmandu"


def test_with_no_meeting_open_it_is_a_programme(window, tmp_path, monkeypatch):
    path = tmp_path / "programme.ics"
    path.write_bytes(BUSY)
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "new.agenda"), ""))
    window.files.take(path)
    assert [session.title for session in window.desk.agenda.placed] == ["Secret"]


def test_a_broken_file_is_a_word_and_no_change(window, opened, tmp_path):
    opened(three_sessions())
    path = tmp_path / "x.ics"
    path.write_bytes(calendar(event("DTSTART:nonsense")))
    assert not window.files.take_busy(path, "berg")
    assert "no date or time" in window.toast.words
    assert window.desk.document.revision == 1


def test_nobody_is_chosen_for_a_file_that_names_nobody(window, opened, tmp_path):
    opened(three_sessions())
    agenda = window.desk.agenda
    dialog = CalendarFile(tmp_path / "x.ics", agenda, None, window)
    dialog.busy.setChecked(True)
    assert not dialog.ok.isEnabled()
    dialog.person.setCurrentIndex(dialog.person.findData("okafor"))
    assert dialog.ok.isEnabled()
    assert dialog.whose == "okafor"
    by_address = tmp_path / "export.ics"
    by_address.write_bytes(calendar(event("DTSTART:20080211T080000Z|ATTENDEE:mailto:Chidi@example.org")))
    assert owner_of(by_address, agenda) == "okafor"
    assert owner_of(tmp_path / "nothing.ics", agenda) is None
