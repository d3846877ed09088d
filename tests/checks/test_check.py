"""All findings together: their order, their number, and that keeping them up to date gives what checking anew gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, changed, large_meeting, person, session, shared_chair, two_rooms
from strategies import actions_on, agendas, histories

from agendaplanner.checks.check import Findings, check
from agendaplanner.checks.rules import RULES, finding
from agendaplanner.model import actions
from agendaplanner.model.records import Paper, Person, Room, Wish


def test_clashes_come_first_each_by_time():
    agenda = agenda_of(
        session("1", "09:00", "a", kind="plenary"),
        session("8", "16:00", "b", expected_size=500),
        session("2", "11:00", "b", expected_size=500),
        session("w", kind="plenary"),
        Paper(id="p", title="Country cases", sessions=("s8",)),
    )
    assert [(each.severity, each.rule, each.sessions) for each in check(agenda)] == [
        ("clash", "room-too-small", ("s2",)),
        ("clash", "room-too-small", ("s8",)),
        ("warning", "role-open", ("s1",)),
        ("warning", "paper-late", ("s8",)),
        ("warning", "role-open", ("sw",)),
    ]


def test_findings_of_a_session_and_counts():
    findings = Findings(shared_chair())
    assert findings.of_session("s4b") == findings.of_session("s4d") == findings.all()
    assert findings.of_session("s9") == ()
    assert findings.counts() == {"clash": 1, "warning": 0}
    assert Findings(two_rooms()).counts() == {"clash": 0, "warning": 0}


@given(agendas())
def test_every_finding_keeps_to_the_list_of_rules(agenda):
    for each in check(agenda):
        rule = RULES[each.rule]
        assert (each.severity == "clash") == (rule.policy == "block" and not each.is_soft)
        assert each.blocks_publication == (each.severity == "clash")
        assert each.message[0] != " "
        assert each.message.endswith(".")
        assert "None" not in each.message
        for ids, table in (
            (each.sessions, agenda.session),
            (each.people, agenda.person),
            (each.rooms, agenda.room),
            (each.papers, agenda.paper),
            (each.wishes, agenda.wish),
        ):
            assert len(set(ids)) == len(ids)
            assert set(ids) <= set(table)
        assert each.sessions


@given(agendas())
def test_each_pair_of_sessions_is_named_once_by_a_rule(agenda):
    pairs = [
        (each.rule, frozenset(each.sessions))
        for each in check(agenda)
        if each.rule in ("person-twice", "room-twice", "everyone-twice", "walk-too-short")
    ]
    assert len(set(pairs)) == len(pairs)


def test_every_rule_has_its_sentence():
    assert all(rule.name == name and rule.says.endswith(".") for name, rule in RULES.items())
    assert finding("role-open", "4b still needs a chair.").severity == "warning"


# kept up to date


@given(histories())
def test_kept_up_to_date_is_the_same_as_checked_anew(history):
    agenda, changes = history
    findings = Findings(agenda)
    for change in changes:
        agenda = agenda.apply(change)
        findings.update(agenda, change.keys)
        assert findings.all() == check(agenda)
    for change in reversed(changes):
        back = change.reversed()
        agenda = agenda.apply(back)
        findings.update(agenda, back.keys)
        assert findings.all() == check(agenda)


def test_wishes_that_say_the_same_are_in_one_order_however_they_are_found():
    wishes = [Wish(id=f"w{i}", kind="before", sessions=("s1", "s2")) for i in range(8)]
    agenda = agenda_of(session("1", "10:00"), session("2", "12:00"), *wishes)
    findings = Findings(agenda)
    change = actions.move(agenda, "s2", at("09:00"), "a")
    agenda = agenda.apply(change)
    findings.update(agenda, change.keys)
    assert [each.wishes for each in findings.all()] == [(wish.id,) for wish in wishes]
    assert findings.all() == check(agenda)


@given(st.data(), agendas(min_sessions=2))
def test_several_changes_may_be_taken_at_once(data, agenda):
    findings, keys = Findings(agenda), set()
    for _ in range(3):
        change = data.draw(actions_on(agenda))
        agenda = agenda.apply(change)
        keys |= change.keys
    findings.update(agenda, frozenset(keys))
    assert findings.all() == check(agenda)
    for session_id in agenda.session:
        assert findings.of_session(session_id) == tuple(f for f in check(agenda) if session_id in f.sessions)


def follow(agenda, change):
    """The findings of an agenda, kept up to date through one change, and how many scopes that took."""
    findings = Findings(agenda)
    before = findings.checked
    after = agenda.apply(change)
    findings.update(after, change.keys)
    assert findings.all() == check(after)
    return findings, findings.checked - before


def test_a_room_that_gets_another_name_has_it_in_every_sentence():
    agenda = agenda_of(session("9", "10:00", "a", only_rooms=("b",)))
    findings, _ = follow(agenda, actions.set_fields(agenda, agenda.get(Room, "b"), name="Blue room"))
    assert findings.all()[0].message == "9 is in Room A, but must be in Blue room."


def test_a_person_who_gets_another_name_has_it_in_the_findings_of_others():
    both = [("chair", "berg"), ("rapporteur", "okafor")]
    agenda = agenda_of(session("1", "09:00", "a", roles=both), session("2", "09:00", "b", roles=both))
    renamed = actions.set_fields(agenda, agenda.get(Person, "berg"), given="Zita", family="Zorn")
    findings, _ = follow(agenda, renamed)
    assert findings.all()[0].message.startswith("C. Okafor and Z. Zorn are in")


def test_an_acceptance_can_make_the_hall_too_small():
    invited = person("new", "Ada", "Sand", invitation="invited")
    agenda = agenda_of(
        invited,
        changed(two_rooms().room["b"], capacity=3),
        session("1", "09:00", "b", everyone=True),
    )
    assert check(agenda) == ()
    findings, _ = follow(agenda, actions.set_fields(agenda, invited, invitation="accepted"))
    assert [each.rule for each in findings.all()] == ["room-too-small"]


@pytest.fixture(scope="module")
def large():
    return large_meeting()


def test_a_move_among_900_sessions_looks_at_a_handful_of_scopes(large):
    assert len(large.session) == 900
    assert check(large) == ()
    findings, looked_at = follow(large, actions.move(large, "s0", at("10:00"), "r7"))
    assert [each.rule for each in findings.all()] == ["room-twice"]
    # the session, its two persons, both rooms, and the sessions for everyone
    assert looked_at == 6


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda a: actions.fill_role(a, "s0", 0, "p500"), 6),
        (lambda a: actions.set_fields(a, a.get(Person, "p3"), away=()), 1),
        (lambda a: actions.set_fields(a, a.get(Person, "p3"), family="Berg"), 6),
        (lambda a: actions.resize(a, "s9", at("09:00"), 45), 6),
        (lambda a: actions.swap(a, "s1", "s40"), 10),
        (lambda a: actions.unplace(a, ["s5"]), 6),
    ],
)
def test_other_edits_cost_little_too(large, change, most):
    _, looked_at = follow(large, change(large))
    assert 0 <= looked_at <= most
