"""Reading the cells of .xlsx workbooks: sheets by name, values by kind, every fault named with its sheet and cell."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from agendaplanner.model.errors import FileError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.faults import Faults

MOST_UNPACKED_BYTES = 512 * 1024 * 1024
MOST_LIST_BYTES = 4 * 1024 * 1024
MOST_CELLS = 4_000_000
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
DAY_MINUTES = 1440


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are an .xlsx workbook, from the names in its archive."""
    if not data.startswith(b"PK"):
        return False
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (BadZipFile, OSError, ValueError):
        return False


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Give the names of a workbook's sheets, without reading them; none where it is no workbook."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("xl/workbook.xml").file_size > MOST_LIST_BYTES:
                return ()
            listed = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    except (BadZipFile, OSError, ValueError, KeyError, ElementTree.ParseError, NotImplementedError):
        return ()
    return tuple(each.get("name", "") for each in listed.iter() if each.tag.rpartition("}")[2] == "sheet")


class Sheet:
    """The cells of a sheet as text and numbers, without the empty rows and columns at its end."""

    def __init__(self, title: str, rows: Sequence[Sequence[Any]]) -> None:
        self.title = title
        kept = [list(row) for row in rows]
        while kept and all(_blank(value) for value in kept[-1]):
            kept.pop()
        self.rows = kept

    def value(self, row: int, column: int) -> Any:
        """Give a cell, from 0; None where it is empty or there is none."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        value = cells[column] if 0 <= column < len(cells) else None
        return None if _blank(value) else value

    def name(self, row: int, column: int) -> str:
        """Give a cell as a name, blanks at its ends and all; "" where it is empty."""
        value = self.value(row, column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value)

    def place(self, row: int, column: int) -> str:
        """Say which cell it is: "sheet rooms, cell A3"."""
        return f"sheet {self.title}, cell {column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Give a column, from 0, as people call it.

    >>> column_letters(0), column_letters(25), column_letters(27)
    ('A', 'Z', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheets(data: bytes, *, source: str, wanted: Iterable[str] | None = None) -> dict[str, Sheet]:
    """Read the sheets of a workbook by name, values as they were last computed.

    Raises:
        FileError: It is no workbook that can be read, or larger than any conference.
    """
    import openpyxl  # a second of start-up that only workbooks need
    from openpyxl.utils.exceptions import InvalidFileException

    advice = "Open it in a spreadsheet program and save it as .xlsx again."
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise FileError("This workbook is far larger than a conference.", where=source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are of no use here
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        names = [name for name in book.sheetnames if wanted is None or name in set(wanted)]
        if any(book[name].max_row * book[name].max_column > MOST_CELLS for name in names):
            raise FileError("This workbook is far larger than a conference.", where=source)
        return {name: Sheet(name, list(book[name].iter_rows(values_only=True))) for name in names}
    # whatever openpyxl says of a broken archive
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise FileError("This is no workbook that can be read.", where=source, advice=advice) from error


def whole_number(sheet: Sheet, row: int, column: int, faults: Faults, *, otherwise: int = 0, least: int = 0) -> int:
    """Read a cell as a whole number; an empty one is 0. What makes no sense is noted."""
    value = sheet.value(row, column)
    if value is None:
        value = 0
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        faults.add(sheet.place(row, column), f"{_short(sheet.value(row, column))} is no whole number")
        return otherwise
    if not least <= value <= 10**9:
        faults.add(
            sheet.place(row, column), f"{_short(sheet.value(row, column))} is not between {least} and 1000000000"
        )
        return otherwise
    return int(value)


def clock_minute(sheet: Sheet, row: int, column: int, faults: Faults) -> int:
    """Read a cell as a time of day, in minutes from midnight."""
    value = sheet.value(row, column)
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time):
        return value.hour * 60 + value.minute
    if isinstance(value, dt.timedelta) and dt.timedelta() <= value <= dt.timedelta(days=1):
        return int(value.total_seconds()) // 60
    if isinstance(value, str) and (match := _CLOCK.fullmatch(value.strip())):
        minute = int(match[1]) * 60 + int(match[2])
        if minute <= DAY_MINUTES and int(match[2]) < 60:
            return minute
    faults.add(sheet.place(row, column), f"{_short(value)} is no time of day such as 09:30")
    return 0


def calendar_day(sheet: Sheet, row: int, column: int, faults: Faults) -> dt.date | None:
    """Read a cell as a date; None where it is empty."""
    value = sheet.value(row, column)
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        faults.add(sheet.place(row, column), f"{_short(value)} is no date such as 2027-02-11")
        return None


def known_place(name: str, known: dict[str, int], sheet: Sheet, at: tuple[int, int], faults: Faults) -> int | None:
    """Give which of the known a name is, blanks at its ends left aside; where it is none, note that and give None."""
    found = known.get(name.strip())
    if found is None:
        faults.add(sheet.place(*at), f"there is no {_short(name)}.{did_you_mean(name, known)}".rstrip("."))
    return found


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _short(value: Any) -> str:
    if value is None:
        return "an empty cell"
    text = str(value)
    text = text if len(text) <= 40 else f"{text[:39]}…"
    return text if isinstance(value, int | float) else repr(text)
