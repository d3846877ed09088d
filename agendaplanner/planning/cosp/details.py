"""The parts of the CP-SAT model that look at submissions one by one: their order, and the rooms and time slots of some."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from agendaplanner.planning.cosp.exact import Exact


def add_rooms_of_each(exact: Exact, t: int) -> None:
    """Say in which room each of a track's submissions is (``x``)."""
    model, members = exact.model, exact.costs.members[t]
    for i in members:
        for s, w in enumerate(exact.where(i)):
            if w is None:
                continue
            for r in exact.rooms:
                if (t, s, r) in exact.z:
                    literal = exact.x[i, s, r] = exact.literal(f"x{i},{s},{r}")
                    model.add_implication(literal, exact.z[t, s, r])
                    exact.cost(exact.costs.room[i][r], literal)
            model.add(sum(exact.x[i, s, r] for r in exact.rooms if (i, s, r) in exact.x) == w)
    for s in exact.sessions:
        for r in exact.rooms:
            if (t, s, r) in exact.z:
                here = [(exact.size[i], exact.x[i, s, r]) for i in members if (i, s, r) in exact.x]
                model.add(exact.sum_of(here) <= exact.capacity[s])
                model.add_bool_or([*(x for _, x in here), exact.z[t, s, r].negated()])
    for i, j in combinations(members, 2):
        if cost := exact.costs.together.get((min(i, j), max(i, j)), 0):
            apart = exact.literal(f"apart{i},{j}")
            exact.cost(cost, apart)
            for s, other in enumerate(exact.where(j)):
                for r in exact.rooms:
                    if other is not None and (i, s, r) in exact.x:
                        either = [exact.x[j, s, r]] if (j, s, r) in exact.x else []
                        model.add_bool_or([exact.x[i, s, r].negated(), other.negated(), apart, *either])


def add_slots_of_each(exact: Exact, t: int) -> None:
    """Say in which time slot each of a track's submissions begins (``y``), and in which room if that is said (``v``).

    As many are on at once as the track has rooms at the most; then there is a room for each (intervals are perfect).
    """
    model, members = exact.model, exact.costs.members[t]
    for i in members:
        for s, w in enumerate(exact.where(i)):
            if w is None:
                continue
            starts = range(exact.capacity[s] - exact.size[i] + 1)
            for k in starts:
                exact.y[i, s, k] = exact.literal(f"y{i},{s},{k}")
            model.add(sum(exact.y[i, s, k] for k in starts) == w)
            rooms = [r for r in exact.rooms if (i, s, r) in exact.x]
            for r in rooms:
                for k in starts:
                    exact.v[i, s, r, k] = exact.literal(f"v{i},{s},{r},{k}")
                model.add(sum(exact.v[i, s, r, k] for k in starts) == exact.x[i, s, r])
            for k in starts if rooms else ():
                model.add(sum(exact.v[i, s, r, k] for r in rooms) == exact.y[i, s, k])
    for s in exact.sessions:
        for k in range(exact.capacity[s]):
            now = [y for i in members for y in _on(exact, i, s, k)]
            model.add(sum(now) <= exact.count(t, s))
            for r in exact.rooms:
                here = [
                    exact.v[i, s, r, at]
                    for i in members
                    for at in range(k - exact.size[i] + 1, k + 1)
                    if (i, s, r, at) in exact.v
                ]
                if len(here) > 1:
                    model.add_at_most_one(here)


def add_at_once(exact: Exact) -> None:
    """Cost submissions at odds in one time slot, for each that they share."""
    for (i, j), cost in exact.costs.at_once.items():
        for s in exact.sessions:
            for k in range(exact.capacity[s]):
                ones, others = _on(exact, i, s, k), _on(exact, j, s, k)
                if ones and others:
                    clash = exact.literal(f"clash{i},{j},{s},{k}")
                    exact.cost(cost, clash)
                    exact.model.add(sum(ones) + sum(others) <= 1 + clash)


def _on(exact: Exact, i: int, s: int, k: int) -> list[cp_model.IntVar]:
    """Give the literals of which one is true if a submission is on in a time slot."""
    return [y for at in range(k - exact.size[i] + 1, k + 1) if (y := exact.y.get((i, s, at))) is not None]


def add_order(exact: Exact, t: int) -> None:
    """Cost submissions that are not at their places.

    The track's time is a row of points, in the order in which its submissions are counted: sessions, their rooms, their
    time slots, as far as the model says. One is at its place, if that is at its point: fewer have come before, and
    enough have by its end. Of a point with several it is let be seen as in any order.
    """
    ordered = [i for i in exact.costs.members[t] if exact.order[i]]
    if not ordered:
        return
    points = list(_points(exact, t))
    reached: dict[tuple[int, int], cp_model.IntVar] = {}
    for place in sorted({exact.order[i] for i in ordered}):
        so_far: list[cp_model.IntVar] = []
        for n, point in enumerate(points):
            so_far += [literal for _, literal in point]
            literal = reached[place, n] = exact.literal(f"reached{t},{place},{n}")
            exact.when(literal, exact.model.add(sum(so_far) >= place))
            exact.when(literal.negated(), exact.model.add(sum(so_far) <= place - 1))
    wrong = {i: exact.literal(f"wrong{i}") for i in ordered}
    at_place: dict[int, list[cp_model.LiteralT]] = defaultdict(list)
    for i in ordered:
        exact.cost(exact.costs.misplaced, wrong[i])
        at_place[exact.order[i]].append(wrong[i].negated())
    for n, point in enumerate(points):
        for i, literal in point:
            if i in wrong:
                exact.model.add_bool_or([wrong[i], literal.negated(), reached[exact.order[i], n]])
                if n:
                    exact.model.add_bool_or([wrong[i], literal.negated(), reached[exact.order[i], n - 1].negated()])
    for literals in at_place.values():
        if len(literals) > 1:
            exact.model.add_at_most_one(literals)


def _points(exact: Exact, t: int) -> Iterator[list[tuple[int, cp_model.IntVar]]]:
    """Give, point after point, (submission, whether it is there); for several that are alike the first, and how many."""
    members = exact.costs.members[t]
    for s in exact.sessions:
        if not any((i, s, r) in exact.x for i in members for r in exact.rooms):
            yield [(exact.groups[g][0], w) for g in exact.groups_of[t] if (w := exact.w[g][s]) is not None]
        elif not exact.costs.needs_slots(t):
            for r in exact.rooms:
                yield [(i, exact.x[i, s, r]) for i in members if (i, s, r) in exact.x]
        else:
            for r in exact.rooms:
                for k in range(exact.capacity[s]):
                    yield [(i, exact.v[i, s, r, k]) for i in members if (i, s, r, k) in exact.v]
