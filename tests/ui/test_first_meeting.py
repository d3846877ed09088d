"""A first-time organiser's path, step by step as the guide has it: from a list of names to a programme.

Everything is done by mouse and keys in the real window and its dialogs; only where files lie is answered for the system's
file dialogs. The lists are those that the guide names, made of the Oslo example. ``FIRST_MEETING_PICTURES`` may name a
folder: a picture is then kept there after each step.
"""

from __future__ import annotations

import random
import re
import secrets
from collections import Counter
from pathlib import Path

import icalendar
import pypdf
import pytest
from hands import drag, row_place
from organiser import CTRL, LEFT, PLAIN, WAIT_MS, Organiser
from PySide6 import QtCore, QtWidgets

from agendaplanner.resource_files import resource
from agendaplanner.ui.dialogs.new_meeting import NewMeeting
from agendaplanner.ui.preview.window import Preview
from agendaplanner.ui.publishing.calendars import Calendars
from agendaplanner.ui.publishing.publish import Publish

Qt = QtCore.Qt
DECLINED = ("Imogen Fairweather", "Olivier Vandeput")
WAITING = ("Carter Holloway", "Henrik Dahlgaard", "Pavlos Christou", "Tomás Arrieta", "Yevgenia Marchenko")


@pytest.fixture
def organiser(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(secrets, "choice", random.Random(8).choice)  # the ids, and with them the plan
    window.resize(1440, 900)
    return Organiser(window, qtbot, tmp_path, monkeypatch)


def test_from_a_list_of_names_to_a_programme(organiser):
    for step in STEPS:
        step(organiser)


def test_the_guide_names_these_lists_and_no_others():
    guide = Path(resource("examples")).parents[1] / "docs" / "guide.md"
    named = set(re.findall(r"examples/lists/(\w+)\.tsv", guide.read_text("utf-8")))
    assert named == {path.stem for path in Path(resource("examples/lists")).glob("*")}


def a_new_meeting(me):
    """1: title, city, days and rooms."""

    def fill(dialog):
        me.write(dialog.title_field, "Integrated Planning in Fragile States")
        me.write(dialog.city_field, "Oslo")
        dialog.zone_field.setFocus()
        me.write(dialog.zone_field.lineEdit(), "Europe/Oslo")
        me.press("Add a room", dialog)
        me.enter(dialog.rooms.table)
        for row, seats in enumerate(("70", "32", "24", "20")):
            me.click_row(dialog.rooms.table, row, column=1)
            me.bot.keyClick(dialog.rooms.table, Qt.Key.Key_F2)
            me.enter(dialog.rooms.table, seats)
        assert dialog.rooms.values == (("Plenary hall", 70), ("Room A", 32), ("Room B", 24), ("Room C", 20))
        me.look("01-new-meeting")
        me.press("Choose a file…", dialog)

    me.answers("getSaveFileName", me.folder / "oslo.agenda")
    me.in_dialog(NewMeeting, fill)
    me.press("New meeting…", me.window.start_page)
    me.until(lambda: me.agenda is not None)
    me.window.desk.check()
    assert (me.folder / "oslo.agenda").exists()
    assert me.window.bar.title.text() == "Integrated Planning in Fragile States"
    assert {"Opening", "Adoption of conclusions", "Closing"} <= {s.title for s in me.agenda.placed}
    me.first = me.agenda
    me.look("01-made")


def the_people(me):
    """2: a list of names, pasted; those who are there twice merged."""
    sheet = me.sheet("people", "Participants")
    assert "Nobody is here yet" in sheet.nobody.text()
    me.look("02-nobody")
    me.paste("people")
    page = sheet.importing
    assert page.isVisible()
    me.look("02-import")
    assert (page.said.text(), page.take.text()) == ("59 new, 1 completed.", "Import 59 people")
    me.click(page.take)
    me.until(lambda: sheet.twice.text() == "Duplicates (3)")
    me.look("02-imported")
    me.click(sheet.twice)
    while sheet.search.pairs:
        me.look("02-pair")
        left = len(sheet.search.pairs)
        me.click(sheet.duplicates.merge)
        me.until(lambda left=left: len(sheet.search.pairs) < left)
    me.press("‹ Participants", sheet.duplicates)
    me.look("02-merged")
    assert len(sheet.views.model.rows) == 56
    assert {"Gerhard Weber", "Sven Åkerlund", "Pavlos Christou", "Hedda Berg"} <= {p.name for p in me.agenda.people}
    assert all(p.email for p in me.agenda.people)


def the_invitations(me):
    """3: everybody is invited, most accept, some must wait."""
    sheet = me.sheet("people", "Participants")
    me.write(sheet.seats.limit, "51")
    me.bot.keyClick(sheet.seats.limit, Qt.Key.Key_Return)
    me.click_row(sheet.views.table, 0)
    me.bot.keyClick(sheet.views.table, Qt.Key.Key_A, CTRL)
    set_invitation(me, sheet, "Invited", 56)
    me.look("03-invited")
    me.click(sheet.funnel.steps["invited"])
    for names, word in ((DECLINED, "Declined"), (WAITING, "Waiting list")):
        select(me, sheet, names)
        set_invitation(me, sheet, word, len(names))
    me.click_row(sheet.views.table, 0)
    me.bot.keyClick(sheet.views.table, Qt.Key.Key_A, CTRL)
    set_invitation(me, sheet, "Accepted", 49)
    me.click(sheet.funnel.steps["invited"])
    assert sheet.title.text() == "Participants · 49 of 51 seats, 5 on the waiting list"
    me.look("03-accepted")


def select(me, sheet, names):
    rows = [i for i, row in enumerate(sheet.views.model.rows) if row.name in names]
    assert len(rows) == len(names)
    for i, row in enumerate(rows):
        me.click_row(sheet.views.table, row, CTRL if i else PLAIN)


def set_invitation(me, sheet, word, many):
    assert sheet.inviting.who.text() == f"{many} selected"
    me.choose(sheet.inviting.status, word)
    me.click(sheet.inviting.set)
    status = sheet.inviting.status.currentData()
    assert sum(p.invitation == status for p in me.agenda.people) == many


def the_balance(me):
    """4: a target is set, and the sheet says who would mend what is off."""
    sheet = me.sheet("balance", "Balance")
    rows = sheet.bars.model()
    words = [rows.index(i, 0).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(rows.rowCount())]
    me.click_row(sheet.bars, next(i for i, said in enumerate(words) if said.startswith("defence/security")))
    me.write(sheet.strip.least, "25")
    me.click(sheet.strip.set)
    assert sheet.title.text() == "Balance · 1 share is off target"
    assert said_off(sheet) == (
        "defence/security: 11 of 49 in the meeting (22 %), wanted at least 25 %. "
        "Invite 2 more; on the waiting list: Carter Holloway and Henrik Dahlgaard."
    )
    me.look("04-off")
    me.press("Invite 2 from the waiting list", sheet)
    me.look("04-invited")
    assert "2 who fit are invited and did not answer yet" in said_off(sheet)
    people = me.sheet("people", "Participants")
    me.click(people.funnel.steps["invited"])
    assert {row.name for row in people.views.model.rows} == set(WAITING[:2])
    select(me, people, WAITING[:2])
    me.choose(people.inviting.status, "Accepted")
    me.click(people.inviting.set)
    me.click(people.funnel.steps["invited"])
    assert people.title.text() == "Participants · 51 of 51 seats, 3 on the waiting list"
    sheet = me.sheet("balance", "Balance")
    assert sheet.title.text() == "Balance · the target is met"
    me.look("04-balanced")


def said_off(sheet):
    (row,) = sheet.off.rows
    return row.findChild(QtWidgets.QLabel).text()


def the_sessions(me):
    """5: tracks, sessions and their order, pasted."""
    me.table("Tracks")
    me.paste("tracks")
    assert len(me.agenda.track) == 5
    grid = me.table("Sessions")
    me.paste("sessions")
    me.look("05-sessions")
    assert not me.window.showing.tables.misfits.isVisible()
    assert me.window.toast.words == "14 rows added."
    assert len(me.agenda.session) == 10 + 14
    for title, number in (("Adoption of conclusions", "10"), ("Closing", "11")):
        row = grid.order.row_of(next(s.id for s in me.agenda.sessions if s.title == title))
        me.click_row(grid, row)
        me.bot.keyClick(grid, Qt.Key.Key_F2)
        me.enter(grid, number)
    me.table("Wishes")
    me.paste("order")
    me.look("05-order")
    assert len(me.agenda.wish) == 8
    assert {s.number: s.title for s in me.agenda.sessions}["11"] == "Closing"


def the_plan(me):
    """6: everything gets a place."""
    me.press("Both days", me.window.bar)
    assert len(me.agenda.waiting) == 14
    me.look("06-waiting")
    with me.bot.waitSignal(me.window.planner.ended, timeout=WAIT_MS):
        me.press("Plan", me.window.bar)
    assert me.window.toast.words == "Plan: 20 have a place, 4 found no place."
    me.look("06-four-left")
    with me.bot.waitSignal(me.window.planner.explained, timeout=WAIT_MS):
        me.press("Why?", me.window.problems)
    me.look("06-why")
    why = me.window.problems.why
    assert "Sushil Thapa is needed in both 3a and 3d." in [r.message for r in why.explanation.reasons]
    me.press("Let Sushil Thapa leave the panel of 3d", why)
    me.look("06-planned")
    assert not me.agenda.waiting
    assert me.window.desk.findings.counts()["clash"] == 0


def the_roles(me):
    """7: whoever can take an open role is offered for it."""
    sheet = me.sheet("roles", "Roles")
    me.look("07-roles")
    assert sheet.title.text() == "Roles · 7 are open"
    while sheet.candidates.isVisible():
        role = sheet.candidates.title.text()
        me.click(sheet.candidates.rows[0].choose)
        me.until(lambda role=role: sheet.candidates.title.text() != role or not sheet.candidates.isVisible())
    assert sheet.title.text() == "Roles · none is open"
    assert me.window.desk.findings.counts()["clash"] == 0


def the_papers(me):
    """8: papers for sessions, with symbols and dates; one is circulated."""
    sheet = me.sheet("papers", "Papers")
    me.write(sheet.scheme.days, "14")
    me.bot.keyClick(sheet.scheme.days, Qt.Key.Key_Return)
    me.write(sheet.scheme.prefix, "DCD/DAC(2027)")
    me.bot.keyClick(sheet.scheme.prefix, Qt.Key.Key_Return)
    for number, title in (("2", "Seven country cases"), ("6", "Where the processes stand"), ("7", "Recent policies")):
        offered = [sheet.whose.itemText(i) for i in range(sheet.whose.count())]
        words = next(words for words in offered if words.startswith(f"{number} "))
        me.write(sheet.whose.lineEdit(), words)
        me.bot.keyClick(sheet.whose.lineEdit(), Qt.Key.Key_Return)
        me.write(sheet.new, title)
        me.bot.keyClick(sheet.new, Qt.Key.Key_Return)
    me.write(sheet.whose.lineEdit(), "All papers")
    me.bot.keyClick(sheet.whose.lineEdit(), Qt.Key.Key_Return)
    me.press("Give 3 symbols", sheet)
    me.look("08-papers")
    assert [p.symbol for p in me.agenda.papers] == [f"DCD/DAC(2027){n}" for n in (1, 2, 3)]
    cards = sheet.board.columns["commissioned"].list
    drag(cards.viewport(), row_place(cards, 0), there_of(sheet.board.columns["circulated"]))
    for _ in range(2):
        me.click_row(cards, 0)
        paper = cards.current_id
        for status in ("draft", "final", "circulated"):
            lists = {s: column.list for s, column in sheet.board.columns.items()}
            here = next(each for each in lists.values() if each.current_id == paper)
            me.bot.keyClick(here, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
            assert me.agenda.paper[paper].status == status
    me.look("08-circulated")
    assert {p.status for p in me.agenda.papers} == {"circulated"}


def there_of(widget):
    return widget.mapToGlobal(widget.rect().center())


def the_wishes(me):
    """9: wishes for the breakouts, pasted; who goes where is found for each round."""
    sheet = me.sheet("breakouts", "Breakouts")
    me.copy("wishes")
    me.click(sheet.wishes.paste_button)
    assert me.window.toast.words == "Wishes of 50 people."
    assert sheet.words.text() == "33 of 51 people have wishes for these 4 sessions."
    me.look("09-wishes")
    assert sheet.rounds.count() == 2
    for row in range(2):
        me.choose(sheet.rounds, sheet.rounds.itemText(row))
        if row:
            me.bot.keyClick(sheet.rounds, Qt.Key.Key_Return)
        me.click(sheet.start)
        me.until(lambda: sheet.found is not None)
        me.look(f"09-found-{row}")
        assert "Balance by community" in sheet.proposal.words.text()
        asked = sheet.choices.text()
        assert int(asked.partition(" first choice")[0]) >= 15, asked
        me.click(sheet.proposal.accept)
        me.until(lambda: sheet.title.text() == "Breakouts · 51 of 51 placed")


def the_readiness(me):
    """10: what is missing is said, and a click leads to the field for it."""
    sheet = me.sheet("readiness", "Readiness")
    me.look("10-missing")
    assert missing(sheet) == {"meeting-place", "meeting-contact", "meeting-objectives", "not-published"}
    for point, text in (
        ("meeting-place", "Fjordgaten Conference Centre"),
        ("meeting-contact", "Meeting secretariat"),
        ("meeting-contact", "secretariat@example.org"),
        ("meeting-objectives", "Share what has been learned"),
    ):
        open_point(me, sheet, f"point invitations {point}")
        field = QtWidgets.QApplication.focusWidget()
        me.bot.keyClicks(field, text)
        me.bot.keyClick(field, Qt.Key.Key_Tab)
    assert missing(sheet) == {"not-published"}
    assert sheet.title.text() == "Readiness · 1 missing"


def missing(sheet):
    return {point.id for stage in sheet.stages for point in stage.missing if point.severity != "hint"}


def open_point(me, sheet, id_):
    sheet.list.show_row(id_)
    row = next(i for i, row in enumerate(sheet.list.row_model.rows) if row.id == id_)
    me.click_row(sheet.list, row)
    QtWidgets.QApplication.processEvents()


def the_version(me):
    """11: what stands is published."""
    sheet = me.sheet("readiness", "Readiness")
    open_point(me, sheet, "point printing not-published")
    dialog = me.window.findChild(Publish)
    assert dialog.changes_head.text() == "The first version: 24 sessions with a place."
    assert not dialog.blockers.isVisible()
    me.write(dialog.label, "First circular")
    me.click(dialog.ok)
    (version,) = me.window.desk.document.versions()
    assert version.label == "First circular"
    assert me.window.status.changes.text() == "As published in version 1"
    me.until(lambda: not missing(sheet))
    me.look("11-ready")
    assert sheet.title.text() == "Readiness · all is ready"


def the_calendars(me):
    """12: calendars for everybody, in a folder."""
    me.in_dialog(Calendars, lambda dialog: me.press("Choose a folder…", dialog))
    me.answers("getExistingDirectory", me.folder / "calendars")
    (me.folder / "calendars").mkdir()
    menu = me.window.bar._export_menu
    with me.bot.waitSignal(me.window.exporter.told, timeout=WAIT_MS):
        choose_in_menu(me, menu, "Calendars…")
    files = sorted((me.folder / "calendars").rglob("*.ics"))
    assert Counter(file.parent.name for file in files) >= Counter(people=51, rooms=4, calendars=1)
    events = icalendar.Calendar.from_ical((me.folder / "calendars" / "meeting.ics").read_bytes()).walk("VEVENT")
    assert {"Closing", "Draft recommendations"} <= {str(event["SUMMARY"]).split(" ", 1)[-1] for event in events}


def choose_in_menu(me, menu, words):
    """Choose from the Export menu with the mouse."""
    action = next(a for a in menu.actions() if a.text() == words)
    menu.popup(there_of(me.window.bar))
    me.bot.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())
    me.until(lambda: not menu.isVisible())


def the_programme(me):
    """13: the programme, seen and saved."""
    choose_in_menu(me, me.window.bar._export_menu, "Print…")
    preview = me.window.findChild(Preview)
    me.until(lambda: preview.save.isEnabled())
    me.answers("getSaveFileName", me.folder / "programme.pdf")
    me.until(lambda: preview.where.text().startswith("Page 1 of"))
    me.click(preview.save)
    me.until((me.folder / "programme.pdf").exists)
    pages = pypdf.PdfReader(me.folder / "programme.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Peace agreements: comprehensive or focussed?" in text
    assert "to be defined" not in text
    assert "Gerhard Weber" in text
    assert not me.agenda.waiting
    assert me.window.desk.findings.all() == ()


def all_the_way_back(me):
    """Whatever was done is taken back by Ctrl+Z, change by change, to the meeting as it was made."""
    undo = me.window.commands.action("undo")
    changes = 0
    while undo.isEnabled():
        undo.trigger()
        changes += 1
    assert changes >= len(STEPS) - 4
    assert me.agenda == me.first


STEPS = (
    a_new_meeting,
    the_people,
    the_invitations,
    the_balance,
    the_sessions,
    the_plan,
    the_roles,
    the_papers,
    the_wishes,
    the_readiness,
    the_version,
    the_calendars,
    the_programme,
    all_the_way_back,
)
