"""Proof by CP-SAT: a few sessions with every fact behind a switch; if they cannot be placed, the meeting cannot.

A sub-model that is infeasible proves the whole infeasible, so it is asked about the sessions in trouble first, then with
more and more of those that are bound up with them. OR-tools is loaded here, when it comes to it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from agendaplanner.planning.explain.facts import HOURS, ROOMS, Conflict, Element, Facts
from agendaplanner.planning.explain.minimal import minimal
from agendaplanner.planning.problem import bits, mask, starts_free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from ortools.sat.python import cp_model

_SIZES = (8, 24, 64, 160, 400, 1000)
"""How many sessions are looked at together, growing."""
_MOST_IN_ROOMS = 2400
"""Up to how many pairs of a session and a room the rooms are modelled one by one."""
_MOST_BESIDE = 30_000
"""Up to how many pairs of a session for everyone and another the model is made at all."""
_WORK = 4.0
"""How long a question may take, in CP-SAT's own measure, which is about a second and the same on every machine."""


def find_core(facts: Facts, hot: Sequence[int], seconds: float, cancelled: Callable[[], bool]) -> Conflict | None:
    """Look for a conflict among the sessions in trouble and those bound up with them, and make it minimal."""
    end = time.perf_counter() + seconds
    looked_at = 0
    for size in _SIZES:
        tasks = grown(facts, hot, size)
        crowd = sum(facts.problem.tasks[t].everyone for t in tasks)
        if len(tasks) == looked_at or not tasks or crowd * len(tasks) > _MOST_BESIDE:
            break
        looked_at = len(tasks)
        left = end - time.perf_counter()
        if left <= 0 or cancelled():
            break
        model = SubModel(facts, tasks, hours_hold=True)
        # half of what is left for each, lest one that is hard takes it all
        found = model.conflict(model.elements, left / 2)
        if found is not None:
            return reduced(facts, found | {HOURS}, end - time.perf_counter())
    return None


def reduced(facts: Facts, conflict: Conflict, seconds: float = 10.0) -> Conflict | None:
    """Give a part of a conflict of which nothing can be left out; None where it cannot be confirmed in time."""
    end = time.perf_counter() + max(seconds, 0.5)
    model = SubModel(facts, facts.tasks_in(conflict), only=conflict)
    known: list[Conflict] = []

    def is_impossible(elements: Conflict) -> bool:
        if any(each <= elements for each in known):
            return True
        left = end - time.perf_counter()
        found = model.conflict(elements, left) if left > 0 else None
        if found is not None:
            known.append(found)
        return found is not None

    if not is_impossible(conflict & model.elements):
        return None
    # what the solver named is smaller already
    return minimal(_in_turn(facts, known[-1]), is_impossible)


def grown(facts: Facts, hot: Sequence[int], most: int) -> list[int]:
    """Give some tasks with what is bound up with them, ring by ring; in a ring those with the fewest starts first."""
    tasks = list(dict.fromkeys(hot))[:most]
    members, ring = set(tasks), list(tasks)
    while ring and len(tasks) < most:
        beside: set[int] = set()
        for t in ring:
            beside.update(facts.neighbours(t))
        if len(ring) == len(tasks):
            beside.update(facts.everyone)
        ring = sorted(beside - members, key=lambda t: (facts.problem.tasks[t].domain.bit_count(), t))
        ring = ring[: most - len(tasks)]
        tasks += ring
        members.update(ring)
    if len(tasks) < most:
        others = (t for t in range(len(facts.problem.tasks)) if t not in members)
        tasks += sorted(others, key=lambda t: (facts.problem.tasks[t].domain.bit_count(), t))[: most - len(tasks)]
    return sorted(tasks)


def _in_turn(facts: Facts, elements: Iterable[Element]) -> list[Element]:
    tasks, index = facts.problem.tasks, facts.problem.index
    order = {"closures": 0, "away": 0, "limit": 0, "everyone": 1, "session": 2, "hours": 4}
    return sorted(elements, key=lambda e: (order.get(e[0], 3), tasks[index[e[1]]].steps if e[0] == "session" else 0, e))


class SubModel:
    """Some sessions, with a switch for every element.

    Attributes:
        elements: All that has a switch.
    """

    def __init__(
        self, facts: Facts, tasks: Sequence[int], *, hours_hold: bool = False, only: AbstractSet[Element] | None = None
    ) -> None:
        from ortools.sat.python import cp_model  # half a second, and only here

        self._cp = cp_model
        self._facts = facts
        self._tasks = tasks
        self._hours_hold = hours_hold
        self._only = only
        self._model = cp_model.CpModel()
        self._known_domains: dict[int, cp_model.Domain] = {}
        self._switches: dict[Element, cp_model.IntVar] = {}
        self._start: dict[int, cp_model.IntVar] = {}
        self._held: dict[int, cp_model.IntervalVar] = {}
        self._here: dict[int, cp_model.IntVar] = {}
        for t in tasks:
            self._add_task(t)
        self._add_people()
        self._add_everyone()
        self._add_links()
        self._add_rooms()
        self.elements: frozenset[Element] = frozenset(self._switches)

    def conflict(self, elements: AbstractSet[Element], seconds: float) -> Conflict | None:
        """Give some of these elements that cannot all hold; None where they can, or it could not be told in time."""
        model, solver = self._model, self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = _WORK
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        chosen = sorted(elements & self.elements)
        model.clear_assumptions()
        model.add_assumptions([self._switches[element] for element in chosen])
        if solver.solve(model) != self._cp.INFEASIBLE:
            return None
        named = set(solver.sufficient_assumptions_for_infeasibility())
        return frozenset(element for element in chosen if self._switches[element].index in named)

    def _switch(self, element: Element) -> cp_model.IntVar | None:
        """Give the switch of an element; None where it is to count for nothing."""
        if self._only is not None and element not in self._only:
            return None
        if element not in self._switches:
            self._switches[element] = self._model.new_bool_var(":".join(element))
        return self._switches[element]

    def _domain(self, starts: int) -> cp_model.Domain:
        if starts not in self._known_domains:
            self._known_domains[starts] = self._cp.Domain.from_values(list(bits(starts)))
        return self._known_domains[starts]

    def _add_task(self, t: int) -> None:
        facts, task = self._facts, self._facts.problem.tasks[t]
        session = ("session", task.session.id)
        hold = frozenset({HOURS}) if self._hours_hold else frozenset[Element]()
        # a pin outside the hours must be possible once the hours are left out, and impossible before
        free = facts.domain(t, hold) or facts.domain(t, frozenset())
        start = self._model.new_int_var_from_domain(self._domain(free), task.session.id)
        here = self._switch(session)
        assert here is not None
        self._start[t], self._here[t] = start, here
        self._held[t] = self._model.new_optional_fixed_size_interval_var(start, task.steps, here, task.session.id)
        for element in sorted(facts.own(t)):
            if element[0] in ("closures", "size", "features", "choice", "pin room"):
                continue
            if element == HOURS and self._hours_hold and facts.domain(t, hold):
                continue
            self._limit_starts(t, start, facts.domain(t, frozenset({element})), (element, session))

    def _limit_starts(self, t: int, start: cp_model.IntVar, allowed: int, why: Sequence[Element]) -> None:
        switches = [self._switch(element) for element in why]
        literals = [literal for literal in switches if literal is not None]
        if len(literals) < len(switches):
            return
        if not allowed:
            self._model.add_bool_or([~literal for literal in literals])
            return
        _when(self._model.add_linear_expression_in_domain(start, self._domain(allowed)), *literals)

    def _add_people(self) -> None:
        problem = self._facts.problem
        of_person: dict[int, list[int]] = {}
        for t in self._tasks:
            for person in problem.tasks[t].people:
                of_person.setdefault(person, []).append(t)
        for person, tasks in sorted(of_person.items()):
            if len(tasks) > 1 and (literal := self._switch(("person", problem.people[person]))) is not None:
                _when(self._model.add_no_overlap([self._held[t] for t in tasks]), literal)

    def _add_everyone(self) -> None:
        problem = self._facts.problem
        for t in self._tasks:
            if not problem.tasks[t].everyone:
                continue
            literal = self._switch(("everyone", problem.tasks[t].session.id))
            if literal is None:
                continue
            for other in self._tasks:
                if other != t and not (problem.tasks[t].quiet and problem.tasks[other].quiet):
                    _when(self._model.add_no_overlap([self._held[t], self._held[other]]), literal)

    def _add_links(self) -> None:
        problem, facts = self._facts.problem, self._facts
        members = set(self._tasks)
        for t in self._tasks:
            for link in problem.links[t]:
                # each pair once; the first of an order is the one that sees it so
                if not link.hard or link.other not in members or not link.first or link.other == t:
                    continue
                literal = self._switch(("wish", link.wish))
                if literal is not None:
                    self._add_link(t, link.other, link.kind, link.gap, literal)
            for other in problem.units[problem.unit_of[t]]:
                if other > t and other in members:
                    for element in sorted(facts.together(t, other)):
                        literal = self._switch(element) if element[0] == "group" else None
                        if literal is not None:
                            both = (literal, self._here[t], self._here[other])
                            _when(self._model.add(self._start[t] == self._start[other]), *both)

    def _add_link(self, a: int, b: int, kind: str, gap: int, literal: cp_model.IntVar) -> None:
        tasks = self._facts.problem.tasks
        both = (literal, self._here[a], self._here[b])
        match kind:
            case "before":
                _when(self._model.add(self._start[b] >= self._start[a] + tasks[a].steps + gap), *both)
            case "same time":
                _when(self._model.add(self._start[a] == self._start[b]), *both)
            case "not at the same time":
                _when(self._model.add_no_overlap([self._held[a], self._held[b]]), literal)
            case "gap":
                wide = [
                    self._model.new_optional_fixed_size_interval_var(
                        self._start[t], tasks[t].steps + gap, self._here[t], f"{t} and a gap"
                    )
                    for t in (a, b)
                ]
                _when(self._model.add_no_overlap(wide), literal)
            case "not the same day":
                self._add_days_apart(a, b, both)
            case _:
                pass  # what is said of rooms comes with the rooms, or is left out: that only makes more possible

    def _add_days_apart(self, a: int, b: int, both: Sequence[cp_model.IntVar]) -> None:
        problem = self._facts.problem
        for begin, end in problem.days:
            on_day: list[cp_model.IntVar] = []
            for t in (a, b):
                is_on = self._model.new_bool_var(f"{t} on a day")
                outside = mask(0, self._facts.beyond) & ~mask(begin, end)
                _when(self._model.add_linear_expression_in_domain(self._start[t], self._domain(outside)), ~is_on)
                on_day.append(is_on)
            self._model.add_bool_or([~on_day[0], ~on_day[1], *(~literal for literal in both)])

    def _add_rooms(self) -> None:
        """Put sessions into rooms one by one where those are few; else see only that there are not too many at once."""
        facts, problem, model = self._facts, self._facts.problem, self._model
        takers = [t for t in self._tasks if facts.needs_room(t)]
        literal = self._switch(ROOMS)
        if not takers:
            return
        if len(takers) * len(problem.rooms) > _MOST_IN_ROOMS:
            if literal is not None:
                held = [self._held[t] for t in takers]
                _when(model.add_cumulative(held, [1] * len(held), len(problem.rooms)), literal)
            return
        in_room: dict[int, list[cp_model.IntervalVar]] = {}
        in_each: dict[int, list[cp_model.IntVar]] = {}
        for t in takers:
            choices: list[cp_model.IntVar] = []
            for r in range(len(problem.rooms)):
                chosen = model.new_bool_var(f"{t} in {r}")
                choices.append(chosen)
                self._add_room(t, r, chosen)
                steps = problem.tasks[t].steps
                held = model.new_optional_fixed_size_interval_var(self._start[t], steps, chosen, f"{t} in {r}")
                in_room.setdefault(r, []).append(held)
            self._need_room(t, choices)
            in_each[t] = choices
        self._add_same_rooms(in_each)
        if literal is not None:
            for _, held in sorted(in_room.items()):
                _when(model.add_no_overlap(held), literal)
            if len(takers) > len(problem.rooms) > 1:
                held = [self._held[t] for t in takers]
                _when(model.add_cumulative(held, [1] * len(held), len(problem.rooms)), literal)

    def _add_same_rooms(self, in_each: dict[int, list[cp_model.IntVar]]) -> None:
        """Keep sessions in one room for which a wish wants it."""
        tasks = self._facts.problem.tasks
        for t, choices in in_each.items():
            for link in self._facts.problem.links[t]:
                if not (link.hard and link.first and link.kind == "same room" and link.other in in_each):
                    continue
                literal = self._switch(("wish", link.wish))
                if literal is None or not (tasks[t].session.takes_room and tasks[link.other].session.takes_room):
                    continue
                both = (literal, self._here[t], self._here[link.other])
                for one, other in zip(choices, in_each[link.other], strict=True):
                    _when(self._model.add(one == other), *both)

    def _need_room(self, t: int, choices: Sequence[cp_model.IntVar]) -> None:
        session = self._facts.problem.tasks[t].session
        if session.takes_room:
            self._model.add(sum(choices) == self._here[t])
            return
        self._model.add(sum(choices) <= self._here[t])
        pin = self._switch(("pin room", session.id))
        if pin is not None:  # only its pin keeps it in a room
            self._model.add_bool_or([*choices, ~pin, ~self._here[t]])

    def _add_room(self, t: int, r: int, chosen: cp_model.IntVar) -> None:
        """Say what speaks against a room for a task."""
        facts, problem = self._facts, self._facts.problem
        task, room = problem.tasks[t], problem.rooms[r]
        against = set(facts.room_faults(t)[r])
        if task.pinned_room and task.room != r:
            against.add(("pin room", task.session.id))
        for element in sorted(against):
            if (literal := self._switch(element)) is not None:
                self._model.add_implication(literal, ~chosen)
        if problem.closed[r] and (literal := self._switch(("closures", room))) is not None:
            allowed = starts_free(mask(0, facts.beyond) & ~problem.closed[r], task.steps)
            _when(self._model.add_linear_expression_in_domain(self._start[t], self._domain(allowed)), literal, chosen)


def _when(rule: cp_model.Constraint, *literals: cp_model.LiteralT) -> None:
    """Let a rule count only while all of these are true."""
    rule.only_enforce_if(*literals)  # pyright: ignore[reportUnknownMemberType] # one of its overloads is untyped
