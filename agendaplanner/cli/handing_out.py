"""Writing what may be handed to participants: one file, or a folder with all there is. Nothing else is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.cli.options import keep_agenda_files
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda

FILES = ("agenda.json", "schedule.xml", "meeting.ics", "programme.pdf", "days-at-a-glance.pdf", "participants.pdf")
"""What a folder gets; the ending says what a file of any other name is."""
_PIECES = {"days-at-a-glance.pdf": "grid", "participants.pdf": "participants"}


def write_for_participants(document: Document, to: Path, *, as_of: Agenda) -> list[Path]:
    """Write what participants may see, as JSON, schedule XML, calendar or programme by the ending; else a folder of all.

    Args:
        document: The document, for its history: calendars need it.
        to: The file or folder.
        as_of: Its agenda, cleared of what participants should not see.

    Raises:
        AgendaError: A file cannot be written, or would replace an agenda.
    """
    from agendaplanner.model.files import make_folder

    if to.suffix and not to.is_dir():
        _write(document, to, as_of)
        return [to]
    make_folder(to)
    return [path for path in (to / name for name in FILES) for _ in _written(document, path, as_of)]


def _written(document: Document, path: Path, agenda: Agenda) -> Iterator[None]:
    """Write one of a folder's files, unless the meeting has nothing for it."""
    if path.suffix in (".xml", ".pdf") and not agenda.meeting.days:
        return  # days that are not fixed make neither schedule nor programme
    if path.name in _PIECES and not (agenda.placed if _PIECES[path.name] == "grid" else agenda.people):
        return
    _write(document, path, agenda)
    yield


def _write(document: Document, path: Path, agenda: Agenda) -> None:
    keep_agenda_files(path, document.path or path)
    match path.suffix.lower():
        case ".json":
            from agendaplanner.exchange.recognise import export

            export(agenda, "json", path)
        case ".xml":
            from agendaplanner.exchange.recognise import export

            export(agenda, "schedule-xml", path)
        case ".ics":
            _write_calendar(document, path, agenda)
        case ".pdf":
            from agendaplanner.cli.printing import last_changed_on
            from agendaplanner.printing.pieces import write_piece

            ours = document.agenda.meeting
            write_piece(
                _PIECES.get(path.name, "programme"),
                agenda,
                path,
                on=last_changed_on(document),
                style=ours.print_style,
                logo=ours.logo,
            )
        case ending:
            raise UsageError(
                f"Nothing is written for participants as {ending!r}.",
                advice="Give a file that ends in .json, .xml, .ics or .pdf, or a folder.",
            )


def _write_calendar(document: Document, path: Path, agenda: Agenda) -> None:
    from agendaplanner.calendars.calendar import calendar_of
    from agendaplanner.calendars.scopes import WHOLE
    from agendaplanner.model.files import write_atomically
    from agendaplanner.model.for_participants import for_participants
    from agendaplanner.model.versions import Edition

    edition = document.edition()
    earlier = [for_participants(each) for each in edition.earlier]
    write_atomically(path, calendar_of(Edition(agenda, edition.stamps, earlier, edition.version), WHOLE))
