"""Text in boxes: wrapped, shrunk within limits, then cut short with an ellipsis; never outside its box."""

from __future__ import annotations

from functools import lru_cache


def width(text: str, font: str, size: float) -> float:
    """Give the width of text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return stringWidth(text, font, size)


def elided(text: str, font: str, size: float, space: float) -> str:
    """Give text cut short, with an ellipsis, so that it is at most ``space`` points wide; "" where nothing fits."""
    if width(text, font, size) <= space:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", font, size) <= space:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""


@lru_cache(maxsize=4096)
def wrapped(text: str, font: str, size: float, space: float) -> tuple[str, ...]:
    """Break text into lines of at most ``space`` points; a word that is longer is broken itself."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}".strip()
        if width(candidate, font, size) <= space:
            line = candidate
            continue
        if line:
            lines.append(line)
        while width(word, font, size) > space and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and width(word[:cut] + "-", font, size) > space:
                cut -= 1
            lines.append(f"{word[:cut]}-")
            word = word[cut:]  # what is left of the word goes on
        line = word
    if line:
        lines.append(line)
    return tuple(lines)


def fitted(
    text: str, font: str, sizes: tuple[float, ...], space: float, height: float, leading: float = 1.22
) -> tuple[float, tuple[str, ...]]:
    """Give the largest of some sizes at which text fits a box, with its lines; at the smallest it is cut short.

    Returns:
        (size, lines); no lines where not even one fits.
    """
    for size in sizes:
        lines = wrapped(text, font, size, space)
        if len(lines) * size * leading <= height:
            return size, lines
    size = sizes[-1]
    room = int(height / (size * leading))
    if room < 1:
        return size, ()
    lines = wrapped(text, font, size, space)
    rest = " ".join(lines[room - 1 :])
    last = elided(rest, font, size, space)
    return size, (*lines[: room - 1], last) if last else lines[: room - 1]
