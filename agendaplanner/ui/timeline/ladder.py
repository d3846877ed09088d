"""The sizes that the timeline comes to rest at: from the whole meeting in the window to single cards read closely."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.ui.timeline.geometry import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 1.35
STEPS_UP = 4
MOST_STEPS_DOWN, LEAST_STEPS_DOWN = 4, 2


class Ladder(msgspec.Struct, frozen=True):
    """Some scales in order of their size, and all scales between them. A step on it is one stop."""

    stops: tuple[Scale, ...]
    home: int
    """The stop that a meeting is opened at."""

    def at(self, step: float) -> Scale:
        """Give the scale at a step, which may lie between two stops."""
        step = min(max(step, 0), len(self.stops) - 1)
        low = min(int(step), len(self.stops) - 2)
        return _between(self.stops[low], self.stops[low + 1], step - low)

    def nearest(self, scale: Scale) -> int:
        """Give the stop that is nearest to a scale."""

        def distance(stop: int) -> float:
            each = self.stops[stop]
            return abs(math.log(each.minute_px / scale.minute_px)) + abs(math.log(each.column_px / scale.column_px))

        return min(range(len(self.stops)), key=distance)

    def settled(self, begun: float, step: float) -> int:
        """Give the stop to come to rest at: the nearest, but not back to where it began after a clear move."""
        stop = min(max(round(step), 0), len(self.stops) - 1)
        if stop == round(begun) and abs(step - begun) > 0.2:
            stop += 1 if step > begun else -1
        return min(max(stop, 0), len(self.stops) - 1)


def ladder(whole: Scale, home: Scale) -> Ladder:
    """Make the ladder of a meeting: ``whole`` fits all of it into the window, ``home`` can be read."""
    ratio = max(home.minute_px / whole.minute_px, home.column_px / whole.column_px)
    if ratio > 1.1:
        count = min(max(math.ceil(math.log(ratio) / math.log(STEP)), 1), MOST_STEPS_DOWN)
        below = [_between(whole, home, i / count) for i in range(count)]
    else:
        below = [home.zoomed(STEP**-i) for i in range(LEAST_STEPS_DOWN, 0, -1)]
    above = (home.zoomed(STEP**i) for i in range(1, STEPS_UP + 1))
    stops = tuple(_distinct([*below, home, *above]))
    return Ladder(stops, stops.index(home))


def _distinct(scales: list[Scale]) -> Iterator[Scale]:
    before: Scale | None = None
    for scale in scales:
        if scale != before:
            yield scale
        before = scale


def _between(a: Scale, b: Scale, share: float) -> Scale:
    if share <= 0:
        return a
    if share >= 1:
        return b
    return Scale(a.minute_px * (b.minute_px / a.minute_px) ** share, a.column_px * (b.column_px / a.column_px) ** share)
