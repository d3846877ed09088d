"""Conferences that others published: the CoSP sets with their authors' stored schedules, and the Timefold sets.

The scores are those of the rules of each set: ``planning.cosp.score`` has the authors' own eight values (tested beside
it), ``benchmarks.timefold_rules`` the hard constraints of the Timefold sets. A CoSP conference is solved for up to
``CONFERENCE_SECONDS`` with two workers; two of the four are proved optimal long before. AGENDAPLANNER_BENCH_SEEDS asks
for more seeds than the two that a run of minutes can afford; the worst counts.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.timefold_rules import hard_constraints
from benchmarks.timefold_sets import agenda_of, read_conference

from agendaplanner.exchange.cosp_workbook import read_cosp, read_cosp_schedule, write_cosp_schedule
from agendaplanner.planning.cosp.score import score
from agendaplanner.planning.cosp.solve import CospOptions, solve
from agendaplanner.planning.cosp.verify import verify
from agendaplanner.planning.plan import PlanOptions, plan

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(int(os.environ.get("AGENDAPLANNER_BENCH_SEEDS", "2")))
CONFERENCE_SECONDS = 60.0
PROVED = {"N2OR", "GECCO20", "OR60F"}
STRICTLY_BELOW = {"GECCO20", "GECCO19", "OR60F"}


@pytest.fixture
def bench():
    folder = Path(os.environ.get("AGENDAPLANNER_BENCH", ROOT.parent / "shared" / "bench"))
    if not (folder / "conference-cosp").is_dir():
        pytest.skip(f"no public instances in {folder}; name their folder in AGENDAPLANNER_BENCH")
    return folder


@pytest.mark.parametrize("name", ["N2OR", "GECCO20", "OR60F", "GECCO19"])
def test_cosp(bench, stopwatch, name):
    folder = bench / "conference-cosp"
    instance = read_cosp((folder / f"{name}.xlsx").read_bytes(), source=f"{name}.xlsx")
    stored = {}
    for kind in ("exact", "extended"):
        data = (folder / "stored" / f"{name}-{kind}.xlsx").read_bytes()
        stored[kind] = score(instance, read_cosp_schedule(data, instance, source=f"{name}-{kind}.xlsx")).total
    results = [solve(instance, CospOptions(seconds=CONFERENCE_SECONDS, seed=seed)) for seed in SEEDS]
    ours = [found.score.total for found in results]
    said = [f"{found.score.total} {'proved' if found.proved else f'(at least {found.bound})'}" for found in results]
    note = f"stored {stored['exact']} exact, {stored['extended']} extended; ours {', '.join(said)}"
    stopwatch.show(f"CoSP {name}", [found.seconds for found in results], note)
    for found in results:
        assert verify(instance, found.schedule) == ()
        written = write_cosp_schedule(instance, found.schedule, found.score)
        again = read_cosp_schedule(written, instance, source="written")
        assert score(instance, again).total == found.score.total
    assert max(ours) <= min(stored.values())
    if name in STRICTLY_BELOW:
        assert max(ours) < min(stored.values())
    if name in PROVED:
        assert all(found.proved for found in results)


@pytest.mark.parametrize(
    "name", ["18talks-6timeslots-5rooms", "36talks-12timeslots-5rooms", "72talks-12timeslots-10rooms"]
)
def test_timefold(bench, stopwatch, name):
    conference = read_conference(bench / "conference-timefold" / f"{name}.xlsx")
    agenda = agenda_of(conference)
    halls = {f"r{i}": hall.name for i, hall in enumerate(conference.halls)}
    seconds, broken = [], []
    for seed in range(5):
        found = plan(agenda, PlanOptions(seed=seed))
        at = {}
        for code, talk in conference.talks.items():
            place = found.placements[code.lower()]
            if place is not None:
                slot = next(s for s in conference.slots if s.start == place.start and talk.type in s.types)
                at[code] = (slot, halls[place.room])
        seconds.append(found.seconds)
        broken.append(hard_constraints(conference, at))
    stopwatch.show(f"Timefold {name}", seconds, f"hard constraints broken: {max(len(each) for each in broken)}")
    assert not any(broken)


def test_the_rules_see_what_is_wrong(bench):
    """Everything at once in one room breaks what can be broken so; the checker is not simply content with all."""
    conference = read_conference(bench / "conference-timefold" / "72talks-12timeslots-10rooms.xlsx")
    at = {code: (conference.slots[1], conference.halls[0].name) for code in conference.talks}
    broken = hard_constraints(conference, at)
    assert {
        "room conflict",
        "speaker conflict",
        "talk type of timeslot",
        "talk type of room",
        "talk prerequisite talks",
        "talk mutually-exclusive-talks tags",
        "consecutive talks pause",
        "crowd control",
        "talk required room tags",
    } <= set(broken)
    assert set(hard_constraints(conference, {})) == {"talk without a place"}
