"""The list of rules: the name each has in files and JSON, how grave it is, and what it says, for help and settings."""

from __future__ import annotations

import msgspec

from agendaplanner.checks.findings import Finding, Severity


class Rule(msgspec.Struct, frozen=True):
    """A rule that an agenda is checked against."""

    name: str
    severity: Severity
    says: str


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("person-twice", "clash", "Nobody is needed in two sessions at the same time."),
        Rule("everyone-twice", "clash", "Nothing runs beside a session that everyone is at."),
        Rule("person-away", "clash", "Nobody is needed while away."),
        Rule("room-twice", "clash", "A room holds one session at a time."),
        Rule("room-closed", "clash", "No session is in a room that is closed then."),
        Rule("room-missing", "clash", "A session that needs a room has one."),
        Rule("room-too-small", "clash", "A room holds all who are expected."),
        Rule("room-lacks", "clash", "A room has the features that the session needs."),
        Rule("place-not-allowed", "clash", "A session limited to some rooms is in one of them."),
        Rule("outside-hours", "clash", "Sessions are within the opening hours of a day."),
        Rule("time-not-allowed", "clash", "A session limited to some times is within them."),
        Rule("group-apart", "clash", "Sessions of one breakout group start together."),
        Rule("wish-broken", "clash", "What organisers want between sessions is kept; a soft wish only warns."),
        Rule("role-open", "warning", "Every role that a session needs has somebody in it."),
        Rule("paper-late", "warning", "Papers are circulated before the sessions that discuss them."),
        Rule("walk-too-short", "warning", "Everybody has time to walk from one room to the next."),
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
    severity: Severity | None = None,
) -> Finding:
    """Make a finding of a rule, as grave as the rule is unless said otherwise."""
    return Finding(
        rule=rule,
        severity=severity or RULES[rule].severity,
        message=message,
        sessions=sessions,
        people=people,
        rooms=rooms,
        papers=papers,
        wishes=wishes,
    )
