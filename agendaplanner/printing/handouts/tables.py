"""Tables over pages: their heads repeated, what belongs together kept together, a row never parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.structure.elements import Element, cell, head_cell
from agendaplanner.printing.styles import HAIRLINE, MUTED, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.text.single import Align

_MARGIN = 48.0
_FOOT, _LOWEST = 36.0, 58.0
_SIZE, _LEADING, _PAD = 8.6, 11.0, 5.0
_HEADING, _HEADING_LEADING = 10.4, 13.0
_MOST_LINES = 6
"""A cell is cut short below so many lines."""
_WHOLE = 0.5
"""A heading and its rows that take at most so much of a sheet are not parted."""
_STRIPE = 2.4


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    title: str
    share: float
    """Of the width of the page."""
    bold: bool = False
    tick: bool = False
    """An empty box to be ticked."""
    ruled: bool = False
    """A line before it: a box to write in."""
    number: bool = False
    """Numbers, which stand below each other by their ends."""
    said: bool = False
    """The title is in the edition's language already."""


class Row(msgspec.Struct, frozen=True):
    """A row, or a heading over rows."""

    cells: tuple[str, ...] = ()
    """What is apart by a line break begins a line of its own."""
    heading: str = ""
    below: str = ""
    """What stands under a heading, small."""
    note: str = ""
    """Muted words over the whole width, instead of cells."""
    text: str = ""
    """Running text over the whole width, instead of cells; none of it is left out."""
    goes_on: bool = False
    """Whether the next row has the rest of the text."""
    least: float = 0
    """The least height, in points: room to write in."""
    muted: bool = False
    spread: bool = False
    """The last cell that says something has the room of the empty ones behind it."""
    colour: str = ""
    """Of the stripe before the row or heading; "": none."""
    dashes: tuple[float, ...] = ()
    """Of the stripe."""


def draw_table(sheets: Sheets, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Draw a table over as many sheets as it needs; without rows none is filled."""
    table = _Table(sheets, title, columns)
    for group in _groups(rows):
        table.add(group)
    table.end()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Give each heading with the rows under it."""
    group: list[Row] = []
    for row in rows:
        if row.heading and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


class _Table:
    def __init__(self, sheets: Sheets, title: str, columns: Sequence[Column]) -> None:
        self._sheets, self._title, self._columns = sheets, sheets.say(title), columns
        self._space = sheets.width - 2 * _MARGIN
        self._places = list(self._laid_out())
        self._element = Element("Table")
        self._y = 0.0
        self._begun = False

    def _laid_out(self) -> Iterator[tuple[Column, float, float]]:
        left = _MARGIN
        for column in self._columns:
            wide = column.share * self._space
            yield column, left, wide
            left += wide

    def add(self, rows: Sequence[Row]) -> None:
        """Draw a heading with its rows, or rows without one."""
        rows = [part for row in rows for part in self._parts(row)]
        heights = [self._height(row) for row in rows]
        whole = sum(heights)
        if not self._begun or (whole <= self._sheets.height * _WHOLE and not self._holds(whole)):
            self._begin()
        heading = rows[0] if rows[0].heading else None
        for i, (row, high) in enumerate(zip(rows, heights, strict=True)):
            # a heading stays with the row that follows it
            if not self._holds(high + (heights[i + 1] if row.heading and i + 1 < len(rows) else 0)):
                self._begin()
                if heading is not None and row is not heading:
                    again = self._sheets.say("{title} (continued)", title=heading.heading)
                    with self._sheets.canvas.decoration():
                        self._row(msgspec.structs.replace(heading, heading=again, below=""))
            self._row(row)

    def _parts(self, row: Row) -> Iterator[Row]:
        """Give a row, or as many as a long text is gone on with, so that it may go over pages."""
        if not row.text:
            yield row
            return
        lines = self._broken(row.text, SANS, _SIZE, self._space, len(row.text))
        for i in range(0, len(lines), _MOST_LINES):
            rest = i + _MOST_LINES < len(lines)
            yield msgspec.structs.replace(row, text="\n".join(lines[i : i + _MOST_LINES]), goes_on=rest)

    def end(self) -> None:
        """End the last sheet."""
        if self._begun:
            self._sheets.foot(_MARGIN, _FOOT)
            self._sheets.turn()

    def _holds(self, height: float) -> bool:
        return self._y - height >= _LOWEST

    def _begin(self) -> None:
        sheets = self._sheets
        again = self._begun
        self.end()
        self._begun = True
        y = sheets.height - 58
        if again:
            title = sheets.say("{title} (continued)", title=self._title)
            with sheets.canvas.decoration():
                sheets.title(_MARGIN, y, title, size=12, space=self._space)
        else:
            sheets.title(_MARGIN, y, self._title, size=17, space=self._space)
            meeting = sheets.agenda.meeting
            facts = sheets.say.listed(
                [*filter(None, [meeting.title, meeting.city, sheets.say.date_range(meeting.days)])]
            )
            y -= 15
            sheets.words(_MARGIN, y, facts, size=8.6, space=self._space, colour=MUTED)
        y -= 20
        head = Element("TR", self._element)
        for column, left, wide in self._places:
            shown = column.title if column.said else sheets.say(column.title)
            at, align = self._side(column, left, wide)
            # heads that are repeated are not read again
            with sheets.canvas.decoration() if again else sheets.canvas.tagged(head_cell(head, "Column")):
                sheets.words(at, y, shown, size=7.6, space=wide - 6, align=align, colour=MUTED)
        self._y = y - 6
        sheets.rule(self._y, _MARGIN, sheets.width - _MARGIN, weight=0.9, colour=sheets.accent)

    def _side(self, column: Column, left: float, wide: float) -> tuple[float, Align]:
        """Give where a cell's text stands."""
        if column.number:
            return left + wide - 14, "right"
        return left + (6 if column.ruled else 0), "left"

    def _row(self, row: Row) -> None:
        sheets, high, element = self._sheets, self._height(row), Element("TR", self._element)
        if row.colour:
            sheets.stripe(row.colour, row.dashes, _MARGIN - 9, self._y - high + 4, self._y - 4, _STRIPE)
        count = len(self._columns)
        if row.heading:
            y = self._y - 19
            with sheets.canvas.tagged(cell(element, count)):
                for line in self._broken(row.heading, SANS_BOLD, _HEADING, self._space, 2):
                    sheets.words(_MARGIN, y, line, font=SANS_BOLD, size=_HEADING)
                    y -= _HEADING_LEADING
                if row.below:
                    sheets.words(_MARGIN, y + 1, row.below, size=_SIZE, space=self._space, colour=MUTED)
        elif row.note:
            with sheets.canvas.tagged(cell(element, count)):
                self._lines(self._note(row.note), _MARGIN, SANS, MUTED)
        elif row.text:
            with sheets.canvas.tagged(cell(element, count)):
                self._lines(self._note(row.text), _MARGIN, SANS, TEXT)
        else:
            self._cells(row, high, element)
        self._y -= high
        if not row.text:
            sheets.rule(self._y, _MARGIN, sheets.width - _MARGIN, weight=0.5, colour=HAIRLINE)

    def _cells(self, row: Row, high: float, element: Element) -> None:
        sheets, rooms, count = self._sheets, self._rooms(row), len(self._columns)
        shown = min(len(row.cells), len(rooms))
        for i, (text, (column, left, wide)) in enumerate(zip(row.cells, rooms, strict=False), 1):
            part = cell(element, count - i + 1 if i == shown else 1)
            if column.ruled:
                sheets.board.line(left, self._y, left, self._y - high)
            if column.tick:
                sheets.tick_box(left + 2, self._y - high / 2 - 4.5, 9)
                continue
            font = SANS_BOLD if column.bold else SANS
            at, align = self._side(column, left, wide)
            with sheets.canvas.tagged(part):
                self._lines(self._cell(text, column, wide), at, font, MUTED if row.muted else TEXT, align)

    def _rooms(self, row: Row) -> list[tuple[Column, float, float]]:
        """Give the columns as a row needs them."""
        if not row.spread:
            return self._places
        last = max((i for i, text in enumerate(row.cells) if text), default=0)
        column, left, _ = self._places[last]
        return [*self._places[:last], (column, left, _MARGIN + self._space - left)]

    def _lines(self, lines: Sequence[str], x: float, font: str, colour: str, align: Align = "left") -> None:
        for i, line in enumerate(lines):
            y = self._y - _PAD - _SIZE + 0.6 - i * _LEADING
            self._sheets.words(x, y, line, font=font, size=_SIZE, colour=colour, align=align)

    def _cell(self, text: str, column: Column, wide: float) -> list[str]:
        return self._broken(text, SANS_BOLD if column.bold else SANS, _SIZE, wide - 8, _MOST_LINES)

    def _broken(self, text: str, font: str, size: float, space: float, most: int) -> list[str]:
        """Give the lines of a text; what is beyond ``most`` of them is cut off."""
        parts = [self._sheets.edition.text(one_line(part), self._title) for part in text.splitlines()]
        lines = [line for part in parts for line in wrapped(part, font, size, space)]
        return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]

    def _note(self, text: str) -> list[str]:
        return self._broken(text, SANS, _SIZE, self._space, _MOST_LINES)

    def _height(self, row: Row) -> float:
        if row.heading:
            lines = len(self._broken(row.heading, SANS_BOLD, _HEADING, self._space, 2))
            return 28.0 + (lines - 1) * _HEADING_LEADING + (_LEADING if row.below else 0)
        if row.note or row.text:
            return len(self._note(row.note or row.text)) * _LEADING + (0 if row.goes_on else 2 * _PAD)
        counts = (
            len(self._cell(text, column, wide))
            for text, (column, _, wide) in zip(row.cells, self._rooms(row), strict=False)
        )
        return max(max(counts, default=1) * _LEADING + 2 * _PAD, row.least)
