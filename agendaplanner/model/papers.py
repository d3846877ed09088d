"""Background papers: their symbols, when they are due, how far they are, and who should have read them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from agendaplanner.model.actions import NOTHING, add, set_fields
from agendaplanner.model.attendance import COMING
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.ids import new_id
from agendaplanner.model.kinds import PaperStatus
from agendaplanner.model.records import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

STATUSES: tuple[PaperStatus, ...] = get_args(PaperStatus)
"""In the order in which a paper comes to have them."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""What an address begins with; one letter alone is a drive."""


class Standing(msgspec.Struct, frozen=True):
    """How far a paper is."""

    paper: str
    status: PaperStatus
    due: date | None
    """Its own date, or the one counted back from the meeting."""
    days_late: int
    """Days since it was due without being circulated; 0 where it is not late."""


def paper_mark(paper: Paper) -> str:
    """Give the shortest name that people know a paper by: its symbol, or its title in quotation marks."""
    return paper.symbol or f"“{paper.title}”"


# symbols


def next_symbol(agenda: Agenda) -> str:
    """Give the next symbol by the meeting's scheme: after DCD/DAC(2007)29 comes DCD/DAC(2007)30.

    Numbers are not reused: it follows the highest there is, also where one below it is free.

    Raises:
        UsageError: The meeting has no scheme.
    """
    prefix, last = _scheme(agenda)
    return f"{prefix}{last + 1}"


def number_papers(agenda: Agenda, ids: Iterable[str] | None = None) -> Change:
    """Give the change that gives papers without a symbol the next ones, in the order of titles.

    Args:
        agenda: The agenda.
        ids: Only these papers; None: all.

    Raises:
        UsageError: The meeting has no scheme, or there is no such paper.
    """
    chosen = list(agenda.papers) if ids is None else [agenda.get(Paper, id_) for id_ in dict.fromkeys(ids)]
    prefix, last = _scheme(agenda)
    edits: list[Edit] = []
    for paper in sorted((p for p in chosen if not p.symbol), key=lambda p: (p.title.casefold(), p.id)):
        last += 1
        edits.append(edit(paper, msgspec.structs.replace(paper, symbol=f"{prefix}{last}")))
    if not edits:
        return NOTHING
    one = edits[0].after
    name = f"“{one.title}”: {one.symbol}" if len(edits) == 1 and isinstance(one, Paper) else f"{len(edits)} papers"
    return Change(f"Number {name}", tuple(edits))


def _scheme(agenda: Agenda) -> tuple[str, int]:
    """Give what symbols begin with, and the highest number so far (0: none)."""
    prefix = agenda.meeting.symbol_prefix
    if not prefix:
        raise UsageError(
            "The meeting has no scheme of document symbols.", advice="Set what they begin with, such as DCD/DAC(2008)."
        )
    pattern = re.compile(re.escape(prefix) + r"/?(\d+)", re.IGNORECASE)
    taken = [int(found[1]) for paper in agenda.papers if (found := pattern.match(paper.symbol.strip()))]
    return prefix, max(taken, default=0)


# dates


def counted_due(agenda: Agenda) -> date | None:
    """Give when papers are due that have no date of their own: so many days before the first day as the meeting says."""
    meeting = agenda.meeting
    if meeting.papers_due_days is None or not meeting.days:
        return None
    return meeting.days[0].date - timedelta(days=meeting.papers_due_days)


def due_of(agenda: Agenda, paper: Paper) -> date | None:
    """Give when a paper is due: on its own date, else on the one counted back from the meeting."""
    return paper.due if paper.due is not None else counted_due(agenda)


def days_late(agenda: Agenda, paper: Paper, today: date) -> int:
    """Give for how many days a paper has been overdue; 0 where it is circulated, or not overdue.

    Days are counted until the meeting begins: what did not come until then does not get later by it.
    """
    due = due_of(agenda, paper)
    if due is None or paper.status == "circulated":
        return 0
    days = agenda.meeting.days
    return max(0, ((min(today, days[0].date) if days else today) - due).days)


def board(agenda: Agenda, today: date) -> dict[PaperStatus, tuple[Standing, ...]]:
    """Give all papers by status, in each those due first."""
    found: dict[PaperStatus, list[Standing]] = {status: [] for status in STATUSES}
    for paper in agenda.papers:
        late = days_late(agenda, paper, today)
        found[paper.status].append(Standing(paper.id, paper.status, due_of(agenda, paper), late))
    order = {paper.id: i for i, paper in enumerate(agenda.papers)}
    return {s: tuple(sorted(rows, key=lambda r: (r.due or date.max, order[r.paper]))) for s, rows in found.items()}


# who reads them


def reading_of(agenda: Agenda, person: Person) -> tuple[Paper, ...]:
    """Give what somebody should have read: the papers of all sessions they are at."""
    return tuple(paper for paper in agenda.papers if any(_reads(agenda, person, s) for s in paper.sessions))


def readers_of(agenda: Agenda, paper: Paper) -> tuple[Person, ...]:
    """Give who should have read a paper, by family name: all who are at one of its sessions."""
    held = [s for id_ in paper.sessions if (s := agenda.session.get(id_)) is not None and not s.is_cancelled]
    named = frozenset[str]().union(*(agenda.people_in[session.id] for session in held))
    for_all = any(session.is_for_everyone for session in held)
    return tuple(p for p in agenda.people if p.id in named or (for_all and p.invitation in COMING))


def _reads(agenda: Agenda, person: Person, session_id: str) -> bool:
    session = agenda.session.get(session_id)
    if session is None or session.is_cancelled:
        return False
    return person.id in agenda.people_in[session_id] or (session.is_for_everyone and person.invitation in COMING)


# changes


def new_paper(agenda: Agenda, title: str, *, sessions: Iterable[str] = ()) -> Change:
    """Give the change that adds a paper to be written.

    Raises:
        UsageError: It has no title, or there is no such session.
    """
    title = title.strip()
    if not title:
        raise UsageError("A paper needs a title.")
    return add(agenda, Paper(id=new_id("paper"), title=title, sessions=tuple(sessions)))


def set_status(agenda: Agenda, ids: Iterable[str], status: str) -> Change:
    """Give the change that says how far some papers are.

    Raises:
        UsageError: There is no such paper or status.
    """
    if status not in STATUSES:
        raise UsageError(
            f"A paper cannot be {status!r}.{did_you_mean(status, STATUSES)}",
            advice=f"It is one of: {', '.join(STATUSES)}.",
        )
    papers = [agenda.get(Paper, id_) for id_ in dict.fromkeys(ids)]
    edits = tuple(edit(p, msgspec.structs.replace(p, status=status)) for p in papers if p.status != status)
    if not edits:
        return NOTHING
    one = edits[0].after
    name = paper_mark(one) if len(edits) == 1 and isinstance(one, Paper) else f"{len(edits)} papers"
    return Change(f"{name}: {status}", edits)


def set_due_days(agenda: Agenda, days: int | None) -> Change:
    """Give the change that says how many days before the meeting papers are due; None: each has its own date.

    Raises:
        UsageError: It is no number of days that fits.
    """
    label = "Papers have their own dates" if days is None else f"Papers are due {days} days before the meeting"
    return set_fields(agenda, agenda.meeting, label=label, papers_due_days=days)


# where the text is


def link_to(file: Path, folder: Path | None) -> str:
    """Give what is noted as the place of a file: beside the agenda its way from there, so that both can be moved together.

    Args:
        file: The file, as an absolute path.
        folder: The folder of the agenda's file, or None.
    """
    if folder is not None and file.is_relative_to(folder):
        return file.relative_to(folder).as_posix()
    return str(file)


def file_of(link: str, folder: Path | None) -> Path | None:
    """Give the file that a paper's link names, seen from the agenda's folder; None where it is an address on the web.

    >>> file_of("papers/3.pdf", Path("meetings")).as_posix()
    'meetings/papers/3.pdf'
    >>> file_of("https://example.org/3.pdf", None)
    """
    if _ADDRESS.match(link):
        return None
    file = Path(link)
    return folder / file if folder is not None and not file.is_absolute() else file
