"""Drawing moves from the table of costs, many at a time: looking at one task alone takes as long as looking at twenty.

Each draw weighs all exchanges of a task with others of its length, or all free places, and takes one with the chance
that annealing would give it (heat bath: Geman and Geman 1984, doi:10.1109/TPAMI.1984.4767596; drawn by adding Gumbel
noise). What the table leaves out, such as a person's day, is weighed afterwards by the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.improve.table import AT_ODDS, IMPOSSIBLE
from agendaplanner.planning.problem import NO_ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from agendaplanner.planning.improve.state import State
    from agendaplanner.planning.improve.table import Array, Table

    Draw = tuple[list[tuple[int, int, int]], float]
    """Tasks with their new starts and rooms, and the rise in cost by the table that chance has agreed to."""

MOST_AT_ONCE = 32
"""For so many tasks at most anything is drawn at once."""
_NOISE = 1 << 18


class Draws:
    """Draws exchanges and free places for tasks of one length."""

    def __init__(self, table: Table, state: State, random: Random) -> None:
        # not at the top of the file: small meetings do without
        import numpy as np

        self._np = np
        self._table = table
        self._state = state
        self._generator = np.random.default_rng(int(random.random() * (1 << 32)))
        self._random = random.random
        longest = max(table.costs.shape[0] + 1, *(end - first for _, first, end in table.classes))
        self._noise = self._generator.gumbel(size=max(_NOISE, 2 * longest * MOST_AT_ONCE))
        self._of = np.array(table.tasks, dtype=np.int64)
        self._chances: list[Array] = []
        self._of_class: list[float] = []

    def weigh(self, costs: Sequence[float]) -> None:
        """Take note how often each task should be drawn; by column."""
        np = self._np
        weights = np.array(costs)
        total, self._chances, self._of_class = 0.0, [], []
        for _, first, end in self._table.classes:
            self._chances.append(weights[first:end].cumsum())
            total += float(self._chances[-1][-1])
            self._of_class.append(total)

    def pick(self, count: int) -> tuple[int, Array]:
        """Give a class by chance, and so many of its tasks at most, each once: columns of the table."""
        np = self._np
        at, which = self._random() * self._of_class[-1], 0
        while at > self._of_class[which]:
            which += 1
        chances = self._chances[which]
        first = self._table.classes[which][1]
        drawn: Array = self._generator.random(count) * float(chances[-1])
        return which, np.unique(np.searchsorted(chances, drawn)) + first

    def _some_noise(self, rows: int, columns: int) -> Array:
        size = rows * columns
        at = int(self._random() * (len(self._noise) - size))
        return self._noise[at : at + size].reshape(rows, columns)

    def exchanges(self, which: int, picks: Array, temperature: float) -> list[Draw]:
        """Draw for each pick one to exchange places with; those that rather stay are left out."""
        np, table, state = self._np, self._table, self._state
        steps, first, end = table.classes[which]
        costs, rooms, here = table.costs, table.rooms, table.here
        all_rows, all_where = table.rows[first:end], table.where[first:end]
        rows, where = table.rows[picks], table.where[picks]
        rises = costs[rows, first:end]
        rises += rooms[where, first:end]
        rises += costs[:, picks].take(all_rows, axis=0).T
        rises += rooms[:, picks].take(all_where, axis=0).T
        rises -= here[first:end]
        rises -= here[picks, None]
        # each is counted at the other's start, where it no longer is
        apart = np.abs(all_rows - rows[:, None]) * state.terms.pace >= steps
        rises -= 2 * table.together[self._of[picks], first:end] * apart
        each, own = np.arange(len(picks)), picks - first
        rises[each, own] = 0.0
        chosen = (rises - temperature * self._some_noise(len(picks), end - first)).argmin(axis=1)
        rise = rises[each, chosen]
        found: list[Draw] = []
        for k in np.flatnonzero((chosen != own) & (rise < AT_ODDS / 2)).tolist():
            t, o = table.tasks[int(picks[k])], table.tasks[first + int(chosen[k])]
            changes = [(t, state.start[o], state.room[o]), (o, state.start[t], state.room[t])]
            found.append((changes, float(rise[k])))
        return found

    def places(self, which: int, picks: Array, temperature: float) -> list[Draw]:
        """Draw for each pick a free place; those that rather stay are left out."""
        np, table, state = self._np, self._table, self._state
        free = table.free_places(which)
        able = table.able[picks]
        anywhere = able @ free > 0
        costs = np.where(anywhere, table.costs[:, picks].T, IMPOSSIBLE)
        here = table.costs[table.rows[picks], picks]
        rises = costs - here[:, None]
        noise = self._some_noise(len(picks), rises.shape[1] + 1)
        noisy = rises - temperature * noise[:, 1:]
        chosen = noisy.argmin(axis=1)
        each = np.arange(len(picks))
        rise = rises[each, chosen]
        goes = (noisy[each, chosen] < -temperature * noise[:, 0]) & (rise < AT_ODDS / 2)
        found: list[Draw] = []
        for k in np.flatnonzero(goes).tolist():
            i, row = int(picks[k]), int(chosen[k])
            rooms = np.flatnonzero(able[k] * free[:, row])
            room = int(rooms[int(self._random() * len(rooms))])
            if room == len(state.problem.rooms):
                room = NO_ROOM
            # the room is weighed with what the table leaves out
            found.append(([(table.tasks[i], int(table.step_of_row[row]), room)], float(rise[k])))
        return found
