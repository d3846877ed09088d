"""Which sessions are parallel to one another, so that people are in one of them.

Sessions are parallel that are of one breakout group, or that overlap where they are placed; those for everyone and
breaks are not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.slots import overlapping, slots_of
from agendaplanner.model.agenda import natural
from agendaplanner.model.times import clock, short_day
from agendaplanner.model.words import listed, session_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda


def rounds_of(agenda: Agenda) -> tuple[tuple[str, ...], ...]:
    """Give the sets of sessions, by id, that are parallel to one another: two or more each, in the order of the agenda."""
    chosen = [s for s in agenda.sessions if not (s.is_cancelled or s.is_quiet or s.is_for_everyone)]
    first = {s.id: s.id for s in chosen}

    def root(id_: str) -> str:
        while first[id_] != id_:
            id_ = first[id_]
        return id_

    for ids in agenda.groups.values():
        known = [i for i in ids if i in first]
        for other in known[1:]:
            first[root(other)] = root(known[0])
    for a, b in overlapping(slots_of(agenda, first)):
        first[root(b.session.id)] = root(a.session.id)
    rounds: dict[str, list[str]] = {}
    for session in chosen:
        rounds.setdefault(root(session.id), []).append(session.id)
    return tuple(tuple(ids) for ids in rounds.values() if len(ids) > 1)


def in_order_of_numbers(agenda: Agenda, round_: Sequence[str]) -> tuple[str, ...]:
    """Give the sessions of a round in the order that people look for them in."""
    return tuple(sorted(round_, key=lambda s: (natural(agenda.session[s].number), agenda.session[s].title, s)))


def round_name(agenda: Agenda, round_: Sequence[str]) -> str:
    """Name a round: what runs in it, and when: "3a, 3b and 3c · Mon 14:00"."""
    sessions = [agenda.session[s] for s in round_]
    starts = [s.placement.start for s in sessions if s.placement is not None]
    when = f"{short_day(min(starts)).split()[0]} {clock(min(starts))}" if starts else "not placed"
    return f"{listed(map(session_mark, sessions), most=5)} · {when}"
