"""When a search stops. A rule is called with the number of steps taken and says whether that is enough."""

from __future__ import annotations

import time
from collections.abc import Callable

StoppingRule = Callable[[int], bool]


def after_steps(limit: int) -> StoppingRule:
    """Stop after so many steps: the same search gives the same plan on every machine."""
    return lambda steps: steps >= limit


def after_seconds(seconds: float) -> StoppingRule:
    """Stop after so many seconds from now."""
    end = time.perf_counter() + seconds
    return lambda _steps: time.perf_counter() >= end


def when_any(*rules: StoppingRule) -> StoppingRule:
    """Stop when any of the rules says so."""
    return lambda steps: any(rule(steps) for rule in rules)
