"""What a session needs of a room and of people, asked by the planner and the window alike."""

from __future__ import annotations

import pytest
from meetings import ROOM_B, agenda_of, changed, meeting, session

from agendaplanner.checks.needs import (
    missing_roles,
    name_open_roles,
    required_roles,
    room_faults,
    set_required_roles,
    size_of,
)


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


def test_what_a_kind_of_session_needs_is_set_and_put_back():
    agenda = agenda_of(session("1", kind="plenary"))
    other = agenda.apply(set_required_roles(agenda, "plenary", ("chair", "discussant")))
    assert required_roles(other, other.session["s1"]) == ("chair", "discussant")
    assert other.apply(set_required_roles(other, "plenary", ("chair", "rapporteur"))).meeting == agenda.meeting


def test_needed_roles_that_nobody_named_are_written_as_open_once():
    agenda = agenda_of(
        session("1", kind="plenary", roles=(("chair", "berg"), ("panellist", "lind"))),
        session("2", kind="plenary", status="cancelled"),
    )
    assert missing_roles(agenda, agenda.session["s1"]) == ("rapporteur",)
    assert missing_roles(agenda, agenda.session["s2"]) == ()
    agenda = agenda.apply(name_open_roles(agenda))
    assert [(r.kind, r.person) for r in agenda.session["s1"].roles][2:] == [("rapporteur", None)]
    assert not name_open_roles(agenda).edits
