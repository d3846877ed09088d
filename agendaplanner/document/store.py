"""The SQLite file: what is in it, opening it with care, and appending to it in one transaction.

Tables ``record`` (kind, id, body), ``change`` (the log), ``version`` (published versions) and ``meta``, and a view per
kind of record, so that anyone can query the file with the sqlite3 shell. All SQL is here.
"""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

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
_ID_AT = 68
"""Where the application id stands in the file; the header has 100 bytes."""

BUSY_SECONDS = 3.0
"""How long another program's writing is waited for."""

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

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, read_only_reason: str = "", *, newer: bool = False
    ) -> None:
        self._db = connection
        self._path = path
        self._newer = newer
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
            _clear_journal(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> SqliteStore:
        """Open a file; one from an older version is brought up to date after a backup copy was made beside it.

        Raises:
            FileError: It is not there, no agenda, damaged, or busy; it is left as it is.
            NewerFileError: It is from a newer version and cannot even be read.
        """
        _look(path)
        writable = not read_only and _writable(path)
        # after a crash SQLite takes back what was half written; for that it must be allowed to write
        unsettled = writable and _journal(path).exists()
        with _errors(path), contextlib.closing(_connect(path, read_only=not unsettled)) as connection:
            version = _identify(connection, path)
        reason = ""
        if version > FORMAT_VERSION:
            reason = (
                f"This file is from a newer version of agendaplanner (format {version}; this one writes "
                f"{FORMAT_VERSION}). It is open for reading only; install the newer version to edit it."
            )
        elif read_only:
            reason = "This file is open for reading only."
        elif not writable:
            reason = "This file may not be written to. It is open for reading only; save a copy to edit it."
        if version < FORMAT_VERSION and not reason:
            _upgrade(path, version)
        with _errors(path):
            connection = _connect(path, read_only=bool(reason))
            if not reason:
                connection.execute("PRAGMA synchronous = FULL")
            elif version < FORMAT_VERSION:
                connection = _upgraded_in_memory(connection, path, version)
        return cls(connection, path, reason, newer=version > FORMAT_VERSION)

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
                record = decode_record(kind, body)
                if record.id != id_:
                    raise AgendaError(f"its id is {record.id!r}")
                records.append(record)
            except AgendaError as error:
                if self._newer:
                    raise NewerFileError(
                        f"This file is from a newer version and cannot be read ({kind} {id_}: {error.what}).",
                        where=str(self._path),
                        advice="Install the newer version of agendaplanner.",
                    ) from error
                raise damaged(f"{kind} {id_}: {error.what}", str(self._path)) from error
        if not revision:
            raise damaged("its history is missing", str(self._path))
        try:
            return Agenda.of(records), revision
        except AgendaError as error:
            raise damaged(error.what, str(self._path)) from error

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
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM change WHERE revision > ? ORDER BY revision", (since,))
            rows = rows.fetchall()
        for expected, row in enumerate(rows, since + 1):
            try:
                yield _stored_change(row, expected)
            except AgendaError as error:
                raise damaged(error.what, str(self._path)) from error

    def revision(self) -> int:
        """Give the newest revision, also if another process wrote it."""
        with self._guard():
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
            _clear_journal(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextlib.contextmanager
    def _guard(self) -> Generator[None]:
        with _errors(self._path):
            yield


_COLUMNS = "revision, time, author, label, what, target, edits"


def _stored_change(row: tuple[Any, ...], expected_revision: int) -> StoredChange:
    """Read a row of the log.

    Raises:
        AgendaError: It is damaged.
    """
    revision, time, author, label, what, target, edits = row
    if revision != expected_revision:
        raise AgendaError(f"change {expected_revision} of the history is missing")
    try:
        return msgspec.convert(
            {
                "revision": revision,
                "time": datetime.fromisoformat(time),
                "author": author,
                "label": label,
                "what": what,
                "target": target,
                "edits": decode_edits(edits),
            },
            StoredChange,
        )
    except (ValueError, TypeError, msgspec.ValidationError) as error:
        raise AgendaError(f"change {revision} of the history: {error}") from error


def _write_schema(connection: sqlite3.Connection) -> None:
    connection.executescript(_SCHEMA)
    for kind, record_type in KINDS.items():
        fields = [field for field in msgspec.structs.fields(record_type) if field.name != "id"]
        columns = ", ".join(f'{_column(field)} AS "{field.encode_name}"' for field in fields)
        connection.execute(f"CREATE VIEW \"{kind}\" AS SELECT id, {columns} FROM record WHERE kind = '{kind}'")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def _column(field: msgspec.structs.FieldInfo) -> str:
    """Give the SQL for a field of a record; the JSON leaves a default out, so the view puts it back."""
    value = f"json_extract(body, '$.{field.encode_name}')"
    if not isinstance(field.default, str | int):
        return value
    text = str(field.default).replace("'", "''")
    default = f"'{text}'" if isinstance(field.default, str) else int(field.default)
    return f"coalesce({value}, {default})"


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)


def _look(path: Path) -> None:
    """Say what is wrong with a file before SQLite has touched it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise FileError("There is no such file.", where=str(path), advice="Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise FileError("This is a folder, not an agenda file.", where=str(path)) from error
    except OSError as error:
        raise FileError(f"This file cannot be read: {error.strerror or error}.", where=str(path)) from error
    if not head:
        raise FileError("This file is empty; it is no agenda.", where=str(path))
    if not head.startswith(_HEADER):
        raise FileError(
            "This is no agenda file.", where=str(path), advice="To read a schedule or agenda JSON: agendaplanner import"
        )
    if head[_ID_AT : _ID_AT + 4] != APPLICATION_ID.to_bytes(4, "big"):
        raise FileError("This is a database, but no agenda file.", where=str(path))


def _identify(connection: sqlite3.Connection, path: Path) -> int:
    """Give the format version of a file that is whole."""
    fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise damaged(fault, str(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < 0:
        raise damaged(f"there is no format {version}", str(path))
    return version


def _writable(path: Path) -> bool:
    try:
        with path.open("rb+"):
            return True
    except OSError:
        return False


def _journal(path: Path) -> Path:
    """Give the name under which SQLite keeps what it needs to take a half-written change back."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def _clear_journal(path: Path) -> None:
    """Make way for another file of this name: SQLite would take the old file's journal for the new one's."""
    journal = _journal(path)
    if not journal.exists():
        return
    if path.exists():  # the old file must be whole by itself, should it not be replaced after all
        with contextlib.suppress(sqlite3.Error), contextlib.closing(_connect(path, read_only=False)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    journal.unlink(missing_ok=True)


def _upgrade(path: Path, version: int) -> None:
    """Bring an older file up to date after a backup copy was made beside it; a damaged one is left as it is."""
    _back_up(path, version)
    with _errors(path), contextlib.closing(_connect(path, read_only=False)) as connection:
        _bring_up(connection, path, version)


def _back_up(path: Path, version: int) -> None:
    number = 0
    while (backup := path.with_name(f"{path.name}.backup-v{version}{f'-{number}' if number else ''}")).exists():
        if filecmp.cmp(backup, path, shallow=False):
            return
        number += 1
    with replacing(backup) as beside:
        shutil.copyfile(path, beside)


def _bring_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for step in range(version, FORMAT_VERSION):
        UPGRADES[step](connection)
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    store = SqliteStore(connection, path)
    store.load()
    for _ in store.rows():
        pass
    connection.execute("COMMIT")


def _upgraded_in_memory(connection: sqlite3.Connection, path: Path, version: int) -> sqlite3.Connection:
    """Give an older file's content as it would be after an upgrade, without writing to the file."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with contextlib.closing(connection):
        connection.backup(memory)
    _bring_up(memory, path, version)
    return memory


def damaged(what: str, where: str) -> FileError:
    """Give the error for a file whose content makes no sense."""
    return FileError(
        f"This file is damaged ({what}).", where=where, advice="Open a copy made earlier; this one is left as it is."
    )


@contextlib.contextmanager
def _errors(path: Path | None) -> Generator[None]:
    """Turn what SQLite and the system complain of into words; our own mistakes propagate."""
    where = str(path) if path else "the agenda in memory"
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            raise FileError(
                "This file was left in the middle of a change.",
                where=where,
                advice="Open it once for writing; that takes the half change back.",
            ) from error
        if "locked" in text or "busy" in text:
            raise FileError("Another program is writing to this file.", where=where, advice="Try again.") from error
        if "full" in text or "disk I/O" in text or "readonly" in text or "unable to open" in text:
            raise FileError(
                f"This file cannot be written: {text}.", where=where, advice="Nothing was changed. Is the disk full?"
            ) from error
        # our statements are right for whole files
        raise damaged(text, where) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(str(error), where) from error
    except OSError as error:
        raise FileError(f"This file cannot be read or written: {error.strerror or error}.", where=where) from error
