"""Planning from nothing: a published conference, and generated meetings of 1000 sessions that are known to have a plan."""

from __future__ import annotations

from functools import partial

import pytest
from benchmarks.planted import planted_meeting

from agendaplanner.checks.check import check
from agendaplanner.exchange.recognise import read_any
from agendaplanner.model import actions
from agendaplanner.model.records import Session
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.planning.verify import verify

pytestmark = pytest.mark.benchmark


def plan_anew(agenda, seed):
    return plan(agenda, PlanOptions(seed=seed, from_scratch=True))


def test_a_published_conference(samples, stopwatch):
    path = samples / "fosdem-2020.schedule.xml"
    read = partial(read_any, path, timezone="Europe/Brussels")
    agenda = stopwatch.time("FOSDEM 2020: import", [read] * 5, "872 sessions")[0].agenda
    stopwatch.time("FOSDEM 2020: check", [partial(check, agenda)] * 5)
    plans = stopwatch.time("FOSDEM 2020: plan from scratch", [partial(plan_anew, agenda, seed) for seed in range(7)])
    for found in plans:
        after = agenda.apply(plan_change(agenda, found))
        assert len(after.placed) == 872
        assert not verify(after)
        assert found.steps < 1000
    stopwatch.show("  of which searching, checking and explaining", [found.seconds for found in plans])


@pytest.mark.parametrize("rooms", [30, 27])
def test_a_thousand_sessions(rooms, stopwatch):
    steps, loads, runs = [], [], []
    for seed in range(5):
        planted = planted_meeting(sessions=1000, rooms=rooms, seed=seed)
        assert not verify(planted.agenda.apply(plan_change(planted.agenda, planted.plan)))
        loads.append(planted.load)
        runs.append((planted.agenda, partial(plan_anew, planted.agenda, seed)))
    plans = stopwatch.time(
        f"1000 sessions in {rooms} rooms: plan",
        [run for _, run in runs],
        f"load {min(loads):.2f} to {max(loads):.2f}",
    )
    for (agenda, _), found in zip(runs, plans, strict=True):
        after = agenda.apply(plan_change(agenda, found))
        assert not found.unplaced
        assert not found.pin_clashes
        assert not verify(after)
        steps.append(found.steps)
    # a step a session, and a few more for what was pushed off
    assert max(steps) < 1500


def test_what_does_not_fit(stopwatch):
    """A meeting that cannot be planned whole is given up in steps that grow with its size, and little is left over."""
    whole = planted_meeting(sessions=1000, rooms=30).agenda
    too_many = [
        Session(id=f"x{i}", title=f"More {i}", kind="talk", duration_minutes=500, attendees=("p0",)) for i in range(3)
    ]
    agenda = whole.apply(actions.add(whole, *too_many))
    (found,) = stopwatch.time("1000 sessions, and 3 that do not fit: plan", [partial(plan_anew, agenda, 0)])
    assert 3 <= len(found.unplaced) <= 8
    assert found.steps < 4000
