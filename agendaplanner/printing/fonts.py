"""The fonts on paper: embedded, with Latin, Greek and Cyrillic. A character that they lack is named, never a silent box."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from agendaplanner.model.text import without_controls
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

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
    # what chooses a look, joins, or turns the direction has nothing to show on paper in these scripts
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFE0E, 0xFE0F]),
}
"""What looks the same in a character that the fonts have, or is not seen at all."""


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
        # letters as one character each where there is one: marks are not set over letters here
        text = unicodedata.normalize("NFC", without_controls(text).translate(_ALIKE))
        if characters().issuperset(map(ord, text.replace("\n", ""))):
            return text
        return "".join(character if character == "\n" else self._shown(character, where) for character in text)

    def _shown(self, character: str, where: str) -> str:
        """Give a character, or what it is a styled form of, or a visible mark that it is missing."""
        if ord(character) in characters():
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
        return tuple(
            f"The character {character} (U+{ord(character):04X}) is in none of the fonts; it first stands in {where or 'the text'}."
            for character, where in self._missing.items()
        )
