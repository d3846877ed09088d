"""Small flowables: anchors for links and outline, times that hang in the margin column, rules, striped cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from agendaplanner.printing.fit import elided
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.styles import MUTED, TEXT, TIME_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEEP_WHOLE = 280.0
"""Cards lower than this, in points, are not parted."""


class Anchor(Flowable):
    """A place that links and the outline lead to; takes no room itself.

    Attributes:
        contents: (level, text, key) for the table of contents, or None.
    """

    def __init__(self, key: str, title: str = "", *, level: int = 0, contents: bool = False) -> None:
        super().__init__()
        self.key, self.title, self.level = key, title, level
        self.contents = (level, title, key) if contents else None
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Set the bookmark."""
        self.canv.bookmarkHorizontal(self.key, 0, 14)
        if self.title:
            self.canv.addOutlineEntry(self.title, self.key, self.level, closed=self.level > 0)


class Hanging(Flowable):
    """A time, and under it a place, in the column left of an item's text; takes no height itself."""

    def __init__(self, time: str, place: str = "") -> None:
        super().__init__()
        self.time, self.place = time.replace("-", "–"), place
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Write both below the line that it stands on."""
        canvas: Any = self.canv
        canvas.setFillColor(TEXT)
        canvas.setFont(SANS, 8.6)
        canvas.drawString(0, -10.6, self.time)
        if self.place:
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, 7.4)
            canvas.drawString(0, -20.6, elided(self.place, SANS, 7.4, TIME_COLUMN - 10))


class Rule(Flowable):
    """A line across the column."""

    def __init__(self, colour: str, thickness: float, *, before: float, after: float) -> None:
        super().__init__()
        self.colour, self.thickness, self.before, self.after = colour, thickness, before, after
        self._width = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the column's width."""
        self._width = width
        return width, self.before + self.after

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(self.colour)
        self.canv.setLineWidth(self.thickness)
        self.canv.line(0, self.after, self._width, self.after)


class SideBySide(Flowable):
    """One or two striped cards beside each other; can go over a page."""

    def __init__(self, cards: Sequence[Striped | None], gap: float, after: float) -> None:
        super().__init__()
        self.cards, self.gap = tuple(cards), gap
        self.after = after
        self._height = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Be as high as the higher card."""
        self._height = max(card.wrap(width, 0)[1] for card in self.cards if card is not None)
        return width, self._height + self.after

    def split(self, _width: float, height: float) -> list[Any]:
        """Part both cards where the page ends."""
        if height >= self._height:
            # only the space behind does not fit, and at the end of a page it is not needed
            return [SideBySide(self.cards, self.gap, 0)]
        if self._height < _KEEP_WHOLE:
            return []
        parts = [(None, None) if card is None else card.parted(height) for card in self.cards]
        if any(first is None and rest is not None for first, rest in parts):
            return []
        return [
            SideBySide([first for first, _ in parts], self.gap, 0),
            SideBySide([rest for _, rest in parts], self.gap, self.after),
        ]

    def draw(self) -> None:
        """Draw the cards from the same top."""
        x = 0.0
        for card in self.cards:
            if card is not None:
                card.drawOn(self.canv, x, self.after + self._height - card.wrap(0, 0)[1])
                x += card.column + self.gap
            else:
                x = (x or 0.0) + next(c.column for c in self.cards if c is not None) + self.gap


class Striped(Flowable):
    """Flowables one below the other, with a coloured stripe at their left."""

    def __init__(self, card: tuple[str, list[Any]], width: float) -> None:
        super().__init__()
        self.colour, self.content = card
        self.column = width
        self._height = 0.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Measure the content."""
        self._height = sum(_space(f, self.column - 9, 10_000) for f in self.content)
        return self.column, self._height

    def parted(self, height: float) -> tuple[Striped | None, Striped | None]:
        """Part the content so that the first part is at most so high; None for a part without content."""
        fits: list[Any] = []
        taken = 0.0
        for i, flowable in enumerate(self.content):
            needs = _space(flowable, self.column - 9, 10_000)
            if taken + needs <= height:
                taken += needs
                fits.append(flowable)
                continue
            flowable.wrap(self.column - 9, height - taken)
            parts = flowable.split(self.column - 9, height - taken)
            rest = [*parts[1:], *self.content[i + 1 :]] if len(parts) > 1 else self.content[i:]
            fits += parts[:1] if len(parts) > 1 else []
            if all(isinstance(each, Anchor) for each in fits):
                return None, self
            return Striped((self.colour, fits), self.column), Striped((self.colour, rest), self.column)
        return self, None

    def draw(self) -> None:
        """Draw stripe and content."""
        canvas: Any = self.canv
        canvas.setFillColor(self.colour)
        canvas.rect(0, 0, 2.4, self._height, stroke=0, fill=1)
        y = self._height
        for flowable in self.content:
            _, height = flowable.wrap(self.column - 9, 10_000)
            y -= height
            flowable.drawOn(canvas, 9, y)
            y -= flowable.getSpaceAfter()


def _space(flowable: Any, width: float, height: float) -> float:
    return flowable.wrap(width, max(height, 0))[1] + flowable.getSpaceAfter()


class RunningHead(Flowable):
    """Says what stands at the head of the pages from here on; takes no room."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class GlanceMark(Flowable):
    """A whole page of the days at a glance; the document draws it."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.page = page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the page."""
        return width, height

    def draw(self) -> None:
        """Have the document draw the page, whose origin is the frame's."""
        canvas: Any = self.canv
        canvas._doctemplate.draw_glance(canvas, self.page)  # noqa: SLF001 # how a flowable finds its document
