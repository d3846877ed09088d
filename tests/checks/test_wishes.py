"""Every kind of wish: kept, just kept, broken, and what is said then."""

from __future__ import annotations

import pytest
from meetings import agenda_of, late_reception, meeting, session

from agendaplanner.checks.check import check
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Track, Wish


def broken(kind, *sessions, **fields):
    """The sentences about a wish between sessions, in the order of the sessions."""
    wish = Wish(id="w", kind=kind, sessions=tuple(s.id for s in sessions), **fields)
    found = check(agenda_of(*sessions, wish, Track(id="t", name="Planning")))
    return [each.message for each in found if each.rule == "wish-broken"]


@pytest.mark.parametrize(
    ("kind", "minutes", "start", "is_kept"),
    [
        ("before", None, "11:00", True),
        ("before", None, "10:55", False),
        ("before", None, "09:00", False),
        ("before", 30, "11:30", True),
        ("before", 30, "11:25", False),
        ("gap", 30, "11:30", True),
        ("gap", 30, "11:25", False),
        ("gap", 30, "10:00", False),
        ("gap", 15, "09:00", False),
        ("gap", None, "09:00", True),
        ("same time", None, "10:00", True),
        ("same time", None, "10:05", False),
        ("not at the same time", None, "11:00", True),
        ("not at the same time", None, "09:00", True),
        ("not at the same time", None, "10:55", False),
        ("not the same day", None, "12:00", False),
    ],
)
def test_two_sessions_the_first_at_ten(kind, minutes, start, is_kept):
    first, second = session("1", "10:00", "a"), session("2", start, "b")
    assert (broken(kind, first, second, minutes=minutes) == []) == is_kept


def test_the_sentences():
    first, second = session("1", "10:00", "a"), session("2", "10:30", "b")
    assert broken("before", first, second, minutes=15, reason="2 builds on 1") == [
        "1 should come before 2 by at least 15 minutes, but 1 ends Mon 11 Feb 11:00, 2 starts Mon 11 Feb 10:30 "
        "(2 builds on 1)."
    ]
    assert broken("gap", first, second, minutes=15) == [
        "1 and 2 should be at least 15 minutes apart, but they run at the same time."
    ]
    assert broken("gap", session("2", "11:05"), first, minutes=15) == [
        "2 and 1 should be at least 15 minutes apart, but there are 5."
    ]
    assert broken("same time", first, second) == [
        "1 and 2 should start at the same time, but start Mon 11 Feb 10:00 and Mon 11 Feb 10:30."
    ]
    assert broken("not at the same time", first, second) == [
        "1 and 2 should not run at the same time, but are Mon 11 Feb 10:00-11:00 and 10:30-11:30."
    ]
    assert broken("same room", first, second) == ["1 and 2 should be in the same room, but are in Room A and Room B."]
    assert broken("same room", first, session("2", "12:00", None, needs_room=False)) == [
        "1 and 2 should be in the same room, but are in Room A and no room."
    ]
    assert broken("not the same day", first, second) == [
        "1 and 2 should not be on the same day, but both are on Mon 11 Feb."
    ]


def test_a_soft_wish_warns():
    first, second = session("1", "10:00", "a"), session("2", "10:30", "b")
    for hard, severity in ((True, "clash"), (False, "warning")):
        wish = Wish(id="w", kind="same time", sessions=("s1", "s2"), hard=hard)
        (found,) = check(agenda_of(first, second, wish))
        assert (found.severity, found.wishes, found.sessions) == (severity, ("w",), ("s1", "s2"))


def test_before_looks_at_neighbours_and_skips_what_waits():
    one, two, three = session("1", "09:00"), session("2"), session("3", "10:00", "b")
    assert broken("before", one, two, three) == []
    assert len(broken("before", three, two, one)) == 1


def test_other_kinds_look_at_every_pair():
    three = [session(n, f"{9 + i}:00", room) for i, (n, room) in enumerate(zip("123", ("a", "b", "hall"), strict=True))]
    assert len(broken("same room", *three)) == 3


def test_a_session_named_twice_does_not_disturb_itself():
    one = session("1", "09:00")
    assert broken("not at the same time", one, one) == []
    assert broken("before", one, one) == []


def test_after_midnight_is_still_the_day_before():
    agenda = late_reception()
    wishes = (
        Wish(id="w1", kind="not the same day", sessions=("s1", "s2")),
        Wish(id="w2", kind="not the same day", sessions=("s2", "s3")),
    )
    found = check(Agenda.of([*agenda, *wishes]))
    assert [(each.wishes, each.message) for each in found] == [
        (("w1",), "1 and 2 should not be on the same day, but both are on Mon 11 Feb.")
    ]


@pytest.mark.parametrize(
    ("others", "is_kept"),
    [
        ([], True),
        ([session("2", "11:00", "a", track="t")], True),
        ([session("2", "11:00", "b", track="t")], False),
        ([session("2", "11:00", "a", day=1, track="t")], False),
        ([session("2", "11:00", "a", track=None)], True),
        ([session("2", track="t")], True),
        ([session("2", "11:00", "b", track="t"), session("3", "12:00", "a", track="t")], True),
        ([session("2", "11:00", "b", track="t", status="cancelled")], True),
    ],
)
def test_keep_with_track(others, is_kept):
    agenda = agenda_of(
        session("1", "10:00", "a", track="t"),
        *others,
        Track(id="t", name="Planning"),
        Wish(id="w", kind="keep with track", sessions=("s1",)),
    )
    found = [each for each in check(agenda) if each.rule == "wish-broken"]
    assert (found == []) == is_kept
    if not is_kept:
        assert found[0].sessions == ("s1",)
        assert found[0].message == (
            "1 should be in a room and on a day with others of its track “Planning”, but is not."
        )


def test_keep_with_track_past_midnight():
    day = late_reception().meeting.days
    agenda = agenda_of(
        meeting(days=day),
        Track(id="t", name="Planning"),
        session("1", "10:00", track="t"),
        session("2", "24:10", track="t", minutes=40),
        Wish(id="w", kind="keep with track", sessions=("s2",)),
    )
    assert check(agenda) == ()
