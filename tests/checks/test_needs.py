"""What a session needs of a room and of people, asked by the planner and the window alike."""

from __future__ import annotations

import pytest
from meetings import ROOM_B, agenda_of, changed, meeting, session

from agendaplanner.checks.needs import required_roles, room_faults, size_of


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({}, 2),
        ({"expected_size": 40}, 40),
        ({"expected_size": 1}, 2),
        ({"kind": "plenary"}, 3),
        ({"kind": "plenary", "expected_size": 40}, 40),
        ({"kind": "plenary", "everyone": False}, 2),
    ],
)
def test_how_many_a_session_must_hold(fields, size):
    asked = session("1", roles=[("chair", "berg"), ("presenter", "berg")], attendees=("lind",), **fields)
    assert size_of(agenda_of(asked), asked) == size


def test_all_that_speaks_against_a_room():
    asked = session("1", expected_size=21, features_needed=("interpretation",), only_rooms=("a",))
    agenda = agenda_of(asked)
    assert room_faults(agenda, asked, ROOM_B) == ("room-too-small", "room-lacks", "place-not-allowed")
    assert room_faults(agenda, asked, agenda.room["hall"]) == ("place-not-allowed",)
    assert room_faults(agenda, changed(asked, only_rooms=()), agenda.room["hall"]) == ()


def test_required_roles_are_those_of_the_kind_unless_the_meeting_says_otherwise():
    asked = session("1", kind="breakout")
    assert required_roles(agenda_of(asked), asked) == ("chair", "rapporteur")
    assert required_roles(agenda_of(meeting(required_roles={"breakout": ()}), asked), asked) == ()
    assert required_roles(agenda_of(asked), session("2", kind="meal")) == ()
