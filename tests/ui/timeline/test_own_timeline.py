"""The own timeline of a person or room: on the timeline, and as a list of what is free and what is not."""

from __future__ import annotations

from meetings import agenda_of, at, changed, large_meeting, session, two_rooms
from PySide6 import QtCore

from agendaplanner.model.times import day_of
from agendaplanner.ui.panels.schedule import stretches

Qt = QtCore.Qt


def test_nobody_is_free_while_everybody_is_somewhere():
    agenda = agenda_of(
        session("1", "09:00", kind="plenary"),
        session("2", "11:00", "a", roles=[("chair", "berg")]),
        changed(session("3", "12:00"), kind="meal"),
    )
    found = stretches(agenda, "person", "berg", day_of(agenda.meeting, at("09:00")))
    assert [(f"{s.start:%H:%M}", s.part or s.words, s.is_for_all) for s in found] == [
        ("09:00", "all", True),
        ("10:00", "free", False),
        ("11:00", "chair", False),
        ("12:00", "free", False),
    ]


def test_a_plenary_in_which_a_person_has_a_part_is_theirs():
    agenda = agenda_of(session("1", "09:00", kind="plenary", roles=[("chair", "berg")]))
    found = stretches(agenda, "person", "berg", day_of(agenda.meeting, at("09:00")))
    assert [(s.part, s.is_for_all, s.is_double) for s in found if s.session] == [("chair", False, False)]


def test_the_button_says_what_it_would_do(qtbot, window, opened):
    opened(two_rooms())
    window.desk.inspect("room", ("a",))
    button = window.inspector.schedule.lens
    assert button.text() == "Show only this room on the timeline"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Show the others as usual again"
    assert window.timeline.lens.sessions() == {"s1", "s3"}
    window.desk.inspect("room", ("b",))
    assert button.text() == "Show only this room on the timeline"
    window.desk.inspect("room", ("a",))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.timeline.lens.sessions() is None


def test_of_somebody_who_is_out_of_sight_the_first_session_is_scrolled_to(window, opened):
    opened(large_meeting(sessions=300, people=200, rooms=30))
    timeline, agenda = window.timeline, window.desk.agenda
    for _ in range(4):
        timeline.zoom(1)
    timeline.settle()
    sight = timeline.viewport().rect()

    def in_sight(id_):
        return timeline.visualRect(timeline.sessions.index_of(id_)).intersects(sight)

    person = next(p for p, ids in agenda.sessions_with.items() if not any(in_sight(id_) for id_ in ids))
    window.people.choose(person)
    assert any(in_sight(id_) for id_ in agenda.sessions_with[person])


def test_a_screen_reader_hears_what_a_stretch_is(window, opened):
    opened(two_rooms())
    window.desk.inspect("person", ("berg",))
    rows = window.inspector.schedule.list.row_model
    said = [rows.index(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(rows.rowCount())]
    assert "Mon 09:00-10:00, 1 Topic 1, chair" in said
