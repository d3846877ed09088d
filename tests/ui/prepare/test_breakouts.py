"""The sheet on breakouts: wishes typed, clicked and pasted, allocations seen first, people moved and held by hand."""

from __future__ import annotations

import pytest
from meetings import ROOM_A, between, meeting, person, session
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Room

Qt = QtCore.Qt
KINDS = ("diplomacy", "development", "defence")
GIVEN = ("Nora", "Omar", "Pia", "Ravi", "Sana", "Tor")


def two_breakouts(capacity=4):
    """Two breakouts at once, six people without a part, two of each community, and one who chairs the second."""
    people = [person(f"p{i}", GIVEN[i], f"Family{i}", community=KINDS[i % 3]) for i in range(6)]
    rooms = [Room(id=r, name=f"Room {r}", capacity=capacity) for r in "ab"]
    sessions = [
        session("1", "09:00", "a", kind="breakout"),
        session("2", "09:00", "b", kind="breakout", roles=(("chair", "lead"),)),
    ]
    return Agenda.of([meeting(), *rooms, *people, person("lead", "Lea", "Zed"), *sessions])


@pytest.fixture
def sheet(window, opened, qtbot):
    """The sheet on two breakouts, shown."""
    opened(two_breakouts())
    window.showing.show_sheet("breakouts")
    sheet = window.showing.prepare.sheet("breakouts")
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def cell(sheet, row, column):
    table = sheet.wishes.table
    return table.visualRect(table.wishes.index(row, column)).center()


def wants(sheet, person_id):
    return sheet.desk.agenda.person[person_id].wants


def found(sheet, qtbot):
    with qtbot.waitSignal(sheet.job.ended, timeout=30_000):
        qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    return sheet.found


def test_ranks_are_typed_clicked_and_taken_back(sheet, qtbot):
    table = sheet.wishes.table
    port = table.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=cell(sheet, 0, 2))
    assert wants(sheet, "p0") == ("s2",)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=cell(sheet, 0, 1))
    assert wants(sheet, "p0") == ("s2", "s1")
    qtbot.keyClick(table, Qt.Key.Key_1)
    assert wants(sheet, "p0") == ("s1", "s2")
    assert table.wishes.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Nora Family0, 1 Topic 1: choice 1"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert wants(sheet, "p0") == ("s2",)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert wants(sheet, "p1") == ("s1",)
    assert sheet.words.text() == "2 of 7 people have wishes for these 2 sessions."
    sheet.desk.undo()
    assert wants(sheet, "p1") == ()


def test_who_has_a_part_cannot_wish(sheet, qtbot):
    table = sheet.wishes.table
    row = next(i for i, line in enumerate(table.wishes.lines) if line.id == "lead")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(sheet, row, 1))
    assert wants(sheet, "lead") == ()
    assert "has a part" in table.wishes.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole)


def test_wishes_are_pasted_with_headings_or_as_ranks(sheet, qtbot):
    told = []
    sheet.desk.told.connect(lambda words, _: told.append(words))
    QtGui.QGuiApplication.clipboard().setText("Name\tFirst choice\nFamily1 Omar\t2\nNo Body\t1\n")
    qtbot.mouseClick(sheet.wishes.paste_button, Qt.MouseButton.LeftButton)
    assert wants(sheet, "p1") == ("s2",)
    assert "No Body" in told[-1]
    table = sheet.wishes.table
    table.setCurrentIndex(table.wishes.index(2, 1))
    QtGui.QGuiApplication.clipboard().setText("2\t1\n1\t\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (wants(sheet, "p2"), wants(sheet, "p3")) == (("s2", "s1"), ("s1",))


def test_a_file_of_wishes_is_taken_in_or_refused(sheet, tmp_path):
    failed = []
    sheet.desk.failed.connect(failed.append)
    path = tmp_path / "wishes.csv"
    path.write_text("Name;1;2\nNora Family0;2;1\n", "utf-8")
    sheet.wishes.import_file(path)
    assert wants(sheet, "p0") == ("s2", "s1")
    path.write_text("Name;1;2\nNora Family0;best;1\n", "utf-8")
    sheet.wishes.import_file(path)
    assert "line 2, 1" in str(failed[0])
    assert wants(sheet, "p0") == ("s2", "s1")


def test_an_allocation_is_seen_first_accepted_as_one_change_and_undone(sheet, qtbot):
    before = sheet.desk.agenda
    for row in (0, 3):  # both diplomats want the first
        qtbot.mouseClick(sheet.wishes.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(sheet, row, 1))
    wished = sheet.desk.agenda
    allocation = found(sheet, qtbot)
    assert sheet.desk.agenda == wished
    assert sheet.proposal.isVisible()
    assert sheet.pages.currentIndex() == 1
    assert "Balance by community: kept, costs 1 first choice (without it: 2 first" in sheet.proposal.words.text()
    assert not sheet.board.can_move
    assert sum(len(column.facts.rows) for column in sheet.board.columns) == 7
    qtbot.mouseClick(sheet.proposal.accept, Qt.MouseButton.LeftButton)
    assert {p for s in ("s1", "s2") for p in sheet.desk.agenda.session[s].attendees} == {f"p{i}" for i in range(6)}
    assert "1 first choice" in sheet.choices.text()
    assert not sheet.proposal.isVisible()
    assert allocation.at["lead"] == "s2"
    sheet.desk.undo()
    assert sheet.desk.agenda == wished
    sheet.desk.undo()
    sheet.desk.undo()
    assert sheet.desk.agenda == before


def test_an_allocation_is_dropped_and_goes_with_a_change(sheet, qtbot):
    found(sheet, qtbot)
    qtbot.keyClick(sheet.proposal.accept, Qt.Key.Key_Escape)
    assert sheet.found is None
    assert not sheet.desk.agenda.session["s1"].attendees
    found(sheet, qtbot)
    sheet.wishes.table.ranked.emit("p0", "s1", 1)
    assert sheet.found is None
    assert not sheet.proposal.isVisible()


def test_who_is_moved_is_named(sheet, qtbot):
    found(sheet, qtbot)
    sheet.accept()
    first = sheet.desk.agenda.session["s1"].attendees[0]
    sheet.wishes.table.ranked.emit(first, "s2", 1)
    sheet.limits.balanced.setChecked(False)
    allocation = found(sheet, qtbot)
    assert allocation.moved == ()  # who has a place keeps it for so little
    sheet.drop()
    assert sheet.afresh.isVisible()
    with qtbot.waitSignal(sheet.job.ended, timeout=30_000):
        qtbot.mouseClick(sheet.afresh, Qt.MouseButton.LeftButton)
    assert first in sheet.found.moved
    assert "place:" in sheet.proposal.title.text()
    (row,) = (row for row in sheet.board.column_of("s2").facts.rows if row.id == first)
    assert row.note == "from 1"


def test_cancelled_work_changes_nothing(sheet, qtbot):
    before = sheet.desk.agenda
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)
    assert sheet.progress.isVisible()
    qtbot.mouseClick(sheet.progress.cancel, Qt.MouseButton.LeftButton)
    assert not sheet.job.running
    assert not sheet.progress.isVisible()
    assert (sheet.found, sheet.desk.agenda) == (None, before)


def test_people_are_moved_by_keys_and_held(sheet, qtbot):
    told = []
    sheet.desk.told.connect(lambda words, _: told.append(words))
    found(sheet, qtbot)
    sheet.accept()
    column = sheet.board.column_of("s1")
    who = column.facts.rows[0].id
    column.list.setFocus()
    column.list.choose(who)
    qtbot.keyClick(column.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert who in sheet.desk.agenda.session["s2"].attendees
    assert "5 for 4 seats in 2" in told[-1]
    assert "balance by community" in told[-1]
    other = sheet.board.column_of("s2")
    assert other.list.chosen == (who,)
    assert other.count.property("kind") == "open"
    qtbot.keyClick(other.list, Qt.Key.Key_H)
    assert sheet.desk.agenda.session["s2"].held == (who,)
    assert next(row for row in other.facts.rows if row.id == who).note == "held"
    qtbot.keyClick(other.list, Qt.Key.Key_H)
    assert sheet.desk.agenda.session["s2"].held == ()


def test_people_are_dropped_on_another_breakout_and_the_cost_is_said(sheet, qtbot):
    found(sheet, qtbot)
    sheet.accept()
    column, other = sheet.board.column_of("s1"), sheet.board.column_of("s2")
    index = column.list.row_model.index(0)
    who = column.facts.rows[0].id
    data = column.list.row_model.mimeData([index])
    at = QtCore.QPoint(10, 10)
    enter = QtGui.QDragEnterEvent(
        at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    other.list.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert "5 for 4 seats" in other.count.text()
    other.list.dropEvent(
        QtGui.QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )
    assert who in sheet.desk.agenda.session["s2"].attendees
    assert who not in sheet.desk.agenda.session["s1"].attendees


def test_the_menu_says_what_each_move_costs(sheet, qtbot):
    found(sheet, qtbot)
    sheet.accept()
    column = sheet.board.column_of("s1")
    who = column.facts.rows[0].id
    menu = sheet.board.menu_for(column, (who,))
    first = menu.actions()[0]
    assert first.text().startswith("Move to 2: ")
    assert "5 for 4 seats in 2" in first.text()
    assert menu.actions()[-1].text() == "Hold here (H)"
    first.trigger()
    assert who in sheet.desk.agenda.session["s2"].attendees


def test_sizes_are_typed(sheet, qtbot):
    sheet.views.chosen.emit("limits")
    table = sheet.limits.table
    table.setFocus()
    table.setCurrentIndex(sheet.limits.sizes.index(0, 3))
    qtbot.keyClicks(table, "2")
    qtbot.keyClick(QtWidgets.QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.desk.agenda.session["s1"].most_people == 2)
    allocation = found(sheet, qtbot)
    assert list(allocation.at.values()).count("s1") == 2
    assert "No seat for" in sheet.proposal.words.text()


def test_people_are_tied_and_let_go(sheet, qtbot):
    table = sheet.wishes.table
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(sheet, 0, 0))
    assert not sheet.wishes.together.isEnabled()
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, cell(sheet, 3, 0)
    )
    qtbot.mouseClick(sheet.wishes.together, Qt.MouseButton.LeftButton)
    (company,) = sheet.desk.agenda.meeting.company
    assert (set(company.people), company.together) == ({"p0", "p3"}, True)
    allocation = found(sheet, qtbot)
    assert allocation.at["p0"] == allocation.at["p3"]
    sheet.views.chosen.emit("limits")
    sheet.limits.company.choose("0")
    qtbot.mouseClick(sheet.limits.drop, Qt.MouseButton.LeftButton)
    assert not sheet.desk.agenda.meeting.company


def test_a_proposed_plan_says_whose_allocation_it_touches(sheet, window, qtbot):
    found(sheet, qtbot)
    sheet.accept()
    desk = window.desk
    there = between("09:00", "12:00")
    with qtbot.waitSignal(window.planner.ended, timeout=30_000):
        window.planner.replan(actions.close_room(desk.agenda, "a", [there]))
    assert any("people are allocated to it: " in note for note in desk.proposals.waiting.notes)


def test_another_document_leaves_nothing_of_the_one_before(sheet, opened, qtbot, tmp_path, window):
    told = []
    found(sheet, qtbot)
    window.desk.told.connect(lambda words, _: told.append(words))
    (tmp_path / "meeting.agenda").rename(tmp_path / "first.agenda")
    opened(two_breakouts(capacity=9))
    assert sheet.found is None
    assert not any("dropped" in words for words in told)


def test_without_parallel_sessions_it_says_what_to_do(window, opened):
    opened(Agenda.of([meeting(), ROOM_A, session("1", "09:00")]))
    window.showing.show_sheet("breakouts")
    sheet = window.showing.prepare.sheet("breakouts")
    assert sheet.empty.isVisible()
    assert not sheet.start.isEnabled()


def test_the_solver_never_comes_into_the_window(sheet):
    """Only the planner's own process may load it. (Other tests of this process have, so a new one is asked.)"""
    import subprocess
    import sys

    code = (
        "import agendaplanner.ui.prepare.breakouts.sheet, sys; "
        "assert not {'ortools', 'numpy'} & {m.split('.')[0] for m in sys.modules if m.startswith('ortools')}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
