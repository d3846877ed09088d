from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys

import pytest
from meetings import at, session, shared_chair, two_rooms

from agendaplanner.document.document import Document
from agendaplanner.document.schema import APPLICATION_ID
from agendaplanner.document.upgrades import FORMAT_VERSION
from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError, FileError, NewerFileError
from agendaplanner.model.records import KINDS, Paper, Recommendation, Wish


@pytest.fixture
def path(tmp_path):
    """A closed file with a little history."""
    path = tmp_path / "meeting.agenda"
    with Document.create(path, two_rooms(), author="Hanna Berg") as document:
        for clock in ("11:00", "12:00", "13:00"):
            document.do(actions.move(document.agenda, "s1", at(clock), "a"))
        document.undo()
    return path


def fingerprint(path):
    """The folder's content: a failed opening leaves no journal and no backup behind either."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.parent.iterdir() if p.is_file()}


def refused(path, match, error=FileError):
    before = fingerprint(path)
    for read_only in (False, True):
        with pytest.raises(error, match=match) as caught:
            Document.open(path, read_only=read_only)
        assert fingerprint(path) == before
        assert str(path) in str(caught.value)
    return caught.value


def sql(path, *statements):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        return [db.execute(statement).fetchall() for statement in statements][-1]


# what is no agenda


@pytest.mark.parametrize(
    "data",
    [
        b"Dear all,\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b'{"meeting": {}}',
        b"SQLite",
        b"PK\x03\x04" + bytes(5000),
    ],
    ids=["text", "picture", "json", "short", "zip"],
)
def test_another_kind_of_file_is_refused(tmp_path, data):
    path = tmp_path / "x.agenda"
    path.write_bytes(data)
    refused(path, "no agenda file")


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "x.agenda"
    path.touch()
    refused(path, "empty")


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "x.agenda"
    sql(path, "CREATE TABLE record (kind, id, body)")
    refused(path, "database, but no agenda")


def test_a_missing_file_is_not_made(tmp_path):
    refused(tmp_path / "x.agenda", "no such file")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_refused(tmp_path):
    folder = tmp_path / "x.agenda"
    folder.mkdir()
    refused(folder, "folder")


def test_a_new_file_cannot_be_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileError, match="cannot be written"):
        Document.create(tmp_path / "no folder" / "x.agenda", two_rooms())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may do everything")
def test_a_file_without_permission_is_refused_or_read_only(path):
    path.chmod(0o400)
    with Document.open(path) as document:
        assert "may not be written" in document.read_only_reason
    path.chmod(0)
    with pytest.raises(FileError, match="cannot be read"):
        Document.open(path)


def test_a_file_that_may_not_be_written_is_open_for_reading(path, monkeypatch):
    monkeypatch.setattr("agendaplanner.document.store.may_write", lambda _: False)
    before = fingerprint(path)
    with Document.open(path) as document:
        assert "may not be written" in document.read_only_reason
        with pytest.raises(FileError, match="may not be written"):
            document.undo()
    assert fingerprint(path) == before


# damage


@pytest.mark.parametrize("part", [0.0005, 0.003, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
def test_a_truncated_file_is_refused(path, part):
    data = path.read_bytes()
    path.write_bytes(data[: max(int(len(data) * part), 20)])
    refused(path, "damaged|no agenda")


def opens(path):
    """Whether it opens; either way it must be left as it is, but for a backup, and the only error is the clear word."""
    before = fingerprint(path)
    try:
        with Document.open(path) as document:
            assert list(document.agenda)
            opened = True
    except FileError:
        opened = False
    after = fingerprint(path)
    # random damage to the header can make it an older file, which is upgraded
    assert before == after or (opened and any("backup" in name for name in after))
    for backup in path.parent.glob("*backup*"):
        backup.unlink()
    return opened


def test_damaged_pages_are_refused_or_were_empty(path):
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    pages = len(whole) // size
    harmless = 0
    for page in range(pages):
        for offset, length in ((0, size), (0, 8), (size // 2, size // 2)):
            begin = max(page * size + offset, 100)
            end = page * size + offset + length
            path.write_bytes(whole[:begin] + b"\xa5" * (end - begin) + whole[end:])
            harmless += opens(path)
    assert harmless < pages


@pytest.mark.parametrize("seed", range(4))
def test_random_damage_is_a_clear_word_and_never_a_crash(path, seed):
    whole = path.read_bytes()
    chance = random.Random(seed)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            data[chance.randrange(len(data) if chance.random() < 0.8 else 100)] = chance.randrange(256)
        path.write_bytes(data)
        opens(path)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE record",
        "DROP TABLE change",
        "DELETE FROM record WHERE kind = 'meeting'",
        "DELETE FROM change",
        "DELETE FROM change WHERE revision = 2",
        "UPDATE record SET body = '{' WHERE id = 's1'",
        "UPDATE record SET body = CAST(x'7bff7d' AS TEXT) WHERE id = 's1'",
        "UPDATE record SET body = x'00' WHERE id = 's1'",
        "UPDATE record SET kind = 'sesame' WHERE id = 's1'",
        "UPDATE change SET edits = '[' WHERE revision = 2",
        "UPDATE change SET label = CAST(x'ff' AS TEXT) WHERE revision = 2",
        "UPDATE change SET time = 'yesterday' WHERE revision = 2",
        "UPDATE change SET time = x'00' WHERE revision = 2",
        "UPDATE change SET what = 'sing' WHERE revision = 2",
        "UPDATE change SET target = 1 WHERE revision = 5",
        "UPDATE change SET target = 77 WHERE revision = 5",
        "UPDATE change SET target = NULL WHERE revision = 5",
    ],
)
def test_content_that_makes_no_sense_is_refused(path, damage):
    sql(path, damage)
    refused(path, "damaged")


def test_a_session_that_the_history_does_not_know_is_found_when_it_is_undone(path):
    sql(path, "DELETE FROM record WHERE id = 's1'")
    before = fingerprint(path)
    with Document.open(path) as document, pytest.raises(AgendaError, match="history does not fit"):
        document.undo()
    assert fingerprint(path) == before


# other versions


def test_a_newer_file_that_can_be_read_is_open_for_reading_only(path):
    sql(path, f"PRAGMA user_version = {FORMAT_VERSION + 1}", "ALTER TABLE change ADD COLUMN reason TEXT")
    before = fingerprint(path)
    with Document.open(path) as document:
        assert "newer version" in document.read_only_reason
        with pytest.raises(FileError, match="newer version"):
            document.undo()
        assert document.agenda.session["s1"].placement.start == at("12:00")
    assert fingerprint(path) == before


def test_a_newer_file_that_cannot_be_read_is_refused(path):
    sql(path, f"PRAGMA user_version = {FORMAT_VERSION + 1}", "INSERT INTO record VALUES ('vote', 'v1', '{}')")
    refused(path, "newer version", NewerFileError)


def older(path):
    sql(path, "DROP TABLE version", "DROP TABLE meta", "PRAGMA user_version = 0")


def test_an_older_file_is_brought_up_to_date_after_a_backup(path):
    older(path)
    data = path.read_bytes()
    with Document.open(path) as document:
        assert document.agenda.session["s1"].placement.start == at("12:00")
        document.undo()
        assert document.agenda.session["s1"].placement.start == at("11:00")
    assert sql(path, "PRAGMA user_version") == [(FORMAT_VERSION,)]
    assert sql(path, "SELECT * FROM version") == sql(path, "SELECT * FROM meta") == []
    assert path.with_name("meeting.agenda.backup-v0").read_bytes() == data
    with Document.open(path):
        assert len(list(path.parent.iterdir())) == 2


def test_an_earlier_backup_is_kept(path):
    older(path)
    earlier = path.with_name("meeting.agenda.backup-v0")
    earlier.write_bytes(b"precious")
    data = path.read_bytes()
    Document.open(path).close()
    assert earlier.read_bytes() == b"precious"
    assert data in [p.read_bytes() for p in path.parent.iterdir()]


def test_an_older_file_opened_for_reading_is_left_as_it_is(path):
    older(path)
    before = fingerprint(path)
    with Document.open(path, read_only=True) as document:
        assert document.agenda.session["s1"].placement.start == at("12:00")
        document.save_copy(path.with_name("copy.agenda"))
    assert before.items() <= fingerprint(path).items()
    with Document.open(path.with_name("copy.agenda")) as copy:
        assert copy.undo() is not None


def test_a_damaged_older_file_is_left_as_it_is(path):
    older(path)
    sql(path, "UPDATE record SET body = '{' WHERE id = 's1'")
    data = path.read_bytes()
    with pytest.raises(FileError, match="damaged"):
        Document.open(path)
    assert path.read_bytes() == data


def test_a_version_that_never_was_is_refused(path):
    sql(path, "PRAGMA user_version = -3")
    refused(path, "damaged")


# others at the file


def test_a_file_that_another_program_writes_to_is_busy_and_then_free_again(path, monkeypatch):
    monkeypatch.setattr("agendaplanner.document.opening.BUSY_SECONDS", 0.05)
    with Document.open(path) as document, contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        before = document.agenda
        change = actions.move(before, "s1", at("15:00"), "a")
        other.execute("BEGIN EXCLUSIVE")
        for attempt in (lambda: document.do(change), document.undo, document.follow, lambda: Document.open(path)):
            with pytest.raises(FileError, match="Another program"):
                attempt()
        assert document.agenda == before
        other.execute("ROLLBACK")
        document.do(change)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="Another program"):
            document.undo()
        other.execute("ROLLBACK")
        document.undo()
        assert document.agenda == before


def test_a_full_disk_refuses_a_change_and_nothing_is_written(path):
    with Document.open(path) as document:
        pages = document._store._db.execute("PRAGMA page_count").fetchone()[0]
        document._store._db.execute(f"PRAGMA max_page_count = {pages}")
        before, revision, data = document.agenda, document.revision, path.read_bytes()
        large = actions.add(before, *(session(f"x{i}", abstract="long " * 400) for i in range(40)))
        with pytest.raises(FileError, match="full"):
            document.do(large)
        assert (document.agenda, document.revision, path.read_bytes()) == (before, revision, data)
        document._store._db.execute(f"PRAGMA max_page_count = {pages * 100}")
        document.do(large)
        assert document.revision == revision + 1


def test_a_file_that_was_deleted_meanwhile_takes_no_change(path):
    with Document.open(path) as document:
        before = document.agenda
        path.unlink()
        with pytest.raises(FileError, match="cannot be written"):
            document.undo()
        assert document.agenda == before


HALF_A_CHANGE = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE record SET body = body || hex(randomblob(9000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def torn(path):
    """A file whose writer died while pages of a change were in it already: its journal must be rolled back first."""
    done = subprocess.run([sys.executable, "-c", HALF_A_CHANGE, path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("meeting.agenda-journal").stat().st_size
    return path


def test_a_change_that_was_half_written_is_gone_after_opening(torn):
    with Document.open(torn) as document:
        assert document.agenda.session["s1"].placement.start == at("12:00")
        document.undo()
    assert sql(torn, "PRAGMA integrity_check") == [("ok",)]


def test_a_half_written_change_is_not_mended_by_reading_only(torn):
    before = fingerprint(torn)
    with pytest.raises(FileError, match="middle of a change"):
        Document.open(torn, read_only=True)
    assert fingerprint(torn) == before
    Document.open(torn).close()


@pytest.mark.parametrize("there", [True, False])
def test_an_old_journal_does_not_damage_a_new_file_in_its_place(torn, there):
    if not there:
        torn.unlink()
    Document.create(torn, shared_chair(), overwrite=True).close()
    with Document.open(torn) as document:
        assert document.agenda == shared_chair()


def test_an_old_journal_does_not_damage_a_copy_in_its_place(torn):
    with Document.in_memory(shared_chair()) as document:
        document.save_copy(torn)
    with Document.open(torn) as document:
        assert document.agenda == shared_chair()


# what others can rely on


def test_the_file_says_what_it_is(path):
    assert path.read_bytes()[68:72] == b"AGND"
    assert sql(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert sql(path, "PRAGMA user_version") == [(FORMAT_VERSION,)]
    assert sql(path, "PRAGMA journal_mode") == [("delete",)]


def test_every_kind_has_a_view_that_can_be_queried(tmp_path):
    path = tmp_path / "x.agenda"
    agenda = two_rooms()
    more = [
        Paper(id="p1", title="A paper", sessions=("s1",)),
        Wish(id="w1", kind="before", sessions=("s1", "s2")),
        Recommendation(id="n1", text="Do it", session="s1"),
    ]
    Document.create(path, agenda.apply(actions.add(agenda, *more))).close()
    for kind, record_type in KINDS.items():
        ids = {row[0] for row in sql(path, f'SELECT id FROM "{kind}"')}
        assert ids == {r.id for r in [*agenda, *more] if isinstance(r, record_type)}
    assert sql(path, "SELECT title, duration_minutes FROM session WHERE id = 's1'") == [("Topic 1", 60)]
    assert sql(path, "SELECT name FROM person WHERE family = 'Berg'") == [("Hanna Berg",)]
    starts = "SELECT id FROM session ORDER BY json_extract(placement, '$.start') DESC LIMIT 1"
    assert sql(path, starts) == [("s3",)]


def test_views_show_defaults_although_the_file_leaves_them_out(path):
    (default,) = {room.building for room in two_rooms().rooms}
    assert sql(path, "SELECT building, capacity FROM room WHERE id = 'a'") == [(default, 60)]
    assert sql(path, "SELECT track, status, pinned_time FROM session WHERE id = 's1'") == [(None, "draft", 0)]
