"""Colouring a graph by what suits it, in order of cost: clique, greedy, all ways, a short search, a proof, a long search.

Graphs of meetings and exams have cliques as large as the colours they need, and are proved in a moment. What is dense
and random is left to the search: a proof would not come. Both are found out by trying, each within its share.
"""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING, Final

import numpy as np

from agendaplanner.planning.colouring.branch import try_all
from agendaplanner.planning.colouring.clique import greedy_clique, largest_clique
from agendaplanner.planning.colouring.exact import decide
from agendaplanner.planning.colouring.greedy import TIE_BREAKS, dsatur, recursive_largest_first, smallest_last
from agendaplanner.planning.colouring.kernel import Kernel
from agendaplanner.planning.colouring.memetic import search
from agendaplanner.planning.colouring.options import Colouring, ColouringOptions, ColouringProgress, Stage
from agendaplanner.planning.colouring.verify import faults_of_colouring
from agendaplanner.planning.stopping import after_seconds, after_steps, when_any

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.planning.colouring.graph import Graph
    from agendaplanner.planning.stopping import StoppingRule

_CLIQUE_BRANCHES: Final = 5_000
_RLF_VERTICES: Final = 1_500
"""RLF takes seconds where there are more."""
_ALL_WAYS_VERTICES: Final = 120
_ALL_WAYS_STEPS: Final = 3_000
_SHORT_STEPS: Final = 100_000
_SHORT_SHARE: Final = 0.2
_PROOF_SHARE: Final = 0.4
_PROOF_WORK: Final = 6.0
_PROOF_CELLS: Final = 60_000
"""What has more vertices times colours is too large a model."""
_PROOF_GAP: Final = 0.15
"""A bound that is further away than this share of the colours was never seen to be proved."""


def colour(
    graph: Graph,
    options: ColouringOptions | None = None,
    progress: Callable[[ColouringProgress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Colouring:
    """Colour a graph with as few colours as are found, and say how many are needed at least.

    It is optimal only where that is proved: by a clique of as many vertices, or because all ways to do with one colour
    less were excluded. The same seed and counted steps give the same colouring, unless a time limit comes first.
    ``progress`` and ``cancelled`` are called some times a second, in this thread.
    """
    run = _Run(graph, options or ColouringOptions(), progress, cancelled)
    run.bound_and_begin()
    run.try_all_ways()
    run.search(short=True)
    run.prove()
    run.search(short=False)
    return run.result()


class _Run:
    """One colouring under way: the best so far, and what is proved."""

    def __init__(
        self,
        graph: Graph,
        options: ColouringOptions,
        progress: Callable[[ColouringProgress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.graph = graph
        self.options = options
        self.progress = progress
        self.cancelled = cancelled
        self.was_cancelled = False
        self.begun = time.perf_counter()
        self.chance = Random(options.seed)
        self.numpy_chance = np.random.default_rng(options.seed % (1 << 63))
        self.out_of_time: StoppingRule = lambda _steps: False
        if options.seconds is not None:
            self.out_of_time = after_seconds(options.seconds)
        self.stage: Stage = "clique"
        self.clique: list[int] = []
        self.bound = 0
        self.best: list[int] | None = None
        self.colours = len(graph)
        self.steps = 0

    @property
    def proved(self) -> bool:
        """Whether fewer colours will not do."""
        return self.best is not None and self.colours == self.bound

    def over(self, _steps: int = 0) -> bool:
        """Tell what there is to tell, and ask whether to stop: cancelled, or out of time."""
        self.tell(_steps)
        if self.cancelled is not None and self.cancelled():
            self.was_cancelled = True
        return self.was_cancelled or self.out_of_time(0)

    def tell(self, more_steps: int = 0) -> None:
        """Tell how far it is."""
        if self.progress is not None:
            colours = None if self.best is None else self.colours
            self.progress(
                ColouringProgress(
                    stage=self.stage,
                    colours=colours,
                    lower_bound=self.bound,
                    steps=self.steps + more_steps,
                    seconds=time.perf_counter() - self.begun,
                )
            )

    def take(self, colours: list[int]) -> None:
        """Take a colouring if it is the best so far."""
        used = len(set(colours))
        if self.best is None or used < self.colours:
            names = {name: i for i, name in enumerate(dict.fromkeys(colours))}
            self.best, self.colours = [names[each] for each in colours], used
            self.tell()

    # the stages, in order; each does nothing when all is proved

    def bound_and_begin(self) -> None:
        """Find a clique and a colouring, whatever the time: there must be something to give."""
        self.clique = greedy_clique(self.graph, self.chance)
        self.bound = len(self.clique)
        self.stage = "greedy"
        self.take(dsatur(self.graph, "degree", self.chance, clique=self.clique))
        attempts: list[Callable[[], list[int]]] = [
            lambda: smallest_last(self.graph),
            *(lambda tie=tie: dsatur(self.graph, tie, self.chance) for tie in TIE_BREAKS),
        ]
        if len(self.graph) <= _RLF_VERTICES:
            attempts.append(lambda: recursive_largest_first(self.graph, self.chance))
        for attempt in attempts:
            if self.proved or self.over():
                return
            self.take(attempt())
        if not self.proved:
            self.stage = "clique"
            stop = when_any(after_steps(_CLIQUE_BRANCHES), lambda _steps: self.over())
            self.clique, _, _ = largest_clique(self.graph, self.clique, stop)
            self.bound = len(self.clique)

    def try_all_ways(self) -> None:
        """Try all ways to do with one colour less, where the graph is small."""
        self.stage = "trying all"
        while not self.proved and not self.over():
            kernel = Kernel(self.graph, self.colours - 1)
            if len(kernel.graph) > _ALL_WAYS_VERTICES:
                return
            clique = greedy_clique(kernel.graph, self.chance)
            stop = when_any(after_steps(_ALL_WAYS_STEPS), lambda _steps: self.over())
            colours, certain, _ = try_all(kernel.graph, self.colours - 1, clique, stop)
            if not certain:
                return
            self._answer(kernel, colours)

    def search(self, *, short: bool) -> None:
        """Search with one colour less, and again, as long as there are steps and time."""
        self.stage = "search"
        most = self.options.most_steps
        if short:
            most = _SHORT_STEPS if most is None else min(_SHORT_STEPS, most // 4)
        share = after_seconds(self.options.seconds * _SHORT_SHARE) if short and self.options.seconds else None
        while not self.proved and not self.over() and self.colours > 1:
            before = self.steps

            def stop(done: int, before: int = before) -> bool:
                enough = most is not None and before + done >= most
                return enough or (share is not None and share(done)) or self.over(done)

            if stop(0):
                return
            kernel = Kernel(self.graph, self.colours - 1)
            known = [] if self.best is None else [[self.best[v] for v in kernel.vertices]]
            outcome = search(kernel.graph, self.colours - 1, self.numpy_chance, stop, known=known)
            self.steps += outcome.steps
            if outcome.colours is None:
                return
            self._answer(kernel, outcome.colours)

    def prove(self) -> None:
        """Ask CP-SAT whether one colour less will do, and again, where an answer can be hoped for."""
        self.stage = "proof"
        while self.options.prove and not self.proved and not self.over():
            kernel = Kernel(self.graph, self.colours - 1)
            hopeless = self.colours - self.bound > max(2, _PROOF_GAP * self.colours)
            if len(kernel.graph) * self.colours > _PROOF_CELLS or (hopeless and len(kernel.graph) > 60):
                return
            clique = greedy_clique(kernel.graph, self.chance)
            known = [] if self.best is None else [self.best[v] for v in kernel.vertices]
            seconds = None
            if self.options.seconds is not None:
                seconds = _PROOF_SHARE * (self.options.seconds - (time.perf_counter() - self.begun))
            decision = decide(
                kernel.graph,
                self.colours - 1,
                clique=clique,
                known=known,
                seed=self.options.seed,
                seconds=seconds,
                work=_PROOF_WORK,
                stop=self.over,
            )
            if decision.answer == "unknown":
                return
            self._answer(kernel, decision.colours)

    def _answer(self, kernel: Kernel, colours: list[int] | None) -> None:
        """Take the answer to whether one colour less will do: how, or None: it will not."""
        if colours is None:
            self.bound = self.colours
            self.tell()
        else:
            self.take(kernel.extend(colours))

    def result(self) -> Colouring:
        """Give what was found, looked at.

        Raises:
            AssertionError: It is wrong: a mistake of ours.
        """
        names = self.graph.names
        found = Colouring(
            colours=self.colours,
            lower_bound=self.bound,
            optimal=self.proved,
            clique=tuple(names[v] for v in self.clique),
            assignment=dict(zip(names, self.best or [], strict=True)),
            steps=self.steps,
            seconds=time.perf_counter() - self.begun,
            cancelled=self.was_cancelled,
        )
        faults = faults_of_colouring(
            names,
            ((names[a], names[b]) for a, b in self.graph.edges),
            found.assignment,
            colours=found.colours,
            lower_bound=found.lower_bound,
            optimal=found.optimal,
            clique=found.clique,
        )
        if faults:
            raise AssertionError(f"the colouring is wrong: {faults[0]}")
        return found
