"""The board of papers: dragged, moved by keys, numbered, dated; what somebody should have read; their texts."""

from __future__ import annotations

from datetime import date

import pytest
from hands import carry, drag, row_place
from meetings import agenda_of, meeting, session
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.records import Paper

Qt = QtCore.Qt
NEEDS = Paper(id="needs", title="Needs", status="draft", due=date(2008, 1, 21), sessions=("s1",))
MONEY = Paper(id="money", title="Money", symbol="DCD/DAC(2008)4", status="circulated", sessions=("s2",))


@pytest.fixture
def sheet(window, opened):
    """The board with a late draft for one session, and a circulated paper for all."""
    opened(
        agenda_of(
            meeting(symbol_prefix="DCD/DAC(2008)"),
            session("1", "09:00", attendees=("berg",)),
            session("2", "10:00", kind="plenary"),
            NEEDS,
            MONEY,
        )
    )
    window.showing.show_sheet("papers")
    return window.showing.prepare.sheet("papers")


def cards(sheet):
    return {status: [row.id for row in column.list.row_model.rows] for status, column in sheet.board.columns.items()}


def middle(column):
    return column.mapToGlobal(column.rect().center())


def paper(window, id_):
    return window.desk.agenda.paper[id_]


def test_papers_are_in_columns_and_late_ones_marked(sheet):
    assert cards(sheet) == {"commissioned": [], "draft": ["needs"], "final": [], "circulated": ["money"]}
    (row,) = sheet.board.columns["draft"].list.row_model.rows
    assert (row.when, row.is_late, row.colour, row.serves) == ("21 days late", True, "warning", "for 1 · 1 reader")
    assert sheet.late.text() == "1 late"
    (row,) = sheet.board.columns["circulated"].list.row_model.rows
    assert (row.when, row.serves) == ("", "for 2 · 3 readers")


# how far they are


def test_a_card_that_is_dragged_is_one_change_that_can_be_undone(sheet, window):
    revision = window.desk.document.revision
    cards_ = sheet.board.columns["draft"].list
    drag(cards_.viewport(), row_place(cards_, 0), middle(sheet.board.columns["circulated"]))
    assert paper(window, "needs").status == "circulated"
    assert window.desk.document.revision == revision + 1
    assert cards(sheet)["circulated"] == ["needs", "money"]
    assert window.desk.inspected == ("paper", ("needs",))
    assert "“Needs”: circulated" in window.toast.words
    window.desk.undo()
    assert cards(sheet)["draft"] == ["needs"]


def test_a_drag_shows_where_it_goes_and_escape_calls_it_off(sheet, window, qtbot):
    cards_, final = sheet.board.columns["draft"].list, sheet.board.columns["final"]
    carry(cards_.viewport(), row_place(cards_, 0), middle(final))
    assert final.property("welcome")
    assert sheet.board._ghost.isVisible()
    qtbot.keyClick(cards_, Qt.Key.Key_Escape)
    assert not final.property("welcome")
    assert not sheet.board._ghost.isVisible()
    assert paper(window, "needs").status == "draft"


def test_a_card_let_go_where_it_was_changes_nothing(sheet, window):
    revision = window.desk.document.revision
    column = sheet.board.columns["draft"]
    drag(
        column.list.viewport(),
        row_place(column.list, 0),
        column.mapToGlobal(column.rect().bottomLeft() + QtCore.QPoint(9, -9)),
    )
    assert window.desk.document.revision == revision


def test_a_paper_is_moved_by_keys_and_they_follow_it(sheet, window, qtbot):
    sheet.board.choose("needs", focus=True)
    draft, final = (sheet.board.columns[status].list for status in ("draft", "final"))
    qtbot.keyClick(draft, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert paper(window, "needs").status == "final"
    assert (final.current_id, final.hasFocus()) == ("needs", True)
    qtbot.keyClick(final, Qt.Key.Key_Right)
    assert sheet.board.columns["circulated"].list.current_id == "money"
    assert sheet.board.columns["circulated"].list.hasFocus()
    qtbot.keyClick(sheet.board.columns["circulated"].list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert paper(window, "money").status == "circulated"
    qtbot.keyClick(sheet.board.columns["circulated"].list, Qt.Key.Key_Left)
    qtbot.keyClick(final, Qt.Key.Key_Return)
    assert window.desk.inspected == ("paper", ("needs",))


def test_the_buttons_below_say_how_far_the_chosen_paper_is(sheet, window, qtbot):
    assert not sheet.chosen.isVisible()
    sheet.open_paper("needs")
    buttons = {button.text(): button for button in sheet.chosen.status.findChildren(QtWidgets.QPushButton)}
    assert buttons["Draft"].isChecked()
    qtbot.mouseClick(buttons["Final"], Qt.MouseButton.LeftButton)
    assert paper(window, "needs").status == "final"


def test_the_menu_of_a_card_does_the_same(sheet, window):
    sheet.open_paper("needs")
    menu = sheet.chosen.menu(window.desk.agenda, paper(window, "needs"))
    words = {action.text(): action for action in menu.actions()}
    words["Circulated"].trigger()
    assert paper(window, "needs").status == "circulated"
    words["Give it the symbol DCD/DAC(2008)5"].trigger()
    assert paper(window, "needs").symbol == "DCD/DAC(2008)5"


def test_a_file_that_can_only_be_read_is_left_as_it_is(sheet, window, monkeypatch):
    monkeypatch.setattr(type(window.desk), "can_change", property(lambda _: False))
    sheet.open_paper("needs")
    assert not sheet.add.isEnabled()
    assert not sheet.chosen.status.isEnabled()
    cards_ = sheet.board.columns["draft"].list
    drag(cards_.viewport(), row_place(cards_, 0), middle(sheet.board.columns["final"]))
    assert paper(window, "needs").status == "draft"


# adding, numbering, dating


def test_papers_are_added_by_title_for_the_session_that_is_shown(sheet, window, qtbot):
    sheet.show_papers_of("session", "s1")
    qtbot.keyClicks(sheet.new, "Donors in Haiti")
    qtbot.keyClick(sheet.new, Qt.Key.Key_Return)
    (new,) = (p for p in window.desk.agenda.papers if p.title == "Donors in Haiti")
    assert (new.status, new.sessions, sheet.new.text()) == ("commissioned", ("s1",), "")
    assert cards(sheet)["commissioned"] == [new.id]
    assert window.desk.inspected == ("paper", (new.id,))


def test_symbols_are_given_by_the_scheme(sheet, window, qtbot):
    qtbot.mouseClick(sheet.number, Qt.MouseButton.LeftButton)
    assert paper(window, "needs").symbol == "DCD/DAC(2008)5"
    assert not sheet.number.isVisible()


def test_the_scheme_is_settled_here(sheet, window, qtbot):
    sheet.scheme.days.setFocus()
    qtbot.keyClicks(sheet.scheme.days, "14")
    qtbot.keyClick(sheet.scheme.days, Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.papers_due_days == 14
    labels = [label.text() for label in sheet.scheme.findChildren(QtWidgets.QLabel)]
    assert "Due, days before the meeting: 28 Jan 2008" in labels
    sheet.scheme.days.selectAll()
    qtbot.keyClick(sheet.scheme.days, Qt.Key.Key_Delete)
    qtbot.keyClick(sheet.scheme.days, Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.papers_due_days is None
    sheet.scheme.prefix.selectAll()
    qtbot.keyClicks(sheet.scheme.prefix, "X/")
    qtbot.keyClick(sheet.scheme.prefix, Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.symbol_prefix == "X/"


def test_days_that_are_no_number_are_said_to_be_none(sheet, window, qtbot):
    qtbot.keyClicks(sheet.scheme.days, "two weeks")
    qtbot.keyClick(sheet.scheme.days, Qt.Key.Key_Return)
    assert "'two weeks' is no number of days." in window.toast.words
    assert window.desk.agenda.meeting.papers_due_days is None


# who should have read them


def test_what_those_at_a_session_and_what_somebody_should_have_read(sheet):
    sheet.show_papers_of("session", "s1")
    assert cards(sheet) == {"commissioned": [], "draft": ["needs"], "final": [], "circulated": []}
    assert (
        sheet.reading.text() == "Those at 1 Topic 1 (1 person) should have read 1 paper, none of which is circulated."
    )
    sheet.show_papers_of("person", "berg")
    assert sheet.reading.text() == "Hanna Berg should have read 2 papers, 1 of which is circulated."
    sheet.show_papers_of("person", "lind")
    assert cards(sheet)["draft"] == []
    sheet.show_papers_of("", "")
    assert cards(sheet)["draft"] == ["needs"]
    assert not sheet.reading.isVisible()


# their texts


@pytest.fixture
def desktop(monkeypatch):
    """What the desktop is asked to open."""
    asked = []
    monkeypatch.setattr(QtGui.QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    return asked


def test_a_file_beside_the_agenda_is_linked_and_opened(sheet, window, desktop, tmp_path, monkeypatch):
    file = tmp_path / "papers" / "needs.pdf"
    file.parent.mkdir()
    file.write_text("text")
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    sheet.open_paper("needs")
    sheet.chosen.file.click()
    assert paper(window, "needs").link == "papers/needs.pdf"
    sheet.chosen.open.click()
    assert desktop == [QtCore.QUrl.fromLocalFile(str(file)).toString()]
    file.unlink()
    sheet.chosen.open.click()
    assert "needs.pdf is not there." in window.toast.words
    assert len(desktop) == 1


@pytest.mark.parametrize(
    ("link", "opens"),
    [("https://example.org/p", True), ("javascript:alert(1)", False), ("mailto:a@example.org", False)],
)
def test_only_what_is_on_the_web_is_opened(sheet, window, desktop, link, opens):
    window.desk.do(lambda agenda: actions.set_fields(agenda, agenda.paper["needs"], link=link))
    sheet.open_paper("needs")
    sheet.chosen.open.click()
    assert bool(desktop) == opens
    assert ("no web address" in window.toast.words) != opens


def test_the_list_of_documents_is_seen_before_it_is_printed(sheet):
    asked = []
    sheet.command_asked.disconnect()
    sheet.command_asked.connect(asked.append)
    sheet.list.click()
    assert asked == ["print documents"]


# room


def test_in_a_narrow_window_the_columns_lie_one_below_the_other(sheet, window, qtbot):
    assert not sheet.board.is_stacked
    window.resize(900, 620)
    qtbot.waitUntil(lambda: sheet.board.is_stacked)
    tops = [column.y() for column in sheet.board.columns.values()]
    assert tops == sorted(set(tops))
    draft = sheet.board.columns["draft"].list
    final = sheet.board.columns["commissioned"]
    drag(draft.viewport(), row_place(draft, 0), final.head.mapToGlobal(final.head.rect().center()))
    assert paper(window, "needs").status == "commissioned"


def test_without_papers_the_sheet_says_what_to_do(window, opened):
    opened(agenda_of(session("1", "09:00")))
    window.showing.show_sheet("papers")
    sheet = window.showing.prepare.sheet("papers")
    assert sheet.empty.isVisible()
    assert not sheet.board.isVisible()
    assert sheet.title.text() == "Papers"


def test_details_say_what_somebody_should_have_read_and_how_far_papers_are(sheet, window):
    window.desk.inspect("person", ("berg",))
    assert window.inspector.reading.isVisible()
    assert window.inspector.reading.papers.text().splitlines() == [
        "“Needs” · draft, 21 days late",
        "DCD/DAC(2008)4 · circulated",
    ]
    window.desk.inspect("room", ("a",))
    assert not window.inspector.reading.isVisible()
    window.desk.select(("s1",))
    assert window.inspector.session.papers.states.text() == "“Needs” · draft, 21 days late"
