"""The colouring that is given out: proper, within its bounds, optimal only with proof, the same again for a seed."""

from __future__ import annotations

import random
import time

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.colouring.graphs import (
    chromatic_number,
    clique_number,
    cycle,
    graph_of,
    graphs,
    is_proper,
    mycielski,
    queens,
)

from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.planning.colouring.graph import Graph
from agendaplanner.planning.colouring.options import DEFAULT_STEPS, ColouringOptions
from agendaplanner.planning.colouring.portfolio import colour
from agendaplanner.planning.colouring.verify import faults_of_colouring

FEW = ColouringOptions(steps=2_000)


def random_graph(n: int, density: float, seed: int = 0) -> Graph:
    return Graph.from_networkx(networkx.gnp_random_graph(n, density, seed=seed))


def colours_of(graph, found):
    return [found.assignment[name] for name in graph.names]


@given(graphs())
def test_small_graphs_get_the_fewest_colours_and_the_proof(graph):
    found = colour(graph, FEW)
    assert is_proper(graph, colours_of(graph, found))
    assert found.optimal
    assert found.colours == found.lower_bound == chromatic_number(graph)
    assert len(found.clique) == clique_number(graph)


@given(st.integers(10, 60), st.floats(0, 1), st.integers(0, 5))
@settings(max_examples=15)
def test_any_graph_gets_a_proper_colouring_between_its_bounds(n, density, seed):
    graph = random_graph(n, density, seed)
    found = colour(graph, ColouringOptions(seed=seed, steps=1_000, prove=False))
    colours = colours_of(graph, found)
    assert is_proper(graph, colours)
    assert set(colours) == set(range(found.colours))
    assert len(found.clique) <= found.lower_bound <= found.colours
    assert found.optimal == (found.lower_bound == found.colours)


@pytest.mark.parametrize(
    ("graph", "colours"),
    [
        (graph_of(0, []), 0),
        (graph_of(3, []), 1),
        (cycle(8), 2),
        (cycle(9), 3),
        (mycielski(2), 4),
        (queens(5), 5),
        (queens(6), 7),
        (graph_of(30, [(i, j) for i in range(30) for j in range(i)]), 30),
    ],
    ids=["empty", "no edges", "even ring", "odd ring", "Groetzsch", "queen 5x5", "queen 6x6", "complete"],
)
def test_known_graphs(graph, colours):
    found = colour(graph, ColouringOptions(steps=20_000))
    assert (found.colours, found.optimal) == (colours, True)
    assert is_proper(graph, colours_of(graph, found))


def test_what_a_clique_does_not_prove_is_proved_by_trying_all_ways_without_or_tools():
    found = colour(mycielski(3), ColouringOptions(steps=0, prove=False))
    assert (found.colours, found.lower_bound, len(found.clique), found.optimal) == (5, 5, 2, True)


def test_what_is_not_proved_is_not_called_optimal():
    found = colour(random_graph(130, 0.5), ColouringOptions(steps=2_000, prove=False))
    assert not found.optimal
    assert found.lower_bound < found.colours


def test_the_search_finds_what_greedy_does_not():
    graph = random_graph(125, 0.5)
    greedy = colour(graph, ColouringOptions(steps=0, prove=False))
    found = colour(graph, ColouringOptions(steps=60_000, prove=False))
    assert greedy.steps == 0 < found.steps < 70_000
    assert found.colours < greedy.colours


def test_the_same_seed_and_counted_steps_give_the_same():
    graph = random_graph(130, 0.3)
    options = ColouringOptions(seed=4, steps=8_000)
    one, again = colour(graph, options), colour(graph, options)
    assert (one.assignment, one.clique, one.steps, one.lower_bound) == (
        again.assignment,
        again.clique,
        again.steps,
        again.lower_bound,
    )
    other = colour(graph, ColouringOptions(seed=5, steps=8_000))
    assert other.assignment != one.assignment


def test_a_time_limit_is_kept():
    begun = time.perf_counter()
    found = colour(random_graph(250, 0.5), ColouringOptions(seconds=0.5))
    assert time.perf_counter() - begun < 3
    assert found.seconds < 3


def test_cancelling_keeps_the_best_so_far():
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 20

    graph = random_graph(200, 0.5)
    found = colour(graph, cancelled=cancelled)
    assert found.cancelled
    assert found.steps < DEFAULT_STEPS / 4
    assert is_proper(graph, colours_of(graph, found))


def test_cancelled_from_the_start_there_is_a_colouring_all_the_same():
    graph = random_graph(60, 0.5)
    found = colour(graph, cancelled=lambda: True)
    assert found.cancelled
    assert found.steps == 0
    assert is_proper(graph, colours_of(graph, found))


def test_progress_only_gets_better_and_goes_through_the_stages():
    told = []
    found = colour(random_graph(130, 0.3), ColouringOptions(steps=20_000), told.append)
    counts = [each.colours for each in told if each.colours is not None]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == found.colours
    assert [each.lower_bound for each in told] == sorted(each.lower_bound for each in told)
    assert [each.seconds for each in told] == sorted(each.seconds for each in told)
    assert {each.stage for each in told} >= {"greedy", "search"}
    assert max(each.steps for each in told) > 1_000


@pytest.mark.parametrize("wrong", [{"seconds": 0}, {"seconds": -1.0}, {"seconds": float("nan")}, {"steps": -1}])
def test_options_that_make_no_sense(wrong):
    with pytest.raises(UsageError):
        ColouringOptions(**wrong)


def test_a_conflict_graph_with_names():
    names = networkx.Graph([("4a", "4b"), ("4b", "4c"), ("4a", "4c"), ("4c", "5")])
    found = colour(Graph.from_networkx(names))
    assert set(found.clique) == {"4a", "4b", "4c"}
    assert set(found.assignment) == {"4a", "4b", "4c", "5"}


@pytest.mark.parametrize(("vertices", "edges"), [(2, [(1, 1)]), (2, [(0, 2)]), (2, [(-1, 0)])])
def test_graphs_that_cannot_be(vertices, edges):
    with pytest.raises(AgendaError):
        graph_of(vertices, edges)


def test_two_vertices_of_one_name_cannot_be():
    with pytest.raises(AgendaError, match="same name"):
        Graph.from_networkx(networkx.Graph([(1, 2), ("1", 3)]))


@pytest.fixture
def sound():
    generator = random.Random(1)
    pairs = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    generator.shuffle(pairs)
    return {
        "names": "abcd",
        "pairs": pairs,
        "assignment": {"a": 0, "b": 1, "c": 2, "d": 0},
        "colours": 3,
        "lower_bound": 3,
        "optimal": True,
        "clique": ("a", "b", "c"),
    }


def faults(sound, **wrong):
    fields = {**sound, **wrong}
    return faults_of_colouring(fields.pop("names"), fields.pop("pairs"), fields.pop("assignment"), **fields)


def test_the_verifier_has_nothing_against_what_is_sound(sound):
    assert faults(sound) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"assignment": {"a": 0, "b": 0, "c": 2, "d": 1}}, "same colour 0"),
        ({"assignment": {"a": 0, "b": 1, "c": 2}}, "1 vertices have no colour"),
        ({"assignment": {"a": 0, "b": 1, "c": 3, "d": 0}}, "not 0 to 2"),
        ({"clique": ("a", "b", "d")}, "a and d of the clique are not joined"),
        ({"lower_bound": 2}, "cannot be"),
        ({"colours": 4}, "not 0 to 3"),
        ({"optimal": False}, "optimal: False"),
    ],
)
def test_the_verifier_sees_each_fault(sound, wrong, says):
    assert any(says in fault for fault in faults(sound, **wrong))
