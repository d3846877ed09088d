"""Measures, colours and paragraph styles of the printed pieces. All lengths are points."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF, SERIF_BOLD, SERIF_ITALIC, register

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle

    from agendaplanner.model.agenda import Agenda

A4 = (595.28, 841.89)
MARGIN = 62.0
"""Left and right, on portrait pages."""
TOP, BOTTOM = 74.0, 70.0
TIME_COLUMN = 86.0
"""Where the text of an item begins, from the left margin."""
GLANCE_MARGIN = 44.0

TEXT, MUTED, HAIRLINE, RULE = "#1D2125", "#5C646C", "#C9C8C2", "#1D2125"
NEUTRAL = "#7A828A"
PALETTE = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#F0E442")


def track_colour(agenda: Agenda, track: str | None) -> str:
    """Give a track's colour, "#rrggbb"; neutral where there is none."""
    found = agenda.track.get(track or "")
    if found is None:
        return NEUTRAL
    if len(found.colour) == 7 and found.colour.startswith("#"):
        return found.colour
    return PALETTE[[each.id for each in agenda.tracks].index(found.id) % len(PALETTE)]


def tint(colour: str, share: float = 0.13) -> tuple[float, float, float]:
    """Give a colour mixed with white, as RGB from 0 to 1; text on it stays readable, also in grey."""
    try:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    except ValueError:
        red, green, blue = 0.48, 0.51, 0.54
    return (1 - share * (1 - red), 1 - share * (1 - green), 1 - share * (1 - blue))


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Give the paragraph styles by name."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle

    register()
    text, muted = HexColor(TEXT), HexColor(MUTED)
    body = ParagraphStyle(
        "body", fontName=SERIF, fontSize=9.6, leading=14, textColor=text, spaceAfter=3, splitLongWords=1
    )
    indented = ParagraphStyle("indented", body, leftIndent=TIME_COLUMN)
    sans = ParagraphStyle("sans", body, fontName=SANS, fontSize=8, leading=11.4, textColor=muted, spaceAfter=4)
    return {
        "body": body,
        "intro": ParagraphStyle("intro", body, fontSize=10.4, leading=15.6, spaceAfter=8),
        "objective": ParagraphStyle(
            "objective",
            body,
            fontSize=10,
            leading=14.6,
            leftIndent=20,
            bulletIndent=2,
            bulletFontName=SERIF,
            spaceAfter=4,
        ),
        "indented": indented,
        "bullet": ParagraphStyle(
            "bullet", indented, leftIndent=TIME_COLUMN + 12, bulletIndent=TIME_COLUMN, bulletFontName=SERIF
        ),
        "title": ParagraphStyle(
            "title", indented, fontName=SERIF_BOLD, fontSize=10.6, leading=14.2, spaceAfter=1.5, keepWithNext=1
        ),
        "roles": ParagraphStyle("roles", sans, leftIndent=TIME_COLUMN, textColor=text),
        "documents": ParagraphStyle("documents", sans, leftIndent=TIME_COLUMN, spaceBefore=1),
        "quiet": ParagraphStyle("quiet", sans, leftIndent=TIME_COLUMN, fontSize=8.6, textColor=muted),
        "card title": ParagraphStyle("card title", body, fontName=SERIF_BOLD, fontSize=9.8, leading=13, spaceAfter=1),
        "card sans": ParagraphStyle("card sans", sans, fontSize=7.8, leading=11, spaceAfter=2, textColor=text),
        "card body": ParagraphStyle("card body", body, fontSize=9, leading=12.8, spaceAfter=2),
        "card bullet": ParagraphStyle(
            "card bullet",
            body,
            fontSize=9,
            leading=12.8,
            leftIndent=10,
            bulletIndent=0,
            bulletFontName=SERIF,
        ),
        "h1": ParagraphStyle("h1", body, fontName=SERIF_BOLD, fontSize=17, leading=22, spaceAfter=14),
        "h2": ParagraphStyle(
            "h2", body, fontName=SERIF_BOLD, fontSize=13.5, leading=18, spaceBefore=16, spaceAfter=10, keepWithNext=1
        ),
        "h3": ParagraphStyle(
            "h3", body, fontName=SERIF_BOLD, fontSize=10.6, leading=14, spaceBefore=10, keepWithNext=1
        ),
        "sans": sans,
        "list name": ParagraphStyle("list name", body, fontName=SERIF_BOLD, fontSize=9.4, leading=12.6, spaceAfter=0),
        "list text": ParagraphStyle("list text", body, fontSize=9, leading=12.6, spaceAfter=0),
        "list sans": ParagraphStyle("list sans", sans, fontSize=7.8, leading=11, spaceAfter=0),
        "cover title": ParagraphStyle("cover title", body, fontName=SERIF_BOLD, fontSize=27, leading=34, spaceAfter=10),
        "cover subtitle": ParagraphStyle("cover subtitle", body, fontName=SERIF_ITALIC, fontSize=14, leading=20),
        "cover sans": ParagraphStyle("cover sans", sans, fontSize=11, leading=17, textColor=text),
        "cover small": ParagraphStyle("cover small", sans, fontSize=8.6, leading=13, textColor=muted, spaceAfter=0),
        "cover bold": ParagraphStyle("cover bold", sans, fontName=SANS_BOLD, fontSize=9, leading=13, spaceAfter=2),
        "contents": ParagraphStyle("contents", body, fontSize=10.6, leading=19, rightIndent=0),
        "contents 2": ParagraphStyle("contents 2", body, fontSize=9.8, leading=17, leftIndent=16, textColor=muted),
        "centre": ParagraphStyle("centre", sans, alignment=TA_CENTER),
    }
