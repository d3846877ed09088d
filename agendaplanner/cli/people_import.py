"""Importing a list of people by the command line: columns, rows and faults as the window shows them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.naming import named
from agendaplanner.cli.report import count, print_notes
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.exchange.people_table import PeopleTable
    from agendaplanner.model.agenda import Agenda


def add_import_options(people: argparse.ArgumentParser) -> None:
    """Give the command the options that go with ``--import``."""
    people.add_argument(
        "--import",
        dest="table",
        type=Path,
        metavar="TABLE",
        help="add people from a .csv, .tsv or .xlsx file; - reads text from standard input",
    )
    people.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=FIELD",
        help="with --import: take a column for a field of a person; nothing after = leaves it out; may be repeated",
    )
    people.add_argument("--no-headings", action="store_true", help="with --import: the first line is a person already")
    people.add_argument(
        "--row",
        action="append",
        default=[],
        metavar="LINE=WHAT",
        help="with --import: what a row is to be: new, leave out, or the id or name of the person it is",
    )
    people.add_argument(
        "--leave-out-faults",
        action="store_true",
        help="with --import: leave out what makes no sense, and take the rest",
    )
    people.add_argument(
        "--dry-run", action="store_true", help="with --import: say what becomes of each row, and change nothing"
    )


def import_people(document: Document, options: argparse.Namespace) -> dict[str, Any]:
    """Import a list, or with ``--dry-run`` say what would become of it; give what ``--json`` tells of it.

    Raises:
        AgendaError: It cannot be read, or cells make no sense and are not to be left out.
    """
    from agendaplanner.exchange.people_rows import read_table
    from agendaplanner.exchange.people_table import look_at_people, read_people

    source = "input" if str(options.table) == "-" else str(options.table)
    try:
        data = sys.stdin.buffer.read() if str(options.table) == "-" else options.table.read_bytes()
    except OSError as error:
        raise FileError(f"It cannot be read: {error.strerror}.", where=source) from error
    table = read_table(data, source=source)
    chosen = bool(options.column or options.row or options.no_headings)
    if not (chosen or options.leave_out_faults or options.dry_run):
        found = read_people(document.agenda, table)
    else:
        headed = False if options.no_headings else None
        found = look_at_people(document.agenda, table, has_headings=headed)
        if chosen:
            found = look_at_people(
                document.agenda,
                table,
                has_headings=found.has_headings,
                fields=_columns(found, options.column),
                choices=_choices(document.agenda, options.row),
            )
        if not options.dry_run:
            _refuse(found, source, whole=not options.leave_out_faults)
    if found.change.edits and not options.dry_run:
        document.do(found.change)
    if found.ignored:
        print_notes([f"Columns that are no field of a person were left out: {', '.join(found.ignored)}."])
    return {
        "added": found.added,
        "completed": found.completed,
        "columns": found.columns,
        "ignored": found.ignored,
        "problem": found.problem,
        "rows": msgspec.to_builtins(found.rows),
    }


def _columns(found: PeopleTable, settings: list[str]) -> list[str]:
    """Give the field of each column, as it is told and else as it was understood."""
    from agendaplanner.exchange.people_columns import COLUMN_FIELDS
    from agendaplanner.model.errors import did_you_mean

    headings = [column.heading for column in found.layout]
    fields = [column.field for column in found.layout]
    for setting in settings:
        heading, equals, field = setting.rpartition("=")
        if not equals or heading not in headings:
            raise UsageError(
                f"{setting!r} names no column.{did_you_mean(heading, headings)}",
                advice=f"The columns are: {', '.join(headings)}. Write it as --column 'Heading=field'.",
            )
        if field and field not in COLUMN_FIELDS:
            raise UsageError(
                f"A column cannot be for {field!r}.{did_you_mean(field, COLUMN_FIELDS)}",
                advice=f"It is for one of: {', '.join(COLUMN_FIELDS)}.",
            )
        fields = ["" if each == field else each for each in fields]
        fields[headings.index(heading)] = field
    return fields


def _choices(agenda: Agenda, settings: list[str]) -> dict[int, str]:
    from agendaplanner.exchange.people_table import AS_NEW, LEAVE_OUT

    found: dict[int, str] = {}
    for setting in settings:
        line, _, what = setting.partition("=")
        if not line.isdecimal() or not what:
            raise UsageError(f"{setting!r} says nothing of a row.", advice="Write it as --row 7=new.")
        found[int(line)] = what if what in (AS_NEW, LEAVE_OUT) else named(agenda.people, what, "person").id
    return found


def _refuse(found: PeopleTable, source: str, *, whole: bool) -> None:
    """Refuse a list that cannot be read, or where all of it is wanted, one that has faults."""
    from agendaplanner.model.faults import Faults

    if found.problem:
        raise FileError(
            found.problem, where=source, advice="Say which it is: --column 'Heading=name', or --no-headings."
        )
    if whole:
        faults = Faults(source)
        for fault in found.faults:
            faults.add(fault.where, fault.what)
        faults.done()


def print_import(told: dict[str, Any], *, dry_run: bool) -> None:
    """Say what an import did, or would do."""
    for row in told["rows"] if dry_run else ():
        like = f", looks like {', '.join(id_ for id_, _ in row['like'])}" if row.get("like") else ""
        print(f"{row['where']}: {row['name'] or '?'}: {row['fate']}{like}")
    for row in told["rows"]:
        for fault in row["faults"]:
            print(f"{fault['where']}: {fault['what']}. {fault['advice']}")
    if told["problem"]:
        print(told["problem"])
    would = "would be " if dry_run else ""
    added, completed = count(len(told["added"]), "person"), count(len(told["completed"]), "person")
    print(f"{added} {would}added, {completed} {would}completed.")
