"""The command explain, as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import BERG, agenda_of, between, changed, meeting, session, two_rooms

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


def torn_chair():
    """The chair of three sessions of 85 minutes is at the meeting for 4 hours."""
    away = changed(BERG, away=(between("13:00", "18:00"), between("09:00", "18:00", 1)))
    sessions = [session(n, minutes=85, roles=[("panellist", "berg")]) for n in ("3a", "4b", "8a")]
    return agenda_of(away, *sessions, session("9"))


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder of its own, without a display; gives what it prints."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def run_command(*arguments, status=0):
        try:
            found = main([str(each) for each in arguments])
        except SystemExit as stop:
            found = stop.code or 0
        out, err = capsys.readouterr()
        assert found == status, (out, err)
        return out if status == 0 else err

    return run_command


@pytest.fixture
def torn(run):
    Document.create(Path("m.agenda"), torn_chair()).close()
    return Path("m.agenda")


def test_people_read_why_and_what_would_help(run, torn):
    before = torn.read_bytes()
    said = run("explain", torn).splitlines()
    assert said[0] == "Not everything can have a place without a clash as long as all of this holds."
    assert said[1] == "  H. Berg is needed in 3a, 4b and 8a, 4 h 15 min in all, but is at the meeting only 4 h."
    assert said[2] == "What would help (each was tried):"
    assert said[3] == "  1. Let H. Berg leave the panel of 3a."
    assert said[-1] == "To do one of them: agendaplanner explain m.agenda --apply N"
    assert torn.read_bytes() == before


def test_scripts_read_json(run, torn):
    found = json.loads(run("explain", torn, "--json", "--seconds", 9))
    assert (found["feasible"], found["proved"]) == (False, True)
    (reason,) = found["reasons"]
    assert reason["kind"] == "person"
    assert reason["records"][0] == {"kind": "person", "id": "berg"}
    assert {each["id"] for each in reason["records"][1:]} == {"s3a", "s4b", "s8a"}
    assert [each["cost"] for each in found["repairs"]] == sorted(each["cost"] for each in found["repairs"])
    assert all(each["message"] and each["left_over"] == 0 for each in found["repairs"])


def test_a_repair_is_one_change_that_undo_takes_back(run, torn):
    said = run("explain", torn, "--apply", 2)
    assert said.startswith("Let H. Berg leave the panel of 4b: done.\n")
    assert "agendaplanner undo m.agenda" in said
    with Document.open(torn) as document:
        assert len(document.agenda.placed) == 4
        assert document.agenda.session["s4b"].roles[0].person is None
        assert document.history()[0].label == "Let H. Berg leave the panel of 4b"
    run("undo", torn)
    with Document.open(torn) as document:
        assert document.agenda == torn_chair()


def test_a_repair_for_scripts_says_what_was_done(run, torn):
    assert json.loads(run("explain", torn, "--apply", 1, "--json"))["applied"] == "Let H. Berg leave the panel of 3a"


def test_a_repair_that_is_not_there_changes_nothing(run, torn):
    before = torn.read_bytes()
    assert "There is no repair 99. There are " in run("explain", torn, "--apply", 99, status=2)
    assert "'0' is less than 1" in run("explain", torn, "--apply", 0, status=2)
    assert torn.read_bytes() == before


def test_what_can_be_placed_is_left_to_plan(run):
    waiting = agenda_of(session("1"), session("2"))
    Document.create(Path("m.agenda"), waiting).close()
    said = run("explain", "m.agenda")
    assert said.splitlines() == [
        "Everything that waits can be placed (1 and 2): plan does it.",
        "To place it: agendaplanner plan m.agenda",
    ]
    assert json.loads(run("explain", "m.agenda", "--json"))["feasible"] is True
    run("plan", "m.agenda")
    assert run("explain", "m.agenda") == "Everything has its place, without a clash.\n"
    assert "There is no repair 1. There is none." in run("explain", "m.agenda", "--apply", 1, status=2)


def test_no_days_is_said_in_words(run):
    Document.create(Path("m.agenda"), agenda_of(meeting(days=()), session("1"))).close()
    assert "The meeting has no days yet." in run("explain", "m.agenda")


def test_what_cannot_be_read_is_named(run):
    assert "x.agenda: There is no such file" in run("explain", "x.agenda", status=3)


def test_ortools_is_loaded_only_where_counting_does_not_do(run, torn):
    from import_probe import packages_loaded_by

    Document.create(Path("fine.agenda"), two_rooms()).close()
    for file in (torn, "fine.agenda"):
        assert not packages_loaded_by("explain", str(file)) & {"ortools", "numpy", "networkx", "PySide6"}
