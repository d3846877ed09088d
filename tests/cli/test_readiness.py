from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.records import Paper


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs the command in a folder with a paper that was due on 28 January and a session that waits."""
    monkeypatch.chdir(tmp_path)
    paper = Paper(id="p", title="Needs", status="draft", sessions=("s1",))
    agenda = agenda_of(meeting(papers_due_days=14), session("1", "09:00"), session("2"), paper)
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main(["readiness", "m.agenda", *arguments]) == status
        said = capsys.readouterr()
        return said.out if status == 0 else said.err

    return run_command


def items(said):
    return {item["id"]: item for stage in json.loads(said)["stages"] for item in stage["items"]}


def test_what_is_missing_is_said_by_stage_with_the_days_that_are_left(run):
    said = run("--today", "2008-02-01")
    assert "Before papers go out: 1 point is missing; 2 more would be good." in said
    assert "  * “Needs” was due Mon 28 Jan and is a draft, not circulated; 1 discusses it.\n" in said
    assert "  * 1 session has no place yet. (2)\n" in said
    assert "The meeting begins on Mon 11 Feb 2008. That is in 10 days.\n" in said
    assert "  - The cover has no logo.\n" in said


def test_one_stage_is_looked_at_and_what_is_in_order_said_too(run):
    said = run("--stage", "papers", "--today", "2008-01-21", "--all")
    assert "That is in 7 days." in said
    assert "    No paper is overdue.\n" in said
    assert "Before printing" not in said
    with pytest.raises(SystemExit):
        run("--stage", "lunch")


def test_json_names_the_places_the_day_and_what_is_in_order(run):
    content = json.loads(run("--json", "--today", "2008-02-01"))
    assert (content["today"], content["ready"]) == ("2008-02-01", False)
    assert [stage["stage"] for stage in content["stages"]] == ["invitations", "papers", "printing", "day"]
    papers = content["stages"][1]
    assert (papers["date"], papers["days_left"], papers["ready"]) == ("2008-01-28", -4, False)
    overdue = papers["items"][0]
    assert (overdue["id"], overdue["severity"], overdue["count"]) == ("papers-overdue", "warning", 1)
    assert overdue["places"] == [{"kind": "paper", "id": "p", "name": "Needs"}]
    assert (overdue["sheet"], overdue["command"]) == ("papers", "")
    assert {"id": "papers-without-date", "message": "It is known when papers are due."} in papers["in_order"]
    assert papers["done"] + len(papers["items"]) == papers["of"]


def test_what_is_published_and_changed_since_is_known(run):
    assert "not-published" in items(run("--json"))
    with Document.open(Path("m.agenda")) as document:
        document.publish()
    assert not items(run("--json")).keys() & {"not-published", "changed-since"}
    with Document.open(Path("m.agenda")) as document:
        document.do(actions.pin(document.agenda, ["s1"], time=True))
        document.do(actions.unplace(document.agenda, ["s1"]))
    changed = items(run("--json"))["changed-since"]
    assert [place["id"] for place in changed["places"]] == ["s1"]
    assert (changed["count"], changed["command"]) == (1, "changes")
