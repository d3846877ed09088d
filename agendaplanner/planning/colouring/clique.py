"""Cliques: vertices that are all joined with each other, so that each needs a colour of its own. A lower bound.

Greedy from many starts first; then branch and bound in which a colouring of the candidates says how far a branch can
still grow. Source: E. Tomita and T. Seki, An Efficient Branch-and-Bound Algorithm for Finding a Maximum Clique, 2003,
DOI 10.1007/3-540-45066-1_22, with sets as bits of one int.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.colouring.graph import bits

if TYPE_CHECKING:
    from random import Random

    from agendaplanner.planning.colouring.graph import Graph
    from agendaplanner.planning.stopping import StoppingRule


def greedy_clique(graph: Graph, generator: Random, *, starts: int = 60) -> list[int]:
    """Give a clique that cannot be extended: the largest found from several starts, those of highest degree first."""
    order = sorted(range(len(graph)), key=lambda v: (-graph.degrees[v], v))
    half = starts // 2
    chosen = order[:half]
    rest = order[half:]
    chosen += generator.sample(rest, min(half, len(rest)))
    best: list[int] = []
    for start in chosen:
        if graph.degrees[start] < len(best):
            continue
        clique, candidates = [start], graph.masks[start]
        while candidates:
            # the candidate that keeps most of the others
            v = max(bits(candidates), key=lambda u: ((graph.masks[u] & candidates).bit_count(), -u))
            clique.append(v)
            candidates &= graph.masks[v]
        if len(clique) > len(best):
            best = clique
    return sorted(best)


def largest_clique(graph: Graph, known: list[int], stop: StoppingRule) -> tuple[list[int], bool, int]:
    """Look for a clique larger than a known one.

    Args:
        graph: Where to look.
        known: A clique that was found already.
        stop: Called with the number of branches taken.

    Returns:
        The largest clique found, whether there is certainly none larger, and the number of branches taken.
    """
    # numbered so that those of low degree among what is left are the first to be branched on
    order = smallest_last_order(graph)
    renumbered = graph.part(order)
    search = _Search(renumbered.masks, len(known), stop)
    search.expand([], (1 << len(graph)) - 1)
    found = sorted(order[v] for v in search.best) if search.best else sorted(known)
    return found, not search.stopped, search.steps


class _Search:
    """A branch and bound under way."""

    def __init__(self, masks: tuple[int, ...], size: int, stop: StoppingRule) -> None:
        self.masks = masks
        self.size = size
        self.stop = stop
        self.best: list[int] = []
        self.steps = 0
        self.stopped = False

    def expand(self, clique: list[int], candidates: int) -> None:
        """Look for a clique of more than ``size`` vertices: those of ``clique`` and some of the candidates."""
        for v, bound in reversed(self._coloured(candidates, self.size - len(clique))):
            if len(clique) + bound <= self.size or self.stopped:
                return
            self.steps += 1
            if self.steps % 64 == 0 and self.stop(self.steps):
                self.stopped = True
                return
            rest = candidates & self.masks[v]
            if rest:
                self.expand([*clique, v], rest)
            elif len(clique) + 1 > self.size:
                self.best = [*clique, v]
                self.size = len(self.best)
            candidates &= ~(1 << v)

    def _coloured(self, candidates: int, needed: int) -> list[tuple[int, int]]:
        """Colour the candidates greedily.

        Gives those whose colour is above ``needed``, with their colour from 1, rising: a clique among the candidates up
        to a vertex has no more members than that vertex's colour says.
        """
        found: list[tuple[int, int]] = []
        colour = 0
        masks = self.masks
        while candidates:
            colour += 1
            free = candidates
            while free:
                low = free & -free
                v = low.bit_length() - 1
                candidates ^= low
                free &= ~(masks[v] | low)
                if colour > needed:
                    found.append((v, colour))
        return found


def smallest_last_order(graph: Graph) -> list[int]:
    """Give the vertices such that each has as few neighbours as can be before it.

    Source: D. W. Matula and L. L. Beck, Smallest-Last Ordering and Clustering and Graph Coloring Algorithms, 1983,
    DOI 10.1145/2402.322385.
    """
    left = (1 << len(graph)) - 1
    degrees = list(graph.degrees)
    order: list[int] = []
    buckets: list[set[int]] = [set() for _ in range(max(degrees, default=0) + 1)]
    for v, degree in enumerate(degrees):
        buckets[degree].add(v)
    lowest = 0
    while left:
        while not buckets[lowest]:
            lowest += 1
        v = min(buckets[lowest])
        buckets[lowest].remove(v)
        order.append(v)
        left ^= 1 << v
        for u in bits(graph.masks[v] & left):
            buckets[degrees[u]].remove(u)
            degrees[u] -= 1
            buckets[degrees[u]].add(u)
        lowest = max(0, lowest - 1)
    return order[::-1]
