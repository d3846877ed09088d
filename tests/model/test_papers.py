from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, meeting, session

from agendaplanner.model.errors import UsageError
from agendaplanner.model.papers import board, next_symbol, number_papers, reading_of
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
