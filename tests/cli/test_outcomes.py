from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model.records import Paper, Recommendation


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with an open role, a late paper and a recommendation."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        meeting(symbol_prefix="DCD/DAC(2008)", papers_due_days=21),
        session("1", "09:00", kind="working session", roles=(("chair", None), ("rapporteur", "lind"))),
        Paper(id="p", title="Needs", status="draft", sessions=("s1",)),
        Recommendation(id="r", session="s1", text="Pool funds", addressed_to="UN"),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(command, *arguments, status=0):
        assert main([command, "m.agenda", *arguments]) == status
        return capsys.readouterr().out

    return run_command


def test_open_roles_name_who_could_take_them(run):
    (role,) = json.loads(run("roles", "--json"))["open"]
    assert (role["kind"], role["index"]) == ("chair", 0)
    assert {each["person"] for each in role["candidates"]} == {"berg", "okafor"}
    assert "Hanna Berg: free then" in run("roles", "--session", "1")


def test_papers_are_numbered_and_late_ones_said(run):
    said = run("papers", "--number", "--today", "2008-01-25")
    assert "DCD/DAC(2008)1  Needs  due 2008-01-21, 4 days late" in said
    assert json.loads(run("papers", "--json", "--today", "2008-01-01"))["draft"][0]["days_late"] == 0


def test_outcomes_are_put_together_and_written(run):
    (group,) = json.loads(run("outcomes", "--by", "addressee", "--json"))["groups"]
    assert (group["key"], group["recommendations"][0]["stance"]) == ("UN", "for further discussion")
    assert "Pool funds [for further discussion] To UN." in run("outcomes", "--to", "o.pdf")
    assert Path("o.pdf").read_bytes().startswith(b"%PDF")
