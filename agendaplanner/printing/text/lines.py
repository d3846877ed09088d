"""Paragraphs of mixed text broken into lines: where Unicode allows a break, Thai and Khmer by their words.

A paragraph is a list of spans; its direction is its own (by its first strong letter, unless it is told), and each line
is put in order after it has been broken.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.printing.text import bidi
from agendaplanner.printing.text.faces import Typeface
from agendaplanner.printing.text.shaping import Run, faces_of, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Text that looks the same throughout."""

    text: str
    stack: tuple[Typeface, ...]
    size: float
    colour: object = None
    link: str = ""
    rise: float = 0


_AT_ONCE = 256
"""Letters of a long word that are looked at before all of it is."""


class Piece(msgspec.Struct, frozen=True):
    """A run of a line with the span that it is of."""

    run: Run
    span: Span

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.run.advance * self.span.size / 1000


class Line(msgspec.Struct, frozen=True):
    """A line, its pieces in the order in which they are seen from the left."""

    pieces: tuple[Piece, ...]
    width: float
    base: int
    """0: of a paragraph from left to right; 1: from right to left."""


def lines_of(
    spans: Sequence[Span], space: float, *, first_space: float | None = None, base: int | None = None
) -> list[Line]:
    """Break a paragraph into lines.

    Args:
        spans: Its text; a line feed ends a line.
        space: The width of a line in points.
        first_space: That of the first line, if it is another.
        base: 0 or 1, the paragraph's direction; None: by its first strong letter.
    """
    text = "".join(span.text for span in spans)
    if base is None:
        base = bidi.base_level(text)
    paragraph = _Paragraph(spans, text, base)
    found: list[Line] = []
    start = 0
    while start < len(text):
        end = paragraph.fill(start, space if found or first_space is None else first_space)
        found.append(paragraph.line(start, end))
        start = end
    return found or [Line((), 0, base)]


class _Paragraph:
    def __init__(self, spans: Sequence[Span], text: str, base: int) -> None:
        self._text, self._base = text, base
        self._spans: list[tuple[int, int, Span, list[Typeface]]] = []
        start = 0
        for span in spans:
            if span.text:
                faces = faces_of(span.text.replace("\n", " "), span.stack)
                self._spans.append((start, start + len(span.text), span, faces))
                start += len(span.text)
        self._levels: list[int] = []
        for part in text.split("\n"):  # each line that was ended by hand is in an order of its own
            self._levels += [*bidi.levels(part, base), base]
        self._breaks = _breaks(text)

    def fill(self, start: int, space: float) -> int:
        """Give where the line that begins here ends: after as many whole segments as there is room for."""
        end = start
        for stop in self._breaks[bisect_right(self._breaks, start) :]:
            if stop - start > _AT_ONCE and self._width(start, start + _AT_ONCE) > space:
                # a word so long that its beginning is enough
                return end if end > start else self._cut(start, start + _AT_ONCE, space)
            # as a whole, for letters change their widths with what stands beside them; spaces at the end take no room
            if self._width(start, start + len(self._text[start:stop].rstrip())) > space:
                return end if end > start else self._cut(start, stop, space)
            end = stop
            if self._text[end - 1] == "\n":
                return end
        return end

    def _cut(self, start: int, stop: int, space: float) -> int:
        """Give where a word that is longer than a line is cut: at least one letter stays."""
        from icu4py.breakers import CharacterBreaker

        ends = list(
            accumulate((len(letter) for letter in CharacterBreaker(self._text[start:stop], "en")), initial=start)
        )
        fits, beyond = 1, len(ends)
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            if self._width(start, ends[middle]) <= space:
                fits = middle
            else:
                beyond = middle
        return ends[fits]

    def _width(self, start: int, end: int) -> float:
        return sum(piece.width for piece in self._pieces(start, end, self._levels[start:end]))

    def line(self, start: int, end: int) -> Line:
        """Give a line, in the order in which it is seen."""
        while end > start and self._text[end - 1] in " \n\u3000":
            end -= 1
        levels = bidi.line_levels(self._text[start:end], self._levels[start:end], self._base)
        pieces = list(self._pieces(start, end, levels))
        seen = bidi.visual_order(pieces, [piece.run.level for piece in pieces])
        return Line(tuple(seen), sum(piece.width for piece in seen), self._base)

    def _pieces(self, start: int, end: int, levels: Sequence[int]) -> Iterator[Piece]:
        for first, last, span, faces in self._spans:
            left, right = max(first, start), min(last, end)
            if left < right:
                words = self._text[left:right].replace("\n", " ")
                known = faces[left - first : right - first]
                for run in runs_of(words, span.stack, levels[left - start : right - start], known):
                    yield Piece(run, span)


def _breaks(text: str) -> list[int]:
    """Give where lines may end."""
    from icu4py.breakers import LineBreaker

    found: list[int] = []
    at = 0
    for segment in LineBreaker(text, "en"):
        at += len(segment)
        found.append(at)
    return found
