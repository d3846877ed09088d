"""Findings kept up to date with an edit, against checking everything anew."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from meetings import large_meeting

from agendaplanner.checks.check import Findings, check
from agendaplanner.model import actions

pytestmark = pytest.mark.benchmark


def test_an_edit_among_900_sessions(stopwatch):
    agenda = large_meeting()
    findings = stopwatch.time("900 sessions: check everything", [partial(Findings, agenda)] * 5)[0]
    everything = findings.checked
    moves = []
    for i in range(0, 900, 9):
        placement = agenda.session[f"s{i}"].placement
        change = actions.move(agenda, f"s{i}", placement.start + timedelta(minutes=15), f"r{i % 35}")
        agenda = agenda.apply(change)
        moves.append(partial(findings.update, agenda, change.keys))
    stopwatch.time("900 sessions: check after a move", moves)
    looked_at = (findings.checked - everything) / len(moves)
    assert looked_at <= 6
    assert everything > 250 * looked_at
    assert findings.all() == check(agenda)
