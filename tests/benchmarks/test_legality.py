"""Where a session may go: all places at once at 1000 sessions, kept from move to move, against the checks one by one."""

from __future__ import annotations

import time
from functools import partial
from random import Random

import msgspec
import numpy as np
import pytest
from benchmarks.planted import planted_meeting
from benchmarks.popularity import with_wants

from agendaplanner.checks.check import Findings
from agendaplanner.exchange.recognise import read_any
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Placement
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.legality import Against, LegalityBoard
from agendaplanner.planning.plan import plan_change

pytestmark = pytest.mark.benchmark


def a_thousand(seed=0):
    planted = planted_meeting(sessions=1000, rooms=30, seed=seed)
    return planted.agenda.apply(plan_change(planted.agenda, planted.plan))


def show(stopwatch, what, runs, note=""):
    """Run each once, and show the median and the worst but one of a hundred; in seconds of this process alone."""
    seconds = []
    for run in runs:
        begun = time.process_time()
        run()
        seconds.append(time.process_time() - begun)
    seconds.sort()
    most = seconds[min(len(seconds) * 99 // 100, len(seconds) - 1)]
    stopwatch.show(what, [seconds[len(seconds) // 2]], f"p99 {most * 1000:.2f} ms of {len(seconds)}{note}")


def test_maps_of_a_thousand_sessions(stopwatch):
    agenda = a_thousand()
    stopwatch.time("1000 sessions: compile", [partial(compile_problem, agenda)] * 7)
    board = LegalityBoard(agenda)
    board.prepare()
    np.zeros(1)
    ids = sorted(board.problem.index)
    rooms, starts = board.map(ids[0]).flags().shape
    places = f", {rooms} rooms x {starts} starts"
    show(stopwatch, "1000 sessions: map of a session", [partial(board.map, i) for i in ids], places)
    show(stopwatch, "1000 sessions: map as an array of flags", [lambda i=i: board.map(i).flags() for i in ids], places)
    pairs = [tuple(Random(i).sample(ids, 2)) for i in range(500)]
    show(stopwatch, "1000 sessions: legality of a swap", [partial(board.swap, a, b) for a, b in pairs])
    moves = []
    free = [i for i in ids if not agenda.session[i].pinned_time]
    for i in range(200):
        there = agenda.session[free[-1 - i]].placement
        change = actions.move(agenda, free[i], there.start, there.room)
        agenda = agenda.apply(change)
        moves.append(partial(board.update, agenda, change.edits))
    show(stopwatch, "1000 sessions: map kept after a move", moves)
    assert board.is_ready
    assert board.compiled == 1


def test_maps_with_walks_warnings_and_costs(stopwatch):
    """Two buildings, wishes that only warn, twelve sessions that each person wants: all that a drag may show."""
    agenda = with_wants(a_thousand())
    rooms = [
        msgspec.structs.replace(room, building="East" if i % 2 else "West")
        for i, room in enumerate(agenda.room.values())
    ]
    meeting = msgspec.structs.replace(agenda.meeting, walk_between_buildings_minutes=12)
    wishes = [msgspec.structs.replace(wish, hard=False) for wish in agenda.wish.values()]
    changed = {(type(record), record.id): record for record in (meeting, *rooms, *wishes)}
    agenda = Agenda.of([changed.get((type(record), record.id), record) for record in agenda])
    board = LegalityBoard(agenda)
    board.prepare()
    ids = sorted(board.problem.index)
    maps = map(board.map, ids)
    assert sum(any(map(each.warned_starts, each.rooms)) for each in maps) > 500
    board.map(ids[0], cost=True)
    show(stopwatch, "1000 sessions, two buildings: map", [partial(board.map, i) for i in ids])
    show(stopwatch, "1000 sessions, two buildings: map with costs", [partial(board.map, i, cost=True) for i in ids])
    flags = [lambda i=i: board.map(i).warning_flags() for i in ids]
    show(stopwatch, "1000 sessions, two buildings: array of warnings", flags)


def test_a_published_conference(samples, stopwatch):
    agenda = read_any(samples / "fosdem-2020.schedule.xml", timezone="Europe/Brussels").agenda
    stopwatch.time("FOSDEM 2020: compile", [partial(compile_problem, agenda)] * 7)
    board = LegalityBoard(agenda)
    board.prepare()
    ids = sorted(board.problem.index)
    show(stopwatch, "FOSDEM 2020: map of a session", [partial(board.map, i) for i in ids])


def test_no_place_is_judged_otherwise_than_by_the_checks():
    """Thousands of places of a large meeting, each against the findings of the agenda with the session there."""
    agenda = a_thousand(seed=1)
    board, findings, random = LegalityBoard(agenda), Findings(agenda), Random(1)
    rooms = sorted(agenda.room)
    flags_of = {
        "outside-hours": Against.HOURS,
        "person-twice": Against.PERSON_BUSY,
        "person-away": Against.PERSON_AWAY,
        "wish-broken": Against.WISH,
        "room-twice": Against.ROOM_BUSY,
        "room-too-small": Against.ROOM_UNFIT,
        "room-lacks": Against.ROOM_UNFIT,
    }
    mismatches = judged = 0
    for session_id in random.sample(sorted(agenda.session), 40):
        legality = board.map(session_id)
        flags = legality.flags()
        session = agenda.session[session_id]
        for _ in range(60):
            step, room = random.randrange(54, flags.shape[1]), random.choice(rooms)
            there = msgspec.structs.replace(session, placement=Placement(start=legality.moment(step), room=room))
            trying = findings.copy()
            trying.update(agenda.apply(actions.Change("", (actions.edit(session, there),))), {("session", session_id)})
            expected = Against(0)
            for finding in trying.of_session(session_id):
                if finding.severity == "clash":
                    expected |= flags_of[finding.rule]
            mismatches += int(flags[legality.rooms.index(room), step]) != int(expected)
            judged += 1
    assert judged == 2400
    assert mismatches == 0
