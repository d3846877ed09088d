"""The programme's first pages: cover, and what the meeting is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.printing.addresses import linked
from agendaplanner.printing.board import Board
from agendaplanner.printing.fit import balanced, elided, width, wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.sheets import logo_words
from agendaplanner.printing.structure.elements import Element, figure
from agendaplanner.printing.styles import MUTED, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.edition import Edition

_TITLE_SIZES = (27.0, 24.0, 21.0, 18.0, 15.0, 12.0, 10.0)
_TITLE_BELOW_TOP = 196.0
_TITLE_HEIGHT = 250.0
_HOSTS_BOTTOM = 92.0
_SMALL, _SMALL_LEADING = 8.6, 13.2
_LOGO = (200.0, 58.0)
"""A logo is at most so wide and high, in points."""


def draw_cover(canvas: Any, agenda: Agenda, edition: Edition, mark: str) -> None:
    """Draw the cover: what it is, the meeting, when and where, who gives it, version and date."""
    meeting, paper, say = agenda.meeting, edition.paper, edition.say
    board = Board(canvas, paper.width, mirrored=edition.mirrored)
    if edition.logo is not None:
        wide, high = edition.logo.scaled(*_LOGO)
        left, _ = board.sides(paper.margin, paper.margin + wide)
        bottom = paper.height - 120 + _LOGO[1] - high
        with canvas.tagged(figure(logo_words(agenda, say), left, bottom, left + wide, bottom + high)):
            edition.logo.draw(canvas, left, bottom, wide, high)
    _kicker(board, edition)
    y = _title(board, edition, edition.text(one_line(meeting.title), "the title"))
    if meeting.subtitle:
        font = edition.heading_italic
        canvas.setFont(font, 14)
        with canvas.tagged(Element("P")):
            for line in wrapped(edition.text(one_line(meeting.subtitle), "the subtitle"), font, 14, paper.body)[:2]:
                y -= 20
                board.write(paper.margin, y, line)
    y -= 28
    canvas.setStrokeColor(edition.style.accent)
    canvas.setLineWidth(1.1)
    board.line(paper.margin, y, paper.width - paper.margin)
    canvas.setFont(SANS, 11)
    y -= 13
    place = say.listed([*filter(None, map(one_line, (meeting.venue, meeting.city, meeting.country)))])
    for text in filter(None, (say.date_range(meeting.days), place)):
        with canvas.tagged(Element("P")):
            for line in wrapped(edition.text(text, "the cover"), SANS, 11, paper.body)[:2]:
                y -= 18
                board.write(paper.margin, y, line)
    _hosts(board, agenda, edition, y - 40)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 8)
    shown = elided(edition.text(mark, "the version"), SANS, 8, paper.body)
    board.write(paper.width - paper.margin, 44, shown, "right")


def _kicker(board: Board, edition: Edition) -> None:
    """Write over the title what this is; spaced where the script allows it."""
    y, words = edition.paper.height - _TITLE_BELOW_TOP + 44, edition.say("PROGRAMME")
    board.canvas.setFillColor(MUTED)
    board.canvas.setFont(SANS_BOLD, 9)
    if edition.mirrored:
        board.write(edition.paper.margin, y, words)
    else:
        with board.canvas.tagged(Element("P")):
            board.canvas.drawString(edition.paper.margin, y, words, charSpace=1.6)


def _title(board: Board, edition: Edition, title: str) -> float:
    """Write the title as large as it fits, its lines about equally long; gives where it ends."""
    font, space = edition.heading, edition.paper.body
    size = _TITLE_SIZES[-1]
    lines: Sequence[str] = ()
    for size in _TITLE_SIZES:
        lines = wrapped(title, font, size, space)
        whole_words = all(width(word, font, size) <= space for word in title.split())
        if len(lines) * size * 1.26 <= _TITLE_HEIGHT and whole_words:
            break
    room = int(_TITLE_HEIGHT / (size * 1.26))
    if len(lines) > room:
        lines = (*lines[: room - 1], elided(" ".join(lines[room - 1 :]), font, size, space))
    else:
        lines = balanced(title, font, size, space)
    board.canvas.setFillColor(TEXT)
    board.canvas.setFont(font, size)
    y = edition.paper.height - _TITLE_BELOW_TOP
    with board.canvas.tagged(Element("H1")):
        for line in lines:
            board.write(edition.paper.margin, y, line)
            y -= size * 1.26
    return y + size * 1.26 - 8


def _hosts(board: Board, agenda: Agenda, edition: Edition, highest: float) -> None:
    """Write at the foot who gives the meeting; as much as there is room for."""
    meeting, say, space = agenda.meeting, edition.say, edition.paper.body
    lines: list[tuple[str, str]] = []
    for title, names in ((say("Hosts"), meeting.hosts), (say("In association with"), meeting.in_association_with)):
        if names:
            lines += [("", "")] if lines else []
            lines.append((SANS_BOLD, title))
            for name in names:
                shown = edition.text(one_line(name), "the cover")
                lines += [(SANS, line) for line in wrapped(shown, SANS, _SMALL, space)]
    room = max(int((highest - _HOSTS_BOTTOM) / _SMALL_LEADING), 0)
    if len(lines) > room:
        lines = [*lines[: max(room - 1, 0)], (SANS, say("and others"))]
    y = _HOSTS_BOTTOM + len(lines) * _SMALL_LEADING
    for font, line in lines:
        y -= _SMALL_LEADING
        if font:
            board.canvas.setFillColor(TEXT if font == SANS else MUTED)
            board.canvas.setFont(font, _SMALL)
            board.write(edition.paper.margin, y, line)


def about(agenda: Agenda, edition: Edition) -> list[Any]:
    """Give introduction and objectives as ReportLab flowables."""
    from agendaplanner.printing.marks import Anchor
    from agendaplanner.printing.text.paragraph import paragraph

    meeting, style, say = agenda.meeting, edition.styles, edition.say
    found: list[Any] = []
    if meeting.introduction:
        found += [
            Anchor("about", say("About the meeting"), contents=True),
            paragraph(say("About the meeting"), style["h2"], element=Element("H1")),
        ]
        found += [
            paragraph(edition.markup(text, "the introduction"), style["intro"])
            for text in paragraphs(meeting.introduction)
        ]
    if meeting.objectives:
        found += [
            Anchor("objectives", say("Objectives"), contents=True),
            paragraph(say("Objectives"), style["h2"], element=Element("H1")),
        ]
        points = Element("L", attributes="/O/List/ListNumbering/Decimal")
        found += [
            paragraph(edition.markup(one_line(text), "the objectives"), style["objective"], f"{i}.", within=points)
            for i, text in enumerate(meeting.objectives, 1)
        ]
    return found


def practical(agenda: Agenda, edition: Edition, section: Element) -> list[Any]:
    """Give practical information and whom to ask as ReportLab flowables, as a part of a section."""
    from agendaplanner.printing.text.paragraph import paragraph

    meeting, style = agenda.meeting, edition.styles
    found: list[Any] = [
        paragraph(edition.markup(text, "the practical information"), style["intro"], within=section)
        for text in paragraphs(meeting.practical)
    ]
    contact = [
        edition.markup(one_line(meeting.contact), "the contact"),
        linked(meeting.contact_email, edition),
        linked(meeting.website, edition),
    ]
    if any(contact):
        found.append(paragraph(" · ".join(filter(None, contact)), style["sans"], within=section))
    return found
