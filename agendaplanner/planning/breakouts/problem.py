"""What an allocation to parallel sessions is asked to do, as numbers: no agenda, no names.

Every person is at one session or at none ("nowhere", which costs more than anything else). What must hold: the most
that a session takes, who is together and who apart, who has a part in a session. What costs: wishes that are not met, a
balance that is missed, people who are moved from where they were.
"""

from __future__ import annotations

import msgspec

from agendaplanner.model.errors import UsageError

NOWHERE = -1
NOWHERE_COST = 100_000
"""For a person who finds no seat: more than any wish, move or balance, so that as few as can be are left over."""


class AllocateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How people are allocated.

    Costs are in the unit of ``wish_cost``: a second choice costs 20 more than a first, a third 50, a fourth 90.
    """

    sessions: tuple[str, ...] = ()
    """These parallel sessions alone, by id; none: every round there is."""
    keep: bool = True
    """Leave people where they are unless it is much better otherwise; False: start afresh."""
    move_cost: int = 35
    """For a person who is moved from where they were."""
    balance_cost: int = 25
    """For each person too few or too many of a kind in a session."""
    least: int = 0
    """How many should be in each session at least, where the session itself does not say."""
    least_cost: int = 25
    """For each person that a session has less than that."""
    most: int | None = None
    """How many a session takes at most, beside what its room holds, where the session itself does not say."""
    balance: bool = True
    """Whether the balance of kinds counts."""
    seconds: float = 20.0
    """For the search of each round where flow alone cannot do it, and again for what all rules cost."""
    prices: bool = True
    """Whether to find out what each balance rule costs."""

    def __post_init__(self) -> None:
        if min(self.move_cost, self.balance_cost, self.least, self.least_cost) < 0:
            raise UsageError("Costs and sizes of breakouts cannot be less than 0.")
        if self.most is not None and self.most < 1:
            raise UsageError("A breakout must take somebody.", advice="Give --most a number from 1.")
        if self.seconds <= 0:
            raise UsageError("An allocation needs some time.", advice="Give --seconds a number above 0.")


class Quota(msgspec.Struct, frozen=True):
    """How many people of a kind each session should have."""

    name: str
    """The rule that it is of, such as "community"; "": none that anybody asked for."""
    value: str
    members: frozenset[int]
    low: tuple[int, ...]
    """By session."""
    high: tuple[int, ...]


class AllocationProblem(msgspec.Struct, frozen=True, kw_only=True):
    """People and sessions by number, from 0."""

    people: int
    most: tuple[int, ...]
    """By session: how many it takes."""
    least: tuple[int, ...]
    """By session: how many it should have."""
    cost: tuple[tuple[int, ...], ...]
    """``cost[person][session]``, wishes and moves in one; not negative."""
    fixed: dict[int, int] = {}
    """By person: the session in which they have a part, or are held."""
    blocks: tuple[tuple[int, ...], ...] = ()
    """People who must be together; nobody is in two blocks."""
    apart: tuple[tuple[int, int], ...] = ()
    quotas: tuple[Quota, ...] = ()
    balance_cost: int = 25
    least_cost: int = 25

    @property
    def sessions(self) -> int:
        """How many sessions there are."""
        return len(self.most)

    @property
    def is_flow(self) -> bool:
        """Whether it is a flow of minimal cost: nobody tied to another, and nobody in two quotas."""
        counted = sum(len(quota.members) for quota in self.quotas)
        different = {person for quota in self.quotas for person in quota.members}
        return not self.blocks and not self.apart and counted == len(different)


def wish_cost(rank: int) -> int:
    """Give the cost of a choice, 0 for the first: 0, 20, 50, 90, ...: two second choices rather than a third.

    >>> [wish_cost(rank) for rank in range(5)]
    [0, 20, 50, 90, 140]
    """
    return 5 * rank * (rank + 3)
