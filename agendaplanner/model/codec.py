"""Records and whole agendas as JSON, and back, with every fault named.

The one place that knows how a record is written. The file on disk, the exchange format and the planner's worker
process all use it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.errors import AgendaError, did_you_mean
from agendaplanner.model.records import KINDS, PLURALS, Meeting, Record, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda

FORMAT = "agendaplanner-agenda"
FORMAT_VERSION = 1

_ENCODER = msgspec.json.Encoder()
_DECODERS = {kind: msgspec.json.Decoder(record_type) for kind, record_type in KINDS.items()}
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")


class RecordFaults(AgendaError):
    """A file holds records that make no sense; all of them are named.

    Attributes:
        faults: One (where, what) each.
    """

    def __init__(self, faults: list[tuple[str, str]], *, source: str = "") -> None:
        self.faults = faults
        lines = "; ".join(f"{where}: {what}" for where, what in faults[:10])
        more = f"; and {len(faults) - 10} more" if len(faults) > 10 else ""
        super().__init__(lines + more, where=source)


def encode_record(record: Record) -> bytes:
    """Write one record as JSON; fields that have their default are left out."""
    return _ENCODER.encode(record)


def decode_record(kind: str, body: bytes | str) -> Record:
    """Read one record of a kind from JSON.

    Raises:
        AgendaError: The JSON is not such a record; the message names the field.
    """
    try:
        return _DECODERS[kind].decode(body)
    except msgspec.ValidationError as error:
        raise AgendaError(_plain(kind, error)) from error
    except msgspec.DecodeError as error:
        raise AgendaError(f"not JSON: {error}") from error


def record_to_builtins(record: Record) -> dict[str, Any]:
    """Give a record as plain dictionaries, lists, strings and numbers (times as ISO 8601 text)."""
    return msgspec.to_builtins(record)


def record_from_builtins(kind: str, fields: Mapping[str, Any]) -> Record:
    """Make a record from plain values as ``record_to_builtins`` gives them.

    Raises:
        AgendaError: The values are not such a record; the message names the field.
    """
    try:
        return msgspec.convert(fields, KINDS[kind])
    except msgspec.ValidationError as error:
        raise AgendaError(_plain(kind, error)) from error


def agenda_to_builtins(agenda: Agenda) -> dict[str, Any]:
    """Give a whole agenda as plain values: the agenda JSON format."""
    content: dict[str, Any] = {"format": FORMAT, "version": FORMAT_VERSION}
    content["meeting"] = record_to_builtins(agenda.meeting)
    for kind, plural in PLURALS.items():
        if kind != "meeting" and (records := agenda.table(kind)):
            content[plural] = [record_to_builtins(records[key]) for key in sorted(records)]
    return content


def encode_agenda(agenda: Agenda) -> bytes:
    """Write a whole agenda as one line of agenda JSON."""
    return _ENCODER.encode(agenda_to_builtins(agenda))


def decode_agenda(data: bytes | str, *, source: str = "") -> Agenda:
    """Read a whole agenda from agenda JSON.

    Raises:
        AgendaError: It is not JSON, not an agenda, from a newer version, or (``RecordFaults``) some records make no
            sense; nothing is dropped in silence.
    """
    try:
        content = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise AgendaError(f"This is not JSON: {error}.", where=source) from error
    return agenda_from_builtins(content, source=source)


def agenda_from_builtins(content: Any, *, source: str = "") -> Agenda:
    """Make an agenda from plain values as ``agenda_to_builtins`` gives them.

    Raises:
        AgendaError: As ``decode_agenda``.
    """
    from agendaplanner.model.agenda import Agenda  # the agenda is made of records; only here the arrow turns

    if not isinstance(content, dict) or content.get("format") != FORMAT:  # pyright: ignore[reportUnknownMemberType]
        raise AgendaError(
            "This is JSON, but no agenda.", where=source, advice=f'An agenda has "format": "{FORMAT}" at the top.'
        )
    fields: dict[str, Any] = dict(content)  # pyright: ignore[reportUnknownArgumentType]
    version = fields.get("version")
    if not isinstance(version, int) or version < 1:
        raise AgendaError('The agenda has no "version" number.', where=source)
    if version > FORMAT_VERSION:
        raise AgendaError(
            f"The agenda is of format version {version}; this program knows {FORMAT_VERSION}.",
            where=source,
            advice="Install a newer agendaplanner.",
        )
    faults: list[tuple[str, str]] = []
    records: list[Record] = []
    known = {"format", "version", *PLURALS.values()}
    faults += [(name, f"unknown table.{did_you_mean(name, known)}") for name in fields if name not in known]
    if "meeting" not in fields:
        faults.append(("meeting", "missing; every agenda has one"))
    for kind, plural in PLURALS.items():
        value = fields.get(plural)
        if value is None:
            continue
        rows: list[tuple[str, Any]]
        if kind == "meeting":
            rows = [("meeting", value)]
        elif isinstance(value, list):
            rows = [(f"{plural}[{i}]", row) for i, row in enumerate(value)]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        else:
            faults.append((plural, "must be a list"))
            continue
        for where, row in rows:
            try:
                records.append(record_from_builtins(kind, row))
            except AgendaError as error:
                faults.append((where, error.what))
    faults += _doubled(records)
    if faults:
        raise RecordFaults(faults, source=source)
    agenda = Agenda.of(records)
    if dangling := agenda.dangling_references():
        raise RecordFaults(dangling, source=source)
    return agenda


def _doubled(records: list[Record]) -> list[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    faults: list[tuple[str, str]] = []
    for record in records:
        key = (kind_of(record), record.id)
        if key in seen:
            faults.append((f"{key[0]} {key[1]}", "this id is used twice"))
        seen.add(key)
        if isinstance(record, Meeting) and record.id != "meeting":
            faults.append(("meeting.id", 'must be "meeting"'))
    return faults


def _plain(kind: str, error: msgspec.ValidationError) -> str:
    """Say a msgspec error with the field it is about, and the field that was probably meant."""
    text = str(error)
    if match := _UNKNOWN.search(text):
        names = [field.encode_name for field in msgspec.structs.fields(KINDS[kind])]
        return f"{kind} has no field {match[1]!r}.{did_you_mean(match[1], names)}"
    return text.replace(" - at `$.", " at `").replace("Object", kind)
