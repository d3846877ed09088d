"""Two readers of calendar files that come from elsewhere: libical (apt) and ical.js (npm). Neither is a Python package.

To have them: apt-get install libical3; npm install --prefix .venv-tests/npm ical.js
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from calendar_readers import Seen, renamed

_HERE = Path(__file__).parent
NPM = Path(os.environ.get("AGENDAPLANNER_TEST_NPM", _HERE.parent / ".venv-tests" / "npm"))
"""The folder in which npm put its node_modules."""
_VEVENT = 4
_ANY_PROPERTY = 0


class _Time(ctypes.Structure):
    """icaltimetype of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_dst")),
        ("zone", ctypes.c_void_p),
    ]


@cache
def libical() -> Any:
    """Give the library, or None where it is not installed."""
    try:
        found = ctypes.CDLL("libical.so.3")
    except OSError:
        return None
    text, pointer = ctypes.c_char_p, ctypes.c_void_p
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "icalparser_parse_string": (pointer, [text]),
        "icalcomponent_get_first_component": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_next_component": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_first_property": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_next_property": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_count_errors": (ctypes.c_int, [pointer]),
        "icalcomponent_get_dtstart": (_Time, [pointer]),
        "icalcomponent_get_dtend": (_Time, [pointer]),
        "icalcomponent_get_sequence": (ctypes.c_int, [pointer]),
        "icalcomponent_free": (None, [pointer]),
        "icaltime_as_timet_with_zone": (ctypes.c_long, [_Time, pointer]),
        "icalproperty_get_property_name": (text, [pointer]),
        "icalproperty_get_value_as_string": (text, [pointer]),
        "icalproperty_get_parameter_as_string": (text, [pointer, text]),
        **{f"icalcomponent_get_{name}": (text, [pointer]) for name in ("uid", "summary", "location", "description")},
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found


def by_libical(data: bytes) -> dict[str, Seen]:
    """Read a file with libical; entries by UID."""
    library = libical()
    calendar = library.icalparser_parse_string(renamed(data))
    assert calendar
    assert library.icalcomponent_count_errors(calendar) == 0
    found: dict[str, Seen] = {}
    event = library.icalcomponent_get_first_component(calendar, _VEVENT)
    while event:

        def text(name: str, event: Any = event) -> str:
            return (getattr(library, f"icalcomponent_get_{name}")(event) or b"").decode()

        def moment(name: str, event: Any = event) -> datetime:
            time = getattr(library, f"icalcomponent_get_{name}")(event)
            return datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), UTC)

        status, attendees = "", set()
        each = library.icalcomponent_get_first_property(event, _ANY_PROPERTY)
        while each:
            name, value = library.icalproperty_get_property_name(each), library.icalproperty_get_value_as_string(each)
            if name == b"STATUS":
                status = value.decode()
            elif name == b"ATTENDEE":
                role = library.icalproperty_get_parameter_as_string(each, b"ROLE").decode()
                attendees.add((value.decode(), role))
            each = library.icalcomponent_get_next_property(event, _ANY_PROPERTY)
        found[text("uid")] = Seen(
            moment("dtstart"),
            moment("dtend"),
            text("summary"),
            text("location"),
            text("description"),
            status,
            library.icalcomponent_get_sequence(event),
            frozenset(attendees),
        )
        event = library.icalcomponent_get_next_component(calendar, _VEVENT)
    library.icalcomponent_free(calendar)
    return found


@cache
def icaljs() -> subprocess.Popen[str] | None:
    """Give the process that reads with ical.js, or None where node or the package is not installed."""
    node = shutil.which("node")
    if node is None or not (NPM / "node_modules" / "ical.js").is_dir():
        return None
    command = [node, str(_HERE / "calendar_reader.cjs"), str(NPM)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def end() -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait()
        process.stdout.close()

    atexit.register(end)
    return process


def by_icaljs(data: bytes) -> dict[str, Seen]:
    """Read a file with ical.js; entries by UID."""
    process = icaljs()
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(renamed(data).decode()) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert "error" not in answer, answer["error"]
    return {
        each["uid"]: Seen(
            datetime.fromtimestamp(each["start"], UTC),
            datetime.fromtimestamp(each["end"], UTC),
            each["summary"],
            each["location"],
            each["description"],
            each["status"],
            each["sequence"],
            frozenset((uri, role) for uri, role in each["attendees"]),
        )
        for each in answer["entries"]
    }


def outside_readers() -> dict[str, Any]:
    """Give the readers that are installed, by name."""
    found: dict[str, Any] = {}
    if libical() is not None:
        found["libical"] = by_libical
    if icaljs() is not None:
        found["ical.js"] = by_icaljs
    return found
