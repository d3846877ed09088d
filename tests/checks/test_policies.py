"""Setting what is done about a rule: what is written, what is refused, what is left alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, meeting, painted_room, session, shared_chair
from strategies import agendas, with_policies

from agendaplanner.checks.check import check, publication_blockers
from agendaplanner.checks.policies import POLICIES, kept_rules, policies_of, set_rule_policy
from agendaplanner.checks.rules import RULES
from agendaplanner.document.document import Document
from agendaplanner.model.actions import NOTHING
from agendaplanner.model.codec import decode_agenda, encode_agenda
from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.model.parts import RulePolicy


def test_an_agenda_of_before_has_the_usual_policies():
    content = json.loads(encode_agenda(shared_chair()))
    assert "rule_policies" not in content["meeting"]
    policies = policies_of(decode_agenda(json.dumps(content)).meeting)
    assert {name for name, policy in policies.items() if policy == "warn"} == {
        "role-open",
        "paper-overdue",
        "paper-late",
        "walk-too-short",
        "out-of-balance",
        "too-many-people",
    }
    assert kept_rules(shared_chair().meeting) == {name for name, policy in policies.items() if policy == "block"}


@given(agendas().flatmap(with_policies), st.sampled_from(sorted(RULES)), st.sampled_from(POLICIES))
def test_what_is_set_holds_is_undone_and_comes_back_from_a_file(agenda, rule, policy):
    change = set_rule_policy(agenda, rule, policy)
    after = agenda.apply(change)
    expected = {**policies_of(agenda.meeting), rule: policy}
    assert policies_of(after.meeting) == expected
    assert decode_agenda(encode_agenda(after)) == after
    assert after.apply(change.reversed()) == agenda
    if after != agenda:
        # what is usual is not written, and what is of a newer program stays
        assert (policy == RULES[rule].policy) == (rule not in {p.rule for p in after.meeting.rule_policies})
        others = [p for p in agenda.meeting.rule_policies if p.rule != rule]
        assert [p for p in after.meeting.rule_policies if p.rule != rule] == others


def test_rules_and_policies_that_there_are_not_are_refused_with_what_was_meant():
    agenda = shared_chair()
    with pytest.raises(UsageError, match="Did you mean 'room-too-small'"):
        set_rule_policy(agenda, "room-to-small", "warn")
    with pytest.raises(UsageError, match="Set it to one of: block, block publication, warn, ignore"):
        set_rule_policy(agenda, "room-too-small", "forbid")
    assert set_rule_policy(agenda, "room-too-small", "block") == NOTHING


def test_a_rule_of_a_newer_program_is_kept_in_the_file_and_does_nothing(tmp_path):
    newer = RulePolicy(rule="coffee-cold", policy="block")
    agenda = agenda_of(meeting(rule_policies=(newer,)), session("1", "09:00"))
    Document.create(tmp_path / "m.agenda", agenda).close()
    with Document.open(tmp_path / "m.agenda") as document:
        document.do(set_rule_policy(document.agenda, "room-twice", "warn"))
    with Document.open(tmp_path / "m.agenda") as document:
        assert document.agenda.meeting.rule_policies == (newer, RulePolicy(rule="room-twice", policy="warn"))
        assert check(document.agenda) == ()


def test_a_policy_that_makes_no_sense_is_a_fault_of_the_file():
    content = json.loads(encode_agenda(shared_chair()))
    content["meeting"]["rule_policies"] = [{"rule": "room-twice", "policy": "shout"}]
    with pytest.raises(AgendaError, match="rule_policies"):
        decode_agenda(json.dumps(content))


def test_what_keeps_an_agenda_from_being_published():
    agenda = painted_room()
    (found,) = publication_blockers(agenda)
    assert (found.rule, found.severity) == ("room-closed", "clash")
    agenda = agenda.apply(set_rule_policy(agenda, "room-closed", "block publication"))
    (found,) = publication_blockers(agenda)
    assert (found.rule, found.severity) == ("room-closed", "warning")
    agenda = agenda.apply(set_rule_policy(agenda, "room-closed", "warn"))
    assert publication_blockers(agenda) == ()
    assert len(check(agenda)) == 1


def test_people_at_two_things_for_everyone_are_said_as_grave_as_the_graver_rule():
    roles = [("chair", "berg")]
    agenda = agenda_of(session("1", "09:00", kind="opening", roles=roles), session("2", "09:00", "b", roles=roles))
    assert [f.rule for f in check(agenda)] == ["person-twice"]
    lighter = agenda.apply(set_rule_policy(agenda, "person-twice", "ignore"))
    assert [(f.rule, f.severity) for f in check(lighter)] == [("everyone-twice", "clash")]
