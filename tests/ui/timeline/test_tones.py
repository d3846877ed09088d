"""While a session is carried, the tone of each place comes from the map; it is the one that the checks would give."""

from __future__ import annotations

import random

import pytest
from meetings import large_meeting

from agendaplanner.checks.check import Findings
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.planning.plan import plan, plan_change
from agendaplanner.ui.timeline.carry import Carry


@pytest.mark.parametrize("make", [read_example, lambda: large_meeting(sessions=60, people=50, rooms=4)])
def test_the_map_says_what_the_checks_say(make):
    agenda = make()
    agenda = agenda.apply(plan_change(agenda, plan(agenda)))
    findings, board = Findings(agenda), LegalityBoard(agenda)
    chance = random.Random(8)
    for session in chance.sample(agenda.sessions, 12):
        carry = Carry(agenda, [session], findings, board)
        for room in (*agenda.room, None):
            for step in chance.sample(range(board.problem.horizon), 12):
                start = board.problem.moment_of(step)
                assert carry.tone(start, room) == carry.verdict(start, room).tone, (session.id, room, start)
