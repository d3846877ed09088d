"""The commands of preparation on a meeting with nobody in it, and on what is no agenda: words, not tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Meeting

COMMANDS = ("people", "balance", "roles", "papers", "overlap", "recommendations", "readiness")


@pytest.fixture
def empty(monkeypatch, tmp_path):
    """Gives a folder with a meeting that has no days, no rooms, no people."""
    monkeypatch.chdir(tmp_path)
    Document.create(Path("m.agenda"), Agenda.of([Meeting(title="X")])).close()


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_how_things_stand_and_gives_json(empty, capsys, command):
    assert main([command, "m.agenda"]) == 0
    assert capsys.readouterr().out.strip()
    assert main([command, "m.agenda", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_nobody_can_be_allocated_where_nothing_runs_in_parallel(empty, capsys):
    assert main(["allocate", "m.agenda", "--json"]) == 2
    assert "No sessions run in parallel. Plan them" in capsys.readouterr().err


@pytest.mark.parametrize("command", [*COMMANDS, "allocate"])
def test_what_is_no_agenda_is_said(empty, capsys, command):
    Path("x.agenda").write_text("x")
    assert main([command, "x.agenda"]) == 3
    assert "x.agenda: This is no agenda file." in capsys.readouterr().err
    assert main([command, "nowhere.agenda"]) == 3
    assert "There is no such file." in capsys.readouterr().err
