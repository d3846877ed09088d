"""What a session needs of a room and of people: the rules that checks report on and planning obeys.

Here and nowhere else is it decided whether a room will do and which roles a session must have.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.actions import NOTHING, set_fields
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.kinds import REQUIRED_ROLES, RoleKind, SessionKind
from agendaplanner.model.parts import Role
from agendaplanner.model.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Room, Session

RoomFault = Literal["room-too-small", "room-lacks", "place-not-allowed"]


def size_of(agenda: Agenda, session: Session) -> int:
    """Give how many people a session must hold: as expected, or all who must be there if they are more.

    A session for everyone of which no size is given counts everyone who has accepted.
    """
    named = len(agenda.people_in[session.id])
    if session.expected_size is not None:
        return max(session.expected_size, named)
    if session.is_for_everyone:
        return max(named, agenda.accepted_count)
    return named


def room_faults(agenda: Agenda, session: Session, room: Room) -> tuple[RoomFault, ...]:
    """Give what speaks against a room for a session at any time; empty where it will do."""
    faults: list[RoomFault] = []
    if room.capacity is not None and size_of(agenda, session) > room.capacity:
        faults.append("room-too-small")
    if any(feature not in room.features for feature in session.features_needed):
        faults.append("room-lacks")
    if session.only_rooms and room.id not in session.only_rooms:
        faults.append("place-not-allowed")
    return tuple(faults)


def required_roles(agenda: Agenda, session: Session) -> tuple[RoleKind, ...]:
    """Give the roles that a session must have somebody in: as the meeting says for its kind, else as usual."""
    return agenda.meeting.required_roles.get(session.kind, REQUIRED_ROLES.get(session.kind, ()))


def set_required_roles(agenda: Agenda, kind: SessionKind, roles: Iterable[RoleKind]) -> Change:
    """Say which roles sessions of a kind must have; what is usual is not written into the file."""
    wanted, known = tuple(roles), agenda.meeting.required_roles
    own = {each: theirs for each, theirs in known.items() if each != kind}
    if wanted != REQUIRED_ROLES.get(kind, ()):
        own[kind] = wanted
    label = f"A {kind} needs {listed(wanted, most=len(wanted)) or 'no role'}"
    return set_fields(agenda, agenda.meeting, label=label, required_roles=own)


def name_open_roles(agenda: Agenda) -> Change:
    """Name the roles that sessions must have and that are not even named, as open: then they are printed as such."""
    edits: list[Edit] = []
    for session in agenda.sessions:
        if missing := missing_roles(agenda, session):
            roles = (*session.roles, *(Role(kind=kind) for kind in missing))
            edits.append(edit(session, msgspec.structs.replace(session, roles=roles)))
    return Change("Name open roles in the sessions", tuple(edits)) if edits else NOTHING


def missing_roles(agenda: Agenda, session: Session) -> tuple[RoleKind, ...]:
    """Give the roles that a session must have and that it does not name, not even as open; none where it is cancelled."""
    if session.is_cancelled:
        return ()
    named: Counter[RoleKind] = Counter(role.kind for role in session.roles)
    return tuple((Counter(required_roles(agenda, session)) - named).elements())
