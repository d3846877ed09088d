"""Single lines of text: measured and written, by ReportLab where they are plain, else shaped and ordered by us."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from agendaplanner.printing.fonts import face_stack, is_simple
from agendaplanner.printing.text import bidi
from agendaplanner.printing.text.drawing import draw_runs
from agendaplanner.printing.text.shaping import runs_of, seen_order

if TYPE_CHECKING:
    from agendaplanner.printing.text.shaping import Run

Align = Literal["left", "right", "centre"]


def width(text: str, font: str, size: float) -> float:
    """Give the width of a line of text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if is_simple(text):
        return stringWidth(text, font, size)
    return sum(run.advance for run in _runs(text, font)) * size / 1000


def write(canvas: Any, x: float, y: float, text: str, align: Align = "left") -> None:
    """Write a line of text, in the font and colour that are set."""
    if is_simple(text):
        by_align = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
        by_align[align](x, y, text)
        return
    font, size = canvas._fontname, canvas._fontsize  # noqa: SLF001 - ReportLab keeps what was set, and gives no other way
    x -= {"left": 0.0, "right": 1.0, "centre": 0.5}[align] * width(text, font, size)
    draw_runs(canvas, x, y, _runs(text, font), size)


@lru_cache(maxsize=4096)
def _runs(text: str, font: str) -> tuple[Run, ...]:
    """Give the runs of a line in the order in which they are seen."""
    return tuple(seen_order(runs_of(text, face_stack(font), bidi.levels(text))))
