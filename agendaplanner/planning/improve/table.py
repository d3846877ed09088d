"""What every session would cost at every start, as the others stand: for meetings so large that chance rarely hits.

With the table one look weighs all exchanges of a session with others of its length, or all free places, and draws one
with the chance that annealing would give it (heat bath: Geman and Geman 1984, doi:10.1109/TPAMI.1984.4767596; drawn by
adding Gumbel noise). What the table leaves out, such as a person's day, is weighed afterwards by the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.planning.problem import NO_ROOM, bits

if TYPE_CHECKING:
    from random import Random

    from numpy import ndarray

    from agendaplanner.planning.improve.state import State

    Array = ndarray[Any, Any]

LARGE = 100
"""From so many sessions that may move a table pays."""
IMPOSSIBLE = 1e9
AT_ODDS = 1e6
"""What two that may not run at the same time cost in the table."""
_NOISE = 1 << 16


class Table:
    """Costs by start and task; the tasks are those that may move alone, in the order of their lengths.

    ``costs`` is of the shape (starts, tasks), ``rooms`` of (rooms, tasks), ``together`` of (all tasks, tasks).
    """

    def __init__(self, state: State, random: Random) -> None:
        # numpy takes a tenth of a second to import, and small meetings do without
        import numpy as np

        self._np = np
        self._random = random.random
        self._state = state
        terms = state.terms
        tasks = state.problem.tasks
        alone = [t for t in state.movable if len(state.units[t]) == 1 and not tasks[t].everyone]
        self.tasks = sorted(alone, key=lambda t: (state.steps[t], t))
        self._of = np.array(self.tasks, dtype=np.int64)
        self.place = {t: i for i, t in enumerate(self.tasks)}
        self._classes: list[tuple[int, int, int]] = []
        """(length in steps, first place, end) of those of one length."""
        self._class_of: dict[int, tuple[int, int]] = {}
        for i, t in enumerate(self.tasks):
            if not self._classes or self._classes[-1][0] != state.steps[t]:
                self._classes.append((state.steps[t], i, i))
            steps, first, _ = self._classes[-1]
            self._classes[-1] = (steps, first, i + 1)
        for steps, first, end in self._classes:
            self._class_of[steps] = (first, end)
        count = (terms.horizon - terms.phase) // terms.pace + 1
        self.costs = np.zeros((count, len(self.tasks)))
        self.rooms = np.full((len(state.problem.rooms) + 1, len(self.tasks)), IMPOSSIBLE)
        for i, t in enumerate(self.tasks):
            column = np.full(count, IMPOSSIBLE)
            for start in bits(tasks[t].domain):
                column[self._row(start)] = terms.end_cost[t] if terms.end_starts[t] >> start & 1 else 0.0
            self.costs[:, i] = column
            for room in tasks[t].rooms:
                self.rooms[room, i] = terms.room_cost[t].get(room, 0.0)
        self.together = self._together()
        self._starts = {t: state.start[t] for t in terms.placed}
        for t, start in self._starts.items():
            self._add(t, start, 1.0)
        # row of the start, room and cost of each task where it stands
        self._rows = np.array([self._row(state.start[t]) for t in self.tasks], dtype=np.int64)
        self._where = np.array([state.room[t] for t in self.tasks], dtype=np.int64)
        self._every = np.arange(len(self.tasks))
        self._here = self.costs[self._rows, self._every] + self.rooms[self._where, self._every]
        noise = np.random.default_rng(int(self._random() * (1 << 32))).gumbel(size=_NOISE)
        self._noise = noise
        self._noise_list: list[float] = noise.tolist()
        self._at = 0

    def _row(self, start: int) -> int:
        return (start - self._state.terms.phase) // self._state.terms.pace

    def _together(self) -> Array:
        """Give what each pair costs at the same time."""
        np, terms, place = self._np, self._state.terms, self.place
        weights = terms.weights
        found = np.zeros((terms.size, len(self.tasks)), dtype=np.float32)
        for t in terms.placed:
            row = found[t]
            for o, count in terms.want_counts[t].items():
                if o in place:
                    row[place[o]] += count * weights.wanted_together
            for o in bits(terms.mates[t]):
                if o in place:
                    minutes = min(self._state.steps[t], self._state.steps[o]) * terms.minutes
                    row[place[o]] += minutes * weights.track_against_itself
            for o in bits(terms.at_odds[t]):
                if o in place:
                    row[place[o]] += AT_ODDS
        return found

    def _add(self, t: int, start: int, sign: float) -> None:
        """Add to the costs, or take from them, what running beside a task at a start costs."""
        terms = self._state.terms
        pace, phase = terms.pace, terms.phase
        end = start + self._state.steps[t]
        last = -((phase - end) // pace)
        row = self.together[t] * sign
        for steps, first, stop in self._classes:
            begin = max(-((phase - (start - steps + 1)) // pace), 0)
            self.costs[begin:last, first:stop] += row[first:stop]

    def note(self, tasks: set[int]) -> None:
        """Take note of tasks that have moved."""
        state = self._state
        for t in sorted(tasks):
            now, before = state.start[t], self._starts[t]
            if now != before:
                self._add(t, before, -1.0)
                self._add(t, now, 1.0)
                self._starts[t] = now
            i = self.place.get(t)
            if i is not None:
                self._rows[i] = self._row(now)
                self._where[i] = state.room[t]
        if tasks:
            self._here = self.costs[self._rows, self._every] + self.rooms[self._where, self._every]

    def best_exchange(self, t: int, temperature: float) -> tuple[int, float] | None:
        """Draw a task of the same length to exchange places with, and give the rise in cost by the table; None: stay."""
        np, i = self._np, self.place[t]
        first, end = self._class_of[self._state.steps[t]]
        if end - first < 2:
            return None
        row, rows = self._rows[i], self._rows[first:end]
        together = self.together[t, first:end]
        rises = self.costs[rows, i] + self.costs[row, first:end]
        rises += self.rooms[self._where[first:end], i] + self.rooms[self._where[i], first:end]
        rises -= self._here[first:end]
        rises -= self._here[i]
        # each is counted at the other's start, where it no longer is
        apart = abs(rows - row) * self._state.terms.pace >= self._state.steps[t]
        rises -= 2 * together * apart
        rises[i - first] = 0.0
        at = int(self._random() * (_NOISE - (end - first)))
        chosen = int(np.argmin(rises - temperature * self._noise[at : at + end - first]))
        if chosen == i - first or rises[chosen] >= AT_ODDS / 2:
            return None
        return self.tasks[first + chosen], float(rises[chosen])

    def best_place(self, t: int, temperature: float) -> tuple[int, int, float] | None:
        """Draw a free place for a task: start, room and the rise in cost by the table; None: stay."""
        state, i = self._state, self.place[t]
        task = state.problem.tasks[t]
        costs: list[float] = self.costs[:, i].tolist()
        noise, at = self._noise_list, int(self._random() * _NOISE)
        pace, phase = state.terms.pace, state.terms.phase
        free = {room: task.domain if room == NO_ROOM else state.free_starts(room, t) for room in task.rooms}
        anywhere = 0
        for starts in free.values():
            anywhere |= starts
        anywhere &= task.domain
        # first when, then where
        rooms: list[float] = self.rooms[:, i].tolist()
        here = float(self._here[i])
        best = -temperature * noise[at] + here - rooms[state.room[t]]
        chosen = -1
        while anywhere:
            low = anywhere & -anywhere
            anywhere ^= low
            start = low.bit_length() - 1
            at = (at + 1) % _NOISE
            cost = costs[(start - phase) // pace] - temperature * noise[at]
            if cost < best:
                best, chosen = cost, start
        if chosen < 0 or (cost := costs[(chosen - phase) // pace]) >= AT_ODDS / 2:
            return None
        able = [room for room, starts in free.items() if starts >> chosen & 1]
        room = able[int(self._random() * len(able))]
        return chosen, room, cost + rooms[room] - here
