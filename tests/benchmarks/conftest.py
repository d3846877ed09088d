"""Seconds are measured and shown in a table at the end, never asserted: they are this machine's. Counted work is."""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS: pytest.StashKey[list[tuple[str, str, str]]] = pytest.StashKey()


class Stopwatch:
    """Measures what the benchmarks run, and keeps the rows of the table."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self._rows = rows

    def time(self, what: str, runs: Sequence[Callable[[], Any]], note: str = "") -> list[Any]:
        """Time each of some runs, and give what they give."""
        seconds, found = [], []
        for run in runs:
            gc.collect()
            begun = time.perf_counter()
            found.append(run())
            seconds.append(time.perf_counter() - begun)
        self.show(what, seconds, note)
        return found

    def show(self, what: str, seconds: Sequence[float], note: str = "") -> None:
        """Add a row: the median, and the least and most of several."""
        spread = f" ({_text(min(seconds))} to {_text(max(seconds))}, {len(seconds)} runs)" if len(seconds) > 1 else ""
        self._rows.append((what, f"{_text(median(seconds))}{spread}", note))

    def show_text(self, what: str, text: str, note: str = "") -> None:
        """Add a row of something other than seconds."""
        self._rows.append((what, text, note))


def _text(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.3g} ms"


@pytest.fixture
def stopwatch(request: pytest.FixtureRequest) -> Stopwatch:
    """What measures, and shows its table when all is done."""
    return Stopwatch(request.config.stash.setdefault(ROWS, []))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Show what was measured."""
    rows = config.stash.get(ROWS, [])
    if not rows:
        return
    terminalreporter.section("measured")
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    for what, seconds, note in rows:
        terminalreporter.write_line(f"{what:{widths[0]}}  {seconds:{widths[1]}}  {note}".rstrip())
