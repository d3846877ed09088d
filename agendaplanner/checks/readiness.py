"""How ready a meeting is: what is missing before invitations, before papers go out, before printing, before the day.

Each stage has its points, a file of them in ``points``; what has no bearing on a meeting is not among them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from agendaplanner.checks.check import check
from agendaplanner.checks.points.day import day_points
from agendaplanner.checks.points.invitations import invitation_points
from agendaplanner.checks.points.papers import paper_points
from agendaplanner.checks.points.point import GRAVITIES, Facts, Point, dated
from agendaplanner.checks.points.printing import printing_points
from agendaplanner.model.papers import counted_due, due_of
from agendaplanner.model.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.checks.points.point import Published
    from agendaplanner.model.agenda import Agenda

StageName = Literal["invitations", "papers", "printing", "day"]
STAGES: tuple[StageName, ...] = get_args(StageName)
"""In the order in which they come."""
TITLES: Mapping[StageName, str] = {
    "invitations": "Before invitations",
    "papers": "Before papers go out",
    "printing": "Before printing",
    "day": "Before the day",
}


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of the preparation."""

    name: StageName
    points: tuple[Point, ...]
    """What is missing, the gravest first, then what is there."""
    day: date | None = None
    """The day that it is counted from, where it is known."""
    counted: str = ""
    """Which day that is, in a sentence."""
    days_left: int | None = None
    """Until that day; negative: since then; None: it or today is not known."""

    @property
    def title(self) -> str:
        """Its name for people."""
        return TITLES[self.name]

    @property
    def missing(self) -> tuple[Point, ...]:
        """The points of which something is missing, the gravest first."""
        return tuple(point for point in self.points if not point.is_met)

    @property
    def met(self) -> tuple[Point, ...]:
        """The points of which nothing is missing."""
        return tuple(point for point in self.points if point.is_met)

    @property
    def needed(self) -> int:
        """How many points it is not ready without are missing."""
        return sum(point.severity != "hint" for point in self.missing)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing but what would be good to have."""
        return not self.needed

    @property
    def verdict(self) -> str:
        """Say in a few words how ready it is."""
        hints = len(self.missing) - self.needed
        good = f"{hints} more would be good" if hints else ""
        if self.is_ready:
            return f"Ready; {good}" if good else "Ready"
        said = counted(self.needed, "point is missing", "points are missing")
        return f"{said}; {good}" if good else said


def readiness(
    agenda: Agenda,
    today: date | None = None,
    published: Published | None = None,
    findings: Iterable[Finding] | None = None,
) -> tuple[Stage, ...]:
    """Say what is missing before each stage.

    Args:
        agenda: The agenda.
        today: The day to count from; None: nothing is overdue.
        published: What is published; None: not known, and nothing is said of it.
        findings: What a check of the agenda finds on that day, where it is known already.
    """
    facts = Facts(agenda, today, published, tuple(findings) if findings is not None else check(agenda, today))
    return tuple(_stage(facts, name) for name in STAGES)


_POINTS: Mapping[StageName, Callable[[Facts], Iterator[Point]]] = {
    "invitations": invitation_points,
    "papers": paper_points,
    "printing": printing_points,
    "day": day_points,
}


def _stage(facts: Facts, name: StageName) -> Stage:
    points = sorted(_POINTS[name](facts), key=lambda p: (p.is_met, GRAVITIES.index(p.severity) if p.count else 0))
    day, counted = _counted_from(facts.agenda, name)
    left = (day - facts.today).days if day is not None and facts.today is not None else None
    return Stage(name=name, points=tuple(points), day=day, counted=counted, days_left=left)


def _counted_from(agenda: Agenda, name: StageName) -> tuple[date | None, str]:
    """Give the day that a stage is counted from, and what that day is."""
    meeting = agenda.meeting
    if name == "invitations":
        sent = min((p.invited_on for p in agenda.people if p.invited_on is not None), default=None)
        return sent, f"The first invitation went out on {dated(sent)}." if sent else ""
    if name == "papers":
        due = counted_due(agenda)
        if due is not None:
            days = meeting.papers_due_days
            before = f"{counted(days, 'day')} before the meeting" if days else "as the meeting begins"
            return due, f"Papers are due on {dated(due)}, {before}." if agenda.paper else ""
        first = min((day for paper in agenda.papers if (day := due_of(agenda, paper)) is not None), default=None)
        return first, f"The first paper is due on {dated(first)}." if first else ""
    if not meeting.days:
        return None, ""
    return meeting.days[0].date, f"The meeting begins on {dated(meeting.days[0].date)}."
