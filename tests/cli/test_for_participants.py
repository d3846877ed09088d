"""Nothing that participants should not see is in anything that is handed to them: every such value is searched for."""

from __future__ import annotations

import json
import re
import warnings
import zlib
from pathlib import Path

import pytest
from printing.pdf_reading import flat, whole_text
from private_values import private_agenda

from agendaplanner.cli.handing_out import FILES
from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.records import Person

PRINTED = ("programme", "grid", "poster", "signs", "badges", "nameplates", "personal", "participants")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the agenda, which was published once, and then changed."""
    folder = tmp_path_factory.mktemp("private")
    agenda, secrets = private_agenda()
    with Document.create(folder / "m.agenda", agenda) as document:
        document.publish(label="First", note="Zqversionnote")
        person = document.agenda.get(Person, "lind")
        changed = Person(**{f: getattr(person, f) for f in person.__struct_fields__} | {"position": "Director"})
        document.do(Change("Zqchangelabel", (edit(person, changed),)))
    return folder, [*secrets, "Zqversionnote", "Zqchangelabel"]


@pytest.fixture
def run(folder, capsys):
    def run_command(*words):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert main([words[0], str(folder[0] / "m.agenda"), *map(str, words[1:])]) == 0
        return capsys.readouterr().out

    return run_command


def leaks(path: Path, secrets: list[str]) -> list[str]:
    """What of the secrets is in a file: as text, in a PDF's pages and its bytes, in a calendar's lines joined."""
    data = path.read_bytes()
    text = data.decode("latin-1") if path.suffix == ".pdf" else data.decode()
    if path.suffix == ".pdf":
        inflated = [_inflated(stream) for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S)]
        text = "\n".join([text, whole_text(data), flat(whole_text(data)), *inflated])
    if path.suffix == ".ics":
        text = text.replace("\r\n ", "")
    found = [secret for secret in secrets if secret in text or flat(secret) in text]
    return found + [path.name for name in ("Zq",) if name in text and not found]


def _inflated(stream: bytes) -> str:
    try:
        return zlib.decompress(stream).decode("latin-1")
    except zlib.error:
        return ""


def test_the_search_finds_what_is_there(folder, run):
    base, secrets = folder
    run("export", "--as", "json", "--to", base / "whole.json")
    found = leaks(base / "whole.json", secrets)
    assert len([each for each in found if each.startswith("Zq")]) > 60


def test_the_export_for_participants_in_all_its_formats(folder, run):
    base, secrets = folder
    said = json.loads(run("people", "--export-for-participants", base / "out", "--json"))
    assert [Path(each).name for each in said["for_participants"]["files"]] == list(FILES)
    assert {path.name: leaks(path, secrets) for path in (base / "out").iterdir()} == {name: [] for name in FILES}
    content = json.loads((base / "out" / "agenda.json").read_text("utf-8"))
    assert {person["name"] for person in content["people"]} == {"Hanna Berg", "Maja Lind"}
    assert "biography" in content["people"][0]
    assert "Hanna" in whole_text((base / "out" / "programme.pdf").read_bytes())


@pytest.mark.parametrize("name", ["a.json", "b.xml", "c.ics", "d.pdf"])
def test_the_export_as_one_file(folder, run, name):
    base, secrets = folder
    run("people", "--export-for-participants", base / name)
    assert leaks(base / name, secrets) == []


@pytest.mark.parametrize("form", ["json", "schedule-xml", "schedule-json"])
def test_other_formats_for_participants(folder, run, form):
    base, secrets = folder
    run("export", "--as", form, "--for-participants", "--to", base / f"{form}.txt")
    assert leaks(base / f"{form}.txt", secrets) == []


PERSONAL = re.compile(
    r"Zq(mail|language|gender|needs|away|notes|report|Declined|wish|sister|invitee|recommended|field|value)"
)


@pytest.mark.parametrize("what", PRINTED)
def test_what_is_printed_for_participants_has_nothing_personal(folder, run, what):
    base, secrets = folder
    run("print", what, "--to", base / f"{what}.pdf")
    assert [each for each in leaks(base / f"{what}.pdf", secrets) if PERSONAL.match(each)] == []


def test_calendars_have_nothing_personal(folder, run):
    base, secrets = folder
    run("calendars", "--what", "whole,people,rooms,tracks,sessions", "--to", base / "calendars")
    files = [path for path in (base / "calendars").rglob("*.ics") if "zq" not in path.name.casefold()]
    assert len(files) >= 7
    found = {path.name: [each for each in leaks(path, secrets) if PERSONAL.match(each)] for path in files}
    assert {name: each for name, each in found.items() if each} == {}


def test_nothing_is_written_over_an_agenda_or_in_an_unknown_format(folder, capsys):
    base, _ = folder
    for target in ("m.agenda", "x.docx"):
        assert main(["people", str(base / "m.agenda"), "--export-for-participants", str(base / target)]) == 2
    assert "json" in capsys.readouterr().err
