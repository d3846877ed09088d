"""What would be a clash at a place and what a warning, by what the meeting wants done about each rule.

A plan keeps to some rules and lets others go; whoever puts a session somewhere by hand is told of all of them. This holds
what is asked of them for more than one session, as long as only placements change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from agendaplanner.checks.findings import Severity
from agendaplanner.checks.needs import room_faults, size_of
from agendaplanner.checks.policies import policies_of
from agendaplanner.planning.standing import by_member, keeping_company, ties_in, touching
from agendaplanner.planning.walks import Ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.checks.needs import RoomFault
    from agendaplanner.model.kinds import RulePolicyKind
    from agendaplanner.model.records import Session
    from agendaplanner.planning.problem import Problem
    from agendaplanner.planning.standing import Standing, Tie

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_GRAVITIES: Mapping[RulePolicyKind, Severity | None] = {
    "block": "clash",
    "block publication": "warning",
    "warn": "warning",
    "ignore": None,
}


class Rulings:
    """What the rules of a meeting ask of the places of its sessions, and how grave it is not to do it."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        agenda = problem.agenda
        self._gravity: dict[str, Severity | None] = {
            rule: _GRAVITIES[policy] for rule, policy in policies_of(agenda.meeting).items()
        }
        wishes = [wish for _, wish in sorted(agenda.wish.items())]
        ties = ties_in(problem, wishes)
        self._ties: dict[Severity, tuple[tuple[Tie, ...], ...]] = {}
        self._company: dict[Severity, frozenset[int]] = {}
        for severity in SEVERITIES:
            these = [tie for tie in ties if self.gravity(tie.rule, is_hard=tie.is_hard) == severity]
            those = [wish for wish in wishes if self.gravity("wish-broken", is_hard=wish.hard) == severity]
            self._ties[severity] = by_member(problem, these)
            self._company[severity] = keeping_company(problem, those)
        self._ways = Ways.of(problem) if self.gravity("walk-too-short") else None
        self._away: dict[int, int] = {}
        self._closed: dict[tuple[int, int], int] = {}
        self._faults: dict[tuple[object, ...], tuple[tuple[RoomFault, ...], ...]] = {}

    def gravity(self, rule: str, *, is_hard: bool = True) -> Severity | None:
        """Say what breaking a rule would be; None where the meeting ignores it."""
        found = self._gravity[rule]
        return found if is_hard or found is None else "warning"

    def ties(self, t: int, severity: Severity) -> tuple[Tie, ...]:
        """Give what wishes and groups ask of a task that it would be a clash, or a warning, not to do."""
        return self._ties[severity][t]

    def keeps_company(self, t: int, severity: Severity) -> bool:
        """Tell whether it would be a clash, or a warning, to put a task where no other of its track is."""
        return t in self._company[severity]

    def room_faults(self, session: Session) -> tuple[tuple[RoomFault, ...], ...]:
        """Give what speaks against each room for a session at any time."""
        agenda = self._problem.agenda
        key = (size_of(agenda, session), session.features_needed, session.only_rooms)
        found = self._faults.get(key)
        if found is None:
            rooms = (agenda.room[room] for room in self._problem.rooms)
            found = self._faults[key] = tuple(room_faults(agenda, session, room) for room in rooms)
        return found

    def without_walk(self, standing: Standing, t: int) -> list[int] | None:
        """Give by room the starts at which a walk to or from a task would be too short; None where nobody walks. Bits."""
        return None if self._ways is None else self._ways.too_short(standing, t)

    def away_steps(self, person: int) -> int:
        """Give the steps that a person's absences touch. Bits."""
        found = self._away.get(person)
        if found is None:
            record = self._problem.agenda.person[self._problem.people[person]]
            found = self._away[person] = self._problem.touched(record.away) if record.away else 0
        return found

    def closed_starts(self, room: int, steps: int) -> int:
        """Give the starts at which so many steps would meet a closure of a room. Bits."""
        key = (room, steps)
        found = self._closed.get(key)
        if found is None:
            closures = self._problem.agenda.room[self._problem.rooms[room]].closures
            found = self._closed[key] = touching(self._problem.touched(closures), steps)
        return found
