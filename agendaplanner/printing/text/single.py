"""Single lines of text: measured and written, by ReportLab where they are plain, else shaped and ordered by us."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from agendaplanner.printing.fonts import face_stack, is_simple
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.text import bidi
from agendaplanner.printing.text.drawing import draw_runs
from agendaplanner.printing.text.metrics import plain_width, shown
from agendaplanner.printing.text.shaping import runs_of, seen_order

if TYPE_CHECKING:
    from agendaplanner.printing.text.shaping import Run

Align = Literal["left", "right", "centre"]


def width(text: str, font: str, size: float) -> float:
    """Give the width of a line of text in points."""
    if is_simple(text):
        return plain_width(text, font, size)
    return sum(run.advance for run in _runs(text, font)) * size / 1000


def write(canvas: Any, x: float, y: float, text: str, align: Align = "left") -> None:
    """Write a line of text, in the font and colour that are set: of the element that is drawn, else a paragraph."""
    # ReportLab keeps what was set, and gives no other way to read it and to write quickly
    font, size = canvas._fontname, canvas._fontsize  # noqa: SLF001 # no public way
    if not text:
        return
    alone = not (canvas.is_marking or canvas.is_silent)
    if alone:
        canvas.begin(Element("P"))
    if align != "left":
        x -= (1.0 if align == "right" else 0.5) * width(text, font, size)
    if is_simple(text):
        # with a space that is not seen: it parts the text from what is read next
        document = canvas._doc  # noqa: SLF001 # no public way
        parts = [f"{name} {size:.6g} Tf ({string}) Tj" for name, string in shown(document, font, f"{text} ")]
        canvas._code.append(f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm {' '.join(parts)} ET")  # noqa: SLF001 # no public way
        canvas.hear(text)
    else:
        runs = _runs(text, font)
        draw_runs(canvas, x, y, runs, size)
        canvas.hear(text, shaped=True)
    if alone:
        canvas.end()


@lru_cache(maxsize=4096)
def _runs(text: str, font: str) -> tuple[Run, ...]:
    """Give the runs of a line in the order in which they are seen."""
    return tuple(seen_order(runs_of(text, face_stack(font), bidi.levels(text))))
