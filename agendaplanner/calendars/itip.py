"""Invitations by mail (iTIP, RFC 5546): REQUEST puts a session into a person's calendar or moves it, CANCEL ends it.

Each message is about one UID, as the standard wants (3.2.2, 3.2.5), and names the invited person alone: nobody learns
another's address. Who else is in a session is in its description, by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.calendar import PLAIN, calendar_head, moments
from agendaplanner.calendars.events import event, uid
from agendaplanner.calendars.scopes import Entry, Scope, entries
from agendaplanner.calendars.writing import component_bytes
from agendaplanner.calendars.zones import time_zones
from agendaplanner.model.errors import UsageError
from agendaplanner.model.history import UNKNOWN

if TYPE_CHECKING:
    from agendaplanner.calendars.calendar import CalendarOptions
    from agendaplanner.model.history import Stamp
    from agendaplanner.model.records import Person
    from agendaplanner.model.versions import Edition


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A message for one person about one session."""

    method: Literal["REQUEST", "CANCEL"]
    session: str
    uid: str
    sequence: int
    data: bytes
    """A whole calendar file; its media type is text/calendar with ``method`` as parameter (RFC 6047, 2.4)."""


def invitations(
    edition: Edition, person_id: str, *, since: Edition | None = None, options: CalendarOptions = PLAIN
) -> tuple[Invitation, ...]:
    """Give the messages that bring one person's calendar up to date, in the order of time, what is off last.

    Args:
        edition: What goes out.
        person_id: Somebody of this edition, or of an earlier version.
        since: What went out to them before; None: nothing. What is as it was there needs no message.
        options: Breaks and reminders by choice.

    Raises:
        UsageError: The meeting has no address for answers, or the person has none, or is not known.
    """
    agendas = (edition.agenda, *reversed(edition.earlier))
    person = next((agenda.person[person_id] for agenda in agendas if person_id in agenda.person), None)
    if person is None:
        raise UsageError(f"There is no person {person_id!r} in this agenda or in a published version of it.")
    if not mail_uri(edition.agenda.meeting.contact_email):
        raise UsageError("The meeting has no contact e-mail.", advice="Invitations need one, for answers.")
    if not mail_uri(person.email):
        raise UsageError(f"{person.name} has no e-mail address.")
    scope = Scope("person", person_id)
    told = _told(since, scope, person, options)
    found: list[Invitation] = []
    for entry in entries(edition, scope, breaks=options.breaks):
        was = told.get(entry.session.id)
        if entry.withdrawn and (was is None or was.startswith(b"CANCEL")):
            continue  # they were never told of it, or that it is off
        stamp = edition.stamp(entry.session.id)
        written = _content(entry, person, options)
        if was == written:
            continue
        method = "CANCEL" if entry.withdrawn else "REQUEST"
        found.append(
            Invitation(
                method=method,
                session=entry.session.id,
                uid=uid(entry.agenda, entry.session),
                sequence=stamp.sequence,
                data=_message(method, entry, stamp, person, options),
            )
        )
    return tuple(found)


def _told(since: Edition | None, scope: Scope, person: Person, options: CalendarOptions) -> dict[str, bytes]:
    """Give what a person was told of each session."""
    if since is None:
        return {}
    return {
        entry.session.id: _content(entry, since.agenda.person.get(person.id, person), options)
        for entry in entries(since, scope, breaks=options.breaks)
    }


def _content(entry: Entry, person: Person, options: CalendarOptions) -> bytes:
    """Give what an entry says, whenever it was said."""
    made = event(entry, UNKNOWN, people=[person], alarm_minutes=options.alarm_minutes)
    return (b"CANCEL" if entry.withdrawn else b"REQUEST") + component_bytes(made)


def _message(method: str, entry: Entry, stamp: Stamp, person: Person, options: CalendarOptions) -> bytes:
    head = calendar_head(method)
    for zone in time_zones(moments([entry])):
        head.add_component(zone)
    head.add_component(event(entry, stamp, people=[person], alarm_minutes=options.alarm_minutes))
    return component_bytes(head)
