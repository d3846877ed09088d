"""What an explanation is asked for, what comes out, and what is told on the way."""

from __future__ import annotations

from typing import Literal

import msgspec

from agendaplanner.model.changes import Change, Key
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Placement

MOST_REASONS = 6
"""How many reasons are shown, unless one conflict alone has more."""

Stage = Literal["placing", "counting", "proving", "trying repairs"]


class ExplainOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What an explanation may take.

    Raises:
        UsageError: An option makes no sense.
    """

    seed: int = 0
    seconds: float = 20.0
    """When to leave off with what was found; small and simple cases take far less."""
    repairs: int = 6
    """How many repairs are offered at most."""
    prove: bool = True
    """Whether CP-SAT may be asked where counting proves nothing; it takes a process that may become large."""

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 86_400:
            raise UsageError(f"An explanation cannot take {self.seconds} seconds.", advice="Give a number above 0.")
        if self.repairs < 0:
            raise UsageError(f"There cannot be {self.repairs} repairs.", advice="Give 0 or more.")


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One of the facts that cannot all hold."""

    kind: str
    """Such as "person", "wish", "pin", "room-closed"."""
    records: tuple[Key, ...]
    """What it is about: (kind, id)."""
    message: str
    conflict: int = 0
    """Reasons of one conflict cannot all hold; if one of them goes, the others can. Counted from 0."""


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """A change that helps; it was tried."""

    message: str
    """What to do, as a request: "Let H. Berg leave the panel of 3a"."""
    cost: float
    """How much it asks of people; see ``repairs.COSTS``."""
    change: Change
    """The repair alone."""
    placements: dict[str, Placement | None]
    """The plan that was found with it, where that differs from how the sessions stand now."""
    left_over: int
    """How many sessions are without a place even then, because of something else."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a meeting cannot be planned whole, or that it can."""

    feasible: bool | None
    """None: neither a plan nor a proof was found."""
    reasons: tuple[Reason, ...]
    repairs: tuple[Repair, ...]
    """The cheapest first."""
    seconds: float
    proved: bool
    """Whether it is certain: a plan was found, or the reasons prove that there is none that has no clash."""
    message: str
    """What it comes to, in one sentence."""
    waiting: tuple[str, ...] = ()
    """The sessions that the search left over."""
    cancelled: bool = False


class ExplainProgress(msgspec.Struct, frozen=True):
    """How far it is."""

    stage: Stage
    done: int
    total: int
