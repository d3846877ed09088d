"""The fonts on paper: embedded, with Latin, Greek and Cyrillic. A character that they lack is named, never a silent box."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agendaplanner.model.text import without_controls
from agendaplanner.printing.text import bidi
from agendaplanner.printing.text.faces import CJK_HINT, all_characters, fallbacks, is_cjk, typeface
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

    from agendaplanner.printing.text.faces import Typeface

SERIF, SERIF_BOLD, SERIF_ITALIC = "AgendaSerif", "AgendaSerif-Bold", "AgendaSerif-Italic"
SANS, SANS_BOLD, SANS_ITALIC = "AgendaSans", "AgendaSans-Bold", "AgendaSans-Italic"

_FILES = {
    SERIF: "NotoSerif-Regular.ttf",
    SERIF_BOLD: "NotoSerif-Bold.ttf",
    SERIF_ITALIC: "NotoSerif-Italic.ttf",
    SANS: "NotoSans-Regular.ttf",
    SANS_BOLD: "NotoSans-Bold.ttf",
    SANS_ITALIC: "NotoSans-Italic.ttf",
}
REPLACEMENT = "\ufffd"
_ALIKE: dict[int, str | None] = {
    **str.maketrans({"\t": " ", "\u2212": "–", "\u2010": "-", "\u2011": "-", "\u3000": " "}),
    # ligatures as their letters, so that a search finds them
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    **dict.fromkeys([0xAD, 0x2060, *range(0x2061, 0x2066), *range(0x206A, 0x2070), 0xFE0E, 0xFE0F]),
}
"""What looks the same in a character that the fonts have, or is not seen at all."""
_JOINERS = frozenset(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""What joins, keeps apart or turns the direction: it matters in some scripts, and has nothing to show in the others."""
_RIGHT_TO_LEFT_MARK = "\u200f"
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks over letters that are no character of their own together with them, and what joins."""


@cache
def register() -> dict[str, TTFont]:
    """Make the fonts known to ReportLab, once a process; gives them by name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = {name: TTFont(name, str(resource(f"fonts/{file}"))) for name, file in _FILES.items()}
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    for family, italic in ((SERIF, SERIF_ITALIC), (SANS, SANS_ITALIC)):
        pdfmetrics.registerFontFamily(family, family, f"{family}-Bold", italic, f"{family}-Bold")
    return fonts


@cache
def characters() -> frozenset[int]:
    """Give the code points that every one of the fonts has."""
    fonts = register().values()
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


@cache
def face_stack(font: str) -> tuple[Typeface, ...]:
    """Give the faces that are asked for a character, for one of our fonts: itself, then those of other scripts."""
    own = typeface(_FILES[font].removesuffix(".ttf"), Path(resource(f"fonts/{_FILES[font]}")))
    return (own, *fallbacks(bold=font in (SERIF_BOLD, SANS_BOLD)))


def is_simple(text: str) -> bool:
    """Tell whether ReportLab sets text rightly by itself: from left to right, with characters of the Latin fonts."""
    return text.isascii() or (
        bidi.is_plain(text) and characters().issuperset(map(ord, text.replace("\n", ""))) and not _MARKS.search(text)
    )


def escaped(text: str) -> str:
    r"""Give plain text as the markup of a paragraph.

    >>> escaped("<b> & \n")
    '&lt;b&gt; &amp; <br/>'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")


class Ink:
    """Text on its way to paper: control characters gone, characters without a glyph replaced and remembered."""

    def __init__(self) -> None:
        self._missing: dict[str, str] = {}

    def text(self, text: str, where: str = "") -> str:
        """Give text that the fonts can print."""
        # letters as one character each where there is one
        text = unicodedata.normalize("NFC", without_controls(text).translate(_ALIKE))
        if text.isascii() or is_simple(text):
            return text
        text = "".join(character if character == "\n" else self._shown(character, where) for character in text)
        bare = "".join(character for character in text if character not in _JOINERS)
        # what is marked as read from right to left is, whatever its letters are
        return bare if is_simple(bare) and _RIGHT_TO_LEFT_MARK not in text else text

    def _shown(self, character: str, where: str) -> str:
        """Give a character, or what it is a styled form of, or a visible mark that it is missing."""
        if ord(character) in characters() or ord(character) in all_characters() or character in _JOINERS:
            return character
        simpler = unicodedata.normalize("NFKC", character)
        if simpler and characters().issuperset(map(ord, simpler)):
            return simpler
        self._missing.setdefault(character, where)
        return REPLACEMENT

    def markup(self, text: str, where: str = "") -> str:
        """Give text for a paragraph, whose text is markup: what people typed is escaped."""
        return escaped(self.text(text, where))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give a sentence for each character that no font has."""
        found = tuple(
            f"The character {character} (U+{ord(character):04X}) is in none of the fonts; it first stands in {where or 'the text'}."
            for character, where in self._missing.items()
        )
        return (*found, CJK_HINT) if any(map(is_cjk, self._missing)) else found
