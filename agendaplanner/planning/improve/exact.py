"""Solving a small meeting exactly: CP-SAT looks for a plan that costs less, and may prove that there is none.

The model holds the hard rules and those rules of quality that pairs of sessions and single ones decide: what people want,
rooms too small, ends of the day, what was moved, a track against itself. What it leaves out never costs less than
nothing, so its bound is a bound on the whole cost; a plan that costs no more than the bound is proved best.

ortools is imported when it is needed only: it takes half a second and hundreds of megabytes.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.planning.problem import NO_ROOM, bits, mask
from agendaplanner.planning.stopping import stopped_when
from agendaplanner.planning.walks import is_too_far, walk_together

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.planning.improve.state import State
    from agendaplanner.planning.improve.terms import Bond

MOST_TASKS = 40
"""What may move in a meeting that is solved exactly."""
MOST_PLACES = 20_000
"""With more places than this there is no hope of a proof, and little of a better plan."""
_SCALE = 1000
"""Costs are whole numbers in the model."""


class Solved(msgspec.Struct, frozen=True):
    """What the solver came to."""

    placements: dict[int, tuple[int, int]] | None
    """The cheapest plan by the model, all tasks; None where it found no plan in time."""
    bound: float
    """No plan costs less."""


def can_solve(state: State) -> bool:
    """Tell whether a meeting is small enough, and asks nothing of which the model does not know.

    That is to keep with the track.
    """
    if state.terms.circles or not 0 < len(state.movable) <= MOST_TASKS:
        return False
    tasks = state.problem.tasks
    return sum(tasks[t].domain.bit_count() * len(tasks[t].rooms) for t in state.movable) <= MOST_PLACES


def solve(
    state: State, seconds: float, *, seed: int = 0, workers: int = 2, cancelled: Callable[[], bool] | None = None
) -> Solved:
    """Look for a plan that costs less than the state's, for so many seconds at most.

    ``cancelled`` is asked from another thread, every twentieth of a second.
    """
    from ortools.sat.python import cp_model

    model = _Model(state, cp_model)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed & 0x7FFFFFFF

    with stopped_when(cancelled, solver.stop_search):
        status = solver.solve(model.model)
    # walks are taken more strictly than the checks do: what the model cannot do might be possible
    bound = 0.0 if state.problem.walks else max(solver.best_objective_bound / _SCALE, 0.0)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, bound)
    return Solved(model.placements(solver), bound)


class _Model:
    """The model of a state: literals for starts and places, and a sum of costs to make small."""

    def __init__(self, state: State, cp_model: Any) -> None:
        self.state = state
        self.tasks = state.problem.tasks
        self.model: Any = cp_model.CpModel()
        self.places: dict[int, dict[tuple[int, int], Any]] = {}
        self.starts: dict[int, dict[int, Any]] = {}
        self.costs: list[Any] = []
        self._place_all()
        self._keep_rooms()
        self._keep_apart()
        self._keep_wishes()
        self._keep_walks()
        self._weigh_pairs()
        self.model.minimize(sum(self.costs))

    def placements(self, solver: Any) -> dict[int, tuple[int, int]]:
        """Read a solution."""
        state = self.state
        found = {t: (state.start[t], state.room[t]) for t in state.terms.placed}
        for t, places in self.places.items():
            found[t] = next(place for place, literal in places.items() if solver.boolean_value(literal))
        return found

    def _place_all(self) -> None:
        """Give each task its places, those that nothing which stays fast forbids, with what each costs."""
        state = self.state
        moving = mask(0, 0)
        for t in state.movable:
            moving |= 1 << t
        for t in state.movable:
            self.places[t], self.starts[t] = {}, {}
            for start in bits(self.tasks[t].domain):
                meets = state.meets(t, start) & ~moving
                if meets & state.terms.at_odds[t]:
                    continue
                literals: list[Any] = []
                for room in self.tasks[t].rooms:
                    if room != NO_ROOM and state.blocked[room] & mask(start, start + state.steps[t]):
                        continue
                    if self._is_far_from_what_stays(t, (start, room)):
                        continue
                    literal = self.model.new_bool_var("")
                    self.places[t][start, room] = literal
                    literals.append(literal)
                    self._cost(self._price(t, start, room, meets), literal)
                    self.model.add_hint(literal, (start, room) == (state.start[t], state.room[t]))
                if literals:
                    here = self.model.new_bool_var("")
                    self.model.add(sum(literals) == here)
                    self.starts[t][start] = here
            self.model.add_exactly_one(self.starts[t].values())

    def _price(self, t: int, start: int, room: int, meets: int) -> float:
        """Say what a place costs, beside what stays fast; soft wishes are left out."""
        state = self.state
        soft = sum(bond.weight for bond in state.terms.soft[t] if not state.keeps(t, start, room, bond))
        return state.cost_there(t, start, room, meets) - soft

    def _cost(self, cost: float, literal: Any) -> None:
        if whole := int(cost * _SCALE):
            self.costs.append(whole * literal)

    def _keep_rooms(self) -> None:
        """One task at a time in a room."""
        at: dict[tuple[int, int], list[Any]] = {}
        for t, places in self.places.items():
            for (start, room), literal in places.items():
                if room != NO_ROOM:
                    for step in range(start, start + self.state.steps[t]):
                        at.setdefault((room, step), []).append(literal)
        seen: set[tuple[int, ...]] = set()
        for literals in at.values():
            key = tuple(literal.index for literal in literals)
            if len(literals) > 1 and key not in seen:
                seen.add(key)
                self.model.add_at_most_one(literals)

    def _overlapping(self, a: int, start: int, b: int) -> list[Any]:
        """Give the starts of one task at which it would meet another that starts at a step."""
        low, high = start - self.state.steps[b], start + self.state.steps[a]
        return [literal for other, literal in self.starts[b].items() if low < other < high]

    def _keep_apart(self) -> None:
        """Tasks that share people do not run at the same time."""
        for a in self.starts:
            for b in bits(self.state.terms.at_odds[a]):
                if b in self.starts and a < b:
                    for start, literal in self.starts[a].items():
                        self.model.add_at_most_one([literal, *self._overlapping(a, start, b)])

    def _keep_wishes(self) -> None:
        """Keep hard wishes, and what must start together together."""
        state = self.state
        for a in self.starts:
            for o in state.units[a]:
                if o not in self.starts:
                    for start, literal in self.starts[a].items():
                        if start != state.start[o]:
                            self.model.add(literal == 0)
                elif o > a:
                    for start in self.starts[a].keys() | self.starts[o].keys():
                        self.model.add(self.starts[a].get(start, 0) == self.starts[o].get(start, 0))
            for bond in state.terms.hard[a]:
                if bond.other not in self.starts:
                    for (start, room), literal in self.places[a].items():
                        if not state.keeps(a, start, room, bond):
                            self.model.add(literal == 0)
                elif bond.first and bond.kind == "same room":
                    for room in {*self.tasks[a].rooms, *self.tasks[bond.other].rooms}:
                        self.model.add(self._in_room(a, room) == self._in_room(bond.other, room))
                elif bond.first:
                    for start, literal in self.starts[a].items():
                        clash = [
                            there
                            for other, there in self.starts[bond.other].items()
                            if not self._is_kept(bond, a, start, other)
                        ]
                        if clash:
                            self.model.add_at_most_one([literal, *clash])

    def _is_far_from_what_stays(self, t: int, place: tuple[int, int]) -> bool:
        """Tell whether somebody would have too little time to walk to or from what does not move."""
        state, problem = self.state, self.state.problem
        if not problem.walks:
            return False
        others = {o for p in problem.tasks[t].attending for o in state.terms.tasks_of[p]}
        return any(
            not state.is_movable[o] and o != t and is_too_far(problem, t, place, o, (state.start[o], state.room[o]))
            for o in others
        )

    def _keep_walks(self) -> None:
        """Leave people the time to walk from one task to another."""
        problem = self.state.problem
        for a, b in combinations(self.places, 2):
            if walk_together(problem, a, b):
                for here, literal in self.places[a].items():
                    far = [x for there, x in self.places[b].items() if is_too_far(problem, a, here, b, there)]
                    if far:
                        self.model.add_at_most_one([literal, *far])

    def _in_room(self, t: int, room: int) -> Any:
        return sum(literal for (_, there), literal in self.places[t].items() if there == room)

    def _is_kept(self, bond: Bond, a: int, start: int, other: int) -> bool:
        """Tell whether a wish is kept where its tasks start at two steps."""
        terms, steps = self.state.terms, self.state.steps
        after = (other - start - steps[a]) * terms.minutes >= bond.gap
        before = (start - other - steps[bond.other]) * terms.minutes >= bond.gap
        return {
            "before": after,
            "gap": after or before,
            "same time": start == other,
            "not the same day": terms.day_at[start] != terms.day_at[other],
        }[bond.kind]

    def _weigh_pairs(self) -> None:
        """Weigh what pairs of tasks cost at the same time: people who want both."""
        terms = self.state.terms
        for a in self.starts:
            for b, count in terms.want_counts[a].items():
                if b in self.starts and a < b and not terms.at_odds[a] >> b & 1:
                    both = self.model.new_bool_var("")
                    for start, literal in self.starts[a].items():
                        beside = self._overlapping(a, start, b)
                        if beside:
                            self.model.add(literal + sum(beside) <= 1 + both)
                    self._cost(count * terms.weights.wanted_together, both)
