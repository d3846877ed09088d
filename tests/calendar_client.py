"""A calendar program that does what RFC 5546 (2.1.5) says: by UID, what has the higher SEQUENCE, then the later DTSTAMP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

import icalendar


class Held(NamedTuple):
    """An entry that the client holds."""

    start: datetime
    end: datetime
    summary: str
    location: str
    description: str


class Client:
    """Takes files and messages in any order of their making, and holds a calendar."""

    def __init__(self) -> None:
        self._stamps: dict[str, tuple[int, datetime]] = {}
        self._content: dict[str, tuple[bytes, Held | None]] = {}

    def take(self, data: bytes) -> None:
        """Take a file in, as a file that is opened: what is not in it stays."""
        calendar: Any = icalendar.Calendar.from_ical(data)
        cancels = str(calendar.get("METHOD", "")) == "CANCEL"
        seen: set[str] = set()
        for event in calendar.walk("VEVENT"):
            uid = str(event["UID"])
            assert uid not in seen, "an entry is in a file once"
            seen.add(uid)
            stamp = (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
            held = None
            if not cancels and event["STATUS"] != "CANCELLED":
                held = Held(
                    event.start.astimezone(UTC),
                    event.end.astimezone(UTC),
                    str(event["SUMMARY"]),
                    str(event.get("LOCATION", "")),
                    str(event.get("DESCRIPTION", "")),
                )
            for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
                del event[name]
            content = (event.to_ical(), held)
            if uid in self._stamps:
                assert stamp[0] >= self._stamps[uid][0], "SEQUENCE is never lowered"
                if stamp < self._stamps[uid]:
                    continue
                if stamp == self._stamps[uid]:
                    assert content == self._content[uid], "what differs has another stamp"
            self._stamps[uid] = stamp
            self._content[uid] = content

    @property
    def holds(self) -> dict[str, Held]:
        """What the calendar shows."""
        return {uid: held for uid, (_, held) in self._content.items() if held is not None}
