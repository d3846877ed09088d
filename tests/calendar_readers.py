"""Two independent readers of calendar files, icalendar and vobject, each giving what a participant would see.

The zone in a file is given another name before it is read: a reader that knows the zone by its name would not look at
the VTIMEZONE, which is what the tests are about.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import icalendar
import vobject

if TYPE_CHECKING:
    from collections.abc import Callable

_counter = itertools.count()


class Seen(NamedTuple):
    """An entry as a reader of the file sees it."""

    start: datetime
    """UTC."""
    end: datetime
    summary: str
    location: str
    description: str
    status: str
    sequence: int
    attendees: frozenset[tuple[str, str]]
    """(address, role)"""


def renamed(data: bytes) -> bytes:
    """The file with its zones under names that nobody knows."""
    for name in re.findall(rb"^TZID:(\S+)\r$", data, re.M):
        data = data.replace(b"TZID:" + name + b"\r", b"TZID:zone%d\r" % (number := next(_counter)))
        data = data.replace(b"TZID=" + name + b":", b"TZID=zone%d:" % number)
    return data


def by_icalendar(data: bytes) -> dict[str, Seen]:
    """Read a file with icalendar; entries by UID."""
    found: dict[str, Seen] = {}
    for event in icalendar.Calendar.from_ical(renamed(data)).walk("VEVENT"):
        attendees = event.get("ATTENDEE", [])
        attendees = attendees if isinstance(attendees, list) else [attendees]
        found[str(event["UID"])] = Seen(
            event.start.astimezone(UTC),
            event.end.astimezone(UTC),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
            str(event.get("DESCRIPTION", "")),
            str(event["STATUS"]),
            int(event["SEQUENCE"]),
            frozenset((str(each), str(each.params["ROLE"])) for each in attendees),
        )
    return found


def by_vobject(data: bytes) -> dict[str, Seen]:
    """Read a file with vobject; entries by UID."""
    found: dict[str, Seen] = {}

    def in_utc(moment: datetime) -> datetime:
        # vobject takes a zone that is at UTC all year for no zone
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def text(event, name: str) -> str:
        return event.contents[name][0].value if name in event.contents else ""

    for event in vobject.readOne(renamed(data).decode()).contents.get("vevent", []):
        found[text(event, "uid")] = Seen(
            in_utc(event.dtstart.value),
            in_utc(event.dtend.value),
            text(event, "summary"),
            text(event, "location"),
            text(event, "description"),
            text(event, "status"),
            int(text(event, "sequence")),
            frozenset((each.value, each.params["ROLE"][0]) for each in event.contents.get("attendee", [])),
        )
    return found


READERS: tuple[Callable[[bytes], dict[str, Seen]], ...] = (by_icalendar, by_vobject)


def seen(data: bytes) -> dict[str, Seen]:
    """What both readers see, which must be the same."""
    assert_sound(data)
    first, second = (read(data) for read in READERS)
    assert first == second
    return first


def assert_sound(data: bytes) -> None:
    """Lines end with CR LF, are at most 75 octets, hold no other control character, and break no letter."""
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert line
        assert not [c for c in line.decode("utf-8") if (ord(c) < 32 and c != "\t") or 0x7F <= ord(c) < 0xA0]
