"""All findings of an agenda, at once (``check``) or kept up to date with every edit (``Findings``).

After an edit only the scopes that it touches are checked again; this file knows which those are.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from agendaplanner.checks import scopes
from agendaplanner.checks.rules import RULES
from agendaplanner.model.agenda import people_of
from agendaplanner.model.records import Paper, Person, Room, Session, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.checks.scopes import Scope
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Key

_RULE_ORDER = {name: i for i, name in enumerate(RULES)}
_NEVER = datetime.max  # sorts what has no time last; wall time has no zone


def check(agenda: Agenda) -> tuple[Finding, ...]:
    """Give all findings: clashes first, each by time."""
    return Findings(agenda).all()


class Findings:
    """The findings of an agenda that changes.

    Attributes:
        checked: How many scopes have been checked since it was made; counted so that tests can see that an edit costs
            little.
    """

    def __init__(self, agenda: Agenda) -> None:
        self.checked = 0
        self._agenda = agenda
        self._found: dict[Scope, tuple[Finding, ...]] = {}
        self._in_room: dict[str, set[str]] = defaultdict(set)
        self._sorted: tuple[Finding, ...] | None = None
        self._by_session: Mapping[str, tuple[Finding, ...]] | None = None
        self._check_all()

    def all(self) -> tuple[Finding, ...]:
        """Give all findings: clashes first, each by time."""
        if self._sorted is None:
            # each person of a pair finds the same person-twice clash: one entry a pair
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

    def update(self, agenda: Agenda, keys: Iterable[Key]) -> None:
        """Take the next agenda, in which only the records of these keys are different."""
        keys = frozenset(keys)
        before = self._agenda
        self._agenda = agenda
        self._sorted = self._by_session = None
        if any(self._concerns_all(before, agenda, kind, id_) for kind, id_ in keys):
            self._check_all()
            return
        dirty: set[Scope] = set()
        for kind, id_ in keys:
            for record in (before.find(kind, id_), agenda.find(kind, id_)):
                if isinstance(record, Session):
                    dirty |= self._touched_by(record)
                elif isinstance(record, Person):
                    dirty.add(("person", id_))
                elif isinstance(record, Room):
                    dirty.add(("room", id_))
                    dirty |= {("session", s) for s in self._in_room[id_]}
                    dirty |= {("person", p) for s in self._in_room[id_] for p in agenda.people_in.get(s, ())}
                elif isinstance(record, Wish):
                    dirty.add(("wish", id_))
                elif isinstance(record, Paper):
                    dirty.add(("paper", id_))
            if kind == "session":
                self._move_to_room(before.session.get(id_), agenda.session.get(id_))
                # sentences name sessions: whoever shares something with it may say its name
                dirty |= {
                    ("wish", w.id) for w in agenda.wish.values() if id_ in w.sessions or w.kind == "keep with track"
                }
                dirty |= {("paper", p.id) for p in agenda.paper.values() if id_ in p.sessions}
                dirty.add(("everyone", ""))
        for scope in dirty:
            self._check(scope)

    @staticmethod
    def _concerns_all(before: Agenda, after: Agenda, kind: str, id_: str) -> bool:
        """Tell whether a record can matter anywhere: the meeting, or a person who has a name or an answer anew."""
        if kind in ("meeting", "track"):
            return True
        if kind == "person":
            a, b = before.person.get(id_), after.person.get(id_)
            same = (
                a is not None
                and b is not None
                and (a.name, a.given, a.family, a.invitation)
                == (
                    b.name,
                    b.given,
                    b.family,
                    b.invitation,
                )
            )
            return not same
        return kind == "room" and (before.room.get(id_) is None or after.room.get(id_) is None)

    def _touched_by(self, session: Session) -> set[Scope]:
        dirty: set[Scope] = {("session", session.id)}
        dirty |= {("person", person) for person in people_of(session)}
        if session.placement is not None and session.placement.room is not None:
            dirty.add(("room", session.placement.room))
        if session.group:
            dirty.add(("group", session.group))
        return dirty

    def _move_to_room(self, before: Session | None, after: Session | None) -> None:
        for session, add in ((before, False), (after, True)):
            if session is not None and session.placement is not None and session.placement.room is not None:
                ids = self._in_room[session.placement.room]
                ids.add(session.id) if add else ids.discard(session.id)

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
        everything.append(("everyone", ""))
        for scope in everything:
            self._check(scope)
        self._sorted = self._by_session = None

    def _check(self, scope: Scope) -> None:
        self.checked += 1
        agenda, (kind, id_) = self._agenda, scope
        match kind:
            case "session":
                found = tuple(scopes.session_scope(agenda, id_))
            case "person":
                found = tuple(scopes.person_scope(agenda, id_))
            case "room":
                found = tuple(scopes.room_scope(agenda, id_, self._in_room[id_]))
            case "group":
                found = tuple(scopes.group_scope(agenda, id_))
            case "wish":
                found = tuple(scopes.wish_scope(agenda, id_))
            case "paper":
                found = tuple(scopes.paper_scope(agenda, id_))
            case _:
                found = tuple(scopes.everyone_scope(agenda))
        if found:
            self._found[scope] = found
        else:
            self._found.pop(scope, None)

    def _order(self, finding: Finding) -> tuple[object, ...]:
        placements = [s.placement for i in finding.sessions if (s := self._agenda.session.get(i)) is not None]
        start = min((p.start for p in placements if p is not None), default=_NEVER)
        warning = finding.severity == "warning"
        return (warning, start, _RULE_ORDER[finding.rule], finding.sessions, finding.people, finding.message)
