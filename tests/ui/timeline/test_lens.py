"""What is looked at: which sessions fit, and what the timeline, its strip and its legend make of it."""

from __future__ import annotations

import msgspec
import pytest
from meetings import agenda_of, at, between, meeting, person, session, two_rooms
from PySide6 import QtCore, QtWidgets

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Track
from agendaplanner.ui.timeline.lens import Criterion, matching

Qt = QtCore.Qt


@pytest.fixture
def tracks():
    """Two tracks, three sessions, one of them in none; Berg is away on Tuesday morning."""
    agenda = agenda_of(
        meeting(),
        session("1", "10:00", "a", track="t1", roles=[("chair", "berg")], title="Peace talks"),
        session("2", "10:00", "b", track="t2", roles=[("chair", "okafor")]),
        session("3", "11:30", "a"),
    )
    records = [
        msgspec.structs.replace(each, away=(between("09:00", "12:00", 1, "another meeting"),))
        if each.id == "berg"
        else each
        for each in agenda
    ]
    return Agenda.of([*records, Track(id="t1", name="Early recovery"), Track(id="t2", name="Funding", position=1)])


@pytest.mark.parametrize(
    ("criteria", "fits"),
    [
        ((), {"s1", "s2", "s3"}),
        ((Criterion("track", "t1"),), {"s1"}),
        ((Criterion("track", "t1"), Criterion("track", "t2")), {"s1", "s2"}),
        ((Criterion("track", "t1"), Criterion("room", "b")), set()),
        ((Criterion("room", "a"),), {"s1", "s3"}),
        ((Criterion("person", "okafor"),), {"s2"}),
        ((Criterion("text", "peace berg"),), {"s1"}),
        ((Criterion("text", "recovery"),), {"s1"}),
        ((Criterion("kind", "talk"),), {"s1", "s2", "s3"}),
        ((Criterion("status", "confirmed"),), set()),
    ],
)
def test_criteria_of_a_kind_add_and_those_of_different_kinds_narrow(tracks, criteria, fits):
    assert matching(tracks, criteria) == fits


def test_ctrl_f_typing_and_enter_dims_what_does_not_fit(qtbot, window, opened, tracks):
    opened(tracks)
    strip = window.timeline_page.filter
    assert strip.isHidden()
    qtbot.keyClick(window.timeline, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert strip.isVisible()
    qtbot.waitUntil(strip.field.hasFocus)
    qtbot.keyClicks(strip.field, "peace")
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert window.timeline.lens.criteria == (Criterion("text", "peace"),)
    scene = window.timeline.scene
    assert [id_ for id_ in ("s1", "s2", "s3") if scene.is_dimmed(id_)] == ["s2", "s3"]
    assert strip.count.text() == "1 session"
    qtbot.keyClick(strip.field, Qt.Key.Key_Escape)
    assert window.timeline.lens.criteria  # what is looked at stays, in sight
    assert strip.isVisible()


def test_a_chip_takes_its_criterion_away(qtbot, window, opened, tracks):
    opened(tracks)
    window.timeline.lens.add(Criterion("track", "t1"))
    window.timeline.lens.add(Criterion("room", "a"))
    chips = window.timeline_page.filter.findChildren(QtWidgets.QPushButton, "chip")
    assert [chip.text().strip() for chip in chips] == ["Early recovery", "Room A"]
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert window.timeline.lens.criteria == (Criterion("room", "a"),)


def test_hiding_the_others_leaves_only_the_rooms_of_what_fits(window, opened, tracks):
    opened(tracks)
    window.timeline.lens.add(Criterion("track", "t2"))
    window.timeline.lens.hide_others(hide=True)
    assert set(window.timeline.drawing.cards) == {"s2"}
    assert window.timeline.drawing.columns == ("b",)
    window.desk.reveal("s3")  # somebody wants to see it: then it is seen
    assert "s3" in window.timeline.drawing.cards


def test_a_click_on_a_tracks_name_looks_at_the_track_and_another_one_no_more(qtbot, window, opened, tracks):
    opened(tracks)
    legend = window.timeline_page.legend
    assert [button.toolTip() for button in legend.buttons] == ["Early recovery", "Funding"]
    qtbot.mouseClick(legend.buttons[1], Qt.MouseButton.LeftButton)
    assert window.timeline.lens.sessions() == {"s2"}
    qtbot.mouseClick(legend.buttons[1], Qt.MouseButton.LeftButton)
    assert window.timeline.lens.sessions() is None


def test_a_click_on_a_rooms_name_looks_at_the_room(qtbot, window, opened):
    opened(two_rooms())
    timeline = window.timeline
    x = timeline.drawing.column_x(timeline.drawing.blocks[0], timeline.drawing.column_of("b")) + 20
    qtbot.mouseClick(timeline.header, Qt.MouseButton.LeftButton, pos=QtCore.QPoint(x, 40))
    assert timeline.lens.criteria == (Criterion("room", "b"),)


def test_a_persons_timeline_hatches_when_the_person_is_away(window, opened, tracks):
    opened(tracks)
    window.desk.look_through("person", "berg")
    away = window.timeline.scene.away
    assert [(each.block, each.first, each.last) for each in away] == [(1, 9 * 60, 12 * 60)]
    assert "another meeting" in away[0].words
    assert not window.timeline.scene.is_dimmed("s1")
    assert window.timeline.scene.is_dimmed("s2")
    window.desk.look_through("person", "berg")
    assert window.timeline.scene.away == ()


def test_a_hidden_room_is_said_and_comes_back(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s3",))
    room = window.desk.current.placement.room
    window.commands.action("hide room").trigger()
    assert room not in window.timeline.drawing.columns
    (chip,) = window.timeline_page.filter.findChildren(QtWidgets.QPushButton, "chip")
    assert chip.text().strip() == "1 room hidden"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert room in window.timeline.drawing.columns


def test_another_meeting_is_shown_as_usual(window, opened, tracks):
    opened(tracks)
    window.timeline.lens.add(Criterion("track", "t2"))
    window.close_file()
    assert window.timeline.lens.criteria == ()


def test_people_of_a_community(tracks):
    records = [each for each in tracks if each.id != "berg"]
    agenda = Agenda.of([*records, msgspec.structs.replace(person("berg", "Hanne", "Berg"), community="diplomacy")])
    assert matching(agenda, (Criterion("community", "diplomacy"),)) == {"s1"}
    assert at("10:00") == agenda.session["s1"].placement.start


def test_what_the_legend_has_no_room_for_is_not_drawn_either(qtbot, window, opened, tracks):
    opened(Agenda.of([*tracks, *(Track(id=f"x{i}", name=f"Track number {i}", position=2 + i) for i in range(40))]))
    legend = window.timeline_page.legend
    for wide in (900, 700, 1100):
        window.resize(wide, 700)
        QtWidgets.QApplication.processEvents()
        drawn = [each for each in legend.findChildren(QtWidgets.QToolButton) if each.isVisible()]
        assert sorted(map(id, drawn)) == sorted(map(id, legend.buttons))
    assert legend.buttons[-1].text().endswith("more")
