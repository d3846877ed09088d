"""The command that says how ready a meeting is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, date
from agendaplanner.cli.report import print_json

if TYPE_CHECKING:
    import argparse

    from agendaplanner.checks.points.point import Point, Published
    from agendaplanner.checks.readiness import Stage
    from agendaplanner.document.document import Document

MOST_PLACES = 5
"""So many of the records that lack something are named in a line."""


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    readiness = commands.add_parser(
        "readiness",
        help="what is missing before invitations, papers, printing and the day",
        allow_abbrev=False,
    )
    add_file(readiness)
    readiness.add_argument(
        "--stage", choices=("invitations", "papers", "printing", "day"), help="only what is needed before this"
    )
    readiness.add_argument("--all", action="store_true", help="say what is in order too")
    readiness.add_argument("--today", type=date, metavar="YYYY-MM-DD", help="the day to count from (default: today)")
    add_json(readiness)
    readiness.set_defaults(run=_readiness)


def _readiness(options: argparse.Namespace) -> int:
    from agendaplanner.checks.readiness import readiness

    with open_document(options.file, read_only=True) as document:
        agenda, published = document.agenda, _published(document)
    today = options.today or dt.date.today()
    stages = [s for s in readiness(agenda, today, published) if options.stage in (None, s.name)]
    if options.json:
        print_json(
            {
                "today": today.isoformat(),
                "ready": all(stage.is_ready for stage in stages),
                "stages": [_fields(stage) for stage in stages],
            }
        )
        return 0
    for stage in stages:
        print(f"{stage.title}: {stage.verdict[0].lower()}{stage.verdict[1:]}.{_when(stage)}")
        for point in stage.missing:
            print(f"  {'-' if point.severity == 'hint' else '*'} {point.message}{_where(point)}")
        if options.all:
            for point in stage.met:
                print(f"    {point.met}.")
    if any(point.severity != "hint" for stage in stages for point in stage.missing):
        print("* is missing; - would be good to have.")
    return 0


def _published(document: Document) -> Published:
    """Give what is published of a document, and what differs from it now."""
    from agendaplanner.checks.points.point import Published
    from agendaplanner.model.change_facts import Sides
    from agendaplanner.model.compare import Comparison

    versions = document.versions()
    if not versions:
        return Published(0)
    last = versions[-1].number
    return Published(last, tuple(Comparison(Sides(document.published(last), document.agenda)).by_session))


def _when(stage: Stage) -> str:
    if not stage.counted:
        return ""
    left = stage.days_left
    days = f" That is in {left} day{'' if left == 1 else 's'}." if left is not None and left > 0 else ""
    return f" {stage.counted}{days or (' That is today.' if left == 0 else '')}"


def _where(point: Point) -> str:
    """Name the records that lack something, where the sentence does not name them already."""
    names = [place.mark or place.words for place in point.places if place.kind != "meeting"]
    if not names or any(name.endswith(".") for name in names) or (len(names) == 1 and names[0] in point.message):
        return ""
    more = f" and {len(names) - MOST_PLACES} more" if len(names) > MOST_PLACES else ""
    return f" ({', '.join(names[:MOST_PLACES])}{more})"


def _fields(stage: Stage) -> dict[str, Any]:
    return {
        "stage": stage.name,
        "title": stage.title,
        "ready": stage.is_ready,
        "date": stage.day.isoformat() if stage.day is not None else None,
        "counted_from": stage.counted,
        "days_left": stage.days_left,
        "done": len(stage.met),
        "of": len(stage.points),
        "items": [
            {
                "id": point.id,
                "message": point.message,
                "severity": point.severity,
                "count": point.count,
                "places": [{"kind": place.kind, "id": place.id, "name": place.words} for place in point.places],
                "sheet": point.sheet,
                "command": point.command,
            }
            for point in stage.missing
        ],
        "in_order": [{"id": point.id, "message": f"{point.met}."} for point in stage.met],
    }
