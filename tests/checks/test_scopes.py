"""Each rule by example: what breaks it, what just does not, and the sentence that people read."""

from __future__ import annotations

from datetime import date

import pytest
from meetings import (
    BERG,
    HALL,
    LIND,
    OKAFOR,
    ROOM_A,
    ROOM_B,
    agenda_of,
    at,
    between,
    changed,
    far_rooms,
    late_reception,
    meeting,
    painted_room,
    session,
    shared_chair,
    two_rooms,
)

from agendaplanner.checks.check import Findings, check
from agendaplanner.model.parts import Contribution, RulePolicy, Walk
from agendaplanner.model.records import Paper


def only(agenda):
    """The one finding of an agenda that has one."""
    found = check(agenda)
    assert len(found) == 1, [each.message for each in found]
    return found[0]


def rules(*records):
    """The names of the rules that an agenda of these records breaks."""
    return [each.rule for each in check(agenda_of(*records))]


def test_a_sound_meeting_has_no_findings():
    assert check(two_rooms()) == ()


# one person


def test_chair_of_one_session_and_rapporteur_of_another_at_the_same_time():
    found = only(shared_chair())
    assert found.message == "H. Berg chairs 4b and is rapporteur of 4d at the same time (Mon 11 Feb 14:15-15:30)."
    assert (found.rule, found.severity, found.sessions, found.people) == (
        "person-twice",
        "clash",
        ("s4b", "s4d"),
        ("berg",),
    )


def test_two_people_shared_by_a_pair_of_sessions_are_one_finding():
    both = [("presenter", "berg"), ("presenter", "okafor")]
    found = only(agenda_of(session("1", "09:00", "a", roles=both), session("2", "09:30", "b", roles=both)))
    assert found.people == ("berg", "okafor")
    assert found.message == "H. Berg and C. Okafor are in 1 and 2 at the same time (Mon 11 Feb 09:30-10:00)."


def test_three_sessions_at_once_are_three_pairs():
    chairs = [
        session(n, "09:00", room, roles=[("chair", "berg")]) for n, room in zip("123", ("a", "b", "hall"), strict=True)
    ]
    assert [each.sessions for each in check(agenda_of(*chairs))] == [("s1", "s2"), ("s1", "s3"), ("s2", "s3")]


def test_presenters_and_attendees_must_be_there_too():
    talk = session("1", "09:00", contributions=(Contribution(title="Haiti", presenters=("berg",)),))
    found = only(agenda_of(talk, session("2", "09:00", "b", attendees=("berg",))))
    assert found.message.startswith("H. Berg presents in 1 and is in 2 at the same time")


def test_who_comes_from_one_session_to_the_next_is_not_in_two_places():
    assert (
        rules(session("1", "09:00", roles=[("chair", "berg")]), session("2", "10:00", roles=[("chair", "berg")])) == []
    )


def test_what_is_cancelled_or_waits_clashes_with_nothing():
    berg = [("chair", "berg")]
    assert (
        rules(
            session("1", "09:00", "a", roles=berg),
            session("2", "09:00", "a", roles=berg, status="cancelled"),
            session("3", roles=berg),
        )
        == []
    )


def test_person_away():
    away = changed(BERG, away=(between("12:00", "15:00", reason="flight from Vienna"),))
    found = only(agenda_of(away, session("4b", "14:15", roles=[("chair", "berg")])))
    assert found.message == (
        "H. Berg is away Mon 11 Feb 12:00-15:00 (flight from Vienna), but needed in 4b 14:15-15:15."
    )
    assert (found.rule, found.sessions, found.people) == ("person-away", ("s4b",), ("berg",))


def test_person_back_as_the_session_starts():
    away = changed(BERG, away=(between("12:00", "14:15"), between("15:15", "18:00")))
    assert rules(away, session("4b", "14:15", roles=[("chair", "berg")])) == []


def test_walk_too_short_is_one_finding_for_all_who_walk():
    found = only(far_rooms())
    assert found.severity == "warning"
    assert found.people == ("berg", "okafor")
    assert found.rooms == ("a", "hall")
    assert found.message == (
        "H. Berg and C. Okafor have 5 minutes between 1 and 2 (Mon 11 Feb 10:00-10:05), "
        "but the walk from Room A to Plenary hall takes 15."
    )


def test_walks_between_buildings():
    berg = [("chair", "berg")]
    talks = session("1", "09:00", "a", roles=berg), session("2", "10:05", "b", roles=berg)
    east = changed(ROOM_B, building="East")
    assert rules(east, *talks) == []
    assert rules(meeting(walk_between_buildings_minutes=10), east, *talks) == ["walk-too-short"]
    assert rules(meeting(walk_between_buildings_minutes=5), east, *talks) == []
    near = meeting(walk_between_buildings_minutes=10, walks=(Walk(rooms=("b", "a"), minutes=5),))
    assert rules(near, east, *talks) == []


# one room


def test_room_twice():
    found = only(agenda_of(session("1", "09:00", "a"), session("2", "09:45", "a")))
    assert found.message == "Room A has 1 and 2 at the same time (Mon 11 Feb 09:45-10:00)."
    assert (found.rule, found.sessions, found.rooms) == ("room-twice", ("s1", "s2"), ("a",))


def test_room_closed():
    found = only(painted_room())
    assert found.message == "Room B is closed Tue 12 Feb 13:00-18:00 (painting), but 8b is there 14:00-15:00."
    assert (found.rule, found.sessions, found.rooms) == ("room-closed", ("s8b",), ("b",))


def test_a_closure_of_two_days_names_the_day_of_the_session():
    closed = changed(ROOM_A, closures=(between("13:00", "36:00"),))
    found = only(agenda_of(closed, session("1", "10:00", day=1)))
    assert (
        found.message == "Room A is closed Mon 11 Feb 13:00 to Tue 12 Feb 12:00, but 1 is there Tue 12 Feb 10:00-11:00."
    )


# one session


def test_outside_the_hours_of_the_day():
    found = only(agenda_of(session("9", "17:30")))
    assert found.message == ("9 is Mon 11 Feb 17:30-18:30, outside the opening hours (Mon 11 Feb 09:00-18:00).")
    assert found.rule == "outside-hours"


def test_a_start_off_every_day_names_all_days():
    found = only(agenda_of(session("9", "10:00", day=3)))
    assert found.message == (
        "9 is Thu 14 Feb 10:00-11:00, outside the opening hours (Mon 11 Feb 09:00-18:00 and Tue 12 Feb 09:00-18:00)."
    )


def test_open_past_midnight():
    assert check(late_reception()) == ()


def test_a_meeting_without_days_has_no_hours():
    assert rules(meeting(days=()), session("9", "03:00")) == []


def test_time_not_allowed():
    limited = session("9", "10:00", only_within=(between("09:00", "10:30"), between("14:00", "16:00", 1)))
    found = only(agenda_of(limited))
    assert found.message == (
        "9 is Mon 11 Feb 10:00-11:00, but must be within Mon 11 Feb 09:00-10:30 or Tue 12 Feb 14:00-16:00."
    )
    assert found.rule == "time-not-allowed"
    assert rules(changed(limited, duration_minutes=30)) == []


def test_room_missing():
    found = only(agenda_of(session("9", "10:00", None)))
    assert (found.rule, found.severity) == ("room-missing", "clash")
    assert rules(session("9", "10:00", None, kind="break")) == []
    assert rules(session("9", "10:00", None, needs_room=False)) == []


def test_room_too_small():
    found = only(agenda_of(session("9", "10:00", "b", expected_size=21)))
    assert found.message == "Room B holds 20, but 9 expects 21."
    assert rules(session("9", "10:00", "b", expected_size=20)) == []
    assert rules(changed(ROOM_B, capacity=None), session("9", "10:00", "b", expected_size=2000)) == []


def test_all_who_must_be_there_need_a_seat():
    two = [("chair", "berg"), ("rapporteur", "okafor")]
    assert rules(changed(ROOM_B, capacity=1), session("9", "10:00", "b", roles=two, expected_size=0)) == [
        "room-too-small"
    ]


def test_a_plenary_holds_everyone_who_accepted():
    plenary = session("9", "10:00", "b", everyone=True)
    small = changed(ROOM_B, capacity=2)
    assert rules(small, plenary) == ["room-too-small"]
    assert rules(small, changed(LIND, invitation="declined"), plenary) == []


def test_room_lacks():
    found = only(agenda_of(session("9", "10:00", "hall", features_needed=("interpretation", "step-free"))))
    assert found.message == "9 needs step-free, which Plenary hall lacks."
    assert (found.rule, found.rooms) == ("room-lacks", ("hall",))


def test_place_not_allowed():
    found = only(agenda_of(session("9", "10:00", "a", only_rooms=("b", "hall"))))
    assert found.message == "9 is in Room A, but must be in Room B or Plenary hall."
    assert found.rule == "place-not-allowed"


def test_open_roles_are_one_warning_a_session():
    working = session("4b", kind="working session", roles=[("chair", None), ("panellist", None), ("panellist", None)])
    found = only(agenda_of(working))
    assert found.message == "4b still needs a rapporteur, a chair and 2 panellists."
    assert (found.rule, found.severity, found.sessions) == ("role-open", "warning", ("s4b",))


def test_the_meeting_says_which_roles_it_needs():
    records = meeting(required_roles={"talk": ("interpreter",), "plenary": ()})
    assert only(agenda_of(records, session("1"))).message == "1 still needs an interpreter."
    assert rules(records, session("1", kind="plenary")) == []


def test_cancelled_sessions_need_nobody():
    assert rules(session("1", kind="plenary", status="cancelled")) == []


# sessions that belong together


def test_breakouts_of_a_group_start_together():
    apart = [session("4a", "14:15", "a", group="Breakout 4"), session("4b", "14:30", "b", group="Breakout 4")]
    found = only(agenda_of(*apart))
    assert found.message == (
        "The sessions of “Breakout 4” should start together, but do not: 4a Mon 11 Feb 14:15 and 4b Mon 11 Feb 14:30."
    )
    assert (found.rule, found.severity, found.sessions) == ("group-apart", "clash", ("s4a", "s4b"))
    assert rules(apart[0], session("4b", "14:15", "b", minutes=30, group="Breakout 4")) == []
    assert rules(apart[0], session("4b", group="Breakout 4")) == []
    assert rules(apart[0], changed(apart[1], status="cancelled")) == []


def test_nothing_runs_beside_a_plenary():
    plenary = session("1", "09:00", "hall", everyone=True, title="Opening", expected_size=3)
    found = only(agenda_of(plenary, session("2", "09:30", "a")))
    assert found.message == (
        "Everyone is at 1 Opening Mon 11 Feb 09:00-10:00, but 2 runs at the same time (09:30-10:30)."
    )
    assert (found.rule, found.sessions) == ("everyone-twice", ("s1", "s2"))
    assert rules(plenary, session("2", "10:00", "a")) == []


def test_a_long_session_that_began_before_the_plenary_is_seen():
    assert rules(
        session("2", "09:00", "a", minutes=300),
        session("3", "09:00", "b", minutes=15),
        session("1", "13:00", "hall", everyone=True, expected_size=3),
    ) == ["everyone-twice"]


def test_two_plenaries_at_once_are_one_finding():
    plenaries = [session(n, "09:00", room, everyone=True, expected_size=3) for n, room in (("1", "a"), ("2", "hall"))]
    assert rules(*plenaries) == ["everyone-twice"]


def test_breaks_may_be_at_the_same_time():
    lunch = session("", "12:00", None, id="lunch", kind="meal", title="Lunch")
    registration = session("", "12:30", None, id="late", kind="registration", title="Late registration")
    assert rules(lunch, registration) == []
    assert rules(lunch, registration, session("3", "12:30", "a")) == ["everyone-twice", "everyone-twice"]


def test_a_shared_chair_of_a_plenary_is_said_once():
    berg = [("chair", "berg")]
    plenary = session("1", "09:00", "hall", everyone=True, roles=berg)
    assert rules(plenary, session("2", "09:00", "a", roles=berg)) == ["person-twice"]


# one paper


def test_papers_not_circulated():
    paper = Paper(id="p3", title="Integrated planning", symbol="DCD/DAC(2008)3", status="draft", due=date(2008, 1, 28))
    found = only(agenda_of(session("4a"), session("4b"), changed(paper, sessions=("s4a", "s4b"))))
    assert found.message == ("DCD/DAC(2008)3, due Mon 28 Jan, is a draft and not circulated; 4a and 4b discuss it.")
    assert (found.rule, found.severity, found.papers, found.sessions) == (
        "paper-late",
        "warning",
        ("p3",),
        ("s4a", "s4b"),
    )


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        ({"status": "commissioned"}, True),
        ({"status": "final"}, True),
        ({"status": "circulated"}, False),
        ({"sessions": ()}, False),
        ({"sessions": ("s9",)}, False),
    ],
)
def test_when_a_paper_is_late(fields, late):
    paper = changed(Paper(id="p3", title="Country cases", sessions=("s1", "s9")), **fields)
    found = check(agenda_of(session("1"), session("9", status="cancelled"), paper))
    assert [each.rule for each in found] == ["paper-late"] * late
    assert all(each.message.startswith("“Country cases” is ") and each.sessions == ("s1",) for each in found)


OVERDUE = Paper(id="p3", title="Country cases", due=date(2008, 1, 28), sessions=("s1",))


@pytest.mark.parametrize(
    ("today", "fields", "policies", "rule"),
    [
        (date(2008, 1, 28), {}, {}, "paper-late"),
        (date(2008, 1, 29), {}, {}, "paper-overdue"),
        (None, {}, {}, "paper-late"),
        (date(2008, 1, 29), {"status": "circulated"}, {}, None),
        (date(2008, 1, 29), {"sessions": ()}, {}, "paper-overdue"),
        (date(2008, 1, 28), {"sessions": ()}, {}, None),
        (date(2030, 1, 1), {"due": date(2008, 2, 11)}, {}, "paper-late"),
        (date(2008, 1, 29), {}, {"paper-overdue": "ignore"}, "paper-late"),
        (date(2008, 1, 29), {}, {"paper-late": "block publication"}, "paper-late"),
        (date(2008, 1, 29), {}, {"paper-overdue": "block", "paper-late": "block"}, "paper-overdue"),
    ],
)
def test_when_a_paper_is_overdue(today, fields, policies, rule):
    own = tuple(RulePolicy(rule=name, policy=policy) for name, policy in policies.items())
    agenda = agenda_of(meeting(rule_policies=own), session("1"), changed(OVERDUE, **fields))
    assert [each.rule for each in check(agenda, today)] == ([rule] if rule else [])


def test_a_paper_that_is_overdue_is_said_to_be_with_its_date():
    (found,) = check(agenda_of(session("1"), OVERDUE), date(2008, 2, 1))
    assert found.message == "“Country cases” was due Mon 28 Jan and is commissioned, not circulated; 1 discusses it."
    assert (found.severity, found.papers, found.sessions) == ("warning", ("p3",), ("s1",))
    counted = agenda_of(meeting(papers_due_days=14), session("1"), changed(OVERDUE, due=None))
    assert check(counted, date(2008, 2, 1)) == (found,)


def test_findings_turn_to_another_day():
    agenda = agenda_of(session("1"), OVERDUE)
    findings = Findings(agenda, date(2008, 1, 28))
    difference = findings.turn_to(date(2008, 1, 29))
    assert ([f.rule for f in difference.gone], [f.rule for f in difference.new]) == (["paper-late"], ["paper-overdue"])
    assert findings.all() == check(agenda, date(2008, 1, 29))
    assert findings.turn_to(date(2008, 1, 29)).new == frozenset()


def test_the_named_people_of_the_examples_are_there():
    assert {BERG.id, OKAFOR.id, LIND.id} == set(two_rooms().person)
    assert at("25:00") == at("01:00", 1)
    assert HALL.capacity == 200
