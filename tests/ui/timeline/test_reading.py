"""Reading the timeline: zoom, rows, the time now, the hover card, the small map. Real wheel, mouse and keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from meetings import at, large_meeting, shared_chair, two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.ui.timeline.geometry import Scale
from agendaplanner.ui.timeline.ladder import ladder
from agendaplanner.ui.timeline.slices import SLICE_MS

Qt = QtCore.Qt


def wheel(timeline, at, notches, modifiers=Qt.KeyboardModifier.ControlModifier):
    """Turn the wheel at a place of the viewport."""
    event = QtGui.QWheelEvent(
        QtCore.QPointF(at),
        QtCore.QPointF(timeline.viewport().mapToGlobal(at)),
        QtCore.QPoint(),
        QtCore.QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QtWidgets.QApplication.sendEvent(timeline.viewport(), event)


def point_under(timeline, place):
    """Give the time and room at a place of the viewport."""
    spot = timeline.drawing.spot_at(place.x() + timeline.horizontalOffset(), place.y() + timeline.verticalOffset())
    return spot.start, spot.room


@pytest.fixture
def large(window, opened):
    opened(large_meeting())
    return window.timeline


# zoom


def test_the_wheel_zooms_about_the_cursor_and_comes_to_rest_on_a_stop(qtbot, large):
    place = QtCore.QPoint(420, 230)
    before = point_under(large, place)
    size = large.drawing.scale
    wheel(large, place, 2)
    assert large.zooming.live
    assert large.drawing.scale == size  # stretched first, crisp when the wheel rests
    qtbot.waitUntil(lambda: not large.zooming.live)
    assert large.drawing.scale in large.ladder().stops
    assert large.drawing.scale.minute_px > size.minute_px * 1.5
    start, room = point_under(large, place)
    assert room == before[1]
    assert abs((start - before[0]).total_seconds()) <= 120


def test_each_notch_of_the_wheel_is_a_stop_and_back_again(large):
    sizes = [large.drawing.scale]
    for _ in range(2):
        wheel(large, QtCore.QPoint(300, 200), 1)
        large.settle()
        sizes.append(large.drawing.scale)
    assert sizes == sorted(sizes, key=lambda scale: scale.minute_px)
    assert len(set(sizes)) == 3
    for _ in range(2):
        wheel(large, QtCore.QPoint(300, 200), -1)
        large.settle()
    assert large.drawing.scale == sizes[0]


def test_zooming_while_it_is_being_made_crisp_goes_on_from_there(qtbot, large):
    wheel(large, QtCore.QPoint(300, 200), 1)
    qtbot.waitUntil(lambda: large.zooming.crisp.busy or not large.zooming.live)
    wheel(large, QtCore.QPoint(300, 200), 1)
    large.settle()
    assert not large.zooming.live
    assert large.ladder().nearest(large.drawing.scale) == large.ladder().home + 2


@pytest.mark.parametrize(
    ("whole", "home"), [(Scale(0.8, 20), Scale(0.8, 92)), (Scale(1.2, 110), Scale(1.2, 110)), (Scale(0.12, 8),) * 2]
)
def test_a_ladder_has_about_eight_stops_each_larger_than_the_one_before(whole, home):
    found = ladder(whole, home)
    assert 5 <= len(found.stops) <= 9
    assert found.stops[found.home] == home
    sizes = [stop.minute_px * stop.column_px for stop in found.stops]
    assert sizes == sorted(set(sizes))
    assert [found.nearest(stop) for stop in found.stops] == list(range(len(found.stops)))
    assert found.settled(2, 2.3) == 3  # a clear move never falls back to where it began
    assert found.settled(2, 1.7) == 1
    assert found.settled(2, 2.1) == 2


def test_fitting_a_day_and_everything(window, large):
    window.commands.action("fit day").trigger()
    block = large.drawing.blocks[0]
    assert abs(block.right - block.left - large.viewport().width()) < 30
    window.commands.action("fit").trigger()
    assert large.drawing.width <= large.viewport().width()
    assert large.drawing.height <= large.viewport().height()


def test_words_are_laid_out_ahead_in_small_slices(large):
    large.zooming.rest()
    large.zooming._begin_warming()  # without waiting for idleness
    slices = 0
    while large.zooming.warming.busy and slices < 2000:
        clock = QtCore.QElapsedTimer()
        clock.start()
        large.zooming.warming.run_slice()
        slices += 1
    assert slices > 3
    assert SLICE_MS <= 8
    stops, scale = large.ladder().stops, large.drawing.scale
    near = large.drawing.scaled(stops[large.ladder().nearest(scale) + 1])
    card = near.cards["s0"]
    assert large.texts.has("s0", large.facts_of("s0"), card.width, card.height)


# scrolling


@pytest.mark.parametrize("rows", [False, True])
def test_what_scrolling_leaves_is_what_painting_it_anew_gives(qtbot, large, rows):
    large.show_rows(rows=rows)
    large.map.wanted = True
    QtTest.QTest.qWait(20)
    for x, y in ((60, 0), (60, 40), (900, 10), (1400, 60), (300, 0), (0, 0)):
        large.horizontalScrollBar().setValue(x)
        large.verticalScrollBar().setValue(y)
        QtWidgets.QApplication.processEvents()
    large.horizontalScrollBar().setValue(130)
    QtWidgets.QApplication.processEvents()
    window = large.window()
    area = QtCore.QRect(large.viewport().mapTo(window, QtCore.QPoint()), large.viewport().size())
    left = window.backingStore().paintDevice()
    scrolled = QtGui.QImage(left).copy(area) if isinstance(left, QtGui.QImage) else None
    if scrolled is None:
        pytest.skip("this platform does not show what is on the screen")
    large.viewport().repaint()
    anew = QtGui.QImage(window.backingStore().paintDevice()).copy(area)
    assert scrolled == anew


# rows


def test_rooms_as_rows_are_remembered(window, opened):
    opened(two_rooms())
    upright = window.timeline.drawing
    window.commands.action("rows").trigger()
    drawing = window.timeline.drawing
    assert drawing.rows
    assert window.settings.rooms_as_rows
    assert window.commands.action("rows").isChecked()
    one, two = drawing.cards["s1"], drawing.cards["s3"]
    assert (one.x < two.x) == (upright.cards["s1"].y < upright.cards["s3"].y)
    window.commands.action("rows").trigger()
    assert not window.timeline.drawing.rows


def test_arrow_keys_go_where_they_point_also_where_rooms_are_rows(qtbot, window, opened):
    opened(large_meeting(sessions=60, rooms=4))
    timeline = window.timeline
    timeline.show_rows(rows=True)
    window.desk.select(("s0",))
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    first, second = timeline.drawing.cards["s0"], timeline.drawing.cards[window.desk.selected[-1]]
    assert (second.y, second.x > first.x) == (first.y, True)
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    third = timeline.drawing.cards[window.desk.selected[-1]]
    assert third.y > second.y


# the time now


def test_on_a_day_of_the_meeting_the_time_is_shown(window, opened):
    opened(two_rooms())
    timeline = window.timeline
    timeline.clock = lambda: datetime(2008, 2, 12, 10, 0, tzinfo=UTC)
    timeline.tell_time()
    assert timeline.scene.now == at("11:00", 1)  # an hour later in Oslo
    assert timeline.header.today == at("00:00", 1).date()
    assert timeline.show_now()
    timeline.clock = lambda: datetime(2008, 3, 1, tzinfo=UTC)
    timeline.tell_time()
    assert timeline.scene.now is None
    assert not timeline.show_now()
    assert timeline.header.today is None


# the hover card


def test_the_mouse_at_rest_on_a_session_shows_all_of_it(qtbot, window, opened):
    opened(shared_chair())
    timeline, hover = window.timeline, window.timeline.hover
    place = timeline.card_rect("s4d").center()
    qtbot.mouseMove(timeline.viewport(), place)
    assert not hover.isVisible()
    qtbot.waitUntil(hover.isVisible, timeout=2000)
    assert hover.session == "s4d"
    assert "4d" in hover.words
    assert "H. Berg chairs" in hover.words
    assert window.rect().contains(hover.geometry())
    assert not hover.geometry().contains(timeline.viewport().mapTo(window, place))
    qtbot.mousePress(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not hover.isVisible()
    qtbot.mouseRelease(timeline.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_key_tells_all_of_the_selected_session_and_puts_it_away(qtbot, window, opened):
    opened(shared_chair())
    window.desk.select(("s4b",))
    window.timeline.setFocus()
    qtbot.keyClick(window.timeline, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert window.timeline.hover.session == "s4b"
    qtbot.keyClick(window.timeline, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert not window.timeline.hover.isVisible()


# badges


def test_what_differs_from_the_published_version_has_a_badge(window, opened):
    opened(two_rooms())
    assert "changed" not in {badge.text for badge in window.timeline.facts_of("s1").badges}
    window.desk.mark_changes(["s1"])
    assert "changed" in {badge.text for badge in window.timeline.facts_of("s1").badges}


# the small map


def test_the_map_comes_with_large_meetings_and_takes_the_window_along(qtbot, window, opened, large):
    map_ = large.map
    assert map_.isVisible()
    assert large.horizontalOffset() == 0
    end = QtCore.QPoint(map_.width() - 8, map_.height() // 2)
    qtbot.mouseClick(map_, Qt.MouseButton.LeftButton, pos=end)
    assert large.horizontalOffset() == large.horizontalScrollBar().maximum()
    grab = map_.frame().center()
    qtbot.mousePress(map_, Qt.MouseButton.LeftButton, pos=grab)
    QtWidgets.QApplication.sendEvent(
        map_,
        QtGui.QMouseEvent(
            QtCore.QEvent.Type.MouseMove,
            QtCore.QPointF(grab.x() - 200, grab.y()),
            QtCore.QPointF(map_.mapToGlobal(QtCore.QPoint(grab.x() - 200, grab.y()))),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )
    qtbot.mouseRelease(map_, Qt.MouseButton.LeftButton)
    assert 0 < large.horizontalOffset() < large.horizontalScrollBar().maximum()
    window.showing.show_day(at("00:00").date())
    large.fit()
    assert not map_.isVisible()
