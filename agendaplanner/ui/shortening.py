"""Words that are made to fit into a width: titles in quotation marks are cut first, so that the rest is still read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TITLE = re.compile("“([^”]*)”")
_LOOSE = " ,:;–-“”…"
"""What does not stand before a …"""
MOST_LETTERS = 60
"""How long a title may be in a sentence that has room to be read."""
LEAST_LETTERS = 8
"""To how many letters a title is cut at the most, before the words lose their end."""


def shortened(words: str, wide: int, measure: Callable[[str], int]) -> str:
    """Give words that are at most ``wide`` by ``measure``, with … where something is left out; "…" always remains.

    >>> shortened("Move “Open hardware for industry” to Sat 09:35", 34, len)
    'Move “Open hardware…” to Sat 09:35'
    >>> shortened("Move 4d to Sat 09:35", 12, len)
    'Move 4d to…'
    """
    if measure(words) <= wide:
        return words
    longest = max((len(title) for title in _TITLE.findall(words)), default=0)
    cut = _most(range(LEAST_LETTERS, longest), lambda letters: _with_titles_of(words, letters), wide, measure)
    if cut is not None:
        return cut
    words = _with_titles_of(words, LEAST_LETTERS)
    return _most(range(len(words)), lambda letters: _cut(words, letters), wide, measure) or "…"


def shortened_titles(words: str, letters: int = MOST_LETTERS) -> str:
    """Give words whose titles in quotation marks are not longer than so many letters; the rest stays.

    >>> shortened_titles("“Open hardware for industry” waits", 13)
    '“Open hardware…” waits'
    """
    return _with_titles_of(words, letters)


def _most(letters: range, words_of: Callable[[int], str], wide: int, measure: Callable[[str], int]) -> str | None:
    """Give the longest of words that fits, or None; they grow with the number of letters."""
    found = None
    low, high = letters.start, letters.stop - 1
    while low <= high:
        middle = (low + high) // 2
        words = words_of(middle)
        if measure(words) <= wide:
            found, low = words, middle + 1
        else:
            high = middle - 1
    return found


def _with_titles_of(words: str, letters: int) -> str:
    return _TITLE.sub(lambda title: f"“{_cut(title[1], letters)}”", words)


def _cut(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[:letters].rstrip(_LOOSE)}…"
