"""The cells of a list of people, from text or a workbook, each with the place where it stands there."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.exchange.people_columns import headings_at
from agendaplanner.exchange.workbook_cells import Sheet, column_letters, is_workbook, read_sheets
from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 20_000
_MOST_CELL = 1_000_000


class TableRow(msgspec.Struct, frozen=True):
    """A row that holds something."""

    number: int
    """As people count: of text its line, of a workbook its row; from 1."""
    cells: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """A list of people as it came."""

    source: str
    rows: tuple[TableRow, ...]
    sheet: str = ""
    """Of a workbook the sheet's title."""

    def place(self, number: int, column: int | None = None, heading: str = "") -> str:
        """Say where a row or cell is: "line 3, Email" or "sheet People, cell B3"."""
        if self.sheet:
            cell = f"row {number}" if column is None else f"cell {column_letters(column)}{number}"
            return f"sheet {self.sheet}, {cell}"
        if column is None:
            return f"line {number}"
        return f"line {number}, {heading or f'column {column + 1}'}"


def read_table(data: bytes, *, source: str) -> Table:
    """Read a file's cells: an .xlsx workbook, or text as CSV or TSV.

    Raises:
        FileError: It is neither, or larger than any meeting.
    """
    if is_workbook(data):
        return _of_workbook(read_sheets(data, source=source), source)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return text_table(data.decode("utf-16", "replace"), source=source)
    if b"\x00" in data[:1000] or data.startswith(b"PK\x03\x04"):
        raise FileError(
            "This is no list of people.", where=source, advice="What can be read: .csv and .tsv text, and .xlsx."
        )
    try:
        return text_table(data.decode("utf-8-sig"), source=source)
    except UnicodeDecodeError as error:
        raise FileError("It is not in UTF-8.", where=source, advice="Save it as CSV in UTF-8.") from error


def text_table(text: str, *, source: str = "the table") -> Table:
    """Read the cells of text that is parted by tabs, semicolons or commas; of a cell over several lines, its first.

    Raises:
        FileError: It cannot be read, or is larger than any meeting.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[TableRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(TableRow(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(f"The table cannot be read: {error}.", where=f"{source}, line {line}") from error
    return _sized(Table(source, tuple(rows)))


def cells_table(cells: Sequence[Sequence[str]], *, source: str) -> Table:
    """Give cells that were on the clipboard as a table.

    Raises:
        FileError: It is larger than any meeting.
    """
    rows = (TableRow(i, tuple(cell.strip() for cell in row)) for i, row in enumerate(cells, start=1))
    return _sized(Table(source, tuple(row for row in rows if any(row.cells))))


def _of_workbook(sheets: dict[str, Sheet], source: str) -> Table:
    """Give the first sheet that has a column of names, else the first that has anything."""
    tables = [_of_sheet(sheet, source) for sheet in sheets.values() if sheet.rows]
    for table in tables:
        if headings_at([row.cells for row in table.rows]) is not None:
            return _sized(table)
    return _sized(tables[0] if tables else Table(source, ()))


def _of_sheet(sheet: Sheet, source: str) -> Table:
    rows = [
        TableRow(number, tuple(_text(value) for value in _trimmed(values)))
        for number, values in enumerate(sheet.rows, start=1)
    ]
    return Table(source, tuple(row for row in rows if any(row.cells)), sheet.title)


def _trimmed(values: Sequence[Any]) -> Sequence[Any]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _sized(table: Table) -> Table:
    if len(table.rows) > MOST_ROWS:
        raise FileError(f"The table has more than {MOST_ROWS} lines.", where=table.source)
    return table
