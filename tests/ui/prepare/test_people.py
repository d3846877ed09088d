"""The sheet on participants, by mouse and keys: the funnel, seats, invitations, a list taken in, duplicates."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from meetings import agenda_of, meeting, person, session
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.people import set_invitation
from agendaplanner.model.records import Delegation, SisterMeeting
from agendaplanner.ui.prepare.people.listing import Sieve

Qt = QtCore.Qt
NORWAY = Delegation(id="no", name="Norway")
PEOPLE = (
    NORWAY,
    person("berg", "Hanna", "Berg", delegation="no", community="diplomacy", answered_on=date(2008, 1, 5)),
    person("asked", "Ada", "Sand", invitation="invited", invited_on=date(2008, 1, 2)),
    person("late", "Bo", "Dahl", invitation="invited", invited_on=date(2008, 1, 20)),
    person("first", "Cai", "Holm", invitation="waiting list", answered_on=date(2008, 1, 3)),
    person("second", "Dag", "Vik", invitation="waiting list", answered_on=date(2008, 1, 9)),
)


@pytest.fixture
def sheet(window, opened):
    """Give a function that shows the sheet of an agenda."""

    def show(*records, **fields):
        opened(agenda_of(meeting(most_participants=4, **fields), *PEOPLE, *records))
        window.showing.show_sheet("people")
        return window.showing.prepare.sheet("people")

    return show


def names(sheet):
    return [row.name for row in sheet.views.model.rows]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(qtbot, view, row, modifier=Qt.KeyboardModifier.NoModifier, column=0):
    at = view.visualRect(view.model().index(row, column)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


# the list


def test_who_is_asked_for_by_three_meetings_is_marked_in_the_list_and_in_the_details(window, sheet):
    found = sheet(
        SisterMeeting(id="x", name="Security", invitees=("Berg, Hanna", "Ada Sand")),
        SisterMeeting(id="y", name="Recovery", invitees=("Hanna Berg; UN",)),
    )
    marked = {row.id: row.asked_words for row in found.views.model.rows if row.asked_words}
    assert marked == {"berg": "asked for by 3 meetings"}
    row = [row.id for row in found.views.model.rows].index("berg")
    index = found.views.model.index(row, 0)
    assert "Asked for by 3 meetings" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "asked for by 3 meetings" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    window.desk.inspect("person", ["berg"])
    assert "asked for by 3 meetings" in window.inspector.schedule.summary.text()
    window.desk.inspect("person", ["asked"])
    assert "asked for" not in window.inspector.schedule.summary.text()


def test_it_says_how_full_the_meeting_is_and_counts_the_funnel(window, sheet):
    found = sheet()
    assert found.title.text() == "Participants · 3 of 4 seats, 2 on the waiting list"
    assert {status: step._count for status, step in found.funnel.steps.items()} == {
        "to invite": 0, "invited": 2, "accepted": 3, "declined": 0, "waiting list": 2,
    }  # fmt: skip
    assert found.seats.waiting.text() == "Next on the waiting list: Cai Holm"
    assert len(names(found)) == 7


def test_a_count_shows_those_alone_and_again_everybody(qtbot, sheet):
    found = sheet()
    click(qtbot, found.funnel.steps["waiting list"])
    assert names(found) == ["Cai Holm", "Dag Vik"]
    found.funnel.steps["waiting list"].setFocus()
    qtbot.keyClick(found.funnel.steps["waiting list"], Qt.Key.Key_Space)
    assert len(names(found)) == 7


def test_the_filter_and_the_delegation(qtbot, sheet):
    found = sheet()
    qtbot.keyClicks(found.filter, "dipl han")
    assert names(found) == ["Hanna Berg"]
    found.filter.clear()
    texts = [found.delegation.itemText(i) for i in range(found.delegation.count())]
    assert texts == ["All delegations", "Norway (1)", "No delegation (6)"]
    found.delegation.setFocus()
    qtbot.keyClick(found.delegation, Qt.Key.Key_Down)
    found.delegation.activated.emit(found.delegation.currentIndex())
    assert names(found) == ["Hanna Berg"]
    qtbot.keyClicks(found.filter, "nobody")
    assert found.nobody.isVisible()
    assert not found.views.isVisible()


def test_who_has_not_answered_since_a_day(qtbot, sheet):
    found = sheet()
    assert not found.late.isVisible()
    click(qtbot, found.funnel.steps["invited"])
    assert found.late.isVisible()
    found.since.setDate(QtCore.QDate(2008, 1, 10))
    found.since_on.click()
    assert names(found) == ["Ada Sand"]
    click(qtbot, found.late_all)
    assert found.views.ids == ("asked",)


def test_several_are_set_at_once_with_a_date_and_one_undo(qtbot, window, sheet):
    found = sheet()
    revision = window.desk.document.revision
    click_row(qtbot, found.views.table, 1)
    click_row(qtbot, found.views.table, 2, Qt.KeyboardModifier.ControlModifier)
    chosen = found.views.ids
    assert len(chosen) == 2
    assert window.desk.inspected == ("person", chosen)
    assert found.inviting.day.date() == QtCore.QDate.currentDate()
    found.inviting.status.setCurrentIndex(found.inviting.status.findData("declined"))
    found.inviting.day.setDate(QtCore.QDate(2008, 1, 30))
    click(qtbot, found.inviting.set)
    assert window.desk.document.revision == revision + 1
    for id_ in chosen:
        after = window.desk.agenda.person[id_]
        assert (after.invitation, after.answered_on) == ("declined", date(2008, 1, 30))
    assert found.views.ids == chosen
    assert found.funnel.steps["declined"]._count == 2
    window.commands.action("undo").trigger()
    assert found.funnel.steps["declined"]._count == 0


def test_table_and_cards_have_one_selection(qtbot, window, sheet):
    found = sheet()
    click_row(qtbot, found.views.table, 3)
    chosen = found.views.ids
    click(qtbot, found.shape._group.buttons()[1])
    assert found.views.view is found.views.cards
    assert found.views.ids == chosen
    click_row(qtbot, found.views.cards, 0)
    assert window.desk.inspected == ("person", found.views.ids)
    click(qtbot, found.shape._group.buttons()[0])
    selected = {index.column() for index in found.views.table.selectionModel().selectedIndexes()}
    assert selected == set(range(5))


def test_the_table_is_sorted_by_its_heads(qtbot, sheet):
    found = sheet()
    head = found.views.table.horizontalHeader()
    at = QtCore.QPoint(head.sectionViewportPosition(3) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(found)[:2] == ["Bo Dahl", "Ada Sand"]
    assert names(found)[-1] == "Dag Vik"


def test_a_seat_goes_to_the_next_and_never_beyond_the_limit(qtbot, window, sheet):
    found = sheet()
    click(qtbot, found.seats.move_up)
    assert window.desk.agenda.person["first"].invitation == "accepted"
    assert window.desk.agenda.person["first"].answered_on == date.today()
    assert found.title.text() == "Participants · 4 of 4 seats, 1 on the waiting list"
    assert not found.seats.move_up.isEnabled()
    found.seats.limit.setFocus()
    found.seats.limit.selectAll()
    qtbot.keyClicks(found.seats.limit, "60")
    qtbot.keyClick(found.seats.limit, Qt.Key.Key_Return)
    assert window.desk.agenda.meeting.most_participants == 60
    assert found.seats.move_up.isEnabled()
    found.seats.limit.setValue(0)
    found.seats.limit.editingFinished.emit()
    assert window.desk.agenda.meeting.most_participants is None
    assert found.title.text() == "Participants · 4 have accepted, 1 on the waiting list"


@pytest.mark.parametrize("width", [900, 1440])
def test_no_date_is_cut_off_and_nothing_is_wider_than_the_sheet(qtbot, window, sheet, width):
    found = sheet()
    window.resize(width, 620)
    qtbot.wait(20)
    table = found.views.table
    shown = [column for column in range(5) if not table.isColumnHidden(column)]
    assert 4 in shown
    assert 1 in shown
    assert sum(table.columnWidth(column) for column in shown) <= table.viewport().width()
    words = QtGui.QFontMetrics(window.look.font(12)).horizontalAdvance("30 Nov 2026")
    assert words <= table.columnWidth(4) - 10
    assert found.minimumSizeHint().width() <= 420


# a list taken in


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    rows = [
        ("List of invitees",),
        ("Participant", "Mail", "Represents", "Status"),
        ("Hanna Berg", "hanna@example.org", "Norway", "accepted"),
        ("Adda Sand", "", "", "yes"),
        ("Eva Ruud", "nowhere", "Chad", "invited"),
    ]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def test_a_workbook_is_looked_at_then_taken_in_as_one_change(qtbot, window, sheet, workbook):
    found = sheet()
    found.open_list(workbook)
    page = found.importing
    assert page.said.text() == (
        "2 new, 1 completed. 1 looks like somebody who is here already. 1 thing does not fit and is left out."
    )
    assert [page.rows.fates.index(i, 2).data() for i in range(3)] == [
        "known; adds e-mail",
        "new; looks like Ada Sand",
        "new; 'nowhere' is no e-mail address",
    ]
    box = page.columns.boxes[2]
    assert box.currentText() == "Left out"
    box.setCurrentIndex(box.findData("delegation"))
    box.activated.emit(box.currentIndex())
    click_row(qtbot, page.rows, 1)
    assert page.same.text() == "It is Ada Sand"
    click(qtbot, page.same)
    assert page.rows.fates.index(1, 2).data() == "Ada Sand, known already"
    click_row(qtbot, page.rows, 2)
    assert "E-mail is left empty" in page.why.text()
    revision = window.desk.document.revision
    assert page.take.text() == "Import 2 people"
    click(qtbot, page.take)
    agenda = window.desk.agenda
    assert window.desk.document.revision == revision + 1
    assert found.pages.currentWidget() is found._people
    assert agenda.person["berg"].email == "hanna@example.org"
    (new,) = (p for p in agenda.people if p.family == "" and p.name == "Eva Ruud")
    assert agenda.delegation[new.delegation].name == "Chad"
    window.commands.action("undo").trigger()
    assert len(window.desk.agenda.person) == 7
    assert len(window.desk.agenda.delegation) == 1


def test_a_list_of_bare_names_is_pasted(qtbot, window, sheet):
    found = sheet()
    found.views.table.setFocus()
    QtGui.QGuiApplication.clipboard().setText("Eva Ruud\nHanna Berg\nFinn Moe <finn@example.org>\n")
    qtbot.keyClick(found.views.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = found.importing
    assert found.pages.currentWidget() is page
    assert not page.headed.isChecked()
    assert page.said.text() == "2 new, 1 known already."
    click_row(qtbot, page.rows, 0)
    click(qtbot, page.out)
    click(qtbot, page.take)
    (new,) = (p for p in window.desk.agenda.people if p.name == "Finn Moe")
    assert (new.email, new.invitation) == ("finn@example.org", "to invite")
    assert not [p for p in window.desk.agenda.people if p.name == "Eva Ruud"]


def test_escape_leads_back_to_the_list_also_while_the_focus_is_on_the_name_of_the_sheet(qtbot, window, sheet):
    found = sheet()
    name = window.showing.prepare.names["people"]
    for place in (found.importing, name):
        QtGui.QGuiApplication.clipboard().setText("Eva Lind\nFinn Moe\n")
        found.paste()
        assert found.pages.currentWidget() is found.importing
        place.setFocus()
        qtbot.keyClick(place, Qt.Key.Key_Escape)
        assert found.pages.currentWidget() is found._people
    found.show_duplicates()
    qtbot.keyClick(found.duplicates, Qt.Key.Key_Escape)
    assert found.pages.currentWidget() is found._people
    assert len(names(found)) == 7


def test_cells_copied_from_a_spreadsheet_are_pasted_by_the_command(window, sheet):
    found = sheet()
    data = QtCore.QMimeData()
    data.setText("x")
    data.setHtml("<table><tr><td>Name</td><td>Country</td></tr><tr><td>Eva Ruud</td><td>Chad</td></tr></table>")
    QtGui.QGuiApplication.clipboard().setMimeData(data)
    window.commands.action("paste people").trigger()
    assert found.importing.said.text() == "1 new."


def test_a_list_without_names_says_so_until_a_column_is_chosen(window, sheet, tmp_path):
    found = sheet()
    (tmp_path / "l.csv").write_text("Colour;Size\nEva Ruud;40\n", "utf-8")
    found.open_list(tmp_path / "l.csv")
    page = found.importing
    assert page.said.text() == "No column has names; the headings are: Colour, Size."
    assert not page.take.isEnabled()
    page.columns.boxes[0].setCurrentIndex(page.columns.boxes[0].findData("name"))
    page.columns.boxes[0].activated.emit(1)
    assert page.take.text() == "Import 1 person"


def test_a_list_is_dropped_on_the_sheet(sheet, workbook):
    found = sheet()
    data = QtCore.QMimeData()
    data.setUrls([QtCore.QUrl.fromLocalFile(str(workbook))])
    place, keys = QtCore.QPoint(50, 50), Qt.KeyboardModifier.NoModifier
    enter = QtGui.QDragEnterEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    QtWidgets.QApplication.sendEvent(found, enter)
    assert enter.isAccepted()
    drop = QtGui.QDropEvent(QtCore.QPointF(place), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    QtWidgets.QApplication.sendEvent(found, drop)
    assert found.importing.title.text() == "Import from list.xlsx"


def test_a_file_that_is_no_list_is_refused_in_words(window, sheet, tmp_path):
    found = sheet()
    (tmp_path / "x.csv").write_bytes(b"\x00\x01\x02")
    found.open_list(tmp_path / "x.csv")
    assert "no list of people" in window.toast.words
    assert found.pages.currentWidget() is found._people


def test_another_meeting_begins_with_its_own_list(qtbot, window, sheet, workbook, tmp_path):
    found = sheet()
    qtbot.keyClicks(found.filter, "hanna")
    found.open_list(workbook)
    window.commands.action("close").trigger()
    Document.create(tmp_path / "other.agenda", agenda_of()).close()
    window.files.open(tmp_path / "other.agenda")
    window.showing.show_sheet("people")
    assert found.pages.currentWidget() is found._people
    assert names(found) == ["Hanna Berg", "Maja Lind", "Chidi Okafor"]


# duplicates


@pytest.fixture
def doubled(qtbot, sheet):
    """The sheet with Hanna Berg there twice."""
    other = person("twice", "Hana", "Berg", email="hana@example.org", position="Director", community="defence/security")
    found = sheet(other, session("1", roles=(("chair", "twice"),)))
    qtbot.waitUntil(lambda: bool(found.search.pairs))
    return found


def test_a_pair_is_merged_with_the_fields_that_were_chosen(qtbot, window, doubled):
    assert doubled.twice.text() == "Duplicates (1)"
    click(qtbot, doubled.twice)
    page = doubled.duplicates
    lines = page.compare.lines
    labels = [line.label for line in lines.lines if line.differs]
    assert labels == ["Name", "Given name", "Community"]
    # the one who has a session is kept; the other's name stands
    assert page._pair == ("twice", "berg")
    click_row(qtbot, page.compare, 0, column=2)
    page.compare.setCurrentIndex(lines.index(1, 2))
    qtbot.keyClick(page.compare, Qt.Key.Key_Space)
    click(qtbot, page.merge)
    agenda = window.desk.agenda
    assert "berg" not in agenda.person
    one = agenda.person["twice"]
    assert (one.name, one.given, one.community) == ("Hanna Berg", "Hanna", "defence/security")
    assert (one.delegation, one.email) == ("no", "hana@example.org")
    assert ("merged name", "Hana Berg") in one.source.fields
    assert page.said.text() == "Nobody is likely to be here twice."
    window.commands.action("undo").trigger()
    assert "berg" in window.desk.agenda.person


def test_two_people_are_told_apart_for_good(qtbot, window, doubled, tmp_path):
    click(qtbot, doubled.twice)
    click(qtbot, doubled.duplicates.two)
    assert window.desk.agenda.meeting.not_same == (("berg", "twice"),)
    assert doubled.search.pairs == ()
    assert doubled.duplicates.again.text() == "Ask again about 1 pair"
    click(qtbot, doubled.duplicates.again)
    qtbot.waitUntil(lambda: len(doubled.search.pairs) == 1)
    window.commands.action("undo").trigger()
    path = window.desk.document.path
    window.commands.action("close").trigger()
    with Document.open(path) as document:
        assert document.agenda.meeting.not_same == (("berg", "twice"),)


def test_commands_show_the_sheet_and_what_it_does(window, sheet):
    found = sheet()
    window.showing.show_list()
    window.commands.action("duplicate people").trigger()
    assert found.isVisible()
    assert found.pages.currentWidget() is found.duplicates
    found.show_people()
    found.add_one()
    assert found.views.ids == window.desk.inspected[1]
    assert window.desk.agenda.person[found.views.ids[0]].name == "New person"


def test_everything_has_a_name_for_screen_readers(sheet):
    found = sheet()
    controls = (QtWidgets.QAbstractButton, QtWidgets.QComboBox, QtWidgets.QLineEdit, QtWidgets.QAbstractItemView)
    for each in found.findChildren(QtWidgets.QWidget):
        inner = isinstance(each.parent(), QtWidgets.QComboBox | QtWidgets.QAbstractSpinBox | QtWidgets.QLineEdit)
        inner = inner or isinstance(each, QtWidgets.QHeaderView)  # which Qt itself tells of, with the table
        if isinstance(each, controls) and each.isVisible() and not inner:
            text = each.text() if isinstance(each, QtWidgets.QAbstractButton) else ""
            assert each.accessibleName() or text, each


def test_an_empty_meeting_says_what_to_do(window, opened):
    opened(Agenda.of([meeting()]))
    window.showing.show_sheet("people")
    found = window.showing.prepare.sheet("people")
    assert found.nobody.isVisible()
    assert "Paste a list" in found.nobody.text()
    assert found.sieve == Sieve()


def test_the_bar_offers_the_next_step_of_whom_is_selected(window, sheet):
    found = sheet()
    for person_id, offered in (("asked", "accepted"), ("first", "accepted"), ("berg", "accepted")):
        found.views.select([person_id])
        assert found.inviting.status.currentData() == offered
    window.desk.do(lambda now: set_invitation(now, ["berg"], "declined"))
    found.views.select([])
    found.views.select(["berg"])
    assert found.inviting.status.currentData() == "declined"
