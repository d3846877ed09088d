"""What a colouring is asked for, what comes out, and what is told on the way."""

from __future__ import annotations

from typing import Literal

import msgspec

from agendaplanner.model.errors import UsageError

DEFAULT_STEPS = 3_000_000
"""Moves of the search where neither a time nor a number of steps is asked for."""

Stage = Literal["clique", "greedy", "trying all", "search", "proof"]


class ColouringOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a colouring should be.

    Raises:
        UsageError: An option makes no sense.
    """

    seed: int = 0
    seconds: float | None = None
    """Stop after so long with the best found; None: after counted steps, so that a seed gives the same anywhere."""
    steps: int | None = None
    """Stop after so many moves; None: where no time is given either, after DEFAULT_STEPS."""
    prove: bool = True
    """Whether CP-SAT may be asked for a proof; it takes a process that may become large."""

    def __post_init__(self) -> None:
        if self.seconds is not None and not 0 < self.seconds <= 86_400:
            raise UsageError(f"A colouring cannot take {self.seconds} seconds.", advice="Give a number above 0.")
        if self.steps is not None and self.steps < 0:
            raise UsageError(f"A colouring cannot take {self.steps} steps.", advice="Give 0 or more.")

    @property
    def most_steps(self) -> int | None:
        """After how many moves to stop; None: when the time is over."""
        return DEFAULT_STEPS if self.steps is None and self.seconds is None else self.steps


class Colouring(msgspec.Struct, frozen=True, kw_only=True):
    """A colouring that was found, looked at by ``verify``."""

    colours: int
    lower_bound: int
    """So many are needed at least: the clique's size, or more where it was proved otherwise."""
    optimal: bool
    """Whether it is proved that fewer will not do."""
    clique: tuple[str, ...]
    """Vertices that are all joined with each other: the most that were found."""
    assignment: dict[str, int]
    """The colour of each vertex, from 0."""
    steps: int
    """Moves of the search."""
    seconds: float
    cancelled: bool = False


class ColouringProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far it is."""

    stage: Stage
    colours: int | None
    """The fewest so far; None while there is no colouring."""
    lower_bound: int
    steps: int
    seconds: float
