"""The search behind a re-plan: chains, begun in more than one order, then CP-SAT where that is worth it.

What a re-plan says of it all, and how the rules are chosen that it keeps, is in ``replan``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.changes import Change, Edit
from agendaplanner.model.parts import Placement
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.replan.chains import Chains
from agendaplanner.planning.replan.exact import fewest_moves
from agendaplanner.planning.replan.faults import Faults, displaced_by, faults_of
from agendaplanner.planning.replan.outcome import Outcome, insists

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.problem import Problem
    from agendaplanner.planning.replan.outcome import Place
    from agendaplanner.planning.standing import Standing

TRIES_EACH = 1200
"""How many places are looked at for one displaced session before it is left to the next stage ..."""
TRIES = 2000
"""... and for all of them each time that chains begin anew."""
MOST_EXTRA = 4
"""How many others one displaced session may move."""
EXTRA_EACH = 2
"""How many others may move for each displaced session, all together: never more than three times the displaced move."""
STARTS = 2
"""How often chains begin, each time in another order, where all have a place but more move than must be.

Where something is left over, another order has next to never found a place for it either.
"""
ROUNDS = 4
"""How often it is looked at what moving some has done to others."""
WORTH_EXACT = 3
"""From how many moves more than displaced on CP-SAT is asked."""
PROVABLE = 60
"""Up to how many sessions CP-SAT is asked as soon as anything moves that was not displaced: it can prove the least."""

Settled = Literal["", "bound", "exact"]


class ReplanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How an agenda is re-planned."""

    seed: int = 0
    exact: bool = True
    """Whether CP-SAT may be asked; never in the window's own process."""


class Search:
    """One search, with the rules that it keeps.

    Attributes:
        displaced: The tasks that cannot stay.
        at_least: So many move in every agenda without clashes in which all of them have a place.
        steps: Places tried.
        was_cancelled: Whether it was told to stop.
        is_bound: Whether ``at_least`` counts: not where fewer rules might need fewer moves.
    """

    def __init__(
        self, agenda: Agenda, options: ReplanOptions, cancelled: Callable[[], bool], keeps: frozenset[str]
    ) -> None:
        self.options = options
        self.cancelled = cancelled
        self.was_cancelled = False
        self.is_bound = True
        self.board = LegalityBoard(_without_waiting(agenda), keeps=keeps)
        self.problem: Problem = self.board.problem
        self.standing: Standing = self.board.standing
        self.home: dict[int, Place] = {
            t: (start, self.standing.room[t]) for t, start in enumerate(self.standing.start) if start is not None
        }
        self.fixed = frozenset(t for t, task in enumerate(self.problem.tasks) if task.is_fixed)
        self.displaced: frozenset[int] = frozenset()
        self.at_least = 0
        self.steps = 0
        self.proved = False

    def faults(self) -> Faults:
        """Give what is wrong with what stands."""
        return faults_of(self.standing, self.fixed)

    def run(self, progress: Callable[[int, int], None]) -> Outcome:
        """Search, and leave on the board what was found."""
        best = self._chains(self.options.seed, progress)
        for start in range(1, STARTS):
            if best.left or self._is_good(best) or self._is_cancelled():
                break
            self._restore(self.home)
            found = self._chains(self.options.seed + start, progress)
            if found.key < best.key:
                best = found
        if self.options.exact and self._is_worth_exact(best) and not self._is_cancelled():
            self._restore(best.places)
            found = fewest_moves(
                self.standing,
                self.home,
                best,
                self.displaced,
                self.fixed,
                seed=self.options.seed,
                cancelled=self._is_cancelled,
            )
            if found is not None:
                self.proved = found.is_proved
                if found.outcome.key < best.key and found.outcome.moved <= (1 + EXTRA_EACH) * len(self.displaced):
                    best = found.outcome
        self._restore(best.places)
        return best

    def _is_cancelled(self) -> bool:
        self.was_cancelled = self.was_cancelled or self.cancelled()
        return self.was_cancelled

    def _is_enough(self, tries: int) -> bool:
        return tries >= TRIES or self._is_cancelled()

    def _is_good(self, found: Outcome) -> bool:
        return not found.left and found.moved <= max(self.at_least, len(self.displaced))

    def _is_worth_exact(self, found: Outcome) -> bool:
        small = len(self.problem.tasks) <= PROVABLE and found.moved > self.at_least
        return bool(found.left) or small or found.moved > len(self.displaced) + WORTH_EXACT

    def _chains(self, seed: int, progress: Callable[[int, int], None]) -> Outcome:
        """Insert what cannot stay, and look again at what that did to the others."""
        standing, problem = self.standing, self.problem
        fixed, left, touched = set(self.fixed), set[int](), set[int]()
        for number in range(ROUNDS):
            faults = faults_of(standing, frozenset(fixed))
            if not faults:
                break
            chosen = displaced_by(standing, faults)
            if number == 0:
                self.displaced, self.at_least = chosen.tasks, chosen.at_least
            touched |= chosen.tasks
            for t in sorted(chosen.tasks):
                standing.lift(t)
            chains = Chains(standing, self.home, fixed, seed=seed, enough=self._is_enough)
            spare = EXTRA_EACH * len(self.displaced) - (self._moved() - len(chosen.tasks) if number else 0)
            # those that are pinned by half first: they have the fewest places, and are not left over
            pinned = frozenset(t for t in chosen.tasks if insists(problem.tasks[t]))
            for group in (pinned, chosen.tasks - pinned):
                failed = chains.insert_all(
                    group, tries_each=TRIES_EACH, most_extra=MOST_EXTRA, extra_in_all=max(spare, 0)
                )
                for t in failed:
                    if t in pinned:
                        standing.put(t, *self.home[t])
                        fixed.add(t)
                    else:
                        left.add(t)
            progress(sum(standing.start[t] is not None for t in touched), len(touched))
            chains.go_home(t for t in self.home if standing.start[t] is not None)
            self.steps += chains.tries
        left |= self._unsettled(frozenset(fixed))
        chains = Chains(standing, self.home, fixed, seed=seed)
        left = set(chains.insert_all(left, tries_each=0, most_extra=0, extra_in_all=0))
        return Outcome(self._places(), frozenset(left), len(fixed) > len(self.fixed), self._moved())

    def _unsettled(self, fixed: frozenset[int]) -> set[int]:
        """Lift what still clashes after all rounds: it is left over."""
        found: set[int] = set()
        fixed |= {t for t, task in enumerate(self.problem.tasks) if insists(task)}
        while faults := faults_of(self.standing, fixed):
            for t in displaced_by(self.standing, faults).tasks:
                self.standing.lift(t)
                found.add(t)
        return found

    def _places(self) -> dict[int, Place]:
        standing = self.standing
        return {t: (start, standing.room[t]) for t, start in enumerate(standing.start) if start is not None}

    def _moved(self) -> int:
        places = self._places()
        return sum(places.get(t) != home for t, home in self.home.items())

    def _restore(self, places: dict[int, Place]) -> None:
        standing = self.standing
        for t, start in enumerate(standing.start):
            if start is not None and places.get(t) != (start, standing.room[t]):
                standing.lift(t)
        for t, place in places.items():
            if standing.start[t] is None:
                standing.put(t, *place)

    # what came out

    def session_id(self, t: int) -> str:
        """Give the id of a task's session."""
        return self.problem.tasks[t].session.id

    def placements(self, found: Outcome) -> dict[str, Placement | None]:
        """Give the new placements of the sessions that move."""
        problem, placements = self.problem, dict[str, Placement | None]()
        for t, home in self.home.items():
            place = found.places.get(t)
            if place == home:
                continue
            placements[self.session_id(t)] = None
            if place is not None:
                room = None if place[1] == NO_ROOM else problem.rooms[place[1]]
                placements[self.session_id(t)] = Placement(start=problem.moment_of(place[0]), room=room)
        return placements

    def settled(self, found: Outcome, moved: int) -> Settled:
        """Say how it is known that no fewer could move."""
        if found.held or moved != found.moved or not self.is_bound:
            return ""
        return "bound" if moved == self.at_least else "exact" if self.proved else ""

    def clashing_pins(self, after: Agenda) -> list[str]:
        """Give the ids of what is pinned, by half or wholly, against whose place something speaks."""
        pinned = [after.session[task.session.id] for task in self.problem.tasks if insists(task)]
        return [
            session.id
            for session in pinned
            if session.placement is not None
            and self.board.map(session.id).against(session.placement.start, session.placement.room)
        ]


def _without_waiting(agenda: Agenda) -> Agenda:
    """Give an agenda without its backlog: what waits says nothing about where the others may be."""
    if not agenda.waiting:
        return agenda
    return agenda.apply(Change("Without the backlog", tuple(Edit("session", s.id, s, None) for s in agenda.waiting)))
