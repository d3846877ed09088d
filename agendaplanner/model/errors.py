"""The errors that a user can meet.

Each says what is wrong, where (file, line, cell, record, field) and what to do about it. Mistakes of our own are not
``AgendaError``: they propagate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class AgendaError(Exception):
    """Something in the user's world is wrong: a file, a value, a request.

    Attributes:
        what: One sentence on what is wrong.
        where: The file, line, cell, record or field, or "".
        advice: What to do about it, or "".
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}{self.what}{advice}"


class UsageError(AgendaError):
    """The request itself makes no sense: an unknown session, a wrong option."""


class FileError(AgendaError):
    """A file cannot be read or written."""


class NewerFileError(FileError):
    """The file was written by a newer version of the program."""


class StaleChangeError(AgendaError):
    """A change was made for an agenda that has moved on: a record is not what the change says it was."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give " Did you mean 'x'?" for the nearest known word, or "".

    >>> did_you_mean("rom", ["room", "person"])
    " Did you mean 'room'?"
    """
    import difflib  # most sentences end well

    near = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""
