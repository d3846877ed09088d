"""Whether a wish between sessions is kept: order, same time, not together, same room, days apart, gaps, tracks."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from agendaplanner.checks.rules import finding
from agendaplanner.checks.slots import date_of, slot_of
from agendaplanner.model.times import clock, clock_range, short_day
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from agendaplanner.checks.findings import Finding
    from agendaplanner.checks.slots import Slot
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Wish


def wish_findings(agenda: Agenda, wish: Wish) -> Iterator[Finding]:
    """Give what is wrong with a wish, looking at those of its sessions that take place; one finding a pair."""
    why = f" ({wish.reason})" if wish.reason else ""
    for slots, sentence in _broken(agenda, wish):
        yield finding(
            "wish-broken",
            f"{sentence}{why}.",
            sessions=tuple(slot.session.id for slot in slots),
            wishes=(wish.id,),
            is_soft=not wish.hard,
        )


def _broken(agenda: Agenda, wish: Wish) -> Iterator[tuple[tuple[Slot, ...], str]]:
    # a session named twice is meant once
    ids = dict.fromkeys(wish.sessions)
    slots = [slot for i in ids if (slot := slot_of(agenda.session.get(i))) is not None]
    if wish.kind == "keep with track":
        for slot in slots:
            if sentence := _apart_from_track(agenda, slot):
                yield (slot,), sentence
        return
    pairs: Iterable[tuple[Slot, Slot]] = pairwise(slots) if wish.kind == "before" else combinations(slots, 2)
    look = _LOOKS[wish.kind]
    for a, b in pairs:
        if sentence := look(agenda, wish, a, b):
            yield (a, b), sentence


def _before(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    if a.end + _gap(wish) <= b.start:
        return ""
    enough = f" by at least {wish.minutes} minutes" if wish.minutes else ""
    at = f"{_mark(a)} ends {short_day(a.end)} {clock(a.end)}, {_mark(b)} starts {short_day(b.start)} {clock(b.start)}"
    return f"{_mark(a)} should come before {_mark(b)}{enough}, but {at}"


def _apart(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    if a.end + _gap(wish) <= b.start or b.end + _gap(wish) <= a.start:
        return ""
    first, second = sorted((a, b), key=lambda slot: slot.start)
    between = round((second.start - first.end).total_seconds() / 60)
    found = f"there are {between}" if between >= 0 else "they run at the same time"
    return f"{_mark(a)} and {_mark(b)} should be at least {wish.minutes or 0} minutes apart, but {found}"


def _same_time(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    if a.start == b.start:
        return ""
    return f"{_mark(a)} and {_mark(b)} should start at the same time, but start {_start(a)} and {_start(b)}"


def _not_at_the_same_time(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    if a.end <= b.start or b.end <= a.start:
        return ""
    times = f"{a.times} and {clock_range(b.start, b.end)}"
    return f"{_mark(a)} and {_mark(b)} should not run at the same time, but are {times}"


def _same_room(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    if a.room == b.room:
        return ""
    places = [room.name if (room := agenda.room.get(slot.room or "")) else "no room" for slot in (a, b)]
    return f"{_mark(a)} and {_mark(b)} should be in the same room, but are in {places[0]} and {places[1]}"


def _not_the_same_day(agenda: Agenda, wish: Wish, a: Slot, b: Slot) -> str:
    day = date_of(agenda, a)
    if day != date_of(agenda, b):
        return ""
    return f"{_mark(a)} and {_mark(b)} should not be on the same day, but both are on {short_day(day)}"


_LOOKS: dict[str, Callable[[Agenda, Wish, Slot, Slot], str]] = {
    "before": _before,
    "gap": _apart,
    "same time": _same_time,
    "not at the same time": _not_at_the_same_time,
    "same room": _same_room,
    "not the same day": _not_the_same_day,
}
"""By kind of wish: what says how a pair breaks it, or ""."""


def _apart_from_track(agenda: Agenda, slot: Slot) -> str:
    """Say that a session is in no room and day where its track has another session, or ""."""
    track = slot.session.track
    placed = (slot_of(s) for s in agenda.placed if track and s.track == track and s.id != slot.session.id)
    others = [other for other in placed if other is not None]
    here = (slot.room, date_of(agenda, slot))
    if not others or any((other.room, date_of(agenda, other)) == here for other in others):
        return ""
    found = agenda.track.get(track or "")
    name = f" “{found.name}”" if found else ""
    return f"{_mark(slot)} should be in a room and on a day with others of its track{name}, but is not"


def _gap(wish: Wish) -> timedelta:
    return timedelta(minutes=wish.minutes or 0)


def _mark(slot: Slot) -> str:
    return session_mark(slot.session)


def _start(slot: Slot) -> str:
    return f"{short_day(slot.start)} {clock(slot.start)}"
