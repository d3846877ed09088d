"""Re-planning: pins stay, the verifier has nothing to say, and no more moves than must."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from meetings import agenda_of, at, between, changed, large_meeting, meeting, session, shared_chair, two_rooms
from strategies import agendas, calm_agendas

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Day, Placement
from agendaplanner.model.records import Room, Wish
from agendaplanner.planning.plan import plan_change
from agendaplanner.planning.replan.replan import ReplanOptions, replan
from agendaplanner.planning.verify import verify, verify_plan

CHAINS = ReplanOptions(exact=False)


def replanned(agenda, options=CHAINS):
    found = replan(agenda, options)
    return found, agenda.apply(plan_change(agenda, found.placements))


def clashes(agenda):
    return [finding for finding in check(agenda) if finding.severity == "clash"]


# laws


@given(st.one_of(agendas(), calm_agendas()), st.integers(0, 3))
def test_every_replan_passes_the_verifier_and_moves_what_it_says(agenda, seed):
    assume(agenda.meeting.days)
    found, after = replanned(agenda, ReplanOptions(seed=seed, exact=False))
    assert found.verified
    assert not verify_plan(agenda, after)
    moved = {s.id for s in agenda.placed if after.session[s.id].placement != s.placement}
    assert {move.session for move in found.moves} == moved == set(found.placements)
    assert {s.id for s in after.waiting} - {s.id for s in agenda.waiting} == {u.session for u in found.unplaced}
    assert {s.id for s in agenda.waiting} <= {s.id for s in after.waiting}
    for each in agenda.placed:
        now = after.session[each.id].placement
        if each.pinned_time:
            assert now is not None
            assert now.start == each.placement.start
        if each.pinned_room and each.placement.room is not None:
            assert now is not None
            assert now.room == each.placement.room
    if not found.unplaced and not found.pin_clashes:
        assert found.moved >= found.at_least
    again, _ = replanned(agenda, ReplanOptions(seed=seed, exact=False))
    assert again.placements == found.placements


@given(st.one_of(agendas(), calm_agendas()))
def test_what_has_no_clash_stays_whole(agenda):
    assume(agenda.meeting.days)
    assume(not clashes(agenda))
    found, after = replanned(agenda)
    assert after == agenda
    assert found.is_least
    assert not found.displaced


@st.composite
def tiny_meetings(draw):
    """Up to four sessions on whole hours of one morning in two rooms, some pinned, some people away: few ways to lie."""
    hours = (Day(opens=at("09:00"), closes=at("13:00")),)
    count = draw(st.integers(2, 4))
    people = ("berg", "okafor", "lind")
    records = []
    for i in range(count):
        roles = draw(st.lists(st.sampled_from(people), max_size=2, unique=True))
        pinned = draw(st.integers(0, 5)) == 0
        start, room = f"{draw(st.integers(9, 12))}:00", draw(st.sampled_from("ab"))
        records.append(
            session(
                str(i + 1),
                start,
                room,
                minutes=draw(st.sampled_from([60, 60, 120])) if start != "12:00" else 60,
                roles=[("chair", p) for p in roles],
                pinned_time=pinned,
                pinned_room=pinned,
            )
        )
    rooms = [Room(id=r, name=f"Room {r}") for r in "ab"]
    if draw(st.booleans()):
        rooms[0] = changed(rooms[0], closures=(between("09:00", draw(st.sampled_from(["10:00", "11:00"]))),))
    if draw(st.booleans()):
        first, last = draw(st.sampled_from([("1", "2"), ("2", "1")]))
        kind = draw(st.sampled_from(["before", "not at the same time", "same room", "same time"]))
        records.append(Wish(id="w", kind=kind, sessions=(f"s{first}", f"s{last}")))
    agenda = agenda_of(meeting(days=hours, grid_minutes=60), *rooms, *records)
    if draw(st.booleans()):
        agenda = agenda.apply(actions.mark_away(agenda, draw(st.sampled_from(people)), [between("09:00", "11:00")]))
    # the hall is not among the two rooms
    return agenda.apply(actions.remove(agenda, agenda.room["hall"]))


def fewest_moves_by_trying(agenda):
    """The fewest moves after which all are placed and the verifier is content, or None; by trying all there are."""
    movable = [s for s in agenda.placed if not s.pinned_time]
    places = [Placement(start=at(f"{h}:00"), room=room) for h in range(9, 13) for room in "ab"]
    for count in range(len(movable) + 1):
        for chosen in combinations(movable, count):
            for where in product(places, repeat=count):
                moved = agenda.apply(plan_change(agenda, {s.id: w for s, w in zip(chosen, where, strict=True)}))
                if not verify_plan(agenda, moved):
                    return count
    return None


@settings(max_examples=25)
@given(tiny_meetings())
def test_in_tiny_meetings_it_moves_as_few_as_can_be(agenda):
    found, after = replanned(agenda, ReplanOptions())
    fewest = fewest_moves_by_trying(agenda)
    if fewest is None:
        assert found.unplaced
    else:
        assert not found.unplaced
        assert not found.pin_clashes or not verify_plan(agenda, after)
        assert found.moved == fewest
        assert found.at_least <= fewest
        assert found.is_least


# examples


def test_whoever_drops_out_for_a_day_is_needed_on_the_other_and_nobody_else_moves():
    agenda = two_rooms()
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("00:00", "24:00")]))
    found, after = replanned(agenda)
    assert set(found.displaced) == {"s1", "s3"}
    assert found.settled == "bound"
    assert {after.session[s].placement.start.date() for s in ("s1", "s3")} == {at("09:00", 1).date()}
    assert after.session["s2"] == agenda.session["s2"]


def test_of_two_that_share_a_chair_one_moves():
    agenda = shared_chair()
    found, after = replanned(agenda)
    assert found.moved == 1 == found.at_least
    assert found.moves[0].displaced
    assert not verify(after)


def test_what_a_closed_room_leaves_goes_to_the_others_at_the_same_time_where_that_can_be():
    agenda = two_rooms()
    agenda = agenda.apply(actions.close_room(agenda, "a", [between("09:00", "18:00")]))
    found, after = replanned(agenda)
    assert set(found.displaced) == {"s1", "s3"}
    for each in ("s1", "s3"):
        assert after.session[each].placement.start == agenda.session[each].placement.start
        assert after.session[each].placement.room != "a"


def test_a_session_that_grows_pushes_the_next_one_and_no_more():
    agenda = agenda_of(session("1", "09:00", "a"), session("2", "10:00", "a"), session("3", "11:00", "a"))
    agenda = agenda.apply(actions.resize(agenda, "s1", at("09:00"), 90))
    found, after = replanned(agenda)
    assert found.moved == 1
    assert not verify(after)


def test_a_new_pin_makes_the_other_one_move():
    agenda = shared_chair()
    agenda = agenda.apply(actions.pin(agenda, ["s4d"], time=True, room=True))
    found, _ = replanned(agenda)
    assert [move.session for move in found.moves] == ["s4b"]


def test_what_is_pinned_against_an_absence_stays_and_is_said():
    agenda = agenda_of(session("1", "09:00", "a", roles=[("chair", "berg")], pinned_time=True, pinned_room=True))
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("09:00", "12:00")]))
    found, after = replanned(agenda)
    assert after == agenda
    assert [each.rule for each in found.pin_clashes] == ["person-away"]


def test_what_has_no_other_place_is_left_over_with_its_reason():
    hours = (Day(opens=at("09:00"), closes=at("10:00")),)
    agenda = agenda_of(meeting(days=hours), session("1", "09:00", "a", roles=[("chair", "berg")]))
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("09:00", "10:00")]))
    found, after = replanned(agenda, ReplanOptions())
    assert [each.session for each in found.unplaced] == ["s1"]
    assert "H. Berg" in found.unplaced[0].message
    assert found.moves[0].after is None
    assert not found.is_least
    assert after.session["s1"].placement is None


def test_a_group_moves_together():
    agenda = agenda_of(
        session("1", "09:00", "a", roles=[("chair", "berg")], group="breakouts"),
        session("2", "09:00", "b", roles=[("chair", "okafor")], group="breakouts"),
    )
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("09:00", "12:00")]))
    found, after = replanned(agenda)
    assert found.moved == 2
    assert not verify(after)
    assert after.session["s1"].placement.start == after.session["s2"].placement.start


def test_one_makes_way_for_another_only_where_it_must():
    """The only room that holds 50 is taken by a session that would fit anywhere."""
    hours = (Day(opens=at("09:00"), closes=at("10:00")),)
    agenda = agenda_of(
        meeting(days=hours),
        session("1", "09:00", "b", expected_size=50),
        session("2", "09:00", "a", expected_size=5),
        session("3", "09:00", "hall", pinned_time=True, pinned_room=True),
    )
    found, after = replanned(agenda)
    assert found.displaced == ("s1",)
    assert [move.session for move in found.moves if not move.displaced] == ["s2"]
    assert not verify(after)


def test_what_waits_goes_on_waiting():
    agenda = agenda_of(session("1", "09:00", "a"), session("2"))
    found, after = replanned(agenda)
    assert after == agenda
    assert not found.unplaced


def test_a_meeting_without_days_cannot_be_replanned():
    with pytest.raises(UsageError, match="no days"):
        replan(agenda_of(meeting(days=())))


def test_it_can_be_cancelled_and_says_so():
    hours = (Day(opens=at("09:00"), closes=at("10:00")),)
    agenda = agenda_of(meeting(days=hours), session("1", "09:00", "a", roles=[("chair", "berg")]))
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("09:00", "10:00")]))
    found = replan(agenda, ReplanOptions(), cancelled=lambda: True)
    assert found.cancelled
    assert found.verified


def test_in_a_large_meeting_little_is_looked_at():
    agenda = large_meeting()
    for i in (1, 2, 3):
        change = actions.unplace(agenda, [s.id for s in agenda.placed if s.placement.room == f"r{i}"])
        agenda = agenda.apply(change)
    agenda = agenda.apply(actions.close_room(agenda, "r0", [between("00:00", "24:00"), between("00:00", "24:00", 1)]))
    found, after = replanned(agenda)
    assert found.moved == len(found.displaced) == found.at_least > 20
    assert found.steps == 0
    assert not verify(after)


# the actions that are the causes


def test_absences_and_closures_are_added_once():
    agenda = two_rooms()
    agenda = agenda.apply(actions.mark_away(agenda, "berg", [between("09:00", "12:00")]))
    assert not actions.mark_away(agenda, "berg", [between("10:00", "11:00")]).edits
    more = agenda.apply(actions.mark_away(agenda, "berg", [between("10:00", "13:00")]))
    assert len(more.person["berg"].away) == 2
    change = actions.close_room(agenda, "a", [between("09:00", "12:00", 1, "painting")])
    assert agenda.apply(change).room["a"].closures[0].reason == "painting"
    assert change.label == "Close Room A"
    with pytest.raises(UsageError, match="berg"):
        actions.mark_away(agenda, "borg", [])
    assert more.person["berg"].away[0] == between("09:00", "12:00")


def test_what_is_pinned_to_a_room_that_it_has_not_got_stays_and_is_said():
    agenda = agenda_of(
        session("1", "07:00", None, pinned_room=True), meeting(days=(Day(opens=at("09:00"), closes=at("10:00")),))
    )
    agenda = agenda.apply(actions.remove(agenda, *agenda.rooms))
    found, after = replanned(agenda)
    assert after == agenda
    assert {each.rule for each in found.pin_clashes} == {"outside-hours", "room-missing"}
