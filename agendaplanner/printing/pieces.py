"""What can be printed, by the name it has on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.printing.programme import Printed, write_glance, write_programme

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda


class Piece(msgspec.Struct, frozen=True):
    """Something that can be printed."""

    title: str
    says: str
    write: Callable[..., Printed]


PIECES: Mapping[str, Piece] = {
    "programme": Piece(
        "Programme", "Cover, days at a glance, annotated agenda, documents, people; A4.", write_programme
    ),
    "grid": Piece("Days at a glance", "Rooms across, time down; A4 landscape.", write_glance),
}
"""All printed pieces, by name."""


def write_piece(name: str, agenda: Agenda, path: Path, *, version: str = "", on: date | None = None) -> Printed:
    """Write a printed piece as PDF.

    Args:
        name: One of ``PIECES``.
        agenda: The agenda.
        path: The PDF.
        version: What stands on every page, such as "Version 4"; "Draft" where it is empty.
        on: The date that stands beside it, such as that of the last change.

    Raises:
        FileError: The file cannot be written.
    """
    return PIECES[name].write(agenda, path, version=version, on=on)
