"""What changed since the published version: the panel, the marks on cards, the line at the bottom."""

from __future__ import annotations

from hands import drag, place_of, row_place, spot
from meetings import at
from published_meetings import three_sessions
from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.compare import compare
from agendaplanner.ui.publishing.publish import Publish

Qt = QtCore.Qt


def titles(window):
    return [row.title for row in window.changes.list.row_model.rows]


def shown(window):
    window.commands.action("changes").trigger()
    assert window.bottom.shown == "Changes"
    return window.changes


def test_before_the_first_version_there_is_a_way_to_it(qtbot, window, opened):
    opened(three_sessions())
    window.publisher.since.look()
    changes = shown(window)
    assert "Nothing has been published yet" in changes.empty.text()
    assert not window.status.changes.isVisible()
    qtbot.mouseClick(changes.publish, Qt.MouseButton.LeftButton)
    assert window.findChild(Publish).isVisible()


def test_a_drag_is_marked_said_and_taken_back(qtbot, window, first):
    changes = shown(window)
    assert changes.empty.text() == "Nothing has changed from version 1, First to now."
    assert window.status.changes.text() == "As published in version 1"
    drag(window.timeline.viewport(), place_of(window, "s1"), spot(window, at("14:00"), "a"))
    assert window.desk.agenda.session["s1"].placement.start == at("14:00")
    qtbot.waitUntil(lambda: window.desk.changed_sessions == {"s1"})
    assert window.status.changes.text() == "Changed since version 1: 1 moved"
    assert titles(window) == ["1 Topic 1: Mon 11 Feb 09:00-10:00 Room A -> Mon 11 Feb 14:00-15:00 Room A"]
    window.desk.undo()
    qtbot.waitUntil(lambda: not window.desk.changed_sessions)
    assert titles(window) == []


def test_it_says_what_a_whole_comparison_says_after_any_change(window, first):
    since, desk = window.publisher.since, window.desk
    published = desk.document.published(1)
    for make in (
        lambda a: actions.swap(a, "s1", "s2"),
        lambda a: actions.unplace(a, ["s3"]),
        lambda a: actions.set_fields(a, a.room["a"], name="Aula"),
        lambda a: actions.set_fields(a, a.session["s2"], status="cancelled"),
        lambda a: actions.set_fields(a, a.meeting, venue="Elsewhere"),
        lambda a: actions.remove(a, a.session["s1"]),
        lambda a: actions.set_fields(a, a.session["sL"], title="Long lunch"),
        lambda a: actions.move(a, "s3", at("11:00", 1), "b"),
    ):
        desk.do(make)
        since.look()
        whole = compare(published, desk.agenda)
        assert since.comparison.lines() == whole.lines()
        assert desk.changed_sessions == whole.by_session.keys()


def test_a_line_is_revealed_and_shows_where_its_session_stood(qtbot, window, second):
    window.desk.do(lambda a: actions.unplace(a, ["s2"]))
    window.publisher.since.look()
    changes = shown(window)
    changes.from_.setCurrentIndex(changes.from_.findData(1))
    changes.from_.activated.emit(changes.from_.currentIndex())
    assert len(titles(window)) == 2
    view = changes.list
    row = next(i for i, title in enumerate(titles(window)) if title.startswith("1 Topic 1"))
    at_row = view.viewport().mapFromGlobal(row_place(view, row))
    qtbot.mouseMove(view.viewport(), at_row)
    qtbot.waitUntil(lambda: window.desk.proposals.glimpse is not None)
    glimpse = window.desk.proposals.glimpse
    assert [move.before.start for move in glimpse.moves] == [at("09:00")]
    assert glimpse.after is window.desk.agenda
    window.grab()  # it is painted
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_row)
    assert window.desk.selected == ("s1",)
    QtWidgets.QApplication.sendEvent(view, QtCore.QEvent(QtCore.QEvent.Type.Leave))
    assert window.desk.proposals.glimpse is None


def test_any_two_versions_are_compared(window, second):
    window.desk.do(lambda a: actions.unplace(a, ["s2"]))
    window.publisher.since.look()
    changes = shown(window)
    assert [changes.from_.itemText(i) for i in range(changes.from_.count())] == [
        "version 2, Second",
        "version 1, First",
    ]
    assert [changes.to.itemData(i) for i in range(changes.to.count())] == [0]
    changes.from_.setCurrentIndex(1)
    changes.from_.activated.emit(1)
    changes.to.setCurrentIndex(changes.to.findData(2))
    changes.to.activated.emit(1)
    assert titles(window) == ["1 Topic 1: Mon 11 Feb 09:00-10:00 Room A -> Tue 12 Feb 14:00-15:00 Room B"]
    view = changes.list
    view._entered(view.row_model.index(0))
    assert window.desk.proposals.glimpse is None, "the timeline shows now, not version 2"


def test_a_version_that_somebody_else_published_is_seen(qtbot, window, first):
    window.desk.do(lambda a: actions.unplace(a, ["s2"]))
    window.publisher.since.look()
    with Document.open(first) as other:
        other.publish(label="From outside")
    window._look_around()
    qtbot.waitUntil(lambda: window.status.changes.text() == "As published in version 2")
    assert window.desk.changed_sessions == frozenset()
