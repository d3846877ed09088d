"""What khal shows of a calendar file: a calendar program for the terminal, with a store and a database of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from calendar_readers import Seen, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

_CONFIGURATION = """\
[calendars]
[[meeting]]
path = {folder}/entries
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = meeting
"""
_FIELDS = ("uid", "start-long-full", "end-long-full", "title", "location", "description", "status")


class Shown(NamedTuple):
    """An entry as khal shows it; it shows neither SEQUENCE nor the roles of those who are invited."""

    start: datetime
    """UTC."""
    end: datetime
    title: str
    location: str
    description: str
    status: str


def is_installed() -> bool:
    """Tell whether khal is there."""
    return importlib.util.find_spec("khal") is not None


def as_khal_shows(seen: Seen) -> Shown:
    """Leave out what khal does not show."""
    return Shown(seen.start, seen.end, seen.summary, seen.location, seen.description, seen.status)


def by_khal(data: bytes, days: Iterable[date], folder: Path) -> dict[str, Shown]:
    """Import a file into an empty calendar in a folder, and list some days in UTC; entries by UID."""
    (folder / "entries").mkdir()
    (folder / "config").write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    (folder / "meeting.ics").write_bytes(renamed(data))
    _run(folder, "import", "--batch", "-a", "meeting", str(folder / "meeting.ics"))
    first, *_, last = sorted([*days, *days])
    asked = [word for field in _FIELDS for word in ("--json", field)]
    lines = _run(folder, "list", *asked, str(first), str(last + timedelta(days=1))).splitlines()
    return {
        entry["uid"]: Shown(
            _moment(entry["start-long-full"]),
            _moment(entry["end-long-full"]),
            entry["title"],
            entry["location"],
            entry["description"],
            entry["status"].strip(),
        )
        for line in lines  # a list for each day
        for entry in json.loads(line)
    }


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def _run(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "khal", "-c", str(folder / "config"), *words]
    # its caches and logs stay in the folder, too
    environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr, done.stderr
    return done.stdout
