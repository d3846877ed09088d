"""The preview of a drop: what makes way, where to, and that looking changes nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from meetings import agenda_of, at, large_meeting, session, shared_chair, two_rooms
from strategies import agendas, calm_agendas

from agendaplanner.model import actions
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.planning.plan import plan_change
from agendaplanner.planning.replan.preview import preview
from agendaplanner.planning.verify import verify


@given(st.data(), st.one_of(agendas(min_sessions=2), calm_agendas()))
def test_what_a_preview_moves_leaves_no_new_clash_and_the_board_as_it_was(data, agenda):
    assume(agenda.meeting.days)
    able = sorted(s.id for s in agenda.session.values() if not s.is_cancelled)
    rooms = sorted(agenda.room)
    assume(able and rooms)
    session_id, room = data.draw(st.sampled_from(able)), data.draw(st.sampled_from(rooms))
    start = at("09:00") + timedelta(minutes=5 * data.draw(st.integers(0, 12 * 34)))
    board = LegalityBoard(agenda)
    before = [board.map(s).flags() for s in able]
    found = preview(board, session_id, start, room)
    assert all(np.array_equal(b, board.map(s).flags()) for b, s in zip(before, able, strict=True))
    assert session_id not in {move.session for move in found.moves}
    for move in found.moves:
        old = agenda.session[move.session]
        assert move.before == old.placement
        assert not (old.pinned_time and move.after is not None and move.after.start != old.placement.start)
    there = agenda.apply(plan_change(agenda, {session_id: found.placement, **found.placements}))
    moved = {move.session for move in found.moves if move.after is not None}
    companies = {s for w in agenda.wish.values() if w.kind == "keep with track" for s in w.sessions}
    waiting = {s.id for s in agenda.waiting} | {m.session for m in found.moves if m.after is None}
    for violation in verify(there):
        # what was moved lies well, but beside what clashed before and is pinned where it is
        if not companies and not waiting and session_id not in violation.sessions:
            assert not moved & set(violation.sessions) or not found.is_whole
    assert preview(board, session_id, start, room) == found


def test_dropped_on_another_session_that_one_makes_way():
    agenda = two_rooms()
    found = preview(LegalityBoard(agenda), "s3", at("09:00"), "b")
    assert found.is_whole
    moves = {move.session: move.after for move in found.moves}
    # the chair of 1 and the chair of 2 are both needed in 3
    assert set(moves) == {"s1", "s2"}
    there = agenda.apply(plan_change(agenda, {"s3": found.placement, **moves}))
    assert not verify(there)


def test_on_a_free_place_nothing_moves():
    found = preview(LegalityBoard(two_rooms()), "s3", at("12:00"), "b")
    assert found.is_whole
    assert not found.moves
    assert found.tries == 0


def test_what_is_pinned_does_not_make_way_and_is_named():
    agenda = shared_chair()
    agenda = agenda.apply(actions.pin(agenda, ["s4b"], time=True, room=True))
    found = preview(LegalityBoard(agenda), "s4d", at("14:30"), "b")
    assert found.stuck == ("s4b",)
    assert not found.is_whole


def test_from_the_backlog_and_off_the_grid():
    agenda = agenda_of(session("1", "09:00", "a"), session("2"))
    found = preview(LegalityBoard(agenda), "s2", at("09:58"), "a")
    assert found.placement.start == at("09:58")
    assert [move.session for move in found.moves] == ["s1"]
    there = agenda.apply(plan_change(agenda, {"s2": found.placement, **found.placements}))
    assert not verify(there)


def test_a_preview_in_a_full_meeting_looks_at_few_places():
    board = LegalityBoard(large_meeting())
    found = preview(board, "s500", at("11:10"), "r3")
    assert found.tries <= 400
    assert found.moves
