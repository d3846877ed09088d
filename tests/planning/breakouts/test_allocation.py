"""Allocation to parallel sessions, against every possible allocation where there are few."""

from __future__ import annotations

from collections import Counter
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import ROOM_A, agenda_of, at, meeting, person, session

from agendaplanner.checks.rounds import rounds_of
from agendaplanner.model import attendance
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Company, Period, Target
from agendaplanner.model.records import Room
from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.allocate import allocate, allocate_all, take_allocation
from agendaplanner.planning.breakouts.exact import first_fit, solved_allocation
from agendaplanner.planning.breakouts.flow import flow_allocation
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions, AllocationProblem, Quota
from agendaplanner.planning.breakouts.untied import untied_allocation

KINDS = ("diplomacy", "development", "defence")


@st.composite
def problems(draw, *, ties=False):
    people, sessions = draw(st.integers(1, 5)), draw(st.integers(2, 3))
    of_sessions = lambda least, most: st.lists(  # noqa: E731
        st.integers(least, most), min_size=sessions, max_size=sessions
    ).map(tuple)
    cost = tuple(draw(of_sessions(0, 9)) for _ in range(people))
    fixed = draw(st.dictionaries(st.integers(0, people - 1), st.integers(0, sessions - 1), max_size=2))
    most = [max(m, list(fixed.values()).count(s)) for s, m in enumerate(draw(of_sessions(0, 4)))]
    kind = [draw(st.integers(0, 2)) for _ in range(people)]
    quotas = []
    for k in range(2):
        members = frozenset(p for p in range(people) if kind[p] == k)
        low = draw(of_sessions(0, 2))
        quotas.append(Quota("kind", str(k), members, low, tuple(each + draw(st.integers(0, 1)) for each in low)))
    blocks, apart = (), ()
    if ties and people > 2:
        free = [p for p in range(people) if p not in fixed]
        if len(free) > 1:
            blocks = ((free[0], free[1]),)
            apart = ((free[0], free[2]),) if len(free) > 2 else ()
        quotas.append(Quota("other", "x", frozenset(range(0, people, 2)), (1,) * sessions, (2,) * sessions))
    return AllocationProblem(
        people=people,
        most=tuple(most),
        least=draw(of_sessions(0, 2)),
        cost=cost,
        fixed=fixed,
        blocks=blocks,
        apart=apart,
        quotas=tuple(quotas),
        balance_cost=draw(st.sampled_from([0, 3, 8])),
        least_cost=draw(st.sampled_from([0, 4])),
    )


def cheapest(problem):
    """By trying every allocation."""
    everywhere = product(range(NOWHERE, problem.sessions), repeat=problem.people)
    sound = (each for each in everywhere if not any(account.faults(problem, each)))
    return min(account.total_cost(problem, each) for each in sound)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_no_allocation_costs_less_than_the_flow(problem):
    found = flow_allocation(problem)
    assert list(account.faults(problem, found)) == []
    assert account.total_cost(problem, found) == cheapest(problem)


@given(problems(ties=True))
@settings(max_examples=60, deadline=None)
def test_no_allocation_costs_less_where_people_are_tied(problem):
    found = solved_allocation(problem, 20.0)
    assert list(account.faults(problem, found.at)) == []
    assert account.total_cost(problem, found.at) == found.bound == cheapest(problem)


@given(problems(ties=True))
@settings(max_examples=40, deadline=None)
def test_what_the_solver_starts_from_keeps_what_must_hold(problem):
    assert list(account.faults(problem, first_fit(problem, untied_allocation(problem)))) == []


def breakouts(*, capacity=3, count=6, company=(), wants=None, targets=(), **fields):
    """Two sessions at once, in rooms of the same size, and six people, two of each community."""
    people = [
        person(
            f"p{i}",
            f"N{i}",
            f"Family{i}",
            community=KINDS[i % 3],
            wants=(wants or {}).get(i, ()),
        )
        for i in range(count)
    ]
    rooms = [msgspec.structs.replace(ROOM_A, id=r, name=r, capacity=capacity) for r in "ab"]
    sessions = [session(n, "09:00", room, **fields) for n, room in (("1", "a"), ("2", "b"))]
    return Agenda.of([meeting(company=company, targets=targets), *rooms, *people, *sessions])


ROUND = ("s1", "s2")


def test_first_choices_are_met_where_there_is_room():
    found = allocate(breakouts(wants={0: ("s1", "s2"), 1: ("s1",), 2: ("s2",)}), ROUND)
    assert (found.at["p0"], found.at["p1"], found.at["p2"]) == ("s1", "s1", "s2")
    assert found.choices == {"1": 3, "no wish": 3}
    assert found.proven
    assert not found.nowhere


def test_communities_are_spread_and_the_price_is_said():
    wants = {0: ("s1", "s2"), 3: ("s1", "s2")}  # both diplomats want the same
    found = allocate(breakouts(wants=wants), ROUND)
    assert found.at["p0"] != found.at["p3"]
    assert found.choices["2"] == 1
    (price,) = found.prices
    assert (price.rule, price.off, price.first_choices, price.choices_without["1"]) == ("community", 0, 1, 2)
    freely = allocate(breakouts(wants=wants), ROUND, AllocateOptions(balance=False))
    assert freely.choices["1"] == 2


def test_a_target_for_breakouts_stands_instead_of_an_even_spread():
    target = Target(of="community", value="diplomacy", least_percent=50, where="breakouts")
    found = allocate(breakouts(targets=(target,), wants={0: ROUND, 3: ROUND}), ROUND)
    assert found.at["p0"] != found.at["p3"]


def test_presenters_are_in_their_own_session_and_others_get_the_seats_left():
    agenda = breakouts(roles=(), wants={i: ("s1",) for i in range(6)})
    own = msgspec.structs.replace(session("2", "09:00", "b", roles=(("chair", "p5"),)))
    found = allocate(Agenda.of([own if r.id == "s2" else r for r in agenda]), ROUND)
    assert found.at["p5"] == "s2"
    assert found.choices == {"1": 3, "other": 2, "part": 1}


def test_pairs_are_together_and_apart():
    wants = {0: ("s1",), 1: ("s2",), 2: ("s1",), 3: ("s1",)}
    company = (Company(people=("p0", "p1")), Company(people=("p2", "p3"), together=False))
    found = allocate(breakouts(company=company, wants=wants, capacity=4), ROUND)
    assert found.at["p0"] == found.at["p1"]
    assert found.at["p2"] != found.at["p3"]
    without = {price.rule: price.off_without for price in found.prices}
    assert set(without) == {"apart", "community", "together"}
    assert (without["apart"], without["together"]) == (1, 1)


def test_what_contradicts_itself_is_said():
    company = (Company(people=("p0", "p1")), Company(people=("p0", "p1"), together=False))
    found = allocate(breakouts(company=company), ROUND)
    (note,) = found.notes
    assert "cannot be kept apart" in note


def test_those_of_whom_nothing_is_known_are_spread():
    people = [person(f"p{i}", "N", f"F{i}") for i in range(6)]
    agenda = agenda_of(*people, session("1", "09:00", "a"), session("2", "09:00", "b"))
    found = allocate(agenda, ROUND)
    assert sorted(Counter(found.at.values()).values()) in ([3, 6], [4, 5])  # 60 and 20 seats, at most nine people
    assert found.prices == ()


def test_who_finds_no_seat_is_named():
    found = allocate(breakouts(capacity=2), ROUND)
    assert len(found.nowhere) == 2
    assert len(found.at) == 4


def test_a_few_changes_move_few_people():
    agenda = breakouts(count=12, capacity=7, wants={i: ROUND for i in range(6)})
    agenda = agenda.apply(take_allocation(agenda, allocate(agenda, ROUND)))
    again = allocate(agenda, ROUND)
    assert again.moved == ()
    assert {price.rule: price.off for price in again.prices} == {"keep": 0, "community": 0}
    late = person("p99", "Late", "Comer", community=KINDS[0], wants=("s2",))
    more = Agenda.of([*agenda, late])
    found = allocate(more, ROUND)
    assert found.at["p99"] == "s2"
    assert found.moved == ()


def test_who_is_away_or_needed_elsewhere_is_left_out():
    agenda = breakouts()
    away = msgspec.structs.replace(agenda.person["p0"], away=(Period(start=at("09:30"), end=at("10:00")),))
    elsewhere = session("3", "09:15", "hall", roles=(("chair", "p1"),), kind="talk")
    hall = Room(id="hall", name="Hall")
    other = Agenda.of([*(away if r.id == "p0" else r for r in agenda), elsewhere, hall])
    assert set(allocate(other, ROUND).at) == {"p2", "p3", "p4", "p5"}


def test_the_allocation_is_one_change_that_calendars_and_papers_follow():
    agenda = breakouts(wants={0: ("s2",)})
    change = take_allocation(agenda, *allocate_all(agenda))
    after = agenda.apply(change)
    assert [s.id for s in attendance.sessions_of(after, "p0")] == ["s2"]
    assert after.apply(change.reversed()) == agenda
    assert take_allocation(after, *allocate_all(after)).edits == ()


def test_parallel_are_those_of_a_group_and_those_at_one_time():
    agenda = agenda_of(
        session("1", group="g"),
        session("2", "09:00", "a", group="g"),
        session("3", "09:30", "b"),
        session("4", "11:00", "a"),
        session("5", "09:00", "hall", kind="plenary"),
    )
    (found,) = rounds_of(agenda)
    assert set(found) == {"s1", "s2", "s3"}


@pytest.mark.parametrize("ids", [("s1",), ("s1", "s9")])
def test_what_makes_no_sense_is_refused(ids):
    with pytest.raises(UsageError):
        allocate(breakouts(), ids)
