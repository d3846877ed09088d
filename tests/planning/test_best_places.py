"""Best places: legal, apart from each other, the small room before the large one."""

from __future__ import annotations

from itertools import pairwise

from meetings import agenda_of, session, two_rooms

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.planning.best_places import best_places, hindrances, places_left
from agendaplanner.planning.legality import LegalityBoard


def test_every_best_place_is_without_a_clash():
    agenda = two_rooms()
    agenda = agenda.apply(actions.add(agenda, session("9", roles=[("chair", "berg")], minutes=45)))
    found = best_places(LegalityBoard(agenda), "s9")
    assert len(found) == 3
    for place in found:
        assert place.start.minute % 5 == 0
        after = agenda.apply(actions.move(agenda, "s9", place.start, place.room))
        assert not [f for f in check(after) if f.severity == "clash"]
    starts = sorted(place.start for place in found)
    assert all((b - a).total_seconds() >= 45 * 60 for a, b in pairwise(starts))


def test_the_smallest_room_that_will_do_is_the_best():
    agenda = agenda_of(session("1", expected_size=30))
    assert {place.room for place in best_places(LegalityBoard(agenda), "s1")} == {"a"}


def test_what_hinders_is_said():
    agenda = agenda_of(session("1", expected_size=500), session("2", "09:00", "a", minutes=540))
    board = LegalityBoard(agenda)
    of = board.map("s1")
    assert places_left(of, takes_room=True) == 0
    assert hindrances(of) == "rooms do not suit it"
    assert best_places(board, "s1") == []
