"""Commands about other formats: import, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, keep_agenda_files, printable
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    importing = commands.add_parser(
        "import", help="read a schedule or agenda JSON into an agenda file", allow_abbrev=False
    )
    importing.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="agenda JSON, or schedule XML or JSON (Pentabarf, frab, pretalx); told by its content",
    )
    importing.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the agenda file to make, or whose content to replace (undo brings it back)",
    )
    importing.add_argument(
        "--timezone", metavar="ZONE", help="the meeting's time zone, such as Europe/Oslo, whatever the source says"
    )
    add_json(importing)
    importing.set_defaults(run=_import)

    exporting = commands.add_parser("export", help="write the agenda in another format", allow_abbrev=False)
    add_file(exporting)
    exporting.add_argument(
        "--as", dest="format", required=True, metavar="FORMAT", help="json (agenda JSON), schedule-xml or schedule-json"
    )
    exporting.add_argument("--to", type=Path, required=True, metavar="PATH", help="the file to write")
    add_json(exporting)
    exporting.set_defaults(run=_export)


def _import(options: argparse.Namespace) -> int:
    from agendaplanner.document.document import Document
    from agendaplanner.exchange.recognise import adopted, read_any
    from agendaplanner.model import actions

    replaces = options.to.exists()
    if replaces:
        open_document(options.to, read_only=True).close()  # a wrong target is named before a long reading
    imported = read_any(options.source, timezone=options.timezone)
    label = f"Import {printable(options.source.name)}"
    if replaces:
        with open_document(options.to) as document:
            agenda = adopted(document.agenda, imported.agenda)
            change = document.do(actions.replace_all(document.agenda, agenda, label=label))
            revision, differs = document.revision, bool(change.edits)
    else:
        with Document.create(options.to, imported.agenda, label=label) as document:
            agenda, revision, differs = document.agenda, document.revision, True
    if options.json:
        fields: dict[str, Any] = {"format": imported.format, "to": str(options.to), "warnings": list(imported.warnings)}
        counts = {"sessions": len(agenda.session), "people": len(agenda.person), "rooms": len(agenda.room)}
        print_json({**fields, **counts, "revision": revision, "changed": differs})
        return 0
    print_notes(imported.warnings)
    what = ", ".join(count(len(agenda.table(kind)), kind) for kind in ("session", "person", "room"))
    print(f"Read {options.source.name} ({imported.format}) into {options.to}: {what}.")
    if not differs:
        print("Nothing in it differs from what was there.")
    elif replaces:
        print(f"This replaced what was there; to take it back: agendaplanner undo {options.to}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from agendaplanner.exchange.recognise import FORMATS, export

    if options.format not in FORMATS:
        raise UsageError(
            f"There is no format {options.format!r}.{did_you_mean(options.format, FORMATS)}",
            advice=f"There is: {', '.join(FORMATS)}.",
        )
    keep_agenda_files(options.to, options.file)
    with open_document(options.file, read_only=True) as document:
        export(document.agenda, options.format, options.to)
    if options.json:
        print_json({"file": str(options.to), "format": options.format})
    else:
        print(f"Wrote {options.to}.")
    return 0
