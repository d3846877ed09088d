from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, changed, person

from agendaplanner.checks.sisters import (
    asked_by,
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
