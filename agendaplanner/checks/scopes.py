"""The rules themselves, each looking at one scope: one person, one room, one session, one group, one wish, one paper.

A scope is the smallest thing that a rule can be checked for by itself, so that after an edit only the scopes that it
touches are looked at again. Which those are is decided in ``check``; wishes have a file of their own.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from agendaplanner.checks.needs import missing_roles, room_faults, size_of
from agendaplanner.checks.policies import POLICIES, policies_of
from agendaplanner.checks.rules import finding
from agendaplanner.checks.slots import in_time, overlapping, shared_people, shared_times, slot_of, slots_of
from agendaplanner.checks.wishes import wish_findings
from agendaplanner.model.papers import days_late, due_of, paper_mark
from agendaplanner.model.times import clock, short_day, when
from agendaplanner.model.words import listed, people_listed, person_short, session_mark, session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from agendaplanner.checks.findings import Finding
    from agendaplanner.checks.slots import Slot
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Period
    from agendaplanner.model.records import Person, Room, Session

Scope = tuple[str, str]
"""What is looked at: ("person", id), ("room", id), ("session", id), ("group", name), ("wish", id), ("paper", id),
("everyone", "")."""


# one person


def person_scope(agenda: Agenda, person_id: str) -> Iterator[Finding]:
    """Check one person: in two places, away, no time to walk.

    What concerns several persons of a pair of sessions is one finding, and each of them finds the same one.
    """
    person = agenda.person.get(person_id)
    if person is None:
        return
    slots = slots_of(agenda, agenda.sessions_with.get(person_id, ()))
    for first, second in overlapping(slots):
        yield _person_twice(agenda, first, second)
    for slot in slots:
        for away in person.away:
            if _within(slot, away):
                yield _person_away(person, slot, away)
    for first, second in pairwise(slots):
        if first.end <= second.start:
            yield from _walk_too_short(agenda, first, second)


def _person_twice(agenda: Agenda, first: Slot, second: Slot) -> Finding:
    a, b = first.session, second.session
    shared = shared_people(agenda, a, b)
    who = people_listed(agenda, shared)
    if len(shared) == 1:
        doing = f"{who} {_part(a, shared[0])} {session_mark(a)} and {_part(b, shared[0])} {session_mark(b)}"
    else:
        doing = f"{who} are in {session_mark(a)} and {session_mark(b)}"
    message = f"{doing} at the same time ({shared_times(first, second)})."
    return finding("person-twice", message, sessions=(a.id, b.id), people=shared)


_PARTS: dict[str, str] = {
    "chair": "chairs",
    "co-chair": "co-chairs",
    "rapporteur": "is rapporteur of",
    "presenter": "presents in",
    "panellist": "is on the panel of",
    "discussant": "is discussant of",
    "moderator": "moderates",
    "interpreter": "interprets in",
    "secretariat": "is secretariat of",
}


def _part(session: Session, person_id: str) -> str:
    """Say what a person does in a session: the first of the roles counts."""
    role = next((role.kind for role in session.roles if role.person == person_id), None)
    if role is not None:
        return _PARTS[role]
    return "presents in" if any(person_id in c.presenters for c in session.contributions) else "is in"


def _person_away(person: Person, slot: Slot, away: Period) -> Finding:
    why = f" ({away.reason})" if away.reason else ""
    return finding(
        "person-away",
        f"{person_short(person)} is away {_period(away)}{why}, but needed in {session_mark(slot.session)} "
        f"{slot.times_beside(away.start)}.",
        sessions=(slot.session.id,),
        people=(person.id,),
    )


def _walk_too_short(agenda: Agenda, first: Slot, second: Slot) -> Iterator[Finding]:
    gap = round((second.start - first.end).total_seconds() / 60)
    walk = agenda.walk_minutes(first.room, second.room)
    if first.room is None or second.room is None or walk <= gap:
        return
    a, b = first.session, second.session
    shared = shared_people(agenda, a, b)
    has = "has" if len(shared) == 1 else "have"
    rooms = agenda.room[first.room].name, agenda.room[second.room].name
    yield finding(
        "walk-too-short",
        f"{people_listed(agenda, shared)} {has} {gap} minutes between {session_mark(a)} and {session_mark(b)} "
        f"({when(first.end, second.start)}), but the walk from {rooms[0]} to {rooms[1]} takes {walk}.",
        sessions=(a.id, b.id),
        people=shared,
        rooms=(first.room, second.room),
    )


# one room


def room_scope(agenda: Agenda, room_id: str, ids: Iterable[str]) -> Iterator[Finding]:
    """Check one room with the sessions placed in it: taken twice, closed."""
    room = agenda.room.get(room_id)
    if room is None:
        return
    slots = slots_of(agenda, ids)
    for first, second in overlapping(slots):
        a, b = first.session, second.session
        yield finding(
            "room-twice",
            f"{room.name} has {session_mark(a)} and {session_mark(b)} at the same time "
            f"({shared_times(first, second)}).",
            sessions=(a.id, b.id),
            rooms=(room_id,),
        )
    for slot in slots:
        for closed in room.closures:
            if _within(slot, closed):
                yield _room_closed(room, slot, closed)


def _room_closed(room: Room, slot: Slot, closed: Period) -> Finding:
    why = f" ({closed.reason})" if closed.reason else ""
    return finding(
        "room-closed",
        f"{room.name} is closed {_period(closed)}{why}, but {session_mark(slot.session)} is there "
        f"{slot.times_beside(closed.start)}.",
        sessions=(slot.session.id,),
        rooms=(room.id,),
    )


# one session


def session_scope(agenda: Agenda, session_id: str) -> Iterator[Finding]:
    """Check one session by itself: hours, its room, its roles."""
    session = agenda.session.get(session_id)
    if session is None or session.is_cancelled:
        return
    slot = slot_of(session)
    if slot is not None:
        yield from _hours_findings(agenda, slot)
        yield from _room_findings(agenda, slot)
    yield from _open_roles(agenda, session)


def _hours_findings(agenda: Agenda, slot: Slot) -> Iterator[Finding]:
    session, mark, days = slot.session, session_mark(slot.session), agenda.meeting.days
    if days and not any(day.opens <= slot.start and slot.end <= day.closes for day in days):
        # the hours of the day it starts on, or of all where it is on none
        near = [day for day in days if day.date == slot.start.date()] or days
        hours = listed(when(day.opens, day.closes) for day in near)
        message = f"{mark} is {slot.times}, outside the opening hours ({hours})."
        yield finding("outside-hours", message, sessions=(session.id,))
    within = session.only_within
    if within and not any(each.start <= slot.start and slot.end <= each.end for each in within):
        allowed = " or ".join(_period(each) for each in within)
        message = f"{mark} is {slot.times}, but must be within {allowed}."
        yield finding("time-not-allowed", message, sessions=(session.id,))


def _room_findings(agenda: Agenda, slot: Slot) -> Iterator[Finding]:
    session, mark = slot.session, session_mark(slot.session)
    room = agenda.room.get(slot.room or "")
    if room is None:
        if session.takes_room:
            yield finding("room-missing", f"{mark} has a time but no room. Choose one.", sessions=(session.id,))
        return
    lacking = [feature for feature in session.features_needed if feature not in room.features]
    allowed = " or ".join(agenda.room[r].name for r in session.only_rooms if r in agenda.room)
    sentences = {
        "room-too-small": f"{room.name} holds {room.capacity}, but {mark} expects {size_of(agenda, session)}.",
        "room-lacks": f"{mark} needs {listed(lacking)}, which {room.name} lacks.",
        "place-not-allowed": f"{mark} is in {room.name}, but must be in {allowed}.",
    }
    for fault in room_faults(agenda, session, room):
        yield finding(fault, sentences[fault], sessions=(session.id,), rooms=(room.id,))


def _open_roles(agenda: Agenda, session: Session) -> Iterator[Finding]:
    missing = [*missing_roles(agenda, session)]
    missing += [role.kind for role in session.roles if role.person is None]
    if missing:
        words = [_counted(kind, missing.count(kind)) for kind in dict.fromkeys(missing)]
        message = f"{session_mark(session)} still needs {listed(words)}."
        yield finding("role-open", message, sessions=(session.id,))


def _counted(kind: str, count: int) -> str:
    if count > 1:
        return f"{count} {kind}s"
    return f"an {kind}" if kind == "interpreter" else f"a {kind}"


# sessions that belong together


def group_scope(agenda: Agenda, group: str) -> Iterator[Finding]:
    """Check one breakout group: its placed sessions start together."""
    slots = slots_of(agenda, agenda.groups.get(group, ()))
    if len({slot.start for slot in slots}) > 1:
        each = listed((f"{session_mark(s.session)} {short_day(s.start)} {clock(s.start)}" for s in slots), most=6)
        yield finding(
            "group-apart",
            f"The sessions of “{group}” should start together, but do not: {each}.",
            sessions=tuple(slot.session.id for slot in slots),
        )


def wish_scope(agenda: Agenda, wish_id: str) -> Iterator[Finding]:
    """Check one wish between sessions."""
    wish = agenda.wish.get(wish_id)
    if wish is not None:
        yield from wish_findings(agenda, wish)


def everyone_scope(agenda: Agenda) -> Iterator[Finding]:
    """Check all sessions for everyone: nothing runs beside them, but that breaks may be on at the same time."""
    everyone = slots_of(agenda, agenda.for_everyone)
    if not everyone:
        return
    # that people are in two places is said as such, unless the meeting takes it more lightly
    policies = policies_of(agenda.meeting)
    is_said = POLICIES.index(policies["person-twice"]) <= POLICIES.index(policies["everyone-twice"])
    # nothing is sorted here, and few slots are made: this is looked at again after every move
    beside = [slot_of(session) for session in agenda.session.values() if _is_beside(session, everyone)]
    for whole in everyone:
        for other in beside:
            if other is None or other.end <= whole.start or whole.end <= other.start or other.session is whole.session:
                continue
            if other.session.is_for_everyone and in_time(other) < in_time(whole):
                continue  # found from the other one
            if whole.session.is_quiet and other.session.is_quiet:
                continue
            if not (is_said and shared_people(agenda, whole.session, other.session)):
                yield _everyone_twice(whole, other)


def _is_beside(session: Session, everyone: Sequence[Slot]) -> bool:
    if session.placement is None:
        return False
    start = session.placement.start
    end = start + timedelta(minutes=session.duration_minutes)
    return any(start < whole.end and whole.start < end and whole.session is not session for whole in everyone)


def _everyone_twice(whole: Slot, other: Slot) -> Finding:
    return finding(
        "everyone-twice",
        f"Everyone is at {session_name(whole.session)} {whole.times}, but {session_mark(other.session)} runs at the "
        f"same time ({other.times_beside(whole.start)}).",
        sessions=(whole.session.id, other.session.id),
    )


# one paper


def paper_scope(agenda: Agenda, paper_id: str, today: date | None = None) -> Iterator[Finding]:
    """Check one paper: circulated by the day it is due, and if a session discusses it.

    Args:
        agenda: The agenda.
        paper_id: The paper.
        today: The day to count from; None: no paper is overdue.
    """
    paper = agenda.paper.get(paper_id)
    if paper is None or paper.status == "circulated":
        return
    sessions = [agenda.session[s] for s in paper.sessions if s in agenda.session and not agenda.session[s].is_cancelled]
    verb = "discusses" if len(sessions) == 1 else "discuss"
    discussed = f"; {listed(session_mark(s) for s in sessions)} {verb} it" if sessions else ""
    due, name = due_of(agenda, paper), paper_mark(paper)
    state = "a draft" if paper.status == "draft" else paper.status
    if due is not None and today is not None and days_late(agenda, paper, today) and _overdue_is_said(agenda, sessions):
        rule, message = "paper-overdue", f"{name} was due {short_day(due)} and is {state}, not circulated{discussed}."
    elif sessions:
        when_due = f", due {short_day(due)}," if due is not None else ""
        rule, message = "paper-late", f"{name}{when_due} is {state} and not circulated{discussed}."
    else:
        return
    yield finding(rule, message, sessions=tuple(session.id for session in sessions), papers=(paper.id,))


def _overdue_is_said(agenda: Agenda, sessions: Sequence[Session]) -> bool:
    """Tell whether a paper that is overdue is said to be so, or what the meeting takes more gravely: not circulated."""
    policies = policies_of(agenda.meeting)
    return not sessions or POLICIES.index(policies["paper-overdue"]) <= POLICIES.index(policies["paper-late"])


def _within(slot: Slot, period: Period) -> bool:
    return period.start < slot.end and slot.start < period.end


def _period(period: Period) -> str:
    if period.start.date() == period.end.date():
        return when(period.start, period.end)
    return f"{short_day(period.start)} {clock(period.start)} to {short_day(period.end)} {clock(period.end)}"
