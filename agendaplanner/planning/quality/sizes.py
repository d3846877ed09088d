"""Questions that rules of quality ask of records alone, wherever sessions are placed: who wants what, what is big."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from agendaplanner.model.agenda import natural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session

MOST_NUMBERS = 60
"""With more numbers than this they are codes, and no order."""
_LETTERED = re.compile(r"^(\d+)[a-z]$", re.IGNORECASE)


def wants_of(agenda: Agenda) -> Iterator[tuple[str, ...]]:
    """Give the sessions that each person wants, cancelled ones left out; nothing of people who have declined."""
    for person in agenda.person.values():
        if person.wants and person.invitation != "declined":
            sessions = (agenda.session.get(s) for s in dict.fromkeys(person.wants))
            yield tuple(s.id for s in sessions if s is not None and not s.is_cancelled)


def demand(agenda: Agenda) -> Mapping[str, int]:
    """Give for each session how many people it should hold: as expected, all who want it or must be there."""
    wanted = Counter(session for wants in wants_of(agenda) for session in wants)
    return {s.id: max(s.expected_size or 0, wanted[s.id], len(agenda.people_in[s.id])) for s in agenda.session.values()}


def big_sessions(agenda: Agenda) -> Mapping[str, int]:
    """Give the sessions that hold at least twice what the others do on average, with the number of their people.

    Those for everyone are left out: an opening belongs at an end of the day.
    """
    sizes = demand(agenda)
    known = [
        s.id for s in agenda.session.values() if not (s.is_cancelled or s.is_for_everyone or s.is_quiet) and sizes[s.id]
    ]
    if not known:
        return {}
    average = sum(sizes[s] for s in known) / len(known)
    return {s: sizes[s] for s in known if sizes[s] >= 2 * average}


def family(session: Session) -> str | None:
    """Give the number that a session shares with others but for its letter ("3" of 3a); None where it has no letter.

    >>> from agendaplanner.model.records import Session
    >>> family(Session(id="s", title="t", number="3a"))
    '3'
    """
    found = _LETTERED.match(session.number)
    return found[1] if found else None


def ranks(agenda: Agenda) -> Mapping[str, int]:
    """Give the place of each numbered session in the order of numbers; what shares a number but for its letter ties.

    Empty where there are more numbers than an agenda has items.
    """
    numbered = [s for s in agenda.session.values() if s.number and not (s.is_quiet or s.is_cancelled)]
    keys = {s.id: natural(family(s) or s.number) for s in numbered}
    order = {key: i for i, key in enumerate(sorted(set(keys.values())))}
    if len(order) > MOST_NUMBERS:
        return {}
    return {s: order[key] for s, key in keys.items()}


def bookends(agenda: Agenda) -> list[tuple[str, str]]:
    """Give pairs of sessions of which the first should be over when the second starts.

    They are the opening and every other session, every other one and the adoption of conclusions or the closing. Breaks
    are left out, and so is an opening or closing where a meeting has several.
    """
    sessions = [s for s in agenda.session.values() if not (s.is_cancelled or s.is_quiet)]
    only = {
        kind: [s.id for s in sessions if s.kind == kind] for kind in ("opening", "adoption of conclusions", "closing")
    }
    opening, adoption, closing = (each[0] if len(each) == 1 else None for each in only.values())
    found: list[tuple[str, str]] = []
    for s in sessions:
        if opening is not None and s.id != opening:
            found.append((opening, s.id))
        if closing is not None and s.id not in (opening, closing):
            found.append((s.id, closing))
        if adoption is not None and s.id not in (opening, adoption, closing):
            found.append((s.id, adoption))
    return found


def works_in(session: Session) -> frozenset[str]:
    """Give the persons who have a part in a session, other than being there."""
    found = {role.person for role in session.roles if role.person is not None}
    found.update(person for part in session.contributions for person in part.presenters)
    return frozenset(found)
