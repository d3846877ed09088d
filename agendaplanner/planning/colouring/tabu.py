"""TabuCol: from a colouring with conflicts, always the best move of a vertex in conflict; what was left is tabu a while.

Several colourings of one graph are improved side by side, step by step, so that numpy's cost of a call is shared by all.
Source: A. Hertz and D. de Werra, Using Tabu Search Techniques for Graph Coloring, 1987, DOI 10.1007/BF02239976; the
tenure is that of P. Galinier and J.-K. Hao, Hybrid Evolutionary Algorithms for Graph Coloring, 1999,
DOI 10.1023/A:1009823419804. No move is excepted from the tabu: looking for the exception costs more than it finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from agendaplanner.planning.colouring.graph import Graph

# A cell is one number: how many neighbours of the vertex have the colour, above noise that breaks ties, below two marks.
_NOISE_BITS: Final = 8
_ONE: Final = 1 << _NOISE_BITS
_TABU: Final = 1 << 28
_OWN: Final = 1 << 29
_COUNT: Final = _TABU - _ONE
_INDEX_BITS: Final = 20
_INDEX: Final = (1 << _INDEX_BITS) - 1
_HALF: Final = 1 << 19
"""A change of the conflicts is between minus this and this; marks change it by multiples of twice as much."""
_FRESH: Final = 32
"""After so many steps ties are broken otherwise."""
_LOOK: Final = 256
"""After so many steps the caller is asked whether to go on."""


class Improved:
    """What became of some colourings.

    Attributes:
        colours: The best state of each: (colourings, vertices), colours from 0.
        conflicts: How many edges join two of one colour in it: (colourings,).
        steps: How many moves were made, of all colourings together.
    """

    def __init__(self, colours: NDArray[np.intp], conflicts: NDArray[np.intp], steps: int) -> None:
        self.colours = colours
        self.conflicts = conflicts
        self.steps = steps


class TabuSearch:
    """The tables for one graph and one number of colours."""

    def __init__(self, graph: Graph, k: int, generator: np.random.Generator) -> None:
        self._matrix = graph.matrix.astype(np.float32)
        self._n = len(graph)
        self._k = k
        self._generator = generator
        self._tenures: list[int] = generator.integers(0, 10, 4093).tolist()
        # where the row of each neighbour begins; filled up with a vertex that is not there
        widest = max(graph.degrees, default=0)
        self._near = np.full((self._n, widest), self._n * k, dtype=np.intp)
        for v, near in enumerate(graph.neighbours):
            self._near[v, : len(near)] = near * k

    def _cells(self, colours: NDArray[np.intp]) -> NDArray[np.int32]:
        """Give the cells of some colourings: (colourings, vertices + 1, colours)."""
        n, k = self._n, self._k
        cells = np.zeros((len(colours), n + 1, k), dtype=np.int32)
        for p, each in enumerate(colours):
            members = np.zeros((n, k), dtype=np.float32)
            members[np.arange(n), each] = 1
            cells[p, :n] = self._matrix @ members
        cells <<= _NOISE_BITS
        return cells

    def improve(self, start: NDArray[np.intp], steps: int, stop: Callable[[int], bool]) -> Improved:
        """Improve colourings until one has no conflict.

        Args:
            start: (colourings, vertices), colours from 0 below k.
            steps: How many moves each may make.
            stop: Asked now and then, with the number of moves made by all.
        """
        n, k = self._n, self._k
        count = len(start)
        table = self._cells(start)
        rows, cells = table.reshape(count * (n + 1), k), table.reshape(-1)
        noise = self._generator.integers(0, _ONE, cells.size + 4096, dtype=np.int32)
        cells += noise[: cells.size]
        bounds: NDArray[np.intp] = np.arange(count) * n
        # of each (colouring, vertex): its row, the first cell of it, and the cell of its own colour
        row: NDArray[np.intp] = (np.arange(count)[:, None] * (n + 1) + np.arange(n)).reshape(-1)
        first: NDArray[np.intp] = row * k
        own: NDArray[np.intp] = first + start.reshape(-1)
        cells[own] |= _OWN
        best_own = own.copy()
        conflicts = (cells[own] & _COUNT).reshape(count, n).sum(axis=1, dtype=np.intp) // (2 * _ONE)
        best = conflicts.copy()
        due: list[list[int]] = [[] for _ in range(n + 16)]
        index = np.arange(count * n, dtype=np.int64)
        row_starts = index * k
        step = 0
        while step < steps and best.min() > 0:
            if step % _LOOK == 0 and stop(step * count):
                break
            if step % _FRESH == 0:
                begin = int(self._generator.integers(4096))
                cells ^= noise[begin : begin + cells.size]
            step += 1
            in_conflict = cells.take(own)
            in_conflict &= _COUNT
            active: NDArray[np.intp] = (in_conflict != 0).nonzero()[0]
            begins = active.searchsorted(bounds)
            reachable: NDArray[np.int32] = rows.take(row.take(active), axis=0)
            # the least of each row; along the flat array this is several times quicker than min(axis=1)
            gain: NDArray[np.int64] = np.minimum.reduceat(reachable.reshape(-1), row_starts[: len(active)]).astype(
                np.int64
            )
            gain -= in_conflict.take(active)
            gain <<= _INDEX_BITS
            gain += index[: len(active)]
            least: NDArray[np.int64] = np.minimum.reduceat(gain, begins)
            chosen = least & _INDEX
            new: NDArray[np.intp] = reachable.take(chosen, axis=0).argmin(axis=1)
            which: NDArray[np.intp] = active.take(chosen)
            cell_old: NDArray[np.intp] = own.take(which)
            cell_new = first.take(which) + new
            # the neighbours see one of the old colour less and one of the new colour more
            v = which - bounds
            seen: NDArray[np.intp] = self._near.take(v, axis=0)
            shift = cell_new - cell_old
            seen += (cell_old - v * k)[:, None]
            cells[seen] -= _ONE
            seen += shift[:, None]
            cells[seen] += _ONE
            cells[cell_old] ^= _OWN | _TABU
            cells[cell_new] |= _OWN
            own[which] = cell_new
            expired = due[step % len(due)]
            if expired:
                cells[expired] &= ~_TABU
                expired.clear()
            sizes: list[int] = begins.tolist()
            sizes.append(len(active))
            for p, cell in enumerate(cell_old.tolist()):
                tenure: int = (6 * (sizes[p + 1] - sizes[p])) // 10 + self._tenures[(step * count + p) % 4093] + 1
                due[(step + tenure) % len(due)].append(cell)
            change = least >> (_INDEX_BITS + _NOISE_BITS)
            change += _HALF
            change &= 2 * _HALF - 1
            change -= _HALF
            conflicts += change
            better = conflicts < best
            if better.any():
                best[better] = conflicts[better]
                best_own.reshape(count, n)[better] = own.reshape(count, n)[better]
        return Improved((best_own - first).reshape(count, n), best, step * count)
