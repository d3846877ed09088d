"""Printing from the command line: paper, style, language, logo and booklet."""

from __future__ import annotations

from pathlib import Path

import pytest
from meetings import two_rooms
from pypdf import PdfReader

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document


@pytest.fixture
def file(tmp_path, monkeypatch) -> str:
    monkeypatch.chdir(tmp_path)
    Document.create(Path("m.agenda"), two_rooms()).close()
    return "m.agenda"


def size(path: str) -> tuple[int, int]:
    box = PdfReader(path).pages[0].mediabox
    return round(box.width), round(box.height)


@pytest.mark.parametrize(
    ("what", "options", "expected"),
    [
        ("programme", ["--paper", "letter"], (612, 792)),
        ("grid", ["--paper", "a3"], (1191, 842)),
        ("poster", ["--paper", "a1"], (2384, 1684)),
        ("poster", [], (2384, 1684)),
        ("programme", ["--booklet", "a3"], (1191, 842)),
        ("signs", ["--paper", "Letter", "--style", "plain"], (612, 792)),
    ],
)
def test_prints_on_the_paper_that_is_named(file, what, options, expected):
    assert main(["print", file, what, "--to", "p.pdf", *options]) == 0
    assert size("p.pdf") == expected


def test_editions_in_several_languages_are_files_of_their_own(file, capsys):
    assert main(["print", file, "programme", "--to", "p.pdf", "--language", "en", "--language", "fr"]) == 0
    assert capsys.readouterr().out.startswith("Wrote p.en.pdf, p.fr.pdf: ")
    assert "Sommaire" in PdfReader("p.fr.pdf").pages[1].extract_text()
    assert "Contents" in PdfReader("p.en.pdf").pages[1].extract_text()
    assert not Path("p.pdf").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["programme", "--paper", "a0"], "not made for A0"),
        (["programme", "--paper", "b4"], "no paper 'b4'"),
        (["programme", "--style", "clasic"], "Did you mean 'classic'"),
        (["programme", "--language", "xx"], "language 'xx'"),
        (["programme", "--logo", "m.agenda"], "no image"),
        (["programme", "--logo", "none.png"], "logo cannot be read"),
        (["programme", "--booklet", "a1"], "not made for A1"),
        (["grid", "--booklet", "a4"], "--booklet makes no sense for grid"),
    ],
)
def test_what_cannot_be_is_said(file, capsys, options, says):
    assert main(["print", file, *options, "--to", "p.pdf"]) != 0
    assert says in capsys.readouterr().err
    assert not Path("p.pdf").exists()
