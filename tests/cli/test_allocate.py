"""The command ``allocate``, with wishes from a table, and what follows from it on paper and in re-plans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, person, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with two breakouts at once and four people without a part."""
    monkeypatch.chdir(tmp_path)
    people = [person(f"p{i}", given, "Ek") for i, given in enumerate(("Ada", "Bo", "Cai", "Dag"))]
    breakouts = [session(n, "09:00", room, kind="breakout") for n, room in (("1", "a"), ("2", "b"))]
    Document.create(Path("m.agenda"), agenda_of(*people, *breakouts)).close()

    def run_command(*arguments, status=0):
        assert main([arguments[0], "m.agenda", *arguments[1:]]) == status
        out, err = capsys.readouterr()
        return out if status in (0, 1) else err

    return run_command


def test_wishes_from_a_table_are_met_in_one_change(run):
    Path("wishes.csv").write_text("Name;1;2\nEk, Ada;2;1\nBo Ek;;1\nNo Body;1;\n", "utf-8")
    said = json.loads(run("allocate", "--wishes", "wishes.csv", "--json"))
    assert said["unknown"] == ["No Body"]
    (found,) = said["rounds"]
    assert (found["at"]["p0"], found["at"]["p1"], found["proven"]) == ("s2", "s2", True)
    assert found["choices"]["1"] == 2
    run("undo")
    assert json.loads(run("history", "--json"))[0]["what"] == "undo"
    (again,) = json.loads(run("allocate", "--dry-run", "--json"))["rounds"]
    assert "1" not in again["choices"]


def test_a_table_that_makes_no_sense_changes_nothing(run):
    Path("wishes.csv").write_text("Name;First choice\nAda Ek;9\n", "utf-8")
    before = Path("m.agenda").read_bytes()
    assert "line 2, First choice" in run("allocate", "--wishes", "wishes.csv", status=3)
    assert Path("m.agenda").read_bytes() == before


def test_each_round_is_named_with_its_sessions_in_the_order_of_their_numbers(run):
    lines = run("allocate", "--dry-run").splitlines()
    assert lines[0].startswith("1 and 2 · Mon 09:00")
    assert [line.split()[1] for line in lines[1:3]] == ["1", "2"]


def test_what_a_dry_run_says_is_not_done(run):
    run("allocate", "--dry-run", "--most", "3", "--from-scratch", "--no-balance", "--sessions", "1", "2")
    (found,) = json.loads(run("allocate", "--dry-run", "--json"))["rounds"]
    assert not found["moved"]
    assert "Nobody is named" in run("print", "door-lists", "--to", "x.pdf", status=2)


def test_door_lists_and_replans_follow(run):
    run("allocate")
    assert json.loads(run("print", "door-lists", "--to", "doors.pdf", "--json"))["pages"] == 2
    said = json.loads(run("replan", "--room-closed", "Room A", "monday", "--json"))
    touched = {each["session"]: each["people"] for each in said["allocated"]}
    moved = {each["session"] for each in said["moves"]}
    assert set(touched) <= moved
    if touched:
        assert "allocated to it" in said["allocated"][0]["message"]


def test_people_are_tied_and_held_before(run):
    said = json.loads(
        run("allocate", "--together", "Ada Ek", "Bo Ek", "--apart", "p2", "p3", "--hold", "p0", "2", "--json")
    )
    at = said["rounds"][0]["at"]
    assert (at["p0"], at["p1"]) == ("s2", "s2")
    assert at["p2"] != at["p3"]
    with Document.open(Path("m.agenda")) as document:
        assert document.agenda.session["s2"].held == ("p0",)
        assert [each.together for each in document.agenda.meeting.company] == [True, False]
    run("allocate", "--let-go", "p0")
    with Document.open(Path("m.agenda")) as document:
        assert not document.agenda.session["s2"].held


def test_who_moves_is_named(run):
    run("allocate", "--hold", "p0", "1", "--hold", "p1", "2")
    run("allocate", "--let-go", "p0", "--let-go", "p1")
    Path("wishes.csv").write_text("Name;1;2\nAda Ek;;1\nBo Ek;1;\n", "utf-8")
    said = run("allocate", "--wishes", "wishes.csv", "--from-scratch", "--dry-run")
    assert "Moved: A. Ek and B. Ek." in said
