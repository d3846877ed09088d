"""How changes are written in the log, compactly, and read back whole.

A created or removed record is written whole; of an altered one only the fields that differ. A change is made whole
again against the records as they stood before it (or after it: undo reads the log backwards).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.model.changes import Change, Edit, Key
from agendaplanner.model.codec import record_from_builtins, record_to_builtins
from agendaplanner.model.errors import AgendaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.records import Record

What = Literal["do", "undo", "redo"]


class StoredEdit(msgspec.Struct, frozen=True, omit_defaults=True):
    """An edit as the log holds it; in ``before`` and ``after`` only the fields that differ, but for new and removed."""

    kind: str
    id: str
    before: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    """A JSON object, read when it is needed: a file that is opened has all of its history, and shows little of it."""
    after: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET

    def fields(self, *, after: bool) -> dict[str, Any] | None:
        """Give one side.

        Raises:
            AgendaError: The log is damaged.
        """
        raw = self.after if after else self.before
        if raw is msgspec.UNSET or bytes(raw) == b"null":
            return None
        try:
            return _FIELDS.decode(raw)
        except msgspec.MsgspecError as error:
            raise AgendaError(f"A change in the history is damaged: {error}.") from error


class StoredChange(msgspec.Struct, frozen=True):
    """A row of the log."""

    revision: int
    time: datetime
    author: str
    label: str
    what: What
    target: int | None
    """The revision that an undo or redo is about."""
    edits: tuple[StoredEdit, ...]


_FIELDS = msgspec.json.Decoder(dict[str, Any])
_EDITS = msgspec.json.Decoder(tuple[StoredEdit, ...])
_ENCODER = msgspec.json.Encoder()


def encode_edits(edits: tuple[Edit, ...]) -> str:
    """Write a change's edits as the log keeps them."""
    return _ENCODER.encode([_stored(edit) for edit in edits]).decode()


def decode_edits(text: str) -> tuple[StoredEdit, ...]:
    """Read a change's edits from the log.

    Raises:
        AgendaError: The log is damaged.
    """
    try:
        return _EDITS.decode(text)
    except msgspec.MsgspecError as error:
        raise AgendaError(f"A change in the history is damaged: {error}.") from error


def _stored(edit: Edit) -> StoredEdit:
    before = record_to_builtins(edit.before) if edit.before is not None else None
    after = record_to_builtins(edit.after) if edit.after is not None else None
    if before is None or after is None:
        return StoredEdit(edit.kind, edit.id, _raw(before), _raw(after))
    # a field with its default is left out by the codec: null stands for it here
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    sides = ({n: before.get(n) for n in names}, {n: after.get(n) for n in names})
    return StoredEdit(edit.kind, edit.id, *map(_raw, sides))


def _raw(fields: dict[str, Any] | None) -> msgspec.Raw | msgspec.UnsetType:
    return msgspec.UNSET if fields is None else msgspec.Raw(_ENCODER.encode(fields))


def inflate(stored: StoredChange, records: Mapping[Key, Record], *, backwards: bool = False) -> Change:
    """Make a change whole.

    Args:
        stored: The row of the log.
        records: The records as they stood before it; where ``backwards``, as they stood after it.
        backwards: Whether the log is read from its end.

    Raises:
        AgendaError: The log does not fit the records: the file is damaged.
    """
    edits: list[Edit] = []
    for each in stored.edits:
        here = records.get((each.kind, each.id))
        known, wanted = each.fields(after=backwards), each.fields(after=not backwards)
        if (here is None) != (known is None):
            raise AgendaError(f"The history does not fit the agenda at {each.kind} {each.id}.")
        there = None if wanted is None else _other_side(each.kind, here, wanted)
        before, after = (there, here) if backwards else (here, there)
        edits.append(Edit(each.kind, each.id, before, after))
    return Change(stored.label, tuple(edits), author=stored.author, time=stored.time, revision=stored.revision)


def _other_side(kind: str, here: Record | None, fields: dict[str, Any]) -> Record:
    if here is None:
        return record_from_builtins(kind, fields)
    whole = record_to_builtins(here)
    for name, value in fields.items():
        if value is None:
            whole.pop(name, None)
        else:
            whole[name] = value
    return record_from_builtins(kind, whole)
