"""When a search stops. A rule is called with the number of steps taken and says whether that is enough."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event, Thread

StoppingRule = Callable[[int], bool]
ASK_SECONDS = 0.05
"""How often a solver's watch asks whether to stop."""


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


@contextmanager
def stopped_when(cancelled: Callable[[], bool] | None, stop: Callable[[], object]) -> Generator[None]:
    """Have a solver stopped soon after ``cancelled`` says so, which is asked from a thread of its own.

    A solver that could ask by itself would do so when it finds a solution, and that may take it long.
    """
    if cancelled is None:
        yield
        return
    is_over = Event()

    def watch() -> None:
        while not is_over.wait(ASK_SECONDS):
            if cancelled():
                # said until it is heard: a solver that has not begun yet does not remember it
                stop()

    thread = Thread(target=watch, name="watches a solver", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
