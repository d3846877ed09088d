"""What every sheet of paper has: a canvas with embedded fonts, the document's description, foot and running head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS, SANS_BOLD, register
from agendaplanner.printing.styles import HAIRLINE, MUTED

if TYPE_CHECKING:
    from datetime import date

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.board import Board
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.paper import Paper
    from agendaplanner.printing.words import Words

FOOT = 44.0
"""The line that the foot of a portrait page stands on."""
_SIZE = 7.2


def version_mark(version: str, on: date | None, say: Words) -> str:
    """Give what stands at the foot of every page: "Version 4, 6 February 2008"."""
    words = one_line(version) or say("Draft")
    return words if on is None else say.listed([words, say.full_date(on)])


def new_canvas(
    *arguments: Any, on: date | None = None, language: str = "en", kind: type | None = None, **options: Any
) -> Any:
    """Give a canvas that embeds its fonts and says nothing of the moment at which it was made.

    Args:
        *arguments: ReportLab's.
        on: The date of the document, which readers show as the day that it was made.
        language: Its code; what reads aloud needs it.
        kind: A class of canvas; None: that which all pieces have.
        **options: ReportLab's.
    """
    from agendaplanner.printing.canvas import SheetCanvas

    register()
    # the initial font is named so that Helvetica, which is not embedded, does not slip in
    fixed = {"initialFontName": SANS, "invariant": 1, "pageCompression": 1, "lang": language}
    canvas: Any = (kind or SheetCanvas)(*arguments, **{**options, **fixed})
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if on is not None:
        # "invariant" alone dates every document to the year 2000
        canvas._doc._timeStamp.YMDhms = (on.year, on.month, on.day, 0, 0, 0)  # noqa: SLF001 # no public way
    return canvas


def describe(canvas: Any, agenda: Agenda, piece: str, say: Words) -> None:
    """Set the document's title, author, subject and keywords."""
    meeting = agenda.meeting
    canvas.setTitle(one_line(f"{meeting.title}: {piece}"))
    canvas.setAuthor(one_line(", ".join(meeting.hosts) or meeting.contact))
    facts = filter(None, [meeting.subtitle, say.date_range(meeting.days), meeting.city, meeting.country])
    canvas.setSubject(one_line(", ".join(facts)))
    canvas.setKeywords(one_line(", ".join(filter(None, [meeting.acronym, piece]))))
    canvas.setCreator("agendaplanner")
    canvas.setProducer("agendaplanner with ReportLab")


def logo_words(agenda: Agenda, say: Words) -> str:
    """Say what the logo shows, for those who do not see it."""
    meeting = agenda.meeting
    return say("Logo: {hosts}", hosts=say.listed([*map(one_line, meeting.hosts or (meeting.title,))]))


def foot(board: Board, agenda: Agenda, edition: Edition, mark: str, number: int, margin: float, y: float) -> None:
    """Draw a page's foot: meeting, version and date, page number."""
    canvas, width = board.canvas, board.width
    space = width - 2 * margin
    title = edition.text(one_line(agenda.meeting.title), "the title")
    shown = elided(edition.text(mark, "the version"), SANS, _SIZE, space * 0.32)
    with canvas.decoration("Footer"):
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        board.line(margin, y + 11, width - margin)
        canvas.setFillColor(MUTED)
        canvas.setFont(SANS, _SIZE)
        board.write(margin, y, elided(title, SANS, _SIZE, space * 0.58))
        board.write(width - margin - 36, y, shown, "right")
        canvas.setFont(SANS_BOLD, _SIZE)
        board.write(width - margin, y, str(number), "right")


def head(board: Board, paper: Paper, before: str, behind: str) -> None:
    """Draw the running head of a portrait page."""
    y = paper.height - paper.top + 28
    with board.canvas.decoration("Header"):
        board.canvas.setFillColor(MUTED)
        board.canvas.setFont(SANS, 7.6)
        board.write(paper.margin, y, before)
        board.write(paper.width - paper.margin, y, behind, "right")
        board.canvas.setStrokeColor(HAIRLINE)
        board.canvas.setLineWidth(0.6)
        board.line(paper.margin, y - 7, paper.width - paper.margin)
