"""The planner in a process of its own, so that a window stays alive: a request in, progress and a result out.

One line of JSON on standard input asks; lines on standard output answer (``messages``). A second line, ``stop``, makes
it answer with the best that it has so far. To call it off, kill the process: it has nothing that could be left half-done.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.errors import AgendaError
from agendaplanner.planning.breakouts.allocate import allocate_all
from agendaplanner.planning.breakouts.problem import AllocateOptions
from agendaplanner.planning.explain.explain import explain
from agendaplanner.planning.messages import (
    STOP,
    Allocated,
    Explained,
    Failure,
    Planned,
    Replanned,
    Request,
    Working,
    decode_request,
    encode_message,
)
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.planning.quality.account import cost
from agendaplanner.planning.replan.replan import ReplanOptions, replan

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.planning.breakouts.allocate import AllocateProgress
    from agendaplanner.planning.construct import Progress
    from agendaplanner.planning.explain.explanation import ExplainProgress
    from agendaplanner.planning.messages import Message, Result

_CHUNK = 65_536


def serve(descriptor: int) -> None:
    """Answer the request that comes in at a file descriptor, on standard output."""
    lines = _Lines(descriptor)
    line = lines.next()
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(lines, stopped), daemon=True).start()
    try:
        _say(answer(decode_request(line), _say, stopped.is_set))
    except AgendaError as error:
        _say(Failure(error.what, error.where, error.advice))
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        _say(Failure(f"The planner did not understand the request: {error}"))


def answer(request: Request, tell: Callable[[Working], None], stopped: Callable[[], bool]) -> Result:
    """Do what is asked; as soon as it is to stop, with the best so far.

    Raises:
        AgendaError: It cannot be done with this agenda.
    """
    agenda, options = request.agenda, request.options
    if isinstance(options, PlanOptions):

        def of_plan(p: Progress) -> None:
            tell(Working("placing" if p.cost is None else "improving", p.placed, p.total, p.cost))

        before = cost(agenda, weights=options.weights).by_rule()
        return Planned(plan(agenda, options, progress=of_plan, cancelled=stopped), before)
    if isinstance(options, ReplanOptions):
        found = replan(agenda, options, progress=lambda d, t: tell(Working("moving", d, t)), cancelled=stopped)
        after = agenda.apply(plan_change(agenda, found.placements))
        return Replanned(found, cost(agenda).by_rule(), cost(after).by_rule())
    if isinstance(options, AllocateOptions):

        def of_allocating(p: AllocateProgress) -> None:
            tell(Working(p.stage, p.done, p.total, p.cost))

        return Allocated(allocate_all(agenda, options, stopped, of_allocating))

    def of_explaining(p: ExplainProgress) -> None:
        tell(Working(p.stage, p.done, p.total))

    return Explained(explain(agenda, options, of_explaining, stopped))


class _Lines:
    """Lines of a descriptor, read past Python's own buffers: a thread that waits in these would block the way out."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""

    def next(self) -> bytes:
        """Give the next line; b"" at the end."""
        while b"\n" not in self._rest:
            more = os.read(self._descriptor, _CHUNK)
            if not more:
                line, self._rest = self._rest, b""
                return line
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line + b"\n"


def _listen(lines: _Lines, stopped: threading.Event) -> None:
    while line := lines.next():
        if line == STOP:
            stopped.set()


def _say(message: Message) -> None:
    sys.stdout.write(encode_message(message).decode())
    sys.stdout.flush()
