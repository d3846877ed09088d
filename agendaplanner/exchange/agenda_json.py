"""Agenda JSON: the whole agenda as one readable file, written and read again without loss.

The format is what ``model.codec`` says; ``resources/schemas/agenda.schema.json`` describes it for other programs.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.codec import (
    FORMAT,
    FORMAT_VERSION,
    agenda_from_builtins,
    agenda_to_builtins,
)
from agendaplanner.model.errors import FileError
from agendaplanner.model.records import KINDS, PLURALS

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

_BYTE = re.compile(r"byte (\d+)")


def write_agenda_json(agenda: Agenda) -> bytes:
    """Give an agenda as agenda JSON, indented, the same bytes for the same agenda."""
    return (json.dumps(agenda_to_builtins(agenda), ensure_ascii=False, indent=1) + "\n").encode()


def read_agenda_json(data: bytes, *, source: str = "") -> Agenda:
    """Read agenda JSON.

    Raises:
        AgendaError: It is not JSON (the message names line and column), no agenda, or some records make no sense (all
            are named).
    """
    return agenda_from_builtins(parse_json(data, source=source), source=source)


def parse_json(data: bytes, *, source: str = "") -> Any:
    """Parse JSON, naming line and column of a fault.

    Raises:
        FileError: It is not JSON.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        place = ""
        if match := _BYTE.search(str(error)):
            before = data[: int(match[1])]
            line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
            place = f" at line {line}, column {column}"
        what = str(error).split(" (byte")[0].removeprefix("JSON is malformed: ")
        raise FileError(f"This is not JSON: {what}{place}.", where=source) from error


def agenda_schema() -> dict[str, Any]:
    """Give the JSON Schema of agenda JSON, made from the records themselves (JSON Schema 2020-12)."""
    kinds = list(KINDS)
    references, components = msgspec.json.schema_components(
        [KINDS[kind] for kind in kinds], ref_template="#/$defs/{name}"
    )
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "version": {"type": "integer", "minimum": 1, "maximum": FORMAT_VERSION},
    }
    for kind, reference in zip(kinds, references, strict=True):
        properties[PLURALS[kind]] = reference if kind == "meeting" else {"type": "array", "items": reference}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Agenda JSON",
        "description": "A meeting with its sessions, people, rooms and papers, as agendaplanner reads and writes it.",
        "type": "object",
        "required": ["format", "version", "meeting"],
        "additionalProperties": False,
        "properties": properties,
        "$defs": components,
    }


def schema_bytes() -> bytes:
    """Give the schema as it stands in ``resources/schemas/agenda.schema.json``."""
    return (json.dumps(agenda_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
