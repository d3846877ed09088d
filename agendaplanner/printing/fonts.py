"""The fonts on paper: embedded, with Latin, Greek and Cyrillic. A character that they lack is named, never a silent box."""

from __future__ import annotations

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
_ALIKE = str.maketrans({"\t": " ", "\u2212": "–", "\u2010": "-", "\u2011": "-", "\ufe0e": None, "\ufe0f": None})
"""What looks the same in a character that the fonts have; variation selectors choose a look that paper has not."""


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


class Ink:
    """Text on its way to paper: control characters gone, characters without a glyph replaced and remembered."""

    def __init__(self) -> None:
        self._missing: dict[str, str] = {}

    def text(self, text: str, where: str = "") -> str:
        """Give text that the fonts can print."""
        text = without_controls(text).translate(_ALIKE)
        known = characters()
        if all(ord(c) in known or c == "\n" for c in text):
            return text
        for character in text:
            if ord(character) not in known and character != "\n":
                self._missing.setdefault(character, where)
        return "".join(c if ord(c) in known or c == "\n" else REPLACEMENT for c in text)

    def markup(self, text: str, where: str = "") -> str:
        """Give text for a paragraph, whose text is markup: what people typed is escaped."""
        text = self.text(text, where)
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give a sentence for each character that no font has."""
        return tuple(
            f"The character {character} (U+{ord(character):04X}) is in none of the fonts; it first stands in {where or 'the text'}."
            for character, where in self._missing.items()
        )
