"""What a change is: edits with before and after, under a label, by somebody, at a time.

Undo swaps before and after; the history, calendar sequence numbers and notices are read from the log of changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.errors import StaleChangeError
from agendaplanner.model.records import Record, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Key = tuple[str, str]
"""(kind, id)"""


class Edit(msgspec.Struct, frozen=True):
    """One record's step from ``before`` to ``after``: created where before is None, removed where after is None."""

    kind: str
    id: str
    before: Record | None
    after: Record | None

    @property
    def key(self) -> Key:
        """Kind and id of the record."""
        return (self.kind, self.id)

    def reversed(self) -> Edit:
        """Give the edit that takes this one back."""
        return Edit(self.kind, self.id, self.after, self.before)


class Change(msgspec.Struct, frozen=True):
    """A labelled tuple of edits, each of another record. Author and time are set as it is recorded."""

    label: str
    edits: tuple[Edit, ...]
    author: str = ""
    time: datetime | None = None
    """UTC."""
    revision: int = 0
    """Its place in the document's log, from 1; 0 while it is not recorded."""

    @property
    def keys(self) -> frozenset[Key]:
        """The records it concerns."""
        return frozenset(edit.key for edit in self.edits)

    def reversed(self, label: str = "") -> Change:
        """Give the change that takes this one back."""
        return Change(label or self.label, tuple(edit.reversed() for edit in reversed(self.edits)))


def edit(before: Record | None, after: Record | None) -> Edit:
    """Make the edit that takes a record from ``before`` to ``after`` (one of them may be None, not both)."""
    record = after if after is not None else before
    if record is None:
        raise ValueError("an edit needs a record")
    if before is not None and (kind_of(before), before.id) != (kind_of(record), record.id):
        raise ValueError("before and after must be the same record")
    return Edit(kind_of(record), record.id, before, after)


def edits_between(before: Mapping[Key, Record], after: Mapping[Key, Record]) -> tuple[Edit, ...]:
    """Give the edits from one set of records to another, in the order of their keys."""
    keys = sorted(before.keys() | after.keys())
    return tuple(
        Edit(kind, id_, before.get((kind, id_)), after.get((kind, id_)))
        for kind, id_ in keys
        if before.get((kind, id_)) != after.get((kind, id_))
    )


def merged(label: str, changes: Iterable[Change]) -> Change:
    """Make one change of several that follow each other, so that one undo takes them all back."""
    first: dict[Key, Record | None] = {}
    last: dict[Key, Record | None] = {}
    for change in changes:
        for each in change.edits:
            if each.key in last and last[each.key] != each.before:
                raise StaleChangeError(f"The changes of {label!r} do not follow each other at {each.kind} {each.id}.")
            first.setdefault(each.key, each.before)
            last[each.key] = each.after
    return Change(
        label,
        tuple(
            Edit(kind, id_, first[kind, id_], after) for (kind, id_), after in last.items() if first[kind, id_] != after
        ),
    )
