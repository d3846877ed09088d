"""Repairs for one thing that is wrong: each takes it away, and brings nothing new."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from meetings import (
    BERG,
    LIND,
    OKAFOR,
    agenda_of,
    at,
    between,
    changed,
    far_rooms,
    large_meeting,
    painted_room,
    session,
    shared_chair,
)
from strategies import agendas

from agendaplanner.checks.check import Findings, check
from agendaplanner.model import actions
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.planning.mending import MOST, Mending, open_roles, take_role


def mending(agenda):
    return Mending(agenda, Findings(agenda), LegalityBoard(agenda))


def repairs(agenda, rule):
    finding = next(f for f in check(agenda) if f.rule == rule)
    return finding, [mend for mend in mending(agenda).mends(finding) if mend is not None]


def same(finding):
    return finding.rule, finding.severity, frozenset(finding.sessions), finding.papers, finding.wishes


@pytest.mark.parametrize(
    ("agenda", "rule", "first"),
    [
        (shared_chair(), "person-twice", "Move 4d to Mon 15:30"),
        (painted_room(), "room-closed", "Move 8b to Room A"),
        (far_rooms(), "walk-too-short", "Move 2 to Mon 10:15"),
    ],
)
def test_the_nearest_legal_place_comes_first(agenda, rule, first):
    _, found = repairs(agenda, rule)
    assert found[0].message == first
    assert len(found) <= MOST


def test_somebody_free_takes_over_where_one_is_needed_twice():
    _, found = repairs(shared_chair(), "person-twice")
    assert "M. Lind chairs 4b" in [mend.message for mend in found]


def test_who_shares_the_community_comes_first_and_who_is_away_or_busy_never():
    people = [
        changed(BERG, community="diplomacy"),
        changed(OKAFOR, community="diplomacy", away=(between("14:00", "15:00"),)),
        changed(LIND, community="defence"),
        changed(LIND, id="sun", name="Mei Sun", given="Mei", family="Sun", community="diplomacy"),
        changed(LIND, id="roy", name="Asha Roy", given="Asha", family="Roy", community="diplomacy"),
    ]
    agenda = agenda_of(
        *people,
        session("1", "14:00", "a", roles=[("chair", "berg")]),
        session("2", "14:30", "b", roles=[("chair", "roy")]),
    )
    found = mending(agenda).who_could(agenda.session["s1"], "chair", instead_of="berg")
    assert [each.person for each in found] == ["sun", "lind"]


def test_an_open_role_is_taken_and_a_missing_one_added():
    agenda = agenda_of(session("1", "09:00", kind="working session", roles=[("chair", None)]))
    some = agenda.session["s1"]
    assert ("chair", 0) in open_roles(agenda, some)
    missing = [kind for kind, index in open_roles(agenda, some) if index is None]
    for kind, index in (("chair", 0), *((kind, None) for kind in missing)):
        agenda = agenda.apply(take_role(agenda, agenda.session["s1"], kind, index, "lind"))
    assert open_roles(agenda, agenda.session["s1"]) == []


def test_what_is_pinned_is_not_moved():
    agenda = agenda_of(
        *(session(n, "09:00", "a", pinned_time=True, pinned_room=True) for n in "12"),
    )
    _, found = repairs(agenda, "room-twice")
    assert found == []


def test_full_rooms_leave_a_swap():
    day = [session(str(i), f"{9 + i:02}:00", "a") for i in range(9)]
    agenda = agenda_of(*day)
    away = changed(BERG, away=(between("08:00", "09:30"),))
    first = changed(agenda.session["s0"], only_rooms=("a",), roles=session("0", roles=[("chair", "berg")]).roles)
    closed = changed(agenda.meeting, days=agenda.meeting.days[:1])
    agenda = agenda_of(closed, away, first, *day[1:])
    _, found = repairs(agenda, "person-away")
    assert any(mend.message.startswith("Swap 0 and") for mend in found)


@given(agendas())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_repair_takes_away_what_it_is_for_and_brings_nothing_new(agenda):
    if not agenda.meeting.days:
        return
    findings = check(agenda)
    before = {same(f) for f in findings}
    looking = mending(agenda)
    for finding in findings[:4]:
        for mend in looking.mends(finding):
            if mend is not None:
                after = check(agenda.apply(mend.change))
                assert finding not in after
                assert {same(f) for f in after} <= before


def test_a_thousand_sessions_cost_little():
    agenda = large_meeting(sessions=1000, rooms=30)
    place = agenda.session["s200"].placement
    agenda = agenda.apply(actions.move(agenda, "s5", place.start, place.room))
    finding = check(agenda)[0]
    looking = mending(agenda)
    steps = sum(1 for _ in looking.mends(finding))
    assert 1 <= steps < 60
    assert place.start > at("08:00")
