"""Outcomes in the window: recommendations are written, judged and put together, notes kept, the report printed."""

from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, session
from PySide6 import QtCore, QtWidgets

from agendaplanner.model.outcomes import recommendations, stance_of
from agendaplanner.model.records import Recommendation
from agendaplanner.ui.fields.long_text import LongText
from agendaplanner.ui.prepare.outcomes.editor import Writing

Qt = QtCore.Qt
GOALS = ("Learn from cases", "Agree on funding")


@pytest.fixture
def sheet(window, opened):
    opened(
        agenda_of(
            meeting(objectives=GOALS),
            session("1", "09:00"),
            session("2", "10:00"),
            Recommendation(id="r", session="s1", text="Pool the funds", addressed_to="UN", objectives=(GOALS[1],)),
        )
    )
    window.showing.show_sheet("outcomes")
    return window.showing.prepare.sheet("outcomes")


def titles(sheet):
    return [row.title for row in sheet.list.row_model.rows]


def click(qtbot, sheet, title):
    index = sheet.list.row_model.index(titles(sheet).index(title))
    qtbot.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=sheet.list.visualRect(index).center())


def button(sheet, words):
    return next(b for b in sheet.stance.findChildren(QtWidgets.QPushButton) if b.text() == words)


def test_they_are_put_together_by_what_is_chosen(sheet):
    assert titles(sheet) == [GOALS[0], "Nothing answers this objective yet.", GOALS[1], "Pool the funds"]
    sheet.by.chosen.emit("addressee")
    assert titles(sheet) == ["UN", "Pool the funds"]
    sheet.by.chosen.emit("session")
    assert len(titles(sheet)) == 5


def test_how_one_stands_is_said_by_a_click_and_undone(qtbot, sheet, window):
    assert not sheet.stance.isVisible()
    click(qtbot, sheet, "Pool the funds")
    qtbot.mouseClick(button(sheet, "Agreed"), Qt.MouseButton.LeftButton)
    (one,) = recommendations(window.desk.agenda)
    assert stance_of(one) == "agreed"
    assert window.desk.inspected == ("recommendation", ("r",))
    window.desk.undo()
    assert stance_of(recommendations(window.desk.agenda)[0]) == "for further discussion"


def test_one_is_written(monkeypatch, qtbot, sheet, window):
    def write(dialog):
        assert not dialog.ok.isEnabled()
        qtbot.keyClicks(dialog.text, "Send one mission")
        dialog.stance.chosen.emit("not desirable to integrate")
        dialog.objectives.item(0).setCheckState(Qt.CheckState.Checked)
        dialog.to.setCurrentText("Donors")
        assert dialog.ok.isEnabled()
        return QtWidgets.QDialog.DialogCode.Accepted

    monkeypatch.setattr(Writing, "exec", write)
    qtbot.mouseClick(sheet.add, Qt.MouseButton.LeftButton)
    new = next(r for r in recommendations(window.desk.agenda) if r.id != "r")
    assert (new.text, new.session, new.undesirable, new.objectives) == ("Send one mission", "s1", True, GOALS[:1])
    assert "2 recommendations" in sheet.title.text()


def test_one_is_removed_with_delete(qtbot, sheet, window):
    click(qtbot, sheet, "Pool the funds")
    qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert recommendations(window.desk.agenda) == ()
    assert sheet.empty.isVisible()
    window.desk.undo()
    assert len(recommendations(window.desk.agenda)) == 1


def test_notes_are_written_with_enter(qtbot, sheet, window):
    sheet.by.chosen.emit("session")
    row = sheet.list.row_model.index(1)
    sheet.list.setCurrentIndex(row)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    dialog = sheet.findChild(LongText)
    qtbot.keyClicks(dialog.text, "They differed.")
    dialog.accept()
    assert window.desk.agenda.session["s1"].report == "They differed."
    assert "They differed." in titles(sheet)


def test_the_report_is_written_as_shown(monkeypatch, qtbot, sheet, tmp_path, window):
    target = tmp_path / "o.pdf"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    sheet.report.click()
    qtbot.waitUntil(lambda: not window.exporter.running, timeout=30_000)
    assert target.read_bytes().startswith(b"%PDF")
    assert "o.pdf" in window.toast.findChild(QtWidgets.QLabel).text()
