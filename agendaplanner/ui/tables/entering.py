"""Text put into many cells at once: what would change, and which cells do not fit. Nothing is changed here; no Qt.

A row may get several texts; they are put in in the order that makes sense (a start before its room), whatever the order
of the columns. A record that has a cell that does not fit can still be taken without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.actions import name_of
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.ids import new_id
from agendaplanner.model.records import KINDS, Record, kind_of
from agendaplanner.ui.fields.catalogue import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agendaplanner.ui.fields.field import Field
    from agendaplanner.ui.fields.wording import Wording

NAMED: Mapping[str, str] = {
    "session": "title",
    "person": "name",
    "room": "name",
    "track": "name",
    "paper": "title",
    "delegation": "name",
    "wish": "kind",
    "sister_meeting": "name",
    "recommendation": "text",
}
"""By kind of record in a table: the field that it is called by."""
NEEDED: Mapping[str, tuple[str, ...]] = {"recommendation": ("session",)}
"""By kind of record: what a new one must have besides."""
COMMON_WISH = "not at the same time"


class Misfit(msgspec.Struct, frozen=True):
    """A cell that does not fit."""

    row: int
    """Which row of what was entered, from 1."""
    column: str
    name: str
    """What the row's record is called, or ""."""
    sentence: str

    def __str__(self) -> str:
        name = f" ({self.name})" if self.name else ""
        column = f", {self.column}" if self.column else ""
        return f"Row {self.row}{name}{column}: {self.sentence}"


class Entered(msgspec.Struct, frozen=True):
    """What many texts would make."""

    records: tuple[Record, ...] = ()
    """Those that would be changed or added, as they would stand."""
    changed: int = 0
    added: int = 0
    misfits: tuple[Misfit, ...] = ()

    @property
    def counts(self) -> str:
        """Say how much it is: "3 rows changed, 1 added"."""
        parts = [f"{n} {word}" for n, word in ((self.changed, "changed"), (self.added, "added")) if n]
        if not parts:
            return "nothing changed"
        first, *rest = parts
        count, word = first.split(" ")
        return ", ".join([f"{count} row{'' if count == '1' else 's'} {word}", *rest])


def blank(kind: str, name: str = "", *, session: str = "") -> Record:
    """Make a fresh record of a kind that has a table.

    Args:
        kind: A kind of ``NAMED``.
        name: What it is called; a wish is called by what it wishes.
        session: The id of the session that it belongs to, where it must belong to one.
    """
    fields: dict[str, Any] = {"id": new_id(kind), NAMED[kind]: name}
    if kind == "wish":
        fields |= {"kind": COMMON_WISH, "sessions": (session,) if session else ()}
    elif kind == "recommendation":
        fields["session"] = session
    return KINDS[kind](**fields)


def enter(
    words: Wording,
    rows: Iterable[tuple[Record, Sequence[tuple[Field, str]]]],
    *,
    known: frozenset[str] | None = None,
) -> Entered:
    """Put texts into the fields of records.

    Args:
        words: The agenda with its names.
        rows: Records with the texts for some of their fields; fields that are worked out are passed over.
        known: The ids that are in the agenda; None: all are.
    """
    taken: list[Record] = []
    misfits: list[Misfit] = []
    changed = added = 0
    for number, (record, texts) in enumerate(rows, 1):
        is_new = known is not None and record.id not in known
        after = record
        faults: list[tuple[str, str]] = []
        for field, text in sorted(texts, key=lambda pair: pair[0].first):
            if field.read is None or (is_new and not text):
                continue
            try:
                after = field.put(words, after, text)
            except AgendaError as error:
                advice = f" {error.advice}" if error.advice else ""
                faults.append((field.label, f"{error.what}{advice}"))
        kind = kind_of(after)
        misfits += [Misfit(number, column, "" if is_new else name_of(record), words_) for column, words_ in faults]
        lacking = [one for one in (NAMED[kind], *NEEDED.get(kind, ())) if not getattr(after, one)] if is_new else []
        if lacking:
            if not faults:
                what = f"A new {kind.replace('_', ' ')} needs a {lacking[0]}."
                misfits.append(Misfit(number, lacking[0].capitalize(), "", what))
            continue
        if is_new or after != record:
            taken.append(after)
            added += is_new
            changed += not is_new
    return Entered(tuple(taken), changed, added, tuple(misfits))


def paste(
    words: Wording, kind: str, columns: Sequence[Field], cells: Sequence[Sequence[str]], rows: Sequence[str]
) -> Entered:
    """Put a block of cells over rows of a table; what is below the last row becomes new records.

    Args:
        words: The agenda with its names.
        kind: The kind of record in the table.
        columns: The columns from the one pasted at to the last one.
        cells: The block; where its first row has the names of columns, hidden ones among them, they say which is which.
        rows: The ids of the rows from the one pasted at to the last one.
    """
    by_label = {field.label.casefold(): field for field in FIELDS[kind]}
    head = [by_label.get(cell.casefold().strip()) for cell in cells[0]] if cells else []
    is_head = len(cells) > 1 and all(field is not None for field in head)
    fields: Sequence[Field | None] = head if is_head else [*columns[: len(head)]]
    body = cells[1:] if is_head else cells
    beyond = 0 if is_head else sum(any(row[len(columns) :]) for row in cells)
    table = words.agenda.table(kind)
    entries: list[tuple[Record, list[tuple[Field, str]]]] = []
    for i, row in enumerate(body):
        texts = [(field, text) for field, text in zip(fields, row, strict=False) if field is not None]
        if i < len(rows):
            entries.append((table[rows[i]], texts))
        elif any(text.strip() for _, text in texts):
            entries.append((blank(kind), texts))
    entered = enter(words, entries, known=frozenset(table))
    if beyond:
        over = Misfit(1, "", "", "The block has more columns than the table has from here on.")
        entered = msgspec.structs.replace(entered, misfits=(*entered.misfits, over))
    return entered
