"""The programme as one PDF: cover, contents, days at a glance, annotated agenda, documents, speakers, participants."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import one_line
from agendaplanner.model.times import date_range
from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS, SERIF_BOLD, Ink
from agendaplanner.printing.glance import GlancePainter
from agendaplanner.printing.glance_layout import PAGE as GLANCE
from agendaplanner.printing.glance_layout import glance_pages
from agendaplanner.printing.sheets import FOOT, describe, foot, head, new_canvas, version_mark
from agendaplanner.printing.styles import A4, BODY, BOTTOM, GLANCE_MARGIN, MARGIN, MUTED, TEXT, TOP, styles
from agendaplanner.printing.text.single import write
from agendaplanner.printing.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.glance_layout import GlancePage


class Printed(msgspec.Struct, frozen=True):
    """What was written."""

    pages: int
    warnings: tuple[str, ...]
    """Sentences on what could not be printed as it is."""


class _Section(msgspec.Struct, frozen=True):
    title: str
    content: list[Any]
    follows: float = 0.0
    """Begins on the page of the section before if so much room is left, in points; 0: on a page of its own."""


def write_programme(
    agenda: Agenda,
    path: Path,
    *,
    version: str = "",
    on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Printed:
    """Write the programme as PDF, replacing the file whole.

    Args:
        agenda: The agenda.
        path: The PDF.
        version: What stands on every page, such as "Version 4"; "Draft" where it is empty.
        on: The date that stands beside it; none where it is not given. The same arguments give the same bytes.
        progress: Told of pages laid out.

    Raises:
        FileError: The file cannot be written.
    """
    data, printed = programme(agenda, version=version, on=on, progress=progress)
    write_atomically(path, data)
    return printed


def programme(
    agenda: Agenda,
    *,
    version: str = "",
    on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[bytes, Printed]:
    """Give the programme as the bytes of a PDF."""
    ink = Ink()
    buffer = io.BytesIO()
    document = _document(agenda, buffer, ink, version_mark(version, on), progress)
    document.multiBuild(_story(agenda, ink), canvasmaker=partial(new_canvas, on=on))
    return buffer.getvalue(), Printed(document.page, ink.warnings)


def write_glance(agenda: Agenda, path: Path, *, version: str = "", on: date | None = None) -> Printed:
    """Write the days at a glance alone, replacing the file whole.

    Raises:
        FileError: The file cannot be written.
    """
    data, printed = glance(agenda, version=version, on=on)
    write_atomically(path, data)
    return printed


def glance(agenda: Agenda, *, version: str = "", on: date | None = None) -> tuple[bytes, Printed]:
    """Give the days at a glance as the bytes of a PDF."""
    ink = Ink()
    mark = version_mark(version, on)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=GLANCE, on=on)
    describe(canvas, agenda, "days at a glance")
    painter = GlancePainter(agenda, ink)
    # an agenda in which nothing is placed has a page that says so
    pages = glance_pages(agenda) or (None,)
    for number, page in enumerate(pages, 1):
        _glance_page(canvas, agenda, painter, page, ink, mark, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue(), Printed(len(pages), ink.warnings)


def _story(agenda: Agenda, ink: Ink) -> list[Any]:
    from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak

    from agendaplanner.printing.annotated import annotated_days
    from agendaplanner.printing.cover import about, practical
    from agendaplanner.printing.lists import documents, participants, speakers
    from agendaplanner.printing.marks import Anchor, Gap, GlanceMark, RunningHead
    from agendaplanner.printing.text.paragraph import paragraph

    story: list[Any] = [NextPageTemplate("body"), PageBreak()]
    story += [paragraph("Contents", styles()["h1"]), _contents(), *about(agenda, ink)]
    for i, page in enumerate(glance_pages(agenda)):
        story += [NextPageTemplate("glance"), PageBreak()]
        if i == 0:
            story.append(Anchor("glance", _glance_title(agenda), contents=True))
        story.append(GlanceMark(page))
    dates = date_range(agenda.meeting.days)
    sections = [
        _Section("Annotated agenda", annotated_days(agenda, walk(agenda), ink)),
        _Section("Documents", documents(agenda, ink), follows=200),
        _Section("Speakers", speakers(agenda, ink), follows=220),
        _Section("Participants", participants(agenda, ink), follows=200),
        _Section("Practical information", practical(agenda, ink), follows=120),
    ]
    for section in sections:
        if not section.content:
            continue
        if section.follows:
            # a section goes on where there is room for it
            story += [CondPageBreak(section.follows), Gap(30)]
        else:
            story += [NextPageTemplate("body"), PageBreak()]
        story += [
            RunningHead(section.title, dates),
            Anchor(section.title, section.title, contents=True),
            paragraph(section.title, styles()["h1"]),
            *section.content,
        ]
    return story


def _contents() -> Any:
    from reportlab.platypus import TableStyle
    from reportlab.platypus.tableofcontents import TableOfContents

    contents = TableOfContents(levelStyles=[styles()["contents"], styles()["contents 2"]], dotsMinLevel=9)
    everywhere = ((0, 0), (-1, -1))
    contents.tableStyle = TableStyle(
        [
            ("VALIGN", *everywhere, "TOP"),
            *((f"{side}PADDING", *everywhere, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
            # else an empty cell asks for Helvetica
            ("FONTNAME", *everywhere, SANS),
        ]
    )
    return contents


def _glance_title(agenda: Agenda) -> str:
    count = len(agenda.meeting.days)
    return "Both days at a glance" if count == 2 else "The day at a glance" if count == 1 else "The days at a glance"


def _document(
    agenda: Agenda, buffer: io.BytesIO, ink: Ink, mark: str, progress: Callable[[int, int], None] | None
) -> Any:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from agendaplanner.printing.annotated import anchor_name
    from agendaplanner.printing.cover import draw_cover
    from agendaplanner.printing.marks import Anchor, RunningHead

    styles()  # registers the fonts before the first flowable asks for one
    painter = GlancePainter(agenda, ink, link=anchor_name)

    class Programme(BaseDocTemplate):
        """Tells the contents of anchors, and draws what stands on every page."""

        next_head = page_head = ("", "")

        def beforeDocument(self) -> None:  # ReportLab's name
            """Begin each pass anew."""
            self.next_head = self.page_head = ("", "")

        def handle_pageBegin(self) -> None:  # ReportLab's name
            """Carry the head over to the next page."""
            self.page_head = self.next_head
            super().handle_pageBegin()

        def afterFlowable(self, flowable: Any) -> None:  # ReportLab's name
            """Note what the contents and the running head need."""
            if isinstance(flowable, Anchor) and flowable.contents is not None:
                level, text, key = flowable.contents
                self.notify("TOCEntry", (level, text, self.page, key))
            elif isinstance(flowable, RunningHead):
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
        describe(canvas, agenda, "programme")
        draw_cover(canvas, agenda, ink, mark)

    def body(canvas: Any, document: Any) -> None:
        foot(canvas, agenda, ink, mark, document.page, A4[0], MARGIN, FOOT)
        if any(document.page_head):
            head(canvas, *document.page_head)

    def draw_glance(canvas: Any, page: GlancePage) -> None:
        _glance_page(canvas, agenda, painter, page, ink, mark, document.page)

    document: Any = Programme(buffer, pagesize=A4, title="", allowSplitting=1)
    document.draw_glance = draw_glance
    inner = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    portrait = Frame(MARGIN, BOTTOM, BODY, A4[1] - TOP - BOTTOM, id="portrait", **inner)
    landscape = Frame(0, 0, GLANCE[0], GLANCE[1], id="landscape", **inner)
    document.addPageTemplates(
        [
            PageTemplate("cover", [portrait], onPage=cover, pagesize=A4),
            PageTemplate("body", [portrait], onPageEnd=body, pagesize=A4),
            PageTemplate("glance", [landscape], pagesize=GLANCE),
        ]
    )
    return document


def _glance_page(
    canvas: Any, agenda: Agenda, painter: GlancePainter, page: GlancePage | None, ink: Ink, mark: str, number: int
) -> None:
    """Draw a whole page of the days at a glance; None: nothing is placed yet."""
    meeting = agenda.meeting
    canvas.setFillColor(TEXT)
    canvas.setFont(SERIF_BOLD, 15)
    write(canvas, GLANCE_MARGIN, GLANCE[1] - 46, _glance_title(agenda))
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 8.4)
    place = elided(ink.text(one_line(meeting.city), "the city"), SANS, 8.4, 260)
    words = ", ".join(filter(None, [place, date_range(meeting.days)]))
    write(canvas, GLANCE[0] - GLANCE_MARGIN, GLANCE[1] - 45, words, "right")
    if page is None:
        canvas.setFont(SANS, 10)
        write(canvas, GLANCE_MARGIN, GLANCE[1] - 92, "Nothing is placed yet.")
    else:
        painter.draw(canvas, page)
    foot(canvas, agenda, ink, mark, number, GLANCE[0], GLANCE_MARGIN, 26)
