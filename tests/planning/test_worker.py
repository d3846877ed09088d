"""The planner's own process: what is asked and answered, line by line."""

from __future__ import annotations

import subprocess
import sys
import time

import msgspec
import pytest
from meetings import agenda_of, at, between, meeting, person, session, shared_chair, two_rooms

from agendaplanner.model import actions
from agendaplanner.model.parts import Company, Day
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.breakouts.problem import AllocateOptions
from agendaplanner.planning.explain.explain import repair_change
from agendaplanner.planning.explain.explanation import ExplainOptions
from agendaplanner.planning.messages import (
    STOP,
    Allocated,
    Explained,
    Failure,
    Planned,
    Replanned,
    Request,
    Working,
    decode_message,
    decode_request,
    encode_request,
)
from agendaplanner.planning.plan import PlanOptions
from agendaplanner.planning.replan.replan import ReplanOptions


@pytest.fixture
def asked():
    """Give a function that asks the worker something and gives its messages; it can be told to stop at a message."""

    def ask(line, stop_at=None):
        command = [sys.executable, "-m", "agendaplanner.planning"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(line)
            process.stdin.flush()
            if not line:
                process.stdin.close()
            messages = []
            for answer in process.stdout:
                messages.append(decode_message(answer))
                if stop_at is not None and stop_at(messages[-1]):
                    process.stdin.write(STOP)
                    process.stdin.flush()
                    stop_at = None
        assert process.returncode == 0
        return messages

    return ask


def waiting_pair():
    return agenda_of(session("1", roles=[("chair", "berg")]), session("2", roles=[("chair", "berg")]))


def test_a_plan_comes_with_progress_before_and_costs_after(asked):
    *progress, result = asked(encode_request(Request("plan", waiting_pair(), PlanOptions())))
    assert all(isinstance(each, Working) and each.stage in ("placing", "improving") for each in progress)
    assert isinstance(result, Planned)
    assert all(result.plan.placements.values())
    assert result.plan.verified


def test_an_improvement_that_is_told_to_stop_answers_with_what_it_has(asked):
    begun = time.perf_counter()
    request = Request("improve", read_example(), PlanOptions(improve_seconds=60))
    result = asked(encode_request(request), stop_at=lambda m: isinstance(m, Working) and m.cost is not None)[-1]
    assert time.perf_counter() - begun < 20
    assert isinstance(result, Planned)
    assert result.plan.cancelled
    assert result.plan.verified
    assert all(result.plan.placements.values())


def test_a_replan_says_what_moves_and_what_it_costs(asked):
    away = two_rooms().apply(actions.mark_away(two_rooms(), "berg", [between("08:00", "12:00")]))
    result = asked(encode_request(Request("replan", away, ReplanOptions())))[-1]
    assert isinstance(result, Replanned)
    assert {move.session for move in result.replan.moves} == {"s1", "s3"}
    assert result.replan.is_least
    assert isinstance(result.cost_before, dict)


def test_an_explanation_keeps_the_changes_of_its_repairs(asked):
    agenda = shared_chair()
    agenda = agenda.apply(actions.add(agenda, session("9", minutes=600)))
    result = asked(encode_request(Request("explain", agenda, ExplainOptions())))[-1]
    assert isinstance(result, Explained)
    explanation = result.explanation
    assert explanation.feasible is False
    after = agenda.apply(repair_change(agenda, explanation.repairs[0]))
    assert after != agenda


def test_days_that_repairs_change_come_back_as_records(asked):
    hours = (Day(opens=at("09:00"), closes=at("10:00")),)
    agenda = agenda_of(meeting(days=hours), session("1", minutes=90))
    explanation = asked(encode_request(Request("explain", agenda, ExplainOptions())))[-1].explanation
    longer = next(r for r in explanation.repairs if r.change.edits[0].kind == "meeting")
    assert agenda.apply(longer.change).meeting.days[0].closes > at("10:00")


def test_what_the_user_can_mend_comes_back_in_words(asked):
    (failure,) = asked(encode_request(Request("plan", agenda_of(meeting(days=()), session("1")), PlanOptions())))
    assert failure == Failure("The meeting has no days yet.", "", "Give it its days with opening hours, then plan.")


@pytest.mark.parametrize("line", [b"{}\n", b"no JSON\n", b'{"ask": "dance", "agenda": {}, "options": {}}\n', b""])
def test_what_is_no_request_is_said_to_be_none(asked, line):
    (failure,) = asked(line)
    assert isinstance(failure, Failure)


def test_requests_are_read_as_they_were_written():
    request = Request("improve", two_rooms(), PlanOptions(improve_seconds=2.5, seed=7))
    assert decode_request(encode_request(request)) == request


def test_another_version_s_answer_is_refused():
    with pytest.raises((msgspec.MsgspecError, KeyError)):
        decode_message(b'{"something": {}}')


def test_an_allocation_comes_back_with_progress(asked):
    wishes = [person(f"p{i}", "N", f"F{i}", wants=("s1", "s2"), community="ab"[i % 2]) for i in range(6)]
    agenda = agenda_of(*wishes, session("1", "09:00", "a"), session("2", "09:00", "b"), session("3", "11:00", "a"))
    pair = actions.set_fields(agenda, agenda.meeting, company=(Company(people=("p0", "p1")),))
    agenda = agenda.apply(pair)
    options = AllocateOptions(sessions=("s1", "s2"), most=5)
    *working, found = asked(encode_request(Request("allocate", agenda, options)))
    assert isinstance(found, Allocated)
    (allocation,) = found.allocations
    assert allocation.choices == {"1": 4, "2": 2, "no wish": 3}
    assert allocation.at["p0"] == allocation.at["p1"]
    assert {each.stage for each in working} == {"allocating", "pricing rules"}


def test_an_allocation_that_cannot_be_is_a_failure(asked):
    options = AllocateOptions(sessions=("s1",))
    (failure,) = asked(encode_request(Request("allocate", agenda_of(session("1", "09:00")), options)))
    assert isinstance(failure, Failure)
