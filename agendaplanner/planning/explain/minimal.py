"""Leaving of a conflict only what is needed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agendaplanner.planning.explain.facts import Conflict, Element


def minimal(
    elements: Iterable[Element], is_impossible: Callable[[Conflict], bool], enough: Callable[[], bool] = lambda: False
) -> Conflict:
    """Give a part of a conflict of which nothing more can be left out, trying in this order to leave out.

    Large pieces are tried first, then each element by itself (a deletion filter: Chinneck and Dravnieks 1991,
    doi:10.1287/ijoc.3.2.157). What cannot be told to be impossible counts as possible.
    With ``enough`` it leaves off, with a conflict that may be larger.
    """
    kept = list(dict.fromkeys(elements))
    size = max(len(kept) // 2, 1)
    while True:
        i = 0
        while i < len(kept):
            if enough():
                return frozenset(kept)
            rest = kept[:i] + kept[i + size :]
            if is_impossible(frozenset(rest)):
                kept = rest
            else:
                i += size
        if size == 1:
            return frozenset(kept)
        size //= 2
