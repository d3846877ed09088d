"""publish, versions, changes, and the calendars of a version."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest
from meetings import BERG, agenda_of, at, changed, meeting, session, shared_chair

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model import actions

FILE = "m.agenda"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in a folder of its own; gives what it printed, or with --json what that says."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments, status: int = 0):
        found = main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        assert found == status, (found, out, err)
        if "--json" in arguments:
            return json.loads(out)
        return err if status else out

    return run_command


def make(agenda=None) -> None:
    usual = agenda_of(
        meeting(contact_email="desk@example.org"),
        changed(BERG, email="hanna@example.org"),
        session("1", "09:00", "a", roles=[("chair", "berg")]),
        session("2", "10:00", "a"),
        session("c", "11:00", None, kind="break", title="Coffee"),
    )
    Document.create(Path(FILE), agenda or usual, author="Hanna Berg").close()


def do(make_change) -> None:
    with Document.open(Path(FILE)) as document:
        document.do(make_change(document.agenda))


def move(clock: str = "13:00"):
    return lambda agenda: actions.move(agenda, "s1", at(clock), "b")


def test_publish_says_what_it_did_and_how_to_see_what_changed(run):
    make()
    assert (
        run("publish", FILE, "--label", "First circular", "--note", "To capitals")
        == "Published: Version 1, First circular.\n"
    )
    do(move())
    assert run("publish", FILE).splitlines() == [
        "Published: Version 2.",
        "What changed since version 1, First circular: agendaplanner changes m.agenda --since 1",
    ]
    assert "Nothing has changed since version 2." in run("publish", FILE, status=2)
    first = run("versions", FILE).splitlines()[1]
    assert first.startswith("  1  ")
    assert first.endswith("First circular  To capitals")
    assert "Published: 2 versions, the last on " in run("info", FILE)
    assert run("info", FILE, "--json")["versions"] == 2
    newest, _ = run("versions", FILE, "--json")
    assert (newest["version"], newest["revision"], newest["label"]) == (2, 2, "")


def test_nothing_published_is_said(run):
    make()
    assert run("versions", FILE) == "Nothing is published yet.\n"
    assert "Nothing is published yet. Publish: agendaplanner publish m.agenda" in run("changes", FILE, status=2)


def test_what_blocks_publication_is_shown_first_and_overruled_only_on_request(run, capsys):
    make(shared_chair())
    error = run("publish", FILE, status=2)
    assert "Not published: 1 thing blocks it." in error
    assert "--anyway" in error
    assert run("versions", FILE, "--json") == []
    found = run("publish", FILE, "--json", status=2)
    assert found["version"] is None
    assert [each["rule"] for each in found["blockers"]] == ["person-twice"]
    out = run("publish", FILE, "--anyway")
    assert out.startswith("Blocks publication (1)\n")
    assert out.endswith("Published: Version 1.\n")
    do(lambda agenda: actions.set_fields(agenda, agenda.session["s4b"], title="Other"))
    found = run("publish", FILE, "--anyway", "--json")
    assert (found["version"], len(found["blockers"])) == (2, 1)


def test_changes_since_a_version_until_now_or_another(run):
    make()
    run("publish", FILE)
    do(move())
    run("publish", FILE)
    do(lambda agenda: actions.remove(agenda, agenda.session["s2"]))
    assert run("changes", FILE) == "2 Topic 2: no longer on the agenda (was Mon 11 Feb 10:00-11:00 Room A)\n"
    moved = "1 Topic 1: Mon 11 Feb 09:00-10:00 Room A -> Mon 11 Feb 13:00-14:00 Room B"
    assert moved in run("changes", FILE, "--since", 1).splitlines()
    assert run("changes", FILE, "--since", 1, "--until", 2) == f"{moved}\n"
    assert run("changes", FILE, "--since", 2, "--until", 2) == "Nothing has changed from Version 2 to Version 2.\n"
    assert "Version 1 is before version 2" in run("changes", FILE, "--since", 2, "--until", 1, status=2)
    assert "There is no version 7. They go from 1 to 2." in run("changes", FILE, "--since", 7, status=2)


def test_changes_as_json(run):
    make()
    run("publish", FILE)
    do(move())
    found = run("changes", FILE, "--json")
    assert (found["from"], found["to"], found["meeting"]) == (1, None, [])
    (change,) = found["changes"]
    assert (change["session"], change["kind"], change["aspects"]) == ("s1", "moved", ["moved", "room"])
    assert change["before"]["start"] == "2008-02-11T09:00:00+01:00"
    assert (change["after"]["start"], change["after"]["end"], change["after"]["room"]) == (
        "2008-02-11T13:00:00+01:00",
        "2008-02-11T14:00:00+01:00",
        "b",
    )
    assert change["after"]["people"] == [{"role": "chair", "person": "berg"}]
    assert found["groups"] == [{"kind": "one", "sessions": ["s1"], "message": change["message"]}]
    do(lambda agenda: actions.remove(agenda, agenda.session["s1"]))
    assert run("changes", FILE, "--json")["changes"][0]["after"] is None


def test_changes_for_one_person(run):
    make()
    run("publish", FILE)
    do(lambda agenda: actions.fill_role(agenda, "s1", 0, "lind"))
    assert run("changes", FILE, "--person", "Hanna Berg") == (
        "1 Topic 1: you no longer take part (it is on Mon 11 Feb 09:00-10:00 Room A)\n"
    )
    assert "groups" not in run("changes", FILE, "--person", "lind", "--json")
    assert "Nothing has changed" in run("changes", FILE, "--person", "okafor")
    assert "There is no person 'Hana Berg'. Did you mean" in run("changes", FILE, "--person", "Hana Berg", status=2)


def events(path: str):
    return {
        str(e["UID"]).split("@")[0]: e for e in icalendar.Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")
    }


def test_calendars_by_choice(run):
    make()
    run("publish", FILE)
    do(move())
    assert run("calendars", FILE, "--to", "c", "--what", "whole, sessions", "--no-breaks", "--alarm", 10) == (
        "Wrote 4 calendars to c.\n"
    )
    found = events("c/meeting.ics")
    assert found.keys() == {"s1", "s2"}
    assert len(found["s1"].walk("VALARM")) == 1
    run("calendars", FILE, "--to", "v", "--what", "whole", "--of-version", 1, "--with-addresses")
    assert found["s1"].start.hour == 13
    old = events("v/meeting.ics")
    assert old["s1"].start.hour == 9
    assert str(old["s1"]["ATTENDEE"]) == "mailto:hanna@example.org"
    assert "There are no calendars of 'peple'. Did you mean 'people'?" in run(
        "calendars", FILE, "--to", "c", "--what", "peple", status=2
    )
    assert "There is no version 3" in run("calendars", FILE, "--to", "c", "--of-version", 3, status=2)


def test_two_demos_never_make_the_same_entries(run):
    for folder in ("a", "b"):
        run("demo", "--to", folder, "--no-window", "--json")
    uids = [
        {
            str(e["UID"])
            for e in icalendar.Calendar.from_ical(Path(f"{x}/calendars/meeting.ics").read_bytes()).walk("VEVENT")
        }
        for x in "ab"
    ]
    assert len(uids[0]) == len(uids[1]) == 25
    assert uids[0].isdisjoint(uids[1])
