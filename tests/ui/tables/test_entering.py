"""Cells from a spreadsheet: read, put into records, and what does not fit named by row and column."""

from __future__ import annotations

from meetings import agenda_of, at, session

from agendaplanner.ui.fields.catalogue import FIELDS
from agendaplanner.ui.fields.wording import Wording
from agendaplanner.ui.tables.clipboard import read_cells, write_cells
from agendaplanner.ui.tables.entering import paste

EXCEL = """<html><body><table border=0><tr><th>Title</th><th colspan=2>When</th></tr>
<tr><td>One &amp;
 two<br>lines</td><td>Mon <b>09:00</b></td><td>Room A</td></tr></table></body></html>"""


def columns(kind, *ids):
    return [next(f for f in FIELDS[kind] if f.id == id_) for id_ in ids]


def test_html_cells_may_have_several_lines_and_span_others():
    assert read_cells("ignored", EXCEL) == [["Title", "When", ""], ["One & two\nlines", "Mon 09:00", "Room A"]]


def test_what_was_written_is_read_again():
    cells = [["a", 'say "hi"', ""], ["b\nc", "d\te", "f"]]
    assert read_cells(write_cells(cells)) == cells
    assert read_cells("") == []
    assert read_cells("\r\n\r\n") == []


def test_a_start_is_put_in_before_its_room_whatever_the_order_of_columns():
    agenda = agenda_of(session("1"))
    entered = paste(Wording(agenda), "session", columns("session", "room", "start"), [["Room B", "Mon 10:00"]], ["s1"])
    assert not entered.misfits
    place = entered.records[0].placement
    assert (place.start, place.room) == (at("10:00"), "b")


def test_names_of_columns_in_the_first_row_say_which_is_which():
    agenda = agenda_of(session("1"))
    cells = [["Minutes", "Title"], ["45", "Short"]]
    entered = paste(Wording(agenda), "session", list(FIELDS["session"]), cells, ["s1"])
    assert (entered.records[0].title, entered.records[0].duration_minutes) == ("Short", 45)
    assert entered.changed == 1


def test_headings_name_columns_that_are_not_shown_and_stand_over_one_column_alone():
    agenda = agenda_of(session("1"))
    cells = [["Title", "Breakout group"], ["Long", "first"]]
    entered = paste(Wording(agenda), "session", columns("session", "title"), cells, ["s1"])
    assert not entered.misfits
    assert (entered.records[0].title, entered.records[0].group) == ("Long", "first")
    entered = paste(Wording(agenda), "track", columns("track", "name"), [["Name"], ["Early recovery"]], [])
    assert [track.name for track in entered.records] == ["Early recovery"]


def test_what_is_below_the_last_row_is_added_and_empty_rows_are_not():
    agenda = agenda_of(session("1"))
    cells = [["1", "Same"], ["2", "New"], ["", " "], ["3", "Newer"]]
    entered = paste(Wording(agenda), "session", columns("session", "number", "title"), cells, ["s1"])
    assert (entered.changed, entered.added) == (1, 2)
    assert entered.counts == "1 row changed, 2 added"


def test_misfits_are_named_and_the_rest_can_be_taken():
    agenda = agenda_of(session("1"))
    cells = [["abc", "Good"], ["60", ""]]
    entered = paste(Wording(agenda), "session", columns("session", "minutes", "title"), cells, ["s1"])
    assert [str(m).split(":")[0] for m in entered.misfits] == ["Row 1 (1 Topic 1), Minutes", "Row 2, Title"]
    assert [r.title for r in entered.records] == ["Good"]


def test_more_columns_than_there_are_is_said():
    agenda = agenda_of(session("1"))
    entered = paste(Wording(agenda), "session", columns("session", "title"), [["a", "b"]], ["s1"])
    assert "more columns" in str(entered.misfits[0])
