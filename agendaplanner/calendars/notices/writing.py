"""Notices as files in a folder: a mail for each person, and the table of all."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.calendars.notices.mail import MARK, mail
from agendaplanner.calendars.notices.table import as_csv, as_xlsx, rows
from agendaplanner.model.file_names import file_stems, names_of_people
from agendaplanner.model.files import make_folder, write_atomically
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agendaplanner.calendars.notices.collecting import Notices

TABLES = ("notices.csv", "notices.xlsx")


class WrittenNotices(msgspec.Struct, frozen=True):
    """What was written."""

    files: tuple[Path, ...]
    removed: tuple[Path, ...]
    """Mails of an earlier export that are for nobody any more."""
    without_address: tuple[str, ...]
    """People who have a notice, but no address: it is in the table, and a mail without recipient."""
    stopped: bool = False


def write_notices(
    notices: Notices,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> WrittenNotices:
    """Write notices into a folder: ``family-given.eml`` for each person, ``notices.csv`` and ``notices.xlsx``.

    Mails of an earlier export that are for nobody any more are removed, ours only, so that none is sent by mistake.

    Raises:
        FileError: A file or the folder cannot be written; the message names it.
        UsageError: The meeting has no address.
    """
    names = mail_names(notices)
    make_folder(folder)
    version = notices.after.version
    date = version.time if version is not None else datetime.now(UTC)
    written: list[Path] = []
    for done, notice in enumerate(notices.all, 1):
        if cancelled():
            return WrittenNotices(tuple(written), (), _without_address(notices), stopped=True)
        path = folder / names[notice.person.id]
        write_atomically(path, mail(notices, notice, date=date).as_bytes())
        written.append(path)
        if progress is not None:
            progress(done, len(notices.all))
    table = rows(notices, names)
    title = one_line(notices.after.agenda.meeting.title)
    for name, data in zip(TABLES, (as_csv(table), as_xlsx(table, title)), strict=True):
        write_atomically(folder / name, data)
        written.append(folder / name)
    return WrittenNotices(tuple(written), _remove_old(folder, set(written)), _without_address(notices))


def mail_names(notices: Notices) -> Mapping[str, str]:
    """Give the file name of each person's mail, by person."""
    people = [notice.person for notice in notices.all]
    return {person: f"{stem}.eml" for person, stem in file_stems(names_of_people(people)).items()}


def _without_address(notices: Notices) -> tuple[str, ...]:
    return tuple(notice.person.id for notice in notices.all if not notice.address)


def _remove_old(folder: Path, written: set[Path]) -> tuple[Path, ...]:
    removed: list[Path] = []
    for path in sorted(folder.glob("*.eml")):
        if path not in written:
            with contextlib.suppress(OSError):
                if f"\n{MARK}: ".encode() in path.read_bytes()[:4000]:
                    path.unlink()
                    removed.append(path)
    return tuple(removed)
