"""Whether k colours will do, by CP-SAT: a colouring, or the proof that there is none. Knows OR-tools.

A boolean for each vertex and colour; each vertex has one colour; of each clique of a family that covers all edges at
most one vertex has a colour. The colours of one large clique are given away beforehand, since colours have no names.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.planning.colouring.graph import bits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.planning.colouring.graph import Graph

_LOOK_SECONDS = 0.05


class Decision(msgspec.Struct, frozen=True):
    """What came of asking whether k colours will do."""

    answer: Literal["yes", "no", "unknown"]
    colours: list[int] | None = None
    """With "yes": the colour of each vertex, from 0."""


def decide(
    graph: Graph,
    k: int,
    *,
    clique: Sequence[int],
    known: Sequence[int] = (),
    seed: int = 0,
    seconds: float | None = None,
    work: float = 10.0,
    stop: Callable[[], bool] | None = None,
) -> Decision:
    """Ask whether a graph can be coloured with k colours.

    Args:
        graph: What to colour.
        k: How many colours, from 1.
        clique: Vertices that are all joined with each other.
        known: A colouring with more colours, as a hint.
        seed: Where chance begins.
        seconds: How long at most; None: as long as the counted work takes.
        work: How much counted work at most (CP-SAT's deterministic time; about seconds). The same work gives the same
            answer on every machine.
        stop: Asked some times a second, in the caller's thread, whether to give up.
    """
    if len(clique) > k:
        return Decision("no")
    if len(graph) <= k:
        return Decision("yes", list(range(len(graph))))
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    has = [[model.new_bool_var("") for _ in range(k)] for _ in range(len(graph))]
    for row in has:
        model.add_exactly_one(row)
    for members in clique_cover(graph):
        for colour in range(k):
            model.add_at_most_one(has[v][colour] for v in members)
    for colour, v in enumerate(clique):
        model.add(has[v][colour] == 1)
    for v, hint in enumerate(_renamed(known, clique)):
        for colour in range(k):
            model.add_hint(has[v][colour], colour == hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # with more, the same seed would not give the same answer
    solver.parameters.random_seed = seed % (1 << 31)
    solver.parameters.max_deterministic_time = work
    if seconds is not None:
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    status = _solve(solver, model, stop)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Decision(
            "yes", [next(colour for colour in range(k) if solver.boolean_value(row[colour])) for row in has]
        )
    return Decision("no" if status == cp_model.INFEASIBLE else "unknown")


def clique_cover(graph: Graph) -> list[list[int]]:
    """Give cliques such that each edge lies in one of them: greedily, each as large as it gets."""
    left = list(graph.masks)
    cover: list[list[int]] = []
    for v in sorted(range(len(graph)), key=lambda u: (-graph.degrees[u], u)):
        while left[v]:
            members, inside = [v], 1 << v
            able: int = graph.masks[v]
            # begin with an edge that is not covered, then with what covers most
            fresh = left[v]
            while able:
                u = max(
                    bits(able & fresh or able), key=lambda w: ((left[w] & inside).bit_count(), graph.degrees[w], -w)
                )
                members.append(u)
                inside |= 1 << u
                able &= graph.masks[u]
                fresh = able
            for u in members:
                left[u] &= ~inside
            cover.append(sorted(members))
    return cover


def _renamed(known: Sequence[int], clique: Sequence[int]) -> list[int]:
    """Give a colouring with other names for its colours: the members of the clique have 0, 1, 2 and so on."""
    names: dict[int, int] = {}
    if known:
        for v in clique:
            names[known[v]] = len(names)
        for colour in known:
            names.setdefault(colour, len(names))
    return [names[colour] for colour in known]


def _solve(solver: Any, model: Any, stop: Callable[[], bool] | None) -> Any:
    """Solve in a thread of its own, so that the caller's can be asked whether to give up."""
    if stop is None:
        return solver.solve(model)
    result: list[Any] = []
    thread = threading.Thread(target=lambda: result.append(solver.solve(model)), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOK_SECONDS)
            if stop():
                solver.stop_search()
    except BaseException:
        # the user pressed Ctrl+C, or was let down by what is asked: nobody waits for the answer any more
        solver.stop_search()
        thread.join()
        raise
    return result[0]
