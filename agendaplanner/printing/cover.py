"""The programme's first pages: cover, and what the meeting is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import date_range
from agendaplanner.printing.fit import balanced, elided, width, wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD, SERIF_ITALIC
from agendaplanner.printing.styles import A4, BODY, MARGIN, MUTED, RULE, TEXT, styles
from agendaplanner.printing.text.single import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.fonts import Ink

_TITLE_SIZES = (27.0, 24.0, 21.0, 18.0, 15.0, 12.0, 10.0)
_TITLE_TOP = A4[1] - 196
_TITLE_HEIGHT = 250.0
_HOSTS_BOTTOM = 92.0
_SMALL, _SMALL_LEADING = 8.6, 13.2


def draw_cover(canvas: Any, agenda: Agenda, ink: Ink, mark: str) -> None:
    """Draw the cover: what it is, the meeting, when and where, who gives it, version and date."""
    meeting = agenda.meeting
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS_BOLD, 9)
    canvas.drawString(MARGIN, _TITLE_TOP + 44, "PROGRAMME", charSpace=1.6)
    y = _title(canvas, ink.text(one_line(meeting.title), "the title"))
    if meeting.subtitle:
        canvas.setFont(SERIF_ITALIC, 14)
        for line in wrapped(ink.text(one_line(meeting.subtitle), "the subtitle"), SERIF_ITALIC, 14, BODY)[:2]:
            y -= 20
            write(canvas, MARGIN, y, line)
    y -= 28
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(1.1)
    canvas.line(MARGIN, y, A4[0] - MARGIN, y)
    canvas.setFont(SANS, 11)
    y -= 13
    place = ", ".join(filter(None, map(one_line, (meeting.venue, meeting.city, meeting.country))))
    for text in filter(None, (date_range(meeting.days), place)):
        for line in wrapped(ink.text(text, "the cover"), SANS, 11, BODY)[:2]:
            y -= 18
            write(canvas, MARGIN, y, line)
    _hosts(canvas, agenda, ink, y - 40)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 8)
    write(canvas, A4[0] - MARGIN, 44, elided(ink.text(mark, "the version"), SANS, 8, BODY), "right")


def _title(canvas: Any, title: str) -> float:
    """Write the title as large as it fits, its lines about equally long; gives where it ends."""
    size = _TITLE_SIZES[-1]
    lines: Sequence[str] = ()
    for size in _TITLE_SIZES:
        lines = wrapped(title, SERIF_BOLD, size, BODY)
        whole_words = all(width(word, SERIF_BOLD, size) <= BODY for word in title.split())
        if len(lines) * size * 1.26 <= _TITLE_HEIGHT and whole_words:
            break
    room = int(_TITLE_HEIGHT / (size * 1.26))
    if len(lines) > room:
        lines = (*lines[: room - 1], elided(" ".join(lines[room - 1 :]), SERIF_BOLD, size, BODY))
    else:
        lines = balanced(title, SERIF_BOLD, size, BODY)
    canvas.setFillColor(TEXT)
    canvas.setFont(SERIF_BOLD, size)
    y = _TITLE_TOP
    for line in lines:
        write(canvas, MARGIN, y, line)
        y -= size * 1.26
    return y + size * 1.26 - 8


def _hosts(canvas: Any, agenda: Agenda, ink: Ink, highest: float) -> None:
    """Write at the foot who gives the meeting; as much as there is room for."""
    meeting = agenda.meeting
    lines: list[tuple[str, str]] = []
    for title, names in (("Hosts", meeting.hosts), ("In association with", meeting.in_association_with)):
        if names:
            lines += [("", "")] if lines else []
            lines.append((SANS_BOLD, title))
            for name in names:
                lines += [(SANS, line) for line in wrapped(ink.text(one_line(name), "the cover"), SANS, _SMALL, BODY)]
    room = max(int((highest - _HOSTS_BOTTOM) / _SMALL_LEADING), 0)
    if len(lines) > room:
        lines = [*lines[: max(room - 1, 0)], (SANS, "and others")]
    y = _HOSTS_BOTTOM + len(lines) * _SMALL_LEADING
    for font, line in lines:
        y -= _SMALL_LEADING
        if font:
            canvas.setFillColor(TEXT if font == SANS else MUTED)
            canvas.setFont(font, _SMALL)
            write(canvas, MARGIN, y, line)


def about(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give introduction and objectives as ReportLab flowables."""
    from agendaplanner.printing.marks import Anchor
    from agendaplanner.printing.text.paragraph import paragraph

    meeting, style = agenda.meeting, styles()
    found: list[Any] = []
    if meeting.introduction:
        found += [Anchor("about", "About the meeting", contents=True), paragraph("About the meeting", style["h2"])]
        found += [
            paragraph(ink.markup(text, "the introduction"), style["intro"]) for text in paragraphs(meeting.introduction)
        ]
    if meeting.objectives:
        found += [Anchor("objectives", "Objectives", contents=True), paragraph("Objectives", style["h2"])]
        found += [
            paragraph(ink.markup(one_line(text), "the objectives"), style["objective"], bullet=f"{i}.")
            for i, text in enumerate(meeting.objectives, 1)
        ]
    return found


def practical(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give practical information and whom to ask as ReportLab flowables."""
    from agendaplanner.printing.text.paragraph import paragraph

    meeting, style = agenda.meeting, styles()
    found: list[Any] = [
        paragraph(ink.markup(text, "the practical information"), style["intro"])
        for text in paragraphs(meeting.practical)
    ]
    contact = [one_line(text) for text in (meeting.contact, meeting.contact_email, meeting.website)]
    if any(contact):
        found.append(paragraph(ink.markup(" · ".join(filter(None, contact)), "the contact"), style["sans"]))
    return found
