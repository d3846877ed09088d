"""The days at a glance as they are read aloud: a table with a column for each room and a row for each hour.

What is seen as a place and a height is said in words: each session's times stand before its title.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.structure.elements import Element, cell, head_cell
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agendaplanner.printing.glance_layout import Box, Grid
    from agendaplanner.printing.words import Words

_NEAR = 1e-6


class SessionText:
    """What is read of a session in its place.

    Attributes:
        when: Its times; its stripe is drawn as this.
        text: What stands in its box: a paragraph, or a link in one.
    """

    def __init__(self, cell: Element, times: str, title: str, *, link: bool) -> None:
        paragraph = cell.child("P")
        self.when = paragraph.child("Span", said=times)
        self.text = Element("Link", paragraph) if link else paragraph
        self._times, self._title = times, title

    def without_words(self) -> None:
        """Say the title with the times: the box is too small for it."""
        self.when.said = f"{self._times} {self._title}"


class GridTable:
    """The table of a grid.

    Attributes:
        rooms: The heads of the columns.
        rows: For each row its head, None where it has none, and the boxes of what begins in it, in the order of reading.
    """

    def __init__(
        self, grid: Grid, hours: Sequence[datetime], found: Sequence[Box], say: Words, *, link: bool = False
    ) -> None:
        self.element = Element("Table")
        head = self.element.child("TR")
        cell(head)
        count = len(grid.panel.rooms)
        self.rooms = [head_cell(head, "Column") for _ in range(count)]
        self.rows: list[tuple[Element | None, list[tuple[Box, SessionText]]]] = []
        boxes: list[list[Box]] = [[] for _ in hours] or [[]]
        for box in found:
            boxes[_row_of(box, hours)].append(box)
        for some in boxes:
            row = self.element.child("TR")
            label = head_cell(row, "Row") if hours else None
            if label is None:
                cell(row)
            self.rows.append((label, self._cells(row, grid, some, say, link=link)))

    @staticmethod
    def _cells(
        row: Element, grid: Grid, some: Sequence[Box], say: Words, *, link: bool
    ) -> list[tuple[Box, SessionText]]:
        """Make the cells of a row; what spans columns in which nothing else begins has one cell over them."""
        count = len(grid.panel.rooms)
        by_column: list[list[Box]] = [[] for _ in range(count)]
        for box in some:
            by_column[_columns(grid, box)[0]].append(box)
        read: list[tuple[Box, SessionText]] = []
        column = 0
        while column < count:
            here = by_column[column]
            last = max((_columns(grid, box)[1] for box in here), default=column + 1)
            while last > column + 1 and any(by_column[column + 1 : last]):
                last -= 1
            made = cell(row, last - column)
            for box in here:
                when = say.clock_range(*times(box.session))
                read.append((box, SessionText(made, when, one_line(box.session.title), link=link)))
            column = last
        return read


def _columns(grid: Grid, box: Box) -> tuple[int, int]:
    """Give the first column that a box stands in, and the one behind its last."""
    first = int((box.left - grid.left) / grid.column + _NEAR)
    last = math.ceil((box.right - grid.left) / grid.column - _NEAR)
    return min(first, len(grid.panel.rooms) - 1), max(last, first + 1)


def _row_of(box: Box, hours: Sequence[datetime]) -> int:
    """Give the row of the hour in which a session begins; the first where it begins before."""
    start, _ = times(box.session)
    return max((i for i, hour in enumerate(hours) if hour <= start), default=0)
