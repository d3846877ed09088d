"""What should be there before papers go out: the papers themselves, and those whom they go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.points.point import Point, at_papers, at_people, dated, gravity, usual
from agendaplanner.model.papers import due_of
from agendaplanner.model.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.points.point import Facts, Gravity
    from agendaplanner.model.records import Paper


def paper_points(facts: Facts) -> Iterator[Point]:
    """Give the points that have a bearing on this meeting."""
    agenda, papers = facts.agenda, facts.agenda.papers
    if papers:
        yield from _dates(facts)
        if agenda.meeting.symbol_prefix or any(paper.symbol for paper in papers):
            without = [paper for paper in papers if not paper.symbol]
            yield _lacking("papers-without-symbol", "Every paper has its symbol", without, "has no symbol")
        without = [p for p in papers if not p.sessions]
        said = "is for no session, so that nobody is told to read it", "are for no session, so that nobody reads them"
        yield _lacking("papers-without-session", "Every paper is for a session", without, *said, severity="hint")
        without = [p for p in papers if not p.authors]
        yield _lacking("papers-without-author", "Every paper has an author", without, "has no author", severity="hint")
        without = [p for p in papers if p.status in ("final", "circulated") and not p.link]
        said = "is written, but its link or file is missing", "are written, but their links or files are missing"
        yield _lacking("papers-without-text", "Papers that are written are linked", without, *said, severity="hint")
        yield addresses(facts, "cannot be sent papers and calendars")
    if agenda.person:
        waiting = [person for person in agenda.people if person.invitation == "to invite"]
        yield Point(
            id="to-invite",
            met="Everybody on the list is invited",
            message=f"{counted(len(waiting), 'person is', 'people are')} still to be invited.",
            count=len(waiting),
            places=at_people(waiting),
            sheet="people",
        )


def _dates(facts: Facts) -> Iterator[Point]:
    agenda = facts.agenda
    overdue = [agenda.paper[id_] for each in facts.found("paper-overdue") for id_ in each.papers]
    dates = sorted(day for paper in overdue if (day := due_of(agenda, paper)) is not None)
    first = f"; the first was due on {dated(dates[0])}" if len(dates) > 1 else ""
    if facts.today is not None and facts.policies["paper-overdue"] != "ignore":
        message = facts.found("paper-overdue")[0].message if len(overdue) == 1 else ""
        yield Point(
            id="papers-overdue",
            met="No paper is overdue",
            message=message or f"{counted(len(overdue), 'paper is', 'papers are')} overdue{first}.",
            severity=gravity(facts.found("paper-overdue")),
            count=len(overdue),
            places=at_papers(overdue),
            sheet="papers",
        )
    left = [paper for paper in agenda.papers if paper.status != "circulated" and paper not in overdue]
    if facts.policies["paper-late"] != "ignore":
        coming = sorted(day for paper in left if (day := due_of(agenda, paper)) is not None)
        soon = ""
        if coming:
            soon = (
                f"; it is due on {dated(coming[0])}" if len(left) == 1 else f"; the first is due on {dated(coming[0])}"
            )
        yield Point(
            id="papers-not-circulated",
            met="No paper is waiting to be circulated" if overdue else "All papers are circulated",
            message=f"{counted(len(left), 'paper is', 'papers are')} not circulated yet{soon}.",
            severity=gravity(facts.found("paper-late")),
            count=len(left),
            places=at_papers(left),
            sheet="papers",
        )
    without = [p for p in agenda.papers if p.status != "circulated" and due_of(agenda, p) is None]
    yield _lacking("papers-without-date", "It is known when papers are due", without, "has no due date")


def _lacking(
    id_: str, met: str, papers: list[Paper], one: str, more: str = "", *, severity: Gravity = "warning"
) -> Point:
    more = more or one.replace("has ", "have ", 1)
    return Point(
        id=id_,
        met=met,
        message=f"{counted(len(papers), f'paper {one}', f'papers {more}')}.",
        severity=severity,
        count=len(papers),
        places=at_papers(papers),
        sheet="papers",
    )


def addresses(facts: Facts, so: str) -> Point:
    """Give the point that all who come have e-mail addresses; ``so`` says what cannot be done without."""
    without = [person for person in facts.coming if not person.email]
    return Point(
        id="people-without-address",
        met="Everybody who comes has an e-mail address",
        message=f"{counted(len(without), 'person who comes has', 'people who come have')} no e-mail address and {so}.",
        severity=usual(len(without), len(facts.coming)),
        count=len(without),
        places=at_people(without),
        sheet="people",
    )
