"""What a session needs of a room and of people: the rules that checks report on and planning obeys.

Here and nowhere else is it decided whether a room will do and which roles a session must have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from agendaplanner.model.kinds import REQUIRED_ROLES, RoleKind

if TYPE_CHECKING:
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
