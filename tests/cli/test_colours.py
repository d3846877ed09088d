"""The command colours: what it prints for an agenda and for a graph, and what it says of wrong input."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from meetings import shared_chair

from agendaplanner.cli import colours
from agendaplanner.document.document import Document
from agendaplanner.model.errors import FileError

RING = "c a ring of five\np edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs the command in a folder of its own; gives what it printed."""
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    colours.add_commands(parser.add_subparsers())

    def run_command(*arguments: str) -> str:
        options = parser.parse_args(["colours", *arguments])
        assert options.run(options) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return run_command


def test_an_agenda_in_words(run):
    Document.create(Path("m.agenda"), shared_chair()).close()
    assert run("m.agenda") == (
        "The parallel sessions need at least 2 different starts. 4b and 4d cannot run at the same time. "
        "H. Berg is needed in both. Rooms, lengths and opening hours aside, no more are needed.\n"
    )


def test_an_agenda_for_scripts(run):
    Document.create(Path("m.agenda"), shared_chair()).close()
    found = json.loads(run("m.agenda", "--json", "--seconds", "2"))
    assert {key: found[key] for key in ("colours", "lower_bound", "optimal")} == {
        "colours": 2,
        "lower_bound": 2,
        "optimal": True,
    }
    assert sorted(found["clique"]) == sorted(found["assignment"]) == ["s4b", "s4d"]
    assert found["assignment"]["s4b"] != found["assignment"]["s4d"]
    assert found["reasons"] == [{"sessions": ["s4b", "s4d"], "people": ["berg"], "wishes": []}]


def test_a_graph_in_words(run):
    Path("ring.col").write_text(RING)
    lines = run("ring.col").splitlines()
    assert lines[0] == "5 vertices, 5 edges: 3 colours, and fewer will not do."
    assert lines[1].startswith("These 2 are all joined with each other: ")


def test_a_graph_for_scripts(run):
    Path("ring.col").write_text(RING)
    found = json.loads(run("ring.col", "--json", "--seed", "3"))
    assert list(found) == ["colours", "lower_bound", "optimal", "clique", "assignment"]
    assert (found["colours"], found["lower_bound"], found["optimal"], len(found["clique"])) == (3, 3, True, 2)
    assert set(found["assignment"]) == set("12345")


def test_a_faulty_graph_is_named_with_its_line(run):
    Path("x.col").write_text("p edge 3 1\ne 1 9\n")
    with pytest.raises(FileError, match=r"x\.col:2: .*no vertex 9"):
        run("x.col")


@pytest.mark.parametrize("file", ["none.col", "none.agenda"])
def test_a_file_that_is_not_there(run, file):
    with pytest.raises(FileError, match="There is no such file"):
        run(file)
