"""The lists of the programme: documents, speakers, participants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from agendaplanner.model.agenda import natural
from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.words import person_full
from agendaplanner.printing.addresses import linked
from agendaplanner.printing.annotated import anchor_name, paper_anchor
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.marks import Anchor, Gap
from agendaplanner.printing.roles import sender
from agendaplanner.printing.stack import Columns, Stack
from agendaplanner.printing.structure.elements import Element, list_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.words import Words

_STATUS = {"commissioned": "in preparation", "draft": "draft", "final": "final", "circulated": "circulated"}
MOST_PARTICIPANTS = 250
"""A meeting with more people has no printed list of participants."""
_KEEP_DELEGATION = 12
_MOST_IN_A_ROW = 400
"""Characters of a name or position."""
_BETWEEN_COLUMNS = 22.0


def documents(agenda: Agenda, edition: Edition, section: Element) -> list[Any]:
    """Give the list of documents: symbol, title, authors, status, and the items that discuss them; a part of a section."""
    from reportlab.platypus import KeepTogether

    from agendaplanner.printing.text.paragraph import paragraph

    found: list[Any] = []
    papers = Element("L", section)
    for paper in agenda.papers:
        wanted = set(paper.sessions)
        sessions = [session for session in agenda.sessions if session.id in wanted and not session.is_cancelled]
        pages = edition.say.count(paper.pages, "page") if paper.pages else ""
        facts = [edition.say.listed([*map(one_line, paper.authors)]), pages, edition.say(_STATUS[paper.status])]
        words = [edition.markup(fact, "the documents") for fact in facts if fact]
        if sessions:
            words.append(edition.say("for {items}", items=_items(sessions, edition)))
        symbol = f"{edition.markup(one_line(paper.symbol), 'a symbol')} &nbsp; " if paper.symbol else ""
        part, title = list_entry(papers), edition.markup(one_line(paper.title), "a paper")
        entry: list[Any] = [
            Anchor(paper_anchor(paper)),
            paragraph(f"{symbol}{title}", edition.styles["list name"], within=part),
            paragraph(" · ".join(words), edition.styles["list sans"], within=part),
        ]
        if paper.link.startswith(("http://", "https://")):
            entry.append(paragraph(linked(paper.link, edition), edition.styles["list sans"], within=part))
        found += [Gap(10), KeepTogether(entry)] if found else [KeepTogether(entry)]
    return found


def speakers(agenda: Agenda, edition: Edition, section: Element) -> list[Any]:
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
    place = {session.id: i for i, session in enumerate(agenda.sessions)}
    column = (edition.paper.body - _BETWEEN_COLUMNS) / 2
    entries: list[Stack] = []
    people, styles = Element("L", section), edition.styles
    for person in agenda.people:
        if person.id not in parts:
            continue
        name, mine, part = person.name, parts[person.id], list_entry(people)
        full = edition.markup(one_line(person_full(person)), "a name")
        entry: list[Any] = [paragraph(full, styles["list name"], within=part)]
        about = edition.say.listed([*filter(None, [one_line(person.position), sender(agenda, person)])])
        if about:
            entry.append(paragraph(edition.markup(about, name), styles["list sans"], within=part))
        entry += [
            paragraph(edition.markup(text, name), styles["list text"], within=part)
            for text in paragraphs(person.biography)
        ]
        sessions = sorted((agenda.session[each] for each in mine), key=lambda session: place[session.id])
        items = _items(sessions, edition, mine)
        entry.append(paragraph(items[0].upper() + items[1:], styles["list items"], within=part))
        entries.append(Stack(entry, column))
    return [Columns(entries, 2, _BETWEEN_COLUMNS, 9, mirrored=edition.mirrored)] if entries else []


def participants(agenda: Agenda, edition: Edition, section: Element) -> list[Any]:
    """Give those who come, by delegation; who has not accepted yet is marked."""
    from reportlab.platypus import KeepTogether, Table

    from agendaplanner.printing.text.paragraph import paragraph

    coming = [person for person in agenda.people if person.invitation in ("accepted", "invited")]
    if len(coming) > MOST_PARTICIPANTS or not any(person.delegation or person.organisation for person in coming):
        return []
    others = edition.say("Others")
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in coming:
        groups[sender(agenda, person) or others].append(person)
    text, sans = edition.styles["list person"], edition.styles["list sans"]
    found: list[Any] = []
    for name in sorted(groups, key=lambda n: (n == others, natural(n))):
        rows: list[list[Any]] = []
        heading = paragraph(edition.markup(name, "a delegation"), edition.styles["h3"], within=section)
        people = Element("L", section)
        for person in groups[name]:
            part = list_entry(people)
            facts = [one_line(person.position), edition.say("(invited)") if person.invitation == "invited" else ""]
            rows.append(
                [
                    paragraph(edition.markup(_in_a_row(person_full(person)), "a name"), text, within=part),
                    paragraph(edition.markup(_in_a_row(" ".join(filter(None, facts))), person.name), sans, within=part),
                    paragraph(edition.markup(_in_a_row(person.community), person.name), sans, within=part),
                ]
            )
        widths = [150, edition.paper.body - 150 - 120, 120]
        if edition.mirrored:
            rows, widths = [row[::-1] for row in rows], widths[::-1]
        table = Table(rows, colWidths=widths, style=_table_style(mirrored=edition.mirrored))
        # a delegation stays on one page, unless it is as long as one
        found += [KeepTogether([heading, table])] if len(rows) <= _KEEP_DELEGATION else [heading, table]
    return found


def _in_a_row(text: str) -> str:
    """Give text as one line, cut short where a row would be as high as a page."""
    shown = one_line(text)
    return shown if len(shown) <= _MOST_IN_A_ROW else f"{shown[:_MOST_IN_A_ROW].rstrip()}…"


def _table_style(*, mirrored: bool) -> list[Any]:
    everything, smaller = ((0, 0), (-1, -1)), ((0, 0), (1, -1)) if mirrored else ((1, 0), (-1, -1))
    return [
        ("FONTNAME", *everything, SANS),
        ("VALIGN", *everything, "TOP"),
        ("LEFTPADDING", *everything, 8 if mirrored else 0),
        ("RIGHTPADDING", *everything, 0 if mirrored else 8),
        ("TOPPADDING", *everything, 1.2),
        ("BOTTOMPADDING", *everything, 1.2),
        # the smaller letters stand on the same line as the name
        ("TOPPADDING", *smaller, 2.4),
    ]


def _items(sessions: Sequence[Session], edition: Edition, parts: Mapping[str, Sequence[str]] | None = None) -> str:
    """Name items with links: "items 3a (chair), 4", or by title and time where they have no number.

    Args:
        sessions: At least one.
        edition: What checks the characters.
        parts: Kinds of role by session, said in brackets.
    """
    say = edition.say
    words: list[str] = []
    for session in sessions:
        name = session.number if session.number and not session.is_quiet else say("“{title}”", title=session.title)
        mark = edition.markup(one_line(name), "a title")
        notes: list[str] = []
        if session.placement is not None and not session.number:
            start = session.placement.start
            notes.append(f"{say.short_day(start)} {say.clock(start)}")
        if parts and session.number:
            notes += dict.fromkeys(_part(kind, say) for kind in parts[session.id])
        behind = f" ({say.listed(notes)})" if notes else ""
        words.append(f'<link href="#{anchor_name(session)}">{mark}</link>{behind}')
    if not all(session.number for session in sessions):
        return say.listed(words)
    return say("item {mark}", mark=words[0]) if len(words) == 1 else say("items {marks}", marks=say.listed(words))


def _part(kind: str, say: Words) -> str:
    """Name a part as it stands in brackets."""
    word = say.role(kind)
    return word if say.rtl else word.lower()
