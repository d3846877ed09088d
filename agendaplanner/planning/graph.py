"""The conflict graph: which sessions cannot run at the same time, and why. For people to look at and query."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from agendaplanner.checks.policies import kept_rules, wishes_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx

    from agendaplanner.model.agenda import Agenda


def conflict_graph(agenda: Agenda) -> networkx.Graph[str]:
    """Give the conflict graph of an agenda.

    Nodes are ids of sessions that are not cancelled, with ``minutes``. An edge joins two that cannot run at the same
    time, and says why: ``people`` (ids of those needed in both), ``wishes`` (ids), ``everyone`` (one of them is for
    everyone). Rules that the meeting does not want kept make no edges.
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    sessions = [session for session in agenda.session.values() if not session.is_cancelled]
    for session in sessions:
        graph.add_node(session.id, minutes=session.duration_minutes)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    keeps = kept_rules(agenda.meeting)
    for person, ids in agenda.sessions_with.items() if "person-twice" in keeps else ():
        for pair in combinations([i for i in ids if i in graph], 2):
            people[pair].add(person)
    wishes = _wish_pairs(agenda, keeps)
    everyone: set[tuple[str, str]] = set()
    for session in sessions if "everyone-twice" in keeps else ():
        if session.is_for_everyone:
            for other in sessions:
                if other.id != session.id and not (session.is_quiet and other.is_quiet):
                    everyone.add(_pair(session.id, other.id))
    for pair in {*people, *wishes, *everyone}:
        if pair[0] in graph and pair[1] in graph:
            graph.add_edge(
                *pair,
                people=frozenset(people.get(pair, ())),
                wishes=frozenset(wishes.get(pair, ())),
                everyone=pair in everyone,
            )
    return graph


def _wish_pairs(agenda: Agenda, keeps: frozenset[str]) -> dict[tuple[str, str], set[str]]:
    """Give the pairs that hard wishes keep from running together, with the wishes."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for wish in wishes_kept(agenda, keeps):
        if wish.hard and wish.kind in ("before", "not at the same time", "not the same day", "gap"):
            for a, b in _pairs(wish.sessions):
                found[a, b].add(wish.id)
    return found


def _pairs(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    return (_pair(a, b) for a, b in combinations(dict.fromkeys(ids), 2))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
