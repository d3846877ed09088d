"""What a point is: something that should be there before a stage, what is missing of it, and where that is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.checks.policies import policies_of
from agendaplanner.model.attendance import COMING
from agendaplanner.model.papers import paper_mark
from agendaplanner.model.times import short_day
from agendaplanner.model.words import session_mark, session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import RulePolicyKind
    from agendaplanner.model.records import Paper, Person, Room, Session

Gravity = Literal["clash", "warning", "hint"]
"""How much is missing: a clash; what a stage is not ready without; what would be good to have."""
GRAVITIES: tuple[Gravity, ...] = ("clash", "warning", "hint")


class Place(msgspec.Struct, frozen=True):
    """A record where something is missing."""

    kind: str
    id: str
    words: str
    """Its name, or a sentence on what is wrong there."""
    mark: str = ""
    """A shorter name, where it has one."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """Something that should be there before a stage."""

    id: str
    met: str
    """What is to be said where nothing is missing."""
    message: str = ""
    """What is missing, as a sentence."""
    severity: Gravity = "warning"
    count: int = 0
    """How much of it is missing; 0: the point is met."""
    places: tuple[Place, ...] = ()
    on_timeline: bool = False
    """Whether its sessions are best seen on the timeline, as it is about where they are."""
    field: str = ""
    """The field of these records that is to be filled in, or ""."""
    sheet: str = ""
    """The sheet of the preparation where it is put right, or ""."""
    command: str = ""
    """The command of the window that puts it right, or ""."""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.count


class Published(msgspec.Struct, frozen=True):
    """What is published."""

    version: int
    """The number of the last version; 0: nothing is published."""
    changed: tuple[str, ...] = ()
    """The sessions, by id, that are not as in it."""


class Facts:
    """An agenda, and what is known beside it, as all points look at it.

    Attributes:
        agenda: The agenda.
        today: The day to count from, or None.
        published: What is published, or None: not known.
        findings: What a check of the agenda finds.
    """

    def __init__(
        self, agenda: Agenda, today: date | None, published: Published | None, findings: tuple[Finding, ...]
    ) -> None:
        self.agenda = agenda
        self.today = today
        self.published = published
        self.findings = findings

    @cached_property
    def coming(self) -> tuple[Person, ...]:
        """Who has accepted."""
        return tuple(person for person in self.agenda.people if person.invitation in COMING)

    @cached_property
    def listed(self) -> tuple[Person, ...]:
        """Everybody but those who have declined."""
        return tuple(person for person in self.agenda.people if person.invitation != "declined")

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions that are not cancelled, breaks left out."""
        return tuple(s for s in self.agenda.sessions if not (s.is_cancelled or s.is_quiet))

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms in which something takes place."""
        used = {session.placement.room for session in self.agenda.placed if session.placement is not None}
        return tuple(room for room in self.agenda.rooms if room.id in used)

    @cached_property
    def policies(self) -> Mapping[str, RulePolicyKind]:
        """What is done about each rule."""
        return policies_of(self.agenda.meeting)

    def found(self, rule: str) -> tuple[Finding, ...]:
        """Give the findings of a rule; none where the meeting ignores it."""
        return tuple(each for each in self.findings if each.rule == rule)


MEETING = Place("meeting", "meeting", "the meeting")


def at_sessions(sessions: Iterable[Session]) -> tuple[Place, ...]:
    """Give sessions as places."""
    return tuple(Place("session", session.id, session_name(session), session_mark(session)) for session in sessions)


def at_people(people: Iterable[Person]) -> tuple[Place, ...]:
    """Give people as places."""
    return tuple(Place("person", person.id, person.name) for person in people)


def at_papers(papers: Iterable[Paper]) -> tuple[Place, ...]:
    """Give papers as places."""
    return tuple(Place("paper", p.id, f"{p.symbol} {p.title}".strip(), paper_mark(p)) for p in papers)


def at_rooms(rooms: Iterable[Room]) -> tuple[Place, ...]:
    """Give rooms as places."""
    return tuple(Place("room", room.id, room.name) for room in rooms)


def dated(day: date) -> str:
    """Write a date for people, with its year.

    >>> import datetime
    >>> dated(datetime.date(2008, 2, 11))
    'Mon 11 Feb 2008'
    """
    return f"{short_day(day)} {day.year}"


def gravity(findings: Iterable[Finding]) -> Gravity:
    """Tell how grave findings are: as the gravest of them."""
    return "clash" if any(each.severity == "clash" for each in findings) else "warning"


def usual(missing: int, of: int) -> Gravity:
    """Tell how grave it is that some lack what others have: a warning where most have it, else good to have."""
    return "warning" if 2 * missing <= of else "hint"
