"""What a meeting wants done about each rule: block, block publication, warn or ignore.

- block: what breaks the rule is a clash; the planner never plans it, and the agenda is not published with it;
- block publication: it may stand while the agenda is made, as a warning; the planner never plans it, and the agenda is
  not published with it;
- warn: it is said; the planner avoids it where it can;
- ignore: it is not said, and the planner does not mind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import msgspec

from agendaplanner.checks.rules import RULES
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import RulePolicyKind
from agendaplanner.model.parts import RulePolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Meeting, Wish

POLICIES: tuple[RulePolicyKind, ...] = get_args(RulePolicyKind)
"""From the gravest to the lightest."""


def policies_of(meeting: Meeting) -> Mapping[str, RulePolicyKind]:
    """Give what is done about each rule that this program knows."""
    own: dict[str, RulePolicyKind] = {each.rule: each.policy for each in meeting.rule_policies if each.rule in RULES}
    return {name: own.get(name, rule.policy) for name, rule in RULES.items()}


def kept_rules(meeting: Meeting) -> frozenset[str]:
    """Name the rules that a plan must keep: an agenda that breaks one cannot be published."""
    return frozenset(name for name, policy in policies_of(meeting).items() if policy in ("block", "block publication"))


def avoided_rules(meeting: Meeting) -> frozenset[str]:
    """Name the rules that a plan keeps wherever it can: those it must keep, and those that are usual and only warn here.

    Whatever is ignored, a session is not left without a room, put outside the hours or on top of another for nothing.
    """
    policies = policies_of(meeting)
    usual = {name for name, rule in RULES.items() if rule.policy == "block" and policies[name] == "warn"}
    return kept_rules(meeting) | usual | _NOT_FOR_NOTHING


_NOT_FOR_NOTHING = frozenset({"room-missing", "outside-hours", "room-twice"})


def wishes_kept(agenda: Agenda, keeps: frozenset[str]) -> tuple[Wish, ...]:
    """Give the wishes as a plan that keeps some rules sees them, in the order of ids.

    Where wishes need not be kept, hard ones are as soft ones; where the meeting ignores them, there are none.
    """
    wishes = tuple(wish for _, wish in sorted(agenda.wish.items()))
    if "wish-broken" in keeps:
        return wishes
    if policies_of(agenda.meeting)["wish-broken"] == "ignore":
        return ()
    return tuple(msgspec.structs.replace(wish, hard=False) if wish.hard else wish for wish in wishes)


def as_meeting_says(meeting: Meeting, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give findings as grave as the meeting wants them; those of rules that it ignores are left out."""
    if not meeting.rule_policies:
        yield from findings
        return
    policies = policies_of(meeting)
    for finding in findings:
        policy = policies[finding.rule]
        if policy == "ignore":
            continue
        if finding.is_soft:
            policy = "warn"
        severity = "clash" if policy == "block" else "warning"
        blocks = policy != "warn"
        if (severity, blocks) != (finding.severity, finding.blocks_publication):
            yield msgspec.structs.replace(finding, severity=severity, blocks_publication=blocks)
        else:
            yield finding


def set_rule_policy(agenda: Agenda, rule: str, policy: RulePolicyKind | str) -> Change:
    """Give the change that sets what is done about a rule; what is usual is not written into the file.

    Raises:
        UsageError: There is no such rule, or no such policy.
    """
    if rule not in RULES:
        raise UsageError(
            f"There is no rule {rule!r}.{did_you_mean(rule, RULES)}", advice=f"The rules are: {', '.join(RULES)}."
        )
    if policy not in POLICIES:
        raise UsageError(
            f"A rule cannot be set to {policy!r}.{did_you_mean(policy, POLICIES)}",
            advice=f"Set it to one of: {', '.join(POLICIES)}.",
        )
    others = tuple(each for each in agenda.meeting.rule_policies if each.rule != rule)
    own = () if policy == RULES[rule].policy else (RulePolicy(rule=rule, policy=policy),)
    label = f"Rule “{RULES[rule].title}”: {policy}"
    if policies_of(agenda.meeting)[rule] == policy:
        return actions.NOTHING
    return actions.set_fields(agenda, agenda.meeting, label=label, rule_policies=others + own)
