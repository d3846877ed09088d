"""The canvas of all printed pieces: ReportLab's, which need not read the same colour a thousand times."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import toColor
from reportlab.pdfgen.canvas import Canvas

# streams as bytes: a fifth smaller than as text, and written sooner
rl_config.useA85 = 0

_typed: Any = Canvas
_colour: Any = cache(toColor)


class SheetCanvas(_typed):
    """A canvas on which colours are named, "#rrggbb"."""

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        """Set the colour of text and surfaces."""
        super().setFillColor(_colour(aColor) if isinstance(aColor, str) else aColor, alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:
        """Set the colour of lines."""
        super().setStrokeColor(_colour(aColor) if isinstance(aColor, str) else aColor, alpha)
