"""Published versions: they are in the file, are never undone, and give the agenda as it stood."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from meetings import at, meeting, two_rooms

from agendaplanner.document import document as module
from agendaplanner.document.document import Document
from agendaplanner.document.upgrades import FORMAT_VERSION
from agendaplanner.model import actions
from agendaplanner.model.errors import FileError, StaleChangeError, UsageError
from agendaplanner.model.ids import uid_domain_of


@pytest.fixture
def document(tmp_path):
    with Document.create(tmp_path / "m.agenda", two_rooms(), author="Hanna Berg") as document:
        yield document


def move(document, id_="s1", clock="11:00"):
    return document.do(actions.move(document.agenda, id_, at(clock), "a"))


def sql(path, *statements):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        return [db.execute(*([s] if isinstance(s, str) else s)).fetchall() for s in statements][-1]


def test_a_version_says_what_stood_by_whom_and_when(document):
    before = datetime.now(UTC)
    move(document)
    version = document.publish(label="First circular", note="To all capitals")
    assert (version.number, version.label, version.note, version.author) == (
        1,
        "First circular",
        "To all capitals",
        "Hanna Berg",
    )
    assert (version.revision, version.name) == (2, "Version 1, First circular")
    assert before <= version.time <= datetime.now(UTC)
    stood = document.agenda
    move(document, clock="14:00")
    assert document.published(1) == stood != document.agenda


def test_publishing_is_no_change_and_no_undo_takes_it_back(document):
    move(document)
    version = document.publish()
    assert document.revision == 2
    assert document.undo().label == "Undo: Move 1 to Mon 11 Feb 11:00, Room A"
    assert document.undo() is None
    assert document.versions() == (version,)
    assert document.published(1).session["s1"].placement.start == at("11:00")
    assert document.agenda.session["s1"].placement.start == at("09:00")


def test_versions_survive_reopening_and_go_into_copies(document, tmp_path):
    document.publish(label="A")
    move(document)
    document.publish(label="B")
    document.save_copy(tmp_path / "copy.agenda")
    for path in (document.path, tmp_path / "copy.agenda"):
        with Document.open(path, read_only=True) as again:
            assert again.versions() == document.versions()
            assert [again.published(n) for n in (1, 2)] == [document.published(n) for n in (1, 2)]


def test_many_versions_give_each_agenda_as_it_stood_in_any_order(document):
    stood = []
    for hour in range(9, 19):
        move(document, "s3", f"{hour}:30")
        stood.append(document.agenda)
        document.publish()
    for number in (3, 10, 1, 7, 7, 2):
        assert document.published(number) == stood[number - 1]


def test_the_same_agenda_is_not_published_twice(document):
    document.publish()
    with pytest.raises(UsageError, match="Nothing has changed since version 1"):
        document.publish()
    move(document)
    document.undo()
    with pytest.raises(UsageError, match="Nothing has changed since version 1"):
        document.publish()


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_version_that_is_not_there_is_refused(document, number):
    with pytest.raises(UsageError, match=r"no version .*Nothing is published yet"):
        document.published(number)
    document.publish()
    with pytest.raises(UsageError, match="They go from 1 to 1"):
        document.edition(number)


def test_an_edition_has_the_stamps_of_its_time_and_what_was_published_before(document):
    document.publish()
    move(document)
    document.publish()
    move(document, clock="14:00")
    first, second, now = document.edition(1), document.edition(2), document.edition()
    assert [e.stamp("s1").sequence for e in (first, second, now)] == [0, 1, 2]
    assert [len(e.earlier) for e in (first, second, now)] == [0, 1, 2]
    assert (first.agenda, second.earlier) == (document.published(1), (document.published(1),))
    assert (first.version, now.version) == (document.versions()[0], None)


def test_what_another_window_published_is_seen_and_not_published_over(document):
    with Document.open(document.path) as other:
        move(other)
        other.publish(label="Theirs")
    assert [v.label for v in document.versions()] == ["Theirs"]
    with pytest.raises(UsageError, match="Nothing has changed"):
        document.publish()
    assert document.agenda.session["s1"].placement.start == at("11:00")


def test_a_version_whose_number_is_taken_meanwhile_is_refused(document, monkeypatch):
    with Document.open(document.path) as other:
        monkeypatch.setattr(document, "versions", lambda: ())
        other.publish()
        with pytest.raises(StaleChangeError, match="published a version in the meantime"):
            document.publish()
        assert len(other.versions()) == 1


def test_a_file_for_reading_only_is_not_published(document):
    with Document.open(document.path, read_only=True) as reader, pytest.raises(FileError, match="reading only"):
        reader.publish()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE version SET number = 2",
        "UPDATE version SET revision = 99",
        "UPDATE version SET revision = 0",
        "UPDATE version SET time = 'yesterday'",
        "UPDATE version SET time = '2027-01-01T00:00:00'",
    ],
)
def test_versions_that_make_no_sense_are_told_as_damage(document, damage):
    document.publish()
    path = document.path
    document.close()
    sql(path, damage)
    with Document.open(path) as again, pytest.raises(FileError, match="damaged"):
        again.versions()


def test_a_clock_that_is_put_back_makes_nothing_older(document, monkeypatch):
    move(document)
    last = document.changed_at

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return last - timedelta(days=1)

    monkeypatch.setattr(module, "datetime", Earlier)
    move(document, clock="14:00")
    assert document.changed_at == last
    assert document.publish().time == last


# the meeting's own calendar id


def test_every_new_file_has_an_id_of_its_own(tmp_path):
    plain = two_rooms().apply(actions.set_fields(two_rooms(), two_rooms().meeting, uid_domain=""))
    ids = set()
    for i in range(3):
        with Document.create(tmp_path / f"{i}.agenda", plain) as document:
            ids.add(document.agenda.meeting.uid_domain)
            document.do(actions.set_fields(document.agenda, document.agenda.meeting, title="Another title"))
            document.revert_to(1)
            ids.add(document.agenda.meeting.uid_domain)
    assert len(ids) == 3
    assert "" not in ids
    with Document.in_memory(two_rooms()) as document:
        assert document.agenda.meeting.uid_domain == meeting().uid_domain


@pytest.fixture
def old(tmp_path):
    """A file of format 1 whose meeting has no calendar id, with a little history."""
    path = tmp_path / "old.agenda"
    with Document.create(path, two_rooms(), author="Hanna Berg") as document:
        move(document)
        document.do(actions.set_fields(document.agenda, document.agenda.meeting, title="Another title"))
        document.undo()
    for revision, text in sql(path, "SELECT revision, edits FROM change"):
        edits = json.loads(text)
        for each in edits:
            (each.get("after") or {}).pop("uid_domain", None)
        sql(path, ("UPDATE change SET edits = ? WHERE revision = ?", (json.dumps(edits), revision)))
    sql(
        path,
        "UPDATE record SET body = json_remove(body, '$.uid_domain') WHERE kind = 'meeting'",
        "ALTER TABLE version DROP COLUMN author",
        "PRAGMA user_version = 1",
    )
    return path


def test_an_old_file_gets_the_id_that_its_calendars_had_once_and_for_all(old):
    expected = uid_domain_of(meeting(uid_domain=""))
    with Document.open(old, read_only=True) as document:
        assert document.agenda.meeting.uid_domain == expected
    with Document.open(old) as document:
        assert document.agenda.meeting.uid_domain == expected
        assert document.redo() is not None
        assert document.agenda.meeting.title == "Another title"
        assert document.agenda.meeting.uid_domain == expected
        document.revert_to(1)
        assert document.agenda.meeting.uid_domain == expected
        assert next(document.changes()).edits
        *_, last = document.changes()
        assert last.revision == document.revision
        document.publish(label="From an old file")
    assert sql(old, "PRAGMA user_version") == [(FORMAT_VERSION,)]
    assert sql(old, "SELECT uid_domain FROM meeting") == [(expected,)]


def test_an_old_file_that_had_an_id_keeps_it(old):
    sql(old, "UPDATE record SET body = json_set(body, '$.uid_domain', 'mine') WHERE kind = 'meeting'")
    with Document.open(old) as document:
        assert document.agenda.meeting.uid_domain == "mine"


@pytest.mark.parametrize("damage", ["UPDATE change SET edits = '[{]'", "UPDATE change SET edits = '[1]'"])
def test_an_old_file_with_a_damaged_history_is_left_as_it_is(old, damage):
    sql(old, damage)
    data = old.read_bytes()
    with pytest.raises(FileError, match="damaged"):
        Document.open(old)
    assert old.read_bytes() == data
