"""Whether k colours will do, by trying all ways: for small graphs, where a proof should cost milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.colouring.graph import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.planning.colouring.graph import Graph
    from agendaplanner.planning.stopping import StoppingRule


def try_all(graph: Graph, k: int, clique: Sequence[int], stop: StoppingRule) -> tuple[list[int] | None, bool, int]:
    """Look for a colouring with k colours until there is one or there certainly is none.

    Next is always the vertex with the fewest colours left, and of the colours not used yet only one is tried.

    Args:
        graph: What to colour; so small that a call for each vertex can be nested.
        k: How many colours.
        clique: Vertices that are all joined with each other: they are coloured first.
        stop: Called with the number of vertices coloured so far, those coloured anew counted again.

    Returns:
        The colour of each vertex, from 0, or None; whether that is certain; the number of vertices coloured.
    """
    if len(clique) > k:
        return None, True, 0
    search = _Search(graph, k, stop)
    for colour, v in enumerate(clique):
        search.colours[v] = colour
        if not search.restrict(v, colour, []):
            return None, True, 0
    found = search.run(len(clique))
    return (list(search.colours) if found else None), found or not search.stopped, search.steps


class _Search:
    """A search under way.

    Attributes:
        colours: The colour of each vertex; -1 while it has none.
        free: The colours that each vertex can still have, as bits.
    """

    def __init__(self, graph: Graph, k: int, stop: StoppingRule) -> None:
        self.graph = graph
        self.k = k
        self.stop = stop
        self.colours = [-1] * len(graph)
        self.free = [(1 << k) - 1] * len(graph)
        self.steps = 0
        self.stopped = False

    def restrict(self, v: int, colour: int, trail: list[int]) -> bool:
        """Take a colour from the neighbours of a vertex, noting from which; tell whether each has another one left."""
        bit = 1 << colour
        for u in bits(self.graph.masks[v]):
            if self.colours[u] < 0 and self.free[u] & bit:
                self.free[u] ^= bit
                trail.append(u)
                if not self.free[u]:
                    return False
        return True

    def run(self, used: int) -> bool:
        """Colour the rest; ``used`` colours are in use."""
        waiting = [v for v, colour in enumerate(self.colours) if colour < 0]
        if not waiting:
            return True
        v = min(waiting, key=lambda u: (self.free[u].bit_count(), -self.graph.degrees[u], u))
        for colour in bits(self.free[v] & ((1 << min(used + 1, self.k)) - 1)):
            self.steps += 1
            if self.steps % 64 == 0 and self.stop(self.steps):
                self.stopped = True
            if self.stopped:
                return False
            trail: list[int] = []
            self.colours[v] = colour
            if self.restrict(v, colour, trail) and self.run(max(used, colour + 1)):
                return True
            self.colours[v] = -1
            for u in trail:
                self.free[u] |= 1 << colour
        return False
