"""What records are made of: times and texts, and the values that have no identity of their own.

Times are the meeting's own wall clock, without zone (``datetime`` with ``tzinfo`` None); a zone-aware time is made at the
edges (``times.aware``). Durations are whole minutes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec

from agendaplanner.model.kinds import RoleKind, RulePolicyKind, TargetField, TargetScope

WallTime = Annotated[datetime, msgspec.Meta(tz=False)]
"""A time on the meeting's own clock, without zone."""
Minutes = Annotated[int, msgspec.Meta(ge=1, le=10_080)]
"""A length of time: a minute to a week."""
MinutesOrNone = Annotated[int, msgspec.Meta(ge=0, le=10_080)]
Text = Annotated[str, msgspec.Meta(min_length=1)]
"""Text that must not be empty."""


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value inside a record."""


class Period(Part, frozen=True, kw_only=True):
    """A stretch of the meeting's wall clock, end open: [start, end)."""

    start: WallTime
    end: WallTime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must end after it starts ({self.start:%Y-%m-%d %H:%M})")


class Day(Part, frozen=True, kw_only=True):
    """A day of the meeting. It opens and closes on the wall clock; closing may be after midnight."""

    opens: WallTime
    closes: WallTime

    def __post_init__(self) -> None:
        if not 0 < (self.closes - self.opens).total_seconds() <= 36 * 3600:
            raise ValueError(f"the day of {self.opens:%Y-%m-%d} must close after it opens, within 36 hours")

    @property
    def date(self) -> date:
        """The calendar date that the day is called by."""
        return self.opens.date()


class Walk(Part, frozen=True, kw_only=True):
    """How many minutes it takes from one room to another (either way)."""

    rooms: tuple[str, str]
    minutes: MinutesOrNone


class Link(Part, frozen=True, kw_only=True):
    """A link that belongs to a session: recording, slides, video conference."""

    href: str
    title: str = ""
    kind: str = ""


class Source(Part, frozen=True, kw_only=True):
    """Where a record came from in somebody else's format; kept so that it can be written out again."""

    id: str = ""
    guid: str = ""
    slug: str = ""
    url: str = ""
    kind: str = ""
    """The other format's own word for the kind of session."""
    fields: tuple[tuple[str, str], ...] = ()
    """What the other format says and ours has no field for: (name, value)."""


class RulePolicy(Part, frozen=True, kw_only=True):
    """What the meeting wants done about what breaks a check rule; ``checks.rules`` has the rules and what is usual."""

    rule: Text
    """A rule that this program does not know is kept, and nothing is done about it."""
    policy: RulePolicyKind


class Target(Part, frozen=True, kw_only=True):
    """A share of people that the organisers want, of those of whom it is known."""

    of: TargetField
    value: Text
    """What the field should hold; for a delegation its id."""
    least_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    most_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 100
    where: TargetScope = "meeting"

    def __post_init__(self) -> None:
        if self.least_percent > self.most_percent:
            raise ValueError(f"a target of {self.least_percent} to {self.most_percent} % cannot be met")


class Company(Part, frozen=True, kw_only=True):
    """People who must be in the same breakout, or must not."""

    people: tuple[str, ...]
    together: bool = True
    reason: str = ""


class Role(Part, frozen=True, kw_only=True):
    """A person's part in a session. With no person it is open: "to be defined"."""

    kind: RoleKind
    person: str | None = None


class Contribution(Part, frozen=True, kw_only=True):
    """A short introductory presentation within a session."""

    title: str
    presenters: tuple[str, ...] = ()
    minutes: Minutes | None = None


class Placement(Part, frozen=True, kw_only=True):
    """When and where a session takes place. A session without a room of its own (a coffee break) has room None."""

    start: WallTime
    room: str | None = None
