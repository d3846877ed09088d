"""Small flowables: anchors for links and outline, times that hang in a column of their own, rules, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from agendaplanner.printing.board import Board
from agendaplanner.printing.fit import fitted
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.styles import MUTED, TEXT, TIME_COLUMN

if TYPE_CHECKING:
    from agendaplanner.printing.glance_layout import GlancePage

_PLACE_LEADING = 9.2


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
        """Set the bookmark, and tell the document on which page it is."""
        canvas: Any = self.canv
        canvas._doctemplate.page_of[self.key] = canvas.getPageNumber()  # noqa: SLF001 # how a flowable finds its document
        canvas.bookmarkHorizontal(self.key, 0, 14)
        if self.title:
            canvas.addOutlineEntry(self.title, self.key, self.level, closed=self.level > 0)


class Hanging(Flowable):
    """A time, and under it a place, in the column before an item's text; takes no height itself."""

    def __init__(
        self,
        time: str,
        place: str = "",
        *,
        baseline: float = 10.6,
        mirrored: bool = False,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.element = element or Element("P")
        self.time, self.baseline, self.mirrored = time, baseline, mirrored
        self._width = 0.0
        self.places = fitted(place, SANS, (7.4,), TIME_COLUMN - 10, 3 * _PLACE_LEADING, 9.2 / 7.4)[1]
        self.keepWithNext = 1

    @property
    def depth(self) -> float:
        """How far down it reaches, in points: the text beside it must be at least so high."""
        return self.baseline + len(self.places) * _PLACE_LEADING + 2

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        self._width = width
        return 0, 0

    def draw(self) -> None:
        """Write both below the line that it stands on."""
        canvas: Any = self.canv
        board = Board(canvas, self._width, mirrored=self.mirrored)
        canvas.setFillColor(TEXT)
        canvas.setFont(SANS, 8.6)
        with canvas.tagged(self.element):
            board.write(0, -self.baseline, self.time)
            canvas.setFillColor(MUTED)
            canvas.setFont(SANS, 7.4)
            for i, line in enumerate(self.places, 1):
                board.write(0, -self.baseline - 0.8 - i * _PLACE_LEADING, line)


class Gap(Flowable):
    """Space between two things; none at the head of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.spaceBefore = height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room but the space before."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


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


class RunningHead(Flowable):
    """Says what stands at the head of the pages from here on, left and right; takes no room."""

    def __init__(self, title: str, day: str = "") -> None:
        super().__init__()
        self.title, self.day = title, day
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class GlanceMark(Flowable):
    """A whole page of the days at a glance; the document draws it."""

    def __init__(self, page: GlancePage) -> None:
        super().__init__()
        self.page = page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the page."""
        return width, height

    def draw(self) -> None:
        """Have the document draw the page, whose origin is the frame's."""
        canvas: Any = self.canv
        canvas._doctemplate.draw_glance(canvas, self.page)  # noqa: SLF001 # how a flowable finds its document
