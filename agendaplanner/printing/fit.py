"""Text in boxes: wrapped, shrunk within limits, then cut short with an ellipsis; never outside its box."""

from __future__ import annotations

from functools import lru_cache

from agendaplanner.printing.text.single import width

_BREAKS = "-/–_"
"""A word that is longer than a line is broken behind one of these, if it has one."""


_AT_ONCE = 256
"""Characters of a long word that are looked at before all of it is."""
_NARROWEST = 0.15
"""No letter but marks is narrower, of its size."""


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
        while len(word) > 1 and not _fits(word, font, size, space):
            piece = _beginning(word, font, size, space)
            lines.append(piece if piece[-1] in _BREAKS else f"{piece}-")
            word = word[len(piece) :]  # what is left of the word goes on
        line = word
    if line:
        lines.append(line)
    return tuple(lines)


def balanced(text: str, font: str, size: float, space: float) -> tuple[str, ...]:
    """Break text into as few lines as ``wrapped`` does, about equally long: a title does not end in one lone word."""
    lines = wrapped(text, font, size, space)
    low, high = max((width(word, font, size) for word in text.split()), default=0.0), space
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        if len(wrapped(text, font, size, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return wrapped(text, font, size, min(high, space))


def _beginning(word: str, font: str, size: float, space: float) -> str:
    """Give as much of a long word as a line takes, at least a letter; up to a hyphen or slash where there is one."""
    whole, beyond = 1, len(word)
    if beyond > _AT_ONCE and width(word[:_AT_ONCE], font, size) > space:
        beyond = _AT_ONCE
    while beyond - whole > 1:
        middle = (whole + beyond) // 2
        if width(word[:middle] + "-", font, size) <= space:
            whole = middle
        else:
            beyond = middle
    at_sign = max(word.rfind(sign, 0, whole + 1) for sign in _BREAKS) + 1
    # such a sign may be wider than the hyphen that was reckoned with
    if at_sign > 2 and width(word[:at_sign], font, size) <= space:
        return word[:at_sign]
    return word[:whole]


def _fits(text: str, font: str, size: float, space: float) -> bool:
    """Tell whether text is narrow enough; of long text the beginning tells that it is not."""
    if len(text) > _AT_ONCE and width(text[:_AT_ONCE], font, size) > space:
        return False
    return width(text, font, size) <= space


def fitted(
    text: str, font: str, sizes: tuple[float, ...], space: float, height: float, leading: float = 1.22
) -> tuple[float, tuple[str, ...]]:
    """Give the largest of some sizes at which text fits a box, with its lines; at the smallest it is cut short.

    Returns:
        (size, lines); no lines where not even one fits.
    """
    # of what can never fit there is no need to look at more than so much
    most = (int(height / (sizes[-1] * leading)) + 2) * (int(space / (sizes[-1] * _NARROWEST)) + 2)
    text = text[: max(most, 0)]
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
