"""The list of rules: the name each has in files and JSON, what is usually done about it, and what it says to people.

A meeting can want something else of a rule (``Meeting.rule_policies``); that is ``policies``' business.
"""

from __future__ import annotations

import msgspec

from agendaplanner.checks.findings import Finding
from agendaplanner.model.kinds import RulePolicyKind


class Rule(msgspec.Struct, frozen=True):
    """A rule that an agenda is checked against."""

    name: str
    policy: RulePolicyKind
    """What is done about what breaks it, unless the meeting says otherwise."""
    title: str
    says: str


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("person-twice", "block", "Person in two places", "Nobody is needed in two sessions at the same time."),
        Rule("everyone-twice", "block", "Beside everyone", "Nothing runs beside a session that everyone is at."),
        Rule("person-away", "block", "Person away", "Nobody is needed while away."),
        Rule("room-twice", "block", "Room taken twice", "A room holds one session at a time."),
        Rule("room-closed", "block", "Room closed", "No session is in a room that is closed then."),
        Rule("room-missing", "block", "No room", "A session that needs a room has one."),
        Rule("room-too-small", "block", "Room too small", "A room holds all who are expected."),
        Rule("room-lacks", "block", "Room lacks something", "A room has the features that the session needs."),
        Rule("place-not-allowed", "block", "Room not allowed", "A session limited to some rooms is in one of them."),
        Rule("outside-hours", "block", "Outside the hours", "Sessions are within the opening hours of a day."),
        Rule("time-not-allowed", "block", "Time not allowed", "A session limited to some times is within them."),
        Rule("group-apart", "block", "Group apart", "Sessions of one breakout group start together."),
        Rule(
            "wish-broken",
            "block",
            "Wish not kept",
            "What organisers want between sessions is kept; a soft wish only warns.",
        ),
        Rule("role-open", "warn", "Role open", "Every role that a session needs has somebody in it."),
        Rule("paper-overdue", "warn", "Paper overdue", "Papers are circulated by the day on which they are due."),
        Rule(
            "paper-late",
            "warn",
            "Paper not circulated",
            "Papers are circulated before the sessions that discuss them.",
        ),
        Rule(
            "out-of-balance", "warn", "Out of balance", "People are in the balance that the meeting has set as targets."
        ),
        Rule("too-many-people", "warn", "Too many people", "No more people have accepted than the meeting takes."),
        Rule("walk-too-short", "warn", "Walk too short", "Everybody has time to walk from one room to the next."),
    )
}
"""Every rule, by name, in the order in which findings are shown."""


def finding(
    rule: str,
    message: str,
    *,
    sessions: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    rooms: tuple[str, ...] = (),
    papers: tuple[str, ...] = (),
    wishes: tuple[str, ...] = (),
    is_soft: bool = False,
) -> Finding:
    """Make a finding of a rule, as grave as is usual; what is soft only ever warns."""
    usual: RulePolicyKind = "warn" if is_soft else RULES[rule].policy
    return Finding(
        rule=rule,
        severity="clash" if usual == "block" else "warning",
        blocks_publication=usual in ("block", "block publication"),
        message=message,
        sessions=sessions,
        people=people,
        rooms=rooms,
        papers=papers,
        wishes=wishes,
        is_soft=is_soft,
    )
