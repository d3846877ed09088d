"""Where to put a task: of the legal places the one that spoils the least for those to come.

What is good about a place is decided here; which task comes next and who is pushed off is ``construct``'s.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM, bits, mask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from agendaplanner.planning.board import Board

_NO_ROOM = 30.0
"""What it counts to leave without a room what should have one, where a plan may."""
_OUTSIDE = 20.0
"""What it counts to be outside the opening hours at all, where a plan may, and ..."""
_STEP_OUTSIDE = 1.0
"""... for each step that it is."""
_TRIES = 96
"""How many starts are looked at for sessions that start together."""

Place = tuple[int, int]
"""Start and room."""


class Places:
    """Chooses among the places that a board leaves.

    ``tight`` fills the rooms without holes and does not care for the order of the agenda's numbers.
    """

    def __init__(self, board: Board, random: Random, *, tight: bool) -> None:
        self._board = board
        self._problem = board.problem
        self._random = random
        self._tight = tight
        self._leaves_hours = bool(self._problem.days) and "outside-hours" not in self._problem.keeps
        self._rooms_of_track: dict[int, dict[int, int]] = {}

    # what is kept count of

    def note_put(self, t: int, room: int) -> None:
        """Take note of a task that was put in a room: its track will like that room."""
        track = self._problem.tasks[t].track
        if track >= 0 and room != NO_ROOM:
            rooms = self._rooms_of_track.setdefault(track, {})
            rooms[room] = rooms.get(room, 0) + 1

    def note_lifted(self, t: int, room: int) -> None:
        """Take note of a task that was lifted from a room."""
        track = self._problem.tasks[t].track
        if track >= 0 and room != NO_ROOM:
            self._rooms_of_track[track][room] -= 1

    # one task

    def best(self, t: int) -> Place | None:
        """Give the legal place for a task that spoils the least, or None."""
        starts = self._board.time_starts(t)
        if not starts:
            return None
        board, task = self._board, self._problem.tasks[t]
        best: tuple[float, int, int] | None = None
        for rank, room in enumerate(board.rooms_for(t)):
            legal = starts & board.starts_in(t, room)
            if not legal:
                continue
            base = self._room_cost(t, room, rank)
            dear = 100.0 if self._tight else 1.0
            company = self._board.company(t, room) if task.company else -1
            for start, waste in self._candidates(t, room, legal):
                cost = base + waste * dear + self._time_cost(t, start)
                if not company >> start & 1:
                    cost += task.company
                if best is None or cost < best[0]:
                    best = (cost, start, room)
        return None if best is None else (best[1], best[2])

    def _candidates(self, t: int, room: int, legal: int) -> Iterable[tuple[int, float]]:
        """Give starts worth looking at, with what they waste: close to others first, so that gaps stay whole."""
        task = self._problem.tasks[t]
        blocked = ~self._problem.open if room == NO_ROOM else self._board.room_blocked(room) | ~self._problem.open
        if task.everyone:
            blocked |= self._everything_blocked()
        after = legal & (blocked << 1 | 1)
        before = legal & (blocked >> task.steps)
        if task.wanted_step >= 0 or self._problem.links[t] or len(self._problem.tasks) <= 120:
            for start in bits(legal):
                here = 1 << start
                yield start, 0.0 if after & here and before & here else 1.0 if (after | before) & here else 2.0
            return
        for chosen, waste in ((after & before, 0.0), (after & ~before, 1.0), (before & ~after, 1.0)):
            if chosen:
                yield (chosen & -chosen).bit_length() - 1, waste
                yield chosen.bit_length() - 1, waste
                places = list(bits(chosen))
                yield self._random.choice(places), waste
        if not (after | before):
            yield (legal & -legal).bit_length() - 1, 2.0

    def _everything_blocked(self) -> int:
        """Give the steps in which anything at all takes place: what a session for everyone should stand close to."""
        found = 0
        for t, start in enumerate(self._board.start):
            if start is not None:
                found |= mask(start, start + self._problem.tasks[t].steps)
        return found

    def _room_cost(self, t: int, room: int, rank: int) -> float:
        """Prefer the smallest room that fits, the room of the track, and where it was."""
        task = self._problem.tasks[t]
        cost = 0.3 * rank if room != NO_ROOM and self._problem.capacity[room] >= 0 else 0.0
        if room == NO_ROOM and task.session.takes_room:
            cost += _NO_ROOM
        if task.track >= 0 and (rooms := self._rooms_of_track.get(task.track)):
            cost -= min(rooms.get(room, 0), 3) * 0.3
        if task.start is not None and room == task.room:
            cost -= 2.0
        return cost

    def _time_cost(self, t: int, start: int) -> float:
        """Prefer the place that number and kind suggest, where it was, and soft wishes kept."""
        task = self._problem.tasks[t]
        cost = 0.0
        if self._tight:
            cost += start * self._problem.step_minutes / 600
        elif task.wanted_step >= 0:
            cost += abs(start - task.wanted_step) / max(len(self._problem.days), 1) * self._problem.step_minutes / 60
        if task.start is not None:
            cost += 0.0 if start == task.start else 3.0
        if task.session.kind == "opening":
            cost += start * self._problem.step_minutes / 30
        elif task.session.kind in ("closing", "adoption of conclusions"):
            cost -= start * self._problem.step_minutes / 30
        if self._leaves_hours:
            cost += self._outside_cost(start, start + task.steps)
        for link in self._problem.links[t]:
            other = self._board.start[link.other]
            if not link.hard and other is not None and not self._board.link_starts(t, link, other) >> start & 1:
                cost += link.weight
        return cost

    def _outside_cost(self, start: int, end: int) -> float:
        """Prefer the opening hours, and what is near to them, where a plan may leave them."""
        away = min(max(begin - start, 0) + max(end - close, 0) for begin, close in self._problem.days)
        return _OUTSIDE + away * _STEP_OUTSIDE if away else 0.0

    # tasks that start together

    def together(self, members: tuple[int, ...]) -> dict[int, Place] | None:
        """Give legal places for those of a unit that wait, all at one start and each in a room of its own, or None."""
        board = self._board
        waiting = [t for t in members if board.start[t] is None]
        starts = self.starts_of_unit(members)
        for t in waiting:
            starts &= board.time_starts(t)
        if not starts or self.is_at_odds(waiting):
            return None
        order = sorted(bits(starts), key=lambda s: (sum(self._time_cost(t, s) for t in waiting), s))
        for start in order[:_TRIES]:
            rooms = self._rooms_together(waiting, start)
            if rooms is not None:
                return {t: (start, room) for t, room in rooms.items()}
        return None

    def starts_of_unit(self, members: tuple[int, ...]) -> int:
        """Give the starts that a unit may have: those of its waiting tasks, and that of what stands of it. Bits."""
        starts = mask(0, self._problem.horizon)
        for t in members:
            at = self._board.start[t]
            starts &= self._problem.tasks[t].domain if at is None else mask(at, at + 1)
        return starts

    def is_at_odds(self, tasks: list[int]) -> bool:
        """Tell whether among tasks that should start together two cannot: then no place will do."""
        return any(self._problem.are_at_odds(a, b) for a, b in combinations(tasks, 2))

    def _rooms_together(self, tasks: list[int], start: int) -> dict[int, int] | None:
        """Give each task a free room of its own at a start (augmenting paths), or None."""
        board = self._board
        options: dict[int, list[int]] = {}
        for t in tasks:
            rooms = [r for r in board.rooms_for(t) if board.starts_in(t, r) >> start & 1]
            if not rooms:
                return None
            options[t] = rooms
        holder: dict[int, int] = {}

        def find(t: int, tried: set[int]) -> bool:
            for room in options[t]:
                if room == NO_ROOM:
                    return True
                if room in tried:
                    continue
                tried.add(room)
                if room not in holder or find(holder[room], tried):
                    holder[room] = t
                    return True
            return False

        for t in sorted(tasks, key=lambda t: len(options[t])):
            if not find(t, set()):
                return None
        rooms = {t: room for room, t in holder.items()}
        return {t: rooms.get(t, NO_ROOM) for t in tasks}
