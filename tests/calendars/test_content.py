"""What calendars hold by choice, and what was withdrawn."""

from __future__ import annotations

import icalendar
import pytest
from meetings import BERG, OKAFOR, agenda_of, at, changed, meeting, session

from agendaplanner.calendars.calendar import CalendarOptions, calendar_of
from agendaplanner.calendars.export import write_calendars
from agendaplanner.calendars.scopes import WHOLE, Scope
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Link
from agendaplanner.model.records import Paper, Track
from agendaplanner.model.versions import Edition


def calendar(agenda_or_edition, scope=WHOLE, **options):
    edition = agenda_or_edition if isinstance(agenda_or_edition, Edition) else Edition(agenda_or_edition)
    return icalendar.Calendar.from_ical(calendar_of(edition, scope, CalendarOptions(**options)))


def event(agenda, **options):
    (found,) = calendar(agenda, **options).walk("VEVENT")
    return found


def status(edition, scope):
    return {str(e["UID"]).split("@")[0]: str(e["STATUS"]) for e in calendar(edition, scope).walk("VEVENT")}


# by choice


def test_reminders_are_there_on_request_but_not_for_breaks_and_what_is_off():
    agenda = agenda_of(
        session("1", "09:00"), session("c", "10:00", None, kind="break"), session("2", "11:00", status="cancelled")
    )
    assert calendar(agenda).walk("VALARM") == []
    (alarm,) = calendar(agenda, alarm_minutes=10).walk("VALARM")
    assert (alarm["TRIGGER"].to_ical(), alarm["ACTION"], alarm["DESCRIPTION"]) == (b"-PT10M", "DISPLAY", "1 Topic 1")


@pytest.mark.parametrize("options", [{"alarm_minutes": -1}, {"alarm_minutes": 10**6}, {"refresh_minutes": -5}])
def test_choices_that_make_no_sense_are_refused(options):
    with pytest.raises(UsageError, match="minutes"):
        CalendarOptions(**options)


def test_breaks_are_left_out_on_request():
    agenda = agenda_of(session("1", "09:00"), session("c", "10:00", None, kind="break"))
    assert str(event(agenda, breaks=False)["SUMMARY"]) == "1 Topic 1"


def test_subscribers_are_told_how_often_to_look_and_what_it_is_called():
    lines = calendar_of(Edition(agenda_of(session("1", "09:00"))), WHOLE).split(b"\r\n")
    for line in (
        b"METHOD:PUBLISH",
        b"NAME:Integrated planning",
        b"X-WR-CALNAME:Integrated planning",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
    ):
        assert line in lines
    assert not calendar(agenda_of(), refresh_minutes=None).get("REFRESH-INTERVAL")


def test_a_track_s_colour_goes_along_as_the_nearest_name():
    track = Track(id="t", name="Peace", colour="#dc143d")
    agenda = agenda_of(track, session("1", "09:00", track="t"))
    assert str(event(agenda)["COLOR"]) == "crimson"
    assert str(calendar(agenda, Scope("track", "t"))["COLOR"]) == "crimson"
    assert "COLOR" not in event(agenda_of(changed(track, colour=""), session("1", "09:00", track="t")))


def test_papers_and_video_links_go_along():
    agenda = agenda_of(
        Paper(id="a", title="Lessons", link="https://example.org/1 a.pdf", sessions=("s1",)),
        Paper(id="b", title="No link", sessions=("s1",)),
        session(
            "1",
            "09:00",
            links=(
                Link(href="https://video.example.org/1?a=b;c", title='The "big" room', kind="Video conference"),
                Link(href="https://example.org/recording", kind="recording"),
                Link(href="javascript:x", kind="video conference"),
            ),
            attachments=(Link(href="https://example.org/slides.pdf"), Link(href="file:///etc/passwd")),
        ),
    )
    found = event(agenda)
    assert [str(each) for each in found["ATTACH"]] == [
        "https://example.org/1%20a.pdf",
        "https://example.org/slides.pdf",
    ]
    conference = found["CONFERENCE"]
    assert str(conference) == "https://video.example.org/1?a=b;c"
    assert conference.params["VALUE"] == "URI"
    assert conference.params["LABEL"] == 'The "big" room'
    assert conference.params["FEATURE"] == ["AUDIO", "VIDEO"]


# withdrawn


@pytest.fixture
def document():
    """Published once: 1 with Berg in Room A on track t, 2 with Okafor in Room B, a plenary for everyone."""
    sessions = (
        session("1", "09:00", "a", roles=[("chair", "berg")], track="t"),
        session("2", "10:00", "b", roles=[("chair", "okafor")]),
        session("p", "11:00", "hall", kind="plenary"),
    )
    with Document.in_memory(agenda_of(meeting(), Track(id="t", name="Peace"), *sessions)) as document:
        document.publish()
        yield document


def set_session(document, id_, **fields):
    document.do(actions.set_fields(document.agenda, document.agenda.session[id_], **fields))


def remove_it(document):
    document.do(actions.remove(document.agenda, document.agenda.session["s1"]))


def unplace_it(document):
    document.do(actions.unplace(document.agenda, ["s1"]))


def cancel_it(document):
    set_session(document, "s1", status="cancelled")


@pytest.mark.parametrize("withdraw", [remove_it, unplace_it, cancel_it])
def test_what_was_published_and_is_off_goes_out_as_cancelled_for_good(document, withdraw):
    before = calendar(document.edition()).walk("VEVENT")
    withdraw(document)
    for i in range(2):
        for scope in (WHOLE, Scope("person", "berg"), Scope("room", "a"), Scope("track", "t"), Scope("session", "s1")):
            assert status(document.edition(), scope)["s1"] == "CANCELLED"
        found = {str(e["UID"]): e for e in calendar(document.edition()).walk("VEVENT")}
        for was in before:
            now = found[str(was["UID"])]
            assert (now["SUMMARY"], now["DTSTART"].dt) == (was["SUMMARY"], was["DTSTART"].dt)
            assert (now["SEQUENCE"] > was["SEQUENCE"]) == str(was["UID"]).startswith("s1")
        set_session(document, "s2", abstract=f"So that there is something to publish {i}")
        document.publish()


def test_what_was_never_published_is_not_withdrawn(document):
    document.do(actions.add(document.agenda, session("9", "15:00", "a")))
    document.do(actions.remove(document.agenda, document.agenda.session["s9"]))
    assert "s9" not in status(document.edition(), WHOLE)


def test_a_session_is_cancelled_for_who_is_taken_off_and_goes_on_for_others(document):
    document.do(actions.fill_role(document.agenda, "s1", 0, "okafor"))
    assert status(document.edition(), Scope("person", "berg")) == {"s1": "CANCELLED", "sp": "TENTATIVE"}
    assert status(document.edition(), Scope("person", "okafor")) == dict.fromkeys(["s1", "s2", "sp"], "TENTATIVE")
    assert status(document.edition(), WHOLE)["s1"] == "TENTATIVE"


def test_a_session_is_cancelled_for_the_room_and_the_track_that_it_leaves(document):
    set_session(document, "s1", track=None)
    document.do(actions.move(document.agenda, "s1", at("09:00"), "b"))
    assert status(document.edition(), Scope("track", "t")) == {"s1": "CANCELLED"}
    assert status(document.edition(), Scope("room", "a")) == {"s1": "CANCELLED"}
    assert status(document.edition(), Scope("room", "b")) == dict.fromkeys(["s1", "s2"], "TENTATIVE")


def test_who_has_left_still_gets_a_file_that_takes_everything_out(document, tmp_path):
    document.do(actions.remove(document.agenda, document.agenda.person["berg"]))
    written = write_calendars(document.edition(), tmp_path, what=["people"])
    path = tmp_path / "people" / "berg-hanna.ics"
    assert path in written.files
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert str(found["NAME"]) == "Integrated planning: Hanna Berg"
    assert {str(e["STATUS"]) for e in found.walk("VEVENT")} == {"CANCELLED"}
    assert len(found.walk("VEVENT")) == 2


def test_an_old_zone_that_a_withdrawn_session_was_in_is_still_explained(document):
    remove_it(document)
    document.do(actions.set_fields(document.agenda, document.agenda.meeting, timezone="Asia/Kathmandu"))
    zones = calendar(document.edition()).walk("VTIMEZONE")
    assert sorted(str(zone["TZID"]) for zone in zones) == ["Asia/Kathmandu", "Europe/Oslo"]


def test_an_earlier_version_is_written_as_it_stood(document):
    first = calendar_of(document.edition(1), WHOLE)
    document.do(actions.move(document.agenda, "s1", at("13:00"), "b"))
    remove_it(document)
    document.publish()
    assert calendar_of(document.edition(1), WHOLE) == first
    assert calendar_of(document.edition(2), WHOLE) == calendar_of(document.edition(), WHOLE) != first


def test_sessions_have_files_of_their_own_on_request(document, tmp_path):
    written = write_calendars(document.edition(), tmp_path, what=["sessions"])
    assert sorted(path.name for path in written.files) == ["1-topic-1.ics", "2-topic-2.ics", "p-topic-p.ics"]


def test_addresses_are_in_the_organisers_file_alone(tmp_path):
    people = [changed(p, email=f"{p.id}@example.org") for p in (BERG, OKAFOR)]
    agenda = agenda_of(*people, session("1", "09:00", roles=[("chair", "berg"), ("rapporteur", "okafor")]))
    written = write_calendars(Edition(agenda), tmp_path, options=CalendarOptions(attendees=True))
    assert [p.name for p in written.files if b"@example.org" in p.read_bytes()] == ["meeting.ics"]
