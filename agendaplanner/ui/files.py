"""Opening and making agenda files from the window: dialogs ask where, ``Files`` does it and tells what went wrong.

What only new and imported meetings need is read from disk when somebody asks for one: opening is what everybody waits for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.text import file_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.settings import Settings

AGENDAS = "Agendas (*.agenda);;All files (*)"
SOURCES = "Schedules, agendas, calendars (*.xml *.json *.xlsx *.ics);;All files (*)"
CALENDAR = ".ics"


class Files:
    """The ways to get a file onto the desk."""

    def __init__(self, desk: Desk, settings: Settings, window: QtWidgets.QWidget) -> None:
        self._desk = desk
        self._settings = settings
        self._window = window

    # with a question first

    def ask_new(self) -> None:
        """Ask what the meeting is, then where to keep it."""
        from agendaplanner.model.new import new_agenda
        from agendaplanner.model.shipped import read_template
        from agendaplanner.ui.dialogs.new_meeting import NewMeeting

        dialog = NewMeeting(self._window)
        if not dialog.exec():
            return
        proposed = self._folder() / f"{file_name(dialog.meeting_title) or 'meeting'}.agenda"
        chosen = self._where_to("Where to keep the meeting", proposed)
        if chosen is not None:
            agenda = new_agenda(
                read_template(dialog.template),
                title=dialog.meeting_title,
                city=dialog.city,
                first_day=dialog.first_day,
                timezone=dialog.timezone,
                shape=dialog.shape,
            )
            self.new(chosen, agenda)

    def ask_open(self) -> None:
        """Ask which file."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, "Open", str(self._folder()), AGENDAS)
        if chosen:
            self.open(Path(chosen))

    def ask_import(self) -> None:
        """Ask which schedule to read, then where to keep it as an agenda."""
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, "Import", str(self._folder()), SOURCES)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Open a file that was given, or import it where it is no agenda file."""
        if path.suffix == ".agenda":
            self.open(path)
        elif path.suffix.lower() == CALENDAR and self._desk.agenda is not None and self._desk.can_change:
            self._ask_calendar(path)
        else:
            self._import_from(path)

    def _ask_calendar(self, source: Path) -> None:
        """Ask whether a calendar is a person's own or a programme; with a meeting open it can be either."""
        from agendaplanner.ui.dialogs.calendar_file import CalendarFile

        agenda = self._desk.agenda
        if agenda is None:
            return
        dialog = CalendarFile(source, agenda, owner_of(source, agenda), self._window)
        if dialog.exec():
            if dialog.whose is None:
                self._import_from(source)
            else:
                self.take_busy(source, dialog.whose)
        dialog.deleteLater()

    def _import_from(self, source: Path) -> None:
        to = self._where_to("Where to keep the agenda", source.with_suffix(".agenda"))
        if to is not None:
            self.import_(source, to)

    def ask_copy(self) -> None:
        """Ask where to write a copy."""
        document = self._desk.document
        if document is None or document.path is None:
            return
        proposed = document.path.with_name(f"{document.path.stem} copy.agenda")
        chosen = self._where_to("Save a copy", proposed)
        if chosen is not None:
            try:
                document.save_copy(chosen)
            except AgendaError as error:
                self._desk.failed.emit(error)
            else:
                self._desk.told.emit(f"Wrote a copy to {chosen.name}.", False)

    def _where_to(self, question: str, proposed: Path) -> Path | None:
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self._window, question, str(proposed), AGENDAS)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".agenda")

    def _folder(self) -> Path:
        recent = self._settings.recent
        if recent:
            return recent[0].parent
        documents = QtCore.QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QtCore.QStandardPaths.writableLocation(documents) or Path.home())

    # doing it

    def open(self, path: Path) -> bool:
        """Open a file; tells whether it is open."""
        return self._show(lambda: Document.open(path), path)

    def new(self, path: Path, agenda: Agenda) -> bool:
        """Make a file of a new meeting."""
        # the dialog has asked whether it may be replaced
        return self._show(lambda: Document.create(path, agenda, overwrite=True), path)

    def import_(self, source: Path, to: Path) -> bool:
        """Read somebody else's format into an agenda file."""
        from agendaplanner.calendars.reading.lines import FORMAT, is_calendar
        from agendaplanner.exchange.recognise import Foreign, read_any
        from agendaplanner.model.new import local_timezone

        warnings: list[str] = []

        def make() -> Document:
            # a schedule that names no zone is most likely of here
            read = read_any(source, timezone=local_timezone(), foreign=[Foreign(FORMAT, is_calendar, _read_calendar)])
            warnings.extend(read.warnings)
            return Document.create(to, read.agenda, label=f"Import {source.name}", overwrite=True)

        opened = self._show(make, to)
        if opened and warnings:
            more = f" And {len(warnings) - 2} more notes." if len(warnings) > 2 else ""
            self._desk.told.emit("\n".join(warnings[:2]) + more, False)
        return opened

    def take_busy(self, source: Path, person_id: str) -> bool:
        """Take from a person's own calendar when the person is busy; tells whether that was not known already."""
        from agendaplanner.calendars.reading.busy import read_busy
        from agendaplanner.calendars.reading.lines import MOST_CALENDAR_BYTES
        from agendaplanner.model.actions_away import take_busy
        from agendaplanner.model.files import read_bytes

        agenda = self._desk.agenda
        if agenda is None:
            return False
        person = agenda.person[person_id]
        try:
            busy = read_busy(read_bytes(source, most=MOST_CALENDAR_BYTES), agenda, person, source=str(source))
        except AgendaError as error:
            self._desk.failed.emit(error)
            return False
        done = self._desk.do(lambda now: take_busy(now, person_id, busy.periods))
        times = len(busy.periods)
        words = f"{person.name} is busy {'once' if times == 1 else f'{times} times'} during the meeting."
        if not times:
            words = f"{person.name} is free on all days of the meeting."
        notes = "".join(f"\n{note}" for note in busy.notes[:2])
        self._desk.told.emit(
            f"{words}{'' if done is not None else ' That was known already.'}{notes}", done is not None
        )
        return done is not None

    def example(self) -> bool:
        """Open a fresh copy of the example meeting; one that was changed is kept beside it."""
        data = QtCore.QStandardPaths.writableLocation(QtCore.QStandardPaths.StandardLocation.AppDataLocation)
        folder = Path(data) / "examples"

        def make() -> Document:
            folder.mkdir(parents=True, exist_ok=True)
            number = 1
            while (path := folder / f"oslo-2008{'' if number == 1 else f'-{number}'}.agenda").exists():
                try:
                    document = Document.open(path)
                except AgendaError:
                    number += 1
                    continue
                if document.revision == 1:
                    return document
                document.close()
                number += 1
            from agendaplanner.model.shipped import read_example

            return Document.create(path, read_example(), label="Example meeting")

        return self._show(make, None)

    def _show(self, make: Callable[[], Document], path: Path | None) -> bool:
        try:
            document = make()
        except AgendaError as error:
            self._desk.failed.emit(error)
            return False
        self._desk.open(document)
        if path is not None:
            self._settings.note_recent(path)
        return True


def owner_of(source: Path, agenda: Agenda) -> str | None:
    """Guess whose calendar a file is: whoever has their address at its beginning, or their family name in its name.

    None where nobody is meant, or more than one.
    """
    try:
        with source.open("rb") as file:
            text = file.read(20_000).decode("utf-8", "replace").casefold()
    except OSError:
        return None  # read again, and told, if it is imported
    name = source.stem.casefold()
    found = {p.id for p in agenda.people if p.family and p.family.casefold() in name}
    found = found or {p.id for p in agenda.people if p.email and p.email.casefold() in text}
    return found.pop() if len(found) == 1 else None


def _read_calendar(data: bytes, *, source: str, timezone: str | None) -> tuple[Agenda, tuple[str, ...]]:
    """Read a calendar of sessions; it says itself in which time zone it is."""
    from agendaplanner.calendars.reading.sessions import read_sessions

    return read_sessions(data, source=source)


def dropped_files(data: QtCore.QMimeData) -> list[Path]:
    """Give the files of this machine that are dragged over the window."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
