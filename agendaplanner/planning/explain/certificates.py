"""What counting proves, looked for around the sessions that are in trouble.

In this order: a session alone; sessions in an order or that start together; what must start together and cannot; one
person, or a room, with more than fits; sessions of which no two may run at the same time; rooms of a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.explain.counting import fit_in_order, fit_one_after_another, room_minutes, too_much
from agendaplanner.planning.explain.facts import HOURS, ROOMS, Conflict, Element, Facts
from agendaplanner.planning.explain.minimal import minimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_IN_A_PROOF = 14
"""Up to how many sessions all orders are looked at where their minutes alone prove nothing."""
_MOST_NAMED = 40
"""Up to how many sessions that need a kind of room it is worked out which of them suffice."""
_MOST_TOGETHER = 60
"""How many sessions that start together are looked at."""
_MOST_IN_CLIQUE = 60
"""How many sessions of which no two may run at the same time are looked for."""
_MOST_AGAIN = 3
"""How often one and the same conflict is found before no more is looked for in that way."""
_MOST_HOT = 8
"""For how many sessions in trouble sets are grown, ..."""
_MOST_CLIQUES = 60
"""... and from how many pairs for each: sets of which no two may run at the same time."""


class Certificate(msgspec.Struct, frozen=True):
    """A conflict that counting proves."""

    conflict: Conflict
    is_minimal: bool
    """Whether nothing can be left out; else that is for ``core`` to see to."""


def certificates(facts: Facts, hot: Sequence[int], enough: Callable[[], bool] = lambda: False) -> list[Certificate]:
    """Give conflicts around the sessions in trouble; what is in a conflict already is not looked at again."""

    def cut(elements: Iterable[Element], is_impossible: Callable[[Conflict], bool]) -> Conflict:
        return minimal(elements, is_impossible, enough)

    found: dict[Conflict, Certificate] = {}
    covered: set[int] = set()
    for look in _LOOKS:
        again = 0
        for t in hot[:_MOST_HOT] if look is _cliques else hot:
            if t in covered or enough() or again > _MOST_AGAIN:
                continue
            conflict = look(facts, t, cut)
            again += conflict in found
            if conflict is not None:
                found.setdefault(conflict, Certificate(conflict, look is not _cliques))
                covered.update(facts.tasks_in(conflict))
    return list(found.values())


def is_proved_impossible(facts: Facts) -> bool:
    """Tell whether counting proves that the sessions of a problem cannot all have a place."""
    tasks = range(len(facts.problem.tasks))
    return any(
        look(facts, t, _whole) is not None
        for look in _LOOKS
        for t in (tasks[:_MOST_HOT] if look is _cliques else tasks)
    )


Cut = Callable[[Iterable[Element], Callable[[Conflict], bool]], Conflict]
"""Makes a conflict smaller, told what is still one."""


def _whole(elements: Iterable[Element], _is_impossible: Callable[[Conflict], bool]) -> Conflict:
    return frozenset(elements)


def _ordered(facts: Facts, elements: Iterable[Element]) -> list[Element]:
    """Give elements in the order in which they are tried to be left out: what is quickly understood stays longest."""
    tasks = facts.problem.tasks

    def key(element: Element) -> tuple[int, int, Element]:
        kind, id_ = element
        if kind == "session":
            return (2, tasks[facts.problem.index[id_]].steps, element)
        return ({"closures": 0, "away": 1, "limit": 1, "person": 3, "hours": 4}.get(kind, 2), 0, element)

    return sorted(elements, key=key)


# a session alone


def _alone(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    everything = facts.own(t) | facts.sessions([t])
    if facts.domain(t, everything):
        return None
    session = ("session", facts.id_of(t))

    def is_impossible(elements: Conflict) -> bool:
        return session in elements and not facts.domain(t, elements)

    return cut(_ordered(facts, everything), is_impossible)


# in an order, or at one start


def _joined(facts: Facts, t: int, kinds: frozenset[str]) -> list[int]:
    """Give all tasks that an order or a common start joins with one."""
    problem, found, waiting = facts.problem, {t}, [t]
    while waiting:
        each = waiting.pop()
        beside = {link.other for link in problem.links[each] if link.hard and link.kind in kinds}
        beside.update(problem.units[problem.unit_of[each]])
        waiting += beside - found
        found |= beside
    return sorted(found)


def _order_rules(facts: Facts, tasks: Sequence[int]) -> tuple[list[tuple[Element, int, int, int]], list[_Pair]]:
    problem, members = facts.problem, set(tasks)
    follows: list[tuple[Element, int, int, int]] = []
    for t in tasks:
        orders = (link for link in problem.links[t] if link.hard and link.kind == "before" and link.first)
        steps = problem.tasks[t].steps
        follows += [(("wish", link.wish), t, link.other, steps + link.gap) for link in orders if link.other in members]
    return follows, _pairs_together(facts, tasks)


_Pair = tuple[Element, int, int]


def _pairs_together(facts: Facts, tasks: Sequence[int]) -> list[_Pair]:
    """Give (element, a, b) for tasks that an element makes start together; neighbours in a group's order do."""
    problem, members = facts.problem, set(tasks)
    found: list[_Pair] = []
    for t in tasks:
        unit = problem.units[problem.unit_of[t]]
        for other in unit[:_MOST_TOGETHER]:
            if other > t and other in members:
                found += [(element, t, other) for element in facts.together(t, other)]
    return found


def _in_order(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    tasks = _joined(facts, t, frozenset({"before", "same time"}))
    if len(tasks) < 2:
        return None
    follows, pairs = _order_rules(facts, tasks)
    everything = set(facts.sessions(tasks)).union(*(facts.own(each) for each in tasks))
    everything.update(rule[0] for rule in follows)
    everything.update(pair[0] for pair in pairs)

    def is_impossible(elements: Conflict) -> bool:
        here = set(facts.tasks_in(elements))
        return not fit_in_order(
            {each: facts.domain(each, elements) for each in sorted(here)},
            [(a, b, d) for element, a, b, d in follows if element in elements and a in here and b in here],
            [(a, b) for element, a, b in pairs if element in elements and a in here and b in here],
        )

    if not is_impossible(frozenset(everything)):
        return None
    return cut(_ordered(facts, everything), is_impossible)


def _start_together(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    """Find two that must start together and may not run at the same time."""
    unit = facts.problem.units[facts.problem.unit_of[t]][:_MOST_TOGETHER]
    if len(unit) < 2:
        return None
    pairs = _pairs_together(facts, unit)
    odds = [(a, b, facts.apart(a, b)) for i, a in enumerate(unit) for b in unit[i + 1 :]]
    odds = [each for each in odds if each[2]]
    if not odds:
        return None
    everything = set(facts.sessions(unit)) | {pair[0] for pair in pairs}
    everything = everything.union(*(each[2] for each in odds))

    def is_impossible(elements: Conflict) -> bool:
        here = set(facts.tasks_in(elements))
        parts = {each: each for each in here}

        def root(each: int) -> int:
            while parts[each] != each:
                each = parts[each]
            return each

        for element, a, b in pairs:
            if element in elements and a in here and b in here:
                parts[root(a)] = root(b)
        return any(a in here and b in here and root(a) == root(b) and why & elements for a, b, why in odds)

    return cut(_ordered(facts, everything), is_impossible) if is_impossible(frozenset(everything)) else None


# one after another


def _cannot_follow(facts: Facts, tasks: Sequence[int], active: Conflict) -> bool:
    """Tell whether it is proved that tasks cannot follow each other."""
    durations = [facts.problem.tasks[t].steps for t in tasks]
    domains = [facts.domain(t, active) for t in tasks]
    if not all(domains):
        return True
    if len(tasks) < 2:
        return False
    reaches = [facts.reach(t, domain) for t, domain in zip(tasks, domains, strict=True)]
    if too_much(durations, reaches) is not None:
        return True
    return len(tasks) <= _MOST_IN_A_PROOF and fit_one_after_another(durations, domains) is False


def _narrowed(facts: Facts, tasks: Sequence[int], active: Conflict) -> list[int]:
    """Give those of some tasks that the minutes prove too much by themselves; all where it is not so."""
    durations = [facts.problem.tasks[t].steps for t in tasks]
    reaches = [facts.reach(t, facts.domain(t, active)) for t in tasks]
    chosen = too_much(durations, reaches) if all(reaches) and len(tasks) > 1 else None
    return list(tasks) if chosen is None else [tasks[i] for i in chosen]


def _all_own(facts: Facts, tasks: Iterable[int]) -> frozenset[Element]:
    return frozenset[Element]().union(*(facts.own(t) for t in tasks))


def _one_after_another(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    """Find a person of a task, or its only room, in which there is more than fits."""
    problem = facts.problem
    found: list[Conflict] = []
    for person in problem.tasks[t].people:
        machine = ("person", problem.people[person])
        conflict = _machine(facts, machine, list(problem.tasks_of_person[person]), lambda tasks, _: list(tasks), cut)
        if conflict is not None:
            found.append(conflict)
    if found:
        # rather one that is due to one person's time alone
        return min(
            found, key=lambda conflict: (len({id_ for kind, id_ in conflict if kind != "session"}), len(conflict))
        )
    if not facts.needs_room(t) or len(only := facts.rooms(t, facts.own(t))) != 1:
        return None

    def confined(tasks: Iterable[int], elements: Conflict) -> list[int]:
        return [o for o in tasks if facts.rooms(o, elements) == only]

    inside = [o for o, task in enumerate(problem.tasks) if task.rooms == tuple(only)]
    return _machine(facts, ROOMS, inside, confined, cut)


def _machine(
    facts: Facts, machine: Element, tasks: list[int], on_it: Callable[[Iterable[int], Conflict], list[int]], cut: Cut
) -> Conflict | None:
    """Find a conflict among tasks that a person or a room can only take one after another."""
    own = _all_own(facts, tasks)
    if not _cannot_follow(facts, tasks, own):
        return None
    tasks = _narrowed(facts, tasks, own)
    everything = facts.sessions(tasks) | _all_own(facts, tasks) | {machine}

    def is_impossible(elements: Conflict) -> bool:
        here = facts.tasks_in(elements)
        if not all(facts.domain(t, elements) for t in here):
            return True
        return machine in elements and _cannot_follow(facts, on_it(here, elements), elements)

    if not is_impossible(everything):
        return None
    return cut(_ordered(facts, everything), is_impossible)


def _cliques(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    """Find tasks of which no two may run at the same time, by whatever reasons, and that take more than there is.

    The conflict is not minimal yet, but its sessions are.
    """
    beside = sorted(facts.neighbours(t), key=lambda o: (facts.domain(o, facts.own(o)).bit_count(), o))
    for grown in _grown(facts, t, [*beside[:_MOST_IN_CLIQUE], *facts.everyone[:_MOST_IN_CLIQUE]]):
        own = _all_own(facts, grown)
        if not _cannot_follow(facts, grown, own):
            continue
        tasks = _narrowed(facts, grown, own)

        def is_impossible(elements: Conflict) -> bool:
            here = facts.tasks_in(elements)
            return _cannot_follow(facts, here, _all_own(facts, here))

        sessions = cut(_ordered(facts, facts.sessions(tasks)), is_impossible)
        chosen = facts.tasks_in(sessions)
        edges = [facts.apart(a, b) for i, a in enumerate(chosen) for b in chosen[i + 1 :]]
        return sessions.union(_all_own(facts, chosen), _cover(edges))
    return None


def _grown(facts: Facts, t: int, beside: Sequence[int]) -> Iterator[list[int]]:
    seen: set[frozenset[int]] = set()
    for first in beside[:_MOST_CLIQUES]:
        if first == t or not facts.apart(t, first):
            continue
        clique = [t, first]
        for other in beside:
            if (
                len(clique) < _MOST_IN_CLIQUE
                and other not in clique
                and all(facts.apart(other, member) for member in clique)
            ):
                clique.append(other)
        if frozenset(clique) not in seen:
            seen.add(frozenset(clique))
            yield clique


def _cover(edges: Sequence[frozenset[Element]]) -> frozenset[Element]:
    """Choose a few elements that keep every pair apart."""
    left, chosen = list(edges), set[Element]()
    while left:
        counts: dict[Element, int] = {}
        for edge in left:
            for element in edge:
                counts[element] = counts.get(element, 0) + 1
        best = max(sorted(counts), key=lambda element: counts[element])
        chosen.add(best)
        left = [edge for edge in left if best not in edge]
    return frozenset(chosen)


# rooms of a kind


def _kinds_of_room(facts: Facts, t: int, cut: Cut) -> Conflict | None:
    """Find a kind of room with less time than the sessions take that need one of the kind."""
    problem = facts.problem
    if not facts.needs_room(t) or not problem.rooms or "outside-hours" not in problem.keeps:
        return None
    for kind in (frozenset(facts.rooms(t, facts.own(t))), frozenset(range(len(problem.rooms)))):
        if kind in facts.kinds_of_room:
            continue
        facts.kinds_of_room.add(kind)
        conflict = _too_few_rooms(facts, kind, cut)
        if conflict is not None:
            return conflict
    return None


def _too_few_rooms(facts: Facts, kind: frozenset[int], cut: Cut) -> Conflict | None:
    problem, tasks = facts.problem, facts.problem.tasks
    everyone = [o for o in facts.everyone if not tasks[o].quiet]
    inside = [
        o for o, task in enumerate(tasks) if facts.needs_room(o) and not task.everyone and kind.issuperset(task.rooms)
    ]
    unbound = len(kind) == len(problem.rooms)
    everything = facts.sessions([*inside, *everyone]) | {HOURS, ROOMS}
    everything |= {("closures", problem.rooms[r]) for r in kind if problem.closed[r]}
    everything |= {("everyone", facts.id_of(o)) for o in everyone}
    needs = ("size", "features", "choice", "pin room")
    if not unbound:
        everything |= {element for o in inside for element in facts.own(o) if element[0] in needs}

    def is_impossible(elements: Conflict) -> bool:
        if HOURS not in elements or ROOMS not in elements:
            return False
        here = [o for o in facts.tasks_in(elements) if not tasks[o].everyone]
        if not unbound:
            here = [o for o in here if kind.issuperset(facts.rooms(o, elements))]
        shut = [problem.closed[r] if ("closures", problem.rooms[r]) in elements else 0 for r in sorted(kind)]
        sessions = set(facts.tasks_in(elements))
        lost = sum(tasks[o].steps for o in everyone if o in sessions and ("everyone", facts.id_of(o)) in elements)
        most = room_minutes(
            [problem.open & ~each for each in shut],
            [(problem.open & each).bit_count() for each in shut],
            lost,
            lambda: [tasks[o].steps for o in here],
        )
        return sum(tasks[o].steps for o in here) > most

    if not is_impossible(everything):
        return None
    if len(inside) <= _MOST_NAMED:
        return cut(_ordered(facts, everything), is_impossible)
    fixed = facts.sessions(inside) | {e for e in everything if e[0] in needs}
    return fixed | cut(_ordered(facts, everything - fixed), lambda elements: is_impossible(elements | fixed))


_LOOKS = (_alone, _in_order, _start_together, _one_after_another, _kinds_of_room, _cliques)
"""What is looked for, the plainest first."""
