from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, meeting, person, session
from strategies import actions_on, agendas

from agendaplanner.checks.check import Findings, check
from agendaplanner.model.actions import set_fields
from agendaplanner.model.balance import coming, set_target, shares
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Target


def of(id_, community="diplomacy", **fields):
    return person(id_, id_.title(), f"Z{id_}", community=community, **fields)


def said(agenda, rule="out-of-balance"):
    return [f.message for f in check(agenda) if f.rule == rule]


def test_what_is_off_names_who_could_change_it():
    target = Target(of="community", value="defence/security", least_percent=40)
    agenda = agenda_of(
        meeting(targets=(target,)),
        *(of(f"d{i}") for i in range(3)),
        of("one", "defence/security"),
        of("waits", "defence/security", invitation="waiting list"),
        of("later", "defence/security", invitation="to invite"),
    )
    (message,) = said(agenda)
    assert "1 of 4 in the meeting (25 %), wanted at least 40 %" in message
    assert "Invite 1 more; on the waiting list: W. Zwaits." in message


def test_panels_and_breakouts_have_targets_of_their_own():
    targets = (
        Target(of="gender", value="woman", least_percent=50, where="panels"),
        Target(of="community", value="diplomacy", most_percent=50, where="breakouts"),
    )
    agenda = agenda_of(
        meeting(targets=targets),
        of("a", gender="man"),
        of("b", gender="woman"),
        of("c"),
        of("d", gender="woman", wants=("s1",)),
        session("1", kind="breakout", roles=(("chair", "a"),), attendees=("c",)),
        session("2", roles=(("chair", "b"),)),
    )
    few, many = sorted(said(agenda), reverse=True)
    assert "woman: 0 of 1 in the panel of 1 Topic 1" in few
    assert "Add 1 more; coming and free to add: D. Zd and B. Zb." in few or "B. Zb and D. Zd" in few
    assert "diplomacy: 2 of 2 in 1 Topic 1 (100 %), wanted at most 50 %." in many


def test_shares_count_only_what_is_known():
    agenda = agenda_of(of("a"), of("b"), of("c", "development"))
    found = shares(agenda, coming(agenda), "community")
    assert [(s.value, s.people, s.of) for s in found] == [("diplomacy", 2, 3), ("development", 1, 3)]


def test_targets_are_set_replaced_and_taken_away():
    agenda = agenda_of()
    agenda = agenda.apply(set_target(agenda, "community", "diplomacy", 20, 40))
    agenda = agenda.apply(set_target(agenda, "community", "diplomacy", 30))
    assert [(t.least_percent, t.most_percent) for t in agenda.meeting.targets] == [(30, 100)]
    assert agenda.apply(set_target(agenda, "community", "diplomacy", 0)).meeting.targets == ()


@pytest.mark.parametrize("target", [("colour", "red", 1, 2), ("gender", "x", 50, 20), ("gender", "x", 0, 101)])
def test_what_is_no_target_is_refused(target):
    with pytest.raises(UsageError):
        set_target(agenda_of(), *target)


def test_too_many_people_are_said():
    assert said(agenda_of(meeting(most_participants=2)), "too-many-people") == [
        "3 people have accepted, and the meeting takes 2."
    ]


@given(agendas(), st.data())
@settings(max_examples=40, deadline=None)
def test_findings_kept_up_to_date_are_those_of_a_whole_check(agenda, data):
    targets = tuple(
        Target(of="community", value="diplomacy", least_percent=40, where=where)
        for where in ("meeting", "sessions", "panels", "breakouts")
    )
    agenda = agenda.apply(set_fields(agenda, agenda.meeting, targets=targets, most_participants=1))
    findings = Findings(agenda)
    for _ in range(3):
        change = data.draw(actions_on(agenda))
        agenda = agenda.apply(change)
        findings.update(agenda, change.keys)
        assert findings.all() == check(agenda)
