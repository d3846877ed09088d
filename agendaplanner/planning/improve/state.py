"""A plan that changes move by move, with its cost kept up to date.

Where every task must go is looked at through bit masks: for each step of time, the tasks that run then, so that one
"and" says whom a task would meet; for each room, the steps that are taken. What pairs of tasks cost is found by counting
bits. What takes more (a person's day, a track's rooms) is a scope of its own: see ``scopes``.
"""

from __future__ import annotations

from bisect import insort
from itertools import pairwise
from typing import TYPE_CHECKING

from agendaplanner.planning.improve.scopes import Scopes
from agendaplanner.planning.problem import NO_ROOM, bits, mask, starts_free

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.planning.improve.terms import Bond, Terms

    Item = tuple[int, int, int, int]
    """Start, end, place in the order of ids, task: sorts as the account sorts spans."""


class State:
    """Placed tasks and what they cost.

    Attributes:
        start: By task: its start; of tasks without a place, -1.
        room: By task: its room, or NO_ROOM.
        total: What the plan costs by the weights of its terms.
        movable: The tasks that may move: not pinned down, and without a clash where they are.
        units: By task: those that must start when it does, itself among them.
    """

    def __init__(self, terms: Terms, placements: Mapping[int, tuple[int, int]], fixed: set[int]) -> None:
        self.terms = terms
        problem = self.problem = terms.problem
        tasks = problem.tasks
        self.steps = [task.steps for task in tasks]
        self.start = [placements[t][0] if t in placements else -1 for t in range(len(tasks))]
        self.room = [placements[t][1] if t in placements else NO_ROOM for t in range(len(tasks))]
        self.horizon = terms.horizon
        self.items: list[Item] = [(-1, -1, -1, t) for t in range(len(tasks))]
        """By task: where it is in time, in the order of the account."""
        for i, t in enumerate(sorted(terms.placed, key=lambda t: tasks[t].session.id)):
            self.items[t] = (self.start[t], self.start[t] + self.steps[t], i, t)
        self.running = [0] * (self.horizon + 1)
        self.taken = [0] * len(problem.rooms)
        """By room: the steps in which tasks that may move are there. Bits."""
        self.blocked = list(problem.closed)
        """By room: the steps in which it is closed, or what may not move is there. Bits."""
        self._in_room: list[list[Item]] = [[] for _ in problem.rooms]
        self._free: list[dict[int, int]] = [{} for _ in problem.rooms]
        self._beside = [0] * (self.horizon + 1) if any(terms.parallel) else []
        self._everyone = 0
        for t in terms.placed:
            self._toggle_running(t, self.start[t])
            if self.room[t] != NO_ROOM:
                insort(self._in_room[self.room[t]], self.items[t])
            if terms.parallel[t]:
                for u in range(self.start[t], self.start[t] + self.steps[t]):
                    self._beside[u] += 1
        self.units: list[tuple[int, ...]] = [()] * len(tasks)
        for unit in problem.units:
            members = tuple(t for t in unit if t in placements)
            for t in members:
                self.units[t] = members
        self.touched: set[int] = set()
        """The tasks that were moved since somebody last emptied it."""
        self._cover_everyone()
        self._settle(fixed)
        self._scopes = Scopes(self)
        self._holes = [self._room_holes(r) for r in range(len(problem.rooms))]
        self.total = self.recompute()

    def _settle(self, fixed: set[int]) -> None:
        """Find out what may move, and what blocks the rooms."""
        terms, fixed = self.terms, set(fixed)
        for room, items in enumerate(self._in_room):
            shared = {t for a, b in pairwise(items) if b[0] < a[1] for t in (a[3], b[3])}
            fixed |= shared
            for start, end, _, t in items:
                if mask(start, end) & self.problem.closed[room]:
                    fixed.add(t)
        for t in terms.placed:
            # what should start together and is pinned apart stays so
            if len({self.start[o] for o in self.units[t]}) > 1:
                fixed.add(t)
            task = self.problem.tasks[t]
            sound = task.domain >> self.start[t] & 1 and self.room[t] in task.rooms
            if not (sound and self.may_be(t, self.start[t], self.room[t], self.meets(t, self.start[t]))):
                fixed.add(t)
        self.movable = [t for t in terms.placed if t not in fixed]
        self.is_movable = [False] * terms.size
        for t in self.movable:
            self.is_movable[t] = True
        for room, items in enumerate(self._in_room):
            for start, end, _, t in items:
                if self.is_movable[t]:
                    self.taken[room] |= mask(start, end)
                else:
                    self.blocked[room] |= mask(start, end)

    # asking

    def meets(self, t: int, start: int) -> int:
        """Give the tasks that run while this one would. Bits; those that begin between two steps of pace are none."""
        running = self.running
        found = running[start]
        for u in range(start + self.terms.pace, start + self.steps[t], self.terms.pace):
            found |= running[u]
        return found

    def may_be(self, t: int, start: int, room: int, meets: int) -> bool:
        """Tell whether people, crowds and hard wishes allow a task in a place, given whom it meets there."""
        if meets & self.terms.at_odds[t]:
            return False
        hard = self.terms.hard[t]
        if hard and not all(self.keeps(t, start, room, bond) for bond in hard):
            return False
        return not self.problem.walks or self._can_be_walked(t, start, room)

    def _can_be_walked(self, t: int, start: int, room: int) -> bool:
        """Tell whether people have the time to walk that they must have, to a task in a place and from it."""
        if room == NO_ROOM:
            return True
        end, walks = start + self.steps[t], self.problem.walks[room]
        for p in self.problem.tasks[t].attending:
            for o in self.terms.tasks_of[p]:
                if o != t and self.room[o] != NO_ROOM:
                    other = self.start[o]
                    between = other - end if other >= end else start - other - self.steps[o]
                    if 0 <= between < walks[self.room[o]]:
                        return False
        return True

    def free_starts(self, room: int, t: int) -> int:
        """Give the starts at which a room is free for a task, without looking at the task itself. Bits."""
        steps = self.steps[t]
        cached = self._free[room]
        found = cached.get(steps)
        if found is None:
            free = mask(0, self.problem.horizon) & ~(self.taken[room] | self.blocked[room])
            found = cached[steps] = starts_free(free, steps)
        return found

    def is_free(self, room: int, start: int, steps: int, without: int) -> bool:
        """Tell whether a room is free, not counting what stands on the steps ``without``."""
        return not (self.taken[room] & ~without | self.blocked[room]) & mask(start, start + steps)

    def span(self, t: int) -> int:
        """Give the steps that a task takes. Bits."""
        return mask(self.start[t], self.start[t] + self.steps[t])

    def in_room(self, room: int, start: int, end: int) -> list[int]:
        """Give the tasks that are in a room between two steps."""
        return [item[3] for item in self._in_room[room] if item[0] < end and start < item[1]]

    def cost_of(self, t: int) -> float:
        """Say how much of the cost a task has a part in."""
        terms = self.terms
        cost = self.cost_there(t, self.start[t], self.room[t], self.meets(t, self.start[t]))
        cost += self._scopes.cost_of(t)
        if self.room[t] != NO_ROOM and self._in_room[self.room[t]]:
            cost += self._holes[self.room[t]] / len(self._in_room[self.room[t]])
        if terms.parallel[t]:
            alone = sum(self._beside[u] == 1 for u in range(self.start[t], self.start[t] + self.steps[t]))
            cost += alone * terms.minutes * terms.weights.alone
        return cost

    def gain_within(self, t: int) -> float:
        """Give at most how much less the scopes of a task could cost."""
        terms = self.terms
        if terms.problem.tasks[t].session.is_for_everyone:
            return 1e18
        weights = terms.weights
        gain = self._scopes.gain_within(t)
        if weights.holes:
            gain += weights.holes * terms.minutes * (self.steps[t] + self._holes_beside(t))
        if terms.parallel[t]:
            gain += weights.alone * terms.minutes * 2 * self.steps[t]
        return gain

    def cost_there(self, t: int, start: int, room: int, meets: int) -> float:
        """Say what a task costs in a place by itself and with each of the others, given whom it meets there."""
        terms = self.terms
        cost = 0.0
        if meets & terms.wanted[t]:
            for place, others in terms.planes[t]:
                cost += (meets & others).bit_count() << place
            cost *= terms.weights.wanted_together
        if together := meets & terms.mates[t]:
            end = start + self.steps[t]
            minutes = sum(min(end, self.start[o] + self.steps[o]) - max(start, self.start[o]) for o in bits(together))
            cost += minutes * terms.minutes * terms.weights.track_against_itself
        if terms.room_cost[t]:
            cost += terms.room_cost[t].get(room, 0.0)
        if terms.end_starts[t] >> start & 1:
            cost += terms.end_cost[t]
        if (stood := terms.stood[t]) is not None and stood != (start, room):
            cost += terms.weights.moved
        for bond in terms.soft[t]:
            if not self.keeps(t, start, room, bond):
                cost += bond.weight
        return cost

    def keeps(self, t: int, start: int, room: int, bond: Bond) -> bool:
        """Tell whether a wish is kept with a task in a place."""
        other, minutes = bond.other, self.terms.minutes
        there = self.start[other]
        if bond.kind == "same time":
            return start == there
        if bond.kind == "same room":
            return room == self.room[other]
        if bond.kind == "not the same day":
            return self.terms.day_at[start] != self.terms.day_at[there]
        after = (there - start - self.steps[t]) * minutes >= bond.gap
        if bond.kind == "before" and bond.first:
            return after
        before = (start - there - self.steps[other]) * minutes >= bond.gap
        return before if bond.kind == "before" else before or after

    # changing

    def move(self, t: int, start: int, room: int) -> float:
        """Move a task, and give by how much the cost rises. That it is allowed is the caller's business."""
        terms = self.terms
        old_start, old_room = self.start[t], self.room[t]
        self.touched.add(t)
        change = 0.0
        if start != old_start or room != old_room:
            change -= self.cost_there(t, old_start, old_room, self.meets(t, old_start))
            change += self.cost_there(t, start, room, self.meets(t, start))
        if room != NO_ROOM or old_room != NO_ROOM:
            change += self._change_rooms(t, start, room)
        if start != old_start:
            self._toggle_running(t, old_start)
            self._toggle_running(t, start)
            if terms.parallel[t]:
                change += self._stand_beside(t, old_start, -1) + self._stand_beside(t, start, 1)
        self.start[t], self.room[t] = start, room
        if start != old_start:
            self.items[t] = (start, start + self.steps[t], self.items[t][2], t)
        change += self._scopes.change(t, start != old_start)
        if start != old_start and terms.problem.tasks[t].session.is_for_everyone:
            self._cover_everyone()
            if terms.weights.holes:
                before = sum(self._holes)
                self._holes = [self._room_holes(r) for r in range(len(self._holes))]
                change += sum(self._holes) - before
        self.total += change
        return change

    def _change_rooms(self, t: int, start: int, room: int) -> float:
        """Take a task from one room's list to another's, and give the change in holes."""
        change = 0.0
        old = self.room[t]
        counts = self.terms.weights.holes > 0
        if old != NO_ROOM:
            items = self._in_room[old]
            item = self.items[t]
            at = items.index(item)
            if counts:
                before, after = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
                now = self._gap(old, before, after) - self._gap(old, before, item) - self._gap(old, item, after)
                self._holes[old] += now
                change += now
            del items[at]
            self.taken[old] ^= mask(item[0], item[1])
            self._free[old].clear()
        if room != NO_ROOM:
            items = self._in_room[room]
            item = (start, start + self.steps[t], self.items[t][2], t)
            insort(items, item)
            if counts:
                at = items.index(item)
                before, after = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
                now = self._gap(room, before, item) + self._gap(room, item, after) - self._gap(room, before, after)
                self._holes[room] += now
                change += now
            self.taken[room] ^= mask(item[0], item[1])
            self._free[room].clear()
        return change

    def _toggle_running(self, t: int, start: int) -> None:
        """Note, at each step that another may start at, that a task runs, or no longer."""
        pace, phase, here, running = self.terms.pace, self.terms.phase, 1 << t, self.running
        first = start + (phase - start) % pace
        for u in range(first, start + self.steps[t], pace):
            running[u] ^= here

    def _stand_beside(self, t: int, start: int, sign: int) -> float:
        """Count a task in or out of what runs side by side, and give the change in the cost of being alone."""
        beside, alone = self._beside, 0
        for u in range(start, start + self.steps[t]):
            alone -= beside[u] == 1
            beside[u] += sign
            alone += beside[u] == 1
        return alone * self.terms.minutes * self.terms.weights.alone

    def _cover_everyone(self) -> None:
        self._everyone = 0
        for t in self.terms.everyone:
            self._everyone |= self.span(t)

    # what holes cost

    def _gap(self, room: int, a: Item | None, b: Item | None) -> float:
        """Give what the hole between two tasks of a room costs."""
        if a is None or b is None or b[0] <= a[1] or self.terms.day_at[a[0]] != self.terms.day_at[b[0]]:
            return 0.0
        hole = mask(a[1], b[0])
        if self.terms.shut[room] & hole:
            return 0.0
        return (hole & ~self._everyone).bit_count() * self.terms.minutes * self.terms.weights.holes

    def _room_holes(self, room: int) -> float:
        return sum(self._gap(room, a, b) for a, b in pairwise(self._in_room[room])) if self.terms.weights.holes else 0.0

    def _holes_beside(self, t: int) -> int:
        """Give the steps of the holes on either side of a task: what closing them could gain."""
        room = self.room[t]
        if room == NO_ROOM:
            return 0
        start, busy = self.start[t], self.taken[room] | self.blocked[room]
        before = busy & mask(0, start)
        after = busy >> (start + self.steps[t])
        lost = start - before.bit_length() if before else 0
        return lost + ((after & -after).bit_length() - 1 if after else 0)

    def recompute(self) -> float:
        """Add up the whole cost anew."""
        terms = self.terms
        # each pair is seen from both sides
        pairs = alone = 0.0
        for t in terms.placed:
            start, room = self.start[t], self.room[t]
            by_itself = terms.room_cost[t].get(room, 0.0)
            by_itself += terms.end_cost[t] if terms.end_starts[t] >> start & 1 else 0.0
            by_itself += terms.weights.moved if terms.stood[t] not in (None, (start, room)) else 0.0
            pairs += (self.cost_there(t, start, room, self.meets(t, start)) - by_itself) / 2
            alone += by_itself
        if self._beside:
            alone += sum(count == 1 for count in self._beside) * terms.minutes * terms.weights.alone
        return pairs + alone + self._scopes.total() + sum(self._holes)
