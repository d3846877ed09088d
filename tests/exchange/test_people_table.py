from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, person, session

from agendaplanner.exchange.people_rows import cells_table, read_table, text_table
from agendaplanner.exchange.people_table import AS_NEW, LEAVE_OUT, look_at_people, read_people
from agendaplanner.model.errors import FileError, UsageError
from agendaplanner.model.records import Delegation

KNOWN = person("kov", "Anna", "Kovalchuk", email="anna@example.org")
AGENDA = agenda_of(KNOWN, session("1"), session("2"), Delegation(id="no", name="Norway"))


def test_columns_are_known_by_their_headings_whatever_parts_them():
    text = "Prénom\tNom\tE-mail\tPays\tShoe size\nŽofia\tKováčová\tz@example.org\tSlovakia\t39\n"
    found = read_people(AGENDA, text)
    assert found.columns == {"Prénom": "given", "Nom": "family", "E-mail": "email", "Pays": "country"}
    assert found.ignored == ("Shoe size",)
    (new,) = (AGENDA.apply(found.change).person[id_] for id_ in found.added)
    assert (new.name, new.country, new.invitation) == ("Žofia Kováčová", "Slovakia", "to invite")
    same = read_people(AGENDA, text.replace("\t", ";"))
    assert same.columns == found.columns


def test_who_is_known_is_completed_and_nothing_is_overwritten():
    text = 'Name,Email,Country,Delegation,Wishes,Invited on\n"Kovalchuk, Anna",,Ukraine,norway,"2, 1",07.01.2008\n'
    found = read_people(AGENDA, text)
    after = AGENDA.apply(found.change).person["kov"]
    assert (found.added, found.completed) == ((), ("kov",))
    assert (after.name, after.country, after.delegation) == ("Anna Kovalchuk", "Ukraine", "no")
    assert (after.wants, after.invited_on) == (("s2", "s1"), date(2008, 1, 7))
    again = read_people(AGENDA.apply(found.change), text)
    assert again.change.edits == ()


def test_one_name_with_two_addresses_is_two_people():
    found = read_people(AGENDA, "Name,Email\nAnna Kovalchuk,other@example.org\n")
    assert len(found.added) == 1


def test_a_new_delegation_is_made_once():
    found = read_people(AGENDA, "Name;Delegation\nA B;Chad\nC D;chad\n")
    after = AGENDA.apply(found.change)
    assert len(after.delegation) == 2
    assert after.apply(found.change.reversed()) == AGENDA


def test_every_fault_is_named_by_line_and_cell():
    text = "Name,Email,Status,Wishes\nA B,nowhere,acepted,9\n,x@example.org,,\n\nC D,c@example.org,accepted,1,extra\n"
    with pytest.raises(FileError) as caught:
        read_people(AGENDA, text, source="list.csv")
    said = str(caught.value)
    for part in (
        "line 2, Email",
        "line 2, Status",
        "'accepted'",
        "line 2, Wishes",
        "line 3: there is no name",
        "line 5",
    ):
        assert part in said


@pytest.mark.parametrize("text", ["", "\n\n", "Colour,Size\nred,1\n"])
def test_a_table_without_names_is_refused(text):
    with pytest.raises(FileError):
        read_people(AGENDA, text)


def look(text, **told):
    return look_at_people(AGENDA, text_table(text), **told)


def test_what_does_not_fit_is_left_out_and_says_where_and_what_to_do():
    found = look("Name,Email,Status\nA B,nowhere,acepted\n,x@example.org,\nC D,c@example.org,regrets\n")
    assert [(row.row, row.fate) for row in found.rows] == [(2, "new"), (3, "left out"), (4, "new")]
    assert [(fault.where, fault.advice.split(".")[0]) for fault in found.faults] == [
        ("line 2, Email", "E-mail is left empty"),
        ("line 2, Status", "Invitation is left empty"),
        ("line 3", "The row is left out"),
    ]
    assert "(did you mean 'accepted'?)" in found.faults[1].what
    people = AGENDA.apply(found.change).person
    assert {people[id_].name: (people[id_].email, people[id_].invitation) for id_ in found.added} == {
        "A B": ("", "to invite"),
        "C D": ("c@example.org", "declined"),
    }


def test_who_looks_like_somebody_is_new_until_somebody_says_otherwise():
    text = "Name;Country\nAna Kovalchuk;Ukraine\nAnna Kovalchuk;Ukraine\n"
    found = look(text)
    assert [(row.fate, row.like[0][0] if row.like else "") for row in found.rows] == [("new", "kov"), ("completed", "")]
    same = look(text, choices={2: "kov"})
    assert [row.fate for row in same.rows] == ["completed", "known"]
    other = look(text, choices={2: LEAVE_OUT, 3: AS_NEW})
    assert [row.fate for row in other.rows] == ["left out", "new"]
    assert other.rows[1].like == (("kov", 1.0),)
    assert len(AGENDA.apply(other.change).person) == len(AGENDA.person) + 1
    with pytest.raises(UsageError):
        look(text, choices={2: "nobody"})


def test_columns_can_be_taken_for_something_else():
    text = "Colour;Size\nEva Ruud;Chad\n"
    assert look(text).problem == "No column has names; the headings are: Colour, Size."
    found = look(text, fields=["name", "delegation"])
    assert not found.problem
    assert [column.field for column in found.layout] == ["name", "delegation"]
    assert [column.example for column in found.layout] == ["Eva Ruud", "Chad"]
    bare = look(text, fields=["name", ""], has_headings=False)
    assert [row.name for row in bare.rows] == ["Colour", "Eva Ruud"]


@pytest.mark.parametrize(
    ("text", "names", "emails"),
    [
        ("Eva Ruud\nFinn Moe\n", ["Eva Ruud", "Finn Moe"], ["", ""]),
        ("Eva Ruud <eva@example.org>\nFinn Moe <f@example.org>", ["Eva Ruud", "Finn Moe"], ["eva@example.org", "f@example.org"]),
        ("eva@example.org;Eva Ruud\nf@example.org;Finn Moe\n", ["Eva Ruud", "Finn Moe"], ["eva@example.org", "f@example.org"]),
        ("Name\n\"RUUD, Eva\"\nMr F. Moe\n", ["Eva Ruud", "Mr F. Moe"], ["", ""]),
        ("Name\n\"Moe, Jr.\"\n\"Ruud, Eva, Oslo\"\n", ["Moe, Jr.", "Ruud, Eva, Oslo"], ["", ""]),
    ],
)  # fmt: skip
def test_names_as_people_paste_them(text, names, emails):
    found = look(text)
    after = AGENDA.apply(found.change)
    assert [row.name for row in found.rows] == names
    assert [after.person[id_].email for id_ in found.added] == emails


def workbook(*rows, title="People"):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(("Only a note",))
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_is_read_from_the_sheet_that_has_names_below_what_stands_above():
    data = workbook(
        ("List of participants", None),
        (None, None),
        ("Participant", "Date invited", "Room number", "E-mail"),
        ("Eva Ruud", datetime(2008, 1, 7), 12.0, "eva@example.org"),
        ("Finn Moe", "soon", None, None),
    )
    found = look_at_people(AGENDA, read_table(data, source="list.xlsx"))
    assert found.columns == {"Participant": "name", "Date invited": "invited_on", "E-mail": "email"}
    assert found.layout[2].example == "12"
    assert [fault.where for fault in found.faults] == ["sheet People, cell B5"]
    first = AGENDA.apply(found.change).person[found.added[0]]
    assert (first.name, first.invited_on) == ("Eva Ruud", date(2008, 1, 7))
    with pytest.raises(FileError, match="cell B5"):
        read_people(AGENDA, read_table(data, source="list.xlsx"))


@pytest.mark.parametrize("data", [b"\x00\x01", b"PK\x03\x04broken", b"Name\nJ\xf6rg\n"])
def test_a_file_that_is_no_list_is_refused(data):
    with pytest.raises(FileError):
        read_people(AGENDA, read_table(data, source="x"))


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_cells_are_looked_at_without_a_mistake(rows, headed):
    found = look_at_people(AGENDA, cells_table([["Name", "Email", "Wishes"], *rows], source="x"), has_headings=headed)
    after = AGENDA.apply(found.change)
    assert after.dangling_references() == []
    assert after.apply(found.change.reversed()) == AGENDA
    assert all(after.person[row.person].name for row in found.rows if row.person)
