"""What commands say when something is wrong, with which status, and that they changed nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, two_rooms

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document

USAGE, UNREADABLE, OURS = 2, 3, 70


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder with an agenda, one without days, a file that is none, and broken and faulty sources."""
    folder = tmp_path_factory.mktemp("prepared")
    Document.create(folder / "m.agenda", two_rooms()).close()
    Document.create(folder / "empty.agenda", agenda_of(meeting(days=()))).close()
    (folder / "text.txt").write_text("hello", encoding="utf-8")
    (folder / "cut.xml").write_text("<schedule>\n<day", encoding="utf-8")
    (folder / "cut.json").write_text('{\n"format": ', encoding="utf-8")
    rooms = [{"id": "r"}, {"idd": 1}]
    faulty = {"format": "agendaplanner-agenda", "version": 1, "meeting": {"title": "x"}, "rooms": rooms}
    (folder / "faulty.json").write_text(json.dumps(faulty), encoding="utf-8")
    (folder / "nothing.agenda").write_bytes(b"")
    return folder


@pytest.fixture(autouse=True)
def _folder(monkeypatch, tmp_path, prepared):
    """Each test has a copy of the folder to itself, and no display."""
    shutil.copytree(prepared, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def contents() -> dict[str, bytes | None]:
    return {str(p): p.read_bytes() if p.is_file() else None for p in sorted(Path().rglob("*"))}


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        # wrong usage
        ("", USAGE, "There is no display to open the window on. The commands work without one: agendaplanner --help"),
        ("m.agenda", USAGE, "There is no display"),
        ("pln m.agenda", USAGE, r"There is no command 'pln'\. Did you mean 'plan'\? Try: agendaplanner --help"),
        ("foo", USAGE, "There is no command 'foo'"),
        ("--nope", USAGE, "there is no '--nope' here"),
        ("plan", USAGE, "agendaplanner plan: the following arguments are required: FILE"),
        ("plan m.agenda --form-scratch", USAGE, r"there is no '--form-scratch' here\. Did you mean '--from-scratch'\?"),
        ("plan m.agenda --from", USAGE, "Did you mean '--from-scratch'"),
        ("plan m.agenda more", USAGE, "there is no 'more' here"),
        ("plan m.agenda --seed x", USAGE, "argument --seed: 'x' is no whole number"),
        ("plan m.agenda --seconds 0", USAGE, "argument --seconds: '0' is no number of seconds such as 2.5"),
        ("plan m.agenda --seconds nan", USAGE, "'nan' is no number of seconds"),
        ("plan m.agenda --seconds soon", USAGE, "'soon' is no number of seconds"),
        ("plan empty.agenda", USAGE, "The meeting has no days yet"),
        ("history m.agenda --limit 0", USAGE, "argument --limit: '0' is less than 1"),
        ("new x.agenda --first-day 11.2.2027", USAGE, "'11.2.2027' is no date such as 2027-02-11"),
        ("new x.agenda --first-day 0001-01-01", USAGE, "no meeting is in the year 1"),
        ("new x.agenda --timezone Europe/Olso", USAGE, "There is no time zone 'Europe/Olso'"),
        ("new x.agenda --template two-day", USAGE, "There is no template 'two-day'. Did you mean 'two-day-meeting'"),
        ("import cut.xml", USAGE, "the following arguments are required: --to"),
        ("import cut.xml --to x.agenda --timezone Mars", USAGE, "There is no time zone 'Mars'"),
        ("export m.agenda --as schedul-xml --to x", USAGE, "There is no format 'schedul-xml'. Did you mean 'schedule-xml'"),
        ("export empty.agenda --as schedule-xml --to x", USAGE, "This meeting has no days yet"),
        ("export m.agenda --as json --to m.agenda", USAGE, "m.agenda is an agenda file, which this would replace"),
        ("export m.agenda --as json --to empty.agenda", USAGE, "empty.agenda is an agenda file"),
        ("print m.agenda programme --to empty.agenda", USAGE, "empty.agenda is an agenda file"),
        ("print m.agenda gird --to x.pdf", USAGE, "There is no printed piece 'gird'. Did you mean 'grid'?"),
        # what cannot be read or written
        ("new m.agenda", UNREADABLE, "m.agenda: This file exists already. Choose another name."),
        ("new no/x.agenda", UNREADABLE, "no/x.agenda: This file cannot be written: .* Its folder does not exist"),
        ("new text.txt/x.agenda", UNREADABLE, "text.txt/x.agenda: This file cannot be written"),
        ("x.agenda", UNREADABLE, "x.agenda: There is no such file. To make one: agendaplanner new x.agenda"),
        ("info x.agenda", UNREADABLE, "x.agenda: There is no such file. Check the name and the folder."),
        ("info .", UNREADABLE, "This is a folder"),
        ("info text.txt", UNREADABLE, "text.txt: This is no agenda file"),
        ("info nothing.agenda", UNREADABLE, "nothing.agenda: This file is empty"),
        ("plan text.txt", UNREADABLE, "text.txt: This is no agenda file"),
        ("check x.agenda", UNREADABLE, "x.agenda: There is no such file"),
        ("undo text.txt", UNREADABLE, "text.txt: This is no agenda file"),
        ("import cut.xml --to x.agenda", UNREADABLE, "cut.xml, line 2: This XML is broken: unclosed token"),
        ("import cut.json --to x.agenda", UNREADABLE, "cut.json: This is not JSON: it ends too early"),
        ("import cut.xml --to m.agenda", UNREADABLE, "cut.xml, line 2"),
        ("import faulty.json --to m.agenda", UNREADABLE, r"rooms\[0\]: .*`name`; rooms\[1\]: .*'idd'. Did you mean 'id'"),
        ("import cut.xml --to text.txt", UNREADABLE, "text.txt: This is no agenda file"),
        ("import m.agenda --to x.agenda", UNREADABLE, "m.agenda: This is an agenda file already"),
        ("import gone.xml --to x.agenda", UNREADABLE, "gone.xml: There is no such file"),
        ("export m.agenda --as json --to no/x.json", UNREADABLE, "no/x.json: This file cannot be written"),
        ("print m.agenda programme --to no/x.pdf", UNREADABLE, "no/x.pdf: This file cannot be written"),
        ("calendars m.agenda --to text.txt", UNREADABLE, "text.txt: This folder cannot be made: File exists"),
        ("demo --to text.txt", UNREADABLE, "text.txt: This folder cannot be made"),
        ("demo --to text.txt/out", UNREADABLE, "This folder cannot be made"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_few_lines_and_nothing_is_changed(capsys, command, status, words):
    before = contents()
    try:
        found = main(command.split())
    except SystemExit as stop:
        found = stop.code
    out, err = capsys.readouterr()
    assert found == status
    assert out == ""
    assert err.startswith("agendaplanner")
    assert re.search(words, err)
    assert len(err.splitlines()) <= 2
    assert contents() == before


@pytest.mark.parametrize("command", ["undo", "redo", "plan"])
def test_a_file_that_may_only_be_read_is_left_as_it_is(capsys, command):
    """A newer program's file: this one reads it, and does not write to it."""
    import sqlite3

    with sqlite3.connect("m.agenda") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = Path("m.agenda").read_bytes()
    assert main(["info", "m.agenda"]) == 0
    status = main([command, "m.agenda"])
    err = capsys.readouterr().err
    if command == "plan":  # with undo and redo there is nothing to do, which is no failure
        assert status == UNREADABLE
        assert "newer version" in err
    assert Path("m.agenda").read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_named(capsys):
    Path("locked").mkdir(mode=0o500)
    assert main(["new", "locked/x.agenda"]) == UNREADABLE
    assert "You may not write there" in capsys.readouterr().err


def test_a_mistake_of_the_program_is_told_from_a_clash_by_its_status(capsys, monkeypatch):
    monkeypatch.setattr("agendaplanner.checks.check.check", lambda *_: 1 / 0)
    assert main(["check", "m.agenda"]) == OURS
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert err.endswith("Please report it with the lines above.\n")


def test_stopping_it_is_no_mistake(capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("agendaplanner.checks.check.check", stop)
    assert main(["check", "m.agenda"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


# as a process of its own


def process(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "agendaplanner", *arguments], capture_output=True, timeout=60, check=False, **options
    )


def test_a_reader_that_leaves_early_gets_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "agendaplanner", "history", "m.agenda"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_output_that_cannot_be_written_is_a_failure_in_words():
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "agendaplanner", "info", "m.agenda"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == UNREADABLE
    assert done.stderr == b"agendaplanner: There is no room left to write to. Is the disk full?\n"


def test_a_terminal_that_lacks_letters_shows_their_numbers_and_json_stays_json():
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    assert rb"11\u201312 February 2008" in process("info", "m.agenda", env=environment).stdout
    process("new", "å.agenda", "--title", "Ørland", env=environment)
    assert json.loads(process("info", "å.agenda", "--json", env=environment).stdout)["title"] == "Ørland"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_names_that_are_no_text_do_not_stop_it():
    name = b"caf\xe9.json"
    assert process("export", "m.agenda", "--as", "json", "--to", os.fsdecode(name)).returncode == 0
    done = process("import", os.fsdecode(name), "--to", "x.agenda")
    assert done.returncode == 0, done.stderr
    assert rb"caf\udce9.json" in done.stdout
    assert process("new", "y.agenda", "--title", os.fsdecode(b"\xff")).returncode == 0
