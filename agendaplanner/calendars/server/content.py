"""What of a meeting goes on a server: a calendar of the whole, and by choice one for each room and person.

Organizer and attendees are left out of these copies: a server that sees them would write to everybody by itself (RFC
6638); invitations and notices go out as mail. Who does what is in the description.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Literal

from agendaplanner.calendars.calendar import calendar_head, moments
from agendaplanner.calendars.events import event, uid
from agendaplanner.calendars.scopes import WHOLE, Entry, Scope, entries, scope_name
from agendaplanner.calendars.server.publishing import Wanted
from agendaplanner.calendars.writing import component_bytes
from agendaplanner.calendars.zones import time_zones
from agendaplanner.model.ids import uid_domain_of
from agendaplanner.model.records import Session
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.versions import Edition

_PLAIN = re.compile(r"[a-z0-9_-]{1,60}")
Per = Literal["rooms", "people"]


def wanted_calendars(edition: Edition, per: Collection[Per] = (), *, into: str = "") -> list[Wanted]:
    """Give the calendars that a meeting should have on a server.

    Args:
        edition: The meeting as it goes out.
        per: Of what else than the whole meeting there is a calendar each.
        into: Name of a calendar on the server that takes the whole meeting; "" makes one of its own.
    """
    agenda = edition.agenda
    made: dict[str, bytes] = {}
    whole = Wanted("" if into else own_slug(agenda), into or scope_name(edition, WHOLE), _entries(edition, WHOLE, made))
    scopes: list[Scope] = []
    if "rooms" in per:
        scopes += (Scope("room", room.id) for room in agenda.rooms)
    if "people" in per:
        scopes += (Scope("person", person.id) for person in agenda.people)
    own = (
        Wanted(f"{own_slug(agenda)}-{each.kind}-{_slug(each.id)}", one_line(scope_name(edition, each)), found)
        for each in scopes
        if (found := _entries(edition, each, made))
    )
    return [whole, *own]


def own_slug(agenda: Agenda) -> str:
    """Give what the addresses of a meeting's own calendars begin with."""
    return f"agenda-{_slug(uid_domain_of(agenda.meeting))}"


def own_slugs(agenda: Agenda, per: Collection[Per]) -> tuple[str, ...]:
    """Give what the addresses begin with of the calendars that come and go with rooms and people."""
    kinds: Mapping[Per, str] = {"rooms": "room", "people": "person"}
    return tuple(f"{own_slug(agenda)}-{kinds[each]}-" for each in sorted(per))


def uid_end(agenda: Agenda) -> str:
    """Give what the UIDs of a meeting end with."""
    return "@" + uid(agenda, Session(id="s", title="s")).partition("@")[2]


def _entries(edition: Edition, scope: Scope, made: dict[str, bytes]) -> dict[str, bytes]:
    """Give the objects of a calendar by UID; each is made once, for all calendars that it is in."""
    found: dict[str, bytes] = {}
    for entry in entries(edition, scope):
        if entry.withdrawn:
            continue
        id_ = uid(entry.agenda, entry.session)
        if id_ not in made:
            made[id_] = _object(edition, entry)
        found[id_] = made[id_]
    return found


def _object(edition: Edition, entry: Entry) -> bytes:
    """Give a session as a calendar object: one event and its time zone, without a method (RFC 4791, 4.1)."""
    head = calendar_head(None)
    for zone in time_zones(moments([entry])):
        head.add_component(zone)
    made = event(entry, edition.stamp(entry.session.id))
    made.pop("ORGANIZER", None)
    head.add_component(made)
    return component_bytes(head)


def _slug(id_: str) -> str:
    """Give an id as part of an address; one that an address cannot hold as it is, as letters made from it."""
    return id_ if _PLAIN.fullmatch(id_) else hashlib.sha256(id_.encode()).hexdigest()[:16]
