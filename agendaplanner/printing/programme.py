"""The programme as one PDF: cover, contents, days at a glance, annotated agenda, documents, speakers, participants."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import MONTH_NAMES, date_range
from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD, Ink
from agendaplanner.printing.glance import PAGE as GLANCE
from agendaplanner.printing.glance import GlancePainter, glance_pages
from agendaplanner.printing.styles import A4, BOTTOM, GLANCE_MARGIN, HAIRLINE, MARGIN, MUTED, RULE, TEXT, TOP, styles
from agendaplanner.printing.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.glance import GlancePage


class Printed(msgspec.Struct, frozen=True):
    """What was written."""

    pages: int
    warnings: tuple[str, ...]
    """Sentences on what could not be printed as it is."""


class _Section(msgspec.Struct, frozen=True):
    title: str
    content: list[Any]
    template: str = "body"
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
    mark = version or "Draft"
    if on is not None:
        mark += f", {on.day} {MONTH_NAMES[on.month - 1]} {on.year}"
    buffer = io.BytesIO()
    document = _document(agenda, buffer, ink, mark, progress)
    document.multiBuild(_story(agenda, ink), canvasmaker=_canvas)
    return buffer.getvalue(), Printed(document.page, ink.warnings)


def write_glance(agenda: Agenda, path: Path, *, version: str = "", on: date | None = None) -> Printed:
    """Write the days at a glance alone, replacing the file whole."""
    ink = Ink()
    mark = version or "Draft"
    if on is not None:
        mark += f", {on.day} {MONTH_NAMES[on.month - 1]} {on.year}"
    buffer = io.BytesIO()
    canvas = _canvas(buffer, pagesize=GLANCE)
    _describe(canvas, agenda, "At a glance")
    pages = glance_pages(agenda)
    painter = GlancePainter(agenda, ink)
    for number, page in enumerate(pages, 1):
        _glance_page(canvas, agenda, painter, page, ink, mark, number)
        canvas.showPage()
    if not pages:
        canvas.setFont(SANS, 10)
        canvas.drawString(GLANCE_MARGIN, GLANCE[1] / 2, "Nothing is placed yet.")
        canvas.showPage()
    canvas.save()
    write_atomically(path, buffer.getvalue())
    return Printed(max(len(pages), 1), ink.warnings)


def _canvas(*arguments: Any, **options: Any) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    # the initial font is named so that Helvetica, which is not embedded, does not slip in
    return Canvas(
        *arguments, **{**options, "initialFontName": SANS, "invariant": 1, "pageCompression": 1, "lang": "en"}
    )


def _describe(canvas: Any, agenda: Agenda, subject: str) -> None:
    meeting = agenda.meeting
    canvas.setTitle(one_line(f"{meeting.title}: programme"))
    canvas.setAuthor(one_line(", ".join(meeting.hosts) or meeting.contact))
    canvas.setSubject(one_line(f"{subject}. {date_range(meeting.days)}, {meeting.city}"))
    canvas.setCreator("agendaplanner")
    canvas.setProducer("agendaplanner with ReportLab")


def _story(agenda: Agenda, ink: Ink) -> list[Any]:
    from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak, Paragraph, Spacer, TableStyle
    from reportlab.platypus.tableofcontents import TableOfContents

    from agendaplanner.printing.annotated import annotated_days
    from agendaplanner.printing.lists import documents, participants, speakers
    from agendaplanner.printing.marks import Anchor, GlanceMark, RunningHead

    days = walk(agenda)
    story: list[Any] = [*_cover(agenda, ink), NextPageTemplate("body"), PageBreak()]
    contents = TableOfContents(levelStyles=[styles()["contents"], styles()["contents 2"]], dotsMinLevel=9)
    contents.tableStyle = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            # else an empty cell asks for Helvetica
            ("FONTNAME", (0, 0), (-1, -1), SANS),
        ]
    )
    story += [Paragraph("Contents", styles()["h1"]), contents]
    opening = _opening(agenda, ink)
    if opening:
        story += [Spacer(1, 26), *opening] if len(opening) < 14 else [PageBreak(), *opening]
    pages = glance_pages(agenda)
    for i, page in enumerate(pages):
        story += [NextPageTemplate("glance"), PageBreak()]
        if i == 0:
            story.append(Anchor("glance", _glance_title(agenda), contents=True))
        story.append(GlanceMark(page))
    sections = [
        _Section("Annotated agenda", annotated_days(agenda, days, ink)),
        _Section("Documents", documents(agenda, ink), follows=230),
        _Section("Speakers", speakers(agenda, ink), template="columns"),
        _Section("Participants", participants(agenda, ink)),
        _Section("Practical information", _practical(agenda, ink), follows=150),
    ]
    for section in sections:
        if not section.content:
            continue
        if section.follows:
            # a short section goes on where there is room for it
            story += [CondPageBreak(section.follows), Spacer(1, 22)]
        else:
            story += [NextPageTemplate(section.template), PageBreak()]
        story.append(Anchor(section.title, section.title, contents=True))
        story += [RunningHead(section.title), Paragraph(section.title, styles()["h1"]), *section.content]
        if section.template == "columns":
            story.append(NextPageTemplate("body"))
    return story


def _glance_title(agenda: Agenda) -> str:
    count = len(agenda.meeting.days)
    return "Both days at a glance" if count == 2 else "The day at a glance" if count == 1 else "The days at a glance"


def _cover(agenda: Agenda, ink: Ink) -> list[Any]:
    from reportlab.platypus import Paragraph, Spacer

    from agendaplanner.printing.marks import Rule

    meeting = agenda.meeting
    style = styles()
    place = ", ".join(filter(None, [meeting.venue, meeting.city, meeting.country]))
    found: list[Any] = [Spacer(1, 150), Paragraph(ink.markup(meeting.title, "the title"), style["cover title"])]
    if meeting.subtitle:
        found.append(Paragraph(ink.markup(meeting.subtitle, "the subtitle"), style["cover subtitle"]))
    found += [Rule(RULE, 1.1, before=22, after=20)]
    for line in (date_range(meeting.days), place):
        if line:
            found.append(Paragraph(ink.markup(line, "the cover"), style["cover sans"]))
    found.append(Spacer(1, 120))
    for title, names in (("Hosts", meeting.hosts), ("In association with", meeting.in_association_with)):
        if names:
            found.append(Paragraph(title, style["cover bold"]))
            found += [Paragraph(ink.markup(name, "the cover"), style["cover small"]) for name in names]
            found.append(Spacer(1, 12))
    return found


def _opening(agenda: Agenda, ink: Ink) -> list[Any]:
    """Give introduction and objectives."""
    from reportlab.platypus import Paragraph

    from agendaplanner.printing.marks import Anchor

    meeting, style = agenda.meeting, styles()
    found: list[Any] = []
    if meeting.introduction:
        found += [Anchor("about", "About the meeting", contents=True), Paragraph("About the meeting", style["h2"])]
        found += [
            Paragraph(ink.markup(text, "the introduction"), style["intro"]) for text in paragraphs(meeting.introduction)
        ]
    if meeting.objectives:
        found += [Anchor("objectives", "Objectives", contents=True), Paragraph("Objectives", style["h2"])]
        for i, text in enumerate(meeting.objectives, 1):
            found.append(Paragraph(ink.markup(text, "the objectives"), style["objective"], bulletText=f"{i}."))
    return found


def _practical(agenda: Agenda, ink: Ink) -> list[Any]:
    from reportlab.platypus import Paragraph

    meeting, style = agenda.meeting, styles()
    found: list[Any] = [Paragraph(ink.markup(text), style["intro"]) for text in paragraphs(meeting.practical)]
    contact = [meeting.contact, meeting.contact_email, meeting.website]
    if meeting.practical and any(contact):
        found.append(Paragraph(ink.markup(" · ".join(filter(None, contact))), style["sans"]))
    return found


def _document(
    agenda: Agenda, buffer: io.BytesIO, ink: Ink, mark: str, progress: Callable[[int, int], None] | None
) -> Any:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from agendaplanner.printing.annotated import anchor_name
    from agendaplanner.printing.marks import Anchor, RunningHead

    styles()  # registers the fonts before the first canvas asks for one
    painter = GlancePainter(agenda, ink, link=anchor_name)

    class Programme(BaseDocTemplate):
        """Tells the contents of anchors, and draws what stands on every page."""

        running_head = page_head = ""

        def beforeDocument(self) -> None:  # ReportLab's name
            """Begin each pass anew."""
            self.running_head = self.page_head = ""

        def handle_pageBegin(self) -> None:  # ReportLab's name
            """Carry the section over to the next page."""
            self.page_head = self.running_head
            super().handle_pageBegin()

        def afterFlowable(self, flowable: Any) -> None:  # ReportLab's name
            """Note what the contents and the running head need."""
            if isinstance(flowable, Anchor) and flowable.contents is not None:
                level, text, key = flowable.contents
                self.notify("TOCEntry", (level, text, self.page, key))
            elif isinstance(flowable, RunningHead):
                # a section that begins further down leaves the head to the one that the page begins with
                self.running_head = flowable.title
                frame: Any = self.frame
                if frame._atTop or not self.page_head:  # noqa: SLF001 # a frame has no public word for it
                    self.page_head = flowable.title

        def handle_pageEnd(self) -> None:  # ReportLab's name
            """Tell how far it is."""
            if progress is not None:
                progress(self.page, 0)
            super().handle_pageEnd()

    def cover(canvas: Any, _document: Any) -> None:
        _describe(canvas, agenda, "Programme")
        canvas.setFillColor(MUTED)
        canvas.setFont(SANS, 8)
        canvas.drawRightString(A4[0] - MARGIN, 44, mark)

    def body(canvas: Any, document: Any) -> None:
        _footer(canvas, agenda, ink, mark, document.page, A4[0], MARGIN, 44)
        if document.page_head:
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, 7.6)
            canvas.drawString(MARGIN, A4[1] - 46, document.page_head)
            canvas.drawRightString(A4[0] - MARGIN, A4[1] - 46, date_range(agenda.meeting.days))
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.6)
            canvas.line(MARGIN, A4[1] - 53, A4[0] - MARGIN, A4[1] - 53)

    document: Any = Programme(buffer, pagesize=A4, title="", allowSplitting=1)

    def draw_glance(canvas: Any, page: GlancePage) -> None:
        _glance_page(canvas, agenda, painter, page, ink, mark, document.page)

    document.draw_glance = draw_glance
    inner = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    portrait = Frame(MARGIN, BOTTOM, A4[0] - 2 * MARGIN, A4[1] - TOP - BOTTOM, id="portrait", **inner)
    column = (A4[0] - 2 * MARGIN - 22) / 2
    columns = [
        Frame(MARGIN + i * (column + 22), BOTTOM, column, A4[1] - TOP - BOTTOM, id=f"column {i}", **inner)
        for i in (0, 1)
    ]
    landscape = Frame(0, 0, GLANCE[0], GLANCE[1], id="landscape", **inner)
    document.addPageTemplates(
        [
            PageTemplate("cover", [portrait], onPage=cover, pagesize=A4),
            PageTemplate("body", [portrait], onPageEnd=body, pagesize=A4),
            PageTemplate("columns", columns, onPageEnd=body, pagesize=A4),
            PageTemplate("glance", [landscape], pagesize=GLANCE),
        ]
    )
    return document


def _glance_page(
    canvas: Any, agenda: Agenda, painter: GlancePainter, page: GlancePage, ink: Ink, mark: str, number: int
) -> None:
    meeting = agenda.meeting
    canvas.setFillColor(TEXT)
    canvas.setFont(SERIF_BOLD, 15)
    canvas.drawString(GLANCE_MARGIN, GLANCE[1] - 46, _glance_title(agenda))
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 8.4)
    place = ", ".join(filter(None, [meeting.city, date_range(meeting.days)]))
    canvas.drawRightString(GLANCE[0] - GLANCE_MARGIN, GLANCE[1] - 45, ink.text(place))
    painter.draw(canvas, page)
    _footer(canvas, agenda, ink, mark, number, GLANCE[0], GLANCE_MARGIN, 26)


def _footer(
    canvas: Any, agenda: Agenda, ink: Ink, mark: str, number: int, width: float, margin: float, y: float
) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(margin, y + 11, width - margin, y + 11)
    canvas.setFillColor(MUTED)
    canvas.setFont(SANS, 7.2)
    title = elided(ink.text(one_line(agenda.meeting.title)), SANS, 7.2, (width - 2 * margin) * 0.6)
    canvas.drawString(margin, y, title)
    canvas.drawRightString(width - margin - 42, y, mark)
    canvas.setFont(SANS_BOLD, 7.2)
    canvas.drawRightString(width - margin, y, str(number))
