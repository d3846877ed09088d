"""Whose allocation a change of the plan touches: people are at sessions that move to another time, or lose theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.words import people_listed, session_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda


class Touched(msgspec.Struct, frozen=True):
    """A session that moves, and the people who are allocated to it."""

    session: str
    people: tuple[str, ...]
    message: str


def touched_allocations(before: Agenda, after: Agenda, session_ids: Iterable[str] | None = None) -> tuple[Touched, ...]:
    """Give the sessions with people allocated to them that are at another time after a change, in the agenda's order.

    Args:
        before: The agenda before it.
        after: The agenda after it.
        session_ids: Those that may have moved; None: any.
    """
    ids = None if session_ids is None else frozenset(session_ids)
    found: list[Touched] = []
    for session in before.sessions:
        if not session.attendees or session.placement is None or (ids is not None and session.id not in ids):
            continue
        now = after.session.get(session.id)
        placed = now.placement if now is not None else None
        if placed is not None and placed.start == session.placement.start:
            continue
        people = [p for p in session.attendees if p in before.person]
        count = "1 person is" if len(people) == 1 else f"{len(people)} people are"
        how = "loses its time" if placed is None else "moves to another time"
        message = f"{session_mark(session)} {how}, and {count} allocated to it: {people_listed(before, people)}."
        found.append(Touched(session.id, tuple(people), message))
    return tuple(found)
