"""The command about background papers: how far each is, what is late, and what should have been read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, date, printable
from agendaplanner.cli.people import session_named, writable
from agendaplanner.cli.report import count, print_json
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.words import session_mark, session_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.papers import Standing
    from agendaplanner.model.records import Paper


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    papers = commands.add_parser(
        "papers", help="papers by status, which are late, and what should have been read", allow_abbrev=False
    )
    add_file(papers)
    papers.add_argument("--session", metavar="SESSION", help="what those at a session should have read")
    papers.add_argument("--person", metavar="PERSON", help="what somebody should have read")
    papers.add_argument("--add", type=printable, metavar="TITLE", help="add a paper that is to be written")
    papers.add_argument(
        "--for", dest="sessions", action="append", default=[], metavar="SESSION", help="the added paper's session"
    )
    papers.add_argument(
        "--status",
        nargs=2,
        action="append",
        default=[],
        metavar=("PAPER", "STATUS"),
        help="say how far a paper is: commissioned, draft, final, circulated",
    )
    papers.add_argument(
        "--link",
        nargs=2,
        action="append",
        default=[],
        metavar=("PAPER", "PLACE"),
        help="say where its text is: a web address, or a file",
    )
    papers.add_argument("--number", action="store_true", help="give each paper without a symbol the next one")
    papers.add_argument("--prefix", type=printable, metavar="TEXT", help="what symbols begin with: DCD/DAC(2008)")
    papers.add_argument(
        "--due-days", metavar="N", help="papers are due so many days before the meeting; none: each has its own date"
    )
    papers.add_argument("--today", type=date, metavar="YYYY-MM-DD", help="the day to count from (default: today)")
    add_json(papers)
    papers.set_defaults(run=_papers)


def _papers(options: argparse.Namespace) -> int:
    changing = bool(options.add or options.status or options.link or options.number)
    changing = changing or options.prefix is not None or options.due_days is not None
    if options.sessions and not options.add:
        raise UsageError("--for goes with --add.")
    with open_document(options.file, read_only=not changing) as document:
        if changing:
            _change(writable(document), options)
        agenda = document.agenda
    today = options.today or dt.date.today()
    if options.session or options.person:
        return _reading(agenda, options, today)
    from agendaplanner.model.papers import board

    found = board(agenda, today)
    if options.json:
        print_json({status: [_fields(agenda, row) for row in rows] for status, rows in found.items()})
        return 0
    for status, rows in found.items():
        print(f"{status.capitalize()} ({len(rows)})")
        for row in rows:
            print(f"  {_line(agenda, row)}")
    late = sum(bool(row.days_late) for rows in found.values() for row in rows)
    missing = sum(not paper.symbol for paper in agenda.papers)
    print(f"{count(len(agenda.paper), 'paper')}, {late or 'none'} late, {missing or 'none'} without a symbol.")
    return 0


def _change(document: Document, options: argparse.Namespace) -> None:
    for step in _steps(options, document.path.parent if document.path is not None else Path()):
        change = step(document.agenda)
        if change.edits:
            document.do(change)


def _steps(options: argparse.Namespace, folder: Path) -> Iterator[Any]:
    """Give the changes that were asked for, each as an action on the agenda that the one before has left."""
    from agendaplanner.model.actions import set_fields
    from agendaplanner.model.papers import link_to, new_paper, number_papers, set_due_days, set_status

    if options.prefix is not None:
        yield lambda agenda: set_fields(
            agenda, agenda.meeting, label=f"Symbols begin with {options.prefix}", symbol_prefix=options.prefix.strip()
        )
    if options.due_days is not None:
        days = _days(options.due_days)
        yield lambda agenda: set_due_days(agenda, days)
    if options.add:

        def added(agenda: Agenda) -> Change:
            return new_paper(agenda, options.add, sessions=[session_named(agenda, word) for word in options.sessions])

        yield added
    for word, place in options.link:
        file = Path(place)
        link = link_to(file.resolve(), folder.resolve()) if file.is_file() else place

        def linked(agenda: Agenda, word: str = word, link: str = link) -> Change:
            return set_fields(agenda, _paper_named(agenda, word), link=link)

        yield linked
    if options.number:
        yield number_papers
    for word, status in options.status:

        def put(agenda: Agenda, word: str = word, status: str = status) -> Change:
            return set_status(agenda, [_paper_named(agenda, word).id], status)

        yield put


def _days(word: str) -> int | None:
    if word == "none":
        return None
    if not word.isdecimal() or int(word) > 365:
        raise UsageError(f"{word!r} is no number of days.", advice="Give 0 to 365, or none.")
    return int(word)


def _paper_named(agenda: Agenda, word: str) -> Paper:
    """Give the paper that a word means: its id, its symbol, or its title."""
    if word in agenda.paper:
        return agenda.paper[word]
    wanted = word.casefold()
    found = [p for p in agenda.papers if p.symbol.casefold() == wanted]
    found = found or [p for p in agenda.papers if p.title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"Several papers are called {word!r}: {', '.join(p.id for p in found)}.", advice="Give the id."
        )
    known = [name for p in agenda.papers for name in (p.symbol, p.title, p.id) if name]
    raise UsageError(f"There is no paper {word!r}.{did_you_mean(word, known)}")


def _reading(agenda: Agenda, options: argparse.Namespace, today: dt.date) -> int:
    from agendaplanner.model.attendance import people_at
    from agendaplanner.model.papers import reading_of

    if options.session and options.person:
        raise UsageError("Give --session or --person, not both.")
    fields: dict[str, Any]
    if options.session:
        session = agenda.session[session_named(agenda, options.session)]
        papers: Sequence[Paper] = agenda.papers_for.get(session.id, ())
        readers = people_at(agenda, session)
        fields = {"session": session.id, "readers": [person.id for person in readers]}
        head = f"{session_name(session)}: {count(len(readers), 'person')} should have read"
    else:
        person = named(agenda.people, options.person, "person")
        papers = reading_of(agenda, person)
        fields = {"person": person.id}
        head = f"{person.name} should have read"
    rows = [_standing(agenda, paper, today) for paper in papers]
    if options.json:
        print_json({**fields, "reading": [_fields(agenda, row) for row in rows]})
        return 0
    print(f"{head}:" if rows else f"{head} nothing: no paper is for it.")
    for row in rows:
        print(f"  {_line(agenda, row)}, {row.status}")
    return 0


def _standing(agenda: Agenda, paper: Paper, today: dt.date) -> Standing:
    from agendaplanner.model.papers import Standing, days_late, due_of

    return Standing(paper.id, paper.status, due_of(agenda, paper), days_late(agenda, paper, today))


def _fields(agenda: Agenda, row: Standing) -> dict[str, Any]:
    from agendaplanner.model.papers import readers_of

    paper = agenda.paper[row.paper]
    return {
        **msgspec.to_builtins(row),
        "symbol": paper.symbol,
        "title": paper.title,
        "authors": list(paper.authors),
        "sessions": list(paper.sessions),
        "link": paper.link,
        "readers": len(readers_of(agenda, paper)),
    }


def _line(agenda: Agenda, row: Standing) -> str:
    paper = agenda.paper[row.paper]
    sessions = ", ".join(session_mark(agenda.session[s]) for s in paper.sessions if s in agenda.session)
    parts = [f"{paper.symbol or 'no symbol'}  {paper.title}", f"for {sessions}" if sessions else "for no session"]
    if row.due and row.status != "circulated":
        parts.append(f"due {row.due}")
        if row.days_late:
            parts.append(count(row.days_late, "day") + " late")
    return ", ".join(parts)
