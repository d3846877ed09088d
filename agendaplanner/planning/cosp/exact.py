"""The CP-SAT model of a CoSP conference.

It decides which rooms a track has in which sessions (``z``) and in which session each submission is (``w``): of a
submission's room and time slot it says nothing, since where a track has one room in a session they follow, and
submissions of different tracks are never in one room. So it is small: for 300 submissions, 8 sessions and 25 rooms
2400 + 9000 literals where one per submission, session and room would be 60,000.

Where a track has several rooms in one session that is not the whole truth, and a *relaxation*: what its submissions
cost each other is left out, so the model may promise less than a schedule will cost, never more. Its bound always
holds. Tracks for which that mattered are *detailed*: a literal for each of their submissions, sessions and rooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.cosp.cells import Decisions
from agendaplanner.planning.cosp.details import add_at_once, add_order, add_rooms_of_each, add_slots_of_each
from agendaplanner.planning.cosp.shape import alike

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python import cp_model

    from agendaplanner.model.cosp import CospSchedule
    from agendaplanner.planning.cosp.costs import Costs
    from agendaplanner.planning.cosp.shape import Shape

    Literal = cp_model.IntVar
    Integer = cp_model.IntVar
    Linear = cp_model.LinearExprT
    Term = tuple[int, Integer]


class Exact:
    """The model with what its literals mean."""

    def __init__(self, costs: Costs, shape: Shape) -> None:
        from ortools.sat.python import cp_model  # half a second and 100 MB that only solving needs

        self.costs = costs
        self.shape = shape
        self.model = cp_model.CpModel()
        instance = costs.instance
        self.tracks = range(len(instance.tracks))
        self.sessions = range(len(instance.sessions))
        self.rooms = range(len(instance.rooms))
        self.capacity = [session.slots for session in instance.sessions]
        self.size = [submission.slots for submission in instance.submissions]
        self.order = [submission.order for submission in instance.submissions]
        self._terms: list[Term] = []
        self._weighted: Callable[..., Linear] = cp_model.LinearExpr.weighted_sum  # pyright: ignore[reportUnknownMemberType] # untyped
        self.groups = alike(costs, shape)
        self.groups_of: list[list[int]] = [[] for _ in self.tracks]
        for g, group in enumerate(self.groups):
            self.groups_of[instance.submissions[group[0]].track].append(g)
        self._alone = {group[0]: g for g, group in enumerate(self.groups) if len(group) == 1}
        self.w = [
            [
                self.model.new_int_var(0, len(group), f"w{g},{s}") if self.size[group[0]] <= self.capacity[s] else None
                for s in self.sessions
            ]
            for g, group in enumerate(self.groups)
        ]
        self.a = [[self.literal(f"a{t},{s}") for s in self.sessions] for t in self.tracks]
        self.more: dict[tuple[int, int], Integer] = {}
        self.z: dict[tuple[int, int, int], Literal] = {}
        self.u: dict[tuple[int, int], Literal] = {}
        self.x: dict[tuple[int, int, int], Literal] = {}
        self.y: dict[tuple[int, int, int], Literal] = {}
        self.v: dict[tuple[int, int, int, int], Literal] = {}
        for group, line in zip(self.groups, self.w, strict=True):
            self.model.add(sum(w for w in line if w is not None) == len(group))
        for t in self.tracks:
            self._add_track(t)
            if shape.rooms:
                self._add_rooms(t)
            else:
                self._add_cheapest(t)
            if costs.needs_slots(t) and not shape.plain:
                add_slots_of_each(self, t)
            if costs.misplaced and not shape.plain:
                add_order(self, t)
        for s in self.sessions:
            if shape.rooms:
                for r in self.rooms:
                    self.model.add_at_most_one(z for t in self.tracks if (z := self.z.get((t, s, r))) is not None)
            else:
                self.model.add(sum(self.count(t, s) for t in self.tracks) <= len(self.rooms))
        if not shape.plain:
            self._add_beside()
            self._add_together()
            add_at_once(self)
        self._add_stays()
        if shape.most is not None:
            self.model.add(self.total <= shape.most)
        if shape.least:
            self.model.add(self.total >= shape.least)
        self.model.minimize(self.total)

    @property
    def total(self) -> Linear:
        """What it all costs."""
        return self.sum_of(self._terms)

    # parts

    def where(self, i: int) -> list[Literal | None]:
        """Give, by session, whether a submission that is like no other is there."""
        return self.w[self._alone[i]]

    def count(self, t: int, s: int) -> Linear:
        """Give how many rooms a track has in a session."""
        more = self.more.get((t, s))
        return self.a[t][s] if more is None else self.a[t][s] + more

    def _add_track(self, t: int) -> None:
        members, model = self.costs.members[t], self.model
        most = self._most_more(t)
        for s in self.sessions:
            if most:
                more = self.more[t, s] = model.new_int_var(0, most, f"more{t},{s}")
                model.add(more <= most * self.a[t][s])
                self.cost(self.costs.parallel, more)
            here = [(self.size[self.groups[g][0]], w) for g in self.groups_of[t] if (w := self.w[g][s]) is not None]
            needed = self.sum_of(here)
            model.add(needed <= self.capacity[s] * self.count(t, s))
            model.add(sum(w for _, w in here) >= self.count(t, s))
            # no two of these fit into one room
            large = [w for size, w in here if 2 * size > self.capacity[s]]
            if large and (t, s) in self.more:
                model.add(sum(large) <= self.count(t, s))
            for g in self.groups_of[t]:
                w = self.w[g][s]
                if w is not None:
                    model.add(w <= len(self.groups[g]) * self.a[t][s])
        if members:
            self._add_fewest(t)
        if self.costs.torn and not self.shape.plain:
            self._add_torn(self.a[t])

    def _most_more(self, t: int) -> int:
        """Give how many rooms beyond the first a track may have in a session."""
        most = min(len(self.rooms), len(self.costs.members[t])) - 1
        each = self.costs.parallel + self.costs.many_rooms
        if self.shape.most is not None and each:
            most = min(most, self.shape.most // each)
        return most

    def _add_cheapest(self, t: int) -> None:
        """Cost rooms as if each were the cheapest, and more than one of them."""
        for s in self.sessions:
            cheapest = min(self.costs.cell[t][s])
            self.cost(cheapest, self.a[t][s])
            if (t, s) in self.more:
                self.cost(cheapest, self.more[t, s])
        self._add_others(t)

    def _add_others(self, t: int) -> None:
        """Cost the rooms that a track must have beyond one, for the session in which it has the most."""
        if self.costs.many_rooms and (t, 0) in self.more:
            others = self.model.new_int_var(0, len(self.rooms) - 1, f"others{t}")
            self.cost(self.costs.many_rooms, others)
            for s in self.sessions:
                self.model.add(others >= self.more[t, s])

    def _add_rooms(self, t: int) -> None:
        """Say which rooms a track has in which sessions, and what they cost."""
        model, dearest = self.model, self.shape.dearest
        for s in self.sessions:
            cheapest = min(self.costs.cell[t][s])
            for r in self.rooms:
                cost = self.costs.cell[t][s][r]
                if dearest is None or cost - cheapest <= dearest:
                    self.z[t, s, r] = self.literal(f"z{t},{s},{r}")
                    self.cost(cost, self.z[t, s, r])
            rooms = [z for r in self.rooms if (z := self.z.get((t, s, r))) is not None]
            model.add(sum(rooms) == self.count(t, s))
            for z in rooms:
                model.add_implication(z, self.a[t][s])
        if self.shape.steady and self.costs.many_rooms:
            self._add_steady(t)
        else:
            self._add_others(t)
        if t in self.shape.detailed or self.costs.needs_rooms(t):
            add_rooms_of_each(self, t)

    def _add_steady(self, t: int) -> None:
        """Cost the rooms that a track has beyond one, over all sessions."""
        model = self.model
        for r in self.rooms:
            uses = [z for s in self.sessions if (z := self.z.get((t, s, r))) is not None]
            if uses:
                self.u[t, r] = self.literal(f"u{t},{r}")
                model.add_bool_or([*uses, self.u[t, r].negated()])
                for z in uses:
                    model.add_implication(z, self.u[t, r])
        used = [u for r in self.rooms if (u := self.u.get((t, r))) is not None]
        if len(used) > 1:
            others = model.new_int_var(0, len(used) - 1, f"others{t}")
            model.add(sum(used) <= others + 1)
            self.cost(self.costs.many_rooms, others)
            for s in self.sessions:
                model.add(others >= self.count(t, s) - 1)  # follows, but not for the linear relaxation

    def _add_fewest(self, t: int) -> None:
        """Say how often a track has a room at least; it follows, but not at once."""
        needed = sum(self.size[i] for i in self.costs.members[t])
        self.model.add(sum(self.count(t, s) for s in self.sessions) >= -(-needed // max(self.capacity)))

    def _add_torn(self, used: list[Literal]) -> None:
        """Cost a gap: a session without the track, with one before it and one after it that have it."""
        if len(used) < 3:
            return
        torn = self.literal("torn")
        self.cost(self.costs.torn, torn)
        before = used[0]
        after = [used[-1]]
        for literal in reversed(used[1:-1]):
            after.append(self._either(literal, after[-1]))
        for s in range(1, len(used) - 1):
            self.model.add_bool_or([before.negated(), used[s], after[len(used) - 2 - s].negated(), torn])
            before = self._either(before, used[s])

    def _add_beside(self) -> None:
        """Cost tracks that have rooms in one session, by pairs of rooms (several of a track: see below)."""
        for (t, q), cost in self.costs.beside.items():
            exact = self.shape.rooms and not self.shape.detailed.isdisjoint((t, q))
            for s in self.sessions:
                if exact:
                    # a literal for each pair of rooms: it differs only where a track has several
                    for one in self.rooms:
                        for other in self.rooms:
                            if (t, s, one) in self.z and (q, s, other) in self.z:
                                self.cost(cost, self._both(self.z[t, s, one], self.z[q, s, other]))
                else:
                    self.cost(cost, self._both(self.a[t][s], self.a[q][s]))

    def _add_together(self) -> None:
        """Cost submissions of different tracks in one session: they are in different rooms."""
        track = [submission.track for submission in self.costs.instance.submissions]
        for (i, j), cost in self.costs.together.items():
            if track[i] != track[j]:
                self.cost(cost, self._shared(i, j))

    def _shared(self, i: int, j: int) -> Literal:
        """Give the literal for two submissions in one session, true at least where they are."""
        found = self.literal(f"shared{i},{j}")
        for one, other in zip(self.where(i), self.where(j), strict=True):
            if one is not None and other is not None:
                self.model.add_bool_or([one.negated(), other.negated(), found])
        return found

    def _add_stays(self) -> None:
        for group, line in zip(self.groups, self.w, strict=True):
            for s, w in enumerate(line):
                if w is not None:
                    self.cost(self.costs.stay[group[0]][s], w)

    # pieces

    def sum_of(self, terms: list[Term]) -> Linear:
        """Add up (factor, variable)."""
        return self._weighted([of for _, of in terms], [factor for factor, _ in terms])

    def when(self, literal: cp_model.LiteralT, constraint: cp_model.Constraint) -> None:
        """Have a constraint hold where a literal is true."""
        constraint.only_enforce_if(literal)  # pyright: ignore[reportUnknownMemberType] # one of its overloads is untyped

    def literal(self, name: str) -> Literal:
        """Make a variable that is 0 or 1."""
        return self.model.new_bool_var(name)

    def cost(self, cost: int, of: Integer) -> None:
        """Have each unit of a variable cost something."""
        if cost:
            self._terms.append((cost, of))

    def _either(self, one: Literal, other: Literal) -> Literal:
        found = self.literal("either")
        self.model.add_max_equality(found, [one, other])
        return found

    def _both(self, one: Literal, other: Literal) -> Literal:
        found = self.literal("both")
        self.model.add_bool_or([one.negated(), other.negated(), found])
        return found

    # in and out

    def decided(self, value: Callable[[Integer], int]) -> Decisions:
        """Give what a solution decides."""
        session = [0] * len(self.size)
        for group, line in zip(self.groups, self.w, strict=True):
            left = iter(group)
            for s, w in enumerate(line):
                for _ in range(0 if w is None else value(w)):
                    session[next(left)] = s
        rooms = {
            (t, s): tuple(r for r in self.rooms if (t, s, r) in self.z and value(self.z[t, s, r]))
            for t in self.tracks
            for s in self.sessions
        }
        room = {i: r for (i, s, r), literal in self.x.items() if s == session[i] and value(literal)}
        slot = {i: k for (i, s, k), literal in self.y.items() if s == session[i] and value(literal)}
        return Decisions(rooms=rooms, session=session, room=room, slot=slot)

    def hint_like(self, other: Exact, value: Callable[[Integer], int]) -> None:
        """Tell the solver of what a model that says less has found, to begin with."""
        self.model.clear_hints()
        for mine, theirs in ((self.w, other.w), (self.a, other.a)):
            if len(mine) == len(theirs):  # submissions may be grouped otherwise
                for line, line_of_other in zip(mine, theirs, strict=True):
                    for one, its in zip(line, line_of_other, strict=True):
                        if one is not None and its is not None:
                            self.model.add_hint(one, value(its))
        for key, one in self.more.items():
            self.model.add_hint(one, value(other.more[key]))
        for key, one in self.z.items():
            if key in other.z:
                self.model.add_hint(one, value(other.z[key]))

    def hint(self, schedule: CospSchedule) -> None:
        """Tell the solver of a schedule to begin with."""
        self.model.clear_hints()
        where: dict[int, tuple[int, int, int]] = {}
        for s, rooms in enumerate(schedule.slots):
            for r, slots in enumerate(rooms):
                for k, i in reversed(list(enumerate(slots))):
                    if i is not None:
                        where[i] = (s, r, k)
        for t in self.tracks:
            mine = {(s, r) for s, rooms in enumerate(schedule.tracks) for r, track in enumerate(rooms) if track == t}
            for s in self.sessions:
                rooms = [r for r in self.rooms if (s, r) in mine]
                self.model.add_hint(self.a[t][s], bool(rooms))
                if (t, s) in self.more:
                    self.model.add_hint(self.more[t, s], max(0, len(rooms) - 1))
                for r in self.rooms:
                    if (t, s, r) in self.z:
                        self.model.add_hint(self.z[t, s, r], r in rooms)
            for r in self.rooms:
                if (t, r) in self.u:
                    self.model.add_hint(self.u[t, r], any(room == r for _, room in mine))
        for group, line in zip(self.groups, self.w, strict=True):
            for s, w in enumerate(line):
                if w is not None:
                    self.model.add_hint(w, sum(where[i][0] == s for i in group))
        for (i, s, r), literal in self.x.items():
            self.model.add_hint(literal, (s, r) == where[i][:2])
        for (i, s, k), literal in self.y.items():
            self.model.add_hint(literal, (s, k) == (where[i][0], where[i][2]))
