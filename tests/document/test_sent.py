"""The ledger of notices in the agenda's file."""

from __future__ import annotations

import sqlite3

import pytest
from meetings import two_rooms

from agendaplanner.document.document import Document
from agendaplanner.model.errors import FileError, UsageError


def test_what_was_sent_outlives_the_program_and_goes_with_a_copy(tmp_path):
    path = tmp_path / "x.agenda"
    with Document.create(path, two_rooms()) as document:
        document.publish()
        sent = document.sent(1)
        assert sent.begin("berg", "hanna@example.org")
        assert not sent.begin("berg", "hanna@example.org")
        assert sent.begin("okafor", "chidi@example.org")
        sent.done("berg")
        document.save_copy(tmp_path / "copy.agenda")
    for name in ("x", "copy"):
        with Document.open(tmp_path / f"{name}.agenda") as document:
            known = document.sent(1).known()
            assert {each.person: (each.address, each.state) for each in known.values()} == {
                "berg": ("hanna@example.org", "sent"),
                "okafor": ("chidi@example.org", "sending"),
            }
            assert all(each.time.tzinfo is not None for each in known.values())
            document.sent(1).refused("okafor")
            assert set(document.sent(1).known()) == {"berg"}


def test_each_version_has_its_own(tmp_path):
    with Document.in_memory(two_rooms()) as document:
        with pytest.raises(UsageError, match="no version 1"):
            document.sent(1)
        document.publish()
        document.sent(1).begin("berg", "x")
        document.do(_renamed(document))
        document.publish()
        assert document.sent(2).known() == {}


def _renamed(document: Document):
    from agendaplanner.model import actions

    return actions.set_fields(document.agenda, document.agenda.session["s1"], title="Other")


def test_a_file_that_may_only_be_read_takes_no_notes(tmp_path):
    path = tmp_path / "x.agenda"
    with Document.create(path, two_rooms()) as document:
        document.publish()
    with Document.open(path, read_only=True) as document:
        assert document.sent(1).known() == {}
        with pytest.raises(FileError):
            document.sent(1).begin("berg", "x")


def test_a_file_of_the_first_format_is_given_the_table(tmp_path):
    path = tmp_path / "x.agenda"
    Document.create(path, two_rooms()).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE sent")
        connection.execute("ALTER TABLE version DROP COLUMN author")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Document.open(path) as document:
        document.publish()
        assert document.sent(1).begin("berg", "x")
