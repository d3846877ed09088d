"""The balance in the window: bars with their targets, all sessions at once, and what is off with what would mend it."""

from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, person, session
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.parts import Target

Qt = QtCore.Qt
WANTED = Target(of="community", value="defence", least_percent=50)


def of(id_, community="diplomacy", **fields):
    return person(id_, id_.title(), f"Z{id_}", community=community, **fields)


@pytest.fixture
def sheet(window, opened):
    opened(
        agenda_of(
            meeting(targets=(WANTED,), communities=("diplomacy", "development", "defence")),
            *(of(f"d{i}") for i in range(3)),
            of("e", "defence", language="fr"),
            of("w", "defence", invitation="waiting list"),
            of("x", "defence", invitation="waiting list"),
            session("1", "09:00", kind="breakout", roles=(("chair", "d1"), ("rapporteur", None)), attendees=("d2",)),
            session("2", "09:00", "b", kind="breakout", roles=(("chair", "e"),)),
            session("3", "11:00", kind="plenary", roles=(("chair", "d1"), ("panellist", "d2"))),
        )
    )
    window.showing.show_sheet("balance")
    return window.showing.prepare.sheet("balance")


def rows(sheet):
    model = sheet.bars.model()
    return [model.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(model.rowCount())]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(sheet, words):
    QtWidgets.QApplication.processEvents()  # what came into a layout is shown now
    found = [b for b in sheet.off.findChildren(QtWidgets.QPushButton) if b.text().startswith(words) and b.isVisible()]
    assert found, [b.text() for b in sheet.off.findChildren(QtWidgets.QPushButton)]
    return found[0]


def sentences(sheet):
    return [row.findChild(QtWidgets.QLabel).text() for row in sheet.off.rows]


def choose(sheet, box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_each_bar_is_said_in_words(sheet):
    assert sheet.title.text() == "Balance · 1 share is off target"
    assert rows(sheet) == [
        "diplomacy: 3 of 4, 75 %",
        "defence: 1 of 4, 25 %, wanted at least 50 %, too few",
        "development: 0 of 4, 0 %",
        "Not recorded: 3 of 7",
    ]
    interface = QtGui.QAccessible.queryAccessibleInterface(sheet.bars)
    assert interface.childCount() == 4
    assert interface.child(1).text(QtGui.QAccessible.Text.Name).startswith("defence: 1 of 4")


def test_bars_show_the_target_and_are_told_apart_without_colour(sheet):
    sheet.bars.viewport().repaint()
    picture = sheet.bars.viewport().grab().toImage()
    off, kept = (sheet.bars.visualRect(sheet.bars.model().index(i, 0)) for i in (1, 0))

    def greys(rect):
        y = rect.center().y() - 3
        return {QtGui.qGray(picture.pixel(x, y)) // 12 for x in range(rect.width() * 4 // 10, rect.width() * 8 // 10)}

    assert len(greys(off)) > len(greys(kept))


def test_one_click_invites_from_the_waiting_list_and_the_sentence_follows(qtbot, sheet, window):
    (before,) = sentences(sheet)
    assert "Invite 2 more; on the waiting list: W. Zw and X. Zx." in before
    click(qtbot, button(sheet, "Invite 2 from the waiting list"))
    agenda = window.desk.agenda
    assert [agenda.person[p].invitation for p in "wx"] == ["invited", "invited"]
    assert "2 who fit are invited and did not answer yet" in sentences(sheet)[0]
    window.desk.undo()
    assert sentences(sheet) == [before]


def test_a_target_is_set_in_place_and_taken_away(qtbot, sheet, window):
    index = sheet.bars.model().index(0, 0)
    qtbot.mouseClick(sheet.bars.viewport(), Qt.MouseButton.LeftButton, pos=sheet.bars.visualRect(index).center())
    strip = sheet.strip
    assert (strip.value.currentText(), strip.set.isEnabled()) == ("diplomacy", False)
    strip.most.selectAll()
    qtbot.keyClicks(strip.most, "60")
    click(qtbot, strip.set)
    assert Target(of="community", value="diplomacy", most_percent=60) in window.desk.agenda.meeting.targets
    assert rows(sheet)[0] == "diplomacy: 3 of 4, 75 %, wanted at most 60 %, too many"
    click(qtbot, strip.away)
    assert window.desk.agenda.meeting.targets == (WANTED,)
    window.desk.undo()
    window.desk.undo()
    assert window.desk.agenda.meeting.targets == (WANTED,)


def test_least_must_not_be_above_most(sheet):
    sheet.strip.least.setValue(70)
    sheet.strip.most.setValue(20)
    assert not sheet.strip.set.isEnabled()


def test_a_session_and_its_panel_have_charts_of_their_own(qtbot, sheet):
    choose(sheet, sheet.of, "s3")
    assert "7 people at it" in sheet.caption.text()
    sheet.among.chosen.emit("panels")
    assert "2 people on its panel" in sheet.caption.text()
    assert sheet.strip.where.currentData() == "panels"
    choose(sheet, sheet.of, "s1")
    sheet.among.chosen.emit("people")
    assert sheet.strip.where.currentData() == "breakouts"


def test_languages_have_names_and_what_nobody_recorded_is_said(sheet):
    choose(sheet, sheet.field, "language")
    assert rows(sheet) == ["French: 1 of 1, 100 %", "Not recorded: 6 of 7"]
    choose(sheet, sheet.field, "gender")
    assert rows(sheet) == []
    assert "only by choice" in sheet.caption.text()


def test_who_could_be_added_to_a_breakout_is_added_by_a_click(qtbot, sheet, window):
    strip = sheet.strip
    strip.choose(("community", "defence"), "breakouts")
    strip.least.setValue(30)
    click(qtbot, strip.set)
    choose(sheet, sheet.of, "s1")
    assert sentences(sheet) == [
        "defence: 0 of 2 in 1 Topic 1 (0 %), wanted at least 30 %. Add 1 more; nobody who is coming fits and is free then."
    ]
    window.desk.do(lambda agenda: _without_role(agenda))
    click(qtbot, button(sheet, "Add E. Ze"))
    assert window.desk.agenda.session["s1"].attendees == ("d2", "e")
    assert sentences(sheet) == []


def _without_role(agenda):
    from agendaplanner.model.actions import fill_role

    return fill_role(agenda, "s2", 0, None)


def test_a_panel_leads_to_the_role_that_is_open_in_it(qtbot, sheet, window):
    window.desk.do(lambda agenda: _without_role(agenda))
    strip = sheet.strip
    strip.choose(("community", "defence"), "panels")
    strip.least.setValue(40)
    click(qtbot, strip.set)
    choose(sheet, sheet.of, "s1")
    click(qtbot, button(sheet, "Choose for the open role"))
    assert window.showing.prepare.shown == "roles"
    roles = window.showing.prepare.sheet("roles")
    assert roles.candidates.title.text() == "Rapporteur of 1 Topic 1"


def test_all_sessions_are_seen_at_once_and_lead_to_their_own_chart(qtbot, sheet, window):
    sheet.views.chosen.emit("sessions")
    model = sheet.matrix.model()
    said = [model.index(i, 1).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(model.rowCount())]
    assert said == [
        "1 Topic 1: diplomacy 2 of 2",
        "2 Topic 2: defence 1 of 1",
        "3 Topic 3: diplomacy 3 of 4; defence 1 of 4; not recorded of 3",
    ]
    heads = [model.headerData(i, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole) for i in range(5)]
    assert heads == ["Session", "Shares", "diplomacy", "defence", "development"]
    assert not sheet.only_off.isVisible()
    index = model.index(0, 0)
    qtbot.mouseClick(sheet.matrix.viewport(), Qt.MouseButton.LeftButton, pos=sheet.matrix.visualRect(index).center())
    assert window.desk.inspected == ("session", ("s1",))
    qtbot.keyClick(sheet.matrix, Qt.Key.Key_Return)
    assert (sheet.view, sheet.session) == ("chart", "s1")


def test_of_many_sessions_only_what_is_off_is_shown(qtbot, sheet, window):
    strip = sheet.strip
    strip.choose(("community", "diplomacy"), "panels")
    strip.least.setValue(50)
    click(qtbot, strip.set)
    sheet.views.chosen.emit("sessions")
    choose(sheet, sheet.scope, "panels")
    assert [line.session for line in sheet.matrix.matrix.lines] == ["s1", "s2", "s3"]
    sheet.only_off.click()
    assert [line.session for line in sheet.matrix.matrix.lines] == ["s2"]
    share = sheet.matrix.matrix.index(0, 2)
    assert share.data(Qt.ItemDataRole.AccessibleTextRole) == "2 Topic 2: diplomacy 0 of 1, too few"
    window.desk.undo()
    assert sheet.nothing.text() == "Nothing is off target here."


@pytest.mark.parametrize("width", [900, 1440])
def test_nothing_is_cut_off_at_the_side(qtbot, sheet, window, width):
    window.resize(width, 620)
    qtbot.wait(20)
    area = sheet.pages.widget(0)
    assert area.widget().width() <= area.viewport().width()
    assert sheet.width() <= sheet.parentWidget().width()
