"""Running late, rooms that change places, a session that takes longer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, between, changed, meeting, session, two_rooms

from agendaplanner.model.day import pinned_rooms, running_late, swap_rooms, take_longer
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Period


def coffee(start, minutes=30, **fields):
    return session("c", start, None, minutes=minutes, kind="break", title="Coffee", **fields)


def times(agenda, late):
    after = agenda.apply(late.change)
    return {
        s.number: (s.placement.start.strftime("%H:%M"), s.duration_minutes)
        for s in after.session.values()
        if s.placement is not None
    }


def test_everybody_is_pushed_from_a_time_on():
    agenda = agenda_of(session("1", "09:00"), session("2", "10:00", "b"), session("3", "10:30"), coffee("11:30"))
    late = running_late(agenda, at("10:00"), 15)
    assert times(agenda, late) == {"1": ("09:00", 60), "2": ("10:15", 60), "3": ("10:45", 60), "c": ("11:45", 30)}
    assert late.moved == ("s2", "s3", "sc")
    assert late.change.label == "15 min late from Mon 11 Feb 10:00"


def test_the_other_day_stays():
    agenda = agenda_of(session("1", "10:00"), session("2", "10:00", day=1))
    assert running_late(agenda, at("09:00"), 20).moved == ("s1",)


def test_one_room_is_late_alone_and_on_time_again_after_what_everyone_is_at():
    agenda = agenda_of(
        session("1", "10:00", "a"),
        session("2", "10:00", "b"),
        coffee("11:00"),
        session("3", "11:30", "a"),
    )
    late = running_late(agenda, at("10:00"), 15, room="a")
    assert times(agenda, late) == {"1": ("10:15", 45), "2": ("10:00", 60), "c": ("11:00", 30), "3": ("11:30", 60)}
    assert late.kept == ("sc",)
    assert late.shortened == ("s1",)
    assert late.change.label.startswith("Room A 15 min late")


def test_what_is_pinned_stays_and_makes_the_delay_good():
    agenda = agenda_of(
        session("1", "09:00"),
        session("2", "10:00"),
        session("3", "11:00", pinned_time=True),
        session("4", "12:00"),
        session("5", "11:00", "b"),
    )
    late = running_late(agenda, at("09:00"), 20)
    found = times(agenda, late)
    assert found["1"] == ("09:20", 60)
    assert found["2"] == ("10:20", 40)
    assert found["3"] == ("11:00", 60)
    assert found["4"] == ("12:00", 60)
    assert found["5"] == ("11:20", 60)
    assert late.kept == ("s3",)


def test_what_cannot_be_shortened_enough_is_named():
    agenda = agenda_of(session("1", "10:00", minutes=30), session("2", "10:30", pinned_time=True))
    late = running_late(agenda, at("10:00"), 25)
    assert late.stuck == ("s1",)
    assert times(agenda, late)["1"] == ("10:25", 30)


def test_breaks_take_up_the_delay_where_they_may():
    agenda = agenda_of(session("1", "10:00"), coffee("11:00"), session("2", "11:30"))
    late = running_late(agenda, at("10:00"), 20, shorten_breaks=True)
    assert times(agenda, late) == {"1": ("10:20", 60), "c": ("11:20", 15), "2": ("11:35", 60)}
    assert late.shortened == ("sc",)
    late = running_late(agenda, at("10:00"), 10, shorten_breaks=True)
    assert times(agenda, late)["2"] == ("11:30", 60)


def test_a_breakout_group_goes_on_starting_together():
    agenda = agenda_of(
        session("1", "10:00", "a"),
        session("2", "10:00", "b", pinned_time=True),
        session("3", "11:00", "a", group="g"),
        session("4", "11:00", "b", group="g"),
    )
    found = times(agenda, running_late(agenda, at("10:00"), 15))
    assert found["3"] == found["4"] == ("11:15", 60)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 18), st.sampled_from("ab"), st.booleans()), max_size=9),
    st.integers(1, 120),
    st.booleans(),
)
def test_nothing_begins_earlier_nor_pinned_moves_nor_is_cut_below_half(placed, minutes, shorten):
    sessions = [
        session(str(i), f"{9 + slot // 4}:{slot % 4 * 15:02}", room, minutes=5 * length, pinned_time=pinned)
        for i, (slot, length, room, pinned) in enumerate(placed)
    ]
    agenda = agenda_of(*sessions)
    after = agenda.apply(running_late(agenda, at("10:00"), minutes, shorten_breaks=shorten).change)
    for before in agenda.placed:
        then = after.session[before.id]
        assert 0 <= (then.placement.start - before.placement.start).total_seconds() / 60 <= minutes
        assert then.duration_minutes * 2 >= before.duration_minutes
        if before.pinned_time or before.placement.start < at("10:00"):
            assert then == before


@pytest.mark.parametrize("minutes", [0, -5, 10_000])
def test_minutes_that_make_no_sense_are_refused(minutes):
    with pytest.raises(UsageError, match="late"):
        running_late(two_rooms(), at("09:00"), minutes)


def test_a_room_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="no room"):
        running_late(two_rooms(), at("09:00"), 5, room="rom")


def test_rooms_change_places():
    agenda = agenda_of(meeting(), session("1", "09:00", "a"), session("2", "09:00", "b"), session("3", "11:00", "a"))
    after = agenda.apply(swap_rooms(agenda, "a", "b", between("08:00", "10:00")))
    assert [after.session[s].placement.room for s in ("s1", "s2", "s3")] == ["b", "a", "a"]
    assert agenda.apply(swap_rooms(agenda, "a", "b")).session["s3"].placement.room == "b"


def test_what_is_pinned_to_its_room_stays_there():
    agenda = agenda_of(changed(session("1", "09:00", "a"), pinned_room=True), session("2", "09:00", "b"))
    change = swap_rooms(agenda, "a", "b")
    assert [e.id for e in change.edits] == ["s2"]
    assert pinned_rooms(agenda, "a", "b") == ("s1",)
    assert pinned_rooms(agenda, "a", "b", Period(start=at("10:00"), end=at("11:00"))) == ()


def test_a_room_cannot_change_places_with_itself():
    with pytest.raises(UsageError, match="itself"):
        swap_rooms(two_rooms(), "a", "a")


def test_a_session_takes_longer():
    agenda = two_rooms()
    assert agenda.apply(take_longer(agenda, "s1", 90)).session["s1"].duration_minutes == 90
