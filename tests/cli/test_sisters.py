from __future__ import annotations

import json
from pathlib import Path

from meetings import agenda_of, person

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

    assert main(["sisters", "theirs.agenda", *salt, "--hashed", "hashes.txt"]) == 0
    assert "example" not in Path("hashes.txt").read_text("utf-8")
    assert main(["sisters", "ours.agenda", "--list", "Hidden", "hashes.txt"]) == 0
    assert main(["sisters", "ours.agenda", "--list", "Open", "list.csv"]) == 0
    capsys.readouterr()
    assert main(["sisters", "ours.agenda", *salt, "--report", "letter.md", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(o["person"], o["sure"]) for o in found["overlaps"]} == {("anna", "alike"), ("anna", "the same address")}
    assert found["asked_by"] == {"anna": 2}
    assert "| Anna Kovalchuk | 3 meetings |" in Path("letter.md").read_text("utf-8")
    assert main(["sisters", "ours.agenda", "--list", "Open", "theirs.agenda"]) == 0
    assert "Anna Kovalchuk; anna@example.org (the same address)" in capsys.readouterr().out
    assert main(["sisters", "ours.agenda", "--hashed", "x"]) == 2
