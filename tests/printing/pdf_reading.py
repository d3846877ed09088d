"""Reads what was printed with two readers that know nothing of how it was made: pypdf and pdfium."""

from __future__ import annotations

import io
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image


class Letter(NamedTuple):
    """A letter as it stands on the page, in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Page(NamedTuple):
    width: float
    height: float
    text: str
    letters: tuple[Letter, ...]


_LAM_ALEF = set("لاأإآ")


def flat(text: str) -> str:
    """Give text without any spaces and hyphens: where lines are broken does not matter."""
    return "".join(text.replace("\u00ad", "").replace("\ufffe", "").replace("-", "").split())


def pages(data: bytes, *, every: int = 1) -> list[Page]:
    """Read all pages with pdfium, or one in so many."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [_page(document[i]) for i in range(0, len(document), every)]


def _page(page: Any) -> Page:
    with closing(page), closing(page.get_textpage()) as text:
        count = text.count_chars()
        letters: list[Letter] = []
        for i in range(count):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, i))
            if character.isspace() or pdfium.FPDFText_IsGenerated(text.raw, i):
                continue
            letters.append(Letter(character, *text.get_charbox(i)))
        return Page(*page.get_size(), text.get_text_range().replace("\r\n", "\n"), tuple(letters))


def whole_text(data: bytes) -> str:
    """Give all text, pages apart, as pdfium reads it."""
    return "\n".join(page.text for page in pages(data))


def reader(data: bytes) -> pypdf.PdfReader:
    """Open with pypdf."""
    return pypdf.PdfReader(io.BytesIO(data))


def fonts(data: bytes) -> dict[str, bool]:
    """Say of each font in the file, by name, whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader(data).pages:
        for font in (page["/Resources"].get_object().get("/Font") or {}).values():
            font = font.get_object()
            inner = font.get("/DescendantFonts", [font])[0].get_object()
            descriptor = inner.get("/FontDescriptor")
            embedded = descriptor is not None and any(
                f"/FontFile{n}" in descriptor.get_object() for n in ("", "2", "3")
            )
            found[str(font["/BaseFont"])] = embedded
    return found


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Give the outline: (level, title, number of the page from 0)."""
    opened = reader(data)

    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                number = opened.get_destination_page_number(entry)
                assert number is not None
                yield level, str(entry.title), number

    return list(walk(opened.outline, 0))


def collisions(page: Page) -> list[tuple[Letter, Letter]]:
    """Give letters that have each other's middle: text over text, or the same drawn twice.

    The boxes of neighbours overlap a little where letters lean or are drawn together, as in "ty".
    """
    by_band: dict[int, list[Letter]] = {}
    for letter in page.letters:
        if unicodedata.category(letter.text[:1] or " ") in ("Mn", "Me", "Mc", "Cf"):
            continue  # marks stand on their letters
        for band in range(int(letter.bottom // 12), int(letter.top // 12) + 1):
            by_band.setdefault(band, []).append(letter)
    found: list[tuple[Letter, Letter]] = []
    for letters in by_band.values():
        letters.sort(key=lambda letter: letter.left)
        for i, a in enumerate(letters):
            for b in letters[i + 1 :]:
                if b.left > a.right:
                    break
                if (a.left, a.right) == (b.left, b.right) and (a.text != b.text or a.text in ".f"):
                    continue  # one glyph for both: a ligature, "ff", "…" that is read as three
                if a.text in _LAM_ALEF and b.text in _LAM_ALEF:
                    continue  # written into each other, as they should be
                if within(middle(a), b) and within(middle(b), a):
                    found.append((a, b))
    return found


def middle(letter: Letter) -> tuple[float, float]:
    return (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2


def within(point: tuple[float, float], box: Letter) -> bool:
    return box.left < point[0] < box.right and box.bottom < point[1] < box.top


def outside_margins(page: Page, *, mirrored: bool = False) -> list[Letter]:
    """Give letters that stand outside a page's margins, a hair's breadth allowed for the tails of letters."""
    left, right = (59.5, 59.5) if page.width < page.height else (19.5, 45.5)
    if mirrored:
        left, right = right, left
    low, high = (41.0, 40.0) if page.width < page.height else (23.0, 30.0)
    return [
        letter
        for letter in page.letters
        if letter.left < left
        or letter.right > page.width - right
        or letter.bottom < low
        or letter.top > page.height - high
    ]


def image(data: bytes, number: int, dpi: int) -> Image:
    """Draw a page in grey."""
    with closing(pypdfium2.PdfDocument(data)) as document, closing(document[number]) as page:
        return page.render(scale=dpi / 72, grayscale=True).to_pil()
