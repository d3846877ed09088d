"""The command about check rules: what they ask, what is done about each, and how often each is broken now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json
from agendaplanner.cli.report import print_json
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from agendaplanner.document.document import Document


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    rules = commands.add_parser(
        "rules", help="what is done about each check rule: block, block publication, warn or ignore", allow_abbrev=False
    )
    add_file(rules)
    rules.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="RULE=POLICY",
        help="set what is done about a rule; may be given several times",
    )
    add_json(rules)
    rules.set_defaults(run=_rules)


def _rules(options: argparse.Namespace) -> int:
    from agendaplanner.checks.check import check
    from agendaplanner.checks.policies import policies_of
    from agendaplanner.checks.rules import RULES

    with open_document(options.file, read_only=not options.set) as document:
        if options.set:
            _set(document, options.set)
        agenda = document.agenda
    policies = policies_of(agenda.meeting)
    found = Counter(finding.rule for finding in check(agenda, dt.date.today()))
    if options.json:
        print_json(
            {
                "rules": [
                    {
                        "rule": rule.name,
                        "title": rule.title,
                        "says": rule.says,
                        "policy": policies[rule.name],
                        "usual": rule.policy,
                        "found": found[rule.name],
                    }
                    for rule in RULES.values()
                ]
            }
        )
        return 0
    wide = max(len(policy) for policy in policies.values())
    for rule in RULES.values():
        changed = "" if policies[rule.name] == rule.policy else f"  (usually: {rule.policy})"
        count = str(found[rule.name] or "-")
        print(f"{rule.name:<18} {policies[rule.name]:<{wide}} {count:>5}  {rule.says}{changed}")
    return 0


def _set(document: Document, settings: Sequence[str]) -> None:
    """Set what is done about some rules, as one change."""
    from agendaplanner.checks.policies import set_rule_policy
    from agendaplanner.model.changes import merged

    if document.read_only:
        raise FileError(document.read_only_reason, where=str(document.path))
    agenda, changes = document.agenda, []
    for setting in settings:
        rule, separator, policy = setting.partition("=")
        if not separator:
            raise UsageError(f"{setting!r} sets nothing.", advice="Write it as --set room-too-small=warn.")
        changes.append(set_rule_policy(agenda, rule.strip(), policy.strip()))
        agenda = agenda.apply(changes[-1])
    changes = [change for change in changes if change.edits]
    if changes:
        document.do(changes[0] if len(changes) == 1 else merged("Set what is done about rules", changes))
