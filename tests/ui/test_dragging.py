"""Dragging sessions: to a place, away from it, called off; what is dropped is on disk, and can be taken back."""

from __future__ import annotations

import pytest
from hands import carry, drag, move, place_of, release, row_place, spot
from meetings import at, shared_chair, two_rooms
from PySide6 import QtCore

from agendaplanner.document.document import Document
from agendaplanner.model import actions

Qt = QtCore.Qt


def on_disk(path):
    with Document.open(path, read_only=True) as document:
        return document.agenda


def test_a_session_is_dragged_to_another_time_and_room(window, opened):
    path = opened(two_rooms())
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("15:30", 1), "b"))
    placement = window.desk.agenda.session["s3"].placement
    assert (placement.start, placement.room) == (at("15:30", 1), "b")
    assert on_disk(path) == window.desk.agenda
    assert window.toast.isVisible()
    assert "Tue 12 Feb 15:30" in window.toast.words


def test_a_drag_is_one_change_that_can_be_taken_back(window, opened):
    opened(two_rooms())
    before = window.desk.agenda
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("12:00"), "a"))
    assert window.desk.document.revision == 2
    window.commands.action("undo").trigger()
    assert window.desk.agenda == before
    window.commands.action("redo").trigger()
    assert window.desk.agenda.session["s3"].placement.start == at("12:00")


def test_escape_while_dragging_leaves_everything_as_it_was(qtbot, window, opened):
    opened(two_rooms())
    end = spot(window, at("15:00"), "b")
    carry(window.timeline.viewport(), place_of(window, "s3"), end)
    assert window.drag.active
    assert window.timeline.layer.floats
    qtbot.keyClick(window.timeline, Qt.Key.Key_Escape)
    assert not window.drag.active
    assert window.timeline.layer is None
    release(window.timeline.viewport(), end)
    assert window.desk.document.revision == 1


def test_while_dragging_the_words_under_the_cursor_name_what_is_wrong(window, opened):
    opened(shared_chair())
    viewport = window.timeline.viewport()
    carry(viewport, place_of(window, "s4d"), spot(window, at("14:45"), "b"))
    assert window.timeline.layer.floats[-1].tone == "clash"
    assert "H. Berg" in window.drag.chip.words
    move(viewport, spot(window, at("16:00"), "b"))
    assert window.timeline.layer.floats[-1].tone == "ok"
    release(viewport, spot(window, at("16:00"), "b"))
    assert window.desk.findings.counts()["clash"] == 0


def test_what_is_dropped_on_a_clash_stays_there_and_the_clash_is_listed(qtbot, window, opened):
    opened(two_rooms())
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("09:00"), "a"))
    qtbot.mouseClick(window.drag.asking.popup.buttons[-1], Qt.MouseButton.LeftButton)
    assert window.desk.agenda.session["s3"].placement.start == at("09:00")
    rules = {finding.rule for finding in window.desk.findings.all()}
    assert {"room-twice", "person-twice"} <= rules
    assert window.problems.list.row_model.rowCount() >= 2


def test_a_session_goes_to_the_backlog_and_comes_back_from_it(window, opened):
    opened(two_rooms())
    backlog = window.backlog.list
    middle = window.backlog.mapToGlobal(window.backlog.rect().center())
    drag(window.timeline.viewport(), place_of(window, "s3"), middle)
    assert window.desk.agenda.session["s3"].placement is None
    assert backlog.row_model.rowCount() == 1
    drag(backlog.viewport(), row_place(backlog, 0), spot(window, at("11:00"), "b", below=0))
    placement = window.desk.agenda.session["s3"].placement
    assert placement.room == "b"
    assert placement.start == at("11:00")
    assert backlog.row_model.rowCount() == 0


def test_starts_snap_to_the_grid_and_alt_leaves_it_alone(window, opened):
    opened(two_rooms())
    viewport = window.timeline.viewport()
    off = QtCore.QPoint(0, 2)
    drag(viewport, place_of(window, "s3"), spot(window, at("13:00"), "b") + off)
    minute = window.desk.agenda.session["s3"].placement.start.minute
    assert minute % 5 == 0
    end = spot(window, at("15:00"), "b") + off
    carry(viewport, place_of(window, "s3"), end, modifiers=Qt.KeyboardModifier.AltModifier)
    release(viewport, end)
    start = window.desk.agenda.session["s3"].placement.start
    assert start.second == 0
    assert abs((start - at("15:00")).total_seconds()) < 600


def test_a_change_by_somebody_else_ends_the_drag(window, opened):
    path = opened(two_rooms())
    carry(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("15:00"), "b"))
    with Document.open(path) as other:
        other.do(actions.unplace(other.agenda, ["s2"]))
    window.desk.follow()
    assert not window.drag.active
    assert window.desk.agenda.session["s2"].placement is None
    release(window.timeline.viewport(), spot(window, at("15:00"), "b"))
    assert window.desk.agenda.session["s3"].placement.start == at("10:00")


@pytest.mark.parametrize("to_edge", ["bottom", "right"])
def test_near_an_edge_the_timeline_scrolls(qtbot, window, opened, to_edge):
    opened(two_rooms())
    timeline = window.timeline
    timeline.zoom(2.5)
    timeline.settle()
    for bar in (timeline.horizontalScrollBar(), timeline.verticalScrollBar()):
        bar.setValue(0)
    size = timeline.viewport().size()
    edge = QtCore.QPoint(200, size.height() - 3) if to_edge == "bottom" else QtCore.QPoint(size.width() - 3, 200)
    bar = timeline.verticalScrollBar() if to_edge == "bottom" else timeline.horizontalScrollBar()
    carry(timeline.viewport(), place_of(window, "s1"), timeline.viewport().mapToGlobal(edge))
    qtbot.waitUntil(lambda: bar.value() > 20)
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert window.desk.document.revision == 1
