"""All findings of an agenda, at once (``check``) or kept up to date with every edit (``Findings``).

After an edit only the scopes that it touches are checked again; this file knows which those are. What is looked for in
a scope is in ``scopes``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks import scopes
from agendaplanner.checks.balance import balance_scope, balance_scopes, balance_scopes_beside
from agendaplanner.checks.findings import Finding
from agendaplanner.checks.policies import as_meeting_says
from agendaplanner.checks.rules import RULES
from agendaplanner.model.agenda import people_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from agendaplanner.checks.findings import Severity
    from agendaplanner.checks.scopes import Scope
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Key
    from agendaplanner.model.records import Person, Session

_RULE_ORDER = {name: i for i, name in enumerate(RULES)}
_NEVER = datetime.max  # sorts what has no time last; wall time has no zone
_EVERYONE: Scope = ("everyone", "")


def check(agenda: Agenda, today: date | None = None) -> tuple[Finding, ...]:
    """Give all findings: clashes first, each by time; what is overdue only where it is said which day it is."""
    return Findings(agenda, today).all()


def publication_blockers(agenda: Agenda, today: date | None = None) -> tuple[Finding, ...]:
    """Give what must be put right before the agenda is published: clashes first, each by time."""
    return tuple(finding for finding in check(agenda, today) if finding.blocks_publication)


class Difference(msgspec.Struct, frozen=True):
    """What a change did to the findings of an agenda."""

    gone: frozenset[Finding]
    new: frozenset[Finding]
    """A finding that only says something else of the same is both gone and new."""


class Findings:
    """The findings of an agenda that changes.

    Attributes:
        checked: How many scopes have been checked since it was made; counted so that tests can see that an edit costs
            little.
        today: The day that what is due is counted from; None: nothing is overdue.
    """

    def __init__(self, agenda: Agenda, today: date | None = None) -> None:
        self.checked = 0
        self.today = today
        self._agenda = agenda
        self._found: dict[Scope, tuple[Finding, ...]] = {}
        self._in_room: dict[str, set[str]] = defaultdict(set)
        self._sorted: tuple[Finding, ...] | None = None
        self._by_session: Mapping[str, tuple[Finding, ...]] | None = None
        self._check_all()

    def copy(self) -> Findings:
        """Give findings that can go their own way, to try out a change, without checking anything again."""
        other = copy(self)
        in_room = defaultdict(set, {room: set(ids) for room, ids in self._in_room.items()})
        vars(other).update(checked=0, _found=dict(self._found), _in_room=in_room)
        return other

    def all(self) -> tuple[Finding, ...]:
        """Give all findings: clashes first, then what keeps the agenda from being published, each by time."""
        if self._sorted is None:
            # each person of a pair of sessions finds the same thing: one entry a pair
            unique = dict.fromkeys(finding for found in self._found.values() for finding in found)
            self._sorted = tuple(sorted(unique, key=self._order))
        return self._sorted

    def of_session(self, session_id: str) -> tuple[Finding, ...]:
        """Give the findings that concern a session."""
        if self._by_session is None:
            by_session: dict[str, list[Finding]] = defaultdict(list)
            for finding in self.all():
                for each in finding.sessions:
                    by_session[each].append(finding)
            self._by_session = {each: tuple(found) for each, found in by_session.items()}
        return self._by_session.get(session_id, ())

    def counts(self) -> Mapping[Severity, int]:
        """Count the findings by how grave they are."""
        found = Counter(finding.severity for finding in self.all())
        return {"clash": found["clash"], "warning": found["warning"]}

    def update(self, agenda: Agenda, keys: Iterable[Key]) -> Difference:
        """Take the next agenda, in which only the records of these keys are different; say what that changed.

        On a ``copy`` it says what a change would do.
        """
        before, self._agenda = self._agenda, agenda
        self._sorted = self._by_session = None
        keys = frozenset(keys)
        if ("meeting", "meeting") in keys:
            was = self._among(self._found)
            self._check_all()
            now = self._among(self._found)
            return Difference(gone=was - now, new=now - was)
        for kind, id_ in keys:
            if kind == "session":
                self._move_to_room(before.session.get(id_), agenda.session.get(id_))
        touched = self._touched(before, agenda, keys)
        was = self._among(touched)
        for scope in touched:
            self._check(scope)
        now = self._among(touched)
        return Difference(gone=was - now, new=now - was)

    def turn_to(self, today: date) -> Difference:
        """Count what is due from another day; say what that changed."""
        papers: list[Scope] = [("paper", id_) for id_ in self._agenda.paper] if today != self.today else []
        self.today = today
        self._sorted = self._by_session = None
        was = self._among(papers)
        for scope in papers:
            self._check(scope)
        now = self._among(papers)
        return Difference(gone=was - now, new=now - was)

    def _among(self, scopes_: Iterable[Scope]) -> frozenset[Finding]:
        return frozenset(finding for scope in scopes_ for finding in self._found.get(scope, ()))

    def _touched(self, before: Agenda, agenda: Agenda, keys: frozenset[Key]) -> set[Scope]:
        """Give the scopes in which something may be different when the records of these keys are."""
        dirty: set[Scope] = set()
        for kind, id_ in keys:
            match kind:
                case "session":
                    dirty.update(_touched_by_session(before, id_))
                    dirty.update(_touched_by_session(agenda, id_))
                    dirty.update(balance_scopes_beside(before, id_))
                    dirty.update(balance_scopes_beside(agenda, id_))
                case "person":
                    dirty.update(_touched_by_person(before, agenda, id_))
                    dirty.update(balance_scopes(agenda))
                case "room":
                    dirty.update(self._touched_by_room(id_))
                case "track":
                    dirty.update(_track_wishes(agenda))
                case "wish" | "paper":
                    dirty.add((kind, id_))
                case "delegation":
                    dirty.update(balance_scopes(agenda))
                case _:
                    pass  # sister meetings and recommendations are in no rule
        return dirty

    def _touched_by_room(self, room_id: str) -> Iterator[Scope]:
        """Give the scopes in whose rules or sentences a room is: name, size, closures, building."""
        agenda = self._agenda
        yield ("room", room_id)
        for session_id in self._in_room[room_id]:
            yield ("session", session_id)
            for person in agenda.people_in[session_id]:
                yield ("person", person)
        for session in agenda.session.values():
            if room_id in session.only_rooms:
                yield ("session", session.id)
        for wish in agenda.wish.values():
            if wish.kind == "same room":
                yield ("wish", wish.id)

    def _move_to_room(self, before: Session | None, after: Session | None) -> None:
        if before is not None and before.placement is not None:
            self._in_room[before.placement.room or ""].discard(before.id)
        if after is not None and after.placement is not None:
            self._in_room[after.placement.room or ""].add(after.id)

    def _check_all(self) -> None:
        agenda = self._agenda
        self._found.clear()
        self._in_room.clear()
        for session in agenda.session.values():
            self._move_to_room(None, session)
        everything: list[Scope] = [("session", s) for s in agenda.session]
        everything += [("person", p) for p in agenda.sessions_with]
        everything += [("room", r) for r in agenda.room]
        everything += [("group", g) for g in agenda.groups]
        everything += [("wish", w) for w in agenda.wish]
        everything += [("paper", p) for p in agenda.paper]
        everything += balance_scopes(agenda)
        everything.append(_EVERYONE)
        for scope in everything:
            self._check(scope)

    def _check(self, scope: Scope) -> None:
        self.checked += 1
        found = tuple(as_meeting_says(self._agenda.meeting, self._findings(scope)))
        if found:
            self._found[scope] = found
        else:
            self._found.pop(scope, None)

    def _findings(self, scope: Scope) -> Iterator[Finding]:
        agenda, (kind, id_) = self._agenda, scope
        match kind:
            case "session":
                return scopes.session_scope(agenda, id_)
            case "person":
                return scopes.person_scope(agenda, id_)
            case "room":
                return scopes.room_scope(agenda, id_, self._in_room[id_])
            case "group":
                return scopes.group_scope(agenda, id_)
            case "wish":
                return scopes.wish_scope(agenda, id_)
            case "paper":
                return scopes.paper_scope(agenda, id_, self.today)
            case "balance":
                return balance_scope(agenda, id_)
            case _:
                return scopes.everyone_scope(agenda)

    def _order(self, finding: Finding) -> tuple[object, ...]:
        placements = [s.placement for i in finding.sessions if (s := self._agenda.session.get(i)) is not None]
        start = min((p.start for p in placements if p is not None), default=_NEVER)
        grave = (finding.severity == "warning") + (not finding.blocks_publication)
        # all of it, so that what is equal but for a wish's id is in the same order however it was found
        ids = (finding.sessions, finding.people, finding.rooms, finding.papers, finding.wishes)
        return (grave, start, _RULE_ORDER[finding.rule], *ids, finding.message)


def _touched_by_session(agenda: Agenda, session_id: str) -> Iterator[Scope]:
    """Give the scopes in whose rules or sentences a session is, as one of the two agendas has it."""
    session = agenda.session.get(session_id)
    # also where it is gone: its own scope, and those of what still names it
    yield ("session", session_id)
    yield _EVERYONE
    for wish in agenda.wish.values():
        if session_id in wish.sessions:
            yield ("wish", wish.id)
    for paper in agenda.paper.values():
        if session_id in paper.sessions:
            yield ("paper", paper.id)
    if session is None:
        return
    for person in people_of(session):
        yield ("person", person)
    if session.placement is not None and session.placement.room is not None:
        yield ("room", session.placement.room)
    if session.group:
        yield ("group", session.group)
    if session.track is not None:
        yield from _track_wishes(agenda)


def _track_wishes(agenda: Agenda) -> Iterator[Scope]:
    """Give the wishes that look at all sessions of a track, also at those they do not name."""
    for wish in agenda.wish.values():
        if wish.kind == "keep with track":
            yield ("wish", wish.id)


def _touched_by_person(before: Agenda, after: Agenda, person_id: str) -> Iterator[Scope]:
    """Give the scopes in which it matters what became of a person."""
    yield ("person", person_id)
    was, now = before.person.get(person_id), after.person.get(person_id)
    if _named(was) != _named(now):
        # sentences name all whom two sessions share
        for session_id in after.sessions_with.get(person_id, ()):
            for other in after.people_in[session_id]:
                yield ("person", other)
    if before.accepted_count != after.accepted_count:
        # a session for everyone must hold all who accepted
        for session in after.session.values():
            if session.is_for_everyone and session.expected_size is None:
                yield ("session", session.id)


def _named(person: Person | None) -> tuple[str, str, str] | None:
    return (person.name, person.given, person.family) if person is not None else None
