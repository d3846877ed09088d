"""How much each rule of quality counts.

The unit is one person who cannot be at both of two sessions: what is worth one of these has the weight 1. Most amounts
grow with the meeting as the wishes of its people do, so one set of weights suits 20 sessions and 800.
"""

from __future__ import annotations

import math

import msgspec

from agendaplanner.model.errors import UsageError
from agendaplanner.planning.quality.rules import QUALITY_RULES


class QualityWeights(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit of each rule costs, and the limits that rules ask for; a weight of 0 leaves a rule out.

    Raises:
        UsageError: A weight or limit makes no sense.
    """

    wanted_together: float = 1.0
    room_too_popular: float = 0.2
    """A person too many: some of those who want to come do not, in the end."""
    track_scattered: float = 1.0
    track_against_itself: float = 0.02
    """An hour against itself is a little worse than one person who misses something."""
    hopping: float = 0.25
    long_work: float = 0.02
    walk_too_short: float = 0.2
    big_at_the_ends: float = 0.02
    holes: float = 0.005
    """An empty room for an hour and a half is half as bad as one person who misses something."""
    alone: float = 0.03
    number_apart: float = 2.0
    ends_out_of_place: float = 5.0
    out_of_order: float = 0.01
    moved: float = 2.0
    """People have been told where it is."""
    wish_broken: float = 3.0
    """Times the wish's own weight."""

    work_limit_minutes: int = 180
    """How long one may be kept without a break."""
    rest_minutes: int = 15
    """What counts as a break for somebody."""
    day_end_minutes: int = 60
    """How long the first and the last stretch of a day are, in which people come late and leave early."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if not (math.isfinite(value) and 0 <= value <= 1_000_000):
                raise UsageError(
                    f"{name} cannot be {value}.", advice="Weights and limits are numbers from 0 to a million."
                )

    def of(self, rule: str) -> float:
        """Give what a unit of a rule costs."""
        return float(getattr(self, QUALITY_RULES[rule].field))

    @classmethod
    def only(cls, **weights: float) -> QualityWeights:
        """Give weights that leave out all rules but those named.

        >>> QualityWeights.only(moved=1).wanted_together
        0.0
        """
        return cls(**{**{rule.field: 0.0 for rule in QUALITY_RULES.values()}, **weights})  # pyright: ignore[reportArgumentType] # limits are not named here
