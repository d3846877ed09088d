"""Graphs as text in the DIMACS form, as the public graphs for colouring are published.

Source: D. S. Johnson and M. A. Trick (eds.), Cliques, Coloring, and Satisfiability: Second DIMACS Implementation
Challenge, 1996: ``c`` comment, ``p edge VERTICES EDGES``, ``e A B`` with vertices from 1. As published, files list edges
twice, miscount them, leave the ``p`` line out, or add weights of vertices (``n``): all that is read, the weights are not
used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agendaplanner.model.errors import FileError
from agendaplanner.model.files import read_bytes
from agendaplanner.planning.colouring.graph import Graph

if TYPE_CHECKING:
    from pathlib import Path

MOST_VERTICES = 5_000
"""What is larger is no conflict graph of a meeting, and its table of joined vertices would not fit in memory."""
_MOST_BYTES = 200 * 1024**2
_NUMBER = re.compile(r"[0-9]{1,9}")


def looks_like_dimacs(path: Path) -> bool:
    """Tell by the name whether a file holds a graph."""
    return path.suffix.casefold() == ".col"


def read_dimacs(path: Path) -> Graph:
    """Read a graph from a file. Vertices are called by their numbers, from "1".

    Raises:
        FileError: It cannot be read, or is no such text; the message names the line.
    """
    return parse_dimacs(read_bytes(path, most=_MOST_BYTES).decode("utf-8", "replace"), source=str(path))


def parse_dimacs(text: str, *, source: str = "") -> Graph:
    """Read a graph from text.

    Without a ``p`` line the highest number in an edge is the number of vertices.

    Raises:
        FileError: A line is none of the kinds known, or names a vertex that cannot be; faults are reported together.
    """
    faults: list[str] = []
    edges: list[tuple[int, int]] = []
    announced: int | None = None
    highest = 0
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or words[0][0] == "c":
            continue
        try:
            if words[0] == "p":
                if announced is not None:
                    raise ValueError("a second line that begins with p")
                if edges:
                    raise ValueError("the line that begins with p must come before the edges")
                announced = _vertices(words)
            elif words[0] == "e":
                a, b = _edge(words, announced)
                edges.append((a - 1, b - 1))
                highest = max(highest, a, b)
            elif words[0] not in ("n", "d", "v", "x"):  # weights and places that some files add
                raise ValueError(f"a line begins with c, p or e, not with {words[0][:20]!r}")
        except ValueError as error:
            faults.append(f"line {number}: {error}")
    if not faults and announced is None and not edges:
        faults.append("there is neither a line that begins with p nor an edge")
    if faults:
        more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise FileError(
            f"This is no graph in the DIMACS form: {'; '.join(faults[:3])}{more}.",
            where=f"{source}:{_first_line(faults)}" if _first_line(faults) else source,
            advice="Lines look like: p edge 3 2, e 1 2, e 2 3.",
        )
    return Graph([str(i + 1) for i in range(highest if announced is None else announced)], edges)


def _vertices(words: list[str]) -> int:
    if len(words) < 3 or not _NUMBER.fullmatch(words[2]):
        raise ValueError('the line should say "p edge VERTICES EDGES"')
    vertices = int(words[2])
    if vertices > MOST_VERTICES:
        raise ValueError(f"{vertices} vertices are too many; {MOST_VERTICES} can be")
    return vertices


def _edge(words: list[str], announced: int | None) -> tuple[int, int]:
    if len(words) < 3 or not all(_NUMBER.fullmatch(word) for word in words[1:3]):
        raise ValueError('an edge should say "e A B" with the numbers of two vertices')
    a, b = int(words[1]), int(words[2])
    most = MOST_VERTICES if announced is None else announced
    for vertex in (a, b):
        if not 1 <= vertex <= most:
            raise ValueError(f"there is no vertex {vertex}; they are 1 to {most}")
    if a == b:
        raise ValueError(f"vertex {a} is joined with itself")
    return a, b


def _first_line(faults: list[str]) -> str:
    found = re.match(r"line (\d+):", faults[0])
    return found[1] if found else ""
