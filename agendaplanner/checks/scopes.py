"""The rules themselves, each looking at one scope: one person, one room, one session, one group, one wish, one paper.

A scope is the smallest thing that a rule can be checked for by itself, so that after an edit only the scopes that it
touches are looked at again. Who decides which those are is in ``check``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.findings import Finding
from agendaplanner.checks.needs import required_roles, room_faults, size_of
from agendaplanner.checks.wishes import wish_findings
from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.records import Session
from agendaplanner.model.times import clock, short_day, when
from agendaplanner.model.words import listed, people_listed, person_short, session_mark, session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Period

Scope = tuple[str, str]
"""What is looked at: ("person", id), ("room", id), ("session", id), ("group", name), ("wish", id), ("paper", id),
("everyone", "")."""


class Slot(msgspec.Struct, frozen=True):
    """A session that takes place, with its times."""

    start: datetime
    end: datetime
    session: Session

    @property
    def times(self) -> str:
        """Its times, for people."""
        return when(self.start, self.end)


def slot_of(session: Session | None) -> Slot | None:
    """Give the times of a session; None where it waits or is cancelled."""
    if session is None or session.placement is None or session.is_cancelled:
        return None
    start = session.placement.start
    return Slot(start, start + timedelta(minutes=session.duration_minutes), session)


def _slots(agenda: Agenda, ids: Iterable[str]) -> list[Slot]:
    slots = [slot for i in ids if (slot := slot_of(agenda.session.get(i))) is not None]
    return sorted(slots, key=lambda s: (s.start, s.end, s.session.id))


def overlapping(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Give each pair of slots that share a moment; the slots must be in order of their starts."""
    for i, first in enumerate(slots):
        for second in slots[i + 1 :]:
            if second.start >= first.end:
                break
            yield first, second


def person_scope(agenda: Agenda, person_id: str) -> Iterator[Finding]:
    """Check one person: in two places, away, no time to walk."""
    person = agenda.person.get(person_id)
    if person is None:
        return
    slots = _slots(agenda, agenda.sessions_with.get(person_id, ()))
    for first, second in overlapping(slots):
        yield _person_twice(agenda, first, second, person_id)
    for slot in slots:
        for away in person.away:
            if away.start < slot.end and slot.start < away.end:
                why = f" ({away.reason})" if away.reason else ""
                yield Finding(
                    rule="person-away",
                    severity="clash",
                    sessions=(slot.session.id,),
                    people=(person_id,),
                    message=f"{person_short(person)} is away {_period(away)}{why}, but needed in "
                    f"{session_mark(slot.session)} {slot.times}.",
                )
    for first, second in pairwise(slots):
        if first.end > second.start:
            continue
        walk = agenda.walk_minutes(_room(first), _room(second))
        gap = round((second.start - first.end).total_seconds() / 60)
        if walk > gap:
            yield Finding(
                rule="walk-too-short",
                severity="warning",
                sessions=(first.session.id, second.session.id),
                people=(person_id,),
                rooms=(_room(first) or "", _room(second) or ""),
                message=f"{person_short(person)} has {gap} minutes from {session_mark(first.session)} to "
                f"{session_mark(second.session)} ({short_day(second.start)} {clock(second.start)}), "
                f"and the walk takes {walk}.",
            )


def shared_people(agenda: Agenda, a: Session, b: Session) -> tuple[str, ...]:
    """Give the persons who must be at both sessions, in the order of ids."""
    return tuple(sorted(agenda.people_in[a.id] & agenda.people_in[b.id]))


def _person_twice(agenda: Agenda, first: Slot, second: Slot, person_id: str) -> Finding:
    """Say the clash of a pair of sessions with all whom it concerns: each of them finds the same one."""
    a, b = first.session, second.session
    shared = shared_people(agenda, a, b)
    if len(shared) == 1:
        parts = [_part(a, person_id), _part(b, person_id)]
        name = people_listed(agenda, shared)
        doing = f"{name} {parts[0]} {session_mark(a)} and {parts[1]} {session_mark(b)} at the same time"
    else:
        doing = f"{people_listed(agenda, shared)} are in {session_mark(a)} and {session_mark(b)} at the same time"
    return Finding(
        rule="person-twice",
        severity="clash",
        sessions=(a.id, b.id),
        people=shared,
        message=f"{doing} ({when(max(first.start, second.start), min(first.end, second.end))}).",
    )


_DOING = {
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
    role = next((role.kind for role in session.roles if role.person == person_id), None)
    if role is not None:
        return _DOING[role]
    return "presents in" if any(person_id in c.presenters for c in session.contributions) else "is in"


def room_scope(agenda: Agenda, room_id: str, ids: Iterable[str]) -> Iterator[Finding]:
    """Check one room with the sessions placed in it: taken twice, closed."""
    room = agenda.room.get(room_id)
    if room is None:
        return
    slots = [slot for slot in _slots(agenda, ids) if _room(slot) == room_id]
    for first, second in overlapping(slots):
        a, b = session_mark(first.session), session_mark(second.session)
        yield Finding(
            rule="room-twice",
            severity="clash",
            sessions=(first.session.id, second.session.id),
            rooms=(room_id,),
            message=f"{room.name} has {a} and {b} at the same time "
            f"({when(max(first.start, second.start), min(first.end, second.end))}).",
        )
    for slot in slots:
        for closed in room.closures:
            if closed.start < slot.end and slot.start < closed.end:
                why = f" ({closed.reason})" if closed.reason else ""
                yield Finding(
                    rule="room-closed",
                    severity="clash",
                    sessions=(slot.session.id,),
                    rooms=(room_id,),
                    message=f"{room.name} is closed {_period(closed)}{why}, but {session_mark(slot.session)} "
                    f"is there {slot.times}.",
                )


def session_scope(agenda: Agenda, session_id: str) -> Iterator[Finding]:
    """Check one session by itself: hours, its room, its roles."""
    session = agenda.session.get(session_id)
    if session is None or session.is_cancelled:
        return
    mark = session_mark(session)
    slot = slot_of(session)
    if slot is not None:
        days = agenda.meeting.days
        if days and not any(day.opens <= slot.start and slot.end <= day.closes for day in days):
            yield Finding(
                rule="outside-hours",
                severity="clash",
                sessions=(session.id,),
                message=f"{mark} is {slot.times}, outside the opening hours ({_hours(agenda, slot.start)}).",
            )
        within = session.only_within
        if within and not any(each.start <= slot.start and slot.end <= each.end for each in within):
            yield Finding(
                rule="time-not-allowed",
                severity="clash",
                sessions=(session.id,),
                message=f"{mark} is {slot.times}, but must be within {listed(_period(each) for each in within)}.",
            )
        yield from _room_findings(agenda, session)
    yield from _open_roles(agenda, session)


def _room_findings(agenda: Agenda, session: Session) -> Iterator[Finding]:
    mark = session_mark(session)
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    if room is None:
        if session.takes_room:
            yield Finding(
                rule="room-missing",
                severity="clash",
                sessions=(session.id,),
                message=f"{mark} has a time but no room. Choose one.",
            )
        return
    lacking = [feature for feature in session.features_needed if feature not in room.features]
    allowed = listed(agenda.room[r].name for r in session.only_rooms if r in agenda.room)
    sentences = {
        "room-too-small": f"{room.name} holds {room.capacity}, but {mark} expects {size_of(agenda, session)}.",
        "room-lacks": f"{mark} needs {listed(lacking)}, which {room.name} lacks.",
        "place-not-allowed": f"{mark} is in {room.name}, but must be in {allowed}.",
    }
    for fault in room_faults(agenda, session, room):
        yield Finding(rule=fault, severity="clash", sessions=(session.id,), rooms=(room.id,), message=sentences[fault])


def _open_roles(agenda: Agenda, session: Session) -> Iterator[Finding]:
    listed_kinds = {role.kind for role in session.roles}
    missing = [kind for kind in required_roles(agenda, session) if kind not in listed_kinds]
    missing += [role.kind for role in session.roles if role.person is None]
    if missing:
        words = [ROLE_WORDS[kind].lower() for kind in missing]
        yield Finding(
            rule="role-open",
            severity="warning",
            sessions=(session.id,),
            message=f"{session_mark(session)} has no {listed(words).replace(' and ', ' and no ')} yet.",
        )


def group_scope(agenda: Agenda, group: str) -> Iterator[Finding]:
    """Check one breakout group: its placed sessions start together."""
    slots = _slots(agenda, agenda.groups.get(group, ()))
    if len({slot.start for slot in slots}) > 1:
        each = listed((f"{session_mark(s.session)} {short_day(s.start)} {clock(s.start)}" for s in slots), most=6)
        yield Finding(
            rule="group-apart",
            severity="clash",
            sessions=tuple(sorted(slot.session.id for slot in slots)),
            message=f"The sessions of “{group}” should start together, but do not: {each}.",
        )


def wish_scope(agenda: Agenda, wish_id: str) -> Iterator[Finding]:
    """Check one wish between sessions."""
    wish = agenda.wish.get(wish_id)
    if wish is not None:
        yield from wish_findings(agenda, wish, _slots(agenda, wish.sessions))


def paper_scope(agenda: Agenda, paper_id: str) -> Iterator[Finding]:
    """Check one paper: circulated, if a session discusses it."""
    paper = agenda.paper.get(paper_id)
    if paper is None or paper.status == "circulated":
        return
    sessions = [agenda.session[s] for s in paper.sessions if s in agenda.session and not agenda.session[s].is_cancelled]
    if not sessions:
        return
    due = f", due {short_day(paper.due)}," if paper.due else ""
    name = paper.symbol or f"“{paper.title}”"
    verb = "discusses" if len(sessions) == 1 else "discuss"
    yield Finding(
        rule="paper-late",
        severity="warning",
        sessions=tuple(session.id for session in sessions),
        papers=(paper.id,),
        message=f"{name}{due} is {_paper_state(paper.status)} and not circulated; "
        f"{listed(session_mark(s) for s in sessions)} {verb} it.",
    )


def everyone_scope(agenda: Agenda) -> Iterator[Finding]:
    """Check all sessions for everyone: nothing runs beside them."""
    slots = [slot for session in agenda.placed if (slot := slot_of(session)) is not None]
    everyone = [slot for slot in slots if slot.session.is_for_everyone]
    if not everyone:
        return
    slots.sort(key=lambda s: (s.start, s.end, s.session.id))
    for slot in everyone:
        for other in slots:
            if other.start >= slot.end:
                break
            if other.end <= slot.start or other.session.id == slot.session.id:
                continue
            if other.session.is_quiet and slot.session.is_quiet:
                continue
            if other.session.is_for_everyone and other.session.id < slot.session.id:
                continue  # said from the other one's side
            if shared_people(agenda, slot.session, other.session):
                continue  # said as person-twice already
            yield Finding(
                rule="everyone-twice",
                severity="clash",
                sessions=(slot.session.id, other.session.id),
                message=f"Everyone is at {session_name(slot.session)} {slot.times}, but "
                f"{session_mark(other.session)} runs at the same time ({other.times}).",
            )


def _room(slot: Slot) -> str | None:
    return slot.session.placement.room if slot.session.placement else None


def _period(period: Period) -> str:
    if period.start.date() == period.end.date():
        return when(period.start, period.end)
    return f"{short_day(period.start)} {clock(period.start)} to {short_day(period.end)} {clock(period.end)}"


def _hours(agenda: Agenda, moment: datetime) -> str:
    days = [day for day in agenda.meeting.days if day.date == moment.date()] or list(agenda.meeting.days)
    return listed(when(day.opens, day.closes) for day in days)


def _paper_state(status: str) -> str:
    return {"commissioned": "commissioned", "draft": "a draft", "final": "final"}[status]
