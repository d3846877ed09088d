"""Roles in the window: open ones with who could take them, who does much, and what sessions need."""

from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, person, session
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.policies import policies_of
from agendaplanner.ui.prepare.roles.candidates import FEW

Qt = QtCore.Qt


@pytest.fixture
def sheet(window, opened):
    opened(
        agenda_of(
            meeting(communities=("diplomacy", "defence")),
            *(person(f"p{i}", f"N{i}", f"F{i}", community="diplomacy") for i in range(9)),
            person("d", "Dag", "Dal", community="defence"),
            session("1", "09:00", kind="working session", roles=(("chair", None), ("rapporteur", "p1"))),
            session("2", "11:00", kind="working session", roles=(("chair", "p2"),)),
            session("3", "13:00", kind="plenary", roles=(("chair", "p2"), ("rapporteur", "p3"))),
            session("4", "15:00", kind="plenary", roles=(("chair", "p2"), ("rapporteur", "p3"))),
        )
    )
    window.showing.show_sheet("roles")
    return window.showing.prepare.sheet("roles")


def titles(sheet):
    return [(row.title, row.detail) for row in sheet.list.row_model.rows]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_open_roles_stand_in_the_order_of_the_agenda(sheet):
    assert sheet.title.text() == "Roles · 2 are open"
    assert titles(sheet) == [("1 Topic 1", "Chair"), ("2 Topic 2", "Rapporteur, not named")]
    assert sheet.candidates.title.text() == "Chair of 1 Topic 1"


def test_who_could_take_it_is_ranked_with_reasons_and_chosen_by_a_click(qtbot, sheet, window):
    first = sheet.candidates.rows[0]
    assert first.person == "d"
    words = [label.text() for label in first.findChildren(QtWidgets.QLabel)]
    assert words == ["defence", "Free then; nobody of defence has a part in it yet; has no part in another session."]
    click(qtbot, first.choose)
    assert window.desk.agenda.session["s1"].roles[0].person == "d"
    # the next open role comes up by itself
    assert titles(sheet) == [("2 Topic 2", "Rapporteur, not named")]
    assert sheet.candidates.title.text() == "Rapporteur of 2 Topic 2"
    window.desk.undo()
    assert len(titles(sheet)) == 2


def test_more_are_shown_when_asked_for_and_a_name_opens_the_person(qtbot, sheet, window):
    assert len(sheet.candidates.rows) == FEW
    click(qtbot, sheet.candidates.more)
    assert len(sheet.candidates.rows) > FEW
    assert "p2" not in [row.person for row in sheet.candidates.rows]
    click(qtbot, sheet.candidates.rows[1].name)
    assert window.desk.inspected == ("person", (sheet.candidates.rows[1].person,))


def test_when_all_are_filled_it_is_said(sheet, window):
    from agendaplanner.model.attendance import give_role

    window.desk.do(lambda agenda: give_role(agenda, "s1", "chair", "d"))
    window.desk.do(lambda agenda: give_role(agenda, "s2", "rapporteur", "d"))
    assert sheet.title.text() == "Roles · none is open"
    assert sheet.nothing.isVisible()
    assert not sheet.candidates.isVisible()


def test_who_does_much_is_seen_and_read_and_opened(qtbot, sheet, window):
    sheet.views.chosen.emit("load")
    model = sheet.loads.model()
    said = [model.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(model.rowCount())]
    assert said[0] == "N2 F2: chair 3, 3 h; too much: chairs 3 sessions, more than 2"
    assert said[1] == "N3 F3: rapporteur 2, 2 h"
    interface = QtGui.QAccessible.queryAccessibleInterface(sheet.loads)
    assert interface.childCount() == model.rowCount()
    assert "1 person has too much to do" in sheet.words.text()
    qtbot.mouseClick(
        sheet.loads.viewport(), Qt.MouseButton.LeftButton, pos=sheet.loads.visualRect(model.index(0, 0)).center()
    )
    assert window.desk.inspected == ("person", ("p2",))


def test_what_a_kind_of_session_needs_is_ticked_and_put_back(qtbot, sheet, window):
    sheet.views.chosen.emit("needed")
    line = sheet.needed.lines["working session"]
    assert line.button.text().startswith("Chair, rapporteur")
    line.ticks["rapporteur"].trigger()
    assert window.desk.agenda.meeting.required_roles == {"working session": ("chair",)}
    assert sheet.title.text() == "Roles · 1 is open"
    line.ticks["discussant"].trigger()
    assert window.desk.agenda.meeting.required_roles == {"working session": ("chair", "discussant")}
    click(qtbot, line.usual)
    assert window.desk.agenda.meeting.required_roles == {}
    window.desk.undo()
    assert "working session" in window.desk.agenda.meeting.required_roles


def test_publication_can_be_made_to_wait(qtbot, sheet, window):
    sheet.views.chosen.emit("needed")
    box = sheet.needed.waits
    assert not box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QtCore.QPoint(8, box.height() // 2))
    assert policies_of(window.desk.agenda.meeting)["role-open"] == "block publication"
    assert any(f.blocks_publication for f in window.desk.findings.all() if f.rule == "role-open")
    window.desk.undo()
    assert not box.isChecked()


def test_needed_roles_that_nobody_named_are_printed_as_to_be_defined(qtbot, sheet, window):
    sheet.views.chosen.emit("needed")
    assert "1 needed role that nobody named" in sheet.needed.name_them.text()
    click(qtbot, sheet.needed.name_them)
    assert [(r.kind, r.person) for r in window.desk.agenda.session["s2"].roles] == [
        ("chair", "p2"),
        ("rapporteur", None),
    ]
    assert not sheet.needed.name_them.isVisible()


@pytest.mark.parametrize("width", [900, 1440])
def test_nothing_is_cut_off_at_the_side(qtbot, sheet, window, width):
    window.resize(width, 620)
    qtbot.wait(20)
    for view in ("open", "load", "needed"):
        sheet.show_view(view)
        qtbot.wait(10)
        for area in sheet.findChildren(QtWidgets.QScrollArea):
            if area.isVisible():
                assert area.widget().width() <= area.viewport().width()
