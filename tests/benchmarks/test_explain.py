"""Explaining generated meetings that were made impossible in one known way: seconds end to end, reasons, repairs.

End to end: the planning that fails, the proof, the repairs, each of which is tried on the whole meeting.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from functools import partial
from random import Random

import pytest
from benchmarks.planted import MONDAY, OPEN_MINUTES, planted_meeting
from planning.explain.meetings_in_trouble import relaxed, replace, stripped

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Period
from agendaplanner.model.records import Person, Wish
from agendaplanner.planning.explain.explain import explain, repair_change
from agendaplanner.planning.explain.explanation import MOST_REASONS, ExplainOptions
from agendaplanner.planning.verify import verify_plan

pytestmark = pytest.mark.benchmark

SEEDS = range(5)
ONLY_REASONS = ExplainOptions(repairs=0)


def with_records(agenda, *records):
    """The agenda with some records new or changed."""
    found = {(type(r), r.id): r for r in (*agenda, *records)}
    return Agenda.of(found.values())


def early(minutes):
    """The first so many minutes of the meeting, as the only ones."""
    return (Period(start=MONDAY, end=MONDAY + timedelta(minutes=minutes)),)


def three(agenda, random):
    """Three sessions that are not pinned, and ten minutes less than they take."""
    chosen = random.sample([s for s in agenda.session.values() if not s.pinned_time], 3)
    return chosen, sum(s.duration_minutes for s in chosen) - 10


def person_too_short(agenda, random):
    """Somebody with two to six sessions is there for ten minutes less than they take."""
    able = [
        person
        for person, sessions in sorted(agenda.sessions_with.items())
        if 2 <= len(sessions) <= 6 and not any(agenda.session[s].pinned_time for s in sessions)
    ]
    person = agenda.person[random.choice(able)]
    minutes = sum(agenda.session[s].duration_minutes for s in agenda.sessions_with[person.id]) - 10
    gone = Period(start=MONDAY + timedelta(minutes=minutes), end=MONDAY + timedelta(days=1, minutes=OPEN_MINUTES))
    return with_records(agenda, replace(person, away=(gone,)))


def three_people_in_a_ring(agenda, random):
    """Three sessions, each two of which share another person, in ten minutes less than they take."""
    chosen, minutes = three(agenda, random)
    people = [Person(id=f"ring{i}", name=f"Ring {i}") for i in range(3)]
    changed = [
        replace(s, attendees=(f"ring{i}", f"ring{(i + 1) % 3}"), only_within=early(minutes))
        for i, s in enumerate(chosen)
    ]
    return with_records(agenda, *people, *changed)


def chain_too_late(agenda, random):
    """Two sessions must come before a third that is limited to the first minutes."""
    (first, second, last), minutes = three(agenda, random)
    orders = [(first.id, second.id), (second.id, last.id)]
    wishes = [Wish(id=f"chain{i}", kind="before", sessions=pair) for i, pair in enumerate(orders)]
    return with_records(agenda, replace(last, only_within=early(minutes)), *wishes)


def pin_in_a_closed_room(agenda, random):
    """The room of a pinned session is closed then."""
    session = random.choice([s for s in agenda.session.values() if s.pinned_time])
    start = session.placement.start
    closed = Period(start=start, end=start + timedelta(minutes=10), reason="painting")
    return with_records(agenda, replace(agenda.room[session.placement.room], closures=(closed,)))


def one_person_at_the_same_time(agenda, random):
    """Two sessions with one person must start together."""
    sessions = random.choice([ids for _, ids in sorted(agenda.sessions_with.items()) if len(ids) > 1])
    return with_records(agenda, Wish(id="together", kind="same time", sessions=sessions[:2]))


def three_days_of_two(agenda, random):
    """Three sessions may not be on the same day: there are two. No counting proves it."""
    chosen, _ = three(agenda, random)
    return with_records(agenda, Wish(id="days", kind="not the same day", sessions=tuple(s.id for s in chosen)))


TROUBLES = (
    person_too_short,
    three_people_in_a_ring,
    chain_too_late,
    pin_in_a_closed_room,
    one_person_at_the_same_time,
    three_days_of_two,
)


@pytest.mark.parametrize(("sessions", "rooms", "people"), [(20, 4, 39), (200, 8, 173), (1000, 30, 860)])
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_one_trouble(sessions, rooms, people, trouble, stopwatch):
    agendas = []
    for seed in SEEDS:
        whole = planted_meeting(sessions=sessions, rooms=rooms, people=people, seed=seed).agenda
        if any(s.pinned_time for s in whole.session.values()) or trouble is not pin_in_a_closed_room:
            agendas.append(trouble(whole, Random(seed)))
    explain(agendas[0])  # what is loaded once is not counted
    found = stopwatch.time(
        f"{sessions}/{rooms}: {trouble.__name__.replace('_', ' ')}", [partial(explain, a) for a in agendas]
    )
    reasons = [len(each.reasons) for each in found]
    repairs = [len(each.repairs) for each in found]
    stopwatch.show(
        "  of which planning and proof",
        [explain(a, ONLY_REASONS).seconds for a in agendas],
        f"reasons {min(reasons)} to {max(reasons)}, repairs {min(repairs)} to {max(repairs)}",
    )
    assert max(reasons) <= MOST_REASONS
    for agenda, each in zip(agendas, found, strict=True):
        assert (each.feasible, each.proved) == (False, True)
        # of each cause (what makes it impossible may do so twice): they suffice, and without any one all could be
        for number in {reason.conflict for reason in each.reasons}:
            reasons = [reason for reason in each.reasons if reason.conflict == number]
            few = stripped(agenda, reasons)
            assert explain(few, ONLY_REASONS).feasible is False
            assert all(explain(relaxed(few, reason), ONLY_REASONS).feasible for reason in reasons)
        assert each.repairs
        for repair in each.repairs:
            after = agenda.apply(repair_change(agenda, repair))
            assert len(after.waiting) == repair.left_over <= len(each.waiting)
            assert not verify_plan(agenda.apply(repair.change), after)


def test_loading_the_solver(stopwatch):
    """What the first proof by CP-SAT in a process costs on top."""
    script = "import time; begun = time.perf_counter(); import ortools.sat.python.cp_model; print(time.perf_counter() - begun)"
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    stopwatch.show("loading OR-tools, once in a process", [float(run.stdout) for run in runs])
