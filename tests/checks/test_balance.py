from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, meeting, person, session
from strategies import actions_on, agendas

from agendaplanner.checks.check import Findings, check
from agendaplanner.model.actions import set_fields
from agendaplanner.model.balance import balance_of, balances, coming, off_side, set_target, wanted
from agendaplanner.model.errors import UsageError
from agendaplanner.model.misses import miss_sentence, misses
from agendaplanner.model.parts import Target
from agendaplanner.model.people import set_invitation


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
    found = balance_of(agenda, coming(agenda), "community")
    assert [(s.value, s.people, s.of) for s in found.shares] == [("diplomacy", 2, 3), ("development", 1, 3)]
    assert (found.people, found.not_recorded) == (6, 3)


def test_communities_and_targets_that_nobody_fits_are_there_with_none():
    target = Target(of="community", value="press", most_percent=10)
    agenda = agenda_of(meeting(communities=("diplomacy", "defence"), targets=(target,)), of("a"))
    found = balance_of(agenda, coming(agenda), "community").shares
    assert [(s.value, s.people, s.off) for s in found] == [("diplomacy", 1, ""), ("defence", 0, ""), ("press", 0, "")]


def test_country_offices_are_told_apart_by_country_and_share_the_target_of_their_category():
    target = Target(of="category", value="country office", least_percent=50)
    agenda = agenda_of(
        meeting(targets=(target,)),
        person("s", "S", "S", category="country office", country="Sudan"),
        person("n", "N", "N", category="country office", country="Nepal"),
        person("m", "M", "M", category="member", country="Norway"),
        person("k", "K", "K", category="member"),
        person("l", "L", "L", category="UN"),
    )
    shares = balance_of(agenda, coming(agenda), "country office").shares
    assert [(s.value, s.people, s.of, s.off) for s in shares] == [
        ("all country offices", 2, 5, "below"),
        ("Nepal", 1, 5, ""),
        ("Sudan", 1, 5, ""),
    ]


def test_each_session_panel_and_breakout_has_a_balance():
    agenda = agenda_of(
        of("a"),
        of("b", "development"),
        session("1", "09:00", kind="plenary", roles=(("chair", "a"), ("rapporteur", "b"))),
        session("2", "10:00", kind="breakout", roles=(("chair", "a"),), attendees=("b",)),
        session("3", "10:00", "b", kind="breakout"),
        session("4", "12:00", kind="break"),
    )

    def counted(where):
        return [(b.session, b.where, b.people) for b in balances(agenda, "community", where)]

    assert counted("meeting") == [("", "meeting", 5)]
    assert counted("sessions") == [("s1", "sessions", 5), ("s2", "breakouts", 2)]
    assert counted("panels") == [("s1", "panels", 1), ("s2", "panels", 1)]
    assert counted("breakouts") == [("s2", "breakouts", 2)]


@given(st.integers(1, 12), st.integers(0, 100), st.integers(0, 100))
def test_some_number_of_people_always_keeps_a_target(of_, a, b):
    low, high = min(a, b), max(a, b)
    sides = [off_side(n, of_, low, high) for n in range(of_ + 1)]
    assert "" in sides
    assert sides == sorted(sides, key=["below", "", "above"].index)
    whole = [n for n in range(of_ + 1) if low * of_ <= 100 * n <= high * of_]
    assert not whole or whole == [n for n, side in enumerate(sides) if not side]


def test_who_is_asked_already_is_not_asked_for_again():
    target = Target(of="community", value="defence", least_percent=50)
    agenda = agenda_of(
        meeting(targets=(target,)),
        of("a"),
        of("b"),
        of("w", "defence", invitation="waiting list"),
        of("x", "defence", invitation="to invite"),
    )
    (miss,) = misses(agenda)
    assert (miss.more, miss.still, miss.could) == (2, 2, ("w", "x"))
    agenda = agenda.apply(set_invitation(agenda, ["w"], "invited"))
    (miss,) = misses(agenda)
    assert (miss.more, miss.still, miss.asked, miss.could) == (2, 1, ("w",), ("x",))
    assert "1 who fits is invited and did not answer yet; invite 1 more; not invited yet: X. Zx." in miss_sentence(
        agenda, miss
    )
    agenda = agenda.apply(set_invitation(agenda, ["x"], "invited"))
    (miss,) = misses(agenda)
    assert miss.still == 0
    assert "2 more would do; 2 who fit are invited and did not answer yet: W. Zw and X. Zx." in miss_sentence(
        agenda, miss
    )


def test_who_has_waited_longest_is_asked_first():
    def waits(id_, day):
        return of(id_, "defence", invitation="waiting list", answered_on=day and date(2008, 1, day))

    target = Target(of="community", value="defence", least_percent=50)
    agenda = agenda_of(meeting(targets=(target,)), of("a"), waits("b", None), waits("c", 9), waits("d", 3))
    (miss,) = misses(agenda)
    assert miss.could == ("d", "c", "b")


def test_too_many_are_thinned_out_by_others():
    target = Target(of="community", value="diplomacy", most_percent=50)
    agenda = agenda_of(
        meeting(targets=(target,)),
        *(of(f"d{i}") for i in range(3)),
        of("e", "defence"),
        of("w", "defence", invitation="waiting list"),
    )
    (message,) = said(agenda)
    assert message.endswith("2 fewer would do, or 2 more of others; on the waiting list: W. Zw.")


def test_who_has_a_part_beside_a_session_cannot_be_added_to_it():
    target = Target(of="community", value="defence", least_percent=50, where="sessions")
    agenda = agenda_of(
        meeting(targets=(target,)),
        of("a"),
        of("busy", "defence"),
        of("free", "defence"),
        session("1", "09:00", roles=(("chair", "a"),)),
        session("2", "09:30", "b", roles=(("chair", "busy"), ("rapporteur", None))),
    )
    (miss,) = misses(agenda)
    assert (miss.session, miss.could) == ("s1", ("free",))


def test_who_opens_the_meeting_alone_is_no_panel_but_a_plenary_has_one():
    target = Target(of="community", value="defence", least_percent=50, where="panels")
    agenda = agenda_of(
        meeting(targets=(target,)),
        of("a"),
        of("b"),
        session("1", "09:00", kind="opening", roles=(("chair", "a"),)),
        session("2", "10:00", kind="plenary", roles=(("chair", "a"), ("panellist", "b"))),
    )
    assert [miss.session for miss in misses(agenda)] == ["s2"]


def test_bars_and_warnings_agree_on_what_is_off():
    targets = (
        Target(of="community", value="diplomacy", most_percent=60, where="sessions"),
        Target(of="community", value="diplomacy", least_percent=10, most_percent=90, where="breakouts"),
        Target(of="community", value="defence", least_percent=30, where="panels"),
    )
    agenda = agenda_of(
        meeting(targets=targets),
        *map(of, "abc"),
        session("1", "09:00", kind="opening", roles=(("chair", "a"),)),
        session("2", "10:00", kind="plenary", roles=(("chair", "a"), ("panellist", "b"))),
        session("3", "11:00", kind="breakout", roles=(("chair", "c"), ("rapporteur", "b"))),
    )
    shown = {
        (b.where, b.session, share.value)
        for where in ("sessions", "panels")
        for b in balances(agenda, "community", where)
        for share in b.shares
        if share.off
    }
    assert shown == {("breakouts", "s3", "diplomacy"), ("panels", "s2", "defence"), ("panels", "s3", "defence")}
    assert {(m.session, m.target.value) for m in misses(agenda)} == {(id_, value) for _, id_, value in shown}
    (three,) = balances(agenda, "community", "breakouts")
    assert (three.shares[0].low, three.shares[0].high) == (10, 60)


def test_what_is_wanted_is_said():
    assert [wanted(*each) for each in ((0, 40), (40, 100), (50, 50), (25, 40))] == [
        "at most 40 %", "at least 40 %", "50 %", "25 to 40 %",
    ]  # fmt: skip


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
