"""An independent look at a plan, in minutes and from the records alone.

It shares no code with the planner or the checks, and none of their indexes: what it does not complain about holds.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session

    Span = tuple[datetime, datetime]
    Times = dict[str, Span]


class Violation(msgspec.Struct, frozen=True):
    """Something that a plan must not have."""

    rule: str
    sessions: tuple[str, ...]


_USUALLY_KEPT = frozenset(
    {
        "person-twice",
        "everyone-twice",
        "person-away",
        "room-twice",
        "room-closed",
        "room-missing",
        "room-too-small",
        "room-lacks",
        "place-not-allowed",
        "outside-hours",
        "time-not-allowed",
        "group-apart",
        "wish-broken",
    }
)


def verify(agenda: Agenda) -> tuple[Violation, ...]:
    """Give every rule that the placed sessions of an agenda break, of those that a plan must keep.

    These are the hard ones, and what the meeting wants to block besides; what it only warns of, or ignores, is none.

    One a pair of sessions for what two of them do to each other; sessions of a violation are in the order of ids.
    """
    kept = set(_USUALLY_KEPT)
    for own in agenda.meeting.rule_policies:
        (kept.add if own.policy.startswith("block") else kept.discard)(own.rule)
    found: set[Violation] = set()
    times: Times = {}
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
        names = {role.person for role in session.roles if role.person is not None}
        names.update(person for part in session.contributions for person in part.presenters)
        names.update(session.attendees)
        needed[session_id] = names
        for name in names:
            by_person[name].append(session_id)
        found.update(_place(agenda, session, times[session_id], len(names), accepted))
        if session.placement is not None and session.placement.room is not None:
            by_room[session.placement.room].append(session_id)
    for person, ids in by_person.items():
        found.update(_of("person-twice", *pair) for pair in _clashing(ids, times))
        if "walk-too-short" in kept:
            found.update(_walks(agenda, ids, times))
        for away in agenda.person[person].away:
            found.update(_of("person-away", s) for s in ids if _share(times[s], (away.start, away.end)))
    for room, ids in by_room.items():
        found.update(_of("room-twice", *pair) for pair in _clashing(ids, times))
        for closed in agenda.room[room].closures:
            found.update(_of("room-closed", s) for s in ids if _share(times[s], (closed.start, closed.end)))
    found.update(_beside_everyone(agenda, times, needed))
    found.update(_groups(agenda, times))
    found.update(_wishes(agenda, times))
    return tuple(sorted((v for v in found if v.rule in kept), key=lambda v: (v.rule, v.sessions)))


def verify_plan(before: Agenda, after: Agenda) -> tuple[Violation, ...]:
    """Give what is wrong with a plan: hard rules broken, pins moved, durations or anything else changed.

    A pin is the organiser's word. So it is no fault of the plan what pinned sessions do to each other as long as all
    stand where they stood, nor what speaks against a pinned room at any time, or against a pinned time in any room.
    """
    found: list[Violation] = []
    lost_or_new = before.session.keys() ^ after.session.keys()
    if lost_or_new:
        found.append(_of("altered", *lost_or_new))
    found += [_of("altered") for kind in KINDS if kind != "session" and before.table(kind) != after.table(kind)]
    for session_id in before.session.keys() & after.session.keys():
        old, new = before.session[session_id], after.session[session_id]
        if msgspec.structs.replace(new, placement=old.placement) != old:
            found.append(_of("altered", session_id))
        if old.placement is None:
            continue
        time_moved = new.placement is None or new.placement.start != old.placement.start
        room_moved = new.placement is None or old.placement.room not in (None, new.placement.room)
        if (old.pinned_time and time_moved) or (old.pinned_room and room_moved):
            found.append(_of("pin-moved", session_id))

    def stays(session_id: str) -> bool:
        session = before.session.get(session_id)
        if session is None or session.placement is None or not (session.pinned_time or session.pinned_room):
            return False
        now = after.session.get(session_id)
        return now is not None and now.placement == session.placement

    def is_pinned_so(violation: Violation) -> bool:
        """Tell whether the rule looks at one session's room or time alone, and that is pinned."""
        old = before.session.get(violation.sessions[0]) if len(violation.sessions) == 1 else None
        if old is None or old.placement is None:
            return False
        if violation.rule in {"room-too-small", "room-lacks", "place-not-allowed"}:
            return old.pinned_room and old.placement.room is not None
        return old.pinned_time and violation.rule in {"outside-hours", "time-not-allowed", "person-away"}

    found += [
        violation
        for violation in verify(after)
        if not is_pinned_so(violation) and not all(stays(session_id) for session_id in violation.sessions)
    ]
    return tuple(sorted(found, key=lambda v: (v.rule, v.sessions)))


def _of(rule: str, *sessions: str) -> Violation:
    return Violation(rule, tuple(sorted(sessions)))


def _place(agenda: Agenda, session: Session, time: Span, named: int, accepted: int) -> Iterator[Violation]:
    """Look at one session's hours and room."""
    begin, end = time
    days = agenda.meeting.days
    if days and all(begin < day.opens or end > day.closes for day in days):
        yield _of("outside-hours", session.id)
    if session.only_within and all(begin < p.start or end > p.end for p in session.only_within):
        yield _of("time-not-allowed", session.id)
    room_id = session.placement.room if session.placement else None
    if room_id is None:
        if session.needs_room or (session.needs_room is None and not _quiet(session)):
            yield _of("room-missing", session.id)
        return
    room = agenda.room[room_id]
    size = named
    if session.expected_size is not None:
        size = max(size, session.expected_size)
    elif _for_everyone(session):
        size = max(size, accepted)
    if room.capacity is not None and room.capacity < size:
        yield _of("room-too-small", session.id)
    if not set(session.features_needed) <= set(room.features):
        yield _of("room-lacks", session.id)
    if session.only_rooms and room_id not in session.only_rooms:
        yield _of("place-not-allowed", session.id)


def _walks(agenda: Agenda, ids: list[str], times: Times) -> Iterator[Violation]:
    """Look at the way that one person has from each session to the next."""
    meeting = agenda.meeting
    order = sorted(ids, key=lambda i: (*times[i], i))
    for a, b in pairwise(order):
        rooms = _room(agenda, a), _room(agenda, b)
        if None in rooms or rooms[0] == rooms[1] or times[b][0] < times[a][1]:
            continue
        known = [walk.minutes for walk in meeting.walks if set(walk.rooms) == set(rooms)]
        buildings = {agenda.room[room].building for room in rooms if room is not None}
        between = meeting.walk_between_buildings_minutes if len(buildings) > 1 else 0
        if times[b][0] - times[a][1] < timedelta(minutes=known[-1] if known else between):
            yield _of("walk-too-short", a, b)


def _quiet(session: Session) -> bool:
    return session.kind in {"break", "meal", "reception", "registration"}


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


def _beside_everyone(agenda: Agenda, times: Times, needed: dict[str, set[str]]) -> Iterator[Violation]:
    """Look for what runs beside a session for everyone; two breaks may, and who shares a person is said already."""
    own = {each.rule: each.policy for each in agenda.meeting.rule_policies}
    graver = ("block", "block publication", "warn", "ignore").index
    is_said = graver(own.get("person-twice", "block")) <= graver(own.get("everyone-twice", "block"))
    for a in times:
        if not _for_everyone(agenda.session[a]):
            continue
        for b, time in times.items():
            if a == b or not _share(times[a], time) or (is_said and needed[a] & needed[b]):
                continue
            if not (_quiet(agenda.session[a]) and _quiet(agenda.session[b])):
                yield _of("everyone-twice", a, b)


def _groups(agenda: Agenda, times: Times) -> Iterator[Violation]:
    """Look at breakout groups."""
    members: dict[str, list[str]] = defaultdict(list)
    for session_id in times:
        if group := agenda.session[session_id].group:
            members[group].append(session_id)
    for ids in members.values():
        if len({times[session_id][0] for session_id in ids}) > 1:
            yield _of("group-apart", *ids)


def _wishes(agenda: Agenda, times: Times) -> Iterator[Violation]:
    """Look at hard wishes."""
    for wish in agenda.wish.values():
        if not wish.hard:
            continue
        ids: list[str] = []
        for session_id in wish.sessions:
            if session_id in times and session_id not in ids:
                ids.append(session_id)
        gap = timedelta(minutes=wish.minutes or 0)
        for i, a in enumerate(ids):
            if wish.kind == "keep with track":
                if _strays(agenda, a, times):
                    yield _of("wish-broken", a)
                continue
            for b in ids[i + 1 : i + 2] if wish.kind == "before" else ids[i + 1 :]:
                (begin_a, end_a), (begin_b, end_b) = times[a], times[b]
                broken = {
                    "before": begin_b - end_a < gap,
                    "gap": begin_b - end_a < gap and begin_a - end_b < gap,
                    "same time": begin_a != begin_b,
                    "not at the same time": _share(times[a], times[b]),
                    "same room": _room(agenda, a) != _room(agenda, b),
                    "not the same day": _day(agenda, begin_a) == _day(agenda, begin_b),
                }[wish.kind]
                if broken:
                    yield _of("wish-broken", a, b)


def _strays(agenda: Agenda, session_id: str, times: Times) -> bool:
    """Tell whether a session's track has others that are placed, but none in its room on its day."""
    track = agenda.session[session_id].track
    if track is None:
        return False
    places = {
        other: (_room(agenda, other), _day(agenda, times[other][0]))
        for other in times
        if agenda.session[other].track == track
    }
    here = places.pop(session_id)
    return bool(places) and here not in places.values()


def _room(agenda: Agenda, session_id: str) -> str | None:
    placement = agenda.session[session_id].placement
    return placement.room if placement else None


def _day(agenda: Agenda, moment: datetime) -> date:
    """Give the date that a moment belongs to: after midnight that of the day which is still open."""
    for day in agenda.meeting.days:
        if day.opens <= moment < day.closes:
            return day.opens.date()
    return moment.date()


def _share(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clashing(ids: list[str], times: Times) -> list[tuple[str, str]]:
    """Give the pairs among some sessions that share a moment."""
    found: list[tuple[str, str]] = []
    order = sorted(ids, key=lambda i: times[i])
    for i, a in enumerate(order):
        for b in order[i + 1 :]:
            if times[b][0] >= times[a][1]:
                break
            found.append((a, b))
    return found
