"""Plain text measured and made ready to be written: words and letters are looked up once.

A meeting's texts have few different words, and each is measured once; what a letter is in a document's subset of a font
is asked once too.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_MOST_WORDS = 100_000
_LONG_WORD = 60
"""Longer ones do not come again."""


class Units(dict[str, int]):
    """The widths of words in thousandths of a size, each measured once."""

    def __init__(self, font: str) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        super().__init__()
        known: Any = getFont(font)
        face = known.face
        self._widths, self._default = face.charWidths, face.defaultWidth

    def __missing__(self, word: str) -> int:
        get, default = self._widths.get, self._default
        found = sum([get(ord(letter), default) for letter in word])
        if len(word) <= _LONG_WORD:
            if len(self) > _MOST_WORDS:
                self.clear()
            self[word] = found
        return found


@cache
def units_of(font: str) -> Units:
    """Give the widths of words in a font."""
    return Units(font)


def plain_width(text: str, font: str, size: float) -> float:
    """Give the width of a line of plain text in points, word by word."""
    units = units_of(font)
    words = text.split(" ")
    return (sum([units[word] for word in words]) + (len(words) - 1) * units[" "]) * size / 1000


class _OtherSubset(Exception):
    """A letter is not in the first subset of its font: a sign between two functions, no mistake."""


class _Codes(dict[int, str]):
    """What letters are in a document's first subset of a font, as they stand in a string."""

    def __init__(self, font: Any, document: Any) -> None:
        super().__init__({code: _in_string(bytes([code])) for code in range(32, 127)})
        self._font, self._document = font, document
        font.splitString(" ", document)
        self.name = font.getSubsetInternalName(0, document)

    def __missing__(self, code: int) -> str:
        ((subset, data),) = self._font.splitString(chr(code), self._document)
        if subset:
            raise _OtherSubset
        found = self[code] = _in_string(data)
        return found


def shown(document: Any, font: str, text: str) -> list[tuple[str, str]]:
    """Give text as strings of a page: (the name of the font's subset, the string without its brackets)."""
    from reportlab.pdfbase.pdfmetrics import getFont

    by_font: dict[str, _Codes] = vars(document).setdefault("agendaplanner_codes", {})
    codes = by_font.get(font)
    if codes is None:
        codes = by_font[font] = _Codes(getFont(font), document)
    try:
        return [(codes.name, text.translate(codes))]
    except _OtherSubset:
        face: Any = getFont(font)
        return [
            (face.getSubsetInternalName(subset, document), _in_string(data))
            for subset, data in face.splitString(text, document)
        ]


def _in_string(data: bytes) -> str:
    r"""Give bytes as they stand between the brackets of a string.

    >>> _in_string(b"a(\x80")
    'a\\(\\200'
    """
    return "".join([_ESCAPED[byte] for byte in data])


_ESCAPED = [
    f"\\{chr(byte)}" if chr(byte) in "\\()" else chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
    for byte in range(256)
]
