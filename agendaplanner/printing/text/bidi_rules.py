"""The rules of the Unicode bidirectional algorithm (UAX #9) for one paragraph of which the classes are known.

The rules' names stand in the comments; ``bidi`` is what others call.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH = 125
_EMBEDDINGS = {"LRE": 0, "RLE": 1, "LRO": 0, "RLO": 1}
_OVERRIDES = {"LRO": "L", "RLO": "R"}
_ISOLATES = ("LRI", "RLI", "FSI")
REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_MOST_BRACKETS = 63
_ODD_BRACKETS = {"\u0f3a": "\u0f3b", "\u0f3c": "\u0f3d", "\u169b": "\u169c", "\u2993": "\u2994", "\u2995": "\u2996"}
"""Pairs whose names do not say left and right."""


def first_strong(classes: Sequence[str], start: int, *, inside: bool = False) -> int:
    """Give the direction of the first strong character (P2, P3): 0 left to right, 1 right to left."""
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


class Paragraph:
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
                right = kind == "RLI" or (kind == "FSI" and first_strong(self._original, i + 1, inside=True) == 1)
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
        kept = [i for i, kind in enumerate(self._original) if kind not in REMOVED]
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
        return self._original[i] not in REMOVED

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
            if kind in REMOVED:
                self._levels[i] = level
            else:
                level = self._levels[i]
        back = True
        for i in range(len(self._original) - 1, -1, -1):
            kind = self._original[i]
            if kind in ("B", "S"):
                self._levels[i], back = self._base, True
            elif back and (kind in ("WS", "LRI", "RLI", "FSI", "PDI") or kind in REMOVED):
                self._levels[i] = self._base
            else:
                back = False


class _Sequence:
    """Weak and neutral types of one isolating run sequence, and the levels that follow."""

    def __init__(self, paragraph: Paragraph, indexes: Sequence[int]) -> None:
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
