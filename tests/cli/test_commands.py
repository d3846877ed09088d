"""The commands as scripts and people use them: what they print, what they leave behind, and their exit status."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from meetings import BERG, LIND, agenda_of, changed, meeting, session, shared_chair, two_rooms
from pypdf import PdfReader

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.exchange.agenda_json import write_agenda_json


class Ran:
    """What a command did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder of its own, with no display; ``status`` is the exit status that it must have."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def run_command(*arguments, status: int = 0) -> Ran:
        try:
            found = main([str(each) for each in arguments])
        except SystemExit as stop:
            found = stop.code or 0
        out, err = capsys.readouterr()
        assert found == status, (found, out, err)
        assert "Traceback" not in err
        return Ran(found, out, err)

    return run_command


def make(name: str, agenda) -> Path:
    path = Path(name)
    Document.create(path, agenda).close()
    return path


# demo


def test_demo_leaves_the_agenda_the_calendars_and_the_programme(run):
    said = run("demo", "--to", "out").out
    out = Path("out")
    assert {path.name for path in out.iterdir()} == {"oslo-2008.agenda", "calendars", "programme.pdf"}
    assert len(list((out / "calendars" / "people").iterdir())) == 56
    assert len(list((out / "calendars" / "rooms").iterdir())) == 4
    assert len(Calendar.from_ical((out / "calendars" / "meeting.ics").read_bytes()).walk("VEVENT")) == 25
    assert len(PdfReader(out / "programme.pdf").pages) > 2
    assert "25 placed, none left over, no clashes" in said
    assert "Open it: agendaplanner out/oslo-2008.agenda" in said
    checked = run("check", "out/oslo-2008.agenda", "--json").json
    assert not [clash for clash in checked["clashes"] if clash["severity"] == "clash"]
    assert checked["unplaced"] == []


def test_demo_again_begins_anew_and_tells_scripts_the_same(run):
    run("demo", "--to", "out")
    run("undo", "out/oslo-2008.agenda")
    found = run("demo", "--to", "out", "--json").json
    assert (found["file"], found["sessions"], found["placed"]) == ("out/oslo-2008.agenda", 25, 25)
    assert len(found["calendars"]) == 66


# new, info


def test_new_makes_a_meeting_on_the_day_that_was_asked_for(run):
    said = run("new", "m.agenda", "--title", "Lima", "--first-day", "2027-02-11", "--timezone", "America/Lima").out
    assert "Made m.agenda: Lima, 11–12 February 2027." in said
    info = run("info", "m.agenda", "--json").json
    assert (info["title"], info["timezone"], info["revision"]) == ("Lima", "America/Lima", 1)
    assert info["days"][0]["opens"] == "2027-02-11T09:00:00-05:00"
    assert info["sessions"] == info["placed"] + info["waiting"] == 10


def test_new_without_more_begins_on_a_monday_to_come(run):
    opens = datetime.fromisoformat(run("new", "m.agenda", "--json").json["days"][0]["opens"])
    assert opens.weekday() == 0
    assert opens.replace(tzinfo=None) > datetime.now()


def test_info_counts_in_words(run):
    lone = agenda_of(meeting(venue="Fjord Centre", city="Oslo"), session("1", "09:00"), session("2"))
    assert run("info", make("m.agenda", lone)).out.splitlines() == [
        "Integrated planning",
        "11–12 February 2008  Fjord Centre, Oslo  Europe/Oslo",
        "  Mon 11 Feb 09:00-18:00",
        "  Tue 12 Feb 09:00-18:00",
        "2 sessions (1 placed, 1 waiting), 3 people, 3 rooms",
        "1 change in its history",
    ]


# plan, check


def test_check_names_the_clash_and_says_so_in_its_status(run):
    file = make("m.agenda", shared_chair())
    found = run("check", file, "--json", status=1).json
    assert (found["sessions"], found["placed"], found["unplaced"]) == (2, 2, [])
    (clash,) = found["clashes"]
    assert {k: clash[k] for k in ("rule", "severity", "sessions", "people", "rooms")} == {
        "rule": "person-twice",
        "severity": "clash",
        "sessions": ["s4b", "s4d"],
        "people": ["berg"],
        "rooms": [],
    }
    said = run("check", file, status=1).out
    assert said.startswith("Clashes (1)\n")
    assert "H" in clash["message"]
    assert clash["message"] in said
    assert said.endswith("2 sessions placed, 1 clash.\n")


def test_check_of_a_sound_agenda_is_well(run):
    assert run("check", make("m.agenda", two_rooms())).out == "3 sessions placed, no clashes.\n"


def test_a_session_that_waits_is_named_and_shows_in_the_status(run):
    file = make("m.agenda", agenda_of(session("1")))
    assert run("check", file, "--json", status=1).json["unplaced"] == ["s1"]
    assert "Without a place (1)\n  1 Topic 1" in run("check", file, status=1).out


def test_check_changes_nothing(run):
    file = make("m.agenda", shared_chair())
    before = file.read_bytes()
    run("check", file, status=1)
    run("info", file)
    run("history", file)
    assert file.read_bytes() == before


def test_plan_places_what_waits_as_one_change(run):
    file = make("m.agenda", agenda_of(session("1", roles=[("chair", "berg")]), session("2", roles=[("chair", "berg")])))
    found = run("plan", file, "--json", "--seed", "3").json
    assert (found["placed"], found["unplaced"], found["moved"], found["seed"]) == (2, [], 0, 3)
    assert found["verified"] is True
    assert isinstance(found["cost"], dict)
    assert run("check", file, "--json").json["placed"] == 2
    assert [entry["what"] for entry in run("history", file, "--json").json] == ["do", "do"]
    run("undo", file)
    assert run("check", file, "--json", status=1).json["placed"] == 0


def test_plan_leaves_what_is_pinned_even_where_it_clashes_and_says_so(run):
    pinned = [changed(each, pinned_time=True, pinned_room=True) for each in shared_chair().session.values()]
    file = make("m.agenda", agenda_of(*pinned))
    found = run("plan", file, "--from-scratch", "--json", status=1).json
    assert (found["moved"], found["clashes"], found["placed"]) == (0, 1, 2)
    assert "Berg" in run("plan", file, status=1).out


def test_plan_moves_what_clashes_and_is_not_pinned(run):
    file = make("m.agenda", shared_chair())
    assert "2 sessions placed, 1 moved, none left over" in run("plan", file).out
    assert run("check", file, "--json").json["clashes"] == []


def test_plan_says_why_something_has_no_place(run):
    away = changed(BERG, away=({"start": datetime(2008, 2, 10), "end": datetime(2008, 2, 14)},))
    file = make("m.agenda", agenda_of(decoded(away), session("1", roles=[("chair", "berg")])))
    said = run("plan", file, status=1).out
    assert "1 left over" in said
    assert "Berg" in said
    assert run("plan", file, "--json", status=1).json["reasons"][0]["session"] == "s1"


def decoded(record):
    from agendaplanner.model.codec import decode_record, encode_record

    return decode_record("person", encode_record(record))


# import, export


def test_import_makes_a_file_and_export_gives_the_same_back(run):
    agenda = agenda_of(meeting(uid_domain="x"), *two_rooms().session.values())
    Path("in.json").write_bytes(write_agenda_json(agenda))
    found = run("import", "in.json", "--to", "m.agenda", "--json").json
    assert found == {
        "format": "agenda JSON",
        "to": "m.agenda",
        "warnings": [],
        "sessions": 3,
        "people": 3,
        "rooms": 3,
        "revision": 1,
        "changed": True,
    }
    assert run("export", "m.agenda", "--as", "json", "--to", "out.json").out == "Wrote out.json.\n"
    assert Path("out.json").read_bytes() == Path("in.json").read_bytes()


def test_import_into_a_file_that_is_there_is_one_change_that_undo_takes_back(run):
    file = make("m.agenda", two_rooms())
    run("export", file, "--as", "json", "--to", "before.json")
    newer = agenda_of(meeting(title="Another"), changed(LIND, name="M. Lind"), session("9", "09:00"))
    Path("in.json").write_bytes(write_agenda_json(newer))
    assert "to take it back: agendaplanner undo m.agenda" in run("import", "in.json", "--to", file).out
    assert run("info", file, "--json").json["title"] == "Another"
    assert [entry["label"] for entry in run("history", file, "--json").json] == ["Import in.json", "New meeting"]
    assert "Import in.json" in run("undo", file).out
    run("export", file, "--as", "json", "--to", "after.json")
    assert Path("after.json").read_bytes() == Path("before.json").read_bytes()


def test_import_of_what_is_there_already_says_so_and_makes_no_change(run):
    file = make("m.agenda", two_rooms())
    run("export", file, "--as", "json", "--to", "same.json")
    run("import", "same.json", "--to", file)
    assert "Nothing in it differs" in run("import", "same.json", "--to", file).out
    assert run("import", "same.json", "--to", file, "--json").json["changed"] is False


SCHEDULE = """<schedule><conference><title>Oslo</title></conference><day date="2027-02-11"><room name="A">
<event id="1"><start>10:00</start><duration>00:30</duration><title>Peace</title></event></room></day></schedule>"""


def test_notes_go_beside_the_result_and_into_the_json(run):
    Path("s.xml").write_text(SCHEDULE, encoding="utf-8")
    ran = run("import", "s.xml", "--to", "m.agenda")
    assert ran.out.startswith("Read s.xml (schedule XML) into m.agenda: 1 session, no people, 1 room.\n")
    assert ran.err.startswith("Note: The file names no time zone")
    assert len(run("import", "s.xml", "--to", "n.agenda", "--json").json["warnings"]) == 1
    assert run("import", "s.xml", "--to", "o.agenda", "--timezone", "Europe/Oslo").err == ""


@pytest.mark.parametrize("format_name", ["json", "schedule-xml", "schedule-json"])
def test_every_format_that_is_written_can_be_read_again(run, format_name):
    file = make("m.agenda", two_rooms())
    assert run("export", file, "--as", format_name, "--to", "x", "--json").json == {"file": "x", "format": format_name}
    assert run("import", "x", "--to", "again.agenda", "--json").json["sessions"] == 3


def test_the_published_schedule_is_imported_and_checked(run, samples):
    run("import", samples / "fosdem-2020.schedule.xml", "--to", "f.agenda")
    found = run("check", "f.agenda", "--json", status=1).json
    assert (found["sessions"], found["placed"], found["unplaced"]) == (872, 872, [])
    assert [clash["rule"] for clash in found["clashes"]] == ["person-twice"] * 3
    assert all(len(clash["sessions"]) == 2 and len(clash["people"]) == 1 for clash in found["clashes"])


# calendars, print


def test_calendars_are_the_same_bytes_twice(run):
    file = make("m.agenda", two_rooms())
    assert run("calendars", file, "--to", "a").out == "Wrote 7 calendars to a.\n"
    assert len(run("calendars", file, "--to", "b", "--json").json["files"]) == 7
    first = {path.relative_to("a"): path.read_bytes() for path in Path("a").rglob("*.ics")}
    assert first == {path.relative_to("b"): path.read_bytes() for path in Path("b").rglob("*.ics")}


def test_calendars_of_whom_there_is_no_more_are_taken_away_and_told(run):
    file = make("m.agenda", two_rooms())
    run("calendars", file, "--to", "a")
    fewer = agenda_of(changed(LIND, family="Holm", name="Maja Holm"))
    Path("in.json").write_bytes(write_agenda_json(fewer))
    run("import", "in.json", "--to", file)
    assert "Removed 1 calendar" in run("calendars", file, "--to", "a").out


@pytest.mark.parametrize("what", ["programme", "grid"])
def test_print_writes_a_pdf(run, what):
    file = make("m.agenda", two_rooms())
    found = run("print", file, what, "--to", "p.pdf", "--json").json
    assert found["pages"] == len(PdfReader("p.pdf").pages)
    assert run("print", file, what, "--to", "p.pdf").out.startswith("Wrote p.pdf: ")


# history, undo, redo


def test_undo_and_redo_go_back_and_forth_and_say_when_there_is_nothing(run):
    file = make("m.agenda", agenda_of(session("1")))
    assert run("undo", file).out == "There is nothing to undo.\n"
    assert run("redo", file, "--json").json == {"done": None, "revision": 1}
    run("plan", file)
    assert run("undo", file, "--json").json == {"done": "Undo: Plan: 1 session", "revision": 3}
    assert run("redo", file).out == "Redo: Plan: 1 session.\n"
    entries = run("history", file, "--json").json
    assert [(entry["revision"], entry["what"], entry["target"]) for entry in entries] == [
        (4, "redo", 2),
        (3, "undo", 2),
        (2, "do", None),
        (1, "do", None),
    ]
    assert len(run("history", file, "--limit", "2").out.splitlines()) == 2
    assert all(datetime.fromisoformat(entry["time"]).tzinfo for entry in entries)


def test_doctor_says_what_is_missing_and_how_to_get_it(run):
    found = run("doctor", "--json").json
    assert found["display"] is False
    assert bool(found["missing"]) == bool(found["install"])
    assert run("doctor").out
