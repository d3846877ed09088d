"""How commands say what they did: lines for people, JSON for scripts. What JSON says is settled here, in one place."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from agendaplanner.model.words import counted, session_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.quality.account import QualityReport


def print_json(content: Any) -> None:
    """Print JSON on standard output; in plain ASCII where the output is not in UTF-8."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(content, ensure_ascii=not unicode, indent=2) + "\n")


def print_notes(notes: Iterable[str]) -> None:
    """Print what the organiser should know of, beside the result: on standard error."""
    for note in notes:
        print(f"Note: {note}", file=sys.stderr)


def progress_line(total_word: str) -> Callable[[int, int], None]:
    """Give a function that shows progress on one line of a terminal; on anything else it is silent."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{done} of {total} {total_word}{end}")
        sys.stderr.flush()

    return show


def cost_line() -> Callable[[float], None]:
    """Give a function that shows on one line of a terminal how a plan gets better; on anything else it is silent."""
    if not sys.stderr.isatty():
        return lambda _cost: None

    def show(cost: float) -> None:
        sys.stderr.write(f"\rimproving: cost {cost:.1f}   ")
        sys.stderr.flush()

    return show


def print_quality(report: QualityReport, *, proved_best: bool) -> None:
    """Print what a plan leaves to be wished for, the dearest first."""
    if not report.cost:
        print("It leaves nothing to be wished for.")
        return
    print(f"It costs {report.cost:.1f}{', and no plan costs less' if proved_best else ''}:")
    for each in report.rules:
        if each.cost:
            print(f"  {each.cost:7.1f}  {each.share:4.0%}  {each.sentence}  [{each.rule}]")


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Give a finding as ``check --json`` prints it."""
    fields: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "blocks_publication": finding.blocks_publication,
        "sessions": list(finding.sessions),
        "people": list(finding.people),
        "rooms": list(finding.rooms),
    }
    if finding.papers:
        fields["papers"] = list(finding.papers)
    if finding.wishes:
        fields["wishes"] = list(finding.wishes)
    return {**fields, "message": finding.message}


def check_fields(agenda: Agenda, findings: Sequence[Finding]) -> dict[str, Any]:
    """Give what ``check --json`` prints."""
    return {
        "sessions": sum(not s.is_cancelled for s in agenda.session.values()),
        "placed": len(agenda.placed),
        "clashes": [finding_fields(finding) for finding in findings],
        "unplaced": [session.id for session in agenda.waiting],
    }


def print_findings(agenda: Agenda, findings: Sequence[Finding]) -> None:
    """Print what a check found, for people."""
    for severity, word in (("clash", "Clashes"), ("warning", "Warnings")):
        chosen = [finding for finding in findings if finding.severity == severity]
        if chosen:
            print(f"{word} ({len(chosen)})")
            for finding in chosen:
                stops = ", blocks publication" if severity == "warning" and finding.blocks_publication else ""
                print(f"  {finding.message}  [{finding.rule}{stops}]")
    if agenda.waiting:
        print(f"Without a place ({len(agenda.waiting)})")
        for session in agenda.waiting:
            print(f"  {session_name(session)}")
    clashes = sum(finding.severity == "clash" for finding in findings)
    print(f"{count(len(agenda.placed), 'session')} placed, {count(clashes, 'clash')}.")


_PLURALS = {"person": "people", "clash": "clashes", "wish": "wishes", "entry": "entries"}


def count(number: int, word: str) -> str:
    """Give a number with its word.

    >>> count(1, "session"), count(2, "person"), count(0, "clash")
    ('1 session', '2 people', 'no clashes')
    """
    return counted(number, word, _PLURALS.get(word, ""))
