"""The typefaces on paper and which of them has a character: Latin first, then one for each other script.

A *stack* is a list of faces in the order in which they are asked; the packaged ones come first, then those of the
system for Chinese, Japanese and Korean, which are too large to be packaged.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS: dict[str, tuple[str, str]] = {
    "NotoSansArmenian": ("NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf"),
    "NotoSansGeorgian": ("NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf"),
    "NotoSansHebrew": ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    "NotoNaskhArabic": ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
    "NotoSansDevanagari": ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    "NotoSansBengali": ("NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf"),
    "NotoSansTamil": ("NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf"),
    "NotoSansEthiopic": ("NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"),
    "NotoSansThai": ("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    "NotoSansKhmer": ("NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"),
}
"""The packaged faces by family: regular and bold."""

CJK_REGULAR = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKjp-Regular.otf",
    "NotoSansJP-Regular.otf",
    "NotoSansCJKsc-Regular.otf",
)
CJK_BOLD = ("NotoSansCJK-Bold.ttc", "NotoSansCJKjp-Bold.otf", "NotoSansJP-Bold.otf", "NotoSansCJKsc-Bold.otf")
CJK_HINT = (
    "For Chinese, Japanese and Korean install Noto Sans CJK (on Debian and Ubuntu: apt-get install fonts-noto-cjk)."
)
"""What to do where their characters have no face."""
_CJK = (
    (0x1100, 0x1200),
    (0x2E80, 0xA4D0),
    (0xAC00, 0xD7B0),
    (0xF900, 0xFB00),
    (0xFE30, 0xFE50),
    (0xFF00, 0xFFF0),
    (0x20000, 0x32000),
)


@cache
def harfbuzz() -> Any:
    """Give HarfBuzz, which is untyped."""
    return import_module("uharfbuzz")


class Typeface:
    """A font file, shaped by HarfBuzz.

    Attributes:
        name: What it is called in the PDF.
        index: Its number in a collection.
    """

    def __init__(self, name: str, path: Path, index: int = 0) -> None:
        self.name, self.path, self.index = name, path, index

    @cached_property
    def face(self) -> Any:
        """HarfBuzz's face."""
        return harfbuzz().Face(harfbuzz().Blob.from_file_path(str(self.path)), self.index)

    @cached_property
    def font(self) -> Any:
        """HarfBuzz's font, in the units of its design."""
        return harfbuzz().Font(self.face)

    @cached_property
    def units(self) -> int:
        """Units to the em."""
        return int(self.face.upem)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that it has."""
        return frozenset(self.face.unicodes)

    @cached_property
    def is_cff(self) -> bool:
        """Whether its outlines are PostScript ones."""
        return "CFF " in self.face.table_tags

    def advance(self, glyph: int) -> float:
        """Give the width of a glyph in thousandths of the em."""
        return float(self.font.get_glyph_h_advance(glyph)) * 1000 / self.units

    def extents(self) -> tuple[float, float]:
        """Give how far letters go up and down, in thousandths of the em; down is negative."""
        found = self.font.get_font_extents("ltr")
        return found.ascender * 1000 / self.units, found.descender * 1000 / self.units


@cache
def typeface(name: str, path: Path, index: int = 0) -> Typeface:
    """Give a face, one object for each file."""
    return Typeface(name, path, index)


@cache
def fallbacks(*, bold: bool) -> tuple[Typeface, ...]:
    """Give the faces that are asked after the Latin one."""
    found = [
        typeface(Path(files[bold]).stem.replace("-Regular", ""), Path(resource(f"fonts/{files[bold]}")))
        for files in SCRIPTS.values()
    ]
    cjk = system_font(CJK_BOLD if bold else CJK_REGULAR) or system_font(CJK_REGULAR)
    return (*found, typeface(f"CJK{'-Bold' if bold else ''}", cjk)) if cjk is not None else tuple(found)


@cache
def all_characters() -> frozenset[int]:
    """Give the code points that one of the fallback faces has."""
    return frozenset[int]().union(*(face.characters for face in fallbacks(bold=False)))


def is_cjk(character: str) -> bool:
    """Tell whether a character is of Chinese, Japanese or Korean writing."""
    code = ord(character)
    return any(first <= code < end for first, end in _CJK)


@cache
def system_font(names: tuple[str, ...]) -> Path | None:
    """Give the first of some font files that this machine has, or None."""
    there: dict[str, Path] = {}
    for folder in _font_folders():
        for at, _, files in os.walk(folder):
            for file in files:
                if file in names:
                    there.setdefault(file, Path(at) / file)
    return next((there[name] for name in names if name in there), None)


def _font_folders() -> Iterator[Path]:
    home = Path.home()
    yield from (home / ".fonts", home / ".local/share/fonts")
    if sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    elif sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    else:
        shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
        yield from (Path(each) / "fonts" for each in shared if each)


def joins(character: str) -> bool:
    """Tell whether a character goes with the one before it whatever face that is in: marks, joiners, spaces."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Zs")
