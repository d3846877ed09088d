"""A paragraph on a page: as ReportLab's where its text is plain, else shaped and ordered by us.

Most paragraphs run from left to right in one face that ReportLab sets quickly and well. Those that do not are recognised
by their characters.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.platypus import Flowable, Paragraph

from agendaplanner.printing.fonts import face_stack, is_simple
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.text.drawing import draw_runs
from agendaplanner.printing.text.lines import Line, Span, lines_of
from agendaplanner.printing.text.markup import parts_of
from agendaplanner.printing.text.plain import PlainParagraph
from agendaplanner.printing.text.single import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.styles import ParagraphStyle


_KINDS = {"h1": "H1", "h2": "H2", "h3": "H2", "title": "H3", "card title": "H4"}
"""The elements of paragraphs by their styles; all others are P."""


def paragraph(
    markup: str,
    style: ParagraphStyle,
    bullet: str = "",
    *,
    base: int | None = None,
    within: Element | None = None,
    element: Element | None = None,
) -> Flowable:
    """Give a paragraph of markup, whose plain text has gone through ``Ink``.

    Args:
        markup: Its text.
        style: How it looks; one that is mirrored stands at the right, whichever way its text runs.
        bullet: What stands before its first line.
        base: 0 or 1, the direction of its text; None: by its first strong letter.
        within: What it is a part of in the document's structure: a list where it has a bullet; None: the document.
        element: What it is there itself, where that is not told by its style.
    """
    label = None
    if bullet:
        item = Element("LI", within or Element("L"))
        label, element = Element("Lbl", item), Element("LBody", item)
    elif element is None:
        element = Element(_KINDS.get(style.name, "P"), within)
    plain = _parsed(markup, style, bullet)
    plain.element, plain.label = element, label
    frags: list[Any] = plain.frags
    if not base and not _is_mirrored(style) and all([is_simple(frag.text) for frag in frags]):
        return plain
    return ShapedParagraph([_span(frag) for frag in frags], style, bullet, base=base, element=element, label=label)


def _parsed(markup: str, style: Any, bullet: str) -> PlainParagraph:
    """Give ReportLab's paragraph, spared its parser, which takes as long as the layout."""
    pattern: Any = getattr(style, "pattern", None)
    if pattern is None:
        style.spaceShrinkage = 0  # lines are as wide as they are
        pattern = style.pattern = Paragraph("x", style).frags[0]
    frags = parts_of(markup, pattern) if "<" in markup else [pattern.clone(text=unescape(markup))]
    if not frags:
        return PlainParagraph(markup, style, bulletText=bullet or None)
    return PlainParagraph("", style, bulletText=bullet or None, frags=frags)


def _is_mirrored(style: Any) -> bool:
    return bool(getattr(style, "mirrored", False))


def _span(frag: Any) -> Span:
    link = frag.link[0][1] if frag.link else ""
    return Span(
        text="\n" if getattr(frag, "lineBreak", False) else frag.text.replace("\n", " "),
        stack=face_stack(frag.fontName),
        size=frag.fontSize,
        colour=frag.textColor,
        link=link,
        rise=frag.rise,
    )


class ShapedParagraph(Flowable):
    """A paragraph in any script. It is split between its lines, never leaving one line alone where the style says so."""

    def __init__(
        self,
        spans: Sequence[Span],
        style: ParagraphStyle,
        bullet: str = "",
        *,
        lines: Sequence[Line] | None = None,
        base: int | None = None,
        element: Element | None = None,
        label: Element | None = None,
    ) -> None:
        super().__init__()
        self.style: Any = style
        self.spans, self.bullet, self.base = tuple(spans), bullet, base
        self.element, self.label = element or Element("P"), label
        self._owners: dict[int, Element] = {}
        self.lines: Sequence[Line] = lines or ()
        self._is_rest = lines is not None
        self._wide = 0.0

    def wrap(self, availWidth: float, _height: float) -> tuple[float, float]:
        """Break the lines; give the room it takes."""
        space = availWidth - self.style.leftIndent - self.style.rightIndent
        if not self.lines or (self._wide != availWidth and not self._is_rest):
            self.lines = lines_of(self.spans, max(space, 1), base=self.base)
            self._owners = self._owners or self._elements()
        self._wide = availWidth
        self.width, self.height = availWidth, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Split at a line that fits."""
        self.wrap(availWidth, availHeight)
        fit, count = int(availHeight / self.style.leading), len(self.lines)
        if fit >= count:
            return [self]
        if not self.style.allowWidows and count - fit == 1:
            fit -= 1
        if fit < 1 or (not self.style.allowOrphans and fit == 1):
            return []
        element, lines = self.element, self.lines
        first = ShapedParagraph((), self.style, self.bullet, lines=lines[:fit], element=element, label=self.label)
        rest = ShapedParagraph((), self.style, lines=lines[fit:], element=element)
        first._owners = rest._owners = self._owners  # parts of one paragraph
        return [first, rest]

    def _elements(self) -> dict[int, Element]:
        """Give the elements of the spans by their identity: a link for each that is one.

        Where text runs from right to left its signs stand the other way round, and between lines there is no space: so it
        is said what is read.
        """
        turned = len(self.lines) > 1 or any(piece.run.level % 2 for line in self.lines for piece in line.pieces)
        links = any(span.link for span in self.spans)
        if not links:
            if turned:
                self.element.said = "".join(span.text for span in self.spans).replace("\n", " ")
            return {}
        found: dict[int, Element] = {}
        for span in self.spans:
            said = span.text.replace("\n", " ") if turned else ""
            if span.link:
                found[id(span)] = Element("Link", self.element, said=said)
            elif turned and said:
                found[id(span)] = Element("Span", self.element, said=said)
        if turned:
            # in the order of reading, whichever is drawn first
            for element in found.values():
                self.element.kids.append(element)
                element.settle()
        return found

    def draw(self) -> None:
        """Write the lines."""
        canvas: Any = self.canv
        style, y = self.style, self.height - self.style.leading + (self.style.leading - self.style.fontSize) * 0.5
        y += style.fontSize * 0.14
        for i, line in enumerate(self.lines):
            if self.bullet and i == 0:
                self._draw_bullet(canvas, line, y)
            self._draw_line(canvas, line, self._left(line), y)
            y -= style.leading

    def _left(self, line: Line) -> float:
        style = self.style
        if _is_mirrored(style):
            return self.width - style.rightIndent - line.width
        if getattr(style, "keeps_side", False):
            return style.leftIndent
        before, after = (style.rightIndent, style.leftIndent) if line.base else (style.leftIndent, style.rightIndent)
        free = self.width - before - after - line.width
        if style.alignment == TA_CENTER:
            return before + free / 2
        at_right = (style.alignment == TA_RIGHT) != bool(line.base)
        return before + free if at_right else before

    def _draw_bullet(self, canvas: Any, line: Line, y: float) -> None:
        style = self.style
        canvas.setFont(style.bulletFontName, style.bulletFontSize)
        canvas.setFillColor(style.textColor)
        with canvas.tagged(self.label or self.element):
            if line.base or _is_mirrored(style):
                write(canvas, self.width - style.bulletIndent, y, self.bullet, "right")
            else:
                write(canvas, style.bulletIndent, y, self.bullet)

    def _draw_line(self, canvas: Any, line: Line, x: float, y: float) -> None:
        for piece in line.pieces:
            span = piece.span
            element = self._owners.get(id(span), self.element)
            canvas.begin(element)
            if span.colour is not None:
                canvas.setFillColor(span.colour)
            end = draw_runs(canvas, x, y + span.rise, [piece.run], span.size)
            canvas.end()
            if span.link:
                canvas.lead(span.link, (x, y - span.size * 0.25, end, y + span.size * 0.8), span.text.strip(), element)
            x = end
