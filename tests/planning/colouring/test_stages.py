"""The stages of a colouring, each by itself against brute force."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.colouring.graphs import chromatic_number, clique_number, cycle, graphs, is_proper, mycielski, queens

from agendaplanner.planning.colouring.branch import try_all
from agendaplanner.planning.colouring.clique import greedy_clique, largest_clique, smallest_last_order
from agendaplanner.planning.colouring.exact import clique_cover, decide
from agendaplanner.planning.colouring.graph import Graph
from agendaplanner.planning.colouring.greedy import TIE_BREAKS, dsatur, recursive_largest_first, smallest_last
from agendaplanner.planning.colouring.kernel import Kernel
from agendaplanner.planning.colouring.memetic import search
from agendaplanner.planning.colouring.tabu import TabuSearch


def never(_steps):
    return False


def conflicts_in(graph, colours):
    return sum(colours[a] == colours[b] for a, b in graph.edges)


@given(graphs(), st.integers(0, 3))
def test_cliques_are_cliques_and_the_exact_one_is_the_largest(graph, seed):
    greedy = greedy_clique(graph, Random(seed))
    found, certain, _ = largest_clique(graph, greedy, never)
    assert certain
    assert len(greedy) <= len(found) == clique_number(graph)
    for clique in (greedy, found):
        assert all(graph.masks[a] >> b & 1 for a, b in combinations(clique, 2))


def test_a_search_for_cliques_that_is_stopped_says_so():
    graph = Graph.from_networkx(networkx.gnp_random_graph(60, 0.7, seed=0))
    found, certain, steps = largest_clique(graph, [0], lambda steps: steps >= 64)
    assert not certain
    assert steps == 64
    assert found


@given(graphs(), st.sampled_from(TIE_BREAKS), st.integers(0, 3))
def test_greedy_colourings_are_proper(graph, tie_break, seed):
    clique = greedy_clique(graph, Random(seed))
    for colours in (
        dsatur(graph, tie_break, Random(seed)),
        dsatur(graph, tie_break, Random(seed), clique=clique),
        smallest_last(graph),
        recursive_largest_first(graph, Random(seed)),
    ):
        assert is_proper(graph, colours)
        assert set(colours) == set(range(max(colours, default=-1) + 1))


def test_dsatur_is_exact_where_two_colours_do():
    assert all(max(dsatur(cycle(20), tie, Random(0))) == 1 for tie in TIE_BREAKS)


@given(graphs())
def test_the_smallest_last_order_has_every_vertex_once(graph):
    assert sorted(smallest_last_order(graph)) == list(range(len(graph)))


@given(graphs(), st.integers(1, 4))
def test_a_kernel_can_be_coloured_when_the_whole_can(graph, k):
    kernel = Kernel(graph, k)
    assert len(kernel.graph) == len(kernel.vertices)
    needs = chromatic_number(kernel.graph)
    assert (needs <= k) == (chromatic_number(graph) <= k)
    if needs <= k:
        colours, certain, _ = try_all(kernel.graph, k, [], never)
        assert certain
        whole = kernel.extend(colours)
        assert is_proper(graph, whole)
        assert max(whole, default=0) < k


@given(graphs(), st.integers(1, 5))
def test_trying_all_ways_is_right(graph, k):
    clique = greedy_clique(graph, Random(0))
    colours, certain, _ = try_all(graph, k, clique, never)
    assert certain
    assert (colours is not None) == (chromatic_number(graph) <= k)
    if colours is not None:
        assert is_proper(graph, colours)
        assert max(colours, default=0) < k


def test_trying_all_ways_stops_when_told_and_is_not_certain_then():
    colours, certain, steps = try_all(mycielski(4), 5, [0, 1], lambda steps: steps >= 200)
    assert (colours, certain) == (None, False)
    assert 200 <= steps < 300


@given(graphs(), st.integers(1, 5))
@settings(max_examples=15)
def test_cp_sat_is_right(graph, k):
    clique = greedy_clique(graph, Random(0))
    decision = decide(graph, k, clique=clique, known=dsatur(graph, "degree", Random(0)))
    assert (decision.answer == "yes") == (chromatic_number(graph) <= k)
    assert decision.answer != "unknown"
    if decision.colours is not None:
        assert is_proper(graph, decision.colours)
        assert max(decision.colours, default=0) < k


def test_cp_sat_gives_the_same_for_a_seed():
    graph = queens(7)
    one, again = (decide(graph, 8, clique=range(7), seed=3) for _ in range(2))
    assert one.answer == "yes"
    assert one == again


def test_cp_sat_stops_when_told():
    graph = mycielski(5)
    assert decide(graph, 6, clique=[0, 1], work=1e6, stop=lambda: True).answer == "unknown"


def test_cp_sat_gives_up_after_counted_work():
    assert decide(mycielski(5), 6, clique=[0, 1], work=0.01).answer == "unknown"


def test_what_is_raised_while_cp_sat_works_is_raised_here():
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decide(mycielski(5), 6, clique=[0, 1], work=1e6, stop=stop)


@given(graphs())
def test_a_clique_cover_covers_every_edge_by_cliques(graph):
    covered = set()
    for members in clique_cover(graph):
        pairs = set(combinations(members, 2))
        assert pairs <= set(graph.edges)
        covered |= pairs
    assert covered == set(graph.edges)


@given(graphs(), st.integers(1, 4), st.integers(1, 5), st.integers(0, 40))
def test_tabu_search_counts_its_conflicts_right_and_makes_nothing_worse(graph, k, count, steps):
    if not len(graph):
        return
    generator = np.random.default_rng(steps)
    start = generator.integers(0, k, (count, len(graph)))
    found = TabuSearch(graph, k, generator).improve(start, steps, never)
    assert found.steps <= steps * count
    for before, after, conflicts in zip(start, found.colours, found.conflicts, strict=True):
        assert after.min() >= 0
        assert after.max() < k
        assert conflicts == conflicts_in(graph, after) <= conflicts_in(graph, before)


def test_tabu_search_counts_right_over_many_steps():
    graph = queens(8)
    generator = np.random.default_rng(0)
    found = TabuSearch(graph, 8, generator).improve(generator.integers(0, 8, (4, 64)), 3000, never)
    assert found.conflicts.tolist() == [conflicts_in(graph, colours) for colours in found.colours]


def test_a_population_finds_what_is_there():
    graph = queens(7)
    outcome = search(graph, 7, np.random.default_rng(0), lambda steps: steps > 200_000)
    assert outcome.colours is not None
    assert is_proper(graph, outcome.colours)


def test_a_population_stops_when_told():
    outcome = search(queens(6), 6, np.random.default_rng(0), lambda steps: steps > 20_000)
    assert outcome.colours is None
    assert 20_000 < outcome.steps < 30_000
