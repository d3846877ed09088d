"""What SQLite and the system complain of, in words."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


def damaged(what: str, where: str) -> FileError:
    """Give the error for a file whose content makes no sense."""
    return FileError(
        f"This file is damaged ({what}).", where=where, advice="Open a copy made earlier; this one is left as it is."
    )


@contextlib.contextmanager
def sqlite_errors(path: Path | None) -> Generator[None]:
    """Turn what SQLite and the system complain of into words; our own mistakes propagate."""
    where = str(path) if path else "the agenda in memory"
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            raise FileError(
                "This file was left in the middle of a change.",
                where=where,
                advice="Open it once for writing; that takes the half change back.",
            ) from error
        if "locked" in text or "busy" in text:
            raise FileError("Another program is writing to this file.", where=where, advice="Try again.") from error
        if "full" in text or "disk I/O" in text or "readonly" in text or "unable to open" in text:
            raise FileError(
                f"This file cannot be written: {text}.", where=where, advice="Nothing was changed. Is the disk full?"
            ) from error
        # our statements are right for whole files
        raise damaged(text, where) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(str(error), where) from error
    except OSError as error:
        raise FileError(f"This file cannot be read or written: {error.strerror or error}.", where=where) from error
