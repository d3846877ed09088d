"""Opening an agenda file with care: what it is, whether it is whole, and bringing an older one up to date."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import sqlite3
from typing import TYPE_CHECKING

from agendaplanner.document.faults import damaged, sqlite_errors
from agendaplanner.document.reading import read_agenda, read_log, read_versions
from agendaplanner.document.schema import APPLICATION_ID, write_views
from agendaplanner.document.upgrades import FORMAT_VERSION, UPGRADES
from agendaplanner.model.errors import AgendaError, FileError
from agendaplanner.model.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = b"SQLite format 3\x00"
_ID_AT = 68
"""Where the application id stands in the file; the header has 100 bytes."""

BUSY_SECONDS = 3.0
"""How long another program's writing is waited for."""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a file that is there."""
    mode = "ro" if read_only else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)


def look(path: Path) -> None:
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


def identify(connection: sqlite3.Connection, path: Path) -> int:
    """Give the format version of a file that is whole."""
    fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise damaged(fault, str(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < 0:
        raise damaged(f"there is no format {version}", str(path))
    return version


def may_write(path: Path) -> bool:
    """Tell whether a file may be written to."""
    try:
        with path.open("rb+"):
            return True
    except OSError:
        return False


def journal(path: Path) -> Path:
    """Give the name under which SQLite keeps what it needs to take a half-written change back."""
    real = path.resolve()
    return real.with_name(f"{real.name}-journal")


def clear_journal(path: Path) -> None:
    """Make way for another file of this name: SQLite would take the old file's journal for the new one's."""
    old = journal(path)
    if not old.exists():
        return
    if path.exists():  # the old file must be whole by itself, should it not be replaced after all
        with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(path, read_only=False)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    old.unlink(missing_ok=True)


def upgrade(path: Path, version: int) -> None:
    """Bring an older file up to date after a backup copy was made beside it; a damaged one is left as it is."""
    _back_up(path, version)
    with sqlite_errors(path), contextlib.closing(connect(path, read_only=False)) as connection:
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
    try:
        for step in range(version, FORMAT_VERSION):
            UPGRADES[step](connection)
    except (AgendaError, ValueError, KeyError, TypeError) as error:
        raise damaged(str(error), str(path)) from error
    write_views(connection)
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    read_agenda(connection, path)
    log = list(read_log(connection, path))
    read_versions(connection, path, len(log))
    connection.execute("COMMIT")


def upgraded_in_memory(connection: sqlite3.Connection, path: Path, version: int) -> sqlite3.Connection:
    """Give an older file's content as it would be after an upgrade, without writing to the file."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with contextlib.closing(connection):
        connection.backup(memory)
    _bring_up(memory, path, version)
    return memory
