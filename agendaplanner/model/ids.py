"""Stable, short ids that are never reused: the iCalendar UID is made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Meeting

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PREFIX = {
    "meeting": "m",
    "room": "r",
    "track": "t",
    "session": "s",
    "person": "p",
    "delegation": "d",
    "paper": "a",
    "wish": "w",
    "sister_meeting": "x",
    "recommendation": "n",
}


def new_id(kind: str) -> str:
    """Make a fresh id for a record of a kind: a letter and eight characters (40 bits), unlike any made before."""
    import secrets  # seldom needed, and slow to load

    return _PREFIX[kind] + "".join(secrets.choice(_ALPHABET) for _ in range(8))


def new_uid_domain() -> str:
    """Make the random part that keeps a meeting's calendar UIDs apart from those of every other meeting (80 bits)."""
    import secrets

    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


def uid_domain_of(meeting: Meeting) -> str:
    """Give a meeting's own part of calendar UIDs; where it has none yet, one made from its title and first day."""
    if meeting.uid_domain:
        return meeting.uid_domain
    import hashlib

    return hashlib.sha256(f"{meeting.title}|{meeting.days[:1]}".encode()).hexdigest()[:16]


def with_uid_domain(agenda: Agenda) -> Agenda:
    """Give an agenda whose meeting has a calendar id of its own: its own one, else a new random one."""
    from agendaplanner.model.changes import Change, edit  # changes are made of records, which need no ids

    if agenda.meeting.uid_domain:
        return agenda
    meeting = msgspec.structs.replace(agenda.meeting, uid_domain=new_uid_domain())
    return agenda.apply(Change("Calendar id", (edit(agenda.meeting, meeting),)))
