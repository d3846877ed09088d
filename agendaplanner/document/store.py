"""The SQLite file: what is in it, opening it with care, and appending to it in one transaction.

Tables ``record`` (kind, id, body), ``change`` (the log), ``version`` (published versions) and ``meta``, and a view per
kind of record, so that anyone can query the file with the sqlite3 shell. All SQL is here.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

from agendaplanner.document.log import StoredChange, What, decode_edits, encode_edits
from agendaplanner.document.upgrades import FORMAT_VERSION, UPGRADES
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.codec import decode_record, encode_record
from agendaplanner.model.errors import AgendaError, FileError, NewerFileError, StaleChangeError
from agendaplanner.model.files import replacing
from agendaplanner.model.records import KINDS, Record

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from agendaplanner.model.changes import Change

APPLICATION_ID = 0x41474E44
""""AGND" in the header of the file, so that it is told apart from other SQLite files."""

_HEADER = b"SQLite format 3\x00"

_SCHEMA = """
CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE change (
    revision INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL, label TEXT NOT NULL,
    what TEXT NOT NULL, target INTEGER, edits TEXT NOT NULL
);
CREATE TABLE version (
    number INTEGER PRIMARY KEY, label TEXT NOT NULL, note TEXT NOT NULL, time TEXT NOT NULL, revision INTEGER NOT NULL
);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store(Protocol):
    """Where an agenda is kept. A file today; the seam for a shared server."""

    read_only_reason: str
    """Why nothing can be written, or ""."""

    def load(self) -> tuple[Agenda, int]:
        """Give the agenda and its revision."""
        ...

    def append(self, change: Change, expected_revision: int, what: What, target: int | None) -> None:
        """Write a change, if the revision is still the expected one; the change carries the next revision.

        Raises:
            StaleChangeError: Somebody else was faster.
            FileError: It cannot be written; nothing was.
        """
        ...

    def rows(self, since: int = 0) -> Iterator[StoredChange]:
        """Give the log after a revision, oldest first."""
        ...

    def revision(self) -> int:
        """Give the newest revision, also if another process wrote it."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class SqliteStore:
    """An agenda file.

    The rollback journal keeps it one file at rest, which can be mailed and copied; synchronous=FULL has each change on
    disk before ``append`` returns.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None, read_only_reason: str = "") -> None:
        self._db = connection
        self._path = path
        self.read_only_reason = read_only_reason

    @classmethod
    def in_memory(cls) -> SqliteStore:
        """Make a store that is gone with the process."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        _write_schema(connection)
        return cls(connection, None)

    @classmethod
    def create(cls, path: Path, first: Change, *, overwrite: bool = False) -> SqliteStore:
        """Make a new file that holds what a first change creates; it appears whole or not at all.

        Raises:
            FileError: The file is there already, or cannot be written.
        """
        if path.exists() and not overwrite:
            raise FileError("This file exists already.", where=str(path), advice="Choose another name.")
        with replacing(path) as beside:
            connection = sqlite3.connect(beside, isolation_level=None)
            with contextlib.closing(connection), _errors(path):
                _write_schema(connection)
                cls(connection, beside).append(first, 0, "do", None)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> SqliteStore:
        """Open a file; one from an older version is brought up to date after a backup copy was made beside it.

        Raises:
            FileError: It is not there, no agenda, damaged, or busy; it is left as it is.
            NewerFileError: It is from a newer version and cannot even be read.
        """
        _look(path)
        with _errors(path):
            connection = _connect(path, read_only=True)
            try:
                version = _identify(connection, path)
            finally:
                connection.close()
        reason = ""
        if version > FORMAT_VERSION:
            reason = (
                f"This file is from a newer version of agendaplanner (format {version}; this one writes "
                f"{FORMAT_VERSION}). It is open for reading only; install the newer version to edit it."
            )
        elif read_only:
            reason = "This file is open for reading only."
        elif not _writable(path):
            reason = "This file may not be written to. It is open for reading only; save a copy to edit it."
        if version < FORMAT_VERSION:
            _upgrade(path, version)
        with _errors(path):
            connection = _connect(path, read_only=bool(reason))
            if not reason:
                connection.execute("PRAGMA synchronous = FULL")
        return cls(connection, path, reason)

    def load(self) -> tuple[Agenda, int]:
        """Give the agenda and its revision.

        Raises:
            FileError: The file is damaged.
        """
        with self._guard():
            rows = self._db.execute("SELECT kind, id, body FROM record").fetchall()
            revision = self.revision()
        records: list[Record] = []
        for kind, id_, body in rows:
            try:
                if kind not in KINDS:
                    raise AgendaError(f"unknown kind of record {kind!r}")
                records.append(decode_record(kind, body))
            except AgendaError as error:
                if self.read_only_reason:
                    raise NewerFileError(
                        f"This file is from a newer version and cannot be read ({kind} {id_}: {error.what}).",
                        where=str(self._path),
                        advice="Install the newer version of agendaplanner.",
                    ) from error
                raise self._damaged(f"{kind} {id_}: {error.what}") from error
        try:
            return Agenda.of(records), revision
        except AgendaError as error:
            raise self._damaged(error.what) from error

    def append(self, change: Change, expected_revision: int, what: What, target: int | None) -> None:
        """Write a change in one transaction; see ``Store.append``."""
        if self.read_only_reason:
            raise FileError(self.read_only_reason, where=str(self._path))
        edits = encode_edits(change.edits)
        time = (change.time or datetime.now(UTC)).isoformat()
        with self._guard():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self.revision() != expected_revision:
                    raise StaleChangeError("Somebody else has changed this agenda in the meantime.")
                self._db.execute(
                    "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (change.revision, time, change.author, change.label, what, target, edits),
                )
                gone = [(edit.kind, edit.id) for edit in change.edits if edit.after is None]
                here = [(e.kind, e.id, encode_record(e.after).decode()) for e in change.edits if e.after is not None]
                self._db.executemany("DELETE FROM record WHERE kind = ? AND id = ?", gone)
                self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", here)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def rows(self, since: int = 0) -> Iterator[StoredChange]:
        """Give the log after a revision, oldest first."""
        with self._guard():
            rows = self._db.execute("SELECT * FROM change WHERE revision > ? ORDER BY revision", (since,)).fetchall()
        for revision, time, author, label, what, target, edits in rows:
            yield StoredChange(revision, _time(time), author, label, what, target, decode_edits(edits))

    def revision(self) -> int:
        """Give the newest revision, also if another process wrote it."""
        return self._db.execute("SELECT coalesce(max(revision), 0) FROM change").fetchone()[0]

    def copy_to(self, path: Path) -> None:
        """Write a whole copy, as it is now.

        Raises:
            FileError: It cannot be written.
        """
        with replacing(path) as beside:
            copy = sqlite3.connect(beside)
            with contextlib.closing(copy), _errors(path):
                self._db.backup(copy)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextlib.contextmanager
    def _guard(self) -> Generator[None]:
        with _errors(self._path):
            yield

    def _damaged(self, what: str) -> FileError:
        return FileError(
            f"This file is damaged ({what}).",
            where=str(self._path),
            advice="Open a copy made earlier; this one is left as it is.",
        )


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise AgendaError(f"A change in the history has no time but {text!r}.") from error


def _write_schema(connection: sqlite3.Connection) -> None:
    connection.executescript(_SCHEMA)
    for kind, record_type in KINDS.items():
        fields = [field.encode_name for field in msgspec.structs.fields(record_type) if field.encode_name != "id"]
        columns = ", ".join(f"json_extract(body, '$.{name}') AS \"{name}\"" for name in fields)
        connection.execute(f"CREATE VIEW \"{kind}\" AS SELECT id, {columns} FROM record WHERE kind = '{kind}'")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=3.0, check_same_thread=False)


def _look(path: Path) -> None:
    """Say what is wrong with a file before SQLite has touched it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except FileNotFoundError as error:
        raise FileError("There is no such file.", where=str(path), advice="Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise FileError("This is a folder, not an agenda file.", where=str(path)) from error
    except OSError as error:
        raise FileError(f"This file cannot be read: {error.strerror or error}.", where=str(path)) from error
    if not head:
        raise FileError("This file is empty; it is no agenda.", where=str(path))
    if head != _HEADER:
        raise FileError(
            "This is no agenda file.", where=str(path), advice="To read a schedule or agenda JSON: agendaplanner import"
        )


def _identify(connection: sqlite3.Connection, path: Path) -> int:
    """Give the format version of a file that is an agenda and whole."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise FileError("This is a database, but no agenda file.", where=str(path))
    fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise FileError(
            f"This file is damaged ({fault}).",
            where=str(path),
            advice="Open a copy made earlier; this one is left as it is.",
        )
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _writable(path: Path) -> bool:
    try:
        with path.open("rb+"):
            return True
    except OSError:
        return False


def _upgrade(path: Path, version: int) -> None:
    """Bring an older file up to date, one format at a time, after a backup copy was made beside it."""
    backup = path.with_name(f"{path.name}.backup-v{version}")
    with _errors(path):
        if not backup.exists():
            shutil.copy2(path, backup)
        connection = _connect(path, read_only=False)
        with contextlib.closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            for step in range(version, FORMAT_VERSION):
                UPGRADES[step](connection)
            connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
            connection.execute("COMMIT")


@contextlib.contextmanager
def _errors(path: Path | None) -> Generator[None]:
    """Turn what SQLite and the system complain of into words; our own mistakes propagate."""
    where = str(path) if path else "the agenda in memory"
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise FileError("Another program is writing to this file.", where=where, advice="Try again.") from error
        if "full" in text or "disk I/O" in text or "readonly" in text or "unable to open" in text:
            raise FileError(
                f"This file cannot be written: {text}.", where=where, advice="Nothing was changed. Is the disk full?"
            ) from error
        if "no such" in text or "malformed" in text:
            raise FileError(f"This file is damaged ({text}).", where=where) from error
        raise
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        raise FileError(
            f"This file is damaged ({error}).",
            where=where,
            advice="Open a copy made earlier; this one is left as it is.",
        ) from error
    except OSError as error:
        raise FileError(f"This file cannot be read or written: {error.strerror or error}.", where=where) from error
