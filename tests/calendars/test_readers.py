"""What independent readers see in our calendars, which must be the same: icalendar, vobject, libical, ical.js, khal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from calendar_readers import READERS, assert_sound
from hypothesis import given, settings
from hypothesis import strategies as st
from khal_reader import as_khal_shows, by_khal
from khal_reader import is_installed as khal_is_installed
from meetings import BERG, OKAFOR, ROOM_A, agenda_of, at, changed, meeting, session
from outside_readers import by_icaljs, by_libical, icaljs, libical, outside_readers
from strategies import agendas

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.calendar import CalendarOptions, calendar_of
from agendaplanner.calendars.itip import invitations
from agendaplanner.calendars.scopes import WHOLE
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.parts import Contribution, Link, Placement
from agendaplanner.model.records import Paper, Track
from agendaplanner.model.shipped import read_example
from agendaplanner.model.text import one_line
from agendaplanner.model.times import in_utc
from agendaplanner.model.versions import Edition

OSLO = meeting(contact="Secretariat", contact_email="desk@example.org", venue="Fjord Centre", city="Oslo")
HANNA = changed(BERG, email="hanna.berg@example.org")
CHIDI = changed(OKAFOR, email="chidi@example.org", invitation="invited")
FULL = CalendarOptions(attendees=True, alarm_minutes=15)


@pytest.fixture(params=["libical", "ical.js"])
def outside(request):
    """A reader that is no Python package."""
    if request.param == "libical":
        if libical() is None:
            pytest.skip("libical is not installed; on Debian and Ubuntu: apt-get install libical3")
        return by_libical
    if icaljs() is None:
        pytest.skip("ical.js is not installed: npm install --prefix .venv-tests/npm ical.js")
    return by_icaljs


def agreed(data: bytes):
    """What all readers see, those from elsewhere where they are installed."""
    assert_sound(data)
    first, *others = (read(data) for read in (*READERS, *outside_readers().values()))
    for other in others:
        assert other == first
    return first


def test_the_example_s_calendars_are_the_same_for_a_reader_from_elsewhere(outside):
    for options in (FULL, CalendarOptions()):
        data = calendar_of(Edition(read_example()), WHOLE, options)
        assert outside(data) == READERS[0](data)


def test_what_is_withdrawn_and_what_is_invited_to_are_the_same_for_a_reader_from_elsewhere(outside):
    agenda = agenda_of(OSLO, HANNA, session("1", "09:00", roles=[("chair", "berg")]), session("2", "10:00"))
    with Document.in_memory(agenda) as document:
        document.publish()
        document.do(actions.remove(document.agenda, document.agenda.session["s2"]))
        document.do(actions.fill_role(document.agenda, "s1", 0, None))
        document.publish()
        data = calendar_of(document.edition(2), WHOLE)
        assert {e.status for e in outside(data).values()} == {"TENTATIVE", "CANCELLED"}
        assert outside(data) == READERS[0](data)
        (cancel,) = invitations(document.edition(2), "berg", since=document.edition(1))
        assert outside(cancel.data) == READERS[0](cancel.data)
        assert [e.status for e in outside(cancel.data).values()] == ["CANCELLED"]


@pytest.mark.skipif(not khal_is_installed(), reason="khal is not installed: pip install khal")
def test_khal_takes_the_calendar_in_and_shows_what_is_in_it(tmp_path):
    """Placed and cancelled sessions, one past midnight in UTC, on a clock that is an hour and a half from any other."""
    late = changed(session("3", "21:30", roles=[("chair", "okafor")]), duration_minutes=240)
    agenda = agenda_of(
        changed(OSLO, timezone="America/St_Johns"), HANNA, CHIDI, session("1", "09:00"), session("2", "10:00"), late
    )
    with Document.in_memory(agenda) as document:
        document.publish()
        document.do(actions.remove(document.agenda, document.agenda.session["s2"]))
        document.publish()
        data = calendar_of(document.edition(2), WHOLE, FULL)
    expected = READERS[0](data)
    assert {entry.status for entry in expected.values()} >= {"CANCELLED", "TENTATIVE"}
    days = {moment.date() for entry in expected.values() for moment in (entry.start, entry.end)}
    assert len(days) == 2
    assert by_khal(data, days, tmp_path) == {uid: as_khal_shows(entry) for uid, entry in expected.items()}


@settings(max_examples=40)
@given(agendas(min_sessions=1))
def test_all_readers_agree_on_any_agenda(agenda):
    agreed(calendar_of(Edition(agenda), WHOLE, FULL))


ZONES = ("Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "Europe/Oslo", "America/St_Johns", "UTC")


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        # Morocco is an hour back during Ramadan: 2027 from 7 February to 14 March
        ("Africa/Casablanca", datetime(2027, 2, 6, 22, 30)),
        ("Africa/Casablanca", datetime(2027, 2, 8, 9, 0)),
        ("Africa/Casablanca", datetime(2027, 3, 15, 9, 0)),
        ("Asia/Kathmandu", datetime(2027, 2, 11, 23, 30)),
        # Samoa had summer time until 2021, and skipped 30 December 2011
        ("Pacific/Apia", datetime(2021, 4, 3, 22, 30)),
        ("Pacific/Apia", datetime(2011, 12, 29, 22, 30)),
        ("Europe/Oslo", datetime(2027, 3, 27, 23, 30)),
        ("Europe/Oslo", datetime(2027, 10, 30, 23, 30)),
    ],
)
def test_clocks_that_change_and_sessions_past_midnight_are_the_same_for_every_reader(zone, start):
    """An evening session of five hours, and one on the next day: the clocks change, or the date does, in between."""
    days = [start, start + timedelta(days=2, hours=-12)]
    sessions = [
        changed(session(str(i)), duration_minutes=300, placement=Placement(start=moment, room="a"))
        for i, moment in enumerate(days)
    ]
    agenda = agenda_of(meeting(timezone=zone, days=()), *sessions)
    found = sorted((e.start, e.end) for e in agreed(calendar_of(Edition(agenda), WHOLE)).values())
    starts = [moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in days]
    assert found == [(begin, begin + timedelta(minutes=300)) for begin in starts]


NASTY = st.one_of(
    st.sampled_from(
        [
            'Anna "Nan" O\'Neill; Ltd, (UN)',
            "line\r\nATTENDEE:mailto:evil@example.org",
            "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
            "مرحبا بكم في أوسلو " * 5,
            "👩🏽‍💻🏳️‍🌈" * 12,
            "ž" * 10_000,
            "a\\" * 5_000,
            "bell\x07 null\x00 esc\x1b[31m del\x7f nel\x85",
            "\u202eright to left\u202c",
            "tab\tand;semi:colon,comma",
            " ",
            "",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=120),
)


@settings(max_examples=60)
@given(
    name=NASTY,
    title=NASTY,
    abstract=NASTY,
    room=NASTY,
    track=NASTY,
    paper=NASTY,
    question=NASTY,
    href=NASTY,
    number=st.sampled_from(["1", ""]),
)
def test_whatever_stands_in_a_field_all_readers_see_the_same_and_nothing_is_added(
    name, title, abstract, room, track, paper, question, href, number
):
    link = Link(href=f"https://example.org/{href}", title=name, kind="video conference")
    agenda = agenda_of(
        changed(OSLO, title=title or " ", contact=name, city=room),
        changed(ROOM_A, name=room),
        changed(HANNA, name=name, given=name, family=title),
        changed(CHIDI, honorific=name),
        Track(id="t", name=track),
        Paper(id="a", title=paper, symbol=name, link=link.href, sessions=("s1",)),
        session(
            number,
            "09:00",
            id="s1",
            title=title,
            subtitle=abstract,
            abstract=abstract,
            questions=(question,),
            track="t",
            roles=[("chair", "berg"), ("rapporteur", "okafor")],
            contributions=(Contribution(title=question, presenters=("berg",)),),
            links=(link,),
        ),
    )
    (entry,) = agreed(calendar_of(Edition(agenda), WHOLE, FULL)).values()
    assert entry.summary == (one_line(f"{number} {title}") or "Talk")
    assert entry.location == ", ".join(filter(None, [one_line(room), "Fjord Centre", one_line(room)]))
    assert {address for address, _ in entry.attendees} == {mail_uri(HANNA.email), mail_uri(CHIDI.email)}
    assert entry.start == in_utc(OSLO, at("09:00"))
    assert f"For discussion:\n• {one_line(question)}".rstrip() in entry.description or not one_line(question)
