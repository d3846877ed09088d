"""Commands that reach other people and servers: notices, caldav; and what comes in as calendars."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from calendar_server import PASSWORD, USER, Radicale, radicale
from calendar_writing import calendar, event
from keyring.backend import KeyringBackend
from mail_server import MailServer
from meetings import at
from published_meetings import published, three_sessions

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model import actions

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring(monkeypatch, tmp_path) -> Iterator[Ring]:
    monkeypatch.chdir(tmp_path)
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def run(capsys):
    def run_command(*arguments: object, status: int = 0) -> tuple[str, str]:
        try:
            found = main([str(each) for each in arguments])
        except SystemExit as stop:
            found = stop.code or 0
        out, err = capsys.readouterr()
        assert found == status, (found, out, err)
        assert "Traceback" not in err
        return out, err

    return run_command


@pytest.fixture
def file(tmp_path) -> Path:
    """An agenda with two versions: Hanna's session moved."""
    path = tmp_path / "m.agenda"
    published(three_sessions(), lambda each: actions.move(each, "s1", at("14:00", 1), "b"), path=path).close()
    return path


# import


def test_busy_times_of_a_person_are_taken_and_can_be_taken_back(run, file):
    Path("busy.ics").write_bytes(calendar(event("DTSTART:20080211T080000Z|DURATION:PT1H|SUMMARY:Secret")))
    out, _ = run("import", "busy.ics", "--to", file, "--person", "Berg")
    assert out == "Hanna Berg is busy once:\n  Mon 11 Feb 09:00-10:00\n"
    out, _ = run("import", "busy.ics", "--to", file, "--person", "berg", "--json")
    assert (json.loads(out)["changed"], json.loads(out)["busy"]) == (
        False,
        [{"start": "2008-02-11T09:00:00+01:00", "end": "2008-02-11T10:00:00+01:00"}],
    )
    with Document.open(file) as document:
        assert len(document.agenda.person["berg"].away) == 1
        assert b"Secret" not in file.read_bytes()
        document.undo()
        assert document.agenda.person["berg"].away == ()


def test_busy_times_of_nobody_known_and_of_a_broken_file(run, file):
    Path("busy.ics").write_bytes(calendar(event("DTSTART:nonsense")))
    _, err = run("import", "busy.ics", "--to", file, "--person", "Bergg", status=2)
    assert "no person 'Bergg'" in err
    _, err = run("import", "busy.ics", "--to", file, "--person", "Berg", status=3)
    assert "busy.ics, line 6: 'nonsense' is no date or time" in err


def test_a_calendar_of_sessions_becomes_an_agenda(run):
    Path("x.ics").write_bytes(
        calendar(
            event("DTSTART;TZID=Europe/Oslo:20270211T090000|DURATION:PT1H|SUMMARY:One|LOCATION:Hall"),
            event("DTSTART;TZID=Europe/Oslo:20270211T100000|DURATION:PT1H|SUMMARY:Two|LOCATION:Hall", uid="two"),
        )
    )
    out, _ = run("import", "x.ics", "--to", "x.agenda")
    assert out == "Read x.ics (iCalendar) into x.agenda: 2 sessions, no people, 1 room.\n"
    with Document.open(Path("x.agenda")) as document:
        assert [session.title for session in document.agenda.placed] == ["One", "Two"]


# caldav


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


def test_the_meeting_goes_on_a_server_and_off_again(run, file, server: Radicale, ring: Ring):
    Path("secret").write_text(f"{PASSWORD}\n", "utf-8")
    to = ("caldav", file, "--url", server.url, "--user", USER, "--per", "rooms")
    _, err = run(*to, status=2)
    assert f"no password for {USER}" in err
    would = json.loads(run(*to, "--password-file", "secret", "--dry-run", "--json")[0])
    assert {step["what"] for step in would["steps"]} == {"make calendar", "add"}
    out, _ = run(*to, "--password-file", "secret", "--remember")
    assert "New: 1 Topic 1 [Integrated planning: Room B]" in out
    assert list(ring.kept.values()) == [PASSWORD]
    out, _ = run(*to)  # the password comes from the keyring now
    assert out.startswith("The server has it all already: ")
    out, _ = run(*to, "--of-version", 1)
    assert "Changed: 1 Topic 1 [Integrated planning]" in out
    assert PASSWORD.encode() not in file.read_bytes()
    gone = json.loads(run(*to, "--remove", "--json")[0])
    assert {step["what"] for step in gone["steps"]} == {"remove calendar"}
    assert json.loads(run(*to, "--dry-run", "--json")[0])["same"] == 0


def test_a_wrong_password_is_not_remembered(run, file, server: Radicale, ring: Ring):
    Path("secret").write_text("wrong\n")
    _, err = run(
        "caldav", file, "--url", server.url, "--user", USER, "--password-file", "secret", "--remember", status=3
    )
    assert "does not accept this name and password" in err
    assert ring.kept == {}


def test_an_unknown_kind_of_calendar(run, file):
    _, err = run("caldav", file, "--url", "http://localhost/", "--user", "x", "--per", "room", status=2)
    assert "Did you mean 'rooms'?" in err


# notices


def test_notices_are_written_and_nothing_is_sent_unless_asked(run, file):
    out, err = run("notices", file, "--to", "out")
    assert out.splitlines() == [
        "From version 1 to version 2: 1 person with a change.",
        "  Hanna Berg <hanna@example.org>: 1 change, fr",
        "Wrote 3 files.",
        "Nothing was sent. --send would send 1 mail.",
    ]
    assert err == ""
    assert sorted(path.name for path in Path("out").iterdir()) == ["berg-hanna.eml", "notices.csv", "notices.xlsx"]
    found = json.loads(run("notices", file, "--since", 0, "--json")[0])
    assert [each["person"] for each in found["notices"]] == ["berg", "lind", "okafor"]
    assert found["dry_run"]


def test_notices_are_sent_once(run, file):
    with MailServer() as server:
        to = ("notices", file, "--send", "--smtp", f"127.0.0.1:{server.port}", "--security", "none")
        assert run(*to)[0].endswith("Sent 1 mail.\n")
        assert run(*to)[0].endswith("Sent no mails, 1 person had theirs.\n")
        assert server.box.recipients == ["hanna@example.org"]


def test_notices_need_a_version_and_a_server(run, file, tmp_path):
    with Document.create(tmp_path / "new.agenda", three_sessions()):
        pass
    assert "Nothing is published yet" in run("notices", "new.agenda", status=2)[1]
    assert "a mail server is needed" in run("notices", file, "--send", status=2)[1]
    assert "not before version 2" in run("notices", file, "--since", 2, status=2)[1]
    assert "is no port" in run("notices", file, "--send", "--smtp", "x:99999", status=2)[1]
