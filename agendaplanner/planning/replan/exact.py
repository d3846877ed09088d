"""The fewest moves by CP-SAT, for what chains leave: some sessions are free to move, all others stay where they are.

Where every session that is not pinned is free, an optimum is a proof that no fewer could move. At a large meeting that
would take minutes, and those are free that stand in the way of what was displaced. Only in a process of its own or on
the command line: importing ortools takes half a second, and solving a few hundred MB.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.planning.problem import NO_ROOM, bits
from agendaplanner.planning.replan.outcome import Outcome, Place, insists
from agendaplanner.planning.stopping import stopped_when
from agendaplanner.planning.walks import is_too_far, walk_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agendaplanner.planning.standing import Standing, Tie

MOST_PLACES = 24_000
"""How many places of free sessions a model may have; what it costs to build and to solve grows with them."""
MOST_FREE = 90
"""How many sessions are free at the most where not all can be."""
WORK = 1.0
"""How long CP-SAT may work, in its own deterministic seconds, so that the same seed gives the same plan anywhere."""
SECONDS = 8.0
"""When it is stopped whatever it has done, on a machine that is very slow or very busy."""

_LEFT_OVER = 1_000_000
_MOVED = 1_000
_FARTHEST = 9
"""What a place counts at the most for being far from where its session was: an hour 1, another room 1."""


class Fewest(msgspec.Struct, frozen=True):
    """What CP-SAT found."""

    outcome: Outcome
    is_proved: bool
    """Whether no agenda at all in which everything has a place has fewer moves."""


def fewest_moves(
    standing: Standing,
    home: Mapping[int, Place],
    known: Outcome,
    displaced: frozenset[int],
    fixed: frozenset[int],
    *,
    seed: int,
    cancelled: Callable[[], bool] | None = None,
) -> Fewest | None:
    """Look for an agenda with fewer left over, and then fewer moves, than one that is known and stands now.

    Returns:
        None where it is not of the kind that can be modelled, or nothing was found in time. What stands is left alone.
    """
    if standing.keeps_company or known.held:
        # whether a session has company of its track depends on all the others
        return None
    whole = [t for t in home if t not in fixed]
    lifted = dict(known.places)
    try:
        free = whole
        places = _places(standing, free)
        is_whole = sum(len(each) for each in places.values()) <= MOST_PLACES
        if not is_whole:
            for t in whole:
                if standing.start[t] is None and t in lifted:
                    standing.put(t, *lifted[t])
            free = _neighbourhood(standing, home, known, displaced, fixed)
            places = _places(standing, free)
    finally:
        for t, place in lifted.items():
            if standing.start[t] is None:
                standing.put(t, *place)
    if any(not places[t] and insists(standing.problem.tasks[t]) for t in free):
        return None
    model = _Model(standing, home, places, known)
    found = model.solve(seed, cancelled)
    if found is None:
        return None
    chosen, is_optimal = found
    new = {**known.places, **chosen}
    for t in free:
        if t not in chosen:
            new.pop(t, None)
    left = frozenset(t for t in home if t not in new)
    moved = sum(new.get(t) != place for t, place in home.items())
    # of so many moves the distances together could outweigh one; and the checks take walks less strictly
    is_proved = is_optimal and is_whole and not left and moved < _MOVED // _FARTHEST and not standing.problem.walks
    return Fewest(Outcome(new, left, held=False, moved=moved), is_proved)


def _places(standing: Standing, free: Iterable[int]) -> dict[int, list[Place]]:
    """Lift some tasks, and give the places that each could have among those that stand."""
    free = list(free)
    for t in free:
        if standing.start[t] is not None:
            standing.lift(t)
    return {t: [(start, room) for room, starts in standing.free_places(t) for start in bits(starts)] for t in free}


def _neighbourhood(
    standing: Standing, home: Mapping[int, Place], known: Outcome, displaced: frozenset[int], fixed: frozenset[int]
) -> list[int]:
    """Give the tasks to free: what moved and what is left, then what stands where most of those could be."""
    tasks = standing.problem.tasks
    hot = sorted({t for t, place in home.items() if known.places.get(t) != place} | displaced)
    chosen = dict.fromkeys(hot[:MOST_FREE])
    weights: dict[int, float] = {}
    for t in hot:
        rooms = set(tasks[t].rooms)
        possible = tasks[t].domain
        for o, place in known.places.items():
            if o in fixed or o in chosen or tasks[o].everyone or place[1] not in rooms:
                continue
            reach = (possible & _around(place[0], tasks[o].steps, tasks[t].steps)).bit_count()
            if reach:
                # short ones make way more easily, and whoever shares people had better be free too
                shares = not set(tasks[t].people).isdisjoint(tasks[o].people)
                weights[o] = weights.get(o, 0.0) + reach / tasks[o].steps / len(rooms) * (4 if shares else 1)
    total = sum(len(tasks[t].rooms) * tasks[t].domain.bit_count() for t in chosen)
    for o in sorted(weights, key=lambda o: (-weights[o], o)):
        total += len(tasks[o].rooms) * tasks[o].domain.bit_count() // 3
        if len(chosen) >= MOST_FREE or total > MOST_PLACES:
            break
        chosen[o] = None
    return sorted(chosen)


def _around(start: int, steps: int, length: int) -> int:
    low = max(start - length + 1, 0)
    return ((1 << (start + steps - low)) - 1) << low if start + steps > low else 0


class _Model:
    """One model: a yes or no for each place of each free task."""

    def __init__(
        self, standing: Standing, home: Mapping[int, Place], places: Mapping[int, list[Place]], known: Outcome
    ) -> None:
        from ortools.sat.python import cp_model  # half a second, and only here

        self.cp_model: Any = cp_model
        self.model: Any = cp_model.CpModel()
        self.problem = standing.problem
        self.places = places
        self.at: dict[int, dict[Place, Any]] = {}
        self.starting: dict[int, dict[int, list[Any]]] = {}
        self.left: dict[int, Any] = {}
        self._variables(home, known)
        self._one_at_a_time()
        for a, b in combinations(places, 2):
            if self._crowds(a, b):
                self._apart(a, b)
            if walk_together(self.problem, a, b):
                self._leave_time_to_walk(a, b)
        for tie in standing.ties:
            members = [t for t in tie.members if t in places]
            for a, b in combinations(members, 2):
                self._tied(standing, tie, a, b)

    def _variables(self, home: Mapping[int, Place], known: Outcome) -> None:
        cost: list[Any] = []
        for t, places in self.places.items():
            at = self.at[t] = {place: self.model.new_bool_var("") for place in places}
            starting: dict[int, list[Any]] = {}
            for place, literal in at.items():
                starting.setdefault(place[0], []).append(literal)
                self.model.add_hint(literal, known.places.get(t) == place)
                if place != home[t]:
                    away = abs(place[0] - home[t][0]) * self.problem.step_minutes // 60
                    cost.append((_MOVED + min(away + (place[1] != home[t][1]), _FARTHEST)) * literal)
            self.starting[t] = starting
            if insists(self.problem.tasks[t]):
                self.model.add_exactly_one(at.values())
            else:
                left = self.left[t] = self.model.new_bool_var("")
                self.model.add_hint(left, t not in known.places)
                self.model.add_exactly_one([*at.values(), left])
                cost.append(_LEFT_OVER * left)
        self.model.minimize(sum(cost))

    def _one_at_a_time(self) -> None:
        """A room, and a person, is in one at a time."""
        problem = self.problem
        by_room: dict[tuple[int, int], list[Any]] = {}
        for t, at in self.at.items():
            for (start, room), literal in at.items():
                if room != NO_ROOM and "room-twice" in problem.keeps:
                    for step in range(start, start + problem.tasks[t].steps):
                        by_room.setdefault((room, step), []).append(literal)
        by_person: dict[tuple[int, int], list[Any]] = {}
        together: dict[int, list[int]] = {}
        for t in self.places:
            for person in problem.tasks[t].people:
                together.setdefault(person, []).append(t)
        for person, tasks in together.items():
            for t in tasks if len(tasks) > 1 else ():
                for start, literals in self.starting[t].items():
                    for step in range(start, start + problem.tasks[t].steps):
                        by_person.setdefault((person, step), []).extend(literals)
        for literals in (*by_room.values(), *by_person.values()):
            if len(literals) > 1:
                self.model.add_at_most_one(literals)

    def _crowds(self, a: int, b: int) -> bool:
        one, two = self.problem.tasks[a], self.problem.tasks[b]
        return (one.everyone or two.everyone) and not (one.quiet and two.quiet)

    def _apart(self, a: int, b: int) -> None:
        """Two do not run at the same time."""
        steps_a, steps_b = self.problem.tasks[a].steps, self.problem.tasks[b].steps
        for start, literals in self.starting[a].items():
            beside = [
                literal
                for other, found in self.starting[b].items()
                if other < start + steps_a and start < other + steps_b
                for literal in found
            ]
            if beside:
                self.model.add(sum(literals) + sum(beside) <= 1)

    def _leave_time_to_walk(self, a: int, b: int) -> None:
        """Somebody who must be at both has the time to walk from one to the other."""
        for here, literal in self.at[a].items():
            far = [x for there, x in self.at[b].items() if is_too_far(self.problem, a, here, b, there)]
            if far:
                self.model.add_at_most_one([literal, *far])

    def _tied(self, standing: Standing, tie: Tie, a: int, b: int) -> None:
        """What a wish asks of two holds, or one of them is left over."""
        if tie.kind == "same room":
            rooms = {room for t in (a, b) for _, room in self.at[t]}
            for room in rooms:
                here, there = ([x for (_, r), x in self.at[t].items() if r == room] for t in (a, b))
                for these, those, other in ((here, there, b), (there, here, a)):
                    self.model.add(sum(these) <= sum(those) + self._left(other))
            return
        for start, literals in self.starting[a].items():
            allowed = standing.starts_beside_start(tie, a, start, b)
            beside = [x for other, found in self.starting[b].items() if allowed >> other & 1 for x in found]
            self.model.add(sum(literals) <= sum(beside) + self._left(b))

    def _left(self, t: int) -> Any:
        return self.left.get(t, 0)

    def solve(self, seed: int, cancelled: Callable[[], bool] | None) -> tuple[dict[int, Place], bool] | None:
        """Give the places of the free tasks, and whether they are the best there are; None where there are none."""
        solver: Any = self.cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed % 2**31
        solver.parameters.max_deterministic_time = WORK
        solver.parameters.max_time_in_seconds = SECONDS
        with stopped_when(cancelled, solver.stop_search):
            status = solver.solve(self.model)
        if status not in (self.cp_model.OPTIMAL, self.cp_model.FEASIBLE):
            return None
        chosen = {
            t: place for t, at in self.at.items() for place, literal in at.items() if solver.boolean_value(literal)
        }
        return chosen, status == self.cp_model.OPTIMAL
