"""The list of what is wrong: groups, repairs that are seen before they are made, people for open roles, and reasons."""

from __future__ import annotations

import pytest
from hands import row_place
from meetings import agenda_of, changed, large_meeting, session, shared_chair, two_rooms
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.ui.panels.explained import linked
from agendaplanner.ui.panels.problem_rows import ActButton

Qt = QtCore.Qt
PATIENCE_MS = 30_000


def rows(window):
    return window.problems.list.row_model.rows


def strip_of(qtbot, window, words):
    """The buttons of the line that has these words in it, as soon as they are there."""
    problems = window.problems.list
    id_ = next(row.id for row in rows(window) if words in row.title)
    qtbot.waitUntil(lambda: problems.strip(id_) is not None, timeout=PATIENCE_MS)
    return problems.strip(id_)


def point_at(button):
    at = QtCore.QPointF(button.rect().center())
    event = QtGui.QEnterEvent(at, at, QtCore.QPointF(button.mapToGlobal(button.rect().center())))
    QtWidgets.QApplication.sendEvent(button, event)


def test_what_is_wrong_stands_in_groups_that_fold(qtbot, window, opened):
    opened(shared_chair())
    problems = window.problems.list
    first, second = rows(window)[:2]
    assert (first.title, first.detail) == ("Person in two places", "1")
    assert "H. Berg chairs 4b" in second.title
    place = problems.viewport().mapFromGlobal(row_place(problems, 0))
    qtbot.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert second not in rows(window)
    qtbot.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert second in rows(window)


def test_a_repair_is_seen_on_the_timeline_before_it_is_made(qtbot, window, opened):
    opened(shared_chair())
    before = window.desk.agenda
    strip = strip_of(qtbot, window, "H. Berg chairs 4b")
    words = [button.text() for button in strip.buttons]
    assert words == ["Move 4d to Mon 15:30", "Move 4b to Mon 15:30", "M. Lind chairs 4b"]
    there = window.timeline.drawing.cards["s4d"]
    point_at(strip.buttons[0])
    qtbot.waitUntil(lambda: window.timeline.drawing.cards["s4d"] != there, timeout=PATIENCE_MS)
    assert window.desk.agenda == before
    QtWidgets.QApplication.sendEvent(strip.buttons[0], QtCore.QEvent(QtCore.QEvent.Type.Leave))
    assert window.timeline.drawing.cards["s4d"] == there
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert window.desk.findings.counts()["clash"] == 0
    assert window.desk.document.undo_label == "Move 4d to Mon 11 Feb 15:30, Room B"
    window.desk.undo()
    assert window.desk.agenda == before


def test_the_keyboard_goes_to_the_repairs_and_makes_them(qtbot, window, opened):
    opened(shared_chair())
    window.activateWindow()
    strip = strip_of(qtbot, window, "H. Berg chairs 4b")
    problems = window.problems.list
    problems.setFocus()
    problems.choose(next(row.id for row in rows(window) if "H. Berg" in row.title))
    qtbot.keyClick(problems, Qt.Key.Key_Right)
    qtbot.waitUntil(strip.buttons[0].hasFocus)
    qtbot.waitUntil(lambda: window.desk.proposals.glimpse is not None)
    qtbot.keyClick(strip.buttons[0], Qt.Key.Key_Right)
    qtbot.keyClick(strip.buttons[1], Qt.Key.Key_Left)
    qtbot.keyClick(strip.buttons[0], Qt.Key.Key_Left)
    assert problems.hasFocus()
    assert window.desk.proposals.glimpse is None
    qtbot.keyClick(problems, Qt.Key.Key_Right)
    qtbot.keyClick(strip.buttons[0], Qt.Key.Key_Return)
    assert window.desk.findings.counts()["clash"] == 0


def test_an_open_role_offers_who_could_take_it(qtbot, window, opened):
    opened(agenda_of(session("1", "09:00", kind="working session", roles=[("chair", None), ("rapporteur", "berg")])))
    strip = strip_of(qtbot, window, "needs a chair")
    (choose,) = strip.buttons
    assert choose.text() == "Choose"
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    menu = choose.findChild(QtWidgets.QMenu)
    assert [action.text() for action in menu.actions()] == ["M. Lind as chair", "C. Okafor as chair"]
    menu.actions()[0].trigger()
    menu.close()
    assert window.desk.agenda.session["s1"].roles[0].person == "lind"


def test_repairs_are_looked_for_in_small_slices_and_only_for_what_is_seen(qtbot, window, opened):
    agenda = large_meeting(sessions=400, people=280, rooms=14)
    for i in range(40):
        place = agenda.session[f"s{200 + i}"].placement
        agenda = agenda.apply(actions.move(agenda, f"s{i}", place.start, place.room))
    opened(agenda)
    seen = [row for row in window.problems.list.shown_rows() if not row.id.startswith("group")]
    assert 2 <= len(seen) < 15
    for row in seen:
        strip_of(qtbot, window, row.title)
    offered = [row.id for row in rows(window) if window.problems.list.strip(row.id) is not None]
    assert set(offered) <= {row.id for row in window.problems.list.shown_rows()}
    # a slice holds the window for about a frame; other processes may be in the way of a single one
    assert window.problems.repairs.longest_slice < 0.2


def test_who_may_not_change_the_file_is_offered_nothing(qtbot, window, opened):
    from agendaplanner.document.document import Document

    path = opened(shared_chair())
    window.desk.open(Document.open(path, read_only=True))
    qtbot.wait(150)
    assert all(window.problems.list.strip(row.id) is None for row in rows(window))


# why sessions wait


@pytest.fixture
def explained(qtbot, window, opened):
    agenda = shared_chair()
    agenda = agenda.apply(actions.add(agenda, session("9", minutes=600)))
    opened(agenda)
    with qtbot.waitSignal(window.planner.ended, timeout=PATIENCE_MS):
        window.commands.action("explain").trigger()
    return window.problems.why


def repairs(why):
    return why.findChildren(ActButton)


def test_reasons_are_sentences_whose_records_can_be_followed(window, explained):
    assert explained.isVisible()
    labels = [label.text() for label in explained.findChildren(QtWidgets.QLabel)]
    assert any('<a href="session:s9">9</a> takes 10 h' in text for text in labels)
    window.desk.select(())
    explained.follow("session:s9")
    assert window.desk.selected == ("s9",)
    explained.follow("person:berg")
    assert window.desk.highlighted == {"s4b", "s4d"}


def test_long_titles_are_cut_in_reasons_and_on_buttons(qtbot, window, opened):
    long = "A title that never ends " * 8
    agenda = shared_chair()
    opened(agenda.apply(actions.add(agenda, changed(session("", minutes=600), id="long", title=long.strip()))))
    with qtbot.waitSignal(window.planner.ended, timeout=PATIENCE_MS):
        window.commands.action("explain").trigger()
    why = window.problems.why
    assert repairs(why)
    for width in (900, 1400):
        window.resize(width, 900)
        qtbot.waitUntil(
            lambda: all(b.geometry().right() <= why.viewport().width() for b in repairs(why)), timeout=PATIENCE_MS
        )
    assert not why.horizontalScrollBar().isVisible()
    assert any("…" in button.text() for button in repairs(why))
    reasons = [label for label in why.findChildren(QtWidgets.QLabel) if "<a href" in label.text()]
    assert any('<a href="session:long">“A title' in label.text() and "…”</a>" in label.text() for label in reasons)


def test_a_repair_of_what_waits_is_seen_and_made_with_its_plan(qtbot, window, explained):
    before = window.desk.agenda
    shorten = next(button for button in repairs(explained) if button.text().startswith("Shorten 9"))
    point_at(shorten)
    qtbot.waitUntil(lambda: "s9" in window.timeline.drawing.cards, timeout=PATIENCE_MS)
    assert window.desk.agenda == before
    qtbot.mouseClick(shorten, Qt.MouseButton.LeftButton)
    assert not window.desk.agenda.waiting
    assert not explained.isVisible()
    window.desk.undo()
    assert window.desk.agenda == before


def test_an_explanation_of_another_agenda_says_that_it_is_old(qtbot, window, explained):
    window.desk.do(lambda agenda: actions.unplace(agenda, ["s4b"]))
    qtbot.waitUntil(lambda: not repairs(explained))
    again = explained.findChild(QtWidgets.QPushButton)
    qtbot.waitUntil(again.isVisible)
    with qtbot.waitSignal(window.planner.explained, timeout=PATIENCE_MS):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert repairs(explained)


def test_why_is_asked_from_the_line_of_what_waits(qtbot, window, opened):
    opened(agenda_of(*two_rooms().session.values(), session("9", minutes=600)))
    with qtbot.waitSignal(window.planner.ended, timeout=PATIENCE_MS):
        window.planner.start()
    strip = strip_of(qtbot, window, "9 has no place")
    with qtbot.waitSignal(window.planner.explained, timeout=PATIENCE_MS):
        qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)


def test_names_within_other_names_are_not_torn():
    from agendaplanner.planning.explain.explanation import Reason

    agenda = agenda_of(session("4"), session("4b"))
    reason = Reason(
        kind="person",
        records=(("session", "s4"), ("session", "s4b"), ("person", "berg")),
        message="H. Berg is in 4b & 4.",
    )
    assert linked(agenda, reason) == (
        '<a href="person:berg">H. Berg</a> is in <a href="session:s4b">4b</a> &amp; <a href="session:s4">4</a>.'
    )


def test_a_repair_of_a_long_title_is_cut_but_says_where_to_and_in_full_to_who_asks(qtbot, window, opened):
    title = "Designing and producing open source hardware with open source tools, R&D from the idea to the shop"
    agenda = shared_chair()
    s4d = agenda.session["s4d"]
    opened(agenda.apply(actions.set_fields(agenda, s4d, number="", title=title)))
    strip = strip_of(qtbot, window, "H. Berg chairs 4b")
    move = next(button for button in strip.buttons if title in button.accessibleName())
    assert move.text().startswith("Move “Designing")
    assert move.text().endswith("…” to Mon 15:30")
    assert move.toolTip() == move.accessibleName() == f"Move “{title}” to Mon 15:30"
    problems = window.problems.list
    assert strip.width() <= problems.viewport().width() * 0.6
    assert all(button.width() >= button.sizeHint().width() for button in strip.buttons if button.isVisible())
