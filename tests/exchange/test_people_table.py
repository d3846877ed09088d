from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, person, session

from agendaplanner.exchange.people_table import read_people
from agendaplanner.model.errors import FileError
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
