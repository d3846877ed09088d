"""Wishes, places by hand, holds and company: what organisers set for breakouts."""

from __future__ import annotations

import pytest
from meetings import agenda_of, person, session

from agendaplanner.model import actions
from agendaplanner.model.attendance import set_attendees
from agendaplanner.model.breakouts import add_company, drop_company, hold, put_in, set_rank, set_wishes, wishes_in
from agendaplanner.model.errors import UsageError
from agendaplanner.model.merging import merge_people

ROUND = ("s1", "s2", "s3")


@pytest.fixture
def agenda():
    """Three sessions at once, one that is not of them, and two people who have no part; Berg chairs the first."""
    sessions = [session("1", "09:00", "a", roles=(("chair", "berg"),)), session("2", "09:00", "b")]
    others = [session("3", "09:00", "hall"), session("9", "14:00", "a")]
    people = [person("p", "Ada", "Ek", wants=("s9", "s2", "s1")), person("q", "Bo", "Ås")]
    return agenda_of(*sessions, *others, *people)


def test_ranks_move_the_others_up_and_down_and_leave_other_rounds_alone(agenda):
    agenda = agenda.apply(set_rank(agenda, "p", "s3", 1, ROUND))
    assert agenda.person["p"].wants == ("s9", "s3", "s2", "s1")
    agenda = agenda.apply(set_rank(agenda, "p", "s2", None, ROUND))
    assert wishes_in(agenda.person["p"], ROUND) == ("s3", "s1")
    agenda = agenda.apply(set_rank(agenda, "p", "s3", 9, ROUND))
    assert agenda.person["p"].wants == ("s9", "s1", "s3")
    assert set_wishes(agenda, {"p": ("s1", "s3")}, ROUND).edits == ()


def test_who_is_put_in_one_session_is_in_no_other(agenda):
    agenda = agenda.apply(put_in(agenda, ["p", "q"], "s1", ROUND))
    assert agenda.session["s1"].attendees == ("p", "q")
    agenda = agenda.apply(put_in(agenda, ["p"], "s2", ROUND))
    assert (agenda.session["s1"].attendees, agenda.session["s2"].attendees) == (("q",), ("p",))
    agenda = agenda.apply(put_in(agenda, ["p"], None, ROUND))
    assert not agenda.session["s2"].attendees
    assert put_in(agenda, ["p"], None, ROUND).edits == ()


def test_who_has_a_part_cannot_be_put_elsewhere(agenda):
    with pytest.raises(UsageError, match="has a part in 1"):
        put_in(agenda, ["berg"], "s2", ROUND)
    assert put_in(agenda, ["berg"], "s1", ROUND).edits == ()


def test_a_hold_is_lost_with_the_place(agenda):
    agenda = agenda.apply(put_in(agenda, ["p", "q"], "s1", ROUND))
    agenda = agenda.apply(hold(agenda, ["p", "q"], ROUND))
    assert agenda.session["s1"].held == ("p", "q")
    assert not agenda.apply(hold(agenda, ["p", "q"], ROUND, on=False)).session["s1"].held
    agenda = agenda.apply(put_in(agenda, ["p"], "s2", ROUND))
    assert (agenda.session["s1"].held, agenda.session["s2"].held) == (("q",), ())
    gone = agenda.apply(actions.remove(agenda, agenda.person["q"]))
    assert not gone.session["s1"].held
    assert not gone.dangling_references()
    merged = agenda.apply(merge_people(agenda, "p", "q"))
    assert merged.session["s1"].held == ("p",)


def test_company_is_set_once_and_taken_back(agenda):
    agenda = agenda.apply(add_company(agenda, ["p", "q"], together=False, reason="rivals"))
    (company,) = agenda.meeting.company
    assert (company.people, company.together, company.reason) == (("p", "q"), False, "rivals")
    with pytest.raises(UsageError, match="already"):
        add_company(agenda, ["q", "p"], together=False)
    with pytest.raises(UsageError, match="Two people"):
        add_company(agenda, ["p"], together=True)
    assert not agenda.apply(drop_company(agenda, 0)).meeting.company
    with pytest.raises(UsageError):
        drop_company(agenda, 3)


def test_attendees_are_set_by_an_allocation_too(agenda):
    """Held people whom an allocation no longer names are simply no longer there."""
    agenda = agenda.apply(put_in(agenda, ["p"], "s1", ROUND))
    agenda = agenda.apply(hold(agenda, ["p"], ROUND))
    agenda = agenda.apply(set_attendees(agenda, {"s1": []}))
    assert hold(agenda, ["p"], ROUND).edits == ()
