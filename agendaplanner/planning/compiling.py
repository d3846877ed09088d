"""Compiling an agenda to a planning problem: what is possible at all is worked out here, once, before any search."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from agendaplanner.checks.needs import room_faults, size_of
from agendaplanner.checks.policies import kept_rules, wishes_kept
from agendaplanner.model.agenda import natural
from agendaplanner.model.times import end_of, minute_of
from agendaplanner.planning.problem import (
    HARD,
    NO_ROOM,
    Link,
    Problem,
    Task,
    mask,
    starts_free,
    starts_within,
    touched_steps,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Period
    from agendaplanner.model.records import Session, Wish


def compile_problem(agenda: Agenda, *, from_scratch: bool = False, keeps: frozenset[str] | None = None) -> Problem:
    """Compile an agenda. With ``from_scratch`` only what is pinned counts as placed.

    What breaks a rule of ``keeps`` is forbidden; as usual these are the rules that the meeting wants kept.
    """
    return _Compiler(agenda, from_scratch, kept_rules(agenda.meeting) if keeps is None else keeps).problem()


class _Compiler:
    def __init__(self, agenda: Agenda, from_scratch: bool, keeps: frozenset[str]) -> None:
        self.agenda = agenda
        self.keeps = keeps
        self.wishes = wishes_kept(agenda, keeps)
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
        self.company = {
            session: HARD if wish.hard else float(wish.weight)
            for wish in sorted(self.wishes, key=lambda wish: (wish.hard, wish.weight))
            if wish.kind == "keep with track"
            for session in wish.sessions
        }
        self.step = self._step_minutes()
        self.days = tuple(
            (-(-minute_of(self.meeting, d.opens) // self.step), minute_of(self.meeting, d.closes) // self.step)
            for d in self.meeting.days
        )
        self.horizon = self._horizon()
        self.open = 0
        for start, end in self.days:
            self.open |= mask(start, end)
        self.away = {
            person: self._touched(agenda.person[person].away)
            for person in self.people
            if "person-away" in keeps and agenda.person[person].away
        }
        self._capacities = sorted({room.capacity for room in agenda.rooms if room.capacity is not None})
        self._in_days: dict[int, int] = {}
        self._fitting: dict[tuple[int, tuple[str, ...], tuple[str, ...]], tuple[int, ...]] = {}

    def _step_minutes(self) -> int:
        """Give the longest step that all starts, durations and grid points are multiples of."""
        step = self.meeting.grid_minutes
        for session in self.sessions:
            step = math.gcd(step, session.duration_minutes)
            if session.placement is not None:
                step = math.gcd(step, minute_of(self.meeting, session.placement.start))
        return max(step, 1)

    def _horizon(self) -> int:
        """Give the end of the last day, or of what is pinned after it."""
        ends = [end for _, end in self.days]
        pinned = (end_of(session) for session in self.sessions if session.pinned_time)
        ends += [-(-minute_of(self.meeting, end) // self.step) for end in pinned if end is not None]
        return max(ends, default=0)

    def _touched(self, periods: Iterable[Period]) -> int:
        return touched_steps(self.meeting, self.step, periods)

    def _inside_a_day(self, steps: int) -> int:
        if steps not in self._in_days:
            self._in_days[steps] = 0
            hours = self.days if "outside-hours" in self.keeps else ((0, self.horizon),)
            for start, end in hours:
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
                if not tasks[t].pinned_time:
                    tasks[t].domain = shared & mask(0, self.horizon)
        tighten(tasks, links, self.horizon)
        attended: list[list[int]] = [[] for _ in self.people]
        for i, task in enumerate(tasks):
            for person in task.attending:
                attended[person].append(i)
        of_person = tuple(tuple(each) for each in attended)
        closes = "room-closed" in self.keeps
        return Problem(
            agenda=agenda,
            keeps=self.keeps,
            wishes=self.wishes,
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
            tasks_of_person=of_person if "person-twice" in self.keeps else ((),) * len(self.people),
            attended=of_person,
            tasks_of_track=tuple(
                tuple(i for i, task in enumerate(tasks) if task.track == track) for track in range(len(agenda.tracks))
            ),
            rooms=self.rooms,
            closed=tuple(self._touched(agenda.room[room].closures) if closes else 0 for room in self.rooms),
            capacity=tuple(-1 if (c := agenda.room[room].capacity) is None else c for room in self.rooms),
            walks=self._walks(),
        )

    def _task(self, session: Session, grid: int, targets: dict[str, float]) -> Task:
        steps = -(-session.duration_minutes // self.step)
        people = tuple(sorted(self.person_index[person] for person in self.agenda.people_in[session.id]))
        away = 0
        for person in people:
            away |= self.away.get(self.people[person], 0)
        domain = self._inside_a_day(steps) & starts_free(mask(0, self.horizon) & ~away, steps)
        if "time-not-allowed" in self.keeps:
            domain &= starts_within(self.meeting, self.step, session)
        placement = session.placement
        stands = minute_of(self.meeting, placement.start) // self.step if placement else None
        room = self.room_index.get(placement.room or "", NO_ROOM) if placement else NO_ROOM
        pinned_time = session.pinned_time and placement is not None
        # a session that stands in no room yet has no room to be pinned to
        pinned_room = session.pinned_room and placement is not None and placement.room is not None
        if pinned_time and stands is not None:
            domain = mask(stands, stands + 1)
        elif stands is not None and not self.from_scratch:
            domain &= grid | mask(stands, stands + 1)  # what stands off the grid may stay there
        else:
            domain &= grid
        rooms = (room,) if pinned_room else self._rooms(session, room)
        is_new = self.from_scratch and not (pinned_time and (pinned_room or not session.takes_room))
        return Task(
            session=session,
            steps=steps,
            people=people if "person-twice" in self.keeps else (),
            attending=people,
            rooms=rooms,
            domain=domain,
            everyone=session.is_for_everyone and "everyone-twice" in self.keeps,
            quiet=session.is_quiet,
            pinned_time=pinned_time,
            pinned_room=pinned_room,
            start=None if is_new else stands,
            stands=stands,
            room=room,
            track=self.track_index.get(session.track or "", -1),
            company=self.company.get(session.id, 0.0) if session.track else 0.0,
            wanted_step=targets.get(session.id, -1.0),
        )

    def _rooms(self, session: Session, here: int) -> tuple[int, ...]:
        """Give the rooms that will do: the smallest that fits first, those without a known size last.

        What takes no room but stands in one may go on doing so, if that room will do.
        """
        if not session.takes_room:
            if here == NO_ROOM or not self._will_do(session, self.rooms[here]):
                return (NO_ROOM,)
            return (here, NO_ROOM)
        # of the size it matters only which rooms are too small; so many sessions are alike
        smallest = bisect_left(self._capacities, size_of(self.agenda, session))
        needs = (smallest, session.features_needed, session.only_rooms)
        found = self._fitting.get(needs)
        if found is None:
            found = self._fitting[needs] = self._rooms_fitting(session)
        return found

    def _rooms_fitting(self, session: Session) -> tuple[int, ...]:
        fits: list[tuple[int, int, bool, int, int]] = []
        for i, room in enumerate(self.agenda.rooms):
            faults = room_faults(self.agenda, session, room)
            if self.keeps.isdisjoint(faults):
                # of rooms that are too small the largest
                small = -(room.capacity or 0) if "room-too-small" in faults else 0
                fits.append((len(faults), small, room.capacity is None, room.capacity or 0, i))
        rooms = tuple(each[-1] for each in sorted(fits))
        return rooms if "room-missing" in self.keeps else (*rooms, NO_ROOM)

    def _will_do(self, session: Session, room: str) -> bool:
        return self.keeps.isdisjoint(room_faults(self.agenda, session, self.agenda.room[room]))

    def _walks(self) -> tuple[tuple[int, ...], ...]:
        if "walk-too-short" not in self.keeps:
            return ()
        walk = self.agenda.walk_minutes
        steps = tuple(tuple(-(-walk(a, b) // self.step) for b in self.rooms) for a in self.rooms)
        return steps if any(map(any, steps)) else ()

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
        if "group-apart" not in self.keeps:
            return []
        return [[index[s] for s in ids if s in index] for ids in self.agenda.groups.values()]

    def _links(self, index: dict[str, int]) -> tuple[list[list[Link]], list[list[int]]]:
        """Give the links of each task, and the sets of tasks that hard wishes want at the same time."""
        links: list[list[Link]] = [[] for _ in self.sessions]
        together: list[list[int]] = []
        for wish in self.wishes:
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
        gap = -(-(wish.minutes or 0) // self.step) if wish.kind in ("before", "gap") else 0
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
                if link.kind != "before" or not link.hard or not other.domain or task.pinned_time:
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
