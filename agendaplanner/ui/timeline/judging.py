"""What would be wrong with some sessions after a change that is only tried, in words. No widgets.

The words are those of the checks, on the agenda as it would be: dragging never tells another story than the list of
clashes does afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.checks.check import Findings
from agendaplanner.model.words import person_short

if TYPE_CHECKING:
    from collections.abc import Collection

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change, Key
    from agendaplanner.model.records import Session

Tone = Literal["ok", "warning", "clash"]
_NOT_ABOUT_PLACES = frozenset({"role-open", "paper-overdue", "paper-late"})
_OCCUPIED = frozenset({"room-twice", "everyone-twice"})
SAID_AT_ONCE = 2


class Verdict(msgspec.Struct, frozen=True):
    """What is to be said of a place."""

    tone: Tone
    words: str
    occupied_by: tuple[str, ...] = ()
    """The sessions that lie there already."""
    clashes: int = 0

    @property
    def reason(self) -> str:
        """The first of its words."""
        return self.words.split("\n")[0]


class Judge:
    """Tries changes of an agenda out, one after the other."""

    def __init__(self, agenda: Agenda, findings: Findings | None = None) -> None:
        self.agenda = agenda
        self._findings = findings.copy() if findings is not None else Findings(agenda)
        self._tried: frozenset[Key] = frozenset()

    def verdict(self, change: Change, ids: Collection[str], free: str = "No clash here.") -> Verdict:
        """Say what would be wrong with some sessions; ``free`` is said where nothing is."""
        found = self.found(change, ids)
        clashes = [each.message for each in found if each.severity == "clash"]
        under = {
            other
            for each in found
            if each.severity == "clash" and each.rule in _OCCUPIED
            for other in each.sessions
            if other not in ids
        }
        if clashes:
            more = len(clashes) - SAID_AT_ONCE
            words = "\n".join([*clashes[:SAID_AT_ONCE], *([f"… and {more} more"] if more > 0 else [])])
            return Verdict("clash", words, tuple(sorted(under)), len(clashes))
        if found:
            return Verdict("warning", found[0].message)
        return Verdict("ok", free)

    def found(self, change: Change, ids: Collection[str]) -> list[Finding]:
        """Give what would be wrong with some sessions and has to do with where they are; clashes first."""
        # what was tried before goes back to where it was
        keys = change.keys
        self._findings.update(self.agenda.apply(change), self._tried | keys)
        self._tried = keys
        found: dict[Finding, None] = {}
        for id_ in ids:
            found |= dict.fromkeys(f for f in self._findings.of_session(id_) if f.rule not in _NOT_ABOUT_PLACES)
        return sorted(found, key=lambda each: each.severity != "clash")


def free_for(agenda: Agenda, session: Session) -> str:
    """Say who could be at a session: "Free for H. Berg, R. Singh and 16 people"."""
    people = agenda.people_in[session.id]
    if not people:
        return "Nothing speaks against it."
    leading = [role.person for role in session.roles if role.person is not None]
    order = list(dict.fromkeys([*leading, *sorted(people)]))
    names = [person_short(agenda.person[person]) for person in order]
    if len(names) <= 3:
        return f"Free for {' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}."
    return f"Free for {', '.join(names[:2])} and {len(names) - 2} people."
