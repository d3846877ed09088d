"""The command about the balance, as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, person, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with two breakouts at once, and three people of whom the community is known."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        meeting(communities=("diplomacy", "defence")),
        person("a", "Ada", "A", community="diplomacy", category="country office", country="Nepal", language="en"),
        person("b", "Ben", "B", community="diplomacy", category="member"),
        person("c", "Cy", "C", community="defence", category="UN"),
        person("w", "Wil", "W", community="defence", invitation="waiting list"),
        session("1", "09:00", "a", kind="breakout", roles=(("chair", "a"),), attendees=("b",)),
        session("2", "09:00", "b", kind="breakout", roles=(("chair", "c"),)),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main([arguments[0], "m.agenda", *arguments[1:]]) == status
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run_command


def test_targets_are_set_and_what_is_off_names_who_could_change_it(run):
    found = json.loads(run("balance", "--set", "defence=50-100", "--json"))
    assert (found["people"], found["not_recorded"]) == (6, 3)
    assert found["shares"][1] == {
        "value": "defence", "people": 1, "of": 3, "low": 50, "high": 100, "percent": 33.3, "off": "below",
    }  # fmt: skip
    (miss,) = found["misses"]
    assert (miss["more"], miss["could"], miss["asked"]) == (1, ["w"], [])
    said = run("balance")
    assert "wanted at least 50 %, below it" in said
    assert "not recorded of 3 of 6" in said
    assert "Invite 1 more; on the waiting list: W. W." in said
    run("undo")
    assert json.loads(run("balance", "--json"))["misses"] == []


def test_it_is_of_every_session_panel_and_breakout(run):
    groups = json.loads(run("balance", "--where", "breakouts", "--json"))["groups"]
    assert [(g["session"], g["where"], g["people"]) for g in groups] == [("s1", "breakouts", 2), ("s2", "breakouts", 1)]
    panels = json.loads(run("balance", "--where", "panels", "--json"))["groups"]
    assert [g["people"] for g in panels] == [1, 1]
    one = json.loads(run("balance", "--session", "1", "--where", "panels", "--json"))
    assert (one["people"], one["shares"][0]["value"]) == (1, "diplomacy")
    assert "1 Topic 1" in run("balance", "--where", "sessions")


def test_country_offices_have_a_share_of_their_own(run):
    found = json.loads(run("balance", "--by", "country office", "--set", "all=0-10", "--json"))
    assert [(s["value"], s["people"], s["of"], s["off"]) for s in found["shares"]] == [
        ("all country offices", 1, 3, "above"),
        ("Nepal", 1, 3, ""),
    ]


def test_it_is_written_on_paper(run):
    run("balance", "--to", "b.pdf")
    assert Path("b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--by", "colour"),
        ("--where", "corridors"),
        ("--set", "diplomacy"),
        ("--set", "diplomacy=60-20"),
        ("--set", "diplomacy=10-20", "--session", "1"),
        ("--by", "country office", "--set", "Nepal=1-2"),
        ("--to", "m.agenda"),
    ],
)
def test_what_makes_no_sense_changes_nothing(run, wrong):
    before = Path("m.agenda").read_bytes()
    run("balance", *wrong, status=2)
    assert Path("m.agenda").read_bytes() == before
