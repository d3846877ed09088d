"""Invitations by mail, as RFC 5546 wants them."""

from __future__ import annotations

import icalendar
import pytest
from meetings import BERG, OKAFOR, agenda_of, at, changed, meeting, session

from agendaplanner.calendars.itip import invitations
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError


@pytest.fixture
def document():
    """1 with Berg in the chair and Okafor as rapporteur, 2 with Okafor, a coffee break; published."""
    people = [changed(p, email=f"{p.id}@example.org") for p in (BERG, OKAFOR)]
    sessions = (
        session("1", "09:00", "a", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
        session("2", "10:00", "b", roles=[("chair", "okafor")]),
        session("c", "11:00", None, kind="break"),
    )
    desk = meeting(contact="Desk", contact_email="desk@example.org")
    with Document.in_memory(agenda_of(desk, *people, *sessions)) as document:
        document.publish()
        yield document


def told(document, person, since=None):
    """(method, session) of what one is sent of the newest version."""
    number = len(document.versions())
    before = document.edition(since) if since else None
    return [(m.method, m.session) for m in invitations(document.edition(number), person, since=before)]


def test_at_first_everything_of_one_s_own_is_requested(document):
    assert told(document, "berg") == [("REQUEST", "s1"), ("REQUEST", "sc")]


def test_each_message_is_about_one_entry_and_names_nobody_else(document):
    for message in invitations(document.edition(1), "berg"):
        found = icalendar.Calendar.from_ical(message.data)
        (event,) = found.walk("VEVENT")
        assert (str(found["METHOD"]), str(event["UID"])) == (message.method, message.uid)
        assert event["SEQUENCE"] == message.sequence
        assert str(event["ORGANIZER"]) == "mailto:desk@example.org"
        assert str(event["ATTENDEE"]) == "mailto:berg@example.org"
        assert b"okafor@" not in message.data
        for name in ("DTSTAMP", "DTSTART", "SUMMARY"):
            assert name in event
    params = event = None
    (first, _) = invitations(document.edition(1), "berg")
    (event,) = icalendar.Calendar.from_ical(first.data).walk("VEVENT")
    params = event["ATTENDEE"].params
    assert (params["ROLE"], params["CN"], params["PARTSTAT"]) == ("CHAIR", "Hanna Berg", "ACCEPTED")


def test_then_only_what_changed(document):
    document.do(actions.move(document.agenda, "s1", at("13:00"), "a"))
    document.publish()
    assert told(document, "berg", since=1) == told(document, "okafor", since=1) == [("REQUEST", "s1")]
    document.do(actions.set_fields(document.agenda, document.agenda.meeting, practical="Bring a coat"))
    document.publish()
    assert told(document, "berg", since=2) == []


def test_who_is_taken_off_gets_a_cancel_that_outranks_the_request(document):
    (request, _) = invitations(document.edition(1), "berg")
    document.do(actions.fill_role(document.agenda, "s1", 0, None))
    document.publish()
    (cancel,) = invitations(document.edition(2), "berg", since=document.edition(1))
    assert (cancel.method, cancel.uid) == ("CANCEL", request.uid)
    was, now = (icalendar.Calendar.from_ical(m.data).walk("VEVENT")[0] for m in (request, cancel))
    assert str(now["STATUS"]) == "CANCELLED"
    assert (now["SEQUENCE"], now["DTSTAMP"].dt) > (was["SEQUENCE"], was["DTSTAMP"].dt)
    assert told(document, "okafor", since=1) == [("REQUEST", "s1")], "the description names the chair"


def test_what_is_off_is_not_told_to_who_never_heard_of_it(document):
    document.do(actions.remove(document.agenda, document.agenda.session["s1"]))
    document.publish()
    assert told(document, "berg") == [("REQUEST", "sc")]
    assert told(document, "berg", since=1) == [("CANCEL", "s1")]


def test_a_cancel_is_sent_once(document):
    document.do(actions.remove(document.agenda, document.agenda.session["s1"]))
    document.publish()
    document.do(actions.move(document.agenda, "s2", at("13:00"), "a"))
    document.publish()
    assert told(document, "berg", since=2) == []


def test_who_left_the_meeting_is_told_that_everything_is_off(document):
    document.do(actions.remove(document.agenda, document.agenda.person["berg"]))
    document.publish()
    assert sorted(told(document, "berg", since=1)) == [("CANCEL", "s1"), ("CANCEL", "sc")]


def test_without_addresses_there_are_no_invitations(document):
    with pytest.raises(UsageError, match="Maja Lind has no e-mail address"):
        invitations(document.edition(), "lind")
    with pytest.raises(UsageError, match="no person 'nobody'"):
        invitations(document.edition(), "nobody")
    document.do(actions.set_fields(document.agenda, document.agenda.meeting, contact_email=""))
    with pytest.raises(UsageError, match="no contact e-mail"):
        invitations(document.edition(), "berg")
