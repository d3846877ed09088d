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
from agendaplanner.printing.text.drawing import draw_runs
from agendaplanner.printing.text.lines import Line, Span, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.styles import ParagraphStyle


def paragraph(markup: str, style: ParagraphStyle, bullet: str = "", *, base: int | None = None) -> Flowable:
    """Give a paragraph of markup, whose plain text has gone through ``Ink``.

    Args:
        markup: Its text.
        style: How it looks; one that is mirrored stands at the right, whichever way its text runs.
        bullet: What stands before its first line.
        base: 0 or 1, the direction of its text; None: by its first strong letter.
    """
    plain = _parsed(markup, style, bullet)
    frags: list[Any] = plain.frags
    if not base and not _is_mirrored(style) and all(is_simple(frag.text) for frag in frags):
        return plain
    return ShapedParagraph([_span(frag) for frag in frags], style, bullet, base=base)


def _parsed(markup: str, style: Any, bullet: str) -> Paragraph:
    """Give ReportLab's paragraph. Most text has no markup: it is spared the parser, which takes as long as the layout."""
    if "<" in markup:
        return Paragraph(markup, style, bulletText=bullet or None)
    pattern: Any = getattr(style, "pattern", None)
    if pattern is None:
        pattern = style.pattern = Paragraph("x", style).frags[0]
    frag = pattern.clone(text=unescape(markup))
    return Paragraph("", style, bulletText=bullet or None, frags=[frag])


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
    ) -> None:
        super().__init__()
        self.style: Any = style
        self.spans, self.bullet, self.base = tuple(spans), bullet, base
        self.lines: Sequence[Line] = lines or ()
        self._is_rest = lines is not None
        self._wide = 0.0

    def wrap(self, availWidth: float, _height: float) -> tuple[float, float]:
        """Break the lines; give the room it takes."""
        space = availWidth - self.style.leftIndent - self.style.rightIndent
        if not self.lines or (self._wide != availWidth and not self._is_rest):
            self.lines = lines_of(self.spans, max(space, 1), base=self.base)
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
        first = ShapedParagraph((), self.style, self.bullet, lines=self.lines[:fit])
        rest = ShapedParagraph((), self.style, lines=self.lines[fit:])
        return [first, rest]

    def draw(self) -> None:
        """Write the lines."""
        canvas: Any = self.canv
        style, y = self.style, self.height - self.style.leading + (self.style.leading - self.style.fontSize) * 0.5
        y += style.fontSize * 0.14
        for i, line in enumerate(self.lines):
            if self.bullet and i == 0:
                self._draw_bullet(canvas, line, y)
            _draw(canvas, line, self._left(line), y)
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
        if line.base or _is_mirrored(style):
            canvas.drawRightString(self.width - style.bulletIndent, y, self.bullet)
        else:
            canvas.drawString(style.bulletIndent, y, self.bullet)


def _draw(canvas: Any, line: Line, x: float, y: float) -> None:
    for piece in line.pieces:
        span = piece.span
        if span.colour is not None:
            canvas.setFillColor(span.colour)
        end = draw_runs(canvas, x, y + span.rise, [piece.run], span.size)
        if span.link:
            place = (x, y - span.size * 0.25, end, y + span.size * 0.8)
            if span.link.startswith("#"):
                canvas.linkRect("", span.link[1:], place, relative=1)
            else:
                canvas.linkURL(span.link, place, relative=1)
        x = end
