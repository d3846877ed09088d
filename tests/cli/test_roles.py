"""The command about roles, as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with an open role, and one that is not even named."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        session("1", "09:00", kind="working session", roles=(("chair", None), ("rapporteur", "lind"))),
        session("2", "11:00", kind="working session", roles=(("chair", "lind"),)),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main([arguments[0], "m.agenda", *arguments[1:]]) == status
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run_command


def test_open_roles_name_who_could_take_them(run):
    chair, rapporteur = json.loads(run("roles", "--json"))["open"]
    assert (chair["kind"], chair["index"], rapporteur["index"]) == ("chair", 0, None)
    assert {each["person"] for each in chair["candidates"]} == {"berg", "okafor"}
    assert "Hanna Berg: Free then; has no part in another session." in run("roles", "--session", "1")


def test_roles_are_given_and_taken_back_as_one_change(run):
    found = json.loads(
        run("roles", "--assign", "1", "chair", "Hanna Berg", "--assign", "2", "Rapporteur", "okafor", "--json")
    )
    assert found["open"] == []
    assert found["load"]["berg"] == {"chair": 1}
    assert run("roles") == "No role is open.\n"
    run("undo")
    assert len(json.loads(run("roles", "--json"))["open"]) == 2


def test_how_much_everybody_does(run):
    (lind,) = json.loads(run("roles", "--load", "--json"))["loads"]
    assert (lind["person"], lind["sessions"], lind["minutes"], lind["too_much"]) == ("lind", 2, 120, "")
    assert "Maja Lind   2  120 min in 2 sessions" in run("roles", "--load")


@pytest.mark.parametrize(
    "wrong", [("1", "chairman", "okafor"), ("9", "chair", "okafor"), ("1", "chair", "Nobody"), ("2", "chair", "lind")]
)
def test_what_makes_no_sense_changes_nothing(run, wrong):
    before = Path("m.agenda").read_bytes()
    run("roles", "--assign", *wrong, status=2)
    assert Path("m.agenda").read_bytes() == before
