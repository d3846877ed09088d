"""What every session would cost at every start, as the others stand: for meetings so large that chance rarely hits.

What is drawn from it: see ``draws``. What the table leaves out, such as a person's day, is weighed by the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.planning.problem import NO_ROOM, bits

if TYPE_CHECKING:
    from numpy import ndarray

    from agendaplanner.planning.improve.state import State

    Array = ndarray[Any, Any]

LARGE = 100
"""From so many sessions that may move alone a table pays."""
IMPOSSIBLE = 1e9
FEW = 250
"""To so many others a task may matter for its part in their costs to be added one by one."""
AT_ODDS = 1e6
"""What two that may not run at the same time cost in the table."""


class Table:
    """Costs by start and task; the tasks are those that may move alone, in the order of their lengths.

    A row is a start; of the time between two days no more is kept than that what runs on one does not touch the other.
    The last of the rooms is none.

    Attributes:
        step_of_row: The start that each row stands for; of a row between two days, any. Shape (starts,).
        tasks: The tasks, by column.
        classes: (length in steps, first column, end) of those of one length.
        costs: What each task costs at each start, beside all others where they are. Shape (starts, tasks).
        rooms: What each task costs in each room. Shape (rooms + 1, tasks).
        able: Where a room will do for a task, 1. Shape (tasks, rooms + 1).
        together: What each of all tasks costs at the same time as another. Shape (all tasks, tasks).
        rows: The row of each task's start. Shape (tasks,).
        where: The room of each task. Shape (tasks,).
        here: What each task costs where it is. Shape (tasks,).
    """

    def __init__(self, state: State, alone: list[int]) -> None:
        # numpy takes a tenth of a second to import, and small meetings do without
        import numpy as np

        self._np = np
        self._state = state
        terms = state.terms
        tasks = state.problem.tasks
        self.tasks = sorted(alone, key=lambda t: (state.steps[t], t))
        self.place = {t: i for i, t in enumerate(self.tasks)}
        self.classes: list[tuple[int, int, int]] = []
        for i, t in enumerate(self.tasks):
            if not self.classes or self.classes[-1][0] != state.steps[t]:
                self.classes.append((state.steps[t], i, i))
            steps, first, _ = self.classes[-1]
            self.classes[-1] = (steps, first, i + 1)
        # what starts before the first row, or after the last, is beside what does not
        self._margin = max(state.steps) // terms.pace + 1
        self._row_of, step_of_row = self._rows()
        self.step_of_row = np.array(step_of_row, dtype=np.int64)
        count = len(step_of_row)
        whole = np.zeros((count + 2 * self._margin, len(self.tasks)))
        self._flat = whole.reshape(-1)
        self.costs = whole[self._margin : self._margin + count]
        self.rooms = np.full((len(state.problem.rooms) + 1, len(self.tasks)), IMPOSSIBLE)
        for i, t in enumerate(self.tasks):
            column = np.full(count, IMPOSSIBLE)
            for start in bits(tasks[t].domain):
                column[self._row_of[start]] = terms.end_cost[t] if terms.end_starts[t] >> start & 1 else 0.0
            self.costs[:, i] = column
            for room in tasks[t].rooms:
                self.rooms[room, i] = terms.room_cost[t].get(room, 0.0)
        self.together = self._together()
        self._near_to = self._near()
        self._starts = {t: state.start[t] for t in terms.placed}
        for t, start in self._starts.items():
            self._add(t, start, 1.0)
        self._in = {t: state.room[t] for t in terms.placed}
        self.rows = np.array([self._row_of[state.start[t]] for t in self.tasks], dtype=np.int64)
        self.where = np.array([state.room[t] for t in self.tasks], dtype=np.int64)
        self._every = np.arange(len(self.tasks))
        self.here = self.costs[self.rows, self._every] + self.rooms[self.where, self._every]
        count_rooms = len(state.problem.rooms)
        self.able = (self.rooms.T < IMPOSSIBLE).astype(np.float32)
        self._free = np.ones((count_rooms + 1, count), dtype=np.float32)
        self._bytes = (terms.horizon + max(state.steps)) // 8 + 1
        self._used = np.zeros((count_rooms, 8 * self._bytes + 1), dtype=np.int16)
        """By room and step: in how many of the steps before it the room is taken or closed."""
        self._changed = set(range(count_rooms))

    def _rows(self) -> tuple[dict[int, int], list[int]]:
        """Give the row of each start that any task has or may have, and a start for each row."""
        terms, starts = self._state.terms, 0
        for t in terms.placed:
            starts |= self._state.problem.tasks[t].domain | 1 << self._state.start[t]
        row_of: dict[int, int] = {}
        step_of_row: list[int] = []
        for start in bits(starts):
            if step_of_row:
                apart = (start - step_of_row[-1]) // terms.pace
                step_of_row += [step_of_row[-1]] * (min(apart, self._margin) - 1)
            row_of[start] = len(step_of_row)
            step_of_row.append(start)
        return row_of, step_of_row

    def free_places(self, which: int) -> Array:
        """Give where tasks of a class may start in each room, the last of which is none. Shape (rooms, starts); 0 or 1."""
        np, state = self._np, self._state
        if changed := sorted(self._changed):
            busy = b"".join(
                (state.taken[room] | state.blocked[room]).to_bytes(self._bytes, "little") for room in changed
            )
            steps = np.unpackbits(
                np.frombuffer(busy, dtype=np.uint8).reshape(len(changed), -1), axis=1, bitorder="little"
            )
            self._used[changed, 1:] = steps.cumsum(axis=1, dtype=np.int16)
            self._changed.clear()
        steps, first = self.classes[which][0], self.step_of_row
        self._free[:-1] = self._used[:, first] == self._used[:, first + steps]
        return self._free

    def _together(self) -> Array:
        """Give what each pair costs at the same time."""
        np, terms, place = self._np, self._state.terms, self.place
        weights = terms.weights
        found = np.zeros((terms.size, len(self.tasks)), dtype=np.float64)
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

    def _near(self) -> list[tuple[Array, Array] | None]:
        """Give for each task that few others matter to: which of the costs it adds to if it starts in the first row."""
        np, terms, state = self._np, self._state.terms, self._state
        pace, width = terms.pace, len(self.tasks)
        lengths = np.array([state.steps[t] for t in self.tasks])
        # starts of another from which it would meet the task, in rows: from after -length to before the end
        begins = -((lengths - 1) // pace)
        found: list[tuple[Array, Array] | None] = [None] * terms.size
        for t in terms.placed:
            others = np.flatnonzero(self.together[t])
            if len(others) > FEW:
                continue
            last = -(-state.steps[t] // pace)
            counts = last - begins[others]
            columns = np.repeat(others, counts)
            within = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
            rows = np.repeat(begins[others], counts) + within
            found[t] = ((rows + self._margin) * width + columns, self.together[t][columns])
        return found

    def _add(self, t: int, start: int, sign: float) -> None:
        """Add to the costs, or take from them, what running beside a task at a start costs."""
        row, near = self._row_of[start], self._near_to[t]
        if near is not None:
            places, costs = near
            self._flat[places + row * len(self.tasks)] += costs if sign > 0 else -costs
            return
        pace = self._state.terms.pace
        last = row + -(-self._state.steps[t] // pace)
        costs = self.together[t] * sign
        for steps, first, stop in self.classes:
            self.costs[max(row - (steps - 1) // pace, 0) : last, first:stop] += costs[first:stop]

    def note(self, tasks: set[int]) -> None:
        """Take note of tasks that have moved."""
        state = self._state
        for t in sorted(tasks):
            now, before = state.start[t], self._starts[t]
            if now != before:
                self._add(t, before, -1.0)
                self._add(t, now, 1.0)
                self._starts[t] = now
            room, left = state.room[t], self._in[t]
            if now != before or room != left:
                self._changed.update((room, left))
                self._changed.discard(NO_ROOM)
                self._in[t] = room
            i = self.place.get(t)
            if i is not None:
                self.rows[i] = self._row_of[now]
                self.where[i] = room
        if tasks:
            self.here = self.costs[self.rows, self._every] + self.rooms[self.where, self._every]
