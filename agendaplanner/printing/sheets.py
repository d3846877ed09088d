"""What every sheet of paper has: a canvas with embedded fonts, the document's description, foot and running head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.text import one_line
from agendaplanner.model.times import MONTH_NAMES, date_range
from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS, SANS_BOLD, register
from agendaplanner.printing.styles import A4, HAIRLINE, MARGIN, MUTED
from agendaplanner.printing.text.single import write

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.fonts import Ink

FOOT = 44.0
"""The line that the foot of a portrait page stands on."""
_SIZE = 7.2


def date_text(on: date) -> str:
    """Write a date for people: "6 February 2008"."""
    return f"{on.day} {MONTH_NAMES[on.month - 1]} {on.year}"


def version_mark(version: str, on: date | None) -> str:
    """Give what stands at the foot of every page: "Version 4, 6 February 2008"."""
    words = one_line(version) or "Draft"
    return words if on is None else f"{words}, {date_text(on)}"


def new_canvas(*arguments: Any, on: date | None = None, **options: Any) -> Any:
    """Give a canvas that embeds its fonts and says nothing of the moment at which it was made.

    Args:
        *arguments: ReportLab's.
        on: The date of the document, which readers show as the day that it was made.
        **options: ReportLab's.
    """
    from reportlab.pdfgen.canvas import Canvas

    register()
    # the initial font is named so that Helvetica, which is not embedded, does not slip in
    fixed = {"initialFontName": SANS, "invariant": 1, "pageCompression": 1, "lang": "en"}
    canvas: Any = Canvas(*arguments, **{**options, **fixed})
    if on is not None:
        # "invariant" alone dates every document to the year 2000
        canvas._doc._timeStamp.YMDhms = (on.year, on.month, on.day, 0, 0, 0)  # noqa: SLF001 # no public way
    return canvas


def describe(canvas: Any, agenda: Agenda, piece: str) -> None:
    """Set the document's title, author, subject and keywords."""
    meeting = agenda.meeting
    canvas.setTitle(one_line(f"{meeting.title}: {piece}"))
    canvas.setAuthor(one_line(", ".join(meeting.hosts) or meeting.contact))
    facts = filter(None, [meeting.subtitle, date_range(meeting.days), meeting.city, meeting.country])
    canvas.setSubject(one_line(", ".join(facts)))
    canvas.setKeywords(one_line(", ".join(filter(None, [meeting.acronym, piece]))))
    canvas.setCreator("agendaplanner")
    canvas.setProducer("agendaplanner with ReportLab")


def foot(canvas: Any, agenda: Agenda, ink: Ink, mark: str, number: int, width: float, margin: float, y: float) -> None:
    """Draw a page's foot: meeting, version and date, page number."""
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(margin, y + 11, width - margin, y + 11)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, _SIZE)
    space = width - 2 * margin
    title = ink.text(one_line(agenda.meeting.title), "the title")
    write(canvas, margin, y, elided(title, SANS, _SIZE, space * 0.58))
    write(canvas, width - margin - 36, y, elided(ink.text(mark, "the version"), SANS, _SIZE, space * 0.32), "right")
    canvas.setFont(SANS_BOLD, _SIZE)
    write(canvas, width - margin, y, str(number), "right")


def head(canvas: Any, left: str, right: str) -> None:
    """Draw the running head of a portrait page."""
    y = A4[1] - 46
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 7.6)
    write(canvas, MARGIN, y, left)
    write(canvas, A4[0] - MARGIN, y, right, "right")
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y - 7, A4[0] - MARGIN, y - 7)
