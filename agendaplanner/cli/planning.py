"""Commands about the plan: plan, check."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, date, seconds, whole_number
from agendaplanner.cli.report import (
    check_fields,
    cost_line,
    count,
    print_findings,
    print_json,
    print_quality,
    progress_line,
)
from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.planning.plan import Plan, PlanOptions


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    plan = commands.add_parser(
        "plan", help="place what waits, without clashes; what is pinned stays", allow_abbrev=False
    )
    add_file(plan)
    plan.add_argument(
        "--seconds", type=seconds, metavar="S", help="stop after so many seconds with the best that was found"
    )
    plan.add_argument(
        "--seed", type=whole_number, default=0, metavar="N", help="another number, another plan (default: 0)"
    )
    plan.add_argument("--from-scratch", action="store_true", help="place everything anew but what is pinned")
    plan.add_argument(
        "--improve-seconds",
        type=seconds,
        metavar="S",
        help="then make it better for so long, moving whatever is not pinned",
    )
    add_json(plan)
    plan.set_defaults(run=_plan)

    check = commands.add_parser("check", help="clashes and what is not ready, each with its reason", allow_abbrev=False)
    add_file(check)
    check.add_argument(
        "--today", type=date, metavar="YYYY-MM-DD", help="the day that what is due is counted from (default: today)"
    )
    add_json(check)
    check.set_defaults(run=_check)


def plan_document(document: Document, options: PlanOptions) -> Plan:
    """Plan a document's agenda and take the plan as one change."""
    from agendaplanner.planning.plan import plan, plan_change

    if document.read_only:
        raise FileError(document.read_only_reason, where=str(document.path))
    show = progress_line("sessions placed")
    better = cost_line()
    found = plan(
        document.agenda,
        options,
        progress=lambda p: show(p.placed, p.total) if p.cost is None else better(p.cost),
    )
    document.do(plan_change(document.agenda, found))
    return found


def _plan(options: argparse.Namespace) -> int:
    from agendaplanner.checks.check import check
    from agendaplanner.planning.plan import PlanOptions
    from agendaplanner.planning.quality.account import cost

    chosen = PlanOptions(
        seed=options.seed,
        seconds=options.seconds,
        from_scratch=options.from_scratch,
        improve_seconds=options.improve_seconds,
    )
    with open_document(options.file) as document:
        before = document.agenda
        found = plan_document(document, chosen)
        agenda = document.agenda
        clashes = [finding for finding in check(agenda) if finding.severity == "clash"]
        if options.json:
            print_json(
                {
                    "placed": len(agenda.placed),
                    "unplaced": [session.id for session in agenda.waiting],
                    "moved": found.moved,
                    "seconds": round(found.seconds, 3),
                    "seed": found.seed,
                    "cost": found.cost,
                    "proved_best": found.proved_best,
                    "verified": found.verified,
                    "reasons": [{"session": each.session, "message": each.message} for each in found.unplaced],
                    "clashes": len(clashes),
                }
            )
        else:
            print(
                f"{count(len(agenda.placed), 'session')} placed, {found.moved} moved, "
                f"{len(agenda.waiting) or 'none'} left over, in {found.seconds:.2f} s."
            )
            for each in found.unplaced:
                print(f"  {each.message}")
            for pinned in found.pin_clashes:  # nothing else is left that clashes
                print(f"  {pinned.message}")
            print_quality(cost(agenda, None if options.from_scratch else before), proved_best=found.proved_best)
    return 1 if clashes or agenda.waiting else 0


def _check(options: argparse.Namespace) -> int:
    from agendaplanner.checks.check import check

    with open_document(options.file, read_only=True) as document:
        agenda = document.agenda
    findings = check(agenda, options.today or dt.date.today())
    if options.json:
        print_json(check_fields(agenda, findings))
    else:
        print_findings(agenda, findings)
    return 1 if agenda.waiting or any(finding.severity == "clash" for finding in findings) else 0
