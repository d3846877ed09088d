"""The account of a plan's quality: each rule on a meeting made for it, and laws on random ones."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from strategies import agendas

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Day, Period, Placement, Role, Walk
from agendaplanner.model.records import Meeting, Person, Room, Session, Track, Wish
from agendaplanner.planning.quality.account import cost
from agendaplanner.planning.quality.rules import QUALITY_RULES
from agendaplanner.planning.quality.weights import QualityWeights


def at(hour, minute=0, *, day=0):
    return datetime(2027, 3, 1, hour, minute) + timedelta(days=day)


def meeting(*records, days=1, **fields):
    """Days from 9 to 17, with two rooms of 30 and 10 seats."""
    rooms = [Room(id="a", name="Room A", capacity=30), Room(id="b", name="Room B", capacity=10)]
    open_days = tuple(Day(opens=at(9, day=d), closes=at(17, day=d)) for d in range(days))
    return Agenda.of([Meeting(title="M", days=open_days, **fields), *rooms, *records])


def talk(id_, start, room="a", minutes=60, people=(), **fields):
    roles = tuple(Role(kind="chair", person=person) for person in people)
    placement = Placement(start=start, room=room)
    return Session(id=id_, title=id_, duration_minutes=minutes, roles=roles, placement=placement, **fields)


def amount(rule, *records, before=None, **fields):
    return cost(meeting(*records, **fields), before).amount(rule)


def people(*ids, **fields):
    return [Person(id=id_, name=id_, **fields) for id_ in ids]


def test_who_wants_two_things_at_once_is_counted_once_a_pair():
    sessions = [talk("1", at(10)), talk("2", at(10, 30), "b"), talk("3", at(11), "a")]
    wants = people("p", "q", wants=("1", "2", "3", "1"))
    # 1 and 2, 2 and 3
    assert amount("wanted-together", *sessions, *wants) == 4
    assert amount("wanted-together", *sessions, *people("p", wants=("1", "2"), invitation="declined")) == 0


def test_people_whom_a_room_does_not_hold():
    wants = people(*(f"p{i}" for i in range(12)), wants=("1",))
    assert amount("room-too-popular", talk("1", at(10), "b"), *wants) == 2
    assert amount("room-too-popular", talk("1", at(10), "a"), *wants) == 0


def test_a_track_in_two_rooms_and_against_itself():
    track = Track(id="t", name="T")
    sessions = [talk("1", at(10), track="t"), talk("2", at(10, 20), "b", track="t"), talk("3", at(12), track="t")]
    assert amount("track-scattered", track, *sessions) == 1
    assert amount("track-against-itself", track, *sessions) == 40


def test_a_chair_who_changes_rooms_and_days():
    sessions = [
        talk("1", at(9), people=["p"]),
        talk("2", at(11), "b", people=["p"]),
        talk("3", at(9, day=1), people=["p"]),
    ]
    assert amount("hopping", *people("p"), *sessions, days=2) == 2


def test_who_only_listens_may_hop():
    sessions = [talk("1", at(9), attendees=("p",)), talk("2", at(11), "b", attendees=("p",))]
    assert amount("hopping", *people("p"), *sessions) == 0


def test_work_without_a_break():
    sessions = [talk("1", at(9), minutes=120, people=["p"]), talk("2", at(11, 10), minutes=90, people=["p"])]
    assert amount("long-work", *people("p"), *sessions) == 40
    late = [sessions[0], talk("2", at(11, 15), minutes=90, people=["p"])]
    assert amount("long-work", *people("p"), *late) == 0


def test_a_walk_that_is_longer_than_the_gap():
    sessions = [talk("1", at(9), people=["p"]), talk("2", at(10, 5), "b", people=["p"])]
    walks = (Walk(rooms=("a", "b"), minutes=8),)
    assert amount("walk-too-short", *people("p"), *sessions, walks=walks) == 3


def test_big_sessions_at_the_ends_of_the_day():
    small = [talk(f"s{i}", at(12 + i), expected_size=5) for i in range(3)]
    assert amount("big-at-the-ends", *small, talk("1", at(9, 30), expected_size=29)) == 29
    assert amount("big-at-the-ends", *small, talk("1", at(16), expected_size=29)) == 29
    assert amount("big-at-the-ends", *small, talk("1", at(11), expected_size=29)) == 0


def test_holes_leave_out_lunch_and_closed_rooms():
    lunch = Session(id="l", title="Lunch", kind="meal", duration_minutes=60, placement=Placement(start=at(12)))
    sessions = [talk("1", at(10)), talk("2", at(14))]
    assert amount("holes", *sessions) == 180
    assert amount("holes", lunch, *sessions) == 120
    agenda = meeting(*sessions)
    closed = msgspec.structs.replace(agenda.room["a"], closures=(Period(start=at(12), end=at(13)),))
    records = [closed if record.id == "a" else record for record in agenda]
    assert cost(Agenda.of(records)).amount("holes") == 0


def test_what_is_all_there_is():
    assert amount("alone", talk("1", at(10)), talk("2", at(10, 15), "b")) == 30
    assert amount("alone", talk("1", at(10), kind="plenary")) == 0


def test_numbers_that_belong_together_and_their_order():
    sessions = [talk("1", at(11), number="3a"), talk("2", at(14), "b", number="3b"), talk("3", at(10), number="4")]
    assert amount("number-apart", *sessions) == 1
    # from 3b at 14:00 back to 4 at 10:00
    assert amount("out-of-order", *sessions) == 240


def test_the_opening_comes_first_and_the_closing_last():
    opening = talk("1", at(11), kind="opening")
    closing = talk("2", at(12), kind="closing")
    sessions = [talk("3", at(10)), talk("4", at(10, 30), "b"), talk("5", at(13))]
    # 3 and 4 are before the opening, 5 after the closing
    assert amount("ends-out-of-place", opening, closing, *sessions) == 3
    assert amount("ends-out-of-place", opening, talk("6", at(9), kind="opening"), *sessions) == 0


def test_what_has_moved_since():
    before = meeting(talk("1", at(10)), talk("2", at(11)))
    assert amount("moved", talk("1", at(10), "b"), talk("2", at(11)), before=before) == 1
    assert amount("moved", talk("1", at(10), "b"), talk("2", at(11))) == 0


def test_soft_wishes_count_their_weight():
    sessions = [talk("1", at(10)), talk("2", at(11), "b")]
    wish = Wish(id="w", kind="same room", sessions=("1", "2"), hard=False, weight=4)
    assert amount("wish-broken", *sessions, wish) == 4
    assert amount("wish-broken", *sessions, msgspec.structs.replace(wish, hard=True)) == 0


def test_weights_must_make_sense():
    with pytest.raises(UsageError, match="holes cannot be -1"):
        QualityWeights(holes=-1)
    with pytest.raises(UsageError, match="moved cannot be nan"):
        QualityWeights(moved=float("nan"))
    assert {rule.field for rule in QUALITY_RULES.values()} <= set(QualityWeights.__struct_fields__)


def test_every_rule_has_its_sentences():
    for rule in QUALITY_RULES.values():
        for sentence in (rule.aim, rule.sentence(1), rule.sentence(2.5)):
            assert sentence.endswith(".")
            assert "{" not in sentence


@given(agendas(), agendas())
@settings(max_examples=20)
def test_the_account_adds_up(agenda, before):
    report = cost(agenda, before)
    assert report.cost == pytest.approx(sum(each.cost for each in report.rules))
    assert all(each.amount > 0 and each.cost == pytest.approx(each.amount * each.weight) for each in report.rules)
    if report.cost:
        assert sum(each.share for each in report.rules) == pytest.approx(1)
    assert not cost(agenda, agenda).amount("moved")


@given(agendas())
@settings(max_examples=20)
def test_rules_without_weight_cost_nothing_but_are_counted(agenda):
    report = cost(agenda, weights=QualityWeights.only(holes=1))
    assert report.by_rule() == ({"holes": report.cost} if report.cost else {})
    full = cost(agenda)
    assert {each.rule: each.amount for each in report.rules} == {each.rule: each.amount for each in full.rules}
