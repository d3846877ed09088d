"""The conflict graph: what joins two sessions, and that it says what the checks would say."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, session
from strategies import agendas

from agendaplanner.checks.check import check
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import Wish
from agendaplanner.planning.graph import conflict_graph


def test_edges_say_why():
    graph = conflict_graph(
        agenda_of(
            session("1", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
            session("2", roles=[("chair", "berg"), ("presenter", "okafor")]),
            session("3"),
            session("4", kind="plenary"),
            session("5", status="cancelled", roles=[("chair", "berg")]),
            Wish(id="w", kind="before", sessions=("s2", "s3")),
            Wish(id="soft", kind="before", sessions=("s1", "s3"), hard=False),
        )
    )
    assert set(graph) == {"s1", "s2", "s3", "s4"}
    assert graph.edges["s1", "s2"] == {"people": {"berg", "okafor"}, "wishes": frozenset(), "everyone": False}
    assert graph.edges["s2", "s3"] == {"people": frozenset(), "wishes": {"w"}, "everyone": False}
    assert graph.edges["s3", "s4"]["everyone"]
    assert not graph.has_edge("s1", "s3")


@given(agendas(min_sessions=2), st.data())
def test_two_that_are_joined_clash_when_they_run_together_and_others_do_not(agenda, data):
    graph = conflict_graph(agenda)
    able = sorted(graph)
    if len(able) < 2:
        return
    pair = data.draw(st.permutations(able))[:2]
    start = data.draw(st.sampled_from([day.opens for day in agenda.meeting.days] or [None]))
    if start is None:
        return
    together = agenda.apply(_all_but(agenda, pair, start + timedelta(hours=1)))
    rules = {"person-twice", "everyone-twice", "wish-broken"}
    findings = [
        f for f in check(together) if f.severity == "clash" and f.rule in rules and set(f.sessions) == set(pair)
    ]
    # rooms and starts are of no account here
    of_time = [f for f in findings if f.rule != "wish-broken" or agenda.wish[f.wishes[0]].kind not in _OTHER_WISHES]
    assert bool(of_time) == graph.has_edge(*pair)


_OTHER_WISHES = ("same room", "same time", "keep with track")


def _all_but(agenda, pair, start):
    """Place two at once, and nothing else."""
    from agendaplanner.model import actions

    room = next(iter(agenda.room), None)
    places = dict.fromkeys(agenda.session)
    return actions.take_plan(agenda, places | dict.fromkeys(pair, Placement(start=start, room=room)))
