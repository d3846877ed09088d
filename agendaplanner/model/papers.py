"""Background papers: their symbols, when they are due, how far they are, and who should have read them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import msgspec

from agendaplanner.model.actions import NOTHING
from agendaplanner.model.attendance import people_at
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import PaperStatus

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Paper, Person

STATUSES: tuple[PaperStatus, ...] = get_args(PaperStatus)


class Standing(msgspec.Struct, frozen=True):
    """How far a paper is."""

    paper: str
    status: PaperStatus
    due: date | None
    """Its own date, or the one counted back from the meeting."""
    days_late: int
    """Days since it was due without being circulated; 0 where it is not late."""


def next_symbol(agenda: Agenda) -> str:
    """Give the next symbol by the meeting's scheme: after DCD/DAC(2007)29 comes DCD/DAC(2007)30.

    Numbers are not reused: it follows the highest there is, also where one below it is free.

    Raises:
        UsageError: The meeting has no scheme.
    """
    prefix = agenda.meeting.symbol_prefix
    if not prefix:
        raise UsageError(
            "The meeting has no scheme of document symbols.", advice="Set what they begin with, such as DCD/DAC(2008)."
        )
    pattern = re.compile(re.escape(prefix) + r"/?(\d+)", re.IGNORECASE)
    taken = [int(found[1]) for paper in agenda.papers if (found := pattern.match(paper.symbol.strip()))]
    return f"{prefix}{max(taken, default=0) + 1}"


def number_papers(agenda: Agenda) -> Change:
    """Give the change that gives each paper without a symbol the next one, in the order of titles.

    Raises:
        UsageError: The meeting has no scheme.
    """
    edits: list[Edit] = []
    for paper in sorted((p for p in agenda.papers if not p.symbol), key=lambda p: (p.title.casefold(), p.id)):
        each = edit(paper, msgspec.structs.replace(paper, symbol=next_symbol(agenda)))
        agenda = agenda.apply(Change("", (each,)))
        edits.append(each)
    return Change(f"Number {len(edits)} papers", tuple(edits)) if edits else NOTHING


def due_of(agenda: Agenda, paper: Paper) -> date | None:
    """Give when a paper is due: on its own date, else so many days before the first day as the meeting says."""
    meeting = agenda.meeting
    if paper.due is not None or meeting.papers_due_days is None or not meeting.days:
        return paper.due
    return meeting.days[0].date - timedelta(days=meeting.papers_due_days)


def board(agenda: Agenda, today: date) -> dict[PaperStatus, tuple[Standing, ...]]:
    """Give all papers by status, in each those due first; a paper that is circulated is never late."""
    found: dict[PaperStatus, list[Standing]] = {status: [] for status in STATUSES}
    for paper in agenda.papers:
        due = due_of(agenda, paper)
        late = (today - due).days if due is not None and paper.status != "circulated" else 0
        found[paper.status].append(Standing(paper.id, paper.status, due, max(0, late)))
    return {status: tuple(sorted(rows, key=lambda r: (r.due or date.max, r.paper))) for status, rows in found.items()}


def reading_of(agenda: Agenda, person: Person) -> tuple[Paper, ...]:
    """Give what somebody should have read: the papers of all sessions they are at."""
    wanted = {
        paper.id: paper
        for session_id, papers in agenda.papers_for.items()
        if not agenda.session[session_id].is_cancelled and person in people_at(agenda, agenda.session[session_id])
        for paper in papers
    }
    return tuple(paper for paper in agenda.papers if paper.id in wanted)
