"""What else the mouse does on the timeline: edges, several sessions, the rubber band, copies, other days, scrolling."""

from __future__ import annotations

import pytest
from hands import carry, drag, move, place_of, press, release, spot
from meetings import agenda_of, at, far_rooms, large_meeting, session, two_rooms
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.ui.timeline.carry import Carry
from agendaplanner.ui.timeline.layer import Layer

Qt = QtCore.Qt
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def edge(window, session_id, which):
    rect = window.timeline.card_rect(session_id)
    y = rect.top() + 1 if which == "start" else rect.bottom() - 1
    return window.timeline.viewport().mapToGlobal(QtCore.QPoint(rect.center().x(), y))


def minutes_down(window, minutes):
    return QtCore.QPoint(0, round(minutes * window.timeline.drawing.scale.minute_px))


def span_of(window, session_id):
    found = window.desk.agenda.session[session_id]
    return found.placement.start, found.duration_minutes


# edges


def test_the_lower_edge_makes_a_session_longer_and_snaps_to_the_grid(window, opened):
    path = opened(two_rooms())
    begin = edge(window, "s2", "end")
    drag(window.timeline.viewport(), begin, begin + minutes_down(window, 32))
    assert span_of(window, "s2") == (at("09:00"), 90)
    assert window.desk.document.revision == 2
    with Document.open(path, read_only=True) as document:
        assert document.agenda == window.desk.agenda
    window.desk.undo()
    assert span_of(window, "s2") == (at("09:00"), 60)


def test_the_upper_edge_moves_the_start_and_keeps_the_end(window, opened):
    opened(two_rooms())
    begin = edge(window, "s3", "start")
    drag(window.timeline.viewport(), begin, begin + minutes_down(window, 20))
    assert span_of(window, "s3") == (at("10:20"), 40)


def test_an_edge_leaves_at_least_a_step_of_the_grid(window, opened):
    opened(two_rooms())
    begin = edge(window, "s2", "end")
    drag(window.timeline.viewport(), begin, begin - minutes_down(window, 200))
    assert span_of(window, "s2") == (at("09:00"), 5)


def test_a_longer_session_says_what_it_would_run_into(window, opened):
    opened(two_rooms())
    begin = edge(window, "s1", "end")
    carry(window.timeline.viewport(), begin, begin + minutes_down(window, 30))
    assert window.timeline.layer.floats[-1].tone == "clash"
    window.drag.say_now()
    assert "1 h 30 min" in window.drag.chip.words
    assert "Room A" in window.drag.chip.words
    window.drag.cancel()
    assert window.desk.document.revision == 1


def test_the_cursor_tells_edges_from_cards(window, opened):
    opened(two_rooms())
    viewport = window.timeline.viewport()
    shapes = []
    for place in (edge(window, "s2", "end"), place_of(window, "s2"), spot(window, at("15:00"), "b")):
        event = QtGui.QMouseEvent(
            QtCore.QEvent.Type.MouseMove,
            QtCore.QPointF(viewport.mapFromGlobal(place)),
            QtCore.QPointF(place),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QtCore.QCoreApplication.sendEvent(viewport, event)
        shapes.append(viewport.cursor().shape())
    assert shapes == [Qt.CursorShape.SizeVerCursor, Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor]


# several


def click(window, place, modifiers=Qt.KeyboardModifier.NoModifier):
    press(window.timeline.viewport(), place, modifiers)
    release(window.timeline.viewport(), place, modifiers)


def test_ctrl_adds_and_takes_away_and_shift_takes_what_lies_between(window, opened):
    opened(two_rooms())
    click(window, place_of(window, "s1"))
    click(window, place_of(window, "s3"), CTRL)
    assert window.desk.selected == ("s1", "s3")
    click(window, place_of(window, "s1"), CTRL)
    assert window.desk.selected == ("s3",)
    click(window, place_of(window, "s2"), SHIFT)
    assert window.desk.selected == ("s3", "s1", "s2")
    click(window, place_of(window, "s1"))
    assert window.desk.selected == ("s1",)


def test_a_rubber_band_selects_what_it_touches_and_escape_leaves_the_selection(qtbot, window, opened):
    opened(two_rooms())
    viewport = window.timeline.viewport()
    begin, end = spot(window, at("12:00"), "hall"), spot(window, at("09:30"), "b")
    carry(viewport, begin, end)
    assert window.timeline.layer is not None
    release(viewport, end)
    assert window.timeline.layer is None
    assert set(window.desk.selected) == {"s2"}
    window.desk.select(("s1",))
    carry(viewport, begin, end, modifiers=CTRL)
    qtbot.keyClick(window.timeline, Qt.Key.Key_Escape)
    assert window.timeline.layer is None
    release(viewport, end)
    assert window.desk.selected == ("s1",)
    drag(viewport, begin, end, modifiers=CTRL)
    assert set(window.desk.selected) == {"s1", "s2"}


def test_several_keep_their_relative_places_and_are_one_step(window, opened):
    opened(two_rooms())
    window.desk.select(("s1", "s2", "s3"))
    drag(window.timeline.viewport(), place_of(window, "s1"), spot(window, at("13:00", 1), "a"))
    assert [span_of(window, s)[0] for s in ("s1", "s2", "s3")] == [at("13:00", 1), at("13:00", 1), at("14:00", 1)]
    assert [window.desk.agenda.session[s].placement.room for s in ("s1", "s2", "s3")] == ["a", "b", "a"]
    assert set(window.desk.selected) == {"s1", "s2", "s3"}
    assert window.desk.document.revision == 2
    window.desk.undo()
    assert [span_of(window, s)[0] for s in ("s1", "s2", "s3")] == [at("09:00"), at("09:00"), at("10:00")]


def test_several_go_together_or_not_at_all(window, opened):
    opened(two_rooms())
    window.desk.select(("s1", "s2"))
    end = spot(window, at("13:00"), "hall")
    carry(window.timeline.viewport(), place_of(window, "s1"), end)
    window.drag.say_now()
    assert "Not all of them have a room" in window.drag.chip.words
    assert window.timeline.layer.floats[-1].tone == "clash"
    release(window.timeline.viewport(), end)
    assert window.desk.document.revision == 1
    assert not window.drag.active


def test_several_go_to_the_backlog_together(window, opened):
    opened(two_rooms())
    window.desk.select(("s1", "s2"))
    drag(window.timeline.viewport(), place_of(window, "s1"), window.backlog.mapToGlobal(window.backlog.rect().center()))
    assert {s.id for s in window.desk.agenda.waiting} == {"s1", "s2"}
    assert window.desk.document.revision == 2


def test_the_map_of_several_shows_where_all_of_them_fit(window, opened):
    opened(two_rooms())
    agenda = window.desk.agenda
    carried = Carry(agenda, [agenda.session["s1"], agenda.session["s2"]], window.desk.findings, window.desk.legality)
    shown = list(carried.stretches())
    assert {stretch.room for stretch in shown} == {"a", "b"}
    for stretch in shown:
        assert carried.verdict(stretch.start, stretch.room).tone == stretch.tone
    # neither stands in the other's way, and the board is as it was
    assert any(stretch.start == at("09:00") and stretch.room == "a" for stretch in shown)
    assert window.desk.legality.map("s1").legal_starts("b") == Carry(agenda, agenda.session["s1"])._maps[
        0
    ].legal_starts("b")


# three states


def test_places_with_a_warning_are_told_from_those_without(window, opened):
    opened(far_rooms())
    agenda = window.desk.agenda
    carried = Carry(agenda, agenda.session["s2"], window.desk.findings, window.desk.legality)
    tones = {stretch.tone for stretch in carried.stretches()}
    assert tones == {"ok", "warning"}
    viewport = window.timeline.viewport()
    carry(viewport, place_of(window, "s2"), spot(window, at("12:00"), "hall"))
    assert window.timeline.layer.floats[-1].tone == "ok"
    move(viewport, spot(window, at("10:10"), "hall"))
    assert window.timeline.layer.floats[-1].tone == "warning"
    window.drag.cancel()


# copies


def test_with_ctrl_a_copy_is_put_down_and_the_session_stays(window, opened):
    opened(two_rooms())
    viewport = window.timeline.viewport()
    end = spot(window, at("14:00"), "b")
    carry(viewport, place_of(window, "s3"), end)
    move(viewport, end, CTRL)
    assert window.timeline.layer.floats[-1].plus
    window.drag.say_now()
    assert window.drag.chip.words.startswith("Copy to")
    release(viewport, end, CTRL)
    agenda = window.desk.agenda
    (new,) = [s for s in agenda.session.values() if s.id not in ("s1", "s2", "s3")]
    assert (new.title, new.placement.start, new.placement.room) == ("Topic 3", at("14:00"), "b")
    assert new.roles == agenda.session["s3"].roles
    assert agenda.session["s3"].placement.start == at("10:00")
    assert window.desk.selected == (new.id,)
    window.desk.undo()
    assert len(window.desk.agenda.session) == 3


def test_a_copy_may_not_lie_where_the_session_itself_is(window, opened):
    opened(two_rooms())
    agenda = window.desk.agenda
    carried = Carry(agenda, agenda.session["s3"], window.desk.findings, window.desk.legality)
    carried.copying = True
    for stretch in carried.stretches():
        assert stretch.end <= at("10:00") or stretch.start >= at("11:00")
        assert carried.verdict(stretch.start, stretch.room).tone == "ok"


# snapping, days, scrolling


def test_a_neighbours_edge_attracts_more_than_the_grid(window, opened):
    opened(agenda_of(session("1", "09:03", "a"), session("2", "12:00", "b")))
    drag(window.timeline.viewport(), place_of(window, "s2"), spot(window, at("10:04"), "a"))
    assert span_of(window, "s2")[0] == at("10:03")


def test_while_one_day_is_shown_its_neighbour_opens_under_the_mouse(qtbot, window, opened):
    opened(two_rooms())
    window.showing.show_day(at("00:00").date())
    viewport = window.timeline.viewport()
    names = window.bar.days.findChildren(QtWidgets.QPushButton)
    qtbot.waitUntil(lambda: any(name.text() == "Tuesday" and name.isVisible() for name in names))
    tuesday = next(name for name in names if name.text() == "Tuesday" and name.isVisible())
    carry(viewport, place_of(window, "s3"), tuesday.mapToGlobal(tuesday.rect().center()))
    qtbot.waitUntil(lambda: window.timeline.shown_day == at("00:00", 1).date())
    assert window.drag.active
    end = spot(window, at("11:00", 1), "b")
    move(viewport, end)
    release(viewport, end)
    assert span_of(window, "s3")[0] == at("11:00", 1)


@pytest.mark.parametrize("rows", [False, True], ids=["columns", "rows"])
def test_what_scrolling_leaves_of_the_picture_is_what_would_be_painted_anew(window, opened, rows):
    opened(large_meeting(sessions=300, people=280, rooms=12))
    timeline = window.timeline
    timeline.show_rows(rows=rows)
    timeline.zoom(1.7)
    timeline.settle()
    across, down = timeline.horizontalScrollBar(), timeline.verticalScrollBar()
    across.setValue(60)
    down.setValue(40)
    carry(timeline.viewport(), place_of(window, seen_in(window)), centre_of(window))
    for dx, dy in ((18, 0), (0, 18), (-5, 5), (33, -18), (-60, -40), (7, 90)):
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        scrolled = timeline.layer.picture.toImage()
        fresh = Layer(timeline, window.look, window.drag._paint_overlay).picture.toImage()
        assert scrolled == fresh, f"after {dx}, {dy}"
    window.drag.cancel()


def seen_in(window):
    timeline = window.timeline
    area = timeline.viewport().rect().adjusted(90, 40, -90, -40)
    return next(id_ for id_ in timeline.drawing.cards if area.contains(timeline.card_rect(id_)))


def centre_of(window):
    viewport = window.timeline.viewport()
    return viewport.mapToGlobal(viewport.rect().center())


def test_rooms_as_rows_are_dragged_along_the_other_way(window, opened):
    opened(two_rooms())
    window.timeline.show_rows(rows=True)
    rect = window.timeline.card_rect("s3")
    viewport = window.timeline.viewport()
    grip = viewport.mapToGlobal(QtCore.QPoint(rect.left() + 9, rect.center().y()))
    scale = window.timeline.drawing.scale
    drag(viewport, grip, grip + QtCore.QPoint(round(60 * scale.minute_px), round(scale.column_px)))
    placement = window.desk.agenda.session["s3"].placement
    assert (placement.start, placement.room) == (at("11:00"), "b")
    rect = window.timeline.card_rect("s3")
    end = viewport.mapToGlobal(QtCore.QPoint(rect.right() - 1, rect.center().y()))
    drag(viewport, end, end + QtCore.QPoint(round(30 * scale.minute_px), 0))
    assert span_of(window, "s3") == (at("11:00"), 90)
