"""Fields that hold several parts (contributions, absences, links): each part has a few texts of its own. No Qt here.

A part is edited text by text, so that nobody has to know how parts are written in one line. How they are in a cell and on
the clipboard is still told by the field's ``show`` and ``read``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.model.actions import checked
from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.ui.fields.wording import Wording

if TYPE_CHECKING:
    from agendaplanner.model.records import Record

Texts = Mapping[str, str]
"""By column's id."""
Values = Mapping[str, Any]
"""What was read already, by column's id: from the columns before."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One of the texts that a part is made of."""

    id: str
    label: str
    show: Callable[[Wording, Any], str]
    """Gives the text of a part."""
    read: Callable[[Wording, str, Values], Any] = lambda _words, text, _values: text
    editor: Literal["line", "choice"] = "line"
    offer: Callable[[Wording, Texts], Sequence[str]] | None = None
    """What it can be chosen from, given what stands in the other columns."""
    several: bool = False
    needed: bool = False
    """Whether there is no part without it."""
    line: int = 0
    """On which line of the part it stands."""
    width: int = 0
    """In pixels; 0: it takes the room that is left."""
    lead: str = ""
    """A word before it: "from"."""
    tail: str = ""
    """A word after it: "min"."""
    hint: str = ""
    """What stands there while it is empty; "": its label."""


class Read(msgspec.Struct, frozen=True):
    """What the texts of a part mean: the part, or where and why they mean none."""

    part: Any = None
    column: str = ""
    """The column that does not fit, or that is still needed."""
    sentence: str = ""
    """What is wrong; "" where nothing is."""
    is_missing: bool = False
    """Whether something needed is not there yet, and all else fits."""


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts of a field are, and how a record is made with others."""

    noun: str
    """What one is called: "contribution"."""
    columns: tuple[Column, ...]
    of: Callable[[Any], tuple[Any, ...]]
    """Gives the parts of a record."""
    into: Callable[[Any, tuple[Any, ...]], Any]
    """Gives a record with other parts."""
    make: Callable[[Values, Any], Any]
    """Makes a part of what was read; the part that it replaces is given too, or None.

    Raises:
        ValueError, UsageError: The values are no part together.
    """
    blame: str = ""
    """The column that is at fault where the values are no part together; "": the last."""
    fresh: Callable[[Any], Any] | None = None
    """Gives a new part that makes sense as it is, or None; it is added at once, to be changed then."""
    in_order: bool = False
    """Whether their order is the user's to choose."""

    @property
    def a_noun(self) -> str:
        """What one is called, with its article."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    def texts(self, words: Wording, part: Any) -> dict[str, str]:
        """Give what stands in the columns of a part; empty texts for None."""
        return {column.id: "" if part is None else column.show(words, part) for column in self.columns}

    def read(self, words: Wording, texts: Texts, before: Any) -> Read:
        """Give what the texts of a part mean; the first thing that does not fit is told.

        Args:
            words: The agenda with its names.
            texts: What stands in the columns.
            before: The part that this one replaces, or None.
        """
        values: dict[str, Any] = {}
        missing = ""
        for column in self.columns:
            text = " ".join(texts[column.id].split())
            if column.needed and not text:
                missing = missing or column.id
                values[column.id] = None
                continue
            try:
                values[column.id] = column.read(words, text, values)
            except AgendaError as error:
                return Read(column=column.id, sentence=f"{error.what} {error.advice}".strip())
        if missing:
            label = next(column.label for column in self.columns if column.id == missing).lower()
            return Read(column=missing, sentence=f"{self.a_noun.capitalize()} needs a {label}.", is_missing=True)
        try:
            return Read(part=self.make(values, before))
        except (AgendaError, ValueError) as error:
            sentence = str(error).rstrip(".")
            return Read(column=self.blame or self.columns[-1].id, sentence=f"{sentence[:1].upper()}{sentence[1:]}.")

    # in a line

    def write_line(self, words: Wording, part: Any) -> str:
        """Write a part in a line, as ``read_line`` reads it: its texts with "|" between them."""
        texts = self.texts(words, part)
        return " | ".join(texts[column.id].replace("|", "/") for column in self.columns).rstrip(" |")

    def read_line(self, words: Wording, line: str) -> Any:
        """Read a part from a line.

        Raises:
            UsageError: It is none.
        """
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > len(self.columns):
            raise UsageError(f"“{line}” should be: {' | '.join(column.label.lower() for column in self.columns)}.")
        texts = [*cells, *[""] * (len(self.columns) - len(cells))]
        read = self.read(words, {column.id: text for column, text in zip(self.columns, texts, strict=True)}, None)
        if read.sentence:
            raise UsageError(read.sentence)
        return read.part

    # changes of records

    def common(self, records: Sequence[Record]) -> tuple[Any, ...]:
        """Give the parts that all records have, in the order of the first."""
        first, *others = [self.of(record) for record in records]
        return tuple(part for part in first if all(part in theirs for theirs in others))

    def replaced(self, record: Any, before: Any, after: Any, at: int = -1) -> Any:
        """Give a record with a part in another one's place; None before: added, None after: removed.

        Args:
            record: What has the parts.
            before: The part that goes.
            after: The part that comes.
            at: Where ``before`` stands, if it is there twice.

        Raises:
            UsageError: The record refuses to have such parts.
        """
        parts = list(self.of(record))
        if before is None:
            parts += [] if after is None or after in parts else [after]
        elif before in parts:
            index = at if 0 <= at < len(parts) and parts[at] == before else parts.index(before)
            parts[index : index + 1] = [] if after is None else [after]
        return self.made(record, tuple(parts))

    def moved(self, record: Any, at: int, to: int) -> Any:
        """Give a record with a part moved to another place among its parts."""
        parts = list(self.of(record))
        parts.insert(to, parts.pop(at))
        return self.made(record, tuple(parts))

    def made(self, record: Any, parts: tuple[Any, ...]) -> Any:
        """Give a record with other parts.

        Raises:
            UsageError: The record refuses to have such parts.
        """
        try:
            return checked(self.into(record, parts))
        except AgendaError:
            raise
        except ValueError as error:
            sentence = str(error).rstrip(".")
            raise UsageError(f"{sentence[:1].upper()}{sentence[1:]}.") from error


def of_attribute(
    name: str, *, order: Callable[[Any], Any] | None = None
) -> tuple[Callable[[Any], tuple[Any, ...]], Callable[[Any, tuple[Any, ...]], Any]]:
    """Give how the parts in an attribute are got and put; with an order, they are kept sorted by it."""

    def into(record: Any, parts: tuple[Any, ...]) -> Any:
        return msgspec.structs.replace(record, **{name: tuple(sorted(parts, key=order)) if order else parts})

    return (lambda record: getattr(record, name)), into
