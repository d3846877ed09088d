"""The graph that is coloured: vertices ``0 .. n-1`` with their neighbours as bits of one int each. Nothing is searched."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from agendaplanner.model.errors import AgendaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx
    from numpy.typing import NDArray


class Graph:
    """An undirected graph without loops. Equal edges, also the other way round, are one.

    Attributes:
        names: What each vertex is called outside, by vertex.
        edges: The edges as they were given, each once, lesser vertex first, in order.
        masks: The neighbours of each vertex: bit ``u`` of ``masks[v]`` says that ``u`` and ``v`` are joined.
    """

    def __init__(self, names: Sequence[str], edges: Iterable[tuple[int, int]]) -> None:
        """Make a graph.

        Raises:
            AgendaError: An edge joins a vertex with itself, or names one that is not there; two vertices have one name.
        """
        self.names = tuple(names)
        if len(set(self.names)) < len(self.names):
            raise AgendaError("Two vertices of a graph have the same name.")
        masks = [0] * len(self.names)
        kept: set[tuple[int, int]] = set()
        for a, b in edges:
            if not (0 <= a < len(masks) and 0 <= b < len(masks)):
                raise AgendaError(f"An edge joins {a} and {b}, but the vertices are 0 to {len(masks) - 1}.")
            if a == b:
                raise AgendaError(f"The vertex {self.names[a]} is joined with itself: it can have no colour.")
            kept.add((a, b) if a < b else (b, a))
            masks[a] |= 1 << b
            masks[b] |= 1 << a
        self.edges = tuple(sorted(kept))
        self.masks = tuple(masks)

    @classmethod
    def from_networkx(cls, graph: networkx.Graph[str]) -> Graph:
        """Give the same graph with numbers for its nodes, in the order in which it holds them."""
        nodes = list(graph)
        number = {node: i for i, node in enumerate(nodes)}
        return cls([str(node) for node in nodes], ((number[a], number[b]) for a, b in graph.edges()))

    def __len__(self) -> int:
        return len(self.names)

    def part(self, vertices: Sequence[int]) -> Graph:
        """Give the graph of some of the vertices, numbered anew in the order given."""
        number = {v: i for i, v in enumerate(vertices)}
        inside = mask_of(vertices)
        edges = ((number[v], number[u]) for v in vertices for u in bits(self.masks[v] & inside) if u > v)
        return Graph([self.names[v] for v in vertices], edges)

    @cached_property
    def degrees(self) -> tuple[int, ...]:
        """How many neighbours each vertex has."""
        return tuple(mask.bit_count() for mask in self.masks)

    @cached_property
    def neighbours(self) -> tuple[NDArray[np.intp], ...]:
        """The neighbours of each vertex, rising."""
        return tuple(np.flatnonzero(row) for row in self.matrix)

    @cached_property
    def matrix(self) -> NDArray[np.int16]:
        """Which vertices are joined: (vertices, vertices), 1 where they are."""
        joined = np.zeros((len(self), len(self)), dtype=np.int16)
        if self.edges:
            ends = np.array(self.edges, dtype=np.intp)
            joined[ends[:, 0], ends[:, 1]] = 1
            joined[ends[:, 1], ends[:, 0]] = 1
        return joined


def bits(mask: int) -> Iterator[int]:
    """Give the numbers of the bits that are set, rising.

    >>> list(bits(0b10110))
    [1, 2, 4]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def mask_of(vertices: Iterable[int]) -> int:
    """Give an int with these bits set.

    >>> bin(mask_of([1, 2, 4]))
    '0b10110'
    """
    mask = 0
    for v in vertices:
        mask |= 1 << v
    return mask
