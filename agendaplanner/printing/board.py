"""A canvas as a drawing board: everything is measured from the left, and drawn from the right where the edition reads so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.printing.text.single import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.printing.structure.elements import Element
    from agendaplanner.printing.text.single import Align

_MIRRORED: dict[Align, Align] = {"left": "right", "right": "left", "centre": "centre"}


class Board:
    """A place to draw on, mirrored for scripts that run from right to left.

    Attributes:
        canvas: ReportLab's; colours, fonts and line widths are set there.
        width: That of the sheet or column, in points: what is mirrored stands as far from its right as it would from the left.
    """

    def __init__(self, canvas: Any, width: float, *, mirrored: bool = False) -> None:
        self.canvas, self.width, self.mirrored = canvas, width, mirrored

    def write(self, x: float, y: float, text: str, align: Align = "left") -> None:
        """Write a line of text in the font and colour that are set."""
        if self.mirrored:
            write(self.canvas, self.width - x, y, text, _MIRRORED[align])
        else:
            write(self.canvas, x, y, text, align)

    def line(self, left: float, y: float, right: float, to_y: float | None = None) -> None:
        """Draw a line; level unless it is told where it ends."""
        self.canvas.line(self.x(left), y, self.x(right), y if to_y is None else to_y)

    def rect(self, left: float, bottom: float, right: float, top: float, *, stroke: bool = False) -> None:
        """Fill a rectangle, or draw its edge."""
        low, high = self.sides(left, right)
        self.canvas.rect(low, bottom, high - low, top - bottom, stroke=int(stroke), fill=int(not stroke))

    def link(
        self, target: str, left: float, bottom: float, right: float, top: float, *, words: str, element: Element
    ) -> None:
        """Make a rectangle lead to an anchor; ``words`` are said of it."""
        low, high = self.sides(left, right)
        self.canvas.lead(f"#{target}", (low, bottom, high, top), words, element)

    def stripe(
        self, colour: str, dashes: Sequence[float], left: float, bottom: float, top: float, width: float
    ) -> None:
        """Draw a track's stripe, downwards; its dashes tell tracks apart where colours do not."""
        canvas = self.canvas
        canvas.saveState()
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.setLineCap(0)
        if dashes:
            canvas.setDash(list(dashes))
        self.line(left + width / 2, top, left + width / 2, bottom)
        canvas.restoreState()

    def x(self, x: float) -> float:
        """Give the place on the sheet of what is so far from where lines begin."""
        return self.width - x if self.mirrored else x

    def sides(self, left: float, right: float) -> tuple[float, float]:
        """Give left and right on the sheet."""
        return (self.width - right, self.width - left) if self.mirrored else (left, right)
