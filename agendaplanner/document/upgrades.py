"""One step for each change of the file's format: from the version that is its key to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

FORMAT_VERSION = 1
"""The format that this program writes (PRAGMA user_version)."""


def _from_0(connection: sqlite3.Connection) -> None:
    """Version 0, used before the first release, had no table of published versions."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS version (number INTEGER PRIMARY KEY, label TEXT NOT NULL, note TEXT NOT NULL, "
        "time TEXT NOT NULL, revision INTEGER NOT NULL)"
    )
    connection.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


UPGRADES: Mapping[int, Callable[[sqlite3.Connection], None]] = {0: _from_0}
