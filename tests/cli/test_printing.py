"""Printing from the command line: paper, style, language, logo and booklet."""

from __future__ import annotations

from pathlib import Path

import pytest
from meetings import agenda_of, meeting, two_rooms
from PIL import Image
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


def test_american_english_has_its_dates_its_clock_and_its_paper(file):
    assert main(["print", file, "front-desk", "--to", "p.pdf", "--language", "en-US"]) == 0
    assert size("p.pdf") == (612, 792)
    text = PdfReader("p.pdf").pages[0].extract_text()
    assert "Monday, February 11" in text
    assert "9:00" in text
    assert "AM" in text


def test_the_clock_is_that_which_was_asked_for(file, capsys):
    assert main(["print", file, "front-desk", "--to", "p.pdf", "--clock", "12"]) == 0
    text = PdfReader("p.pdf").pages[0].extract_text()
    assert "AM" in text
    assert "Monday 11 February" in text
    assert main(["print", file, "front-desk", "--to", "q.pdf", "--clock", "13"]) == 2
    assert "There is 12 and 24" in capsys.readouterr().err


def test_each_person_has_a_file_named_as_their_calendar_is(file, capsys):
    assert main(["calendars", file, "--to", "calendars"]) == 0
    assert main(["print", file, "badges", "--to", "badges", "--each"]) == 0
    badges = {path.stem for path in Path("badges").glob("*.pdf")}
    assert badges == {path.stem for path in Path("calendars/people").glob("*.ics")}
    assert main(["print", file, "badges", "--to", "b", "--each", "--language", "en", "--language", "fr"]) == 0
    assert {path.name for path in Path().glob("b.*")} == {"b.en", "b.fr"}
    capsys.readouterr()
    assert main(["print", file, "signs", "--to", "s", "--each"]) == 2
    assert "--each makes no sense for signs" in capsys.readouterr().err


def test_what_was_published_is_no_draft(file):
    main(["print", file, "front-desk", "--to", "p.pdf"])
    assert "Draft" in PdfReader("p.pdf").pages[0].extract_text()
    main(["publish", file, "--label", "First circular"])
    main(["print", file, "front-desk", "--to", "p.pdf", "--language", "fr"])
    assert "Version 1, First circular" in PdfReader("p.pdf").pages[0].extract_text()


def test_a_logo_of_the_meeting_that_is_gone_keeps_nothing_from_being_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    records = [record for record in two_rooms() if record.id != "meeting"]
    agenda = agenda_of(meeting(logo="logo.png"), *records)
    Document.create(Path("there/m.agenda"), agenda).close()
    assert main(["print", "there/m.agenda", "signs", "--to", "p.pdf"]) == 0
    assert "left out" in capsys.readouterr().err
    Image.new("RGB", (60, 20), "#AA0000").save("there/logo.png")
    assert main(["print", "there/m.agenda", "signs", "--to", "p.pdf"]) == 0
    assert len(PdfReader("p.pdf").pages[0].images) == 1


def test_a_day_of_the_grid_is_that_day(file, capsys):
    assert main(["print", file, "grid", "--to", "p.pdf", "--day", "2008-02-11"]) == 0
    text = PdfReader("p.pdf").pages[0].extract_text()
    assert "Monday 11 February" in text
    assert "Tuesday" not in text
    assert main(["print", file, "grid", "--to", "p.pdf", "--person", "x"]) == 2
    assert "It takes --day, --room" in capsys.readouterr().err
