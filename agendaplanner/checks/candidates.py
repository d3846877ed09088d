"""Roles that are open, and who could take one: ranked, each with the reasons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import missing_roles
from agendaplanner.model.attendance import COMING, has_part, is_at, is_free
from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import RoleKind
from agendaplanner.model.records import Session
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

_CHAIRS = frozenset({"chair", "co-chair", "moderator"})
MOST_CHAIRED = 2
"""Who chairs so many sessions is not asked for another."""
MOST_PARTS = 4
"""Who has more parts than this has too much to do."""


class OpenRole(msgspec.Struct, frozen=True):
    """A role that nobody has: named and "to be defined", or needed and not even named."""

    session: str
    kind: RoleKind
    index: int | None
    """Its place among the session's roles; None where it is only needed."""


class Load(msgspec.Struct, frozen=True):
    """How much somebody does."""

    person: str
    parts: dict[str, int]
    """By kind of role."""
    sessions: int
    minutes: int
    """How long these sessions are."""
    too_much: str
    """Why that is too much, in words; "" where it is not."""

    @property
    def count(self) -> int:
        """How many parts."""
        return sum(self.parts.values())


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
        found += [OpenRole(session.id, kind, None) for kind in missing_roles(agenda, session)]
    return tuple(found)


def load(agenda: Agenda) -> dict[str, dict[str, int]]:
    """Count by person the parts they have in sessions that are not cancelled, by kind; people without are left out."""
    found: dict[str, Counter[str]] = {}
    for session in agenda.session.values():
        if session.is_cancelled:
            continue
        for person, kinds in _parts_in(session).items():
            found.setdefault(person, Counter()).update(kinds)
    return {person: dict(count) for person, count in sorted(found.items())}


def _parts_in(session: Session) -> dict[str, list[str]]:
    """Give by person their parts in a session; presenting several things in it is one part."""
    found: dict[str, list[str]] = {}
    for role in session.roles:
        if role.person is not None:
            found.setdefault(role.person, []).append(role.kind)
    for person in {p for c in session.contributions for p in c.presenters}:
        found.setdefault(person, []).append("presenter")
    return found


def loads(agenda: Agenda) -> tuple[Load, ...]:
    """Say for all who have a part in a session how much they do, who does most first."""
    minutes, sessions = Counter[str](), Counter[str]()
    for session in agenda.session.values():
        if not session.is_cancelled:
            for person in _parts_in(session):
                sessions[person] += 1
                minutes[person] += session.duration_minutes
    found = [
        Load(person, parts, sessions[person], minutes[person], _too_much(parts))
        for person, parts in load(agenda).items()
        if person in agenda.person
    ]
    return tuple(
        sorted(found, key=lambda each: (not each.too_much, -each.count, -each.minutes, agenda.person[each.person].name))
    )


def _too_much(parts: Mapping[str, int]) -> str:
    said: list[str] = []
    if (chaired := _chaired(parts)) > MOST_CHAIRED:
        said.append(f"chairs {chaired} sessions, more than {MOST_CHAIRED}")
    if (count := sum(parts.values())) > MOST_PARTS:
        said.append(f"has {count} parts, more than {MOST_PARTS}")
    return " and ".join(said)


def _chaired(parts: Mapping[str, int]) -> int:
    return sum(parts.get(each, 0) for each in _CHAIRS)


def candidates(
    agenda: Agenda,
    session_id: str,
    kind: RoleKind,
    *,
    most: int = 10,
    parts: Mapping[str, Mapping[str, int]] | None = None,
) -> tuple[Candidate, ...]:
    """Give who could take a role: those who come, are there and free then, and have no part in the session, best first.

    Args:
        agenda: The agenda.
        session_id: The session.
        kind: The role.
        most: How many are given.
        parts: What ``load`` gives, where it is known already.

    Raises:
        UsageError: There is no such session, or it is cancelled.
    """
    session = agenda.get(Session, session_id)
    if session.is_cancelled:
        raise UsageError(f"{session_mark(session)} is cancelled.")
    known = load(agenda) if parts is None else parts
    present = Counter(
        agenda.person[p].community for p in agenda.people_in[session_id] if p in agenda.person and has_part(session, p)
    )
    found = [
        _judged(agenda, person, session, kind, known.get(person.id, {}), present)
        for person in agenda.people
        if person.invitation in COMING and not has_part(session, person.id) and is_free(agenda, person, session)
    ]
    chosen = [each for each in found if each is not None]
    return tuple(sorted(chosen, key=lambda c: (-c.points, agenda.person[c.person].name.casefold(), c.person))[:most])


def reasons_sentence(candidate: Candidate) -> str:
    """Say in a sentence why somebody could take a role."""
    words = "; ".join(candidate.reasons)
    return f"{words[0].upper()}{words[1:]}."


def _judged(
    agenda: Agenda, person: Person, session: Session, kind: RoleKind, parts: Mapping[str, int], present: Counter[str]
) -> Candidate | None:
    chaired = _chaired(parts)
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
        here = present[person.community]
        if not here:
            points += 3
            reasons.append(f"nobody of {person.community} has a part in it yet")
        elif here > 1:
            points -= 1
            reasons.append(f"{here} of {person.community} have a part in it already")
    if session.languages and person.language in session.languages:
        points += 1
        reasons.append("speaks a language of the session")
    points -= (count := sum(parts.values()))
    if not count:
        reasons.append("has no part in another session")
    else:
        chairs = f", {'all' if chaired == count > 1 else chaired} as chair" if chaired else ""
        reasons.append(f"has {count} other part{'s' if count > 1 else ''}{chairs}")
    return Candidate(person.id, points, tuple(reasons))
