"""Sister meetings in the window: a list is taken, matches are confirmed, what is handed over names nobody else's list."""

from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, person
from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.sisters import hashed_address, overlaps, sisters
from agendaplanner.model.records import SisterMeeting
from agendaplanner.ui.prepare.sisters import handing

Qt = QtCore.Qt
SECRET = "a secret of all meetings"
ANNA = person("anna", "Anna", "Kovalchuk", email="anna@example.org")
LINE = "Анна Ковальчук; OSCE"


@pytest.fixture
def sheet(window, opened):
    """Give a function that opens the sheet on one sister meeting, or on none."""

    def open_(*sisters_):
        opened(agenda_of(meeting(), ANNA, person("ben", "Ben", "Lind"), *sisters_))
        window.showing.show_sheet("sisters")
        return window.showing.prepare.sheet("sisters")

    return open_


def rows(sheet):
    return [row.title for row in sheet.list.row_model.rows]


def test_without_sister_meetings_it_says_how_to_begin(sheet):
    assert "No sister meeting is known yet" in sheet().empty.text()


def test_a_match_by_name_is_confirmed_or_told_apart(qtbot, sheet, window):
    page = sheet(SisterMeeting(id="x", name="Security", invitees=(LINE, "Jonas Vik")))
    assert rows(page) == ["Anna Kovalchuk", f"Security: {LINE}"]
    row = f"x\n{LINE}\nanna"
    qtbot.waitUntil(lambda: page.list.strip(row) is not None)
    same, other = page.list.strip(row).buttons
    qtbot.mouseClick(same, Qt.MouseButton.LeftButton)
    assert [o.sure for o in overlaps(window.desk.agenda)] == ["confirmed"]
    window.desk.undo()
    qtbot.waitUntil(lambda: len(page.list.strip(row).buttons) == 2)
    qtbot.mouseClick(page.list.strip(row).buttons[1], Qt.MouseButton.LeftButton)
    assert overlaps(window.desk.agenda) == ()
    assert "Nobody" in page.empty.text()
    del other


def test_a_list_is_taken_from_a_file_as_one_change(monkeypatch, sheet, tmp_path, window):
    page = sheet()
    path = tmp_path / "security_sector.csv"
    path.write_text(f"Name;Organisation\n{LINE.replace('; ', ';')}\nJonas Vik;UN\n", "utf-8")
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(handing.ListOf, "exec", lambda _: QtWidgets.QDialog.DialogCode.Accepted)
    page.add.click()
    (sister,) = sisters(window.desk.agenda)
    assert (sister.name, sister.invitees) == ("Security sector", (LINE, "Jonas Vik; UN"))
    assert page.title.text().endswith("1 person shared")
    window.desk.undo()
    assert sisters(window.desk.agenda) == ()


def test_a_list_that_cannot_be_read_is_said(monkeypatch, sheet, tmp_path, window):
    page = sheet()
    path = tmp_path / "list.csv"
    path.write_text("Price;Weight\n1;2\n", "utf-8")
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    failed = []
    window.desk.failed.connect(failed.append)
    page.add.click()
    assert len(failed) == 1
    assert str(path) in failed[0].where


def test_hashes_are_found_with_the_secret_and_written_without_addresses(monkeypatch, sheet, tmp_path):
    page = sheet(SisterMeeting(id="x", name="Hidden", invitees=(hashed_address("anna@example.org", SECRET),)))
    assert rows(page) == []
    asked = []

    def give(dialog):
        dialog.field.setText("short")
        asked.append(dialog.ok.isEnabled())
        dialog.field.setText(SECRET)
        return QtWidgets.QDialog.DialogCode.Accepted

    monkeypatch.setattr(handing.Secret, "exec", give)
    target = tmp_path / "hashes.txt"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.handing.hashes.trigger()
    assert asked == [False]
    assert target.read_text("utf-8") == hashed_address("anna@example.org", SECRET)
    assert rows(page) == ["Anna Kovalchuk", "Hidden: an address that is kept secret"]


def test_those_asked_for_by_many_are_found(qtbot, sheet):
    page = sheet(
        SisterMeeting(id="x", name="Security", invitees=(LINE, "Ben Lind")),
        SisterMeeting(id="y", name="Finance", invitees=("A. Kovalchuk; x; anna@example.org",)),
    )
    page.which.chosen.emit("many")
    assert rows(page)[0] == "Anna Kovalchuk"
    assert "Ben Lind" not in rows(page)
    page.which.chosen.emit("all")
    assert "Ben Lind" in rows(page)
    index = page.meetings.row_model.index(1)
    qtbot.mouseClick(page.meetings.viewport(), Qt.MouseButton.LeftButton, pos=page.meetings.visualRect(index).center())
    assert page.of.isVisible()


def test_a_report_goes_to_one_of_them(monkeypatch, sheet, tmp_path):
    page = sheet(
        SisterMeeting(id="x", name="Security", invitees=(LINE,)),
        SisterMeeting(id="y", name="Finance", invitees=(LINE,)),
    )
    target = tmp_path / "letter.md"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.handing._letters.aboutToShow.emit()
    next(a for a in page.handing._letters.actions() if a.text() == "Security").trigger()
    assert "Finance" not in target.read_text("utf-8")
    assert "3 meetings" in target.read_text("utf-8")
