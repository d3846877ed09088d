"""What a plan is judged by, in a problem's integers: tables that do not change while a search moves sessions about.

The rules are those of ``quality``; times are steps, sets of tasks and of steps are Python ints used as bit masks.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from math import gcd
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.slots import Slot, date_of
from agendaplanner.planning.problem import NO_ROOM, bits
from agendaplanner.planning.quality.meetings import touches_ends
from agendaplanner.planning.quality.sizes import big_sessions, bookends, demand, family, ranks, wants_of, works_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.records import Wish
    from agendaplanner.planning.problem import Problem
    from agendaplanner.planning.quality.weights import QualityWeights

    Placements = Mapping[int, tuple[int, int]]

FORBIDDEN = 1e7
"""What it costs to leave a hard wish to keep with the track: more than anything else together."""


class Bond(msgspec.Struct, frozen=True):
    """A wish between two tasks, seen from the first."""

    kind: str
    other: int
    gap: int
    """In minutes."""
    first: bool
    weight: float
    """What breaking it costs; a hard one may not be broken."""


class Terms:
    """The tables of a problem, some of whose tasks are placed.

    Attributes:
        at_odds: By task: the tasks that it may not share a moment with. Bits.
        hard: By task: other wishes that must be kept.
        soft: By task: wishes that cost when broken.
        planes: By task: (place, tasks) for each binary place of the number of people who want both. Tasks as bits.
        wanted: By task: the tasks that anybody wants as well. Bits.
        mates: By task: others of its track, where the track should not run against itself. Bits.
        room_cost: By task: what a room that is too small for those who want it costs.
        end_starts: By task: the starts at an end of the day, where it is big. Bits.
        end_cost: By task: what such a start costs.
        stood: By task: where it was before, if that counts.
        workers: By task: the people whose days it is part of, and who have others.
        tasks_of: By person: the placed tasks they must be at.
        works: By person: those of them in which they have a part. Bits.
        track_of: By task: its track where the track's rooms count, or -1.
        members: By track: its tasks that are not for everyone.
        family_of: By task: the family of items with one number, or -1.
        families: The tasks of each.
        rank_of: By task: its place among the numbers, or -1.
        ranks: The tasks of each number, in order.
        parallel: By task: whether it should not be all there is.
        circles: The wishes to keep with the track: (tasks, cost of each that strays).
        circles_of: By task: the circles that its place matters to.
        pace: All starts are a multiple of this apart.
        phase: The remainder of any start by it.
        shut: By room: the steps in which it is closed, whether or not the plan must keep out of it. Bits.
        horizon: The end of all, in steps.
        day_at: By step: a number for the day that it belongs to.
    """

    def __init__(self, problem: Problem, placed: Placements, weights: QualityWeights) -> None:
        self.problem = problem
        self.weights = weights
        self.placed = sorted(placed)
        self._is_placed = frozenset(placed)
        agenda = problem.agenda
        tasks = problem.tasks
        self.size = len(tasks)
        self.minutes = problem.step_minutes
        self.everyone = tuple(t for t in self.placed if tasks[t].session.is_for_everyone)
        self.at_odds = self._at_odds()
        self.hard: list[list[Bond]] = [[] for _ in tasks]
        self.soft: list[list[Bond]] = [[] for _ in tasks]
        self.circles: list[tuple[tuple[int, ...], float]] = []
        for wish in problem.wishes:
            self._add_wish(wish)
        self._add_bookends()
        self._want()
        self._tracks()
        self._circles()
        self.room_cost: list[dict[int, float]] = [{} for _ in tasks]
        self.end_starts, self.end_cost = [0] * self.size, [0.0] * self.size
        self._sizes(placed)
        self.stood: list[tuple[int, int] | None] = [
            (task.start, task.room) if weights.moved and task.start is not None else None for task in tasks
        ]
        self._people()
        self._numbers()
        alone = weights.alone and len(problem.rooms) > 1
        self.parallel = [bool(alone) and not (task.session.is_for_everyone or task.quiet) for task in tasks]
        self.horizon = max([problem.horizon, *(start + tasks[t].steps for t, (start, _) in placed.items())])
        self.day_at = self._day_at()
        starts = 0
        for t, (start, _) in placed.items():
            starts |= tasks[t].domain | 1 << start
        every = list(bits(starts))
        self.shut = tuple(problem.touched(agenda.room[room].closures) for room in problem.rooms)
        self.pace = gcd(*(b - a for a, b in pairwise(every))) or 1
        self.phase = every[0] % self.pace if every else 0

    # what may not be

    def _at_odds(self) -> list[int]:
        tasks = self.problem.tasks
        found = [0] * self.size
        for each in self.problem.tasks_of_person:
            together = self._mask(each)
            for t in each:
                found[t] |= together
        loud, whole = (self._mask(t for t in self.placed if not tasks[t].quiet), self._mask(self.placed))
        for t in (t for t in self.everyone if tasks[t].everyone):
            against = loud if tasks[t].quiet else whole
            found[t] |= against
            for other in bits(against):
                found[other] |= 1 << t
        for t in range(self.size):
            found[t] &= ~(1 << t)
        return found

    def _mask(self, tasks: Iterable[int]) -> int:
        found = 0
        for t in tasks:
            if t in self._is_placed:
                found |= 1 << t
        return found

    def _add_wish(self, wish: Wish) -> None:
        """Take a wish as it is between the sessions that are placed: the others may wait or be cancelled."""
        index = self.problem.index
        members = [index[s] for s in dict.fromkeys(wish.sessions) if s in index and index[s] in self._is_placed]
        weight = max(wish.weight, 1) * self.weights.wish_broken
        if wish.kind == "keep with track":
            cost = FORBIDDEN if wish.hard else weight
            if cost:
                self.circles.append((tuple(t for t in members if self.problem.tasks[t].track >= 0), cost))
            return
        if not wish.hard and not weight:
            return
        for a, b in pairwise(members) if wish.kind == "before" else combinations(members, 2):
            if wish.hard and wish.kind == "not at the same time":
                self.at_odds[a] |= 1 << b
                self.at_odds[b] |= 1 << a
                continue
            bonds = self.hard if wish.hard else self.soft
            gap = (wish.minutes or 0) if wish.kind in ("before", "gap") else 0
            bonds[a].append(Bond(wish.kind, b, gap, True, weight))
            bonds[b].append(Bond(wish.kind, a, gap, False, weight))

    def _add_bookends(self) -> None:
        """Weigh that the opening comes first and the closing last as soft wishes."""
        weight = self.weights.ends_out_of_place
        for first, later in bookends(self.problem.agenda) if weight else ():
            a, b = self.problem.index[first], self.problem.index[later]
            if a in self._is_placed and b in self._is_placed:
                self.soft[a].append(Bond("before", b, 0, True, weight))
                self.soft[b].append(Bond("before", a, 0, False, weight))

    # what costs

    def _want(self) -> None:
        """Count for each pair of sessions who wants both."""
        counts: list[dict[int, int]] = [defaultdict(int) for _ in range(self.size)]
        if self.weights.wanted_together:
            for wants in wants_of(self.problem.agenda):
                members = [t for s in wants if (t := self.problem.index[s]) in self._is_placed]
                for a, b in combinations(members, 2):
                    counts[a][b] += 1
                    counts[b][a] += 1
        self.want_counts = counts
        self.planes: list[list[tuple[int, int]]] = []
        self.wanted: list[int] = []
        for each in counts:
            masks: dict[int, int] = defaultdict(int)
            for other, count in each.items():
                for place in bits(count):
                    masks[place] |= 1 << other
            self.planes.append(sorted(masks.items()))
            self.wanted.append(self._mask(each))

    def _tracks(self) -> None:
        tasks = self.problem.tasks
        self.members: list[tuple[int, ...]] = [
            tuple(t for t in each if t in self._is_placed and not tasks[t].session.is_for_everyone)
            for each in self.problem.tasks_of_track
        ]
        self.track_of = [-1] * self.size
        self.mates = [0] * self.size
        for track, each in enumerate(self.members):
            together = self._mask(each)
            for t in each:
                if self.weights.track_scattered:
                    self.track_of[t] = track
                if self.weights.track_against_itself:
                    self.mates[t] = together & ~(1 << t)

    def _circles(self) -> None:
        self.circles_of: list[tuple[int, ...]] = [()] * self.size
        for circle, (members, _) in enumerate(self.circles):
            tracks = {self.problem.tasks[t].track for t in members}
            for track in tracks:
                for t in self.problem.tasks_of_track[track]:
                    self.circles_of[t] += (circle,)

    def _sizes(self, placed: Placements) -> None:
        agenda, problem, weights = self.problem.agenda, self.problem, self.weights
        sizes, big = demand(agenda), big_sessions(agenda)
        for t in self.placed:
            task = problem.tasks[t]
            size = sizes[task.session.id]
            if weights.room_too_popular:
                for room in {*task.rooms, placed[t][1]} - {NO_ROOM}:
                    if 0 <= problem.capacity[room] < size:
                        self.room_cost[t][room] = weights.room_too_popular * (size - problem.capacity[room])
            if weights.big_at_the_ends and task.session.id in big:
                self.end_cost[t] = weights.big_at_the_ends * big[task.session.id]
                for start in bits(task.domain | 1 << placed[t][0]):
                    begin = start * self.minutes
                    end = begin + task.session.duration_minutes
                    if touches_ends(agenda.meeting, begin, end, weights.day_end_minutes):
                        self.end_starts[t] |= 1 << start

    def _people(self) -> None:
        weights, problem = self.weights, self.problem
        walks = bool(problem.agenda.meeting.walks) or problem.agenda.meeting.walk_between_buildings_minutes > 0
        self.walks = walks and weights.walk_too_short > 0
        self.tasks_of = [tuple(t for t in each if t in self._is_placed) for each in problem.attended]
        self.works = [0] * len(problem.people)
        index = {person: p for p, person in enumerate(problem.people)}
        for t in self.placed:
            for person in works_in(problem.tasks[t].session):
                self.works[index[person]] |= 1 << t
        self.workers: list[tuple[int, ...]] = [()] * self.size
        if self.walks or weights.hopping or weights.long_work:
            for p, each in enumerate(self.tasks_of):
                if len(each) > 1:
                    for t in each:
                        self.workers[t] += (p,)
        rooms = problem.rooms
        walk = problem.agenda.walk_minutes
        self.walk = [[walk(a, b) for b in rooms] for a in rooms] if self.walks else []

    def _numbers(self) -> None:
        tasks = self.problem.tasks
        self.family_of, self.rank_of = [-1] * self.size, [-1] * self.size
        families: dict[str, list[int]] = defaultdict(list)
        places: dict[int, list[int]] = defaultdict(list)
        order = ranks(self.problem.agenda)
        for t in self.placed:
            session = tasks[t].session
            number = family(session)
            if self.weights.number_apart and number is not None and not session.is_quiet:
                families[number].append(t)
            if self.weights.out_of_order and session.id in order:
                places[order[session.id]].append(t)
        self.families = [tuple(each) for each in families.values() if len(each) > 1]
        self.ranks = [tuple(places[rank]) for rank in sorted(places)]
        for which, groups in ((self.family_of, self.families), (self.rank_of, self.ranks)):
            for i, each in enumerate(groups):
                for t in each:
                    which[t] = i

    def _day_at(self) -> list[int]:
        session, found = self.problem.tasks[0].session, list[int]()
        for step in range(self.horizon + 1):
            moment = self.problem.moment_of(step)
            found.append(date_of(self.problem.agenda, Slot(moment, moment, None, session)).toordinal())
        return found
