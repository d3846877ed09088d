"""What a calendar is of: the whole meeting, a person, a room, a track, or one session; and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.attendance import is_at
from agendaplanner.model.records import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.versions import Edition

ScopeKind = Literal["whole", "person", "room", "track", "session"]


class Scope(msgspec.Struct, frozen=True):
    """What a calendar is of; ``id`` is "" for the whole meeting."""

    kind: ScopeKind
    id: str = ""


WHOLE = Scope("whole")


class Entry(msgspec.Struct, frozen=True):
    """A session in a calendar, as the agenda has it that last had it."""

    agenda: Agenda
    session: Session
    withdrawn: bool
    """Whether it is there to be taken out of calendars: it was published, and is not on (in this scope) any more."""


def holds(agenda: Agenda, scope: Scope, session: Session, *, breaks: bool = True) -> bool:
    """Tell whether a session belongs to a scope: a person's are those that need the person, and those for everyone."""
    match scope.kind:
        case "whole":
            return breaks or not session.is_quiet
        case "person":
            named = scope.id in agenda.people_in[session.id]
            return named or (is_at(agenda, scope.id, session) and (breaks or not session.is_quiet))
        case "room":
            return session.placement is not None and session.placement.room == scope.id
        case "track":
            return session.track == scope.id
        case "session":
            return session.id == scope.id


def entries(edition: Edition, scope: Scope, *, breaks: bool = True) -> Iterator[Entry]:
    """Give what is in a calendar: first what is placed, in the order of time, then what was withdrawn, by id.

    A session is withdrawn where an earlier version had it in this scope and the edition does not: it was removed, sent
    to the backlog, cancelled, or taken from this person, room or track.
    """
    agenda = edition.agenda
    there: set[str] = set()
    for session in agenda.sessions:
        if session.placement is not None and holds(agenda, scope, session, breaks=breaks):
            there.add(session.id)
            yield Entry(agenda, session, session.is_cancelled)
    for session_id in sorted(edition.published.keys() - there):
        for earlier in edition.published[session_id]:
            session = earlier.session[session_id]
            if holds(earlier, scope, session, breaks=breaks):
                yield Entry(earlier, session, True)
                break


def scope_name(edition: Edition, scope: Scope) -> str:
    """Give the name of what a calendar is of, as the newest agenda has it that knows it."""
    for agenda in (edition.agenda, *reversed(edition.earlier)):
        match scope.kind:
            case "person" if scope.id in agenda.person:
                return f"{agenda.meeting.title}: {agenda.person[scope.id].name}"
            case "room" if scope.id in agenda.room:
                return f"{agenda.meeting.title}: {agenda.room[scope.id].name}"
            case "track" if scope.id in agenda.track:
                return f"{agenda.meeting.title}: {agenda.track[scope.id].name}"
            case "session" if scope.id in agenda.session:
                return f"{agenda.meeting.title}: {agenda.session[scope.id].title}"
            case _:
                pass
    return edition.agenda.meeting.title
