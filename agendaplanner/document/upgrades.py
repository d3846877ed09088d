"""One step for each change of the file's format: from the version that is its key to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from agendaplanner.document.sent import SENT_TABLE
from agendaplanner.model.codec import decode_record
from agendaplanner.model.ids import uid_domain_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from agendaplanner.model.records import Meeting

FORMAT_VERSION = 2
"""The format that this program writes (PRAGMA user_version)."""


def _from_0(connection: sqlite3.Connection) -> None:
    """Version 0, used before the first release, had no table of published versions."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS version (number INTEGER PRIMARY KEY, label TEXT NOT NULL, note TEXT NOT NULL, "
        "time TEXT NOT NULL, revision INTEGER NOT NULL)"
    )
    connection.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


def _from_1(connection: sqlite3.Connection) -> None:
    """Version 1 let a meeting be without a calendar id, named nobody as publisher, and did not note what was sent to whom."""
    import json

    connection.execute(SENT_TABLE)
    connection.execute("ALTER TABLE version ADD COLUMN author TEXT NOT NULL DEFAULT ''")
    row = connection.execute("SELECT body FROM record WHERE kind = 'meeting' AND id = 'meeting'").fetchone()
    if row is None:
        return  # damaged; whoever reads it will say
    meeting = cast("Meeting", decode_record("meeting", row[0]))
    if meeting.uid_domain:
        return
    # the one that its calendars had until now, so that entries which were sent can still be moved
    domain = uid_domain_of(meeting)
    connection.execute(
        "UPDATE record SET body = ? WHERE kind = 'meeting'", (json.dumps({**json.loads(row[0]), "uid_domain": domain}),)
    )
    # as if it had been there from the start, so that no undo takes it away
    for revision, text in connection.execute("SELECT revision, edits FROM change").fetchall():
        edits = json.loads(text)
        if any([_with_domain(edit, domain) for edit in edits if edit["kind"] == "meeting"]):
            connection.execute("UPDATE change SET edits = ? WHERE revision = ?", (json.dumps(edits), revision))


def _with_domain(edit: dict[str, Any], domain: str) -> bool:
    """Give the meeting its calendar id in an edit of the log where that creates it; no later one alters it."""
    if edit.get("before") is None:
        edit["after"]["uid_domain"] = domain
        return True
    gone = [side.pop("uid_domain", None) for side in (edit["before"], edit["after"])]
    return any(each is not None for each in gone)


UPGRADES: Mapping[int, Callable[[sqlite3.Connection], None]] = {0: _from_0, 1: _from_1}
