"""The command rules, as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import painted_room

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with an agenda whose only fault is a session in a closed room."""
    monkeypatch.chdir(tmp_path)
    Document.create(Path("m.agenda"), painted_room()).close()

    def run_command(*arguments, status=0):
        assert main(list(arguments)) == status
        out, err = capsys.readouterr()
        return out if status in (0, 1) else err

    return run_command


def line_of(said, rule):
    return next(line for line in said.splitlines() if line.startswith(rule)).split()


def test_the_rules_are_listed_with_what_is_done_and_found(run):
    said = run("rules", "m.agenda")
    assert line_of(said, "room-closed")[:3] == ["room-closed", "block", "1"]
    assert line_of(said, "room-twice")[:3] == ["room-twice", "block", "-"]
    found = json.loads(run("rules", "m.agenda", "--json"))["rules"]
    (closed,) = (each for each in found if each["rule"] == "room-closed")
    assert closed["policy"] == closed["usual"] == "block"
    assert closed["found"] == 1


def test_several_are_set_as_one_change_and_check_follows(run):
    run("check", "m.agenda", status=1)
    said = run("rules", "m.agenda", "--set", "room-closed=warn", "--set", "role-open=block publication")
    assert line_of(said, "room-closed")[:3] == ["room-closed", "warn", "1"]
    assert "(usually: block)" in said
    (clash,) = json.loads(run("check", "m.agenda", "--json"))["clashes"]
    assert (clash["severity"], clash["blocks_publication"]) == ("warning", False)
    run("undo", "m.agenda")
    run("check", "m.agenda", status=1)


@pytest.mark.parametrize("setting", ["room-closed", "room-close=warn", "room-closed=shout"])
def test_what_makes_no_sense_changes_nothing(run, setting):
    before = Path("m.agenda").read_bytes()
    assert "agendaplanner:" in run("rules", "m.agenda", "--set", "room-twice=warn", "--set", setting, status=2)
    assert Path("m.agenda").read_bytes() == before
