"""A session as a reader of the programme sees it, and what can change of it. What takes place counts, and nothing else."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.times import end_of
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session

Aspect = Literal["moved", "room", "people", "title", "text", "status"]
"""In what a session differs that is on both programmes: time, room, people, number or title, other text, how sure."""
ChangeKind = Literal[
    "new", "cancelled", "withdrawn", "joined", "left", "moved", "room", "people", "title", "text", "status"
]
"""The most important thing that happened. "withdrawn": removed or without a place; "joined" and "left" are said to one
person only, of a session that goes on."""
ASPECTS: tuple[Aspect, ...] = ("moved", "room", "people", "title", "text", "status")
"""The most important first."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A session that takes place, as a reader of the programme sees it."""

    session: str
    number: str
    title: str
    name: str
    """Number and title."""
    start: datetime
    """Wall time, as is ``end``."""
    end: datetime
    timezone: str
    room: str | None
    room_name: str
    people: tuple[tuple[str, str], ...]
    """(role, person id), in the order of the programme; presenters of contributions and attendees too."""
    everyone: bool
    status: str
    texts: tuple[tuple[str, object], ...]
    """(what it is called, value): everything else that is printed or sent."""

    @property
    def times(self) -> tuple[datetime, datetime, str]:
        """Start, end and zone: one thing to a reader."""
        return (self.start, self.end, self.timezone)


class SessionChange(msgspec.Struct, frozen=True, kw_only=True):
    """What changed of one session."""

    session: str
    kind: ChangeKind
    aspects: tuple[Aspect, ...]
    """All that differs, the most important first; empty where it is on one programme only."""
    before: State | None
    after: State | None
    message: str
    """A sentence for people, complete in itself."""


class Sides:
    """Two agendas, and their sessions as readers see them, by id.

    Attributes:
        before: The earlier agenda.
        after: The later one.
        states_before: What took place.
        states_after: What takes place.
    """

    def __init__(self, before: Agenda, after: Agenda) -> None:
        self.before, self.after = before, after
        self.states_before, self.states_after = states(before), states(after)

    def followed(self, after: Agenda, sessions: Iterable[str]) -> Sides:
        """Give the sides with a later agenda, in which these sessions alone can be to a reader not what they were."""
        found = copy(self)
        found.after = after
        kept = dict(self.states_after)
        for id_ in sessions:
            kept.pop(id_, None)
            session = after.session.get(id_)
            if session is not None and session.placement is not None and not session.is_cancelled:
                kept[id_] = _state(after, session)
        found.states_after = kept
        return found


def states(agenda: Agenda) -> Mapping[str, State]:
    """Give each session that takes place as readers see it, by id."""
    return {session.id: _state(agenda, session) for session in agenda.placed}


def _state(agenda: Agenda, session: Session) -> State:
    end = end_of(session)
    assert session.placement is not None
    assert end is not None
    room = agenda.room.get(session.placement.room or "")
    track = agenda.track.get(session.track or "")
    people = [(role.kind, role.person) for role in session.roles if role.person is not None]
    people += [("presenter", person) for each in session.contributions for person in each.presenters]
    people += [("participant", person) for person in session.attendees]
    return State(
        session=session.id,
        number=session.number,
        title=session.title,
        name=session_name(session),
        start=session.placement.start,
        end=end,
        timezone=agenda.meeting.timezone,
        room=session.placement.room,
        room_name=room.name if room else "",
        people=tuple(dict.fromkeys(people)),
        everyone=session.is_for_everyone,
        status=session.status,
        texts=(
            ("subtitle", session.subtitle),
            ("abstract", (session.abstract, session.description)),
            ("questions", session.questions),
            ("presentations", tuple((each.title, each.minutes) for each in session.contributions)),
            ("documents", tuple((p.symbol, p.title, p.link) for p in agenda.papers_for.get(session.id, ()))),
            ("links", (session.links, session.attachments)),
            ("languages", session.languages),
            ("track", track.name if track else ""),
            ("kind", session.kind),
        ),
    )
