"""Notices as a table for a mail merge: a row for each person, for programs that send by themselves."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from agendaplanner.calendars.notices.mail import as_text
from agendaplanner.calendars.notices.saying import say
from agendaplanner.model.text import one_line, without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.calendars.notices.collecting import Notice, Notices

COLUMNS = (
    "id", "name", "honorific", "given", "family", "organisation", "email", "language", "version", "changes", "subject",
    "what_changed", "text", "mail",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767


def rows(notices: Notices, files: Mapping[str, str]) -> list[tuple[str | int, ...]]:
    """Give the rows, in the order of ``COLUMNS``.

    Args:
        notices: All notices.
        files: The name of each person's mail, by person.
    """
    version = notices.after.version
    return [
        _row(notices, each, files.get(each.person.id, ""), version.number if version else 0) for each in notices.all
    ]


def as_csv(found: list[tuple[str | int, ...]]) -> bytes:
    """Give the table as CSV in UTF-8, marked as such for spreadsheets; no cell of it is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(tuple(_harmless(cell) for cell in row) for row in found)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(found: list[tuple[str | int, ...]], title: str) -> bytes:
    """Give the table as a workbook; what looks like a formula is text in it."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook(write_only=True)
    book.properties.title = title
    sheet = book.create_sheet("Notices")
    sheet.freeze_panes = "C2"
    for letter, width in zip("ABCDEFGHIJKLMN", (12, 24, 10, 16, 18, 24, 30, 9, 8, 8, 40, 70, 70, 28), strict=True):
        sheet.column_dimensions[letter].width = width
    head = [WriteOnlyCell(sheet, value=name) for name in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in found:
        cells = [
            WriteOnlyCell(sheet, value=value[:_LONGEST_CELL] if isinstance(value, str) else value) for value in row
        ]
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _row(notices: Notices, notice: Notice, file: str, version: int) -> tuple[str | int, ...]:
    person, said = notice.person, say(notices, notice)
    what = "\n".join("\n".join([heading, *lines] if heading else lines) for heading, lines in said.items)
    names = (person.name, person.honorific, person.given, person.family, person.organisation)
    return (
        one_line(person.id),
        *map(one_line, names),
        notice.address,
        said.language,
        version,
        notice.count,
        said.subject,
        without_controls(what),
        without_controls(as_text(said)),
        file,
    )


def _harmless(cell: str | int) -> str | int:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
