"""Workbooks of the CoSP family: read, refused with their cells named, put as an agenda, schedules read and written."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from agendaplanner.exchange.cosp_agenda import cosp_agenda
from agendaplanner.exchange.cosp_workbook import SHEETS, is_cosp, read_cosp, read_cosp_schedule, write_cosp_schedule
from agendaplanner.exchange.workbook_cells import is_workbook, read_sheets, sheet_names
from agendaplanner.model.cosp import CospCost, CospSchedule, CospScore
from agendaplanner.model.errors import FileError
from agendaplanner.model.parts import Period

PARAMETERS = [
    ["Sessions", None, None, "Weights"],
    ["Local time zone:", "GMT+1", None, "Tracks_Sessions|Penalty:", 1],
    ["Suitable scheduling times", None, None, "Tracks_Rooms|Penalty:", 2],
    ["From:", time(9, 30), None, "Sessions_Rooms|Penalty:", 3],
    ["To:", time(21, 30), None, "Similar Tracks:", 4],
    ["Less suitable scheduling times", None, None, "Number of Rooms per Track:", 5],
    ["From:", "07:00", None, "Parallel Tracks:", 6],
    ["To:", time(23, 0), None, "Consecutive Tracks:", 7],
    ["Penalty:", 1, None, "Submissions_Timezones:", 8],
    ["Unsuitable scheduling times", None, None, "Submissions Order:", 9],
    ["Penalty:", 10, None, "Submissions_Sessions|Penalty:", 10],
    [None, None, None, "Submissions_Rooms|Penalty:", 11],
    [None, None, None, "Presenters Conflicts:", 12],
    [None, None, None, "Attendees Conflicts:", 13],
    [None, None, None, "Chairs Conflicts:", 14],
    [None, None, None, "Presenters Conflicts Timeslot Level:", 15],
    [None, None, None, "Attendees Conflicts Timeslot Level:", 16],
]


def sheets(**changed):
    """A conference of two tracks, two sessions, two rooms; the tracks' matrices are not in the tracks' order."""
    found = {
        "parameters": [list(row) for row in PARAMETERS],
        "submissions": [
            [
                "Reference",
                "Track",
                "Required Timeslots",
                "Order",
                "Time Zone",
                "Presenters",
                "Attendees",
                "Mon1",
                "Tue1",
                "Hall",
                "Attic",
            ],
            ["p1", "Bees", 1, 1, "GMT+1", "Ann, Bo", None, None, 5, None, None],
            ["p2", "Bees", 2, 2, "GMT-7", "Bo", "Cy", None, None, None, 1],
            [33, "Wasps", 1, 0, "UTC", "Cy", None, 5, 1, None, None],
        ],
        "tracks": [["Tracks", "Chairs"], ["Bees", "Di"], ["Wasps", None]],
        "sessions": [
            ["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"],
            ["Mon1", 3, datetime(2027, 3, 1), time(9, 0), time(10, 30)],
            ["Tue1", 2, datetime(2027, 3, 2), time(9, 0), time(10, 30)],
        ],
        "rooms": [["Rooms"], ["Hall "], ["Attic"]],
        "tracks_sessions|penalty": [[None, "Mon1", "Tue1"], ["Wasps", None, 7], ["Bees", None, None]],
        "tracks_rooms|penalty": [[None, "Attic", "Hall"], ["Bees", 3, None], ["Wasps", None, None]],
        "similar tracks": [[None, "Bees", "Wasps"], ["Bees", None, 2], ["Wasps", 99, None]],
        "sessions_rooms|penalty": [[None, "Hall", "Attic"], ["Mon1", None, None], ["Tue1", None, 9]],
    }
    return found | changed


def workbook(content):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in content.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(**changed):
    return read_cosp(workbook(sheets(**changed)), source="bees.xlsx")


def changed_cell(sheet, cell, value):
    rows = sheets()[sheet]
    column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
    rows[row] = [*rows[row], *[None] * (column + 1 - len(rows[row]))]
    rows[row][column] = value
    return {sheet: rows}


def test_everything_in_a_workbook_is_read():
    instance = read()
    assert instance.name == "bees"
    assert [(s.name, s.slots, s.day, s.start_minute, s.end_minute) for s in instance.sessions] == [
        ("Mon1", 3, date(2027, 3, 1), 540, 630),
        ("Tue1", 2, date(2027, 3, 2), 540, 630),
    ]
    assert instance.rooms == ("Hall ", "Attic")
    bees, wasps = instance.tracks
    assert (bees.chairs, bees.rooms, bees.similar) == (("Di",), (0, 3), (0, 2))
    assert (wasps.chairs, wasps.sessions, wasps.similar) == ((), (0, 7), (2, 0))
    assert instance.closed == ((0, 0), (0, 9))
    first, second, third = instance.submissions
    assert (first.presenters, first.sessions, first.order) == (("Ann", "Bo"), (0, 5), 1)
    assert (second.slots, second.rooms, second.attendees, second.utc_offset_minutes) == (2, (0, 1), ("Cy",), -420)
    assert (third.name, third.track) == ("33", 1)
    assert list(instance.weights.values()) == list(range(1, 17))
    hours = instance.hours
    assert (hours.utc_offset_minutes, hours.suitable, hours.less_suitable) == (60, (570, 1290), (420, 1380))
    assert (hours.less_suitable_penalty, hours.unsuitable_penalty) == (1, 10)


def test_empty_rows_and_columns_at_the_ends_do_not_matter():
    content = sheets()
    for rows in content.values():
        rows += [[None] * 3, [None, " "]]
    assert read_cosp(workbook(content), source="bees.xlsx") == read()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "says"),
    [
        ("submissions", "B3", "Bee", r"sheet submissions, cell B3: there is no 'Bee'\. Did you mean 'Bees'"),
        ("submissions", "C2", 0, r"cell C2: 0 is not between 1 and"),
        ("submissions", "C2", 1.5, r"cell C2: 1\.5 is no whole number"),
        ("submissions", "H2", "often", r"cell H2: 'often' is no whole number"),
        ("submissions", "H2", -1, r"cell H2: -1 is not between 0 and"),
        ("submissions", "E2", "Mars", r"cell E2: 'Mars' is no time zone"),
        ("submissions", "A3", "p1", r"cell A3: the submission 'p1' is there twice"),
        ("submissions", "J1", "Cellar", r"cell J1: there is no 'Cellar'"),
        ("sessions", "D2", "morning", r"sheet sessions, cell D2: 'morning' is no time of day"),
        ("sessions", "C2", "soon", r"cell C2: 'soon' is no date"),
        ("sessions", "B2", None, r"cell B2: an empty cell is not between 1"),
        ("tracks_rooms|penalty", "C1", "Hell", r"sheet tracks_rooms\|penalty, cell C1: there is no 'Hell'"),
        ("similar tracks", "C2", True, r"sheet similar tracks, cell C2: True is no whole number"),
        ("parameters", "E5", "x", r"sheet parameters, cell E5: 'x' is no whole number"),
        ("parameters", "B4", None, r"cell B4: an empty cell is no time of day"),
        ("rooms", "A3", "Hall", r"sheet rooms, cell A3: the room 'Hall' is there twice"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_cell(sheet, cell, value, says):
    with pytest.raises(FileError, match=says) as error:
        read(**changed_cell(sheet, cell, value))
    assert "bees.xlsx" in str(error.value)


def test_all_faults_are_named_together():
    rows = sheets()["submissions"]
    rows[1][2], rows[2][2] = "x", "y"
    with pytest.raises(FileError, match=r"2 things make no sense") as error:
        read(submissions=rows)
    assert "cell C2" in str(error.value)
    assert "cell C3" in str(error.value)


def test_sheets_that_are_missing_and_files_that_are_something_else():
    content = sheets()
    del content["rooms"], content["similar tracks"]
    with pytest.raises(FileError, match="no sheet 'rooms', 'similar tracks'"):
        read_cosp(workbook(content), source="bees.xlsx")
    with pytest.raises(FileError, match="It is a schedule"):
        read_cosp(workbook({"sol": [[None, "Hall"]], "violations": [["Obj"]]}), source="sol.xlsx")
    with pytest.raises(FileError, match="there is no room"):
        read(rooms=[["Rooms"]])
    for data in (b"", b"PK\x03\x04 broken", b"Reference,Track", workbook(sheets())[:2000]):
        with pytest.raises(FileError, match="no workbook that can be read"):
            read_cosp(data, source="bees.xlsx")
        assert not is_workbook(data)
    assert is_workbook(workbook(content))
    assert sheet_names(workbook(content)) == tuple(content)
    assert sheet_names(b"PK") == ()
    assert is_cosp(SHEETS)
    assert not is_cosp(["Sheet1", "rooms", "sessions"])


def whole_schedule():
    return CospSchedule(
        tracks=((0, None), (1, None)),
        slots=(((0, 1, 1), (None, None, None)), ((2, None), (None, None))),
    )


def test_a_schedule_is_written_as_the_stored_ones_look_and_read_again():
    instance, schedule = read(), whole_schedule()
    cost = CospScore((CospCost("tracks-sessions", 1, (("Wasps - Tue1", 7),)), CospCost("tracks-rooms", 2)))
    data = write_cosp_schedule(instance, schedule, cost)
    assert read_cosp_schedule(data, instance, source="sol.xlsx") == schedule
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["sol", "violations"]
    assert list(book["sol"].iter_rows(values_only=True)) == [
        (None, "Hall ", "Attic"),
        ("Mon1", "Bees", None),
        ("Tue1", "Wasps", None),
        (None, None, None),
        ("Mon1", "p1", None),
        ("Mon1", "p2", None),
        ("Mon1", "p2", None),
        ("Tue1", 33, None),
        ("Tue1", None, None),
    ]
    assert list(book["violations"].iter_rows(values_only=True)) == [
        ("Obj", "Evaluate Tracks|Sessions", None, "Evaluate Tracks|Rooms", None),
        ("Objective Value = 7", "Wasps - Tue1", 7, "Total", 0),
        (None, "Total", 7, None, None),
    ]


def test_a_name_that_begins_as_a_formula_is_written_as_text():
    rows = sheets()["submissions"]
    rows[1][0] = "=1+1"
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets(submissions=rows).items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book["submissions"]["A2"].data_type = "s"
    data = io.BytesIO()
    book.save(data)
    instance = read_cosp(data.getvalue(), source="bees.xlsx")
    assert instance.submissions[0].name == "=1+1"
    written = write_cosp_schedule(instance, whole_schedule(), CospScore(()))
    assert read_cosp_schedule(written, instance, source="sol.xlsx") == whole_schedule()


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("B2", "Ants", r"sheet sol, cell B2: there is no 'Ants'"),
        ("B5", "p9", r"cell B5: there is no 'p9'"),
        ("A2", "Tue1", r"cell A2: this row should be of 'Mon1'"),
        ("C1", "Cellar", r"cell C1: there is no 'Cellar'"),
    ],
)
def test_a_schedule_of_another_conference_is_refused(cell, value, says):
    instance = read()
    book = openpyxl.load_workbook(io.BytesIO(write_cosp_schedule(instance, whole_schedule(), CospScore(()))))
    book["sol"][cell] = value
    data = io.BytesIO()
    book.save(data)
    with pytest.raises(FileError, match=says):
        read_cosp_schedule(data.getvalue(), instance, source="sol.xlsx")


# as an agenda

MONDAY = Period(start=datetime(2027, 3, 1, 9), end=datetime(2027, 3, 1, 10, 30), reason="Mon1")
TUESDAY = Period(start=datetime(2027, 3, 2, 9), end=datetime(2027, 3, 2, 10, 30), reason="Tue1")


def test_a_conference_becomes_an_agenda_in_which_all_waits():
    agenda, notes = cosp_agenda(read(), source="bees.xlsx")
    assert not agenda.dangling_references()
    assert agenda.meeting.timezone == "Etc/GMT-1"
    assert [(day.opens, day.closes) for day in agenda.meeting.days] == [
        (MONDAY.start, MONDAY.end),
        (TUESDAY.start, TUESDAY.end),
    ]
    assert [room.name for room in agenda.rooms] == ["Hall", "Attic"]
    assert [(p.start, p.end) for p in agenda.room["r2"].closures] == [(TUESDAY.start, TUESDAY.end)]
    assert [track.name for track in agenda.tracks] == ["Bees", "Wasps"]
    first, second, third = (agenda.session[id_] for id_ in ("s1", "s2", "s3"))
    assert agenda.waiting
    assert not agenda.placed
    assert [s.duration_minutes for s in (first, second, third)] == [30, 60, 30]
    assert (first.only_within, first.only_rooms) == ((MONDAY,), ("r1",))
    assert (second.only_within, second.only_rooms) == ((MONDAY, TUESDAY), ("r1",))
    # no session is free for it: its track not on Tuesday, itself not on Monday
    assert third.only_within == (MONDAY, TUESDAY)
    names = {role.kind: agenda.person[role.person].name for role in second.roles}
    assert names == {"presenter": "Bo", "chair": "Di"}
    wanting = {person.name: person.wants for person in agenda.people if person.wants}
    assert wanting == {"Cy": ("s2",)}
    wishes = {(wish.kind, wish.sessions): (wish.weight, wish.hard) for wish in agenda.wish.values()}
    assert wishes == {
        ("not at the same time", ("s1", "s2")): (6, False),
        ("same room", ("s1", "s2")): (5, False),
        ("before", ("s1", "s2")): (9, False),
        ("not at the same time", ("s1", "s2", "s3")): (8, False),
    }
    said = " ".join(notes)
    assert "30 to 45 minutes; talks are given 30 minutes" in said
    assert "for 33" in said
    assert "Of the penalties of submissions and sessions the greatest (5)" in said
    assert "What time it is where presenters are" in said
    assert "follow each other cannot be held" in said


def test_rules_without_weight_are_left_out_and_said():
    rows = [list(row) for row in PARAMETERS]
    for row in rows[1:]:
        row[4] = 0
    agenda, notes = cosp_agenda(read(parameters=rows), source="bees.xlsx", timezone="Europe/Oslo")
    assert agenda.meeting.timezone == "Europe/Oslo"
    assert not agenda.wish
    assert all(session.only_rooms == () for session in agenda.session.values())
    assert all(len(session.only_within) == 2 for session in agenda.session.values())
    assert all(role.kind == "presenter" for session in agenda.session.values() for role in session.roles)
    assert sum("no weight" in note for note in notes) == 5


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("C2", None, "session 'Mon1' has no date"),
        ("E2", time(8, 0), "no minute for each time slot"),
        ("C3", datetime(2027, 3, 1), "'Mon1' and 'Tue1' overlap"),
        ("C2", datetime(2301, 1, 1), "no meeting is in the year"),
    ],
)
def test_times_that_no_agenda_can_have(cell, value, says):
    with pytest.raises(FileError, match=says):
        cosp_agenda(read(**changed_cell("sessions", cell, value)), source="bees.xlsx")


def test_sheets_are_read_by_name_and_only_those_wanted():
    data = workbook(sheets())
    assert set(read_sheets(data, source="bees.xlsx", wanted=["rooms"])) == {"rooms"}
