"""Roles that are open, and who could take one: ranked, each with the reasons."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import required_roles
from agendaplanner.checks.slots import slot_of
from agendaplanner.model.attendance import COMING, has_part, is_at
from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import RoleKind
from agendaplanner.model.records import Session
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from agendaplanner.checks.slots import Slot
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

_CHAIRS = frozenset({"chair", "co-chair", "moderator"})
MOST_CHAIRED = 2
"""Who chairs so many sessions is not asked for another."""


class OpenRole(msgspec.Struct, frozen=True):
    """A role that nobody has: named and "to be defined", or needed and not even named."""

    session: str
    kind: RoleKind
    index: int | None
    """Its place among the session's roles; None where it is only needed."""


class Candidate(msgspec.Struct, frozen=True):
    """Somebody who could take a role."""

    person: str
    points: int
    """The more, the better."""
    reasons: tuple[str, ...]


def open_roles(agenda: Agenda) -> tuple[OpenRole, ...]:
    """Give the roles that are open, in the order of the agenda."""
    found: list[OpenRole] = []
    for session in agenda.sessions:
        if session.is_cancelled:
            continue
        found += [OpenRole(session.id, r.kind, i) for i, r in enumerate(session.roles) if r.person is None]
        named: Counter[RoleKind] = Counter(r.kind for r in session.roles)
        missing = Counter(required_roles(agenda, session)) - named
        found += [OpenRole(session.id, kind, None) for kind in missing.elements()]
    return tuple(found)


def load(agenda: Agenda) -> dict[str, dict[str, int]]:
    """Count by person the parts they have in sessions that are not cancelled, by kind; people without are left out."""
    found: dict[str, Counter[str]] = {}
    for session in agenda.session.values():
        if session.is_cancelled:
            continue
        for role in session.roles:
            if role.person is not None:
                found.setdefault(role.person, Counter())[role.kind] += 1
        for person in {p for c in session.contributions for p in c.presenters}:
            found.setdefault(person, Counter())["presenter"] += 1
    return {person: dict(count) for person, count in sorted(found.items())}


def candidates(agenda: Agenda, session_id: str, kind: RoleKind, *, most: int = 10) -> tuple[Candidate, ...]:
    """Give who could take a role: those who come, are there and free then, and have no part in the session, best first.

    Raises:
        UsageError: There is no such session, or it is cancelled.
    """
    session = agenda.get(Session, session_id)
    if session.is_cancelled:
        raise UsageError(f"{session_mark(session)} is cancelled.")
    slot, loads = slot_of(session), load(agenda)
    present = Counter(agenda.person[p].community for p in agenda.people_in[session_id] if has_part(session, p))
    found = [
        _judged(agenda, person, session, kind, loads.get(person.id, {}), present)
        for person in agenda.people
        if person.invitation in COMING and not has_part(session, person.id) and _is_free(agenda, person, session, slot)
    ]
    chosen = [each for each in found if each is not None]
    return tuple(sorted(chosen, key=lambda c: (-c.points, agenda.person[c.person].name.casefold(), c.person))[:most])


def _is_free(agenda: Agenda, person: Person, session: Session, slot: Slot | None) -> bool:
    if slot is None:
        return True
    if any(each.start < slot.end and slot.start < each.end for each in person.away):
        return False
    for other_id in agenda.sessions_with.get(person.id, ()):
        other = agenda.session[other_id]
        # being merely allocated to a parallel breakout can be changed; a part in it cannot
        if other is session or other.placement is None or other.is_cancelled or not has_part(other, person.id):
            continue
        start = other.placement.start
        if start < slot.end and slot.start < start + timedelta(minutes=other.duration_minutes):
            return False
    return True


def _judged(
    agenda: Agenda, person: Person, session: Session, kind: RoleKind, load_: dict[str, int], present: Counter[str]
) -> Candidate | None:
    chaired = sum(load_.get(each, 0) for each in _CHAIRS)
    if kind in _CHAIRS and chaired >= MOST_CHAIRED:
        return None
    points, reasons = 0, ["free then" if session.placement else "the session has no time yet"]
    if session.id in person.wants:
        points += 3
        reasons.append("wants to be there")
    elif is_at(agenda, person.id, session) and not session.is_for_everyone:
        points += 2
        reasons.append("is there already")
    if person.community and person.community in agenda.meeting.communities:
        if not present[person.community]:
            points += 3
            reasons.append(f"nobody of {person.community} has a part in it yet")
        elif present[person.community] > 1:
            points -= 1
            reasons.append(f"{present[person.community]} of {person.community} have a part in it")
    if session.languages and person.language in session.languages:
        points += 1
        reasons.append(f"speaks {person.language}")
    parts = sum(load_.values())
    points -= parts
    reasons.append(
        "has no part in another session" if not parts else f"has {parts} other part{'s' if parts > 1 else ''}"
    )
    return Candidate(person.id, points, tuple(reasons))
