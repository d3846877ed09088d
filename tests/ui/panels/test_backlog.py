"""What waits: filtered, ordered, how hard each is to place, and the best places of one."""

from __future__ import annotations

from meetings import agenda_of, at, between, changed, meeting, session
from PySide6 import QtCore

from agendaplanner.model.parts import Day

Qt = QtCore.Qt


def waiting():
    """Six that wait; only one of them has little choice."""
    return agenda_of(
        *(session(str(i), minutes=30 * i) for i in range(1, 6)),
        session("6", minutes=20, only_within=(between("09:00", "09:25"),), only_rooms=("a",)),
        session("7", "09:00", "a", minutes=60),
    )


def ids(window):
    return [row.id for row in window.backlog.list.row_model.rows]


def test_the_filter_and_the_orders(qtbot, window, opened):
    opened(waiting())
    assert ids(window) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    window.backlog.order.setCurrentIndex(1)
    assert ids(window)[:2] == ["s5", "s4"]
    qtbot.keyClicks(window.backlog.filter, "topic 3")
    assert ids(window) == ["s3"]
    assert window.backlog.head.count.text() == "1 of 6"


def test_the_hardest_comes_first_with_the_reason(qtbot, window, opened):
    opened(waiting())
    window.backlog.order.setCurrentIndex(3)
    qtbot.waitUntil(lambda: ids(window)[0] == "s6")
    assert "no place: rooms" in window.backlog.list.row_model.rows[0].detail
    assert "places" in window.backlog.list.row_model.rows[-1].detail


def test_the_best_places_of_one_are_offered_and_taken(qtbot, window, opened):
    opened(waiting())
    before = window.desk.agenda
    assert window.backlog.best.isHidden()
    window.desk.select(("s2",))
    qtbot.mouseClick(window.backlog.best.ask, Qt.MouseButton.LeftButton)
    button = window.backlog.best.buttons[0]
    assert button.accessibleName().startswith("Place at Mon 11 Feb")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.desk.agenda.session["s2"].placement is not None
    assert not [f for f in window.desk.findings_of("s2") if f.severity == "clash"]
    window.desk.undo()
    assert window.desk.agenda == before


def test_where_there_is_no_place_it_is_said(qtbot, window, opened):
    opened(waiting())
    window.desk.select(("s6",))
    qtbot.mouseClick(window.backlog.best.ask, Qt.MouseButton.LeftButton)
    assert window.backlog.best.words.text() == "No place without a clash."


def test_a_day_too_short_is_the_reason(qtbot, window, opened):
    day = Day(opens=at("09:00"), closes=at("10:00"))
    opened(agenda_of(changed(meeting(), days=(day,)), session("1", minutes=90)))
    qtbot.waitUntil(lambda: "fits into no day" in window.backlog.list.row_model.rows[0].detail)
