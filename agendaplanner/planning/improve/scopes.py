"""What a person's day, a track, a family of items cost: scopes of tasks, worked out again when a task of one moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.improve.terms import FORBIDDEN
from agendaplanner.planning.problem import NO_ROOM

if TYPE_CHECKING:
    from agendaplanner.planning.improve.state import State


class Scopes:
    """The costs of a state's scopes, kept up to date as its tasks move."""

    def __init__(self, state: State) -> None:
        self._state = state
        terms = self._terms = state.terms
        self._people = [self._person_cost(p) for p in range(len(terms.problem.people))]
        self._tracks = [self._track_cost(k) for k in range(len(terms.members))]
        # what breaks a hard wish at the beginning is pinned so
        self._excused = [
            self._strays(c) if cost >= FORBIDDEN else set[int]() for c, (_, cost) in enumerate(terms.circles)
        ]
        self._circles = [self._circle_cost(c) for c in range(len(terms.circles))]
        self._families = [self._family_cost(f) for f in range(len(terms.families))]
        self._ranks = [self._rank_cost(r) for r in range(len(terms.ranks) - 1)]

    def total(self) -> float:
        """Give what all of them cost."""
        scopes = (self._people, self._tracks, self._circles, self._families, self._ranks)
        return sum(sum(each) for each in scopes)

    def cost_of(self, t: int) -> float:
        """Say how much of the cost a task has a part in."""
        terms = self._terms
        cost = sum(self._people[p] for p in terms.workers[t])
        if (track := terms.track_of[t]) >= 0:
            cost += self._tracks[track] / len(terms.members[track])
        if terms.family_of[t] >= 0:
            cost += self._families[terms.family_of[t]]
        if (rank := terms.rank_of[t]) >= 0:
            cost += sum(self._ranks[r] for r in (rank - 1, rank) if 0 <= r < len(self._ranks))
        return cost + sum(self._circles[c] for c in terms.circles_of[t])

    def gain_within(self, t: int) -> float:
        """Give at most how much less the scopes of a task could cost."""
        terms = self._terms
        if terms.family_of[t] >= 0 or terms.rank_of[t] >= 0 or terms.circles_of[t]:
            return 1e18
        gain = sum(self._people[p] for p in terms.workers[t])
        return gain + (terms.weights.track_scattered if terms.track_of[t] >= 0 else 0.0)

    def change(self, t: int, is_other_time: bool) -> float:
        """Take note that a task stands elsewhere, and give by how much its scopes cost more."""
        terms = self._terms
        change = 0.0
        for p in terms.workers[t]:
            now = self._person_cost(p)
            change += now - self._people[p]
            self._people[p] = now
        if (track := terms.track_of[t]) >= 0:
            now = self._track_cost(track)
            change += now - self._tracks[track]
            self._tracks[track] = now
        for circle in terms.circles_of[t]:
            now = self._circle_cost(circle)
            change += now - self._circles[circle]
            self._circles[circle] = now
        if is_other_time:
            change += self._change_order(t)
        return change

    def _change_order(self, t: int) -> float:
        change = 0.0
        if (f := self._terms.family_of[t]) >= 0:
            now = self._family_cost(f)
            change += now - self._families[f]
            self._families[f] = now
        if (rank := self._terms.rank_of[t]) >= 0:
            for r in (rank - 1, rank):
                if 0 <= r < len(self._ranks):
                    now = self._rank_cost(r)
                    change += now - self._ranks[r]
                    self._ranks[r] = now
        return change

    def _person_cost(self, p: int) -> float:
        """Give what a person's days cost: changes of rooms and days, too long work, walks."""
        terms = self._terms
        tasks = terms.tasks_of[p]
        if not tasks:
            return 0.0
        # this is most of what a move takes where people count: no calls, no lists that are thrown away
        weights, room, minutes, day_at = terms.weights, self._state.room, terms.minutes, terms.day_at
        every = self._state.items
        items = sorted([every[t] for t in tasks])
        rest, most = weights.rest_minutes, weights.work_limit_minutes
        hops = too_long = short = days = 0
        works, walks = terms.works[p], terms.walks
        last_room, last_day, day_of_work = NO_ROOM, -1, -1
        begun, ends = items[0][0], items[0][1]
        end_before, room_before = -1, NO_ROOM
        for start, end, _, t in items:
            here = room[t]
            if works >> t & 1:
                day = day_at[start]
                if day != day_of_work:
                    days += 1
                    day_of_work = day
                if here != NO_ROOM:
                    if last_room not in (here, NO_ROOM) and last_day == day:
                        hops += 1
                    last_room, last_day = here, day
            if (start - ends) * minutes >= rest:
                worked = (ends - begun) * minutes - most
                if worked > 0:
                    too_long += worked
                begun, ends = start, end
            elif end > ends:
                ends = end
            if walks:
                if start >= end_before >= 0 and here != NO_ROOM and room_before != NO_ROOM:
                    short += max(terms.walk[room_before][here] - (start - end_before) * minutes, 0)
                end_before, room_before = end, here
        worked = (ends - begun) * minutes - most
        if worked > 0:
            too_long += worked
        if days > 1:
            hops += days - 1
        return hops * weights.hopping + too_long * weights.long_work + short * weights.walk_too_short

    def _track_cost(self, track: int) -> float:
        start, rooms, days_at = self._state.start, self._state.room, self._terms.day_at
        places = {(days_at[start[t]], rooms[t]) for t in self._terms.members[track] if rooms[t] != NO_ROOM}
        days = {place[0] for place in places}
        return (len(places) - len(days)) * self._terms.weights.track_scattered

    def _circle_cost(self, circle: int) -> float:
        """Give the cost of those that should keep with their track and do not, but for those that are pinned so."""
        return len(self._strays(circle) - self._excused[circle]) * self._terms.circles[circle][1]

    def _strays(self, circle: int) -> set[int]:
        """Give the tasks that should keep with their track and are nowhere on a day with another of it."""
        problem, day_at, found = self._terms.problem, self._terms.day_at, set[int]()
        start, room = self._state.start, self._state.room
        for t in self._terms.circles[circle][0]:
            others = [o for o in problem.tasks_of_track[problem.tasks[t].track] if o != t and start[o] >= 0]
            here = (room[t], day_at[start[t]])
            if others and all((room[o], day_at[start[o]]) != here for o in others):
                found.add(t)
        return found

    def _family_cost(self, family: int) -> float:
        starts = {self._state.start[t] for t in self._terms.families[family]}
        return (len(starts) - 1) * self._terms.weights.number_apart

    def _rank_cost(self, rank: int) -> float:
        start = self._state.start
        here, after = self._terms.ranks[rank : rank + 2]
        back = max(start[t] for t in here) - min(start[t] for t in after)
        return max(back, 0) * self._terms.minutes * self._terms.weights.out_of_order
