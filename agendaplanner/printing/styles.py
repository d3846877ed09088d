"""Measures, colours and paragraph styles of the printed pieces. All lengths are points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from agendaplanner.printing.fonts import SANS, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.styles import ParagraphStyle

    from agendaplanner.model.agenda import Agenda

TIME_COLUMN = 86.0
"""Where the text of an item begins, from the left margin."""
GLANCE_MARGIN = 48.0
"""Left and right of the days at a glance; the times hang in it."""

TEXT, MUTED, HAIRLINE, HOUR_LINE, RULE = "#1D2125", "#5C646C", "#C9C8C2", "#E4E3DE", "#1D2125"
NEUTRAL = "#7A828A"
PALETTE = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#F0E442")


_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 1.6), (3, 3), (9, 1.6, 2, 1.6), (16, 2), (2, 4))
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def track_colour(agenda: Agenda, track: str | None, palette: Sequence[str] = PALETTE, *, own: bool = True) -> str:
    """Give a track's colour, "#rrggbb"; neutral where there is none.

    Args:
        agenda: The agenda.
        track: The id of one of its tracks, or None.
        palette: For tracks that have no colour.
        own: Whether a track's own colour counts.
    """
    found = agenda.track.get(track or "")
    if found is None:
        return NEUTRAL
    if own and _COLOUR.fullmatch(found.colour):
        return found.colour
    return palette[agenda.tracks.index(found) % len(palette)]


def track_dashes(agenda: Agenda, track: str | None) -> tuple[float, ...]:
    """Give the lengths of dashes and gaps of a track's stripe, which tell tracks apart in grey; () is a whole line."""
    found = agenda.track.get(track or "")
    return () if found is None else _DASHES[agenda.tracks.index(found) % len(_DASHES)]


def tint(colour: str, share: float = 0.13) -> tuple[float, float, float]:
    """Give a colour mixed with white, as RGB from 0 to 1; text on it stays readable, also in grey."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (1 - share * (1 - red), 1 - share * (1 - green), 1 - share * (1 - blue))


_LABELS = (
    "title", "roles", "quiet", "card title", "card place", "card roles", "h1", "h2", "h3", "list name", "list person",
    "list sans", "list items", "index",
)  # fmt: skip
"""Styles of what stands in a list or beside something: it begins where the edition's lines begin, in whatever script."""


def paragraph_styles(
    *, regular: str, heading: str, italic: str, accent: str, mirrored: bool = False
) -> dict[str, ParagraphStyle]:
    """Give the paragraph styles by name.

    Args:
        regular: The font of running text.
        heading: That of titles.
        italic: That of labels.
        accent: The colour of sections' titles.
        mirrored: Whether paragraphs stand at the right, and what is indented there.
    """
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    register()
    text, muted = HexColor(TEXT), HexColor(MUTED)
    body = ParagraphStyle(
        "body",
        fontName=regular,
        fontSize=9.6,
        leading=14,
        textColor=text,
        spaceAfter=3,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=regular,
    )
    indented = ParagraphStyle("indented", body, leftIndent=TIME_COLUMN)
    sans = ParagraphStyle("sans", body, fontName=SANS, fontSize=8, leading=11.4, textColor=muted, spaceAfter=4)
    found: dict[str, Any] = {
        "body": body,
        "intro": ParagraphStyle("intro", body, fontSize=10.4, leading=15.6, spaceAfter=8),
        "objective": ParagraphStyle(
            "objective",
            body,
            fontSize=10,
            leading=14.6,
            leftIndent=20,
            bulletIndent=2,
            spaceAfter=4,
        ),
        "indented": indented,
        "label": ParagraphStyle("label", indented, fontName=italic, spaceAfter=1, keepWithNext=1),
        "bullet": ParagraphStyle("bullet", indented, leftIndent=TIME_COLUMN + 12, bulletIndent=TIME_COLUMN),
        "title": ParagraphStyle(
            "title", indented, fontName=heading, fontSize=10.6, leading=14.2, spaceAfter=1.5, keepWithNext=1
        ),
        "roles": ParagraphStyle("roles", sans, leftIndent=TIME_COLUMN, textColor=text, spaceAfter=5),
        "documents": ParagraphStyle("documents", sans, leftIndent=TIME_COLUMN, spaceBefore=1),
        "quiet": ParagraphStyle("quiet", sans, leftIndent=TIME_COLUMN, fontSize=8.6, textColor=muted),
        "card title": ParagraphStyle(
            "card title", body, fontName=heading, fontSize=9.8, leading=13, spaceAfter=1.5, keepWithNext=1
        ),
        "card place": ParagraphStyle("card place", sans, fontSize=7.6, leading=11, spaceAfter=0.5),
        "card roles": ParagraphStyle("card roles", sans, fontSize=7.6, leading=11, spaceAfter=0.5, textColor=text),
        "card sans": ParagraphStyle("card sans", sans, fontSize=7.6, leading=11, spaceAfter=0, spaceBefore=4),
        "card label": ParagraphStyle(
            "card label",
            body,
            fontName=italic,
            fontSize=9,
            leading=12.8,
            spaceBefore=4,
            spaceAfter=1,
            keepWithNext=1,
        ),
        "card body": ParagraphStyle("card body", body, fontSize=9, leading=12.8, spaceBefore=4, spaceAfter=2),
        "card bullet": ParagraphStyle(
            "card bullet",
            body,
            fontSize=9,
            leading=12.8,
            leftIndent=10,
            bulletIndent=0,
        ),
        "h1": ParagraphStyle(
            "h1", body, textColor=HexColor(accent), fontName=heading, fontSize=17, leading=22, spaceAfter=14
        ),
        "h2": ParagraphStyle(
            "h2",
            body,
            fontName=heading,
            fontSize=13.5,
            leading=18,
            spaceBefore=16,
            spaceAfter=9,
            keepWithNext=1,
            textColor=HexColor(accent),
        ),
        "h3": ParagraphStyle("h3", body, fontName=heading, fontSize=10.6, leading=14, spaceBefore=10, keepWithNext=1),
        "sans": sans,
        "list name": ParagraphStyle("list name", body, fontName=heading, fontSize=9.4, leading=12.6, spaceAfter=0),
        "list text": ParagraphStyle("list text", body, fontSize=9, leading=12.6, spaceAfter=0),
        "list person": ParagraphStyle("list person", body, fontSize=9, leading=12.6, spaceAfter=0),
        "list sans": ParagraphStyle("list sans", sans, fontSize=7.8, leading=11, spaceAfter=0),
        "list items": ParagraphStyle("list items", sans, fontSize=7.8, leading=11, spaceAfter=0, textColor=text),
        "index": ParagraphStyle("index", sans, fontSize=7.8, leading=11, spaceAfter=0, textColor=text),
    }
    for name in _LABELS:
        found[name].keeps_side = True
    for style in found.values():
        _mirror(style, mirrored=mirrored)
    return found


def _mirror(style: Any, *, mirrored: bool) -> None:
    """Turn a style round: its lines begin at the right."""
    style.mirrored = mirrored
    if mirrored:
        from reportlab.lib.enums import TA_RIGHT

        style.alignment = TA_RIGHT
        style.leftIndent, style.rightIndent = style.rightIndent, style.leftIndent


def community_colour(agenda: Agenda, community: str, palette: Sequence[str] = PALETTE) -> str:
    """Give the colour of a policy community, "#rrggbb": one of the palette by its place among the meeting's."""
    known = agenda.meeting.communities
    return palette[known.index(community) % len(palette)] if community in known else NEUTRAL


def readable_on(colour: str) -> str:
    """Give white or nearly black, whichever stands out more on a colour.

    Source: relative luminance and contrast of WCAG 2.2.
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return "#FFFFFF" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.06 else TEXT


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
