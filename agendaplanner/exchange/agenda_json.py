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
        data.decode()  # the whole of it: the parser would tell the place inside one text only
        return msgspec.json.decode(data)
    except UnicodeDecodeError as error:
        raise FileError(
            "This JSON is not in UTF-8.", where=f"{source}, {_place(data, error.start)}", advice="Save it as UTF-8."
        ) from error
    except RecursionError as error:
        raise FileError("This JSON is nested too deeply to be an agenda or a schedule.", where=source) from error
    except msgspec.DecodeError as error:
        text = str(error)
        if match := _BYTE.search(text):
            what = text.split(" (byte")[0].removeprefix("JSON is malformed: ")
            where, advice = f"{source}, {_place(data, int(match[1]))}", "Correct it in the file."
        elif "truncated" in text:
            what, where, advice = "it ends too early", source, "Was it downloaded completely?"
        else:
            what, where, advice = text, source, "Correct it in the file."
        raise FileError(f"This is not JSON: {what}.", where=where, advice=advice) from error


def _place(data: bytes, byte: int) -> str:
    before = data[:byte]
    return f"line {before.count(bytes([10])) + 1}, column {len(before) - before.rfind(bytes([10]))}"


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
