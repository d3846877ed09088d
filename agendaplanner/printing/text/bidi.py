"""The order in which mixed text is set: the Unicode bidirectional algorithm (UAX #9, revision 46).

``levels`` gives each character of a paragraph its embedding level; ``visual_order`` puts a line's runs in the order in
which they are seen. Written for paragraphs of a programme: short, and most of them left-to-right throughout, which is
seen at once and costs nothing.

Source: https://www.unicode.org/reports/tr9/. The rules' names stand in the comments.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
MAX_DEPTH = 125
_EMBEDDINGS = {"LRE": 0, "RLE": 1, "LRO": 0, "RLO": 1}
_OVERRIDES = {"LRO": "L", "RLO": "R"}
_ISOLATES = ("LRI", "RLI", "FSI")
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_TURNS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI", "PDF", "PDI"))
_MOST_BRACKETS = 63
_ODD_BRACKETS = {"\u0f3a": "\u0f3b", "\u0f3c": "\u0f3d", "\u169b": "\u169c", "\u2993": "\u2994", "\u2995": "\u2996"}
"""Pairs whose names do not say left and right."""

# unassigned code points of right-to-left blocks are right-to-left, as DerivedBidiClass.txt has it (first, last + 1, class)
_DEFAULTS = (
    (0x0590, 0x0600, "R"),
    (0x0600, 0x07C0, "AL"),
    (0x07C0, 0x0860, "R"),
    (0x0860, 0x0900, "AL"),
    (0x20A0, 0x20D0, "ET"),
    (0xFB1D, 0xFB50, "R"),
    (0xFB50, 0xFDD0, "AL"),
    (0xFDF0, 0xFE00, "AL"),
    (0xFE70, 0xFF00, "AL"),
    (0x10800, 0x10D00, "R"),
    (0x10D00, 0x10D40, "AL"),
    (0x10D40, 0x10EC0, "R"),
    (0x10EC0, 0x10F00, "AL"),
    (0x10F00, 0x10F30, "R"),
    (0x10F30, 0x10F70, "AL"),
    (0x10F70, 0x11000, "R"),
    (0x1E800, 0x1EC70, "R"),
    (0x1EC70, 0x1ECC0, "AL"),
    (0x1ECC0, 0x1ED00, "R"),
    (0x1ED00, 0x1ED50, "AL"),
    (0x1ED50, 0x1EE00, "R"),
    (0x1EE00, 0x1EF00, "AL"),
    (0x1EF00, 0x1F000, "R"),
)
_FIRSTS = [first for first, _, _ in _DEFAULTS]


@lru_cache(maxsize=8192)
def bidi_class(character: str) -> str:
    """Give a character's bidirectional class, also where it is not assigned yet."""
    found = unicodedata.bidirectional(character)
    if found:
        return found
    code = ord(character)
    at = bisect_right(_FIRSTS, code) - 1
    return _DEFAULTS[at][2] if at >= 0 and code < _DEFAULTS[at][1] else "L"


def is_plain(text: str) -> bool:
    """Tell whether text runs left to right throughout, so that there is nothing to work out."""
    return text.isascii() or not any(bidi_class(character) in _TURNS for character in text)


def base_level(text: str) -> int:
    """Give the level of a paragraph by its first strong character (P2, P3): 0 left to right, 1 right to left."""
    return _first_strong([bidi_class(character) for character in text], 0)


def levels(text: str, base: int | None = None) -> list[int]:
    """Give the embedding level of each character of a paragraph; odd ones run right to left.

    Args:
        text: One paragraph.
        base: The level of the paragraph, 0 or 1; None: by its first strong character.
    """
    if base in (0, None) and is_plain(text):
        return [0] * len(text)
    return resolved([bidi_class(character) for character in text], base, text)


def resolved(classes: Sequence[str], base: int | None = None, text: str | None = None) -> list[int]:
    """Give the levels of characters of which the classes are known; ``text`` is needed for pairs of brackets (N0)."""
    if base is None:
        base = _first_strong(classes, 0)
    return _Paragraph(classes, base, text).levels()


def visual_order(runs: Sequence[T], levels_: Sequence[int]) -> list[T]:
    """Give the runs of a line, each of one level, in the order in which they are seen from the left (L2)."""
    order = list(zip(levels_, runs, strict=True))
    odd = [level for level in levels_ if level % 2]
    for level in range(max(levels_, default=0), min(odd, default=1) - 1, -1):
        i = 0
        while i < len(order):
            if order[i][0] < level:
                i += 1
                continue
            end = i
            while end < len(order) and order[end][0] >= level:
                end += 1
            order[i:end] = order[i:end][::-1]
            i = end
    return [run for _, run in order]


def line_levels(text: str, levels_: Sequence[int], base: int) -> list[int]:
    """Give the levels of a line, cut from its paragraph: spaces at its end take the paragraph's direction (L1)."""
    found = list(levels_)
    back = True
    for i in range(len(text) - 1, -1, -1):
        kind = bidi_class(text[i])
        if kind in ("B", "S"):
            found[i], back = base, True
        elif back and kind in ("WS", "LRI", "RLI", "FSI", "PDI"):
            found[i] = base
        elif kind not in _REMOVED:  # a joiner stays with the letter that it joins
            back = False
    return found


def _first_strong(classes: Sequence[str], start: int, *, inside: bool = False) -> int:
    depth = 0
    for kind in classes[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth:
                depth -= 1
            elif inside:
                return 0
        elif kind == "B":
            return 0
        elif depth == 0 and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


class _Paragraph:
    """One run of the algorithm."""

    def __init__(self, classes: Sequence[str], base: int, text: str | None) -> None:
        self._original = classes
        self._kinds = list(classes)
        self._base = base
        self._text = text
        self._levels = [base] * len(classes)
        self._given = self._levels
        """The levels before anything is raised: what stands beside a sequence is judged by these."""
        self._matching = _matching_isolates(classes)

    def levels(self) -> list[int]:
        """Work it out."""
        self._explicit()
        self._given = list(self._levels)
        for sequence in self._sequences():
            _Sequence(self, sequence).resolve()
        self._separators()
        return self._levels

    # explicit embeddings: X1-X8

    def _explicit(self) -> None:
        stack: list[tuple[int, str | None, bool]] = [(self._base, None, False)]
        lost_isolates = lost_embeddings = isolates = 0
        for i, kind in enumerate(self._original):
            level, override, _ = stack[-1]
            if kind in _EMBEDDINGS:
                self._levels[i] = level
                deeper = _next_level(level, _EMBEDDINGS[kind])
                if deeper <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                    stack.append((deeper, _OVERRIDES.get(kind), False))
                elif not lost_isolates:
                    lost_embeddings += 1
            elif kind in _ISOLATES:
                self._levels[i] = level
                if override:
                    self._kinds[i] = override
                right = kind == "RLI" or (kind == "FSI" and _first_strong(self._original, i + 1, inside=True) == 1)
                deeper = _next_level(level, int(right))
                if deeper <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                    isolates += 1
                    stack.append((deeper, None, True))
                else:
                    lost_isolates += 1
            elif kind == "PDI":
                if lost_isolates:
                    lost_isolates -= 1
                elif isolates:
                    lost_embeddings = 0
                    while not stack[-1][2]:
                        stack.pop()
                    stack.pop()
                    isolates -= 1
                level, override, _ = stack[-1]
                self._levels[i] = level
                if override:
                    self._kinds[i] = override
            elif kind == "PDF":
                self._levels[i] = level
                if not lost_isolates:
                    if lost_embeddings:
                        lost_embeddings -= 1
                    elif not stack[-1][2] and len(stack) > 1:
                        stack.pop()
            elif kind == "B":
                self._levels[i] = self._base
            else:
                self._levels[i] = level
                if override and kind != "BN":
                    self._kinds[i] = override

    # isolating run sequences: X10

    def _sequences(self) -> list[list[int]]:
        """Give the indexes of each sequence; what X9 removes is left out, and takes the level before it in the end."""
        kept = [i for i, kind in enumerate(self._original) if kind not in _REMOVED]
        runs: list[list[int]] = []
        for i in kept:
            if runs and self._levels[runs[-1][-1]] == self._levels[i]:
                runs[-1].append(i)
            else:
                runs.append([i])
        begins = {run[0]: run for run in runs}
        found: list[list[int]] = []
        taken: set[int] = set()
        for run in runs:
            if run[0] in taken or (self._original[run[0]] == "PDI" and run[0] in self._matching.values()):
                continue
            sequence = list(run)
            while (end := self._matching.get(sequence[-1])) is not None and end in begins:
                taken.add(end)
                sequence += begins[end]
            found.append(sequence)
        return found

    def edges(self, sequence: Sequence[int]) -> tuple[str, str]:
        """Give the directions at both ends of a sequence (sos, eos)."""
        first, last = sequence[0], sequence[-1]
        given = self._given
        before = next((given[i] for i in range(first - 1, -1, -1) if self._keeps(i)), self._base)
        after = self._base
        if not (self._original[last] in _ISOLATES and last not in self._matching):
            after = next((given[i] for i in range(last + 1, len(given)) if self._keeps(i)), self._base)
        return _direction(max(before, given[first])), _direction(max(after, given[last]))

    def _keeps(self, i: int) -> bool:
        return self._original[i] not in _REMOVED

    # for the sequences

    def kind(self, i: int) -> str:
        """Give what a character counts as."""
        return self._kinds[i]

    def level(self, i: int) -> int:
        """Give the level of a character so far."""
        return self._levels[i]

    def raise_to(self, i: int, level: int) -> None:
        """Set the level of a character."""
        self._levels[i] = level

    def original(self, i: int) -> str:
        """Give the class of a character."""
        return self._original[i]

    def character(self, i: int) -> str:
        """Give a character, or "" where only classes are known."""
        return self._text[i] if self._text is not None else ""

    # the end of the paragraph: what X9 removed follows what stands before it; L1 for the paragraph as one line

    def _separators(self) -> None:
        level = self._base
        for i, kind in enumerate(self._original):
            if kind in _REMOVED:
                self._levels[i] = level
            else:
                level = self._levels[i]
        back = True
        for i in range(len(self._original) - 1, -1, -1):
            kind = self._original[i]
            if kind in ("B", "S"):
                self._levels[i], back = self._base, True
            elif back and (kind in ("WS", "LRI", "RLI", "FSI", "PDI") or kind in _REMOVED):
                self._levels[i] = self._base
            else:
                back = False


class _Sequence:
    """Weak and neutral types of one isolating run sequence, and the levels that follow."""

    def __init__(self, paragraph: _Paragraph, indexes: Sequence[int]) -> None:
        self._paragraph = paragraph
        self._at = indexes
        self._kinds = [paragraph.kind(i) for i in indexes]
        self._start, self._end = paragraph.edges(indexes)
        self._level = paragraph.level(indexes[0])

    def resolve(self) -> None:
        """Work it out."""
        self._weak()
        self._brackets()
        self._neutral()
        for kind, i in zip(self._kinds, self._at, strict=True):  # I1, I2
            level = self._level
            if level % 2 == 0:
                level += {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
            elif kind in ("L", "EN", "AN"):
                level += 1
            self._paragraph.raise_to(i, level)

    def _weak(self) -> None:
        kinds = self._kinds
        before, strong = self._start, self._start
        for n, kind in enumerate(kinds):
            if kind == "NSM":  # W1
                kinds[n] = "ON" if before in (*_ISOLATES, "PDI") else before
            elif kind == "EN" and strong == "AL":  # W2
                kinds[n] = "AN"
            elif kind in ("L", "R", "AL"):
                strong = kind
            before = kinds[n]
            if kinds[n] in ("L", "R", "AL"):
                strong = kinds[n]
        # a mark on a number that became one in W2 follows it
        for n, kind in enumerate(kinds):
            if kind == "AL":  # W3
                kinds[n] = "R"
        for n in range(1, len(kinds) - 1):  # W4
            left, right = kinds[n - 1], kinds[n + 1]
            if left == right and ((kinds[n] == "ES" and left == "EN") or (kinds[n] == "CS" and left in ("EN", "AN"))):
                kinds[n] = left
        n = 0
        while n < len(kinds):  # W5
            end = n
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            if end > n:
                if (n and kinds[n - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
                    kinds[n:end] = ["EN"] * (end - n)
                n = end
            else:
                n += 1
        strong = self._start
        for n, kind in enumerate(kinds):
            if kind in ("ES", "ET", "CS"):  # W6
                kinds[n] = "ON"
            elif kind in ("L", "R"):
                strong = kind
            elif kind == "EN" and strong == "L":  # W7
                kinds[n] = "L"

    def _brackets(self) -> None:
        """Let both brackets of a pair take one direction (N0)."""
        embedding = _direction(self._level)
        for opening, closing in self._pairs():
            inside = {_strength(kind) for kind in self._kinds[opening + 1 : closing]} - {""}
            if embedding in inside:
                direction = embedding
            elif inside:
                before = next((s for k in reversed(self._kinds[:opening]) if (s := _strength(k))), self._start)
                direction = before if before != embedding else embedding
            else:
                continue
            for n in (opening, closing):
                self._kinds[n] = direction
                for mark in range(n + 1, len(self._kinds)):
                    if self._paragraph.original(self._at[mark]) != "NSM":
                        break
                    self._kinds[mark] = direction

    def _pairs(self) -> list[tuple[int, int]]:
        open_: list[tuple[str, int]] = []
        found: list[tuple[int, int]] = []
        for n, kind in enumerate(self._kinds):
            character = self._paragraph.character(self._at[n])
            if kind != "ON" or not character:
                continue
            closes = _closing_bracket(character)
            if closes:
                if len(open_) == _MOST_BRACKETS:
                    return []
                open_.append((closes, n))
                continue
            alike = _same_bracket(character)
            for k in range(len(open_) - 1, -1, -1):
                if open_[k][0] == alike:
                    found.append((open_[k][1], n))
                    del open_[k:]
                    break
        return sorted(found)

    def _neutral(self) -> None:
        kinds = self._kinds
        n = 0
        while n < len(kinds):
            if kinds[n] not in _NEUTRAL:
                n += 1
                continue
            end = n
            while end < len(kinds) and kinds[end] in _NEUTRAL:
                end += 1
            left = _strength(kinds[n - 1]) if n else self._start
            right = _strength(kinds[end]) if end < len(kinds) else self._end
            kinds[n:end] = [left if left == right else _direction(self._level)] * (end - n)  # N1, N2
            n = end


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Give the end of each isolate that has one (BD9)."""
    open_: list[int] = []
    found: dict[int, int] = {}
    for i, kind in enumerate(classes):
        if kind in _ISOLATES:
            open_.append(i)
        elif kind == "PDI" and open_:
            found[open_.pop()] = i
        elif kind == "B":
            open_.clear()
    return found


def _next_level(level: int, odd: int) -> int:
    """Give the least greater level that is odd, or even."""
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _strength(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


@lru_cache(maxsize=256)
def _closing_bracket(character: str) -> str:
    """Give the bracket that closes this one, or "" where it opens none; equivalent ones as one."""
    if unicodedata.category(character) != "Ps" or not unicodedata.mirrored(character):
        return ""
    name = unicodedata.name(character, "")
    found = _ODD_BRACKETS.get(character, "")
    if not found and "LEFT" in name:
        try:
            found = unicodedata.lookup(name.replace("LEFT", "RIGHT", 1))
        except KeyError:
            return ""
    return _same_bracket(found) if found else ""


def _same_bracket(character: str) -> str:
    """Give one form for brackets that are canonically equivalent: U+2329 and U+3008 are the same."""
    return unicodedata.normalize("NFC", character)
