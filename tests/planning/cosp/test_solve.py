"""Solving CoSP conferences: small ones against all their schedules, what cannot be, stopping, and the options."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest
from planning.cosp.conferences import WEIGHTS, conference, every_schedule, random_conference

from agendaplanner.model.errors import UsageError
from agendaplanner.planning.cosp.cells import Decisions, schedule_of
from agendaplanner.planning.cosp.costs import compile_costs
from agendaplanner.planning.cosp.score import score
from agendaplanner.planning.cosp.solve import CospOptions, solve
from agendaplanner.planning.cosp.verify import verify

SHAPES = [
    {"slots": (2, 2), "rooms": 2, "sizes": ((1, 1), (1, 2))},
    {"slots": (1, 1, 1), "rooms": 2, "sizes": ((1, 1, 1), (1,))},
    {"slots": (2, 1), "rooms": 3, "sizes": ((1, 1, 2), (1,))},
    {"slots": (2,), "rooms": 3, "sizes": ((1, 1, 1), (1,))},
]


def weights(kind, seed):
    if kind == "all":
        return WEIGHTS
    if kind == "no time slots":
        return WEIGHTS | {"presenters-conflicts-timeslot": 0, "attendees-conflicts-timeslot": 0}
    random = Random(seed)
    return {rule: random.choice([0, 0, 1, 2]) for rule in WEIGHTS}


@pytest.mark.parametrize("kind", ["all", "no time slots", "any"])
@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_the_best_of_all_schedules_is_found_and_proved(shape, kind):
    for seed in range(3):
        instance = random_conference(10 * shape + seed, weights=weights(kind, seed), **SHAPES[shape])
        best = min(score(instance, each).total for each in every_schedule(instance))
        found = solve(instance, CospOptions(seconds=20, workers=1, seed=seed))
        assert found.score.total == found.bound == best
        assert found.proved
        assert found.score == score(instance, found.schedule)
        assert verify(instance, found.schedule) == ()


def test_two_workers_find_the_same():
    instance = random_conference(3)
    told = []
    found = solve(instance, CospOptions(seconds=20, workers=2), progress=told.append)
    assert found.proved
    assert found.score.total == solve(instance, CospOptions(seconds=20, workers=1)).score.total
    costs = [each.cost for each in told if each.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert [each.bound for each in told] == sorted(each.bound for each in told)
    assert costs[-1] == found.score.total


def test_a_track_that_fits_only_into_two_rooms_at_once_gets_them():
    instance = conference(slots=(2,), rooms=2, sizes=((1, 1, 2),), weights=WEIGHTS)
    found = solve(instance, CospOptions(seconds=10, workers=1))
    assert found.schedule.tracks == ((0, 0),)
    assert (found.score.total, found.proved) == (WEIGHTS["parallel-tracks"] + WEIGHTS["rooms-per-track"], True)


def test_what_cannot_be_is_said():
    with pytest.raises(UsageError, match="U01 takes 3 time slots"):
        solve(conference(slots=(2, 2), sizes=((1, 3),)), CospOptions(workers=1))
    with pytest.raises(UsageError, match="do not fit"):
        solve(conference(slots=(1,), rooms=2, sizes=((1, 1), (1,))), CospOptions(workers=1))
    # three pieces of two time slots would fit into six time slots, but not into two sessions of three
    with pytest.raises(UsageError, match="do not fit"):
        solve(conference(slots=(3,), rooms=2, sizes=((2, 2, 2),)), CospOptions(workers=1))


def test_cancelling_gives_the_best_so_far():
    instance = random_conference(5, slots=(4,) * 5, rooms=6, sizes=((1, 2, 1, 1, 1),) * 14)
    told = []
    found = solve(
        instance,
        CospOptions(seconds=60, workers=1),
        progress=told.append,
        cancelled=lambda: any(each.cost is not None for each in told),
    )
    assert found.cancelled
    assert found.seconds < 30
    assert verify(instance, found.schedule) == ()
    assert found.bound <= found.score.total


@pytest.mark.parametrize("options", [{"seconds": 0}, {"seconds": 1e9}, {"workers": 0}, {"seed": -1}])
def test_options_that_make_no_sense(options):
    with pytest.raises(UsageError):
        CospOptions(**options)


def test_what_is_dealt_out_that_does_not_fit_is_no_schedule():
    instance = conference(slots=(3,), rooms=2, sizes=((2, 2, 2),))
    decided = Decisions(rooms={(0, 0): (0, 1)}, session=[0, 0, 0], room={}, slot={})
    assert schedule_of(compile_costs(instance), decided) is None


def test_the_solver_is_imported_only_when_it_solves():
    code = (
        "import sys, agendaplanner.planning.cosp.solve; sys.exit('ortools' in sys.modules or 'openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
