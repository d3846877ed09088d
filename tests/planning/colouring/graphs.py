"""Small graphs for tests, and what they are by brute force."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import strategies as st

from agendaplanner.planning.colouring.graph import Graph


def graph_of(vertices: int, edges) -> Graph:
    return Graph([str(i) for i in range(vertices)], edges)


def cycle(n: int) -> Graph:
    """A ring; with an odd number of vertices it needs 3 colours although its largest clique is an edge."""
    return graph_of(n, [(i, (i + 1) % n) for i in range(n)])


def mycielski(times: int) -> Graph:
    """An edge, grown by Mycielski's construction: no triangle, and ``times + 2`` colours are needed."""
    n, edges = 2, [(0, 1)]
    for _ in range(times):
        edges = edges + [(a, n + b) for a, b in edges] + [(b, n + a) for a, b in edges]
        edges += [(n + i, 2 * n) for i in range(n)]
        n = 2 * n + 1
    return graph_of(n, edges)


def queens(n: int) -> Graph:
    """Squares of a board, joined where a queen goes from one to the other."""
    squares = list(product(range(n), range(n)))
    edges = [
        (i, j)
        for (i, (a, b)), (j, (c, d)) in combinations(enumerate(squares), 2)
        if a == c or b == d or abs(a - c) == abs(b - d)
    ]
    return graph_of(n * n, edges)


def edges_of(graph: Graph) -> set[tuple[int, int]]:
    return set(graph.edges)


def chromatic_number(graph: Graph) -> int:
    """By trying every way to share the vertices out; no vertex has a colour that is not needed for those before it."""

    def fits(v: int, colours: list[int], k: int) -> bool:
        if v == len(graph):
            return True
        for colour in range(min(k, max(colours, default=-1) + 2)):
            free = all(colours[u] != colour for u in range(v) if (u, v) in joined)
            if free and fits(v + 1, [*colours, colour], k):
                return True
        return False

    joined = edges_of(graph)
    return next(k for k in range(len(graph) + 1) if fits(0, [], k))


def clique_number(graph: Graph) -> int:
    joined = edges_of(graph)
    sizes = range(len(graph), -1, -1)
    return next(
        size
        for size in sizes
        if any(all(pair in joined for pair in combinations(c, 2)) for c in combinations(range(len(graph)), size))
    )


def is_proper(graph: Graph, colours) -> bool:
    return len(colours) == len(graph) and all(colours[a] != colours[b] for a, b in graph.edges)


@st.composite
def graphs(draw, most: int = 8) -> Graph:
    n = draw(st.integers(0, most))
    pairs = list(combinations(range(n), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return graph_of(n, chosen)
