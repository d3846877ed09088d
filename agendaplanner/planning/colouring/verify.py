"""Looks at a colouring before it is given out. Shares nothing with what makes colourings: names and pairs of names only."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def faults_of_colouring(
    names: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    assignment: Mapping[str, int],
    *,
    colours: int,
    lower_bound: int,
    optimal: bool,
    clique: Sequence[str],
) -> list[str]:
    """Say what is wrong with a colouring; nothing, if it is sound.

    Args:
        names: All vertices.
        pairs: All edges.
        assignment: The colour of each vertex.
        colours: How many colours it is said to have.
        lower_bound: How many are said to be needed at least.
        optimal: Whether it is said that fewer will not do.
        clique: Vertices that are said to be all joined with each other.
    """
    found: list[str] = []
    vertices = set(names)
    if vertices != set(assignment):
        found.append(f"{len(vertices ^ set(assignment))} vertices have no colour, or are none")
    joined: set[frozenset[str]] = set()
    for a, b in pairs:
        joined.add(frozenset((a, b)))
        if a in assignment and b in assignment and assignment[a] == assignment[b]:
            found.append(f"{a} and {b} are joined and have the same colour {assignment[a]}")
    if set(assignment.values()) != set(range(colours)):
        found.append(f"the colours are not 0 to {colours - 1}, each used")
    found += [
        f"{a} and {b} of the clique are not joined"
        for a, b in combinations(clique, 2)
        if frozenset((a, b)) not in joined
    ]
    if not len(clique) <= lower_bound <= colours:
        found.append(f"a clique of {len(clique)}, a bound of {lower_bound} and {colours} colours cannot be")
    if optimal != (lower_bound == colours):
        found.append(f"{colours} colours and a bound of {lower_bound}, optimal: {optimal}")
    return found
