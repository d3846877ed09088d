"""Reading graphs as text: as published, with their flaws; and what is wrong is said with file and line."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning.colouring.graphs import graphs

from agendaplanner.model.errors import AgendaError
from agendaplanner.planning.colouring.dimacs import MOST_VERTICES, looks_like_dimacs, parse_dimacs, read_dimacs


def test_a_graph():
    graph = parse_dimacs("c a triangle and one alone\np edge 4 3\ne 1 2\ne 2 3\ne 1 3\n")
    assert graph.names == ("1", "2", "3", "4")
    assert graph.edges == ((0, 1), (0, 2), (1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "p edge 3 2\ne 1 2\ne 2 1\ne 2 3\ne 3 2\n",  # every edge twice
        "e 1 2\ne 2 3",  # no line that begins with p
        "p col 3 99\r\nc more\r\ne 1 2\r\n\r\ne  2\t3 \r\n",  # another word, a wrong count, other line ends
        "p edge 3 2\nn 1 7\ne 1 2 5\ne 2 3\n",  # weights
        "cComment\nc\np edge 3 2\ne 1 2\ne 2 3\n",
    ],
)
def test_flaws_of_published_files_do_no_harm(text):
    graph = parse_dimacs(text)
    assert len(graph) == 3
    assert graph.edges == ((0, 1), (1, 2))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("p edge 3 1\ne 1 4", 2, "no vertex 4"),
        ("p edge 3 1\ne 0 1", 2, "no vertex 0"),
        ("c\np edge 3 1\n\ne 2 2", 4, "joined with itself"),
        ("p edge 3 1\ne 1", 2, "an edge should say"),
        ("p edge 3 1\ne 1 -2", 2, "an edge should say"),
        ("p edge 3 1\ne 1 two", 2, "an edge should say"),
        ("p edge", 1, "should say"),
        ("p edge x 3", 1, "should say"),
        ("p edge 3 0\np edge 3 0", 2, "second line"),
        ("e 1 2\np edge 3 0", 2, "before the edges"),
        ("hello", 1, "not with 'hello'"),
        (f"p edge {MOST_VERTICES + 1} 0", 1, "too many"),
        (f"e 1 {MOST_VERTICES + 1}", 1, "no vertex"),
        ("e 1 ²", 1, "an edge should say"),
    ],
)
def test_faults_name_file_and_line(text, line, says):
    with pytest.raises(AgendaError) as caught:
        parse_dimacs(text, source="x.col")
    assert str(caught.value).startswith(f"x.col:{line}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "c nothing\n"])
def test_nothing_is_no_graph(text):
    with pytest.raises(AgendaError, match=r"x\.col: .* nor an edge"):
        parse_dimacs(text, source="x.col")


def test_faults_are_reported_together_but_not_without_end():
    with pytest.raises(AgendaError) as caught:
        parse_dimacs("p edge 2 1\n" + "e 1 9\n" * 50, source="x.col")
    assert "line 2" in str(caught.value)
    assert "line 4" in str(caught.value)
    assert "and 47 more" in str(caught.value)


def test_a_graph_without_edges_is_a_graph():
    assert len(parse_dimacs("p edge 5 0\n")) == 5
    assert len(parse_dimacs("p edge 0 0\n")) == 0


def test_files(tmp_path):
    path = tmp_path / "some.COL"
    path.write_bytes(b"c \xff no text in any encoding\np edge 2 1\ne 1 2\n")
    assert looks_like_dimacs(path)
    assert not looks_like_dimacs(tmp_path / "some.agenda")
    assert read_dimacs(path).edges == ((0, 1),)
    with pytest.raises(AgendaError, match="no such file"):
        read_dimacs(tmp_path / "other.col")


@given(graphs())
def test_what_is_written_is_read(graph):
    lines = [f"p edge {len(graph)} {len(graph.edges)}", *(f"e {a + 1} {b + 1}" for a, b in graph.edges)]
    assert parse_dimacs("\n".join(lines)).masks == graph.masks


@given(st.text(alphabet="cpe 0123456789-\nx", max_size=60))
def test_any_text_is_a_graph_or_a_fault_in_words(text):
    with contextlib.suppress(AgendaError):
        assert len(parse_dimacs(text, source="x.col")) <= MOST_VERTICES
