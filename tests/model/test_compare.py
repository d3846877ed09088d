from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from meetings import BERG, LIND, OKAFOR, agenda_of, at, changed, meeting, session
from strategies import agendas, histories

from agendaplanner.model import actions
from agendaplanner.model.change_facts import states
from agendaplanner.model.compare import compare
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import Paper, Room


def after(agenda, *changes):
    for make in changes:
        agenda = agenda.apply(make(agenda))
    return agenda


def fields(id_, **values):
    return lambda agenda: actions.set_fields(agenda, agenda.session[id_], **values)


def shifted(minutes, *ids):
    def make(agenda):
        places = {}
        for id_ in ids:
            placement = agenda.session[id_].placement
            places[id_] = changed(placement, start=placement.start + timedelta(minutes=minutes))
        return actions.take_plan(agenda, places)

    return make


def into(room, *ids):
    def make(agenda):
        placements = {id_: changed(agenda.session[id_].placement, room=room) for id_ in ids}
        return actions.take_plan(agenda, placements)

    return make


def lines(agenda, *changes):
    return list(compare(agenda, after(agenda, *changes)).lines())


def one(agenda, *changes):
    (line,) = lines(agenda, *changes)
    return line


def day():
    """Room A and Room B from 09:00 to 13:00, an hour each, on Monday; one session in Room A on Tuesday; lunch."""
    slots = [session(f"{room}{i}", f"{9 + i}:00", room) for room in "ab" for i in range(4)]
    return agenda_of(*slots, session("t", "09:00", "a", day=1), session("l", "13:00", None, kind="meal", title="Lunch"))


# one session


def test_a_move_is_told_as_one_thing_with_start_end_and_room():
    agenda = agenda_of(session("1", "13:00", "b", minutes=90))
    moved = fields("s1", placement=Placement(start=at("09:00", 1), room="a"), duration_minutes=75)
    assert one(agenda, moved) == "1 Topic 1: Mon 11 Feb 13:00-14:30 Room B -> Tue 12 Feb 09:00-10:15 Room A"
    (change,) = compare(agenda, after(agenda, moved)).changes
    assert (change.kind, change.aspects) == ("moved", ("moved", "room"))


def test_only_the_room():
    agenda = agenda_of(session("1", "13:00", "b"))
    (change,) = compare(agenda, after(agenda, into("a", "s1"))).changes
    assert (change.kind, change.aspects) == ("room", ("room",))


def test_new_cancelled_removed_and_waiting():
    agenda = agenda_of(session("1", "09:00"), session("2", "10:00"), session("3", "11:00"), session("4"))
    assert lines(
        agenda,
        fields("s1", status="cancelled"),
        lambda a: actions.remove(a, a.session["s2"]),
        lambda a: actions.unplace(a, ["s3"]),
        lambda a: actions.move(a, "s4", at("12:00"), "a"),
    ) == [
        "1 Topic 1: cancelled (was Mon 11 Feb 09:00-10:00 Room A)",
        "2 Topic 2: no longer on the agenda (was Mon 11 Feb 10:00-11:00 Room A)",
        "3 Topic 3: without a place for now (was Mon 11 Feb 11:00-12:00 Room A)",
        "4 Topic 4: new, Mon 11 Feb 12:00-13:00 Room A",
    ]


def test_what_waits_or_is_cancelled_in_both_is_not_told():
    agenda = agenda_of(session("1"), session("2", "09:00", status="cancelled"))
    assert lines(agenda, fields("s1", title="Other"), fields("s2", title="Other", placement=None)) == []


def test_people_titles_and_texts():
    agenda = agenda_of(
        session("1", "09:00", roles=[("chair", "berg"), ("rapporteur", "okafor")], attendees=("lind",)),
        session("2", "10:00"),
        Paper(id="a", title="Lessons", sessions=()),
    )
    assert lines(
        agenda,
        lambda a: actions.fill_role(a, "s1", 0, "lind"),
        lambda a: actions.fill_role(a, "s1", 1, None),
        fields("s1", attendees=("berg",)),
        fields("s2", title="Other", abstract="x", questions=("Who?",), status="confirmed"),
        lambda a: actions.set_fields(a, a.paper["a"], sessions=("s2",)),
    ) == [
        "1 Topic 1: M. Lind is chair instead of H. Berg, H. Berg joins, M. Lind no longer takes part, "
        "C. Okafor is no longer rapporteur",
        "2 Topic 2: now called “2 Other”; abstract, questions and documents changed; confirmed now",
    ]


def test_the_order_of_people_is_no_change():
    agenda = agenda_of(session("1", "09:00", attendees=("berg", "lind")))
    assert lines(agenda, fields("s1", attendees=("lind", "berg"))) == []


# together


def test_a_swap_is_a_swap():
    agenda = day()
    swapped = after(agenda, lambda a: actions.swap(a, "sa0", "sb2"))
    comparison = compare(agenda, swapped)
    (group,) = comparison.groups
    assert (group.kind, {c.session for c in group.changes}) == ("swap", {"sa0", "sb2"})
    assert group.message == (
        "a0 and b2 change places: a0 Mon 11 Feb 09:00-10:00 Room A -> Mon 11 Feb 11:00-12:00 Room B, "
        "b2 Mon 11 Feb 11:00-12:00 Room B -> Mon 11 Feb 09:00-10:00 Room A"
    )


def test_a_pushed_afternoon_is_one_line():
    agenda = day()
    assert one(agenda, shifted(15, "sa2", "sa3")) == "Everything in Room A from 11:00 on Mon 11 Feb is 15 minutes later"
    assert one(agenda, shifted(15, *(f"s{r}{i}" for r in "ab" for i in (2, 3)), "sl")) == (
        "Everything from 11:00 on Mon 11 Feb is 15 minutes later"
    )
    assert one(agenda, shifted(-60, "sa1", "sa2")) == (
        "Everything in Room A from 10:00 to 12:00 on Mon 11 Feb is 1 hour earlier"
    )
    assert one(agenda, shifted(30, *(f"sb{i}" for i in range(4)))) == (
        "Everything in Room B on Mon 11 Feb is 30 minutes later"
    )
    assert one(agenda, lambda a: actions.shift_days(a, 14)) == "Everything is 2 weeks later"


def test_what_did_not_move_along_makes_it_no_everything():
    agenda = day()
    found = lines(agenda, shifted(15, "sa0", "sa1", "sa3"))
    assert found[0] == "Everything in Room A from 09:00 to 11:00 on Mon 11 Feb is 15 minutes later"
    assert found[1].startswith("a3 Topic a3: Mon 11 Feb 12:00")


def test_what_else_differs_of_one_of_many_is_told_after_them():
    agenda = day()
    told = one(agenda, shifted(15, "sa2", "sa3"), fields("sa3", title="Other", attendees=("berg",)))
    assert told == (
        "Everything in Room A from 11:00 on Mon 11 Feb is 15 minutes later. "
        "a3 also: H. Berg joins; now called “a3 Other”"
    )


def test_a_room_that_is_emptied_and_one_that_has_another_name():
    agenda = day()
    assert (
        one(agenda, into("hall", *(f"sa{i}" for i in range(4))))
        == "Everything in Room A on Mon 11 Feb is in Plenary hall now"
    )
    renamed = lambda a: actions.set_fields(a, a.room["a"], name="Amundsen")  # noqa: E731
    assert one(agenda, renamed) == "Room A is called Amundsen now (5 sessions)"


def test_another_zone_is_one_line_for_all():
    agenda = day()
    zone = lambda a: actions.set_fields(a, a.meeting, timezone="Europe/Lisbon", venue="City Hall")  # noqa: E731
    assert lines(agenda, zone) == [
        "Venue of the meeting: none -> City Hall",
        "Time zone of the meeting: Europe/Oslo -> Europe/Lisbon",
        "10 sessions keep their times, which are those of Europe/Lisbon now, not of Europe/Oslo",
    ]


def test_what_changed_alike_is_told_together():
    agenda = day()
    confirmed = [fields(f"sa{i}", status="confirmed") for i in range(3)]
    joined = [fields(f"sb{i}", attendees=("berg",)) for i in range(2)]
    assert lines(agenda, *confirmed, *joined) == ["a0, a1 and a2: confirmed now", "b0 and b1: H. Berg joins"]


# one person


def test_a_person_is_told_what_changed_for_them_and_nothing_else():
    agenda = agenda_of(
        session("1", "09:00", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
        session("2", "10:00", roles=[("chair", "okafor")]),
        session("p", "11:00", "hall", kind="plenary", roles=[("chair", "lind")]),
    )
    comparison = compare(
        agenda,
        after(
            agenda,
            lambda a: actions.fill_role(a, "s1", 0, "lind"),
            fields("s2", title="Other"),
            fields("sp", title="Opening", abstract="x"),
            lambda a: actions.move(a, "sp", at("14:00"), "hall"),
        ),
    )
    assert [(c.kind, c.message) for c in comparison.for_person("berg")] == [
        ("left", "1 Topic 1: you no longer take part (it is on Mon 11 Feb 09:00-10:00 Room A)"),
        ("moved", "p Topic p: Mon 11 Feb 11:00-12:00 Plenary hall -> Mon 11 Feb 14:00-15:00 Plenary hall"),
    ]
    assert [(c.kind, c.session) for c in comparison.for_person("okafor")] == [
        ("people", "s1"),
        ("title", "s2"),
        ("moved", "sp"),
    ]
    joined, plenary = comparison.for_person("lind")
    assert joined.message == "1 Topic 1: you take part as chair, Mon 11 Feb 09:00-10:00 Room A"
    assert plenary.aspects == ("moved", "title", "text")
    assert comparison.people_concerned() == ("berg", "lind", "okafor")


def test_who_comes_later_is_told_of_what_is_for_everyone():
    agenda = agenda_of(session("p", "11:00", "hall", kind="plenary"))
    arrived = after(agenda, lambda a: actions.add(a, changed(BERG, id="new")))
    assert [c.kind for c in compare(agenda, arrived).for_person("new")] == ["joined"]
    assert compare(agenda, arrived).changes == ()
    assert [c.kind for c in compare(arrived, agenda).for_person("new")] == ["left"]


def test_who_nothing_changed_for_is_not_told():
    agenda = agenda_of(OKAFOR, LIND, session("1", "09:00", roles=[("chair", "berg")]))
    comparison = compare(agenda, after(agenda, fields("s1", title="Other")))
    assert comparison.people_concerned() == ("berg",)
    assert comparison.for_person("okafor") == ()


# laws


@given(agendas())
def test_nothing_differs_from_itself(agenda):
    comparison = compare(agenda, agenda)
    assert not comparison
    assert comparison.lines() == ()
    assert comparison.people_concerned() == ()


@given(histories())
def test_each_session_that_differs_is_told_exactly_once_and_no_group_loses_one(history):
    before, changes = history
    now = before
    for change in changes:
        now = now.apply(change)
    comparison = compare(before, now)
    was, is_ = states(before), states(now)
    differ = {
        id_
        for id_ in was.keys() | is_.keys()
        if id_ not in was
        or id_ not in is_
        or changed(was[id_], people=tuple(sorted(was[id_].people)))
        != changed(is_[id_], people=tuple(sorted(is_[id_].people)))
    }
    differ -= {  # that a session is for everyone is seen in who is told, and not by itself
        id_ for id_ in was.keys() & is_.keys() if changed(was[id_], everyone=is_[id_].everyone) == is_[id_]
    }
    assert Counter(c.session for c in comparison.changes) == Counter(differ)
    assert Counter(c.session for g in comparison.groups for c in g.changes) == Counter(differ)
    assert all(c.message for c in comparison.changes)
    reverse = compare(now, before)
    assert {c.session for c in reverse.changes} == differ
    kinds = {"new": "withdrawn", "withdrawn": "new", "cancelled": "new"}
    for change in comparison.changes:
        back = reverse.by_session[change.session]
        assert (back.before, back.after) == (change.after, change.before)
        assert back.aspects == change.aspects
        if change.kind in ("withdrawn", "cancelled"):
            assert back.kind == kinds[change.kind]


@given(histories(), st.data())
def test_a_person_is_told_of_nothing_that_is_not_theirs(history, data):
    before, changes = history
    now = before
    for change in changes:
        now = now.apply(change)
    comparison = compare(before, now)
    for person in sorted({*before.person, *now.person}):
        for change in comparison.for_person(person):
            was = change.before is not None and (change.before.everyone or person in before.people_in[change.session])
            is_ = change.after is not None and (change.after.everyone or person in now.people_in[change.session])
            assert was or is_
            if change.kind not in ("joined", "left"):
                assert change.session in comparison.by_session


@given(agendas(min_sessions=2), st.integers(1, 40).map(lambda n: n * 5))
def test_everything_pushed_is_one_line(agenda, minutes):
    places = {s.id: changed(s.placement, start=s.placement.start + timedelta(minutes=minutes)) for s in agenda.placed}
    pushed = agenda.apply(actions.take_plan(agenda, places))
    comparison = compare(agenda, pushed)
    assert len(comparison.groups) == min(len(agenda.placed), 1)


def test_rooms_of_the_same_name_are_still_two_rooms():
    agenda = agenda_of(Room(id="x", name="Room A"), session("1", "09:00", "a"))
    (change,) = compare(agenda, after(agenda, into("x", "s1"))).changes
    assert change.kind == "room"


def test_the_meeting_s_other_fields_are_no_news():
    agenda = agenda_of(meeting(), session("1", "09:00"))
    assert lines(agenda, lambda a: actions.set_fields(a, a.meeting, practical="x", grid_minutes=15)) == []
