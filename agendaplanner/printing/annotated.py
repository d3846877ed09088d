"""The annotated agenda: item by item, times in a column of their own, parallel sessions side by side between two rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.words import TO_BE_DEFINED, person_full
from agendaplanner.printing.fonts import escaped
from agendaplanner.printing.marks import Anchor, Gap, Hanging, Rule, RunningHead
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.stack import KEEP_WHOLE, Card, Columns, SideBySide, Stack
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.styles import HAIRLINE, MUTED, track_dashes
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Paper, Session
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.walk import Block, DayWalk

_LONG_ABSTRACT = 1400
"""An abstract for print is cut at a sentence after so many characters."""
_CUT = "\u00a0…"
"""Stands behind it then, never on a line of its own."""
_ROOM_FOR_A_DAY = 300.0
_ROOM_FOR_A_ROW = 200.0
_KEEP_ITEM = 170.0
"""Items that are lower than this, in points, stay on one page."""
_MOST_IN_ROWS = 6
_COLUMN_GAP = 15.0


def anchor_name(session: Session) -> str:
    """Give the name that links to a session's entry go to."""
    return safe_name("item", session.id)


def paper_anchor(paper: Paper) -> str:
    """Give the name that links to a paper go to."""
    return safe_name("paper", paper.id)


def safe_name(kind: str, id_: str) -> str:
    """Give a name for a place, of characters that mean nothing in markup and in PDF."""
    return f"{kind}-" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in id_)


def annotated_days(agenda: Agenda, days: Sequence[DayWalk], edition: Edition, section: Element) -> list[Any]:
    """Give the annotated agenda as ReportLab flowables, and behind it what has no time yet.

    Args:
        agenda: The agenda.
        days: The days in order.
        edition: How it is printed.
        section: What it is a part of in the document's structure.
    """
    from reportlab.platypus import CondPageBreak, KeepTogether

    from agendaplanner.printing.text.paragraph import paragraph

    found: list[Any] = []
    for i, day in enumerate(days):
        title = edition.say.long_day(day.day.date)
        if i:
            # a day begins a page of its own unless much of this one is free
            found += [CondPageBreak(_ROOM_FOR_A_DAY), Gap(26)]
        part = Element("Sect", section)
        heading = [
            RunningHead(edition.say("Annotated agenda"), title),
            Anchor(f"day-{day.day.date.isoformat()}", title, level=1, contents=True),
            paragraph(title, edition.styles["h2"], within=part),
        ]
        blocks = [_block(agenda, block, edition, part) for block in day.blocks]
        if not blocks:
            nothing = paragraph(edition.say("Nothing is planned yet."), edition.styles["quiet"], within=part)
            blocks = [([nothing], [])]
        for together, rest in blocks:
            # a day's heading stays with its first item
            found += [KeepTogether([*heading, *together]), *rest]
            heading = []
    if agenda.waiting:
        title, part = edition.say("Not yet scheduled"), Element("Sect", section)
        heading = [
            RunningHead(edition.say("Annotated agenda"), title),
            Anchor("waiting", title, level=1, contents=True),
            paragraph(title, edition.styles["h2"], within=part),
        ]
        found.append(Gap(26))
        for session in agenda.waiting:
            together, rest = _item(agenda, session, edition.say("no time yet"), edition, part)
            found += [KeepTogether([*heading, *together]), *rest]
            heading = []
    return found or [paragraph(edition.say("Nothing is planned yet."), edition.styles["body"], within=section)]


Parts = tuple[list[Any], list[Any]]
"""The flowables that stay together, and those that may go over the page."""


def _block(agenda: Agenda, block: Block, edition: Edition, day: Element) -> Parts:
    if block.kind == "quiet":
        return _quiet(agenda, block, edition, day)
    if block.kind == "item":
        return _item(agenda, block.sessions[0], edition.say.clock_range(block.start, block.end), edition, day)
    return _parallel(agenda, block, edition, day)


def _quiet(agenda: Agenda, block: Block, edition: Edition, day: Element) -> Parts:
    from agendaplanner.printing.text.paragraph import paragraph

    session = block.sessions[0]
    text = edition.markup(one_line(session.title), "a title")
    if place := _place(agenda, session, edition):
        text += f" · {escaped(place)}"
    style, time = edition.styles["quiet"], edition.say.clock_range(block.start, block.end)
    part = Element("Art", day)
    line = [
        Anchor(anchor_name(session)),
        Hanging(time, baseline=style.fontSize, mirrored=edition.mirrored, element=Element("P", part)),
        paragraph(text, style, within=part),
    ]
    return line, [Gap(12)]


def _item(agenda: Agenda, session: Session, time: str, edition: Edition, day: Element) -> Parts:
    from reportlab.platypus import KeepTogether, Spacer

    from agendaplanner.printing.text.paragraph import paragraph

    style, part = edition.styles, Element("Art", day)
    # who goes from heading to heading hears time and place behind each
    title, when = part.child("H3"), part.child("P")
    hanging = Hanging(
        time,
        _place(agenda, session, edition),
        baseline=style["title"].fontSize,
        mirrored=edition.mirrored,
        element=when,
    )
    head: list[Any] = [
        Anchor(anchor_name(session), _outline(session, edition), level=2),
        hanging,
        paragraph(_title(session, edition), style["title"], base=_base(session, edition), element=title),
    ]
    if session.subtitle:
        head.append(paragraph(edition.markup(one_line(session.subtitle), "a subtitle"), style["roles"], within=part))
    if roles := _roles(agenda, session, edition):
        head.append(paragraph(" &nbsp;·&nbsp; ".join(roles), style["roles"], within=part))
    body = _text(agenda, session, edition, _ITEM, part)
    height = Stack([*head, *body], edition.paper.body).height
    if height < hanging.depth:
        body.append(Spacer(1, hanging.depth - height))
    if height <= _KEEP_ITEM:
        return [*head, *body], [Gap(15)]
    # head and first lines together, and the last two; what is between may go over the page
    first = 2 if len(body) > 1 and body[0].getKeepWithNext() else 1
    tail = [KeepTogether(body[-2:])] if len(body) > first + 2 else body[first:]
    middle = body[first:-2] if len(body) > first + 2 else []
    return [*head, *body[:first]], [*middle, *tail, Gap(15)]


def _parallel(agenda: Agenda, block: Block, edition: Edition, day: Element) -> Parts:
    from reportlab.platypus import CondPageBreak

    from agendaplanner.printing.text.paragraph import paragraph

    count = len(block.sessions)
    across = 2 if count in (2, 4) or count > _MOST_IN_ROWS else 3
    column = (edition.paper.body - (across - 1) * _COLUMN_GAP) / across
    part = Element("Sect", day)
    title, when = part.child("H3"), part.child("P")
    cards = [_card(agenda, session, block, column, edition, part) for session in block.sessions]
    rows = [
        SideBySide(cards[i : i + across], column, _COLUMN_GAP, 13, mirrored=edition.mirrored)
        for i in range(0, count, across)
    ]
    style = edition.styles["title"]
    head: list[Any] = [
        Hanging(
            edition.say.clock_range(block.start, block.end),
            baseline=style.fontSize,
            mirrored=edition.mirrored,
            element=when,
        ),
        paragraph(edition.say("Parallel sessions"), style, element=title),
        Rule(edition.style.accent, 0.9, before=4, after=9),
    ]
    tail = [Rule(HAIRLINE, 0.6, before=0, after=6), Gap(12)]
    if count > _MOST_IN_ROWS:
        # down one column and then the next: rows would leave holes
        return [CondPageBreak(_ROOM_FOR_A_ROW), *head], [
            Columns(cards, across, _COLUMN_GAP, 13, 13, mirrored=edition.mirrored),
            *tail,
        ]
    if rows[0].height < KEEP_WHOLE:
        return [*head, rows[0]], [*rows[1:], *tail]
    return [CondPageBreak(_ROOM_FOR_A_ROW), *head], [*rows, *tail]


def _card(agenda: Agenda, session: Session, block: Block, column: float, edition: Edition, beside: Element) -> Card:
    """Give one of several parallel sessions."""
    from agendaplanner.printing.text.paragraph import paragraph

    style, part = edition.styles, Element("Art", beside)
    start, end = times(session)
    place = [room] if (room := escaped(_place(agenda, session, edition))) else []
    if start != block.start:
        place.append(edition.say.clock_range(start, end))
    elif end != block.end:
        place.append(edition.say("until {time}", time=edition.say.clock(end)))
    track = agenda.track.get(session.track or "")
    lines = [edition.say.listed(place), edition.markup(one_line(track.name), "a track") if track else ""]
    found: list[Any] = [
        Anchor(anchor_name(session), _outline(session, edition), level=2),
        paragraph(_title(session, edition), style["card title"], base=_base(session, edition), within=part),
    ]
    if session.subtitle:
        subtitle = edition.markup(one_line(session.subtitle), "a subtitle")
        found.append(paragraph(subtitle, style["card roles"], within=part))
    if any(lines):
        found.append(paragraph(" · ".join(filter(None, lines)), style["card place"], within=part))
    found += [paragraph(phrase, style["card roles"], within=part) for phrase in _roles(agenda, session, edition)]
    found += _text(agenda, session, edition, _CARD, part)
    return Card.of(
        found,
        column,
        edition.track_colour(agenda, session.track),
        track_dashes(agenda, session.track),
        mirrored=edition.mirrored,
    )


class _Look(msgspec.Struct, frozen=True):
    """The styles of a session's text."""

    body: str
    label: str
    bullet: str
    documents: str


_ITEM = _Look("indented", "label", "bullet", "documents")
_CARD = _Look("card body", "card label", "card bullet", "card sans")


def _text(agenda: Agenda, session: Session, edition: Edition, look: _Look, part: Element) -> list[Any]:
    """Give abstract, presentations, questions and papers of a session."""
    from agendaplanner.printing.text.paragraph import paragraph

    style = edition.styles
    found: list[Any] = []
    where = one_line(f"{session.number} {session.title}")

    def listed(label: str, points: Sequence[str], base: int | None = None) -> None:
        if points:
            found.append(paragraph(label, style[look.label], within=part))
            of = Element("L", part)
            found.extend(paragraph(point, style[look.bullet], "•", base=base, within=of) for point in points)

    points: Element | None = None
    for text in _abstract(session):
        if text.startswith("• "):  # the mark is drawn
            points = points or Element("L", part)
            found.append(paragraph(edition.markup(text[2:], where), style[look.bullet], "•", within=points))
        else:
            points = None
            found.append(paragraph(edition.markup(text, where), style[look.body], within=part))
    presentations: list[str] = []
    for contribution in session.contributions:
        people = (agenda.person.get(person) for person in contribution.presenters)
        behind = [edition.markup(one_line(person_full(person)), where) for person in people if person]
        if contribution.minutes:
            behind.append(edition.say.count(contribution.minutes, "minute").replace(" ", "&nbsp;"))
        text = edition.say.isolated(edition.markup(one_line(contribution.title), where))
        presentations.append(f"{text} ({edition.say.listed(behind)})" if behind else text)
    listed(edition.say("Introductory presentations"), presentations, 1 if edition.mirrored else None)
    listed(edition.say("For discussion"), [edition.markup(one_line(question), where) for question in session.questions])
    if papers := agenda.papers_for.get(session.id):
        symbols = " &nbsp; ".join(
            f'<link href="#{paper_anchor(paper)}">{edition.markup(one_line(paper.symbol or paper.title), where)}</link>'
            for paper in papers
        )
        words = edition.say("Documents: {symbols}", symbols=symbols)
        found.append(paragraph(words, style[look.documents], within=part))
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
            found.append(f"{paragraph[: cut + 1]}{_CUT}")
        elif left > 100:
            found.append(f"{paragraph[:left].rsplit(' ', 1)[0]}{_CUT}")
        break
    return found


def _title(session: Session, edition: Edition) -> str:
    """Give number, which stands back, and title as markup."""
    title = edition.say.isolated(edition.markup(one_line(session.title), "a title"))
    number = edition.markup(one_line(session.number), "a number")
    return f'<font color="{MUTED}">{number}</font>&nbsp;&nbsp; {title}' if number else title


def _base(session: Session, edition: Edition) -> int | None:
    """Give the direction of a title: behind its number it begins where the edition's lines begin."""
    return int(edition.mirrored) if session.number else None


def _place(agenda: Agenda, session: Session, edition: Edition) -> str:
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    return edition.text(one_line(room.name), "a room's name") if room else ""


def _roles(agenda: Agenda, session: Session, edition: Edition) -> list[str]:
    """Give a session's roles as markup; what is open can be told from the names."""
    phrases = (edition.markup(phrase, "the roles") for phrase in role_phrases(agenda, session, edition.say, full=True))
    opened = escaped(edition.say(TO_BE_DEFINED))
    return [phrase.replace(opened, f"<i>{opened}</i>") for phrase in phrases]


def _outline(session: Session, edition: Edition) -> str:
    return edition.text(one_line(f"{session.number} {session.title}"), "a title")
