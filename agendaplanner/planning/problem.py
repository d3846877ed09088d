"""A planning problem: the agenda compiled to integers, with time as bits.

Time is a row of equal steps from the meeting's first midnight. A set of steps is one Python int, bit ``i`` for step
``i``: the busy time of a room or person, the starts that a session may have. Sessions that must start together form one
unit. Nothing here searches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Session, Wish
from agendaplanner.model.times import minute_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from agendaplanner.model.parts import Period
    from agendaplanner.model.records import Meeting

HARD = 1000.0
"""What breaking a hard wish costs where the search can weigh it only."""
NO_ROOM = -1
"""The room of a session that takes none of its own."""


class Task(msgspec.Struct):
    """A session to place."""

    session: Session
    steps: int
    """How long it is."""
    people: tuple[int, ...]
    """Who cannot be elsewhere meanwhile; nobody where the plan need not keep people out of two places."""
    attending: tuple[int, ...]
    """Who must be there."""
    rooms: tuple[int, ...]
    """Rooms that will do, best fit first; (NO_ROOM,) where it takes none."""
    domain: int
    """The starts that are possible at all: open hours, own limits, nobody away, order. Bits.

    A pin is the organiser's word: the pinned start is possible, whatever speaks against it, and no other.
    """
    everyone: bool
    """Whether nothing may run beside it; of none where the plan need not keep to that."""
    quiet: bool
    pinned_time: bool
    pinned_room: bool
    start: int | None
    """Where it is placed now, in steps; None while it waits, or is placed anew."""
    stands: int | None
    """Where it is placed now, in steps, also if it is placed anew."""
    room: int
    """The room it is placed in now."""
    track: int
    company: float
    """How much it is wished that another session of its track is in the same room on the same day; 0: not at all."""
    wanted_step: float
    """Where its number on the agenda would have it, in steps from the first opening; negative: anywhere."""

    @property
    def is_pinned(self) -> bool:
        """Whether its time or its room is pinned: it may not be left over."""
        return self.pinned_time or self.pinned_room

    @property
    def is_fixed(self) -> bool:
        """Whether its pins leave nothing to look for."""
        return self.pinned_time and (self.pinned_room or self.rooms == (NO_ROOM,))


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
    keeps: frozenset[str]
    """The check rules that a plan must keep, by name."""
    wishes: tuple[Wish, ...]
    """The wishes as the plan sees them: which of them are hard depends on the rules it keeps."""
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
    """By person: the tasks that they must be at, no two of them at the same time."""
    attended: tuple[tuple[int, ...], ...]
    """By person: the tasks that they must be at."""
    tasks_of_track: tuple[tuple[int, ...], ...]
    rooms: tuple[str, ...]
    closed: tuple[int, ...]
    """By room: steps in which nothing may be there. Bits. (Opening hours are in the domains.)"""
    capacity: tuple[int, ...]
    walks: tuple[tuple[int, ...], ...]
    """By room and room: the steps that people need between them; empty where the plan need not leave them time."""

    def day_mask(self, step: int) -> int:
        """Give the open steps of the day that a step is in; what is pinned outside the hours is on the day of its date."""
        for begin, end in self.days:
            if begin <= step < end:
                return mask(begin, end)
        date = self.moment_of(step).date()
        for day, (begin, end) in zip(self.agenda.meeting.days, self.days, strict=True):
            if day.date == date:
                return mask(begin, end)
        return 0

    def step_of(self, moment: datetime) -> int:
        """Give the step that a wall time is in."""
        return minute_of(self.agenda.meeting, moment) // self.step_minutes

    def moment_of(self, step: int) -> datetime:
        """Give the wall time at which a step begins."""
        return moment_of(self.agenda.meeting, step * self.step_minutes)

    def are_at_odds(self, a: int, b: int) -> bool:
        """Tell whether two tasks cannot run at the same time, whatever the rooms: they share people, or wishes say so."""
        one, two = self.tasks[a], self.tasks[b]
        if (one.everyone or two.everyone) and not (one.quiet and two.quiet):
            return True
        if not set(one.people).isdisjoint(two.people):
            return True
        kinds = {link.kind for link in self.links[a] if link.hard and link.other == b}
        return bool(kinds & {"before", "gap", "not at the same time", "not the same day"}) or (
            "same room" in kinds and NO_ROOM not in one.rooms and "room-twice" in self.keeps
        )

    def touched(self, periods: Iterable[Period]) -> int:
        """Give the steps that periods touch. Bits."""
        return touched_steps(self.agenda.meeting, self.step_minutes, periods)

    def within(self, session: Session) -> int:
        """Give the starts at which a session is wholly within the times it is limited to; all where it is not. Bits."""
        return starts_within(self.agenda.meeting, self.step_minutes, session)


def units_beside(problem: Problem) -> list[tuple[int, ...]]:
    """Give for each task the units that share a person or a wish with it."""
    found: list[set[int]] = [set() for _ in problem.tasks]
    for tasks in problem.tasks_of_person:
        for t in tasks:
            found[t].update(problem.unit_of[o] for o in tasks if o != t)
    for t, links in enumerate(problem.links):
        found[t].update(problem.unit_of[link.other] for link in links)
    return [tuple(sorted(each)) for each in found]


def touched_steps(meeting: Meeting, step: int, periods: Iterable[Period]) -> int:
    """Give the steps, each of so many minutes, that periods touch. Bits."""
    found = 0
    for period in periods:
        start, end = minute_of(meeting, period.start), minute_of(meeting, period.end)
        found |= mask(start // step, -(-end // step))
    return found


def starts_within(meeting: Meeting, step: int, session: Session) -> int:
    """Give the starts, in steps of so many minutes, at which a session is within the times it is limited to. Bits."""
    if not session.only_within:
        return -1
    steps = -(-session.duration_minutes // step)
    found = 0
    for period in session.only_within:
        start, end = minute_of(meeting, period.start), minute_of(meeting, period.end)
        found |= mask(-(-start // step), end // step - steps + 1)
    return found


def mask(start: int, end: int) -> int:
    """Give the bits [start, end); those below 0 are left out."""
    start, end = max(start, 0), max(end, 0)
    return ((1 << (end - start)) - 1) << start if end > start else 0


def starts_beside(kind: str, gap: int, *, first: bool, steps: int, at: int, other_steps: int) -> int:
    """Give the starts that a wish leaves a session of so many steps while another one starts at a step. Bits.

    What is asked of days and rooms, and what keeps company with its track, is not looked at here.
    """
    if kind == "before":
        return mask(0, at - gap - steps + 1) if first else ~mask(0, at + other_steps + gap)
    if kind in ("gap", "not at the same time"):
        return ~mask(at - steps - gap + 1, at + other_steps + gap)
    return mask(at, at + 1) if kind == "same time" else -1


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
