"""The commands about who takes part, as scripts and people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, person, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with two breakouts at once, and one person twice."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        person("twice", "Hana", "Berg", community="diplomacy", wants=("s1",)),
        session("1", "09:00", "a", kind="breakout", roles=(("chair", "berg"),)),
        session("2", "09:00", "b", kind="breakout", roles=(("chair", "lind"),)),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main([arguments[0], "m.agenda", *arguments[1:]]) == status
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run_command


def test_a_list_is_imported_and_duplicates_are_merged(run):
    Path("list.csv").write_text("Name;Email;Colour\nA B;ab@example.org;red\n", "utf-8")
    found = json.loads(run("people", "--import", "list.csv", "--duplicates", "--json"))
    assert (found["people"], len(found["import"]["added"]), found["import"]["ignored"]) == (5, 1, ["Colour"])
    assert found["duplicates"][0]["people"] == ["berg", "twice"]
    assert "Hana Berg (twice)" in run("people", "--duplicates")
    assert json.loads(run("people", "--merge", "berg", "twice", "--json"))["people"] == 4
    run("undo")
    assert json.loads(run("people", "--json"))["people"] == 5


def test_a_bad_list_changes_nothing(run):
    Path("list.csv").write_text("Name;Email\nA B;nowhere\n", "utf-8")
    before = Path("m.agenda").read_bytes()
    assert "line 2, Email" in run("people", "--import", "list.csv", status=3)
    assert Path("m.agenda").read_bytes() == before


def test_invitations_are_noted(run):
    said = run("people", "--invitation", "okafor", "waiting list", "--on", "2008-01-09")
    assert "First on the waiting list: Chidi Okafor" in said


def test_the_balance_and_its_targets(run):
    found = json.loads(run("balance", "--set", "diplomacy=20-50", "--json"))
    assert found["shares"] == [{"value": "diplomacy", "people": 1, "of": 1, "low": 20, "high": 50, "percent": 100.0}]
    assert "wanted at most 50 %" in run("balance")
    run("balance", "--by", "colour", status=2)
    run("balance", "--set", "diplomacy", status=2)


def test_breakouts_are_allocated_once(run):
    (before,) = json.loads(run("breakouts", "--dry-run", "--json"))["rounds"]
    assert before["at"]["twice"] == "s1"
    assert before["choices"] == {"part": 2, "no wish": 1, "1": 1}
    assert "first choice" in run("breakouts")
    (after,) = json.loads(run("breakouts", "--json"))["rounds"]
    assert after["at"] == before["at"]
    assert "Allocate" in run("history")
