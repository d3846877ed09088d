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
        meeting(symbol_prefix="DCD/DAC(2008)", papers_due_days=21, objectives=("Learn", "Agree on funding")),
        session("1", "09:00", kind="working session", roles=(("chair", None), ("rapporteur", "lind"))),
        Paper(id="p", title="Needs", status="draft", sessions=("s1",)),
        Recommendation(id="r", session="s1", text="Pool funds", addressed_to="UN"),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(command, *arguments, status=0):
        assert main([command, "m.agenda", *arguments]) == status
        return capsys.readouterr().out

    return run_command


def test_recommendations_are_put_together_and_written(run):
    (group,) = json.loads(run("recommendations", "--by", "addressee", "--json"))["groups"]
    assert (group["key"], group["recommendations"][0]["stance"]) == ("UN", "for further discussion")
    assert "Pool funds [for further discussion] To UN." in run("recommendations", "--to", "o.pdf")
    assert Path("o.pdf").read_bytes().startswith(b"%PDF")


def test_one_is_added_changed_and_removed(run):
    told = ("--stance", "agreed", "--addressed-to", "Donors; UN", "--dimension", "both", "--objective", "2")
    groups = json.loads(run("recommendations", "--add", "1", "Send one mission", *told, "--json"))["groups"]
    (new,) = groups[1]["recommendations"]
    assert (groups[1]["key"], new["text"], new["stance"], new["addressed_to"]) == (
        "Agree on funding", "Send one mission", "agreed", "Donors; UN",
    )  # fmt: skip
    assert "Send one mission [not desirable" in run("recommendations", "--set-stance", new["id"], "not-desirable")
    assert "Send one mission" not in run("recommendations", "--remove", new["id"])
    run("recommendations", "--add", "1", "Again", "--objective", "9", status=2)
    run("recommendations", "--stance", "agreed", status=2)


def test_notes_of_a_session_are_kept(run):
    run("recommendations", "--notes", "1", "They differed on funds.")
    assert json.loads(run("recommendations", "--json"))["notes"] == {"s1": "They differed on funds."}
