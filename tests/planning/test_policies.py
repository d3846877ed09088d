"""What the meeting wants done about each rule: planner, verifier, checks and legality map follow alike."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from meetings import agenda_of, at, between, changed, session
from planning.test_laws import agendas_to_plan, is_pinned, planned
from planning.test_legality import FLAGS, agendas_with_a_session, places_to_try, with_session_at
from strategies import agendas, calm_agendas, with_policies

from agendaplanner.checks.check import Findings, check, publication_blockers
from agendaplanner.checks.policies import kept_rules, policies_of, set_rule_policy
from agendaplanner.model import actions
from agendaplanner.model.parts import Placement, Walk
from agendaplanner.model.records import Wish
from agendaplanner.model.times import moment_of
from agendaplanner.planning.explain.explain import explain
from agendaplanner.planning.explain.explanation import ExplainOptions
from agendaplanner.planning.legality import Against, LegalityBoard, LegalityMap
from agendaplanner.planning.plan import plan
from agendaplanner.planning.quality.account import cost
from agendaplanner.planning.quality.placing import PLACE_RULES, PlaceCosts
from agendaplanner.planning.quality.weights import QualityWeights
from agendaplanner.planning.replan.replan import ReplanOptions, replan
from agendaplanner.planning.verify import verify, verify_plan

CHAIR = [("chair", "berg")]
UNPLANNED = {"role-open", "paper-overdue", "paper-late"}
"""Rules that no plan can do anything about."""
MAP_FLAGS = {**FLAGS, "walk-too-short": Against.WALK}


def ruled(strategy):
    return strategy.flatmap(with_policies)


def with_rule(agenda, **rules):
    for rule, policy in rules.items():
        agenda = agenda.apply(set_rule_policy(agenda, rule.replace("_", "-"), policy))
    return agenda


def kept(agenda):
    """What keeps the agenda from being published, of what a plan can do something about."""
    return [finding for finding in publication_blockers(agenda) if finding.rule not in UNPLANNED]


# laws


@given(ruled(st.one_of(agendas(), calm_agendas())))
def test_verifier_and_checks_want_the_same_kept(agenda):
    assert {(each.rule, tuple(sorted(each.sessions))) for each in kept(agenda)} == {
        (each.rule, each.sessions) for each in verify(agenda)
    }


@given(ruled(agendas_to_plan()), st.booleans(), st.integers(0, 2))
def test_a_plan_breaks_no_rule_that_is_to_be_kept_but_by_pins(agenda, from_scratch, seed):
    found, after = planned(agenda, from_scratch=from_scratch, seed=seed)
    assert not verify_plan(agenda, after)
    for finding in kept(after):
        assert any(is_pinned(agenda.session[s]) for s in finding.sessions)
    assert {u.session for u in found.unplaced} == {s.id for s in after.waiting}


@given(ruled(agendas_to_plan()))
def test_what_stands_without_a_clash_stays_also_where_something_warns(agenda):
    quiet = agenda.apply(actions.remove(agenda, *agenda.waiting)) if agenda.waiting else agenda
    assume(not kept(quiet))
    first = moment_of(agenda.meeting, 0)
    assume(all(s.placement.start >= first for s in quiet.placed))  # before that there is no time that could be planned
    assert planned(quiet)[0].moved == 0


@given(ruled(agendas_to_plan()))
def test_a_re_plan_leaves_nothing_that_is_to_be_kept_but_by_pins(agenda):
    found = replan(agenda, ReplanOptions(exact=False))
    after = agenda.apply(actions.take_plan(agenda, found.placements))
    for finding in kept(after):
        assert any(is_pinned(agenda.session[s]) for s in finding.sessions)


@given(ruled(agendas_to_plan()))
@settings(max_examples=25)
def test_what_is_said_to_be_impossible_no_plan_does(agenda):
    if explain(agenda, ExplainOptions(repairs=0, seconds=10)).feasible is False:
        made, after = planned(agenda, from_scratch=True)
        assert made.unplaced or verify(after)


@given(ruled(st.one_of(agendas(), calm_agendas())))
def test_what_is_ignored_is_not_found_and_the_rest_is_as_grave_as_is_wanted(agenda):
    policies = policies_of(agenda.meeting)
    for finding in check(agenda):
        policy = "warn" if finding.is_soft else policies[finding.rule]
        assert policy != "ignore"
        assert finding.severity == ("clash" if policy == "block" else "warning")
        assert finding.blocks_publication == (policy in ("block", "block publication"))


@given(st.data(), agendas())
def test_findings_follow_when_policies_change(data, agenda):
    findings = Findings(agenda)
    after = data.draw(with_policies(agenda))
    findings.update(after, [("meeting", "meeting")])
    assert findings.all() == check(after)


@given(st.data(), agendas_with_a_session())
def test_the_map_tells_clashes_and_warnings_apart_as_the_checks_do(data, given_):
    agenda, session_id = given_
    agenda = data.draw(with_policies(agenda))
    legality = LegalityMap(agenda, session_id)
    flags, warned = legality.flags(), legality.warning_flags()
    for start, step, room_id in places_to_try(data.draw, agenda, legality, session_id, 8):
        if not 0 <= step < flags.shape[1]:
            continue
        there = with_session_at(agenda, session_id, Placement(start=start, room=room_id))
        expected = {"clash": Against(0), "warning": Against(0)}
        for finding in check(there):
            if session_id in finding.sessions and finding.rule in MAP_FLAGS:
                expected[finding.severity] |= MAP_FLAGS[finding.rule]
        found = {"clash": legality.against(start, room_id), "warning": legality.warnings(start, room_id)}
        for severity in list(expected):
            if (found["clash"] | found["warning"]) & Against.PERSON_BUSY:  # and then no more of a session for everyone
                expected[severity] |= found[severity] & Against.EVERYONE
        assert found == expected
        assert bool(legality.legal_starts(room_id) >> step & 1) == (not expected["clash"])
        only_warned = bool(expected["warning"]) and not expected["clash"]
        assert bool(legality.warned_starts(room_id) >> step & 1) == only_warned
        if room_id is not None:
            row = legality.rooms.index(room_id)
            assert (flags[row, step], warned[row, step]) == (int(found["clash"]), int(found["warning"]))


@given(st.data(), agendas_with_a_session())
def test_places_cost_what_the_account_says_of_them(data, given_):
    agenda, session_id = given_
    kept_with_track = [wish for wish in agenda.wish.values() if wish.kind == "keep with track"]
    agenda = agenda.apply(actions.remove(agenda, *kept_with_track)) if kept_with_track else agenda
    assume(agenda.room)
    weights = QualityWeights()
    weights = QualityWeights.only(**{r.replace("-", "_"): weights.of(r) for r in PLACE_RULES})
    board = LegalityBoard(agenda)
    costs = PlaceCosts(board.problem, weights).of(board.standing, board.problem.index[session_id])
    differences = set()
    legality = board.map(session_id)
    for start, step, room_id in places_to_try(data.draw, agenda, legality, session_id, 5):
        if room_id is not None and 0 <= step < costs.shape[1]:
            there = with_session_at(agenda, session_id, Placement(start=start, room=room_id))
            by_account = cost(there, None, weights).cost
            differences.add(round(costs[legality.rooms.index(room_id), step] - by_account, 3))
    assert len(differences) <= 1
    assert board.map(session_id, cost=True).costs.shape == legality.flags().shape


# examples


def too_small():
    """One session for 500 people, and a hall for 200 at the most."""
    return agenda_of(session("1", expected_size=500))


def test_a_room_that_is_too_small_is_taken_where_the_meeting_only_warns():
    agenda = too_small()
    assert plan(agenda).unplaced
    found, after = planned(with_rule(agenda, room_too_small="warn"))
    assert not found.unplaced
    assert after.session["s1"].placement.room == "hall"  # of those too small the largest
    assert found.cost["room-too-popular"] > 0
    assert [(f.rule, f.severity) for f in check(after) if f.rule != "role-open"] == [("room-too-small", "warning")]
    assert plan(with_rule(agenda, room_too_small="block publication")).unplaced


def test_what_only_warns_is_avoided_where_there_is_another_place():
    one = session("1", "09:00", minutes=60, roles=CHAIR)
    two = session("2", minutes=60, roles=CHAIR)
    agenda = with_rule(agenda_of(one, two), person_twice="warn")
    _, after = planned(agenda)
    assert not [f for f in check(after) if f.rule == "person-twice"]


def test_people_may_be_in_two_places_where_the_meeting_ignores_it():
    sessions = [session(str(i), minutes=480, roles=CHAIR) for i in range(1, 4)]
    agenda = agenda_of(*sessions)
    assert plan(agenda).unplaced
    found, after = planned(with_rule(agenda, person_twice="ignore"))
    assert not found.unplaced
    assert not [f for f in check(after) if f.rule == "person-twice"]


def far_apart(policy):
    """Two sessions of one chair, one in each of two rooms that are an hour apart, in a day of three hours."""
    one, two = session("1", minutes=60, roles=CHAIR), session("2", minutes=60, roles=CHAIR)
    agenda = agenda_of(
        changed(one, only_rooms=("a",), only_within=(between("09:00", "12:00"),)),
        changed(two, only_rooms=("b",), only_within=(between("09:00", "12:00"),)),
    )
    walks = (Walk(rooms=("a", "b"), minutes=60),)
    agenda = agenda.apply(actions.set_fields(agenda, agenda.meeting, walks=walks))
    return with_rule(agenda, walk_too_short=policy)


@pytest.mark.parametrize("policy", ["block", "block publication"])
def test_a_plan_leaves_time_to_walk_where_it_must(policy):
    _, after = planned(far_apart(policy))
    starts = sorted(s.placement.start for s in after.placed)
    assert starts == [at("09:00"), at("11:00")]
    improved, after = planned(far_apart(policy), improve_steps=400)
    assert improved.verified
    assert sorted(s.placement.start for s in after.placed) == starts
    moved = after.apply(actions.move(after, "s1", at("10:00"), "a"))
    assert [v.rule for v in verify(moved)] == ["walk-too-short"]
    again = replan(moved, ReplanOptions(exact=False))
    assert again.moved == 1


def test_what_the_checks_let_pass_on_foot_stays():
    """Between 1 and 3, an hour apart on foot, the chair is at 2 as well: the checks look at what follows each other."""
    walks = (Walk(rooms=("a", "b"), minutes=60),)
    agenda = agenda_of(
        session("1", "09:00", minutes=60, roles=CHAIR),
        session("2", "09:30", "hall", minutes=60, roles=CHAIR),
        session("3", "10:00", "b", minutes=60, roles=CHAIR),
    )
    agenda = agenda.apply(actions.set_fields(agenda, agenda.meeting, walks=walks))
    agenda = with_rule(agenda, walk_too_short="block", person_twice="ignore")
    assert not kept(agenda)
    assert not plan(agenda).moved
    assert not replan(agenda, ReplanOptions(exact=False)).moved


def test_a_hard_wish_that_only_warns_counts_as_a_soft_one():
    wish = Wish(id="w", kind="before", sessions=("s1", "s2"), weight=4)
    agenda = agenda_of(session("1", "14:00"), session("2", "09:00"), wish)
    assert "wish-broken" not in cost(agenda).by_rule()
    assert plan(agenda).moved
    agenda = with_rule(agenda, wish_broken="warn")
    assert cost(agenda).by_rule()["wish-broken"] == 4 * QualityWeights().wish_broken
    assert not plan(agenda).moved
    assert "wish-broken" not in cost(with_rule(agenda, wish_broken="ignore")).by_rule()


def test_nothing_is_planned_at_night_or_without_a_room_for_nothing():
    agenda = agenda_of(session("1"), session("2"))
    agenda = with_rule(agenda, outside_hours="ignore", room_missing="ignore", room_twice="ignore")
    _, after = planned(agenda)
    assert not [
        f
        for f in check(with_rule(after, outside_hours="block", room_missing="block", room_twice="block"))
        if f.rule != "role-open"
    ]


def test_the_map_says_that_a_walk_would_be_too_short_and_costs_come_on_demand():
    agenda = far_apart("warn")
    agenda = agenda.apply(actions.move(agenda, "s1", at("09:00"), "a"))
    legality = LegalityBoard(agenda).map("s2", cost=True)
    assert legality.warnings(at("10:00"), "b") == Against.WALK
    assert not legality.against(at("10:00"), "b")
    assert not legality.warnings(at("11:00"), "b")
    assert legality.costs is not None
    blocked = LegalityBoard(with_rule(agenda, walk_too_short="block")).map("s2")
    assert blocked.against(at("10:00"), "b") == Against.WALK


def test_a_board_follows_a_rule_that_is_set():
    agenda = too_small()
    board = LegalityBoard(agenda)
    assert board.map("s1").against(at("09:00"), "a") == Against.ROOM_UNFIT
    change = set_rule_policy(agenda, "room-too-small", "warn")
    after = agenda.apply(change)
    board.update(after, change.edits)
    assert board.map("s1").warnings(at("09:00"), "a") == Against.ROOM_UNFIT
    assert kept_rules(after.meeting) == kept_rules(agenda.meeting) - {"room-too-small"}
    assert msgspec.json.encode(after.meeting)
