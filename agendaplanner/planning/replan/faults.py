"""Which placed sessions cannot stay where they are, and how many must move at the least, whatever is done.

Some must move by themselves: a person is away, the room is closed. Of two that clash one must move: the fewest that
leave no such pair are a smallest vertex cover of the pairs, found exactly where the clashes hang together in small
groups, as they do. Both together are the bound that a re-plan is measured against; it is one more where one of those
that must move finds no place free.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.replan.outcome import insists
from agendaplanner.planning.walks import late_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agendaplanner.planning.standing import Standing

_BRANCHES = 2000
"""How many ways to cover one group of clashes are tried before it is covered well instead of with the fewest."""

Pair = tuple[int, int]


class Faults(msgspec.Struct, frozen=True):
    """What is wrong with what stands."""

    must_move: frozenset[int]
    """Cannot stay where they are, whatever the others do."""
    should_move: frozenset[int]
    """A wish is broken that others could mend too."""
    pairs: frozenset[Pair]
    """Of each of these one must move; the smaller first. Pairs of which one must move anyway are left out."""

    def __bool__(self) -> bool:
        return bool(self.must_move or self.should_move or self.pairs)


class Displaced(msgspec.Struct, frozen=True):
    """The sessions that have to move."""

    tasks: frozenset[int]
    at_least: int
    """So many sessions move in every agenda without these faults in which all have a place."""


def faults_of(standing: Standing, fixed: frozenset[int]) -> Faults:
    """Find what cannot stay; tasks that are fixed stay, and what clashes with them must move."""
    must = {t for t in range(len(standing.start)) if t not in fixed and _is_out_of_place(standing, t)}
    pairs: set[Pair] = set()
    for a, b in _clashing(standing):
        if a in fixed and b in fixed:
            continue
        if a in fixed or b in fixed:
            must.add(b if a in fixed else a)
        else:
            pairs.add((min(a, b), max(a, b)))
    left = {pair for pair in pairs if must.isdisjoint(pair)}
    should = {t for t in standing.keeps_company - fixed - must if _is_without_company(standing, t)}
    return Faults(frozenset(must), frozenset(should), frozenset(left))


def displaced_by(standing: Standing, faults: Faults) -> Displaced:
    """Choose what has to move because of some faults: as few as can be, and rather what is easily moved."""
    tasks = standing.problem.tasks

    def burden(t: int) -> float:
        task = tasks[t]
        return task.steps * (1 + len(task.people)) * (100 if insists(task) else 1) * (10 if task.everyone else 1)

    cover, bound = _cover(faults.pairs, {t: burden(t) for pair in faults.pairs for t in pair})
    bound += len(faults.must_move)
    if not faults.pairs and not faults.should_move:
        bound += _needs_another(standing, faults.must_move)
    return Displaced(faults.must_move | faults.should_move | cover, bound)


def _needs_another(standing: Standing, must_move: frozenset[int]) -> bool:
    """Tell whether one of those that must move has no place as long as all the others stay: then one more moves."""
    places = {t: (start, standing.room[t]) for t in must_move if (start := standing.start[t]) is not None}
    for t in places:
        standing.lift(t)
    try:
        return any(next(standing.free_places(t), None) is None for t in sorted(must_move))
    finally:
        for t, place in places.items():
            standing.put(t, *place)


def _is_out_of_place(standing: Standing, t: int) -> bool:
    """Tell whether something speaks against a task's place that has nothing to do with the others."""
    start, room, problem = standing.start[t], standing.room[t], standing.problem
    if start is None:
        return False
    task = problem.tasks[t]
    if start < 0 or not task.domain >> start & 1 or room not in task.rooms:
        return True
    return room != NO_ROOM and bool(problem.closed[room] & standing.span[t])


def _is_without_company(standing: Standing, t: int) -> bool:
    start = standing.start[t]
    return start is not None and not standing.wish_starts_there(t, standing.room[t]) >> max(start, 0) & 1


def _clashing(standing: Standing) -> Iterator[Pair]:
    """Give the pairs of placed tasks that cannot both stay; some come more than once."""
    problem, span = standing.problem, standing.span
    rooms = range(len(problem.rooms)) if "room-twice" in problem.keeps else ()
    for tasks in (*problem.tasks_of_person, *(tuple(standing.in_room(r)) for r in rooms)):
        taken = 0
        for t in tasks:
            if taken & span[t]:
                yield from ((o, t) for o in tasks if o != t and span[o] & span[t])
            taken |= span[t]
    for t in standing.everyone:
        for o in range(len(span)) if span[t] else ():
            if o != t and span[o] & span[t] and not (problem.tasks[t].quiet and problem.tasks[o].quiet):
                yield t, o
    yield from late_pairs(problem, standing.start, standing.room)
    for tie in standing.ties:
        placed = [t for t in tie.members if standing.start[t] is not None]
        for a, b in pairwise(placed) if tie.kind == "before" else combinations(placed, 2):
            if not standing.agree(tie, a, b):
                yield a, b


def _cover(pairs: Iterable[Pair], burden: Mapping[int, float]) -> tuple[frozenset[int], int]:
    """Give tasks of which each pair has one, the fewest where that could be settled, and how many it takes at least."""
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    chosen: set[int] = set()
    bound = 0
    seen: set[int] = set()
    for t in sorted(beside):
        if t in seen:
            continue
        group = _reached(t, beside)
        seen |= group
        cover, least = _cover_group({a: beside[a] & group for a in sorted(group)}, burden)
        chosen |= cover
        bound += least
    return frozenset(chosen), bound


def _reached(t: int, beside: Mapping[int, set[int]]) -> set[int]:
    found, ahead = {t}, [t]
    while ahead:
        new = beside[ahead.pop()] - found
        found |= new
        ahead += sorted(new)
    return found


def _cover_group(beside: dict[int, set[int]], burden: Mapping[int, float]) -> tuple[set[int], int]:
    """Cover one group of pairs, the fewest first and of these the least burden; give also what it takes at least."""
    best: set[int] = set(beside)
    best_key = (len(best), sum(burden[t] for t in best))
    branches = 0

    def search(left: dict[int, set[int]], taken: set[int]) -> None:
        nonlocal best, best_key, branches
        branches += 1
        left = {t: others for t, others in left.items() if others}
        key = (len(taken), sum(burden[t] for t in taken))
        if not left:
            if key < best_key:
                best, best_key = taken, key
            return
        # of covers of one size the easiest is looked for as long as there are few
        more = 0 if branches < _BRANCHES // 8 else 1
        if branches > _BRANCHES or len(taken) + _matching(left) + more > len(best):
            return
        t = max(left, key=lambda t: (len(left[t]), burden[t], -t))
        others = left[t]
        # either what is beside it moves, or it does; first what looks cheaper
        ways = [{t}, set(others)]
        if sum(burden[o] for o in others) < burden[t] and len(others) == 1:
            ways.reverse()
        for way in ways:
            search({a: b - way for a, b in left.items() if a not in way}, taken | way)

    search(beside, set())
    return best, len(best) if branches <= _BRANCHES else _matching(beside)


def _matching(beside: Mapping[int, set[int]]) -> int:
    """Count pairs that have no task in common: each of them needs one of its own."""
    used: set[int] = set()
    found = 0
    for t, others in beside.items():
        other = next((o for o in sorted(others) if o not in used and o != t), None) if t not in used else None
        if other is not None:
            used |= {t, other}
            found += 1
    return found
