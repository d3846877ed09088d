from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model.records import Paper


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with a late paper for one session and a circulated one for all."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        meeting(symbol_prefix="DCD/DAC(2008)", papers_due_days=21),
        session("1", "09:00", attendees=("berg",)),
        session("2", "10:00", kind="plenary"),
        Paper(id="p", title="Needs", status="draft", sessions=("s1",)),
        Paper(id="q", title="Money", symbol="DCD/DAC(2008)4", status="circulated", sessions=("s2",)),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main(["papers", "m.agenda", *arguments]) == status
        said = capsys.readouterr()
        return said.out if status == 0 else said.err

    return run_command


def papers():
    with Document.open(Path("m.agenda"), read_only=True) as document:
        return document.agenda.paper


def test_papers_are_numbered_and_late_ones_said(run):
    said = run("--number", "--today", "2008-01-25")
    assert "  DCD/DAC(2008)5  Needs, for 1, due 2008-01-21, 4 days late\n" in said
    assert "2 papers, 1 late, none without a symbol." in said
    assert json.loads(run("--json", "--today", "2008-01-01"))["draft"][0]["days_late"] == 0


def test_what_somebody_and_those_at_a_session_should_have_read(run):
    assert "1 Topic 1: 1 person should have read:\n  no symbol  Needs, for 1, " in run("--session", "1")
    found = json.loads(run("--session", "2", "--json"))
    assert (found["session"], len(found["readers"]), found["reading"][0]["symbol"]) == ("s2", 3, "DCD/DAC(2008)4")
    assert [row["paper"] for row in json.loads(run("--person", "Berg", "--json"))["reading"]] == ["p", "q"]
    assert "Maja Lind should have read:\n  DCD/DAC(2008)4  Money, for 2, circulated\n" in run("--person", "lind")
    assert "not both" in run("--person", "lind", "--session", "1", status=2)


def test_a_paper_is_added_for_sessions_with_the_next_symbol_and_its_file(run):
    Path("papers").mkdir()
    Path("papers/donors.pdf").write_text("text")
    run("--add", "Donors", "--for", "1", "--for", "2", "--number", "--link", "Donors", "papers/donors.pdf")
    (donors,) = (p for p in papers().values() if p.title == "Donors")
    assert (donors.symbol, donors.sessions, donors.link) == ("DCD/DAC(2008)5", ("s1", "s2"), "papers/donors.pdf")
    assert "--for goes with --add" in run("--for", "1", status=2)


def test_how_far_papers_are_and_when_they_are_due_is_set(run):
    said = run("--status", "Needs", "final", "--due-days", "7", "--prefix", "X/", "--today", "2008-01-25")
    assert "Final (1)\n  no symbol  Needs, for 1, due 2008-02-04\n" in said
    assert "due" not in run("--due-days", "none")
    with Document.open(Path("m.agenda"), read_only=True) as document:
        assert (document.agenda.meeting.symbol_prefix, document.agenda.meeting.papers_due_days) == ("X/", None)
        assert document.agenda.paper["p"].status == "final"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--status", "Neds", "final"], "There is no paper 'Neds'. Did you mean 'Needs'?"),
        (["--status", "Needs", "finl"], "Did you mean 'final'?"),
        (["--due-days", "-1"], "no number of days"),
        (["--due-days", "400"], "no number of days"),
        (["--session", "9"], "There is no session '9'."),
        (["--add", " "], "A paper needs a title."),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(run, arguments, said):
    before = papers()
    assert said in run(*arguments, status=2)
    assert papers() == before
