"""Which CP-SAT model of a CoSP conference to build: what it says, and what it may leave out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from agendaplanner.planning.cosp.costs import Costs


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the model to build."""

    plain: bool = False
    """Whether to leave out what submissions and tracks cost each other: order, gaps, conflicts, similar tracks."""
    rooms: bool = True
    """Whether it says which rooms; without, each costs what the cheapest would."""
    steady: bool = True
    """Whether it minds that a track has the same room throughout."""
    detailed: frozenset[int] = frozenset()
    """Tracks of which it says in which room each submission is."""
    dearest: int | None = None
    """How much dearer than the cheapest a room may be; None: as much as it is."""
    most: int | None = None
    """The most that it may cost; None: anything."""
    least: int = 0
    """What it is known to cost at least."""


def alike(costs: Costs, shape: Shape) -> list[tuple[int, ...]]:
    """Give groups of submissions between which a schedule makes no difference: one variable counts all of a group."""
    pairs = () if shape.plain else (*costs.together, *costs.at_once)
    apart = {i for pair in pairs for i in pair}
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for t, members in enumerate(costs.members):
        single = t in shape.detailed or costs.needs_rooms(t) or (costs.needs_slots(t) and not shape.plain)
        for i in members:
            submission = costs.instance.submissions[i]
            own = single or i in apart or (not shape.plain and costs.misplaced > 0 and submission.order > 0)
            groups[t, submission.slots, *costs.stay[i], i if own else -1].append(i)
    return [tuple(group) for group in groups.values()]
