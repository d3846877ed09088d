"""The history: what each change did, found by words, and the way back as one change that can be taken back."""

from __future__ import annotations

from meetings import at, two_rooms
from PySide6 import QtCore

from agendaplanner.model import actions

Qt = QtCore.Qt


def test_going_back_is_previewed_in_words_and_undone(qtbot, window, opened):
    opened(two_rooms())
    begun = window.desk.agenda
    window.desk.do(lambda a: actions.set_fields(a, a.session["s1"], title="Renamed"))
    window.desk.do(lambda a: actions.move(a, "s2", at("15:00"), "b"))
    now = window.desk.agenda
    window.commands.action("history").trigger()
    assert window.bottom.shown == "History"
    history = window.history
    rows = history.list.row_model.rows
    assert [row.id for row in rows] == ["3", "2", "1"]
    qtbot.mouseClick(
        history.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=history.list.visualRect(history.list.row_model.index(2)).center(),
    )
    said = history.words.toPlainText()
    assert "1 Topic 1: Title Renamed → Topic 1" in said or "Title Renamed → Topic 1" in said
    assert "Start Mon 11 Feb 15:00 → Mon 11 Feb 09:00" in said
    assert window.desk.agenda == now, "nothing is changed by looking"
    qtbot.mouseClick(history.back, Qt.MouseButton.LeftButton)
    assert window.desk.agenda == begun
    window.desk.undo()
    assert window.desk.agenda == now


def test_a_change_says_what_it_did_and_the_filter_finds_it(qtbot, window, opened):
    opened(two_rooms())
    window.desk.do(lambda a: actions.set_fields(a, a.session["s1"], title="Renamed"))
    window.desk.do(lambda a: actions.unplace(a, ["s2"]))
    window.commands.action("history").trigger()
    history = window.history
    qtbot.keyClicks(history.filter, "backlog")
    assert [row.title for row in history.list.row_model.rows] == ["Send 2 to the backlog"]
    history.list.opened.emit("3")
    assert "What it did:\n  2 Topic 2: Start Mon 11 Feb 09:00 → none" in history.words.toPlainText()
    assert not history.back.isEnabled(), "it stands like that"


def test_a_hidden_history_is_brought_up_to_date_when_it_is_shown(window, opened):
    opened(two_rooms())
    window.desk.do(lambda a: actions.unplace(a, ["s2"]))
    assert not window.history.list.row_model.rows
    window.bottom.show_page("History")
    assert len(window.history.list.row_model.rows) == 2
