"""The window as a whole: opening, planning, keys, the find box, the panels, writing for others."""

from __future__ import annotations

import pytest
from hands import row_place
from meetings import at, large_meeting, session, shared_chair, two_rooms
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.records import Paper, Track
from agendaplanner.ui.commands import MENUS
from agendaplanner.ui.exports import EXPORTS
from agendaplanner.ui.timeline.lens import Criterion

Qt = QtCore.Qt


# beginning


def test_with_no_file_the_window_offers_ways_to_begin(window):
    assert window.start_page.isVisible()
    assert not window.commands.action("plan").isEnabled()
    assert window.commands.action("new").isEnabled()


def test_the_example_opens_from_the_start_page(window):
    window.commands.action("example").trigger()
    assert window.timeline.isVisible()
    assert len(window.desk.agenda.session) == 25
    assert "Oslo" in window.bar.place.text()
    assert [b.text() for b in window.bar.days.findChildren(type(window.bar._plan))] == [
        "Monday",
        "Both days",
        "Tuesday",
        "List",
        "Prepare",
    ]


def test_what_was_opened_is_offered_again(window, opened):
    path = opened(two_rooms())
    window.commands.action("close").trigger()
    assert window.start_page.isVisible()
    assert window.settings.recent == (path.resolve(),)


def test_a_file_that_is_no_agenda_is_refused_in_words(window, tmp_path):
    path = tmp_path / "notes.agenda"
    path.write_text("Dear colleagues")
    assert not window.files.open(path)
    assert "no agenda file" in window.toast.words
    assert str(path) in window.toast.words


def test_a_schedule_is_imported_into_a_file_of_its_own(window, samples, tmp_path):
    assert window.files.import_(samples / "pretalx-democon.schedule.json", tmp_path / "d.agenda")
    assert len(window.desk.agenda.session) > 10
    assert (tmp_path / "d.agenda").exists()


def test_a_file_that_may_not_be_changed_says_why(window, opened):
    path = opened(two_rooms())
    window.desk.open(Document.open(path, read_only=True))
    assert window.frame.note.isVisible()
    assert "reading only" in window.frame.note.text()
    window.desk.select(("s1",))
    assert not window.inspector.session.title.isEnabled()
    assert not window.commands.action("unplace").isEnabled()


# planning


def test_planning_gives_everything_a_place_and_is_one_undo(qtbot, window, opened):
    path = opened()
    before = window.desk.agenda
    assert before.waiting
    ticks = []
    timer = QtCore.QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    with qtbot.waitSignal(window.planner.taken, timeout=30_000):
        window.commands.action("plan").trigger()
        assert window.planner.running
        assert not window.commands.action("plan").isEnabled()
    assert ticks, "the window stood still while the planner worked"
    assert not window.desk.agenda.waiting
    assert window.desk.findings.counts()["clash"] == 0
    with Document.open(path, read_only=True) as document:
        assert document.agenda == window.desk.agenda
    window.desk.undo()
    assert window.desk.agenda == before


def test_planning_can_be_called_off_and_leaves_the_window_alive(qtbot, window, opened):
    opened(large_meeting(sessions=300, people=280, rooms=12))
    before = window.desk.agenda
    window.commands.action("plan anew").trigger()
    with qtbot.waitSignal(window.planner.ended, timeout=10_000):
        window.commands.action("stop").trigger()
    assert not window.planner.running
    assert window.desk.agenda == before
    assert window.commands.action("plan").isEnabled()


def test_what_finds_no_place_is_named_with_the_reason(qtbot, window, opened):
    agenda = shared_chair()
    agenda = agenda.apply(actions.add(agenda, session("9", minutes=600)))
    opened(agenda)
    with qtbot.waitSignal(window.planner.taken, timeout=30_000):
        window.commands.action("plan").trigger()
    assert [s.id for s in window.desk.agenda.waiting] == ["s9"]
    row = window.problems.list.row_model.rows[1]
    assert "9 has no place" in row.title
    assert "open so long" in row.note


def test_a_plan_for_an_agenda_that_has_moved_on_is_not_forced_on_it(qtbot, window, opened):
    opened()
    window.planner.start()
    with qtbot.waitSignal(window.planner.ended, timeout=30_000):
        some = window.desk.agenda.waiting[0]
        window.desk.do(lambda agenda: actions.remove(agenda, some))
    assert some.id not in window.desk.agenda.session
    assert "Plan again" in window.toast.words


# keys


def test_arrow_keys_go_from_session_to_session_and_alt_moves_them(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    qtbot.keyClick(window.timeline, Qt.Key.Key_Right)
    assert window.desk.selected == ("s2",)
    window.desk.select(("s3",))
    QtTest.QTest.keyClick(window.timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert window.desk.agenda.session["s3"].placement.start == at("10:05")
    window.commands.action("next room").trigger()
    assert window.desk.agenda.session["s3"].placement.room == "b"
    window.commands.action("next day").trigger()
    assert window.desk.agenda.session["s3"].placement.start == at("10:05", 1)
    window.commands.action("pin").trigger()
    assert window.desk.agenda.session["s3"].pinned_time
    window.commands.action("unplace").trigger()
    assert window.desk.agenda.session["s3"].placement is None


def test_ctrl_z_belongs_first_to_the_field_with_the_cursor(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s1",))
    window.commands.action("later").trigger()
    title = window.inspector.session.title
    title.setFocus()
    qtbot.keyClicks(title, "!")
    QtTest.QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == "Topic 1"
    assert window.desk.agenda.session["s1"].placement.start == at("09:05")


def test_every_command_has_words_a_menu_and_a_key_of_its_own(window):
    keys = [key.toString() for command in window.commands for key in window.commands.action(command.id).shortcuts()]
    assert len(keys) == len(set(keys))
    for command in window.commands:
        assert command.text
        assert command.menu in MENUS


def test_the_find_box_leads_to_sessions_and_runs_commands(qtbot, window, opened):
    opened()
    window.commands.action("find").trigger()
    qtbot.keyClicks(window.find_box, "reports back")
    qtbot.keyClick(window.find_box, Qt.Key.Key_Return)
    assert window.desk.current.title.startswith("Reports back")
    window.commands.action("find").trigger()
    qtbot.keyClicks(window.find_box, "zoom in")
    before = window.timeline.drawing.scale.minute_px
    qtbot.keyClick(window.find_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.timeline.drawing.scale.minute_px > before)


def test_what_is_not_found_says_so(qtbot, window, opened):
    opened()
    window.find_box.begin()
    qtbot.keyClicks(window.find_box, "xyzzy")
    assert window.find_box._none.isVisible()
    qtbot.keyClick(window.find_box, Qt.Key.Key_Return)
    assert window.desk.document.revision == 1


# panels


def test_the_list_of_clashes_leads_to_the_sessions(qtbot, window, opened):
    opened(shared_chair())
    problems = window.problems.list
    place = problems.viewport().mapFromGlobal(row_place(problems, 1)) - QtCore.QPoint(problems.width() // 3, 0)
    qtbot.mouseClick(problems.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(window.desk.selected) == {"s4b", "s4d"}


def test_the_inspector_changes_what_is_selected(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s3",))
    fields = window.inspector.session
    fields.title.selectAll()
    qtbot.keyClicks(fields.title, "Peace agreements")
    qtbot.keyClick(fields.title, Qt.Key.Key_Return)
    fields.start.selectAll()
    qtbot.keyClicks(fields.start, "14.30")
    qtbot.keyClick(fields.start, Qt.Key.Key_Return)
    changed = window.desk.agenda.session["s3"]
    assert changed.title == "Peace agreements"
    assert changed.placement.start == at("14:30")
    assert window.desk.document.undo_label.startswith("Move 3")


def test_a_value_that_makes_no_sense_is_refused_at_its_field(qtbot, window, opened):
    opened(two_rooms())
    window.desk.select(("s3",))
    fields = window.inspector.session
    fields.start.selectAll()
    qtbot.keyClicks(fields.start, "half past")
    qtbot.keyClick(fields.start, Qt.Key.Key_Return)
    assert fields.start.property("faulty")
    assert "no time" in fields.fault.text()
    assert window.desk.document.revision == 1


def test_an_open_role_is_filled_from_the_inspector(window, opened):
    opened()
    agenda = window.desk.agenda
    found = next(s for s in agenda.sessions if any(role.person is None for role in s.roles))
    index = next(i for i, role in enumerate(found.roles) if role.person is None)
    window.desk.select((found.id,))
    row = window.inspector.session.roles._rows[index]
    assert row.person.currentText() == "to be defined"
    somebody = agenda.people[0]
    row.person.setCurrentIndex(row.person.findData(somebody.id))
    row.person.activated.emit(row.person.currentIndex())
    assert window.desk.agenda.session[found.id].roles[index].person == somebody.id


def test_choosing_somebody_shows_their_own_timeline(qtbot, window, opened):
    opened(two_rooms())
    people, lens = window.people.list, window.timeline.lens

    def choose(row):
        place = people.viewport().mapFromGlobal(row_place(people, row))
        qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=place)

    choose(0)
    assert lens.person == people.row_model.rows[0].id
    assert lens.sessions() == {"s1", "s3"}
    assert people.row_model.rows[0].chosen
    assert window.inspector.schedule.isVisible()
    choose(1)  # somebody else, alone
    assert lens.person == people.row_model.rows[1].id
    assert [row.chosen for row in people.row_model.rows] == [False, True, False]
    choose(1)
    assert lens.person is None
    assert not window.inspector.schedule.isVisible()


def test_escape_gives_up_the_selection_and_then_the_own_timeline(qtbot, window, opened):
    opened(two_rooms())
    window.people.choose("berg")
    window.desk.select(("s1",))
    for person, selected in (("berg", ()), (None, ())):
        window.commands.action("clear").trigger()
        assert (window.timeline.lens.person, window.desk.selected) == (person, selected)
    assert not any(row.chosen for row in window.people.list.row_model.rows)


def test_what_is_found_of_people_rooms_tracks_and_papers_is_looked_at(qtbot, window, opened):
    opened(
        two_rooms().apply(
            actions.add(two_rooms(), Track(id="c", name="Crisis"), Paper(id="x", title="Think piece", symbol="D/3"))
        )
    )
    for words, kind, id_ in (("maja", "person", "lind"), ("crisis", "track", "c"), ("room b", "room", "b")):
        window.commands.action("find").trigger()
        qtbot.keyClicks(window.find_box, words)
        qtbot.keyClick(window.find_box, Qt.Key.Key_Return)
        assert window.desk.inspected == (kind, (id_,))
        assert Criterion(kind, id_) in window.timeline.lens.criteria
    window.commands.action("find").trigger()
    qtbot.keyClicks(window.find_box, "d/3")
    qtbot.keyClick(window.find_box, Qt.Key.Key_Return)
    assert window.desk.inspected == ("paper", ("x",))


def test_without_words_the_find_box_lists_every_command(qtbot, window, opened):
    opened(two_rooms())
    window.commands.action("find").trigger()
    rows = {row.id for row in window.find_box.results.row_model.rows}
    assert rows == {f"command {c.id}" for c in window.commands if window.commands.action(c.id).isEnabled()}
    qtbot.keyClick(window.find_box, Qt.Key.Key_PageDown)
    qtbot.keyClick(window.find_box, Qt.Key.Key_PageDown)
    results = window.find_box.results
    assert results.visualRect(results.currentIndex()).intersects(results.viewport().rect())
    assert results.currentIndex().row() > 12
    qtbot.keyClicks(window.find_box, "s")
    assert results.currentIndex().row() == 0


def test_a_room_is_hidden_by_the_menu_of_its_name_also_where_nothing_may_be_changed(qtbot, window, opened):
    path = opened(two_rooms())
    window.desk.open(Document.open(path, read_only=True))
    window.timeline.header.room_menu_asked.emit("b", QtCore.QPoint(300, 200))
    menu = next(m for m in window.findChildren(QtWidgets.QMenu) if m.isVisible())
    choices = {action.text(): action for action in menu.actions()}
    assert choices["Hide this room"].isEnabled()
    assert not choices["The room closes…"].isEnabled()
    choices["Hide this room"].trigger()
    assert window.timeline.lens.hidden_rooms == {"b"}
    assert "b" not in window.timeline.drawing.columns
    choices["Its own timeline"].trigger()
    assert window.desk.inspected == ("room", ("b",))
    menu.close()


def test_a_change_from_outside_is_taken_in(window, opened):
    path = opened(two_rooms())
    with Document.open(path) as other:
        other.do(actions.unplace(other.agenda, ["s2"]))
    window.desk.follow()
    assert window.desk.agenda.session["s2"].placement is None
    assert window.backlog.list.row_model.rowCount() == 1


def test_a_day_can_be_shown_alone(window, opened):
    opened(two_rooms())
    window.commands.action("next shown day").trigger()
    assert window.timeline.shown_day == at("00:00").date()
    window.commands.action("all days").trigger()
    assert window.timeline.shown_day is None


# readers of the screen


def test_a_screen_reader_finds_every_session(window, opened):
    opened()
    interface = QtGui.QAccessible.queryAccessibleInterface(window.timeline)
    placed = window.desk.agenda.placed
    names = [interface.child(i).text(QtGui.QAccessible.Text.Name) for i in range(interface.childCount())]
    spoken = [name for name in names if name]
    assert len([name for name in spoken if "Feb" in name]) == len(placed)


# writing for others


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_everything_can_be_written_from_the_window(qtbot, window, opened, tmp_path, export):
    opened()
    to = tmp_path / "out" / f"x.{export.ending}" if export.ending else tmp_path / "out"
    (tmp_path / "out").mkdir()
    with qtbot.waitSignal(window.exporter.told, timeout=60_000):
        window.exporter.write(export, to)
    written = list((tmp_path / "out").rglob("*.*"))
    assert written
    assert all(path.stat().st_size > 200 for path in written)


def test_a_failed_export_says_why(qtbot, window, opened, tmp_path):
    opened()
    (tmp_path / "blocked").write_text("a file, not a folder")
    with qtbot.waitSignal(window.desk.failed, timeout=30_000):
        window.exporter.write(EXPORTS[3], tmp_path / "blocked" / "x.json")
    assert window.toast.isVisible()
