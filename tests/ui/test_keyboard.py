"""The keyboard can do on the timeline what the mouse can, and says what came of it."""

from __future__ import annotations

import pytest
from hands import press, release, spot
from meetings import agenda_of, at, changed, session, shared_chair, two_rooms
from PySide6 import QtCore, QtGui

from agendaplanner.document.document import Document
from agendaplanner.ui.timeline.seeking import best_matches

Qt = QtCore.Qt
NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def announced(monkeypatch):
    """What screen readers are told."""
    words = []
    whole = QtGui.QAccessible.updateAccessibility

    def update(event):
        if isinstance(event, QtGui.QAccessibleAnnouncementEvent):
            words.append(event.message())
        whole(event)

    monkeypatch.setattr(QtGui.QAccessible, "updateAccessibility", update)
    return words


@pytest.fixture
def keys(qtbot, window):
    """Press keys on the timeline."""

    def press(key, modifiers=NONE):
        qtbot.keyClick(window.timeline, key, modifiers)

    return press


def place(window, session_id):
    placement = window.desk.agenda.session[session_id].placement
    return (placement.start, placement.room) if placement is not None else None


# moving


def test_a_move_is_announced_with_time_room_and_clash(window, opened, keys, announced):
    opened(shared_chair())
    window.desk.select(("s4d",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_Down, ALT)
    assert place(window, "s4d") == (at("14:20"), "b")
    assert announced[-1].startswith("Moved 4d to 14:20, Room B: H. Berg")
    keys(Qt.Key.Key_Down, ALT | SHIFT)
    keys(Qt.Key.Key_Down, ALT | SHIFT)
    keys(Qt.Key.Key_Down, ALT | SHIFT)
    assert announced[-1] == "Moved 4d to 15:50, Room B"
    keys(Qt.Key.Key_PageDown, ALT)
    assert announced[-1] == "Moved 4d to Tue 12 Feb 15:50, Room B"
    assert window.desk.document.revision == 6


def test_several_move_together_or_stay_with_the_reason(window, opened, keys, announced):
    opened(two_rooms())
    window.desk.select(("s1", "s2"))
    window.timeline.setFocus()
    keys(Qt.Key.Key_Right, ALT)
    assert (place(window, "s1")[1], place(window, "s2")[1]) == ("b", "hall")
    keys(Qt.Key.Key_Right, ALT)
    assert (place(window, "s1")[1], place(window, "s2")[1]) == ("b", "hall")
    assert "2 has nowhere to go" in announced[-1]
    assert window.desk.document.revision == 2
    window.desk.undo()
    assert (place(window, "s1")[1], place(window, "s2")[1]) == ("a", "b")


def test_by_edge_goes_to_the_neighbour_and_then_to_the_next_free_place(window, opened, keys):
    opened(
        agenda_of(
            session("1", "09:00", "a", minutes=30),
            session("2", "11:00", "a"),
            session("3", "16:00", "a"),
        )
    )
    window.desk.select(("s1",))
    window.timeline.setFocus()
    found = []
    for _ in range(4):
        keys(Qt.Key.Key_Down, CTRL | ALT)
        found.append(place(window, "s1")[0])
    assert found == [at("10:30"), at("12:00"), at("15:30"), at("17:00")]
    keys(Qt.Key.Key_Home, ALT)
    assert place(window, "s1")[0] == at("15:30")


def test_keys_make_a_session_longer_and_shorter(window, opened, keys, announced):
    opened(two_rooms())
    window.desk.select(("s2",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_Equal, ALT)
    keys(Qt.Key.Key_Equal, ALT)
    assert window.desk.agenda.session["s2"].duration_minutes == 70
    keys(Qt.Key.Key_Minus, ALT)
    assert window.desk.agenda.session["s2"].duration_minutes == 65
    assert "1 h 5 min" in announced[-1] or "65" in announced[-1]
    window.desk.undo()
    assert window.desk.agenda.session["s2"].duration_minutes == 70


# cutting and pasting


def test_cut_goes_to_the_backlog_and_paste_to_where_one_is(window, opened, keys):
    path = opened(two_rooms())
    window.desk.select(("s3",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_X, CTRL)
    assert place(window, "s3") is None
    assert [s.id for s in window.desk.agenda.waiting] == ["s3"]
    window.desk.pointed = None
    window.desk.select(("s2",))
    keys(Qt.Key.Key_V, CTRL)
    # at 09:00 both its people are busy in a and b: the first free place in Room B is after
    assert place(window, "s3") == (at("10:00"), "b")
    assert window.desk.selected == ("s3",)
    with Document.open(path, read_only=True) as document:
        assert document.agenda == window.desk.agenda
    window.desk.undo()
    assert place(window, "s3") is None


def test_paste_goes_to_the_empty_place_that_was_clicked(qtbot, window, opened, keys):
    opened(two_rooms())
    window.desk.select(("s3",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_X, CTRL)
    there = spot(window, at("15:00", 1), "hall")
    press(window.timeline.viewport(), there)
    release(window.timeline.viewport(), there)
    assert window.timeline.caret.isVisible()
    keys(Qt.Key.Key_V, CTRL)
    assert not window.timeline.caret.isVisible()
    start, room = place(window, "s3")
    assert room == "hall"
    assert at("15:00", 1) <= start <= at("15:15", 1)


def test_copies_are_pasted_and_duplicated_as_new_sessions(window, opened, keys):
    opened(two_rooms())
    window.desk.select(("s1",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_D, CTRL)
    (new,) = [s for s in window.desk.agenda.session.values() if s.id not in ("s1", "s2", "s3")]
    assert (new.title, new.placement.start, new.placement.room) == ("Topic 1", at("11:00"), "a")
    window.desk.select(("s2",))
    keys(Qt.Key.Key_C, CTRL)
    keys(Qt.Key.Key_V, CTRL)
    assert len(window.desk.agenda.session) == 5
    assert window.desk.findings.counts()["clash"] == 0
    window.desk.undo()
    window.desk.undo()
    assert set(window.desk.agenda.session) == {"s1", "s2", "s3"}


def test_pasting_nothing_says_so(window, opened, keys):
    opened(two_rooms())
    window.timeline.setFocus()
    keys(Qt.Key.Key_V, CTRL)
    assert "Nothing was cut" in window.toast.words
    assert window.desk.document.revision == 1


def test_all_are_selected_pinned_and_sent_away_by_keys(window, opened, keys):
    opened(two_rooms())
    window.timeline.setFocus()
    keys(Qt.Key.Key_A, CTRL)
    assert set(window.desk.selected) == {"s1", "s2", "s3"}
    keys(Qt.Key.Key_P)
    assert all(s.pinned_time and s.pinned_room for s in window.desk.agenda.session.values())
    keys(Qt.Key.Key_Delete)
    assert len(window.desk.agenda.waiting) == 3
    assert window.desk.document.revision == 3


# finding and renaming


def test_typing_leads_to_a_session_and_p_is_a_command_only_outside_a_search(window, opened, keys, qtbot):
    sessions = [
        session("4b", "09:00", "a", title="Comprehensive agreements"),
        session("12", "10:00", "a", title="Early recovery"),
        session("7", "11:00", "a", title="Peace in practice"),
    ]
    opened(agenda_of(*sessions))
    timeline = window.timeline
    timeline.setFocus()
    qtbot.keyClicks(timeline, "4b")
    assert window.desk.selected == ("s4b",)
    keys(Qt.Key.Key_Escape)
    assert not timeline.seek.active
    assert window.desk.selected == ("s4b",)
    qtbot.keyClicks(timeline, "recov")
    assert window.desk.selected == ("s12",)
    assert "12 Early recovery" in timeline.seek.words
    timeline.seek.stop()
    qtbot.keyClicks(timeline, "/pea")
    assert window.desk.selected == ("s7",)
    qtbot.keyClicks(timeline, "xx")
    assert "no session" in timeline.seek.words
    keys(Qt.Key.Key_Backspace)
    keys(Qt.Key.Key_Backspace)
    assert "7 Peace in practice" in timeline.seek.words
    assert window.desk.document.revision == 1


def test_numbers_come_before_titles_and_titles_before_words():
    sessions = [
        session("1", title="The 4th pillar"),
        session("2", title="4 questions"),
        session("41", title="Security"),
        session("4", title="Opening"),
    ]
    assert [s.number for s in best_matches(sessions, "4")] == ["4", "41", "2", "1"]


def test_f2_renames_on_the_card(window, opened, keys, qtbot):
    opened(two_rooms())
    window.desk.select(("s2",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_F2)
    field = window.focusWidget()
    assert field.objectName() == "rename"
    assert field.geometry().intersects(window.timeline.card_rect("s2"))
    qtbot.keyClicks(field, "Planning")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.desk.agenda.session["s2"].title == "Planning"
    assert window.focusWidget() is window.timeline
    assert window.desk.document.revision == 2
    window.desk.undo()
    assert window.desk.agenda.session["s2"].title == "Topic 2"


def test_escape_and_an_empty_title_leave_the_name(window, opened, keys, qtbot):
    opened(two_rooms())
    window.desk.select(("s2",))
    window.timeline.setFocus()
    for end in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        keys(Qt.Key.Key_F2)
        field = window.focusWidget()
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClick(field, end)
        assert window.desk.agenda.session["s2"].title == "Topic 2"
        assert window.desk.selected == ("s2",)
    assert window.desk.document.revision == 1


def test_letters_typed_into_the_name_are_no_commands(window, opened, keys, qtbot):
    opened(two_rooms())
    window.desk.select(("s2",))
    window.timeline.setFocus()
    keys(Qt.Key.Key_F2)
    field = window.focusWidget()
    qtbot.keyClicks(field, "pp")
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "pp"
    assert not window.desk.agenda.session["s2"].pinned_time
    qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_what_waits_is_renamed_in_the_details(window, opened):
    opened(agenda_of(changed(session("9"), title="Later")))
    window.desk.select(("s9",))
    window.commands.action("rename").trigger()
    assert window.focusWidget() is not None
    assert window.focusWidget().objectName() != "rename"
