"""The lists of the programme: documents, speakers, participants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from agendaplanner.model.agenda import natural
from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import short_day
from agendaplanner.model.words import person_full, session_mark
from agendaplanner.printing.annotated import anchor_name
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.marks import Anchor
from agendaplanner.printing.styles import styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.fonts import Ink

_STATUS = {"commissioned": "in preparation", "draft": "draft", "final": "final", "circulated": "circulated"}
MOST_PARTICIPANTS = 250
"""A meeting with more people has no printed list of participants."""


def documents(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give the list of documents: symbol, title, authors, status, and the items that discuss them."""
    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    found: list[Any] = []
    for paper in agenda.papers:
        sessions = [agenda.session[s] for s in paper.sessions if s in agenda.session]
        facts = [", ".join(paper.authors), f"{paper.pages} pages" if paper.pages else "", _STATUS[paper.status]]
        items = _items(sessions, ink)
        line = ". ".join(ink.markup(fact) for fact in facts if fact) + (f". For {items}" if items else "")
        symbol = f"{ink.markup(paper.symbol)} &nbsp; " if paper.symbol else ""
        entry: list[Any] = [
            Anchor(f"paper-{paper.id}"),
            Paragraph(f"{symbol}{ink.markup(one_line(paper.title), 'a paper')}", styles()["list name"]),
            Paragraph(line, styles()["list sans"]),
        ]
        if paper.link.startswith(("http://", "https://")):
            address = ink.markup(paper.link)
            entry.append(Paragraph(f'<link href="{address}">{address}</link>', styles()["list sans"]))
        found += [KeepTogether(entry), Spacer(1, 9)]
    return found


def speakers(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give those who chair, report or present, with their items and a few words about them."""
    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    items: dict[str, list[Session]] = defaultdict(list)
    for session in agenda.sessions:
        if not session.is_cancelled:
            named = [role.person for role in session.roles if role.person]
            named += [p for contribution in session.contributions for p in contribution.presenters]
            for person in dict.fromkeys(named):
                items[person].append(session)
    found: list[Any] = []
    for person in agenda.people:
        if person.id not in items:
            continue
        entry: list[Any] = [Paragraph(ink.markup(person_full(person), "a name"), styles()["list name"])]
        if about := _about(agenda, person):
            entry.append(Paragraph(ink.markup(about, person.name), styles()["list sans"]))
        entry += [
            Paragraph(ink.markup(text, person.name), styles()["list text"]) for text in paragraphs(person.biography)
        ]
        entry.append(Paragraph(_items(items[person.id], ink), styles()["list sans"]))
        found += [KeepTogether(entry), Spacer(1, 8)]
    return found


def participants(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give those who come, by delegation."""
    from reportlab.platypus import KeepTogether, Paragraph, Table

    coming = [person for person in agenda.people if person.invitation in ("accepted", "invited", "to invite")]
    if len(coming) > MOST_PARTICIPANTS or not any(person.delegation or person.organisation for person in coming):
        return []
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in coming:
        delegation = agenda.delegation.get(person.delegation or "")
        groups[delegation.name if delegation else person.organisation or "Others"].append(person)
    found: list[Any] = []
    for name in sorted(groups, key=lambda n: (n == "Others", natural(n))):
        rows = [
            [
                Paragraph(ink.markup(person_full(person), "a name"), styles()["list text"]),
                Paragraph(ink.markup(", ".join(filter(None, [person.position]))), styles()["list sans"]),
                Paragraph(ink.markup(person.community), styles()["list sans"]),
            ]
            for person in groups[name]
        ]
        table = Table(rows, colWidths=[150, 205, 116], style=_PLAIN)
        found.append(KeepTogether([Paragraph(ink.markup(name, "a delegation"), styles()["h3"]), table]))
    return found


_PLAIN: list[Any] = [
    ("FONTNAME", (0, 0), (-1, -1), SANS),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
]


def _about(agenda: Agenda, person: Person) -> str:
    delegation = agenda.delegation.get(person.delegation or "")
    sender = delegation.name if delegation else person.organisation
    return ", ".join(filter(None, [person.position, sender]))


def _items(sessions: Iterable[Session], ink: Ink) -> str:
    """Name items with links: "items 3a, 4", or by title and day where they have no number."""
    chosen = list(sessions)
    if not chosen:
        return ""
    words: list[str] = []
    for session in chosen:
        mark = ink.markup(one_line(session_mark(session)))
        if session.placement is None:
            words.append(mark)
            continue
        when = "" if session.number else f" ({short_day(session.placement.start)} {session.placement.start:%H:%M})"
        words.append(f'<link href="#{anchor_name(session)}">{mark}</link>{when}')
    numbered = all(session.number for session in chosen)
    before = ("item " if len(chosen) == 1 else "items ") if numbered else ""
    return before + ", ".join(words)
