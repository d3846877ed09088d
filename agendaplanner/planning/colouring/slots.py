"""How many starts a meeting's parallel sessions need at least, and why, in words that a secretariat understands.

Two reasons there can be: sessions of which no two may run at the same time, since the same people or a wish keep them
apart; and too few rooms. What is for everyone, and breaks, meals and the like, stands outside: nothing runs beside it.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.policies import kept_rules, wishes_kept
from agendaplanner.model.words import listed, person_short, session_mark
from agendaplanner.planning.colouring.graph import Graph
from agendaplanner.planning.colouring.options import Colouring, ColouringOptions
from agendaplanner.planning.colouring.portfolio import colour
from agendaplanner.planning.graph import conflict_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import networkx

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.colouring.options import ColouringProgress


class PairReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why two sessions cannot run at the same time."""

    sessions: tuple[str, str]
    people: tuple[str, ...]
    """Those needed in both."""
    wishes: tuple[str, ...]


class ParallelSlots(msgspec.Struct, frozen=True, kw_only=True):
    """How many starts the sessions that can run side by side need."""

    sessions: tuple[str, ...]
    """The sessions that were looked at."""
    at_least: int
    """So many different starts are needed, by whatever reason asks for most."""
    by_conflicts: Colouring
    """What the conflicts alone ask for: sessions of one colour could run at the same time, given rooms.

    Of sessions that start together the clique names one; it can be another one of them that is kept apart.
    """
    by_rooms: int
    """What the number of rooms alone asks for."""
    reasons: tuple[PairReason, ...]
    """Why each pair of the clique is kept apart."""
    message: str


def parallel_slots(
    agenda: Agenda,
    options: ColouringOptions | None = None,
    progress: Callable[[ColouringProgress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ParallelSlots:
    """Say how many starts the parallel sessions of a meeting need at least, and why.

    Sessions of one breakout group, and those that a hard wish wants at the same time, count as one, unless their own
    people keep them apart. With ``prove=False`` OR-tools is not loaded.
    """
    conflicts = conflict_graph(agenda)
    chosen = [s for s in conflicts if not agenda.session[s].is_for_everyone and not agenda.session[s].is_quiet]
    together = _together(agenda, conflicts, chosen)
    speaker = {s: members[0] for members in together for s in members}
    number = {members[0]: i for i, members in enumerate(together)}
    edges = [
        (number[speaker[a]], number[speaker[b]])
        for a, b in conflicts.edges()
        if a in speaker and b in speaker and speaker[a] != speaker[b]
    ]
    found = colour(Graph(list(number), edges), options, progress, cancelled)
    found = msgspec.structs.replace(found, assignment={s: found.assignment[speaker[s]] for s in chosen})
    members_of = {members[0]: members for members in together}
    sets = [members_of[s] for s in _in_order(agenda, found.clique)]
    clique = tuple(_speaker(conflicts, members, sets) for members in sets)
    found = msgspec.structs.replace(found, clique=clique)
    reasons = tuple(_reason(conflicts, one, other, clique) for one, other in combinations(sets, 2))
    takers = sum(agenda.session[s].takes_room for s in chosen)
    one_a_room = kept_rules(agenda.meeting) >= {"room-twice", "room-missing"}
    by_rooms = -(-takers // len(agenda.room)) if agenda.room and one_a_room else 0
    return ParallelSlots(
        sessions=tuple(chosen),
        at_least=max(found.lower_bound, by_rooms),
        by_conflicts=found,
        by_rooms=by_rooms,
        reasons=reasons,
        message=" ".join(_sentences(agenda, found, reasons, takers, by_rooms)),
    )


def _together(agenda: Agenda, conflicts: networkx.Graph[str], chosen: Sequence[str]) -> list[list[str]]:
    """Give the sessions in sets that must start together; most sets have one member."""
    sets = {s: [s] for s in chosen}
    keeps = kept_rules(agenda.meeting)
    same_time = [wish.sessions for wish in wishes_kept(agenda, keeps) if wish.hard and wish.kind == "same time"]
    groups = agenda.groups.values() if "group-apart" in keeps else ()
    for ids in (*groups, *same_time):
        present = [s for s in ids if s in sets]
        for a, b in pairwise(present):
            one, other = sets[a], sets[b]
            if one is not other and not any(conflicts.has_edge(x, y) for x in one for y in other):
                one += other
                for s in other:
                    sets[s] = one
    return [members for s, members in sets.items() if members[0] == s]


def _speaker(conflicts: networkx.Graph[str], members: Sequence[str], sets: Iterable[Sequence[str]]) -> str:
    """Give the member of a set that is kept apart from most of the other sets: the one to name."""

    def apart(s: str) -> int:
        return sum(any(conflicts.has_edge(s, x) for x in other) for other in sets if other is not members)

    return max(members, key=apart)


def _reason(
    conflicts: networkx.Graph[str], one: Sequence[str], other: Sequence[str], named: Iterable[str]
) -> PairReason:
    """Say why two sets cannot run at the same time, by the pair of sessions that are named, or have most in common."""
    pairs = [(a, b) for a in one for b in other if conflicts.has_edge(a, b)]
    known = set(named)
    a, b = max(pairs, key=lambda pair: (len(known.intersection(pair)), len(conflicts.edges[pair]["people"])))
    data = conflicts.edges[a, b]
    return PairReason(sessions=(a, b), people=tuple(sorted(data["people"])), wishes=tuple(sorted(data["wishes"])))


def _in_order(agenda: Agenda, ids: Iterable[str]) -> list[str]:
    order = {session.id: i for i, session in enumerate(agenda.sessions)}
    return sorted(ids, key=lambda s: order.get(s, 0))


def _sentences(
    agenda: Agenda, found: Colouring, reasons: Sequence[PairReason], takers: int, by_rooms: int
) -> Iterator[str]:
    if not found.assignment:
        yield "There is no session that could run beside another one."
        return
    bound = found.lower_bound
    at_least = max(bound, by_rooms)
    yield f"The parallel sessions need at least {_starts(at_least)}."
    if by_rooms > bound:
        rooms = "is 1 room" if len(agenda.room) == 1 else f"are {len(agenda.room)} rooms"
        yield f"That is because there {rooms} for {takers} sessions."
        if bound > 1:
            yield f"People and wishes alone would need {_starts(bound)}."
    clique = found.clique
    if len(clique) > 1:
        marks = listed((session_mark(agenda.session[s]) for s in clique), most=12)
        if len(clique) == 2:
            yield f"{marks} cannot run at the same time."
        else:
            yield f"No two of these {len(clique)} can run at the same time: {marks}."
        yield from _why(agenda, reasons, clique)
    if bound > len(clique) and len(clique) > 1:
        yield f"All ways to do with {_starts(bound - 1)} were tried, and none keeps everyone out of two places at once."
    if found.colours > bound:
        yield f"{_starts(found.colours)} are certainly enough for people and wishes; whether fewer are is not known."
    elif len(clique) > 1 and by_rooms <= bound:
        yield "Rooms, lengths and opening hours aside, no more are needed."


def _why(agenda: Agenda, reasons: Sequence[PairReason], clique: Sequence[str]) -> Iterator[str]:
    """Say why each pair is kept apart, by as few people and wishes as do."""
    unnamed = _in_order(agenda, {s for reason in reasons for s in reason.sessions}.difference(clique))
    if unnamed:
        marks = listed((session_mark(agenda.session[s]) for s in unnamed), most=12)
        yield f"{marks} {'starts' if len(unnamed) == 1 else 'start'} with one of them."
    left = {reason.sessions: reason for reason in reasons}
    while left:
        pairs_of: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for pair, reason in left.items():
            for each in reason.people:
                pairs_of.setdefault(("person", each), []).append(pair)
            for each in reason.wishes:
                pairs_of.setdefault(("wish", each), []).append(pair)
        (kind, id_), pairs = max(pairs_of.items(), key=lambda item: (len(item[1]), item[0][0] == "person"))
        ids = _in_order(agenda, {s for pair in pairs for s in pair})
        marks = listed((session_mark(agenda.session[s]) for s in ids), most=12)
        if kind == "person":
            where = marks if set(ids) != set(clique) else "both" if len(clique) == 2 else f"all {len(clique)}"
            yield f"{person_short(agenda.person[id_])} is needed in {where}."
        else:
            yield f"{_wish_words(agenda, id_, marks)}."
        for pair in pairs:
            del left[pair]


def _wish_words(agenda: Agenda, id_: str, marks: str) -> str:
    wish = agenda.wish[id_]
    why = f" ({wish.reason})" if wish.reason else ""
    words = {
        "before": "are to follow each other",
        "gap": f"are to be at least {wish.minutes or 0} minutes apart",
        "not the same day": "are not to be on the same day",
    }
    return f"{marks} {words.get(wish.kind, 'are not to run at the same time')}{why}"


def _starts(number: int) -> str:
    return f"{number} different starts" if number != 1 else "1 start"
