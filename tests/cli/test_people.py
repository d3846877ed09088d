"""The command about who takes part, as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from meetings import agenda_of, person, session

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder with an agenda, in which one person is twice."""
    monkeypatch.chdir(tmp_path)
    agenda = agenda_of(
        person("twice", "Hana", "Berg", community="diplomacy", wants=("s1",)),
        session("1", "09:00", "a", kind="breakout", roles=(("chair", "berg"),)),
        session("2", "09:00", "b", kind="breakout", roles=(("chair", "lind"),)),
    )
    Document.create(Path("m.agenda"), agenda).close()

    def run_command(*arguments, status=0):
        assert main([arguments[0], "m.agenda", *arguments[1:]]) == status
        out, err = capsys.readouterr()
        return out if status == 0 else err

    return run_command


def test_a_list_is_imported_and_duplicates_are_merged(run):
    Path("list.csv").write_text("Name;Email;Colour\nA B;ab@example.org;red\n", "utf-8")
    found = json.loads(run("people", "--import", "list.csv", "--duplicates", "--json"))
    assert (found["people"], len(found["import"]["added"]), found["import"]["ignored"]) == (5, 1, ["Colour"])
    assert found["duplicates"][0]["people"] == ["berg", "twice"]
    assert "Hana Berg (twice)" in run("people", "--duplicates")
    assert json.loads(run("people", "--merge", "berg", "twice", "--json"))["people"] == 4
    run("undo")
    assert json.loads(run("people", "--json"))["people"] == 5


def test_a_bad_list_changes_nothing(run):
    Path("list.csv").write_text("Name;Email\nA B;nowhere\n", "utf-8")
    before = Path("m.agenda").read_bytes()
    assert "line 2, Email" in run("people", "--import", "list.csv", status=3)
    assert Path("m.agenda").read_bytes() == before


def test_invitations_are_noted(run):
    said = run("people", "--invitation", "okafor", "waiting list", "--on", "2008-01-09")
    assert "First on the waiting list: Chidi Okafor" in said


def test_the_limit_and_the_waiting_list(run):
    run("people", "--limit", "2")
    for day, name in ((9, "okafor"), (3, "lind")):
        run("people", "--invitation", name, "waiting list", "--on", f"2008-01-0{day}")
    found = json.loads(run("people", "--move-up", "--on", "2008-01-20", "--limit", "5", "--list", "--json"))
    assert (found["seats"]["most"], found["seats"]["waiting"]) == (5, ["okafor"])
    (lind,) = (each for each in found["list"] if each["id"] == "lind")
    assert (lind["invitation"], lind["answered_on"]) == ("accepted", "2008-01-20")
    run("people", "--move-up", "9")
    assert "waiting list" in run("people", "--move-up", status=2)
    assert json.loads(run("people", "--limit", "0", "--json"))["seats"]["free"] is None


def test_who_has_not_answered(run):
    run("people", "--invitation", "okafor", "invited", "--on", "2008-01-09")
    assert json.loads(run("people", "--not-answered-since", "2008-01-09", "--json"))["not_answered"] == ["okafor"]
    assert "Chidi Okafor (okafor), invited on 2008-01-09" in run("people", "--not-answered-since", "2008-02-01")
    assert "Everybody who was invited then has answered." in run("people", "--not-answered-since", "2008-01-08")


def test_people_are_listed_by_status_and_delegation(run):
    Path("list.csv").write_text("Name;Delegation;Community\nA B;Chad;diplomacy\n", "utf-8")
    run("people", "--import", "list.csv")
    assert "A B (" in run("people", "--delegation", "chad")
    assert "Chad, diplomacy: to invite" in run("people", "--status", "to invite")
    assert "Did you mean 'invited'" in run("people", "--status", "invted", status=2)


def test_a_workbook_with_columns_and_rows_to_be_told(run):
    book = openpyxl.Workbook()
    for row in (
        ("Who", "Sent by", "Mail"),
        ("Hanna Berg", "Norway", "hb@example.org"),
        ("Chidi Okafo", "Chad", "nowhere"),
    ):
        book.active.append(row)
    book.save("list.xlsx")
    assert "No column has names; the headings are: Who, Sent by, Mail." in run(
        "people", "--import", "list.xlsx", status=3
    )
    told = ("--column", "Who=name", "--column", "Sent by=delegation")
    before = Path("m.agenda").read_bytes()
    said = json.loads(run("people", "--import", "list.xlsx", *told, "--dry-run", "--json"))["import"]
    assert [(row["row"], row["fate"]) for row in said["rows"]] == [(2, "completed"), (3, "new")]
    assert said["rows"][1]["like"][0][0] == "okafor"
    assert said["rows"][1]["faults"][0]["where"] == "sheet Sheet, cell C3"
    assert Path("m.agenda").read_bytes() == before
    assert "cell C3" in run("people", "--import", "list.xlsx", *told, status=3)
    found = json.loads(
        run("people", "--import", "list.xlsx", *told, "--leave-out-faults", "--row", "3=okafor", "--json")
    )
    assert (found["people"], found["import"]["completed"]) == (4, ["berg", "okafor"])
    assert json.loads(run("people", "--delegation", "Chad", "--json"))["list"][0]["id"] == "okafor"
    run("undo")
    assert json.loads(run("people", "--list", "--json"))["list"][0]["delegation"] == ""


def test_what_stands_after_a_merge_is_told_and_two_are_told_apart(run):
    assert json.loads(run("people", "--not-same", "twice", "berg", "--duplicates", "--json"))["duplicates"] == []
    assert "Nobody is likely to be there twice." in run("people", "--duplicates")
    assert len(json.loads(run("people", "--ask-again", "--duplicates", "--json"))["duplicates"]) == 1
    run("people", "--merge", "berg", "twice", "--take", "name")
    assert "Hana Berg (berg)" in run("people", "--list")
    assert "Did you mean" in run("people", "--merge", "berg", "lind", "--take", "nam", status=2)
    assert "--merge" in run("people", "--take", "name", status=2)
