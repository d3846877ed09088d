"""What it costs to move somebody by hand, who is held, and whose allocation a change of the plan touches."""

from __future__ import annotations

import msgspec
import pytest
from meetings import agenda_of, at, person, session
from planning.breakouts.test_allocation import ROUND, breakouts

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.breakouts import hold, put_in
from agendaplanner.model.parts import Company
from agendaplanner.planning.breakouts.allocate import allocate, take_allocation
from agendaplanner.planning.breakouts.by_hand import move_cost, standing_places
from agendaplanner.planning.breakouts.problem import AllocateOptions
from agendaplanner.planning.breakouts.reading import round_with
from agendaplanner.planning.breakouts.touched import touched_allocations
from agendaplanner.planning.plan import PlanOptions, plan, plan_change


def words(agenda, people, s):
    round_ = round_with(agenda, ROUND, AllocateOptions(keep=False))
    return move_cost(round_, standing_places(round_), people, s)


def test_a_move_says_what_it_costs():
    agenda = breakouts(wants={0: ROUND}, capacity=4)
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    assert words(agenda, [0], 1).sentence == "second choice instead of first choice; balance by community worse by 2"
    assert not words(agenda, [0], 1).breaks
    assert words(agenda, [0], 0).words == ()


def test_a_full_room_and_people_who_belong_together_are_said():
    company = (Company(people=("p0", "p1")), Company(people=("p2", "p3"), together=False))
    agenda = breakouts(company=company, capacity=3)
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    (index,) = (s for s in (0, 1) if "p0" not in agenda.session[ROUND[s]].attendees)
    found = words(agenda, [0], index)
    assert "4 for 3 seats in" in found.sentence
    assert "N. Family0 and N. Family1 are no longer together" in found.sentence
    assert found.breaks
    other = 1 - next(s for s in (0, 1) if "p2" in agenda.session[ROUND[s]].attendees)
    assert "N. Family2 and N. Family3 must not be together" in words(agenda, [2], other).sentence


def test_who_is_held_stays_whatever_they_wish():
    agenda = breakouts(wants={i: ("s2",) for i in range(6)})
    agenda = agenda.apply(put_in(agenda, ["p0", "p1"], "s1", ROUND))
    agenda = agenda.apply(hold(agenda, ["p0"], ROUND))
    found = allocate(agenda, ROUND, AllocateOptions(keep=False, balance=False))
    assert found.at["p0"] == "s1"
    assert found.choices == {"1": 3, "other": 3}


def test_sizes_of_sessions_count():
    agenda = breakouts(wants={i: ("s1",) for i in range(6)}, capacity=6)
    small = msgspec.structs.replace(agenda.session["s1"], most_people=2)
    found = allocate(Agenda.of([small if r.id == "s1" else r for r in agenda]), ROUND, AllocateOptions(balance=False))
    assert list(found.at.values()).count("s1") == 2
    wanted = msgspec.structs.replace(agenda.session["s2"], least_people=2)
    found = allocate(Agenda.of([wanted if r.id == "s2" else r for r in agenda]), ROUND, AllocateOptions(least_cost=500))
    assert list(found.at.values()).count("s2") >= 2


def test_too_many_with_a_part_for_the_room_is_said():
    agenda = breakouts(capacity=1)
    own = session("2", "09:00", "b", roles=(("chair", "p4"), ("rapporteur", "p5")))
    found = allocate(Agenda.of([own if r.id == "s2" else r for r in agenda]), ROUND)
    assert any("takes 1, and 2 must be there" in note for note in found.notes)


def test_somebody_allocated_cannot_be_needed_elsewhere_at_the_time():
    agenda = breakouts(wants={0: ("s1",)})
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    elsewhere = session("3", "09:30", "hall", roles=(("chair", "p0"),), kind="talk")
    both = Agenda.of([*agenda, elsewhere, agenda_of().room["hall"]])
    (finding,) = (f for f in check(both) if f.rule == "person-twice")
    assert finding.severity == "clash"
    assert finding.people == ("p0",)


def test_whoever_is_allocated_binds_the_next_plan():
    agenda = breakouts(wants={0: ("s1",)})
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    late = session("3", roles=(("chair", "p0"),), kind="talk")
    agenda = Agenda.of([*agenda, late, agenda_of().room["hall"]])
    after = agenda.apply(plan_change(agenda, plan(agenda, PlanOptions()).placements))
    start = after.session["s3"].placement.start
    assert not at("08:00") < start < at("10:00")


def test_a_moved_breakout_says_whose_allocation_it_touches():
    agenda = breakouts(wants={0: ("s1",)})
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    after = agenda.apply(actions.move(agenda, "s1", at("11:00"), "a"))
    (found,) = touched_allocations(agenda, after)
    assert (found.session, found.people) == ("s1", agenda.session["s1"].attendees)
    assert found.message.startswith("1 moves to another time, and 3 people are allocated to it: N. Family")
    assert "loses its time" in touched_allocations(agenda, agenda.apply(actions.unplace(agenda, ["s1"])))[0].message
    other_room = agenda.apply(actions.swap(agenda, "s1", "s2"))
    assert touched_allocations(agenda, other_room) == ()


@pytest.mark.parametrize("seed", [0, 1])
def test_planning_keeps_apart_what_the_same_people_want(seed):
    """Four sessions in two rooms: those that people want both of do not run at the same time."""
    people = [person(f"p{i}", "N", f"F{i}", wants=("s1", "s2") if i % 2 else ("s3", "s4")) for i in range(8)]
    sessions = [session(n) for n in "1234"]
    agenda = agenda_of(*people, *sessions)
    options = PlanOptions(seed=seed, improve_seconds=1.0)
    after = agenda.apply(plan_change(agenda, plan(agenda, options).placements))
    starts = {s.id: s.placement.start for s in after.placed}
    assert starts["s1"] != starts["s2"]
    assert starts["s3"] != starts["s4"]
