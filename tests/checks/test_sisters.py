from __future__ import annotations

import time
from datetime import date

import pytest
from meetings import agenda_of, changed, person

from agendaplanner.checks.sisters import (
    asked_by,
    asked_by_many,
    confirm,
    date_clashes,
    hashed_address,
    hashed_list,
    overlap_report,
    overlaps,
)
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import SisterMeeting

SALT = "a secret of three meetings"
ANNA = person("anna", "Anna", "Kovalchuk", email="anna@example.org")


def two_sisters():
    return agenda_of(
        ANNA,
        SisterMeeting(
            id="x", name="Security", first_day=date(2008, 2, 12), invitees=("Ковальчук Анна; OSCE", "Jonas Berg")
        ),
        SisterMeeting(
            id="y",
            name="Early recovery",
            first_day=date(2008, 3, 1),
            invitees=(hashed_address(" ANNA@example.org", SALT),),
        ),
    )


def test_the_same_people_are_found_by_name_and_by_hash():
    agenda = two_sisters()
    found = overlaps(agenda, salt=SALT)
    assert [(o.sister, o.person, o.sure) for o in found] == [("x", "anna", "alike"), ("y", "anna", "the same address")]
    assert asked_by(agenda, found) == {"anna": 2}
    assert len(overlaps(agenda)) == 1
    assert overlaps(agenda, salt="another secret")[-1].sister == "x"


def test_who_is_asked_for_by_many_meetings_has_a_mark():
    agenda = two_sisters()
    assert asked_by_many(agenda) == {}  # two meetings, as long as nobody can read the hash
    assert asked_by_many(agenda, salt=SALT) == {"anna": 3}


def test_lists_of_hundreds_are_compared_by_what_names_have_in_common_and_once():
    given = ["Ana", "Boris", "Chidi", "Dorte", "Emeka", "Farid", "Greta", "Hugo", "Ines", "Jonas"]
    parts = ["berg", "dahl", "koval", "mensah", "ngoma", "okoye", "petro", "quist", "rossi", "sato"]
    people = [
        person(f"{g}{a}{b}", g, (a + b).capitalize()) for g in given for a in parts for b in ("ov", "man", "son", "ez")
    ]
    lines = tuple(f"{each.family}, {each.given}; UN" for each in people[:200])
    agenda = agenda_of(*people, SisterMeeting(id="x", name="Security", invitees=lines))
    begun = time.process_time()
    found = overlaps(agenda)
    first = time.process_time() - begun
    assert {(o.invitee, o.person) for o in found} >= {
        (line, each.id) for line, each in zip(lines, people, strict=False)
    }
    begun = time.process_time()
    assert overlaps(agenda) == found
    assert time.process_time() - begun < max(first / 10, 0.02)


def test_somebody_confirms_or_tells_apart():
    agenda = two_sisters()
    line = "Ковальчук Анна; OSCE"
    confirmed = agenda.apply(confirm(agenda, "x", line, "anna", same=True))
    assert [o.sure for o in overlaps(confirmed)] == ["confirmed"]
    apart = confirmed.apply(confirm(confirmed, "x", line, "anna", same=False))
    assert overlaps(apart) == ()
    with pytest.raises(UsageError):
        confirm(agenda, "x", "nobody", "anna", same=True)


def test_dates_that_clash_and_the_report():
    agenda = two_sisters()
    assert date_clashes(agenda) == ("x",)
    report = overlap_report(agenda, overlaps(agenda, salt=SALT))
    assert "| Anna Kovalchuk | 3 meetings | Security, Early recovery | to be confirmed |" in report
    assert "takes place on the days of this meeting" in report


def test_a_hashed_list_hands_over_no_address():
    agenda = two_sisters()
    (line,) = hashed_list(agenda, SALT)
    assert line == hashed_address("anna@example.org", SALT)
    assert "anna" not in line
    declined = agenda_of(changed(ANNA, invitation="declined"))
    assert hashed_list(declined, SALT) == ()
    with pytest.raises(UsageError):
        hashed_list(agenda, "short")
