"""The window keeps the map of all places ready, so that picking up a session costs nothing."""

from __future__ import annotations

from hands import drag, place_of, spot
from meetings import at, between, large_meeting, two_rooms

from agendaplanner.model import actions
from agendaplanner.ui.timeline.carry import Carry


def test_the_board_is_ready_soon_after_opening_and_stays_so_from_drag_to_drag(qtbot, window, opened):
    opened(two_rooms())
    legality = window.desk.legality
    qtbot.waitUntil(lambda: legality.is_ready)
    drag(window.timeline.viewport(), place_of(window, "s3"), spot(window, at("15:30", 1), "b"))
    window.commands.action("undo").trigger()
    assert window.desk.legality is legality
    assert legality.is_ready
    assert legality.compiled == 1


def test_after_a_closure_it_is_made_ready_again_when_nobody_waits(qtbot, window, opened):
    opened(two_rooms())
    legality = window.desk.legality
    qtbot.waitUntil(lambda: legality.is_ready)
    window.desk.do(lambda agenda: actions.close_room(agenda, "b", [between("09:00", "18:00")]))
    assert not legality.is_ready
    qtbot.waitUntil(lambda: legality.is_ready)
    carry = Carry(window.desk.agenda, window.desk.agenda.session["s3"], window.desk.findings, legality)
    assert not [stretch for stretch in carry.stretches() if stretch.room == "b" and stretch.start < at("18:00")]
    assert legality.compiled == 2


def test_a_carry_with_the_board_that_is_kept_shows_what_one_of_its_own_would(window, opened):
    opened(large_meeting(sessions=200, rooms=8))
    desk = window.desk
    for session_id in ("s0", "s57", "s199"):
        session = desk.agenda.session[session_id]
        kept = Carry(desk.agenda, session, desk.findings, desk.legality)
        assert list(kept.stretches()) == list(Carry(desk.agenda, session).stretches())


def test_another_document_has_another_board(window, opened):
    opened(two_rooms())
    before = window.desk.legality
    window.desk.open(None)
    assert window.desk.legality is None
    assert before is not None
