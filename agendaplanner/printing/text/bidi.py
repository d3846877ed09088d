"""The order in which mixed text is set: the Unicode bidirectional algorithm (UAX #9, revision 46).

``levels`` gives each character of a paragraph its embedding level; ``visual_order`` puts a line's runs in the order in
which they are seen. Written for paragraphs of a programme: short, and most of them left-to-right throughout, which is
seen at once and costs nothing.

Source: https://www.unicode.org/reports/tr9/.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from agendaplanner.printing.text.bidi_rules import REMOVED, Paragraph, first_strong

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
_TURNS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI", "PDF", "PDI"))

# unassigned code points of right-to-left blocks are right-to-left, as DerivedBidiClass.txt has it (first, last + 1, class)
_DEFAULTS = (
    (0x0590, 0x0600, "R"),
    (0x0600, 0x07C0, "AL"),
    (0x07C0, 0x0860, "R"),
    (0x0860, 0x0900, "AL"),
    (0x20A0, 0x20D0, "ET"),
    (0xFB1D, 0xFB50, "R"),
    (0xFB50, 0xFDD0, "AL"),
    (0xFDF0, 0xFE00, "AL"),
    (0xFE70, 0xFF00, "AL"),
    (0x10800, 0x10D00, "R"),
    (0x10D00, 0x10D40, "AL"),
    (0x10D40, 0x10EC0, "R"),
    (0x10EC0, 0x10F00, "AL"),
    (0x10F00, 0x10F30, "R"),
    (0x10F30, 0x10F70, "AL"),
    (0x10F70, 0x11000, "R"),
    (0x1E800, 0x1EC70, "R"),
    (0x1EC70, 0x1ECC0, "AL"),
    (0x1ECC0, 0x1ED00, "R"),
    (0x1ED00, 0x1ED50, "AL"),
    (0x1ED50, 0x1EE00, "R"),
    (0x1EE00, 0x1EF00, "AL"),
    (0x1EF00, 0x1F000, "R"),
)
_FIRSTS = [first for first, _, _ in _DEFAULTS]


@lru_cache(maxsize=8192)
def bidi_class(character: str) -> str:
    """Give a character's bidirectional class, also where it is not assigned yet."""
    found = unicodedata.bidirectional(character)
    if found:
        return found
    code = ord(character)
    at = bisect_right(_FIRSTS, code) - 1
    return _DEFAULTS[at][2] if at >= 0 and code < _DEFAULTS[at][1] else "L"


def is_plain(text: str) -> bool:
    """Tell whether text runs left to right throughout, so that there is nothing to work out."""
    return text.isascii() or not any(bidi_class(character) in _TURNS for character in text)


def base_level(text: str) -> int:
    """Give the level of a paragraph by its first strong character (P2, P3): 0 left to right, 1 right to left."""
    return first_strong([bidi_class(character) for character in text], 0)


def levels(text: str, base: int | None = None) -> list[int]:
    """Give the embedding level of each character of a paragraph; odd ones run right to left.

    Args:
        text: One paragraph.
        base: The level of the paragraph, 0 or 1; None: by its first strong character.
    """
    if base in (0, None) and is_plain(text):
        return [0] * len(text)
    return resolved([bidi_class(character) for character in text], base, text)


def resolved(classes: Sequence[str], base: int | None = None, text: str | None = None) -> list[int]:
    """Give the levels of characters of which the classes are known; ``text`` is needed for pairs of brackets (N0)."""
    if base is None:
        base = first_strong(classes, 0)
    return Paragraph(classes, base, text).levels()


def visual_order(runs: Sequence[T], levels_: Sequence[int]) -> list[T]:
    """Give the runs of a line, each of one level, in the order in which they are seen from the left (L2)."""
    order = list(zip(levels_, runs, strict=True))
    odd = [level for level in levels_ if level % 2]
    for level in range(max(levels_, default=0), min(odd, default=1) - 1, -1):
        i = 0
        while i < len(order):
            if order[i][0] < level:
                i += 1
                continue
            end = i
            while end < len(order) and order[end][0] >= level:
                end += 1
            order[i:end] = order[i:end][::-1]
            i = end
    return [run for _, run in order]


def line_levels(text: str, levels_: Sequence[int], base: int) -> list[int]:
    """Give the levels of a line, cut from its paragraph: spaces at its end take the paragraph's direction (L1)."""
    found = list(levels_)
    back = True
    for i in range(len(text) - 1, -1, -1):
        kind = bidi_class(text[i])
        if kind in ("B", "S"):
            found[i], back = base, True
        elif back and kind in ("WS", "LRI", "RLI", "FSI", "PDI"):
            found[i] = base
        elif kind not in REMOVED:  # a joiner stays with the letter that it joins
            back = False
    return found
