"""The tables of an agenda file, and a view per kind of record, so that anyone can query it with the sqlite3 shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.document.sent import SENT_TABLE
from agendaplanner.document.upgrades import FORMAT_VERSION
from agendaplanner.model.records import KINDS

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x41474E44
""""AGND" in the header of the file, so that it is told apart from other SQLite files."""

_SCHEMA = """
CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE change (
    revision INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL, label TEXT NOT NULL,
    what TEXT NOT NULL, target INTEGER, edits TEXT NOT NULL
);
CREATE TABLE version (
    number INTEGER PRIMARY KEY, label TEXT NOT NULL, note TEXT NOT NULL, time TEXT NOT NULL, revision INTEGER NOT NULL,
    author TEXT NOT NULL DEFAULT ''
);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def write_schema(connection: sqlite3.Connection) -> None:
    """Make the tables and views of a new file."""
    connection.executescript(_SCHEMA)
    connection.execute(SENT_TABLE)
    write_views(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")


def write_views(connection: sqlite3.Connection) -> None:
    """Make the views anew, as the records are now."""
    for kind, record_type in KINDS.items():
        fields = [field for field in msgspec.structs.fields(record_type) if field.name != "id"]
        columns = ", ".join(f'{_column(field)} AS "{field.encode_name}"' for field in fields)
        connection.execute(f'DROP VIEW IF EXISTS "{kind}"')
        connection.execute(f"CREATE VIEW \"{kind}\" AS SELECT id, {columns} FROM record WHERE kind = '{kind}'")


def _column(field: msgspec.structs.FieldInfo) -> str:
    """Give the SQL for a field of a record; the JSON leaves a default out, so the view puts it back."""
    value = f"json_extract(body, '$.{field.encode_name}')"
    if not isinstance(field.default, str | int):
        return value
    text = str(field.default).replace("'", "''")
    default = f"'{text}'" if isinstance(field.default, str) else int(field.default)
    return f"coalesce({value}, {default})"
