"""Colourings in one pass: vertex by vertex in some order, each the lowest colour that is free. Milliseconds.

Sources: D. Brelaz, New Methods to Color the Vertices of a Graph, 1979, DOI 10.1145/359094.359101 (DSATUR: next is the
vertex whose neighbours have most colours already). F. T. Leighton, A Graph Coloring Algorithm for Large Scheduling
Problems, 1979 (RLF: one colour after another, each as full as it gets).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from agendaplanner.planning.colouring.clique import smallest_last_order
from agendaplanner.planning.colouring.graph import bits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from agendaplanner.planning.colouring.graph import Graph

TieBreak = Literal["degree", "left", "random"]
"""Among equals, which vertex DSATUR takes: of most neighbours, of most neighbours without a colour, or any."""
TIE_BREAKS: tuple[TieBreak, ...] = get_args(TieBreak)


def dsatur(graph: Graph, tie_break: TieBreak, generator: Random, *, clique: Sequence[int] = ()) -> list[int]:
    """Give the colour of each vertex, from 0, by DSATUR; a clique can be coloured first."""
    n = len(graph)
    rank = list(range(n))
    generator.shuffle(rank)
    # one number to take the greatest of: colours of the neighbours, then the tie-break, then a shuffled rank
    key = np.array(rank, dtype=np.int64)
    degree_unit, colour_unit = 1 << 20, 1 << 42
    if tie_break != "random":
        key += np.array(graph.degrees, dtype=np.int64) * degree_unit
    colours = [-1] * n
    taken = [0] * n
    seen = np.zeros((n, max(graph.degrees, default=0) + 1), dtype=bool)
    for i in range(n):
        v = clique[i] if i < len(clique) else int(key.argmax())
        colour = (~taken[v] & (taken[v] + 1)).bit_length() - 1
        colours[v] = colour
        key[v] = -1 << 60
        near = graph.neighbours[v]
        if tie_break == "left":
            key[near] -= degree_unit
        fresh = near[~seen[near, colour]]
        seen[fresh, colour] = True
        key[fresh] += colour_unit
        bit = 1 << colour
        for u in fresh.tolist():
            taken[u] |= bit
    return colours


def smallest_last(graph: Graph) -> list[int]:
    """Give the colour of each vertex, from 0, in the order in which each has fewest neighbours before it."""
    colours = [-1] * len(graph)
    classes: list[int] = []
    for v in smallest_last_order(graph):
        place(graph, v, colours, classes)
    return colours


def recursive_largest_first(graph: Graph, generator: Random) -> list[int]:
    """Give the colour of each vertex, from 0, by RLF; ties are broken at random."""
    colours = [-1] * len(graph)
    left = (1 << len(graph)) - 1
    colour = -1
    while left:
        colour += 1
        open_, shut = left, 0
        while open_:
            best: tuple[int, int, float] | None = None
            chosen = -1
            for v in bits(open_):
                mask = graph.masks[v]
                # most neighbours among what can no longer have this colour; then fewest among what can
                near_shut, near_open = (mask & shut).bit_count(), (mask & open_).bit_count()
                worth = (near_shut, -near_open if shut else near_open, generator.random())
                if best is None or worth > best:
                    best, chosen = worth, v
            colours[chosen] = colour
            left ^= 1 << chosen
            shut |= graph.masks[chosen] & open_
            open_ &= ~(graph.masks[chosen] | 1 << chosen)
    return colours


def place(graph: Graph, v: int, colours: list[int], classes: list[int]) -> None:
    """Give a vertex the lowest colour that is free; ``classes`` holds the vertices of each colour as bits."""
    for colour, members in enumerate(classes):
        if not members & graph.masks[v]:
            colours[v] = colour
            classes[colour] |= 1 << v
            return
    colours[v] = len(classes)
    classes.append(1 << v)
