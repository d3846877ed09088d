"""Changes put together as people would tell them: a swap is a swap, an afternoon that was pushed is one line.

"Everything" is everything that is on both programmes; what is new, cancelled or withdrawn is told by itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.change_facts import Aspect, SessionChange, State
from agendaplanner.model.change_words import clauses, people_clause, place
from agendaplanner.model.times import clock, short_day
from agendaplanner.model.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from agendaplanner.model.change_facts import Sides

GroupKind = Literal["one", "swap", "shift", "room", "room renamed", "time zone", "status", "people"]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that are told in one line."""

    kind: GroupKind
    changes: tuple[SessionChange, ...]
    message: str


class Pair(msgspec.Struct, frozen=True):
    """A session that is on both programmes."""

    before: State
    after: State

    @property
    def shift(self) -> timedelta:
        """How much later it begins; nought where its length or zone is another, too."""
        same = self.before.end - self.before.start == self.after.end - self.after.start
        same = same and self.before.timezone == self.after.timezone
        return self.after.start - self.before.start if same else timedelta()


def grouped(sides: Sides, changes: Iterable[SessionChange]) -> tuple[Group, ...]:
    """Give all changes in groups, in the order of time; each change is in one."""
    return tuple(sorted(_Grouping(sides, changes).all(), key=lambda group: _when(group.changes[0])))


class _Grouping:
    """Takes changes out of those that are left, the largest groups first."""

    def __init__(self, sides: Sides, changes: Iterable[SessionChange]) -> None:
        self._sides = sides
        self._left = {change.session: change for change in changes}
        both = sides.states_before.keys() & sides.states_after.keys()
        pairs = (Pair(sides.states_before[i], sides.states_after[i]) for i in both)
        self._pairs = sorted(pairs, key=lambda pair: (pair.before.start, pair.before.room or "", pair.before.session))

    def all(self) -> Iterator[Group]:
        yield from self._zone()
        yield from self._renamed_rooms()
        yield from self._shifts()
        yield from self._rooms(least=3)
        yield from self._swaps()
        yield from self._rooms(least=2)
        yield from self._alike("status")
        yield from self._alike("people")
        for change in self._left.values():
            yield Group(kind="one", changes=(change,), message=change.message)

    def _take(self, kind: GroupKind, sessions: Iterable[str], message: str, told: Sequence[Aspect]) -> Group:
        """Take some changes as a group; what else differs of one of them is said after the group's sentence."""
        changes = tuple(sorted((self._left.pop(session) for session in sessions), key=_when))
        also: list[tuple[SessionChange, list[Aspect]]] = [(c, [a for a in c.aspects if a not in told]) for c in changes]
        more = [f"{_mark(c)} also: {'; '.join(clauses(self._sides, c, aspects))}" for c, aspects in also if aspects]
        return Group(kind=kind, changes=changes, message=". ".join([message, *more]))

    def _free(self, pair: Pair) -> bool:
        return pair.before.session in self._left

    # the whole meeting

    def _zone(self) -> Iterator[Group]:
        before, after = (agenda.meeting.timezone for agenda in (self._sides.before, self._sides.after))
        kept = [p.before.session for p in self._pairs if (p.before.start, p.before.end) == (p.after.start, p.after.end)]
        if before != after and len(kept) > 1:
            message = f"{len(kept)} sessions keep their times, which are those of {after} now, not of {before}"
            yield self._take("time zone", kept, message, ("moved",))

    def _renamed_rooms(self) -> Iterator[Group]:
        by_room: dict[str, list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            same = pair.before.room == pair.after.room and pair.before.times == pair.after.times
            if same and pair.before.room_name != pair.after.room_name and self._free(pair):
                by_room[pair.before.room or ""].append(pair)
        for pairs in by_room.values():
            one = pairs[0]
            many = f"{len(pairs)} session{'s' if len(pairs) > 1 else ''}"
            message = f"{one.before.room_name} is called {one.after.room_name} now ({many})"
            yield self._take("room renamed", [p.before.session for p in pairs], message, ("room",))

    # what moved together

    def _shifts(self) -> Iterator[Group]:
        movers = [p for p in self._pairs if p.shift and p.before.room == p.after.room and self._free(p)]
        for shift in sorted({pair.shift for pair in movers}):

            def fits(pair: Pair, shift: timedelta = shift) -> bool:
                return pair.shift == shift and pair.before.room == pair.after.room and self._free(pair)

            later = _later(shift)
            if len(self._pairs) > 1 and all(map(fits, self._pairs)):
                yield self._take("shift", [p.before.session for p in self._pairs], f"Everything is {later}", ("moved",))
                continue
            for day in _by(self._pairs, lambda pair: pair.before.start.date()):
                for run, stretch in _runs(day, fits):
                    if len({pair.before.room for pair in run}) > 1:
                        message = f"Everything {stretch} is {later}"
                        yield self._take("shift", [p.before.session for p in run], message, ("moved",))
            for one in _by(self._pairs, lambda pair: (pair.before.start.date(), pair.before.room or "")):
                for run, stretch in _runs(one, fits):
                    if name := one[0].before.room_name:
                        message = f"Everything in {name} {stretch} is {later}"
                        yield self._take("shift", [p.before.session for p in run], message, ("moved",))

    def _rooms(self, *, least: int) -> Iterator[Group]:
        for one in _by(self._pairs, lambda pair: (pair.before.start.date(), pair.before.room or "")):
            for new_room in sorted({pair.after.room for pair in one if pair.after.room is not None}):

                def fits(pair: Pair, new_room: str = new_room) -> bool:
                    to_it = pair.before.room != new_room == pair.after.room
                    return to_it and pair.before.times == pair.after.times and self._free(pair)

                for run, stretch in _runs(one, fits):
                    name = run[0].before.room_name
                    if len(run) >= least and name:
                        message = f"Everything in {name} {stretch} is in {run[0].after.room_name} now"
                        yield self._take("room", [p.before.session for p in run], message, ("room",))

    def _swaps(self) -> Iterator[Group]:
        movers = [p for p in self._pairs if self._free(p) and _spot(p.before) != _spot(p.after)]
        leaving: dict[tuple[datetime, str | None], list[Pair]] = defaultdict(list)
        for pair in movers:
            leaving[_spot(pair.before)].append(pair)
        for a in movers:
            other = (b for b in leaving[_spot(a.after)] if self._free(b) and _spot(b.after) == _spot(a.before))
            b = next(other, None) if self._free(a) else None
            if b is not None:
                first, second = (self._left[pair.before.session] for pair in (a, b))
                message = (
                    f"{_mark(first)} and {_mark(second)} change places: "
                    f"{_mark(first)} {place(a.before)} -> {place(a.after)}, "
                    f"{_mark(second)} {place(b.before)} -> {place(b.after)}"
                )
                yield self._take("swap", (a.before.session, b.before.session), message, ("moved", "room"))

    # what changed alike

    def _alike(self, aspect: Literal["status", "people"]) -> Iterator[Group]:
        by_words: dict[str, list[SessionChange]] = defaultdict(list)
        for change in self._left.values():
            if change.aspects == (aspect,) and change.before is not None and change.after is not None:
                if aspect == "people":
                    words = people_clause(self._sides, change.before, change.after)
                else:
                    words = next(clauses(self._sides, change, (aspect,)))
                by_words[words].append(change)
        for words, changes in by_words.items():
            if len(changes) > 1:
                message = f"{listed(map(_mark, changes), most=8)}: {words}"
                yield self._take(aspect, [change.session for change in changes], message, (aspect,))


def _by(pairs: Iterable[Pair], key: Callable[[Pair], tuple[date, str] | date]) -> list[list[Pair]]:
    """Give pairs in parts with the same key, each part in the order of time."""
    parts: dict[object, list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts[key(pair)].append(pair)
    return list(parts.values())


def _runs(day: Sequence[Pair], fits: Callable[[Pair], bool]) -> list[tuple[list[Pair], str]]:
    """Give the longest stretches of a day in which every session fits, of two or more, and how a stretch is called.

    Args:
        day: The sessions of a day, or of a day in one room, in the order of time.
        fits: Whether a session is of the kind that is looked for.
    """
    starts: dict[datetime, list[Pair]] = defaultdict(list)
    for pair in day:
        starts[pair.before.start].append(pair)
    found: list[tuple[list[Pair], str]] = []
    run: list[Pair] = []
    whole: list[list[Pair]] = []
    for pairs in [*starts.values(), []]:
        if pairs and all(map(fits, pairs)):
            run.extend(pairs)
        elif run:
            whole.append(run)
            run = []
    on = f"on {short_day(day[0].before.start)}" if day else ""
    for each in whole:
        if len(each) < 2:
            continue
        first, last = each[0] is day[0], each[-1] is day[-1]
        begins, ends = clock(each[0].before.start), clock(max(pair.before.end for pair in each))
        until = "" if last else f" to {ends}"
        found.append((each, on if first and last else f"from {begins}{until} {on}"))
    return found


def _later(shift: timedelta) -> str:
    minutes = abs(int(shift.total_seconds())) // 60
    word = "later" if shift > timedelta() else "earlier"
    sizes = ((7 * 1440, "week"), (1440, "day"), (60, "hour"), (1, "minute"))
    size, name = next((size, name) for size, name in sizes if minutes % size == 0)
    count = minutes // size
    return f"{count} {name}{'s' if count != 1 else ''} {word}"


def _spot(state: State) -> tuple[datetime, str | None]:
    return (state.start, state.room)


def _mark(change: SessionChange) -> str:
    state = change.before or change.after
    assert state is not None
    return state.number or f"“{state.title}”"


def _when(change: SessionChange) -> tuple[object, ...]:
    state = change.before or change.after
    assert state is not None
    return (state.start, state.room_name, state.number, state.session)
