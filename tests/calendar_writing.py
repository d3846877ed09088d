"""Calendar files for tests, written line by line as other programs write them."""

from __future__ import annotations

OSLO_OF_OUTLOOK = """\
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def calendar(*parts: str, head: str = "VERSION:2.0\nPRODID:-//x//y//EN") -> bytes:
    """A file of some components, each given with its lines."""
    lines = "\n".join(["BEGIN:VCALENDAR", head, *parts, "END:VCALENDAR", ""])
    return lines.replace("\n", "\r\n").encode()


def event(lines: str, *, uid: str = "one@example.org") -> str:
    """An event with some lines, parted by "|" or line ends."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines.replace("|", "\n").strip().split("\n"), "END:VEVENT"])
