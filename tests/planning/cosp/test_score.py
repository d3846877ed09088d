"""What schedules of CoSP conferences cost: laws, and each rule on the smallest case that shows it."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from planning.cosp.conferences import conference, every_schedule, random_conference, schedule

from agendaplanner.model.cosp import RULES
from agendaplanner.planning.cosp.conflicts import presenter_conflicts, timezone_penalty
from agendaplanner.planning.cosp.score import SPLIT, TORN, score
from agendaplanner.planning.cosp.verify import verify

replace = msgspec.structs.replace


def amount(instance, rule, *places):
    weighted = replace(instance, weights={rule: 1})
    found = score(weighted, schedule(weighted, places))
    return found.cost_of(rule)


def with_submission(instance, i, **fields):
    changed = list(instance.submissions)
    changed[i] = replace(changed[i], **fields)
    return replace(instance, submissions=tuple(changed))


def with_track(instance, t, **fields):
    changed = list(instance.tracks)
    changed[t] = replace(changed[t], **fields)
    return replace(instance, tracks=tuple(changed))


def test_every_rule_has_a_line_and_without_weights_nothing_costs():
    instance = random_conference(1, weights={})
    found = score(instance, next(every_schedule(instance)))
    assert [each.rule for each in found.costs] == list(RULES)
    assert found.total == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_total_is_linear_in_the_weights(seed):
    instance = random_conference(seed)
    some = Random(seed).sample(list(every_schedule(instance)), 20)
    for each in some:
        found = score(instance, each)
        assert found.total == sum(cost.weight * cost.amount for cost in found.costs)
        doubled = replace(instance, weights={rule: 2 * weight for rule, weight in instance.weights.items()})
        assert score(doubled, each).total == 2 * found.total


@pytest.mark.parametrize("seed", range(5))
def test_the_names_of_rooms_do_not_matter(seed):
    """Swapping two rooms, with all that is said of them, costs the same (but for the order, which is room by room)."""
    instance = random_conference(seed)
    instance = replace(instance, weights=instance.weights | {"submissions-order": 0})
    swapped = replace(
        instance,
        rooms=instance.rooms[::-1],
        closed=tuple(line[::-1] for line in instance.closed),
        tracks=tuple(replace(track, rooms=track.rooms[::-1]) for track in instance.tracks),
        submissions=tuple(replace(one, rooms=one.rooms[::-1]) for one in instance.submissions),
    )
    for each in Random(seed).sample(list(every_schedule(instance)), 20):
        other = replace(
            each,
            tracks=tuple(line[::-1] for line in each.tracks),
            slots=tuple(line[::-1] for line in each.slots),
        )
        assert score(swapped, other).total == score(instance, each).total


def test_a_submission_costs_once_for_each_time_slot():
    instance = with_submission(conference(sizes=((2,), (1,))), 0, sessions=(3, 0), rooms=(0, 4))
    assert amount(instance, "submissions-sessions", (0, 1, 0), (1, 0, 0)) == 6
    assert amount(instance, "submissions-rooms", (0, 1, 0), (1, 0, 0)) == 8


def test_tracks_cost_by_session_and_room_and_rooms_by_session():
    instance = with_track(conference(sizes=((1, 1), (1,))), 0, sessions=(5, 1), rooms=(0, 7))
    instance = replace(instance, closed=((0, 2), (0, 0)))
    assert amount(instance, "tracks-sessions", (0, 0, 0), (1, 0, 0), (1, 1, 0)) == 6
    assert amount(instance, "tracks-rooms", (0, 1, 0), (1, 1, 0), (0, 0, 0)) == 14
    assert amount(instance, "sessions-rooms", (0, 1, 0), (1, 1, 0), (0, 0, 0)) == 2


def test_similar_tracks_and_chairs_count_by_pairs_of_rooms():
    instance = conference(slots=(1,), rooms=3, sizes=((1, 1), (1,)))
    instance = with_track(with_track(instance, 0, similar=(0, 4)), 1, similar=(4, 0))
    assert amount(instance, "similar-tracks", (0, 0, 0), (0, 1, 0), (0, 2, 0)) == 8
    instance = with_track(with_track(instance, 0, chairs=("A",)), 1, chairs=("B", "A"))
    assert amount(instance, "chairs-conflicts", (0, 0, 0), (0, 1, 0), (0, 2, 0)) == 2


def test_rooms_parallel_rooms_and_gaps_of_a_track():
    instance = conference(slots=(1, 1, 1), rooms=2, sizes=((1, 1, 1),))
    assert amount(instance, "rooms-per-track", (0, 0, 0), (1, 1, 0), (2, 1, 0)) == 1
    assert amount(instance, "parallel-tracks", (0, 0, 0), (0, 1, 0), (2, 1, 0)) == 1
    assert amount(instance, "consecutive-tracks", (0, 0, 0), (0, 1, 0), (2, 1, 0)) == 1
    assert amount(instance, "consecutive-tracks", (0, 0, 0), (1, 1, 0), (2, 1, 0)) == 0


def test_the_order_is_by_session_then_room_then_time_slot():
    instance = conference(slots=(2, 2), rooms=2, sizes=((1, 1, 1),))
    for i, order in enumerate((1, 2, 3)):
        instance = with_submission(instance, i, order=order)
    assert amount(instance, "submissions-order", (0, 0, 0), (0, 0, 1), (0, 1, 0)) == 0
    assert amount(instance, "submissions-order", (0, 0, 0), (0, 1, 0), (0, 0, 1)) == 2
    assert amount(instance, "submissions-order", (1, 0, 0), (0, 0, 0), (0, 0, 1)) == 3


def test_people_clash_between_rooms_of_a_session_and_in_time_slots():
    instance = conference(slots=(2, 2), rooms=2, sizes=((1, 1), (1,)))
    instance = with_submission(with_submission(instance, 0, presenters=("A",)), 2, presenters=("A", "B"))
    assert presenter_conflicts(instance) == {(0, 2)}
    assert amount(instance, "presenters-conflicts", (0, 0, 0), (0, 0, 1), (0, 1, 1)) == 1
    assert amount(instance, "presenters-conflicts-timeslot", (0, 0, 0), (0, 0, 1), (0, 1, 1)) == 0
    assert amount(instance, "presenters-conflicts-timeslot", (0, 0, 1), (0, 0, 0), (0, 1, 1)) == 1
    assert amount(instance, "presenters-conflicts", (0, 0, 0), (1, 0, 1), (1, 1, 1)) == 0
    instance = with_submission(instance, 1, attendees=("B",))
    assert amount(instance, "attendees-conflicts", (0, 0, 0), (0, 0, 1), (0, 1, 1)) == 1


def test_a_chair_who_presents_elsewhere_is_at_odds_with_the_own_track_only_from_outside():
    instance = with_track(conference(sizes=((1, 1), (1,))), 0, chairs=("A",))
    instance = with_submission(with_submission(instance, 0, presenters=("A",)), 2, presenters=("A",))
    assert presenter_conflicts(instance) == {(0, 2), (1, 2)}


@pytest.mark.parametrize(
    ("offset", "penalty"),
    [(0, 0), (-60, 0), (-90, 1), (-180, 5), (12 * 60, 5), (15 * 60, 5), (10 * 60 + 30, 1), (24 * 60, 0)],
)
def test_the_hours_where_presenters_are(offset, penalty):
    """A session from 10:00 to 11:00; suitable from 9 to 20, less from 8 to 22."""
    instance = conference(slots=(2,), sizes=((1,),))
    session = replace(instance.sessions[0], start_minute=600, end_minute=660)
    instance = replace(with_submission(instance, 0, utc_offset_minutes=offset), sessions=(session,))
    assert timezone_penalty(instance, 0, 0) == penalty


def test_what_is_not_whole_is_named_and_costs_as_the_evaluator_has_it():
    instance = conference(sizes=((2, 1), (1,)))
    whole = schedule(instance, [(0, 0, 0), (1, 0, 0), (0, 1, 0)])
    assert verify(instance, whole) == ()
    assert score(instance, whole).cost_of("submissions-split") == 0
    lost = replace(whole, slots=(((None, 0), (2, None)), ((1, None), (None, None))))
    assert verify(instance, lost) == ("U00 has 1 time slots, and takes 2.",)
    assert score(instance, lost).cost_of("submissions-split") == SPLIT
    gone = replace(whole, slots=(((None, None), (2, None)), ((1, None), (None, None))))
    assert verify(instance, gone) == ("T0 has R0 in S0, but nothing is on.", "U00 is not scheduled.")
    assert score(instance, gone).cost_of("submissions-split") == TORN
    elsewhere = replace(whole, slots=(((0, None), (2, None)), ((1, None), (None, 0))))
    assert len(verify(instance, elsewhere)) == 2
    stranger = replace(whole, tracks=((0, 0), (0, None)))
    assert verify(instance, stranger) == ("U10 is in R1 in S0, not with its track.",)
    assert verify(instance, replace(whole, tracks=whole.tracks[:1])) != ()
    assert verify(instance, replace(whole, slots=(whole.slots[0], ((1,), (None,))))) != ()
