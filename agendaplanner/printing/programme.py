"""The programme as one PDF: cover, contents, days at a glance, annotated agenda, documents, speakers, participants."""

from __future__ import annotations

import gc
import io
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import one_line
from agendaplanner.printing.board import Board
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.glance import GlancePainter
from agendaplanner.printing.glance_layout import GlanceSheet, fitting_pages, glance_pages
from agendaplanner.printing.glance_notes import Notes, draw_notes, note_pages
from agendaplanner.printing.sheets import FOOT, describe, foot, head, new_canvas, version_mark
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.styles import GLANCE_MARGIN, MUTED, TEXT
from agendaplanner.printing.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.glance_layout import GlancePage
    from agendaplanner.printing.paper import Paper


class Printed(msgspec.Struct, frozen=True):
    """What was written."""

    pages: int
    warnings: tuple[str, ...]
    """Sentences on what could not be printed as it is."""


_SECTIONS = {
    "Annotated agenda": 0.0,
    "Documents": 200.0,
    "Speakers": 220.0,
    "Participants": 200.0,
    "Practical information": 120.0,
    "Index of people": 200.0,
}
"""The sections behind the days at a glance: each begins on the page of the one before if so much room is left there, in
points; 0: on a page of its own."""


def write_programme(
    agenda: Agenda,
    path: Path,
    *,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
    booklet: Paper | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Printed:
    """Write the programme as PDF, replacing the file whole.

    Args:
        agenda: The agenda.
        path: The PDF.
        version: What stands on every page, such as "Version 4"; "Draft" where it is empty.
        on: The date that stands beside it; none where it is not given. The same arguments give the same bytes.
        edition: Paper, style, language and logo.
        booklet: The sheets that are folded, two pages on each side; None: a page on each.
        progress: Told of pages laid out.

    Raises:
        FileError: The file cannot be written.
    """
    data, printed = programme(agenda, version=version, on=on, edition=edition, booklet=booklet, progress=progress)
    write_atomically(path, data)
    return printed


def programme(
    agenda: Agenda,
    *,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
    booklet: Paper | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[bytes, Printed]:
    """Give the programme as the bytes of a PDF."""
    edition = edition or Edition()
    kind = None
    if booklet is not None:
        from agendaplanner.printing.booklet import booklet_canvas

        kind = booklet_canvas(booklet, mirrored=edition.mirrored)
    buffer = io.BytesIO()
    document = _document(agenda, buffer, edition, version_mark(version, on, edition.say), progress)
    with _without_collecting():
        story = _story(agenda, edition, document.page_of)
        document.build(story, canvasmaker=partial(new_canvas, on=on, language=edition.say.language, kind=kind))
    pages = document.page if booklet is None else document.canv.sides_printed
    return buffer.getvalue(), Printed(pages, edition.warnings)


def write_glance(
    agenda: Agenda, path: Path, *, version: str = "", on: date | None = None, edition: Edition | None = None
) -> Printed:
    """Write the days at a glance alone, replacing the file whole; on paper larger than A4 they are larger.

    Raises:
        FileError: The file cannot be written.
    """
    data, printed = glance(agenda, version=version, on=on, edition=edition)
    write_atomically(path, data)
    return printed


def glance(
    agenda: Agenda, *, version: str = "", on: date | None = None, edition: Edition | None = None
) -> tuple[bytes, Printed]:
    """Give the days at a glance as the bytes of a PDF."""
    edition = edition or Edition()
    mark = version_mark(version, on, edition.say)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=edition.paper.across.size, on=on, language=edition.say.language)
    describe(canvas, agenda, edition.say("days at a glance"), edition.say)
    notes = Notes()
    painter = GlancePainter(agenda, edition, notes=notes)
    # an agenda in which nothing is placed has a page that says so
    pages = fitting_pages(agenda, edition.paper) or (None,)
    for number, page in enumerate(pages, 1):
        sheet = page.sheet if page is not None else GlanceSheet.of(edition.paper)
        canvas.scale(sheet.scale, sheet.scale)
        _glance_page(canvas, agenda, painter, page, sheet, mark, number)
        canvas.showPage()
    sheet = GlanceSheet.of(edition.paper, pages[0].sheet.scale if pages[0] is not None else 1.0)
    behind = note_pages(agenda, edition, notes, sheet)
    for number, entries in enumerate(behind, len(pages) + 1):
        canvas.scale(sheet.scale, sheet.scale)
        board = _glance_head(canvas, agenda, edition, edition.say("In full"), sheet)
        draw_notes(board, entries)
        foot(board, agenda, edition, mark, number, GLANCE_MARGIN, 26)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue(), Printed(len(pages) + len(behind), edition.warnings)


@contextmanager
def _without_collecting() -> Generator[None]:
    """Look for no garbage meanwhile: of the many small things of a programme nearly all are kept to its end."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _story(agenda: Agenda, edition: Edition, page_of: dict[str, int]) -> list[Any]:
    from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak

    from agendaplanner.printing.annotated import annotated_days
    from agendaplanner.printing.contents import FillContents, PeopleIndex, contents_of, keys_of_people
    from agendaplanner.printing.cover import about, practical
    from agendaplanner.printing.lists import documents, participants, speakers
    from agendaplanner.printing.marks import Anchor, Gap, GlanceMark, RunningHead
    from agendaplanner.printing.text.paragraph import paragraph

    say, h1 = edition.say, edition.styles["h1"]
    story: list[Any] = [*about(agenda, edition)]
    within = {title: Element("Sect") for title in _SECTIONS}
    for i, page in enumerate(glance_pages(agenda, GlanceSheet.of(edition.paper))):
        story += [NextPageTemplate("glance"), PageBreak()]
        if i == 0:
            story.append(Anchor("glance", _glance_title(agenda, edition), contents=True))
        story.append(GlanceMark(page))
    dates = say.date_range(agenda.meeting.days)
    contents: dict[str, list[Any]] = {
        "Annotated agenda": annotated_days(agenda, walk(agenda), edition, within["Annotated agenda"]),
        "Documents": documents(agenda, edition, within["Documents"]),
        "Speakers": speakers(agenda, edition, within["Speakers"]),
        "Participants": participants(agenda, edition, within["Participants"]),
        "Practical information": practical(agenda, edition, within["Practical information"]),
        "Index of people": [PeopleIndex(agenda, edition, page_of, within["Index of people"])]
        if keys_of_people(agenda)
        else [],
    }
    for name, follows in _SECTIONS.items():
        if not contents[name]:
            continue
        if follows:
            # a section goes on where there is room for it
            story += [CondPageBreak(follows), Gap(30)]
        else:
            story += [NextPageTemplate("body"), PageBreak()]
        title = say(name)
        story += [
            RunningHead(title, dates),
            Anchor(name, title, contents=True),
            paragraph(title, h1, within=within[name]),
            *contents[name],
        ]
    first = [NextPageTemplate("body"), PageBreak(), paragraph(say("Contents"), h1), contents_of(story, edition)]
    return [*first, *story, FillContents()]


def _glance_title(agenda: Agenda, edition: Edition) -> str:
    count = len(agenda.meeting.days)
    titles = {1: "The day at a glance", 2: "Both days at a glance"}
    return edition.say(titles.get(count, "The days at a glance"))


def _document(
    agenda: Agenda, buffer: io.BytesIO, edition: Edition, mark: str, progress: Callable[[int, int], None] | None
) -> Any:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from agendaplanner.printing.annotated import anchor_name
    from agendaplanner.printing.cover import draw_cover
    from agendaplanner.printing.marks import RunningHead

    paper = edition.paper
    painter = GlancePainter(agenda, edition, link=anchor_name)

    class Programme(BaseDocTemplate):
        """Keeps the heads of pages and the pages of anchors, and draws what stands on every page."""

        next_head = page_head = ("", "")

        def handle_pageBegin(self) -> None:  # ReportLab's name
            """Carry the head over to the next page."""
            self.page_head = self.next_head
            super().handle_pageBegin()

        def afterFlowable(self, flowable: Any) -> None:  # ReportLab's name
            """Note what the running head needs."""
            if isinstance(flowable, RunningHead):
                # what begins further down leaves the head to that with which the page begins
                self.next_head = (flowable.title, flowable.day)
                frame: Any = self.frame
                if frame._atTop or not any(self.page_head):  # noqa: SLF001 # no public word for it
                    self.page_head = self.next_head

        def handle_pageEnd(self) -> None:  # ReportLab's name
            """Tell how far it is."""
            if progress is not None:
                progress(self.page, 0)
            super().handle_pageEnd()

    def cover(canvas: Any, _document: Any) -> None:
        describe(canvas, agenda, edition.say("programme"), edition.say)
        draw_cover(canvas, agenda, edition, mark)

    def body(canvas: Any, document: Any) -> None:
        board = Board(canvas, paper.width, mirrored=edition.mirrored)
        foot(board, agenda, edition, mark, document.page, paper.margin, FOOT)
        if any(document.page_head):
            head(board, paper, *document.page_head)

    def draw_glance(canvas: Any, page: GlancePage) -> None:
        _glance_page(canvas, agenda, painter, page, page.sheet, mark, document.page)

    document: Any = Programme(buffer, pagesize=paper.size, title="", allowSplitting=1)
    document.draw_glance = draw_glance
    document.page_of = {}
    document.contents = []
    across = paper.across
    inner = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    height = paper.height - paper.top - paper.bottom
    upright = Frame(paper.margin, paper.bottom, paper.body, height, id="upright", **inner)
    lying = Frame(0, 0, across.width, across.height, id="lying", **inner)
    document.addPageTemplates(
        [
            PageTemplate("cover", [upright], onPage=cover, pagesize=paper.size),
            PageTemplate("body", [upright], onPageEnd=body, pagesize=paper.size),
            PageTemplate("glance", [lying], pagesize=across.size),
        ]
    )
    return document


def _glance_page(
    canvas: Any,
    agenda: Agenda,
    painter: GlancePainter,
    page: GlancePage | None,
    sheet: GlanceSheet,
    mark: str,
    number: int,
) -> None:
    """Draw a whole page of the days at a glance; None: nothing is placed yet."""
    edition = painter.edition
    board = _glance_head(canvas, agenda, edition, _glance_title(agenda, edition), sheet)
    if page is None:
        canvas.setFont(SANS, 10)
        board.write(GLANCE_MARGIN, sheet.height - 92, edition.say("Nothing is placed yet."))
    else:
        painter.draw(board, page)
    foot(board, agenda, edition, mark, number, GLANCE_MARGIN, 26)


def _glance_head(canvas: Any, agenda: Agenda, edition: Edition, title: str, sheet: GlanceSheet) -> Board:
    """Draw the head of a page of the days at a glance; gives the board for the rest."""
    meeting = agenda.meeting
    board = Board(canvas, sheet.width, mirrored=edition.mirrored)
    canvas.setFillColor(TEXT)
    canvas.setFont(edition.heading, 15)
    with canvas.tagged(Element("H1")):
        board.write(GLANCE_MARGIN, sheet.height - 46, title)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 8.4)
    place = elided(edition.text(one_line(meeting.city), "the city"), SANS, 8.4, 260)
    words = edition.say.listed([*filter(None, [place, edition.say.date_range(meeting.days)])])
    board.write(sheet.width - GLANCE_MARGIN, sheet.height - 45, words, "right")
    return board
