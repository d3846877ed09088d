"""The SQLite file: where an agenda is kept, appending to it in one transaction, publishing versions of it.

What the tables are is in ``schema``, how they are read in ``reading``, how a file is opened with care in ``opening``.
"""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from agendaplanner.document.faults import damaged, sqlite_errors
from agendaplanner.document.log import StoredChange, What, encode_edits
from agendaplanner.document.opening import (
    clear_journal,
    connect,
    identify,
    journal,
    look,
    may_write,
    upgrade,
    upgraded_in_memory,
)
from agendaplanner.document.reading import read_agenda, read_log, read_versions
from agendaplanner.document.schema import write_schema
from agendaplanner.document.sent import SentNotices
from agendaplanner.document.upgrades import FORMAT_VERSION
from agendaplanner.model.codec import encode_record
from agendaplanner.model.errors import FileError, StaleChangeError
from agendaplanner.model.files import replacing

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.versions import Version


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

    def publish(self, version: Version) -> None:
        """Write a published version, if its revision is still the newest and its number the next.

        Raises:
            StaleChangeError: Somebody else was faster.
            FileError: It cannot be written; nothing was.
        """
        ...

    def versions(self) -> tuple[Version, ...]:
        """Give the published versions, oldest first."""
        ...

    def sent(self, version: int) -> SentNotices:
        """Give which notices of a version were sent."""
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
        write_schema(connection)
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
            with contextlib.closing(connection), sqlite_errors(path):
                write_schema(connection)
                cls(connection, beside).append(first, 0, "do", None)
            clear_journal(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> SqliteStore:
        """Open a file; one from an older version is brought up to date after a backup copy was made beside it.

        Raises:
            FileError: It is not there, no agenda, damaged, or busy; it is left as it is.
            NewerFileError: It is from a newer version and cannot even be read.
        """
        look(path)
        writable = not read_only and may_write(path)
        # after a crash SQLite takes back what was half written; for that it must be allowed to write
        unsettled = writable and journal(path).exists()
        with sqlite_errors(path), contextlib.closing(connect(path, read_only=not unsettled)) as connection:
            version = identify(connection, path)
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
            upgrade(path, version)
        with sqlite_errors(path):
            connection = connect(path, read_only=bool(reason))
            if not reason:
                connection.execute("PRAGMA synchronous = FULL")
            elif version < FORMAT_VERSION:
                connection = upgraded_in_memory(connection, path, version)
        return cls(connection, path, reason, newer=version > FORMAT_VERSION)

    def load(self) -> tuple[Agenda, int]:
        """Give the agenda and its revision.

        Raises:
            FileError: The file is damaged.
        """
        agenda, revision = read_agenda(self._db, self._path, newer=self._newer), self.revision()
        if not revision:
            raise damaged("its history is missing", str(self._path))
        return agenda, revision

    def append(self, change: Change, expected_revision: int, what: What, target: int | None) -> None:
        """Write a change in one transaction; see ``Store.append``."""
        if self.read_only_reason:
            raise FileError(self.read_only_reason, where=str(self._path))
        edits = encode_edits(change.edits)
        time = (change.time or datetime.now(UTC)).isoformat()
        with self._transaction(expected_revision):
            self._db.execute(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)",
                (change.revision, time, change.author, change.label, what, target, edits),
            )
            gone = [(edit.kind, edit.id) for edit in change.edits if edit.after is None]
            here = [(e.kind, e.id, encode_record(e.after).decode()) for e in change.edits if e.after is not None]
            self._db.executemany("DELETE FROM record WHERE kind = ? AND id = ?", gone)
            self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", here)

    def publish(self, version: Version) -> None:
        """Write a published version; see ``Store.publish``."""
        if self.read_only_reason:
            raise FileError(self.read_only_reason, where=str(self._path))
        with self._transaction(version.revision):
            if version.number != len(self.versions()) + 1:
                raise StaleChangeError("Somebody else has published a version in the meantime.")
            self._db.execute(
                "INSERT INTO version (number, label, note, time, revision, author) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    version.number,
                    version.label,
                    version.note,
                    version.time.isoformat(),
                    version.revision,
                    version.author,
                ),
            )

    def versions(self) -> tuple[Version, ...]:
        """Give the published versions, oldest first."""
        return read_versions(self._db, self._path, self.revision())

    def sent(self, version: int) -> SentNotices:
        """Give which notices of a version were sent."""
        return SentNotices(self._db, self._path, version, self.read_only_reason)

    def rows(self, since: int = 0) -> Iterator[StoredChange]:
        """Give the log after a revision, oldest first."""
        return read_log(self._db, self._path, since)

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
            with contextlib.closing(copy), sqlite_errors(path):
                self._db.backup(copy)
            clear_journal(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextlib.contextmanager
    def _transaction(self, expected_revision: int) -> Generator[None]:
        """Write all or nothing, and only where the revision is still the expected one."""
        with self._guard():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self.revision() != expected_revision:
                    raise StaleChangeError("Somebody else has changed this agenda in the meantime.")
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _guard(self) -> Generator[None]:
        with sqlite_errors(self._path):
            yield
