"""Paragraphs of plain text: ReportLab's, broken where it breaks them, but measured word by word and written line by line.

What is written goes straight into the page, with the element of the document's structure that it is of; links are
elements of their own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import FragLine, ParaLines

from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.text.metrics import plain_width, shown, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HARD = frozenset("\u00a0\u00ad")
"""Where ReportLab has rules of its own for words with these in them."""
_PARTS = frozenset("\u00ad\n\t\r\v\f\u2028\u2029")


@lru_cache(maxsize=256)
def _colour(red: float, green: float, blue: float) -> str:
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


class _Stretch(NamedTuple):
    """Text of a line that looks the same throughout."""

    text: str
    font: str
    size: float
    colour: Any
    link: Any
    x: float
    width: float


class PlainParagraph(Paragraph):
    """A paragraph of plain text with its element.

    Attributes:
        element: What it is in the document's structure.
        label: That of what stands before its first line, or None.
        links: Those of its links, by their order in the text; shared by the parts of one paragraph.
    """

    blPara: Any

    def __init__(
        self,
        text: str | None,
        style: Any,
        bulletText: str | None = None,
        frags: list[Any] | None = None,
        *,
        element: Element | None = None,
        label: Element | None = None,
    ) -> None:
        super().__init__(text or "", style, bulletText=bulletText, frags=frags)
        self.element = element or Element("P")
        self.label = label
        self.links: dict[Any, Element] = {}

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """Split as ReportLab does; the parts are one element."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            if part is not self:
                part.element, part.links = self.element, self.links
                part.label = self.label if part.bulletText else None
        return parts

    def breakLines(self, width: Any) -> Any:
        """Break text of one kind by the widths of its words; leave the rest to ReportLab."""
        frags: list[Any] = self.frags
        if len(frags) == 1 and not self.bulletText and not hasattr(frags[0], "lineBreak"):
            words = self._words(frags[0])
            if words and (lines := _filled(words, frags[0].fontName, frags[0].fontSize, width)):
                frag = frags[0]
                self._width_max = max(width) - min(space for space, _ in lines)
                ascent, descent = getAscentDescent(frag.fontName, frag.fontSize)
                return frag.clone(kind=0, lines=lines, ascent=ascent, descent=descent, fontSize=frag.fontSize)
        elif len(frags) > 1 and not self.bulletText and (mixed := _filled_mixed(frags, width)):
            return ParaLines(kind=1, lines=mixed)
        return super().breakLines(width)

    @staticmethod
    def _words(frag: Any) -> list[str]:
        """Give the words of a paragraph that has only been read, or been split already; [] where they are not simple."""
        words = getattr(frag, "words", None)
        if words is None:
            text = getattr(frag, "text", None)
            if text is None or not _HARD.isdisjoint(text):
                return []
            return text.split()
        return words if all(type(word) is str for word in words) else []

    def draw(self) -> None:
        """Write the lines, each with its element."""
        self._draw_at(self.canv, 0.0, 0.0)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Write the lines at a place: nothing need be moved there and back."""
        self._draw_at(canvas, x, y)

    def _draw_at(self, canvas: Any, x: float, y: float) -> None:
        para, style = self.blPara, self.style
        lines: Sequence[Any] = para.lines
        if not lines:
            return
        left = x + style.leftIndent
        y += self.height - (para.fontSize if para.kind == 0 else lines[0].fontSize)
        first = self._draw_bullet(canvas, x, y) if self.bulletText else 0.0
        if para.kind == 0 and not para.link:
            self._draw_simple(canvas, para, left, y, first)
            return
        for i, line in enumerate(lines):
            stretches = _simple_line(para, line) if para.kind == 0 else _mixed_line(line)
            begin = left + self._shift(line[0] if para.kind == 0 else line.extraSpace) + (0 if i else first)
            self._draw_line(canvas, stretches, begin, y - i * style.leading, behind="" if i + 1 == len(lines) else " ")

    def _shift(self, space: float) -> float:
        """Give how much of a line's free space is before it."""
        alignment = self.style.alignment
        return space if alignment == TA_RIGHT else space / 2 if alignment == TA_CENTER else 0.0

    def _draw_bullet(self, canvas: Any, x: float, y: float) -> float:
        """Write what stands before the first line; give by how much that begins further right."""
        style, text = self.style, str(self.bulletText)
        canvas.begin(self.label or self.element)
        canvas.setFont(style.bulletFontName, style.bulletFontSize)
        canvas.setFillColor(style.textColor)
        canvas.drawString(x + style.bulletIndent, y, text)
        canvas.end()
        wide = plain_width(text, style.bulletFontName, style.bulletFontSize)
        return max(0.0, style.bulletIndent + wide + style.bulletFontSize * 0.6 - style.leftIndent)

    def _draw_simple(self, canvas: Any, para: Any, left: float, y: float, first: float) -> None:
        """Write lines of one kind in one go."""
        document, font, size = canvas._doc, para.fontName, para.fontSize  # noqa: SLF001 # no public way to write quickly
        colour = para.textColor
        code = [f"{_colour(colour.red, colour.green, colour.blue)} BT"]
        last = ""
        at_x = at_y = 0.0
        lines = para.lines
        for i, (space, words) in enumerate(lines):
            x = left + self._shift(space) + (0 if i else first)
            code.append(f"{x - at_x:.3f} {y - at_y:.3f} Td")
            at_x, at_y = x, y
            # what ends a line and is not seen parts it from the next when it is read
            text = " ".join(words) if i + 1 == len(lines) else " ".join([*words, ""])
            for name, string in shown(document, font, text):
                if name != last:
                    code.append(f"{name} {size:.6g} Tf")
                    last = name
                code.append(f"({string}) Tj")
            y -= self.style.leading
        code.append("ET")
        canvas.begin(self.element)
        canvas._code.append(" ".join(code))  # noqa: SLF001 # no public way
        canvas.end()

    def _draw_line(self, canvas: Any, stretches: Iterator[_Stretch], left: float, y: float, *, behind: str) -> None:
        """Write a line of several kinds, links as elements of their own."""
        document = canvas._doc  # noqa: SLF001 # no public way
        pending: list[str] = []
        last: tuple[str, float] = ("", 0.0)
        open_link: Any = None

        def flush() -> None:
            if pending:
                canvas._code.append(f"BT {' '.join(pending)} ET")  # noqa: SLF001 # no public way
                pending.clear()

        for stretch in stretches:
            if stretch.link != open_link or not pending:
                flush()
                canvas.end()
                canvas.begin(self._link(stretch) if stretch.link else self.element)
                open_link = stretch.link
                last = ("", 0.0)
                pending.append(f"1 0 0 1 {left + stretch.x:.3f} {y:.3f} Tm")
            if stretch.colour is not None:
                pending.append(_colour(stretch.colour.red, stretch.colour.green, stretch.colour.blue))
            for name, string in shown(document, stretch.font, stretch.text):
                if (name, stretch.size) != last:
                    pending.append(f"{name} {stretch.size:.6g} Tf")
                    last = (name, stretch.size)
                pending.append(f"({string}) Tj")
            if stretch.link:
                begin = left + stretch.x
                box = (begin, y - stretch.size * 0.25, begin + stretch.width, y + stretch.size * 0.8)
                flush()
                canvas.lead(stretch.link[1], box, stretch.text.strip(), self._link(stretch))
        if pending and behind:
            pending.append(f"({behind}) Tj")
        flush()
        canvas.end()

    def _link(self, stretch: _Stretch) -> Element:
        found = self.links.get(stretch.link)
        if found is None:
            found = self.links[stretch.link] = Element("Link", self.element)
        return found


def _filled(words: list[str], font: str, size: float, widths: Sequence[float]) -> list[tuple[float, list[str]]]:
    """Fill lines with words as ReportLab does; [] where a word is longer than a line, or lines differ."""
    if widths[0] != widths[-1]:
        return []
    units = units_of(font)
    space, most = units[" "], widths[0] * 1000 / size + 1e-6
    lines: list[tuple[float, list[str]]] = []
    begin, at = 0, -space
    for i, word in enumerate(words):
        wide = units[word]
        if wide > most:
            return []
        reach = at + space + wide
        if reach > most:
            lines.append((widths[0] - at * size / 1000, words[begin:i]))
            begin, at = i, wide
        else:
            at = reach
    lines.append((widths[0] - at * size / 1000, words[begin:]))
    return lines


def _words_of(frags: Sequence[Any]) -> list[tuple[float, float, list[tuple[Any, str]]]]:
    """Give the words of text of several kinds: (width, width of the space behind, what it is made of).

    [] where there is more in it than text.
    """
    found: list[tuple[float, float, list[tuple[Any, str]]]] = []
    word: list[tuple[Any, str]] = []
    wide = 0.0

    def end() -> None:
        nonlocal word, wide
        if word:
            last = word[-1][0]
            found.append((wide, units_of(last.fontName)[" "] * last.fontSize / 1000, word))
            word, wide = [], 0.0

    for frag in frags:
        text = getattr(frag, "text", None)
        if text is None or hasattr(frag, "lineBreak") or hasattr(frag, "cbDefn") or not _PARTS.isdisjoint(text):
            return []
        units = units_of(frag.fontName)
        for i, part in enumerate(text.split(" ")):
            if i:
                end()
            if part:
                word.append((frag, part))
                wide += units[part] * frag.fontSize / 1000
    end()
    return found


def _filled_mixed(frags: Sequence[Any], widths: Sequence[float]) -> list[Any]:
    """Fill lines with text of several kinds; [] where a word is longer than a line, or there is more than text."""
    words = _words_of(frags)
    if not words or widths[0] != widths[-1]:
        return []
    most = widths[0] + 1e-6
    lines: list[Any] = []
    line: list[tuple[Any, str]] = []
    at = gap = 0.0
    for wide, space, pieces in words:
        if wide > most:
            return []
        if line and at + gap + wide > most:
            lines.append(_line(line, widths[0] - at))
            line, at = [], 0.0
        if line:
            frag, text = line[-1]
            line[-1] = (frag, f"{text} ")
            at += gap
        for frag, text in pieces:
            if line and line[-1][0] is frag:
                line[-1] = (frag, line[-1][1] + text)
            else:
                line.append((frag, text))
        at += wide
        gap = space
    lines.append(_line(line, widths[0] - at))
    return lines


def _line(pieces: Sequence[tuple[Any, str]], space: float) -> Any:
    """Give a line as ReportLab keeps it."""
    words = [frag.clone(text=text) for frag, text in pieces]
    heights = [getAscentDescent(frag.fontName, frag.fontSize) for frag, _ in pieces]
    return FragLine(
        extraSpace=space,
        wordCount=len(words),
        lineBreak=False,
        words=words,
        fontSize=max(frag.fontSize for frag, _ in pieces),
        ascent=max(ascent for ascent, _ in heights),
        descent=min(descent for _, descent in heights),
        maxWidth=space,
        sFW=0,
    )


def _simple_line(para: Any, line: Any) -> Iterator[_Stretch]:
    text = " ".join(line[1])
    link = para.link[0] if para.link else None
    wide = plain_width(text, para.fontName, para.fontSize)
    yield _Stretch(text, para.fontName, para.fontSize, para.textColor, link, 0.0, wide)


def _mixed_line(line: Any) -> Iterator[_Stretch]:
    x = 0.0
    for frag in line.words:
        text = getattr(frag, "text", "")
        if not text:
            continue
        wide = plain_width(text, frag.fontName, frag.fontSize)
        link = frag.link[0] if frag.link else None
        yield _Stretch(text, frag.fontName, frag.fontSize, frag.textColor, link, x, wide)
        x += wide
