"""What the search may try with a plan: to move one session, to exchange two, to exchange rooms, to move a unit.

A try that does not pay is undone; a plan without clashes stays one, and what may not move is never moved.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from agendaplanner.planning.improve.draws import MOST_AT_ONCE, Draws
from agendaplanner.planning.improve.table import LARGE, Table
from agendaplanner.planning.problem import NO_ROOM, bits, mask, starts_free

if TYPE_CHECKING:
    from random import Random

    from agendaplanner.planning.improve.state import State

    Change = tuple[int, int, int]
    """Task, start and room."""

_LOOKS = 4
"""How many starts of a room are looked at for one that people and wishes allow."""
EXCHANGES = 0.3
"""How often a table is asked for an exchange; else for a free place."""
NUDGES = 0.2
"""How often a task is only moved a little ..."""
NEAR = 6
"""... by so many paces at most."""
BY_CHANCE = 0.01
"""How often a table is not asked: chance alone hits less, but knows moves that a table does not."""
_SWEEPS = 5
_GAIN = 1e-6
"""What pays: less is noise of adding up."""
_AWAY = 8
"""How many tasks may make way for one."""


class Moves:
    """Tries changes of a state. Each try tells whether the state was changed: if the cost rises by ``limit`` at most."""

    def __init__(self, state: State, random: Random) -> None:
        self.state = state
        self._random = random.random
        self._tasks = state.problem.tasks
        alike: dict[int, list[int]] = defaultdict(list)
        for t in state.movable:
            if len(state.units[t]) == 1:
                alike[state.steps[t]].append(t)
        self._alike = alike
        alone = [t for t in state.movable if len(state.units[t]) == 1 and not self._tasks[t].everyone]
        self.table = Table(state, alone) if len(alone) >= LARGE else None
        self._chosen: list[int] = []
        self._draws = Draws(self.table, state, random) if self.table is not None else None
        weights = state.terms.weights
        self._rooms_matter = bool(
            weights.room_too_popular
            or weights.track_scattered
            or weights.hopping
            or weights.walk_too_short
            or weights.holes
        )

    def attempt(self, t: int, limit: float) -> bool:
        """Try something with a task, by chance."""
        chance = self._random()
        if len(self.state.units[t]) > 1:
            if chance < 0.6:
                return self.move_unit(t, limit)
            return self.exchange_rooms(t, limit) if chance < 0.8 else self.relocate(t, limit)
        if self._tasks[t].everyone:
            return self.make_way(t, limit) if chance < 0.5 else self.relocate(t, limit)
        if chance < 0.5:
            return self.relocate(t, limit)
        if chance < 0.8:
            return self.exchange(t, limit)
        if chance < 0.9 or not self._rooms_matter:
            return self.make_way(t, limit)
        return self.exchange_rooms(t, limit)

    def weigh(self, shares: dict[int, int]) -> None:
        """Take note how often each task should be tried."""
        self._chosen = [t for t, share in shares.items() for _ in range(share)]
        if self._draws is not None and self.table is not None:
            self._draws.weigh([shares[t] for t in self.table.tasks])

    def several(self, temperature: float) -> int:
        """Try some moves, and give how many: what the table draws for some tasks, or something by chance."""
        draws, random = self._draws, self._random
        count = MOST_AT_ONCE if draws is not None else 1
        if draws is None or random() < BY_CHANCE:
            for _ in range(count):
                t = self._chosen[int(random() * len(self._chosen))]
                self.attempt(t, -temperature * math.log(random() or _GAIN))
        else:
            which, tasks = draws.pick(count)
            draw = draws.exchanges if random() < EXCHANGES else draws.places
            for changes, rise in draw(which, tasks, temperature):
                # chance has had its say on what the table knows: what it does not know is weighed now
                self._do(changes, rise - temperature * math.log(random() or _GAIN))
        self.noted()
        return count

    def noted(self) -> None:
        """Let the table know what has moved."""
        if self.table is not None:
            self.table.note(self.state.touched)
        self.state.touched.clear()

    def relocate(self, t: int, limit: float) -> bool:
        """Move a task to a free place; what must start with others keeps its start."""
        state, task = self.state, self._tasks[t]
        start, room = state.start[t], state.room[t]
        rooms = task.rooms
        legal = task.domain
        if self._random() < NUDGES:
            # a little earlier or later, where it is
            to, near = room, NEAR * state.terms.pace
            legal &= mask(start - near, start + near + 1)
        else:
            to = rooms[int(self._random() * len(rooms))]
        if len(state.units[t]) > 1:
            legal &= 1 << start
        if to == room and to != NO_ROOM:
            free = ~(state.taken[to] & ~state.span(t) | state.blocked[to])
            legal &= starts_free(free & mask(0, state.problem.horizon), task.steps)
        elif to != NO_ROOM:
            legal &= state.free_starts(to, t)
        if to == room:
            legal &= ~(1 << start)
        for _ in range(_LOOKS):
            if not legal:
                return False
            at = int(self._random() * legal.bit_length())
            later = legal >> at
            at += (later & -later).bit_length() - 1
            meets = state.meets(t, at)
            if state.may_be(t, at, to, meets):
                break
            legal ^= 1 << at
        else:
            return False
        rise = state.cost_there(t, at, to, meets) - state.cost_there(t, start, room, state.meets(t, start))
        if rise > limit and rise - state.gain_within(t) > limit:
            return False
        before = state.total
        if state.move(t, at, to) <= limit:
            return True
        state.move(t, start, room)
        state.total = before
        return False

    def settle(self) -> int:
        """Move single tasks a little, or to other rooms, as long as that pays; give the number of tries."""
        state, tries = self.state, 0
        near = NEAR * state.terms.pace
        for _ in range(_SWEEPS):
            before = state.total
            for t in state.movable:
                domain, start = self._tasks[t].domain, state.start[t]
                starts = bits(domain & mask(start - near, start + near + 1)) if len(state.units[t]) == 1 else (start,)
                for at in starts:
                    rooms = self._tasks[t].rooms if at == start else (state.room[t],)
                    for room in rooms:
                        tries += 1
                        if (at, room) != (state.start[t], state.room[t]):
                            self._do([(t, at, room)], -_GAIN)
            if state.total > before - _GAIN:
                break
        return tries

    def exchange(self, t: int, limit: float) -> bool:
        """Let two tasks take each other's place: mostly two of one length, of whatever rooms."""
        state = self.state
        alike = self._alike[state.steps[t]]
        if len(alike) < 2:
            return self.make_way(t, limit)
        o = alike[int(self._random() * len(alike))]
        start, room, there, other_room = state.start[t], state.room[t], state.start[o], state.room[o]
        if o == t or not self._tasks[t].domain >> there & 1 or not self._tasks[o].domain >> start & 1:
            return False
        if other_room not in self._tasks[t].rooms or room not in self._tasks[o].rooms:
            return False
        if start == there:
            return room != other_room and self._do([(t, start, other_room), (o, there, room)], limit)
        # what the two are to each other does not change: they are of one length
        rest = ~(1 << t | 1 << o)
        meets_t, meets_o = state.meets(t, there) & rest, state.meets(o, start) & rest
        if meets_t & state.terms.at_odds[t] or meets_o & state.terms.at_odds[o]:
            return False
        rise = state.cost_there(t, there, other_room, meets_t) - state.cost_there(
            t, start, room, state.meets(t, start) & rest
        )
        if rise - state.cost_there(o, there, other_room, state.meets(o, there) & rest) > limit + state.gain_within(
            t
        ) + state.gain_within(o):
            return False
        return self._do([(t, there, other_room), (o, start, room)], limit)

    def make_way(self, t: int, limit: float) -> bool:
        """Move a task to any place; those that stand there go where it was, as they are to each other."""
        state, task = self.state, self._tasks[t]
        start = state.start[t]
        domain = task.domain & ~(1 << start)
        if not domain:
            return False
        at = int(self._random() * domain.bit_length())
        later = domain >> at
        at += (later & -later).bit_length() - 1
        to = task.rooms[int(self._random() * len(task.rooms))]
        meets = state.meets(t, at) & ~(1 << t)
        away = meets & state.terms.at_odds[t]
        if to != NO_ROOM:
            for o in state.in_room(to, at, at + task.steps):
                away |= 1 << o
        away &= ~(1 << t)
        if away.bit_count() > _AWAY:
            return False
        changes: list[Change] = [(t, at, to)]
        offset = start - at
        if abs(offset) < task.steps:
            # close by: the two change their order, and the longer one's length counts
            offset = task.steps if offset > 0 else -task.steps
        for o in bits(away):
            for member in state.units[o]:
                there = state.start[member] + offset
                if not state.is_movable[member] or there < 0 or not self._tasks[member].domain >> there & 1:
                    return False
                room = state.room[member]
                if room == to and room != state.room[t] and self._random() < 0.5:
                    room = state.room[t]
                if room not in self._tasks[member].rooms:
                    return False
                if all(member != change[0] for change in changes):
                    changes.append((member, there, room))
        return self._do(changes, limit)

    def exchange_rooms(self, t: int, limit: float) -> bool:
        """Let two tasks that run at the same time, or one and a free room, take each other's room."""
        state, task = self.state, self._tasks[t]
        start, room = state.start[t], state.room[t]
        if len(task.rooms) < 2:
            return False
        to = task.rooms[int(self._random() * len(task.rooms))]
        if to in (room, NO_ROOM) or room == NO_ROOM:
            return False
        changes: list[Change] = [(t, start, to)]
        for o in state.in_room(to, start, start + task.steps):
            if not state.is_movable[o] or room not in self._tasks[o].rooms:
                return False
            changes.append((o, state.start[o], room))
        return self._do(changes, limit)

    def move_unit(self, t: int, limit: float) -> bool:
        """Move all that must start together, each to its own room or to one that is free."""
        state = self.state
        members = state.units[t]
        if not all(state.is_movable[o] for o in members):
            return False
        domain = ~(1 << state.start[t])
        spans: dict[int, int] = {}
        for o in members:
            domain &= self._tasks[o].domain
            spans[state.room[o]] = spans.get(state.room[o], 0) | state.span(o)
        if not domain:
            return False
        at = int(self._random() * domain.bit_length())
        later = domain >> at
        at += (later & -later).bit_length() - 1
        changes: list[Change] = []
        given: set[int] = set()
        for o in members:
            rooms = self._tasks[o].rooms
            wanted = (state.room[o], *(rooms[int(self._random() * len(rooms))] for _ in range(3)))
            for room in wanted:
                if room == NO_ROOM:
                    break
                if room not in given and state.is_free(room, at, state.steps[o], spans.get(room, 0)):
                    given.add(room)
                    break
            else:
                return False
            changes.append((o, at, room))
        return self._do(changes, limit)

    def _do(self, changes: list[Change], limit: float) -> bool:
        """Make some changes at once, if that is allowed and pays."""
        if len(changes) == 1:
            return self._place(*changes[0], limit)
        state = self.state
        gone = 0
        for t, _, _ in changes:
            gone |= 1 << t
        lifted: dict[int, int] = {}
        for t, _, _ in changes:
            lifted[state.room[t]] = lifted.get(state.room[t], 0) | state.span(t)
        filled: dict[int, int] = {}
        for t, start, room in changes:
            span = mask(start, start + state.steps[t])
            if room != NO_ROOM:
                there = filled.get(room, 0)
                if there & span or not state.is_free(room, start, state.steps[t], lifted.get(room, 0)):
                    return False
                filled[room] = there | span
            if state.meets(t, start) & ~gone & state.terms.at_odds[t]:
                return False
        before, total = [(t, state.start[t], state.room[t]) for t, _, _ in changes], state.total
        for change in changes:
            state.move(*change)
        if state.total - total <= limit and all(
            state.may_be(t, start, room, state.meets(t, start)) for t, start, room in changes
        ):
            return True
        for place in reversed(before):
            state.move(*place)
        state.total = total
        return False

    def _place(self, t: int, start: int, room: int, limit: float) -> bool:
        """Move one task, if that is allowed and pays."""
        state = self.state
        old_start, old_room, total = state.start[t], state.room[t], state.total
        own = state.span(t) if room == old_room else 0
        if room != NO_ROOM and not state.is_free(room, start, state.steps[t], own):
            return False
        if not state.may_be(t, start, room, state.meets(t, start)):
            return False
        state.move(t, start, room)
        if state.total - total <= limit:
            return True
        state.move(t, old_start, old_room)
        state.total = total
        return False
