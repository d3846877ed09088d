"""The commands late and swap-rooms, as scripts and people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import at, two_rooms

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Give a function that runs a command on a meeting of two rooms; gives status, what it said, and the agenda."""
    monkeypatch.chdir(tmp_path)

    def run_(command, *arguments):
        Document.create(Path("m.agenda"), two_rooms(), overwrite=True).close()
        status = main([command, "m.agenda", *arguments])
        said = capsys.readouterr()
        with Document.open(Path("m.agenda")) as document:
            return status, said.out + said.err, document.agenda

    return run_


def test_one_room_is_late(run):
    status, said, agenda = run("late", "--minutes", "10", "--from", "2008-02-11 09:00", "--room", "Room A")
    assert status == 0
    assert "2 sessions later" in said
    assert agenda.session["s1"].placement.start == at("09:10")
    assert agenda.session["s2"].placement.start == at("09:00")


def test_scripts_are_told_of_the_clashes_it_brings(run):
    status, said, _ = run("late", "--minutes", "30", "--from", "2008-02-11T09:00", "--room", "b", "--json")
    found = json.loads(said)
    assert status == 0
    assert found["moved"] == ["s2"]
    assert [each["rule"] for each in found["clashes"]] == ["person-twice"]


def test_nothing_to_push_is_said(run):
    status, said, agenda = run("late", "--minutes", "5", "--from", "2008-02-12 09:00")
    assert status == 0
    assert "Nothing to do" in said
    assert agenda == two_rooms()


def test_rooms_change_places_for_a_time(run):
    _, said, agenda = run("swap-rooms", "Room A", "b", "--to", "2008-02-11 10:00")
    assert "2 sessions in the other room" in said
    assert [agenda.session[s].placement.room for s in ("s1", "s2", "s3")] == ["b", "a", "a"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("late", "--minutes", "5", "--from", "noon"), "is no time"),
        (("late", "--minutes", "5", "--from", "2008-02-11 09:00", "--room", "Rom A"), "Did you mean 'Room A'?"),
        (("late", "--minutes", "100000", "--from", "2008-02-11 09:00"), "minutes late"),
        (("swap-rooms", "a", "a"), "with itself"),
        (("swap-rooms", "a", "b", "--from", "2008-02-12 09:00", "--to", "2008-02-11 09:00"), "must be after"),
    ],
)
def test_what_makes_no_sense_changes_nothing(run, arguments, words):
    status, said, agenda = run(*arguments)
    assert status == 2
    assert words in said
    assert agenda == two_rooms()
