"""What would help against a conflict: for each of its elements the changes that take it away or make it smaller.

Nothing here is tried out. A candidate is a row of options, the least demanding first; each is an action.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import size_of
from agendaplanner.model import actions
from agendaplanner.model.changes import Change
from agendaplanner.model.times import clock, clock_range, long_day, short_day, span_text
from agendaplanner.model.words import listed, person_short, session_mark
from agendaplanner.planning.explain.facts import HOURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Day, Period
    from agendaplanner.model.records import Person, Session
    from agendaplanner.planning.explain.facts import Conflict, Element

COSTS: dict[str, float] = {
    "move a break": 2,
    "unpin": 3,
    "any room": 3,
    "split a group": 4,
    "give up a wish": 5,
    "lift a limit": 5,
    "shorten": 5,
    "open a room": 6,
    "be there longer": 6,
    "fewer people": 7,
    "longer day": 8,
    "without a feature": 9,
    "run beside everyone": 12,
    "there all the time": 14,
    "leave out": 30,
}
"""What a repair costs, by kind: how much it asks of people. To this the minutes are added."""
COST_OF_A_QUARTER = 1.0
"""What each quarter of an hour more costs."""
COST_OF_LEAVING: dict[str, float] = {
    "attendee": 2,
    "panellist": 4,
    "discussant": 4,
    "secretariat": 4,
    "interpreter": 6,
    "rapporteur": 6,
    "co-chair": 6,
    "moderator": 7,
    "chair": 9,
    "presenter": 11,
}
"""What it costs if somebody leaves a session, by the weightiest part."""
_MINUTES = (5, 10, 15, 30, 45, 60, 90, 120)
_SHORTEST = 15
_MOST_SESSIONS = 8
"""For how many sessions of a large conflict something is thought of."""


class Option(msgspec.Struct, frozen=True):
    """A change, with the words for it."""

    message: str
    cost: float
    change: Change


class Candidate(msgspec.Struct, frozen=True):
    """Options of one kind that differ in how far they go; the first that works is the one to offer."""

    kind: str
    options: tuple[Option, ...]


def candidates(agenda: Agenda, conflict: Conflict) -> list[Candidate]:
    """Give what could help against a conflict, one candidate for each record and kind of repair."""
    sessions = [agenda.session[id_] for kind, id_ in sorted(conflict) if kind == "session"]
    sessions.sort(key=lambda s: (s.duration_minutes, s.id))
    few = sessions[:_MOST_SESSIONS]
    found: list[Candidate] = []
    for element in sorted(conflict):
        kind, id_ = element
        if kind == "person":
            found += [_leave(agenda, agenda.person[id_], s) for s in sessions if id_ in agenda.people_in[s.id]]
        elif kind == "everyone" and not agenda.session[id_].is_quiet:
            found.append(_beside(agenda, agenda.session[id_]))
        elif kind == "closures":
            found += _open_room(agenda, id_)
        elif kind == "away":
            found += _come(agenda, agenda.person[id_])
        elif kind in _ONE_SESSION:
            if agenda.session[id_] in few:
                found.append(_ONE_SESSION[kind](agenda, agenda.session[id_]))
        elif kind == "wish":
            found.append(_give_up_wish(agenda, id_))
        elif kind == "group":
            found += [_split(agenda, s) for s in few if s.group == id_]
        elif element == HOURS:
            found += _longer_days(agenda)
    found += [_move_break(agenda, s) for s in sessions if s.is_quiet and ("pin time", s.id) in conflict]
    found += [_shorten(agenda, s) for s in reversed(sessions[-_MOST_SESSIONS:])]
    found += [_leave_out(agenda, s) for s in few]
    return [candidate for candidate in found if candidate.options]


def _option(kind: str, message: str, change: Change, *, minutes: int = 0, cost: float | None = None) -> Option:
    total = (COSTS[kind] if cost is None else cost) + COST_OF_A_QUARTER * minutes / 15
    return Option(message, round(total, 2), msgspec.structs.replace(change, label=message))


def _one(kind: str, message: str, change: Change, *, cost: float | None = None) -> Candidate:
    return Candidate(kind, (_option(kind, message, change, cost=cost),) if change.edits else ())


# people


def _leave(agenda: Agenda, person: Person, session: Session) -> Candidate:
    """Take a person out of a session: their roles become open."""
    parts = [role.kind for role in session.roles if role.person == person.id]
    if any(person.id in each.presenters for each in session.contributions):
        parts.append("presenter")
    part = max(parts, key=lambda each: COST_OF_LEAVING[each]) if parts else "attendee"
    change = actions.set_fields(
        agenda,
        session,
        roles=tuple(
            msgspec.structs.replace(role, person=None) if role.person == person.id else role for role in session.roles
        ),
        contributions=tuple(
            msgspec.structs.replace(each, presenters=tuple(p for p in each.presenters if p != person.id))
            for each in session.contributions
        ),
        attendees=tuple(p for p in session.attendees if p != person.id),
    )
    who, mark = person_short(person), session_mark(session)
    if not parts:
        message = f"Let {who} miss {mark}"
    elif part == "panellist":
        message = f"Let {who} leave the panel of {mark}"
    else:
        message = f"Find somebody else than {who} as {part} of {mark}"
    return _one("leave", message, change, cost=COST_OF_LEAVING[part])


def _come(agenda: Agenda, person: Person) -> Iterator[Candidate]:
    """Make each absence shorter, from either end, or take it away."""
    days = agenda.meeting.days
    for i, away in enumerate(person.away):
        inside = [day for day in days if day.opens < away.end and away.start < day.closes]
        if not inside:
            continue
        earlier: list[Option] = []
        later: list[Option] = []
        # hours of absence before the meeting opens cost nobody anything
        last_day, first_day = inside[-1], inside[0]
        end, start = min(away.end, last_day.closes), max(away.start, first_day.opens)
        for minutes in (15, 30, 45, 60, 90, 120, 180, 240):
            back = end - timedelta(minutes=minutes)
            if back > max(away.start, last_day.opens) and away.end <= last_day.closes:
                message = (
                    f"Let {person_short(person)} come on {long_day(back)} at {clock(back)}, not only at {clock(end)}"
                )
                change = _set_away(agenda, person, i, away, end=back)
                earlier.append(_option("be there longer", message, change, minutes=minutes // 2))
            until = start + timedelta(minutes=minutes)
            if until < min(away.end, first_day.closes) and away.start >= first_day.opens:
                message = (
                    f"Let {person_short(person)} stay until {clock(until)} on {long_day(start)}, not {clock(start)}"
                )
                change = _set_away(agenda, person, i, away, start=until)
                later.append(_option("be there longer", message, change, minutes=minutes // 2))
        yield Candidate("be there longer", tuple(earlier))
        yield Candidate("be there longer", tuple(later))
        times = _words(away)
        change = actions.set_fields(agenda, person, away=(*person.away[:i], *person.away[i + 1 :]))
        yield _one("there all the time", f"Let {person_short(person)} be there {times} as well", change)


def _set_away(agenda: Agenda, person: Person, i: int, away: Period, **times: object) -> Change:
    changed = msgspec.structs.replace(away, **times)
    return actions.set_fields(agenda, person, away=(*person.away[:i], changed, *person.away[i + 1 :]))


# one session


def _shorten(agenda: Agenda, session: Session) -> Candidate:
    most = min(session.duration_minutes // 3, session.duration_minutes - _SHORTEST)
    options: list[Option] = []
    for minutes in _MINUTES:
        if minutes <= most:
            change = actions.set_fields(agenda, session, duration_minutes=session.duration_minutes - minutes)
            message = f"Shorten {session_mark(session)} by {span_text(minutes)}"
            options.append(_option("shorten", message, change, minutes=minutes))
    return Candidate("shorten", tuple(options))


def _move_break(agenda: Agenda, session: Session) -> Candidate:
    """Move a pinned break a little; it stays pinned."""
    place = session.placement
    options: list[Option] = []
    if place is not None:
        for minutes in (15, -15, 30, -30, 45, -45, 60, -60):
            start = place.start + timedelta(minutes=minutes)
            change = actions.set_fields(agenda, session, placement=msgspec.structs.replace(place, start=start))
            message = (
                f"Move {session_mark(session)} on {long_day(place.start)} from {clock(place.start)} to {clock(start)}"
            )
            options.append(_option("move a break", message, change, minutes=abs(minutes)))
    return Candidate("move a break", tuple(options))


def _leave_out(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, status="cancelled")
    return _one("leave out", f"Leave {session_mark(session)} out", change)


def _beside(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, everyone=False)
    return _one("run beside everyone", f"Let other sessions run beside {session_mark(session)}", change)


def _unpin_time(agenda: Agenda, session: Session) -> Candidate:
    place = session.placement
    at = f" from {short_day(place.start)} {clock(place.start)}" if place else ""
    return _one("unpin", f"Unpin {session_mark(session)}{at}", actions.pin(agenda, [session.id], time=False))


def _unpin_room(agenda: Agenda, session: Session) -> Candidate:
    room = agenda.room.get((session.placement.room if session.placement else None) or "")
    where = f" from {room.name}" if room else ""
    return _one("unpin", f"Unpin {session_mark(session)}{where}", actions.pin(agenda, [session.id], room=False))


def _fewer(agenda: Agenda, session: Session) -> Candidate:
    """Expect as many as the largest room holds, if those who must come are no more."""
    able = [room.capacity for room in agenda.rooms if room.capacity is not None]
    most, named = max(able, default=0), len(agenda.people_in[session.id])
    place = session.placement
    if session.pinned_room and place is not None and (room := agenda.room.get(place.room or "")) is not None:
        most = room.capacity or 0
    if not named <= most < size_of(agenda, session):
        return Candidate("fewer people", ())
    change = actions.set_fields(agenda, session, expected_size=most)
    message = f"Expect {most} people in {session_mark(session)}, not {size_of(agenda, session)}"
    return _one("fewer people", message, change)


def _without_features(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, features_needed=())
    return _one("without a feature", f"Do without {listed(session.features_needed)} in {session_mark(session)}", change)


def _any_room(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, only_rooms=())
    return _one("any room", f"Let {session_mark(session)} be in any room that will do", change)


def _lift_limit(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, only_within=())
    return _one("lift a limit", f"Let {session_mark(session)} be at any time", change)


_ONE_SESSION: dict[str, Callable[[Agenda, Session], Candidate]] = {
    "limit": _lift_limit,
    "pin time": _unpin_time,
    "pin room": _unpin_room,
    "size": _fewer,
    "features": _without_features,
    "choice": _any_room,
}


# what belongs together


def _give_up_wish(agenda: Agenda, id_: str) -> Candidate:
    wish = agenda.wish[id_]
    marks = listed(session_mark(agenda.session[s]) for s in dict.fromkeys(wish.sessions) if s in agenda.session)
    message = f"Make the wish “{wish.kind}” for {marks} a preference, no longer a must"
    return _one("give up a wish", message, actions.set_fields(agenda, wish, hard=False))


def _split(agenda: Agenda, session: Session) -> Candidate:
    change = actions.set_fields(agenda, session, group="")
    return _one(
        "split a group", f"Let {session_mark(session)} start apart from the others of “{session.group}”", change
    )


# rooms and hours


def _open_room(agenda: Agenda, id_: str) -> Iterator[Candidate]:
    room = agenda.room[id_]
    for i, closed in enumerate(room.closures):
        change = actions.set_fields(agenda, room, closures=(*room.closures[:i], *room.closures[i + 1 :]))
        yield _one("open a room", f"Open {room.name} {_words(closed)}", change)


def _longer_days(agenda: Agenda) -> Iterator[Candidate]:
    """Open each day earlier, or close it later."""
    days = agenda.meeting.days
    for i, day in enumerate(days):
        options: dict[str, list[Option]] = {"earlier": [], "later": []}
        for minutes in (15, 30, 45, 60, 90, 120):
            span = timedelta(minutes=minutes)
            for way, longer in (("earlier", (day.opens - span, day.closes)), ("later", (day.opens, day.closes + span))):
                changed = _changed_day(days, i, *longer)
                if changed is None:
                    continue
                change = actions.set_fields(agenda, agenda.meeting, days=changed)
                what = f"Open {long_day(day.date)}" if way == "earlier" else f"Let {long_day(day.date)} end"
                at = clock(longer[0] if way == "earlier" else longer[1])
                message = f"{what} {span_text(minutes)} {way}, at {at}"
                options[way].append(_option("longer day", message, change, minutes=minutes))
        yield from (Candidate("longer day", tuple(each)) for each in options.values())


def _changed_day(days: tuple[Day, ...], i: int, opens: object, closes: object) -> tuple[Day, ...] | None:
    """Give the days with one changed; None where it would run into another, begin the day before, or last too long."""
    day = days[i]
    try:
        changed = msgspec.structs.replace(day, opens=opens, closes=closes)
    except ValueError:
        return None
    before = i > 0 and days[i - 1].closes > changed.opens
    after = i + 1 < len(days) and days[i + 1].opens < changed.closes
    if before or after or changed.date != day.date or changed.closes - changed.opens > timedelta(hours=24):
        return None
    return (*days[:i], changed, *days[i + 1 :])


def _words(period: Period) -> str:
    if period.start.date() == period.end.date():
        return f"on {short_day(period.start)} {clock_range(period.start, period.end)}"
    return f"from {short_day(period.start)} {clock(period.start)} to {short_day(period.end)} {clock(period.end)}"


def elements_of(people: tuple[str, ...], wishes: tuple[str, ...], sessions: tuple[str, ...]) -> frozenset[Element]:
    """Give the elements of what stands in somebody's way without a proof."""
    found = {HOURS, *(("person", p) for p in people), *(("away", p) for p in people)}
    # pins and limits of a session have a candidate each where there are any
    found |= {(kind, s) for s in sessions for kind in ("pin time", "pin room", "limit")}
    return frozenset(found | {("wish", w) for w in wishes} | {("session", s) for s in sessions})
