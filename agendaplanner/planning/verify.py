"""An independent look at a plan, in minutes and from the records alone.

It shares no code with the planner or the checks, and none of their indexes: what it does not complain about holds.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session


class Violation(msgspec.Struct, frozen=True):
    """Something that a plan must not have."""

    rule: str
    sessions: tuple[str, ...]


def verify(agenda: Agenda) -> tuple[Violation, ...]:
    """Give every hard rule that the placed sessions of an agenda break."""
    found: list[Violation] = []
    times: dict[str, tuple[datetime, datetime]] = {}
    for session in agenda.session.values():
        if session.placement is not None and session.status != "cancelled":
            begin = session.placement.start
            times[session.id] = (begin, begin + timedelta(minutes=session.duration_minutes))
    accepted = sum(1 for person in agenda.person.values() if person.invitation == "accepted")
    needed: dict[str, set[str]] = {}
    by_person: dict[str, list[str]] = defaultdict(list)
    by_room: dict[str, list[str]] = defaultdict(list)
    for session_id in times:
        session = agenda.session[session_id]
        names = {role.person for role in session.roles if role.person}
        names.update(person for part in session.contributions for person in part.presenters)
        names.update(session.attendees)
        needed[session_id] = {name for name in names if name}
        for name in needed[session_id]:
            by_person[name].append(session_id)
        found += _place(agenda, session, times[session_id], len(needed[session_id]), accepted)
        if session.placement is not None and session.placement.room is not None:
            by_room[session.placement.room].append(session_id)
    pairs: set[tuple[str, str]] = set()
    for person, ids in by_person.items():
        for a, b in _clashing(ids, times):
            pairs.add((a, b))
        for session_id in ids:
            for away in agenda.person[person].away:
                if _share(times[session_id], (away.start, away.end)):
                    found.append(Violation("person-away", (session_id,)))
    found += [Violation("person-twice", pair) for pair in sorted(pairs)]
    for room, ids in by_room.items():
        found += [Violation("room-twice", pair) for pair in _clashing(ids, times)]
        for session_id in ids:
            for closed in agenda.room[room].closures:
                if _share(times[session_id], (closed.start, closed.end)):
                    found.append(Violation("room-closed", (session_id,)))
    found += _together(agenda, times, needed)
    found += _wishes(agenda, times)
    return tuple(found)


def verify_plan(before: Agenda, after: Agenda) -> tuple[Violation, ...]:
    """Give what is wrong with a plan: hard rules broken, pins moved, durations or anything else changed.

    A clash among sessions that all were pinned before stays where it was; it is no fault of the plan.
    """
    found: list[Violation] = []
    for session_id, session in after.session.items():
        old = before.session[session_id]
        if msgspec.structs.replace(session, placement=None) != msgspec.structs.replace(old, placement=None):
            found.append(Violation("altered", (session_id,)))
        if old.placement is not None:
            if old.pinned_time and (session.placement is None or session.placement.start != old.placement.start):
                found.append(Violation("pin-moved", (session_id,)))
            if old.pinned_room and (session.placement is None or session.placement.room != old.placement.room):
                found.append(Violation("pin-moved", (session_id,)))
    if before.session.keys() != after.session.keys():
        found.append(Violation("altered", tuple(sorted(before.session.keys() ^ after.session.keys()))))

    def stays(session_id: str) -> bool:
        session = before.session.get(session_id)
        if session is None or session.placement is None or not session.pinned_time:
            return False
        return session.pinned_room or session.placement.room is None

    found += [v for v in verify(after) if not all(stays(session_id) for session_id in v.sessions)]
    return tuple(found)


def _place(
    agenda: Agenda, session: Session, time: tuple[datetime, datetime], named: int, accepted: int
) -> list[Violation]:
    """Look at one session's hours and room."""
    found: list[str] = []
    days = agenda.meeting.days
    if days and all(time[0] < day.opens or time[1] > day.closes for day in days):
        found.append("outside-hours")
    if session.only_within and all(time[0] < p.start or time[1] > p.end for p in session.only_within):
        found.append("time-not-allowed")
    quiet = session.kind in {"break", "meal", "reception", "registration"}
    room_id = session.placement.room if session.placement else None
    if room_id is None:
        if session.needs_room or (session.needs_room is None and not quiet):
            found.append("room-missing")
        return [Violation(rule, (session.id,)) for rule in found]
    room = agenda.room[room_id]
    size = named
    if session.expected_size is not None:
        size = max(size, session.expected_size)
    elif _for_everyone(session):
        size = max(size, accepted)
    if room.capacity is not None and room.capacity < size:
        found.append("room-too-small")
    if not set(session.features_needed) <= set(room.features):
        found.append("room-lacks")
    if session.only_rooms and room_id not in session.only_rooms:
        found.append("place-not-allowed")
    return [Violation(rule, (session.id,)) for rule in found]


def _for_everyone(session: Session) -> bool:
    if session.everyone is not None:
        return session.everyone
    return session.kind in {
        "opening",
        "plenary",
        "report back",
        "adoption of conclusions",
        "closing",
        "break",
        "meal",
        "reception",
        "registration",
    }


def _together(
    agenda: Agenda, times: dict[str, tuple[datetime, datetime]], needed: dict[str, set[str]]
) -> list[Violation]:
    """Look at sessions for everyone, and at breakout groups."""
    found: list[Violation] = []
    everyone = [s for s in times if _for_everyone(agenda.session[s])]
    quiet = {s for s in times if agenda.session[s].kind in {"break", "meal", "reception", "registration"}}
    seen: set[frozenset[str]] = set()
    for a in everyone:
        for b in times:
            pair = frozenset((a, b))
            if a == b or pair in seen or (a in quiet and b in quiet) or needed[a] & needed[b]:
                continue
            if _share(times[a], times[b]):
                seen.add(pair)
                found.append(Violation("everyone-twice", tuple(sorted(pair))))
    starts: dict[str, set[datetime]] = defaultdict(set)
    members: dict[str, list[str]] = defaultdict(list)
    for session_id, (begin, _) in times.items():
        if group := agenda.session[session_id].group:
            starts[group].add(begin)
            members[group].append(session_id)
    found += [Violation("group-apart", tuple(sorted(members[g]))) for g in starts if len(starts[g]) > 1]
    return found


def _wishes(agenda: Agenda, times: dict[str, tuple[datetime, datetime]]) -> list[Violation]:
    """Look at hard wishes."""
    found: list[Violation] = []
    for wish in agenda.wish.values():
        ids = [session_id for session_id in wish.sessions if session_id in times]
        gap = timedelta(minutes=wish.minutes or 0)
        broken = False
        for i, a in enumerate(ids):
            for b in ids[i + 1 :] if wish.kind != "before" else ids[i + 1 : i + 2]:
                (begin_a, end_a), (begin_b, end_b) = times[a], times[b]
                room_a, room_b = (p.room if (p := agenda.session[x].placement) else None for x in (a, b))
                broken |= {
                    "before": begin_b - end_a < gap,
                    "gap": begin_b - end_a < gap and begin_a - end_b < gap,
                    "same time": begin_a != begin_b,
                    "not at the same time": _share(times[a], times[b]),
                    "same room": room_a != room_b,
                    "not the same day": _day(agenda, begin_a) == _day(agenda, begin_b),
                    "keep with track": False,
                }[wish.kind]
        if wish.kind == "keep with track":
            broken = any(_strays(agenda, session_id, times) for session_id in ids)
        if broken and wish.hard:
            found.append(Violation("wish-broken", tuple(ids)))
    return found


def _strays(agenda: Agenda, session_id: str, times: dict[str, tuple[datetime, datetime]]) -> bool:
    session = agenda.session[session_id]
    others = [agenda.session[o] for o in times if o != session_id and agenda.session[o].track == session.track]
    if session.track is None or not others or session.placement is None:
        return False
    here = (session.placement.room, session.placement.start.date())
    return all(o.placement is not None and (o.placement.room, o.placement.start.date()) != here for o in others)


def _day(agenda: Agenda, moment: datetime) -> object:
    for day in agenda.meeting.days:
        if day.opens <= moment < day.closes:
            return day.opens.date()
    return moment.date()


def _share(a: tuple[datetime, datetime], b: tuple[datetime, datetime]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clashing(ids: list[str], times: dict[str, tuple[datetime, datetime]]) -> list[tuple[str, str]]:
    """Give the pairs among some sessions that share a moment."""
    found: list[tuple[str, str]] = []
    order = sorted(ids, key=lambda i: times[i])
    for i, a in enumerate(order):
        for b in order[i + 1 :]:
            if times[b][0] >= times[a][1]:
                break
            found.append((a, b))
    return found
