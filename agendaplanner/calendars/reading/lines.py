"""The lines of an iCalendar file and the components they make, each with its line number for messages.

Written here because messages must name the line of the file, which the icalendar library does not tell. Source: RFC
5545, 3.1 and 3.4; RFC 6868 for parameters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.errors import FileError
from agendaplanner.model.text import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "iCalendar"
"""What this format is called."""
MOST_CALENDAR_BYTES = 64 * 1024 * 1024
"""A person's calendar of many years has some megabytes."""
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9_.-]+)=((?:"[^"]*"|[^",;:]*)(?:,(?:"[^"]*"|[^",;:]*))*)')
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
_ESCAPED = re.compile(r"\\(.)", re.S)
_CARET = re.compile(r"\^(['n^])")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DEEPEST = 8
"""How deep components lie in each other; a calendar has three levels."""


class Line(msgspec.Struct, frozen=True):
    """A content line."""

    number: int
    """Of its first line in the file, from 1."""
    name: str
    """In capitals."""
    parameters: dict[str, tuple[str, ...]]
    value: str
    """As it stands in the file, escaped."""

    @property
    def text(self) -> str:
        r"""The value as text: "\n", "\," and the like resolved, no control characters."""
        return without_controls(_ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value))

    def parameter(self, name: str) -> str:
        """Give the first value of a parameter, or ""."""
        values = self.parameters.get(name)
        return values[0] if values else ""

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return f"line {self.number}"


class Component(msgspec.Struct):
    """What stands between a BEGIN and its END."""

    name: str
    number: int
    """The line of its BEGIN."""
    lines: list[Line] = []
    parts: list[Component] = []
    raw: list[str] = []
    """Its own lines and those of its parts, unfolded, as they stand in the file."""

    def first(self, name: str) -> Line | None:
        """Give the first line of a name, or None."""
        return next((line for line in self.lines if line.name == name), None)

    def every(self, name: str) -> list[Line]:
        """Give all lines of a name."""
        return [line for line in self.lines if line.name == name]

    def text(self, name: str) -> str:
        """Give a property as text, or ""."""
        line = self.first(name)
        return line.text if line is not None else ""

    def word(self, name: str) -> str:
        """Give a property that is a word of the standard, in capitals, or ""."""
        return self.text(name).strip().upper()

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return f"line {self.number}"


def is_calendar(head: str) -> bool:
    r"""Tell whether a file that begins like this is an iCalendar file.

    >>> is_calendar("BEGIN:VCALENDAR\r\nVERSION:2.0"), is_calendar("BEGIN:VCARD"), is_calendar("{}")
    (True, False, False)
    """
    return re.match(r"\s*BEGIN\s*:\s*VCALENDAR\b", head.lstrip("\ufeff"), re.I) is not None


def parse(data: bytes, *, source: str) -> tuple[list[Component], list[str]]:
    """Give the calendars of a file, and notes on lines that make no sense and were left out.

    Raises:
        FileError: It is no iCalendar file, or its components do not open and close in order; the message names the line.
    """
    text, notes = _decoded(data)
    if not is_calendar(text[:2000]):
        raise FileError(
            "This is no calendar file: it does not begin with BEGIN:VCALENDAR.",
            where=source,
            advice="Export the calendar as iCalendar (.ics).",
        )
    calendars: list[Component] = []
    open_: list[Component] = []
    for number, raw in _unfolded(text):
        line = _line(number, raw)
        if line is None:
            notes.append(f"line {number} is no line of a calendar ({_short(raw)}); it was left out.")
        elif line.name == "BEGIN":
            component = Component(line.value.strip().upper(), number)
            if not open_ and component.name != "VCALENDAR":
                raise _disorder(source, number, f"{component.name} stands outside of any calendar")
            if len(open_) >= DEEPEST:
                raise _disorder(source, number, "components lie too deep in each other")
            (open_[-1].parts if open_ else calendars).append(component)
            open_.append(component)
            _keep(open_, raw)
        elif line.name == "END":
            name = line.value.strip().upper()
            if not open_ or open_[-1].name != name:
                begun = f"{open_[-1].name} of line {open_[-1].number} is still open" if open_ else "nothing is open"
                raise _disorder(source, number, f"END:{name[:40]} closes what was not opened; {begun}")
            _keep(open_, raw)
            open_.pop()
        elif open_:
            open_[-1].lines.append(line)
            _keep(open_, raw)
    if open_:
        where = f"{source}, line {open_[-1].number}"
        raise FileError(
            f"The {open_[-1].name} that begins here never ends.", where=where, advice="Was it downloaded completely?"
        )
    if any(calendar.text("VERSION").strip() == "1.0" for calendar in calendars):
        raise FileError(
            "This is a vCalendar file of the old version 1.0.",
            where=source,
            advice="Export it as iCalendar 2.0 (.ics).",
        )
    return calendars, notes


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return data.decode("cp1252", "replace"), [
            f"The file is not in UTF-8 (line {line}); it was read as Windows-1252."
        ]


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Give each content line with the number of its first line; folded ones in one piece, empty ones left out."""
    begun, parts = 0, list[str]()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        begun, parts = number, [line] if line.strip() else []
    if parts:
        yield begun, "".join(parts)


def _line(number: int, raw: str) -> Line | None:
    raw = raw.lstrip("\ufeff")
    name = _NAME.match(raw)
    if name is None:
        return None
    at = name.end()
    parameters: dict[str, tuple[str, ...]] = {}
    while (found := _PARAMETER.match(raw, at)) is not None:
        values = tuple(_uncareted(a or b) for a, b in _PARAMETER_VALUE.findall(found[2]))
        parameters.setdefault(found[1].upper(), values)
        at = found.end()
    rest = raw[at:].lstrip() if not parameters else raw[at:]
    if not rest.startswith(":"):
        return None
    return Line(number, name[0].upper(), parameters, rest[1:])


def _uncareted(text: str) -> str:
    return _CARET.sub(lambda m: {"n": "\n", "'": '"', "^": "^"}[m[1]], text)


def _keep(open_: list[Component], raw: str) -> None:
    """Keep a line with the component it stands in and those around it, but for the calendar, which is the file."""
    for component in open_[1:]:
        component.raw.append(raw)


def _disorder(source: str, number: int, what: str) -> FileError:
    return FileError(f"{what}.", where=f"{source}, line {number}", advice="Export the calendar again.")


def _short(text: str) -> str:
    text = " ".join(without_controls(text).split())
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
