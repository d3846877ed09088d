"""Reading an agenda file's tables: the records, the log of changes, the published versions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.document.faults import damaged, sqlite_errors
from agendaplanner.document.log import StoredChange, decode_edits
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.codec import decode_record
from agendaplanner.model.errors import AgendaError, NewerFileError
from agendaplanner.model.records import KINDS, Record
from agendaplanner.model.versions import Version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


def read_agenda(connection: sqlite3.Connection, path: Path | None, *, newer: bool = False) -> Agenda:
    """Give the agenda that the records make.

    Raises:
        FileError: The file is damaged.
        NewerFileError: It is from a newer version, and a record cannot be read.
    """
    with sqlite_errors(path):
        rows = connection.execute("SELECT kind, id, body FROM record").fetchall()
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
            if newer:
                raise NewerFileError(
                    f"This file is from a newer version and cannot be read ({kind} {id_}: {error.what}).",
                    where=str(path),
                    advice="Install the newer version of agendaplanner.",
                ) from error
            raise damaged(f"{kind} {id_}: {error.what}", str(path)) from error
    try:
        return Agenda.of(records)
    except AgendaError as error:
        raise damaged(error.what, str(path)) from error


def read_log(connection: sqlite3.Connection, path: Path | None, since: int = 0) -> Iterator[StoredChange]:
    """Give the log after a revision, oldest first.

    Raises:
        FileError: The file is damaged.
    """
    with sqlite_errors(path):
        rows = connection.execute(f"SELECT {_COLUMNS} FROM change WHERE revision > ? ORDER BY revision", (since,))
        rows = rows.fetchall()
    for expected, row in enumerate(rows, since + 1):
        try:
            yield _stored_change(row, expected)
        except AgendaError as error:
            raise damaged(error.what, str(path)) from error


def read_versions(connection: sqlite3.Connection, path: Path | None, revision: int) -> tuple[Version, ...]:
    """Give the published versions, oldest first.

    Args:
        connection: The file.
        path: Its name, for messages.
        revision: The newest revision; no version is of a later one.

    Raises:
        FileError: The file is damaged.
    """
    with sqlite_errors(path):
        rows = connection.execute("SELECT number, label, note, time, revision, author FROM version ORDER BY number")
        rows = rows.fetchall()
    found: list[Version] = []
    for expected, row in enumerate(rows, 1):
        try:
            version = msgspec.convert(dict(zip(_VERSION, row, strict=True)), Version)
        except msgspec.ValidationError as error:
            raise damaged(f"version {expected}: {error}", str(path)) from error
        of = found[-1].revision if found else 1
        if version.number != expected or not of <= version.revision <= revision or version.time.tzinfo is None:
            raise damaged(f"version {expected} of what was published is missing or makes no sense", str(path))
        found.append(version)
    return tuple(found)


_VERSION = ("number", "label", "note", "time", "revision", "author")
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
