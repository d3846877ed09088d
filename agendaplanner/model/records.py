"""The records an agenda is made of: frozen values, found by kind and id. Their parts are in ``parts``."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from agendaplanner.model.kinds import (
    EVERYONE_KINDS,
    QUIET_KINDS,
    Invitation,
    PaperStatus,
    RoleKind,
    SessionKind,
    SessionStatus,
    WishKind,
)
from agendaplanner.model.parts import (
    Company,
    Contribution,
    Day,
    Link,
    Minutes,
    MinutesOrNone,
    Period,
    Placement,
    Role,
    RulePolicy,
    Source,
    Target,
    Text,
    Walk,
)


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something with an identity of its own in the agenda."""

    id: Text


class Meeting(Record, frozen=True, kw_only=True):
    """The meeting itself; an agenda has exactly one, with the id "meeting"."""

    id: str = "meeting"
    title: Text
    subtitle: str = ""
    acronym: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    timezone: str = "UTC"
    days: tuple[Day, ...] = ()
    hosts: tuple[str, ...] = ()
    in_association_with: tuple[str, ...] = ()
    contact: str = ""
    contact_email: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()
    introduction: str = ""
    objectives: tuple[str, ...] = ()
    practical: str = ""
    symbol_prefix: str = ""
    """What document symbols begin with, such as "DCD/DAC(2008)"."""
    communities: tuple[str, ...] = ()
    """The policy communities that should be in balance."""
    categories: tuple[str, ...] = ()
    """What kinds of participant there are: member, UN, NGO, ..."""
    grid_minutes: Minutes = 5
    """Starts are multiples of this, counted from midnight."""
    walks: tuple[Walk, ...] = ()
    walk_between_buildings_minutes: MinutesOrNone = 0
    required_roles: dict[str, tuple[RoleKind, ...]] = {}
    """By kind of session, where the meeting wants other roles than ``kinds.REQUIRED_ROLES``."""
    most_participants: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """How many people can take part; None: not limited."""
    targets: tuple[Target, ...] = ()
    """The balance that is wanted among the people."""
    company: tuple[Company, ...] = ()
    """Who must be together in breakouts, and who must not."""
    not_same: tuple[tuple[str, str], ...] = ()
    """Pairs of people who look like one and are two: they are not taken for duplicates again."""
    papers_due_days: Annotated[int, msgspec.Meta(ge=0, le=365)] | None = None
    """Papers are due so many days before the first day; None: each has its own date."""
    rule_policies: tuple[RulePolicy, ...] = ()
    """Where the meeting wants something else of a check rule than is usual; of two for one rule the last counts."""
    uid_domain: str = ""
    """The meeting's own random id, part of every calendar UID."""
    print_style: str = ""
    """How it is printed: the name of a style, or the path of one."""
    logo: str = ""
    """The path of the image on the cover of the programme."""
    source: Source | None = None

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{self.timezone!r} is no IANA time zone, such as 'Europe/Oslo'") from error
        if any(b.opens < a.closes for a, b in pairwise(self.days)):
            raise ValueError("the days must be in order, each opening after the one before has closed")


class Room(Record, frozen=True, kw_only=True):
    """A room, or a place that serves as one."""

    name: str
    capacity: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """None: not known, so never too small."""
    features: tuple[str, ...] = ()
    layout: str = ""
    building: str = ""
    closures: tuple[Period, ...] = ()
    position: int = 0
    """Rooms stand in this order, then by name."""
    source: Source | None = None


class Track(Record, frozen=True, kw_only=True):
    """A topic that runs through several sessions."""

    name: str
    colour: str = ""
    """"#rrggbb"; "" takes the next of the palette."""
    position: int = 0


class Session(Record, frozen=True, kw_only=True):
    """An item of the agenda, or a break in it."""

    title: str
    number: str = ""
    subtitle: str = ""
    kind: SessionKind = "working session"
    abstract: str = ""
    description: str = ""
    questions: tuple[str, ...] = ()
    duration_minutes: Minutes = 60
    track: str | None = None
    dimension: str = ""
    """"bilateral", "multilateral", "both", or ""."""
    languages: tuple[str, ...] = ()
    features_needed: tuple[str, ...] = ()
    expected_size: int | None = None
    status: SessionStatus = "draft"
    roles: tuple[Role, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    attendees: tuple[str, ...] = ()
    """Persons who are to be there without having a role."""
    held: tuple[str, ...] = ()
    """Those of the attendees who stay here when people are allocated to breakouts anew."""
    least_people: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many an allocation should bring here at least; None: as the allocation is asked."""
    most_people: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """How many it may bring here at most, if the room has more seats; None: as the room has."""
    placement: Placement | None = None
    """None: it waits in the backlog."""
    pinned_time: bool = False
    pinned_room: bool = False
    group: str = ""
    """Sessions with the same group must run at the same time."""
    everyone: bool | None = None
    """Whether everyone is at it; None: as its kind says."""
    needs_room: bool | None = None
    """Whether it takes a room of its own; None: as its kind says."""
    only_rooms: tuple[str, ...] = ()
    """Only these rooms will do; empty: any."""
    only_within: tuple[Period, ...] = ()
    """It must lie inside one of these; empty: anywhere in the opening hours."""
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    notes: str = ""
    """For the organisers; never printed."""
    report: str = ""
    """What the rapporteur noted: for the report on outcomes, not for the programme."""
    source: Source | None = None

    @property
    def is_for_everyone(self) -> bool:
        """Whether everyone is at it, so that nothing may run beside it."""
        return self.kind in EVERYONE_KINDS if self.everyone is None else self.everyone

    @property
    def takes_room(self) -> bool:
        """Whether it must have a room of its own."""
        return self.kind not in QUIET_KINDS if self.needs_room is None else self.needs_room

    @property
    def is_quiet(self) -> bool:
        """Whether it is a break, a meal, a reception or registration."""
        return self.kind in QUIET_KINDS

    @property
    def is_cancelled(self) -> bool:
        """Whether it no longer takes place: it needs neither time nor room."""
        return self.status == "cancelled"


class Person(Record, frozen=True, kw_only=True):
    """Somebody who takes part, speaks, or is wanted."""

    name: str
    """As printed."""
    given: str = ""
    family: str = ""
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    delegation: str | None = None
    country: str = ""
    community: str = ""
    category: str = ""
    email: str = ""
    language: str = ""
    biography: str = ""
    gender: str = ""
    """In the person's own words; recorded only by choice."""
    invitation: Invitation = "accepted"
    invited_on: date | None = None
    answered_on: date | None = None
    away: tuple[Period, ...] = ()
    """When the person cannot be at the meeting."""
    wants: tuple[str, ...] = ()
    """Sessions the person wants to be at, first choice first."""
    needs: str = ""
    source: Source | None = None


class Delegation(Record, frozen=True, kw_only=True):
    """A government or organisation that sends people."""

    name: str
    country: str = ""
    category: str = ""
    head: str | None = None


class Paper(Record, frozen=True, kw_only=True):
    """A background paper that sessions discuss."""

    title: str
    symbol: str = ""
    authors: tuple[str, ...] = ()
    """As printed; a paper may be by people or by organisations that are not records."""
    due: date | None = None
    status: PaperStatus = "commissioned"
    languages: tuple[str, ...] = ()
    pages: int | None = None
    link: str = ""
    sessions: tuple[str, ...] = ()


class Wish(Record, frozen=True, kw_only=True):
    """Something organisers want between sessions. ``sessions`` are in order where the kind has one."""

    kind: WishKind
    sessions: tuple[str, ...] = ()
    hard: bool = True
    weight: int = 1
    minutes: MinutesOrNone | None = None
    """For "gap" (and "before"): at least so many minutes from one's end to the next one's start."""
    reason: str = ""


class SisterMeeting(Record, frozen=True, kw_only=True):
    """Another meeting of the series that wants some of the same people."""

    name: str
    first_day: date | None = None
    last_day: date | None = None
    city: str = ""
    invitees: tuple[str, ...] = ()
    """One a line: a name, its organisation and address where they are known, or the hash of an address."""
    same: tuple[tuple[str, str], ...] = ()
    """(invitee, person): somebody has confirmed that they are one."""
    others: tuple[tuple[str, str], ...] = ()
    """(invitee, person): somebody has confirmed that they are two."""


class Recommendation(Record, frozen=True, kw_only=True):
    """What a session hands on."""

    session: str
    text: str
    agreed: bool = False
    undesirable: bool = False
    """Not desirable to integrate; what is neither agreed nor this is for further discussion."""
    addressed_to: str = ""
    dimension: str = ""
    """"bilateral", "multilateral", "both", or ""."""
    objectives: tuple[str, ...] = ()
    """The meeting's objectives that it answers, in their words."""

    def __post_init__(self) -> None:
        if self.agreed and self.undesirable:
            raise ValueError("a recommendation cannot be agreed and not desirable")


KINDS: dict[str, type[Record]] = {
    "meeting": Meeting,
    "room": Room,
    "track": Track,
    "session": Session,
    "person": Person,
    "delegation": Delegation,
    "paper": Paper,
    "wish": Wish,
    "sister_meeting": SisterMeeting,
    "recommendation": Recommendation,
}
"""Every kind of record, by the name it has in files."""

PLURALS: dict[str, str] = {kind: "people" if kind == "person" else f"{kind}s" for kind in KINDS} | {
    "wish": "wishes",
    "meeting": "meeting",
}
"""The name of a kind's table in files: "rooms", "people", ..."""

_KIND_OF: dict[type[Any], str] = {record_type: kind for kind, record_type in KINDS.items()}


def kind_of(record: Record) -> str:
    """Give the kind of a record.

    >>> kind_of(Room(id="r1", name="Plenary hall"))
    'room'
    """
    return _KIND_OF[type(record)]
