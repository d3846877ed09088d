"""Files are replaced whole or not at all: written beside, flushed to disk, then put in the place of the old one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Generator


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old or the new content stands there, and the new is on disk.

    Raises:
        FileError: It cannot be written; what stood there still does.
    """
    with replacing(path) as beside:
        beside.write_bytes(data)


@contextlib.contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Give an empty file beside ``path`` to write to; it takes the place of ``path`` when the block ends well.

    Raises:
        FileError: It cannot be written; what stood there still does.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".part")
        os.close(handle)
        beside = Path(name)
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        # mkstemp makes files that only their owner may read; a new file should be as any other
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        beside.replace(path)
        beside = None
        _sync_folder(path.parent)
    except OSError as error:
        raise FileError(
            f"This file cannot be written: {error.strerror or error}.", where=str(path), advice=_advice(error)
        ) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()


def read_bytes(path: Path, *, most: int | None = None) -> bytes:
    """Read a whole file.

    Args:
        path: The file; a pipe will do.
        most: How many bytes it may have.

    Raises:
        FileError: It cannot be read, or is larger; the message says why.
    """
    try:
        with path.open("rb") as file:
            data = file.read() if most is None else file.read(most + 1)
    except FileNotFoundError as error:
        raise FileError("There is no such file.", where=str(path), advice="Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise FileError("This is a folder, not a file.", where=str(path)) from error
    except OSError as error:
        raise FileError(f"This file cannot be read: {error.strerror or error}.", where=str(path)) from error
    if most is not None and len(data) > most:
        raise FileError(
            f"This file is larger than {most // 1024**2} MB, too large for what it should be.", where=str(path)
        )
    return data


def read_text(path: Path) -> str:
    """Read a text in UTF-8, with or without a mark at its beginning.

    Raises:
        FileError: It cannot be read, or is not in UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("It is not in UTF-8.", where=str(path), advice="Save it as text in UTF-8.") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there.

    Raises:
        FileError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"This folder cannot be made: {error.strerror or error}.", where=str(folder), advice="Choose another place."
        ) from error


def _advice(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Its folder does not exist: make it, or choose another place."
    if isinstance(error, PermissionError):
        return "You may not write there: choose another place."
    return "Is the disk full? What stood there before is still there."


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Bring the new name to disk, where the system can (Windows cannot open folders)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
