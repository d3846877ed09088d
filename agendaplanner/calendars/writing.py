"""Components of the icalendar library as bytes.

The library makes each line; folding is done here, because the library's looks at every character by itself and takes
half of the time that a calendar takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import icalendar

_LIMIT = 75
"""Octets in a line, without its end (RFC 5545, 3.1)."""


def component_bytes(component: icalendar.Component) -> bytes:
    """Give a component as it stands in a file; its lines end with CR LF and have at most 75 octets."""
    from icalendar.parser import Contentline

    lines: list[bytes] = []
    for name, value in cast("list[tuple[str, Any]]", component.property_items()):
        if getattr(value, "params", None):
            text = str(Contentline.from_parts(name, value.params, value))
        else:
            written = value if isinstance(value, bytes) else value.to_ical()
            text = f"{name}:{written.decode() if isinstance(written, bytes) else written}"
        lines.append(folded(text.encode()))
    return b"\r\n".join(lines) + b"\r\n"


def folded(line: bytes) -> bytes:
    r"""Fold a line, never within a character or an escape (some readers unescape before they unfold).

    >>> folded(b"x" * 80)[70:]
    b'xxxxx\r\n xxxxx'
    """
    if len(line) <= _LIMIT:
        return line
    parts: list[bytes] = []
    begin, room = 0, _LIMIT
    while len(line) - begin > room:
        end = begin + room
        while line[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        if line[end - 1] in b"\\^" and end - 1 > begin:
            end -= 1
        parts.append(line[begin:end])
        begin, room = end, _LIMIT - 1  # the space at the beginning counts
    parts.append(line[begin:])
    return b"\r\n ".join(parts)
