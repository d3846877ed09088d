"""After each export a client that follows RFC 5546 holds exactly the plan: nothing twice, nothing stale, nothing left."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from calendar_client import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from meetings import BERG, LIND, OKAFOR, agenda_of, at, changed, meeting, session
from strategies import actions_on, agendas

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.calendar import CalendarOptions, CalendarWriter
from agendaplanner.calendars.events import uid
from agendaplanner.calendars.itip import invitations
from agendaplanner.calendars.scopes import WHOLE, Scope, holds
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Placement
from agendaplanner.model.text import one_line
from agendaplanner.model.times import in_utc
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda


def plan(agenda: Agenda, scope: Scope) -> dict[str, tuple]:
    """What a calendar should show, worked out from the agenda alone."""
    found = {}
    for s in agenda.placed:
        if holds(agenda, scope, s):
            start = in_utc(agenda.meeting, s.placement.start)
            end = start + timedelta(minutes=s.duration_minutes)
            found[uid(agenda, s)] = (start, end, one_line(session_name(s)))
    return found


def shown(client: Client) -> dict[str, tuple]:
    return {id_: held[:3] for id_, held in client.holds.items()}


class Subscribers:
    """A client for each calendar that was ever made, and one by mail for each person."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.clients: dict[Scope, Client] = {}
        self.by_mail: dict[str, Client] = {}
        self.mailed = None

    def publish(self, *, mail: bool = True) -> bool:
        try:
            self.document.publish()
        except UsageError:
            return False
        number = len(self.document.versions())
        edition = self.document.edition(number)
        agenda = edition.agenda
        for kind in ("person", "room", "track"):
            for id_ in agenda.table(kind):
                self.clients.setdefault(Scope(kind, id_), Client())
        self.clients.setdefault(WHOLE, Client())
        writer = CalendarWriter(edition)
        for scope, client in self.clients.items():
            data = writer.calendar(scope)
            assert data == CalendarWriter(self.document.edition(number)).calendar(scope), "the same bytes each time"
            client.take(data)
            assert shown(client) == plan(agenda, scope)
        if mail:
            self.send(edition)
        return True

    def send(self, edition) -> None:
        agenda = edition.agenda
        for id_, person in agenda.person.items():
            if mail_uri(person.email):
                self.by_mail.setdefault(id_, Client())
        for id_, client in self.by_mail.items():
            for message in invitations(edition, id_, since=self.mailed):
                client.take(message.data)
            assert shown(client) == plan(agenda, Scope("person", id_))
            assert invitations(edition, id_, since=edition) == (), "nobody is told what they know"
        self.mailed = edition


class Publishing(RuleBasedStateMachine):
    """Any changes, taken back or not, published now and then."""

    @initialize(agenda=agendas(max_sessions=4))
    def begin(self, agenda):
        self.document = Document.in_memory(agenda)
        self.subscribers = Subscribers(self.document)

    @rule(data=st.data())
    def act(self, data):
        self.document.do(data.draw(actions_on(self.document.agenda)))

    @rule()
    def undo(self):
        self.document.undo()

    @rule()
    def redo(self):
        self.document.redo()

    @rule(data=st.data())
    def go_back(self, data):
        self.document.revert_to(data.draw(st.integers(1, self.document.revision)))

    @rule()
    def publish(self):
        self.subscribers.publish(mail=False)

    def teardown(self):
        if hasattr(self, "document"):
            self.subscribers.publish(mail=False)
            self.document.close()


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(stateful_step_count=30)


@pytest.mark.parametrize("seed", range(2))
def test_over_thirty_versions_every_client_holds_exactly_the_plan(seed):
    """Moved, swapped, cancelled, renamed, taken from people, removed and brought back; by file and by mail."""
    random = Random(seed)
    people = [changed(p, email=f"{p.id}@example.org") for p in (BERG, OKAFOR, LIND)]
    sessions = [
        session(str(i), f"{9 + i % 8}:00", "ab"[i % 2], day=i // 8, roles=[("chair", people[i % 3].id)])
        for i in range(12)
    ]
    sessions += [session("p", "17:00", "hall", kind="plenary"), session("c", "12:30", None, kind="break", minutes=15)]
    contact = meeting(contact_email="desk@example.org")
    with Document.in_memory(agenda_of(contact, *people, *sessions)) as document:
        subscribers = Subscribers(document)
        published = 0
        while published < 30:
            for _ in range(random.randint(1, 4)):
                _some_change(document, random)
            published += subscribers.publish()
        assert len(document.versions()) == 30


def _some_change(document: Document, random: Random) -> None:
    agenda = document.agenda
    ids = sorted(agenda.session)
    if not ids:
        document.revert_to(1)
        return
    one = agenda.session[random.choice(ids)]
    rooms = sorted(agenda.room)

    def fields(**values):
        return actions.set_fields(agenda, one, **values)

    def place():
        return Placement(
            start=at(f"{random.randint(8, 19)}:{random.choice(['00', '30'])}", random.randint(0, 1)),
            room=random.choice(rooms),
        )

    match random.randint(0, 13):
        case 0 | 1 | 2:
            document.do(fields(placement=place()))
        case 3:
            placed = [s.id for s in agenda.placed]
            if len(placed) > 1:
                document.do(actions.swap(agenda, *random.sample(placed, 2)))
        case 4:
            document.do(fields(status=random.choice(["draft", "confirmed", "cancelled"])))
        case 5:
            document.do(fields(title=random.choice(["One", "Two", "Three"])))
        case 6:
            document.do(actions.unplace(agenda, [one.id]))
        case 7:
            document.do(actions.remove(agenda, one))
        case 8:
            if one.roles:
                document.do(actions.fill_role(agenda, one.id, 0, random.choice([None, *sorted(agenda.person)])))
        case 9:
            document.do(fields(duration_minutes=random.choice([30, 60, 90]), kind=random.choice(["talk", "plenary"])))
        case 10:
            room = agenda.room[random.choice(rooms)]
            document.do(actions.set_fields(agenda, room, name=random.choice(["Room A", "Room B", "Amundsen"])))
        case 11:
            zone = random.choice(["Europe/Oslo", "Asia/Kathmandu", "UTC"])
            document.do(actions.set_fields(agenda, agenda.meeting, timezone=zone))
        case 12:
            document.undo()
        case _:
            document.revert_to(random.randint(1, document.revision))


def test_the_options_do_not_break_it():
    with Document.in_memory(agenda_of(session("c", "12:30", None, kind="break"), session("1", "09:00"))) as document:
        document.publish()
        document.do(actions.move(document.agenda, "s1", at("10:00"), "a"))
        client = Client()
        options = CalendarOptions(breaks=False, alarm_minutes=15, refresh_minutes=None)
        client.take(CalendarWriter(document.edition(), options).calendar(WHOLE))
        assert [held.summary for held in client.holds.values()] == ["1 Topic 1"]
