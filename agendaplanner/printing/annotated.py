"""The annotated agenda: item by item, times in a column of their own, parallel sessions side by side between two rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import clock_range, long_day
from agendaplanner.model.words import person_full, roles_line
from agendaplanner.printing.marks import Anchor, Hanging, Rule, SideBySide, Striped
from agendaplanner.printing.styles import A4, HAIRLINE, MARGIN, RULE, styles, track_colour
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.printing.fonts import Ink
    from agendaplanner.printing.walk import Block, DayWalk

_LONG_ABSTRACT = 1400
"""An abstract for print is cut at a sentence after so many characters."""


def anchor_name(session: Session) -> str:
    """Give the name that links to a session's entry go to."""
    return f"item-{session.id}"


def day_anchor(day: DayWalk) -> str:
    """Give the name that links to a day go to."""
    return f"day-{day.day.date.isoformat()}"


def annotated_days(agenda: Agenda, days: Sequence[DayWalk], ink: Ink) -> list[Any]:
    """Give the annotated agenda as ReportLab flowables."""
    from reportlab.platypus import KeepTogether, Paragraph, Spacer

    found: list[Any] = []
    for i, day in enumerate(days):
        if i:
            found.append(Spacer(1, 18))
        heading = [
            Anchor(day_anchor(day), long_day(day.day.date), level=1, contents=True),
            Paragraph(long_day(day.day.date), styles()["h2"]),
        ]
        blocks = [_block(agenda, block, ink) for block in day.blocks]
        if not blocks:
            blocks = [([Paragraph("Nothing is planned yet.", styles()["quiet"])], [])]
        for together, rest in blocks:
            # a day's heading stays with its first item
            found += [KeepTogether([*heading, *together]), *rest]
            heading = []
    return found


Parts = tuple[list[Any], list[Any]]
"""The flowables that stay together, and those that may go over the page."""


def _block(agenda: Agenda, block: Block, ink: Ink) -> Parts:
    if block.kind == "quiet":
        return _quiet(agenda, block, ink)
    if block.kind == "item":
        return _item(agenda, block, ink)
    return _parallel(agenda, block, ink)


def _quiet(agenda: Agenda, block: Block, ink: Ink) -> Parts:
    from reportlab.platypus import Paragraph, Spacer

    session = block.sessions[0]
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    text = ink.markup(one_line(session.title), "a title")
    if room is not None:
        text += f" · {ink.markup(room.name)}"
    line = [
        Anchor(anchor_name(session)),
        Hanging(clock_range(block.start, block.end)),
        Paragraph(text, styles()["quiet"]),
    ]
    return line, [Spacer(1, 9)]


def _item(agenda: Agenda, block: Block, ink: Ink) -> Parts:
    from reportlab.platypus import Paragraph, Spacer

    session = block.sessions[0]
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    number = f'<font color="#5C646C">{ink.markup(session.number)}</font>&nbsp;&nbsp; ' if session.number else ""
    title = ink.markup(one_line(session.title), "a title")
    where = ink.text(room.name, "a room's name") if room is not None else ""
    head: list[Any] = [
        Anchor(anchor_name(session), _outline(session, ink), level=2),
        Hanging(clock_range(block.start, block.end), where),
        Paragraph(f"{number}{title}", styles()["title"]),
    ]
    if session.subtitle:
        head.append(Paragraph(ink.markup(one_line(session.subtitle)), styles()["roles"]))
    if roles := _roles(agenda, session, ink):
        head.append(Paragraph(roles, styles()["roles"]))
    body = _text(agenda, session, ink, "indented", "bullet", "documents")
    # head and first lines together; the rest may go over the page
    return [*head, *body[:1]], [*body[1:], Spacer(1, 12)]


def _parallel(agenda: Agenda, block: Block, ink: Ink) -> Parts:
    from reportlab.platypus import Paragraph, Spacer

    cards = [_card(agenda, session, block, ink) for session in block.sessions]
    column = (A4[0] - 2 * MARGIN - 16) / 2
    rows: list[Any] = []
    for i in range(0, len(cards), 2):
        pair = cards[i : i + 2]
        rows.append(SideBySide([Striped(card, column) for card in pair], 16, 11))
    head = [
        Hanging(clock_range(block.start, block.end)),
        Paragraph("Parallel sessions", styles()["title"]),
        Rule(RULE, 0.9, before=4, after=9),
    ]
    return [*head, rows[0]], [*rows[1:], Rule(HAIRLINE, 0.6, before=0, after=6), Spacer(1, 10)]


def _card(agenda: Agenda, session: Session, block: Block, ink: Ink) -> tuple[str, list[Any]]:
    """Give one of several parallel sessions: (colour of its stripe, flowables)."""
    from reportlab.platypus import Paragraph

    start, end = times(session)
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    place = [ink.markup(room.name, "a room's name")] if room is not None else []
    if start != block.start:
        place.append(clock_range(start, end))
    elif end != block.end:
        place.append(f"until {end:%H:%M}")
    number = f'<font color="#5C646C">{ink.markup(session.number)}</font>&nbsp;&nbsp; ' if session.number else ""
    found: list[Any] = [
        Anchor(anchor_name(session), _outline(session, ink), level=2),
        Paragraph(f"{number}{ink.markup(one_line(session.title), 'a title')}", styles()["card title"]),
    ]
    lines = (", ".join(place), _roles(agenda, session, ink))
    found += [Paragraph(line, styles()["card sans"]) for line in lines if line]
    found += _text(agenda, session, ink, "card body", "card bullet", "card sans")
    return track_colour(agenda, session.track), found


def _text(agenda: Agenda, session: Session, ink: Ink, body: str, bullet: str, documents: str) -> list[Any]:
    """Give abstract, presentations, questions and papers of a session."""
    from reportlab.platypus import Paragraph

    found: list[Any] = []
    where = f"{session.number} {session.title}".strip()
    for text in _abstract(session):
        style, text = (bullet, text[2:]) if text.startswith("• ") else (body, text)  # the mark is drawn
        mark = "•" if style == bullet else None
        found.append(Paragraph(ink.markup(text, where), styles()[style], bulletText=mark))
    if session.contributions:
        found.append(Paragraph("Introductory presentations:", styles()[body]))
        for contribution in session.contributions:
            names = ", ".join(person_full(agenda.person[p]) for p in contribution.presenters)
            minutes = f"{contribution.minutes} minutes" if contribution.minutes else ""
            behind = ", ".join(filter(None, [ink.markup(names, where), minutes]))
            text = ink.markup(one_line(contribution.title), where) + (f" ({behind})" if behind else "")
            found.append(Paragraph(text, styles()[bullet], bulletText="•"))
    if session.questions:
        found.append(Paragraph("For discussion:", styles()[body]))
        found += [
            Paragraph(ink.markup(one_line(q), where), styles()[bullet], bulletText="•") for q in session.questions
        ]
    if papers := agenda.papers_for.get(session.id):
        symbols = " &nbsp; ".join(
            f'<link href="#paper-{paper.id}">{ink.markup(paper.symbol or paper.title)}</link>' for paper in papers
        )
        found.append(Paragraph(f"Documents: {symbols}", styles()[documents]))
    return found


def _abstract(session: Session) -> list[str]:
    """Give the abstract's paragraphs, cut at a sentence where it is longer than print wants."""
    text = paragraphs(session.abstract or session.description)
    found: list[str] = []
    left = _LONG_ABSTRACT
    for paragraph in text:
        if len(paragraph) <= left:
            found.append(paragraph)
            left -= len(paragraph)
            continue
        cut = max(paragraph.rfind(". ", 0, left), paragraph.rfind("? ", 0, left))
        if cut > 0:
            found.append(f"{paragraph[: cut + 1]} …")
        elif left > 100:
            found.append(f"{paragraph[:left].rsplit(' ', 1)[0]} …")
        break
    return found


def _roles(agenda: Agenda, session: Session, ink: Ink) -> str:
    return ink.markup(roles_line(agenda, session), "the roles")


def _outline(session: Session, ink: Ink) -> str:
    return ink.text(one_line(f"{session.number} {session.title}"), "a title")
