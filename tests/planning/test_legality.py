"""The legality map: what speaks against each place is what the checks would say, and stays right from change to change."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from meetings import agenda_of, at, between, changed, large_meeting, session, two_rooms
from strategies import actions_on, agendas, calm_agendas

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import Session, Wish
from agendaplanner.planning.legality import Against, LegalityBoard, LegalityMap
from agendaplanner.planning.problem import NO_ROOM

FLAGS = {
    "outside-hours": Against.HOURS,
    "time-not-allowed": Against.HOURS,
    "person-twice": Against.PERSON_BUSY,
    "person-away": Against.PERSON_AWAY,
    "everyone-twice": Against.EVERYONE,
    "group-apart": Against.WISH,
    "wish-broken": Against.WISH,
    "room-twice": Against.ROOM_BUSY,
    "room-closed": Against.ROOM_CLOSED,
    "room-too-small": Against.ROOM_UNFIT,
    "room-lacks": Against.ROOM_UNFIT,
    "place-not-allowed": Against.ROOM_UNFIT,
    "room-missing": Against.ROOM_MISSING,
}


def with_session_at(agenda, session_id, placement):
    """The agenda with one session put somewhere, without asking whether that makes sense."""
    there = msgspec.structs.replace(
        agenda.session[session_id], placement=placement, pinned_time=False, pinned_room=False
    )
    return Agenda.of([there if record == agenda.session[session_id] else record for record in agenda])


def by_the_checks(agenda, session_id, placement):
    """What the checks say against a place, as flags."""
    found = Against(0)
    for finding in check(with_session_at(agenda, session_id, placement)):
        if finding.severity == "clash" and session_id in finding.sessions:
            found |= FLAGS[finding.rule]
    return found


def places_to_try(draw, agenda, legality, session_id, count):
    """Some places on the meeting's clock: near to what stands, where most speaks against them, and anywhere."""
    starts = [s.placement.start for s in agenda.placed] or [legality.moment(0)]
    for _ in range(count):
        near = draw(st.sampled_from(starts)) + timedelta(minutes=legality.step_minutes * draw(st.integers(-6, 6)))
        anywhere = legality.moment(draw(st.integers(0, 42 * 60 // legality.step_minutes)))
        start = draw(st.sampled_from([near, anywhere]))
        step = (start - legality.moment(0)) // timedelta(minutes=legality.step_minutes)
        yield start, step, draw(st.sampled_from([*sorted(agenda.room), None]))


@st.composite
def agendas_with_a_session(draw):
    agenda = draw(st.one_of(agendas(min_sessions=2), calm_agendas()))
    able = sorted(s.id for s in agenda.session.values() if not s.is_cancelled)
    assume(agenda.meeting.days and able)
    return agenda, draw(st.sampled_from(able))


@given(st.data(), agendas_with_a_session())
def test_the_flags_of_a_place_are_the_rules_that_the_checks_would_find_broken(data, given_):
    agenda, session_id = given_
    legality = LegalityMap(agenda, session_id)
    flags = legality.flags()
    assert flags.shape[0] == len(agenda.room)
    for start, step, room in places_to_try(data.draw, agenda, legality, session_id, 8):
        if not 0 <= step < flags.shape[1]:
            assert legality.against(start, room) == Against.HOURS
            continue
        expected = by_the_checks(agenda, session_id, Placement(start=start, room=room))
        found = legality.against(start, room)
        if found & Against.PERSON_BUSY:  # the checks then say no more of a session for everyone
            expected |= found & Against.EVERYONE
        assert found == expected
        assert bool(legality.legal_starts(room) >> step & 1) == (not expected)
        if room is not None:
            assert flags[legality.rooms.index(room), step] == int(found)


@given(st.data(), agendas_with_a_session())
def test_a_swap_is_legal_when_no_check_would_speak_against_it(data, given_):
    agenda, first = given_
    assume(agenda.session[first].placement)
    others = sorted(s.id for s in agenda.placed if s.id != first)
    assume(others)
    second = data.draw(st.sampled_from(others))
    board = LegalityBoard(agenda)
    before = board.map(second).flags()
    found = board.swap(first, second)
    swapped = agenda.apply(actions.swap(agenda, first, second))
    for session_id, against in ((first, found.first), (second, found.second)):
        placement = swapped.session[session_id].placement
        expected = by_the_checks(swapped, session_id, placement)
        if not expected & Against.HOURS:
            assert bool(against) == bool(expected)
    assert np.array_equal(board.map(second).flags(), before)


@given(st.data(), st.one_of(agendas(min_sessions=2), calm_agendas()))
def test_a_board_that_takes_in_changes_says_what_a_new_one_would(data, agenda):
    board = LegalityBoard(agenda)
    board.prepare()
    for _ in range(data.draw(st.integers(1, 4))):
        change = data.draw(actions_on(agenda))
        agenda = agenda.apply(change)
        board.update(agenda, change.edits)
        able = sorted(s.id for s in agenda.session.values() if not s.is_cancelled)
        if not able or not agenda.meeting.days:
            continue
        session_id = data.draw(st.sampled_from(able))
        kept, new = board.map(session_id), LegalityMap(agenda, session_id)
        rooms = [*sorted(agenda.room), None]
        for minute in range(0, 42 * 60, 15):
            start = new.moment(0) + timedelta(minutes=minute)
            for room in rooms:
                assert kept.against(start, room) == new.against(start, room)


def test_a_move_costs_no_compiling_and_a_new_closure_does():
    agenda = large_meeting()
    board = LegalityBoard(agenda)
    board.prepare()
    for i in range(5):
        change = actions.move(agenda, f"s{i}", at("17:00", 1), f"r{i}")
        agenda = agenda.apply(change)
        assert board.update(agenda, change.edits)
        change = actions.unplace(agenda, [f"s{i + 10}"])
        agenda = agenda.apply(change)
        assert board.update(agenda, change.edits)
    change = actions.set_fields(agenda, agenda.session["s3"], title="Another title")
    agenda = agenda.apply(change)
    assert board.update(agenda, change.edits)
    assert board.map("s3").against(at("17:00", 1), "r4") & Against.ROOM_BUSY
    assert board.compiled == 1
    room = agenda.room["r9"]
    change = actions.set_fields(agenda, room, closures=(between("09:00", "12:00"),))
    agenda = agenda.apply(change)
    assert not board.update(agenda, change.edits)
    assert not board.is_ready
    assert board.map("s3").against(at("10:00"), "r9") & Against.ROOM_CLOSED
    assert board.compiled == 2


def test_the_cost_of_places_comes_with_the_map():
    agenda = two_rooms()

    def cost(standing, task):
        return np.full((len(standing.problem.rooms), standing.problem.horizon), float(task))

    legality = LegalityBoard(agenda, cost).map("s2")
    assert legality.costs.shape == legality.flags().shape
    assert LegalityMap(agenda, "s2").costs is None


def test_a_cancelled_or_unknown_session_has_no_map():
    agenda = agenda_of(changed(session("1", "09:00"), status="cancelled"), session("2"))
    board = LegalityBoard(agenda)
    for wrong in ("s1", "nobody"):
        with pytest.raises(KeyError):
            board.map(wrong)
    with pytest.raises(KeyError):
        board.swap("s2", "s2")


def test_an_order_of_three_holds_between_those_that_stand():
    order = Wish(id="w", kind="before", sessions=("s1", "s2", "s3"))
    agenda = agenda_of(session("1", "12:00"), session("2"), session("3", "09:00", day=1), order)
    legality = LegalityMap(agenda, "s2")
    assert legality.against(at("11:30"), "a") & Against.WISH
    assert not legality.against(at("13:00"), "a")
    without = LegalityMap(agenda, "s3")
    assert without.against(at("11:00"), "b") == Against.WISH
    assert isinstance(agenda.session["s3"], Session)
    assert without.against_step(0, NO_ROOM) & Against.ROOM_MISSING
