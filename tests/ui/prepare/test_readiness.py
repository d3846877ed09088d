"""The page of readiness: what it says, that it follows what is changed, and that every point leads to its place."""

from __future__ import annotations

from datetime import date

import pytest
from hands import row_place
from meetings import agenda_of, changed, meeting, person, session, shared_chair
from PySide6 import QtCore, QtTest

from agendaplanner.checks.points.point import Published
from agendaplanner.checks.readiness import readiness
from agendaplanner.model import actions
from agendaplanner.model.records import Paper
from agendaplanner.ui.prepare.readiness.rows import rows_of, spoken

Qt = QtCore.Qt


@pytest.fixture
def page(window, opened):
    """Opens an agenda (the example where none is given) and shows the page."""

    def open_(agenda=None):
        opened(agenda)
        window.showing.show_sheet("readiness")
        window.publisher.since.look()
        return window.showing.prepare.sheet("readiness")

    return open_


def row_of(sheet, id_):
    return next(i for i, row in enumerate(sheet.list.row_model.rows) if row.id == id_)


def click(sheet, id_, *, dx=None):
    sheet.list.show_row(id_)
    at = row_place(sheet.list, row_of(sheet, id_))
    place = sheet.list.viewport().mapFromGlobal(at)
    if dx is not None:
        place.setX(dx)
    QtTest.QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def ids(sheet):
    return {row.id for row in sheet.list.row_model.rows}


def test_the_page_says_what_is_missing_at_each_stage(page):
    sheet = page()
    assert [row.title for row in sheet.list.row_model.rows if row.part == "stage"] == [
        "Before invitations",
        "Before papers go out",
        "Before printing",
        "Before the day",
    ]
    assert {"point printing unplaced", "point printing roles-open", "point papers papers-overdue"} <= ids(sheet)
    missing = sum(stage.needed for stage in sheet.stages)
    assert sheet.title.text() == f"Readiness · {missing} missing"
    assert sheet.tiles["printing"].accessibleName().startswith("Before printing: ")


def test_what_is_put_right_is_gone_at_once_and_comes_back_with_undo(page, window):
    sheet = page()
    before = sheet.list.row_model.rows
    agenda = window.desk.agenda
    window.desk.do(lambda a: actions.put(a, [changed(p, status="circulated") for p in agenda.papers]))
    assert "point papers papers-overdue" not in ids(sheet)
    window.desk.undo()
    assert sheet.list.row_model.rows == before


def test_a_tile_goes_to_its_stage(page, qtbot):
    sheet = page()
    qtbot.mouseClick(sheet.tiles["day"], Qt.MouseButton.LeftButton)
    assert sheet.list.current_id == "stage day"
    assert sheet.list.hasFocus()
    top = sheet.list.visualRect(sheet.list.currentIndex()).top()
    at_end = sheet.list.verticalScrollBar().value() == sheet.list.verticalScrollBar().maximum()
    assert top == 0 or at_end


# each point a click from its place


def test_a_point_of_a_sheet_leads_there_and_shows_its_one_record(page, window):
    sheet = page()
    asked = []
    sheet.sheet_asked.disconnect()
    sheet.sheet_asked.connect(asked.append)
    click(sheet, "point printing roles-open")
    click(sheet, "point papers papers-overdue")
    assert asked == ["roles", "papers"]


def test_a_paper_alone_is_shown_in_the_details(page, window):
    paper = Paper(id="p", title="Needs", due=date(2008, 1, 2), sessions=("s1",))
    sheet = page(agenda_of(session("1", "09:00"), paper))
    click(sheet, "point papers papers-overdue")
    assert window.showing.prepare.shown == "papers"
    assert window.desk.inspected == ("paper", ("p",))


def test_a_clash_leads_to_the_timeline(page, window):
    sheet = page(shared_chair())
    click(sheet, "point printing clashes")
    assert window.timeline.isVisible()
    assert window.desk.selected == ("s4b",)


def test_what_waits_leads_to_the_timeline_beside_the_backlog(page, window):
    sheet = page(agenda_of(session("1"), session("2")))
    click(sheet, "point printing unplaced")
    assert window.desk.selected == ("s1",)
    assert window.backlog.isVisible()


def test_a_field_that_is_empty_gets_the_cursor(page, window, qtbot):
    sheet = page(agenda_of(meeting(contact="Office", venue="Hall", city="Oslo"), session("1", "09:00")))
    click(sheet, "point invitations meeting-contact")
    row = window.inspector.form.rows["contact_email"]
    qtbot.waitUntil(lambda: row.editor.hasFocus())
    assert window.showing.prepare.isVisible()
    click(sheet, "point printing sessions-without-abstract")
    assert window.desk.selected == ("s1",)
    assert window.inspector.form.rows["abstract"].editor.hasFocus()


def test_what_is_not_published_leads_to_publishing(page):
    sheet = page()
    asked = []
    sheet.command_asked.disconnect()
    sheet.command_asked.connect(asked.append)
    click(sheet, "point printing not-published")
    assert asked == ["publish"]


def test_what_is_published_is_no_longer_missing(page, window):
    sheet = page()
    window.desk.document.publish()
    window.publisher.since.look()
    assert "point printing not-published" not in ids(sheet)
    some = window.desk.agenda.placed[0]
    window.desk.do(lambda agenda: actions.unplace(agenda, [some.id]))
    window.publisher.since.look()
    assert "point day changed-since" in ids(sheet)


# unfolding


def test_the_arrow_unfolds_and_each_record_can_be_opened(page, window):
    sheet = page(agenda_of(session("1"), session("2")))
    click(sheet, "point printing unplaced", dx=6)
    assert {"point printing unplaced 0", "point printing unplaced 1"} <= ids(sheet)
    assert window.showing.prepare.isVisible()
    click(sheet, "point printing unplaced 1")
    assert window.desk.selected == ("s2",)


def test_what_is_in_order_is_folded_away_until_it_is_asked_for(page):
    sheet = page()
    click(sheet, "met printing")
    words = [row.title for row in sheet.list.row_model.rows if row.part == "sentence"]
    assert "Nothing clashes." in words
    click(sheet, "met printing")
    assert not [row for row in sheet.list.row_model.rows if row.part == "sentence"]


def test_the_page_is_used_by_keys_alone(page, window, qtbot):
    sheet = page(agenda_of(session("1"), session("2")))
    sheet.show_stage("printing")
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.list.current_id == "point printing unplaced"
    qtbot.keyClick(sheet.list, Qt.Key.Key_Right)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    assert sheet.list.current_id == "point printing unplaced 0"
    qtbot.keyClick(sheet.list, Qt.Key.Key_Up)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Left)
    assert "point printing unplaced 0" not in ids(sheet)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert window.desk.selected == ("s1",)


# what is said, and the room that it takes


def test_screen_readers_hear_how_grave_a_point_is_and_where_it_leads():
    agenda = agenda_of(session("1"), session("2"))
    rows = {row.id: row for row in rows_of(readiness(agenda, None, Published(0)), ())}
    assert spoken(rows["point printing unplaced"]) == (
        "2 sessions have no place yet, missing, 1, 2, leads to Timeline, folded"
    )
    assert "would be good" in spoken(rows["point printing logo"])


def test_a_meeting_that_is_ready_says_so(page):
    words = {"venue": "Hall", "city": "Oslo", "contact": "Office", "contact_email": "o@example.org", "website": "w"}
    full = meeting(**words, objectives=("Learn",), practical="Tram", logo="l.png")
    people = [person(id_, "Ada", id_, email=f"{id_}@example.org") for id_ in ("berg", "okafor", "lind")]
    sheet = page(agenda_of(full, *people, session("1", "09:00", abstract="A", status="confirmed")))
    stages = {stage.name: stage for stage in sheet.stages}
    assert stages["invitations"].is_ready
    assert "nothing invitations" in ids(sheet)


@pytest.mark.parametrize("size", [(900, 620), (1440, 900)])
def test_nothing_is_cut_off(page, window, qtbot, size):
    window.resize(*size)
    sheet = page()
    tiles = list(sheet.tiles.values())
    qtbot.waitUntil(lambda: (tiles[0].y() == tiles[3].y()) == (size[0] > 1000))
    wide = sheet.list.viewport().width()
    for row in range(sheet.list.model().rowCount()):
        assert sheet.list.visualRect(sheet.list.model().index(row)).width() <= wide
    assert all(tile.width() >= 150 for tile in tiles)


def test_at_midnight_what_is_due_is_counted_from_the_new_day(page, window, monkeypatch):
    paper = Paper(id="p", title="Needs", due=date(2008, 1, 28), sessions=("s1",))
    monkeypatch.setattr("agendaplanner.ui.desk.date", _Day(date(2008, 1, 28)))
    sheet = page(agenda_of(session("1", "09:00"), paper))
    assert "point papers papers-overdue" not in ids(sheet)
    monkeypatch.setattr("agendaplanner.ui.desk.date", _Day(date(2008, 1, 29)))
    window.desk.follow()
    assert "point papers papers-overdue" in ids(sheet)


class _Day:
    """A calendar that is always open at one day."""

    def __init__(self, day):
        self._day = day

    def today(self):
        return self._day
