"""A field of a record as text: what it shows, and how text goes into it. One form for cells, details and clipboard.

No Qt here. ``read`` gives the record with the text put in, so that one field may stand for part of a value (a start) or
several (the chairs among the roles).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.model.actions import checked
from agendaplanner.model.agenda import natural
from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.model.text import one_line, without_controls
from agendaplanner.ui.fields.parts import Parts
from agendaplanner.ui.fields.reading import (
    pieces,
    read_choice,
    read_date,
    read_number,
)
from agendaplanner.ui.fields.wording import Wording

if TYPE_CHECKING:
    from agendaplanner.model.records import Record

Editor = Literal["line", "text", "choice"]
"""What it is typed in: a line, several lines, a list to choose from."""
Show = Callable[["Wording", Any], str]
Read = Callable[["Wording", Any, str], Any]
replace = msgspec.structs.replace


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field: its name, and how its text is made and read."""

    id: str
    label: str
    show: Show
    read: Read | None = None
    """None: it is worked out, and cannot be typed."""
    group: str = ""
    editor: Editor = "line"
    offer: Callable[[Wording], Sequence[str]] | None = None
    """What it can be chosen from; for a list ("several") its parts."""
    several: bool = False
    help: str = ""
    hint: str = ""
    """What stands there while it is empty."""
    file_filter: str = ""
    """Where it is the path of a file: which files there are to choose from, as dialogs have it."""
    parts: Parts | None = None
    """Where it holds several parts: how they are edited, each with its own texts."""
    key: Callable[[Wording, Any], Any] | None = None
    """What it is sorted by; None: by its text, numbers in it by their value."""
    width: int = 110
    """Of its column, in pixels."""
    in_table: bool = True
    """Whether its column is there before anybody chooses columns."""
    first: int = 5
    """Of several fields typed for one record, the lower one is read first."""

    def sort_key(self, words: Wording, record: Record) -> tuple[Any, ...]:
        """Give what a record is sorted by; what is empty comes last."""
        if self.key is not None:
            value = self.key(words, record)
            return (value is None, 0 if value is None else value)
        text = self.show(words, record)
        return (not text, natural(text))

    def put(self, words: Wording, record: Any, text: str) -> Any:
        """Give a record with a text put into this field.

        Raises:
            UsageError: The text makes no sense here.
        """
        if self.read is None:
            raise UsageError(f"{self.label} is worked out; it cannot be typed.")
        clean = without_controls(text) if self.editor == "text" else one_line(text)
        try:
            return checked(self.read(words, record, clean))
        except AgendaError:
            raise
        except ValueError as error:  # a record that refuses to be made
            raise UsageError(f"{self.label}: {str(error).rstrip('.')}.") from error


def usual(more: dict[str, Any], **usually: Any) -> dict[str, Any]:
    """Give options with what is usual where they say nothing."""
    return usually | more


def line(name: str, label: str, *, required: bool = False, **more: Any) -> Field:
    """Make a field of one line of text."""

    def read(_: Wording, record: Any, text: str) -> Any:
        if required and not text:
            raise UsageError(f"{label} must not be empty.")
        return replace(record, **{name: text})

    return Field(id=name, label=label, show=lambda _, r: getattr(r, name), read=read, **more)


def long_text(name: str, label: str, **more: Any) -> Field:
    """Make a field of as much text as somebody likes."""
    return Field(
        id=name,
        label=label,
        show=lambda _, r: getattr(r, name),
        read=lambda _, r, text: replace(r, **{name: text.strip()}),
        editor="text",
        **usual(more, width=220, in_table=False),
    )


def number(name: str, label: str, low: int, high: int, *, may_lack: bool = False, **more: Any) -> Field:
    """Make a field of a whole number; where it may lack, an empty text is None."""

    def read(_: Wording, record: Any, text: str) -> Any:
        value = None if may_lack and not text else read_number(text, low, high, label)
        return replace(record, **{name: value})

    def show(_: Wording, record: Any) -> str:
        value = getattr(record, name)
        return "" if value is None else str(value)

    return Field(id=name, label=label, show=show, read=read, key=lambda _, r: getattr(r, name), **usual(more, width=76))


def choice(name: str, label: str, choices: Sequence[str], **more: Any) -> Field:
    """Make a field of one word among some."""
    order = {word: i for i, word in enumerate(choices)}
    return Field(
        id=name,
        label=label,
        show=lambda _, r: getattr(r, name),
        read=lambda _, r, text: replace(r, **{name: read_choice(text, choices, label.lower())}),
        editor="choice",
        offer=lambda _: choices,
        key=lambda _, r: order.get(getattr(r, name), len(order)),
        **more,
    )


def by_kind_or_not(name: str, label: str, **more: Any) -> Field:
    """Make a field that is yes, no, or as the kind of session says."""
    usual = "as its kind says"

    def read(_: Wording, record: Any, text: str) -> Any:
        word = read_choice(text or usual, (usual, "yes", "no"), label.lower())
        return replace(record, **{name: None if word == usual else word == "yes"})

    def show(_: Wording, record: Any) -> str:
        value = getattr(record, name)
        return usual if value is None else "yes" if value else "no"

    return Field(
        id=name, label=label, show=show, read=read, editor="choice", offer=lambda _: (usual, "yes", "no"), **more
    )


def reference(name: str, label: str, kind: str, **more: Any) -> Field:
    """Make a field that names another record, or none."""

    def read(words: Wording, record: Any, text: str) -> Any:
        return replace(record, **{name: words.names(kind).id_of(kind, text) if text else None})

    return Field(
        id=name,
        label=label,
        show=lambda words, r: words.names(kind).of(getattr(r, name)),
        read=read,
        editor="choice",
        offer=lambda words: ("", *words.names(kind).offered),
        **more,
    )


def references(name: str, label: str, kind: str, **more: Any) -> Field:
    """Make a field that names several other records."""

    def read(words: Wording, record: Any, text: str) -> Any:
        names = words.names(kind)
        ids = dict.fromkeys(names.id_of(kind, piece) for piece in pieces(text))
        return replace(record, **{name: tuple(ids)})

    return Field(
        id=name,
        label=label,
        show=lambda words, r: "; ".join(words.names(kind).of(id_) for id_ in getattr(r, name)),
        read=read,
        offer=lambda words: words.names(kind).offered,
        several=True,
        **usual(more, width=160),
    )


def day(name: str, label: str, **more: Any) -> Field:
    """Make a field of a date, or none."""

    def read(words: Wording, record: Any, text: str) -> Any:
        return replace(record, **{name: read_date(words.agenda.meeting, text) if text else None})

    def show(_: Wording, record: Any) -> str:
        value = getattr(record, name)
        return "" if value is None else value.isoformat()

    return Field(
        id=name,
        label=label,
        show=show,
        read=read,
        key=lambda _, r: getattr(r, name),
        **usual(more, width=100, help="Such as 2008-01-28"),
    )


def several(name: str, label: str, **more: Any) -> Field:
    """Make a field of several short words, with ";" between them."""
    return Field(
        id=name,
        label=label,
        show=lambda _, r: "; ".join(getattr(r, name)),
        read=lambda _, r, text: replace(r, **{name: tuple(dict.fromkeys(pieces(text)))}),
        several=True,
        **more,
    )


def lines(
    name: str,
    label: str,
    write: Callable[[Wording, Any], str] = lambda _, part: str(part),
    read_one: Callable[[Wording, str], Any] = lambda _, text: text,
    **more: Any,
) -> Field:
    """Make a field of several parts, one a line."""

    def read(words: Wording, record: Any, text: str) -> Any:
        rows = [" ".join(row.split()) for row in text.split("\n") if row.strip()]
        return replace(record, **{name: tuple(read_one(words, row) for row in rows)})

    return Field(
        id=name,
        label=label,
        show=lambda words, r: "\n".join(write(words, part) for part in getattr(r, name)),
        read=read,
        editor="text",
        **usual(more, width=180, in_table=False),
    )


def parts_field(name: str, label: str, parts: Parts, **more: Any) -> Field:
    """Make a field of several parts that is edited part by part; as a text they are lines with "|" in them."""

    def read(words: Wording, record: Any, text: str) -> Any:
        rows = [row.strip() for row in text.split("\n") if row.strip()]
        return parts.made(record, tuple(parts.read_line(words, row) for row in rows))

    return Field(
        id=name,
        label=label,
        show=lambda words, record: "\n".join(parts.write_line(words, part) for part in parts.of(record)),
        read=read,
        editor="text",
        parts=parts,
        **usual(more, width=180, in_table=False),
    )
