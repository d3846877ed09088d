"""A planning problem: the agenda compiled to integers, with time as bits.

Time is a row of equal steps from the meeting's first midnight. A set of steps is one Python int, bit ``i`` for step
``i``: the busy time of a room or person, the starts that a session may have. Sessions that must start together form one
unit. Nothing here searches.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import room_faults, size_of
from agendaplanner.model.agenda import Agenda, natural
from agendaplanner.model.records import Session
from agendaplanner.model.times import minute_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from agendaplanner.model.records import Period, Wish

NO_ROOM = -1
"""The room of a session that takes none of its own."""


class Task(msgspec.Struct):
    """A session to place."""

    session: Session
    steps: int
    """How long it is."""
    people: tuple[int, ...]
    rooms: tuple[int, ...]
    """Rooms that will do, best fit first; (NO_ROOM,) where it takes none."""
    domain: int
    """The starts that are possible at all: open hours, own limits, nobody away, pins, order. Bits."""
    everyone: bool
    quiet: bool
    pinned_time: bool
    pinned_room: bool
    start: int | None
    """Where it is placed now, in steps; None while it waits."""
    room: int
    track: int
    wanted_step: float
    """Where its number on the agenda would have it, in steps from the first opening; negative: anywhere."""


class Link(msgspec.Struct, frozen=True):
    """A wish between two tasks, seen from the first."""

    kind: str
    other: int
    gap: int
    """In steps."""
    first: bool
    """For "before": whether this task is the earlier one."""
    wish: str
    hard: bool
    weight: int


class Problem(msgspec.Struct):
    """All that a search needs to know, in integers."""

    agenda: Agenda
    step_minutes: int
    horizon: int
    """Number of steps."""
    open: int
    """Steps in opening hours. Bits."""
    days: tuple[tuple[int, int], ...]
    """First step and end step of each day."""
    tasks: tuple[Task, ...]
    index: dict[str, int]
    """Task by session id."""
    units: tuple[tuple[int, ...], ...]
    """Tasks that start together; most units have one."""
    unit_of: tuple[int, ...]
    links: tuple[tuple[Link, ...], ...]
    """By task."""
    people: tuple[str, ...]
    tasks_of_person: tuple[tuple[int, ...], ...]
    rooms: tuple[str, ...]
    closed: tuple[int, ...]
    """By room: steps in which it cannot be used (closed, or outside opening hours). Bits."""
    capacity: tuple[int, ...]

    def step_of(self, moment: datetime) -> int:
        """Give the step that a wall time is in."""
        return minute_of(self.agenda.meeting, moment) // self.step_minutes

    def moment_of(self, step: int) -> datetime:
        """Give the wall time at which a step begins."""
        return moment_of(self.agenda.meeting, step * self.step_minutes)


def mask(start: int, end: int) -> int:
    """Give the bits [start, end); those below 0 are left out."""
    start, end = max(start, 0), max(end, 0)
    return ((1 << (end - start)) - 1) << start if end > start else 0


def starts_free(free: int, steps: int) -> int:
    """Give the starts from which ``steps`` steps in a row are free, in about log2(steps) operations.

    >>> bin(starts_free(0b0111011, 2))
    '0b11001'
    """
    have = 1
    while have < steps:
        shift = min(have, steps - have)
        free &= free >> shift
        have += shift
    return free


def bits(value: int) -> Iterator[int]:
    """Give the places of the set bits, lowest first.

    >>> list(bits(0b10110))
    [1, 2, 4]
    """
    while value:
        low = value & -value
        yield low.bit_length() - 1
        value ^= low


def compile_problem(agenda: Agenda, *, from_scratch: bool = False) -> Problem:
    """Compile an agenda. With ``from_scratch`` only what is pinned counts as placed."""
    return _Compiler(agenda, from_scratch).problem()


class _Compiler:
    def __init__(self, agenda: Agenda, from_scratch: bool) -> None:
        self.agenda = agenda
        self.meeting = agenda.meeting
        self.from_scratch = from_scratch
        self.sessions = sorted(
            (s for s in agenda.session.values() if not s.is_cancelled), key=lambda s: (natural(s.number), s.id)
        )
        self.rooms = tuple(room.id for room in agenda.rooms)
        self.room_index = {room: i for i, room in enumerate(self.rooms)}
        self.people = tuple(sorted(agenda.sessions_with))
        self.person_index = {person: i for i, person in enumerate(self.people)}
        self.track_index = {track.id: i for i, track in enumerate(agenda.tracks)}
        self.step = self._step_minutes()
        self.days = tuple(
            (-(-minute_of(self.meeting, d.opens) // self.step), minute_of(self.meeting, d.closes) // self.step)
            for d in self.meeting.days
        )
        self.horizon = max((end for _, end in self.days), default=0)
        self.open = 0
        for start, end in self.days:
            self.open |= mask(start, end)
        self.away = {
            person: self._outward(agenda.person[person].away) for person in self.people if agenda.person[person].away
        }
        self._in_days: dict[int, int] = {}

    def _step_minutes(self) -> int:
        """Give the longest step that all starts, durations and grid points are multiples of."""
        step = self.meeting.grid_minutes
        for session in self.sessions:
            step = math.gcd(step, session.duration_minutes)
            if session.placement is not None:
                step = math.gcd(step, minute_of(self.meeting, session.placement.start))
        return max(step, 1)

    def _outward(self, periods: Iterable[Period]) -> int:
        """Give the steps that periods touch."""
        found = 0
        for period in periods:
            start, end = minute_of(self.meeting, period.start), minute_of(self.meeting, period.end)
            found |= mask(start // self.step, -(-end // self.step))
        return found

    def _inside_a_day(self, steps: int) -> int:
        if steps not in self._in_days:
            self._in_days[steps] = 0
            for start, end in self.days:
                self._in_days[steps] |= mask(start, end - steps + 1)
        return self._in_days[steps]

    def _on_grid(self) -> int:
        every = self.meeting.grid_minutes // self.step
        if every <= 1:
            return mask(0, self.horizon)
        found = 0
        for step in range(0, self.horizon, every):
            found |= 1 << step
        return found

    def problem(self) -> Problem:
        """Put it all together."""
        agenda = self.agenda
        grid = self._on_grid()
        targets = self._targets()
        tasks = [self._task(session, grid, targets) for session in self.sessions]
        index = {task.session.id: i for i, task in enumerate(tasks)}
        links, together = self._links(index)
        units = _units(len(tasks), [*together, *self._groups(index)])
        unit_of = [0] * len(tasks)
        for u, unit in enumerate(units):
            shared = -1
            for t in unit:
                unit_of[t] = u
                shared &= tasks[t].domain
            for t in unit:
                tasks[t].domain = shared & mask(0, self.horizon)
        tighten(tasks, links, self.horizon)
        tasks_of_person: list[list[int]] = [[] for _ in self.people]
        for i, task in enumerate(tasks):
            for person in task.people:
                tasks_of_person[person].append(i)
        outside = mask(0, self.horizon) & ~self.open
        return Problem(
            agenda=agenda,
            step_minutes=self.step,
            horizon=self.horizon,
            open=self.open,
            days=self.days,
            tasks=tuple(tasks),
            index=index,
            units=units,
            unit_of=tuple(unit_of),
            links=tuple(tuple(each) for each in links),
            people=self.people,
            tasks_of_person=tuple(tuple(each) for each in tasks_of_person),
            rooms=self.rooms,
            closed=tuple(outside | self._outward(agenda.room[room].closures) for room in self.rooms),
            capacity=tuple(-1 if (c := agenda.room[room].capacity) is None else c for room in self.rooms),
        )

    def _task(self, session: Session, grid: int, targets: dict[str, float]) -> Task:
        steps = -(-session.duration_minutes // self.step)
        people = tuple(sorted(self.person_index[person] for person in self.agenda.people_in[session.id]))
        away = 0
        for person in people:
            away |= self.away.get(self.people[person], 0)
        domain = self._inside_a_day(steps) & starts_free(mask(0, self.horizon) & ~away, steps)
        if session.only_within:
            within = 0
            for period in session.only_within:
                start, end = minute_of(self.meeting, period.start), minute_of(self.meeting, period.end)
                within |= mask(-(-start // self.step), end // self.step - steps + 1)
            domain &= within
        placement = session.placement
        start = minute_of(self.meeting, placement.start) // self.step if placement else None
        room = self.room_index.get(placement.room or "", NO_ROOM) if placement else NO_ROOM
        pinned_time = session.pinned_time and placement is not None
        # a session that stands in no room yet has no room to be pinned to
        pinned_room = session.pinned_room and placement is not None and placement.room is not None
        if pinned_time and start is not None:
            domain &= 1 << start if start >= 0 else 0
        elif start is not None and start >= 0 and not self.from_scratch:
            domain &= grid | 1 << start  # what stands off the grid may stay there
        else:
            domain &= grid
        rooms = (room,) if pinned_room else self._rooms(session)
        if self.from_scratch and not (pinned_time and (pinned_room or rooms == (NO_ROOM,))):
            start = None
        return Task(
            session=session,
            steps=steps,
            people=people,
            rooms=rooms,
            domain=domain,
            everyone=session.is_for_everyone,
            quiet=session.is_quiet,
            pinned_time=pinned_time,
            pinned_room=pinned_room,
            start=start,
            room=room,
            track=self.track_index.get(session.track or "", -1),
            wanted_step=targets.get(session.id, -1.0),
        )

    def _rooms(self, session: Session) -> tuple[int, ...]:
        """Give the rooms that will do: the smallest that fits first, those without a known size last."""
        if not session.takes_room:
            return (NO_ROOM,)
        size = size_of(self.agenda, session)
        fits: list[tuple[int, int]] = []
        for i, room_id in enumerate(self.rooms):
            room = self.agenda.room[room_id]
            if not room_faults(self.agenda, session, room):
                spare = 10_000 if room.capacity is None else room.capacity - size
                fits.append((spare, i))
        return tuple(i for _, i in sorted(fits))

    def _targets(self) -> dict[str, float]:
        """Say where the numbers on the agenda would have the sessions: spread over the open time in their order."""
        numbered = [s for s in self.sessions if s.number and not s.is_quiet]
        if len(numbered) < 2:
            return {}
        # sessions that share a number but for its letter (3a, 3b) are meant to be near each other
        ranks: dict[object, int] = {}
        for session in numbered:
            ranks.setdefault(natural(session.number)[:1], len(ranks))
        total = sum(end - start for start, end in self.days)
        targets: dict[str, float] = {}
        for session in numbered:
            fraction = ranks[natural(session.number)[:1]] / max(len(ranks) - 1, 1)
            targets[session.id] = self._open_step(fraction * total)
        return targets

    def _open_step(self, open_steps: float) -> float:
        """Give the step at which so many open steps have gone by."""
        for start, end in self.days:
            if open_steps <= end - start:
                return start + open_steps
            open_steps -= end - start
        return float(self.horizon)

    def _groups(self, index: dict[str, int]) -> list[list[int]]:
        return [[index[s] for s in ids if s in index] for ids in self.agenda.groups.values()]

    def _links(self, index: dict[str, int]) -> tuple[list[list[Link]], list[list[int]]]:
        """Give the links of each task, and the sets of tasks that hard wishes want at the same time."""
        links: list[list[Link]] = [[] for _ in self.sessions]
        together: list[list[int]] = []
        for wish in sorted(self.agenda.wish.values(), key=lambda w: w.id):
            members = [index[s] for s in wish.sessions if s in index]
            if wish.kind == "same time" and wish.hard:
                together.append(members)
            pairs = pairwise(members) if wish.kind == "before" else combinations(members, 2)
            for a, b in pairs:
                if a != b:
                    links[a].append(self._link(wish, b, first=True))
                    links[b].append(self._link(wish, a, first=False))
        return links, together

    def _link(self, wish: Wish, other: int, *, first: bool) -> Link:
        gap = -(-(wish.minutes or 0) // self.step)
        return Link(wish.kind, other, gap, first, wish.id, wish.hard, max(wish.weight, 1))


def _units(count: int, together: Iterable[list[int]]) -> tuple[tuple[int, ...], ...]:
    """Join tasks that must start together."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for members in together:
        for a, b in pairwise(members):
            parent[root(b)] = root(a)
    found: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        found[root(i)].append(i)
    return tuple(tuple(members) for members in found.values())


def tighten(tasks: list[Task], links: list[list[Link]], horizon: int) -> None:
    """Take from the domains the starts that order makes impossible, whatever the others do (bounds consistency)."""
    changed = True
    while changed:
        changed = False
        for i, task in enumerate(tasks):
            domain = task.domain
            for link in links[i]:
                other = tasks[link.other]
                if link.kind != "before" or not link.hard or not other.domain:
                    continue
                if link.first:
                    latest = other.domain.bit_length() - 1 - task.steps - link.gap
                    domain &= mask(0, latest + 1)
                else:
                    earliest = (other.domain & -other.domain).bit_length() - 1 + other.steps + link.gap
                    domain &= mask(earliest, horizon)
            if domain != task.domain:
                task.domain = domain
                changed = True
