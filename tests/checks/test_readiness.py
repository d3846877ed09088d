"""Each point of readiness: what makes it appear, that it is gone when it is put right, and where it leads."""

from __future__ import annotations

import time
from datetime import date
from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import given
from meetings import BERG, OKAFOR, ROOM_A, agenda_of, changed, large_meeting, meeting, person, session, shared_chair
from strategies import agendas

from agendaplanner.checks.check import check
from agendaplanner.checks.points.invitations import FEW
from agendaplanner.checks.points.point import GRAVITIES, Published
from agendaplanner.checks.readiness import STAGES, readiness
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Contribution, RulePolicy, Target
from agendaplanner.model.records import Paper, SisterMeeting
from agendaplanner.model.shipped import read_example

TODAY = date(2008, 1, 25)
PAPER = Paper(
    id="p",
    title="Needs",
    symbol="X1",
    authors=("A",),
    due=date(2008, 1, 21),
    status="final",
    link="https://example.org/p",
    sessions=("s1",),
)
ON = {
    "venue": "Hall",
    "city": "Oslo",
    "contact": "Office",
    "contact_email": "office@example.org",
    "objectives": ("Learn",),
    "website": "https://example.org",
    "practical": "Take the tram",
    "logo": "logo.png",
}


def found(agenda, *, published=None, today=TODAY):
    """Give what is missing, by the ids of its points."""
    return {point.id: point for stage in readiness(agenda, today, published) for point in stage.missing}


def looked_at(agenda, **options):
    return {point.id for stage in readiness(agenda, TODAY, **options) for point in stage.points}


def complete(**fields):
    """Give a small meeting of which nothing is missing."""
    room = changed(ROOM_A, layout="U-shape")
    people = [changed(each, email=f"{each.id}@example.org") for each in (BERG, OKAFOR)]
    lind = person("lind", "Maja", "Lind", email="lind@example.org")
    one = session("1", "09:00", abstract="About", status="confirmed", roles=[("chair", "berg")])
    paper = changed(PAPER, status="circulated")
    return agenda_of(meeting(**(ON | fields)), room, *people, lind, one, paper)


def test_a_meeting_of_which_nothing_is_missing_is_ready_at_every_stage():
    stages = readiness(complete(), TODAY, Published(1))
    assert [stage.name for stage in stages] == list(STAGES)
    assert [(stage.is_ready, stage.verdict, stage.missing) for stage in stages] == [(True, "Ready", ())] * 4
    assert all(stage.met for stage in stages)


# what makes a point appear

CASES = [
    ("meeting-days", meeting(**ON, days=()), "The meeting has no days yet."),
    ("meeting-place", meeting(**{**ON, "city": ""}), "The meeting has no city."),
    ("meeting-place", meeting(**{**ON, "city": "", "venue": ""}), "The meeting has no venue and no city."),
    ("meeting-contact", meeting(**{**ON, "contact": ""}), "Nobody is named whom invitees can ask."),
    ("meeting-contact", meeting(**{**ON, "contact_email": ""}), "The contact has no e-mail address."),
    (
        "meeting-objectives",
        meeting(**{**ON, "objectives": ()}),
        "The meeting has no objectives: invitees want to know what it is for.",
    ),
    ("meeting-website", meeting(**{**ON, "website": ""}), "The meeting has no website."),
    ("people-twice", person("b2", "Hanna", "Berg"), "1 pair of people may be one person."),
    (
        "to-invite-without-address",
        person("x", "Ada", "Sample", invitation="to invite"),
        "1 person to be invited has no e-mail address.",
    ),
    ("to-invite", person("x", "Ada", "Sample", invitation="to invite"), "1 person is still to be invited."),
    ("papers-overdue", PAPER, "X1 was due Mon 21 Jan and is final, not circulated; 1 discusses it."),
    (
        "papers-not-circulated",
        changed(PAPER, due=date(2008, 2, 1)),
        "1 paper is not circulated yet; it is due on Fri 1 Feb 2008.",
    ),
    ("papers-without-date", changed(PAPER, due=None), "1 paper has no due date."),
    (
        "papers-without-session",
        changed(PAPER, sessions=()),
        "1 paper is for no session, so that nobody is told to read it.",
    ),
    ("papers-without-author", changed(PAPER, authors=()), "1 paper has no author."),
    ("papers-without-text", changed(PAPER, link=""), "1 paper is written, but its link or file is missing."),
    (
        "people-without-address",
        OKAFOR,
        "1 person who comes has no e-mail address and cannot be sent papers and calendars.",
    ),
    ("unplaced", session("2", abstract="About", status="confirmed"), "1 session has no place yet."),
    (
        "roles-open",
        session("2", "11:00", kind="plenary", abstract="About"),
        "2 roles are open: 1 chair and 1 rapporteur.",
    ),
    (
        "presentations-open",
        session("2", "11:00", abstract="About", contributions=(Contribution(title="Figures"),)),
        "1 presentation has no presenter.",
    ),
    ("sessions-without-abstract", session("2", "11:00"), "1 session has no abstract."),
    ("sessions-draft", session("2", "11:00", abstract="About"), "1 session is a draft, not confirmed."),
    (
        "unanswered",
        person("x", "Ada", "Sample", invitation="invited", invited_on=date(2007, 12, 3)),
        "1 person has not answered; the invitation went out on Mon 3 Dec 2007.",
    ),
    (
        "rooms-without-capacity",
        changed(ROOM_A, capacity=None),
        "1 room has no capacity, so that it is not checked whether people fit.",
    ),
    ("rooms-without-layout", ROOM_A, "1 room has no layout, so that nobody knows how to set it up."),
    ("practical", meeting(**{**ON, "practical": ""}), "There is no practical information."),
    ("logo", meeting(**{**ON, "logo": ""}), "The cover has no logo."),
]


@pytest.mark.parametrize(("point", "record", "message"), CASES, ids=[f"{c[0]} {i}" for i, c in enumerate(CASES)])
def test_a_point_appears_when_something_is_missing_and_not_before(point, record, message):
    assert point not in found(complete(), published=Published(1))
    missing = found(agenda_of(*complete(), record), published=Published(1))[point]
    assert missing.message == message


def test_an_empty_agenda_is_told_what_to_begin_with():
    missing = found(Agenda.of([meeting(days=())]), published=Published(0))
    assert {"meeting-days", "people", "sessions", "not-published"} <= set(missing)
    assert missing["sessions"].command == "add session"
    assert missing["people"].sheet == "people"


# what has a bearing


def test_what_has_no_bearing_is_left_out():
    bare = looked_at(agenda_of(session("1", "09:00")))
    assert not bare & {
        "papers-overdue",
        "papers-without-symbol",
        "balance",
        "overlap-open",
        "seats-free",
        "unanswered",
        "to-invite-without-address",
        "speakers-without-biography",
        "sessions-without-questions",
        "sessions-draft",
        "breakouts",
        "not-published",
        "roles-open",
    }


@pytest.mark.parametrize(
    ("rule", "point"), [("role-open", "roles-open"), ("paper-overdue", "papers-overdue"), ("out-of-balance", "balance")]
)
def test_what_the_meeting_ignores_is_not_asked_for(rule, point):
    target = Target(of="community", value="diplomacy", least_percent=50)
    records = (session("1", "09:00", kind="plenary"), changed(BERG, community="development"), PAPER)
    assert point in found(agenda_of(meeting(targets=(target,)), *records))
    ignored = meeting(targets=(target,), rule_policies=(RulePolicy(rule=rule, policy="ignore"),))
    assert point not in looked_at(agenda_of(ignored, *records))


def test_a_rule_that_blocks_is_a_clash_once():
    blocks = meeting(rule_policies=(RulePolicy(rule="role-open", policy="block"),))
    missing = found(agenda_of(blocks, session("1", "09:00", kind="plenary")))
    assert missing["roles-open"].severity == "clash"
    assert "clashes" not in missing


def test_clashes_and_warnings_lead_to_the_timeline_in_their_own_words():
    clash = found(shared_chair())["clashes"]
    assert (clash.severity, clash.count, clash.on_timeline) == ("clash", 1, True)
    assert clash.message == check(shared_chair())[0].message
    assert (clash.places[0].kind, clash.places[0].id) == ("session", "s4b")
    two = agenda_of(*shared_chair(), session("5", "14:15", "a", minutes=30))
    assert found(two)["clashes"].message == "2 clashes in the plan."


def test_what_most_have_is_missed_where_it_lacks_and_only_good_where_nobody_has_it():
    sessions = [session(str(i), f"{9 + i}:00", abstract="About" * (i < 2)) for i in range(3)]
    assert found(agenda_of(*sessions))["sessions-without-abstract"].severity == "warning"
    none = [changed(each, abstract="") for each in sessions]
    assert found(agenda_of(*none))["sessions-without-abstract"].severity == "hint"


def test_symbols_are_asked_for_where_the_meeting_has_them():
    bare = changed(PAPER, symbol="")
    assert "papers-without-symbol" not in looked_at(agenda_of(bare))
    assert found(agenda_of(meeting(symbol_prefix="X"), bare))["papers-without-symbol"].places[0].id == "p"


def test_free_seats_are_offered_to_those_who_wait_but_not_those_of_the_invited():
    waiting = [person(f"w{i}", "Ada", f"W{i}", invitation="waiting list") for i in range(3)]
    asked = person("x", "Ada", "Sample", invitation="invited")
    agenda = agenda_of(meeting(most_participants=5), *waiting)
    assert found(agenda)["seats-free"].count == 2
    assert found(agenda_of(*agenda, asked))["seats-free"].message == (
        "1 seat is free even if all who are invited accept, and 3 people wait for one."
    )
    full = agenda_of(*agenda, changed(meeting(), most_participants=3))
    assert "seats-free" not in found(full)
    assert "too-many-people" in found(agenda_of(*agenda, changed(meeting(), most_participants=2)))


def test_those_without_a_breakout_are_counted_round_by_round():
    one = [session(n, "09:00", room, kind="breakout") for n, room in (("1a", "a"), ("1b", "b"))]
    two = [session(n, "11:00", room, kind="breakout", group="second") for n, room in (("2a", "a"), ("2b", "b"))]
    agenda = agenda_of(*one, *two)
    assert found(agenda)["breakouts"].message == "3 people have no breakout in one or more of 2 rounds."
    allocated = agenda_of(*agenda, changed(one[0], attendees=("berg", "okafor", "lind")))
    point = found(allocated)["breakouts"]
    assert (point.message, point.count) == ("3 people who come are in none of 2a and 2b.", 3)
    chair = session("3", "11:00", "hall", roles=[("presenter", "berg")])
    assert found(agenda_of(*allocated, chair))["breakouts"].count == 2


def test_sister_meetings_are_asked_about():
    sister = SisterMeeting(id="x", name="Security", first_day=date(2008, 2, 12), invitees=("Berg, Hanna",))
    missing = found(agenda_of(sister))
    assert missing["overlap-open"].places[0].id == "berg"
    assert missing["sister-dates"].message == "Security is on the same days."
    assert "overlap-open" not in found(agenda_of(changed(sister, same=(("Berg, Hanna", "berg"),))))


def test_what_is_published_and_what_differs_from_it():
    agenda = complete()
    assert "not-published" not in looked_at(agenda)
    assert found(agenda, published=Published(0))["not-published"].command == "publish"
    changes = found(agenda, published=Published(2, ("s1", "gone")))["changed-since"]
    assert changes.message == "2 sessions are not as in version 2, which people have."
    assert ([place.id for place in changes.places], changes.command) == (["s1"], "changes")


# the days that stages are counted from


def test_stages_are_counted_from_the_days_that_are_known():
    invited = person("x", "Ada", "Sample", invitation="invited", invited_on=date(2007, 12, 3))
    agenda = agenda_of(meeting(papers_due_days=14), invited, changed(PAPER, due=None))
    stages = readiness(agenda, TODAY)
    assert [(stage.day, stage.days_left) for stage in stages] == [
        (date(2007, 12, 3), -53),
        (date(2008, 1, 28), 3),
        (date(2008, 2, 11), 17),
        (date(2008, 2, 11), 17),
    ]
    assert stages[1].counted == "Papers are due on Mon 28 Jan 2008, 14 days before the meeting."
    own = readiness(agenda_of(PAPER))[1]
    assert (own.counted, own.days_left) == ("The first paper is due on Mon 21 Jan 2008.", None)
    assert [stage.day for stage in readiness(agenda_of(meeting(days=())))] == [None] * 4


# whatever the agenda


@given(agendas())
def test_whatever_is_there_points_are_sound(agenda):
    stages = readiness(agenda, TODAY, Published(0))
    for stage in stages:
        gravities = [GRAVITIES.index(point.severity) for point in stage.missing]
        assert gravities == sorted(gravities)
        assert len({point.id for point in stage.points}) == len(stage.points)
        for point in stage.missing:
            assert point.message.endswith(".")
            assert "  " not in point.message.replace("“", "").replace("”", "") or "  " in repr(agenda.meeting)
            assert all(agenda.find(place.kind, place.id) is not None for place in point.places)
            assert point.sheet or point.command or point.places
    assert readiness(agenda, TODAY, Published(0), check(agenda, TODAY)) == stages


def test_the_example_has_points_at_every_stage():
    missing = found(read_example(), published=Published(0))
    assert {"unplaced", "roles-open", "papers-overdue", "unanswered", "breakouts", "seats-free"} <= set(missing)


def test_a_very_large_meeting_is_looked_at_quickly():
    large = large_meeting()
    assert len(large.person) > FEW
    names = ("".join(letters) for letters in product(ascii_lowercase, repeat=2))
    people = [changed(each, name=f"Ada {name}son", email="") for each, name in zip(large.people, names, strict=False)]
    some = Agenda.of([large.meeting, *people])
    assert "people-twice" not in found(some)
    twin = changed(people[7], id="twin", name=" ".join(reversed(people[7].name.split())))
    assert found(Agenda.of([*some, twin]))["people-twice"].places[0].id == people[7].id
    findings = check(large, TODAY)
    begin = time.process_time()
    readiness(large, TODAY, Published(0), findings)
    assert time.process_time() - begin < 0.5
