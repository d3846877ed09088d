from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from meetings import agenda_of, person
from pypdf import PdfReader

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


def test_lists_are_compared_openly_and_by_hashes_alone(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    anna = person("anna", "Anna", "Kovalchuk", email="anna@example.org")
    for name in ("ours", "theirs"):
        Document.create(Path(f"{name}.agenda"), agenda_of(anna)).close()
    Path("salt").write_text("a secret of all meetings\n", "utf-8")
    Path("list.csv").write_text("Name;Organisation\nАнна Ковальчук;OSCE\nJonas Vik;UN\n", "utf-8")
    salt = ("--salt-file", "salt")

    assert main(["overlap", "theirs.agenda", *salt, "--hashed", "hashes.txt"]) == 0
    assert "example" not in Path("hashes.txt").read_text("utf-8")
    assert main(["overlap", "ours.agenda", "--list", "Hidden", "hashes.txt"]) == 0
    assert main(["overlap", "ours.agenda", "--list", "Open", "list.csv"]) == 0
    capsys.readouterr()
    assert main(["overlap", "ours.agenda", *salt, "--report", "letter.md", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(o["person"], o["sure"]) for o in found["overlaps"]} == {("anna", "alike"), ("anna", "the same address")}
    assert found["asked_by"] == {"anna": 2}
    assert "| Anna Kovalchuk | 3 meetings |" in Path("letter.md").read_text("utf-8")
    assert main(["overlap", "ours.agenda", "--list", "Open", "theirs.agenda"]) == 0
    assert "Anna Kovalchuk; anna@example.org (the same address)" in capsys.readouterr().out
    assert main(["overlap", "ours.agenda", "--hashed", "x"]) == 2


def test_answers_dates_and_a_letter_to_one_sister(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    anna = person("anna", "Anna", "Kovalchuk", email="anna@example.org")
    Document.create(Path("m.agenda"), agenda_of(anna)).close()
    for name in ("one", "two"):
        Path(f"{name}.csv").write_text("Name;Organisation\nАнна Ковальчук;OSCE\n", "utf-8")
        assert main(["overlap", "m.agenda", "--list", name.capitalize(), f"{name}.csv"]) == 0
    line = "Анна Ковальчук; OSCE"
    assert (
        main(["overlap", "m.agenda", "--same", "One", line, "anna", "--dates", "One", "2008-02-11", "2008-02-12"]) == 0
    )
    capsys.readouterr()
    assert main(["overlap", "m.agenda", "--json", "--report", "all.pdf"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(o["sure"], o["person"]) for o in found["overlaps"]] == [("confirmed", "anna"), ("alike", "anna")]
    assert len(found["date_clashes"]) == 1
    text = PdfReader("all.pdf").pages[0].extract_text()
    assert "Anna Kovalchuk" in text
    assert "3 meetings" in text
    assert "to be confirmed" in text
    assert main(["overlap", "m.agenda", "--report", "one.md", "--to-sister", "One"]) == 0
    letter = Path("one.md").read_text("utf-8")
    assert "| Anna Kovalchuk | 3 meetings |" in letter
    assert "Two" not in letter
    assert main(["overlap", "m.agenda", "--different", "Two", line, "anna"]) == 0
    assert main(["overlap", "m.agenda", "--dates", "One", "tomorrow", "2008-02-12"]) == 2


def test_a_list_may_be_a_spreadsheet(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    anna = person("anna", "Anna", "Kovalchuk", email="anna@example.org")
    Document.create(Path("m.agenda"), agenda_of(anna)).close()
    book = openpyxl.Workbook()
    for row in (("Name", "Organisation", "E-mail"), ("A. Kovalchuk", "OSCE", "anna@example.org")):
        book.active.append(row)
    book.save("list.xlsx")
    assert main(["overlap", "m.agenda", "--list", "Security", "list.xlsx", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["overlaps"]
    assert (found["person"], found["sure"]) == ("anna", "the same address")
