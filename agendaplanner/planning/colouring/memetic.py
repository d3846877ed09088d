"""A colouring with k colours by a population: children take whole colour classes of two parents and are improved.

Source: P. Galinier and J.-K. Hao, Hybrid Evolutionary Algorithms for Graph Coloring, 1999, DOI 10.1023/A:1009823419804
(the crossover GPX). Here a whole generation is improved side by side, and a child takes the place of its first parent.
Dense graphs want many generations of children that are improved a little; others few that are improved for long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from agendaplanner.planning.colouring.tabu import TabuSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from agendaplanner.planning.colouring.graph import Graph

_SHORT_ROUND: Final = 2_000
_LONG_ROUND: Final = 40_000
"""So many moves a child gets."""
_TRIAL_STEPS: Final = 320_000
"""So many moves the quick children get before the slow ones get as many."""
_GROWING_ALIKE: Final = 0.8
_LEADERS_SHARE: Final = 3
"""Where quick children become so much more alike they are on a way, and get so many times the moves of the slow ones."""
_ALIKE: Final = 0.02
"""Parents that differ in less than this share of the vertices have nothing to give each other."""


class Outcome:
    """What a search for k colours came to.

    Attributes:
        colours: The colour of each vertex, from 0, with no conflict; None where the search was stopped before.
        steps: How many moves were made.
    """

    def __init__(self, colours: list[int] | None, steps: int) -> None:
        self.colours = colours
        self.steps = steps


def search(
    graph: Graph,
    k: int,
    generator: np.random.Generator,
    stop: Callable[[int], bool],
    *,
    known: Iterable[Sequence[int]] = (),
) -> Outcome:
    """Look for a colouring with k colours.

    Args:
        graph: What to colour.
        k: How many colours, from 1.
        generator: Where chance comes from.
        stop: Asked now and then with the number of moves made.
        known: Colourings with more colours, without conflicts, to begin with.
    """
    if not len(graph):
        return Outcome([], 0)
    # many generations of quick children, and few of which each is searched for long: some graphs want one, some the other
    tabu = TabuSearch(graph, k, generator)
    quick, slow = (_Population(graph, k, tabu, generator, each) for each in (_SHORT_ROUND, _LONG_ROUND))
    quick.begin()  # with what is known in it, it becomes all the same before it is good
    slow.begin(known)
    steps = 0
    while not stop(steps):
        share = _LEADERS_SHARE if quick.alike < _GROWING_ALIKE else 1
        chosen = quick if quick.steps < max(_TRIAL_STEPS, share * slow.steps) else slow
        before = steps
        found = chosen.next_generation(lambda done, before=before: stop(before + done))
        steps = quick.steps + slow.steps
        if found is not None:
            return Outcome(found, steps)
    return Outcome(None, steps)


class _Population:
    """Some colourings with conflicts and their descent.

    Attributes:
        steps: How many moves were made in it.
        alike: By how much parents differ, as a share of what the first ones did.
    """

    def __init__(self, graph: Graph, k: int, tabu: TabuSearch, generator: np.random.Generator, moves: int) -> None:
        self._graph = graph
        self._k = k
        self._tabu = tabu
        self._generator = generator
        self._moves = moves
        self._people = np.empty((population_size(len(graph), k), len(graph)), dtype=np.intp)
        self.steps = 0
        self.alike = 1.0
        self._first_differ = 0.0

    def begin(self, known: Iterable[Sequence[int]] = ()) -> None:
        """Make the first generation, a quarter of it from what is known."""
        size = len(self._people)
        begin = list(known)[: size // 4]
        for i in range(size):
            self._people[i] = (
                _without_one(begin[i], self._k, self._generator)
                if i < len(begin)
                else _random(self._graph, self._k, self._generator)
            )

    def next_generation(self, stop: Callable[[int], bool]) -> list[int] | None:
        """Improve all and give a colouring without conflicts, or have children; ``stop`` is told the moves."""
        improved = self._tabu.improve(self._people, self._moves, stop)
        self.steps += improved.steps
        if improved.conflicts.min() == 0:
            return improved.colours[improved.conflicts.argmin()].tolist()
        self._people, differ = _children(improved.colours, self._k, self._generator)
        self._first_differ = self._first_differ or differ
        self.alike = differ / max(self._first_differ, 1.0)
        if differ < _ALIKE * len(self._graph):
            self.begin()  # it has become one colouring
        return None


def population_size(vertices: int, k: int) -> int:
    """Give how many colourings are kept: fewer where their tables are large."""
    return max(4, min(8, 2_000_000 // (vertices * k)))


def _children(parents: NDArray[np.intp], k: int, generator: np.random.Generator) -> tuple[NDArray[np.intp], float]:
    """Give a child for each parent with another one, and how many vertices neither parent could give, on average."""
    size = len(parents)
    children = np.empty_like(parents)
    lost = 0
    others = (np.arange(size) + generator.integers(1, size, size)) % size
    for i in range(size):
        lost += _cross(parents[i], parents[others[i]], k, generator, children[i])
    return children, lost / size


def _cross(
    a: NDArray[np.intp], b: NDArray[np.intp], k: int, generator: np.random.Generator, child: NDArray[np.intp]
) -> int:
    """Fill a child with the largest classes of its parents in turn; gives how many vertices were left to chance."""
    left = np.ones(len(a), dtype=bool)
    for colour in range(k):
        parent = a if colour % 2 == 0 else b
        largest = np.bincount(parent[left], minlength=k).argmax()
        members = (parent == largest) & left
        child[members] = colour
        left &= ~members
    lost = int(left.sum())
    child[left] = generator.integers(0, k, lost)
    return lost


def _without_one(colours: Sequence[int], k: int, generator: np.random.Generator) -> NDArray[np.intp]:
    """Give a colouring with k colours: the vertices of what is above, some colour chosen, are spread at random."""
    found = np.array(colours, dtype=np.intp)
    names = generator.permutation(int(found.max(initial=0)) + 1)
    found = names[found]
    above = found >= k
    found[above] = generator.integers(0, k, int(above.sum()))
    return found


def _random(graph: Graph, k: int, generator: np.random.Generator) -> NDArray[np.intp]:
    """Give a colouring in random order, each vertex the lowest free colour, or any where none is free."""
    found = np.full(len(graph), -1, dtype=np.intp)
    classes = [0] * k
    order: list[int] = generator.permutation(len(graph)).tolist()
    for v in order:
        mask = graph.masks[v]
        free = (colour for colour, members in enumerate(classes) if not members & mask)
        colour = next(free, -1)
        if colour < 0:
            colour = int(generator.integers(k))
        found[v] = colour
        classes[colour] |= 1 << v
    return found
