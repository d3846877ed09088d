"""Cells as spreadsheets put them on the clipboard: text with tabs, or an HTML table. No Qt here."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from agendaplanner.model.text import without_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_CELLS = 2_000_000


def read_cells(text: str, markup: str = "") -> list[list[str]]:
    r"""Give the cells of a clipboard, row by row; all rows have the same length. Empty where there are none.

    Args:
        text: What it holds as plain text.
        markup: What it holds as HTML; its table is taken where there is one, for its cells may have several lines.

    >>> read_cells("a\tb\r\nc\t\r\n")
    [['a', 'b'], ['c', '']]
    """
    rows: list[list[str]] = []
    if "<table" in markup.lower():
        reader = _Table()
        reader.feed(markup)
        reader.close()
        rows = reader.rows
    if not rows:
        rows = _separated(without_controls(text))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    wide = max(map(len, rows), default=0)
    return [row + [""] * (wide - len(row)) for row in rows]


def _separated(text: str) -> list[list[str]]:
    # a quotation mark in the middle of a cell is one; only what begins with it is quoted
    csv.field_size_limit(_MOST_CELLS)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    return [[cell.strip(" ") for cell in row] or [""] for row in rows]


def write_cells(rows: Sequence[Sequence[str]]) -> str:
    r"""Give cells as text with tabs; what has tabs, line ends or quotation marks is quoted.

    >>> write_cells([["a", "b\nc"]])
    'a\t"b\nc"\n'
    """
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


class _Table(HTMLParser):
    """Collects the cells of the first table; cells that span others leave the rest of the span empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._depth = 0
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._done or self._depth != 1:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 100) if span.isdecimal() else 1
        elif tag in ("br", "p", "li") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._depth == 1:
            self._end_cell()
        if tag == "table":
            self._depth -= 1
            self._done = self._done or not self._depth

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            # line ends in the source are spaces; <br> is a line end
            self._cell.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "\n".join(" ".join(row.split()) for row in without_controls("".join(self._cell)).split("\n"))
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += [text.strip()] + [""] * (self._span - 1)
        self._cell = None
