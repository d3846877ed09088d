"""Writing shaped runs into a page: glyphs at their places, with the text they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.printing.text.embedding import embedded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.printing.text.faces import Typeface
    from agendaplanner.printing.text.shaping import Glyph, Run

_NO_TEXT = "\u200b"
"""What a further glyph of a cluster stands for: nothing that is seen. Without any text a reader shows its number."""
_NEAR = 0.5
"""Thousandths of the size: what differs by less is the same place."""


def draw_runs(canvas: Any, x: float, y: float, runs: Iterable[Run], size: float) -> float:
    """Write runs, in the order in which they are seen, from a place on; give where they end, in points."""
    # ReportLab has no public way to write glyphs by their numbers
    document: Any = canvas._doc  # noqa: SLF001 # no public way
    code: list[str] = []
    for run in runs:
        font = embedded(run.face)
        pen = _Pen(code, font.used_in(document), run.face, x, y, size)
        code.append(f"BT {document.getInternalFontName(font.fontName)} {size:.6g} Tf")
        for glyphs, text in clusters(run):
            pen.cluster(glyphs, text)
        pen.flush()
        code.append("ET")
        x = pen.x
    if code:
        # as one, so that what is marked is whole
        canvas._code.append("\n".join(code))  # noqa: SLF001 # no public way
    return x


def clusters(run: Run) -> list[tuple[Sequence[Glyph], str]]:
    """Give the glyphs of a run by what they stand for together: (glyphs from left to right, text)."""
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    found: list[tuple[list[Glyph], str]] = []
    last = -1
    for glyph in run.glyphs:
        if found and glyph.cluster == last:
            found[-1][0].append(glyph)
        else:
            found.append(([glyph], run.text[glyph.cluster : ends[glyph.cluster]]))
        last = glyph.cluster
    return [(glyphs, text) for glyphs, text in found]


class _Pen:
    """Writes glyphs one after the other: as many as stand on one line without a gap in one go, as readers expect."""

    def __init__(self, code: list[str], used: dict[int, str], face: Typeface, x: float, y: float, size: float) -> None:
        self._code, self._used, self._face = code, used, face
        self.x, self._y, self._k = x, y, size / 1000
        self._begin = x
        self._pending: list[str] = []

    def cluster(self, glyphs: Sequence[Glyph], text: str) -> None:
        """Write one cluster. Its text is on its first glyph; where that stands for other text too, it is said here."""
        used = self._used
        # each of them is noted, whatever the others come to: what is not noted is not in the file
        noted = [
            used.setdefault(glyphs[0].id, text) == text,
            *(used.setdefault(glyph.id, _NO_TEXT) == _NO_TEXT for glyph in glyphs[1:]),
        ]
        if len(glyphs) == 1 and all(noted):
            self._glyph(glyphs[0])
            return
        self.flush()
        self._code.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")
        for glyph in glyphs:
            self._glyph(glyph)
        self.flush()
        self._code.append("EMC")

    def _glyph(self, glyph: Glyph) -> None:
        if abs(glyph.x) > _NEAR or abs(glyph.y) > _NEAR:
            self.flush()
            x, y = self.x + glyph.x * self._k, self._y + glyph.y * self._k
            self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{glyph.id:04X}> Tj")
            self.x += glyph.advance * self._k
            self._begin = self.x
            return
        self._pending.append(f"<{glyph.id:04X}>")
        kerned = self._face.advance(glyph.id) - glyph.advance
        if abs(kerned) > _NEAR:
            self._pending.append(f"{kerned:.0f}")
        self.x += glyph.advance * self._k

    def flush(self) -> None:
        """Write what is still to be written."""
        if self._pending:
            self._code.append(f"1 0 0 1 {self._begin:.2f} {self._y:.2f} Tm [{''.join(self._pending)}] TJ")
            self._pending.clear()
        self._begin = self.x
