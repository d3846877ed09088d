"""From what the solver decides to a schedule: which submission is in which room, and in which time slots.

The solver says which rooms a track has in which sessions, and in which session each submission is. Where a track has one
room in a session, the rest is their order. Where it has several, its submissions are dealt out to them here, unless the
solver was asked to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.cosp import CospSchedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agendaplanner.model.cosp import CospInstance
    from agendaplanner.planning.cosp.costs import Costs

MOST_DEALS = 20_000
"""How many steps are taken to deal out a track's submissions of a session to its rooms."""


class Decisions(msgspec.Struct, kw_only=True):
    """What was decided."""

    rooms: dict[tuple[int, int], tuple[int, ...]]
    """By (track, session): the rooms it has, rising."""
    session: list[int]
    """By submission."""
    room: dict[int, int]
    """By submission, where that was decided too."""
    slot: dict[int, int]
    """By submission: the first of its time slots, where that was decided too."""


def schedule_of(costs: Costs, decided: Decisions) -> CospSchedule | None:
    """Give the schedule that decisions make; None where a track's submissions cannot be dealt out to its rooms."""
    instance = costs.instance
    tracks: list[list[int | None]] = [[None] * len(instance.rooms) for _ in instance.sessions]
    slots: list[list[list[int | None]]] = [[[None] * each.slots for _ in instance.rooms] for each in instance.sessions]
    for t, members in enumerate(costs.members):
        before = 0
        for s, session in enumerate(instance.sessions):
            here = [i for i in members if decided.session[i] == s]
            rooms = decided.rooms.get((t, s), ())
            if not here:
                continue
            dealt = _dealt(costs, here, rooms, session.slots, decided.room)
            if dealt is None:
                return None
            if all(i in decided.slot and i not in decided.room for i in here):
                dealt = _lined_up(instance, dealt, rooms, decided)
            for r, submissions in sorted(dealt.items()):
                if not submissions:
                    continue
                tracks[s][r] = t
                if all(i in decided.slot for i in submissions):
                    for i in submissions:
                        for k in range(instance.submissions[i].slots):
                            slots[s][r][decided.slot[i] + k] = i
                else:
                    on = [
                        i for i in _in_turn(instance, submissions, before) for _ in range(instance.submissions[i].slots)
                    ]
                    slots[s][r][: len(on)] = on
                before += len(submissions)
    return CospSchedule(
        tuple(tuple(rooms) for rooms in tracks), tuple(tuple(tuple(on) for on in rooms) for rooms in slots)
    )


def _in_turn(instance: CospInstance, submissions: Sequence[int], before: int) -> list[int]:
    """Put what is in a room in an order in which as many as can be are at their places, so many having come before."""
    places: list[int | None] = [None] * len(submissions)
    rest: list[int] = []
    for i in submissions:
        place = instance.submissions[i].order - before - 1
        if 0 <= place < len(places) and places[place] is None:
            places[place] = i
        else:
            rest.append(i)
    # those with a place of their own first, so that the rest is in order at least
    rest.sort(key=lambda i: (instance.submissions[i].order == 0, instance.submissions[i].order, i))
    left = iter(rest)
    return [next(left) if i is None else i for i in places]


def _dealt(
    costs: Costs, here: Sequence[int], rooms: tuple[int, ...], slots: int, told: Mapping[int, int]
) -> dict[int, list[int]] | None:
    """Deal submissions out to the rooms of their track in a session, each room getting one at least."""
    if len(rooms) == 1:
        return {rooms[0]: list(here)}
    if all(i in told for i in here):
        found: dict[int, list[int]] = {r: [] for r in rooms}
        for i in here:
            found[told[i]].append(i)
        return found
    return _Dealer(costs, here, rooms, slots).best()


class _Dealer:
    """Looks for the cheapest way to deal out, the largest first, within counted steps."""

    def __init__(self, costs: Costs, here: Sequence[int], rooms: tuple[int, ...], slots: int) -> None:
        self._costs = costs
        self._size = {i: costs.instance.submissions[i].slots for i in here}
        self._order = sorted(here, key=lambda i: (-self._size[i], i))
        self._rooms = rooms
        self._left = dict.fromkeys(rooms, slots)
        self._in: dict[int, list[int]] = {r: [] for r in rooms}
        self._steps = 0
        self._best: tuple[int, dict[int, list[int]]] | None = None

    def best(self) -> dict[int, list[int]] | None:
        self._place(0, 0)
        return None if self._best is None else self._best[1]

    def _place(self, n: int, cost: int) -> None:
        self._steps += 1
        if self._steps > MOST_DEALS or (self._best is not None and cost >= self._best[0]):
            return
        empty = sum(not members for members in self._in.values())
        if len(self._order) - n < empty:
            return
        if n == len(self._order):
            self._best = (cost, {r: list(members) for r, members in self._in.items()})
            return
        i = self._order[n]
        choices = [(self._added(i, r), r) for r in self._rooms if self._left[r] >= self._size[i]]
        for added, r in sorted(choices):
            self._in[r].append(i)
            self._left[r] -= self._size[i]
            self._place(n + 1, cost + added)
            self._left[r] += self._size[i]
            self._in[r].pop()

    def _added(self, i: int, room: int) -> int:
        apart = (j for r, members in self._in.items() if r != room for j in members)
        return self._costs.room[i][room] + sum(self._costs.together.get((min(i, j), max(i, j)), 0) for j in apart)


def _lined_up(
    instance: CospInstance, dealt: Mapping[int, Sequence[int]], rooms: Iterable[int], decided: Decisions
) -> dict[int, list[int]]:
    """Deal out anew where time slots were decided: each takes the first room that is free by then.

    As many are on at once as there are rooms at the most, so there always is one (intervals are perfect graphs).
    """
    if len(dealt) == 1:
        return {r: list(members) for r, members in dealt.items()}
    free = dict.fromkeys(sorted(rooms), 0)
    found: dict[int, list[int]] = {r: [] for r in free}
    for i in sorted((i for members in dealt.values() for i in members), key=lambda i: (decided.slot[i], i)):
        able = [r for r in free if free[r] <= decided.slot[i]]
        room = min(able, key=lambda r: (bool(found[r]), r))
        found[room].append(i)
        free[room] = decided.slot[i] + instance.submissions[i].slots
    return found
