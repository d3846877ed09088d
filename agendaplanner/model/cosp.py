"""A conference of the CoSP family as values: what there is to schedule, a schedule of it, and what that costs.

The conference scheduling problem (CoSP) of Pylyavskyy, Jacko and Kheiri, "A generic approach to conference scheduling
with integer programming" (doi:10.1016/j.ejor.2024.04.001), is what the workbooks of CoSPLib hold. Its words: a *session*
is a stretch of a day with a number of equal *time slots*; a *track* takes whole sessions in rooms; a *submission* of a
track takes one or more consecutive time slots of a session that its track has. Here are values only: nothing reads,
scores or solves.

Sessions, rooms, tracks and submissions are named by their place in their tuple, from 0.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0)]
Rule = str
"""The name of a rule, one of ``RULES``."""

RULES: dict[Rule, str] = {
    "tracks-sessions": "Tracks|Sessions",
    "tracks-rooms": "Tracks|Rooms",
    "sessions-rooms": "Sessions|Rooms",
    "submissions-timezones": "Submissions|Timezones",
    "submissions-sessions": "Submissions|Sessions",
    "submissions-rooms": "Submissions|Rooms",
    "consecutive-tracks": "Consecutive Tracks",
    "similar-tracks": "Similar Tracks",
    "rooms-per-track": "NumberOfRoomsPerTrack",
    "presenters-conflicts": "Presenters Conflicts",
    "chairs-conflicts": "Chairs Conflicts",
    "attendees-conflicts": "Attendees Conflicts",
    "parallel-tracks": "Parallel Tracks",
    "submissions-order": "Submissions Order",
    "presenters-conflicts-timeslot": "Presenters Conflicts [TS]",
    "attendees-conflicts-timeslot": "Attendees Conflicts [TS]",
    "submissions-split": "Submissions Split",
}
"""The rules, by our name, with the name they have in a workbook with a schedule, in the order they stand there."""


class CospSession(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a day with a number of time slots, each as long as the others."""

    name: str
    slots: Annotated[int, msgspec.Meta(ge=1)]
    day: date | None = None
    start_minute: int = 0
    """From midnight on the conference's own clock."""
    end_minute: int = 0


class CospTrack(msgspec.Struct, frozen=True, kw_only=True):
    """Submissions that belong together. Tuples of penalties run over sessions and rooms."""

    name: str
    chairs: tuple[str, ...] = ()
    sessions: tuple[Count, ...] = ()
    """By session: the penalty for each room it has then."""
    rooms: tuple[Count, ...] = ()
    """By room: the penalty for each session it is there."""
    similar: tuple[Count, ...] = ()
    """By track: the penalty for running beside it; the same both ways, 0 for itself."""


class CospSubmission(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be given a place. Tuples of penalties run over sessions and rooms, each for one of its time slots."""

    name: str
    track: int
    slots: Annotated[int, msgspec.Meta(ge=1)] = 1
    order: int = 0
    """Its place among its track's submissions, from 1; 0: anywhere."""
    utc_offset_minutes: int = 0
    """The clock its presenters live by."""
    presenters: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    sessions: tuple[Count, ...] = ()
    rooms: tuple[Count, ...] = ()


class CospHours(msgspec.Struct, frozen=True, kw_only=True):
    """When presenters can be asked to present, on their own clocks, in minutes from midnight."""

    utc_offset_minutes: int = 0
    """The clock that the conference lives by."""
    suitable: tuple[int, int] = (0, 1440)
    less_suitable: tuple[int, int] = (0, 1440)
    less_suitable_penalty: Count = 0
    unsuitable_penalty: Count = 0


class CospInstance(msgspec.Struct, frozen=True, kw_only=True):
    """A conference to be scheduled."""

    name: str
    sessions: tuple[CospSession, ...]
    """In the order of time."""
    rooms: tuple[str, ...]
    closed: tuple[tuple[Count, ...], ...]
    """By session and room, shape (sessions, rooms): the penalty for using the room then."""
    tracks: tuple[CospTrack, ...]
    submissions: tuple[CospSubmission, ...]
    weights: dict[Rule, Count]
    """What one unit of each rule's amount costs."""
    hours: CospHours = CospHours()


class CospSchedule(msgspec.Struct, frozen=True):
    """Who is where. None: nobody."""

    tracks: tuple[tuple[int | None, ...], ...]
    """Shape (sessions, rooms): the track that has the room."""
    slots: tuple[tuple[tuple[int | None, ...], ...], ...]
    """Shape (sessions, rooms, time slots of the session): the submission that is on."""


class CospCost(msgspec.Struct, frozen=True):
    """What a schedule costs by one rule."""

    rule: Rule
    weight: int
    items: tuple[tuple[str, int], ...] = ()
    """What is counted: (words, amount)."""

    @property
    def amount(self) -> int:
        """How much of it there is, in the rule's own unit."""
        return sum(amount for _, amount in self.items)

    @property
    def cost(self) -> int:
        """Weight times amount."""
        return self.weight * self.amount


class CospScore(msgspec.Struct, frozen=True):
    """What a schedule costs; the lower, the better."""

    costs: tuple[CospCost, ...]
    """One a rule, in the order of ``RULES``."""

    @property
    def total(self) -> int:
        """All costs together: the objective."""
        return sum(each.cost for each in self.costs)

    def cost_of(self, rule: Rule) -> int:
        """Give what one rule costs."""
        return next(each.cost for each in self.costs if each.rule == rule)
