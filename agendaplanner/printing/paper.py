"""Paper: sizes and margins, one description for every printed piece. All lengths are points, upright."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

MM = 72 / 25.4
"""Points in a millimetre."""


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of paper, upright unless it was turned."""

    name: str
    title: str
    width: float
    height: float
    margin: float = 62.0
    """Left and right."""
    top: float = 74.0
    bottom: float = 70.0

    @property
    def body(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.margin

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return (self.width, self.height)

    @property
    def across(self) -> Paper:
        """The same sheet with its long side below."""
        return msgspec.structs.replace(self, width=max(self.width, self.height), height=min(self.width, self.height))


def _iso(name: str, width_mm: float, height_mm: float) -> Paper:
    return Paper(name=name, title=name.upper(), width=round(width_mm * MM, 2), height=round(height_mm * MM, 2))


A4 = _iso("a4", 210, 297)
LETTER = Paper(name="letter", title="US Letter", width=612, height=792, margin=68)
TABLOID = Paper(name="tabloid", title="US Tabloid", width=792, height=1224)

PAPERS = MappingProxyType(
    {
        paper.name: paper
        for paper in (
            A4,
            LETTER,
            _iso("a3", 297, 420),
            TABLOID,
            _iso("a2", 420, 594),
            _iso("a1", 594, 841),
            _iso("a0", 841, 1189),
        )
    }
)
"""All sheets that something can be printed on, by name, the smaller ones first."""


def paper_named(name: str, allowed: Iterable[str] = PAPERS) -> Paper:
    """Give a sheet by its name, in capitals or not.

    Raises:
        UsageError: There is no such sheet, or this piece is not made for it.
    """
    names = list(allowed)
    found = PAPERS.get(name.casefold())
    if found is None:
        raise UsageError(
            f"There is no paper {name!r}.{did_you_mean(name, names)}", advice=f"There is: {', '.join(names)}."
        )
    if found.name not in names:
        raise UsageError(f"This is not made for {found.title} paper.", advice=f"It can be on {', '.join(names)}.")
    return found
