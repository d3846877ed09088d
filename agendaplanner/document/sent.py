"""Which notices of a published version were sent, kept in the agenda's file: nobody gets the same one twice.

A notice is noted before it goes out and again when the mail server has taken it. Where the program or the machine stops
in between, it is not known whether it went out: it stays "sending", and is not sent again by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.document.faults import sqlite_errors
from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

SendingState = Literal["sending", "sent"]
SENT_TABLE = """
CREATE TABLE IF NOT EXISTS sent (
    version INTEGER NOT NULL, person TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL, time TEXT NOT NULL,
    PRIMARY KEY (version, person)
)"""


class Sent(msgspec.Struct, frozen=True):
    """A notice that went out, or may have."""

    person: str
    address: str
    state: SendingState
    """"sending": it is not known whether it went out."""
    time: datetime
    """UTC."""


class SentNotices:
    """The notices of one version that were sent. Each step is on disk before it returns."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, version: int, read_only_reason: str) -> None:
        self._db = connection
        self._path = path
        self._version = version
        self._read_only_reason = read_only_reason

    def known(self) -> dict[str, Sent]:
        """Give what was sent, or may have been, by person.

        Raises:
            FileError: The file cannot be read, or is damaged.
        """
        with sqlite_errors(self._path):
            rows = self._db.execute(
                "SELECT person, address, state, time FROM sent WHERE version = ?", (self._version,)
            ).fetchall()
        return {
            row[0]: msgspec.convert(
                {"person": row[0], "address": row[1], "state": row[2], "time": datetime.fromisoformat(row[3])}, Sent
            )
            for row in rows
        }

    def begin(self, person: str, address: str) -> bool:
        """Note that a notice is about to go out; False where it went out already, or somebody else is sending it.

        Raises:
            FileError: The file cannot be written.
        """
        values = (self._version, person, address, "sending", datetime.now(UTC).isoformat())
        return self._write("INSERT OR IGNORE INTO sent VALUES (?, ?, ?, ?, ?)", values) == 1

    def done(self, person: str) -> None:
        """Note that the mail server has taken a notice.

        Raises:
            FileError: The file cannot be written.
        """
        values = ("sent", datetime.now(UTC).isoformat(), self._version, person)
        self._write("UPDATE sent SET state = ?, time = ? WHERE version = ? AND person = ?", values)

    def refused(self, person: str) -> None:
        """Note that a notice did not go out, for certain, or is to go out again.

        Raises:
            FileError: The file cannot be written.
        """
        self._write("DELETE FROM sent WHERE version = ? AND person = ?", (self._version, person))

    def _write(self, statement: str, values: tuple[object, ...]) -> int:
        if self._read_only_reason:
            raise FileError(self._read_only_reason, where=str(self._path or ""))
        with sqlite_errors(self._path):
            return self._db.execute(statement, values).rowcount
