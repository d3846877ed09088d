"""Plans that are shown before they are made: before and after, accepted or dropped, undone. With a real planner."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hands import drag, row_place
from meetings import agenda_of, at, session, shared_chair, two_rooms
from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.shipped import read_example
from agendaplanner.ui.planning.bar import cost_words

Qt = QtCore.Qt
PATIENCE_MS = 30_000


@pytest.fixture
def wait(qtbot, window):
    """Give a function that does something with the planner and waits until it has ended."""

    def wait_for(act):
        with qtbot.waitSignal(window.planner.ended, timeout=PATIENCE_MS):
            act()

    return wait_for


def crossed():
    """Two sessions stand, one of them with a clash, so that a plan must move one."""
    agenda = shared_chair()
    return agenda.apply(actions.add(agenda, session("9", roles=[("chair", "lind")])))


def key(qtbot, window, key_):
    qtbot.keyClick(window.timeline, key_)


def test_a_plan_that_moves_something_is_shown_first_and_taken_with_enter(qtbot, window, opened, wait):
    path = opened(crossed())
    before = window.desk.agenda
    wait(window.commands.action("plan").trigger)
    bar = window.proposal_area.bar
    assert bar.isVisible()
    assert window.desk.agenda == before
    assert bar.title.text() == "Plan: all 3 sessions have a place, 1 moved"
    shown = window.desk.proposals.shown
    assert not shown.waiting
    assert set(window.timeline.drawing.cards) == {"s4b", "s4d", "s9"}
    key(qtbot, window, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert window.desk.agenda == shown
    assert window.desk.document.undo_label == bar.title.text()
    with Document.open(path, read_only=True) as document:
        assert document.agenda == shown
    window.desk.undo()
    assert window.desk.agenda == before


def test_escape_drops_it_and_leaves_the_selection(qtbot, window, opened, wait):
    opened(crossed())
    window.desk.select(("s4b",))
    wait(window.planner.start)
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.desk.proposals.waiting is None
    assert window.desk.selected == ("s4b",)
    assert window.desk.document.revision == 1
    assert set(window.timeline.drawing.cards) == {"s4b", "s4d"}


def test_before_and_after_are_a_click_apart(qtbot, window, opened, wait):
    opened(crossed())
    wait(window.planner.start)
    moved = next(m for m in window.desk.proposals.waiting.moves if m.before is not None).session
    after = window.timeline.drawing.cards[moved]
    before, _ = (button for button in window.proposal_area.bar.sides.findChildren(type(window.proposal_area.bar.drop)))
    qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert window.timeline.drawing.cards[moved] != after
    assert "s9" not in window.timeline.drawing.cards
    picture = window.timeline.grab()
    window.desk.proposals.show_after(True)
    assert window.timeline.drawing.cards[moved] == after
    assert window.timeline.grab() != picture


def test_what_only_places_what_waits_is_taken_at_once_unless_asked_otherwise(window, opened, wait):
    agenda = agenda_of(session("1", roles=[("chair", "berg")]), session("2", "09:00"))
    opened(agenda)
    wait(window.planner.start)
    assert window.desk.proposals.waiting is None
    assert not window.desk.agenda.waiting
    assert "all 2 sessions have a place" in window.toast.words
    window.desk.undo()
    window.commands.action("show every plan").trigger()
    assert window.commands.action("show every plan").isChecked()
    wait(window.planner.start)
    assert window.desk.proposals.waiting is not None
    assert window.desk.agenda.waiting


def test_an_improvement_shows_how_the_cost_falls_and_what_it_has_can_be_taken(qtbot, window, opened):
    agenda = read_example()
    opened(agenda)
    with qtbot.waitSignal(window.planner.ended, timeout=PATIENCE_MS):
        window.planner.start(improve_seconds=60)
        qtbot.waitUntil(lambda: len(window.plan_note.falling.costs) > 2, timeout=PATIENCE_MS)
        note = window.plan_note
        assert note.isVisible()
        assert "cost" in note.words
        assert note.falling.isVisible()
        assert note.falling.costs == sorted(note.falling.costs, reverse=True)
        qtbot.mouseClick(note.take, Qt.MouseButton.LeftButton)
    assert not note.isVisible()
    proposal = window.desk.proposals.waiting
    assert proposal is not None
    assert cost_words(proposal).startswith("cost ")
    assert proposal.costs


def test_what_was_proposed_goes_with_the_agenda_it_was_made_for(window, opened, wait):
    opened(crossed())
    wait(window.planner.start)
    title = actions.set_fields(window.desk.agenda, window.desk.agenda.session["s4b"], title="Another")
    window.desk.do(lambda _: title)
    moved = {m.session for m in window.desk.proposals.waiting.moves} if window.desk.proposals.waiting else {"s4b"}
    assert ("s4b" in moved) == (window.desk.proposals.waiting is None)
    window.desk.do(lambda agenda: actions.remove(agenda, agenda.session["s9"]))
    assert window.desk.proposals.waiting is None
    assert "dropped" in window.toast.words


def test_a_person_drops_out_and_the_fewest_move(qtbot, window, opened, wait):
    opened(two_rooms())
    dialog = window.happenings.person_away("berg")
    assert dialog.person.currentText() == "Hanna Berg"
    dialog.days[1].setChecked(False)
    wait(dialog.accept)
    proposal = window.desk.proposals.waiting
    assert proposal.title == "Hanna Berg is away: 2 sessions move, the fewest possible"
    assert window.desk.proposals.accept() is not None
    assert window.desk.agenda.person["berg"].away
    assert window.desk.findings.counts()["clash"] == 0
    window.desk.undo()
    assert window.desk.agenda == two_rooms()


def test_a_room_closes_for_a_while(window, opened, wait):
    opened(two_rooms())
    dialog = window.happenings.room_closed("a")
    dialog.end.setTime(QtCore.QTime(9, 30))
    dialog.reason.setText("painting")
    wait(dialog.accept)
    proposal = window.desk.proposals.waiting
    assert [move.session for move in proposal.moves] == ["s1"]
    assert proposal.after.room["a"].closures[0].reason == "painting"


def test_a_session_takes_longer_and_others_make_way(window, opened, wait):
    opened(two_rooms())
    window.desk.select(("s1",))
    dialog = window.happenings.takes_longer()
    dialog.minutes.setValue(90)
    wait(dialog.accept)
    after = window.desk.proposals.waiting.after
    assert after.session["s1"].duration_minutes == 90
    assert "takes 90 min" in window.desk.proposals.waiting.title


def test_what_is_kept_here_is_pinned_and_the_other_moves(window, opened, wait):
    opened(shared_chair())
    window.desk.select(("s4d",))
    wait(window.commands.action("keep here").trigger)
    after = window.desk.proposals.waiting.after
    assert after.session["s4d"].pinned_time
    assert after.session["s4d"].placement == shared_chair().session["s4d"].placement
    assert after.session["s4b"].placement != shared_chair().session["s4b"].placement


def test_running_late_is_a_proposal_that_names_the_clashes_it_brings(window, opened):
    agenda = two_rooms()
    opened(agenda)
    dialog = window.happenings.late()
    dialog.since.setTime(QtCore.QTime(9, 0))
    dialog.room.setCurrentIndex(dialog.room.findData("b"))
    dialog.minutes.setValue(30)
    dialog.accept()
    proposal = window.desk.proposals.waiting
    assert [move.session for move in proposal.moves] == ["s2"]
    assert any("C. Okafor" in words for words in proposal.new_clashes)
    assert "Would clash" in window.proposal_area.bar.note.text()
    window.desk.proposals.accept()
    assert window.desk.agenda.session["s2"].placement.start == at("09:30")


def test_rooms_are_swapped(window, opened):
    opened(two_rooms())
    dialog = window.happenings.swap("a")
    dialog.accept()
    after = window.desk.proposals.waiting.after
    assert [after.session[s].placement.room for s in ("s1", "s2", "s3")] == ["b", "a", "b"]


def test_details_say_what_moves_and_what_it_costs(qtbot, window, opened, wait):
    opened(crossed())
    wait(window.planner.start)
    bar = window.proposal_area.bar
    qtbot.mouseClick(bar.details, Qt.MouseButton.LeftButton)
    assert bar.panel.isVisible()
    rows = {row.id: row.detail for row in bar.panel.moves.row_model.rows}
    assert rows["s9"].startswith("backlog → ")
    window.desk.proposals.drop()
    assert not bar.panel.isVisible()


def test_enter_in_a_field_is_the_field_s(qtbot, window, opened, wait):
    opened(crossed())
    window.desk.select(("s4b",))
    wait(window.planner.start)
    title = window.inspector.session.title
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert window.desk.proposals.waiting is not None
    assert window.desk.document.revision == 1


_SESSION = """
import sys
from pathlib import Path
from PySide6 import QtCore, QtTest, QtWidgets
from agendaplanner.document.document import Document
from agendaplanner.model.shipped import read_example
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window

folder = Path(sys.argv[1])
application = QtWidgets.QApplication([])
settings = Settings(QtCore.QSettings(str(folder / "s.ini"), QtCore.QSettings.Format.IniFormat))
window = Window(Look(application, "light"), settings)
window.show()
Document.create(folder / "m.agenda", read_example()).close()
window.files.open(folder / "m.agenda")
for act in (window.planner.start, window.planner.explain, window.planner.replan):
    act()
    while window.planner.running:
        QtTest.QTest.qWait(10)
    window.desk.proposals.accept()
assert not window.desk.agenda.waiting
QtTest.QTest.qWait(500)
window.close()
print(sorted({"ortools", "networkx"} & set(sys.modules)))
"""


def test_the_solver_never_enters_the_window_s_process(tmp_path):
    command = [sys.executable, "-c", _SESSION, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_rooms_and_people_offer_what_can_be_done_about_them(qtbot, window, opened):
    opened(two_rooms())
    menu = window.happenings.offer_for_room("b", QtCore.QPoint(300, 200))
    assert [action.text() for action in menu.actions()] == [
        "The room closes…",
        "Running late here…",
        "Swap with another room…",
    ]
    menu.actions()[0].trigger()
    menu.close()
    (dialog,) = [d for d in window.findChildren(QtWidgets.QDialog) if d.isVisible()]
    assert dialog.room.currentText() == "Room B"
    dialog.reject()
    people = window.people.list
    place = people.viewport().mapFromGlobal(row_place(people, 0))
    people.customContextMenuRequested.emit(place)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activePopupWidget() is not None)
    QtWidgets.QApplication.activePopupWidget().close()


def test_nothing_is_dragged_on_a_picture_of_what_would_be(window, opened, wait):
    opened(crossed())
    wait(window.planner.start)
    card = window.timeline.card_rect("s4d").center()
    drag(window.timeline.viewport(), window.timeline.viewport().mapToGlobal(card), window.backlog.mapToGlobal(card))
    assert window.desk.document.revision == 1
    assert "Accept or drop" in window.toast.words
