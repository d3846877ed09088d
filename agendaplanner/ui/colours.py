"""The colours of the window, light and dark, from one table. Which is in force is in ``look``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """A theme. All colours are "#rrggbb"."""

    is_dark: bool
    window: str
    """Behind the timeline."""
    surface: str
    """Bars and panels."""
    card: str
    """What lies on them: fields, cards, the open hours of a day."""
    line: str
    grid: str
    text: str
    muted: str
    accent: str
    """For the selection and the one main action."""
    on_accent: str
    ok: str
    """Only while dragging."""
    warning: str
    clash: str
    chip: str
    """What floats: tool tips and toasts."""
    on_chip: str
    tint: float
    """How much of a track's colour its cards have."""


LIGHT = Colours(
    is_dark=False,
    window="#F5F5F2",
    surface="#FFFFFF",
    card="#FFFFFF",
    line="#E2E1DC",
    grid="#ECEBE7",
    text="#1D2125",
    muted="#646B73",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    ok="#2F855A",
    warning="#9A5B00",
    clash="#B3261E",
    chip="#1D2125",
    on_chip="#F5F5F2",
    tint=0.13,
)
DARK = Colours(
    is_dark=True,
    window="#14171A",
    surface="#1B1F24",
    card="#232830",
    line="#2E343B",
    grid="#252A31",
    text="#E7E9EB",
    muted="#9BA4AD",
    accent="#74A9FA",
    on_accent="#10151B",
    ok="#6BCB95",
    warning="#F0B45A",
    clash="#FF8A80",
    chip="#E7E9EB",
    on_chip="#1B1F24",
    tint=0.22,
)

NEUTRAL = "#7A828A"
"""For sessions without a track."""
TRACKS = ("#0072B2", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#E69F00", "#F0E442")
"""Told apart with the common colour-vision deficiencies (Okabe and Ito, Color Universal Design, 2008)."""


def mixed(ground: str, colour: str, share: float) -> str:
    """Lay a colour thinly over a ground.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    parts = (round(int(ground[i : i + 2], 16) * (1 - share) + int(colour[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)


def track_colours(agenda: Agenda) -> Mapping[str | None, str]:
    """Give each track's colour by its id: its own, or one of ours in turn; None is for sessions without a track."""
    found: dict[str | None, str] = {None: NEUTRAL}
    for i, track in enumerate(agenda.tracks):
        found[track.id] = track.colour or TRACKS[i % len(TRACKS)]
    return found
