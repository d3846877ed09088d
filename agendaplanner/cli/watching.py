"""Commands that the window runs: it wants to know how far they are, and to stop them between two steps.

With ``--watched``, standard error has a JSON line for each step, ``{"done": 3, "of": 60, "what": "notices sent"}``, and for
a failure, ``{"failed": {"what": ..., "where": ..., "advice": ...}}``; and the command stops when its standard input ends, which it
also does when whoever started it is gone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.report import progress_line
from agendaplanner.model.errors import AgendaError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


def add_watched(parser: argparse.ArgumentParser) -> None:
    """Add the option; it is for our own window, and so not in the help."""
    parser.add_argument("--watched", action="store_true", help=argparse.SUPPRESS)


class Watch:
    """What tells whoever watches; where nobody does, the terminal."""

    def __init__(self, *, watched: bool) -> None:
        self.watched = watched
        self._stop = threading.Event()

    def __enter__(self) -> Watch:
        if self.watched:
            threading.Thread(target=self._wait_for_the_end, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.watched and isinstance(error, AgendaError):
            _tell({"failed": {"what": error.what, "where": error.where, "advice": error.advice}})

    def progress(self, words: str) -> Callable[[int, int], None]:
        """Give a function that is told how much is done, of how much; the words say of what."""
        if not self.watched:
            return progress_line(words)
        return lambda done, total: _tell({"done": done, "of": total, "what": words})

    def cancelled(self) -> bool:
        """Tell whether it is to stop."""
        return self._stop.is_set()

    def _wait_for_the_end(self) -> None:
        # not by Python's own buffer, which cannot be let go of while a thread waits in it
        with contextlib.suppress(OSError):
            while os.read(sys.stdin.fileno(), 1024):
                pass
        self._stop.set()


def _tell(content: Any) -> None:
    sys.stderr.write(json.dumps(content) + "\n")
    sys.stderr.flush()
