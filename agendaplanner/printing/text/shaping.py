"""From characters to glyphs: text is cut into runs of one direction and one face, and each run is shaped."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.printing.text import bidi
from agendaplanner.printing.text.faces import Typeface, harfbuzz, joins

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT_RUNS = 20_000
_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction, and has no shape."""


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A glyph of a run, in the order from left to right. Lengths are thousandths of the size of the type."""

    id: int
    cluster: int
    """The index in the run's text of the first character that it stands for."""
    advance: float
    x: float
    y: float


class Run(msgspec.Struct, frozen=True):
    """Text of one face and one direction, shaped."""

    face: Typeface
    text: str
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def advance(self) -> float:
        """Its width, in thousandths of the size of the type."""
        return sum(glyph.advance for glyph in self.glyphs)


@lru_cache(maxsize=_KEPT_RUNS)
def shape(face: Typeface, text: str, level: int) -> tuple[Glyph, ...]:
    """Shape text that is all of one face and one direction."""
    buffer = harfbuzz().Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    # a mark keeps its own number, so that each glyph can say what text it stands for
    buffer.cluster_level = harfbuzz().BufferClusterLevel.MONOTONE_CHARACTERS
    harfbuzz().shape(face.font, buffer, {})
    k = 1000 / face.units
    return tuple(
        Glyph(info.codepoint, info.cluster, at.x_advance * k, at.x_offset * k, at.y_offset * k)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def faces_of(text: str, stack: Sequence[Typeface]) -> list[Typeface]:
    """Give the face of each character: the first of the stack that has it; marks and spaces stay with what is before."""
    found: list[Typeface] = []
    for character in text:
        code = ord(character)
        before = found[-1] if found else None
        if (
            before is not None
            and joins(character)
            and (code in before.characters or unicodedata.category(character) == "Cf")
        ):
            found.append(before)
        else:
            found.append(next((face for face in stack if code in face.characters), before or stack[0]))
    return found


def runs_of(
    text: str, stack: Sequence[Typeface], levels: Sequence[int], faces: Sequence[Typeface] | None = None
) -> list[Run]:
    """Cut text into runs and shape them; they are in the order of the text, not yet as they are seen.

    Args:
        text: A line, or a part of one.
        stack: The faces that are asked for a character.
        levels: The embedding level of each character.
        faces: The face of each, where it is known already.
    """
    found: list[Run] = []
    faces = faces_of(text, stack) if faces is None else faces
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and faces[i] is faces[start] and levels[i] == levels[start]:
            continue
        piece = text[start:i]
        if not _CONTROLS.isdisjoint(piece):
            piece = "".join(c for c in piece if c not in _CONTROLS)
        if piece:
            found.append(Run(faces[start], piece, levels[start], shape(faces[start], piece, levels[start])))
        start = i
    return found


def seen_order(runs: Sequence[Run]) -> list[Run]:
    """Put the runs of a line in the order in which they are seen from the left."""
    return bidi.visual_order(runs, [run.level for run in runs])
