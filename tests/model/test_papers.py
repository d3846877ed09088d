from __future__ import annotations

from datetime import date

import pytest
from meetings import LIND, agenda_of, changed, meeting, session

from agendaplanner.model.errors import UsageError
from agendaplanner.model.papers import (
    board,
    days_late,
    due_of,
    new_paper,
    next_symbol,
    number_papers,
    readers_of,
    reading_of,
    set_due_days,
    set_status,
)
from agendaplanner.model.records import Paper


def agenda(*papers, **fields):
    own = {"symbol_prefix": "DCD/DAC(2007)", "papers_due_days": 21} | fields
    talk = session("1", "09:00", attendees=("berg",))
    return agenda_of(meeting(**own), talk, session("2", "10:00", kind="plenary"), *papers)


def test_the_next_symbol_follows_the_highest():
    papers = [Paper(id=s, title=s, symbol=s) for s in ("DCD/DAC(2007)29", "DCD/DAC(2007)9", "DCD/DAC(2008)40", "") if s]
    assert next_symbol(agenda(*papers)) == "DCD/DAC(2007)30"
    assert next_symbol(agenda()) == "DCD/DAC(2007)1"
    numbered = agenda(*papers, Paper(id="b", title="B"), Paper(id="a", title="A"))
    after = numbered.apply(number_papers(numbered))
    assert (after.paper["a"].symbol, after.paper["b"].symbol) == ("DCD/DAC(2007)30", "DCD/DAC(2007)31")
    assert number_papers(after).edits == ()
    with pytest.raises(UsageError):
        next_symbol(agenda(symbol_prefix=""))


def test_due_dates_are_counted_back_from_the_meeting_unless_a_paper_has_its_own():
    papers = (
        Paper(id="own", title="Own", due=date(2008, 2, 1), status="draft"),
        Paper(id="counted", title="Counted", status="draft"),
        Paper(id="out", title="Out", status="circulated"),
    )
    found = board(agenda(*papers), date(2008, 1, 25))
    assert [(s.paper, s.due, s.days_late) for s in found["draft"]] == [
        ("counted", date(2008, 1, 21), 4),
        ("own", date(2008, 2, 1), 0),
    ]
    assert found["circulated"][0].days_late == 0


def test_who_is_at_a_session_should_have_read_its_papers():
    whole = agenda(Paper(id="x", title="X", sessions=("s1",)), Paper(id="y", title="Y", sessions=("s2",)))
    assert [p.id for p in reading_of(whole, whole.person["berg"])] == ["x", "y"]
    assert [p.id for p in reading_of(whole, whole.person["lind"])] == ["y"]


def test_a_paper_does_not_get_later_once_the_meeting_has_begun():
    whole = agenda(Paper(id="p", title="P", status="final"))
    assert [days_late(whole, whole.paper["p"], date(*day)) for day in ((2008, 1, 21), (2008, 2, 1), (2030, 1, 1))] == [
        0,
        11,
        21,
    ]


def test_readers_of_a_paper_are_all_who_are_at_its_sessions():
    whole = agenda(
        Paper(id="x", title="X", sessions=("s1",)),
        Paper(id="y", title="Y", sessions=("s1", "s2")),
        Paper(id="z", title="Z", sessions=("s3",)),
    )
    whole = agenda_of(
        *whole, session("3", "11:00", attendees=("lind",), status="cancelled"), changed(LIND, invitation="invited")
    )
    assert [[p.id for p in readers_of(whole, whole.paper[id_])] for id_ in "xyz"] == [["berg"], ["berg", "okafor"], []]


def test_the_status_of_several_papers_is_one_change():
    whole = agenda(Paper(id="a", title="A", symbol="X1"), Paper(id="b", title="B"))
    change = set_status(whole, ["a", "b", "a"], "circulated")
    assert (change.label, len(change.edits)) == ("2 papers: circulated", 2)
    assert set_status(whole, ["a"], "draft").label == "X1: draft"
    assert set_status(whole.apply(change), ["a"], "circulated").edits == ()
    with pytest.raises(UsageError, match="Did you mean 'final'"):
        set_status(whole, ["a"], "finl")


def test_papers_are_added_and_one_alone_is_given_a_symbol():
    whole = agenda(Paper(id="b", title="B"))
    whole = whole.apply(new_paper(whole, " Needs and money ", sessions=["s1"]))
    (new,) = (p for p in whole.papers if p.id != "b")
    assert (new.title, new.status, new.sessions) == ("Needs and money", "commissioned", ("s1",))
    after = whole.apply(number_papers(whole, [new.id]))
    assert (after.paper[new.id].symbol, after.paper["b"].symbol) == ("DCD/DAC(2007)1", "")
    with pytest.raises(UsageError):
        new_paper(whole, "  ")


def test_the_due_date_moves_with_the_days_that_the_meeting_counts_back():
    whole = agenda(Paper(id="a", title="A"), Paper(id="b", title="B", due=date(2008, 1, 2)))
    whole = whole.apply(set_due_days(whole, 7))
    assert [due_of(whole, whole.paper[id_]) for id_ in "ab"] == [date(2008, 2, 4), date(2008, 1, 2)]
    assert due_of(whole.apply(set_due_days(whole, None)), whole.paper["a"]) is None
