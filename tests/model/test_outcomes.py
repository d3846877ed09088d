from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, session

from agendaplanner.model.outcomes import recommendations, synthesis
from agendaplanner.model.records import Recommendation

FIRST, SECOND = "Share what was learned", "Bring conclusions together"


def outcomes():
    return agenda_of(
        meeting(objectives=(FIRST, SECOND)),
        session("1", "09:00"),
        session("2", "10:00", "b"),
        Recommendation(
            id="late", session="s2", text="Plan together", agreed=True, addressed_to="OECD; UN", objectives=(FIRST,)
        ),
        Recommendation(id="open", session="s1", text="Pool funds", addressed_to="UN", objectives=(FIRST,)),
        Recommendation(id="no", session="s1", text="One budget", undesirable=True),
    )


def test_they_are_in_the_order_of_sessions_and_traced_to_them():
    assert [r.id for r in recommendations(outcomes())] == ["open", "no", "late"]
    found = synthesis(outcomes(), "session")
    assert [(g.key, g.recommendations) for g in found] == [("1 Topic 1", ("open", "no")), ("2 Topic 2", ("late",))]


def test_the_synthesis_shows_objectives_that_nothing_answers():
    found = {g.key: g.recommendations for g in synthesis(outcomes(), "objective")}
    assert list(found.items()) == [(FIRST, ("late", "open")), (SECOND, ()), ("", ("no",))]


def test_one_addressed_to_two_is_with_both():
    found = {g.key: g.recommendations for g in synthesis(outcomes(), "addressee")}
    assert found == {"OECD": ("late",), "UN": ("late", "open"), "": ("no",)}


def test_agreed_and_not_desirable_is_refused():
    with pytest.raises(ValueError, match="agreed"):
        Recommendation(id="x", session="s1", text="T", agreed=True, undesirable=True)
