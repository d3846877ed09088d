"""What speaks against a place, taken apart: each fact that can be given up by itself is an element.

An element is ("session", id), which says that the session takes place, or one of the kinds below. A conflict is a set of
elements that cannot all hold. Here the starts that a session may have are worked out for any set of elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.needs import room_faults
from agendaplanner.planning.problem import NO_ROOM, Problem, mask, starts_free

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

Element = tuple[str, str]
"""(kind, id). Kinds: "session", "person" (is in one place at a time), "away", "everyone" (nothing runs beside that
session), "wish", "group" (starts together), "limit" (to some times), "pin time", "pin room", "size", "features",
"choice" (of rooms), "closures" (of a room), and HOURS and ROOMS."""
Conflict = frozenset[Element]

HOURS: Element = ("hours", "")
"""The meeting's opening hours."""
ROOMS: Element = ("rooms", "")
"""A room holds one session at a time."""

_FAULTS = {"room-too-small": "size", "room-lacks": "features", "place-not-allowed": "choice"}
_APART = {"before", "gap", "not at the same time", "not the same day"}


class Facts:
    """The facts of a problem.

    Attributes:
        kinds_of_room: The kinds of room, as sets of rooms, that have been looked at.
        beyond: Where time ends, in steps, when opening hours do not count: late enough for everything to follow.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        longest = sorted((task.steps for task in problem.tasks), reverse=True)[:60]
        gaps = sorted((link.gap for links in problem.links for link in links), reverse=True)[:60]
        a_day = -(-1440 // problem.step_minutes)
        self.beyond = problem.horizon + sum(longest) + sum(gaps) + a_day
        self.everyone = tuple(t for t, task in enumerate(problem.tasks) if task.everyone)
        self.kinds_of_room: set[frozenset[int]] = set()
        self._grid = self._on_grid()
        self._away: dict[int, int] = {}
        self._own: dict[int, frozenset[Element]] = {}
        self._faults: dict[int, tuple[frozenset[Element], ...]] = {}
        self._domains: dict[tuple[int, frozenset[Element]], int] = {}
        self._neighbours: dict[int, frozenset[int]] = {}

    def _on_grid(self) -> int:
        every = max(self.problem.agenda.meeting.grid_minutes // self.problem.step_minutes, 1)
        found = 0
        for step in range(0, self.beyond, every):
            found |= 1 << step
        return found

    def id_of(self, t: int) -> str:
        """Give the session's id of a task."""
        return self.problem.tasks[t].session.id

    def sessions(self, tasks: Iterable[int]) -> frozenset[Element]:
        """Give the elements which say that tasks take place."""
        return frozenset(("session", self.id_of(t)) for t in tasks)

    def tasks_in(self, elements: AbstractSet[Element]) -> list[int]:
        """Give the tasks that take place, in their own order."""
        return sorted(self.problem.index[id_] for kind, id_ in elements if kind == "session")

    # one session

    def own(self, t: int) -> frozenset[Element]:
        """Give the elements that limit a task's own starts."""
        found = self._own.get(t)
        if found is None:
            found = self._own[t] = frozenset(self._limits(t))
        return found

    def _limits(self, t: int) -> Iterable[Element]:
        problem, task = self.problem, self.problem.tasks[t]
        id_ = task.session.id
        if "outside-hours" in problem.keeps:
            yield HOURS
        if task.session.only_within and "time-not-allowed" in problem.keeps:
            yield ("limit", id_)
        if task.pinned_time:
            yield ("pin time", id_)
        for person in task.attending if "person-away" in problem.keeps else ():
            if self.away(person):
                yield ("away", problem.people[person])
        if not self.needs_room(t):
            return
        if task.pinned_room:
            yield ("pin room", id_)
        yield from frozenset[Element]().union(*self.room_faults(t))
        for r, closed in enumerate(problem.closed):
            if closed:
                yield ("closures", problem.rooms[r])

    def needs_room(self, t: int) -> bool:
        """Tell whether a task must be in a room of its own."""
        if not self.problem.keeps >= {"room-missing", "room-twice"}:
            return False
        task = self.problem.tasks[t]
        return task.session.takes_room or (task.pinned_room and task.room != NO_ROOM)

    def away(self, person: int) -> int:
        """Give the steps in which a person is away. Bits."""
        if person not in self._away:
            record = self.problem.agenda.person[self.problem.people[person]]
            self._away[person] = self.problem.touched(record.away)
        return self._away[person]

    def room_faults(self, t: int) -> tuple[frozenset[Element], ...]:
        """Give, by room, the elements that keep a task out of it at any time, but for its pin."""
        if t not in self._faults:
            problem, session = self.problem, self.problem.tasks[t].session
            agenda = problem.agenda
            found: list[frozenset[Element]] = []
            for room in problem.rooms:
                faults = problem.keeps.intersection(room_faults(agenda, session, agenda.room[room]))
                found.append(frozenset((_FAULTS[fault], session.id) for fault in faults))
            self._faults[t] = tuple(found)
        return self._faults[t]

    def rooms(self, t: int, active: AbstractSet[Element]) -> list[int]:
        """Give the rooms that a task which needs one may be in."""
        task = self.problem.tasks[t]
        found = [r for r, faults in enumerate(self.room_faults(t)) if faults.isdisjoint(active)]
        if task.pinned_room and ("pin room", task.session.id) in active:
            found = [r for r in found if r == task.room]
        return found

    def domain(self, t: int, active: AbstractSet[Element]) -> int:
        """Give the starts that a task may have if only what is active counts, others apart. Bits."""
        key = (t, self.own(t) & active)
        found = self._domains.get(key)
        if found is None:
            found = self._domains[key] = self._domain(t, key[1])
        return found

    def _domain(self, t: int, active: frozenset[Element]) -> int:
        problem, task = self.problem, self.problem.tasks[t]
        id_, whole = task.session.id, mask(0, self.beyond)
        stands = 0 if task.stands is None else mask(task.stands, task.stands + 1)
        found = stands if ("pin time", id_) in active else self._grid | stands
        if HOURS in active and "outside-hours" in problem.keeps:
            found &= self._in_days(task.steps)
        if ("limit", id_) in active:
            found &= problem.within(task.session)
        away = 0
        for person in task.attending:
            if ("away", problem.people[person]) in active:
                away |= self.away(person)
        if away:
            found &= starts_free(whole & ~away, task.steps)
        if not self.needs_room(t) or (not task.session.takes_room and ("pin room", id_) not in active):
            return found
        free = 0
        for r in self.rooms(t, active):
            closed = problem.closed[r] if ("closures", problem.rooms[r]) in active else 0
            if not closed:
                return found
            free |= starts_free(whole & ~closed, task.steps)
        return found & free

    def _in_days(self, steps: int) -> int:
        found = 0
        for begin, end in self.problem.days:
            found |= mask(begin, end - steps + 1)
        return found

    def reach(self, t: int, domain: int) -> int:
        """Give the steps that a task can cover from the starts of a domain. Bits."""
        have, steps = 1, self.problem.tasks[t].steps
        while have < steps:
            shift = min(have, steps - have)
            domain |= domain << shift
            have += shift
        return domain

    # two sessions

    def apart(self, a: int, b: int) -> frozenset[Element]:
        """Give the elements of which each alone keeps two tasks from running at the same time."""
        one, two = self.problem.tasks[a], self.problem.tasks[b]
        found: set[Element] = {("person", self.problem.people[p]) for p in set(one.people) & set(two.people)}
        if not (one.quiet and two.quiet):
            found |= {("everyone", task.session.id) for task in (one, two) if task.everyone}
        for link in self.problem.links[a]:
            if link.other == b and link.hard and link.kind in _APART:
                found.add(("wish", link.wish))
        return frozenset(found)

    def together(self, a: int, b: int) -> frozenset[Element]:
        """Give the elements of which each alone makes two tasks start together."""
        one, two = self.problem.tasks[a].session, self.problem.tasks[b].session
        grouped = one.group and one.group == two.group and "group-apart" in self.problem.keeps
        found: set[Element] = {("group", one.group)} if grouped else set()
        for link in self.problem.links[a]:
            if link.other == b and link.hard and link.kind == "same time":
                found.add(("wish", link.wish))
        return frozenset(found)

    def neighbours(self, t: int) -> frozenset[int]:
        """Give the tasks that share a person, a hard wish or a start with one; not those for everyone."""
        if t not in self._neighbours:
            problem = self.problem
            found = {o for person in problem.tasks[t].people for o in problem.tasks_of_person[person]}
            found.update(link.other for link in problem.links[t] if link.hard)
            found.update(problem.units[problem.unit_of[t]])
            found.discard(t)
            self._neighbours[t] = frozenset(found)
        return self._neighbours[t]
