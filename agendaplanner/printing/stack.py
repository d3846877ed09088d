"""Flowables one below the other in columns: cards side by side, lists in balanced columns; both go over pages."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from agendaplanner.printing.board import Board

if TYPE_CHECKING:
    from collections.abc import Sequence

KEEP_WHOLE = 240.0
"""What is lower than this, in points, is not parted."""
_LEAST = 90.0
"""Rows are not parted for less room than this."""
_STRIPE, _INSET = 2.4, 9.0
_FUZZ = 1e-6


class Stack:
    """Flowables one below the other, measured once, in a column of a fixed width.

    Attributes:
        height: How high it is, without the space behind its last flowable.
    """

    def __init__(self, flowables: Sequence[Any], width: float) -> None:
        self.flowables, self.width = tuple(flowables), width
        self._heights = [flowable.wrap(width, 100_000)[1] for flowable in self.flowables]
        self._gaps = [self._gap_before(i) for i in range(len(self.flowables))]
        self.height = sum(self._heights) + sum(self._gaps)

    def _gap_before(self, i: int) -> float:
        if not i:
            return 0.0
        return max(self.flowables[i - 1].getSpaceAfter(), self.flowables[i].getSpaceBefore())

    def part(self, height: float) -> tuple[Stack, Stack]:
        """Part it so that the first part is at most so high; a heading is not left at the end of the first."""
        taken = 0.0
        for i, (flowable, needs) in enumerate(zip(self.flowables, self._heights, strict=True)):
            gap = self._gaps[i]
            if taken + gap + needs <= height + _FUZZ:
                taken += gap + needs
                continue
            pieces = flowable.split(self.width, height - taken - gap)
            flowable.wrap(self.width, 100_000)  # splitting measures for the room that there was
            if len(pieces) == 2:
                return self._of(*self.flowables[:i], pieces[0]), self._of(pieces[1], *self.flowables[i + 1 :])
            cut = i
            while cut and self.flowables[cut - 1].getKeepWithNext():
                cut -= 1
            if not cut and height > KEEP_WHOLE * 2:
                cut = i  # a whole page is not enough for what should stay together
            return self._of(*self.flowables[:cut]), self._of(*self.flowables[cut:])
        return self, self._of()

    def draw(self, canvas: Any, left: float, top: float) -> None:
        """Draw it from its top left corner."""
        y = top
        for flowable, height, gap in zip(self.flowables, self._heights, self._gaps, strict=True):
            y -= gap + height
            flowable.drawOn(canvas, left, y)

    def _of(self, *flowables: Any) -> Stack:
        return Stack(flowables, self.width)


class Card:
    """A stack with a coloured stripe before it: at its left, or mirrored at its right."""

    def __init__(self, stack: Stack, colour: str, dashes: Sequence[float] = (), *, mirrored: bool = False) -> None:
        self.stack, self.colour, self.dashes, self.mirrored = stack, colour, tuple(dashes), mirrored

    @classmethod
    def of(
        cls,
        flowables: Sequence[Any],
        width: float,
        colour: str,
        dashes: Sequence[float] = (),
        *,
        mirrored: bool = False,
    ) -> Card:
        """Make a card so wide, stripe and all."""
        return cls(Stack(flowables, width - _INSET), colour, dashes, mirrored=mirrored)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.stack.height

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.stack.width + _INSET

    def part(self, height: float) -> tuple[Card, Card]:
        """Part it so that the first part is at most so high."""
        first, rest = self.stack.part(height)
        return (
            Card(first, self.colour, self.dashes, mirrored=self.mirrored),
            Card(rest, self.colour, self.dashes, mirrored=self.mirrored),
        )

    def draw(self, canvas: Any, left: float, top: float) -> None:
        """Draw it from its top left corner."""
        if self.stack.flowables:
            stripe = left + self.width - _STRIPE if self.mirrored else left
            Board(canvas, 0).stripe(self.colour, self.dashes, stripe, top - self.stack.height, top, _STRIPE)
            self.stack.draw(canvas, left if self.mirrored else left + _INSET, top)


class SideBySide(Flowable):
    """Cards beside each other, in as many columns as there is room for; can go over a page."""

    def __init__(
        self, cards: Sequence[Card], column: float, gap: float, after: float, *, mirrored: bool = False
    ) -> None:
        super().__init__()
        self.cards, self.column, self.gap, self.mirrored = tuple(cards), column, gap, mirrored
        self._width = 0.0
        self.spaceAfter = after
        self.height = max((card.height for card in self.cards), default=0.0)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Be as high as the highest card."""
        self._width = width
        return width, self.height

    def split(self, _width: float, height: float) -> list[Any]:
        """Part all cards where the page ends."""
        if self.height < KEEP_WHOLE or height < _LEAST:
            return []
        parts = [card.part(height) for card in self.cards]
        if any(rest.stack.flowables and not first.stack.flowables for first, rest in parts):
            return []
        return [
            SideBySide([first for first, _ in parts], self.column, self.gap, 0, mirrored=self.mirrored),
            SideBySide(
                [rest for _, rest in parts], self.column, self.gap, self.getSpaceAfter(), mirrored=self.mirrored
            ),
        ]

    def draw(self) -> None:
        """Draw the cards from the same top."""
        for i, card in enumerate(self.cards):
            left = i * (self.column + self.gap)
            card.draw(self.canv, self._width - left - self.column if self.mirrored else left, self.height)


class Columns(Flowable):
    """Entries in columns, down one and then down the next; the last page's columns are about as high as each other.

    Attributes:
        fills: What it takes at least, in points, so that nothing more is put below it on its page.
    """

    def __init__(
        self,
        entries: Sequence[Stack | Card],
        count: int,
        gap: float,
        between: float,
        after: float = 0.0,
        *,
        mirrored: bool = False,
    ) -> None:
        super().__init__()
        self.spaceAfter, self.mirrored = after, mirrored
        self._width = 0.0
        self.entries, self.count, self.gap, self.between = tuple(entries), count, gap, between
        self._columns: list[list[Stack | Card]] = []
        self._height = self.fills = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Find the least height in which all entries go into the columns; more than there is where that is not enough."""
        self._width = width
        if not self._fits(height):
            return width, height + 1
        high = self._length(self.entries)
        low = max((entry.height for entry in self.entries), default=0.0)
        while high - low > 0.5:
            middle = (low + high) / 2
            if self._fits(middle):
                high = middle
            else:
                low = middle
        self._columns = self._filled(high)
        self._height = max((self._length(column) for column in self._columns), default=0.0)
        # on a page behind which it goes on nothing more is put below it
        self._height = max(self._height, min(self.fills, height))
        return width, self._height

    def split(self, _width: float, height: float) -> list[Any]:
        """Fill the columns of this page; the rest goes over."""
        columns = self._filled(height)[: self.count]
        taken = sum(len(column) for column in columns)
        first, rest = list(self.entries[:taken]), list(self.entries[taken:])
        if not first:
            if height < KEEP_WHOLE * 2:
                return []
            # one entry that is higher than a page
            begun, left = rest[0].part(height)
            first, rest = [begun], [left, *rest[1:]]
        made = self._of(first, 0.0)
        if rest:
            made.fills = height
        return [made, self._of(rest, self.getSpaceAfter())] if rest else [made]

    def draw(self) -> None:
        """Draw each column from the top."""
        width = self.entries[0].width if self.entries else 0.0
        for i, column in enumerate(self._columns):
            y = self._height
            left = i * (width + self.gap)
            for entry in column:
                entry.draw(self.canv, self._width - left - width if self.mirrored else left, y)
                y -= entry.height + self.between

    def _of(self, entries: Sequence[Stack | Card], after: float) -> Columns:
        return Columns(entries, self.count, self.gap, self.between, after, mirrored=self.mirrored)

    def _fits(self, height: float) -> bool:
        """Tell whether all entries go into the columns."""
        columns = self._filled(height)
        return len(columns) <= self.count and sum(map(len, columns)) == len(self.entries)

    def _length(self, entries: Sequence[Stack | Card]) -> float:
        lengths = accumulate(entries, lambda length, entry: length + entry.height + self.between, initial=-self.between)
        return max(list(lengths)[-1], 0.0)

    def _filled(self, height: float) -> list[list[Stack | Card]]:
        """Give columns at most so high, each filled before the next; an entry that is higher ends them."""
        columns: list[list[Stack | Card]] = []
        left = 0.0
        for entry in self.entries:
            if entry.height > height + _FUZZ:
                break
            if not columns or entry.height > left + _FUZZ:
                columns.append([])
                left = height
            columns[-1].append(entry)
            left -= entry.height + self.between
        return columns
