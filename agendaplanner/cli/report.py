"""How commands say what they did: lines for people, JSON for scripts. What JSON says is settled here, in one place."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from agendaplanner.model.times import iso
from agendaplanner.model.words import place_and_time, session_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON for scripts")


def print_json(content: Any) -> None:
    """Print JSON on standard output."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def progress_line(total_word: str) -> Callable[[int, int], None]:
    """Give a function that shows progress on one line of a terminal; on anything else it is silent."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{done} of {total} {total_word}{end}")
        sys.stderr.flush()

    return show


def finding_fields(finding: Finding) -> dict[str, Any]:
    """Give a finding as ``check --json`` prints it."""
    fields: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
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
                print(f"  {finding.message}  [{finding.rule}]")
    if agenda.waiting:
        print(f"Without a place ({len(agenda.waiting)})")
        for session in agenda.waiting:
            print(f"  {session_name(session)}")
    clashes = sum(finding.severity == "clash" for finding in findings)
    print(f"{count(len(agenda.placed), 'session')} placed, {clashes or 'no'} clash{'' if clashes == 1 else 'es'}.")


def session_fields(agenda: Agenda, session_id: str) -> dict[str, Any]:
    """Give a session's name, times and room for JSON."""
    session = agenda.session[session_id]
    placement = session.placement
    return {
        "id": session.id,
        "number": session.number,
        "title": session.title,
        "start": iso(agenda.meeting, placement.start) if placement else None,
        "minutes": session.duration_minutes,
        "room": placement.room if placement else None,
        "where": place_and_time(agenda, session),
    }


def count(number: int, word: str) -> str:
    """Give a number with its word: "1 session", "2 sessions"."""
    return f"{number} {word}{'' if number == 1 else 's'}"
