"""Dropping where something lies already: swap, push or place anyway, chosen at the place itself and previewed."""

from __future__ import annotations

import pytest
from hands import carry, drag, place_of, press, release, row_place, spot
from meetings import agenda_of, at, changed, session, two_rooms
from PySide6 import QtCore

from agendaplanner.document.document import Document
from agendaplanner.model import actions

Qt = QtCore.Qt


@pytest.fixture
def asked(window, opened):
    """Session 3 was dropped on session 1, which is an hour earlier in the same room."""
    path = opened(two_rooms())
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("09:00"), "a"))
    assert window.drag.asking.active
    return path


def choice(window, text):
    return next(b for b in window.drag.asking.popup.buttons if b.accessibleName() == text)


def start_of(window, session_id):
    return window.desk.agenda.session[session_id].placement.start


def test_a_taken_place_asks_before_anything_is_changed(window, asked):
    assert [b.accessibleName() for b in window.drag.asking.popup.buttons] == ["Swap", "Push", "Place anyway"]
    assert "1 Topic 1" in window.drag.asking.popup.accessibleName()
    assert window.desk.document.revision == 1
    assert not window.drag.chip.isVisible()


def test_swapping_changes_places_as_one_step_that_is_on_disk(qtbot, window, asked):
    before = window.desk.agenda
    qtbot.mouseClick(choice(window, "Swap"), Qt.MouseButton.LeftButton)
    assert (start_of(window, "s3"), start_of(window, "s1")) == (at("09:00"), at("10:00"))
    assert window.desk.document.revision == 2
    assert window.desk.selected == ("s3",)
    with Document.open(asked, read_only=True) as document:
        assert document.agenda == window.desk.agenda
    window.commands.action("undo").trigger()
    assert window.desk.agenda == before


def test_pushing_moves_what_is_in_the_way_to_where_it_was_shown(qtbot, window, asked):
    number = [b.accessibleName() for b in window.drag.asking.popup.buttons].index("Push")
    window.drag.asking.popup.looked_at.emit(number)
    shown = [each for each in window.timeline.layer.floats if hasattr(each, "come_from")]
    assert [each.title for each in shown] == ["1 Topic 1", "2 Topic 2"]
    where = QtCore.QRect(shown[0].rect)
    qtbot.mouseClick(choice(window, "Push"), Qt.MouseButton.LeftButton)
    assert start_of(window, "s3") == at("09:00")
    assert window.timeline.card_rect("s1").intersects(where)
    assert window.desk.findings.counts()["clash"] == 0
    assert window.desk.document.revision == 2
    window.desk.undo()
    assert (start_of(window, "s3"), start_of(window, "s1")) == (at("10:00"), at("09:00"))


def test_the_choices_are_for_the_keyboard_too(qtbot, window, asked):
    popup = window.drag.asking.popup
    assert window.focusWidget() is popup.buttons[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is popup.buttons[2]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is popup.buttons[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is popup.buttons[1]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert start_of(window, "s1") == at("10:00")
    assert not window.drag.active


@pytest.mark.parametrize("by", ["escape", "press"])
def test_leaving_the_choices_leaves_everything(qtbot, window, asked, by):
    if by == "escape":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    else:
        at_ = spot(window, at("16:00"), "hall")
        press(window.timeline.viewport(), at_)
        release(window.timeline.viewport(), at_)
    assert not window.drag.active
    assert window.timeline.layer is None
    assert window.desk.document.revision == 1
    assert window.desk.selected == ("s3",)


def test_what_is_pinned_neither_swaps_nor_is_pushed(window, opened):
    agenda = two_rooms()
    pinned = changed(agenda.session["s1"], pinned_time=True, pinned_room=True)
    opened(agenda_of(pinned, agenda.session["s2"], agenda.session["s3"]))
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("09:00"), "a"))
    for text in ("Swap", "Push"):
        assert not choice(window, text).isEnabled()
        assert "pinned" in choice(window, text).accessibleDescription()
    assert window.focusWidget() is choice(window, "Place anyway")


def test_a_clash_of_people_alone_is_put_down_at_once_and_marked(window, opened):
    opened(two_rooms())
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("09:00"), "hall"))
    assert not window.drag.asking.active
    assert start_of(window, "s3") == at("09:00")
    assert "H. Berg" in window.toast.words


def test_somebody_elses_change_closes_the_question(window, asked):
    with Document.open(asked) as other:
        other.do(actions.unplace(other.agenda, ["s2"]))
    window.desk.follow()
    assert not window.drag.asking.active
    assert not window.drag.active


def test_from_the_backlog_there_is_nothing_to_swap_with(window, opened):
    opened(agenda_of(session("1", "09:00", "a"), session("9")))
    backlog = window.backlog.list
    drag(backlog.viewport(), row_place(backlog, 0), spot(window, at("09:00"), "a", below=0))
    assert [b.accessibleName() for b in window.drag.asking.popup.buttons] == ["Push", "Place anyway"]
    window.drag.cancel()
    assert window.desk.document.revision == 1


def test_while_carrying_over_a_taken_place_nothing_is_asked(window, opened):
    opened(two_rooms())
    carry(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("09:00"), "a"))
    assert not window.drag.asking.active
    window.drag.cancel()
