"""Where people must be left the time to walk: the solver knows of it, and leaves it to them."""

from __future__ import annotations

import pytest
from meetings import agenda_of, at, between, changed, session
from planning.test_policies import CHAIR, with_rule

from agendaplanner.model import actions
from agendaplanner.model.parts import Walk
from agendaplanner.model.records import Person
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.improve.exact import can_solve, solve
from agendaplanner.planning.improve.state import State
from agendaplanner.planning.improve.terms import Terms
from agendaplanner.planning.quality.weights import QualityWeights
from agendaplanner.planning.replan.replan import ReplanOptions, replan
from agendaplanner.planning.verify import verify
from agendaplanner.planning.walks import is_too_far

MORNING = (between("09:00", "12:00"),)


def rushed(*, second):
    """One chair in two rooms an hour apart; people want both, and a third that is pinned to the end of the morning."""
    one, two = session("1", "09:00", minutes=60, roles=CHAIR), session("2", second, "b", minutes=60, roles=CHAIR)
    agenda = agenda_of(
        changed(one, only_rooms=("a",), only_within=MORNING),
        changed(two, only_rooms=("b",), only_within=MORNING),
        changed(session("3", "11:00", "hall", minutes=60), pinned_time=True, pinned_room=True),
        *(Person(id=f"w{i}", name=f"W {i}", wants=("s1", "s2", "s3")) for i in range(4)),
    )
    walks = (Walk(rooms=("a", "b"), minutes=60),)
    return with_rule(agenda.apply(actions.set_fields(agenda, agenda.meeting, walks=walks)), walk_too_short="block")


def test_a_meeting_with_walks_is_solved_and_people_can_walk():
    problem = compile_problem(rushed(second="11:00"))
    rooms = {room: i for i, room in enumerate(problem.rooms)}
    placed = {t: (task.start, task.room) for t, task in enumerate(problem.tasks)}
    state = State(Terms(problem, placed, QualityWeights.only(wanted_together=1)), placed, {problem.index["s3"]})
    assert can_solve(state)
    found = solve(state, 5)
    assert found.placements is not None
    one, two = problem.index["s1"], problem.index["s2"]
    # at nine and ten nobody would miss anything, but for the walk
    assert not is_too_far(problem, one, found.placements[one], two, found.placements[two])
    assert {found.placements[one][1], found.placements[two][1]} == {rooms["a"], rooms["b"]}
    assert found.bound == 0


def test_what_is_moved_is_asked_of_the_solver_too():
    agenda = rushed(second="10:00")
    assert [v.rule for v in verify(agenda)] == ["walk-too-short"]
    found = replan(agenda, ReplanOptions())
    assert found.moved == 1
    assert not found.unplaced
    placements = {move.session: move.after.start for move in found.moves}
    assert set(placements.values()) == {at("11:00")}


@pytest.mark.parametrize("place", [("a", 9, "b", 10), ("b", 10, "a", 9), ("a", 9, "b", 11), ("a", 9, "a", 10)])
def test_how_far_is_too_far(place):
    room, hour, other_room, other_hour = place
    problem = compile_problem(rushed(second="11:00"))
    rooms = {r: i for i, r in enumerate(problem.rooms)}
    here, there = ((problem.step_of(at(f"{h:02}:00")), rooms[r]) for r, h in ((room, hour), (other_room, other_hour)))
    one, two = problem.index["s1"], problem.index["s2"]
    assert is_too_far(problem, one, here, two, there) == (room != other_room and abs(hour - other_hour) == 1)
