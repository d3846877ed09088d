"""The lists of the programme: documents, speakers, participants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from agendaplanner.model.agenda import natural
from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import short_day
from agendaplanner.model.words import person_full, session_mark
from agendaplanner.printing.annotated import anchor_name, paper_anchor
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.marks import Anchor, Gap
from agendaplanner.printing.roles import sender
from agendaplanner.printing.stack import Columns, Stack
from agendaplanner.printing.styles import BODY, styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.fonts import Ink

_STATUS = {"commissioned": "in preparation", "draft": "draft", "final": "final", "circulated": "circulated"}
MOST_PARTICIPANTS = 250
"""A meeting with more people has no printed list of participants."""
_KEEP_DELEGATION = 12
_BETWEEN_COLUMNS = 22.0
_OTHERS = "Others"


def documents(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give the list of documents: symbol, title, authors, status, and the items that discuss them."""
    from reportlab.platypus import KeepTogether

    from agendaplanner.printing.text.paragraph import paragraph

    found: list[Any] = []
    for paper in agenda.papers:
        wanted = set(paper.sessions)
        sessions = [session for session in agenda.sessions if session.id in wanted and not session.is_cancelled]
        pages = f"{paper.pages} page{'' if paper.pages == 1 else 's'}" if paper.pages else ""
        facts = [", ".join(map(one_line, paper.authors)), pages, _STATUS[paper.status]]
        words = [ink.markup(fact, "the documents") for fact in facts if fact]
        if sessions:
            words.append(f"for {_items(sessions, ink)}")
        symbol = f"{ink.markup(one_line(paper.symbol), 'a symbol')} &nbsp; " if paper.symbol else ""
        entry: list[Any] = [
            Anchor(paper_anchor(paper)),
            paragraph(f"{symbol}{ink.markup(one_line(paper.title), 'a paper')}", styles()["list name"]),
            paragraph(" · ".join(words), styles()["list sans"]),
        ]
        if paper.link.startswith(("http://", "https://")):
            entry.append(paragraph(_web(paper.link, ink), styles()["list sans"]))
        found += [Gap(10), KeepTogether(entry)] if found else [KeepTogether(entry)]
    return found


def speakers(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give those who chair, report or present, with their parts and a few words about them, in two columns."""
    from agendaplanner.printing.text.paragraph import paragraph

    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for session in agenda.sessions:
        if session.is_cancelled:
            continue
        for role in session.roles:
            if role.person:
                parts[role.person][session.id].append(role.kind)
        for contribution in session.contributions:
            for person in contribution.presenters:
                parts[person][session.id].append("presenter")
    column = (BODY - _BETWEEN_COLUMNS) / 2
    entries: list[Stack] = []
    for person in agenda.people:
        if person.id not in parts:
            continue
        name, mine = person.name, parts[person.id]
        entry: list[Any] = [paragraph(ink.markup(one_line(person_full(person)), "a name"), styles()["list name"])]
        about = ", ".join(filter(None, [one_line(person.position), sender(agenda, person)]))
        if about:
            entry.append(paragraph(ink.markup(about, name), styles()["list sans"]))
        entry += [paragraph(ink.markup(text, name), styles()["list text"]) for text in paragraphs(person.biography)]
        sessions = [session for session in agenda.sessions if session.id in mine]
        items = _items(sessions, ink, mine)
        entry.append(paragraph(items[0].upper() + items[1:], styles()["list items"]))
        entries.append(Stack(entry, column))
    return [Columns(entries, 2, _BETWEEN_COLUMNS, 9)] if entries else []


def participants(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give those who come, by delegation; who has not accepted yet is marked."""
    from reportlab.platypus import KeepTogether, Table

    from agendaplanner.printing.text.paragraph import paragraph

    coming = [person for person in agenda.people if person.invitation in ("accepted", "invited")]
    if len(coming) > MOST_PARTICIPANTS or not any(person.delegation or person.organisation for person in coming):
        return []
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in coming:
        groups[sender(agenda, person) or _OTHERS].append(person)
    text, sans = styles()["list text"], styles()["list sans"]
    found: list[Any] = []
    for name in sorted(groups, key=lambda n: (n == _OTHERS, natural(n))):
        rows: list[list[Any]] = []
        for person in groups[name]:
            facts = [one_line(person.position), "(invited)" if person.invitation == "invited" else ""]
            rows.append(
                [
                    paragraph(ink.markup(one_line(person_full(person)), "a name"), text),
                    paragraph(ink.markup(" ".join(filter(None, facts)), person.name), sans),
                    paragraph(ink.markup(one_line(person.community), person.name), sans),
                ]
            )
        table = Table(rows, colWidths=[150, BODY - 150 - 120, 120], style=_PLAIN)
        heading = paragraph(ink.markup(name, "a delegation"), styles()["h3"])
        # a delegation stays on one page, unless it is as long as one
        found += [KeepTogether([heading, table])] if len(rows) <= _KEEP_DELEGATION else [heading, table]
    return found


_PLAIN: list[Any] = [
    ("FONTNAME", (0, 0), (-1, -1), SANS),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
    # the smaller letters stand on the same line as the name
    ("TOPPADDING", (1, 0), (-1, -1), 2.4),
]


def _web(address: str, ink: Ink) -> str:
    """Give an address as a link that can be clicked."""
    shown = ink.markup(one_line(address), "a link")
    return f'<link href="{shown.replace(chr(34), "%22")}">{shown}</link>'


def _items(sessions: Sequence[Session], ink: Ink, parts: Mapping[str, Sequence[str]] | None = None) -> str:
    """Name items with links: "items 3a (chair), 4", or by title and time where they have no number.

    Args:
        sessions: At least one.
        ink: What checks the characters.
        parts: Kinds of role by session, said in brackets.
    """
    words: list[str] = []
    for session in sessions:
        mark = ink.markup(one_line(session_mark(session)), "a title")
        notes: list[str] = []
        if session.placement is not None and not session.number:
            notes.append(f"{short_day(session.placement.start)} {session.placement.start:%H:%M}")
        if parts and session.number:
            notes += dict.fromkeys(parts[session.id])
        behind = f" ({', '.join(notes)})" if notes else ""
        words.append(f'<link href="#{anchor_name(session)}">{mark}</link>{behind}')
    numbered = all(session.number for session in sessions)
    before = ("item " if len(sessions) == 1 else "items ") if numbered else ""
    return before + ", ".join(words)
