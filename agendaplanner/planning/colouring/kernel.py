"""What of a graph decides whether k colours will do: vertices that can be coloured last, whatever the others have, go.

A vertex with fewer than k neighbours always finds a colour. A vertex whose neighbours are all neighbours of another one
can have that one's colour. Both until neither is left; conflict graphs of meetings and exams shrink to a part of theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.planning.colouring.graph import bits, mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.planning.colouring.graph import Graph


class Kernel:
    """The part of a graph that is left to colour with k colours.

    Attributes:
        graph: That part, its vertices numbered anew.
        vertices: Which vertex of the whole each of its vertices is.
    """

    def __init__(self, whole: Graph, k: int) -> None:
        self._whole = whole
        self._k = k
        # what was taken away, in order, with the vertex whose colour it takes; None: any that is free
        self._removed: list[tuple[int, int | None]] = []
        self.vertices = self._shrink()
        self.graph = whole if len(self.vertices) == len(whole) else whole.part(self.vertices)

    def _shrink(self) -> list[int]:
        masks, left = self._whole.masks, (1 << len(self._whole)) - 1
        waiting = list(reversed(range(len(self._whole))))
        queued = left
        while waiting:
            v = waiting.pop()
            queued ^= 1 << v
            near = masks[v] & left
            instead = None if near.bit_count() < self._k else self._stand_in(v, near, left)
            if near.bit_count() < self._k or instead is not None:
                left ^= 1 << v
                self._removed.append((v, instead))
                # its neighbours have one neighbour less, which can let them go
                waiting.extend(bits(near & ~queued))
                queued |= near
        return list(bits(left))

    def _stand_in(self, v: int, near: int, left: int) -> int | None:
        """Give a vertex whose neighbours are all those of ``v`` and perhaps more."""
        able = left & ~(1 << v)
        for u in bits(near):
            able &= self._whole.masks[u]
            if not able:
                return None
        return (able & -able).bit_length() - 1 if able else None

    def extend(self, colours: Sequence[int]) -> list[int]:
        """Give a colouring of the whole graph from one of the kernel with at most k colours, from 0."""
        found = [-1] * len(self._whole)
        for i, v in enumerate(self.vertices):
            found[v] = colours[i]
        for v, instead in reversed(self._removed):
            if instead is not None:
                found[v] = found[instead]
            else:
                taken = mask_of(found[u] for u in bits(self._whole.masks[v]) if found[u] >= 0)
                found[v] = (~taken & (taken + 1)).bit_length() - 1
        return found
